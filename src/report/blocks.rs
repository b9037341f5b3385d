//! A document's blocks as the report shows them: runs with their offsets in UTF-16 units.

use super::{BlockText, ChangeSummary, ReadText, RunText};
use crate::redline::{Block, Document, Op};

/// How many bytes of the input are counted at once.
const STRIDE: usize = 64;

/// The blocks of a document that was read from this input.
pub fn blocks(document: &Document, input: &[u8]) -> Vec<BlockText> {
    // Offsets mean nothing in an input that is not text as it stands.
    let units = std::str::from_utf8(input).ok().map(Units::of);
    let blocks = document.blocks.iter();
    blocks
        .map(|block| told(document, block, units.as_ref()))
        .collect()
}

/// One of its blocks, whatever it was read from.
pub fn block(document: &Document, block: &Block) -> BlockText {
    told(document, block, None)
}

fn told(document: &Document, block: &Block, units: Option<&Units<'_>>) -> BlockText {
    BlockText {
        id: block.id.clone(),
        place: block.place.clone(),
        number: block.number.clone(),
        heading: block.heading,
        runs: block
            .runs
            .iter()
            .map(|run| RunText {
                op: op(run.op),
                text: run.text.clone(),
                change: run
                    .change
                    .and_then(|change| document.changes.get(change))
                    .map(|change| change.id.clone()),
                at: run.at.and_then(|at| units?.before(at)),
            })
            .collect(),
    }
}

/// The tracked changes of a document.
pub fn changes(document: &Document) -> Vec<ChangeSummary> {
    let changes = document.changes.iter().map(|change| ChangeSummary {
        id: change.id.clone(),
        author: change.author.clone(),
        date: change.date.clone(),
    });
    changes.collect()
}

/// All that was read of a document, from this input.
pub fn read_text(document: &Document, input: &[u8]) -> ReadText {
    let problems = document.problems.iter();
    ReadText {
        blocks: blocks(document, input),
        changes: changes(document),
        problems: problems.map(|problem| problem.message.clone()).collect(),
    }
}

fn op(op: Op) -> &'static str {
    match op {
        Op::Keep => "keep",
        Op::Insert => "insert",
        Op::Delete => "delete",
    }
}

/// UTF-16 units counted from the start of a text.
struct Units<'a> {
    text: &'a str,
    /// Units before the first character at or after each stretch's start.
    counted: Vec<usize>,
}

impl<'a> Units<'a> {
    fn of(text: &'a str) -> Units<'a> {
        let mut counted = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut units = 0;
        for (at, character) in text.char_indices() {
            while counted.len() * STRIDE <= at {
                counted.push(units);
            }
            units += character.len_utf16();
        }
        while counted.len() * STRIDE <= text.len() {
            counted.push(units);
        }
        Units { text, counted }
    }

    /// Units before a byte; nothing where no character starts there.
    fn before(&self, at: usize) -> Option<usize> {
        let stretch = at / STRIDE;
        let counted = self.counted.get(stretch).copied()?;
        let start = (stretch * STRIDE..=at).find(|start| self.text.is_char_boundary(*start))?;
        let rest = self.text.get(start..at)?;
        Some(counted + rest.encode_utf16().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redline::Run;

    #[test]
    fn offsets_are_utf16_units() {
        let text = format!("{}\u{1f600}b", "\u{e9}".repeat(100));
        let units = Units::of(&text);
        for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = text.get(..at).expect("a character's start");
            assert_eq!(
                units.before(at),
                Some(before.encode_utf16().count()),
                "{at} {character}"
            );
        }
        assert_eq!(units.before(1), None);
        assert_eq!(units.before(text.len() + 1), None);
    }

    #[test]
    fn a_block_keeps_its_runs() {
        let document = Document {
            blocks: vec![Block {
                id: String::from("1"),
                runs: vec![Run {
                    op: Op::Insert,
                    text: String::from("b"),
                    change: Some(7),
                    at: Some(2),
                }],
                ..Block::default()
            }],
            ..Document::default()
        };
        let blocks = blocks(&document, "\u{e9}b".as_bytes());
        let run = blocks
            .first()
            .and_then(|block| block.runs.first())
            .expect("a run");
        assert_eq!(
            (run.op, run.at, run.change.as_deref()),
            ("insert", Some(1), None)
        );
    }
}
