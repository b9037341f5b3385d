//! Proof: what only the engine can say about a library. Its examples are judged, its language is read as if it were a
//! contract, and patterns that match nothing of either are named.
//!
//! It stands above the engine and the library; the command line and the page call it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::Options;
use crate::judge;
use crate::library::model::{Clause, Example, Expect, Place, Position};
use crate::library::{Diagnostic, Fault, Library, PLACEHOLDERS, Use};
use crate::ordered::Set;
use crate::redline::{self, Document, Format};
use crate::report::{ClauseVerdict, Decision, FindingKind, Paper, Report};

/// What became of a library's examples.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// How many examples got the verdict that they must get.
    pub passed: usize,
    /// Those that did not.
    pub failed: Vec<Diagnostic>,
}

/// What became of one example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExampleResult {
    /// The clause's id.
    pub clause: String,
    /// Which of the clause's examples it is, from 0.
    pub index: usize,
    /// The file's path within the library.
    pub file: String,
    /// The line that it starts in, from 1.
    pub line: usize,
    /// Whether it got the verdict that it must get.
    pub passed: bool,
    /// The verdict that it must get: a row's name, `Legal review`, `Walk-away` or `not here`.
    pub wanted: String,
    /// The verdict that it got: a row's name with its decision, a decision, or `not found`.
    pub got: String,
    /// Why, in the report's words.
    pub reasons: Vec<String>,
}

/// Judges the examples of every clause, or of one, in order.
pub fn results(library: &Library, only: Option<&str>) -> Vec<ExampleResult> {
    let clauses = library.clauses.iter();
    let chosen = clauses.filter(|clause| only.is_none_or(|only| clause.id == only));
    let results = chosen.flat_map(|clause| {
        let examples = clause.examples.iter().enumerate();
        examples.map(|(index, example)| {
            let judged = judge_example(library, clause, example);
            ExampleResult {
                clause: clause.id.clone(),
                index,
                file: example.place.file.clone(),
                line: example.place.line,
                passed: judged.passed,
                wanted: String::from(example.expect.name()),
                got: judged.got,
                reasons: judged.reasons,
            }
        })
    });
    results.collect()
}

/// Judges the examples of every clause, or of one.
pub fn examples(library: &Library, only: Option<&str>) -> Outcome {
    let mut outcome = Outcome::default();
    for clause in library
        .clauses
        .iter()
        .filter(|clause| only.is_none_or(|only| clause.id == only))
    {
        for example in &clause.examples {
            let judged = judge_example(library, clause, example);
            if judged.passed {
                outcome.passed += 1;
                continue;
            }
            outcome.failed.push(Diagnostic {
                place: example.place.clone(),
                fault: Fault::OtherVerdict {
                    wanted: String::from(example.expect.name()),
                    got: judged.got,
                    reasons: judged.reasons,
                },
            });
        }
    }
    outcome
}

/// All that is wrong with a library: what its files say by themselves, and what judging by it shows.
pub fn lint(library: &Library) -> Vec<Diagnostic> {
    let mut faults = library.lint();
    faults.extend(examples(library, None).failed);
    for clause in &library.clauses {
        faults.extend(languages(library, clause));
    }
    faults.extend(idle_patterns(library));
    Diagnostic::sort(&mut faults);
    faults
}

/// A text of the library as a document; the parties' placeholders become labels.
fn document(text: &str) -> Option<Document> {
    let mut text = String::from(text);
    for (placeholder, _) in PLACEHOLDERS {
        text = text.replace(&format!("{{{placeholder}}}"), placeholder);
    }
    redline::read(text.as_bytes(), Some(Format::Markdown)).ok()
}

fn judged(library: &Library, text: &str, deal: &BTreeMap<String, String>) -> Option<Report> {
    let document = document(text)?;
    let options = Options {
        paper: Some(Paper::Theirs),
        deal: deal.clone(),
        ..Options::default()
    };
    judge::judge(&document, library, &options).ok()
}

fn verdict<'r>(report: &'r Report, clause: &Clause) -> Option<&'r ClauseVerdict> {
    report
        .clauses
        .iter()
        .find(|verdict| verdict.id.as_deref() == Some(clause.id.as_str()))
}

/// The verdict on an example.
struct Judged {
    passed: bool,
    got: String,
    reasons: Vec<String>,
}

fn judge_example(library: &Library, clause: &Clause, example: &Example) -> Judged {
    let Some(report) = judged(library, &example.text, &example.deal) else {
        return Judged {
            passed: false,
            got: String::from("not readable"),
            reasons: Vec::new(),
        };
    };
    let found = verdict(&report, clause);
    let passed = match (&example.expect, found) {
        // What no clause reads at all is counted to the likeliest one, so that legal knows where to look: it is not here.
        (Expect::NotHere, found) => found.is_none() || guessed(&report, clause),
        (_, None) => false,
        (Expect::LegalReview, Some(verdict)) => verdict.decision == Decision::LegalReview,
        (Expect::WalkAway, Some(verdict)) => verdict.decision == Decision::WalkAway,
        (Expect::Row(name), Some(verdict)) => {
            let row = clause.matrix.rows.iter().find(|row| row.name == *name);
            let decides = row.map(|row| match (row.position, row.role.as_str()) {
                (Position::WalkAway, _) => Decision::WalkAway,
                (_, "seller") => Decision::Accept,
                (_, "legal") => Decision::LegalReview,
                _ => Decision::Approve,
            });
            // A change of form alone stands on no row of its own.
            let stands = verdict
                .position
                .as_ref()
                .is_none_or(|position| position == name);
            decides == Some(verdict.decision)
                && (stands || verdict.decision == Decision::LegalReview)
        }
    };
    let got = found.map_or_else(|| String::from("not found"), said);
    let reasons = report
        .findings
        .iter()
        .filter(|finding| finding.clause.as_deref() == Some(clause.id.as_str()))
        .flat_map(|finding| finding.reasons.iter().cloned())
        .collect();
    Judged {
        passed,
        got,
        reasons,
    }
}

