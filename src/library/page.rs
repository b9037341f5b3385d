//! A Markdown page as the library needs it: front matter, and headings with what stands below them.
//!
//! Quotes stay raw, as CriticMarkup in them (`{~~a~>b~~}`) is strikethrough to a Markdown parser.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::gather::Gathered;
use super::located::Located;
use super::source::Source;

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
    /// No text yet.
    pub(super) fn new(at: usize) -> Text {
        Text {
            pieces: Vec::new(),
            at,
        }
    }

    /// Adds text that stands at a byte of the file.
    pub(super) fn push(&mut self, text: &str, at: usize, dress: Dress) {
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
    let mut gathered = Gathered::new(source);
    let options = Options::ENABLE_TABLES | Options::ENABLE_DEFINITION_LIST;
    let mut quotes = 0_usize;
    for (event, range) in
        Parser::new_ext(source.slice(body, source.text.len()), options).into_offset_iter()
    {
        let range = range.start + body..range.end + body;
        match event {
            Event::Start(Tag::BlockQuote(_)) => {
                if quotes == 0 {
                    gathered.block(Block::Quote(range));
                }
                quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => quotes = quotes.saturating_sub(1),
            _ if quotes > 0 => {}
            event => gathered.event(&event, range),
        }
    }
    Page {
        front,
        front_ends,
        sections: gathered.into_sections(),
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
