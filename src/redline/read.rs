//! One door for every format: [`read`] tells them apart by content and hands over to the reader.

use std::fmt;

use super::docx::{self, DocxError};
use super::{Document, Format};

/// Why an input could not be read at all. Anything less is a [`super::Problem`] of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong.
    pub kind: ReadErrorKind,
}

/// What is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// There is nothing in it.
    Empty,
    /// It is not text in UTF-8 or UTF-16, and no format that is known.
    NotText,
    /// It is no .docx that can be read.
    Docx(DocxError),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ReadErrorKind::Empty => {
                f.write_str("the input is empty; paste or open the text of a contract")
            }
            ReadErrorKind::NotText => f.write_str(
                "the input is neither text nor a .docx; save it as .docx or as plain text in UTF-8",
            ),
            ReadErrorKind::Docx(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a redline; without a format, tells it by content.
///
/// # Errors
///
/// Only where the input is not of that format at all.
pub fn read(bytes: &[u8], format: Option<Format>) -> Result<Document, ReadError> {
    if format == Some(Format::Docx) || docx::is_docx(bytes) {
        return docx::read(bytes);
    }
    Err(ReadError {
        kind: ReadErrorKind::Empty,
    })
}
