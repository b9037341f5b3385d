//! A document that is being edited: judged again after each edit, from what the last check left standing.
//!
//! Its report is always the one that a check from scratch gives of the same blocks. What may be kept for it is the
//! engine's to say ([`Kept`]); here are the blocks, their revisions, and what of a report is new.

mod block;
mod news;

pub use block::{Fate, LiveBlock, LiveCell, LiveRun, Told};
use std::fmt;
use std::rc::Rc;

use news::Last;

use crate::check::{CheckError, Options};
use crate::judge::{self, Kept};
use crate::library::Library;
use crate::ordered::{Map, Set};
use crate::redline::{Change, ChangeKind, Document, Marks, Op};
use crate::report::{self, Report};

/// An open document.
#[derive(Debug, Default)]
pub struct Live {
    blocks: Vec<LiveBlock>,
    /// One for each block; no two blocks ever had the same one.
    revisions: Vec<u64>,
    made: u64,
    document: Document,
    options: Options,
    kept: Kept,
    last: Last,
}

/// Why an edit could not be made. The document is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// No block has this id.
    NoBlock(String),
    /// Two blocks would have this id.
    Twice(String),
    /// There are not so many blocks.
    Beyond(usize),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::NoBlock(id) => write!(f, "no block has the id \"{id}\""),
            EditError::Twice(id) => {
                write!(
                    f,
                    "two blocks have the id \"{id}\"; each needs one of its own"
                )
            }
            EditError::Beyond(blocks) => {
                write!(
                    f,
                    "the document has {blocks} blocks, and the edit lies beyond them"
                )
            }
        }
    }
}

impl std::error::Error for EditError {}

impl Live {
    /// Opens a document.
    ///
    /// # Errors
    ///
    /// Where two blocks have one id.
    pub fn open(blocks: Vec<LiveBlock>, options: Options) -> Result<Live, EditError> {
        let mut live = Live {
            options,
            ..Live::default()
        };
        live.splice(0, 0, blocks)?;
        Ok(live)
    }

    /// Puts runs in the place of those of a block.
    ///
    /// # Errors
    ///
    /// Where no block has the id.
    pub fn update(&mut self, id: &str, runs: Vec<LiveRun>) -> Result<(), EditError> {
        let found = self.blocks.iter().position(|block| block.id == id);
        let Some((at, block)) = found.and_then(|at| Some((at, self.blocks.get_mut(at)?))) else {
            return Err(EditError::NoBlock(String::from(id)));
        };
        if block.runs != runs {
            block.runs = runs;
            self.put(at);
        }
        self.number();
        Ok(())
    }

    /// Takes so many blocks out from a place on, and puts others in.
    ///
    /// # Errors
    ///
    /// Where there are not so many blocks, or two would have one id.
    pub fn splice(
        &mut self,
        at: usize,
        remove: usize,
        blocks: Vec<LiveBlock>,
    ) -> Result<(), EditError> {
        let end = at.saturating_add(remove);
        let (Some(before), Some(after)) = (self.blocks.get(..at), self.blocks.get(end..)) else {
            return Err(EditError::Beyond(self.blocks.len()));
        };
        let mut ids: Set<&str> = Set::new();
        for block in before.iter().chain(&blocks).chain(after) {
            if !ids.insert(block.id.as_str()) {
                return Err(EditError::Twice(block.id.clone()));
            }
        }
        let count = blocks.len();
        put_in(&mut self.blocks, at, remove, blocks);
        put_in(&mut self.revisions, at, remove, vec![0; count]);
        let empty = vec![crate::redline::Block::default(); count];
        put_in(&mut self.document.blocks, at, remove, empty);
        (at..at + count).for_each(|at| self.put(at));
        self.number();
        Ok(())
    }

    /// What a check of the document as it is finds.
    ///
    /// # Errors
    ///
    /// Where a deal value or a fact makes no sense.
    pub fn report(&mut self, library: &Library) -> Result<Report, CheckError> {
        let (mut report, findings) = self.judged(library)?;
        report.findings = findings.into_iter().map(Rc::unwrap_or_clone).collect();
        if self.options.with_blocks {
            report.document.blocks = Some(report::blocks(&self.document, &[]));
        }
        Ok(report)
    }

    /// What the report has that the last one told did not have, as JSON: see [`news`].
    ///
    /// # Errors
    ///
    /// Where a deal value or a fact makes no sense.
    pub fn news(&mut self, library: &Library) -> Result<String, CheckError> {
        let (report, findings) = self.judged(library)?;
        let blocks = self
            .options
            .with_blocks
            .then_some((&self.document, self.revisions.as_slice()));
        Ok(self.last.news(report, findings, blocks))
    }

    fn judged(
        &mut self,
        library: &Library,
    ) -> Result<(Report, Vec<Rc<report::Finding>>), CheckError> {
        // The text is told apart from what is found in it.
        let options = Options {
            with_blocks: false,
            ..self.options.clone()
        };
        judge::judge_again(
            &self.document,
            &self.revisions,
            library,
            &options,
            &mut self.kept,
        )
    }

    /// Takes a block over into the document, under a new revision.
    fn put(&mut self, at: usize) {
        self.made += 1;
        if let (Some(live), Some(block), Some(revision)) = (
            self.blocks.get(at),
            self.document.blocks.get_mut(at),
            self.revisions.get_mut(at),
        ) {
            *block = live.read();
            *revision = self.made;
        }
    }

    /// Numbers the changes in the order of appearance.
    fn number(&mut self) {
        let mut numbers: Map<&str, usize> = Map::new();
        let changes = &mut self.document.changes;
        changes.clear();
        let mut changed = false;
        for (live, block) in self.blocks.iter().zip(&mut self.document.blocks) {
            changed |= block.is_changed();
            for (live, run) in live.told_runs().zip(&mut block.runs) {
                let id = live.change.as_deref().filter(|_| run.op != Op::Keep);
                run.change = id.map(|id| {
                    *numbers.entry(id).or_insert_with(|| {
                        changes.push(Change {
                            id: String::from(id),
                            kind: match run.op {
                                Op::Delete => ChangeKind::Deletion,
                                Op::Insert | Op::Keep => ChangeKind::Insertion,
                            },
                            ..Change::default()
                        });
                        changes.len() - 1
                    })
                });
            }
        }
        self.document.marks = if changed { Marks::Tracked } else { Marks::None };
    }
}

/// As `Vec::splice` does, of which there would be three copies in the Wasm.
fn put_in<T>(list: &mut Vec<T>, at: usize, remove: usize, new: Vec<T>) {
    let mut rest = list.split_off(at.min(list.len()));
    list.extend(new);
    list.extend(rest.drain(..).skip(remove));
}
