//! The report: what a check found, in the words and fields that others depend on.
//!
//! These types serialise to the JSON of schema `clausecheck-report/1`. Under /1 fields are only added. Every span is
//! in UTF-16 code units of a block's redline text, deleted text included: the unit that JavaScript strings use.
//! The renderings (text, Markdown) read these types and nothing else.

mod blocks;
pub mod customer;
mod html;
mod markdown;
#[cfg(test)]
pub(crate) mod sample;
pub mod sarif;
mod text;
pub(crate) mod words;

pub use blocks::{block, blocks, changes, read_text};
pub use html::html;
pub use markdown::markdown;
use serde::Serialize;
pub use text::text;

/// The name of the schema that [`Report`] serialises to.
pub const SCHEMA: &str = "clausecheck-report/1";

/// What a check found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The library that it was checked against.
    pub library: LibraryName,
    /// What was checked.
    pub document: DocumentSummary,
    /// The deal's values and the facts that cells or patterns asked for.
    pub used: Used,
    /// The most severe decision of the clauses.
    pub decision: Decision,
    /// Why the deal goes to the deal desk, if it does.
    pub desk: Option<String>,
    /// How many clauses got each decision.
    pub counts: Counts,
    /// Who must approve what, each role once.
    pub approvals: Vec<Approval>,
    /// One verdict a clause, in document order.
    pub clauses: Vec<ClauseVerdict>,
    /// The findings, in document order.
    pub findings: Vec<Finding>,
    /// Passages that were not judged, and why.
    pub unread: Vec<Unread>,
    /// What could not be read or resolved.
    pub problems: Vec<Problem>,
}

/// Which library, exactly.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LibraryName {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// A hash of its files' text, in hexadecimal.
    pub hash: String,
}

/// What was checked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentSummary {
    /// `docx`, `html`, `markdown` or `text`.
    pub format: &'static str,
    /// How it was judged.
    pub mode: Mode,
    /// Whose paper it is.
    pub paper: Paper,
    /// Whether it is a whole contract.
    pub extent: Extent,
    /// Words of the final text.
    pub words: usize,
    /// Insertions, counted as stretches of text.
    pub insertions: usize,
    /// Deletions, counted as stretches of text.
    pub deletions: usize,
    /// Passages that nobody changed and that were therefore not judged.
    pub settled: usize,
    /// Who changed it, in order of appearance.
    pub authors: Vec<String>,
    /// The parties' labels and their sides.
    pub parties: Vec<PartyLabel>,
    /// The tracked changes.
    pub changes: Vec<ChangeSummary>,
    /// The text itself, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<BlockText>>,
}

/// How a document was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// By its tracked changes.
    Redline,
    /// By its differences from the library's language.
    Ours,
    /// By all that it says.
    ThirdParty,
    /// By its differences from another text.
    Compare,
}

/// Whose paper a contract is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// The library's own language.
    Ours,
    /// The other side's.
    Theirs,
}

/// How much of a contract a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extent {
    /// All of it: silence is absence.
    Whole,
    /// A part: silence is nothing.
    Excerpt,
}

/// A party's label as the contract uses it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartyLabel {
    /// The label: `Licensor`.
    pub label: String,
    /// `vendor`, `customer` or `unknown`.
    pub side: &'static str,
}

/// A tracked change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangeSummary {
    /// Its identifier.
    pub id: String,
    /// Who made it.
    pub author: Option<String>,
    /// When, as the source wrote it.
    pub date: Option<String>,
}

/// A block with its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BlockText {
    /// Its identifier, which spans refer to.
    pub id: String,
    /// Where it stands in its source.
    #[serde(rename = "where")]
    pub place: String,
    /// The number shown before it.
    pub number: Option<String>,
    /// Its heading level.
    pub heading: Option<u8>,
    /// Its runs.
    pub runs: Vec<RunText>,
}

/// A run with its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunText {
    /// `keep`, `insert` or `delete`.
    pub op: &'static str,
    /// The text.
    pub text: String,
    /// The identifier of the change.
    pub change: Option<String>,
    /// Its UTF-16 offset in the input, where the text stands there as it is.
    pub at: Option<usize>,
}

/// A document as it was read, before anything is judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadText {
    /// Its blocks.
    pub blocks: Vec<BlockText>,
    /// The tracked changes.
    pub changes: Vec<ChangeSummary>,
    /// What could not be read.
    pub problems: Vec<String>,
}

/// The values from outside the text that a check used.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Used {
    /// The deal's, by name.
    pub deal: std::collections::BTreeMap<String, String>,
    /// The facts, by name.
    pub facts: std::collections::BTreeMap<String, String>,
}

/// What is to be done with a clause or a document, from the least severe to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The seller may agree to it alone.
    #[default]
    Accept,
    /// A named function other than legal must approve first.
    Approve,
    /// Legal must read it.
    LegalReview,
    /// Do not agree; escalate to the role named.
    WalkAway,
}

