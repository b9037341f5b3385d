//! The library-wide tables: `parties.md`, `places.md`, `roles.md` and `facts.md`.

use super::diagnostic::{Fault, Missing, Noun};
use super::literal;
use super::located::{Located, Part};
use super::model::{Fact, Lists, Party, PartySide, Place, PlaceName, Role};
use super::page::{Block, Page};
use super::reading::{Reading, key, normal};
use crate::ordered::{Map, Set};
use crate::value::{Kind, Value};

/// A row of a table: its cells, in the order of the columns asked for, empty where there is none.
type Cells = Vec<Located>;

/// The rows of all tables of a page; the first so many columns must be there.
fn rows(
    page: &Page,
    file: &'static str,
    columns: &[&'static str],
    needed: usize,
    reading: &mut Reading<'_>,
) -> Vec<Cells> {
    let mut all = Vec::new();
    let mut tables = 0;
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    for block in blocks {
        let Block::Table { head, rows } = block else {
            continue;
        };
        tables += 1;
        let indices: Vec<Option<usize>> = columns
            .iter()
            .map(|name| {
                head.iter()
                    .position(|cell| cell.text.trim().eq_ignore_ascii_case(name))
            })
            .collect();
        for (name, index) in columns.iter().zip(&indices).take(needed) {
            if index.is_none() {
                let at = head.first().map_or(0, |cell| cell.at(0));
                reading.fault(at, Fault::Missing(Missing::Column(name)));
            }
        }
        if indices.first().is_none_or(Option::is_none) {
            continue;
        }
        for row in rows {
            let at = row.first().map_or(0, |cell| cell.at(0));
            let cell = |index: &Option<usize>| {
                index
                    .and_then(|index| row.get(index))
                    .cloned()
                    .unwrap_or_else(|| Located::empty(at))
            };
            let cells: Cells = indices.iter().map(cell).collect();
            match cells.first() {
                Some(first) if first.text.trim().is_empty() => {
                    reading.fault(at, Fault::Missing(Missing::Cell));
                }
                _ => all.push(cells),
            }
        }
    }
    if tables == 0 {
        reading.fault(0, Fault::Missing(Missing::Table(file)));
    }
    all
}

/// A cell of a row.
fn cell(cells: &Cells, index: usize) -> Option<Part<'_>> {
    let part = cells.get(index)?.part().trim();
    let text = part.text();
    (!text.is_empty() && text != "-" && text != "\u{2013}" && text != "\u{2014}").then_some(part)
}

/// A cell's text.
fn text(cells: &Cells, index: usize) -> String {
    cell(cells, index)
        .map(|part| String::from(part.text()))
        .unwrap_or_default()
}

/// A cell's entries.
fn several(cells: &Cells, index: usize) -> Vec<String> {
    let parts = cell(cells, index).map(list).unwrap_or_default();
    parts.iter().map(|part| String::from(part.text())).collect()
}

/// Names that have been read, and where.
#[derive(Default)]
pub(super) struct Seen(Map<String, Place>);

impl Seen {
    /// Whether a name is new; where not, that is a fault.
    pub(super) fn is_new(&mut self, what: Noun, name: Part<'_>, reading: &mut Reading<'_>) -> bool {
        let place = reading.place(name.at());
        match self.0.get(&normal(name.text())) {
            Some(first) => {
                let (first, name_text) = (first.clone(), String::from(name.text()));
                reading.fault(
                    name.at(),
                    Fault::Repeated {
                        what,
                        name: name_text,
                        first,
                    },
                );
                false
            }
            None => {
                self.0.insert(normal(name.text()), place);
                true
            }
        }
    }
}

