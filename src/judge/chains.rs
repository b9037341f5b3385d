//! Chains: stretches of blocks whose paragraphs cannot be told apart on both sides.
//!
//! A deleted paragraph mark joins two blocks, an inserted one parts them, and the cells of a table row are read as one
//! passage. A chain gives each side its text, with the way back from every byte to the block that it came from.

use std::ops::Range;

use crate::ordered::{Map, Set};
use crate::redline::{Block, Document, Op, Run, Side, Span};

/// A stretch of blocks that is read as one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// Its blocks, by index.
    pub(crate) blocks: Range<usize>,
    /// Whether anything in it changed.
    pub(crate) changed: bool,
    /// Whether it is a heading by its style.
    pub(crate) heading: bool,
    /// Whether it is a row of a table, and of which: the table and the row.
    pub(crate) row: Option<(usize, usize)>,
}

/// A chain with its texts.
#[derive(Debug, Default)]
pub(crate) struct Chained {
    pub(crate) chain: Chain,
    /// Its original text.
    pub(crate) original: SideText,
    /// Its final text.
    pub(crate) revised: SideText,
}

/// One side's text of a chain. A paragraph ends with a line feed.
#[derive(Clone, Debug, Default)]
pub(crate) struct SideText {
    /// The text.
    pub(crate) text: String,
    /// Where its stretches came from, in order.
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of a side's text.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// Its bytes in the side's text.
    pub(crate) range: Range<usize>,
    /// The block, counted from the chain's first: what stands before a chain may change, and its texts stay.
    pub(crate) block: usize,
    /// The run, counted in its block.
    pub(crate) run: usize,
    /// Its first byte in the block's redline text.
    pub(crate) at: usize,
    /// Whether it was kept.
    pub(crate) op: Op,
}

impl SideText {
    fn push(&mut self, run: &Run, (block, index): (usize, usize), at: usize) {
        if run.text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(&run.text);
        self.pieces.push(Piece {
            range: start..self.text.len(),
            block,
            run: index,
            at,
            op: run.op,
        });
    }

    /// The pieces that a byte range touches.
    pub(crate) fn pieces_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Piece> {
        let first = self
            .pieces
            .partition_point(|piece| piece.range.end <= range.start);
        let end = range.end;
        self.pieces
            .iter()
            .skip(first)
            .take_while(move |piece| piece.range.start < end)
    }

    /// Where a byte range stands in the document, one span a block. `first` is the chain's first block.
    pub(crate) fn spans(&self, range: &Range<usize>, first: usize) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for piece in self.pieces_in(range) {
            let start = range.start.max(piece.range.start);
            let end = range.end.min(piece.range.end);
            let at = piece.at + (start - piece.range.start);
            let found = at..at + (end - start);
            match spans.last_mut() {
                Some(last) if last.block == first + piece.block => {
                    last.range.end = last.range.end.max(found.end)
                }
                _ => spans.push(Span {
                    block: first + piece.block,
                    range: found,
                }),
            }
        }
        spans
    }

    /// Where a byte range stands if all of it was kept in one block, which is counted from the chain's first.
    pub(crate) fn kept(&self, range: &Range<usize>) -> Option<(usize, usize)> {
        let mut place = None;
        for piece in self.pieces_in(range) {
            if piece.op != Op::Keep || place.is_some_and(|(block, _)| block != piece.block) {
                return None;
            }
            if place.is_none() {
                place = Some((
                    piece.block,
                    piece.at + range.start.saturating_sub(piece.range.start),
                ));
            }
        }
        place
    }
}

/// The blocks of each chain of a document.
pub(crate) fn ranges(document: &Document) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < document.blocks.len() {
        let mut end = start + 1;
        while end < document.blocks.len() && joined(document, end - 1) {
            end += 1;
        }
        ranges.push(start..end);
        start = end;
    }
    ranges
}

fn row_of(block: &Block) -> Option<(usize, usize)> {
    block.cell.map(|cell| (cell.table, cell.row))
}

