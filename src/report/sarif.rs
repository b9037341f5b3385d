//! The report as SARIF 2.1.0 (OASIS, errata 01), for code hosts and editors that show findings where they stand.
//!
//! Places are those of the input where the text stands there as it is (Markdown, plain text); in a .docx or a page they
//! are the paragraphs, as logical locations. Columns count UTF-16 units, as the report does.

mod regions;

use serde_json::{Value, json};

use self::regions::Regions;
use super::words::{decides, decision, kind, title};
use super::{Decision, Finding, Report, Span};

/// The schema of SARIF 2.1.0, as its publisher names it.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The rule of passages that no clause claims.
const UNCLAIMED: &str = "no-clause";

/// A clause of the library, as a rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// The clause's id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Why the position is held.
    pub why: &'a str,
    /// The function that owns it.
    pub owner: &'a str,
    /// `high`, `medium` or `low`.
    pub risk: &'a str,
}

/// What a report was made of, as far as SARIF tells it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The path of the input; none where it has none.
    pub path: Option<&'a str>,
    /// The input, where places in it are asked for.
    pub bytes: &'a [u8],
    /// The library's clauses.
    pub rules: &'a [Rule<'a>],
}

/// Writes the report as a SARIF log. Regions and fixes need a report that holds its blocks.
pub fn sarif(report: &Report, source: &Source<'_>) -> String {
    let regions = Regions::new(report, source.bytes);
    let places = Places {
        artifact: json!({ "uri": uri(source.path.unwrap_or("stdin")), "index": 0 }),
        regions,
    };
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| result(report, finding, source.rules, &places))
        .collect();
    let library = &report.library;
    let run = json!({
        "tool": { "driver": {
            "name": "clausecheck",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules(source.rules),
        } },
        "artifacts": [{
            "location": { "uri": places.artifact["uri"] },
            "mimeType": mime(report.document.format),
            "roles": ["analysisTarget"],
        }],
        "columnKind": "utf16CodeUnits",
        "invocations": [{
            "executionSuccessful": true,
            "toolExecutionNotifications": notifications(report, &places),
        }],
        "results": results,
        "properties": {
            "decision": report.decision.name(),
            "library": { "name": library.name, "version": library.version, "hash": library.hash },
        },
    });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    // Texts, numbers and lists of them always serialise.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn mime(format: &str) -> &'static str {
    match format {
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "html" => "text/html",
        "markdown" => "text/markdown",
        _ => "text/plain",
    }
}

fn rules(rules: &[Rule<'_>]) -> Vec<Value> {
    let unclaimed = Rule {
        id: UNCLAIMED,
        title: "Passages of no clause",
        why: "No clause of the library covers the passage, so legal must read the change.",
        owner: "legal",
        risk: "high",
    };
    let all = rules.iter().chain([&unclaimed]);
    all.map(|rule| {
        // A clause that does not say why still needs a help text.
        let why = if rule.why.is_empty() {
            rule.title
        } else {
            rule.why
        };
        json!({
            "id": rule.id,
            "shortDescription": { "text": message(rule.title) },
            "fullDescription": { "text": message(why) },
            "help": { "text": message(&format!("{why}\n\nOwner: {}. Risk: {}.", rule.owner, rule.risk)) },
            "defaultConfiguration": { "level": "error" },
            "properties": { "owner": rule.owner, "risk": rule.risk, "tags": ["contract", rule.risk] },
        })
    })
    .collect()
}

/// Where things stand in the input.
struct Places<'a> {
    artifact: Value,
    regions: Regions<'a>,
}

impl Places<'_> {
    fn location(&self, span: &Span) -> Value {
        let mut physical = json!({ "artifactLocation": self.artifact });
        let mut location = json!({});
        match self.regions.region(span) {
            Some(region) => physical["region"] = region,
            None => {
                let name = self.regions.name(&span.block);
                location["logicalLocations"] =
                    json!([{ "fullyQualifiedName": name, "kind": "paragraph" }]);
            }
        }
        location["physicalLocation"] = physical;
        location
    }

    fn locations(&self, spans: &[Span]) -> Vec<Value> {
        if spans.is_empty() {
            // What is missing is missing from the whole document.
            return vec![json!({ "physicalLocation": { "artifactLocation": self.artifact } })];
        }
        spans.iter().map(|span| self.location(span)).collect()
    }
}

