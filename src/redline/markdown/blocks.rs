//! Blocks and runs from Markdown: the events of `pulldown-cmark`, mapped back through the clean text.

mod ends;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::clean::Clean;
use super::html;
use crate::ordered::Map;
use crate::redline::draft::Draft;
use crate::redline::{Document, Format, Op};
use ends::marker;

/// What was read. Offsets of runs are still those of the decoded text.
pub(super) struct Reading {
    pub(super) document: Document,
    /// How many of its changes are struck text, which no mark says more of.
    pub(super) struck: usize,
}

/// Reads the blocks of a clean text.
pub(super) fn read(clean: &Clean) -> Reading {
    let mut blocks = Blocks {
        clean,
        draft: Draft::new(Format::Markdown),
        changes: Map::new(),
        struck: Vec::new(),
        struck_count: 0,
        markers: Vec::new(),
        table: Table::default(),
        start: 0,
        end: 0,
        is_paragraph: false,
        was_paragraph: false,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(&clean.text, options).into_offset_iter() {
        blocks.event(event, range);
    }
    blocks.end_block();
    Reading {
        document: blocks.draft.finish(),
        struck: blocks.struck_count,
    }
}

struct Blocks<'a> {
    clean: &'a Clean,
    draft: Draft,
    /// The change of each mark that had text.
    changes: Map<usize, usize>,
    /// The strikethroughs that are open, with their changes.
    struck: Vec<Option<usize>>,
    struck_count: usize,
    /// The list markers that no block has taken yet.
    markers: Vec<Range<usize>>,
    table: Table,
    /// Where the text of this block starts.
    start: usize,
    /// Where the last text so far ends.
    end: usize,
    /// Whether this block, and the one before, are paragraphs that only a blank line parts.
    is_paragraph: bool,
    was_paragraph: bool,
}

#[derive(Debug, Default)]
struct Table {
    count: usize,
    row: usize,
    column: usize,
    is_in_cell: bool,
    /// Where its last cell ended.
    end: usize,
}

impl Blocks<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.enter(&tag, range),
            Event::End(tag) => self.leave(tag, range),
            Event::Text(text) => self.text(range, &text),
            Event::Code(code) => {
                let source = self.clean.slice(range.clone());
                let start = range.start + source.find(&*code).unwrap_or(0);
                self.text(start..start + code.len(), &code);
            }
            Event::SoftBreak => self.text(range, " "),
            Event::HardBreak => self.text(range, "\n"),
            Event::Html(text) | Event::InlineHtml(text) => self.html(range.start, &text),
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn enter(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Strikethrough => {
                if self.clean.slice(range.clone()).starts_with("~~") {
                    self.struck.push(None);
                } else {
                    self.text(range.start..range.start + 1, "~");
                }
                return;
            }
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } => return,
            _ => self.end_text(),
        }
        match tag {
            Tag::Paragraph => self.is_paragraph = true,
            Tag::Heading { level, .. } => {
                self.draft.block.heading = u8::try_from(*level as usize).ok();
            }
            Tag::Item => self.markers.extend(marker(self.clean, &range)),
            Tag::Table(_) => {
                self.table = Table {
                    count: self.table.count + 1,
                    ..Table::default()
                };
            }
            Tag::TableHead | Tag::TableRow => {
                self.table.column = 0;
                self.table.end = range.start;
            }
            Tag::TableCell => self.table.is_in_cell = true,
            _ => {}
        }
    }

    fn leave(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Strikethrough => {
                if self.clean.slice(range.clone()).starts_with("~~") {
                    self.struck.pop();
                } else {
                    self.text(range.end - 1..range.end, "~");
                }
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => {}
            TagEnd::Item => {
                self.end_block();
                self.markers.clear();
            }
            TagEnd::TableCell => {
                self.end_text();
                self.table.is_in_cell = false;
                self.table.column += 1;
                self.table.end = range.end;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(range.end),
            _ => self.end_text(),
        }
    }

    /// GFM drops the cells that a row has beyond those of its head; a contract's must not be lost.
    fn end_row(&mut self, end: usize) {
        let rest = self.clean.slice(self.table.end..end);
        if rest.contains(char::is_alphanumeric) {
            let text = rest.trim_matches(['|', ' ', '\t', '\r', '\n']);
            let start = self.table.end + rest.find(text).unwrap_or(0);
            self.table.is_in_cell = true;
            self.text(start..start + text.len(), text);
            self.end_text();
            self.table.is_in_cell = false;
        }
        self.table.row += 1;
    }

    /// Text that the parser gives for a range of the clean text.
    fn text(&mut self, range: Range<usize>, text: &str) {
        if self.draft.block.runs.is_empty() {
            self.start = range.start;
            let first = self
                .markers
                .first()
                .map_or(range.start, |marker| marker.start);
            self.settle_gap(first);
        }
        self.end = range.end.max(self.end);
        let clean = self.clean;
        if clean.slice(range.clone()) == text {
            for part in clean.parts(range) {
                let text = clean.slice(part.range);
                self.push(part.op, part.mark, text, part.source);
            }
        } else if let Some(part) = clean.parts(range).next() {
            self.push(part.op, part.mark, text, None);
        }
    }

    fn push(&mut self, op: Op, mark: Option<usize>, text: &str, at: Option<usize>) {
        let (op, change) = match (op, self.struck.last_mut()) {
            (op, None) => (op, self.change(op, mark)),
            (Op::Delete, Some(_)) => (op, self.change(op, mark)),
            // Inserted and struck again: in neither text.
            (Op::Insert, Some(_)) => return,
            (Op::Keep, Some(change)) => {
                if change.is_none() {
                    *change = self.draft.change(Op::Delete, None, None);
                    self.struck_count += 1;
                }
                (Op::Delete, *change)
            }
        };
        self.draft.push(op, text, change, at);
    }

    fn change(&mut self, op: Op, mark: Option<usize>) -> Option<usize> {
        let mark = mark?;
        if let Some(change) = self.changes.get(&mark) {
            return Some(*change);
        }
        let change = self.draft.change(op, None, None)?;
        self.changes.insert(mark, change);
        Some(change)
    }

    /// Tags that are markup go; what merely looks like a tag, such as `<Customer>`, is text.
    fn html(&mut self, start: usize, text: &str) {
        for piece in html::pieces(text) {
            let from = start + piece.at;
            match piece.kind {
                html::Kind::Text => self.text(from..from + piece.text.len(), piece.text),
                html::Kind::Break => self.text(from..from + 1, "\n"),
                html::Kind::Struck => self.struck.push(None),
                html::Kind::StruckEnd => drop(self.struck.pop()),
                html::Kind::Tag => {}
            }
        }
    }
}