/// Reads `parties.md`.
pub(super) fn parties(page: &Page, reading: &mut Reading<'_>) -> Vec<Party> {
    const SIDES: [(&str, PartySide, Option<PartySide>); 5] = [
        ("vendor", PartySide::Vendor, None),
        ("customer", PartySide::Customer, None),
        ("either", PartySide::Either, None),
        (
            "either, else vendor",
            PartySide::Either,
            Some(PartySide::Vendor),
        ),
        (
            "either, else customer",
            PartySide::Either,
            Some(PartySide::Customer),
        ),
    ];
    let mut seen = Seen::default();
    let mut parties = Vec::new();
    for cells in rows(page, "parties.md", &["label", "side"], 2, reading) {
        let Some(label) = cell(&cells, 0) else {
            continue;
        };
        if !seen.is_new(Noun::Party, label, reading) {
            continue;
        }
        let side = text(&cells, 1);
        match SIDES
            .iter()
            .find(|(name, ..)| name.eq_ignore_ascii_case(&side))
        {
            Some((_, side, default)) => parties.push(Party {
                label: String::from(label.text()),
                side: *side,
                default: *default,
            }),
            None => {
                let at = cells.get(1).map_or(label.at(), |cell| cell.at(0));
                let fault = Fault::unknown(Noun::Side, &side, SIDES.iter().map(|(name, ..)| *name));
                reading.fault(at, fault);
            }
        }
    }
    parties
}

/// Reads `places.md`.
pub(super) fn places(page: &Page, reading: &mut Reading<'_>) -> Vec<PlaceName> {
    let mut seen = Seen::default();
    let mut places = Vec::new();
    let mut within = Vec::new();
    for cells in rows(
        page,
        "places.md",
        &["place", "other names", "within"],
        1,
        reading,
    ) {
        let Some(name) = cell(&cells, 0) else {
            continue;
        };
        if !seen.is_new(Noun::Place, name, reading) {
            continue;
        }
        places.push(PlaceName {
            name: String::from(name.text()),
            others: several(&cells, 1),
            within: several(&cells, 2),
            place: reading.place(name.at()),
        });
        within.push(cells);
    }
    let names = place_names(&places);
    for cells in &within {
        for part in cell(cells, 2).map(list).unwrap_or_default() {
            if !names.contains_key(&normal(part.text())) {
                let known = places.iter().map(|place| place.name.as_str());
                reading.fault(part.at(), Fault::unknown(Noun::Place, part.text(), known));
            }
        }
    }
    for place in &mut places {
        for name in &mut place.within {
            if let Some(canonical) = names.get(&normal(name)) {
                name.clone_from(canonical);
            }
        }
    }
    places
}

/// Every name that a place goes by, in normal form, with the place's own name.
pub(super) fn place_names(places: &[PlaceName]) -> Map<String, String> {
    let mut names = Map::new();
    for place in places {
        for other in &place.others {
            names
                .entry(normal(other))
                .or_insert_with(|| place.name.clone());
        }
    }
    for place in places {
        names.insert(normal(&place.name), place.name.clone());
    }
    names.remove("");
    names
}

/// Reads `roles.md`.
pub(super) fn roles(page: &Page, reading: &mut Reading<'_>) -> Vec<Role> {
    const COLUMNS: [&str; 5] = [
        "role",
        "function",
        "escalates to",
        "contact",
        "reply within",
    ];
    let mut seen = Seen::default();
    let mut roles = Vec::new();
    let mut upward = Vec::new();
    for cells in rows(page, "roles.md", &COLUMNS, 3, reading) {
        let Some(name) = cell(&cells, 0) else {
            continue;
        };
        if !seen.is_new(Noun::Role, name, reading) {
            continue;
        }
        if roles.len() >= MOST_ROLES {
            let (what, most) = ("roles", MOST_ROLES);
            reading.fault(name.at(), Fault::TooMany { what, most });
            break;
        }
        let some = |index| cell(&cells, index).map(|part| String::from(part.text()));
        roles.push(Role {
            name: String::from(name.text()),
            function: text(&cells, 1),
            escalates_to: some(2),
            contact: some(3),
            reply_within: some(4),
            place: reading.place(name.at()),
        });
        upward.extend(cells.get(2).cloned());
    }
    let names: Set<&str> = roles.iter().map(|role| role.name.as_str()).collect();
    for up in &upward {
        let up = up.part().trim();
        if !matches!(up.text(), "" | "-") && !names.contains(up.text()) {
            let known = roles.iter().map(|role| role.name.as_str());
            reading.fault(up.at(), Fault::unknown(Noun::Role, up.text(), known));
        }
    }
    circles(&roles, reading);
    roles
}

