//! A document in the making: what the text readers share. They push runs and end blocks; empty blocks vanish, and
//! the mark of a paragraph that was struck or added whole is set, in one place.
//!
//! It knows no format.

use super::{Block, Change, ChangeKind, Document, Format, Marks, Op, Problem, Side, Span};

/// Beyond this many problems a reader goes on silently: a page of them helps nobody, and hostile input makes
/// millions.
const MAX_PROBLEMS: usize = 100;

/// More paragraphs than any contract has: the longest on public record, annexes and all, have some twenty thousand.
/// A byte or two of hostile input makes a block of two hundred.
pub(super) const MAX_BLOCKS: usize = 200_000;

/// The document so far and the block being written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) document: Document,
    pub(super) block: Block,
}

impl Draft {
    pub(super) fn new(format: Format) -> Self {
        let document = Document {
            format,
            ..Document::default()
        };
        Draft {
            document,
            block: Block::default(),
        }
    }

    /// Appends text to the block being written, to its last run where both have the same fate and stand together.
    pub(super) fn push(&mut self, op: Op, text: &str, change: Option<usize>, at: Option<usize>) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.block.runs.last_mut()
            && last.op == op
            && last.change == change
            && last.at.map(|start| start + last.text.len()) == at
        {
            last.text.push_str(text);
            return;
        }
        self.block.runs.push(super::Run {
            op,
            text: text.to_owned(),
            change,
            at,
        });
    }

    /// Ends the block being written. An empty one leaves only the fate of its end behind.
    pub(super) fn end_block(&mut self, mark: Op, mark_change: Option<usize>) {
        let mut block = std::mem::take(&mut self.block);
        if block.runs.is_empty() && block.number.is_none() {
            // Two paragraph ends in a row part their neighbours on every side that has either.
            if let Some(last) = self.document.blocks.last_mut()
                && last.mark != mark
            {
                last.mark = Op::Keep;
                last.mark_change = None;
            }
            return;
        }
        if self.document.blocks.len() > MAX_BLOCKS {
            // One too many is enough for `read` to refuse the input.
            return;
        }
        block.mark = mark;
        block.mark_change = mark_change.filter(|_| mark != Op::Keep);
        block.id = (self.document.blocks.len() + 1).to_string();
        self.document.blocks.push(block);
    }

    /// Records a change and gives its index.
    pub(super) fn change(
        &mut self,
        op: Op,
        author: Option<String>,
        date: Option<String>,
    ) -> Option<usize> {
        let kind = match op {
            Op::Keep => return None,
            Op::Insert => ChangeKind::Insertion,
            Op::Delete => ChangeKind::Deletion,
        };
        let index = self.document.changes.len();
        self.document.changes.push(Change {
            id: (index + 1).to_string(),
            kind,
            author,
            date,
        });
        Some(index)
    }

    pub(super) fn problem(&mut self, message: impl Into<String>, span: Option<Span>) {
        if self.document.problems.len() < MAX_PROBLEMS {
            let message = message.into();
            self.document.problems.push(Problem { message, span });
        }
    }

    /// Settles the marks and gives the document.
    pub(super) fn finish(mut self) -> Document {
        self.end_block(Op::Keep, None);
        settle(&mut self.document.blocks);
        if self.document.marks == Marks::None && self.document.blocks.iter().any(Block::is_changed)
        {
            self.document.marks = Marks::Tracked;
        }
        self.document
    }
}

/// Marks the ends of paragraphs that exist on one side only.
///
/// Most formats strike the words of a paragraph and leave its end alone; taken literally, an empty paragraph would
/// stay behind. The end goes with the words, unless an earlier block runs on into this one.
fn settle(blocks: &mut [Block]) {
    let mut open = [false; 2];
    for block in blocks {
        if block.mark == Op::Keep
            && let Some((op, change)) = whole(block)
        {
            let elsewhere = if op == Op::Delete { 1 } else { 0 };
            if !open[elsewhere] {
                for run in &mut block.runs {
                    run.op = op;
                    run.change = run.change.or(change);
                }
                block.mark = op;
                block.mark_change = change;
            }
        }
        for (side, open) in [Side::Original, Side::Final].into_iter().zip(&mut open) {
            *open = !side.holds(block.mark)
                && (*open || block.runs.iter().any(|run| side.holds(run.op)));
        }
    }
}

/// The one fate of all the words of a block, if there is one and it is not to be kept.
fn whole(block: &Block) -> Option<(Op, Option<usize>)> {
    let mut found = None;
    for run in &block.runs {
        if run.op == Op::Keep && run.text.trim().is_empty() {
            continue;
        }
        match found {
            None if run.op != Op::Keep => found = Some((run.op, run.change)),
            Some((op, _)) if op == run.op => {}
            _ => return None,
        }
    }
    found
}
