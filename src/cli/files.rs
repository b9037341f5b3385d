//! Files in and out, with messages that name the file and say what to do.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::Stop;
use crate::library::{DEFAULT_BUNDLE, Diagnostic, Library, unbundle};

/// How deep a library's folders may nest: enough for any library, and an end for links that go round.
const DEPTH: usize = 8;

/// Reads a file, or standard input for `-`.
pub(super) fn read(path: &Path, input: &mut impl Read) -> Result<Vec<u8>, Stop> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(path)
    };
    bytes.map_err(|error| cannot("read", path, &error))
}

/// Writes a result to a file, or to standard output where there is none.
pub(super) fn write(path: Option<&Path>, text: &str, output: &mut impl Write) -> Result<(), Stop> {
    match path {
        Some(path) => fs::write(path, text).map_err(|error| cannot("write", path, &error)),
        None => Ok(output.write_all(text.as_bytes())?),
    }
}

/// Writes a file that is no text.
pub(super) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    fs::write(path, bytes).map_err(|error| cannot("write", path, &error))
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Stop {
    let hint = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the path",
        io::ErrorKind::PermissionDenied => "it may not be opened; check who may",
        io::ErrorKind::IsADirectory => "it is a folder; name a file",
        _ => return Stop::Wrong(format!("cannot {what} {}: {error}", path.display())),
    };
    Stop::Wrong(format!("cannot {what} {}: {hint}", path.display()))
}

/// A library and where it came from.
pub(super) struct Opened {
    /// Its files.
    pub(super) files: BTreeMap<String, String>,
    /// The library.
    pub(super) library: Library,
    /// What reading it found.
    pub(super) faults: Vec<Diagnostic>,
    /// The folder, for messages; none for a bundle or the default library.
    folder: Option<PathBuf>,
}

impl Opened {
    /// A fault with the path that an editor can open.
    pub(super) fn located(&self, fault: &Diagnostic) -> String {
        match &self.folder {
            Some(folder) => folder.join(fault.to_string()).display().to_string(),
            None => fault.to_string(),
        }
    }
}

/// Opens a library: a folder, a bundle, or the default one.
pub(super) fn library(path: Option<&Path>) -> Result<Opened, Stop> {
    let (files, folder) = match path {
        Some(path) if path.is_dir() => (folder(path)?, Some(path.to_path_buf())),
        Some(path) => {
            let text = fs::read_to_string(path).map_err(|error| cannot("read", path, &error))?;
            let files = unbundle(&text)
                .map_err(|fault| Stop::Wrong(format!("{}:{fault}", path.display())))?;
            (files, None)
        }
        None => {
            let files = unbundle(DEFAULT_BUNDLE)
                .map_err(|fault| Stop::Wrong(format!("the default library: {fault}")))?;
            (files, None)
        }
    };
    let (library, faults) = Library::load(&files);
    if library.clauses.is_empty() {
        let name = path.map_or_else(
            || String::from("the default library"),
            |path| path.display().to_string(),
        );
        return Err(Stop::Wrong(format!(
            "{name}: there is no clause in it; name a folder with clause files like commercial/payment-terms.md"
        )));
    }
    Ok(Opened {
        files,
        library,
        faults,
        folder,
    })
}

/// The Markdown files of a folder, by path within it.
fn folder(root: &Path) -> Result<BTreeMap<String, String>, Stop> {
    let mut files = BTreeMap::new();
    let mut open = vec![(root.to_path_buf(), 0)];
    while let Some((at, depth)) = open.pop() {
        let entries = fs::read_dir(&at).map_err(|error| cannot("read", &at, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| cannot("read", &at, &error))?.path();
            let hidden = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if path.is_dir() {
                if depth < DEPTH && !hidden {
                    open.push((path, depth + 1));
                }
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
                    io::ErrorKind::InvalidData => Stop::Wrong(format!(
                        "cannot read {}: it is not in UTF-8; save it so",
                        path.display()
                    )),
                    _ => cannot("read", &path, &error),
                })?;
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
                files.insert(name.replace('\\', "/"), text);
            }
        }
    }
    Ok(files)
}
