//! A cell of the matrix: unary tests (DMN 1.4, section 7.3.5, S-FEEL) in the words of a lawyer.

use super::diagnostic::{Fault, Noun};
use super::expression::{is_alike, word};
use super::literal::{guess, literal};
use super::located::Part;
use super::model::{Cell, Comparison, Operand, Term, Test};
use super::reading::{Reading, key, normal};
use crate::value::{Kind, Value};

/// What a column asks about, with what its cells need to be read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Asked<'a> {
    /// Whether the clause is there.
    Clause,
    /// A term.
    Term(&'a Term),
    /// A value of the deal.
    Deal,
}

/// How deep `not(...)` may nest.
const DEPTH: usize = 4;

/// The ways to compare, longest first, as `<` starts `<=`.
const COMPARISONS: [(&str, Comparison); 6] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("\u{2264}", Comparison::AtMost),
    ("\u{2265}", Comparison::AtLeast),
    ("<", Comparison::Less),
    (">", Comparison::More),
];

/// Reads a cell.
pub(super) fn read(part: Part<'_>, asked: Asked<'_>, reading: &mut Reading<'_>) -> Cell {
    let part = part.trim();
    let mut tests = Vec::new();
    match part.text() {
        "-" | "\u{2013}" | "\u{2014}" => {}
        "" => reading.fault(part.at(), Fault::Missing(super::diagnostic::Missing::Cell)),
        _ => {
            // A cell of which a part cannot be read is not read at all: half a cell would say something else.
            let read: Vec<_> = part
                .split(',')
                .into_iter()
                .map(|test| read_test(test, asked, 0, reading))
                .collect();
            tests = read.into_iter().collect::<Option<_>>().unwrap_or_default();
        }
    }
    Cell {
        tests,
        text: String::from(part.text()),
        place: reading.place(part.at()),
    }
}

fn read_test(
    part: Part<'_>,
    asked: Asked<'_>,
    depth: usize,
    reading: &mut Reading<'_>,
) -> Option<Test> {
    let text = part.text();
    for (sign, comparison) in COMPARISONS {
        if let Some(operand) = part.after(sign) {
            if !is_measured(asked) {
                return no_test(part, asked, reading);
            }
            let operand = quantity(operand.trim(), asked, reading)?;
            return Some(Test::Compare(comparison, operand));
        }
    }
    if let Some(list) = part
        .after("not(")
        .filter(|_| text.ends_with(')') && depth < DEPTH)
    {
        let list = list.sub(0, list.text().len().saturating_sub(1));
        let mut tests = Vec::new();
        for test in list.split(',') {
            tests.push(read_test(test, asked, depth + 1, reading)?);
        }
        if tests.is_empty() {
            return no_test(part, asked, reading);
        }
        return Some(Test::Not(tests));
    }
    for (words, test) in [
        ("all of ", Test::AllOf as fn(Operand) -> Test),
        ("some of ", Test::SomeOf),
        ("any of ", Test::SomeOf),
        ("one of ", Test::SomeOf),
    ] {
        if let Some(list) = part.after(words) {
            let name = list.trim();
            let Some(fact) = braced(name.text()) else {
                return no_test(part, asked, reading);
            };
            return known_fact(fact, name, reading).map(|fact| test(Operand::Fact(fact)));
        }
    }
    if let Some(other) = part.after("same as ") {
        let Some((clause, term)) = other.once(":") else {
            return no_test(part, asked, reading);
        };
        return Some(Test::SameAs {
            clause: String::from(clause.trim().text()),
            term: String::from(term.trim().text()),
        });
    }
    if let Some((low, high)) = part.once("..").filter(|_| is_measured(asked)) {
        let (low, high) = (low.trim(), high.trim_signs(&['.']));
        let low = match shared_unit(low.text(), high.text(), asked) {
            Some(value) => Some(Operand::Value(value)),
            None => quantity(low, asked, reading),
        };
        let high = quantity(high, asked, reading);
        return Some(Test::Range(low?, high?));
    }
    let bare = part.after("=").unwrap_or(part).trim();
    operand(bare, asked, reading).map(Test::Is)
}

/// Whether a column's values can be more or less.
fn is_measured(asked: Asked<'_>) -> bool {
    match asked {
        Asked::Clause => false,
        Asked::Deal => true,
        Asked::Term(term) => !matches!(term.kind, Kind::Place | Kind::Choice),
    }
}

/// A bound of a comparison or a range: a quantity or a fact.
fn quantity(part: Part<'_>, asked: Asked<'_>, reading: &mut Reading<'_>) -> Option<Operand> {
    match operand(part, asked, reading)? {
        Operand::Value(Value::Present | Value::Absent | Value::Unlimited | Value::Unknown(_)) => {
            no_test(part, asked, reading)
        }
        operand => Some(operand),
    }
}