/// Whether all that was found of a clause is that a text which no clause reads is most like it.
fn guessed(report: &Report, clause: &Clause) -> bool {
    report
        .findings
        .iter()
        .filter(|finding| finding.clause.as_deref() == Some(clause.id.as_str()))
        .all(|finding| finding.kind == FindingKind::Unread)
}

fn said(verdict: &ClauseVerdict) -> String {
    match (&verdict.position, verdict.decision) {
        (Some(position), decision) => format!("{position} ({})", decision.name()),
        (None, decision) => String::from(decision.name()),
    }
}

/// A position's own language must read as that position.
fn languages(library: &Library, clause: &Clause) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for language in &clause.language {
        let Some(row) = clause
            .matrix
            .rows
            .iter()
            .find(|row| row.name == language.row)
        else {
            continue;
        };
        // The deal that opens the row, where one is needed.
        let deal = BTreeMap::from([(String::from("annual value"), String::from("1000000"))]);
        let report = judged(library, &language.text, &deal);
        let found = report.as_ref().and_then(|report| verdict(report, clause));
        let reads = found.is_some_and(|verdict| {
            verdict.position.as_deref() == Some(row.name.as_str())
                || (verdict.decision == Decision::LegalReview && row.role == "legal")
        });
        if !reads {
            let got = found.map_or_else(|| String::from("not found"), said);
            let fault = Fault::LanguageReadsAs {
                row: row.name.clone(),
                got,
            };
            faults.push(Diagnostic {
                place: language.place.clone(),
                fault,
            });
        }
    }
    faults
}

/// Patterns that match no language and no example of their clause.
fn idle_patterns(library: &Library) -> Vec<Diagnostic> {
    let mut hit: Set<u32> = Set::new();
    for clause in &library.clauses {
        let texts = clause
            .language
            .iter()
            .map(|language| &language.text)
            .chain(clause.examples.iter().map(|example| &example.text));
        for text in texts {
            if let Some(document) = document(text) {
                hit.extend(judge::patterns_hit(&document, library));
            }
        }
    }
    let mut faults = Vec::new();
    for (id, serves) in library.compiled.uses.iter().enumerate() {
        if hit.contains(&(id as u32)) {
            continue;
        }
        let source = match serves {
            Use::Term(clause, term, pattern) => library
                .clauses
                .get(*clause)
                .and_then(|clause| clause.terms.get(*term))
                .and_then(|term| term.patterns.get(*pattern))
                .map(|pattern| &pattern.source),
            // What finds a clause, and what takes a sentence out, guards against texts that the examples need not show.
            Use::Found(_) | Use::NotFound(_) | Use::NotTerm(..) => None,
        };
        if let Some(source) = source {
            let place: Place = source.place.clone();
            faults.push(Diagnostic {
                place,
                fault: Fault::IdlePattern(source.text.clone()),
            });
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAUSE: &str = "---\nid: pay\nowner: finance\nrisk: high\n---\n\n# Payment\n\nMoney in time.\n\n\
        ## Found by\n\n- `pay within {duration}`\n\n## Terms\n\n### days (duration, days)\n\n\
        - `pay within {duration}`\n\n## Matrix\n\n| Position | days | Role |\n| --- | --- | --- |\n\
        | Standard | <= 30 days | seller |\n| Fallback 1 | <= 60 days | cfo |\n\n## Examples\n\n\
        ### Standard\n\n> Buyer shall pay within {~~10~>20~~} days.\n\n\
        > Buyer shall pay within {~~30~>50~~} days.\n\n### Not here\n\n> Buyer shall wait.\n";

    #[test]
    fn each_example_says_what_it_got() {
        let files = BTreeMap::from([(String::from("pay.md"), String::from(CLAUSE))]);
        let (library, _) = Library::load(&files);
        let results = results(&library, Some("pay"));
        let told: Vec<_> = results
            .iter()
            .map(|one| (one.index, one.passed, one.wanted.as_str(), one.got.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (0, true, "Standard", "Standard (accept)"),
                (1, false, "Standard", "Fallback 1 (approve)"),
                (2, true, "not here", "not found"),
            ]
        );
        let line = CLAUSE.lines().position(|line| line.contains("~>50"));
        assert_eq!(Some(results[1].line), line.map(|at| at + 1));
        assert!(results[1].reasons.join(" ").contains("50 days"));
        assert_eq!(super::results(&library, Some("other")), []);
    }
}
