//! Which parts of a package make up the document: the main one by its relationship, the others by those of the main one.
//!
//! ECMA-376 part 1, 11.3. What the parts say is read elsewhere.

use super::error::DocxError;
use super::package::{Package, Relation};
use super::shared::Shared;

/// The parts of a document, by name.
pub(crate) struct Parts {
    pub(crate) main: String,
    /// By the kind of the relationship.
    others: Vec<Relation>,
}

impl Parts {
    /// The first part of a kind.
    pub(crate) fn one(&self, kind: &str) -> Option<&str> {
        self.all(kind).next()
    }

    /// All parts of a kind.
    pub(crate) fn all(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.others
            .iter()
            .filter(move |relation| relation.kind == kind)
            .map(|relation| relation.target.as_str())
    }
}

/// Finds the main document and the parts that it names; without relationships, by the names that Word gives them.
pub(super) fn find(package: &mut Package<'_>) -> Result<Parts, DocxError> {
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
pub(super) fn optional(
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

/// Reports that a part is not all text.
pub(super) fn report_replaced(part: &str, shared: &mut Shared) {
    shared.report(
        format!("{part} holds bytes that are no text; they were read as \u{FFFD}"),
        None,
    );
}
