//! What a clause library says, as plain data: the result of reading its Markdown.
//!
//! Nothing here is compiled or judged. Every item that a message may point to keeps its [`Place`].

use crate::ordered::Map;
use crate::pattern::Pattern;
use crate::value::{Kind, Value};

/// A place in a library file: line and column from 1, columns in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file's path within the library.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// The lists that `library.md` and the other library-wide files hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    /// Word groups: `pay` to what `<pay>` may be, each in pattern syntax.
    pub groups: Map<String, Vec<Pattern>>,
    /// Words that may change freely beside a value, in clauses judged by values.
    pub plain: Vec<String>,
    /// Wordings that say the same: each list is one class (`shall`, `will`, `is to`).
    pub equivalences: Vec<Vec<String>>,
    /// Words that negate: `not`, `no`, `neither`.
    pub negations: Vec<String>,
    /// Words that except or condition: `unless`, `other than`, `provided that`.
    pub exceptions: Vec<String>,
    /// The other words that always matter: `sole discretion`, `best efforts`, `only`.
    pub matters: Vec<String>,
    /// Party labels.
    pub parties: Vec<Party>,
    /// Places.
    pub places: Vec<PlaceName>,
    /// Who may approve.
    pub roles: Vec<Role>,
    /// Operations facts, by [`key`](super::key): `implementation.next_slot`.
    pub facts: Map<String, Fact>,
    /// The shared words.
    pub glossary: Vec<GlossaryEntry>,
}

/// A label that contracts give a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The label: `Licensor`.
    pub label: String,
    /// Its side.
    pub side: PartySide,
    /// The side that a label of either side takes where no other label settles it: `we` is usually the vendor.
    pub default: Option<PartySide>,
}

/// The side that a label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartySide {
    /// The seller.
    Vendor,
    /// The buyer.
    Customer,
    /// Whichever the other labels leave.
    Either,
}

/// A place, with the names it goes by and what it lies within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceName {
    /// Its name.
    pub name: String,
    /// Other names and adjectives: `State of Delaware`, `English`.
    pub others: Vec<String>,
    /// The places that it lies within, by name.
    pub within: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

/// A role that may approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name in matrices: `sales-manager`.
    pub name: String,
    /// Its function: `sales`.
    pub function: String,
    /// The next role up.
    pub escalates_to: Option<String>,
    /// How to reach it.
    pub contact: Option<String>,
    /// How soon it replies.
    pub reply_within: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// An operations fact: one value, or a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// As written.
    pub text: String,
    /// Its values; several where it is a list.
    pub values: Vec<Value>,
    /// Where it stands.
    pub place: Place,
}

/// A shared word and its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryEntry {
    /// The word.
    pub term: String,
    /// What it means here.
    pub meaning: String,
}

/// A clause: one file of the library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clause {
    /// Its id: `payment-terms`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The folder that it lies in: `commercial`.
    pub folder: String,
    /// The function that owns it.
    pub owner: String,
    /// How much is at stake.
    pub risk: Risk,
    /// How much of a changed text must be explained.
    pub coverage: Coverage,
    /// Why the position is held.
    pub why: String,
    /// How it is recognised.
    pub found: Found,
    /// What is read from it.
    pub terms: Vec<Term>,
    /// Its ladder of positions.
    pub matrix: Matrix,
    /// Approved wording.
    pub language: Vec<Language>,
    /// What the seller may tell the customer.
    pub say: Option<String>,
    /// Its tests.
    pub examples: Vec<Example>,
    /// Where its title stands.
    pub place: Place,
    /// Where its id stands.
    pub id_place: Place,
}

/// How much is at stake in a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Little.
    Low,
    /// Some.
    #[default]
    Medium,
    /// Much.
    High,
}

impl Risk {
    /// The word of the front matter and of the report.
    pub fn name(self) -> &'static str {
        match self {
            Risk::Low => "low",
            Risk::Medium => "medium",
            Risk::High => "high",
        }
    }
}

/// How much of a changed text must be explained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coverage {
    /// Every changed word.
    #[default]
    Strict,
    /// Known words beside a value may change too.
    Operative,
}

/// How a clause is recognised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Headings that claim the passages below them.
    pub headings: Vec<String>,
    /// Patterns that claim the sentence that they hit.
    pub patterns: Vec<Sourced>,
    /// Patterns that take a sentence out.
    pub not: Vec<Sourced>,
}

