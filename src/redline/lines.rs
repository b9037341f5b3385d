//! Lines of a text and whether one starts a paragraph of its own, though no blank line parts it from the one before.

/// A line without the white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Its byte offset in the text.
    pub(super) at: usize,
}

/// No typewriter or mail program wraps at more: a longer line is a paragraph, saved as one line.
const MAX_WRAP: usize = 120;

/// A heading line is shorter than this.
const MAX_HEADING: usize = 60;

/// Splits a text at LF, CR, CRLF, form feeds and the Unicode line and paragraph separators.
pub(super) fn split(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'])
        .map(move |line| {
            let start = at + line.len() - line.trim_start_matches(is_blank).len();
            at += line.len();
            at += text
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            Line {
                text: line.trim_matches(is_blank),
                at: start,
            }
        })
        .scan(None, move |last, line| {
            // CRLF gave an empty line between its halves; it is none.
            let bytes = text.as_bytes();
            let is_half = line.text.is_empty()
                && last.is_some()
                && line.at > 0
                && bytes.get(line.at - 1) == Some(&b'\r')
                && bytes.get(line.at) == Some(&b'\n');
            *last = Some(line);
            Some((!is_half).then_some(line))
        })
        .flatten()
}

fn is_blank(c: char) -> bool {
    c == ' ' || c == '\t'
}

/// Whether a line starts a block, seeing the one before it.
pub(super) fn starts_block(before: &str, line: &str) -> bool {
    let is_closed = before.ends_with(['.', ';', ':', '!', '?', '"', '”', ')', ']', '}'])
        || before.ends_with(" and")
        || before.ends_with(" or")
        || before.ends_with('_');
    is_bullet(line)
        || before.len() > MAX_WRAP
        || is_heading(before) && starts_upper(line)
        || is_item(line) && (is_closed || is_item(before) && is_heading_like(before))
        || is_closed && is_heading(line) && line.chars().any(char::is_alphabetic)
}

fn is_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    matches!(
        chars.next(),
        Some('•' | '·' | '▪' | '●' | '◦' | '‣' | '-' | '*' | '–' | 'o')
    ) && matches!(chars.next(), Some(' ' | '\t'))
        && chars.next().is_some()
        && !line.starts_with("o ")
}

/// Whether it starts with a number as clauses have: `3.`, `3.1`, `(a)`, `iv)`, `Section 4`.
pub(super) fn is_item(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let Some(first) = words.next() else {
        return false;
    };
    let Some(second) = words.next() else {
        return false;
    };
    if matches!(
        first.to_ascii_lowercase().as_str(),
        "section"
            | "clause"
            | "article"
            | "schedule"
            | "annex"
            | "exhibit"
            | "appendix"
            | "part"
            | "§"
    ) {
        return starts_upper(first) && second.len() <= 6 && words.next().is_none_or(starts_upper);
    }
    is_number(first) && starts_upper(second.trim_start_matches(['{', '+', '-', '~', '=', '>']))
        || is_number(first) && first.starts_with('(')
}

fn is_number(word: &str) -> bool {
    let inner = word
        .trim_start_matches('(')
        .trim_end_matches([')', '.', ':']);
    let is_marked = inner.len() < word.len();
    let is_short = inner.len() <= 12 && !inner.is_empty();
    let mut parts = inner.split(['.', '-']);
    let is_level = |part: &str| {
        let is_digits = part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
        let is_roman = part.bytes().all(|b| b"ivxlIVXL".contains(&b));
        !part.is_empty()
            && (is_digits
                || is_roman
                || part.len() == 1 && part.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    is_short && parts.all(is_level) && (is_marked || inner.contains('.'))
}

/// A short line of capitals or of capitalised words with no full stop.
pub(super) fn is_heading(line: &str) -> bool {
    is_heading_like(line)
        && starts_upper(line.trim_start_matches(|c: char| !c.is_alphabetic()))
        && line
            .split_whitespace()
            .filter(|word| word.chars().count() > 3 && word.starts_with(char::is_alphabetic))
            .all(starts_upper)
}

fn is_heading_like(line: &str) -> bool {
    line.len() <= MAX_HEADING
        && !line.ends_with(['.', ',', ';', ':', '?', '!'])
        && line.split_whitespace().count() <= 8
}

fn starts_upper(line: &str) -> bool {
    let first = line
        .chars()
        .find(|c| !matches!(c, '"' | '“' | '‘' | '\'' | '[' | '('));
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
}
