//! The Wasm: the library compiled for the browser, and the JavaScript that loads it, into `www/src/engine`.

use wasm_bindgen_cli_support::Bindgen;

use crate::{bundle, tools};

/// Builds the Wasm and the library that it judges by.
pub(crate) fn build() -> Result<(), String> {
    tools::need_wasm_target()?;
    tools::step("the Wasm");
    tools::run(tools::cargo().args([
        "build",
        "--lib",
        "--package=clausecheck",
        "--no-default-features",
        "--profile=wasm",
        "--target=wasm32-unknown-unknown",
    ]))?;
    let input = tools::target_dir().join("wasm32-unknown-unknown/wasm/clausecheck.wasm");
    let engine = tools::root().join("www/src/engine");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&input)
        .web(true)
        .map_err(|error| format!("wasm-bindgen: {error:#}"))?
        .typescript(true)
        // The names of functions are a fifth of what would have to be loaded; a fault is looked into natively.
        .remove_name_section(true)
        // Without it the JavaScript asks for the module's path each time; with it a bundler finds the file.
        .omit_default_module_path(false);
    bindgen
        .generate(&engine)
        .map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    bundle::write(&tools::root().join("clauses"), &engine.join("library.json"))
}
