//! The Markdown text that is left without the marks, old and new text side by side, and where each byte came from.
//!
//! A few things are evened out on the way, all of them invisible in the text: indentation goes, a line such as
//! `[Vendor]: Acme` is kept from being a reference definition, which Markdown would swallow, and a numbered line
//! under a closed sentence gets a paragraph of its own, as in plain text.

use std::ops::Range;

use super::marks::Piece;
use crate::redline::{Op, lines};

/// The text and its origins.
#[derive(Debug, Default)]
pub(super) struct Clean {
    pub(super) text: String,
    segments: Vec<Segment>,
}

/// A stretch of the clean text that stands in the source as it is, or was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    /// Its offset in the source.
    pub(super) source: Option<usize>,
    pub(super) op: Op,
    pub(super) mark: Option<usize>,
}

/// Lays out the text.
pub(super) fn lay_out(source: &str, pieces: &[Piece]) -> Clean {
    let mut raw = Clean::default();
    for piece in pieces {
        raw.copy(source, piece);
    }
    even_out(&raw)
}

impl Clean {
    /// The parts of the segments that lie in a range, with those ranges.
    pub(super) fn parts(&self, range: Range<usize>) -> impl Iterator<Item = Segment> + '_ {
        let first = self
            .segments
            .partition_point(|segment| segment.range.end <= range.start);
        let (start, end) = (range.start, range.end);
        self.segments
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |segment| segment.range.start < end)
            .map(move |segment| {
                let from = segment.range.start.max(start);
                Segment {
                    range: from..segment.range.end.min(end),
                    source: segment.source.map(|at| at + from - segment.range.start),
                    ..segment.clone()
                }
            })
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    fn copy(&mut self, source: &str, piece: &Piece) {
        let text = source.get(piece.range.clone()).unwrap_or_default();
        let first = text.chars().next();
        if matches!(first, Some('*' | '_' | '~' | '`')) && first == self.text.chars().next_back() {
            // Markers that stood apart in the source must not grow into one.
            self.push("<!---->", None, Op::Keep, None);
        }
        if !piece.is_literal {
            return self.push(text, Some(piece.range.start), piece.op, piece.mark);
        }
        // Of an opener that opens nothing, Markdown would read `~~` alone as markup.
        let (before, tildes) = text.split_at(text.find('~').unwrap_or(text.len()));
        self.push(before, Some(piece.range.start), piece.op, piece.mark);
        if !tildes.is_empty() {
            self.push("\\", None, piece.op, piece.mark);
            let source = Some(piece.range.start + before.len());
            self.push(tildes, source, piece.op, piece.mark);
        }
    }

    fn push(&mut self, text: &str, source: Option<usize>, op: Op, mark: Option<usize>) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let range = start..self.text.len();
        if let Some(last) = self.segments.last_mut()
            && last.op == op
            && last.mark == mark
            && source.is_some()
            && last.source.map(|at| at + last.range.len()) == source
        {
            last.range.end = range.end;
            return;
        }
        self.segments.push(Segment {
            range,
            source,
            op,
            mark,
        });
    }

    /// Copies a range of another text, which must not lie before one copied earlier.
    fn copy_range(&mut self, from: &Clean, next: &mut usize, range: Range<usize>) {
        while let Some(segment) = from.segments.get(*next) {
            let start = segment.range.start.max(range.start);
            let end = segment.range.end.min(range.end);
            if start < end {
                let source = segment.source.map(|at| at + start - segment.range.start);
                self.push(from.slice(start..end), source, segment.op, segment.mark);
            }
            if segment.range.end > range.end {
                return;
            }
            *next += 1;
        }
    }
}

fn even_out(raw: &Clean) -> Clean {
    let mut clean = Clean::default();
    let mut next = 0;
    let mut at = 0;
    let mut fence: Option<char> = None;
    let mut before = "";
    for line in raw.text.split_inclusive('\n') {
        let end = at + line.len();
        let content = line.trim_start_matches([' ', '\t', '\r']);
        let start = end - content.len();
        let text = content.trim_end();
        let fenced = fence_of(text);
        let is_paragraph =
            fence.is_none() && fenced.is_none() && !text.starts_with('|') && !is_bullet(text);
        if is_paragraph && !before.is_empty() && lines::starts_block(before, text) {
            clean.push("\n", None, Op::Keep, None);
        }
        match (fence, fenced) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        // A lone carriage return ends a line in Markdown too; before a line feed it is noise.
        let body = content.trim_end_matches(['\r', '\n']);
        let mut from = start;
        for (found, _) in body.match_indices("]:").filter(|_| fence.is_none()) {
            clean.copy_range(raw, &mut next, from..start + found);
            clean.push("\\", None, Op::Keep, None);
            from = start + found;
        }
        clean.copy_range(raw, &mut next, from..start + body.len());
        if content.ends_with('\n') {
            clean.copy_range(raw, &mut next, end - 1..end);
        }
        before = text;
        at = end;
    }
    clean
}

/// Markdown sees to bullets itself; `starts_block` would loosen the list and lose its own numbers.
fn is_bullet(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")
}

/// The character of a code fence (CommonMark 4.5).
fn fence_of(line: &str) -> Option<char> {
    ['`', '~']
        .into_iter()
        .find(|&mark| line.chars().take_while(|&c| c == mark).count() >= 3)
}
