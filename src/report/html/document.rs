//! The document as a redline: insertions and deletions as Word shows them, and a flag where a finding stands.

use std::collections::BTreeMap;

use crate::markup::escape;
use crate::report::{BlockText, Span};

/// The findings that stand in each block: their numbers and decisions, in the order of the page.
pub(in crate::report) struct Flags<'a> {
    by_block: BTreeMap<&'a str, Vec<Flag<'a>>>,
}

struct Flag<'a> {
    number: usize,
    decision: &'a str,
    /// Whether it is the finding's first place, which its card links to.
    is_first: bool,
}

impl<'a> Flags<'a> {
    /// The flags of findings in the order of the page, each with its decision and its places.
    pub(in crate::report) fn new(
        findings: impl Iterator<Item = (&'a str, &'a [Span])>,
    ) -> Flags<'a> {
        let mut by_block: BTreeMap<&str, Vec<Flag<'_>>> = BTreeMap::new();
        for (index, (decision, spans)) in findings.enumerate() {
            let number = index + 1;
            for (at, span) in spans.iter().enumerate() {
                let flags = by_block.entry(&span.block).or_default();
                if flags.last().is_none_or(|last| last.number != number) {
                    flags.push(Flag {
                        number,
                        decision,
                        is_first: at == 0,
                    });
                }
            }
        }
        Flags { by_block }
    }
}

/// Writes the section that shows the document.
pub(in crate::report) fn redlined(out: &mut String, blocks: &[BlockText], flags: &Flags<'_>) {
    out.push_str(
        "<section aria-labelledby=\"document\">\n<h2 id=\"document\">The document</h2>\n<div class=\"paper\">\n",
    );
    for block in blocks {
        write_block(out, block, flags);
    }
    out.push_str("</div>\n</section>\n");
}

fn write_block(out: &mut String, block: &BlockText, flags: &Flags<'_>) {
    let flags = flags.by_block.get(block.id.as_str());
    let flags = flags.map(Vec::as_slice).unwrap_or_default();
    if block.runs.iter().all(|run| run.text.trim().is_empty()) && flags.is_empty() {
        return;
    }
    // The page's own headings come first: the document's begin below them.
    let tag = match block.heading {
        Some(level) => format!("h{}", (usize::from(level) + 2).clamp(3, 6)),
        None => String::from("p"),
    };
    match flags.first() {
        Some(flag) => out.push_str(&format!(
            "<{tag} class=\"found\" data-decision=\"{}\">",
            escape(flag.decision)
        )),
        None => out.push_str(&format!("<{tag}>")),
    }
    for flag in flags {
        let id = if flag.is_first {
            format!(" id=\"place-{}\"", flag.number)
        } else {
            String::new()
        };
        out.push_str(&format!(
            "<a class=\"flag\"{id} href=\"#finding-{0}\" data-decision=\"{1}\" aria-label=\"Finding {0}\">{0}</a>",
            flag.number,
            escape(flag.decision)
        ));
    }
    if let Some(number) = &block.number {
        out.push_str(&format!("{} ", escape(number)));
    }
    for run in &block.runs {
        let text = escape(&run.text);
        match run.op {
            "insert" => out.push_str(&format!("<ins>{text}</ins>")),
            "delete" => out.push_str(&format!("<del>{text}</del>")),
            _ => out.push_str(&text),
        }
    }
    out.push_str(&format!("</{tag}>\n"));
}
