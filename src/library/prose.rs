//! What is wrong with a library, in words that say how to mend it.

use std::fmt;

use super::diagnostic::{Diagnostic, Fault, Missing, Noun};
use super::model::Place;
use crate::value::Kind;

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { file, line, column } = &self.place;
        write!(f, "{file}:{line}:{column}: {}", self.fault)
    }
}

impl Noun {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Noun::Clause => ("clause", "clauses"),
            Noun::Choice => ("choice", "choices"),
            Noun::Column => ("column", "columns"),
            Noun::Fact => ("fact", "facts"),
            Noun::GlossaryWord => ("glossary word", "glossary words"),
            Noun::Group => ("word group", "word groups"),
            Noun::Key => ("key", "keys"),
            Noun::Kind => ("kind of value", "kinds"),
            Noun::Party => ("party label", "party labels"),
            Noun::Place => ("place", "places"),
            Noun::Role => ("role", "roles"),
            Noun::Row => ("row", "rows"),
            Noun::Section => ("section", "sections"),
            Noun::Side => ("side", "sides"),
            Noun::Term => ("term", "terms"),
            Noun::Unit => ("unit or way to join values", "ones that there are"),
            Noun::Setting => ("setting", "settings"),
        }
    }

    /// Where a new one would be written down.
    fn home(self) -> Option<&'static str> {
        match self {
            Noun::Fact => Some("facts.md"),
            Noun::GlossaryWord => Some("glossary.md"),
            Noun::Group => Some("library.md"),
            Noun::Place => Some("places.md"),
            Noun::Role => Some("roles.md"),
            _ => None,
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Missing::FrontMatter => f.write_str(
                "the file does not start with front matter; begin it with a line ---, lines like \"key: value\", and a line ---",
            ),
            Missing::FrontMatterEnd => {
                f.write_str("the front matter does not end; close it with a line ---")
            }
            Missing::Colon(line) => write!(f, "\"{line}\" is no setting; write it like \"key: value\""),
            Missing::Key(key) => write!(f, "the front matter has no {key}; add a line \"{key}: ...\""),
            Missing::Title => f.write_str("the page has no title; add a line \"# Title\" below the front matter"),
            Missing::Why => f.write_str("nothing says why; add a paragraph for people below the title"),
            Missing::Section(name) => write!(f, "there is no section {name}; add \"## {name}\""),
            Missing::TermKind(name) => write!(
                f,
                "the term \"{name}\" has no kind; write it like \"### {name} (duration, days)\" or \"### {name} (choice)\""
            ),
            Missing::Patterns(name) => write!(
                f,
                "nothing reads the term \"{name}\"; add a list of patterns below its heading"
            ),
            Missing::Pattern => f.write_str("the item has no pattern; write one between backquotes"),
            Missing::Bracket => f.write_str("the bracket is not closed; add \")\""),
            Missing::Finder => {
                f.write_str("nothing finds the clause; add a heading or a pattern to Found by")
            }
            Missing::Table(section) => write!(f, "{section} has no table; add one"),
            Missing::Column(name) => write!(f, "the table has no column {name}; add it"),
            Missing::Cell => f.write_str("the cell is empty; write - where the row asks nothing"),
            Missing::Standard => f.write_str("the matrix has no row Standard; make it the first row"),
            Missing::Language(row) => write!(
                f,
                "{row} has no language; add \"### {row}\" with a quote below \"## Language\""
            ),
            Missing::Quote(heading) => write!(
                f,
                "\"{heading}\" has no quote; add lines that start with >"
            ),
            Missing::DealValue(text) => write!(
                f,
                "\"{text}\" is neither a row nor a value of the deal; write it like \"Fallback 1, annual value 300 000\""
            ),
            Missing::ChoiceInCells { term, choice } => write!(
                f,
                "no row holds \"{choice}\" of {term}; name it in a cell, in a row Legal review if legal is to read it"
            ),
            Missing::File(name) => write!(f, "the library has no {name}; add it"),
            Missing::Meaning(word) => write!(f, "\"{word}\" has no meaning; write it like \"- **{word}**: what it means\""),
            Missing::Equivalent(text) => write!(f, "\"{text}\" is alone; write what it equals, like \"shall = will = must\""),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Unknown { what, name, known, meant } => unknown(*what, name, known, meant.as_deref(), f),
            Fault::Repeated {
                what: what @ Noun::Row,
                name,
                first,
            } => write!(
                f,
                "the {} \"{name}\" stands twice, first in line {}; add a label, like \"{name}: other\"",
                what.names().0,
                first.line
            ),
            Fault::Repeated { what, name, first } => write!(
                f,
                "the {} \"{name}\" stands twice, first at {}:{}:{}; rename or remove one",
                what.names().0, first.file, first.line, first.column
            ),
            Fault::Missing(missing) => write!(f, "{missing}"),
            Fault::Empty(name) => write!(f, "{name} is empty; fill it or remove it"),
            Fault::Stray { text, wanted } => write!(f, "\"{text}\" has no meaning here; {wanted}"),
            Fault::Pattern(fault) => write!(f, "{fault}"),
            Fault::Literal(fault) => write!(f, "{fault}"),
            Fault::NoValue(text) => write!(
                f,
                "\"{text}\" is no value; write it like \"8 weeks\", \"99.95 %\" or \"250 000\""
            ),
            Fault::CircularGroup(name) => write!(
                f,
                "the word group <{name}> leads back to itself; write its words out instead"
            ),
            Fault::PlainMatters(word) => write!(
                f,
                "the plain word \"{word}\" is also a word that matters; strike it from one of the lists"
            ),
            Fault::ReadsNothing(kind) => write!(
                f,
                "the pattern reads no {0}; add {{{0}}}, or a value after it, like \"= {1}\"",
                kind.name(),
                match kind {
                    Kind::Duration => "0 days",
                    Kind::Place => "Delaware",
                    _ => "absent",
                }
            ),
            Fault::Nameless => f.write_str(
                "the pattern reads no choice; write the choice before it, like \"invoice: `pattern`\"",
            ),
            Fault::Named(name) => write!(
                f,
                "\"{name}:\" names a choice, but the term is none; write \"= {name}\" after the pattern"
            ),
            Fault::NoOperand { text, slots } => match slots.as_slice() {
                [] => write!(f, "\"{text}\" is no value, and the pattern has no slot; write a value like \"30 days\""),
                slots => write!(
                    f,
                    "\"{text}\" is neither a value nor a slot of the pattern; its slots are {}",
                    slots.join(", ")
                ),
            },
            Fault::OtherKind { got, wanted } => write!(
                f,
                "this comes to a {}, but a {} is wanted here; change the sum or the term's kind",
                got.name(),
                wanted.name()
            ),
            Fault::NoTest { text, wanted } => write!(f, "\"{text}\" is no test; write {wanted}"),
            Fault::TooMany { what, most } => write!(f, "there are more than {most} {what}; split or remove some"),
            Fault::NoPosition(text) => write!(
                f,
                "\"{text}\" names no position; write Standard, Fallback 1, Legal review or Walk-away, with a label after a colon where a kind has several rows"
            ),
            Fault::NeverHit { row, why } => write!(f, "{row} can never be hit: {why}"),
            Fault::AddsNothing(row) => write!(
                f,
                "{row} adds nothing: the rows above hold all that it holds; widen it or remove it"
            ),
            Fault::Gap { column, values } => write!(
                f,
                "no row holds {values} of {column}; widen a row, or add a row Legal review that holds it"
            ),
            Fault::Overlap { row, other, values } => write!(
                f,
                "{row} holds {values}, which {other} holds too; narrow one of them"
            ),
            Fault::NotAbove { row, role, other, under } => write!(
                f,
                "{row} goes to {role}, to whom {under} of {other} does not escalate; order the rows by role, or mend roles.md"
            ),
            Fault::WrongRole { row, role, wanted } => write!(f, "{row} goes to {role}; {wanted}"),
            Fault::Order { row, after } => write!(f, "{row} stands after {after}; put the rows in order"),
            Fault::CircularRole(role) => write!(
                f,
                "{role} escalates back to itself; end the chain with -"
            ),
            Fault::Unasked(term) => write!(
                f,
                "no column asks for the term \"{term}\"; add a column to the matrix or remove the term"
            ),
            Fault::IdAndFile { id, file } => write!(
                f,
                "the id \"{id}\" is not the file's name \"{file}\"; make them the same"
            ),
            Fault::LanguageReadsAs { row, got } => write!(
                f,
                "the language of {row} reads as {got}; mend the language, the patterns or the row"
            ),
            Fault::IdlePattern(text) => write!(
                f,
                "`{text}` matches no language and no example of the clause; add an example or remove it"
            ),
            Fault::OtherVerdict { wanted, got, reasons } => {
                write!(f, "the example must be {wanted} but is {got}")?;
                match reasons.as_slice() {
                    [] => Ok(()),
                    reasons => write!(f, ": {}", reasons.join(" ")),
                }
            }
        }
    }
}

fn unknown(
    what: Noun,
    name: &str,
    known: &[String],
    meant: Option<&str>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    /// More names than these are not listed.
    const LISTED: usize = 12;
    let (one, many) = what.names();
    write!(f, "there is no {one} \"{name}\"")?;
    match (meant, what.home()) {
        (Some(meant), _) => write!(f, "; write \"{meant}\"")?,
        (None, Some(home)) => write!(f, "; add it to {home} or use another")?,
        (None, None) if known.is_empty() => write!(f, "; remove it")?,
        (None, None) if known.len() <= LISTED => {
            write!(f, "; the {many} are {}", known.join(", "))?
        }
        (None, None) => write!(f, "; use another")?,
    }
    Ok(())
}
