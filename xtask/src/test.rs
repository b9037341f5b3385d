//! Every test there is: Rust's, TypeScript's, the sizes of what is shipped, the same bytes natively and in Wasm, and
//! the page in a real browser.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{package, tools, types, www};

/// What a first visit may cost, compressed: scripts and styles of the page.
const PAGE_BUDGET: u64 = 300_000;
/// And the Wasm. Two parsers' tables of HTML entities are what is heaviest after our own code.
const WASM_BUDGET: u64 = 500_000;

/// Runs all of it, the quick things first.
pub(crate) fn run() -> Result<(), String> {
    tools::step("cargo test");
    tools::run(tools::cargo().args(["test", "--workspace"]))?;
    types::check()?;
    www::build()?;
    tools::step("TypeScript");
    tools::run(&mut tools::node_tool("tsc"))?;
    tools::step("unit tests of the page");
    tools::run(tools::node_tool("vitest").args(["run", "--project", "unit"]))?;
    tools::step("sizes");
    weigh(&tools::root().join("www/dist"))?;
    same_bytes()?;
    package_examples()?;
    in_browser(&["run", "--project", "browser"])
}

/// Packs the npm package, and runs its examples from the tarball.
fn package_examples() -> Result<(), String> {
    package::build_scripts()?;
    let chromium = tools::need_chromium()?;
    tools::step("the package's examples");
    tools::run(
        tools::node_tool("vitest")
            .args(["run", "--project", "package"])
            .env("CHROMIUM", chromium),
    )
}

/// Takes the picture of the page that the README shows.
pub(crate) fn screenshot() -> Result<(), String> {
    www::build()?;
    in_browser(&["run", "--project", "screenshot"])
}

/// Compares the report of the command line with that of the Wasm, byte for byte.
fn same_bytes() -> Result<(), String> {
    tools::step("native against Wasm");
    tools::run(tools::cargo().args(["build", "--quiet", "--bin=clausecheck"]))?;
    tools::run(
        tools::node_tool("vitest")
            .args(["run", "--project", "same-bytes"])
            .env("CLAUSECHECK", tools::target_dir().join("debug/clausecheck")),
    )
}

/// Runs tests that open the built page; `www/tests/serve.ts` serves it for as long as they run.
fn in_browser(arguments: &[&str]) -> Result<(), String> {
    let chromium = tools::need_chromium()?;
    tools::step("the page in a browser");
    tools::run(
        tools::node_tool("vitest")
            .args(arguments)
            .env("CHROMIUM", chromium),
    )
}

fn weigh(dist: &Path) -> Result<(), String> {
    let (mut page, mut wasm) = (0, 0);
    for file in files(dist)? {
        let counter = match file.extension().and_then(|extension| extension.to_str()) {
            Some("js" | "css" | "html") => &mut page,
            Some("wasm") => &mut wasm,
            _ => continue,
        };
        *counter += gzipped(&file)?;
    }
    for (name, size, budget) in [("page", page, PAGE_BUDGET), ("Wasm", wasm, WASM_BUDGET)] {
        tools::say(&format!("{name}: {size} of {budget} bytes, gzipped"));
        if size > budget {
            return Err(format!(
                "the {name} is {} bytes over its budget",
                size - budget
            ));
        }
        if size == 0 {
            return Err(format!("the {name} is missing from {}", dist.display()));
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error| format!("{} cannot be read: {error}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn gzipped(file: &Path) -> Result<u64, String> {
    let failed = |error| format!("{} cannot be read: {error}", file.display());
    let bytes = std::fs::read(file).map_err(failed)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes).map_err(failed)?;
    Ok(encoder.finish().map_err(failed)?.len() as u64)
}
