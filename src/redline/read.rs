//! One door for every format: [`read`] tells them apart by content and hands over to the reader.

use std::fmt;

use super::decode::{MAX_BYTES, decode};
use super::detect::detect;
use super::docx::{self, DocxError};
use super::draft::MAX_BLOCKS;
use super::{Document, Format, html, markdown, plain};

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
    /// It is longer than any contract.
    TooLarge,
    /// It is Rich Text Format.
    Rtf,
    /// It is a PDF.
    Pdf,
    /// It is no .docx that can be read.
    Docx(DocxError),
}

impl From<ReadErrorKind> for ReadError {
    fn from(kind: ReadErrorKind) -> Self {
        ReadError { kind }
    }
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
            ReadErrorKind::TooLarge => write!(
                f,
                "the input is larger than {} MB or {MAX_BLOCKS} paragraphs; send the contract without its pictures and annexes",
                MAX_BYTES >> 20
            ),
            ReadErrorKind::Rtf => {
                f.write_str("the input is RTF; open it in a word processor and save it as .docx")
            }
            ReadErrorKind::Pdf => f.write_str(
                "the input is a PDF, which holds no tracked changes; ask for the .docx, or paste its text",
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
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Err(ReadErrorKind::Rtf.into());
    }
    if bytes.trim_ascii_start().starts_with(b"%PDF-") {
        return Err(ReadErrorKind::Pdf.into());
    }
    let source = decode(bytes)?;
    let mut document = match format.unwrap_or_else(|| detect(&source.text)) {
        Format::Html => html::read(&source),
        Format::Markdown => markdown::read(&source),
        Format::Text | Format::Docx => plain::read(&source),
    };
    if document.blocks.len() > MAX_BLOCKS {
        return Err(ReadErrorKind::TooLarge.into());
    }
    if let Some(message) = source.problem {
        document.problems.push(super::Problem {
            message: message.to_owned(),
            span: None,
        });
    }
    Ok(document)
}
