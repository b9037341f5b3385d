//! Checks by a small library, and what they said in one line.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test whose check fails has failed"
)]

use std::fmt::Write;
use std::sync::OnceLock;

use clausecheck::library::Library;
use clausecheck::redline::Format;
use clausecheck::report::Report;
use clausecheck::{Input, Options, check};

/// A clause that standard paper does not hold, and every word of which is explained.
const PUBLICITY: &str = "---
id: publicity
owner: legal
risk: low
coverage: strict
---

# Publicity

Nobody names the other without asking.

## Found by

- heading: Publicity
- `(publicity|press release*)`

## Terms

### leave (choice)

- needed: `with … prior written consent`; `once [the] {words} team has approved`

## Matrix

| Position   | clause  | leave  | Role          |
| ---------- | ------- | ------ | ------------- |
| Standard   | absent  | -      | seller        |
| Fallback 1 | present | needed | sales-manager |

## Language

### Fallback 1

> Either party may issue a press release with the other party's prior written consent.

## Say

We name each other only by agreement.

## Examples

### Fallback 1

> Either party may issue a press release with the other party's prior written consent.
";

/// The small library of the fixtures, and the clause that standard paper does not hold.
pub(crate) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let mut files = crate::support::files(&crate::support::small_library());
        files.insert(String::from("risk/publicity.md"), String::from(PUBLICITY));
        Library::load(&files).0
    })
}

/// Checks Markdown with CriticMarkup.
pub(crate) fn judged(text: &str, options: &Options) -> Report {
    let input = Input {
        bytes: text.as_bytes(),
        format: Some(Format::Markdown),
        base: None,
    };
    check(&input, library(), options).expect("a report")
}

/// Compares a text with the one that it was made from.
pub(crate) fn compared(base: &str, text: &str) -> Report {
    let input = Input {
        bytes: text.as_bytes(),
        format: Some(Format::Markdown),
        base: Some(base.as_bytes()),
    };
    check(&input, library(), &Options::default()).expect("a report")
}

/// Each clause with its decision: `payment-terms accept, - legal_review`.
pub(crate) fn verdicts(report: &Report) -> String {
    let verdicts = report.clauses.iter().map(|clause| {
        let id = clause.id.as_deref().unwrap_or("-");
        format!("{id} {}", clause.decision.name())
    });
    verdicts.collect::<Vec<_>>().join(", ")
}

/// What the findings say: kinds, reasons, and what explains each edit.
pub(crate) fn said(report: &Report) -> String {
    let mut said = String::new();
    for finding in &report.findings {
        let _ = writeln!(said, "{} {:?}", finding.id, finding.kind);
        for reason in &finding.reasons {
            let _ = writeln!(said, "  because {reason}");
        }
        for edit in &finding.edits {
            let by = edit.explained_by.as_ref().map(|rule| rule.text.as_str());
            let (op, old, new) = (edit.op, &edit.old, &edit.new);
            let _ = writeln!(said, "  {op} [{old}] [{new}]: {}", by.unwrap_or("nothing"));
        }
    }
    said
}

/// One row of a table: what it shows, the text, the verdicts, and a part of what is said.
pub(crate) type Row<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Judges every row of a table, and shows all that differ at once.
pub(crate) fn table(options: &Options, rows: &[Row<'_>]) {
    let mut faults = String::new();
    for (shows, text, expected, part) in rows {
        let report = judged(text, options);
        let (verdicts, said) = (verdicts(&report), said(&report));
        if verdicts != *expected || !said.contains(part) {
            let _ = writeln!(
                faults,
                "\n{shows}: {text}\n  expected {expected} and \"{part}\"\n  got {verdicts}\n{said}"
            );
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
