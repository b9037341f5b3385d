//! The command line: arguments in, results to standard output, messages to standard error.
//!
//! The only place that reads files and writes output. What it says about a document comes from the report, what it
//! says about a library from the library.

mod annotate;
mod args;
mod check;
mod files;
mod jsonl;
mod library;

use std::ffi::OsString;
use std::io::{self, BufRead, Write};

use clap::Parser;
use clap::error::ErrorKind;

use self::args::{Action, Command};

/// What the command reads from and writes to.
#[derive(Debug)]
pub struct Streams<I, O, E> {
    /// Standard input.
    pub input: I,
    /// Standard output.
    pub output: O,
    /// Standard error.
    pub messages: E,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// There is nothing to act on.
    Fine = 0,
    /// There is something to act on.
    Found = 1,
    /// The input or the command is wrong.
    Wrong = 2,
}

/// Why a command stopped.
enum Stop {
    /// The input is wrong: a message that says how to mend it.
    Wrong(String),
    /// Nobody reads the output any more.
    Closed,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Stop::Closed
        } else {
            Stop::Wrong(format!("standard output: {error}"))
        }
    }
}

/// Runs a command.
pub fn run<I: BufRead, O: Write, E: Write>(
    arguments: impl IntoIterator<Item = OsString>,
    streams: &mut Streams<I, O, E>,
) -> Status {
    let command = match Command::try_parse_from(arguments) {
        Ok(command) => command,
        Err(error) => {
            let is_asked = matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            );
            let text = error.render();
            // Where even a message cannot be written there is nobody left to tell.
            let _ = if is_asked {
                write!(streams.output, "{text}")
            } else {
                write!(streams.messages, "{text}")
            };
            return if is_asked {
                Status::Fine
            } else {
                Status::Wrong
            };
        }
    };
    let ended = match &command.action {
        Action::Check(check) if check.jsonl => jsonl::run(check, streams),
        Action::Check(check) => check::run(check, streams),
        Action::Annotate(annotate) => annotate::run(annotate, streams),
        Action::Read(read) => check::read(read, streams),
        Action::Lint(folder) => library::lint(folder, streams),
        Action::Test(folder) => library::test(folder, streams),
        Action::Matrix(matrix) => library::matrix(matrix, streams),
        Action::Bundle(bundle) => library::bundle(bundle, streams),
    };
    let ended = ended.and_then(|status| {
        streams.output.flush()?;
        Ok(status)
    });
    match ended {
        Ok(status) => status,
        Err(Stop::Closed) => Status::Fine,
        Err(Stop::Wrong(message)) => {
            let _ = writeln!(streams.messages, "clausecheck: {message}");
            Status::Wrong
        }
    }
}
