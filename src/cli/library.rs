//! `lint`, `test`, `matrix` and `bundle`: a clause library by itself.

use std::io::Write;

use super::args::{Bundle, Folder, Matrix, MatrixOutput};
use super::files;
use super::{Status, Stop, Streams};
use crate::library::{self, MatrixFormat};
use crate::proof;

/// Looks for faults; silence means that there are none.
pub(super) fn lint<I, O: Write, E>(
    folder: &Folder,
    streams: &mut Streams<I, O, E>,
) -> Result<Status, Stop> {
    let opened = files::library(folder.dir.as_deref())?;
    let mut faults = opened.faults.clone();
    faults.extend(proof::lint(&opened.library));
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    for fault in &faults {
        writeln!(streams.output, "{}", opened.located(fault))?;
    }
    Ok(if faults.is_empty() {
        Status::Fine
    } else {
        Status::Found
    })
}

/// Runs the examples.
pub(super) fn test<I, O: Write, E: Write>(
    folder: &Folder,
    streams: &mut Streams<I, O, E>,
) -> Result<Status, Stop> {
    let opened = files::library(folder.dir.as_deref())?;
    let outcome = proof::examples(&opened.library, None);
    for fault in &outcome.failed {
        writeln!(streams.output, "{}", opened.located(fault))?;
    }
    let wrong = outcome.failed.len();
    writeln!(
        streams.output,
        "{} examples, {wrong} wrong",
        outcome.passed + wrong
    )?;
    Ok(if wrong == 0 {
        Status::Fine
    } else {
        Status::Found
    })
}

/// Writes out the matrix.
pub(super) fn matrix<I, O: Write, E>(
    matrix: &Matrix,
    streams: &mut Streams<I, O, E>,
) -> Result<Status, Stop> {
    let opened = files::library(matrix.dir.as_deref())?;
    let text = opened.library.matrix(match matrix.output {
        MatrixOutput::Markdown => MatrixFormat::Markdown,
        MatrixOutput::Csv => MatrixFormat::Csv,
        MatrixOutput::Html => MatrixFormat::Html,
    });
    files::write(matrix.out.as_deref(), &text, &mut streams.output)?;
    Ok(Status::Fine)
}

/// Writes the library as one file.
pub(super) fn bundle<I, O: Write, E>(
    bundle: &Bundle,
    streams: &mut Streams<I, O, E>,
) -> Result<Status, Stop> {
    let opened = files::library(bundle.dir.as_deref())?;
    let mut text = library::bundle(&opened.files);
    text.push('\n');
    files::write(bundle.out.as_deref(), &text, &mut streams.output)?;
    Ok(Status::Fine)
}
