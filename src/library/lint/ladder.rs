//! Lint of the matrix: rows against rows.

use super::held::{Held, Within, is_dash};
use super::numbers::Numbers;
use crate::library::diagnostic::{Diagnostic, Fault, Missing};
use crate::library::model::{Clause, Column, Lists, Place, Position, Row};
use crate::value::Kind;

/// What the rows of a clause hold, for one look at all of them.
pub(super) struct Ladder<'a> {
    clause: &'a Clause,
    within: &'a Within,
    /// What each cell holds: by row, then by column.
    held: Vec<Vec<Held>>,
    faults: &'a mut Vec<Diagnostic>,
}

/// Looks at what the cells of a clause's matrix hold.
pub(super) fn lint(clause: &Clause, lists: &Lists, within: &Within, faults: &mut Vec<Diagnostic>) {
    let rows = clause.matrix.rows.iter();
    let held = rows
        .map(|row| row.cells.iter().map(|cell| Held::by(cell, lists)).collect())
        .collect();
    let mut ladder = Ladder {
        clause,
        within,
        held,
        faults,
    };
    // Where a part of the table is not here, what is missing from it says nothing.
    if !clause.matrix.is_partial {
        ladder.hits();
        ladder.additions();
        ladder.overlaps();
        ladder.columns();
    }
}

/// Whether a row accepts or has somebody other than legal approve.
pub(super) fn agrees(row: &Row) -> bool {
    matches!(row.position, Position::Standard | Position::Fallback(_)) && row.role != "legal"
}