/// Whether a block and the next are read as one.
fn joined(document: &Document, index: usize) -> bool {
    let (Some(block), Some(next)) = (document.blocks.get(index), document.blocks.get(index + 1))
    else {
        return false;
    };
    let rows = (row_of(block), row_of(next));
    match rows {
        (None, None) => block.mark != Op::Keep,
        (row, next_row) => row == next_row && row.is_some(),
    }
}

/// The words over each column of a table, on both sides.
pub(crate) type Headers = Map<(usize, usize), [String; 2]>;

/// The words over the cells of a chain, which are part of its texts.
pub(crate) fn over<'h>(
    document: &Document,
    blocks: &Range<usize>,
    headers: &'h Headers,
) -> Vec<&'h [String; 2]> {
    let list = document.blocks.get(blocks.clone()).unwrap_or_default();
    let cells = list
        .iter()
        .filter_map(|block| block.cell.filter(|cell| cell.row > 0));
    cells
        .filter_map(|cell| headers.get(&(cell.table, cell.column)))
        .collect()
}

/// The heading rows of tables: a first row of several cells without a digit in them.
pub(crate) fn headers(document: &Document) -> Headers {
    let mut headers = Headers::new();
    let mut tables: Map<usize, (Set<usize>, bool)> = Map::new();
    for block in &document.blocks {
        let Some(cell) = block.cell.filter(|cell| cell.row == 0) else {
            continue;
        };
        let texts = headers.entry((cell.table, cell.column)).or_default();
        for (side, text) in [Side::Original, Side::Final].into_iter().zip(texts) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(block.text(side).trim());
        }
        let (columns, digits) = tables.entry(cell.table).or_default();
        columns.insert(cell.column);
        *digits |= block
            .redline()
            .chars()
            .any(|character| character.is_ascii_digit());
    }
    headers.retain(|(table, _), _| {
        tables
            .get(table)
            .is_some_and(|(columns, digits)| columns.len() > 1 && !digits)
    });
    headers
}

/// The chain of some blocks. `known` says of a word whether the library knows it.
pub(crate) fn chain(
    document: &Document,
    blocks: Range<usize>,
    headers: &Headers,
    known: &dyn Fn(&str) -> bool,
) -> Chained {
    let mut chain = Chain {
        blocks: blocks.clone(),
        ..Chain::default()
    };
    let (mut original, mut revised) = (SideText::default(), SideText::default());
    let list = document.blocks.get(blocks.clone()).unwrap_or_default();
    chain.heading = list.iter().all(|block| block.heading.is_some());
    chain.row = list.first().and_then(row_of);
    for (offset, block) in list.iter().enumerate() {
        chain.changed |= block.is_changed();
        // Each cell is read under its column's heading: "Credit: 10 %".
        let first = offset
            .checked_sub(1)
            .and_then(|before| list.get(before))
            .and_then(|before| before.cell)
            != block.cell;
        if let Some(cell) = block.cell.filter(|cell| cell.row > 0 && first)
            && let Some(heading) = headers.get(&(cell.table, cell.column))
        {
            let sides = [(Side::Original, &mut original), (Side::Final, &mut revised)];
            for ((side, text), heading) in sides.into_iter().zip(heading) {
                if !heading.is_empty() && !block.text(side).trim().is_empty() {
                    text.text.push_str(heading);
                    text.text.push_str(": ");
                }
            }
        }
        let mut at = 0;
        // For each side the first run after its last one: what stands from there on, it does not hold.
        let mut free = [0; 2];
        for (index, run) in block.runs.iter().enumerate() {
            let sides = [(Side::Original, &mut original), (Side::Final, &mut revised)];
            for ((side, text), free) in sides.into_iter().zip(&mut free) {
                if side.holds(run.op) {
                    let between = block.runs.get(*free..index).unwrap_or_default();
                    if took_the_space(&text.text, between, &run.text, known) {
                        text.text.push(' ');
                    }
                    *free = index + 1;
                    text.push(run, (offset, index), at);
                }
            }
            at += run.text.len();
        }
        let next = list.get(offset + 1);
        for (side, text) in [(Side::Original, &mut original), (Side::Final, &mut revised)] {
            if let Some(next) = next
                && row_of(block).is_some()
            {
                // Cells are read as if commas parted them, the paragraphs of a cell as if a space did.
                let same_cell =
                    block.cell.map(|cell| cell.column) == next.cell.map(|cell| cell.column);
                if !text.text.is_empty() && !text.text.ends_with(", ") {
                    text.text.push_str(if same_cell { " " } else { ", " });
                }
            } else if side.holds(block.mark) && !text.text.is_empty() && !text.text.ends_with('\n')
            {
                text.text.push('\n');
            }
        }
    }
    Chained {
        chain,
        original,
        revised,
    }
}

