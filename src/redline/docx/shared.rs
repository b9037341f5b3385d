//! What the parts of a document share while they are read: styles, lists, changes, and what is to be placed later.

use crate::ordered::Map;
use std::ops::Range;

use super::changes::{Changes, Fate};
use super::draft::Draft;
use super::limits;
use super::numbering::Numbering;
use super::styles::Styles;
use super::trace::Trace;

/// What all parts of a document share.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) changes: Changes,
    pub(super) problems: Vec<Finding>,
    /// Where the text was read from, if that is wanted.
    pub(super) trace: Option<Trace>,
    /// Where comments stand, by their identifier.
    pub(super) anchors: Map<String, Anchor>,
    /// The notes that the text refers to, in order.
    pub(super) references: Vec<Reference>,
    /// Drafts begun, containers, tables, paragraphs done.
    pub(super) serials: usize,
    pub(super) containers: usize,
    pub(super) tables: usize,
    pub(super) blocks: usize,
}

/// A problem whose block has no final place yet.
pub(super) struct Finding {
    pub(super) message: String,
    pub(super) place: Option<(usize, Range<usize>)>,
}

/// Where a comment stands: the draft it begins in, and the range in there.
pub(super) struct Anchor {
    pub(super) serial: usize,
    pub(super) range: Range<usize>,
    /// Whether its end is known.
    pub(super) closed: bool,
}

impl Anchor {
    /// Where a draft has got to.
    pub(super) fn at(draft: &Draft) -> Self {
        Self {
            serial: draft.serial,
            range: draft.length..draft.length,
            closed: false,
        }
    }
}

/// A reference to a footnote or endnote.
pub(super) struct Reference {
    pub(super) kind: NoteKind,
    pub(super) id: String,
    pub(super) fate: Fate,
}

/// The two kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

impl Shared {
    /// Reports a problem, up to a limit.
    pub(super) fn report(&mut self, message: String, place: Option<(usize, Range<usize>)>) {
        if self.problems.len() < limits::PROBLEMS {
            self.problems.push(Finding { message, place });
        }
    }
}