/// The low end of a range that leaves its unit to the high end: `30..60 days`.
fn shared_unit(low: &str, high: &str, asked: Asked<'_>) -> Option<Value> {
    let Asked::Term(term) = asked else {
        return None;
    };
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}');
    if !low.chars().all(is_figure) || high.starts_with('{') {
        return None;
    }
    let unit = high.trim_start_matches(is_figure);
    literal(&format!("{low} {unit}"), term.kind).ok()
}

fn braced(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}

fn operand(part: Part<'_>, asked: Asked<'_>, reading: &mut Reading<'_>) -> Option<Operand> {
    let text = part.text();
    if let Some(name) = braced(text) {
        let fact = known_fact(name, part, reading)?;
        check_fact(&fact, part, asked, reading)?;
        return Some(Operand::Fact(fact));
    }
    let value = match asked {
        Asked::Clause => word(text).filter(|value| matches!(value, Value::Present | Value::Absent)),
        Asked::Deal => word(text).or_else(|| guess(text)),
        Asked::Term(term) => return of_term(part, term, asked, reading),
    };
    match value {
        Some(value) => Some(Operand::Value(value)),
        None => no_test(part, asked, reading),
    }
}

fn of_term(
    part: Part<'_>,
    term: &Term,
    asked: Asked<'_>,
    reading: &mut Reading<'_>,
) -> Option<Operand> {
    let text = part.text();
    let value = match term.kind {
        // A term may have a choice that is called `present`.
        Kind::Choice => {
            let choice = term
                .choices
                .iter()
                .find(|choice| normal(choice) == normal(text));
            match (choice, word(text)) {
                (Some(choice), _) => Value::Name(choice.clone()),
                (None, Some(value)) => value,
                (None, None) => {
                    let known = term.choices.iter().map(String::as_str);
                    reading.fault(part.at(), Fault::unknown(Noun::Choice, text, known));
                    return None;
                }
            }
        }
        Kind::Place => match (reading.place_named(text), word(text)) {
            (Some(place), _) => Value::Name(String::from(place)),
            (None, Some(value)) => value,
            (None, None) => {
                let fault = reading.unknown_place(text);
                reading.fault(part.at(), fault);
                return None;
            }
        },
        kind => match (word(text), literal(text, kind)) {
            (Some(value), _) | (None, Ok(value)) => value,
            (None, Err(fault)) if text.contains(|c: char| c.is_ascii_digit()) => {
                reading.fault(part.at(), Fault::Literal(fault));
                return None;
            }
            (None, Err(_)) => return no_test(part, asked, reading),
        },
    };
    Some(Operand::Value(value))
}

/// The name in which a fact is kept, where it is known.
fn known_fact(name: &str, part: Part<'_>, reading: &mut Reading<'_>) -> Option<String> {
    let name = key(name);
    if reading.lists.facts.contains_key(&name) {
        return Some(name);
    }
    let fault = reading.unknown_fact(&name);
    reading.fault(part.at(), fault);
    None
}

/// A fact must be of the kind that its column asks about.
fn check_fact(
    name: &str,
    part: Part<'_>,
    asked: Asked<'_>,
    reading: &mut Reading<'_>,
) -> Option<()> {
    let Asked::Term(term) = asked else {
        return Some(());
    };
    let values = reading
        .lists
        .facts
        .get(name)
        .map_or(&[][..], |fact| &fact.values);
    let other = values.iter().find_map(|value| match value {
        Value::Quantity { kind, .. } if !is_alike(*kind, term.kind) && *kind != Kind::Number => {
            Some(*kind)
        }
        Value::Name(_) if is_measured(asked) => Some(Kind::Place),
        _ => None,
    });
    match other {
        None => Some(()),
        Some(got) => {
            reading.fault(
                part.at(),
                Fault::OtherKind {
                    got,
                    wanted: term.kind,
                },
            );
            None
        }
    }
}

fn no_test<T>(part: Part<'_>, asked: Asked<'_>, reading: &mut Reading<'_>) -> Option<T> {
    let wanted = match asked {
        Asked::Clause => String::from("present, absent or -"),
        Asked::Deal => String::from("a bound like \">= 250 000\", or -"),
        Asked::Term(term) => match term.kind {
            Kind::Choice => format!("one of {}, or -", term.choices.join(", ")),
            Kind::Place => String::from("places like \"New York, California\", \"not(...)\", or -"),
            kind => format!(
                "a bound like \"<= {0}\", a range like \"{0}..{0}\", present, absent, unlimited, or -",
                super::literal::example(kind)
            ),
        },
    };
    let text = String::from(part.text());
    reading.fault(part.at(), Fault::NoTest { text, wanted });
    None
}
