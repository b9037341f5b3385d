//! The npm package: plain scripts, their types, the Wasm and the default library, into `www/package-dist`.
//!
//! `npm pack` in `www` makes the tarball of it. Scripts lie as they do in `www/src`, so that an address that one file
//! has of another holds in both.

use std::fs;
use std::path::Path;

use crate::{tools, wasm};

/// Builds all of the package.
pub(crate) fn build() -> Result<(), String> {
    wasm::build()?;
    build_scripts()
}

/// Builds the package from a Wasm that is already there.
pub(crate) fn build_scripts() -> Result<(), String> {
    tools::need_node_packages()?;
    tools::step("the package");
    let www = tools::root().join("www");
    let package = www.join("package-dist");
    if package.exists() {
        fs::remove_dir_all(&package)
            .map_err(|error| format!("{} cannot be removed: {error}", package.display()))?;
    }
    tools::run(tools::node_tool("tsc").args(["--project", "tsconfig.package.json"]))?;
    rename_imports(&package)?;
    for name in ["clausecheck.js", "clausecheck_bg.wasm", "library.json"] {
        copy(
            &www.join("src/engine").join(name),
            &package.join("engine").join(name),
        )?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&tools::root().join(name), &package.join(name))?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(from, to))
        .map(|_| ())
        .map_err(|error| format!("{} cannot be copied: {error}", from.display()))
}

/// Names the scripts that were made in place of their sources: the compiler does so in imports of scripts, but not in
/// types, nor in the address of the worker.
fn rename_imports(folder: &Path) -> Result<(), String> {
    let failed = |error| format!("{} cannot be renamed in: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            rename_imports(&path)?;
        } else {
            let text = fs::read_to_string(&path).map_err(failed)?;
            fs::write(&path, renamed(&text)).map_err(failed)?;
        }
    }
    Ok(())
}

/// A text in which every quoted relative path of a source ends in `.js`.
fn renamed(text: &str) -> String {
    let parts = text.split('"').enumerate();
    let parts: Vec<String> = parts
        .map(|(index, part)| match part.strip_suffix(".ts") {
            // Every other part lies within quotes; a path holds no space, whatever quotes stand in comments.
            Some(path)
                if index > 0 && part.starts_with('.') && !part.contains(char::is_whitespace) =>
            {
                format!("{path}.js")
            }
            _ => part.to_owned(),
        })
        .collect();
    parts.join("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_sources_become_paths_of_scripts() {
        assert_eq!(
            renamed("import type { A } from \"../a.ts\"; // \"a.ts\"\nnew URL(\"./worker.ts\", x)"),
            "import type { A } from \"../a.js\"; // \"a.ts\"\nnew URL(\"./worker.js\", x)"
        );
    }
}
