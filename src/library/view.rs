//! A library as the page and other programs show it: what its files say, as plain data for JSON.
//!
//! Everything is as it was written; what is compiled or judged is not here. Lines count from 1. TypeScript's types
//! are made from these (`cargo xtask types`).

use std::collections::BTreeMap;

use serde::Serialize;

use super::Library;
use super::model::{
    Clause, Column, Coverage, Example, Expect, Fact, Party, PartySide, PlaceName, Position, Role,
    Row, Term,
};

/// A clause library.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LibraryView<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// A hash of its files' text, in hexadecimal.
    pub hash: &'a str,
    /// Its clauses, ordered by path.
    pub clauses: Vec<ClauseView<'a>>,
    /// The shared words, in the order of the page.
    pub glossary: Vec<GlossaryView<'a>>,
    /// Who may approve.
    pub roles: Vec<RoleView<'a>>,
    /// The labels that contracts give the parties.
    pub parties: Vec<PartyView<'a>>,
    /// The places that are known by name.
    pub places: Vec<PlaceView<'a>>,
    /// Operations facts, by name.
    pub facts: BTreeMap<&'a str, &'a str>,
}

/// A clause: one file of the library.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClauseView<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its file's path within the library.
    pub path: &'a str,
    /// The folder that it lies in; empty for the library's own.
    pub folder: &'a str,
    /// The function that owns it.
    pub owner: &'a str,
    /// `high`, `medium` or `low`.
    pub risk: &'static str,
    /// `strict`: every changed word must be explained; `operative`: known words beside a value may change too.
    pub coverage: &'static str,
    /// Why the position is held; paragraphs are separated by a newline.
    pub why: &'a str,
    /// How it is recognised.
    pub found: FoundView<'a>,
    /// What is read from it.
    pub terms: Vec<TermView<'a>>,
    /// The columns of its matrix, those of the position and the role aside.
    pub columns: Vec<ColumnView<'a>>,
    /// Its positions, from the best down.
    pub rows: Vec<RowView<'a>>,
    /// Whether a column or a row of the matrix could not be read and is not here.
    pub is_partial: bool,
    /// Approved wording.
    pub language: Vec<LanguageView<'a>>,
    /// What the seller may tell the customer.
    pub say: Option<&'a str>,
    /// Its tests, in order.
    pub examples: Vec<ExampleView<'a>>,
}

/// How a clause is recognised.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundView<'a> {
    /// Headings that claim the passages below them.
    pub headings: Vec<&'a str>,
    /// Patterns that claim a sentence.
    pub patterns: Vec<&'a str>,
    /// Patterns that take a sentence out.
    pub not: Vec<&'a str>,
}

/// Something that is read from a clause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermView<'a> {
    /// Its name, a column of the matrix.
    pub name: &'a str,
    /// What kind of value it is: `duration`, `choice`, `place` and so on.
    pub kind: &'static str,
    /// The unit that it is shown in.
    pub unit: Option<&'a str>,
    /// The values of a choice, in order.
    pub choices: Vec<&'a str>,
    /// The patterns that read it.
    pub patterns: Vec<&'a str>,
    /// The line of its heading.
    pub line: usize,
}

/// A column of a matrix.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnView<'a> {
    /// `clause` for whether the clause is there, `term` for what is read, `deal` for a value of the deal.
    pub asks: &'static str,
    /// The term's or the deal value's name; `clause` for the clause itself.
    pub name: &'a str,
}

/// A position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RowView<'a> {
    /// Its name.
    pub name: &'a str,
    /// `standard`, `fallback`, `legal_review` or `walk_away`.
    pub position: &'static str,
    /// Its cells as written, one a column; `-` asks nothing.
    pub cells: Vec<&'a str>,
    /// Who decides.
    pub role: &'a str,
    /// The line that it stands in.
    pub line: usize,
}

/// Approved wording for a position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LanguageView<'a> {
    /// The row's name.
    pub position: &'a str,
    /// The wording; `{Vendor}` and `{Customer}` stand for the parties' labels.
    pub text: &'a str,
    /// The line that it starts in.
    pub line: usize,
}

/// A quoted redline under the verdict that it must get.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExampleView<'a> {
    /// The verdict: a row's name, `Legal review`, `Walk-away` or `not here`.
    pub expect: &'a str,
    /// What is known of the deal, by name.
    pub deal: &'a BTreeMap<String, String>,
    /// The redline in CriticMarkup.
    pub text: &'a str,
    /// The line that it starts in.
    pub line: usize,
}

