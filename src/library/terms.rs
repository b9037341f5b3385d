//! `## Terms`: the patterns of a clause, and the values that they read.

use super::diagnostic::{Fault, Missing, Noun};
use super::expression;
use super::found::{items, stray};
use super::located::Part;
use super::model::{Expression, Join, Reads, Sourced, Term, TermPattern};
use super::page::{Dress, Section, Text};
use super::reading::{Reading, normal};
use crate::ordered::Map;
use crate::pattern::{Node, Slot};
use crate::value::{self, Kind, Value};

/// Units that a term's values are shown in.
const UNITS: [&str; 6] = ["minutes", "hours", "days", "weeks", "months", "years"];

/// How several values may join.
const JOINS: [(&str, Join); 3] = [
    ("stacked", Join::Stacked),
    ("highest", Join::Highest),
    ("lowest", Join::Lowest),
];

/// More terms are not read: each is a column of the matrix.
const MOST_TERMS: usize = 32;

/// More choices are not read: each wants a cell of the matrix.
const MOST_CHOICES: usize = 64;

/// Reads the sections below `## Terms`; the names of those that cannot be read come beside, so that they are not
/// missed elsewhere.
pub(super) fn terms(sections: &[&Section], reading: &mut Reading<'_>) -> (Vec<Term>, Vec<String>) {
    let mut terms: Vec<Term> = Vec::new();
    let mut unread = Vec::new();
    for section in sections {
        let Some(mut term) = heading(section, reading) else {
            let title = section.title.text.trim();
            unread.push(normal(title.split('(').next().unwrap_or(title)));
            continue;
        };
        if terms.len() >= MOST_TERMS {
            let fault = Fault::TooMany {
                what: "terms",
                most: MOST_TERMS,
            };
            reading.fault(section.at, fault);
            break;
        }
        let name = normal(&term.name);
        if let Some(first) = terms.iter().find(|other| normal(&other.name) == name) {
            let fault = Fault::Repeated {
                what: Noun::Term,
                name: term.name.clone(),
                first: first.place.clone(),
            };
            reading.fault(section.title.at(0), fault);
            continue;
        }
        let mut constants = Vec::new();
        let items = items(section, ITEM, reading);
        for item in &items {
            read_item(item, &mut term, &mut constants, reading);
        }
        check_choices(&mut term, &constants, reading);
        if items.is_empty() {
            reading.fault(
                section.title.at(0),
                Fault::Missing(Missing::Patterns(term.name.clone())),
            );
        }
        terms.push(term);
    }
    (terms, unread)
}

/// Reads `days to pay (duration, days)`.
/// The bound of `over 50 %`.
fn over(text: &str) -> Option<f64> {
    let bound = text.strip_prefix("over ")?.strip_suffix('%')?;
    value::decimal(bound.trim())
}

fn heading(section: &Section, reading: &mut Reading<'_>) -> Option<Term> {
    let title = section.title.part().trim();
    let open = title
        .text()
        .rfind('(')
        .filter(|_| title.text().ends_with(')'));
    let Some(open) = open else {
        let name = String::from(title.text());
        reading.fault(title.at(), Fault::Missing(Missing::TermKind(name)));
        return None;
    };
    let name = title.sub(0, open).trim();
    let words = title.sub(open + 1, title.text().len() - 1).split(',');
    let Some((kind_part, others)) = words.split_first().filter(|_| !name.text().is_empty()) else {
        let name = String::from(name.text());
        reading.fault(title.at(), Fault::Missing(Missing::TermKind(name)));
        return None;
    };
    let Some(kind) = Kind::named(kind_part.text()) else {
        let known = Kind::ALL.iter().map(|kind| kind.name());
        reading.fault(
            kind_part.at(),
            Fault::unknown(Noun::Kind, kind_part.text(), known),
        );
        return None;
    };
    let mut term = Term {
        name: String::from(name.text()),
        kind,
        unit: None,
        join: Join::Each,
        over: None,
        choices: Vec::new(),
        patterns: Vec::new(),
        not: Vec::new(),
        place: reading.place(title.at()),
    };
    for word in others {
        if let Some((_, join)) = JOINS.iter().find(|(name, _)| *name == word.text()) {
            term.join = *join;
        } else if kind == Kind::Percent
            && let Some(bound) = over(word.text())
        {
            term.over = Some(bound);
        } else if kind == Kind::Duration && UNITS.contains(&word.text()) {
            term.unit = Some(String::from(word.text()));
        } else {
            let units: &[&str] = if kind == Kind::Duration { &UNITS } else { &[] };
            let known = units
                .iter()
                .copied()
                .chain(JOINS.iter().map(|(name, _)| *name));
            reading.fault(word.at(), Fault::unknown(Noun::Unit, word.text(), known));
        }
    }
    Some(term)
}