impl Ladder<'_> {
    fn fault(&mut self, place: &Place, fault: Fault) {
        self.faults.push(Diagnostic {
            place: place.clone(),
            fault,
        });
    }

    fn rows(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.clause.matrix.rows.iter().enumerate()
    }

    fn cell(&self, row: usize, column: usize) -> Option<&Held> {
        self.held.get(row)?.get(column)
    }

    /// The columns that a row asks, those of the deal aside.
    fn asked(&self, row: &Row) -> Vec<usize> {
        let columns = self.clause.matrix.columns.iter().enumerate();
        columns
            .filter(|(_, column)| !matches!(column, Column::Deal(_)))
            .filter(|(index, _)| {
                row.cells
                    .get(*index)
                    .is_some_and(|cell| !is_dash(&cell.text))
            })
            .map(|(index, _)| index)
            .collect()
    }

    /// What must be known of the deal for a row to be open: the cells' texts.
    fn gate<'r>(&self, row: &'r Row) -> Vec<(usize, &'r str)> {
        let columns = self.clause.matrix.columns.iter().enumerate();
        let gates = columns.filter(|(_, column)| matches!(column, Column::Deal(_)));
        gates
            .filter_map(|(index, _)| Some((index, row.cells.get(index)?.text.as_str())))
            .filter(|(_, text)| !is_dash(text))
            .collect()
    }

    /// Whether a row is open wherever another is.
    fn is_open_with(&self, row: &Row, other: &Row) -> bool {
        let gate = self.gate(row);
        gate.is_empty() || gate == self.gate(other)
    }

    fn kind(&self, column: usize) -> (Kind, Option<&str>) {
        match self.clause.matrix.columns.get(column) {
            Some(Column::Term(term)) => match self.clause.terms.get(*term) {
                Some(term) => (term.kind, term.unit.as_deref()),
                None => (Kind::Choice, None),
            },
            _ => (Kind::Choice, None),
        }
    }

    fn column_name(&self, column: usize) -> &str {
        match self.clause.matrix.columns.get(column) {
            Some(Column::Term(term)) => self
                .clause
                .terms
                .get(*term)
                .map_or("", |term| term.name.as_str()),
            Some(Column::Deal(name)) => name,
            _ => "clause",
        }
    }

    /// Rows that can be hit at all.
    fn hits(&mut self) {
        let mut found = Vec::new();
        for (index, row) in self.rows() {
            let asked = self.asked(row);
            if asked.is_empty() {
                let fault = Fault::NeverHit {
                    row: row.name.clone(),
                    why: String::from("it asks nothing; fill in a cell or remove the row"),
                };
                found.push((row.place.clone(), fault));
            }
            for column in asked {
                let is_empty = self.cell(index, column).is_some_and(Held::is_empty);
                if let Some(cell) = row.cells.get(column).filter(|_| is_empty) {
                    let fault = Fault::NeverHit {
                        row: row.name.clone(),
                        why: format!("no value is \"{}\"; mend the cell", cell.text),
                    };
                    found.push((cell.place.clone(), fault));
                }
            }
        }
        found
            .into_iter()
            .for_each(|(place, fault)| self.fault(&place, fault));
    }

    /// Rows that hold more than the rows above.
    fn additions(&mut self) {
        let mut found = Vec::new();
        for (index, row) in self.rows() {
            let asked = self.asked(row);
            let is_held = if row.position == Position::WalkAway {
                // All cells of a walk-away join, so that one row above must ask no more than this one.
                self.rows().take(index).any(|(above, other)| {
                    let asks = self.asked(other);
                    other.position == Position::WalkAway
                        && self.is_open_with(other, row)
                        && !asks.is_empty()
                        && asks.iter().all(|column| {
                            asked.contains(column)
                                && self.is_within(index, *column, self.cell(above, *column))
                        })
                })
            } else {
                !asked.is_empty()
                    && asked.iter().all(|column| {
                        let above = self.rows().take(index).filter(|(_, other)| {
                            other.position != Position::WalkAway && self.is_open_with(other, row)
                        });
                        let above = above
                            .filter_map(|(above, _)| self.cell(above, *column))
                            .fold(Held::nothing(), |held, next| held.union(next));
                        !above.is_empty() && self.is_within(index, *column, Some(&above))
                    })
            };
            if is_held {
                found.push((row.place.clone(), Fault::AddsNothing(row.name.clone())));
            }
        }
        found
            .into_iter()
            .for_each(|(place, fault)| self.fault(&place, fault));
    }

    fn is_within(&self, row: usize, column: usize, other: Option<&Held>) -> bool {
        match (self.cell(row, column), other) {
            (Some(held), Some(other)) => {
                held.is_fixed
                    && other.is_fixed
                    && !held.is_empty()
                    && held.is_within(other, self.within)
            }
            _ => false,
        }
    }

    /// Walk-aways that hold what a row above them agrees to.
    fn overlaps(&mut self) {
        let mut found = Vec::new();
        for (index, row) in self
            .rows()
            .filter(|(_, row)| row.position == Position::WalkAway)
        {
            let asked = self.asked(row);
            let overlap =
                self.rows()
                    .filter(|(_, other)| agrees(other))
                    .find_map(|(above, other)| {
                        let mut values = Vec::new();
                        for column in &asked {
                            let (walk, agreed) =
                                (self.cell(index, *column)?, self.cell(above, *column)?);
                            if !(walk.is_fixed && agreed.is_fixed) {
                                return None;
                            }
                            let (kind, unit) = self.kind(*column);
                            let common = walk.common(agreed, kind, unit, self.within)?;
                            values.push(format!("{common} of {}", self.column_name(*column)));
                        }
                        (!values.is_empty()).then(|| (other.name.clone(), values.join(" with ")))
                    });
            if let Some((other, values)) = overlap {
                let place = asked
                    .first()
                    .and_then(|column| row.cells.get(*column))
                    .map_or(&row.place, |cell| &cell.place);
                let fault = Fault::Overlap {
                    row: row.name.clone(),
                    other,
                    values,
                };
                found.push((place.clone(), fault));
            }
        }
        found
            .into_iter()
            .for_each(|(place, fault)| self.fault(&place, fault));
    }

    /// Values of each term that no row holds.
    fn columns(&mut self) {
        let mut found = Vec::new();
        for (index, term) in self.clause.terms.iter().enumerate() {
            let column = self
                .clause
                .matrix
                .columns
                .iter()
                .position(|column| *column == Column::Term(index));
            let is_asked = column.is_some_and(|column| {
                self.rows()
                    .any(|(_, row)| self.asked(row).contains(&column))
            });
            let Some(column) = column.filter(|_| is_asked) else {
                if !self.clause.matrix.rows.is_empty() {
                    found.push((term.place.clone(), Fault::Unasked(term.name.clone())));
                }
                continue;
            };
            let rows = self.rows().filter(|(_, row)| {
                // A walk-away that asks more besides, or a row that the deal may shut, need not hold the value.
                let joins = row.position == Position::WalkAway && self.asked(row).len() > 1;
                term.kind == Kind::Choice || (!joins && self.gate(row).is_empty())
            });
            let held = rows
                .filter_map(|(row, _)| self.cell(row, column))
                .fold(Held::nothing(), |held, next| held.union(next));
            // A cell that holds nothing has its own fault, and the gap that it leaves is no other.
            let is_broken = self.rows().any(|(row, asks)| {
                self.asked(asks).contains(&column)
                    && self.cell(row, column).is_some_and(Held::is_empty)
            });
            if !held.is_known || is_broken {
                continue;
            }
            match term.kind {
                Kind::Place | Kind::Date => {}
                Kind::Choice => {
                    for choice in term
                        .choices
                        .iter()
                        .filter(|choice| !held.has_name(choice, self.within))
                    {
                        let missing = Missing::ChoiceInCells {
                            term: term.name.clone(),
                            choice: choice.clone(),
                        };
                        found.push((term.place.clone(), Fault::Missing(missing)));
                    }
                }
                kind => {
                    let gap = Numbers::of_kind(kind).without(&held.numbers);
                    if !gap.is_empty() {
                        let place = self.clause.matrix.heads.get(column).unwrap_or(&term.place);
                        let fault = Fault::Gap {
                            column: term.name.clone(),
                            values: gap.describe(kind, term.unit.as_deref()),
                        };
                        found.push((place.clone(), fault));
                    }
                }
            }
        }
        found
            .into_iter()
            .for_each(|(place, fault)| self.fault(&place, fault));
    }
}
