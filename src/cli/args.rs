//! What may stand on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Checks contract redlines against a clause library with a fallback matrix.
///
/// Exit status: 0 where nothing is at or above --fail-on, 1 where something is, 2 where the input or the command is
/// wrong.
#[derive(Debug, Parser)]
#[command(name = "clausecheck", version, max_term_width = 100)]
pub(super) struct Command {
    #[command(subcommand)]
    pub(super) action: Action,
}

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Judge a redline, or a clean text
    Check(Check),
    /// Write the verdicts into a .docx, as comments and, with --counter, as tracked changes
    Annotate(Annotate),
    /// Show what is read of a document: its blocks, as JSON
    Read(Read),
    /// Look for faults in a clause library
    Lint(Folder),
    /// Run the examples of a clause library
    Test(Folder),
    /// Write out the whole fallback matrix
    Matrix(Matrix),
    /// Write a clause library as one file, for the browser
    Bundle(Bundle),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The file; - is standard input
    #[arg(required_unless_present = "jsonl")]
    pub(super) file: Option<PathBuf>,
    /// Take one JSON object a line: id, format, text, base, deal, facts; give id and report a line
    #[arg(long, conflicts_with_all = ["base", "output", "reader"])]
    pub(super) jsonl: bool,
    /// The file's format
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) format: Format,
    /// The text that the file was made from, where its changes are not marked
    #[arg(long, value_name = "FILE")]
    pub(super) base: Option<PathBuf>,
    #[command(flatten)]
    pub(super) judging: Judging,
    /// What else the report holds: the document's blocks
    #[arg(long, value_enum)]
    pub(super) with: Vec<With>,
    /// The report's form
    #[arg(long, value_enum, default_value = "text")]
    pub(super) output: Output,
    /// Who reads it: the customer gets only what may be sent outside
    #[arg(
        long = "for",
        value_enum,
        default_value = "legal",
        value_name = "READER"
    )]
    pub(super) reader: Audience,
    /// The file to write to, in place of standard output
    #[arg(short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// The least severe decision that makes the exit status 1
    #[arg(
        long,
        value_enum,
        default_value = "legal_review",
        value_name = "DECISION"
    )]
    pub(super) fail_on: FailOn,
}

/// By what and how a document is judged.
#[derive(Debug, Args)]
pub(super) struct Judging {
    /// A folder of clauses, or a bundle; without it the default library is used
    #[arg(long, value_name = "DIR")]
    pub(super) library: Option<PathBuf>,
    /// Whose paper the contract is on
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) paper: Paper,
    /// How much of a contract the file is
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) extent: Extent,
    /// What is known of the deal, such as annual_value=300000
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    pub(super) deal: Vec<(String, String)>,
    /// A fact in place of the library's, such as uptime.supported=99.9%
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    pub(super) fact: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub(super) struct Annotate {
    /// The .docx; - is standard input
    pub(super) file: PathBuf,
    /// The .docx to write
    #[arg(short, value_name = "FILE")]
    pub(super) out: PathBuf,
    /// Reject what is not acceptable, or replace it by the wording to offer, as tracked changes
    #[arg(long)]
    pub(super) counter: bool,
    /// Whom the file is for: for the customer, comments hold only what may be said to them
    #[arg(long = "for", value_enum, default_value = "legal", value_name = "WHOM")]
    pub(super) audience: Audience,
    /// The author of comments and changes
    #[arg(long, value_name = "NAME", default_value = "clausecheck")]
    pub(super) author: String,
    /// Their date, such as 2026-03-02 or 2026-03-02T10:15:00Z; without it they have none
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[command(flatten)]
    pub(super) judging: Judging,
}

#[derive(Debug, Args)]
pub(super) struct Read {
    /// The file; - is standard input
    pub(super) file: PathBuf,
    /// The file's format
    #[arg(long, value_enum, default_value = "auto")]
    pub(super) format: Format,
    /// The file to write to, in place of standard output
    #[arg(short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Folder {
    /// The library's folder, or a bundle; without it the default library is taken
    pub(super) dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Matrix {
    /// The library's folder, or a bundle; without it the default library is taken
    pub(super) dir: Option<PathBuf>,
    /// The matrix's form
    #[arg(long, value_enum, default_value = "markdown")]
    pub(super) output: MatrixOutput,
    /// The file to write to, in place of standard output
    #[arg(short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Bundle {
    /// The library's folder; without it the default library is taken
    pub(super) dir: Option<PathBuf>,
    /// The file to write to, in place of standard output
    #[arg(short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    Auto,
    Docx,
    Html,
    Markdown,
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Audience {
    Legal,
    Customer,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Paper {
    Auto,
    Ours,
    Theirs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Extent {
    Auto,
    Whole,
    Excerpt,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum With {
    Blocks,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Output {
    Text,
    Json,
    Markdown,
    /// A page that stands by itself, with the redline
    Html,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum MatrixOutput {
    Markdown,
    Csv,
    Html,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FailOn {
    Approve,
    #[value(name = "legal_review", alias = "legal-review")]
    LegalReview,
    #[value(name = "walk_away", alias = "walk-away")]
    WalkAway,
    /// Never: the status says only whether the check was made
    Never,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() && !value.trim().is_empty() => {
            Ok((String::from(key.trim()), String::from(value.trim())))
        }
        _ => Err(String::from("write it as key=value")),
    }
}
