//! Drafts become blocks: text stays within its container, paragraphs get their numbers, places their index.

use super::changes::Fate;
use super::draft::Draft;
use super::numbering::Counters;
use super::shared::{Anchor, Finding, Shared};
use crate::ordered::Map;
use crate::redline::{Block, Problem, Side, Span};

const SIDES: [Side; 2] = [Side::Original, Side::Final];

/// Ends paragraphs where their container ends.
///
/// A paragraph whose mark is absent from one text runs on into the next one there. Before a table, at the end of a cell
/// and at the end of the document there is nothing to run on into: the mark that the file calls deleted stays, as it
/// does in Word, if there is text before it. Over a table that is absent itself the paragraph does run on.
pub(super) fn contain(drafts: &mut [Draft]) {
    for side in SIDES {
        // The last block of the paragraph that is open, and its container.
        let mut open: Option<(usize, usize)> = None;
        for index in 0..drafts.len() {
            let Some(draft) = drafts.get(index) else {
                break;
            };
            let has_text = draft.has_text(side);
            let ends = draft.ends(side);
            let container = draft.container;
            if !has_text && !ends {
                continue;
            }
            if let Some((last, other)) = open
                && other != container
                && let Some(draft) = drafts.get_mut(last)
            {
                draft.mark = Fate::Keep;
                open = None;
            }
            open = match (ends, has_text) {
                (true, _) => None,
                (false, true) => Some((index, container)),
                (false, false) => open,
            };
        }
    }
}

/// The number of each draft: that of the final paragraph that it begins, else of the original one.
///
/// A paragraph is numbered by the block that ends it, which carries its properties. It is shown at the block that
/// begins it.
pub(super) fn number(drafts: &[Draft], shared: &Shared) -> Vec<Option<String>> {
    let mut numbers = vec![None; drafts.len()];
    for side in SIDES {
        let mut counters = Counters::default();
        let mut first = None;
        for (index, draft) in drafts.iter().enumerate() {
            if first.is_none() && draft.has_text(side) {
                first = Some(index);
            }
            if !draft.ends(side) {
                continue;
            }
            let begins = first.take().unwrap_or(index);
            let number = draft
                .list
                .and_then(|list| counters.count(list, &shared.numbering, &shared.styles));
            if let Some(slot) = numbers.get_mut(begins) {
                *slot = number;
            }
        }
    }
    numbers
}

/// The blocks, and where each draft has got to.
pub(super) fn blocks<'a>(
    drafts: Vec<Draft>,
    numbers: Vec<Option<String>>,
    part: impl Fn(usize) -> &'a str,
) -> (Vec<Block>, Places) {
    let mut places = Places::default();
    let mut blocks = Vec::with_capacity(drafts.len());
    for ((index, draft), number) in drafts.into_iter().enumerate().zip(numbers) {
        places.index.insert(draft.serial, (index, draft.length));
        let (mark, mark_change) = draft.mark.run().unwrap_or_default();
        blocks.push(Block {
            id: (index + 1).to_string(),
            place: format!("{}, paragraph {}", part(index), draft.paragraph),
            number,
            heading: draft.heading,
            cell: draft.cell,
            runs: draft.runs,
            mark,
            mark_change,
        });
    }
    (blocks, places)
}

/// Where drafts have got to: their index and length, by serial.
#[derive(Default)]
pub(super) struct Places {
    index: Map<usize, (usize, usize)>,
}

impl Places {
    /// The block that a draft became.
    pub(super) fn block(&self, serial: usize) -> Option<usize> {
        self.index.get(&serial).map(|(block, _)| *block)
    }

    /// The span of a comment.
    pub(super) fn anchor(&self, anchor: &Anchor) -> Option<Span> {
        let (block, length) = *self.index.get(&anchor.serial)?;
        let end = if anchor.closed {
            anchor.range.end
        } else {
            length
        };
        Some(Span {
            block,
            range: anchor.range.start..end.max(anchor.range.start),
        })
    }

    /// A problem with its span.
    pub(super) fn problem(&self, finding: Finding) -> Problem {
        let span = finding.place.and_then(|(serial, range)| {
            let (block, _) = *self.index.get(&serial)?;
            Some(Span { block, range })
        });
        Problem {
            message: finding.message,
            span,
        }
    }
}
