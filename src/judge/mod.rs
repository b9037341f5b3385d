//! Verdicts: a document judged by a library.

use crate::check::{CheckError, Options};
use crate::library::Library;
use crate::redline::Document;
use crate::report::Report;

/// Judges a document.
///
/// # Errors
///
/// Where a deal value or a fact makes no sense.
pub fn judge(
    document: &Document,
    library: &Library,
    options: &Options,
) -> Result<Report, CheckError> {
    let _ = (document, library);
    Err(CheckError::Option {
        name: format!("{options:?}"),
        message: String::from("not judged yet"),
    })
}
