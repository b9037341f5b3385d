//! Styles: which paragraphs are headings, which are numbered, and which runs are hidden (ECMA-376 part 1, 17.7).
//!
//! Only what a redline needs is resolved through `w:basedOn`; looks are not read.

use super::error::DocxError;
use super::limits;
use super::xml::{Element, Ns, Token, Xml};
use crate::ordered::Map;

/// What the styles of a document say, each with what it takes from its bases.
#[derive(Default)]
pub(super) struct Styles {
    resolved: Map<String, Style>,
    default_paragraph: Option<String>,
}

/// What a style says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// The heading level, 1 the highest; 0 says that it is none.
    pub(super) heading: Option<u8>,
    /// The list that it numbers its paragraphs by; 0 says none.
    pub(super) list: Option<u32>,
    /// The level in the list.
    pub(super) level: Option<u8>,
    /// Whether its text is hidden.
    pub(super) hidden: Option<bool>,
    name: Option<u8>,
    base: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(source: &str) -> Result<Self, DocxError> {
        let mut xml = Xml::new(source);
        let mut raw: Map<String, Style> = Map::new();
        let mut default_paragraph = None;
        while let Some(token) = xml.next()? {
            let Token::Open(element) = token else {
                continue;
            };
            if element.ns != Ns::W || element.local != "style" {
                continue;
            }
            let id = element.attribute("styleId").unwrap_or_default();
            let is_default = matches!(element.attribute("default").as_deref(), Some("1" | "true"));
            if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                default_paragraph = Some(id.clone());
            }
            raw.insert(id, read_style(&mut xml, element.depth)?);
            limits::check(raw.len(), limits::DEFINITIONS, "styles")?;
        }
        let resolved = raw
            .keys()
            .map(|id| (id.clone(), resolve(&raw, id)))
            .collect();
        Ok(Self {
            resolved,
            default_paragraph,
        })
    }

    /// The style of a paragraph, or the default one where it names none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Style {
        id.or(self.default_paragraph.as_deref())
            .and_then(|id| self.resolved.get(id))
            .cloned()
            .unwrap_or_default()
    }

    /// Whether a style hides its text.
    pub(super) fn hides(&self, id: &str) -> Option<bool> {
        self.resolved.get(id).and_then(|style| style.hidden)
    }

    /// The list that a numbering style stands for: 17.9.21.
    pub(super) fn list(&self, id: &str) -> Option<u32> {
        self.resolved.get(id).and_then(|style| style.list)
    }
}

fn read_style(xml: &mut Xml<'_>, depth: usize) -> Result<Style, DocxError> {
    let mut style = Style::default();
    let mut old = 0;
    while let Some(token) = xml.next()? {
        match token {
            Token::Close(closed) if closed.depth == depth => break,
            Token::Close(closed) if closed.depth == old => old = 0,
            // What a tracked change of formatting replaced.
            Token::Open(element) if old == 0 && element.local.ends_with("Change") => {
                old = element.depth;
            }
            Token::Open(element) if old == 0 && element.ns == Ns::W => note(&mut style, &element),
            _ => {}
        }
    }
    Ok(style)
}

fn note(style: &mut Style, element: &Element<'_>) {
    match element.local {
        "name" => style.name = element.val().as_deref().and_then(heading_name),
        "basedOn" => style.base = element.val(),
        "outlineLvl" => style.heading = element.number().map(heading),
        "numId" => style.list = element.number(),
        "ilvl" => style.level = element.number(),
        "vanish" => style.hidden = Some(element.is_on()),
        _ => {}
    }
}

/// The heading level of an outline level: 17.3.1.20, where 9 is body text.
pub(super) fn heading(outline: u8) -> u8 {
    if outline < 9 { outline + 1 } else { 0 }
}

/// The built-in heading styles carry these names in every language.
fn heading_name(name: &str) -> Option<u8> {
    let name = name.trim().to_ascii_lowercase();
    let level: u8 = name.strip_prefix("heading ")?.parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

fn resolve(raw: &Map<String, Style>, id: &str) -> Style {
    let mut style = Style::default();
    let mut next = Some(id);
    for _ in 0..limits::CHAIN {
        let Some(own) = next.and_then(|id| raw.get(id)) else {
            break;
        };
        style.heading = style.heading.or(own.heading).or(own.name);
        style.list = style.list.or(own.list);
        style.level = style.level.or(own.level);
        style.hidden = style.hidden.or(own.hidden);
        next = own.base.as_deref();
    }
    style
}
