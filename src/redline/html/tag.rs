//! A start tag and what it says of the text inside: inserted, deleted, a number, a tab, a comment.

use super::colour::stands_out;
use crate::redline::Op;

/// A start tag with the attributes that matter.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(Attribute, String)>,
}

/// The attributes that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    AriaLevel,
    Cite,
    Class,
    ColSpan,
    Colour,
    DateTime,
    Href,
    Id,
    LevelText,
    Role,
    Start,
    Style,
    Type,
    Value,
}

/// What an element does to the text inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// A tracked change.
    Mark(Op),
    /// It looks deleted.
    Struck,
    /// It looks inserted where it is coloured too.
    Underlined,
    /// Its colour stands out, or does not.
    Coloured(bool),
    /// It is a link, underlined and coloured as links are.
    Link,
    /// It is no part of the text.
    Skip,
    /// It is the number of a list item.
    Number,
    /// Its no-break spaces stand for ordinary ones.
    Spaces,
    /// White space counts.
    Preformatted,
    /// It is the text of a comment.
    Comment,
    /// A reader does not see it.
    Hidden,
}

impl Tag {
    pub(super) fn new(name: &[u8]) -> Self {
        Tag {
            name: String::from_utf8_lossy(name).to_ascii_lowercase(),
            attributes: Vec::new(),
        }
    }

    /// Sets an attribute if it matters; the first of a name stands (HTML standard, 13.2.5.33).
    pub(super) fn set(&mut self, name: &[u8], value: &[u8]) {
        let attribute = match name.to_ascii_lowercase().as_slice() {
            b"aria-level" => Attribute::AriaLevel,
            b"cite" => Attribute::Cite,
            b"class" => Attribute::Class,
            b"colspan" => Attribute::ColSpan,
            b"color" => Attribute::Colour,
            b"datetime" => Attribute::DateTime,
            b"href" => Attribute::Href,
            b"id" => Attribute::Id,
            b"data-leveltext" => Attribute::LevelText,
            b"role" => Attribute::Role,
            b"start" => Attribute::Start,
            b"style" => Attribute::Style,
            b"type" => Attribute::Type,
            b"value" => Attribute::Value,
            _ => return,
        };
        if self.get(attribute).is_none() {
            let value = String::from_utf8_lossy(value).into_owned();
            self.attributes.push((attribute, value));
        }
    }

    pub(super) fn get(&self, attribute: Attribute) -> Option<&str> {
        let found = self.attributes.iter().find(|(name, _)| *name == attribute);
        found.map(|(_, value)| value.as_str())
    }

    /// A property of its inline style.
    pub(super) fn style(&self, name: &str) -> Option<&str> {
        let declarations = self.get(Attribute::Style)?.split(';');
        let mut pairs = declarations.filter_map(|declaration| declaration.split_once(':'));
        let (_, value) = pairs.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
        Some(value.trim())
    }

    pub(super) fn has_class(&self, name: &str) -> bool {
        let classes = self.get(Attribute::Class).unwrap_or_default();
        classes
            .split_ascii_whitespace()
            .any(|class| class.eq_ignore_ascii_case(name))
    }

    /// What it does to the text inside.
    pub(super) fn effects(&self) -> Vec<Effect> {
        let mut effects = Vec::new();
        match self.name.as_str() {
            "ins" => effects.push(Effect::Mark(Op::Insert)),
            "del" => effects.push(Effect::Mark(Op::Delete)),
            "s" | "strike" => effects.push(Effect::Struck),
            "u" => effects.push(Effect::Underlined),
            "a" if self.get(Attribute::Href).is_some() => effects.push(Effect::Link),
            "script" | "style" | "title" | "template" | "xml" => effects.push(Effect::Skip),
            "pre" => effects.push(Effect::Preformatted),
            _ => {}
        }
        if let Some(colour) = self.get(Attribute::Colour).and_then(stands_out) {
            effects.push(Effect::Coloured(colour));
        }
        self.class_effects(&mut effects);
        self.style_effects(&mut effects);
        effects
    }

    fn class_effects(&self, effects: &mut Vec<Effect>) {
        let classes = self.get(Attribute::Class).unwrap_or_default();
        for class in classes.split_ascii_whitespace() {
            match class.to_ascii_lowercase().as_str() {
                "msoins" => effects.push(Effect::Mark(Op::Insert)),
                "msodel" => effects.push(Effect::Mark(Op::Delete)),
                "msocomanchor" | "msocomoff" => effects.push(Effect::Skip),
                // Word for the web: TrackChangeTextInsertion, TrackChangeTextDeletion and their like for paragraphs.
                class if class.starts_with("trackchange") && class.contains("insertion") => {
                    effects.push(Effect::Mark(Op::Insert));
                }
                class if class.starts_with("trackchange") && class.contains("deletion") => {
                    effects.push(Effect::Mark(Op::Delete));
                }
                _ => {}
            }
        }
    }

    fn style_effects(&self, effects: &mut Vec<Effect>) {
        let Some(style) = self.get(Attribute::Style) else {
            return;
        };
        for (name, value) in style.split(';').filter_map(|pair| pair.split_once(':')) {
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "text-decoration" | "text-decoration-line" => {
                    let has = |word: &str| value.split_ascii_whitespace().any(|part| part == word);
                    effects.extend(has("line-through").then_some(Effect::Struck));
                    effects.extend(has("underline").then_some(Effect::Underlined));
                }
                "color" => effects.extend(stands_out(&value).map(Effect::Coloured)),
                "mso-list" if value == "ignore" => effects.push(Effect::Number),
                "mso-spacerun" if value == "yes" => effects.push(Effect::Spaces),
                "mso-element" if value == "comment" => effects.push(Effect::Comment),
                "mso-special-character" if value != "line-break" => effects.push(Effect::Skip),
                "mso-hide" if value == "all" => effects.push(Effect::Hidden),
                "display" if value == "none" => effects.push(Effect::Hidden),
                "white-space" if value == "pre" => effects.push(Effect::Preformatted),
                _ => {}
            }
        }
    }

    /// The level of the heading that it starts.
    pub(super) fn heading(&self) -> Option<u8> {
        if let Some(level) = self.name.strip_prefix('h').and_then(level) {
            return Some(level);
        }
        if self.get(Attribute::Role) == Some("heading") {
            return self.get(Attribute::AriaLevel).and_then(level).or(Some(2));
        }
        if self.has_class("MsoTitle") {
            return Some(1);
        }
        let classes = self.get(Attribute::Class).unwrap_or_default();
        let styled = classes
            .split_ascii_whitespace()
            .find_map(|class| class.strip_prefix("MsoHeading").and_then(level));
        styled.or_else(|| self.style("mso-outline-level").and_then(level))
    }

    /// Who made the change that it marks: `mailto:` and an escaped name in Word, a plain name elsewhere.
    pub(super) fn author(&self) -> Option<String> {
        let cite = self.get(Attribute::Cite)?.trim();
        let name = cite.strip_prefix("mailto:").unwrap_or(cite);
        Some(unescape(name)).filter(|name| !name.trim().is_empty())
    }
}

/// Nine levels, as word processors have.
fn level(text: &str) -> Option<u8> {
    text.trim()
        .parse()
        .ok()
        .filter(|level| (1..=9).contains(level))
}

/// Undoes percent-encoding (RFC 3986, section 2.1); what is none stays.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, ..] => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
