//! A check from end to end: bytes in, report out.

use std::collections::BTreeMap;
use std::fmt;

use crate::library::Library;
use crate::redline::{self, Document, Format, ReadError};
use crate::report::{Extent, Paper, Report};

/// What to check.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The redline, or the clean text.
    pub bytes: &'a [u8],
    /// Its format; told by content where not given.
    pub format: Option<Format>,
    /// The text that it was made from, in any format, where the changes are not marked.
    pub base: Option<&'a [u8]>,
}

/// How to check it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Whose paper it is; told by content where not given.
    pub paper: Option<Paper>,
    /// How much of a contract it is; told by content where not given.
    pub extent: Option<Extent>,
    /// What is known of the deal: `annual value` = `300000`. In names a space, `_` and `-` are the same.
    pub deal: BTreeMap<String, String>,
    /// Facts that replace those of the library's `facts.md`.
    pub facts: BTreeMap<String, String>,
    /// Whether the report holds the document's text.
    pub with_blocks: bool,
}

/// Why a check could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// The input cannot be read.
    Input(ReadError),
    /// The text that it was made from cannot be read.
    Base(ReadError),
    /// A deal value or a fact makes no sense.
    Option {
        /// The name as given.
        name: String,
        /// What is wrong, and what would be right.
        message: String,
    },
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CheckError::Input(error) => write!(f, "{error}"),
            CheckError::Base(error) => write!(f, "the base text: {error}"),
            CheckError::Option { name, message } => write!(f, "{name}: {message}"),
        }
    }
}

impl std::error::Error for CheckError {}

/// Reads the input and judges it.
///
/// # Errors
///
/// Where the input or the base is not of its format at all, or an option makes no sense.
pub fn check(
    input: &Input<'_>,
    library: &Library,
    options: &Options,
) -> Result<Report, CheckError> {
    let document = read(input)?;
    let mut report = crate::judge::judge(&document, library, options)?;
    if let Some(blocks) = &mut report.document.blocks {
        // Offsets in the input are counted where the input still is.
        *blocks = crate::report::blocks(&document, input.bytes);
    }
    Ok(report)
}

/// Reads the input, and compares it with its base where it has one.
///
/// # Errors
///
/// Where either is not of its format at all.
pub fn read(input: &Input<'_>) -> Result<Document, CheckError> {
    let document = redline::read(input.bytes, input.format).map_err(CheckError::Input)?;
    match input.base {
        None => Ok(document),
        Some(base) => {
            let base = redline::read(base, None).map_err(CheckError::Base)?;
            Ok(redline::compare(&base, &document))
        }
    }
}
