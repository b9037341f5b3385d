//! The report as a page that stands by itself, to open, print and send to whoever decides.

mod document;

pub(super) use self::document::{Flags, redlined};
use super::words::{
    by_severity, contact, decides, decision, document, kind, library, title, value, verdict,
};
use super::{Decision, Edit, Finding, ReadValue, Reading, Report};
use crate::markup::{escape, page};

/// Writes the report as HTML. The redline of the document is in it where the report holds its blocks.
pub fn html(report: &Report) -> String {
    let findings = by_severity(report);
    let mut body = String::new();
    write_verdict(&mut body, report);
    body.push_str("<main>\n");
    if !findings.is_empty() {
        body.push_str("<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">Findings</h2>\n<div class=\"cards\">\n");
        for (index, finding) in findings.iter().enumerate() {
            write_finding(&mut body, report, finding, index + 1);
        }
        body.push_str("</div>\n</section>\n");
    }
    write_approvals(&mut body, report);
    let unread = report.unread.iter().map(|unread| {
        let block = escape(&unread.span.block);
        format!("Block {block}: {}", escape(&unread.why))
    });
    write_notes(&mut body, "unread", "Not judged", unread);
    let problems = report.problems.iter();
    write_notes(
        &mut body,
        "problems",
        "Problems",
        problems.map(|problem| escape(&problem.message)),
    );
    if let Some(blocks) = &report.document.blocks {
        let flags = findings
            .iter()
            .map(|finding| (finding.decision.name(), finding.spans.as_slice()));
        redlined(&mut body, blocks, &Flags::new(flags));
    }
    body.push_str("</main>\n");
    body.push_str(&format!(
        "<footer>{}. Checked by clausecheck {}.</footer>\n",
        escape(&library(report)),
        env!("CARGO_PKG_VERSION")
    ));
    page(&verdict(report), &body)
}

