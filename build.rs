//! Embeds the default library: the Markdown files of `clauses/` as one bundle, whatever there is of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_DEFAULT_LIBRARY").is_none() {
        return Ok(());
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = root.join("clauses");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = BTreeMap::new();
    if folder.is_dir() {
        collect(&folder, &folder, &mut files)?;
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("default-library.json"), bundle(&files))
}

fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, root, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md")
            && let Ok(name) = path.strip_prefix(root)
        {
            let name = name.to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

/// The same form as `library::bundle` writes.
fn bundle(files: &BTreeMap<String, String>) -> String {
    let entries: Vec<String> = files
        .iter()
        .map(|(path, text)| format!("{}:{}", quoted(path), quoted(text)))
        .collect();
    format!(
        "{{\"schema\":\"clausecheck-library/1\",\"files\":{{{}}}}}",
        entries.join(",")
    )
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for next in text.chars() {
        match next {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            next if next < ' ' => quoted.push_str(&format!("\\u{:04x}", u32::from(next))),
            next => quoted.push(next),
        }
    }
    quoted.push('"');
    quoted
}
