//! The words that the renderings share: decisions, people and counts in plain English.

use super::{Approval, Decision, Finding, FindingKind, Mode, Paper, ReadValue, Report};
use crate::ordered;

/// A decision as a heading.
pub(crate) fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Accept => "Accept",
        Decision::Approve => "Approval",
        Decision::LegalReview => "Legal review",
        Decision::WalkAway => "Walk away",
    }
}

/// The verdict in a sentence.
pub(super) fn verdict(report: &Report) -> String {
    let counts = &report.counts;
    match report.decision {
        Decision::Accept if report.findings.is_empty() => {
            String::from("Accept: nothing was found that a clause judges.")
        }
        Decision::Accept => String::from("Accept: the seller may agree to all of it."),
        Decision::Approve => {
            let roles = report
                .approvals
                .iter()
                .map(|approval| approval.role.as_str());
            format!("Approval: {} must approve first.", listed(roles))
        }
        Decision::LegalReview => {
            let rest = match counts.approve {
                0 => String::new(),
                more => format!(" {} more {} approval.", more, plural(more, "needs", "need")),
            };
            let count = counts.legal_review;
            format!(
                "Legal review: legal must read {} {}.{rest}",
                count,
                plural(count, "clause", "clauses")
            )
        }
        Decision::WalkAway => {
            let walked = report
                .clauses
                .iter()
                .filter(|clause| clause.decision == Decision::WalkAway);
            let mut roles: Vec<&str> = walked.filter_map(|clause| clause.role.as_deref()).collect();
            ordered::sort(&mut roles);
            roles.dedup();
            let to = if roles.is_empty() {
                String::new()
            } else {
                format!("; escalate to {}", listed(roles.into_iter()))
            };
            let count = counts.walk_away;
            format!(
                "Walk away: do not agree, {} {} beyond the walk-away point{to}.",
                count,
                plural(count, "clause is", "clauses are")
            )
        }
    }
}

/// One form or the other, by number.
pub(super) fn plural(count: usize, one: &'static str, more: &'static str) -> &'static str {
    if count == 1 { one } else { more }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.collect();
    match items.split_last() {
        None => String::from("nobody"),
        Some((last, [])) => String::from(*last),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// What happened to a passage.
pub(crate) fn kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Changed => "changed",
        FindingKind::Added => "added",
        FindingKind::Removed => "removed",
        FindingKind::Moved => "moved",
        FindingKind::Missing => "missing",
        FindingKind::Untracked => "changed without tracking",
        FindingKind::Unread => "not read",
    }
}

/// The title of a finding's clause.
pub(crate) fn title<'a>(report: &'a Report, finding: &'a Finding) -> &'a str {
    let clause = report
        .clauses
        .iter()
        .find(|clause| clause.id == finding.clause);
    match (clause, &finding.clause) {
        (Some(clause), Some(_)) => &clause.title,
        (None, Some(id)) => id,
        (_, None) => "No clause",
    }
}

/// Who decides a finding, in words; nothing where the seller does.
pub(crate) fn decides(report: &Report, finding: &Finding) -> Option<String> {
    let role = finding.role.as_deref();
    match finding.decision {
        Decision::Accept => None,
        Decision::LegalReview => Some(with_contact(report, "legal")),
        Decision::Approve => role.map(|role| with_contact(report, role)),
        Decision::WalkAway => {
            role.map(|role| format!("escalate to {}", with_contact(report, role)))
        }
    }
}

fn with_contact(report: &Report, role: &str) -> String {
    let approval = report
        .approvals
        .iter()
        .find(|approval| approval.role == role);
    let details = approval.map(contact).unwrap_or_default();
    if details.is_empty() {
        String::from(role)
    } else {
        format!("{role} ({details})")
    }
}

/// How to reach a role, and how soon it replies.
pub(super) fn contact(approval: &Approval) -> String {
    let reply = approval
        .reply_within
        .as_ref()
        .map(|time| format!("replies within {time}"));
    let details = [approval.contact.clone(), reply];
    details.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The findings, the most severe first, in document order within one decision.
pub(super) fn by_severity(report: &Report) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    ordered::sort_by_key(&mut findings, |finding| std::cmp::Reverse(finding.decision));
    findings
}

/// A value with its unit.
pub(super) fn value(value: &ReadValue) -> String {
    let amount = match &value.value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match value.unit.as_deref() {
        Some("x") => format!("{amount}x"),
        Some(unit) => format!("{amount} {unit}"),
        None => amount,
    }
}

/// What was checked, in a sentence.
pub(super) fn document(report: &Report) -> String {
    let document = &report.document;
    let how = match document.mode {
        Mode::Redline => "by its tracked changes",
        Mode::Ours => "by its differences from the library's language",
        Mode::ThirdParty => "by all that it says",
        Mode::Compare => "by its differences from its base",
    };
    let paper = match document.paper {
        Paper::Ours => "our paper",
        Paper::Theirs => "their paper",
    };
    let authors = if document.authors.is_empty() {
        String::new()
    } else {
        format!(
            " by {}",
            listed(document.authors.iter().map(String::as_str))
        )
    };
    let settled = match document.settled {
        0 => String::new(),
        count => format!(
            " {count} {} that nobody changed {} not judged.",
            plural(count, "passage", "passages"),
            plural(count, "was", "were")
        ),
    };
    format!(
        "{} {} of {} on {paper}, judged {how}: {} {} and {} {}{authors}.{settled}",
        document.words,
        plural(document.words, "word", "words"),
        document.format,
        document.insertions,
        plural(document.insertions, "insertion", "insertions"),
        document.deletions,
        plural(document.deletions, "deletion", "deletions"),
    )
}

/// The library that it was checked against.
pub(super) fn library(report: &Report) -> String {
    let library = &report.library;
    let hash: String = library.hash.chars().take(12).collect();
    format!("Library {} {} ({hash})", library.name, library.version)
}
