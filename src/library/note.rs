//! Diagnostics for editors: with columns in the unit that editors use, a severity, and the remedy apart from the fault.

use std::collections::BTreeMap;

use serde::Serialize;

use super::diagnostic::{Diagnostic, Fault, Missing};
use super::source::plain;
use crate::ordered::Map;

/// Something wrong in a library file, for an editor to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The file's path within the library.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in UTF-16 code units of the line.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The library does not say what it seems to say.
    Error,
    /// The library judges as it says, but a part of it does nothing, or people miss something.
    Warning,
}

/// The notes on the faults of a library with these files, in the order of the faults.
pub fn notes(faults: &[Diagnostic], files: &BTreeMap<String, String>) -> Vec<Note> {
    let mut texts: Map<&str, Vec<String>> = Map::new();
    let mut notes = Vec::with_capacity(faults.len());
    for fault in faults {
        let place = &fault.place;
        let lines = texts.entry(place.file.as_str()).or_insert_with(|| {
            let text = files.get(&place.file).map(|text| plain(text));
            text.iter()
                .flat_map(|text| text.lines())
                .map(String::from)
                .collect()
        });
        let before = lines.get(place.line.saturating_sub(1)).map_or(0, |line| {
            let skipped = line.chars().take(place.column.saturating_sub(1));
            skipped.map(char::len_utf16).sum()
        });
        let text = fault.fault.to_string();
        let (message, help) = parted(&text);
        notes.push(Note {
            file: place.file.clone(),
            line: place.line,
            column: before + 1,
            severity: fault.fault.severity(),
            message: String::from(message),
            help: help.map(String::from),
        });
    }
    notes
}

impl Fault {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Fault::AddsNothing(_)
            | Fault::NeverHit { .. }
            | Fault::Unasked(_)
            | Fault::IdlePattern(_)
            | Fault::Missing(Missing::Why | Missing::Language(_) | Missing::Meaning(_)) => {
                Severity::Warning
            }
            _ => Severity::Error,
        }
    }
}

/// A fault's words and its remedy's, which stand after a semicolon; one within quotes is the library's own.
fn parted(text: &str) -> (&str, Option<&str>) {
    let mut quote = None;
    for (at, sign) in text.char_indices() {
        match (sign, quote) {
            ('"' | '`', None) => quote = Some(sign),
            (sign, Some(open)) if sign == open => quote = None,
            (';', None) if text.get(at..at + 2) == Some("; ") => {
                return (text.get(..at).unwrap_or(text), text.get(at + 2..));
            }
            _ => {}
        }
    }
    (text, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    #[test]
    fn columns_count_as_editors_count() {
        // The sign before the word takes two units, and one character.
        let text = "---\nname: a\nversion: 1\n---\n\n# A\n\n\u{1f4dc} *consequential*\n";
        let clause = format!(
            "---\nid: a\nowner: legal\nrisk: low\n---\r\n\r\n# A\n\n{}",
            "\u{1f4dc} *mystery* word\n"
        );
        let files = BTreeMap::from([
            (String::from("library.md"), String::from(text)),
            (String::from("x/a.md"), clause),
        ]);
        let (_, faults) = Library::load(&files);
        let notes = notes(&faults, &files);
        let note = notes
            .iter()
            .find(|note| note.message.contains("mystery"))
            .unwrap();
        assert_eq!(
            (note.file.as_str(), note.line, note.column),
            ("x/a.md", 9, 5)
        );
        assert_eq!(note.message, "there is no glossary word \"mystery\"");
        assert_eq!(
            note.help.as_deref(),
            Some("add it to glossary.md or use another")
        );
        assert_eq!(note.severity, Severity::Error);
    }

    #[test]
    fn a_semicolon_of_the_library_parts_nothing() {
        assert_eq!(
            parted("\"a; b\" is empty; fill it"),
            ("\"a; b\" is empty", Some("fill it"))
        );
        assert_eq!(parted("`a; b` stands"), ("`a; b` stands", None));
    }

    #[test]
    fn a_fault_of_a_file_that_is_not_there_stands_at_its_start() {
        let files = BTreeMap::new();
        let (_, faults) = Library::load(&files);
        let notes = notes(&faults, &files);
        assert_eq!((notes[0].line, notes[0].column), (1, 1));
        assert!(
            notes
                .iter()
                .any(|note| note.file == "library.md" && note.help.as_deref() == Some("add it"))
        );
    }
}
