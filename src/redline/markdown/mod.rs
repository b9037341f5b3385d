//! Markdown with marks of change: CriticMarkup, `<ins>` and `<del>`, GFM strikethrough.
//!
//! In three steps. [`marks`] reads CriticMarkup and the tags from the raw source, as `~~` means something else to a
//! Markdown parser and a mark may span paragraphs. [`clean`] lays out what is left, old and new text side by side, as
//! one Markdown text that remembers where each stretch came from. [`blocks`] lets `pulldown-cmark` parse that
//! (CommonMark 0.31, GFM tables and strikethrough) and maps its text back.
//!
//! It does not render: emphasis, link targets and fence names are left out, reference definitions stay text, and
//! indentation means nothing, since a contract's indented paragraph is no code.

mod blocks;
mod clean;
mod html;
mod marks;

use crate::ordered;
use std::ops::Range;

use super::decode::Decoded;
use super::{Document, Format, Marks, Note, Problem, Span};

/// Reads Markdown.
pub(super) fn read(source: &Decoded) -> Document {
    let marked = marks::read(&source.text);
    let clean = clean::lay_out(&source.text, &marked.pieces);
    let blocks::Reading {
        mut document,
        struck,
    } = blocks::read(&clean);
    document.format = Format::Markdown;
    if struck > 0 && marked.mark_count == 0 {
        document.marks = Marks::Guessed;
        let message =
            "Struck text was taken for deleted, as nothing else marks a change.".to_owned();
        document.problems.push(Problem {
            message,
            span: None,
        });
    }
    let places = Places::new(&document);
    let problems = marked.problems.into_iter().map(|(at, message)| Problem {
        message: message.to_owned(),
        span: places.span(at..at + "{++".len()),
    });
    let notes = marked.comments.into_iter().map(|comment| Note {
        text: comment.text,
        span: places.span(comment.range),
        ..Note::default()
    });
    let (problems, notes): (Vec<_>, Vec<_>) = (problems.collect(), notes.collect());
    document.problems.extend(problems);
    document.notes = notes;
    number_lines(&mut document, &source.text);
    move_offsets(&mut document, source.offset);
    document
}

/// Where each run of a document comes from, in the order of the source.
struct Places {
    /// Source offset, length, block, offset in the block.
    runs: Vec<(usize, usize, usize, usize)>,
}

impl Places {
    fn new(document: &Document) -> Self {
        let mut runs = Vec::new();
        for (index, block) in document.blocks.iter().enumerate() {
            let mut offset = 0;
            for run in &block.runs {
                if let Some(at) = run.at {
                    runs.push((at, run.text.len(), index, offset));
                }
                offset += run.text.len();
            }
        }
        ordered::sort(&mut runs);
        Places { runs }
    }

    fn span(&self, range: Range<usize>) -> Option<Span> {
        let (block, start) = self.find(range.start)?;
        let end = self
            .find(range.end)
            .filter(|(other, end)| *other == block && *end >= start);
        Some(Span {
            block,
            range: start..end.map_or(start, |(_, end)| end),
        })
    }

    /// The place of a source offset, or the end of the text before it.
    fn find(&self, at: usize) -> Option<(usize, usize)> {
        let next = self.runs.partition_point(|(start, ..)| *start <= at);
        match next.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some((start, length, block, offset)) => {
                Some((*block, offset + (at - start).min(*length)))
            }
            None => self
                .runs
                .first()
                .map(|(_, _, block, offset)| (*block, *offset)),
        }
    }
}

/// Names the line that each block starts in.
fn number_lines(document: &mut Document, source: &str) {
    let (mut line, mut counted) = (1, 0);
    for block in &mut document.blocks {
        if let Some(at) = block.runs.iter().find_map(|run| run.at)
            && let Some(between) = source.get(counted..at)
        {
            line += between.matches('\n').count();
            counted = at;
        }
        block.place = format!("line {line}");
    }
}

/// Offsets of the decoded text become those of the input, where there are such.
fn move_offsets(document: &mut Document, offset: Option<usize>) {
    for run in document.blocks.iter_mut().flat_map(|block| &mut block.runs) {
        run.at = run.at.zip(offset).map(|(at, offset)| at + offset);
    }
}

#[cfg(test)]
mod tests;
