//! A Markdown page as the library needs it: front matter, and headings with what stands below them.
//!
//! Quotes stay raw, as CriticMarkup in them (`{~~a~>b~~}`) is strikethrough to a Markdown parser.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::located::Located;
use super::source::Source;

/// How many characters of the source may stand between two of a code span: the indentation of its next line.
const SKIPPED: usize = 64;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The lines of the front matter, where there is one.
    pub(super) front: Option<Vec<Located>>,
    /// Whether the front matter ends.
    pub(super) front_ends: bool,
    /// What stands before the first heading has no title and level 0.
    pub(super) sections: Vec<Section>,
}

/// A heading and what stands below it, up to the next heading of any level.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// The heading's level.
    pub(super) level: u8,
    /// The heading's text.
    pub(super) title: Located,
    /// Where the heading starts.
    pub(super) at: usize,
    /// What stands below.
    pub(super) blocks: Vec<Block>,
}

/// A block of a section.
#[derive(Debug)]
pub(super) enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// The items of a list, nested ones after the one that holds them.
    Items(Vec<Text>),
    /// A table.
    Table {
        /// Its header.
        head: Vec<Located>,
        /// Its rows.
        rows: Vec<Vec<Located>>,
    },
    /// A quote, as a range of the file.
    Quote(Range<usize>),
    /// A definition list: words, and what they mean.
    Definitions(Vec<(Located, Located)>),
    /// Anything else, and where.
    Other(usize),
}

/// Running text.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    /// Its pieces, in order.
    pub(super) pieces: Vec<Piece>,
    /// Where it starts in the file.
    pub(super) at: usize,
}

/// A piece of running text in one dress.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What it says.
    pub(super) text: Located,
    /// How it is dressed.
    pub(super) dress: Dress,
}

/// How a piece of text is dressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    /// Plainly.
    Plain,
    /// As code.
    Code,
    /// Emphasised.
    Emphasis,
    /// Strongly emphasised.
    Strong,
}

impl Text {
    fn new(at: usize) -> Text {
        Text {
            pieces: Vec::new(),
            at,
        }
    }

    fn push(&mut self, text: &str, at: usize, dress: Dress) {
        match self.pieces.last_mut() {
            // Code spans stay apart: each is a pattern of its own.
            Some(last) if last.dress == dress && dress != Dress::Code => last.text.push(text, at),
            _ => {
                let mut located = Located::empty(at);
                located.push(text, at);
                self.pieces.push(Piece {
                    text: located,
                    dress,
                });
            }
        }
    }

    /// All of it, whatever its dress.
    pub(super) fn joined(&self) -> Located {
        let mut all = Located::empty(self.at);
        self.pieces.iter().for_each(|piece| all.extend(&piece.text));
        all
    }
}

/// Reads a page.
pub(super) fn read(source: &Source) -> Page {
    let (front, front_ends, body) = front(source);
    let mut reader = Reader {
        source,
        sections: vec![Section::default()],
        dress: Vec::new(),
        text: None,
        items: None,
        lists: 0,
        table: None,
        definitions: None,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST;
    let mut quotes = 0_usize;
    for (event, range) in
        Parser::new_ext(source.slice(body, source.text.len()), options).into_offset_iter()
    {
        let range = range.start + body..range.end + body;
        match event {
            Event::Start(Tag::BlockQuote(_)) => {
                if quotes == 0 {
                    reader.block(Block::Quote(range));
                }
                quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            _ if quotes > 0 => {}
            event => reader.event(&event, range),
        }
    }
    Page {
        front,
        front_ends,
        sections: reader.sections,
    }
}

/// The lines of the front matter, whether it ends, and where the body starts.
fn front(source: &Source) -> (Option<Vec<Located>>, bool, usize) {
    let mut lines = Vec::new();
    let mut at = 0;
    for (index, line) in source.text.split_inclusive('\n').enumerate() {
        let is_rule = line.trim_end() == "---";
        if index == 0 && !is_rule {
            return (None, true, 0);
        }
        if index > 0 {
            if is_rule {
                return (Some(lines), true, at + line.len());
            }
            if line.starts_with('#') {
                break;
            }
            let mut located = Located::empty(at);
            located.push(line.trim_end(), at);
            lines.push(located);
        }
        at += line.len();
    }
    let any = !source.text.is_empty();
    (any.then_some(lines), !any, at)
}

struct Reader<'a> {
    source: &'a Source,
    sections: Vec<Section>,
    dress: Vec<Dress>,
    text: Option<Text>,
    items: Option<Vec<Text>>,
    lists: usize,
    table: Option<(Vec<Located>, Vec<Vec<Located>>)>,
    definitions: Option<Vec<(Located, Located)>>,
}

impl Reader<'_> {
    fn block(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    fn take(&mut self, at: usize) -> Text {
        self.text.take().unwrap_or_else(|| Text::new(at))
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
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

/// A quote's text without its markers, line by line, and where it starts.
pub(super) fn quoted(source: &Source, range: &Range<usize>) -> (String, usize) {
    let mut text = String::new();
    let mut start = None;
    let mut at = range.start;
    for line in source.slice(range.start, range.end).split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t']);
        let bare = bare
            .strip_prefix('>')
            .map_or(bare, |rest| rest.strip_prefix(' ').unwrap_or(rest));
        if start.is_none() && !bare.trim().is_empty() {
            start = Some(at + line.len() - bare.trim_start().len());
        }
        text.push_str(bare.trim_end());
        text.push('\n');
        at += line.len();
    }
    (String::from(text.trim()), start.unwrap_or(range.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_headings_and_blocks_with_places() {
        let source = Source::new(
            "a.md",
            "---\nid: a\n---\n\n# Title\n\nWhy *so*.\n\n- not: `a\n  b`\n- c\n\n| A | B |\n| - | - |\n| 1 | `x\\|y` |\n\n> {~~a~>b~~}\n> c\n\n> d\n",
        );
        let page = read(&source);
        assert_eq!(page.front.map(|lines| lines.len()), Some(1));
        let section = page.sections.get(1).expect("the title's section");
        assert_eq!(section.title.text, "Title");
        let mut quotes = Vec::new();
        for block in &section.blocks {
            match block {
                Block::Items(items) => {
                    let code = items
                        .first()
                        .and_then(|item| item.pieces.get(1))
                        .expect("code");
                    assert_eq!((code.text.text.as_str(), code.dress), ("a b", Dress::Code));
                    assert_eq!(source.place(code.text.at(2)).line, 10);
                }
                Block::Table { rows, .. } => {
                    let cell = rows.first().and_then(|row| row.get(1)).expect("cell");
                    assert_eq!(cell.text, "x|y");
                    assert_eq!(source.slice(cell.at(2), cell.at(2) + 1), "y");
                }
                Block::Quote(range) => quotes.push(quoted(&source, range).0),
                Block::Paragraph(text) => assert_eq!(text.joined().text, "Why so."),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(quotes, ["{~~a~>b~~}\nc", "d"]);
    }
}
