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
mod numbering;
mod ordinals;
mod package;
mod properties;
mod story;
mod styles;
mod symbols;
mod walk;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use changes::Fate;
use draft::Draft;
use numbering::Numbering;
use package::Package;
use story::{NoteKind, Shared, Story};
use styles::Styles;

pub use error::DocxError;

use super::{Document, Format, Marks, Note, ReadError, ReadErrorKind, Side};

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
    read_package(bytes).map_err(|error| ReadError {
        kind: ReadErrorKind::Docx(error),
    })
}

/// The parts of a document, by name.
struct Parts {
    main: String,
    /// By the kind of the relationship.
    others: Vec<package::Relation>,
}

impl Parts {
    fn one(&self, kind: &str) -> Option<&str> {
        self.all(kind).next()
    }

    fn all(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.others
            .iter()
            .filter(move |relation| relation.kind == kind)
            .map(|relation| relation.target.as_str())
    }
}

fn read_package(bytes: &[u8]) -> Result<Document, DocxError> {
    let mut package = Package::open(bytes)?;
    let parts = find_parts(&mut package)?;
    let mut shared = Shared::default();
    if let Some(text) = optional(&mut package, parts.one("styles"), &mut shared)? {
        shared.styles = Styles::read(&text)?;
    }
    if let Some(text) = optional(&mut package, parts.one("numbering"), &mut shared)? {
        shared.numbering = Numbering::read(&text)?;
    }

    let (text, replaced) = package.text(&parts.main)?.ok_or(DocxError::NoDocument)?;
    let mut main = Story::new(&parts.main, &text, &mut shared);
    main.walk()?;
    let (root, broke_off, mut drafts) = (main.root, main.xml.broke_off(), main.finish()?);
    if root != Some("document") {
        return Err(match root {
            None if drafts.is_empty() && !text.contains('<') => {
                DocxError::Damaged(format!("{} is not XML", parts.main))
            }
            _ => DocxError::NotWord("a package without a document of Word's"),
        });
    }
    if drafts.is_empty() && broke_off {
        return Err(DocxError::Damaged(format!("{} breaks off", parts.main)));
    }
    if replaced {
        report_replaced(&parts.main, &mut shared);
    }
    drop(text);

    // Where the drafts of each part begin, for their places.
    let mut begins = vec![(0, parts.main.clone())];
    for (kind, relation) in [
        (NoteKind::Footnote, "footnotes"),
        (NoteKind::Endnote, "endnotes"),
    ] {
        if let Some(part) = parts.one(relation)
            && let Some(text) = optional(&mut package, Some(part), &mut shared)?
        {
            begins.push((drafts.len(), part.to_owned()));
            drafts.extend(read_notes(kind, part, &text, &mut shared)?);
        }
    }
    let comments = match (parts.one("comments"), &mut shared) {
        (Some(part), shared) => match optional(&mut package, Some(part), shared)? {
            Some(text) => read_comments(part, &text, shared)?,
            None => Vec::new(),
        },
        (None, _) => Vec::new(),
    };
    for part in parts.all("header").chain(parts.all("footer")) {
        if let Some(text) = optional(&mut package, Some(part), &mut shared)? {
            check_margin(part, &text, &mut shared)?;
        }
    }

    finish::contain(&mut drafts);
    let numbers = finish::number(&drafts, &shared);
    let (blocks, places) = finish::blocks(drafts, numbers, |index| {
        let part = begins.iter().rfind(|(from, _)| *from <= index);
        part.map(|(_, name)| name.clone()).unwrap_or_default()
    });
    let marks = if blocks.iter().any(super::Block::is_changed) {
        Marks::Tracked
    } else {
        Marks::None
    };
    let notes = comments
        .into_iter()
        .map(|(id, note)| Note {
            span: shared
                .anchors
                .get(&id)
                .and_then(|anchor| places.anchor(anchor)),
            ..note
        })
        .collect();
    Ok(Document {
        format: Format::Docx,
        marks,
        blocks,
        changes: shared.changes.into_list(),
        notes,
        problems: shared
            .problems
            .into_iter()
            .map(|finding| places.problem(finding))
            .collect(),
    })
}

