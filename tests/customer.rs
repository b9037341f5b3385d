//! What the customer gets holds nothing that is ours alone, on every example of the default library.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that lacks its library has failed"
)]

mod support;

use std::path::Path;

use clausecheck::library::{Library, PLACEHOLDERS};
use clausecheck::redline::Format;
use clausecheck::report::{BlockText, Report, customer};
use clausecheck::{Input, Options, check};
use serde_json::Value;

/// A text of the library under the labels that its examples use.
fn labelled(text: &str) -> String {
    let mut text = String::from(text);
    for (placeholder, _) in PLACEHOLDERS {
        text = text.replace(&format!("{{{placeholder}}}"), placeholder);
    }
    text
}

/// A text of the library in each pair of labels that a document may give it.
fn in_labels(text: &str, report: &Report) -> Vec<String> {
    let parties = report.document.parties.iter();
    let used: Vec<&str> = parties.map(|party| party.label.as_str()).collect();
    let mut texts = vec![String::from(text)];
    for (placeholder, _) in PLACEHOLDERS {
        let labels = used.iter().chain([&placeholder]);
        texts = labels
            .flat_map(|label| {
                let replaced = texts
                    .iter()
                    .map(|text| text.replace(&format!("{{{placeholder}}}"), label));
                replaced.collect::<Vec<_>>()
            })
            .collect();
    }
    texts.iter().map(|text| spaced(text)).collect()
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What may stand in a reply: the contract's words, and what the library says may be sent.
struct Allowed {
    contract: [String; 3],
    say: Vec<String>,
    standard: Vec<String>,
}

impl Allowed {
    fn new(library: &Library, report: &Report) -> Allowed {
        let blocks = report.document.blocks.as_deref().expect("blocks");
        let side = |without: &str| {
            let text = |block: &BlockText| {
                let number = block.number.clone().unwrap_or_default();
                let runs = block.runs.iter().filter(|run| run.op != without);
                format!(
                    "{number} {}",
                    runs.map(|run| run.text.as_str()).collect::<String>()
                )
            };
            spaced(&blocks.iter().map(text).collect::<Vec<_>>().join("\n"))
        };
        let clauses = || library.clauses.iter();
        Allowed {
            contract: [side(""), side("insert"), side("delete")],
            say: clauses().filter_map(|clause| clause.say.clone()).collect(),
            standard: clauses()
                .flat_map(|clause| &clause.language)
                .filter(|language| language.row == "Standard")
                .flat_map(|language| in_labels(&language.text, report))
                .collect(),
        }
    }

    /// Whether all texts of a reply are of the kind that their field may hold.
    fn check(&self, value: &Value, path: &str) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.check(value, &format!("{path}/{name}"));
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.check(item, path);
                }
            }
            Value::String(text) => {
                let text = spaced(text);
                let allowed = match path {
                    "/schema" => text == customer::SCHEMA,
                    "/points/id" => text.parse::<usize>().is_ok(),
                    "/points/changes/op" => {
                        ["insert", "delete", "replace", "move"].contains(&text.as_str())
                    }
                    "/blocks/runs/op" => ["keep", "insert", "delete"].contains(&text.as_str()),
                    "/points/say" => self.say.iter().any(|say| spaced(say) == text),
                    "/points/proposal/text" => self.standard.contains(&text),
                    // Of a table's row, each cell stands after its column's heading.
                    "/points/original" | "/points/final" => {
                        let mut words = text.split(|c: char| !c.is_alphanumeric());
                        words.all(|word| self.contract.iter().any(|side| side.contains(word)))
                    }
                    "/points/heading"
                    | "/points/changes/old"
                    | "/points/changes/new"
                    | "/blocks/runs/text"
                    | "/blocks/number" => self.contract.iter().any(|side| side.contains(&text)),
                    // Where a block stands and what it and its changes are called is the document's.
                    "/blocks/id" | "/blocks/where" | "/blocks/runs/change" => true,
                    path => path.ends_with("/block"),
                };
                assert!(allowed, "{path}: {text}");
            }
            Value::Number(_) | Value::Bool(_) | Value::Null => {}
        }
    }
}

#[test]
fn nothing_of_ours_is_in_a_reply() {
    let clauses = Path::new(env!("CARGO_MANIFEST_DIR")).join("clauses");
    let (library, _) = Library::load(&support::files(&clauses));
    let fallbacks: Vec<String> = library
        .clauses
        .iter()
        .flat_map(|clause| &clause.language)
        .filter(|language| language.row != "Standard")
        .map(|language| spaced(&labelled(&language.text)))
        .collect();
    let (mut points, mut proposals, mut says) = (0, 0, 0);
    for clause in &library.clauses {
        for example in &clause.examples {
            let text = labelled(&example.text);
            let input = Input {
                bytes: text.as_bytes(),
                format: Some(Format::Markdown),
                base: None,
            };
            let options = Options {
                deal: example.deal.clone(),
                with_blocks: true,
                ..Options::default()
            };
            let report = check(&input, &library, &options).expect("a report");
            let reply = customer::reply(&report);
            points += reply.points.len();
            proposals += reply
                .points
                .iter()
                .filter(|point| point.proposal.is_some())
                .count();
            says += reply
                .points
                .iter()
                .filter(|point| point.say.is_some())
                .count();
            let allowed = Allowed::new(&library, &report);
            allowed.check(&serde_json::to_value(&reply).expect("JSON"), "");
            // And so in each form that is sent.
            let forms = [
                customer::text(&reply),
                customer::markdown(&reply),
                customer::html(&reply),
            ];
            for form in forms.map(|form| spaced(&form)) {
                for fallback in &fallbacks {
                    let theirs = allowed.contract.iter().any(|side| side.contains(fallback));
                    let ours = allowed.standard.iter().any(|text| text.contains(fallback));
                    assert!(theirs || ours || !form.contains(fallback), "{fallback}");
                }
                for reason in report.findings.iter().flat_map(|finding| &finding.reasons) {
                    assert!(!form.contains(reason), "{reason}");
                }
            }
        }
    }
    // The examples have something to say of each kind.
    assert!(
        points > 300 && proposals > 100 && says > 100,
        "{points} {proposals} {says}"
    );
}