impl Decision {
    /// The word that the report and the command line use.
    pub fn name(self) -> &'static str {
        match self {
            Decision::Accept => "accept",
            Decision::Approve => "approve",
            Decision::LegalReview => "legal_review",
            Decision::WalkAway => "walk_away",
        }
    }
}

/// How many clauses got each decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Clauses that the seller may accept.
    pub accept: usize,
    /// Clauses that a function must approve.
    pub approve: usize,
    /// Clauses that legal must read, passages that no clause claims among them.
    pub legal_review: usize,
    /// Clauses beyond the walk-away.
    pub walk_away: usize,
}

/// A role, and what it is asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Approval {
    /// The role.
    pub role: String,
    /// Its function.
    pub function: String,
    /// How to reach it.
    pub contact: Option<String>,
    /// How soon it replies.
    pub reply_within: Option<String>,
    /// The clauses that need it.
    pub clauses: Vec<String>,
    /// Whom it escalates to, step by step.
    pub escalates_to: Vec<String>,
}

/// The verdict on a clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClauseVerdict {
    /// The clause's id, or null for passages that no clause claims.
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// `high`, `medium` or `low`.
    pub risk: &'static str,
    /// The decision.
    pub decision: Decision,
    /// The position of the original text.
    pub was: Option<String>,
    /// The position of the final text.
    pub position: Option<String>,
    /// Who approves, or to whom to escalate.
    pub role: Option<String>,
    /// The findings under it.
    pub findings: Vec<String>,
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Words or values changed.
    Changed,
    /// A clause came in.
    Added,
    /// A clause was struck.
    Removed,
    /// A passage only changed its place.
    Moved,
    /// A clause is not in the contract at all.
    Missing,
    /// A change against approved language that nobody tracked.
    Untracked,
    /// A passage of which nothing could be read.
    Unread,
}

/// One thing found in one clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// `clause/n`, or `-/n` where no clause claims it.
    pub id: String,
    /// The clause.
    pub clause: Option<String>,
    /// What kind of thing it is.
    pub kind: FindingKind,
    /// The decision.
    pub decision: Decision,
    /// The position of the original text.
    pub was: Option<String>,
    /// The position of the final text.
    pub position: Option<String>,
    /// Who approves, or to whom to escalate.
    pub role: Option<String>,
    /// Where.
    pub spans: Vec<Span>,
    /// A hash of the clause and the final words.
    pub print: String,
    /// The original words.
    pub original: String,
    /// The final words.
    #[serde(rename = "final")]
    pub revised: String,
    /// What changed, word by word.
    pub edits: Vec<Edit>,
    /// The values read.
    pub readings: Vec<Reading>,
    /// Why, in sentences for people.
    pub reasons: Vec<String>,
    /// The wording to offer instead.
    pub suggestion: Option<Suggestion>,
    /// What may be said to the customer.
    pub say: Option<String>,
}

/// A place in the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// The block's identifier.
    pub block: String,
    /// First UTF-16 unit.
    pub start: usize,
    /// First UTF-16 unit after it.
    pub end: usize,
}

/// One change of words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edit {
    /// `insert`, `delete`, `replace` or `move`.
    pub op: &'static str,
    /// The words that went.
    pub old: String,
    /// The words that came.
    pub new: String,
    /// Where.
    pub span: Span,
    /// The tracked changes that made it.
    pub changes: Vec<String>,
    /// The rule that explains it, or null.
    pub explained_by: Option<Explanation>,
}

/// The rule that explains an edit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// `reading`, `language`, `equivalence`, `known` or `struck`.
    pub by: &'static str,
    /// The rule, in words.
    pub text: String,
}

/// A value read in both texts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The term's name.
    pub term: String,
    /// What the original text says.
    pub original: Option<ReadValue>,
    /// What the final text says.
    #[serde(rename = "final")]
    pub revised: Option<ReadValue>,
    /// The row of the matrix that it stands on.
    pub row: Option<String>,
    /// The cell that it fits.
    pub cell: Option<String>,
    /// What that row decides.
    pub decision: Option<Decision>,
    /// Whether the verdict rests on it.
    pub judged: bool,
}

/// A value and the words that it was read from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadValue {
    /// The words.
    pub text: String,
    /// The value: a number in `unit`, or a word.
    pub value: serde_json::Value,
    /// The unit of a number.
    pub unit: Option<String>,
    /// Where.
    pub span: Option<Span>,
}

/// Wording to offer instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// The position whose language it is.
    pub position: String,
    /// The wording, in the document's own labels.
    pub text: String,
    /// What it would replace.
    pub replaces: Vec<Span>,
}

/// A passage that was not judged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unread {
    /// Where.
    pub span: Span,
    /// Why.
    pub why: String,
}

/// What could not be read or resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// What.
    pub message: String,
    /// Where.
    pub span: Option<Span>,
}
