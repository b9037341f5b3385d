//! What a comment says: for legal all that led to the verdict, for the customer only what may be sent outside.

use super::tree::{Ink, escape};
use super::{Audience, Options};
use crate::report::customer;
use crate::report::words::{decides, decision, kind, title};
use crate::report::{Finding, Report, Suggestion};

/// The paragraphs of a comment; none where there is nothing to say to this reader.
pub(super) fn say(
    report: &Report,
    finding: &Finding,
    audience: Audience,
    counter: Option<&str>,
) -> Vec<String> {
    match audience {
        Audience::Legal => legal(report, finding, counter),
        Audience::Customer => customer(finding),
    }
}

fn legal(report: &Report, finding: &Finding, counter: Option<&str>) -> Vec<String> {
    let mut lines = vec![format!(
        "{}: {}, {}",
        decision(finding.decision),
        title(report, finding),
        kind(finding.kind)
    )];
    if let Some(position) = &finding.position {
        lines.push(match &finding.was {
            Some(was) if was != position => format!("Position: {was} \u{2192} {position}"),
            _ => format!("Position: {position}"),
        });
    }
    let why = finding
        .reasons
        .iter()
        .map(|reason| format!("Why: {reason}"));
    lines.extend(why);
    if let Some(who) = decides(report, finding) {
        lines.push(format!("Decides: {who}"));
    }
    if let Some(Suggestion { position, text, .. }) = &finding.suggestion {
        lines.push(format!("Offer instead ({position}): {text}"));
    }
    if let Some(say) = &finding.say {
        lines.push(format!("You may say: {say}"));
    }
    lines.extend(counter.map(|counter| format!("Counter: {counter}")));
    lines
}

/// Nothing but `say` and Standard's wording: no position by name, no role, no reason.
fn customer(finding: &Finding) -> Vec<String> {
    let mut lines: Vec<String> = finding.say.iter().cloned().collect();
    let offer = customer::suggestion(finding).map(|suggestion| &suggestion.text);
    lines.extend(offer.map(|text| format!("{OFFER}{text}")));
    lines
}

/// What stands before wording that the customer is offered.
pub(super) const OFFER: &str = "Proposed wording: ";

/// The comment as an element: 17.13.4.2.
pub(super) fn element(id: &str, lines: &[String], options: &Options, ink: &Ink) -> String {
    let Ink {
        prefix: w,
        declaration,
    } = ink;
    let mut text = format!(
        "<{w}:comment{declaration} {w}:id=\"{id}\"{} {w}:initials=\"{}\">",
        signed(options, w),
        escape(&initials(&options.author))
    );
    // A line break in what the library says is a paragraph of its own.
    for (index, line) in lines.iter().flat_map(|line| line.lines()).enumerate() {
        let mark = if index == 0 {
            format!("<{w}:r><{w}:annotationRef/></{w}:r>")
        } else {
            String::new()
        };
        text.push_str(&format!(
            "<{w}:p>{mark}<{w}:r><{w}:t xml:space=\"preserve\">{}</{w}:t></{w}:r></{w}:p>",
            escape(line)
        ));
    }
    text.push_str(&format!("</{w}:comment>"));
    text
}

/// Author and date as attributes, for comments and changes alike.
pub(super) fn signed(options: &Options, w: &str) -> String {
    let author = escape(&options.author);
    match &options.date {
        Some(date) => format!(" {w}:author=\"{author}\" {w}:date=\"{}\"", escape(date)),
        None => format!(" {w}:author=\"{author}\""),
    }
}

/// The initials that Word shows beside a comment.
fn initials(author: &str) -> String {
    let firsts = author.split_whitespace().filter_map(|w| w.chars().next());
    firsts.take(3).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn legal_reads_all_that_led_to_the_verdict() {
        let report = sample::report();
        let all: Vec<String> = report
            .findings
            .iter()
            .map(|finding| say(&report, finding, Audience::Legal, Some("rejected")).join("\n"))
            .collect();
        insta::assert_snapshot!(all.join("\n\n"));
    }

    #[test]
    fn the_customer_reads_what_may_be_said_and_no_more() {
        let report = sample::report();
        let mut finding = report.findings[0].clone();
        let told = |finding: &Finding| say(&report, finding, Audience::Customer, Some("rejected"));
        assert_eq!(
            told(&finding),
            [
                "We can usually do forty-five days.",
                "Proposed wording: Customer shall pay each invoice within thirty (30) days."
            ]
        );
        finding.suggestion.as_mut().expect("one").position = String::from("Fallback 1");
        assert_eq!(told(&finding), ["We can usually do forty-five days."]);
        finding.say = None;
        assert_eq!(told(&finding), Vec::<String>::new());
    }

    #[test]
    fn a_comment_is_text_whatever_it_says() {
        let ink = Ink {
            prefix: String::from("w"),
            declaration: String::new(),
        };
        let options = Options {
            author: String::from("Legal & \"Co\" desk team"),
            date: Some(String::from("2026-01-02T03:04:05Z")),
            ..Options::default()
        };
        let lines = [String::from("a</w:t>\u{1}&\nb")];
        assert_eq!(
            element("7", &lines, &options, &ink),
            "<w:comment w:id=\"7\" w:author=\"Legal &amp; &quot;Co&quot; desk team\" w:date=\"2026-01-02T03:04:05Z\" \
             w:initials=\"L&amp;&quot;\"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t xml:space=\"preserve\">a&lt;/w:t&gt; \
             &amp;</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">b</w:t></w:r></w:p></w:comment>"
        );
    }
}