const ITEM: &str = "write items like \"`pattern`\", \"`pattern` = 0 days\", \"`pattern` otherwise\", \"not: `pattern`\" or, for a choice, \"name: `pattern`\"";

/// Reads an item: what stands before the patterns, the patterns, and what follows them.
fn read_item(
    item: &Text,
    term: &mut Term,
    constants: &mut Vec<(String, usize)>,
    reading: &mut Reading<'_>,
) {
    let mut label = Label::default();
    let mut pending: Vec<Sourced> = Vec::new();
    let mut tried = false;
    let mut wants_value = false;
    for piece in &item.pieces {
        let part = piece.text.part();
        if piece.dress == Dress::Code && wants_value {
            wants_value = false;
            value(part, &label, &mut pending, term, constants, reading);
        } else if piece.dress == Dress::Code {
            tried = true;
            pending.extend(reading.pattern(part));
        } else if !tried {
            label.read(part, reading);
        } else {
            let plain = part.trim_signs(&[',', ';']);
            let (plain, otherwise) = match plain.text().strip_suffix("otherwise") {
                Some(rest) => (plain.sub(0, rest.len()).trim_signs(&[',', ';']), true),
                None => (plain, false),
            };
            label.otherwise |= otherwise;
            match plain.text() {
                "" | "or" => {}
                "=" => wants_value = true,
                text if text.starts_with('=') => {
                    value(
                        plain.from(1),
                        &label,
                        &mut pending,
                        term,
                        constants,
                        reading,
                    );
                }
                _ => stray(plain, ITEM, reading),
            }
        }
    }
    if !tried {
        reading.fault(item.at, Fault::Missing(Missing::Pattern));
    }
    if label.not {
        term.not.extend(pending);
        return;
    }
    if let Some((name, at)) = &label.name {
        if term.kind != Kind::Choice {
            reading.fault(*at, Fault::Named(name.clone()));
            return;
        }
        let known = term
            .choices
            .iter()
            .find(|choice| normal(choice) == normal(name))
            .cloned();
        let choice = match known {
            Some(choice) => choice,
            None if term.choices.len() >= MOST_CHOICES => {
                let fault = Fault::TooMany {
                    what: "choices of a term",
                    most: MOST_CHOICES,
                };
                reading.fault(*at, fault);
                return;
            }
            None => {
                term.choices.push(name.clone());
                name.clone()
            }
        };
        for source in pending {
            term.patterns.push(TermPattern {
                source,
                value: Reads::Choice(choice.clone()),
                otherwise: label.otherwise,
            });
        }
        return;
    }
    for source in pending {
        if term.kind == Kind::Choice {
            fault_at(&source, Fault::Nameless, reading);
            continue;
        }
        match slot_read(&source, term.kind) {
            None => fault_at(&source, Fault::ReadsNothing(term.kind), reading),
            Some(value) => term.patterns.push(TermPattern {
                source,
                value,
                otherwise: label.otherwise,
            }),
        }
    }
}

