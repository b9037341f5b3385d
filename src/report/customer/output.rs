//! The customer's form as text, Markdown and HTML: each point with its change, our words and the wording that we propose.

use super::{Point, Reply};
use crate::markup::{escape, page};
use crate::report::html::{Flags, changed, redlined, write_part};
use crate::report::markdown::escape as escape_markdown;
use crate::report::text::{change, paragraph};
use crate::report::words::plural;

/// What stands at the end of every form: silence about a point is no consent to it.
const RESERVE: &str = "A point without proposed wording is still being considered. Nothing is agreed until both \
parties sign.";

/// What the reply is about, in a sentence.
fn summary(reply: &Reply) -> String {
    let count = reply.points.len();
    let proposed = reply.points.iter().filter(|point| point.proposal.is_some());
    match (count, proposed.count()) {
        (0, _) => String::from("We have no points on your changes."),
        (_, 0) => format!(
            "We have {count} {} to discuss.",
            plural(count, "point", "points")
        ),
        (_, wordings) => format!(
            "We have {count} {} to discuss and propose wording for {wordings}.",
            plural(count, "point", "points")
        ),
    }
}

fn head(point: &Point) -> String {
    match &point.heading {
        Some(heading) => format!("Point {}: {heading}", point.id),
        None => format!("Point {}", point.id),
    }
}

/// Writes the reply as plain text.
pub fn text(reply: &Reply) -> String {
    let mut out = String::new();
    paragraph(&mut out, "", &summary(reply));
    for point in &reply.points {
        out.push('\n');
        paragraph(&mut out, "", &head(point));
        for part in &point.changes {
            paragraph(&mut out, "  ", &change(&part.old, &part.new));
        }
        if point.changes.is_empty() && !point.revised.is_empty() {
            paragraph(&mut out, "  ", &format!("\"{}\"", point.revised));
        }
        if let Some(say) = &point.say {
            paragraph(&mut out, "  ", say);
        }
        if let Some(proposal) = &point.proposal {
            let line = format!("Proposed wording: {}", proposal.text);
            paragraph(&mut out, "  ", &line);
        }
    }
    out.push('\n');
    paragraph(&mut out, "", RESERVE);
    out
}

/// Writes the reply as Markdown.
pub fn markdown(reply: &Reply) -> String {
    let mut out = format!("# Our reply to your changes\n\n{}\n", summary(reply));
    for point in &reply.points {
        out.push_str(&format!("\n## {}\n\n", escape_markdown(&head(point))));
        for change in &point.changes {
            let mut parts = Vec::new();
            if !change.old.is_empty() {
                parts.push(format!("~~{}~~", escape_markdown(change.old.trim())));
            }
            if !change.new.is_empty() {
                parts.push(format!("**{}**", escape_markdown(change.new.trim())));
            }
            out.push_str(&format!("- {}\n", parts.join(" \u{2192} ")));
        }
        if point.changes.is_empty() && !point.revised.is_empty() {
            out.push_str(&format!("> {}\n", escape_markdown(point.revised.trim())));
        }
        if let Some(say) = &point.say {
            out.push_str(&format!("\n{}\n", escape_markdown(say)));
        }
        if let Some(proposal) = &point.proposal {
            let text = escape_markdown(proposal.text.trim());
            out.push_str(&format!("\nProposed wording:\n\n> {text}\n"));
        }
    }
    out.push_str(&format!("\n---\n\n{RESERVE}\n"));
    out
}

/// Writes the reply as a page of HTML.
pub fn html(reply: &Reply) -> String {
    let mut body = format!(
        "<header class=\"verdict\">\n<p class=\"label\">Our reply to your changes</p>\n<h1>{}</h1>\n</header>\n<main>\n",
        escape(&summary(reply))
    );
    if !reply.points.is_empty() {
        body.push_str("<section aria-labelledby=\"points\">\n<h2 id=\"points\">Points</h2>\n<div class=\"cards\">\n");
        for (index, point) in reply.points.iter().enumerate() {
            write_point(&mut body, point, index + 1, reply.blocks.is_some());
        }
        body.push_str("</div>\n</section>\n");
    }
    if let Some(blocks) = &reply.blocks {
        let flags = reply
            .points
            .iter()
            .map(|point| ("", point.spans.as_slice()));
        redlined(&mut body, blocks, &Flags::new(flags));
    }
    body.push_str(&format!("</main>\n<footer>{RESERVE}</footer>\n"));
    page("Our reply to your changes", &body)
}

fn write_point(out: &mut String, point: &Point, number: usize, has_text: bool) {
    let place = if has_text && !point.spans.is_empty() {
        format!("<a class=\"where\" href=\"#place-{number}\">Show in the document</a>")
    } else {
        String::new()
    };
    out.push_str(&format!(
        "<article class=\"card\" id=\"finding-{number}\">\n<div class=\"card-head\"><h3>{}</h3>{place}</div>\n",
        escape(&head(point))
    ));
    for change in &point.changes {
        out.push_str(&format!(
            "<p class=\"quote\">{}</p>\n",
            changed(&change.old, &change.new)
        ));
    }
    if point.changes.is_empty() && !point.revised.is_empty() {
        out.push_str(&format!(
            "<p class=\"quote\">{}</p>\n",
            escape(point.revised.trim())
        ));
    }
    let say = point.say.iter().map(|say| escape(say));
    write_part(out, "Our view", say);
    if let Some(proposal) = &point.proposal {
        out.push_str(&format!(
            "<div class=\"part\"><h4>Proposed wording</h4>\n<blockquote class=\"offer\">{}</blockquote></div>\n",
            escape(proposal.text.trim())
        ));
    }
    out.push_str("</article>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{customer, sample};

    #[test]
    fn a_reply_in_every_form() {
        let reply = customer::reply(&sample::with_blocks());
        let page = html(&reply);
        let body = page.split("<body>").nth(1).expect("a body");
        insta::assert_snapshot!([text(&reply), markdown(&reply), String::from(body)].join("\n\n"));
    }

    #[test]
    fn nothing_of_a_reply_is_markup() {
        let payload = "</style><script>alert(1)</script>\"'";
        let page = html(&customer::reply(&sample::full_of(payload)));
        assert!(!page.contains("<script"));
        assert_eq!(page.matches("</style>").count(), 1);
    }
}
