//! Word's comments: their text lies at the end of the page, their anchors in the paragraphs.

use super::stack::Element;
use super::tag::{Attribute, Effect, Tag};
use crate::ordered::Map;
use crate::redline::{Document, Note, Span};

/// The comments and anchors so far.
#[derive(Debug, Default)]
pub(super) struct Notes {
    anchors: Map<String, Anchor>,
    notes: Vec<(Option<String>, Note)>,
    key: Option<String>,
    open: Note,
}

#[derive(Debug)]
struct Anchor {
    span: Span,
    date: Option<String>,
    /// Where the anchored text ends, if that is in another block.
    is_open: bool,
}

impl Notes {
    /// Sees a start tag; gives the key of the comment that it is the anchor of.
    pub(super) fn open(&mut self, tag: &Tag, position: Span) -> Option<String> {
        if let Some(key) = tag
            .get(Attribute::Id)
            .and_then(|id| id.strip_prefix("_com_"))
        {
            self.key = Some(key.to_owned());
        }
        if let Some(author) = tag.style("mso-comment-author") {
            self.open.author = Some(author.trim_matches(['"', '\'', ' ']).to_owned());
        }
        let reference = tag.style("mso-comment-reference")?;
        let (_, key) = reference.rsplit_once('_')?;
        let date = tag.style("mso-comment-date").map(date);
        self.anchors.entry(key.to_owned()).or_insert(Anchor {
            span: position,
            date,
            is_open: true,
        });
        Some(key.to_owned())
    }

    /// Sees an element close.
    pub(super) fn close(&mut self, element: &Element, position: Span) {
        if let Some(anchor) = element
            .anchor
            .as_ref()
            .and_then(|key| self.anchors.get_mut(key))
            && anchor.span.block == position.block
        {
            anchor.span.range.end = position.range.end.max(anchor.span.range.start);
            anchor.is_open = false;
        }
        if element.effects.contains(&Effect::Comment) {
            let mut note = std::mem::take(&mut self.open);
            note.text = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.notes.push((self.key.take(), note));
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.open.text.push_str(text);
    }

    /// Puts the comments into the document, each at its anchor.
    pub(super) fn settle(self, document: &mut Document) {
        for (key, mut note) in self.notes {
            if let Some(anchor) = key.and_then(|key| self.anchors.get(&key))
                && let Some(block) = document.blocks.get(anchor.span.block)
            {
                let length = block.redline().len();
                let start = anchor.span.range.start.min(length);
                let end = if anchor.is_open {
                    length
                } else {
                    anchor.span.range.end.min(length)
                };
                note.date = anchor.date.clone();
                note.span = Some(Span {
                    block: anchor.span.block,
                    range: start..end,
                });
            }
            document.notes.push(note);
        }
    }
}

/// Word writes `20260114T0930` here and ISO 8601 elsewhere.
fn date(text: &str) -> String {
    let parts = [
        text.get(0..4),
        text.get(4..6),
        text.get(6..8),
        text.get(9..11),
        text.get(11..13),
    ];
    match parts {
        [Some(year), Some(month), Some(day), Some(hour), Some(minute)]
            if text.len() == 13 && text.as_bytes().get(8) == Some(&b'T') =>
        {
            format!("{year}-{month}-{day}T{hour}:{minute}")
        }
        _ => text.to_owned(),
    }
}
