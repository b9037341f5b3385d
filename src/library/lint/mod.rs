//! Lint: what can be said about a library without judging any text by it.
//!
//! Reading has already reported what does not parse and names that are not known in their own file. Here stand the
//! faults between rows, between files, and of what is not there at all. What only the engine can tell (that a
//! position's language reads as that position, say) is looked at above it.

mod held;
mod ladder;
mod numbers;
mod order;

pub(super) use self::held::is_dash;
use self::held::{Held, Within};
use super::Library;
use super::diagnostic::{Diagnostic, Fault, Missing, Noun};
use super::model::{Clause, Column, Place, Position, Test};
use super::reading::normal;
use crate::ordered::Map;

/// Looks at a whole library.
pub(super) fn lint(library: &Library) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let within = Within::of(&library.lists);
    let mut ids: Map<&str, &Place> = Map::new();
    let clauses: Map<&str, &Clause> = library
        .clauses
        .iter()
        .map(|clause| (clause.id.as_str(), clause))
        .collect();
    for clause in &library.clauses {
        identity(clause, &mut ids, &mut faults);
        order::lint(clause, &library.lists, &mut faults);
        ladder::lint(clause, &library.lists, &within, &mut faults);
        language(clause, library, &mut faults);
        others(clause, &clauses, &mut faults);
    }
    Diagnostic::sort(&mut faults);
    faults
}

/// An id is the file's name, and no other clause's.
fn identity<'a>(
    clause: &'a Clause,
    ids: &mut Map<&'a str, &'a Place>,
    faults: &mut Vec<Diagnostic>,
) {
    if clause.id.is_empty() {
        return;
    }
    let path = clause.id_place.file.as_str();
    let file = path.rsplit('/').next().unwrap_or(path);
    let file = file.strip_suffix(".md").unwrap_or(file);
    let fault = match ids.get(clause.id.as_str()) {
        Some(first) => Fault::Repeated {
            what: Noun::Clause,
            name: clause.id.clone(),
            first: (*first).clone(),
        },
        None if file != clause.id => Fault::IdAndFile {
            id: clause.id.clone(),
            file: String::from(file),
        },
        None => {
            ids.insert(&clause.id, &clause.id_place);
            return;
        }
    };
    ids.entry(&clause.id).or_insert(&clause.id_place);
    faults.push(Diagnostic {
        place: clause.id_place.clone(),
        fault,
    });
}

/// Positions that keep the clause have wording for it.
fn language(clause: &Clause, library: &Library, faults: &mut Vec<Diagnostic>) {
    for language in &clause.language {
        let mark = ["{++", "{--", "{~~", "{>>", "{=="]
            .into_iter()
            .find(|mark| language.text.contains(mark));
        if let Some(mark) = mark {
            faults.push(Diagnostic {
                place: language.place.clone(),
                fault: Fault::Stray {
                    text: String::from(mark),
                    wanted: "wording as it is to be offered, without changes; a redline belongs under Examples",
                },
            });
        }
    }
    let column = clause
        .matrix
        .columns
        .iter()
        .position(|column| *column == Column::Clause);
    for row in &clause.matrix.rows {
        let cell = column.and_then(|column| row.cells.get(column));
        let is_struck = cell.is_some_and(|cell| Held::by(cell, &library.lists).is_absence());
        let is_offered = matches!(row.position, Position::Standard | Position::Fallback(_));
        let has_language = clause
            .language
            .iter()
            .any(|language| language.row == row.name);
        if is_offered && row.role != "legal" && !is_struck && !has_language {
            faults.push(Diagnostic {
                place: row.place.clone(),
                fault: Fault::Missing(Missing::Language(row.name.clone())),
            });
        }
    }
}

/// Cells that lean on other clauses name ones that there are.
fn others(clause: &Clause, clauses: &Map<&str, &Clause>, faults: &mut Vec<Diagnostic>) {
    for cell in clause.matrix.rows.iter().flat_map(|row| &row.cells) {
        for test in &cell.tests {
            let Test::SameAs { clause: id, term } = test else {
                continue;
            };
            let fault = match clauses.get(id.as_str()) {
                None => Fault::unknown(Noun::Clause, id, clauses.keys().copied()),
                Some(other) => {
                    let names = other.terms.iter().map(|term| term.name.as_str());
                    if names.clone().any(|name| normal(name) == normal(term)) {
                        continue;
                    }
                    Fault::unknown(Noun::Term, term, names)
                }
            };
            faults.push(Diagnostic {
                place: cell.place.clone(),
                fault,
            });
        }
    }
}
