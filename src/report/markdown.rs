//! The report as Markdown, for a ticket or a message: what the text rendering says, with headings and tables.

use super::words::{
    by_severity, contact, decides, decision, document, kind, library, title, value, verdict,
};
use super::{Finding, Report};

/// Writes the report as Markdown. All text of the document is escaped, so that it shows as it is.
pub fn markdown(report: &Report) -> String {
    let mut out = format!(
        "# {}\n\n{}\n",
        decision(report.decision),
        escape(&verdict(report))
    );
    if let Some(desk) = &report.desk {
        out.push_str(&format!("\n**Deal desk:** {}\n", escape(desk)));
    }
    if !report.clauses.is_empty() {
        out.push_str(
            "\n## Clauses\n\n| Clause | Decision | Position | Role |\n| --- | --- | --- | --- |\n",
        );
        for clause in &report.clauses {
            let cell = |text: &Option<String>| text.as_deref().map(escape).unwrap_or_default();
            out.push_str(&format!(
                "| {} | {} | {} | {} |\n",
                escape(&clause.title),
                decision(clause.decision),
                cell(&clause.position),
                cell(&clause.role)
            ));
        }
    }
    if !report.findings.is_empty() {
        out.push_str("\n## Findings\n");
        for finding in by_severity(report) {
            write_finding(&mut out, report, finding);
        }
    }
    if !report.approvals.is_empty() {
        out.push_str(
            "\n## Approvals\n\n| Role | Clauses | Contact | Above |\n| --- | --- | --- | --- |\n",
        );
        for approval in &report.approvals {
            out.push_str(&format!(
                "| {} | {} | {} | {} |\n",
                escape(&approval.role),
                escape(&approval.clauses.join(", ")),
                escape(&contact(approval)),
                escape(&approval.escalates_to.join(", "))
            ));
        }
    }
    if !report.unread.is_empty() {
        out.push_str("\n## Not judged\n\n");
        for unread in &report.unread {
            out.push_str(&format!(
                "- Block {}: {}\n",
                escape(&unread.span.block),
                escape(&unread.why)
            ));
        }
    }
    if !report.problems.is_empty() {
        out.push_str("\n## Problems\n\n");
        for problem in &report.problems {
            out.push_str(&format!("- {}\n", escape(&problem.message)));
        }
    }
    out.push_str(&format!(
        "\n---\n\n{}\n\n{}\n",
        escape(&document(report)),
        escape(&library(report))
    ));
    out
}

fn write_finding(out: &mut String, report: &Report, finding: &Finding) {
    out.push_str(&format!(
        "\n### {}: {}, {}\n\n",
        decision(finding.decision),
        escape(title(report, finding)),
        kind(finding.kind)
    ));
    if finding.edits.is_empty() {
        let text = if finding.revised.is_empty() {
            &finding.original
        } else {
            &finding.revised
        };
        if !text.is_empty() {
            out.push_str(&format!("> {}\n\n", escape(text.trim())));
        }
    }
    for edit in &finding.edits {
        let mut parts = Vec::new();
        if !edit.old.is_empty() {
            parts.push(format!("~~{}~~", escape(edit.old.trim())));
        }
        if !edit.new.is_empty() {
            parts.push(format!("**{}**", escape(edit.new.trim())));
        }
        let rule = match &edit.explained_by {
            Some(rule) => format!("{}: {}", rule.by, escape(&rule.text)),
            None => String::from("no rule explains it"),
        };
        out.push_str(&format!("- {} ({rule})\n", parts.join(" \u{2192} ")));
    }
    for reading in finding.readings.iter().filter(|reading| reading.judged) {
        let show = |side: &Option<super::ReadValue>| {
            side.as_ref().map_or_else(|| String::from("nothing"), value)
        };
        let row = reading.row.as_deref().unwrap_or("no row");
        out.push_str(&format!(
            "- {}: {} \u{2192} {} ({})\n",
            escape(&reading.term),
            escape(&show(&reading.original)),
            escape(&show(&reading.revised)),
            escape(row)
        ));
    }
    for reason in &finding.reasons {
        out.push_str(&format!("- Why: {}\n", escape(reason)));
    }
    if let Some(who) = decides(report, finding) {
        out.push_str(&format!("- Decides: {}\n", escape(&who)));
    }
    if let Some(suggestion) = &finding.suggestion {
        let (position, text) = (escape(&suggestion.position), escape(&suggestion.text));
        out.push_str(&format!("- Offer instead ({position}): {text}\n"));
    }
    if let Some(say) = &finding.say {
        out.push_str(&format!("- You may say: {}\n", escape(say)));
    }
}

/// Text that a Markdown reader shows as it is, on one line.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    for next in text.chars() {
        match next {
            '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(next);
            }
            '&' => out.push_str("&amp;"),
            next if next.is_control() => out.push(' '),
            next => out.push(next),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_report_as_markdown() {
        insta::assert_snapshot!(markdown(&sample::report()));
    }

    #[test]
    fn text_shows_as_it_is() {
        assert_eq!(
            escape("<b>*x*|~~y~~\n![z]"),
            "\\<b\\>\\*x\\*\\|\\~\\~y\\~\\~ \\!\\[z\\]"
        );
    }
}
