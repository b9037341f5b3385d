//! The ends of Markdown blocks: their numbers, and what changes did to the line ends between them.

use std::ops::Range;

use super::{Blocks, Clean};
use crate::redline::{Cell, Op, Run, Side};

impl Blocks<'_> {
    /// Ends a block that has text; markers wait for one.
    pub(super) fn end_text(&mut self) {
        if !self.draft.block.runs.is_empty() {
            self.end_block();
        }
        self.draft.block.heading = None;
        self.is_paragraph = false;
    }

    pub(super) fn end_block(&mut self) {
        let markers = std::mem::take(&mut self.markers);
        let block = &mut self.draft.block;
        if block.runs.is_empty() {
            // An item without text: its number still stands there.
            let Some(last) = markers.last() else {
                return;
            };
            block.number = number(self.clean, &markers).filter(|number| number != BULLET);
            if block.number.is_none() {
                return;
            }
            self.settle_gap(last.start);
            self.end = last.end;
        } else if let Some(first) = markers.first() {
            self.take_markers(first.start, &markers);
        }
        let block = &mut self.draft.block;
        block.cell = self.table.is_in_cell.then_some(Cell {
            table: self.table.count.saturating_sub(1),
            row: self.table.row,
            column: self.table.column,
        });
        self.was_paragraph = self.is_paragraph && markers.is_empty();
        self.draft.end_block(Op::Keep, None);
    }

    /// The number of an item, unless a change touches the number alone: then it is text.
    fn take_markers(&mut self, first: usize, markers: &[Range<usize>]) {
        let end = markers.last().map_or(first, |marker| marker.end);
        let mut ops = self.clean.parts(first..end).map(|part| part.op);
        let op = ops.next().unwrap_or_default();
        let is_whole = ops.all(|other| other == op);
        let block = &self.draft.block;
        if is_whole && (op == Op::Keep || block.runs.iter().all(|run| run.op == op)) {
            self.draft.block.number = number(self.clean, markers);
            return;
        }
        let runs = std::mem::take(&mut self.draft.block.runs);
        let clean = self.clean;
        for part in clean.parts(first..self.start) {
            self.push(part.op, part.mark, clean.slice(part.range), part.source);
        }
        self.draft.block.runs.extend(runs);
    }

    /// Says what happened to the end of the last block: which sides have it, by the line ends between it and this one.
    pub(super) fn settle_gap(&mut self, to: usize) {
        let needed = if self.is_paragraph && self.was_paragraph && self.markers.is_empty() {
            2
        } else {
            1
        };
        let original = self.gap(Side::Original, to);
        let new = self.gap(Side::Final, to);
        let (mark, source, other, side) =
            match (original.line_ends >= needed, new.line_ends >= needed) {
                (true, false) => (Op::Delete, original.mark, new, Side::Final),
                (false, true) => (Op::Insert, new.mark, original, Side::Original),
                _ => return,
            };
        if self.table.is_in_cell {
            return;
        }
        let change = source.and_then(|(op, mark)| self.change(op, Some(mark)));
        let Some(last) = self.draft.document.blocks.last_mut() else {
            return;
        };
        if last.cell.is_some() {
            return;
        }
        last.mark = mark;
        last.mark_change = change;
        if other.is_there && last.runs.iter().any(|run| side.holds(run.op)) {
            // White space of the side that runs on; without it two words would become one.
            last.runs.push(Run {
                text: " ".to_owned(),
                ..Run::default()
            });
        }
    }

    /// What one side has between the last text and this one.
    fn gap(&self, side: Side, to: usize) -> Gap {
        let mut gap = Gap::default();
        for part in self
            .clean
            .parts(self.end..to)
            .filter(|part| side.holds(part.op))
        {
            gap.line_ends += self.clean.slice(part.range).matches('\n').count();
            gap.is_there = true;
            gap.mark = gap.mark.or(part.mark.map(|mark| (part.op, mark)));
        }
        gap
    }
}

/// What stands between two blocks on one side.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    line_ends: usize,
    is_there: bool,
    /// The first mark that it lies in.
    mark: Option<(Op, usize)>,
}

const BULLET: &str = "•";

/// The marker of a list item (CommonMark 5.2).
pub(super) fn marker(clean: &Clean, item: &Range<usize>) -> Option<Range<usize>> {
    let text = clean.slice(item.clone());
    let body = text.trim_start();
    let start = item.start + text.len() - body.len();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let length = digits + 1;
    (!body.is_empty()).then_some(start..start + length)
}

/// Items as written, not as Markdown would count them: a contract is cited by the numbers that stand in it.
fn number(clean: &Clean, markers: &[Range<usize>]) -> Option<String> {
    let numbers: Vec<&str> = markers
        .iter()
        .map(|marker| clean.slice(marker.clone()))
        .filter(|marker| marker.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    if numbers.is_empty() {
        return (!markers.is_empty()).then(|| BULLET.to_owned());
    }
    Some(numbers.join(" "))
}
