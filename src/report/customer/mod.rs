//! The customer's form of a report: the contract's own words, what the library lets us say, and Standard's wording.
//!
//! It is built field by field from what is safe, not by striking what is not, so that a field added to the report
//! stays inside. No decision, position, role, reason, reading, rule or fact of the deal is in it, and no clause's name:
//! where a point stands is told by the contract's own headings. The points stand in document order, for an order by
//! severity would tell what matters to us.

mod output;

pub use output::{html, markdown, text};
use serde::Serialize;

use super::{BlockText, Finding, FindingKind, Mode, Report, Span, Suggestion};

/// The name of the schema that [`Reply`] serialises to.
pub const SCHEMA: &str = "clausecheck-customer/1";

/// What may be sent outside.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reply {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// A point for each finding, in document order.
    pub points: Vec<Point>,
    /// The contract's text, where the report holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<BlockText>>,
}

/// What may be said of one finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Its number: `1`, `2`.
    pub id: String,
    /// The contract's heading above it, where the report holds the text.
    pub heading: Option<String>,
    /// Where it stands.
    pub spans: Vec<Span>,
    /// What the contract said.
    pub original: String,
    /// What it says now.
    #[serde(rename = "final")]
    pub revised: String,
    /// What changed, word by word.
    pub changes: Vec<Change>,
    /// What the library lets us say.
    pub say: Option<String>,
    /// Standard's wording, to put in place of the passage.
    pub proposal: Option<Proposal>,
}

/// One change of the contract's words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// `insert`, `delete`, `replace` or `move`.
    pub op: &'static str,
    /// The words that went.
    pub old: String,
    /// The words that came.
    pub new: String,
    /// Where.
    pub span: Span,
}

/// Wording that we propose.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proposal {
    /// The wording, in the contract's own labels.
    pub text: String,
    /// What it would replace.
    pub replaces: Vec<Span>,
}

/// Reduces a report to what may be sent outside.
pub fn reply(report: &Report) -> Reply {
    let blocks = report.document.blocks.as_deref().unwrap_or_default();
    let points = report.findings.iter().enumerate().map(|(index, finding)| {
        let mut point = point(finding, report.document.mode);
        point.id = (index + 1).to_string();
        point.heading = heading(finding, blocks);
        point
    });
    Reply {
        schema: SCHEMA,
        points: points.collect(),
        blocks: report.document.blocks.clone(),
    }
}

/// Reduces one finding of a document that was judged this way.
pub fn point(finding: &Finding, mode: Mode) -> Point {
    // Elsewhere the original words are the library's, a fallback's perhaps.
    let is_theirs =
        matches!(mode, Mode::Redline | Mode::Compare) && finding.kind != FindingKind::Untracked;
    let original = if is_theirs {
        finding.original.clone()
    } else {
        String::new()
    };
    let changes = finding.edits.iter().filter(|edit| {
        is_theirs && (edit.old.is_empty() || edit.op == "move" || original.contains(&edit.old))
    });
    Point {
        id: String::new(),
        heading: None,
        spans: finding.spans.clone(),
        revised: finding.revised.clone(),
        changes: changes
            .map(|edit| Change {
                op: edit.op,
                old: edit.old.clone(),
                new: edit.new.clone(),
                span: edit.span.clone(),
            })
            .collect(),
        say: finding.say.clone(),
        proposal: suggestion(finding).map(|suggestion| Proposal {
            text: suggestion.text.clone(),
            replaces: suggestion.replaces.clone(),
        }),
        original,
    }
}

/// The suggestion of a finding, if it is Standard's: any other tells how far we would go.
pub fn suggestion(finding: &Finding) -> Option<&Suggestion> {
    finding.suggestion.as_ref().filter(|suggestion| {
        // A row's name may carry a label of its own: `Standard: with cap`.
        let kind = suggestion.position.split(':').next().unwrap_or_default();
        kind.trim().eq_ignore_ascii_case("standard")
    })
}

/// The last heading at or above a finding, as the contract now has it.
fn heading(finding: &Finding, blocks: &[BlockText]) -> Option<String> {
    let span = finding.spans.first()?;
    let at = blocks.iter().position(|block| block.id == span.block)?;
    let mut above = blocks.get(..=at)?.iter().rev();
    let block = above.find(|block| block.heading.is_some())?;
    let mut text = block.number.clone().unwrap_or_default();
    if !text.is_empty() {
        text.push(' ');
    }
    let kept = block.runs.iter().filter(|run| run.op != "delete");
    text.extend(kept.map(|run| run.text.as_str()));
    Some(String::from(text.trim())).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{RunText, sample};

    #[test]
    fn a_reply_holds_only_what_may_be_sent() {
        let text = serde_json::to_string_pretty(&reply(&sample::report())).expect("JSON");
        insta::assert_snapshot!(text);
    }

    #[test]
    fn only_standard_is_proposed() {
        let report = sample::report();
        let mut finding = report.findings.first().expect("a finding").clone();
        for (position, proposed) in [
            ("Standard", true),
            ("standard: with cap", true),
            ("Fallback 1", false),
            ("Fallback 1: Standard", false),
            ("Walk-away", false),
        ] {
            finding.suggestion.as_mut().expect("one").position = String::from(position);
            assert_eq!(suggestion(&finding).is_some(), proposed, "{position}");
            let point = point(&finding, Mode::Redline);
            assert_eq!(point.proposal.is_some(), proposed, "{position}");
        }
    }

    #[test]
    fn words_of_the_library_are_not_the_contracts() {
        let report = sample::report();
        let finding = report.findings.first().expect("a finding");
        for mode in [Mode::Ours, Mode::ThirdParty] {
            let point = point(finding, mode);
            assert_eq!((point.original.as_str(), point.changes.len()), ("", 0));
            assert_eq!(point.revised, finding.revised);
        }
        let mut untracked = finding.clone();
        untracked.kind = FindingKind::Untracked;
        assert_eq!(point(&untracked, Mode::Redline).original, "");
        // An edit whose old words stand nowhere in the passage is none of the contract's.
        let mut foreign = finding.clone();
        foreign.edits.first_mut().expect("an edit").old = String::from("ninety (90)");
        assert_eq!(point(&foreign, Mode::Redline).changes, Vec::new());
    }

    #[test]
    fn a_point_stands_under_the_contracts_heading() {
        let mut report = sample::report();
        let run = |op: &'static str, text: &str| RunText {
            op,
            text: String::from(text),
            change: None,
            at: None,
        };
        let block = |id: &str, heading, runs| BlockText {
            id: String::from(id),
            place: String::new(),
            number: Some(String::from("4.")),
            heading,
            runs,
        };
        report.document.blocks = Some(vec![
            block(
                "2",
                Some(1),
                vec![run("keep", "Fees"), run("delete", " due")],
            ),
            block("3", None, vec![run("keep", "Customer shall pay.")]),
            block("4", Some(1), vec![run("keep", "Later")]),
        ]);
        let reply = reply(&report);
        let heading = reply
            .points
            .first()
            .and_then(|point| point.heading.as_deref());
        assert_eq!(heading, Some("4. Fees"));
    }
}
