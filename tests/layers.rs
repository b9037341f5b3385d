//! Which module may use which. The code may use less; what is not in the table it may not use.

#![allow(
    clippy::expect_used,
    reason = "a test that cannot read the sources has failed"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The modules, each with those that it may use besides itself, lowest first.
const MAY_USE: [(&str, &[&str]); 19] = [
    ("checksum", &[]),
    ("json", &[]),
    ("ordered", &[]),
    ("markup", &[]),
    ("text", &["ordered"]),
    ("value", &[]),
    ("pattern", &["ordered", "text", "value"]),
    ("slots", &["ordered", "text", "value", "pattern"]),
    ("redline", &["checksum", "ordered", "text"]),
    (
        "library",
        &[
            "json", "markup", "ordered", "text", "value", "pattern", "slots",
        ],
    ),
    ("report", &["markup", "ordered", "text", "redline"]),
    ("annotate", &["checksum", "ordered", "redline", "report"]),
    // Reading the input is named here, and so is the engine; the engine takes its options from here.
    ("check", &["redline", "library", "judge", "report"]),
    (
        "judge",
        &[
            "ordered", "text", "value", "pattern", "slots", "redline", "library", "report", "check",
        ],
    ),
    (
        "proof",
        &["ordered", "library", "judge", "redline", "report", "check"],
    ),
    (
        "live",
        &[
            "json", "ordered", "library", "judge", "redline", "report", "check",
        ],
    ),
    (
        "cli",
        &[
            "library", "judge", "proof", "redline", "report", "check", "annotate",
        ],
    ),
    (
        "wasm",
        &[
            "json", "library", "judge", "proof", "live", "redline", "report", "check", "annotate",
        ],
    ),
    ("bin", &["cli"]),
];

/// Words that only some modules may name in their code.
const NAMED_BY: [(&str, &[&str]); 9] = [
    ("JsValue", &["wasm"]),
    ("js_sys", &["wasm"]),
    ("wasm_bindgen", &["wasm"]),
    ("clap", &["cli"]),
    ("std::fs", &["cli"]),
    ("std::env", &["cli", "bin"]),
    ("redline::docx", &["redline"]),
    ("redline::html", &["redline"]),
    ("redline::markdown", &["redline"]),
];

/// Files that only tests compile.
const OF_TESTS: [&str; 2] = ["redline/fixtures.rs", "redline/testing.rs"];

/// The code of each file, without its comments and its tests, by module.
fn code() -> Vec<(String, String, String)> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut code = Vec::new();
    for (path, text) in support::files(&sources) {
        if OF_TESTS.contains(&path.as_str()) {
            continue;
        }
        let module = path.split(['/', '.']).next().expect("a name").to_owned();
        let tested = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        let lines = tested
            .lines()
            .map(|line| line.split("//").next().unwrap_or_default());
        code.push((module, path, lines.collect::<Vec<_>>().join("\n")));
    }
    code
}

/// The modules of this crate that a code names: after `crate::`, one or several in braces.
fn used(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for lead in ["crate::", "clausecheck::"] {
        for (at, _) in code.match_indices(lead) {
            let rest = &code[at + lead.len()..];
            let list = match rest.strip_prefix('{') {
                Some(inner) => top_level(inner),
                None => vec![rest],
            };
            for item in list {
                let name: String = item
                    .trim_start()
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                used.insert(name);
            }
        }
    }
    used
}

/// The parts of a braced list, cut at its own commas.
fn top_level(inner: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(&inner[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

#[test]
fn modules_use_only_what_they_may() {
    let may: BTreeMap<&str, &[&str]> = MAY_USE.into();
    let mut faults = Vec::new();
    for (module, path, code) in code().iter().filter(|(module, ..)| module != "lib") {
        let allowed = may
            .get(module.as_str())
            .unwrap_or_else(|| panic!("{path} is in no row of the table"));
        for name in used(code) {
            let is_module = may.contains_key(name.as_str());
            if is_module && name != *module && !allowed.contains(&name.as_str()) {
                faults.push(format!("{path} uses {name}"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn words_of_the_edge_stay_at_the_edge() {
    let mut faults = Vec::new();
    for (module, path, code) in code() {
        for (word, modules) in NAMED_BY {
            if code.contains(word) && !modules.contains(&module.as_str()) {
                faults.push(format!("{path} names {word}"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn uses_are_found_in_every_form() {
    let found = used(
        "use crate::text::{Case, words};\nuse crate::{judge, report::{Mode, text}};\nlet x = crate::value::same;",
    );
    let expected = ["judge", "report", "text", "value"].map(String::from);
    assert_eq!(found, BTreeSet::from(expected));
}