fn result(report: &Report, finding: &Finding, rules: &[Rule<'_>], places: &Places<'_>) -> Value {
    let id = finding.clause.as_deref().unwrap_or(UNCLAIMED);
    let index = rules.iter().position(|rule| rule.id == id);
    let index = index.or((id == UNCLAIMED).then_some(rules.len()));
    // An edit says closer than its passage where to look.
    let edits: Vec<Span> = finding.edits.iter().map(|edit| edit.span.clone()).collect();
    let spans = if edits.is_empty() {
        &finding.spans
    } else {
        &edits
    };
    let mut result = json!({
        "ruleId": id,
        "kind": if finding.decision == Decision::Accept { "pass" } else { "fail" },
        "level": level(finding.decision),
        "message": { "text": message(&told(report, finding)) },
        "locations": places.locations(spans),
        "fingerprints": { "clausecheck/1": finding.print },
        "rank": rank(finding.decision),
        "properties": {
            "id": finding.id,
            "decision": finding.decision.name(),
            "position": finding.position,
            "was": finding.was,
            "role": finding.role,
        },
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if let Some(fix) = fix(finding, places) {
        result["fixes"] = json!([fix]);
    }
    result
}

fn level(decision: Decision) -> &'static str {
    match decision {
        Decision::Accept => "none",
        Decision::Approve => "warning",
        Decision::LegalReview | Decision::WalkAway => "error",
    }
}

fn rank(decision: Decision) -> u8 {
    match decision {
        Decision::Accept => 0,
        Decision::Approve => 40,
        Decision::LegalReview => 70,
        Decision::WalkAway => 100,
    }
}

fn told(report: &Report, finding: &Finding) -> String {
    let mut text = format!(
        "{}: {}, {}.",
        decision(finding.decision),
        title(report, finding),
        kind(finding.kind)
    );
    for reason in &finding.reasons {
        text.push(' ');
        text.push_str(reason);
    }
    if let Some(who) = decides(report, finding) {
        text.push_str(&format!(" Decides: {who}."));
    }
    text
}

/// The suggestion as a replacement, where all that it replaces stands in one piece in the input.
fn fix(finding: &Finding, places: &Places<'_>) -> Option<Value> {
    let suggestion = finding.suggestion.as_ref()?;
    let [span] = suggestion.replaces.as_slice() else {
        return None;
    };
    let region = places.regions.whole(span)?;
    Some(json!({
        "description": { "text": message(&format!("Put the wording of {} in its place.", suggestion.position)) },
        "artifactChanges": [{
            "artifactLocation": places.artifact,
            "replacements": [{
                "deletedRegion": region,
                "insertedContent": { "text": suggestion.text },
            }],
        }],
    }))
}

/// What was not judged and what could not be read: not results, but the reader must know.
fn notifications(report: &Report, places: &Places<'_>) -> Vec<Value> {
    let unread = report.unread.iter().map(|unread| {
        json!({
            "level": "note",
            "message": { "text": message(&format!("Not judged: {}.", unread.why)) },
            "locations": [places.location(&unread.span)],
        })
    });
    let problems = report.problems.iter().map(|problem| {
        let spans: Vec<Span> = problem.span.iter().cloned().collect();
        json!({
            "level": "warning",
            "message": { "text": message(&problem.message) },
            "locations": places.locations(&spans),
        })
    });
    unread.chain(problems).collect()
}

/// A text as a message: braces would be placeholders (3.11.5), and `[x](y)` a link (3.11.6), which a contract shall not
/// make.
fn message(text: &str) -> String {
    text.replace('{', "{{")
        .replace('}', "}}")
        .replace("](", "] (")
}

/// A path as a URI reference (RFC 3986).
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'))
    {
        // A drive's letter; else a colon would end a scheme.
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn rules() -> [Rule<'static>; 1] {
        [Rule {
            id: "payment-terms",
            title: "Payment Terms",
            why: "Cash comes when invoices are paid.",
            owner: "finance",
            risk: "medium",
        }]
    }

    #[test]
    fn a_report_as_sarif() {
        let rules = rules();
        let source = Source {
            path: Some("deals/a b.docx"),
            bytes: b"PK",
            rules: &rules,
        };
        let version = format!("\"{}\"", env!("CARGO_PKG_VERSION"));
        let log = sarif(&sample::report(), &source).replace(&version, "\"<version>\"");
        insta::assert_snapshot!(log);
    }

    #[test]
    fn a_contract_makes_no_link_and_no_placeholder() {
        assert_eq!(message("{0} [a](b)"), "{{0}} [a] (b)");
    }

    #[test]
    fn paths_are_uri_references() {
        for (path, expected) in [
            ("a b/\u{e9}.md", "a%20b/%C3%A9.md"),
            ("/tmp/x#1.md", "file:///tmp/x%231.md"),
            ("C:\\deals\\x.md", "file:///C:/deals/x.md"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
