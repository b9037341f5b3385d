//! Redlines: what every reader produces and everything after it works on.
//!
//! A [`Document`] is a list of [`Block`]s (paragraphs, list items, the paragraphs of table cells), each a list of
//! [`Run`]s that were kept, inserted or deleted. It holds both texts at once: leave out the deleted runs and it is
//! the final text, leave out the inserted ones and it is the original. Nothing here knows a clause library.
//!
//! Positions inside this crate are bytes of a block's *redline text* (all its runs, deleted ones included). They
//! become UTF-16 units once, where the report is written.

use std::ops::Range;

/// A contract as it was read, with its changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it was read from.
    pub format: Format,
    /// How its changes were marked.
    pub marks: Marks,
    /// Its paragraphs, in reading order; those of footnotes and endnotes last.
    pub blocks: Vec<Block>,
    /// The changes that runs, paragraph marks and moves point to by index.
    pub changes: Vec<Change>,
    /// Comments that people left in it.
    pub notes: Vec<Note>,
    /// What could not be read as it stands, or was read with a guess.
    pub problems: Vec<Problem>,
}

/// The format that a document was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML, WordprocessingML (ECMA-376 part 1, section 17).
    Docx,
    /// HTML as word processors put it on the clipboard.
    Html,
    /// Markdown, with CriticMarkup, GFM strikethrough, or `<ins>` and `<del>`.
    Markdown,
    /// Plain text.
    #[default]
    Text,
}

/// How the changes of a document were marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// There are none: the text is clean.
    #[default]
    None,
    /// Tracked changes, or CriticMarkup: the author's tool says what changed.
    Tracked,
    /// Struck and underlined text was taken for changes, as nothing better was there.
    Guessed,
    /// The differences of two texts.
    Compared,
}

/// A paragraph, a list item, or a paragraph of a table cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Names the block in reports: an editor's own identifier, else its position in the document.
    pub id: String,
    /// Where it stands in its source, for people: the docx part and paragraph, or a line.
    pub place: String,
    /// The number or bullet that a word processor shows before it, where that is not part of its text: `12.3`, `(a)`.
    pub number: Option<String>,
    /// The level of a heading, 1 the highest.
    pub heading: Option<u8>,
    /// The table cell that it lies in.
    pub cell: Option<Cell>,
    /// Its text, in order.
    pub runs: Vec<Run>,
    /// What happened to its end. A deleted paragraph mark joins it to the next block in the final text, an inserted
    /// one splits the original paragraph here.
    pub mark: Op,
    /// The change that did so.
    pub mark_change: Option<usize>,
}

/// A table cell: tables are counted through the document, rows and columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Which table of the document.
    pub table: usize,
    /// Which row of the table.
    pub row: usize,
    /// Which column of the row.
    pub column: usize,
}

/// A stretch of text with one fate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Whether it was kept, inserted or deleted.
    pub op: Op,
    /// The text; a tab is `\t`, a line break `\n`.
    pub text: String,
    /// The change that inserted or deleted it: an index into [`Document::changes`].
    pub change: Option<usize>,
    /// The byte offset of its text in the input, for text formats where the text stands there as it is.
    pub at: Option<usize>,
}

/// What a change did to a stretch of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Op {
    /// In both texts.
    #[default]
    Keep,
    /// In the final text only.
    Insert,
    /// In the original text only.
    Delete,
}

/// A tracked change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Its identifier in the source, else a counter.
    pub id: String,
    /// What it is.
    pub kind: ChangeKind,
    /// Who made it.
    pub author: Option<String>,
    /// When, as the source wrote it (ISO 8601).
    pub date: Option<String>,
}

/// The kind of a tracked change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ChangeKind {
    /// Text or a paragraph mark was inserted.
    #[default]
    Insertion,
    /// Text or a paragraph mark was deleted.
    Deletion,
    /// Text went away from here; the name is that of the move, shared by both its ends.
    MoveFrom(String),
    /// Text came here; the name is that of the move, shared by both its ends.
    MoveTo(String),
}

/// A comment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// Who wrote it.
    pub author: Option<String>,
    /// When, as the source wrote it.
    pub date: Option<String>,
    /// What it says.
    pub text: String,
    /// What it stands at, where known.
    pub span: Option<Span>,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's redline text.
    pub range: Range<usize>,
}

/// Something that a reader could not read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What, and how to mend it.
    pub message: String,
    /// Where, as far as it is known.
    pub span: Option<Span>,
}

impl Block {
    /// All its text, deleted runs included.
    pub fn redline(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Its text without the inserted runs, or without the deleted ones.
    pub fn text(&self, side: Side) -> String {
        self.runs
            .iter()
            .filter(|run| side.holds(run.op))
            .map(|run| run.text.as_str())
            .collect()
    }

    /// Whether anything in it changed, its paragraph mark included.
    pub fn is_changed(&self) -> bool {
        self.mark != Op::Keep || self.runs.iter().any(|run| run.op != Op::Keep)
    }
}

/// One of the two texts that a redline holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Before the changes.
    Original,
    /// After them.
    Final,
}

impl Side {
    /// Whether text with this fate is part of this side.
    pub fn holds(self, op: Op) -> bool {
        match op {
            Op::Keep => true,
            Op::Insert => self == Side::Final,
            Op::Delete => self == Side::Original,
        }
    }
}

impl Document {
    /// The paragraphs of one side, as accepting or rejecting all changes would leave them.
    ///
    /// A block whose mark is absent from this side runs on into the next block. A paragraph that exists on the other
    /// side only is left out.
    pub fn paragraphs(&self, side: Side) -> Vec<String> {
        let mut paragraphs = Vec::new();
        let mut open: Option<String> = None;
        for block in &self.blocks {
            let text = block.text(side);
            let mut paragraph = open.take().unwrap_or_default();
            paragraph.push_str(&text);
            if side.holds(block.mark) {
                paragraphs.push(paragraph);
            } else if !paragraph.is_empty() {
                open = Some(paragraph);
            }
        }
        paragraphs.extend(open);
        paragraphs
    }
}

mod compare;
mod decode;
mod detect;
mod docx;
mod draft;
#[cfg(test)]
mod fixtures;
mod html;
mod lines;
mod markdown;
mod plain;
mod read;
#[cfg(test)]
mod testing;

pub use compare::compare;
pub use docx::DocxError;
/// What a writer of .docx needs of their reader.
pub(crate) mod ooxml {
    pub(crate) use super::docx::{Ns, Package, Parts, Piece, Token, Traced, Xml, decode, trace};
}

pub use read::{ReadError, ReadErrorKind, read};
