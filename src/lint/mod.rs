//! Lint of a library by the engine: its own language and examples judged by its own matrix.
//!
//! What needs no engine is in [`crate::library`]; [`lint`] gives both.

mod examples;
mod language;

use std::collections::BTreeMap;

pub use examples::example;

use crate::library::model::{Clause, Column, Comparison, Operand, Test};
use crate::library::{Diagnostic, Library};
use crate::value::{Value, plain};

/// Looks for all that is wrong with a library: between its rows and files, and where its language or its examples do
/// not get the verdict that they must.
pub fn lint(library: &Library) -> Vec<Diagnostic> {
    let mut faults = library.lint();
    for clause in &library.clauses {
        let wordings = clause.language.iter();
        faults.extend(wordings.filter_map(|one| language::language(library, clause, one)));
        let examples = clause.examples.iter();
        faults.extend(examples.filter_map(|one| example(library, clause, one)));
    }
    faults.sort_by(|a, b| a.place.cmp(&b.place));
    faults
}

/// A text with plain labels for the parties.
fn labelled(text: &str) -> String {
    text.replace("{Vendor}", "Vendor")
        .replace("{Customer}", "Customer")
}

/// Values of the deal that open a row, so that its wording can be judged.
fn open_deal(clause: &Clause, row: &str) -> BTreeMap<String, String> {
    let mut deal = BTreeMap::new();
    let cells = clause
        .matrix
        .rows
        .iter()
        .find(|one| one.name == row)
        .map(|row| &row.cells);
    for (column, cell) in clause
        .matrix
        .columns
        .iter()
        .zip(cells.into_iter().flatten())
    {
        let Column::Deal(name) = column else { continue };
        let bound = cell.tests.iter().find_map(|test| match test {
            Test::Compare(Comparison::AtLeast | Comparison::AtMost, operand)
            | Test::Range(operand, _)
            | Test::Is(operand) => amount(operand),
            Test::Compare(Comparison::More, operand) => amount(operand).map(|bound| bound + 1.0),
            Test::Compare(Comparison::Less, operand) => amount(operand).map(|bound| bound - 1.0),
            _ => None,
        });
        if let Some(bound) = bound {
            deal.insert(name.clone(), plain(bound));
        }
    }
    deal
}

fn amount(operand: &Operand) -> Option<f64> {
    match operand {
        Operand::Value(Value::Quantity { amount, .. }) => Some(*amount),
        _ => None,
    }
}
