//! `check --jsonl`: one document a line, one report a line. A bad line gives an error of its own, and the rest goes on.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::args::{Check, With};
use super::check::{format, open, options, status};
use super::{Status, Stop, Streams};
use crate::library::{Library, key};
use crate::report::Report;
use crate::{Input, Options, redline};

/// A line of the input. Other fields are the sender's own and are let be: labels, notes, where it came from.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    format: Option<String>,
    text: String,
    base: Option<String>,
    deal: Option<BTreeMap<String, Value>>,
    context: Option<BTreeMap<String, Value>>,
    facts: Option<BTreeMap<String, Value>>,
}

/// A line of the output.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Report { id: Value, report: Box<Report> },
    Error { id: Value, error: String },
}

/// Judges the lines of a file or of standard input.
pub(super) fn run<I: BufRead, O: Write, E: Write>(
    check: &Check,
    streams: &mut Streams<I, O, E>,
) -> Result<Status, Stop> {
    let library = open(&check.judging, streams)?.library;
    let mut file;
    let input: &mut dyn BufRead = match check.file.as_deref() {
        Some(path) if path != Path::new("-") => {
            file = BufReader::new(File::open(path).map_err(|error| named(path, &error))?);
            &mut file
        }
        _ => &mut streams.input,
    };
    let mut out;
    let output: &mut dyn Write = match check.out.as_deref() {
        Some(path) => {
            out = File::create(path).map_err(|error| named(path, &error))?;
            &mut out
        }
        None => &mut streams.output,
    };
    let mut worst = Status::Fine;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let count = input
            .read_until(b'\n', &mut bytes)
            .map_err(|error| Stop::Wrong(format!("the lines cannot be read: {error}")))?;
        if count == 0 {
            return Ok(worst);
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let answer = match judge(bytes.trim_ascii(), &library, check) {
            Ok((id, report)) => {
                worst = worst.max(status(report.decision, check.fail_on));
                serde_json::to_string(&Answer::Report {
                    id,
                    report: Box::new(report),
                })
            }
            Err((id, error)) => {
                worst = Status::Wrong;
                serde_json::to_string(&Answer::Error { id, error })
            }
        };
        let answer =
            answer.map_err(|error| Stop::Wrong(format!("a report cannot be written: {error}")))?;
        // Whoever sends a line may wait for its answer.
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
}

fn named(path: &Path, error: &std::io::Error) -> Stop {
    Stop::Wrong(format!("cannot open {}: {error}", path.display()))
}

/// Judges a line; an error carries the line's id as far as it is known.
fn judge(
    bytes: &[u8],
    library: &Library,
    check: &Check,
) -> Result<(Value, Report), (Value, String)> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| (Value::Null, format!("the line is no JSON: {error}")))?;
    let id = value.get("id").cloned().unwrap_or_default();
    let fault = |message: String| (id.clone(), message);
    let line: Line = serde_json::from_value(value).map_err(|error| fault(error.to_string()))?;
    let given = match line.format.as_deref() {
        None => format(check.format),
        Some("auto") => None,
        Some("docx") => {
            return Err(fault(String::from(
                "a line holds text, and docx is none; check the file by itself",
            )));
        }
        Some("html") => Some(redline::Format::Html),
        Some("markdown" | "criticmarkup") => Some(redline::Format::Markdown),
        Some("text" | "plain") => Some(redline::Format::Text),
        Some(other) => {
            return Err(fault(format!(
                "there is no format \"{other}\"; write auto, html, markdown or text"
            )));
        }
    };
    let mut options = options(&check.judging);
    options.with_blocks = check.with.contains(&With::Blocks);
    add(&mut options, &line).map_err(&fault)?;
    let input = Input {
        bytes: line.text.as_bytes(),
        format: given,
        base: line.base.as_deref().map(str::as_bytes),
    };
    match crate::check(&input, library, &options) {
        Ok(report) => Ok((line.id, report)),
        Err(error) => Err(fault(error.to_string())),
    }
}

/// Adds the deal's values and the facts of a line to those of the command line.
fn add(options: &mut Options, line: &Line) -> Result<(), String> {
    put(&mut options.deal, line.context.as_ref())?;
    put(&mut options.deal, line.deal.as_ref())?;
    put(&mut options.facts, line.facts.as_ref())
}

fn put(
    to: &mut BTreeMap<String, String>,
    from: Option<&BTreeMap<String, Value>>,
) -> Result<(), String> {
    for (name, value) in from.into_iter().flatten() {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Array(items) if items.iter().all(Value::is_string) => {
                let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                items.join("; ")
            }
            _ => return Err(format!("{name}: write a number, a text or a list of texts")),
        };
        to.insert(key(name), text);
    }
    Ok(())
}