/// Finds roles whose chain leads back to them.
fn circles(roles: &[Role], reading: &mut Reading<'_>) {
    let by_name: Map<&str, &Role> = roles
        .iter()
        .map(|role| (role.name.as_str(), role))
        .collect();
    for role in roles {
        let mut at = role;
        // A longer chain than this is either a circle or no chain of people.
        for _ in 0..LONGEST_CHAIN {
            let up = at.escalates_to.as_deref().and_then(|up| by_name.get(up));
            let Some(up) = up else { break };
            if up.name == role.name {
                reading.faults.push(super::Diagnostic {
                    place: role.place.clone(),
                    fault: Fault::CircularRole(role.name.clone()),
                });
                break;
            }
            at = up;
        }
    }
}

/// More roles are not read: each row of each matrix looks its own up.
const MOST_ROLES: usize = 200;

/// How many steps an escalation may have.
pub(super) const LONGEST_CHAIN: usize = 32;

/// Reads `facts.md`: a fact is one value, or a list of values or places.
pub(super) fn facts(page: &Page, reading: &mut Reading<'_>) -> Map<String, Fact> {
    let mut seen = Seen::default();
    let mut facts = Map::new();
    for cells in rows(page, "facts.md", &["fact", "value"], 2, reading) {
        let Some(name) = cell(&cells, 0) else {
            continue;
        };
        if !seen.is_new(Noun::Fact, name, reading) {
            continue;
        }
        let Some(value) = cell(&cells, 1) else {
            reading.fault(name.at(), Fault::Missing(Missing::Cell));
            continue;
        };
        let values =
            fact_values(value.text(), &reading.names.places).unwrap_or_else(|(index, fault)| {
                let part = list(value).get(index).copied().unwrap_or(value);
                let fault = fault.unwrap_or_else(|| reading.unknown_place(part.text()));
                reading.fault(part.at(), fault);
                Vec::new()
            });
        facts.insert(
            key(name.text()),
            Fact {
                text: String::from(value.text()),
                values,
                place: reading.place(value.at()),
            },
        );
    }
    facts
}

/// The entries of a list: between semicolons where there are any, else between commas.
fn list(value: Part<'_>) -> Vec<Part<'_>> {
    value.split(if value.text().contains(';') { ';' } else { ',' })
}

/// The values that a fact's text writes. A fault comes with the index of the entry; where it is no fault of a value,
/// the entry should name a place.
pub(super) fn fact_values(
    text: &str,
    places: &Map<String, String>,
) -> Result<Vec<Value>, (usize, Option<Fault>)> {
    let mut located = Located::empty(0);
    located.push(text, 0);
    let mut values = Vec::new();
    for (index, part) in list(located.part()).iter().enumerate() {
        let text = part.text();
        if let Some(place) = places.get(&normal(text)) {
            values.push(Value::Name(place.clone()));
        } else if let Some(value) = literal::guess(text) {
            values.push(value);
        } else if text.eq_ignore_ascii_case("unlimited") {
            values.push(Value::Unlimited);
        } else if text.starts_with(|c: char| c.is_ascii_digit()) {
            let faults = Kind::ALL
                .into_iter()
                .filter_map(|kind| literal::literal(text, kind).err());
            let meant = faults
                .filter(|fault| fault.meant.is_some())
                .map(Fault::Literal)
                .next();
            let fault = meant.unwrap_or_else(|| Fault::NoValue(String::from(text)));
            return Err((index, Some(fault)));
        } else {
            return Err((index, None));
        }
    }
    Ok(values)
}

/// The names of all roles.
pub(super) fn role_names(lists: &Lists) -> impl Iterator<Item = &str> {
    lists.roles.iter().map(|role| role.name.as_str())
}
