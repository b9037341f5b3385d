//! The matrix: on which row a value stands.

use super::outside::Outside;
use crate::library::Library;
use crate::library::model::{Cell, Clause, Column, Comparison, Operand, Position, Row, Test};
use crate::ordered::Map;
use crate::report::Decision;
use crate::value::{self, Value};

/// What cells are asked against besides a value.
pub(crate) struct Ground<'a> {
    pub(crate) library: &'a Library,
    pub(crate) outside: &'a Outside<'a>,
    /// The values of the final readings, by clause and term.
    pub(crate) finals: Vec<Map<usize, Vec<Value>>>,
}

impl Ground<'_> {
    /// Whether a value fits a cell. `all` are all the values of its term, for tests of lists.
    pub(crate) fn fits(&self, cell: &Cell, value: &Value, all: &[Value]) -> bool {
        cell.tests.iter().any(|test| self.test(test, value, all))
    }

    fn operand(&self, operand: &Operand) -> Vec<Value> {
        match operand {
            Operand::Value(value) => vec![value.clone()],
            Operand::Fact(name) => self.outside.fact(name),
        }
    }

    fn test(&self, test: &Test, value: &Value, all: &[Value]) -> bool {
        match test {
            Test::Compare(comparison, operand) => {
                let Some(bound) = self.operand(operand).into_iter().next() else {
                    return false;
                };
                let (Value::Quantity { amount, .. }, Value::Quantity { amount: bound, .. }) =
                    (value, &bound)
                else {
                    return false;
                };
                let same = value::same(*amount, *bound);
                match comparison {
                    Comparison::Less => *amount < *bound && !same,
                    Comparison::AtMost => *amount < *bound || same,
                    Comparison::More => *amount > *bound && !same,
                    Comparison::AtLeast => *amount > *bound || same,
                }
            }
            Test::Range(low, high) => {
                self.test(&Test::Compare(Comparison::AtLeast, low.clone()), value, all)
                    && self.test(&Test::Compare(Comparison::AtMost, high.clone()), value, all)
            }
            Test::Is(operand) => self
                .operand(operand)
                .iter()
                .any(|known| self.is(value, known)),
            Test::Not(tests) => {
                !matches!(value, Value::Absent | Value::Unknown(_))
                    && !tests.iter().any(|test| self.test(test, value, all))
            }
            Test::AllOf(operand) => {
                let list = self.operand(operand);
                !list.is_empty()
                    && list
                        .iter()
                        .all(|place| all.iter().any(|value| self.is(value, place)))
            }
            Test::SomeOf(operand) => {
                let list = self.operand(operand);
                list.iter().any(|place| self.is(value, place))
            }
            Test::SameAs { clause, term } => self
                .values_of(clause, term)
                .iter()
                .any(|other| self.is(value, other)),
        }
    }

    fn values_of(&self, clause: &str, term: &str) -> &[Value] {
        let Some(index) = self
            .library
            .clauses
            .iter()
            .position(|other| other.id == clause)
        else {
            return &[];
        };
        let term = self
            .library
            .clauses
            .get(index)
            .and_then(|clause| clause.terms.iter().position(|known| known.name == term));
        term.and_then(|term| self.finals.get(index)?.get(&term))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Whether a value is another, or a place within it.
    fn is(&self, value: &Value, known: &Value) -> bool {
        match (value, known) {
            (Value::Name(name), Value::Name(known)) => {
                name.eq_ignore_ascii_case(known) || self.lies_within(name, known, 0)
            }
            (Value::Quantity { amount: a, .. }, Value::Quantity { amount: b, .. }) => {
                value::same(*a, *b)
            }
            (value, known) => value == known,
        }
    }

    fn lies_within(&self, name: &str, known: &str, depth: usize) -> bool {
        // Places nest a few deep: a county, a state, a country, a union.
        depth < 8
            && self
                .library
                .lists
                .places
                .iter()
                .filter(|place| place.name.eq_ignore_ascii_case(name))
                .flat_map(|place| &place.within)
                .any(|wider| {
                    wider.eq_ignore_ascii_case(known) || self.lies_within(wider, known, depth + 1)
                })
    }

    /// Whether the deal opens a row: every `deal:` cell that asks something is met.
    pub(crate) fn is_open(&self, clause: &Clause, row: &Row) -> bool {
        clause
            .matrix
            .columns
            .iter()
            .zip(&row.cells)
            .all(|(column, cell)| match column {
                Column::Deal(name) if !cell.tests.is_empty() => self
                    .outside
                    .deal(name)
                    .is_some_and(|value| self.fits(cell, &value, std::slice::from_ref(&value))),
                _ => true,
            })
    }

    /// The row that a value of a term stands on: the first that is open, is no walk-away, and whose cell it fits.
    pub(crate) fn row(
        &self,
        clause: &Clause,
        term: Option<usize>,
        value: &Value,
        all: &[Value],
    ) -> Option<usize> {
        let column = column_of(clause, term)?;
        clause.matrix.rows.iter().position(|row| {
            row.position != Position::WalkAway
                && row
                    .cells
                    .get(column)
                    .is_some_and(|cell| self.fits(cell, value, all))
                && self.is_open(clause, row)
        })
    }

    /// The walk-away row that is hit: every cell that asks something is met, at least one by a judged value.
    pub(crate) fn walk_away(&self, clause: &Clause, readings: &[Standing]) -> Option<usize> {
        clause.matrix.rows.iter().position(|row| {
            let mut judged = false;
            let met = row.position == Position::WalkAway
                && self.is_open(clause, row)
                && clause
                    .matrix
                    .columns
                    .iter()
                    .zip(&row.cells)
                    .all(|(column, cell)| {
                        let term = match column {
                            Column::Clause => None,
                            Column::Term(term) => Some(*term),
                            Column::Deal(_) => return true,
                        };
                        if cell.tests.is_empty() {
                            return true;
                        }
                        let values: Vec<Value> = readings
                            .iter()
                            .filter(|reading| reading.term == term)
                            .map(|reading| reading.value.clone())
                            .collect();
                        let mut found = false;
                        for reading in readings.iter().filter(|reading| reading.term == term) {
                            if self.fits(cell, &reading.value, &values) {
                                found = true;
                                judged |= reading.judged;
                            }
                        }
                        // What is not read is absent, if that is what the cell asks.
                        found
                            || (values.is_empty()
                                && term.is_some()
                                && self.fits(cell, &Value::Absent, &[]))
                    });
            met && judged
        })
    }
}

