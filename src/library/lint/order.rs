//! Lint of the matrix: the order of its rows, and the roles that climb with them.

use super::ladder::agrees;
use crate::library::diagnostic::{Diagnostic, Fault, Missing};
use crate::library::model::{Clause, Lists, Place, Position, Role, Row};
use crate::library::tables::LONGEST_CHAIN;
use crate::ordered::Map;

/// Looks at the rows' names and roles.
pub(super) fn lint(clause: &Clause, lists: &Lists, faults: &mut Vec<Diagnostic>) {
    let mut fault = |place: &Place, fault: Fault| {
        faults.push(Diagnostic {
            place: place.clone(),
            fault,
        });
    };
    rows(clause, &mut fault);
    roles(clause, lists, &mut fault);
}

/// Standard comes first, and fallbacks in the order of their numbers.
fn rows(clause: &Clause, fault: &mut impl FnMut(&Place, Fault)) {
    let matrix = &clause.matrix;
    let has_standard = matrix
        .rows
        .iter()
        .any(|row| row.position == Position::Standard);
    if let Some(first) = matrix
        .rows
        .first()
        .filter(|_| !matrix.is_partial && !has_standard)
    {
        fault(&first.place, Fault::Missing(Missing::Standard));
    }
    let offered = |row: &&Row| matches!(row.position, Position::Standard | Position::Fallback(_));
    let mut last: Option<&Row> = None;
    for row in matrix.rows.iter().filter(offered) {
        if let Some(last) = last.filter(|last| last.position > row.position) {
            let (row_name, after) = (row.name.clone(), last.name.clone());
            fault(
                &row.place,
                Fault::Order {
                    row: row_name,
                    after,
                },
            );
        }
        last = Some(row);
    }
}

/// Roles fit their positions, and climb.
fn roles(clause: &Clause, lists: &Lists, fault: &mut impl FnMut(&Place, Fault)) {
    let by_name: Map<&str, &Role> = lists
        .roles
        .iter()
        .map(|role| (role.name.as_str(), role))
        .collect();
    let mut under: Option<&Row> = None;
    let known = |row: &&Row| by_name.contains_key(row.role.as_str());
    for row in clause.matrix.rows.iter().filter(known) {
        let (name, role) = (row.name.clone(), row.role.clone());
        if let Some(wanted) = misfit(row) {
            fault(
                &row.role_place,
                Fault::WrongRole {
                    row: name,
                    role,
                    wanted,
                },
            );
            continue;
        }
        if !agrees(row) {
            continue;
        }
        if let Some(other) = under
            && !escalates(&other.role, &row.role, &by_name)
        {
            let (other, under) = (other.name.clone(), other.role.clone());
            fault(
                &row.role_place,
                Fault::NotAbove {
                    row: name,
                    role,
                    other,
                    under,
                },
            );
        }
        if row.role != "seller" {
            under = Some(row);
        }
    }
}

/// What is wrong with a row's role by its position alone.
fn misfit(row: &Row) -> Option<&'static str> {
    match (row.position, row.role.as_str()) {
        (Position::Standard, role) if role != "seller" => Some(
            "a standard is what the seller may sign: make it seller, or call the row Fallback 1",
        ),
        (Position::LegalReview, role) if role != "legal" => {
            Some("a row Legal review goes to legal: make it legal, or call the row a fallback")
        }
        (Position::WalkAway, "seller") => Some("name the role that a walk-away escalates to"),
        _ => None,
    }
}

/// Whether one role, step by step, escalates to another.
fn escalates(from: &str, to: &str, roles: &Map<&str, &Role>) -> bool {
    let mut at = from;
    for _ in 0..LONGEST_CHAIN {
        if at == to {
            return true;
        }
        match roles.get(at).and_then(|role| role.escalates_to.as_deref()) {
            Some(up) => at = up,
            None => return false,
        }
    }
    false
}
