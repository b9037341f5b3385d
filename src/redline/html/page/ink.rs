//! The text of a page: its fate, its white space, its changes.
//!
//! White space collapses as on a screen (CSS Text 3, section 4.1), but on each side of the redline for itself, so
//! that a deleted space never takes a kept one with it.

use super::{Page, Reading};
use crate::redline::{Op, Side};

impl Page {
    /// Characters between tags.
    pub(in crate::redline::html) fn text(&mut self, text: &str) {
        let depth = self.stack.depth();
        if depth.skip > 0 {
            return;
        }
        if depth.comment > 0 {
            return self.notes.text(text);
        }
        if depth.number > 0 {
            return self.shown_number.push_str(text);
        }
        let is_spaces = depth.spaces > 0;
        let is_preformatted = depth.preformatted > 0;
        let is_hidden = depth.hidden > 0;
        let Some(op) = self.op(text) else {
            return;
        };
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            let is_space = c == '\u{a0}' && is_spaces;
            match if is_space { ' ' } else { c } {
                '\n' | ' ' | '\t' if is_preformatted => shown.push(c),
                ' ' | '\n' | '\t' | '\r' | '\u{c}' => {
                    if !self.is_blank(op) {
                        shown.push(' ');
                        self.set_blank(op, true);
                    }
                }
                c => {
                    shown.push(c);
                    self.set_blank(op, false);
                }
            }
        }
        if is_hidden && !shown.trim().is_empty() {
            self.report_hidden();
        }
        self.push(op, &shown);
    }

    fn push(&mut self, op: Op, text: &str) {
        if text.is_empty() {
            return;
        }
        let change = self.change(op);
        self.length += text.len();
        self.draft.push(op, text, change, None);
    }

    /// The fate of text that stands here; `None` where it is in neither text.
    pub(super) fn op(&mut self, text: &str) -> Option<Op> {
        let depth = self.stack.depth();
        let is_inserted = depth.underlined > 0 && depth.link == 0 && self.stack.is_coloured();
        let looks = if depth.struck > 0 {
            Op::Delete
        } else if is_inserted {
            Op::Insert
        } else {
            Op::Keep
        };
        let marks = nested(depth.inserted > 0, depth.deleted > 0);
        self.has_looks |= looks != Op::Keep && !text.trim().is_empty();
        match self.reading {
            Reading::Marks => marks,
            Reading::Looks => Some(looks),
        }
    }

    /// The change that text of this fate belongs to: the last one, if its author and date are the same.
    pub(super) fn change(&mut self, op: Op) -> Option<usize> {
        if op == Op::Keep {
            return None;
        }
        let mark = self.stack.mark();
        let author = mark.and_then(|mark| mark.author.as_ref());
        let date = mark.and_then(|mark| mark.date.as_ref());
        let last = self.draft.block.runs.last().filter(|run| run.op == op);
        if let Some(index) = last.and_then(|run| run.change)
            && let Some(change) = self.draft.document.changes.get(index)
            && change.author.as_ref() == author
            && change.date.as_ref() == date
        {
            return Some(index);
        }
        let (author, date) = (author.cloned(), date.cloned());
        self.draft.change(op, author, date)
    }

    pub(super) fn line_break(&mut self) {
        let depth = self.stack.depth();
        if depth.skip > 0 || depth.number > 0 {
            return;
        }
        if depth.comment > 0 {
            return self.notes.text(" ");
        }
        let Some(op) = self.op("") else {
            return;
        };
        // Two in a row part paragraphs, as mail programs write them.
        let last = self.draft.block.runs.last_mut();
        match last {
            None => {}
            Some(run) if run.op == op && run.text.ends_with('\n') => {
                run.text.pop();
                if self.end == Op::Keep {
                    self.end = op;
                    self.end_change = run.change;
                }
                self.end_block(true);
            }
            Some(_) => {
                self.push(op, "\n");
                self.set_blank(op, true);
            }
        }
    }

    /// A tab of Word's; before any text it is indentation.
    pub(super) fn tab(&mut self) {
        let depth = self.stack.depth();
        if depth.skip + depth.number + depth.comment > 0 || self.draft.block.runs.is_empty() {
            return;
        }
        if let Some(op) = self.op("") {
            self.push(op, "\t");
            self.set_blank(op, true);
        }
    }

    fn report_hidden(&mut self) {
        let span = self.position();
        if self.hidden_block != Some(span.block) {
            self.hidden_block = Some(span.block);
            let message = "There is hidden text here. It was read as part of the contract; delete it, or make it visible.";
            self.draft.problem(message, Some(span));
        }
    }

    fn is_blank(&self, op: Op) -> bool {
        let sides = [Side::Original, Side::Final].into_iter().zip(self.is_blank);
        sides
            .filter(|(side, _)| side.holds(op))
            .all(|(_, is_blank)| is_blank)
    }

    fn set_blank(&mut self, op: Op, value: bool) {
        for (side, is_blank) in [Side::Original, Side::Final]
            .into_iter()
            .zip(&mut self.is_blank)
        {
            if side.holds(op) {
                *is_blank = value;
            }
        }
    }
}

/// The fate of text in open marks. Inserted by one and then deleted by another, it is in neither text.
fn nested(inserted: bool, deleted: bool) -> Option<Op> {
    match (inserted, deleted) {
        (false, false) => Some(Op::Keep),
        (true, false) => Some(Op::Insert),
        (false, true) => Some(Op::Delete),
        (true, true) => None,
    }
}
