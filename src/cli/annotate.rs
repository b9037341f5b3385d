//! `annotate`: a .docx with its verdicts in it.

use std::io::{BufRead, Write};

use super::args::{Annotate, Audience};
use super::check::{open, options};
use super::{Status, Stop, Streams, files};
use crate::annotate::{self, Annotated};
use crate::{Input, redline};

/// Judges a .docx, writes another, and says on standard error what is in it.
pub(super) fn run<I: BufRead, O: Write, E: Write>(
    asked: &Annotate,
    streams: &mut Streams<I, O, E>,
) -> Result<Status, Stop> {
    let file = asked.file.display();
    let bytes = files::read(&asked.file, &mut streams.input)?;
    let opened = open(&asked.judging, streams)?;
    let input = Input {
        bytes: &bytes,
        format: Some(redline::Format::Docx),
        base: None,
    };
    let report = crate::check(&input, &opened.library, &options(&asked.judging)).map_err(
        |error| match error {
            crate::CheckError::Input(error) => {
                Stop::Wrong(format!("{file}: not a .docx that can be read: {error}"))
            }
            error => Stop::Wrong(error.to_string()),
        },
    )?;
    let options = annotate::Options {
        author: asked.author.clone(),
        date: asked.date.clone(),
        audience: match asked.audience {
            Audience::Legal => annotate::Audience::Legal,
            Audience::Customer => annotate::Audience::Customer,
        },
        counter: asked.counter,
    };
    let annotated = annotate::annotate(&bytes, &report, &options)
        .map_err(|error| Stop::Wrong(format!("{file}: {error}")))?;
    files::write_bytes(&asked.out, &annotated.bytes)?;
    // What cannot be said must not make the written file a failure.
    let _ = write!(streams.messages, "{}", summary(asked, &annotated));
    Ok(Status::Fine)
}

/// What the file holds, a line each.
fn summary(asked: &Annotate, annotated: &Annotated) -> String {
    let mut text = format!(
        "clausecheck: {}: {} put in",
        asked.out.display(),
        counted(annotated.comments, "comment")
    );
    if asked.counter {
        text.push_str(&format!(
            "; {} rejected, {} replaced",
            counted(annotated.rejected.len(), "finding"),
            annotated.replaced.len()
        ));
    }
    text.push('\n');
    for left in &annotated.left {
        text.push_str(&format!(
            "clausecheck: {} was left as it stands: {}\n",
            left.finding, left.why
        ));
    }
    if matches!(asked.audience, Audience::Customer) && annotated.earlier > 0 {
        text.push_str(&format!(
            "clausecheck: {} stood in the file before and still {}; read what they say before you send it\n",
            counted(annotated.earlier, "comment"),
            if annotated.earlier == 1 { "does" } else { "do" }
        ));
    }
    text
}

fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        more => format!("{more} {one}s"),
    }
}
