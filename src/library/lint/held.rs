//! What a cell holds, as a set of values that can be compared with what other cells hold.

use super::numbers::{Cut, Numbers};
use crate::library::model::{Cell, Comparison, Lists, Operand, Test};
use crate::ordered::{Map, Set};
use crate::value::{Kind, Value};

/// Names: these, or all but these.
#[derive(Clone, Debug, PartialEq)]
enum Names {
    These(Set<String>),
    AllBut(Set<String>),
}

impl Names {
    fn none() -> Names {
        Names::These(Set::new())
    }

    fn complement(self) -> Names {
        match self {
            Names::These(names) => Names::AllBut(names),
            Names::AllBut(names) => Names::These(names),
        }
    }

    fn union(&self, other: &Names) -> Names {
        match (self, other) {
            (Names::These(a), Names::These(b)) => Names::These(a | b),
            (Names::These(a), Names::AllBut(b)) | (Names::AllBut(b), Names::These(a)) => {
                Names::AllBut(b - a)
            }
            (Names::AllBut(a), Names::AllBut(b)) => Names::AllBut(a & b),
        }
    }
}

/// What a cell, or several cells of a column, hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    /// The numbers.
    pub(super) numbers: Numbers,
    names: Names,
    unlimited: bool,
    absent: bool,
    /// Whether it holds the same whatever the facts are and whatever other clauses say.
    pub(super) is_fixed: bool,
    /// Whether it could be worked out at all.
    pub(super) is_known: bool,
}

impl Held {
    /// Nothing.
    pub(super) fn nothing() -> Held {
        Held {
            numbers: Numbers::default(),
            names: Names::none(),
            unlimited: false,
            absent: false,
            is_fixed: true,
            is_known: true,
        }
    }

    fn present() -> Held {
        Held {
            numbers: Numbers::all(),
            names: Names::AllBut(Set::new()),
            unlimited: true,
            ..Held::nothing()
        }
    }

    fn unknown() -> Held {
        Held {
            is_fixed: false,
            is_known: false,
            ..Held::nothing()
        }
    }

    /// What a cell holds. A cell that asks nothing holds nothing; one that could not be read is not known.
    pub(super) fn by(cell: &Cell, lists: &Lists) -> Held {
        if cell.tests.is_empty() && !is_dash(&cell.text) {
            return Held::unknown();
        }
        any(&cell.tests, lists)
    }

    /// Whether it holds nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.is_known
            && self.numbers.is_empty()
            && !self.unlimited
            && !self.absent
            && self.names == Names::none()
    }

    /// Whether it holds absence and nothing else.
    pub(super) fn is_absence(&self) -> bool {
        self.absent && self.numbers.is_empty() && !self.unlimited && self.names == Names::none()
    }

    /// Whether it holds a name, or a place that the name lies within.
    pub(super) fn has_name(&self, name: &str, within: &Within) -> bool {
        let is_in = |names: &Set<String>| within.up(name).any(|name| names.contains(name));
        match &self.names {
            Names::These(names) => is_in(names),
            Names::AllBut(names) => !is_in(names),
        }
    }

    /// What either holds.
    pub(super) fn union(&self, other: &Held) -> Held {
        Held {
            numbers: self.numbers.union(&other.numbers),
            names: self.names.union(&other.names),
            unlimited: self.unlimited || other.unlimited,
            absent: self.absent || other.absent,
            is_fixed: self.is_fixed && other.is_fixed,
            is_known: self.is_known && other.is_known,
        }
    }

    fn complement(self) -> Held {
        Held {
            numbers: Numbers::all().without(&self.numbers),
            names: self.names.complement(),
            unlimited: !self.unlimited,
            // `not(...)` wants a value.
            absent: false,
            ..self
        }
    }

    /// Whether another holds all that this one holds.
    pub(super) fn is_within(&self, other: &Held, within: &Within) -> bool {
        let names = match (&self.names, &other.names) {
            (Names::These(names), _) => names.iter().all(|name| other.has_name(name, within)),
            (Names::AllBut(these), Names::AllBut(those)) => those.is_subset(these),
            (Names::AllBut(_), Names::These(_)) => false,
        };
        names
            && self.numbers.without(&other.numbers).is_empty()
            && (other.unlimited || !self.unlimited)
            && (other.absent || !self.absent)
    }

    /// What both hold, in words, if anything.
    pub(super) fn common(
        &self,
        other: &Held,
        kind: Kind,
        unit: Option<&str>,
        within: &Within,
    ) -> Option<String> {
        if self.absent && other.absent {
            return Some(String::from("absent"));
        }
        match (&self.names, &other.names) {
            (Names::These(names), _) | (Names::AllBut(_), Names::These(names)) => {
                let holder = if matches!(self.names, Names::These(_)) {
                    other
                } else {
                    self
                };
                if let Some(name) = names.iter().find(|name| holder.has_name(name, within)) {
                    return Some(name.clone());
                }
            }
            (Names::AllBut(_), Names::AllBut(_))
                if self.numbers.is_empty() == other.numbers.is_empty() =>
            {
                return Some(String::from("present"));
            }
            (Names::AllBut(_), Names::AllBut(_)) => {}
        }
        let numbers = self
            .numbers
            .intersection(&other.numbers)
            .intersection(&Numbers::of_kind(kind));
        if !numbers.is_empty() {
            return Some(numbers.describe(kind, unit));
        }
        (self.unlimited && other.unlimited).then(|| String::from("unlimited"))
    }
}

