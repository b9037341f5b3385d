//! Blocks while they are being read, and the containers that they lie in.

use super::changes::{Claim, Fate};
use crate::redline::{Cell, Run, Side};

/// A paragraph being read, or read and not yet in its final place.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Names it until all blocks are in their final order.
    pub(super) serial: usize,
    /// The container that it lies in: text never runs on from one into another.
    pub(super) container: usize,
    /// Which paragraph of its part it is, from 1.
    pub(super) paragraph: usize,
    pub(super) cell: Option<Cell>,
    pub(super) runs: Vec<Run>,
    /// Bytes of all its runs.
    pub(super) length: usize,
    pub(super) mark: Fate,
    pub(super) heading: Option<u8>,
    /// The list and level that number it.
    pub(super) list: Option<(u32, u8)>,
    /// Whether its text is hidden by its style.
    pub(super) hidden: bool,
    /// Whether hidden text in it was reported.
    pub(super) reported: bool,
}

impl Draft {
    /// Whether any of its text is part of this side.
    pub(super) fn has_text(&self, side: Side) -> bool {
        self.runs.iter().any(|run| side.holds(run.op))
    }

    /// Whether its mark is part of this side.
    pub(super) fn ends(&self, side: Side) -> bool {
        self.mark.run().is_some_and(|(op, _)| side.holds(op))
    }

    /// Adds text, to the last run if that has the same fate. Text that is in neither text of the redline is left out.
    pub(super) fn push(&mut self, fate: Fate, text: &str) {
        let Some((op, change)) = fate.run() else {
            return;
        };
        if text.is_empty() {
            return;
        }
        self.length += text.len();
        match self.runs.last_mut() {
            Some(run) if run.op == op && run.change == change => run.text.push_str(text),
            _ => self.runs.push(Run {
                op,
                text: text.to_owned(),
                change,
                at: None,
            }),
        }
    }
}

/// What holds paragraphs: the part itself, a table cell, a text box, a note.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    /// The depth of its element; 0 for the part.
    pub(super) depth: usize,
    pub(super) container: usize,
    /// The paragraph being read, and the depth of its element.
    pub(super) current: Option<Draft>,
    pub(super) current_depth: usize,
    /// What the enclosing changes make of the current paragraph.
    pub(super) fate: Fate,
    /// The changes of the current paragraph's own mark.
    pub(super) claims: Vec<Claim>,
    /// A paragraph whose mark is in neither text: the next one continues it.
    pub(super) joined: Option<Draft>,
    /// The paragraphs of text boxes: they follow the paragraph that they hang on.
    pub(super) boxes: Vec<Draft>,
    pub(super) out: Vec<Draft>,
    /// How many fields were open where it began.
    pub(super) fields: usize,
}

/// What a scope is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Part,
    Cell(Cell),
    TextBox,
    /// A footnote, endnote or comment, by its identifier.
    Note(String),
}

impl Scope {
    pub(super) fn new(kind: ScopeKind, depth: usize, container: usize, fields: usize) -> Self {
        Self {
            kind,
            depth,
            container,
            current: None,
            current_depth: 0,
            fate: Fate::Keep,
            claims: Vec::new(),
            joined: None,
            boxes: Vec::new(),
            out: Vec::new(),
            fields,
        }
    }
}

/// A table being read.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) depth: usize,
    pub(super) index: usize,
    /// The rows begun.
    pub(super) rows: usize,
    /// The column that the next cell of the row begins at.
    pub(super) column: usize,
}