/// A shared word and its meaning.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GlossaryView<'a> {
    /// The word.
    pub term: &'a str,
    /// What it means here.
    pub meaning: &'a str,
}

/// A role that may approve.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleView<'a> {
    /// Its name in matrices.
    pub name: &'a str,
    /// Its function.
    pub function: &'a str,
    /// The next role up.
    pub escalates_to: Option<&'a str>,
    /// How to reach it.
    pub contact: Option<&'a str>,
    /// How soon it replies.
    pub reply_within: Option<&'a str>,
}

/// A label that contracts give a party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartyView<'a> {
    /// The label.
    pub label: &'a str,
    /// `vendor`, `customer` or `either`.
    pub side: &'static str,
    /// The side that a label of either side takes where no other label settles it.
    pub default: Option<&'static str>,
}

/// A place with its names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceView<'a> {
    /// Its name.
    pub name: &'a str,
    /// Other names and adjectives.
    pub others: &'a [String],
    /// The places that it lies within, by name.
    pub within: &'a [String],
}

impl Library {
    /// What the library says, to be shown.
    pub fn view(&self) -> LibraryView<'_> {
        let lists = &self.lists;
        let glossary = lists.glossary.iter().map(|entry| GlossaryView {
            term: &entry.term,
            meaning: &entry.meaning,
        });
        let facts = lists.facts.iter();
        LibraryView {
            name: &self.name,
            version: &self.version,
            hash: &self.hash,
            clauses: self.clauses.iter().map(clause).collect(),
            glossary: glossary.collect(),
            roles: lists.roles.iter().map(role).collect(),
            parties: lists.parties.iter().map(party).collect(),
            places: lists.places.iter().map(place).collect(),
            facts: facts
                .map(|(name, fact)| (name.as_str(), text(fact)))
                .collect(),
        }
    }
}

fn clause(clause: &Clause) -> ClauseView<'_> {
    let language = clause.language.iter().map(|language| LanguageView {
        position: &language.row,
        text: &language.text,
        line: language.place.line,
    });
    ClauseView {
        id: &clause.id,
        title: &clause.title,
        path: &clause.place.file,
        folder: &clause.folder,
        owner: &clause.owner,
        risk: clause.risk.name(),
        coverage: match clause.coverage {
            Coverage::Strict => "strict",
            Coverage::Operative => "operative",
        },
        why: &clause.why,
        found: FoundView {
            headings: clause.found.headings.iter().map(String::as_str).collect(),
            patterns: clause
                .found
                .patterns
                .iter()
                .map(|one| one.text.as_str())
                .collect(),
            not: clause
                .found
                .not
                .iter()
                .map(|one| one.text.as_str())
                .collect(),
        },
        terms: clause.terms.iter().map(term).collect(),
        columns: clause
            .matrix
            .columns
            .iter()
            .map(|asked| column(clause, asked))
            .collect(),
        rows: clause.matrix.rows.iter().map(row).collect(),
        is_partial: clause.matrix.is_partial,
        language: language.collect(),
        say: clause.say.as_deref(),
        examples: clause.examples.iter().map(example).collect(),
    }
}

fn term(term: &Term) -> TermView<'_> {
    let patterns = term.patterns.iter();
    TermView {
        name: &term.name,
        kind: term.kind.name(),
        unit: term.unit.as_deref(),
        choices: term.choices.iter().map(String::as_str).collect(),
        patterns: patterns
            .map(|pattern| pattern.source.text.as_str())
            .collect(),
        line: term.place.line,
    }
}

fn column<'a>(clause: &'a Clause, column: &'a Column) -> ColumnView<'a> {
    let (asks, name) = match column {
        Column::Clause => ("clause", "clause"),
        Column::Term(at) => (
            "term",
            clause.terms.get(*at).map_or("", |term| term.name.as_str()),
        ),
        Column::Deal(name) => ("deal", name.as_str()),
    };
    ColumnView { asks, name }
}

fn row(row: &Row) -> RowView<'_> {
    RowView {
        name: &row.name,
        position: match row.position {
            Position::Standard => "standard",
            Position::Fallback(_) => "fallback",
            Position::LegalReview => "legal_review",
            Position::WalkAway => "walk_away",
        },
        cells: row.cells.iter().map(|cell| cell.text.as_str()).collect(),
        role: &row.role,
        line: row.place.line,
    }
}

