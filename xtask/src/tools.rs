//! Other programs: running them, and installing those that a fresh machine lacks. Nothing here knows what is built.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where Cargo puts what it builds.
pub(crate) fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Writes a line to standard output; that nobody reads it is no error.
pub(crate) fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Writes a line to standard error.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Names the step that begins, so that a log can be read.
pub(crate) fn step(text: &str) {
    complain(&format!("\n== {text}"));
}

/// Refuses arguments where a command takes none.
pub(crate) fn no_arguments(rest: &[String]) -> Result<(), String> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("`{extra}` is one argument too many")),
    }
}

/// Cargo, the same one that runs this program.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// A program of `www/node_modules`, run in `www`.
pub(crate) fn node_tool(name: &str) -> Command {
    let mut command = Command::new(root().join("www/node_modules/.bin").join(name));
    command.current_dir(root().join("www"));
    command
}

/// Runs a program to its end and fails where it does.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let shown = shown(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` failed: {status}")),
        Err(error) => Err(format!("`{shown}` did not start: {error}")),
    }
}

/// Runs a program quietly; its standard output where it succeeds.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Makes sure that Rust can build for the browser.
pub(crate) fn need_wasm_target() -> Result<(), String> {
    let target = "wasm32-unknown-unknown";
    let sysroot = output_of(
        Command::new("rustc")
            .current_dir(root())
            .args(["--print", "sysroot"]),
    );
    let installed = sysroot.map(|sysroot| {
        Path::new(&sysroot)
            .join("lib/rustlib")
            .join(target)
            .join("lib")
            .is_dir()
    });
    if installed == Some(true) {
        return Ok(());
    }
    step("adding the target wasm32-unknown-unknown");
    run(Command::new("rustup")
        .current_dir(root())
        .args(["target", "add", target]))
    .map_err(|why| format!("{why}\ninstall Rust's `{target}` target and run this again"))
}

/// Makes sure that the packages of `www/package-lock.json` are installed, exactly those.
pub(crate) fn need_node_packages() -> Result<(), String> {
    let www = root().join("www");
    // npm writes this copy of the lock file last, so it stands for a finished install.
    let stamp = www.join("node_modules/.installed-lock.json");
    let lock = std::fs::read(www.join("package-lock.json"))
        .map_err(|error| format!("www/package-lock.json cannot be read: {error}"))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if output_of(Command::new("npm").arg("--version")).is_none() {
        return Err(String::from(
            "npm is missing; install Node.js 20 or later and run this again",
        ));
    }
    step("npm ci");
    run(Command::new("npm")
        .current_dir(&www)
        .args(["ci", "--no-audit", "--no-fund"]))?;
    std::fs::write(&stamp, lock)
        .map_err(|error| format!("{} cannot be written: {error}", stamp.display()))
}

/// A Chromium to test in: the one of `CHROMIUM`, else one that is installed, else Debian's package.
pub(crate) fn need_chromium() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("CHROMIUM") {
        return Ok(PathBuf::from(path));
    }
    if let Some(path) = installed_chromium() {
        return Ok(path);
    }
    let is_root = output_of(Command::new("id").arg("-u")).as_deref() == Some("0");
    if is_root && Path::new("/etc/debian_version").exists() {
        step("apt-get install chromium");
        run(Command::new("apt-get").args(["update", "-qq"]))?;
        run(Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args([
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                "chromium",
            ]))?;
        if let Some(path) = installed_chromium() {
            return Ok(path);
        }
    }
    Err(String::from(
        "no Chromium found; install one (Debian: `apt-get install chromium`) or name its program in CHROMIUM",
    ))
}

fn installed_chromium() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .chain(["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome".into()])
        .find(|program| program.is_file())
}

fn shown(command: &Command) -> String {
    let mut shown = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        shown.push(' ');
        shown.push_str(&argument.to_string_lossy());
    }
    shown
}
