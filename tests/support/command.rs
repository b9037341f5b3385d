//! The command, run as a whole.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(
    clippy::expect_used,
    reason = "a test that lacks its command has failed"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the command gave.
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) output: String,
    pub(crate) messages: String,
}

/// Runs the command with this on its standard input.
pub(crate) fn run(arguments: &[&str], input: &str) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausecheck"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    if let Some(mut stdin) = child.stdin.take() {
        // The command may end before it has read all.
        let _ = stdin.write_all(input.as_bytes());
    }
    let ended = child.wait_with_output().expect("the command ends");
    Ran {
        status: ended.status.code(),
        output: String::from_utf8(ended.stdout).expect("text"),
        messages: String::from_utf8(ended.stderr).expect("text"),
    }
}

/// The small library's folder, as an argument.
pub(crate) fn small() -> String {
    crate::support::small_library().display().to_string()
}

/// A folder of its own for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A copy of the small library with a change in one file.
pub(crate) fn changed(name: &str, file: &str, old: &str, new: &str) -> String {
    let folder = folder(name);
    for (path, text) in crate::support::files(&crate::support::small_library()) {
        let text = if path == file {
            text.replace(old, new)
        } else {
            text
        };
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder.display().to_string()
}