fn fault_at(source: &Sourced, fault: Fault, reading: &mut Reading<'_>) {
    reading.faults.push(super::Diagnostic {
        place: source.place.clone(),
        fault,
    });
}

/// What a pattern reads without `=`: its slot of the term's kind, else one that may stand for it, as a percentage may
/// for one a month.
fn slot_read(source: &Sourced, kind: Kind) -> Option<Reads> {
    let mut alike = None;
    for node in source.pattern.nodes() {
        match node {
            Node::Slot(Slot::Value(slot)) if *slot == kind => return Some(Reads::Slot),
            Node::Slot(Slot::Value(slot)) if expression::is_alike(*slot, kind) => {
                alike.get_or_insert(*slot);
            }
            _ => {}
        }
    }
    alike.map(|slot| Reads::Expression(Expression::Slot(slot, 0)))
}

/// What stands before the patterns of an item.
#[derive(Default)]
struct Label {
    not: bool,
    otherwise: bool,
    name: Option<(String, usize)>,
}

impl Label {
    fn read(&mut self, part: Part<'_>, reading: &mut Reading<'_>) {
        let mut rest = part.trim_signs(&[',', ';']);
        if let Some(after) = rest.after("otherwise") {
            self.otherwise = true;
            rest = after.trim_signs(&[',', ';']);
        }
        if rest.text().eq_ignore_ascii_case("not:") {
            self.not = true;
            return;
        }
        match rest.text().strip_suffix(':') {
            Some("") => {}
            Some(name) => {
                let (name, otherwise) = match name.strip_suffix(", otherwise") {
                    Some(name) => (name, true),
                    None => (name, false),
                };
                self.otherwise |= otherwise;
                self.name = Some((String::from(name.trim()), rest.at()));
            }
            None if rest.text().is_empty() => {}
            None => stray(rest, ITEM, reading),
        }
    }
}

/// Gives the patterns before `=` the value that follows it.
fn value(
    part: Part<'_>,
    label: &Label,
    pending: &mut Vec<Sourced>,
    term: &mut Term,
    constants: &mut Vec<(String, usize)>,
    reading: &mut Reading<'_>,
) {
    let sources = std::mem::take(pending);
    // A slot may be named only where every pattern has it.
    // Each slot as often as every one of the patterns has it.
    let mut slots: Vec<Slot> = Vec::new();
    for slot in Slot::ALL {
        let count = |source: &Sourced| {
            let nodes = source.pattern.nodes();
            nodes
                .into_iter()
                .filter(|node| **node == Node::Slot(slot))
                .count()
        };
        let most = sources.iter().map(count).min().unwrap_or(0);
        slots.extend(std::iter::repeat_n(slot, most));
    }
    let part = part.trim();
    let Some(expression) = expression::read(part, term.kind, &slots, reading) else {
        return;
    };
    let reads = match expression {
        Expression::Constant(Value::Name(name)) if term.kind == Kind::Choice => {
            constants.push((name.clone(), part.at()));
            Reads::Choice(name)
        }
        other => Reads::Expression(other),
    };
    for source in sources {
        term.patterns.push(TermPattern {
            source,
            value: reads.clone(),
            otherwise: label.otherwise,
        });
    }
}

/// Choices that follow `=` must be among those that stand before a pattern.
fn check_choices(term: &mut Term, constants: &[(String, usize)], reading: &mut Reading<'_>) {
    let by_name: Map<String, String> = term
        .choices
        .iter()
        .map(|choice| (normal(choice), choice.clone()))
        .collect();
    for (name, at) in constants {
        if !by_name.contains_key(&normal(name)) {
            let known = term.choices.iter().map(String::as_str);
            reading.fault(*at, Fault::unknown(Noun::Choice, name, known));
        }
    }
    for pattern in &mut term.patterns {
        if let Reads::Choice(read) = &mut pattern.value
            && let Some(choice) = by_name.get(&normal(read))
        {
            read.clone_from(choice);
        }
    }
}