fn write_verdict(out: &mut String, report: &Report) {
    let sentence = verdict(report);
    // The decision stands above the sentence that tells what it asks for.
    let (label, sentence) = match sentence.split_once(": ") {
        Some((label, rest)) => (label, capital(rest)),
        None => ("", sentence.clone()),
    };
    out.push_str(&format!(
        "<header class=\"verdict\" data-decision=\"{}\">\n<p class=\"label\">{}</p>\n<h1>{}</h1>\n",
        report.decision.name(),
        escape(label),
        escape(&sentence)
    ));
    if let Some(desk) = &report.desk {
        out.push_str(&format!(
            "<p class=\"desk\">Deal desk: {}.</p>\n",
            escape(desk)
        ));
    }
    out.push_str(&format!(
        "<p class=\"about\">{}</p>\n",
        escape(&document(report))
    ));
    let counts = [
        (Decision::WalkAway, report.counts.walk_away),
        (Decision::LegalReview, report.counts.legal_review),
        (Decision::Approve, report.counts.approve),
        (Decision::Accept, report.counts.accept),
    ];
    if counts.iter().any(|(_, count)| *count > 0) {
        out.push_str("<ul class=\"counts\" aria-label=\"Clauses by decision\">\n");
        for (of, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
            let (name, words) = (of.name(), decision(of));
            out.push_str(&format!(
                "<li data-decision=\"{name}\">{words}: {count}</li>\n"
            ));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</header>\n");
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

fn write_approvals(out: &mut String, report: &Report) {
    if report.approvals.is_empty() {
        return;
    }
    out.push_str(
        "<section aria-labelledby=\"approvals\">\n<h2 id=\"approvals\">Who decides</h2>\n\
         <div class=\"table\">\n<table>\n<thead>\n<tr><th scope=\"col\">Role</th><th scope=\"col\">Clauses</th>\
         <th scope=\"col\">Contact</th><th scope=\"col\">Escalates to</th></tr>\n</thead>\n<tbody>\n",
    );
    for approval in &report.approvals {
        let titles = approval.clauses.iter().map(|id| {
            let clause = report
                .clauses
                .iter()
                .find(|clause| clause.id.as_deref().unwrap_or("-") == id);
            clause.map_or(id.as_str(), |clause| clause.title.as_str())
        });
        out.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            escape(&approval.role),
            escape(&titles.collect::<Vec<_>>().join(", ")),
            escape(&contact(approval)),
            escape(&approval.escalates_to.join(", then "))
        ));
    }
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}

fn write_notes(out: &mut String, id: &str, head: &str, notes: impl Iterator<Item = String>) {
    let items: String = notes.map(|note| format!("<li>{note}</li>\n")).collect();
    if !items.is_empty() {
        out.push_str(&format!(
            "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{head}</h2>\n<ul class=\"notes\">\n{items}</ul>\n</section>\n"
        ));
    }
}

fn write_finding(out: &mut String, report: &Report, finding: &Finding, number: usize) {
    let has_text = report.document.blocks.is_some() && !finding.spans.is_empty();
    let place = if has_text {
        format!("<a class=\"where\" href=\"#place-{number}\">Show in the document</a>")
    } else {
        String::new()
    };
    out.push_str(&format!(
        "<article class=\"card\" id=\"finding-{number}\" data-decision=\"{}\">\n<div class=\"card-head\">\
         <h3>{number}. {}</h3><span class=\"tag\">{}</span><span class=\"standing\">{}</span>{place}</div>\n",
        finding.decision.name(),
        escape(title(report, finding)),
        decision(finding.decision),
        standing(finding)
    ));
    for edit in &finding.edits {
        out.push_str(&format!(
            "<p class=\"quote\">{}<span class=\"rule\">{}</span></p>\n",
            changed(&edit.old, &edit.new),
            explained(edit)
        ));
    }
    if finding.edits.is_empty() {
        let quote = match (finding.original.trim(), finding.revised.trim()) {
            ("", "") => None,
            (struck, "") => Some(changed(struck, "")),
            (_, text) => Some(escape(text)),
        };
        if let Some(quote) = quote {
            out.push_str(&format!("<p class=\"quote\">{quote}</p>\n"));
        }
    }
    let reasons = finding.reasons.iter().map(|reason| escape(reason));
    write_part(out, "Why", reasons);
    let judged = finding.readings.iter().filter(|reading| reading.judged);
    write_part(out, "What was read", judged.map(write_reading));
    let who = decides(report, finding);
    write_part(
        out,
        "Who decides",
        who.iter().map(|who| escape(&capital(who))),
    );
    if let Some(suggestion) = &finding.suggestion {
        out.push_str(&format!(
            "<div class=\"part\"><h4>Offer instead ({})</h4>\n<blockquote class=\"offer\">{}</blockquote></div>\n",
            escape(&suggestion.position),
            escape(suggestion.text.trim())
        ));
    }
    write_part(
        out,
        "You may tell the customer",
        finding.say.iter().map(|say| escape(say)),
    );
    out.push_str("</article>\n");
}

/// "changed, Standard → Fallback 2"
fn standing(finding: &Finding) -> String {
    let position = match (&finding.was, &finding.position) {
        (Some(was), Some(now)) if was != now => {
            format!(", {} \u{2192} {}", escape(was), escape(now))
        }
        (_, Some(now)) => format!(", {}", escape(now)),
        (_, None) => String::new(),
    };
    format!("{}{position}", kind(finding.kind))
}

/// Old words and new ones, as a redline shows them.
pub(super) fn changed(old: &str, new: &str) -> String {
    let (old, new) = (old.trim(), new.trim());
    let mut parts = Vec::new();
    if !old.is_empty() {
        parts.push(format!("<del>{}</del>", escape(old)));
    }
    if !new.is_empty() {
        parts.push(format!("<ins>{}</ins>", escape(new)));
    }
    parts.join(" ")
}

fn explained(edit: &Edit) -> String {
    match &edit.explained_by {
        Some(rule) => format!("Explained by {}: {}", rule.by, escape(&rule.text)),
        None => String::from("No rule explains it"),
    }
}

fn write_reading(reading: &Reading) -> String {
    let side = |side: &Option<ReadValue>| side.as_ref().map(value);
    let values = match (side(&reading.original), side(&reading.revised)) {
        (Some(old), Some(new)) if old != new => format!("{old} \u{2192} {new}"),
        (_, Some(new)) => new,
        (Some(old), None) => format!("{old} \u{2192} gone"),
        (None, None) => String::from("nothing"),
    };
    let row = match (&reading.row, &reading.cell) {
        (Some(row), Some(cell)) => format!("{row} ({cell})"),
        (Some(row), None) => row.clone(),
        (None, _) => String::from("no row"),
    };
    format!(
        "<b>{}</b>: {} <span class=\"standing\">{}</span>",
        escape(&capital(&reading.term)),
        escape(&values),
        escape(&row)
    )
}

/// A part of a card: one item as a paragraph, several as a list.
pub(super) fn write_part(out: &mut String, head: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    let inner = match items.as_slice() {
        [] => return,
        [one] => format!("<p>{one}</p>"),
        several => {
            let items: String = several
                .iter()
                .map(|item| format!("<li>{item}</li>"))
                .collect();
            format!("<ul>{items}</ul>")
        }
    };
    out.push_str(&format!(
        "<div class=\"part\"><h4>{head}</h4>\n{inner}</div>\n"
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_report_as_html() {
        let page = html(&sample::with_blocks());
        let body = page.split("<body>").nth(1).expect("a body");
        insta::assert_snapshot!(body);
    }

    #[test]
    fn nothing_of_a_report_is_markup() {
        const PAYLOADS: [&str; 6] = [
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'-alert(1)-'",
            "</style><svg/onload=alert(1)>",
            "]]><!--<iframe src=javascript:alert(1)>",
            "&lt;b&gt;\u{202e}\u{0}",
        ];
        for payload in PAYLOADS {
            let page = html(&sample::full_of(payload));
            for markup in [
                "<script",
                "<img",
                "<svg",
                "<iframe",
                "<!--",
                "onerror=alert(1)>",
                "javascript:alert(1)>",
            ] {
                assert!(!page.contains(markup), "{payload}: {markup}");
            }
            // Each tag is one of ours, with attributes that no payload can reach.
            assert_eq!(page.matches("<style>").count(), 1);
            assert!(!page.contains('\u{202e}') && !page.contains('\u{0}'));
        }
    }
}
