//! `## Matrix`: the ladder of positions, from a table.

use super::cells::{self, Asked};
use super::diagnostic::{Fault, Missing, Noun};
use super::located::{Located, Part};
use super::model::{Cell, Column, Matrix, Position, Row, Term};
use super::page::{Block, Section};
use super::reading::{Reading, key, normal};

/// More rows are not read: no ladder that people climb has as many, and rows are compared with each other.
const MOST_ROWS: usize = 64;

/// What a column of the table is.
enum Head {
    Position,
    Role,
    Asks(Column),
    /// It is not known; its cells are skipped.
    Nothing,
}

/// Reads the matrix of a clause with these terms, and these that could not be read.
pub(super) fn read(
    section: &Section,
    terms: &[Term],
    unread: &[String],
    reading: &mut Reading<'_>,
) -> Matrix {
    let mut matrix = Matrix::default();
    let mut tables = 0;
    for block in &section.blocks {
        match block {
            Block::Table { head, rows } => {
                tables += 1;
                if tables == 1 {
                    matrix = table(head, rows, terms, unread, reading);
                } else {
                    let at = head.first().map_or(section.at, |cell| cell.at(0));
                    let fault = Fault::TooMany {
                        what: "tables in Matrix",
                        most: 1,
                    };
                    reading.fault(at, fault);
                }
            }
            // A paragraph beside the table is for people.
            Block::Paragraph(_) => {}
            _ => {
                let text = String::from("Matrix");
                let wanted = "write one table";
                reading.fault(section.at, Fault::Stray { text, wanted });
            }
        }
    }
    if tables == 0 {
        reading.fault(section.at, Fault::Missing(Missing::Table("Matrix")));
    }
    matrix
}

fn table(
    head: &[Located],
    rows: &[Vec<Located>],
    terms: &[Term],
    unread: &[String],
    reading: &mut Reading<'_>,
) -> Matrix {
    let mut matrix = Matrix::default();
    let mut heads = Vec::new();
    let mut seen: Vec<(String, usize)> = Vec::new();
    for cell in head {
        let part = cell.part().trim();
        let name = normal(part.text());
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == name) {
            let first = reading.place(*first);
            let fault = Fault::Repeated {
                what: Noun::Column,
                name: String::from(part.text()),
                first,
            };
            reading.fault(part.at(), fault);
            heads.push(Head::Nothing);
            continue;
        }
        heads.push(if unread.contains(&name) {
            Head::Nothing
        } else {
            column(part, terms, reading)
        });
        if seen.len() < MOST_ROWS {
            seen.push((name, part.at()));
        }
    }
    matrix.is_partial = heads.iter().any(|head| matches!(head, Head::Nothing));
    for (name, is_there) in [
        (
            "Position",
            heads.iter().any(|head| matches!(head, Head::Position)),
        ),
        ("Role", heads.iter().any(|head| matches!(head, Head::Role))),
    ] {
        if !is_there && !matrix.is_partial {
            let at = head.first().map_or(0, |cell| cell.at(0));
            reading.fault(at, Fault::Missing(Missing::Column(name)));
        }
    }
    for (kind, cell) in heads.iter().zip(head) {
        if let Head::Asks(column) = kind {
            matrix.columns.push(column.clone());
            matrix.heads.push(reading.place(cell.part().trim().at()));
        }
    }
    for cells in rows {
        if matrix.rows.len() >= MOST_ROWS {
            let at = cells.first().map_or(0, |cell| cell.at(0));
            reading.fault(
                at,
                Fault::TooMany {
                    what: "rows in a matrix",
                    most: MOST_ROWS,
                },
            );
            break;
        }
        let Some(row) = row(cells, &heads, terms, reading) else {
            matrix.is_partial = true;
            continue;
        };
        {
            let first = matrix
                .rows
                .iter()
                .find(|other| normal(&other.name) == normal(&row.name));
            if let Some(first) = first {
                let fault = Fault::Repeated {
                    what: Noun::Row,
                    name: row.name.clone(),
                    first: first.place.clone(),
                };
                reading.faults.push(super::Diagnostic {
                    place: row.place.clone(),
                    fault,
                });
            }
            matrix.rows.push(row);
        }
    }
    matrix
}

