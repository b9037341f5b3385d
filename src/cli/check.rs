//! `check` and `read`: one document.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use serde::Serialize;

use super::args::{Audience, Check, Extent, FailOn, Format, Judging, Output, Paper, Read, With};
use super::files::{self, Opened};
use super::{Status, Stop, Streams};
use crate::library::key;
use crate::report::customer;
use crate::report::sarif::{Rule, Source, sarif};
use crate::report::{self, Decision, Report};
use crate::{CheckError, Input, Options, redline};

/// Judges a document.
pub(super) fn run<I: BufRead, O: Write, E: Write>(
    check: &Check,
    streams: &mut Streams<I, O, E>,
) -> Result<Status, Stop> {
    if check.reader == Audience::Customer && matches!(check.output, Output::Sarif) {
        return Err(Stop::Wrong(String::from(
            "SARIF is for our own tools; for the customer write text, markdown, html or json",
        )));
    }
    let path = check.file.clone().unwrap_or_else(|| "-".into());
    let bytes = files::read(&path, &mut streams.input)?;
    let base = match &check.base {
        Some(base) => Some(files::read(base, &mut streams.input)?),
        None => None,
    };
    let opened = open(&check.judging, streams)?;
    let input = Input {
        bytes: &bytes,
        format: format(check.format),
        base: base.as_deref(),
    };
    let options = Options {
        // Places in the input, the redline and the contract's headings come from the blocks.
        with_blocks: check.with.contains(&With::Blocks)
            || matches!(check.output, Output::Html | Output::Sarif)
            || check.reader == Audience::Customer,
        ..options(&check.judging)
    };
    let report = crate::check(&input, &opened.library, &options).map_err(|error| {
        let base = check.base.as_deref().unwrap_or(&path);
        Stop::Wrong(match error {
            CheckError::Input(error) => format!("{}: {error}", path.display()),
            CheckError::Base(error) => format!("{}: {error}", base.display()),
            error => error.to_string(),
        })
    })?;
    let text = match check.reader {
        Audience::Legal => written(check, &report, &bytes, &opened)?,
        Audience::Customer => sent(check, &report)?,
    };
    files::write(check.out.as_deref(), &text, &mut streams.output)?;
    Ok(status(report.decision, check.fail_on))
}

/// Opens the library of a check, and says on standard error where it has faults.
pub(super) fn open<I, O, E: Write>(
    judging: &Judging,
    streams: &mut Streams<I, O, E>,
) -> Result<Opened, Stop> {
    let opened = files::library(judging.library.as_deref())?;
    if let Some(first) = opened.faults.first() {
        // A message that cannot be written must not stop the check.
        let more = match opened.faults.len() {
            1 => String::from("a fault"),
            count => format!("{count} faults, the first"),
        };
        let _ = writeln!(
            streams.messages,
            "clausecheck: the library has {more}: {}\nclausecheck: see them all with \"clausecheck lint\"",
            opened.located(first)
        );
    }
    Ok(opened)
}

/// The report in the form that was asked for.
fn written(check: &Check, report: &Report, bytes: &[u8], opened: &Opened) -> Result<String, Stop> {
    Ok(match check.output {
        Output::Text => report::text(report),
        Output::Markdown => report::markdown(report),
        Output::Json => json(report)?,
        Output::Html => report::html(report),
        Output::Sarif => {
            let clauses = opened.library.clauses.iter();
            let rules: Vec<Rule<'_>> = clauses
                .map(|clause| Rule {
                    id: &clause.id,
                    title: &clause.title,
                    why: &clause.why,
                    owner: &clause.owner,
                    risk: clause.risk.name(),
                })
                .collect();
            let path = check.file.as_ref().map(|path| path.to_string_lossy());
            sarif(
                report,
                &Source {
                    path: path.as_deref().filter(|path| *path != "-"),
                    bytes,
                    rules: &rules,
                },
            )
        }
    })
}

/// What may be sent to the customer, in the form that was asked for.
fn sent(check: &Check, report: &Report) -> Result<String, Stop> {
    let mut reply = customer::reply(report);
    if !matches!(check.output, Output::Html) && !check.with.contains(&With::Blocks) {
        reply.blocks = None;
    }
    Ok(match check.output {
        Output::Text => customer::text(&reply),
        Output::Markdown => customer::markdown(&reply),
        Output::Html => customer::html(&reply),
        Output::Json => json(&reply)?,
        // Refused before anything is read.
        Output::Sarif => String::new(),
    })
}

/// A report as JSON.
fn json(report: &impl Serialize) -> Result<String, Stop> {
    let mut text = serde_json::to_string_pretty(report)
        .map_err(|error| Stop::Wrong(format!("the report cannot be written: {error}")))?;
    text.push('\n');
    Ok(text)
}

/// The options of a check, but for what a line of `--jsonl` adds and whether the text is wanted.
pub(super) fn options(judging: &Judging) -> Options {
    let keyed = |pairs: &[(String, String)]| -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(name, value)| (key(name), value.clone()))
            .collect()
    };
    Options {
        paper: match judging.paper {
            Paper::Auto => None,
            Paper::Ours => Some(report::Paper::Ours),
            Paper::Theirs => Some(report::Paper::Theirs),
        },
        extent: match judging.extent {
            Extent::Auto => None,
            Extent::Whole => Some(report::Extent::Whole),
            Extent::Excerpt => Some(report::Extent::Excerpt),
        },
        deal: keyed(&judging.deal),
        facts: keyed(&judging.fact),
        with_blocks: false,
    }
}

/// The format that was asked for.
pub(super) fn format(format: Format) -> Option<redline::Format> {
    match format {
        Format::Auto => None,
        Format::Docx => Some(redline::Format::Docx),
        Format::Html => Some(redline::Format::Html),
        Format::Markdown => Some(redline::Format::Markdown),
        Format::Text => Some(redline::Format::Text),
    }
}

/// The exit status of a decision.
pub(super) fn status(decision: Decision, fail_on: FailOn) -> Status {
    let least = match fail_on {
        FailOn::Approve => Decision::Approve,
        FailOn::LegalReview => Decision::LegalReview,
        FailOn::WalkAway => Decision::WalkAway,
        FailOn::Never => return Status::Fine,
    };
    if decision >= least {
        Status::Found
    } else {
        Status::Fine
    }
}

/// Shows what is read of a document.
pub(super) fn read<I: BufRead, O: Write, E: Write>(
    read: &Read,
    streams: &mut Streams<I, O, E>,
) -> Result<Status, Stop> {
    let bytes = files::read(&read.file, &mut streams.input)?;
    let document = redline::read(&bytes, format(read.format))
        .map_err(|error| Stop::Wrong(format!("{}: {error}", read.file.display())))?;
    let shown = report::read_text(&document, &bytes);
    let mut text = serde_json::to_string_pretty(&shown)
        .map_err(|error| Stop::Wrong(format!("the blocks cannot be written: {error}")))?;
    text.push('\n');
    files::write(read.out.as_deref(), &text, &mut streams.output)?;
    Ok(Status::Fine)
}
