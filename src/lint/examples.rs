//! The examples of a clause: redlines under the verdict that they must get.

use crate::library::model::{Clause, Example, Expect, Position};
use crate::library::{Diagnostic, Fault, Library};
use crate::redline::Format;
use crate::report::{ClauseVerdict, Decision, Extent, Paper, Report};
use crate::{Input, Options, check};

/// Judges an example by its library; where it gets another verdict than it must, that is a fault.
pub fn example(library: &Library, clause: &Clause, example: &Example) -> Option<Diagnostic> {
    let text = super::labelled(&example.text);
    let input = Input {
        bytes: text.as_bytes(),
        format: Some(Format::Markdown),
        base: None,
    };
    let options = Options {
        paper: (!has_marks(&text)).then_some(Paper::Theirs),
        extent: Some(Extent::Excerpt),
        deal: example.deal.clone(),
        ..Options::default()
    };
    let (got, reasons) = match check(&input, library, &options) {
        Ok(report) => {
            let verdict = report
                .clauses
                .iter()
                .find(|one| one.id.as_deref() == Some(&clause.id));
            if is_met(&example.expect, verdict, clause) {
                return None;
            }
            (described(verdict), reasons(&report, clause))
        }
        Err(error) => (format!("not judged ({error})"), Vec::new()),
    };
    Some(Diagnostic {
        place: example.place.clone(),
        fault: Fault::OtherVerdict {
            wanted: wanted(&example.expect),
            got,
            reasons,
        },
    })
}

/// Whether a text has CriticMarkup for a change.
fn has_marks(text: &str) -> bool {
    ["{++", "{--", "{~~"].iter().any(|mark| text.contains(mark))
}

fn is_met(expect: &Expect, verdict: Option<&ClauseVerdict>, clause: &Clause) -> bool {
    match (expect, verdict) {
        (Expect::NotHere, None) => true,
        (Expect::NotHere, Some(_)) | (_, None) => false,
        (Expect::LegalReview, Some(verdict)) => verdict.decision == Decision::LegalReview,
        (Expect::WalkAway, Some(verdict)) => verdict.decision == Decision::WalkAway,
        (Expect::Row(row), Some(verdict)) => is_on(verdict, clause, row),
    }
}

/// Whether a verdict is that of a row, with nothing worse beside it.
pub(super) fn is_on(verdict: &ClauseVerdict, clause: &Clause, row: &str) -> bool {
    let row = clause.matrix.rows.iter().find(|one| one.name == row);
    row.is_some_and(|row| {
        let decision = match (row.position, row.role.as_str()) {
            (Position::WalkAway, _) => Decision::WalkAway,
            (Position::LegalReview, _) | (_, "legal") => Decision::LegalReview,
            (_, "seller") => Decision::Accept,
            _ => Decision::Approve,
        };
        verdict.position.as_deref() == Some(&row.name) && verdict.decision == decision
    })
}

fn wanted(expect: &Expect) -> String {
    match expect {
        Expect::Row(row) => row.clone(),
        Expect::LegalReview => String::from("Legal review"),
        Expect::WalkAway => String::from("Walk-away"),
        Expect::NotHere => String::from("Not here"),
    }
}

pub(super) fn described(verdict: Option<&ClauseVerdict>) -> String {
    match verdict {
        None => String::from("Not here"),
        Some(verdict) => match &verdict.position {
            Some(position) => format!("{position} ({})", verdict.decision.name()),
            None => String::from(verdict.decision.name()),
        },
    }
}

fn reasons(report: &Report, clause: &Clause) -> Vec<String> {
    let findings = report
        .findings
        .iter()
        .filter(|finding| finding.clause.as_deref() == Some(&clause.id));
    findings
        .flat_map(|finding| finding.reasons.iter().cloned())
        .collect()
}
