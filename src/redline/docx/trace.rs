//! Where in its parts the text of a document stands, for whoever writes into the file: recorded only when asked for.

use std::ops::Range;

use super::finish::Places;
use super::parts::Parts;
use crate::ordered::Map;
use crate::redline::Document;

/// A document with the way back to the bytes that it was read from.
pub(crate) struct Traced {
    pub(crate) document: Document,
    pub(crate) parts: Parts,
    /// The names of the parts that places refer to.
    pub(crate) names: Vec<String>,
    /// The pieces of each block's text, in order.
    pub(crate) pieces: Vec<Vec<Piece>>,
    /// The element of the paragraph that ends each block: its part and its first byte.
    pub(crate) paragraphs: Vec<Option<(usize, usize)>>,
}

/// A piece of a block's text that was read from one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Bytes of the block's redline text.
    pub(crate) range: Range<usize>,
    /// The part, an index into the names.
    pub(crate) part: usize,
    /// Bytes of the part's text, a byte order mark not counted: the text itself, a reference such as `&amp;`, or the
    /// tag of an element that stands for text.
    pub(crate) source: Range<usize>,
}

/// The places recorded while a document is read, by the serial numbers of drafts.
#[derive(Default)]
pub(super) struct Trace {
    names: Vec<String>,
    pieces: Vec<(usize, Piece)>,
    paragraphs: Map<usize, (usize, usize)>,
}

impl Trace {
    fn part(&mut self, name: &str) -> usize {
        // Parts are read one after the other.
        if self.names.last().is_none_or(|last| last != name) {
            self.names.push(name.to_owned());
        }
        self.names.len() - 1
    }

    /// Text was read.
    pub(super) fn text(
        &mut self,
        serial: usize,
        range: Range<usize>,
        part: &str,
        source: Range<usize>,
    ) {
        let part = self.part(part);
        self.pieces.push((
            serial,
            Piece {
                range,
                part,
                source,
            },
        ));
    }

    /// A paragraph began; of several that make one block the last one counts.
    pub(super) fn paragraph(&mut self, serial: usize, part: &str, at: usize) {
        let part = self.part(part);
        self.paragraphs.insert(serial, (part, at));
    }

    /// The places by block. What became of no block, as in comments and headers, is left out.
    pub(super) fn place(self, document: Document, parts: Parts, places: &Places) -> Traced {
        let mut pieces = vec![Vec::new(); document.blocks.len()];
        for (serial, piece) in self.pieces {
            if let Some(list) = places.block(serial).and_then(|block| pieces.get_mut(block)) {
                list.push(piece);
            }
        }
        let mut paragraphs = vec![None; document.blocks.len()];
        for (serial, place) in self.paragraphs {
            if let Some(slot) = places
                .block(serial)
                .and_then(|block| paragraphs.get_mut(block))
            {
                *slot = Some(place);
            }
        }
        Traced {
            document,
            parts,
            names: self.names,
            pieces,
            paragraphs,
        }
    }
}
