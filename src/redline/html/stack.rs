//! The open elements and what they do, together, to the text inside them.
//!
//! An end tag without a start tag is ignored, and none closes an element outside the table cell that it stands in, as
//! in the HTML standard. Counts by name make both cost nothing beside the tags themselves.

use super::tag::{Attribute, Effect, Tag};
use crate::ordered::Map;
use crate::redline::Op;

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Stack {
    elements: Vec<Element>,
    cells: Vec<Scope>,
    outside: Map<String, usize>,
    colours: Vec<bool>,
    marks: Vec<Mark>,
    depth: Depth,
}

/// An open element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) effects: Vec<Effect>,
    /// The comment that it is the anchor of.
    pub(super) anchor: Option<String>,
}

/// A tracked change that is open.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) op: Op,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
}

/// A table or a cell: no end tag inside it reaches beyond.
#[derive(Debug)]
struct Scope {
    is_table: bool,
    base: usize,
    open: Map<String, usize>,
}

/// How many open elements have each effect.
#[derive(Debug, Default)]
pub(super) struct Depth {
    pub(super) inserted: usize,
    pub(super) deleted: usize,
    pub(super) struck: usize,
    pub(super) underlined: usize,
    pub(super) link: usize,
    pub(super) skip: usize,
    pub(super) number: usize,
    pub(super) spaces: usize,
    pub(super) preformatted: usize,
    pub(super) comment: usize,
    pub(super) hidden: usize,
}

impl Stack {
    pub(super) fn depth(&self) -> &Depth {
        &self.depth
    }

    pub(super) fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether the colour in force stands out.
    pub(super) fn is_coloured(&self) -> bool {
        self.colours.last() == Some(&true)
    }

    /// The innermost tracked change.
    pub(super) fn mark(&self) -> Option<&Mark> {
        self.marks.last()
    }

    /// Where the innermost table or cell begins.
    pub(super) fn base(&self) -> usize {
        self.cells.last().map_or(0, |scope| scope.base + 1)
    }

    /// Whether the innermost of tables and cells is a cell.
    pub(super) fn in_cell(&self) -> bool {
        self.cells.last().is_some_and(|scope| !scope.is_table)
    }

    /// Where the innermost table begins, or where its open cell does.
    pub(super) fn cell_or_table(&self) -> Option<usize> {
        self.cells.last().map(|scope| scope.base)
    }

    /// Whether an element of this name is open here.
    pub(super) fn is_open(&self, name: &str) -> bool {
        let open = self.cells.last().map_or(&self.outside, |scope| &scope.open);
        open.get(name).is_some_and(|&count| count > 0)
    }

    pub(super) fn push(&mut self, tag: &Tag, anchor: Option<String>, extra: Option<Effect>) {
        let mut effects = tag.effects();
        effects.extend(extra);
        for effect in &effects {
            self.count(*effect, true);
            match effect {
                Effect::Coloured(stands_out) => self.colours.push(*stands_out),
                Effect::Mark(op) => {
                    let outer = self.marks.last().filter(|mark| mark.op == *op).cloned();
                    let author = tag.author();
                    self.marks.push(match (author, outer) {
                        (None, Some(outer)) => outer,
                        (author, _) => Mark {
                            op: *op,
                            author,
                            date: tag.get(Attribute::DateTime).map(str::to_owned),
                        },
                    });
                }
                _ => {}
            }
        }
        *self.names().entry(tag.name.clone()).or_default() += 1;
        let base = self.elements.len();
        self.elements.push(Element {
            name: tag.name.clone(),
            effects,
            anchor,
        });
        if matches!(tag.name.as_str(), "table" | "td" | "th") {
            self.cells.push(Scope {
                is_table: tag.name == "table",
                base,
                open: Map::new(),
            });
        }
    }

    pub(super) fn pop(&mut self) -> Option<Element> {
        let element = self.elements.pop()?;
        if self
            .cells
            .last()
            .is_some_and(|scope| scope.base == self.elements.len())
        {
            self.cells.pop();
        }
        if let Some(count) = self.names().get_mut(&element.name) {
            *count = count.saturating_sub(1);
        }
        for effect in &element.effects {
            self.count(*effect, false);
            match effect {
                Effect::Coloured(_) => drop(self.colours.pop()),
                Effect::Mark(_) => drop(self.marks.pop()),
                _ => {}
            }
        }
        Some(element)
    }

    fn names(&mut self) -> &mut Map<String, usize> {
        match self.cells.last_mut() {
            Some(scope) => &mut scope.open,
            None => &mut self.outside,
        }
    }

    fn count(&mut self, effect: Effect, is_open: bool) {
        let depth = &mut self.depth;
        let counter = match effect {
            Effect::Mark(Op::Insert) => &mut depth.inserted,
            Effect::Mark(_) => &mut depth.deleted,
            Effect::Struck => &mut depth.struck,
            Effect::Underlined => &mut depth.underlined,
            Effect::Link => &mut depth.link,
            Effect::Skip => &mut depth.skip,
            Effect::Number => &mut depth.number,
            Effect::Spaces => &mut depth.spaces,
            Effect::Preformatted => &mut depth.preformatted,
            Effect::Comment => &mut depth.comment,
            Effect::Hidden => &mut depth.hidden,
            Effect::Coloured(_) => return,
        };
        *counter = if is_open {
            counter.saturating_add(1)
        } else {
            counter.saturating_sub(1)
        };
    }
}
