//! The check of a redline of 50 pages in Wasm, and a keystroke in ones of 5 to 500, timed under Node.js.

use std::process::Command;

use crate::{tools, wasm};

/// Builds the Wasm and the redline, and times the one with the other.
pub(crate) fn run() -> Result<(), String> {
    wasm::build()?;
    tools::step("the redlines");
    let redlines = tools::target_dir().join("redlines");
    let edited = tools::target_dir().join("redlines-edited");
    let mut generate = tools::cargo();
    generate.args(["run", "--quiet", "--example=redline", "--"]);
    tools::run(generate.arg(&redlines).arg(&edited))?;
    tools::step("the Wasm under Node.js");
    let mut node = Command::new("node");
    node.current_dir(tools::root())
        .args(["benches/wasm.mjs", "www/src/engine"]);
    tools::run(node.arg(&redlines))?;
    tools::step("a keystroke in the Wasm");
    let mut node = Command::new("node");
    node.current_dir(tools::root())
        .args(["benches/live.mjs", "www/src/engine"]);
    tools::run(node.arg(&edited))
}
