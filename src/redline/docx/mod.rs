//! The .docx reader: WordprocessingML of ECMA-376, transitional and strict, with its tracked changes.
//!
//! It reads text and what became of it: changes, moves, paragraph marks, rows and cells, notes, comments, and the
//! numbers that Word puts before paragraphs. It reads no looks, no pictures, no headers and footers (it says so where
//! those hold tracked changes), and it follows no links out of the file. Nothing in here writes a file.
//!
//! Choices that a reader of the file may wonder about:
//! - hidden text (`w:vanish`) is read as if it were shown, and reported: nothing gets past a check by being hidden;
//! - text that one change inserted and another deleted is in neither text, so it is left out;
//! - the paragraphs of a text box follow the paragraph that it hangs on, those of footnotes and endnotes come last, in
//!   the order in which the text refers to them, and the reference itself leaves no trace in the text;
//! - broken XML is read as far as it goes, and reported; a damaged package is an error.
//!
//! The flow: [`package`] unpacks, [`xml`] gives tokens, [`walk`] turns them into drafts with the help of the rest, and
//! [`finish`] turns drafts into blocks.

mod changes;
mod draft;
mod error;
mod fields;
mod finish;
mod limits;
mod math;
mod notes;
mod numbering;
mod ordinals;
mod package;
mod parts;
mod properties;
mod shared;
mod story;
mod styles;
mod symbols;
mod trace;
mod walk;
mod xml;

#[cfg(test)]
mod tests;

use draft::Draft;
use finish::Places;
use notes::{check_margin, read_comments, read_notes};
use numbering::Numbering;
use parts::{optional, report_replaced};
use shared::{NoteKind, Shared};
use story::Story;
use styles::Styles;
use trace::Trace;

pub use error::DocxError;
pub(crate) use package::Package;
pub(crate) use parts::Parts;
pub(crate) use trace::{Piece, Traced};
pub(crate) use xml::{Ns, Token, Xml, decode};

use super::{Block, Document, Format, Marks, Note, ReadError, ReadErrorKind};

/// Whether a file begins as a .docx does, or as a file that is easily taken for one: a zip, or an old Office format.
pub(crate) fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&package::COMPOUND_FILE)
}

/// Reads a .docx.
///
/// # Errors
///
/// Where it is no .docx, is locked, too large, or its package is damaged.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_package(bytes, Shared::default())
        .map(|(document, ..)| document)
        .map_err(|error| ReadError {
            kind: ReadErrorKind::Docx(error),
        })
}

/// Reads a .docx, and where in its parts the text of each block stands.
///
/// # Errors
///
/// As for [`read`].
pub(crate) fn trace(bytes: &[u8]) -> Result<Traced, DocxError> {
    let shared = Shared {
        trace: Some(Trace::default()),
        ..Shared::default()
    };
    let (document, parts, trace, places) = read_package(bytes, shared)?;
    Ok(trace.unwrap_or_default().place(document, parts, &places))
}

fn read_package(
    bytes: &[u8],
    mut shared: Shared,
) -> Result<(Document, Parts, Option<Trace>, Places), DocxError> {
    let mut package = Package::open(bytes)?;
    let parts = parts::find(&mut package)?;
    if let Some(text) = optional(&mut package, parts.one("styles"), &mut shared)? {
        shared.styles = Styles::read(&text)?;
    }
    if let Some(text) = optional(&mut package, parts.one("numbering"), &mut shared)? {
        shared.numbering = Numbering::read(&text)?;
    }
    let mut drafts = read_main(&mut package, &parts, &mut shared)?;

    // Where the drafts of each part begin, for their places.
    let mut begins = vec![(0, parts.main.as_str())];
    for (kind, relation) in [
        (NoteKind::Footnote, "footnotes"),
        (NoteKind::Endnote, "endnotes"),
    ] {
        if let Some(part) = parts.one(relation)
            && let Some(text) = optional(&mut package, Some(part), &mut shared)?
        {
            begins.push((drafts.len(), part));
            drafts.extend(read_notes(kind, part, &text, &mut shared)?);
        }
    }
    let mut comments = Vec::new();
    if let Some(part) = parts.one("comments")
        && let Some(text) = optional(&mut package, Some(part), &mut shared)?
    {
        comments = read_comments(part, &text, &mut shared)?;
    }
    for part in parts.all("header").chain(parts.all("footer")) {
        if let Some(text) = optional(&mut package, Some(part), &mut shared)? {
            check_margin(part, &text, &mut shared)?;
        }
    }
    let trace = shared.trace.take();
    let (document, places) = put_together(drafts, &begins, comments, shared);
    Ok((document, parts, trace, places))
}

/// Reads the main part: 17.2.3.
fn read_main(
    package: &mut Package<'_>,
    parts: &Parts,
    shared: &mut Shared,
) -> Result<Vec<Draft>, DocxError> {
    let (text, replaced) = package.text(&parts.main)?.ok_or(DocxError::NoDocument)?;
    let mut story = Story::new(&parts.main, &text, shared);
    story.walk()?;
    let (root, broke_off) = (story.root, story.xml.broke_off());
    let drafts = story.finish()?;
    if root != Some("document") {
        return Err(if text.contains('<') {
            DocxError::NotWord("a package without a document of Word's")
        } else {
            DocxError::Damaged(format!("{} is not XML", parts.main))
        });
    }
    if drafts.is_empty() && broke_off {
        return Err(DocxError::Damaged(format!("{} breaks off", parts.main)));
    }
    if replaced {
        report_replaced(&parts.main, shared);
    }
    Ok(drafts)
}

/// All that was read, in its final place.
fn put_together(
    mut drafts: Vec<Draft>,
    begins: &[(usize, &str)],
    comments: Vec<(String, Note)>,
    shared: Shared,
) -> (Document, Places) {
    finish::contain(&mut drafts);
    let numbers = finish::number(&drafts, &shared);
    let (blocks, places) = finish::blocks(drafts, numbers, |index| {
        let part = begins.iter().rfind(|(from, _)| *from <= index);
        part.map_or("", |(_, name)| name)
    });
    let marks = if blocks.iter().any(Block::is_changed) {
        Marks::Tracked
    } else {
        Marks::None
    };
    let notes = comments.into_iter().map(|(id, note)| {
        let anchor = shared.anchors.get(&id);
        let span = anchor.and_then(|anchor| places.anchor(anchor));
        Note { span, ..note }
    });
    let document = Document {
        format: Format::Docx,
        marks,
        blocks,
        notes: notes.collect(),
        problems: shared
            .problems
            .into_iter()
            .map(|finding| places.problem(finding))
            .collect(),
        changes: shared.changes.into_list(),
    };
    (document, places)
}