fn example(example: &Example) -> ExampleView<'_> {
    ExampleView {
        expect: example.expect.name(),
        deal: &example.deal,
        text: &example.text,
        line: example.place.line,
    }
}

impl Expect {
    /// The verdict in words, as the heading above the example says it.
    pub fn name(&self) -> &str {
        match self {
            Expect::Row(row) => row,
            Expect::LegalReview => "Legal review",
            Expect::WalkAway => "Walk-away",
            Expect::NotHere => "not here",
        }
    }
}

fn role(role: &Role) -> RoleView<'_> {
    RoleView {
        name: &role.name,
        function: &role.function,
        escalates_to: role.escalates_to.as_deref(),
        contact: role.contact.as_deref(),
        reply_within: role.reply_within.as_deref(),
    }
}

fn party(party: &Party) -> PartyView<'_> {
    PartyView {
        label: &party.label,
        side: side(party.side),
        default: party.default.map(side),
    }
}

fn side(side: PartySide) -> &'static str {
    match side {
        PartySide::Vendor => "vendor",
        PartySide::Customer => "customer",
        PartySide::Either => "either",
    }
}

fn place(place: &PlaceName) -> PlaceView<'_> {
    PlaceView {
        name: &place.name,
        others: &place.others,
        within: &place.within,
    }
}

fn text(fact: &Fact) -> &str {
    &fact.text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const CLAUSE: &str = "---\nid: pay\nowner: finance\nrisk: high\n---\n\n# Payment\n\nMoney in time.\n\n\
        ## Found by\n\n- Heading: Payment\n- `pay within {duration}`\n\n## Terms\n\n### days (duration, days)\n\n\
        - `pay within {duration}`\n\n## Matrix\n\n| Position | days | Role |\n| --- | --- | --- |\n\
        | Standard | <= 30 days | seller |\n| Walk-away | > 60 days | cfo |\n\n## Language\n\n### Standard\n\n\
        > {Customer} shall pay within 30 days.\n\n## Examples\n\n### Standard, annual value 5000\n\n> pay within 20 days\n";

    #[test]
    fn a_clause_is_shown_as_it_was_written() {
        let files = BTreeMap::from([
            (String::from("money/pay.md"), String::from(CLAUSE)),
            (
                String::from("roles.md"),
                String::from(
                    "# Roles\n\n| Role | Function | Escalates to | Contact | Replies within |\n\
                     | --- | --- | --- | --- | --- |\n| cfo | finance | - | money@example.com | 2 days |\n",
                ),
            ),
        ]);
        let (library, _) = Library::load(&files);
        let view = library.view();
        let clause = &view.clauses[0];
        assert_eq!(
            (clause.id, clause.path, clause.folder),
            ("pay", "money/pay.md", "money")
        );
        assert_eq!(
            (clause.risk, clause.coverage, clause.why),
            ("high", "strict", "Money in time.")
        );
        assert_eq!(clause.terms[0].kind, "duration");
        assert_eq!(clause.terms[0].patterns, ["pay within {duration}"]);
        assert_eq!(
            clause.columns,
            [ColumnView {
                asks: "term",
                name: "days"
            }]
        );
        let rows: Vec<_> = clause
            .rows
            .iter()
            .map(|row| (row.name, row.position, row.cells.join("|"), row.role))
            .collect();
        assert_eq!(
            rows,
            [
                ("Standard", "standard", String::from("<= 30 days"), "seller"),
                ("Walk-away", "walk_away", String::from("> 60 days"), "cfo"),
            ]
        );
        assert_eq!(
            clause.language[0].text,
            "{Customer} shall pay within 30 days."
        );
        let example = &clause.examples[0];
        assert_eq!(
            (example.expect, example.text),
            ("Standard", "pay within 20 days")
        );
        assert_eq!(
            example.deal.get("annual_value").map(String::as_str),
            Some("5000")
        );
        let line = CLAUSE
            .lines()
            .position(|line| line == "> pay within 20 days")
            .map(|at| at + 1);
        assert_eq!(Some(example.line), line);
        assert_eq!(
            (view.roles[0].name, view.roles[0].escalates_to),
            ("cfo", None)
        );
    }
}