/// Finds the main document and the parts that it names; without relationships, by the names that Word gives them.
fn find_parts(package: &mut Package<'_>) -> Result<Parts, DocxError> {
    let main = package
        .relations("")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.target)
        .filter(|target| package.holds(target))
        .or_else(|| Some("word/document.xml".to_owned()).filter(|name| package.holds(name)));
    let Some(main) = main else {
        return Err(what_else(package)?);
    };
    let lower = main.to_ascii_lowercase();
    for (folder, what) in [
        ("xl/", "an Excel workbook"),
        ("ppt/", "a PowerPoint presentation"),
        ("visio/", "a Visio drawing"),
    ] {
        if lower.starts_with(folder) {
            return Err(DocxError::NotWord(what));
        }
    }
    let others = package.relations(&main)?;
    Ok(Parts { main, others })
}

/// What a zip is that holds no document.
fn what_else(package: &mut Package<'_>) -> Result<DocxError, DocxError> {
    if package.holds("mimetype") {
        let (kind, _) = package.text("mimetype")?.unwrap_or_default();
        if kind.contains("opendocument") {
            return Ok(DocxError::NotWord("an OpenDocument file"));
        }
        return Ok(DocxError::NotWord("a file of another program"));
    }
    Ok(if package.holds_under("xl/") {
        DocxError::NotWord("an Excel workbook")
    } else if package.holds_under("ppt/") {
        DocxError::NotWord("a PowerPoint presentation")
    } else if package.holds("word/vbaProject.bin") {
        DocxError::MacrosOnly
    } else if package.holds("[Content_Types].xml") {
        DocxError::NoDocument
    } else {
        DocxError::NotWord("a zip archive")
    })
}

/// The text of a part that a document can do without: that it is named and missing is a problem, no error.
fn optional(
    package: &mut Package<'_>,
    part: Option<&str>,
    shared: &mut Shared,
) -> Result<Option<String>, DocxError> {
    let Some(part) = part else {
        return Ok(None);
    };
    match package.text(part)? {
        Some((text, replaced)) => {
            if replaced {
                report_replaced(part, shared);
            }
            Ok(Some(text))
        }
        None => {
            shared.report(format!("{part} is missing from the file"), None);
            Ok(None)
        }
    }
}

fn report_replaced(part: &str, shared: &mut Shared) {
    shared.report(
        format!("{part} holds bytes that are no text; they were read as \u{FFFD}"),
        None,
    );
}

/// The footnotes or endnotes, in the order in which the text refers to them; each once.
fn read_notes(
    kind: NoteKind,
    part: &str,
    text: &str,
    shared: &mut Shared,
) -> Result<Vec<Draft>, DocxError> {
    let mut order = Vec::new();
    let mut fates: BTreeMap<String, Fate> = BTreeMap::new();
    for reference in shared.references.iter().filter(|r| r.kind == kind) {
        fates.entry(reference.id.clone()).or_insert_with(|| {
            order.push(reference.id.clone());
            reference.fate
        });
    }
    let mut story = Story::new(part, text, shared);
    story.note_fates = fates;
    story.walk()?;
    story.finish()?;
    let mut notes = std::mem::take(&mut story.notes);
    Ok(order
        .iter()
        .filter_map(|id| notes.remove(id))
        .flat_map(|note| note.drafts)
        .collect())
}

/// The comments in their order: identifier, and text as it stands in the end.
fn read_comments(
    part: &str,
    text: &str,
    shared: &mut Shared,
) -> Result<Vec<(String, Note)>, DocxError> {
    let mut story = Story::new(part, text, shared);
    story.walk()?;
    story.finish()?;
    let mut notes: Vec<(String, story::Note)> =
        std::mem::take(&mut story.notes).into_iter().collect();
    notes.sort_by_key(|(_, note)| note.order);
    Ok(notes
        .into_iter()
        .map(|(id, note)| {
            let text: Vec<String> = note.drafts.iter().map(final_text).collect();
            let note = Note {
                author: note.author,
                date: note.date,
                text: text.join("\n"),
                span: None,
            };
            (id, note)
        })
        .collect())
}

fn final_text(draft: &Draft) -> String {
    let held = draft.runs.iter().filter(|run| Side::Final.holds(run.op));
    held.map(|run| run.text.as_str()).collect()
}

/// Headers and footers are not part of the text; that they were changed must not go unsaid.
fn check_margin(part: &str, text: &str, shared: &mut Shared) -> Result<(), DocxError> {
    let mut story = Story::new(part, text, shared);
    story.walk()?;
    let drafts = story.finish()?;
    let changed = drafts.iter().any(|draft| {
        draft.mark.run().is_some_and(|(_, change)| change.is_some())
            || draft.runs.iter().any(|run| run.change.is_some())
    });
    if changed {
        shared.report(
            format!(
                "{part} has tracked changes; headers and footers are not checked: read them in Word"
            ),
            None,
        );
    }
    Ok(())
}
