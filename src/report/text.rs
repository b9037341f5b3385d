//! The report for a terminal: the verdict first, then what led to it, the most severe first.

use super::words::{
    by_severity, contact, decides, decision, document, kind, library, title, value, verdict,
};
use super::{Edit, Finding, Reading, Report};

/// How wide lines are: what a person reads without moving the head.
const WIDTH: usize = 96;

/// How much of a changed text is shown; the rest is in the other formats.
const SHOWN: usize = 240;

/// Writes the report as plain text. Control characters of the document are left out, so that a contract cannot talk
/// to a terminal.
pub fn text(report: &Report) -> String {
    let mut out = String::new();
    paragraph(&mut out, "", &verdict(report));
    if let Some(desk) = &report.desk {
        paragraph(&mut out, "", &format!("Deal desk: {desk}"));
    }
    for finding in by_severity(report) {
        out.push('\n');
        write_finding(&mut out, report, finding);
    }
    if !report.approvals.is_empty() {
        out.push_str("\nWho must approve\n");
        for approval in &report.approvals {
            let mut line = format!("{}: {}", approval.role, approval.clauses.join(", "));
            let details = contact(approval);
            if !details.is_empty() {
                line.push_str(&format!(" ({details})"));
            }
            if !approval.escalates_to.is_empty() {
                line.push_str(&format!("; above: {}", approval.escalates_to.join(", ")));
            }
            paragraph(&mut out, "  ", &line);
        }
    }
    if !report.unread.is_empty() {
        out.push_str("\nNot judged\n");
        for unread in &report.unread {
            paragraph(
                &mut out,
                "  ",
                &format!("block {}: {}", unread.span.block, unread.why),
            );
        }
    }
    if !report.problems.is_empty() {
        out.push_str("\nProblems\n");
        for problem in &report.problems {
            paragraph(&mut out, "  ", &problem.message);
        }
    }
    out.push('\n');
    paragraph(&mut out, "", &document(report));
    paragraph(&mut out, "", &library(report));
    out
}

fn write_finding(out: &mut String, report: &Report, finding: &Finding) {
    let head = format!(
        "{}: {}, {}",
        decision(finding.decision).to_uppercase(),
        title(report, finding),
        kind(finding.kind)
    );
    paragraph(out, "", &head);
    if finding.edits.is_empty() {
        match (finding.original.is_empty(), finding.revised.is_empty()) {
            (_, false) => paragraph(out, "  ", &quoted(&finding.revised)),
            (false, true) => paragraph(
                out,
                "  ",
                &format!("{} \u{2192} struck", quoted(&finding.original)),
            ),
            (true, true) => {}
        }
    }
    for edit in &finding.edits {
        paragraph(out, "  ", &write_edit(edit));
    }
    for reading in finding.readings.iter().filter(|reading| reading.judged) {
        paragraph(out, "  ", &write_reading(reading));
    }
    if let Some(position) = &finding.position {
        let line = match &finding.was {
            Some(was) if was != position => format!("Position: {was} \u{2192} {position}"),
            _ => format!("Position: {position}"),
        };
        paragraph(out, "  ", &line);
    }
    for reason in &finding.reasons {
        paragraph(out, "  ", &format!("Why: {reason}"));
    }
    if let Some(who) = decides(report, finding) {
        paragraph(out, "  ", &format!("Decides: {who}"));
    }
    if let Some(suggestion) = &finding.suggestion {
        let line = format!(
            "Offer instead ({}): {}",
            suggestion.position, suggestion.text
        );
        paragraph(out, "  ", &line);
    }
    if let Some(say) = &finding.say {
        paragraph(out, "  ", &format!("You may say: {say}"));
    }
}

fn write_edit(edit: &Edit) -> String {
    let change = change(&edit.old, &edit.new);
    match &edit.explained_by {
        Some(rule) => format!("{change}, explained by {}: {}", rule.by, rule.text),
        None => format!("{change}, which no rule explains"),
    }
}

/// Old words and new ones in a line.
pub(super) fn change(old: &str, new: &str) -> String {
    match (old.is_empty(), new.is_empty()) {
        (true, _) => format!("added {}", quoted(new)),
        (false, true) => format!("struck {}", quoted(old)),
        (false, false) => format!("{} \u{2192} {}", quoted(old), quoted(new)),
    }
}

fn write_reading(reading: &Reading) -> String {
    let side = |side: &Option<super::ReadValue>| side.as_ref().map(value);
    let values = match (side(&reading.original), side(&reading.revised)) {
        (Some(old), Some(new)) if old != new => format!("{old} \u{2192} {new}"),
        (_, Some(new)) => new,
        (Some(old), None) => format!("{old} \u{2192} gone"),
        (None, None) => String::from("nothing"),
    };
    match (&reading.row, &reading.cell) {
        (Some(row), Some(cell)) => format!("{}: {values}, which is {row} ({cell})", reading.term),
        (Some(row), None) => format!("{}: {values}, which is {row}", reading.term),
        (None, _) => format!("{}: {values}, which fits no row", reading.term),
    }
}

/// A text in quotation marks, its middle left out where it is long.
fn quoted(text: &str) -> String {
    let characters: Vec<char> = text.trim().chars().collect();
    let shown: String = if characters.len() <= SHOWN {
        characters.into_iter().collect()
    } else {
        let half = SHOWN / 2;
        let end = characters.len() - half;
        let start = characters.iter().take(half);
        start
            .chain(&[' ', '\u{2026}', ' '])
            .chain(characters.iter().skip(end))
            .collect()
    };
    format!("\"{shown}\"")
}

/// Writes a paragraph, wrapped, with an indentation that its further lines exceed by two.
pub(super) fn paragraph(out: &mut String, indent: &str, text: &str) {
    let clean: String = text
        .chars()
        .map(|c| {
            if c.is_control() || is_invisible(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let mut width = 0;
    for word in clean.split_whitespace() {
        let length = word.chars().count();
        if width == 0 {
            out.push_str(indent);
            width = indent.len();
        } else if width + 1 + length > WIDTH {
            out.push('\n');
            out.push_str(indent);
            out.push_str("  ");
            width = indent.len() + 2;
        } else {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += length;
    }
    out.push('\n');
}

/// Characters that turn the direction of a line or hide in it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_verdict_comes_first() {
        insta::assert_snapshot!(text(&sample::report()));
    }

    #[test]
    fn nothing_found_is_said() {
        insta::assert_snapshot!(text(&sample::clean()));
    }

    #[test]
    fn a_contract_cannot_talk_to_the_terminal() {
        let mut out = String::new();
        paragraph(&mut out, "", "a\u{1b}[2J\u{202e}b");
        assert_eq!(out, "a [2J b\n");
    }
}
