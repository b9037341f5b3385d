//! A library from its files: the library-wide ones first, as the clauses lean on them.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::diagnostic::{Diagnostic, Fault, Missing};
use super::glossary;
use super::model::{Lists, Place};
use super::page::{self, Page};
use super::reading::{Names, Reading, normal};
use super::source::{self, Source};
use super::tables;
use super::words;
use super::{Library, clause_file, compile};

/// The library-wide files, each in the library's own folder.
const WIDE: [&str; 6] = [
    "library.md",
    "parties.md",
    "places.md",
    "roles.md",
    "facts.md",
    "glossary.md",
];

/// Whether a file is part of the library: Markdown, and not a page about the folder.
pub(super) fn is_part(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    name.ends_with(".md") && !name.eq_ignore_ascii_case("readme.md") && !is_hidden
}

/// Reads a library, leniently: whatever is wrong comes back beside it, and the rest is read.
pub(super) fn load(files: &BTreeMap<String, String>) -> (Library, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let mut library = Library {
        hash: hash(files),
        ..Library::default()
    };
    let mut names = Names::default();
    let mut lists = Lists::default();
    let said = wide(
        files,
        "library.md",
        &lists,
        &names,
        &mut faults,
        words::read,
    );
    (library.name, library.version, lists) = (said.name, said.version, said.lists);
    lists.parties = wide(
        files,
        "parties.md",
        &lists,
        &names,
        &mut faults,
        tables::parties,
    );
    lists.places = wide(
        files,
        "places.md",
        &lists,
        &names,
        &mut faults,
        tables::places,
    );
    names.places = tables::place_names(&lists.places);
    lists.roles = wide(
        files,
        "roles.md",
        &lists,
        &names,
        &mut faults,
        tables::roles,
    );
    lists.facts = wide(
        files,
        "facts.md",
        &lists,
        &names,
        &mut faults,
        tables::facts,
    );
    lists.glossary = wide(
        files,
        "glossary.md",
        &lists,
        &names,
        &mut faults,
        glossary::read,
    );
    names.glossary = lists
        .glossary
        .iter()
        .map(|entry| normal(&entry.term))
        .collect();

    for (path, text) in files {
        if !is_part(path) || WIDE.contains(&path.as_str()) {
            continue;
        }
        let source = Source::new(path, text);
        let page = page::read(&source);
        let mut reading = Reading {
            source: &source,
            lists: &lists,
            names: &names,
            faults: &mut faults,
        };
        library.clauses.push(clause_file::read(&page, &mut reading));
    }
    library.compiled = compile::compile(&lists, &library.clauses);
    library.lists = lists;
    Diagnostic::sort(&mut faults);
    (library, faults)
}

/// Reads a library-wide file.
fn wide<T: Default>(
    files: &BTreeMap<String, String>,
    name: &'static str,
    lists: &Lists,
    names: &Names,
    faults: &mut Vec<Diagnostic>,
    read: impl FnOnce(&Page, &mut Reading<'_>) -> T,
) -> T {
    let Some(text) = files.get(name) else {
        faults.push(Diagnostic {
            place: Place {
                file: String::from(name),
                line: 1,
                column: 1,
            },
            fault: Fault::Missing(Missing::File(name)),
        });
        return T::default();
    };
    let source = Source::new(name, text);
    let page = page::read(&source);
    read(
        &page,
        &mut Reading {
            source: &source,
            lists,
            names,
            faults,
        },
    )
}

/// SHA-256 of each path and text in order, each ended by a zero byte, in hexadecimal.
fn hash(files: &BTreeMap<String, String>) -> String {
    let mut hasher = Sha256::new();
    for (path, text) in files.iter().filter(|(path, _)| is_part(path)) {
        hasher.update(path.as_bytes());
        hasher.update([0]);
        hasher.update(source::plain(text).as_bytes());
        hasher.update([0]);
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
