//! The check of a redline of 50 pages in Wasm, and a keystroke in ones of 5 to 500, timed under Node.js.

use std::path::PathBuf;
use std::process::Command;

use crate::{tools, wasm};

/// The redline that is timed whole has so many pages.
const PAGES: usize = 50;

/// Builds the Wasm and the redlines, and times the one with the other.
pub(crate) fn run() -> Result<(), String> {
    wasm::build()?;
    tools::step("the redlines");
    let redlines = redlines_by_pages()?;
    tools::step("the Wasm under Node.js");
    let mut node = Command::new("node");
    node.current_dir(tools::root())
        .args(["benches/wasm.mjs", "www/src/engine"]);
    tools::run(node.arg(redlines.join(PAGES.to_string())))?;
    tools::step("a keystroke in the Wasm");
    let mut node = Command::new("node");
    node.current_dir(tools::root())
        .args(["benches/live.mjs", "www/src/engine"]);
    tools::run(node.arg(&redlines))
}

/// Writes redlines of 5, 50 and 500 pages, each into a folder of that name; says which folder holds them.
pub(crate) fn redlines_by_pages() -> Result<PathBuf, String> {
    let folder = tools::target_dir().join("redlines-by-pages");
    for pages in [5, PAGES, 500] {
        let mut generate = tools::cargo();
        generate.args(["run", "--quiet", "--example=redline", "--"]);
        let pages = pages.to_string();
        tools::run(generate.arg(folder.join(&pages)).arg(&pages))?;
    }
    Ok(folder)
}
