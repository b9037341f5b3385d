//! HTML as word processors, mail programs and browsers put it on the clipboard.
//!
//! The tokens are those of the HTML standard (WHATWG, section 13.2.5: unquoted attributes, entities, bogus comments
//! such as `<![if !supportLists]>`, raw text). No tree is built: the standard's tree construction takes quadratic
//! time on hostile input and a redline needs blocks and runs only. [`page`] keeps a flat stack of open elements, so
//! no depth of nesting can overflow anything, and every step is paid for by a byte of the input.
//!
//! It does not render: style sheets are ignored, inline styles are read for marks of change alone.

mod colour;
mod list;
mod notes;
mod page;
mod stack;
mod tag;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::decode::Decoded;
use super::{Document, Format, Marks};
use page::{Page, Reading};
use tag::Tag;

/// Reads clipboard HTML.
pub(super) fn read(source: &Decoded) -> Document {
    let text = skip_header(&source.text);
    let page = fill(text, Reading::Marks);
    let has_looks = page.has_looks;
    let mut document = page.finish();
    if has_looks && document.changes.is_empty() {
        document = fill(text, Reading::Looks).finish();
        if document.blocks.iter().any(super::Block::is_changed) {
            document.marks = Marks::Guessed;
            document.problems.insert(
                0,
                super::Problem {
                    message: "The text holds no tracked changes. Struck text was taken for deleted, coloured and underlined text for inserted; send the .docx, or paste with tracked changes shown, to be sure."
                        .to_owned(),
                    span: None,
                },
            );
        }
    }
    document.format = Format::Html;
    document
}

/// Leaves out the description that Windows puts before HTML on the clipboard (`CF_HTML`).
fn skip_header(text: &str) -> &str {
    if text.starts_with("Version:") {
        let start = text.find('<').unwrap_or(0);
        return text.get(start..).unwrap_or(text);
    }
    text
}

fn fill(text: &str, reading: Reading) -> Page {
    let mut page = Page::new(reading);
    let mut tag: Option<Tag> = None;
    let mut name = Vec::new();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        match event {
            CallbackEvent::OpenStartTag { name } => tag = Some(Tag::new(name)),
            CallbackEvent::AttributeName { name: of } => {
                name.clear();
                name.extend_from_slice(of);
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(tag) = &mut tag {
                    tag.set(&name, value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some(tag) = tag.take() {
                    page.open(&tag, self_closing);
                }
            }
            CallbackEvent::EndTag { name } => page.close(&String::from_utf8_lossy(name)),
            CallbackEvent::String { value } => page.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
        None::<std::convert::Infallible>
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(text, emitter).finish();
    page
}

#[cfg(test)]
mod tests;
