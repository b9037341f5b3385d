//! The page so far: tags in, blocks out. What stands inside them is for [`ink`].

mod ink;
mod names;

use super::list::List;
use super::notes::Notes;
use super::stack::{Element, Stack};
use super::tag::{Attribute, Effect, Tag};
use crate::redline::draft::Draft;
use crate::redline::{Cell, Document, Format, Op, Side, Span};
use names::{is_block, is_paragraph, number};

/// What is taken for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// `<ins>`, `<del>` and the classes of tracked changes.
    Marks,
    /// Struck text, and text both coloured and underlined.
    Looks,
}

/// A page being read.
#[derive(Debug)]
pub(super) struct Page {
    /// Whether some text looks changed, whatever the reading.
    pub(super) has_looks: bool,
    reading: Reading,
    draft: Draft,
    stack: Stack,
    lists: Vec<List>,
    tables: Vec<Table>,
    table_count: usize,
    /// The number of the open list item, until a block takes it.
    item_number: Option<String>,
    /// What stands where Word shows the number of a paragraph.
    shown_number: String,
    /// The fate of the paragraph's end, where the page shows it.
    end: Op,
    end_change: Option<usize>,
    /// Whether the text of each side ends in white space.
    is_blank: [bool; 2],
    /// Bytes in the block so far.
    length: usize,
    notes: Notes,
    /// The last block that a problem with hidden text was reported for.
    hidden_block: Option<usize>,
}

#[derive(Debug)]
struct Table {
    index: usize,
    row: Option<usize>,
    column: usize,
    width: usize,
}

impl Page {
    pub(super) fn new(reading: Reading) -> Self {
        Page {
            has_looks: false,
            reading,
            draft: Draft::new(Format::Html),
            stack: Stack::default(),
            lists: Vec::new(),
            tables: Vec::new(),
            table_count: 0,
            item_number: None,
            shown_number: String::new(),
            end: Op::Keep,
            end_change: None,
            is_blank: [true; 2],
            length: 0,
            notes: Notes::default(),
            hidden_block: None,
        }
    }

    pub(super) fn finish(mut self) -> Document {
        while let Some(element) = self.stack.pop() {
            self.leave(&element);
        }
        self.end_block(false);
        let mut document = self.draft.finish();
        self.notes.settle(&mut document);
        document
    }

    /// A start tag.
    pub(super) fn open(&mut self, tag: &Tag, self_closing: bool) {
        match tag.name.as_str() {
            "br" => return self.line_break(),
            "hr" => return self.end_block(false),
            "area" | "base" | "col" | "embed" | "img" | "input" | "link" | "meta" | "param"
            | "source" | "track" | "wbr" => return,
            "tr" | "tbody" | "thead" | "tfoot" | "caption" => return self.open_row(tag),
            name if is_block(name) => self.open_block(tag),
            _ => {}
        }
        let mut extra = None;
        if tag.style("mso-tab-count").is_some() {
            self.tab();
            extra = Some(Effect::Skip);
        }
        if self_closing && tag.name.contains(':') {
            // An XML island's empty element: no end tag will come.
            self.paragraph_end(tag);
            return;
        }
        if tag.has_class("EOP") {
            extra = Some(Effect::Skip);
        }
        let position = self.position();
        let anchor = self.notes.open(tag, position);
        self.stack.push(tag, anchor, extra);
        self.paragraph_end(tag);
    }

