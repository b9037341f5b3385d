//! Markdown's events, gathered into sections and blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::located::Located;
use super::page::{Block, Dress, Piece, Section, Text};
use super::source::Source;

/// How many characters of the source may stand between two of a code span: the indentation of its next line.
const SKIPPED: usize = 64;

/// What has been gathered so far.
pub(super) struct Gathered<'a> {
    source: &'a Source,
    sections: Vec<Section>,
    dress: Vec<Dress>,
    text: Option<Text>,
    items: Option<Vec<Text>>,
    lists: usize,
    table: Option<(Vec<Located>, Vec<Vec<Located>>)>,
    definitions: Option<Vec<(Located, Located)>>,
}

impl<'a> Gathered<'a> {
    /// Nothing yet.
    pub(super) fn new(source: &'a Source) -> Gathered<'a> {
        Gathered {
            source,
            sections: vec![Section::default()],
            dress: Vec::new(),
            text: None,
            items: None,
            lists: 0,
            table: None,
            definitions: None,
        }
    }

    /// The sections.
    pub(super) fn into_sections(self) -> Vec<Section> {
        self.sections
    }

    /// Adds a block.
    pub(super) fn block(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    fn take(&mut self, at: usize) -> Text {
        self.text.take().unwrap_or_else(|| Text::new(at))
    }

    /// Takes an event and the range of the file that it covers.
    pub(super) fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::InlineHtml(text) => {
                let dress = self.dress.last().copied().unwrap_or(Dress::Plain);
                if let Some(open) = &mut self.text {
                    open.push(text, range.start, dress);
                }
            }
            Event::Code(code) => {
                let located = self.code(code, &range);
                if let Some(open) = &mut self.text {
                    open.pieces.push(Piece {
                        text: located,
                        dress: Dress::Code,
                    });
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(open) = &mut self.text {
                    open.push(" ", range.start, Dress::Plain);
                }
            }
            Event::Rule => self.block(Block::Other(range.start)),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.sections.push(Section {
                    level: *level as u8,
                    title: Located::empty(range.start),
                    at: range.start,
                    blocks: Vec::new(),
                });
                self.text = Some(Text::new(range.start));
            }
            Tag::Paragraph if self.lists > 0 || self.definitions.is_some() => {
                // A second paragraph of an item or a definition goes on in the same text.
                match &mut self.text {
                    Some(open) if !open.pieces.is_empty() => {
                        open.push(" ", range.start, Dress::Plain);
                    }
                    Some(_) => {}
                    None => self.text = Some(Text::new(range.start)),
                }
            }
            Tag::Paragraph => self.text = Some(Text::new(range.start)),
            Tag::List(_) => {
                if self.lists == 0 {
                    self.items = Some(Vec::new());
                } else if let (Some(open), Some(items)) = (self.text.take(), &mut self.items) {
                    items.push(open);
                }
                self.lists += 1;
            }
            Tag::Item => self.text = Some(Text::new(range.start)),
            Tag::Table(_) => self.table = Some((Vec::new(), Vec::new())),
            Tag::TableRow => {
                if let Some((_, rows)) = &mut self.table {
                    rows.push(Vec::new());
                }
            }
            Tag::TableCell => self.text = Some(Text::new(range.start)),
            Tag::DefinitionList => self.definitions = Some(Vec::new()),
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.text = Some(Text::new(range.start));
            }
            Tag::Emphasis => self.dress.push(Dress::Emphasis),
            Tag::Strong => self.dress.push(Dress::Strong),
            Tag::CodeBlock(_) => self.block(Block::Other(range.start)),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                let title = self.take(range.start).joined();
                if let Some(section) = self.sections.last_mut() {
                    section.title = title;
                }
            }
            TagEnd::Paragraph if self.lists == 0 && self.definitions.is_none() => {
                let text = self.take(range.start);
                self.block(Block::Paragraph(text));
            }
            TagEnd::Item => {
                if let (Some(open), Some(items)) = (self.text.take(), &mut self.items) {
                    items.push(open);
                }
            }
            TagEnd::List(_) => {
                self.lists = self.lists.saturating_sub(1);
                if self.lists == 0
                    && let Some(items) = self.items.take()
                {
                    self.block(Block::Items(items));
                }
            }
            TagEnd::TableCell => {
                let cell = self.take(range.start).joined();
                if let Some((head, rows)) = &mut self.table {
                    rows.last_mut().unwrap_or(head).push(cell);
                }
            }
            TagEnd::Table => {
                if let Some((head, rows)) = self.table.take() {
                    self.block(Block::Table { head, rows });
                }
            }
            TagEnd::DefinitionListTitle => {
                let word = self.take(range.start).joined();
                if let Some(all) = &mut self.definitions {
                    all.push((word, Located::empty(range.end)));
                }
            }
            TagEnd::DefinitionListDefinition => {
                let meaning = self.take(range.start).joined();
                if let Some((_, last)) = self.definitions.as_mut().and_then(|all| all.last_mut()) {
                    if !last.text.is_empty() {
                        last.push(" ", range.start);
                    }
                    last.extend(&meaning);
                }
            }
            TagEnd::DefinitionList => {
                if let Some(all) = self.definitions.take() {
                    self.block(Block::Definitions(all));
                }
            }
            TagEnd::Emphasis | TagEnd::Strong => {
                self.dress.pop();
            }
            _ => {}
        }
    }

    /// The text of a code span. It differs from the source where a line ends or a table's `\|` stands in it, so the
    /// two are walked side by side.
    fn code(&self, code: &str, range: &Range<usize>) -> Located {
        let source = self.source.slice(range.start, range.end);
        let inside = source.trim_start_matches('`');
        let mut at = source.len() - inside.len();
        let mut located = Located::empty(range.start + at);
        for next in code.chars() {
            let rest = source.get(at..).unwrap_or("");
            let skipped = rest
                .char_indices()
                .take(SKIPPED)
                .find(|(_, c)| *c == next || (next == ' ' && c.is_whitespace()))
                .map_or(0, |(skipped, _)| skipped);
            at += skipped;
            located.push(next.encode_utf8(&mut [0; 4]), range.start + at);
            at += rest
                .get(skipped..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
        }
        located
    }
}