/// Whether a change took the only space between two words along with what stood there, as in
/// `may{++, if asked, ++}display`: the words before and after it are known, and what they make without a space is not.
fn took_the_space(
    before: &str,
    between: &[Run],
    after: &str,
    known: &dyn Fn(&str) -> bool,
) -> bool {
    let (Some(first), Some(last)) = (between.first(), between.last()) else {
        return false;
    };
    let apart = last.text.ends_with(char::is_whitespace)
        && !first.text.starts_with(char::is_alphanumeric)
        && before.ends_with(char::is_alphabetic)
        && after.starts_with(char::is_alphabetic);
    if !apart {
        return false;
    }
    let is_no_letter = |character: char| !character.is_alphabetic();
    let first = before.rsplit(is_no_letter).next().unwrap_or_default();
    let second = after.split(is_no_letter).next().unwrap_or_default();
    let (first, second) = (first.to_lowercase(), second.to_lowercase());
    known(&first) && known(&second) && !known(&format!("{first}{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(mark: Op, runs: &[(Op, &str)]) -> Block {
        let runs = runs
            .iter()
            .map(|(op, text)| Run {
                op: *op,
                text: String::from(*text),
                ..Run::default()
            })
            .collect();
        Block {
            mark,
            runs,
            ..Block::default()
        }
    }

    #[test]
    fn marks_join_blocks_and_sides_tell_their_paragraphs() {
        let document = Document {
            blocks: vec![
                block(Op::Delete, &[(Op::Delete, "old words")]),
                block(Op::Insert, &[(Op::Insert, "new words")]),
                block(Op::Keep, &[(Op::Keep, "kept")]),
                block(Op::Keep, &[(Op::Keep, "apart")]),
            ],
            ..Document::default()
        };
        let chains: Vec<_> = ranges(&document)
            .into_iter()
            .map(|blocks| chain(&document, blocks, &Headers::new(), &|_| false))
            .collect();
        let texts: Vec<_> = chains
            .iter()
            .map(|chain| (chain.original.text.as_str(), chain.revised.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [
                ("old words\nkept\n", "new words\nkept\n"),
                ("apart\n", "apart\n")
            ]
        );
        assert_eq!(
            chains[0].revised.spans(&(4..9), 0),
            [Span {
                block: 1,
                range: 4..9
            }]
        );
        assert_eq!(chains[0].revised.kept(&(10..14)), Some((2, 0)));
        assert_eq!(chains[0].revised.kept(&(0..3)), None);
    }

    #[test]
    fn a_change_that_took_the_space_leaves_two_words() {
        let known = |word: &str| ["may", "display", "with", "out", "without"].contains(&word);
        let texts = |runs: &[(Op, &str)]| {
            let document = Document {
                blocks: vec![block(Op::Keep, runs)],
                ..Document::default()
            };
            let chain = chain(&document, 0..1, &Headers::new(), &known);
            (chain.original.text, chain.revised.text)
        };
        for (first, second, original) in [
            ("may", "display", "may display\n"),
            ("with", "out", "without\n"),
            ("may", "zork", "mayzork\n"),
        ] {
            let (before, after) = texts(&[
                (Op::Keep, first),
                (Op::Insert, ", if asked, "),
                (Op::Keep, second),
            ]);
            assert_eq!(before, original);
            assert_eq!(after, format!("{first}, if asked, {second}\n"));
        }
        let (before, after) = texts(&[
            (Op::Keep, "may"),
            (Op::Delete, ", if asked, "),
            (Op::Keep, "display"),
        ]);
        assert_eq!(
            (before.as_str(), after.as_str()),
            ("may, if asked, display\n", "may display\n")
        );
    }
}
