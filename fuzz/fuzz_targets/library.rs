//! Any text, loaded as a clause's file and as the library's own, linted and compiled.

#![no_main]

use std::collections::BTreeMap;

use clausecheck::library::Library;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for path in ["library.md", "risk/clause.md"] {
        let files = BTreeMap::from([(String::from(path), String::from(text))]);
        let (library, _) = Library::load(&files);
        let _ = library.lint();
    }
});
