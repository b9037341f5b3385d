//! The Wasm: the library compiled for the browser, and the JavaScript that loads it, into `www/src/engine`.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::{arrange, bundle, tools};

/// Builds the Wasm and the library that it judges by.
pub(crate) fn build() -> Result<(), String> {
    tools::need_wasm_target()?;
    tools::step("the Wasm");
    // Where crates lie on the machine that builds is nobody's business who loads the page, and only makes it larger.
    let mut flags: Vec<String> = registries()
        .iter()
        .map(|folder| format!("--remap-path-prefix={}=", folder.display()))
        .collect();
    // The rounds of SHA-256 as a loop: a quarter of the code, and the library's hash is all that it is for.
    flags.push(String::from("--cfg=sha2_backend_soft=\"compact\""));
    tools::run(
        tools::cargo()
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                flags.join(" "),
            )
            .args([
                "build",
                "--lib",
                "--package=clausecheck",
                "--no-default-features",
                "--profile=wasm",
                "--target=wasm32-unknown-unknown",
            ]),
    )?;
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
        .remove_producers_section(true)
        // After a trap the module starts anew in the same thread.
        .reset_state_function(true)
        // Who loads it says where it lies: `www/src/package/load.ts` alone names the file, for bundlers to find.
        .omit_default_module_path(true);
    bindgen
        .generate(&engine)
        .map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    rewrite(&engine.join("clausecheck_bg.wasm"))?;
    bundle::write(&tools::root().join("clauses"), &engine.join("library.json"))
}

/// Writes a Wasm again with its functions arranged.
fn rewrite(file: &Path) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", file.display());
    let wasm = std::fs::read(file).map_err(failed)?;
    std::fs::write(file, arrange::arrange(&wasm)?).map_err(failed)
}

/// The folders that Cargo unpacks crates into, one for each registry.
fn registries() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| {
            let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
            Some(PathBuf::from(home).join(".cargo"))
        });
    let sources = home.map(|home| home.join("registry/src"));
    let entries = sources.and_then(|sources| std::fs::read_dir(sources).ok());
    let mut folders: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        // A flag cannot hold a space.
        .filter(|path| path.is_dir() && !path.to_string_lossy().contains(' '))
        .collect();
    folders.sort();
    folders
}