/// A pattern as it stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced {
    /// The pattern.
    pub pattern: Pattern,
    /// As written.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// Something that is read from a clause: `days to pay`.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its name, a column of the matrix.
    pub name: String,
    /// What kind of value it is.
    pub kind: Kind,
    /// The unit that it is shown in: `days`, `hours`, `months`, `weeks`.
    pub unit: Option<String>,
    /// How several values of one sentence join.
    pub join: Join,
    /// Of percentages, those that are values of the term at all: an uptime is one over 50 %, a credit beside it is not.
    pub over: Option<f64>,
    /// The values of a choice, in order; empty for other kinds.
    pub choices: Vec<String>,
    /// How it is read.
    pub patterns: Vec<TermPattern>,
    /// Patterns that take a sentence out, for this term.
    pub not: Vec<Sourced>,
    /// Where its heading stands.
    pub place: Place,
}

/// How several values of one sentence join.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// Each stands.
    #[default]
    Each,
    /// Percentages off a price multiply: 10 % and 5 % are 14.5 %.
    Stacked,
    /// The highest counts.
    Highest,
    /// The lowest counts.
    Lowest,
}

/// A pattern that reads a value of a term.
#[derive(Clone, Debug, PartialEq)]
pub struct TermPattern {
    /// The pattern.
    pub source: Sourced,
    /// The value that it reads.
    pub value: Reads,
    /// Whether it is read only where none before it was.
    pub otherwise: bool,
}

/// The value that a pattern reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Reads {
    /// The slot of the term's kind.
    Slot,
    /// One of the term's choices, by name.
    Choice(String),
    /// What an expression comes to.
    Expression(Expression),
}

/// Arithmetic on slots, facts and the deal's values.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A constant: `0 hours`, `unlimited`, `absent`, a place.
    Constant(Value),
    /// A slot of the pattern, and which of that kind, from 0: `duration`, and `duration 2` for the second.
    Slot(Kind, usize),
    /// A fact, by [`key`](super::key): `{uptime.supported}`.
    Fact(String),
    /// A value of the deal, by [`key`](super::key): `annual_value` of `deal: annual value`.
    Deal(String),
    /// Two operands and what joins them.
    Binary(Box<Expression>, Arithmetic, Box<Expression>),
}

/// What joins two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
}

/// The ladder of positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Its columns, `Position` and `Role` aside.
    pub columns: Vec<Column>,
    /// Where their heads stand.
    pub heads: Vec<Place>,
    /// Its rows, from the best position down.
    pub rows: Vec<Row>,
    /// Whether a column or a row of the table could not be read and is not here.
    pub is_partial: bool,
}

/// What a column asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// Whether the clause is there: `present` or `absent`.
    Clause,
    /// A term, by index into [`Clause::terms`].
    Term(usize),
    /// A value of the deal, by [`key`](super::key): it opens or shuts its row.
    Deal(String),
}

/// A position.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name: `Fallback 2`.
    pub name: String,
    /// What kind of position it is.
    pub position: Position,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// Who decides.
    pub role: String,
    /// Where it stands.
    pub place: Place,
    /// Where its role stands.
    pub role_place: Place,
}

/// What kind of position a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// What is offered first.
    Standard,
    /// What may be conceded, in order.
    Fallback(u32),
    /// What legal must read.
    LegalReview,
    /// What is not agreed.
    WalkAway,
}

/// What a row asks of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Any of these; none at all for `-`, which asks nothing and fits nothing.
    pub tests: Vec<Test>,
    /// As written.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// A unary test (DMN 1.4, section 7.3.5, S-FEEL).
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `<= 30 days`
    Compare(Comparison, Operand),
    /// `30..60 days`, both ends included.
    Range(Operand, Operand),
    /// `New York`, `invoice`, `present`, `absent`, `unlimited`: this value, or a place within it.
    Is(Operand),
    /// `not(...)`: a value, and none of these.
    Not(Vec<Test>),
    /// `all of {regions.hosted}`: the values read are all of the list.
    AllOf(Operand),
    /// `some of {regions.hosted}`: each value read is one of the list.
    SomeOf(Operand),
    /// `same as governing-law: law`: the value read there, or a place within it.
    SameAs {
        /// The other clause's id.
        clause: String,
        /// The name of its term.
        term: String,
    },
}

/// How a value compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// What a test compares with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A constant.
    Value(Value),
    /// A fact, by [`key`](super::key).
    Fact(String),
}

/// Approved wording for a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    /// The row's name.
    pub row: String,
    /// The wording; `{Vendor}` and `{Customer}` stand for the parties' labels. Paragraphs are separated by a newline.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// A quoted redline under the verdict that it must get.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The verdict.
    pub expect: Expect,
    /// What is known of the deal, by [`key`](super::key).
    pub deal: std::collections::BTreeMap<String, String>,
    /// The redline in CriticMarkup; without marks it is third-party paper.
    pub text: String,
    /// Where.
    pub place: Place,
}

/// The verdict that an example must get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// This row, by name.
    Row(String),
    /// Legal review, on a row or on none.
    LegalReview,
    /// The walk-away.
    WalkAway,
    /// The clause is not found.
    NotHere,
}
