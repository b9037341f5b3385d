//! Tells the text formats apart by content, conservatively: a contract with a stray `<`, `#` or `[ ]` is plain text.
//!
//! It looks at text only; archives are told by their first bytes in `read`.

use super::Format;

/// Elements that word processors, mail programs and browsers put on the clipboard.
const TAGS: [&str; 26] = [
    "a", "b", "body", "br", "del", "div", "em", "font", "h1", "h2", "h3", "head", "html", "i",
    "ins", "li", "meta", "o:p", "ol", "p", "span", "strong", "table", "td", "tr", "ul",
];

/// Elements that begin a fragment of HTML and no line of Markdown.
const OPENERS: [&str; 17] = [
    "!doctype html",
    "?xml",
    "html",
    "head",
    "body",
    "meta",
    "style",
    "p",
    "div",
    "table",
    "h1",
    "h2",
    "h3",
    "ol",
    "ul",
    "span",
    "!--startfragment--",
];

/// Elements that run inside a line: a paragraph of Markdown may hold them too.
const INLINE: [&str; 8] = ["a", "b", "br", "em", "font", "i", "span", "strong"];

/// How much is looked at: enough to see any structure, so that detection costs nothing beside reading.
const HEAD: usize = 1 << 20;

/// How much of a tag is looked at, so that tags without an end cost no more.
const TAG: usize = 400;

/// The format of a text.
pub(super) fn detect(text: &str) -> Format {
    let head = text.get(..prefix(text, HEAD)).unwrap_or(text);
    if is_html(head) {
        Format::Html
    } else if has_critic_marks(head) || is_markdown(head) {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// The end of the characters that lie whole within so many bytes.
fn prefix(text: &str, bytes: usize) -> usize {
    text.floor_char_boundary(bytes)
}

fn is_html(text: &str) -> bool {
    let start = text.trim_start();
    if start.starts_with("Version:") && start.contains("StartHTML:") && start.contains('<') {
        return true;
    }
    let critic = has_critic_marks(text);
    if let Some(tag) = start.strip_prefix('<')
        && OPENERS.iter().any(|opener| begins(tag, opener))
        && (!critic || begins(tag, "html") || begins(tag, "!doctype html"))
    {
        return true;
    }
    if critic {
        return false;
    }
    let mut tags = 0;
    let mut marks = 0;
    // Markdown may hold tags inside its lines: `1. <span id="1">Fees</span>`.
    let lines_are_marked = is_titled(text);
    for (at, _) in text.match_indices('<') {
        let Some(rest) = text.get(at + 1..) else {
            break;
        };
        let name = rest.strip_prefix('/').unwrap_or(rest);
        if TAGS.iter().any(|tag| begins(name, tag)) {
            let runs_in_line = INLINE.iter().any(|tag| begins(name, tag));
            tags += usize::from(!lines_are_marked || !runs_in_line);
            let inside = rest.get(..prefix(rest, TAG)).unwrap_or_default();
            let inside = inside.split('>').next().unwrap_or_default();
            if inside.contains("class=Mso") || inside.contains("class=\"Mso") {
                return true;
            }
            if (begins(name, "ins") || begins(name, "del")) && inside.contains("datetime=") {
                return true;
            }
            if begins(name, "ins") || begins(name, "del") {
                marks += usize::from(!lines_are_marked || !runs_in_line);
            }
        }
        if tags >= marks + 6 {
            return true;
        }
    }
    false
}

/// Whether a text has a heading of Markdown, a `#` line, with a blank line after it: no HTML has that but by chance.
fn is_titled(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if heading_level(line).is_some() && lines.peek().is_some_and(|next| next.is_empty()) {
            return true;
        }
    }
    false
}

/// The level of a heading of Markdown: how many hashes stand before its words.
fn heading_level(line: &str) -> Option<usize> {
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    let is_heading = (1..=6).contains(&hashes)
        && line
            .get(hashes..)
            .is_some_and(|rest| rest.starts_with(' ') && rest.contains(char::is_alphanumeric));
    is_heading.then_some(hashes)
}

/// Whether a tag has this name.
fn begins(tag: &str, name: &str) -> bool {
    tag.get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name))
        && tag.as_bytes().get(name.len()).is_none_or(|byte| {
            matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace() || name.starts_with('!')
        })
}

