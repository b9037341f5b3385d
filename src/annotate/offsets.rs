//! From the report's spans, blocks by identifier and UTF-16 units, to blocks by index and bytes.

use std::cell::RefCell;
use std::ops::Range;

use crate::ordered::Map;
use crate::redline::Document;
use crate::report::Span;

/// The blocks of a document by identifier.
pub(super) struct Offsets<'a> {
    document: &'a Document,
    index: Map<&'a str, usize>,
    /// The bytes at which the units of a block begin, made when first asked for.
    units: RefCell<Map<usize, Vec<usize>>>,
}

impl<'a> Offsets<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let blocks = document.blocks.iter().enumerate();
        Self {
            document,
            index: blocks.map(|(index, b)| (b.id.as_str(), index)).collect(),
            units: RefCell::default(),
        }
    }

    /// The block of a span.
    pub(super) fn block(&self, span: &Span) -> Option<usize> {
        self.index.get(span.block.as_str()).copied()
    }

    /// The block and the bytes of a span; none where the document has no such place.
    pub(super) fn bytes(&self, span: &Span) -> Option<(usize, Range<usize>)> {
        let block = self.block(span)?;
        let mut units = self.units.borrow_mut();
        let bytes = units.entry(block).or_insert_with(|| {
            let runs = self.document.blocks.get(block).map(|block| &block.runs);
            let mut bytes = Vec::new();
            let mut at = 0;
            for c in runs.into_iter().flatten().flat_map(|run| run.text.chars()) {
                bytes.push(at);
                at += c.len_utf8();
                // Within a character of two units there is no place; the next one is taken.
                bytes.extend(std::iter::repeat_n(at, c.len_utf16() - 1));
            }
            bytes.push(at);
            bytes
        });
        let range = *bytes.get(span.start)?..*bytes.get(span.end)?;
        (range.start <= range.end).then_some((block, range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redline::{Block, Run};

    #[test]
    fn units_become_bytes() {
        let run = |text: &str| Run {
            text: text.to_owned(),
            ..Run::default()
        };
        let document = Document {
            blocks: vec![Block {
                id: String::from("7"),
                runs: vec![run("é😀"), run("b")],
                ..Block::default()
            }],
            ..Document::default()
        };
        let offsets = Offsets::of(&document);
        let bytes = |block: &str, start, end| {
            offsets.bytes(&Span {
                block: block.to_owned(),
                start,
                end,
            })
        };
        assert_eq!(bytes("7", 1, 3), Some((0, 2..6)));
        assert_eq!(bytes("7", 0, 4), Some((0, 0..7)));
        assert_eq!(bytes("7", 4, 4), Some((0, 7..7)));
        assert_eq!(bytes("7", 0, 5), None);
        assert_eq!(bytes("8", 0, 1), None);
    }
}