/// A value of a term, and whether the verdict may rest on it.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) term: Option<usize>,
    pub(crate) value: Value,
    pub(crate) judged: bool,
}

/// The column of a term, or of the clause's presence.
pub(crate) fn column_of(clause: &Clause, term: Option<usize>) -> Option<usize> {
    clause
        .matrix
        .columns
        .iter()
        .position(|column| match (column, term) {
            (Column::Clause, None) => true,
            (Column::Term(index), Some(term)) => *index == term,
            _ => false,
        })
}

/// Whether a column has a cell that absence fits: only then does silence say something.
pub(crate) fn asks_absence(clause: &Clause, term: Option<usize>) -> bool {
    let Some(column) = column_of(clause, term) else {
        return false;
    };
    clause
        .matrix
        .rows
        .iter()
        .any(|row| row.cells.get(column).is_some_and(holds_absence))
}

/// Whether absence fits a cell.
pub(crate) fn holds_absence(cell: &Cell) -> bool {
    cell.tests
        .iter()
        .any(|test| matches!(test, Test::Is(Operand::Value(Value::Absent))))
}

/// Whether it makes a difference that a clause is there: its presence stands on another row than its absence does.
pub(crate) fn presence_tells(clause: &Clause) -> bool {
    let Some(column) = column_of(clause, None) else {
        return false;
    };
    let first = |value: &Value| {
        clause.matrix.rows.iter().position(|row| {
            row.cells.get(column).is_some_and(|cell| {
                let tests = &cell.tests;
                let is =
                    |test: &Test| matches!(test, Test::Is(Operand::Value(known)) if known == value);
                tests.is_empty() || tests.iter().any(is)
            })
        })
    };
    first(&Value::Present) != first(&Value::Absent)
}

/// What a row decides.
pub(crate) fn decision(row: &Row) -> Decision {
    match (row.position, row.role.as_str()) {
        (Position::WalkAway, _) => Decision::WalkAway,
        (_, "seller") => Decision::Accept,
        (_, "legal") => Decision::LegalReview,
        _ => Decision::Approve,
    }
}
