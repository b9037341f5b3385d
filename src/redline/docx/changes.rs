//! Tracked changes: what they do to the text that they enclose, and which moves they belong to.
//!
//! ECMA-376 part 1, 17.13.5. Changes of formatting alone are no changes here and never get this far.

use super::error::DocxError;
use super::limits;
use super::xml::Element;
use crate::ordered::Map;
use crate::redline::{Change, ChangeKind, Op};

/// What becomes of a stretch of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is in both texts.
    #[default]
    Keep,
    /// A change inserted it.
    Insert(usize),
    /// A change deleted it.
    Delete(usize),
    /// One change inserted it and another deleted it: it is in neither text.
    Neither,
}

impl Fate {
    /// This fate within an enclosing one. Of two of a kind the inner one counts, as it is the more exact.
    pub(super) fn within(self, outer: Self) -> Self {
        match (outer, self) {
            (Self::Neither, _)
            | (_, Self::Neither)
            | (Self::Insert(_), Self::Delete(_))
            | (Self::Delete(_), Self::Insert(_)) => Self::Neither,
            (outer, Self::Keep) => outer,
            (_, inner) => inner,
        }
    }

    /// The fate of a run, and its change. Text that is in neither text is not part of a redline, which shows both.
    pub(super) fn run(self) -> Option<(Op, Option<usize>)> {
        match self {
            Self::Keep => Some((Op::Keep, None)),
            Self::Insert(change) => Some((Op::Insert, Some(change))),
            Self::Delete(change) => Some((Op::Delete, Some(change))),
            Self::Neither => None,
        }
    }
}

/// The elements that track a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tracked {
    Ins,
    Del,
    MoveFrom,
    MoveTo,
}

impl Tracked {
    /// The element of this local name; `cellIns` and `cellDel` are for cells what the others are for text.
    pub(super) fn of(local: &str) -> Option<Self> {
        match local {
            "ins" | "cellIns" => Some(Self::Ins),
            "del" | "cellDel" => Some(Self::Del),
            "moveFrom" => Some(Self::MoveFrom),
            "moveTo" => Some(Self::MoveTo),
            _ => None,
        }
    }

    fn fate(self, change: usize) -> Fate {
        match self {
            Self::Ins | Self::MoveTo => Fate::Insert(change),
            Self::Del | Self::MoveFrom => Fate::Delete(change),
        }
    }
}

/// A tracked change as its element states it.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    tracked: Tracked,
    id: String,
    author: Option<String>,
    date: Option<String>,
}

impl Claim {
    pub(super) fn of(tracked: Tracked, element: &Element<'_>) -> Self {
        let attribute = |name| {
            element
                .attribute(name)
                .map(|value: String| limits::short(&value).to_owned())
                .filter(|value| !value.is_empty())
        };
        Self {
            tracked,
            id: attribute("id").unwrap_or_default(),
            author: attribute("author"),
            date: attribute("date"),
        }
    }
}

/// What makes two elements one change.
type Key = (Tracked, String, String, Option<String>, Option<String>);

/// All changes of a document, each once.
#[derive(Default)]
pub(super) struct Changes {
    list: Vec<Change>,
    index: Map<Key, usize>,
    moves: Vec<Range>,
    /// The last move range that began, by direction: a paragraph mark is read before the range that it lies in begins.
    last: [Option<String>; 2],
}

/// A range that names a move: 17.13.5.23 and 17.13.5.28.
struct Range {
    from: bool,
    id: String,
    name: String,
}

impl Changes {
    /// Records a change, or finds it where the same element was split, and gives the fate of what it encloses.
    pub(super) fn record(&mut self, claim: Claim) -> Result<Fate, DocxError> {
        let tracked = claim.tracked;
        let name = match tracked {
            Tracked::MoveFrom => self.name(true),
            Tracked::MoveTo => self.name(false),
            Tracked::Ins | Tracked::Del => None,
        };
        let kind = match (tracked, name.clone()) {
            (Tracked::MoveFrom, Some(name)) => ChangeKind::MoveFrom(name),
            (Tracked::MoveTo, Some(name)) => ChangeKind::MoveTo(name),
            // A move whose other end cannot be told is what it looks like from here.
            (Tracked::Del | Tracked::MoveFrom, _) => ChangeKind::Deletion,
            (Tracked::Ins | Tracked::MoveTo, _) => ChangeKind::Insertion,
        };
        let key = (
            tracked,
            name.unwrap_or_default(),
            claim.id.clone(),
            claim.author.clone(),
            claim.date.clone(),
        );
        let next = self.list.len();
        let index = *self.index.entry(key).or_insert(next);
        if index == next {
            limits::check(next + 1, limits::CHANGES, "tracked changes")?;
            let id = if claim.id.is_empty() {
                (next + 1).to_string()
            } else {
                claim.id
            };
            self.list.push(Change {
                id,
                kind,
                author: claim.author,
                date: claim.date,
            });
        }
        Ok(tracked.fate(index))
    }

    /// A move range begins.
    pub(super) fn begin_move(&mut self, from: bool, element: &Element<'_>) {
        let name = element.attribute("name").unwrap_or_default();
        let name = limits::short(&name).to_owned();
        let id = element.attribute("id").unwrap_or_default();
        if let Some(last) = self.last.get_mut(usize::from(from)) {
            *last = Some(name.clone());
        }
        // Ranges that never end must not make the search for an end slower and slower.
        if self.moves.len() < limits::PROBLEMS {
            self.moves.push(Range { from, id, name });
        }
    }

    /// A move range ends.
    pub(super) fn end_move(&mut self, from: bool, element: &Element<'_>) {
        let id = element.attribute("id").unwrap_or_default();
        if let Some(index) = self
            .moves
            .iter()
            .rposition(|range| range.from == from && range.id == id)
        {
            self.moves.remove(index);
        }
    }

    /// A paragraph begins: ranges that ended before it do not name its mark.
    pub(super) fn begin_paragraph(&mut self) {
        for (index, last) in self.last.iter_mut().enumerate() {
            if !self
                .moves
                .iter()
                .any(|range| usize::from(range.from) == index)
            {
                *last = None;
            }
        }
    }

    fn name(&self, from: bool) -> Option<String> {
        let open = self.moves.iter().rfind(|range| range.from == from);
        let name = match open {
            Some(range) => Some(range.name.clone()),
            None => self.last.get(usize::from(from)).cloned().flatten(),
        };
        name.filter(|name| !name.is_empty())
    }

    pub(super) fn into_list(self) -> Vec<Change> {
        self.list
    }
}