    /// An end tag.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "br" => return self.line_break(),
            "tr" | "tbody" | "thead" | "tfoot" => return self.close_cell(),
            "td" | "th" => return self.close_cell(),
            "table" => {
                self.close_cell();
                if let Some(base) = self.stack.cell_or_table() {
                    self.close_to(base);
                }
                return;
            }
            _ => {}
        }
        if is_block(name) {
            self.end_block(is_paragraph(name));
        }
        if self.stack.is_open(name) {
            while let Some(element) = self.stack.pop() {
                self.leave(&element);
                if element.name == name {
                    break;
                }
            }
        }
    }

    /// `<o:p>` stands for the paragraph mark in Word's HTML, the class `EOP` in that of Word for the web.
    fn paragraph_end(&mut self, tag: &Tag) {
        if self.reading == Reading::Looks || tag.name != "o:p" && !tag.has_class("EOP") {
            return;
        }
        if let Some(op) = self.op("") {
            self.end = op;
            self.end_change = self.change(op);
        }
    }

    fn open_block(&mut self, tag: &Tag) {
        // No block lies in a paragraph: an open one ends here (HTML standard, 13.2.6.4.7).
        if self.stack.is_open("p") {
            self.close("p");
        } else {
            self.end_block(false);
        }
        match tag.name.as_str() {
            "ul" | "ol" => self.lists.push(List::new(tag)),
            "li" => self.open_item(tag),
            "table" => {
                self.tables.push(Table {
                    index: self.table_count,
                    row: None,
                    column: 0,
                    width: 0,
                });
                self.table_count += 1;
            }
            "td" | "th" => self.open_cell(tag),
            _ => self.draft.block.heading = tag.heading(),
        }
    }

    fn open_item(&mut self, tag: &Tag) {
        let base = self.stack.base();
        let open = self.lists.last().and_then(|list| list.item);
        if let Some(open) = open
            && open >= base
        {
            self.close_to(open);
        }
        let length = self.stack.len();
        if let Some(list) = self.lists.last_mut() {
            list.item = Some(length);
            self.item_number = list.number(tag);
        }
    }

    fn open_row(&mut self, tag: &Tag) {
        self.close_cell();
        if let (Some(table), "tr") = (self.tables.last_mut(), tag.name.as_str()) {
            table.row = Some(table.row.map_or(0, |row| row + 1));
            table.column = 0;
            table.width = 0;
        }
    }

    fn open_cell(&mut self, tag: &Tag) {
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            let span = tag
                .get(Attribute::ColSpan)
                .and_then(|span| span.trim().parse().ok());
            table.column += table.width;
            // The standard's own limit (4.9.11).
            table.width = span.unwrap_or(1).clamp(1, 1000);
            table.row = table.row.or(Some(0));
        }
    }

    fn close_cell(&mut self) {
        self.end_block(false);
        if self.stack.in_cell()
            && let Some(base) = self.stack.cell_or_table()
        {
            self.close_to(base);
        }
    }

    fn close_to(&mut self, length: usize) {
        self.end_block(false);
        while self.stack.len() > length {
            if let Some(element) = self.stack.pop() {
                self.leave(&element);
            }
        }
    }

    /// What goes with an element that closes.
    fn leave(&mut self, element: &Element) {
        match element.name.as_str() {
            "ul" | "ol" => drop(self.lists.pop()),
            "li" => self.item_number = None,
            "table" => drop(self.tables.pop()),
            _ => {}
        }
        let position = self.position();
        self.notes.close(element, position);
    }

    fn position(&self) -> Span {
        Span {
            block: self.draft.document.blocks.len(),
            range: self.length..self.length,
        }
    }

    /// Ends the block being written, if there is anything in it or it is a paragraph of its own.
    fn end_block(&mut self, is_paragraph: bool) {
        let is_shown = is_paragraph || self.end != Op::Keep;
        let end = std::mem::take(&mut self.end);
        let change = self.end_change.take();
        let shown = std::mem::take(&mut self.shown_number);
        self.length = 0;
        let block = &mut self.draft.block;
        if block.runs.iter().all(|run| run.text.trim().is_empty()) && !block.runs.is_empty() {
            block.runs.clear();
            self.is_blank = [true; 2];
        }
        if end == Op::Keep {
            trim_end(&mut block.runs);
        }
        block.number = number(&shown);
        if block.runs.is_empty() && block.number.is_none() {
            block.heading = None;
            if self.stack.depth().comment > 0 {
                self.notes.text(" ");
            } else if is_shown {
                self.draft.end_block(end, change);
            }
            return;
        }
        if block.number.is_none() {
            block.number = self.item_number.take();
        } else {
            self.item_number = None;
        }
        block.cell = self
            .tables
            .last()
            .filter(|_| self.stack.in_cell())
            .and_then(|table| {
                Some(Cell {
                    table: table.index,
                    row: table.row?,
                    column: table.column,
                })
            });
        block.place = format!("paragraph {}", self.draft.document.blocks.len() + 1);
        self.draft.end_block(end, change);
        for (side, is_blank) in [Side::Original, Side::Final]
            .into_iter()
            .zip(&mut self.is_blank)
        {
            *is_blank |= side.holds(end);
        }
    }
}

fn trim_end(runs: &mut Vec<crate::redline::Run>) {
    while let Some(run) = runs.last_mut() {
        let length = run.text.trim_end_matches([' ', '\n', '\t']).len();
        run.text.truncate(length);
        if length > 0 {
            return;
        }
        runs.pop();
    }
}
