//! What is wrong with a library: a kind and a place. The words for it stand apart.

use super::literal::LiteralFault;
use super::model::Place;
use crate::ordered;
use crate::pattern;
use crate::value::Kind;

/// Something wrong in a library file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

impl Diagnostic {
    /// Puts diagnostics in the order of their places.
    pub(crate) fn sort(diagnostics: &mut [Diagnostic]) {
        ordered::sort_by(diagnostics, |a, b| a.place.cmp(&b.place));
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// A name that is not known.
    Unknown {
        /// What it should name.
        what: Noun,
        /// The name.
        name: String,
        /// The names that are known.
        known: Vec<String>,
        /// The one that was probably meant.
        meant: Option<String>,
    },
    /// A name that stands twice.
    Repeated {
        /// What it names.
        what: Noun,
        /// The name.
        name: String,
        /// Where it stands first.
        first: Place,
    },
    /// Something that should be there.
    Missing(Missing),
    /// A section or a list with nothing in it.
    Empty(String),
    /// Something where it has no meaning.
    Stray {
        /// What it is, or its text.
        text: String,
        /// What is wanted there.
        wanted: &'static str,
    },
    /// A pattern that is none.
    Pattern(pattern::Fault),
    /// A value that is none.
    Literal(LiteralFault),
    /// A fact that is no value of any kind.
    NoValue(String),
    /// A word group that refers to itself.
    CircularGroup(String),
    /// A plain word that is also one that matters.
    PlainMatters(String),
    /// A pattern that reads no value of its term.
    ReadsNothing(Kind),
    /// A choice's pattern without the choice that it reads.
    Nameless,
    /// A name before a pattern of a term that is no choice.
    Named(String),
    /// A name after `=` that is neither slot nor value.
    NoOperand {
        /// The text.
        text: String,
        /// The slots that the pattern has.
        slots: Vec<&'static str>,
    },
    /// Arithmetic that gives another kind of value than the term has.
    OtherKind {
        /// What it gives.
        got: Kind,
        /// What the term has.
        wanted: Kind,
    },
    /// A cell's text that is no test.
    NoTest {
        /// The text.
        text: String,
        /// What may stand there.
        wanted: String,
    },
    /// More of something than a library may have.
    TooMany {
        /// What.
        what: &'static str,
        /// How many there may be.
        most: usize,
    },
    /// A row's name that names no position.
    NoPosition(String),
    /// A row of which no value can ever stand.
    NeverHit {
        /// The row.
        row: String,
        /// Why.
        why: String,
    },
    /// A row whose every cell is held by the rows above.
    AddsNothing(String),
    /// Values that no row holds.
    Gap {
        /// The column.
        column: String,
        /// The values, in words.
        values: String,
    },
    /// A walk-away's cell that an accepting row also holds.
    Overlap {
        /// The walk-away row.
        row: String,
        /// The accepting row.
        other: String,
        /// The values that both hold, in words.
        values: String,
    },
    /// A row whose approver does not stand above that of the rows above.
    NotAbove {
        /// The row.
        row: String,
        /// Its role.
        role: String,
        /// The row above.
        other: String,
        /// The role above.
        under: String,
    },
    /// A row of another role than its position asks for.
    WrongRole {
        /// The row.
        row: String,
        /// Its role.
        role: String,
        /// Why it is wrong.
        wanted: &'static str,
    },
    /// Rows that stand in another order than their names say.
    Order {
        /// The row.
        row: String,
        /// The row before it.
        after: String,
    },
    /// A role that escalates back to itself.
    CircularRole(String),
    /// A term that no column asks about.
    Unasked(String),
    /// An id that is not the file's name.
    IdAndFile {
        /// The id.
        id: String,
        /// The file's name.
        file: String,
    },
    /// A position whose own language does not read as that position.
    LanguageReadsAs {
        /// The position.
        row: String,
        /// How it reads.
        got: String,
    },
    /// A pattern that matches no language and no example of its clause.
    IdlePattern(String),
    /// An example that gets another verdict.
    OtherVerdict {
        /// The verdict that it must get.
        wanted: String,
        /// The verdict that it gets.
        got: String,
        /// Why, in the report's words.
        reasons: Vec<String>,
    },
}

/// What a name may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Noun {
    /// A clause, by id.
    Clause,
    /// A choice of a term.
    Choice,
    /// A column of a table.
    Column,
    /// A fact.
    Fact,
    /// A word of the glossary.
    GlossaryWord,
    /// A word group.
    Group,
    /// A key of the front matter.
    Key,
    /// A kind of value.
    Kind,
    /// A party's label.
    Party,
    /// A place.
    Place,
    /// A role.
    Role,
    /// A row of the matrix.
    Row,
    /// A section.
    Section,
    /// A side of a contract.
    Side,
    /// A term.
    Term,
    /// A unit of a term, or how its values join.
    Unit,
    /// A value that the key takes.
    Setting,
}

/// What should be there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Missing {
    /// The front matter.
    FrontMatter,
    /// The line that ends the front matter.
    FrontMatterEnd,
    /// A colon in a line of the front matter.
    Colon(String),
    /// A key of the front matter.
    Key(&'static str),
    /// The title.
    Title,
    /// The paragraph below the title.
    Why,
    /// A section.
    Section(&'static str),
    /// The kind in a term's heading.
    TermKind(String),
    /// A term's patterns.
    Patterns(String),
    /// A pattern in an item.
    Pattern,
    /// The bracket that closes another.
    Bracket,
    /// A heading or a pattern that finds the clause.
    Finder,
    /// A table.
    Table(&'static str),
    /// A column of a table.
    Column(&'static str),
    /// A cell's text.
    Cell,
    /// The row `Standard`.
    Standard,
    /// The language of a row.
    Language(String),
    /// A quote below a heading.
    Quote(String),
    /// A value of the deal in an example's heading.
    DealValue(String),
    /// A choice in any cell.
    ChoiceInCells {
        /// The term.
        term: String,
        /// The choice.
        choice: String,
    },
    /// A file.
    File(&'static str),
    /// What an entry means.
    Meaning(String),
    /// A second wording of an equivalence.
    Equivalent(String),
}

impl Fault {
    /// A name that is not known, with the one that was probably meant.
    pub(super) fn unknown<'a>(
        what: Noun,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Fault {
        /// More names are not kept.
        const KEPT: usize = 64;
        let known: Vec<&str> = known.into_iter().take(super::near::MOST).collect();
        let meant = super::near::nearest(name, known.iter().copied()).map(String::from);
        Fault::Unknown {
            what,
            name: String::from(name),
            meant,
            known: known
                .iter()
                .take(KEPT)
                .map(|name| String::from(*name))
                .collect(),
        }
    }
}