fn has_critic_marks(text: &str) -> bool {
    [
        ("{++", "++}"),
        ("{--", "--}"),
        ("{~~", "~~}"),
        ("{>>", "<<}"),
        ("{==", "==}"),
    ]
    .iter()
    .any(|(open, close)| {
        let inner = text.find(open).and_then(|at| text.get(at + open.len()..));
        inner.is_some_and(|inner| inner.contains(close))
    })
}

/// Headings of two hashes or more, tables, or marks of change; or two weaker signs together.
fn is_markdown(text: &str) -> bool {
    let mut weak = 0;
    let mut previous_has_bar = false;
    for line in text.lines() {
        let line = line.trim();
        let level = heading_level(line);
        if level.is_some_and(|level| level >= 2) {
            return true;
        }
        let is_delimiter = line.contains('|')
            && line.contains("--")
            && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        if is_delimiter && previous_has_bar {
            return true;
        }
        previous_has_bar = line.contains('|');
        weak += usize::from(level.is_some()) + pairs(line, "**") + usize::from(line.contains("]("));
        if pairs(line, "~~") > 0 || line.contains("</ins>") || line.contains("</del>") {
            return true;
        }
    }
    weak >= 2
}

/// How often a marker opens at a word and closes at one.
fn pairs(line: &str, marker: &str) -> usize {
    let pieces: Vec<&str> = line.split(marker).collect();
    let insides = pieces
        .iter()
        .skip(1)
        .step_by(2)
        .take(pieces.len().saturating_sub(1) / 2);
    insides
        .filter(|inside| !inside.is_empty() && inside.trim() == **inside)
        .count()
}

#[cfg(test)]
mod tests {
    use super::{Format, detect};

    #[test]
    fn formats_by_content() {
        for (text, expected) in [
            ("<html><body>a", Format::Html),
            (" \n<!DOCTYPE html><p>a", Format::Html),
            ("<p class=MsoNormal>a</p>", Format::Html),
            ("<!--StartFragment--><span>a</span>", Format::Html),
            ("<meta charset='utf-8'><b>a</b>", Format::Html),
            ("Version:0.9\r\nStartHTML:0000\r\n<p>a", Format::Html),
            (
                "Fees <ins cite=\"mailto:A\" datetime=\"2026-01-01\">a</ins>",
                Format::Html,
            ),
            ("a <b>b</b> <i>c</i> <span>d</span>", Format::Html),
            (
                "a <b>b</b> <i>c</i> <span>d</span>\n# of users\nten",
                Format::Html,
            ),
            (
                "# Fees\n\n1. <span>a</span> <b>b</b> <i>c</i>\n2. **Taxes** and <em>d</em>",
                Format::Markdown,
            ),
            ("# Fees\n\n<p>a</p><p>b</p><p>c</p>", Format::Html),
            ("Fees {++not++} due", Format::Markdown),
            ("<p>Fees {++not++} due</p>", Format::Markdown),
            ("{>>why?<<} Fees", Format::Markdown),
            ("## 5. Fees\n\nText", Format::Markdown),
            ("# Fees\n\n**All** fees", Format::Markdown),
            ("| a | b |\n| --- | --- |\n| c | d |", Format::Markdown),
            ("Fees are ~~not~~ due", Format::Markdown),
            (
                "Fees are <del>not</del> <ins>now</ins> due",
                Format::Markdown,
            ),
            ("<ins>Fees</ins> are due", Format::Markdown),
            ("Fees < 5 and <Customer> pays > 3", Format::Text),
            ("<Customer> shall pay", Format::Text),
            ("# of users: 5\nFees [ ] are {due}", Format::Text),
            ("1. Fees\n2. Taxes\n- all\n* note", Format::Text),
            ("a ++ b -- c ~~ d", Format::Text),
            ("2 ** 3 and 3 ** 4 and 5 ** 6", Format::Text),
            ("Fees {++ not closed", Format::Text),
            ("{\"a\": 1}", Format::Text),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }
}
