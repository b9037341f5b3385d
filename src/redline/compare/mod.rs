//! Two texts compared: their differences as a redline.
//!
//! Paragraphs are aligned first ([`align`]), then words inside those that belong together ([`words`]). The result
//! holds both texts: its original side is the final text of the base, its final side that of the revised text, but
//! that a number which one text writes out and the other's word processor shows counts as the same and leaves the
//! text.
//!
//! The work is bounded on hostile input: [`diff`] cuts long texts before it compares them, and similar paragraphs are
//! looked for among at most [`align::WINDOW`] at a time.

mod align;
mod diff;
mod words;

use super::{Block, Change, ChangeKind, Document, Marks, Note, Op, Problem, Run, Side};
use align::Step;

/// Compares the final text of `base` with that of `revised`, word by word, and gives the differences as a redline.
pub fn compare(base: &Document, revised: &Document) -> Document {
    let (old, new) = (final_blocks(base), final_blocks(revised));
    let mut redline = Redline::default();
    for step in align::align(&old, &new) {
        match step {
            Step::Pair(from, to) => redline.pair(from, to),
            Step::Struck(from) => redline.whole(from, Op::Delete, None),
            Step::Added(to) => redline.whole(to, Op::Insert, None),
            Step::MovedFrom(from, name) => redline.whole(from, Op::Delete, Some(name)),
            Step::MovedTo(to, name) => redline.whole(to, Op::Insert, Some(name)),
        }
    }
    let problems = base.problems.iter().chain(&revised.problems);
    Document {
        format: revised.format,
        marks: Marks::Compared,
        blocks: redline.blocks,
        changes: redline.changes,
        notes: revised
            .notes
            .iter()
            .map(|note| Note {
                span: None,
                ..note.clone()
            })
            .collect(),
        problems: problems
            .map(|problem| Problem {
                span: None,
                ..problem.clone()
            })
            .collect(),
    }
}

/// The paragraphs of the final text: a block whose end is gone runs on into the next, as in
/// [`Document::paragraphs`].
fn final_blocks(document: &Document) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    for block in &document.blocks {
        let text = block.text(Side::Final);
        let mut joined = open.take().unwrap_or_else(|| Block {
            runs: Vec::new(),
            ..block.clone()
        });
        if !text.is_empty() {
            match joined.runs.first_mut() {
                Some(run) => run.text.push_str(&text),
                None => joined.runs.push(Run {
                    text,
                    ..Run::default()
                }),
            }
        }
        joined.mark = Op::Keep;
        joined.mark_change = None;
        if Side::Final.holds(block.mark) {
            blocks.push(joined);
        } else if !joined.runs.is_empty() {
            open = Some(joined);
        }
    }
    blocks.extend(open);
    blocks
}

/// The redline so far.
#[derive(Default)]
struct Redline {
    blocks: Vec<Block>,
    changes: Vec<Change>,
}

impl Redline {
    /// A paragraph that both texts have, changed or not.
    fn pair(&mut self, from: &Block, to: &Block) {
        let (old, new) = (from.redline(), to.redline());
        let (mut old, mut new) = (old.as_str(), new.as_str());
        let mut number = to.number.clone();
        match (&from.number, &to.number) {
            (Some(shown), None) if let Some(rest) = align::without_number(new, shown) => {
                number = Some(shown.clone());
                new = rest;
            }
            (None, Some(shown)) if let Some(rest) = align::without_number(old, shown) => old = rest,
            _ => {}
        }
        let runs = words::diff(old, new)
            .into_iter()
            .map(|(op, text)| self.run(op, text, None))
            .collect();
        self.push(Block {
            number,
            runs,
            ..to.clone()
        });
    }

    /// A paragraph that one text has alone, or that moved.
    fn whole(&mut self, block: &Block, op: Op, moved: Option<String>) {
        let text = block.redline();
        let run = self.run(op, &text, moved);
        let mark_change = run.change;
        let runs = if text.is_empty() {
            Vec::new()
        } else {
            vec![run]
        };
        self.push(Block {
            runs,
            mark: op,
            mark_change,
            ..block.clone()
        });
    }

    fn run(&mut self, op: Op, text: &str, moved: Option<String>) -> Run {
        let kind = match (op, moved) {
            (Op::Keep, _) => None,
            (Op::Insert, None) => Some(ChangeKind::Insertion),
            (Op::Delete, None) => Some(ChangeKind::Deletion),
            (Op::Insert, Some(name)) => Some(ChangeKind::MoveTo(name)),
            (Op::Delete, Some(name)) => Some(ChangeKind::MoveFrom(name)),
        };
        let index = self.changes.len();
        let change = kind.map(|kind| {
            self.changes.push(Change {
                id: (index + 1).to_string(),
                kind,
                ..Change::default()
            });
            index
        });
        Run {
            op,
            text: text.to_owned(),
            change,
            at: None,
        }
    }

    fn push(&mut self, mut block: Block) {
        block.id = (self.blocks.len() + 1).to_string();
        self.blocks.push(block);
    }
}

#[cfg(test)]
mod tests;
