//! The page: the Wasm, its types, and what Vite makes of `www/`, into `www/dist`.

use crate::{tools, wasm};

/// Builds all of the page.
pub(crate) fn build() -> Result<(), String> {
    wasm::build()?;
    build_page()
}

/// Builds the page from a Wasm that is already there.
pub(crate) fn build_page() -> Result<(), String> {
    tools::need_node_packages()?;
    tools::step("the page");
    tools::run(tools::node_tool("vite").args(["build", "--logLevel=warn"]))
}