/// Whether a cell asks nothing.
pub(in crate::library) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "\u{2013}" | "\u{2014}")
}

fn any(tests: &[Test], lists: &Lists) -> Held {
    let all = tests.iter().map(|test| one(test, lists));
    all.fold(Held::nothing(), |held, next| held.union(&next))
}

fn one(test: &Test, lists: &Lists) -> Held {
    match test {
        Test::Compare(comparison, operand) => {
            let Some((number, is_fixed)) = number(operand, lists) else {
                return Held::unknown();
            };
            let (start, end) = match comparison {
                Comparison::Less => (Cut::START, Cut::before(number)),
                Comparison::AtMost => (Cut::START, Cut::after(number)),
                Comparison::More => (Cut::after(number), Cut::END),
                Comparison::AtLeast => (Cut::before(number), Cut::END),
            };
            Held {
                numbers: Numbers::stretch(start, end),
                is_fixed,
                ..Held::nothing()
            }
        }
        Test::Range(low, high) => match (number(low, lists), number(high, lists)) {
            (Some((low, low_fixed)), Some((high, high_fixed))) => Held {
                numbers: Numbers::stretch(Cut::before(low), Cut::after(high)),
                is_fixed: low_fixed && high_fixed,
                ..Held::nothing()
            },
            _ => Held::unknown(),
        },
        Test::Is(Operand::Value(value)) => of_value(value),
        Test::Is(Operand::Fact(name)) | Test::SomeOf(Operand::Fact(name)) => {
            match lists.facts.get(name) {
                Some(fact) => Held {
                    is_fixed: false,
                    ..fact
                        .values
                        .iter()
                        .map(of_value)
                        .fold(Held::nothing(), |held, next| held.union(&next))
                },
                None => Held::unknown(),
            }
        }
        Test::SomeOf(Operand::Value(value)) => of_value(value),
        Test::Not(tests) => any(tests, lists).complement(),
        Test::AllOf(_) | Test::SameAs { .. } => Held::unknown(),
    }
}

fn of_value(value: &Value) -> Held {
    match value {
        Value::Quantity { amount, .. } => Held {
            numbers: Numbers::stretch(Cut::before(*amount), Cut::after(*amount)),
            ..Held::nothing()
        },
        Value::Name(name) => Held {
            names: Names::These(Set::from([name.clone()])),
            ..Held::nothing()
        },
        Value::Unlimited => Held {
            unlimited: true,
            ..Held::nothing()
        },
        Value::Present => Held::present(),
        Value::Absent => Held {
            absent: true,
            ..Held::nothing()
        },
        Value::Unknown(_) => Held::unknown(),
    }
}

/// An operand's number, and whether it is the same whatever the facts are.
fn number(operand: &Operand, lists: &Lists) -> Option<(f64, bool)> {
    match operand {
        Operand::Value(Value::Quantity { amount, .. }) => Some((*amount, true)),
        Operand::Value(_) => None,
        Operand::Fact(name) => match lists.facts.get(name)?.values.as_slice() {
            [Value::Quantity { amount, .. }] => Some((*amount, false)),
            _ => None,
        },
    }
}

/// What each place lies within, however far up.
#[derive(Debug, Default)]
pub(super) struct Within(Map<String, Set<String>>);

impl Within {
    /// How many steps up are taken: a county, a state, a country, a union.
    const STEPS: usize = 6;

    pub(super) fn of(lists: &Lists) -> Within {
        let direct: Map<&str, &[String]> = lists
            .places
            .iter()
            .map(|place| (place.name.as_str(), place.within.as_slice()))
            .collect();
        let mut all = Map::new();
        for place in &lists.places {
            let mut up: Set<String> = Set::new();
            let mut last: Vec<&str> = vec![place.name.as_str()];
            for _ in 0..Within::STEPS {
                let next = last
                    .iter()
                    .filter_map(|name| direct.get(*name))
                    .flat_map(|names| names.iter());
                last = next
                    .map(String::as_str)
                    .filter(|name| !up.contains(*name))
                    .take(64)
                    .collect();
                up.extend(last.iter().map(|name| String::from(*name)));
            }
            all.insert(place.name.clone(), up);
        }
        Within(all)
    }

    /// A name and all that it lies within.
    fn up<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let above = self.0.get(name).into_iter().flatten().map(String::as_str);
        std::iter::once(name).chain(above)
    }
}
