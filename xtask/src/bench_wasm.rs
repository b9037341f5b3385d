//! The check of a redline of 50 pages in Wasm, timed under Node.js.

use std::path::Path;
use std::process::Command;

use crate::{tools, wasm};

/// Builds the Wasm and the redline, and times the one with the other.
pub(crate) fn run() -> Result<(), String> {
    wasm::build()?;
    tools::step("a redline of 50 pages");
    let redlines = tools::target_dir().join("redlines");
    write_redline(&redlines, 50)?;
    tools::step("the Wasm under Node.js");
    let mut node = Command::new("node");
    node.current_dir(tools::root())
        .args(["benches/wasm.mjs", "www/src/engine"]);
    tools::run(node.arg(&redlines))
}

/// Writes the redline of the benches, of so many pages, into a folder.
pub(crate) fn write_redline(folder: &Path, pages: usize) -> Result<(), String> {
    let mut generate = tools::cargo();
    generate.args(["run", "--quiet", "--example=redline", "--"]);
    tools::run(generate.arg(folder).arg(pages.to_string()))
}
