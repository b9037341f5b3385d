//! A part being written into: its text in the encoding that it has, and what goes where.

use crate::ordered;
use crate::redline::DocxError;
use crate::redline::ooxml::{Package, decode};

/// What stands at one place, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// What ends before this place.
    Close,
    /// What is put between.
    Put,
    /// Comments that end.
    EndComment,
    /// Comments that begin.
    BeginComment,
    /// What begins at this place.
    Open,
    /// What cuts the enclosing element in two.
    Cut,
}

/// Text for a place, and how many bytes it replaces there.
struct Splice {
    at: usize,
    rank: Rank,
    removed: usize,
    text: String,
}

/// What goes into a part.
#[derive(Default)]
pub(super) struct Splices {
    list: Vec<Splice>,
}

impl Splices {
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts text at a byte; of one rank, what comes first stands first.
    pub(super) fn put(&mut self, at: usize, rank: Rank, text: impl Into<String>) {
        self.list.push(Splice {
            at,
            rank,
            removed: 0,
            text: text.into(),
        });
    }

    /// Replaces bytes.
    pub(super) fn replace(&mut self, range: std::ops::Range<usize>, text: impl Into<String>) {
        self.list.push(Splice {
            at: range.start,
            rank: Rank::Open,
            removed: range.end.saturating_sub(range.start),
            text: text.into(),
        });
    }

    /// The text with all that goes into it.
    pub(super) fn apply(mut self, text: &str) -> String {
        ordered::sort_by_key(&mut self.list, |splice| (splice.at, splice.rank));
        let more: usize = self.list.iter().map(|splice| splice.text.len()).sum();
        let mut out = String::with_capacity(text.len() + more);
        let mut at = 0;
        for splice in self.list {
            out.push_str(text.get(at..splice.at).unwrap_or_default());
            out.push_str(&splice.text);
            at = at.max(splice.at + splice.removed);
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}

/// How the text of a part is written: ECMA-376 part 2, 9.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf8Marked,
    Utf16Le,
    Utf16Be,
}

/// The text of a part, and how it is written.
pub(super) struct Source {
    pub(super) text: String,
    encoding: Encoding,
}

impl Source {
    /// Unpacks a part; none if it is not there.
    pub(super) fn open(package: &mut Package<'_>, name: &str) -> Result<Option<Self>, DocxError> {
        let Some(bytes) = package.bytes(name)? else {
            return Ok(None);
        };
        let encoding = match bytes.as_slice() {
            [0xFF, 0xFE, ..] => Encoding::Utf16Le,
            [0xFE, 0xFF, ..] => Encoding::Utf16Be,
            [0xEF, 0xBB, 0xBF, ..] => Encoding::Utf8Marked,
            _ => Encoding::Utf8,
        };
        let source = Self {
            text: decode(bytes.clone()).0,
            encoding,
        };
        if source.encode(&source.text) != bytes {
            return Err(DocxError::Damaged(format!(
                "{name} holds bytes that are no text"
            )));
        }
        Ok(Some(source))
    }

    /// A text as this part is written.
    pub(super) fn encode(&self, text: &str) -> Vec<u8> {
        let wide = |mark: u16, bytes: fn(u16) -> [u8; 2]| {
            let units = std::iter::once(mark).chain(text.encode_utf16());
            units.flat_map(bytes).collect()
        };
        match self.encoding {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Utf8Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Encoding::Utf16Le => wide(0xFEFF, u16::to_le_bytes),
            Encoding::Utf16Be => wide(0xFEFF, u16::to_be_bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_stands_in_order() {
        let mut splices = Splices::default();
        splices.put(1, Rank::Open, "(");
        splices.put(1, Rank::Close, "]");
        splices.put(1, Rank::Put, "1");
        splices.put(1, Rank::Put, "2");
        splices.replace(2..3, "X");
        splices.put(3, Rank::Close, ")");
        assert_eq!(splices.apply("abcd"), "a]12(bX)d");
    }

    #[test]
    fn a_part_is_written_as_it_was() {
        for encoding in [
            Encoding::Utf8,
            Encoding::Utf8Marked,
            Encoding::Utf16Le,
            Encoding::Utf16Be,
        ] {
            let source = Source {
                text: String::from("<a>é😀</a>"),
                encoding,
            };
            assert_eq!(decode(source.encode(&source.text)).0, source.text);
        }
    }
}
