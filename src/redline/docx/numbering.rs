//! Automatic numbering: the number that a reader sees before a paragraph (ECMA-376 part 1, 17.9).
//!
//! [`Numbering`] is what `numbering.xml` says; [`Counters`] count paragraphs by it, once for each text of a redline.

use super::error::DocxError;
use super::limits;
use super::ordinals::{self, Style};
use super::styles::Styles;
use super::xml::{Element, Ns, Token, Xml};
use crate::ordered::{Map, Set};

/// Levels of a list: 17.9.6.
const LEVELS: usize = 9;

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    definitions: Map<u32, Definition>,
    lists: Map<u32, List>,
}

/// An abstract numbering definition: 17.9.1.
#[derive(Default)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// The numbering style that holds the levels instead: 17.9.21.
    style: Option<String>,
}

/// A list that paragraphs name: 17.9.15.
#[derive(Default)]
struct List {
    definition: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    style: Style,
    pattern: String,
    legal: bool,
    /// The level whose use restarts this one, from 1; 0: none does. Without it, each higher one.
    restart: Option<u32>,
    /// The paragraph style that this level is for.
    paragraph: Option<String>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(source: &str) -> Result<Self, DocxError> {
        let mut xml = Xml::new(source);
        let mut numbering = Self::default();
        while let Some(token) = xml.next()? {
            let Token::Open(element) = token else {
                continue;
            };
            if element.ns != Ns::W {
                continue;
            }
            match element.local {
                "abstractNum" => {
                    if let Some(id) = parse(element.attribute("abstractNumId")) {
                        let definition = read_definition(&mut xml, element.depth)?;
                        numbering.definitions.insert(id, definition);
                        limits::check(numbering.definitions.len(), limits::DEFINITIONS, "lists")?;
                    }
                }
                "num" => {
                    if let Some(id) = parse(element.attribute("numId")) {
                        let list = read_list(&mut xml, element.depth)?;
                        numbering.lists.insert(id, list);
                        limits::check(numbering.lists.len(), limits::DEFINITIONS, "lists")?;
                    }
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// The level of a list that is meant for a paragraph style.
    pub(super) fn level_of(&self, list: u32, style: &str, styles: &Styles) -> Option<u8> {
        let (_, definition) = self.definition(list, styles)?;
        let index = definition.levels.iter().position(|level| {
            level
                .as_ref()
                .is_some_and(|level| level.paragraph.as_deref() == Some(style))
        })?;
        u8::try_from(index).ok()
    }

    /// The definition behind a list, through numbering styles.
    fn definition(&self, list: u32, styles: &Styles) -> Option<(u32, &Definition)> {
        let mut list = self.lists.get(&list)?;
        for _ in 0..limits::CHAIN {
            let definition = self.definitions.get(&list.definition)?;
            let Some(style) = &definition.style else {
                return Some((list.definition, definition));
            };
            list = self.lists.get(&styles.list(style)?)?;
        }
        None
    }

    fn level(&self, list: u32, index: usize, styles: &Styles) -> Option<&Level> {
        let own = self.lists.get(&list)?.levels.get(index)?.as_ref();
        own.or_else(|| self.definition(list, styles)?.1.levels.get(index)?.as_ref())
    }
}

/// Where the counting stands in one text.
#[derive(Default)]
pub(super) struct Counters {
    /// By definition: lists that share one count on from each other.
    counts: Map<u32, [Option<u32>; LEVELS]>,
    /// The starts of their own that lists have used up.
    started: Set<(u32, usize)>,
}

impl Counters {
    /// Counts a paragraph, and gives its number as it is shown.
    pub(super) fn count(
        &mut self,
        (list, level): (u32, u8),
        numbering: &Numbering,
        styles: &Styles,
    ) -> Option<String> {
        let index = usize::from(level).min(LEVELS - 1);
        let (id, _) = numbering.definition(list, styles)?;
        let own = numbering.lists.get(&list)?;
        let start = |index: usize| {
            let level = numbering.level(list, index, styles);
            let own = own.starts.get(index).copied().flatten();
            // Without a start a level begins at 0: 17.9.25.
            own.unwrap_or_else(|| level.and_then(|level| level.start).unwrap_or(0))
        };
        let restarted = own.starts.get(index).is_some_and(Option::is_some)
            && self.started.insert((list, index));
        let counts = self.counts.entry(id).or_default();
        if let Some(count) = counts.get_mut(index) {
            *count = match *count {
                Some(count) if !restarted => Some(count.saturating_add(1)),
                _ => Some(start(index)),
            };
        }
        for (lower, count) in counts.iter_mut().enumerate().skip(index + 1) {
            let restart = numbering
                .level(list, lower, styles)
                .and_then(|level| level.restart);
            let restarts = match restart {
                Some(0) => false,
                Some(at) => index < at as usize,
                None => true,
            };
            if restarts {
                *count = None;
            }
        }
        let counts = *counts;
        let level = numbering.level(list, index, styles)?;
        if level.style == Style::None {
            return None;
        }
        let text = fill(&level.pattern, |place| {
            let other = numbering.level(list, place, styles)?;
            let count = counts.get(place).copied().flatten();
            let style = if level.legal && other.style != Style::None {
                &Style::Decimal
            } else {
                &other.style
            };
            Some(ordinals::write(
                count.unwrap_or_else(|| start(place)),
                style,
            ))
        });
        let text = if level.style == Style::Bullet {
            bullet(&text)
        } else {
            text
        };
        let text = limits::short(text.trim());
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// A bullet as a character that is one: Symbol and Wingdings hold theirs in the private use area.
fn bullet(text: &str) -> String {
    if text.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)) {
        "•".to_owned()
    } else {
        text.to_owned()
    }
}

/// A level's text with its `%1` to `%9` filled in: 17.9.11.
fn fill(pattern: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        let place = rest.peek().and_then(|digit| digit.to_digit(10));
        match (character, place) {
            ('%', Some(place)) if place > 0 => {
                rest.next();
                text.push_str(&number(place as usize - 1).unwrap_or_default());
            }
            _ => text.push(character),
        }
    }
    text
}

fn parse(value: Option<String>) -> Option<u32> {
    value?.trim().parse().ok()
}

fn read_definition(xml: &mut Xml<'_>, depth: usize) -> Result<Definition, DocxError> {
    let mut definition = Definition::default();
    while let Some(token) = xml.next()? {
        match token {
            Token::Close(closed) if closed.depth == depth => break,
            Token::Open(element) if element.ns == Ns::W => match element.local {
                "lvl" => {
                    let index: Option<usize> = index(&element);
                    let level = read_level(xml, element.depth)?;
                    if let Some(slot) = index.and_then(|index| definition.levels.get_mut(index)) {
                        *slot = Some(level);
                    }
                }
                "numStyleLink" => definition.style = element.val(),
                _ => {}
            },
            _ => {}
        }
    }
    Ok(definition)
}

fn read_list(xml: &mut Xml<'_>, depth: usize) -> Result<List, DocxError> {
    let mut list = List::default();
    let mut at = None;
    while let Some(token) = xml.next()? {
        match token {
            Token::Close(closed) if closed.depth == depth => break,
            Token::Open(element) if element.ns == Ns::W => match element.local {
                "abstractNumId" => list.definition = element.number().unwrap_or(u32::MAX),
                "lvlOverride" => at = index(&element),
                "startOverride" => {
                    if let Some(slot) = at.and_then(|at| list.starts.get_mut(at)) {
                        *slot = element.number();
                    }
                }
                "lvl" => {
                    let index = index(&element).or(at);
                    let level = read_level(xml, element.depth)?;
                    if let Some(slot) = index.and_then(|index| list.levels.get_mut(index)) {
                        *slot = Some(level);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    Ok(list)
}

fn index(element: &Element<'_>) -> Option<usize> {
    element.attribute("ilvl")?.trim().parse().ok()
}

fn read_level(xml: &mut Xml<'_>, depth: usize) -> Result<Level, DocxError> {
    let mut level = Level::default();
    while let Some(token) = xml.next()? {
        match token {
            Token::Close(closed) if closed.depth == depth => break,
            Token::Open(element) if element.ns == Ns::W => match element.local {
                "start" => level.start = element.number(),
                "numFmt" => {
                    let name = element.val().unwrap_or_default();
                    // A format that old readers do not know stands beside a fallback for them; the first one counts.
                    if level.style == Style::default() {
                        level.style = Style::of(&name, element.attribute("format").as_deref());
                    }
                }
                "lvlText" => {
                    level.pattern = limits::short(&element.val().unwrap_or_default()).to_owned();
                }
                "isLgl" => level.legal = element.is_on(),
                "lvlRestart" => level.restart = element.number(),
                "pStyle" => level.paragraph = element.val(),
                _ => {}
            },
            _ => {}
        }
    }
    Ok(level)
}
