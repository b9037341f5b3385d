//! Formatting and lints, as errors. Nothing is changed.

use crate::{tools, types};

/// Checks Rust, natively and for the browser, and TypeScript.
pub(crate) fn run() -> Result<(), String> {
    tools::need_wasm_target()?;
    tools::step("rustfmt");
    tools::run(tools::cargo().args(["fmt", "--all", "--check"]))?;
    tools::step("clippy");
    tools::run(tools::cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-Dwarnings",
    ]))?;
    tools::step("clippy, for the browser");
    tools::run(tools::cargo().args([
        "clippy",
        "--lib",
        "--package=clausecheck",
        "--no-default-features",
        "--target=wasm32-unknown-unknown",
        "--quiet",
        "--",
        "-Dwarnings",
    ]))?;
    tools::step("the report's types");
    types::check()?;
    tools::need_node_packages()?;
    tools::step("biome");
    tools::run(tools::node_tool("biome").args(["ci", "--error-on-warnings", "."]))
}