fn column(part: Part<'_>, terms: &[Term], reading: &mut Reading<'_>) -> Head {
    if let Some(name) = part.after("deal:") {
        return Head::Asks(Column::Deal(key(name.text())));
    }
    let name = normal(part.text());
    match name.as_str() {
        "position" => return Head::Position,
        "role" => return Head::Role,
        "clause" => return Head::Asks(Column::Clause),
        _ => {}
    }
    match terms.iter().position(|term| normal(&term.name) == name) {
        Some(index) => Head::Asks(Column::Term(index)),
        None => {
            let known = terms
                .iter()
                .map(|term| term.name.as_str())
                .chain(["clause", "Position", "Role"]);
            reading.fault(part.at(), Fault::unknown(Noun::Term, part.text(), known));
            Head::Nothing
        }
    }
}

fn row(
    cells: &[Located],
    heads: &[Head],
    terms: &[Term],
    reading: &mut Reading<'_>,
) -> Option<Row> {
    let mut name = None;
    let mut role = None;
    let mut read: Vec<Cell> = Vec::new();
    let start = cells.first().map_or(0, |cell| cell.at(0));
    let nothing = Located::empty(start);
    for (index, head) in heads.iter().enumerate() {
        let part = cells.get(index).unwrap_or(&nothing).part().trim();
        match head {
            Head::Position => name = Some(part),
            Head::Role => role = Some(part),
            Head::Asks(Column::Clause) => read.push(cells::read(part, Asked::Clause, reading)),
            Head::Asks(Column::Deal(_)) => read.push(cells::read(part, Asked::Deal, reading)),
            Head::Asks(Column::Term(term)) => {
                if let Some(term) = terms.get(*term) {
                    read.push(cells::read(part, Asked::Term(term), reading));
                }
            }
            Head::Nothing => {}
        }
    }
    let name = name?;
    let Some(position) = position(name.text()) else {
        reading.fault(name.at(), Fault::NoPosition(String::from(name.text())));
        return None;
    };
    let role_text = role
        .map(|role| String::from(role.text()))
        .unwrap_or_default();
    let role_at = role.map_or(start, |role| role.at());
    if let Some(role) = role
        && !reading
            .lists
            .roles
            .iter()
            .any(|known| known.name == role.text())
    {
        let fault = if role.text().is_empty() {
            Fault::Missing(Missing::Cell)
        } else {
            Fault::unknown(
                Noun::Role,
                role.text(),
                super::tables::role_names(reading.lists),
            )
        };
        reading.fault(role.at(), fault);
    }
    Some(Row {
        name: String::from(name.text()),
        position,
        cells: read,
        role: role_text,
        place: reading.place(name.at()),
        role_place: reading.place(role_at),
    })
}

/// The position that a row's name says, with or without a label after a colon.
pub(super) fn position(name: &str) -> Option<Position> {
    let head = name.split_once(':').map_or(name, |(head, _)| head);
    let words = normal(head);
    match words.as_str() {
        "standard" => Some(Position::Standard),
        "legal review" => Some(Position::LegalReview),
        "walk away" | "walkaway" => Some(Position::WalkAway),
        words => {
            let number = words.strip_prefix("fallback ")?;
            number
                .parse()
                .ok()
                .filter(|number| *number > 0)
                .map(Position::Fallback)
        }
    }
}

/// The row that a heading names: by its whole name, or by its position where only one row has that.
pub(super) fn row_named<'a>(matrix: &'a Matrix, name: &str) -> Option<&'a Row> {
    let wanted = normal(name);
    if let Some(row) = matrix.rows.iter().find(|row| normal(&row.name) == wanted) {
        return Some(row);
    }
    if name.contains(':') {
        return None;
    }
    let position = position(name)?;
    let mut rows = matrix.rows.iter().filter(|row| row.position == position);
    rows.next().filter(|_| rows.next().is_none())
}
