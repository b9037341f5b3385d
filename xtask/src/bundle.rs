//! The default library as one file for the browser: every Markdown file of `clauses/`, by path.
//!
//! The Wasm reads it when it starts, so that a library can change without the Wasm.

use std::collections::BTreeMap;
use std::path::Path;

/// Writes the library in `folder` to `file`.
pub(crate) fn write(folder: &Path, file: &Path) -> Result<(), String> {
    std::fs::write(file, clausecheck::library::bundle(&files(folder)?))
        .map_err(|error| format!("{} cannot be written: {error}", file.display()))
}

/// The Markdown files of a folder, by path.
pub(crate) fn files(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files)?;
    Ok(files)
}

fn collect(
    folder: &Path,
    prefix: &str,
    files: &mut BTreeMap<String, String>,
) -> Result<(), String> {
    let failed = |error| format!("{} cannot be read: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            return Err(format!(
                "{}: a file of the library has a name in UTF-8",
                path.display()
            ));
        };
        let key = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{key}/"), files)?;
        } else if name.ends_with(".md") {
            let text = std::fs::read_to_string(&path)
                .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
            files.insert(key, text);
        }
    }
    Ok(())
}
