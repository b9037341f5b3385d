//! Reasons in sentences for people: what a value was and is, which row holds it and who decides, and which words nothing
//! explains.

use super::Writer;
use crate::judge::cells;
use crate::judge::explain::Explained;
use crate::judge::verdict::{Finding, Judged, Reason};
use crate::library::Weight;
use crate::library::model::{Clause, Column, Position};
use crate::redline::Side;
use crate::report::{Decision, FindingKind};
use crate::value::{self, Value};

impl Writer<'_, '_, '_> {
    /// Whether a reason says why: what is fine is not told beside what is not, nor that fine silence is fine.
    pub(super) fn is_telling(&self, finding: &Finding<'_>, reason: &Reason) -> bool {
        let Reason::OnRow(reading, on) = reason else {
            return true;
        };
        let fine = self
            .clause(finding.clause)
            .and_then(|clause| clause.matrix.rows.get(*on))
            .is_some_and(|row| cells::decision(row) == Decision::Accept);
        let silent = finding.readings.get(*reading).is_some_and(|reading| {
            reading.revised.is_none() && reading.original.is_none() && reading.term.is_some()
        });
        !fine || (finding.decision == Decision::Accept && !silent)
    }

    pub(super) fn reason(&self, finding: &Finding<'_>, reason: &Reason) -> String {
        let data = self.clause(finding.clause);
        let row = |index: usize| data.and_then(|clause| clause.matrix.rows.get(index));
        match reason {
            Reason::OnRow(reading, on) => {
                let Some((reading, on)) = finding.readings.get(*reading).zip(row(*on)) else {
                    return String::new();
                };
                let cell = data
                    .and_then(|clause| on.cells.get(cells::column_of(clause, reading.term)?))
                    .map_or("", |cell| cell.text.as_str());
                format!(
                    "{}: {} holds {cell}{}.{}",
                    self.said(data, reading),
                    on.name,
                    self.decides(&on.role, on.position),
                    self.shut(data, reading)
                )
            }
            Reason::OffMatrix(reading) => match finding.readings.get(*reading) {
                Some(reading) => match &reading.value {
                    Value::Unknown(why) => format!(
                        "{}: {why}, so legal must read it.",
                        self.said(data, reading)
                    ),
                    _ => format!(
                        "{}: no position of the matrix holds that.",
                        self.said(data, reading)
                    ),
                },
                None => String::new(),
            },
            Reason::WalkAway(on) => {
                let asks = data
                    .zip(row(*on))
                    .map(|(clause, row)| asks(clause, &row.cells))
                    .unwrap_or_default();
                let role = row(*on).map_or_else(String::new, |row| role_words(&row.role));
                format!(
                    "This is beyond the walk-away point ({asks}): do not agree to it; it goes to {role}."
                )
            }
            Reason::Unexplained(index) => self.unexplained(finding, *index),
            Reason::Immaterial => {
                String::from("Only the form changed: nothing here changes the meaning or a value.")
            }
            Reason::OwnLanguage(on) => {
                let name = row(*on).map_or("", |row| row.name.as_str());
                format!("The wording is the library's own for {name}.")
            }
            Reason::Weighty(token) => {
                let words = self.words(Side::Final, finding.chain, &(*token..*token + 1));
                format!(
                    "\"{words}\" matters wherever it stands, and no position's reading holds it."
                )
            }
            Reason::NotOurWords => {
                String::from("This clause is judged by its wording, and the wording is not ours.")
            }
            Reason::NothingRead => String::from(
                "The passage is about this clause, and none of its terms could be read.",
            ),
            Reason::Disguise(character, hidden) => {
                let what = if *hidden {
                    "A hidden character"
                } else {
                    "A character that only looks like a Latin letter"
                };
                format!(
                    "{what} (U+{:04X}) stands in the text; it was read as if it did not.",
                    u32::from(*character)
                )
            }
            Reason::Missing => String::from("The contract says nothing about this."),
            Reason::NoClause if finding.kind == FindingKind::Unread => String::from(
                "No clause of the library recognises anything in this text, so nothing was judged.",
            ),
            Reason::NoClause => String::from(
                "No clause of the library covers this passage, so legal must read the change.",
            ),
            Reason::Likely => String::from(
                "No clause of the library reads this passage: by its words it is most like this one, so legal must read it here.",
            ),
            Reason::Moved => String::from("The passage only moved."),
            Reason::Untracked => {
                String::from("This differs from approved wording, and no tracked change says so.")
            }
        }
    }

    /// The better row that would hold a value if a value of the deal were given.
    pub(super) fn shut(&self, clause: Option<&Clause>, reading: &Judged<'_>) -> String {
        let ground = self.parts.case.ground;
        let found = clause.and_then(|clause| {
            let column = cells::column_of(clause, reading.term)?;
            let rows = clause.matrix.rows.get(..reading.row?)?;
            rows.iter().find_map(|row| {
                let fits = row.cells.get(column).is_some_and(|cell| {
                    ground.fits(cell, &reading.value, std::slice::from_ref(&reading.value))
                });
                let mut asked = clause.matrix.columns.iter().zip(&row.cells);
                let (name, cell) = asked.find_map(|(column, cell)| match column {
                    Column::Deal(name)
                        if !cell.tests.is_empty() && self.parts.outside.deal(name).is_none() =>
                    {
                        Some((name, cell))
                    }
                    _ => None,
                })?;
                let better = cells::decision(row) < Decision::LegalReview;
                (fits && better)
                    .then(|| (name.replace('_', " "), cell.text.clone(), row.name.clone()))
            })
        });
        match found {
            Some((name, cell, row)) => {
                format!(" With the deal's {name} given, and {cell}, {row} would hold it.")
            }
            None => String::new(),
        }
    }

    pub(super) fn decides(&self, role: &str, position: Position) -> String {
        match (role, position) {
            (_, Position::WalkAway) => String::new(),
            ("seller", _) => String::from(", which the seller may accept"),
            ("legal", _) => String::from(", which legal must review"),
            (role, _) => format!(", which {} must approve", role_words(role)),
        }
    }

    /// "days to pay, 30 days before, is 60 days"
    pub(super) fn said(&self, clause: Option<&Clause>, reading: &Judged<'_>) -> String {
        let term = reading.term.and_then(|term| clause?.terms.get(term));
        let unit = term.and_then(|term| term.unit.as_deref());
        let Some(term) = term else {
            return match (&reading.value, reading.original.is_some()) {
                (Value::Absent, true) => String::from("The clause is gone"),
                (Value::Absent, false) => String::from("The text rules it out"),
                _ => String::from("The clause is there"),
            };
        };
        let name = capital(&term.name);
        let now = match &reading.value {
            Value::Unknown(_) => String::from("is unclear"),
            Value::Absent => String::from("is no longer said"),
            value => format!("is {}", show(value, unit)),
        };
        match reading.original {
            Some((_, read)) if read.value != reading.value => {
                format!("{name} {now}, and was {}", show(&read.value, unit))
            }
            None if reading.value == Value::Absent => format!("{name} is not said"),
            _ => format!("{name} {now}"),
        }
    }

    pub(super) fn unexplained(&self, finding: &Finding<'_>, index: usize) -> String {
        let Some(change) = self.parts.case.changes.changes.get(index) else {
            return String::new();
        };
        let rules = self.parts.rules;
        let old = self.words(
            Side::Original,
            change.old.chain,
            &rules.tokens(Side::Original, &change.old),
        );
        let new = self.words(
            Side::Final,
            change.new.chain,
            &rules.tokens(Side::Final, &change.new),
        );
        let what = match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("\"{}\" was added", short(&new)),
            (_, true) => format!("\"{}\" was struck", short(&old)),
            _ => format!("\"{}\" became \"{}\"", short(&old), short(&new)),
        };
        let explained = finding
            .changes
            .iter()
            .find(|(at, _)| *at == index)
            .map(|(_, explained)| explained);
        let weighty = explained.and_then(|explained| {
            explained
                .unexplained
                .iter()
                .find_map(|(side, passage, token)| {
                    let sided = self.sided(*side, *passage)?;
                    let weight = sided.analysis.weights.get(*token).copied().flatten()?;
                    let word = sided
                        .analysis
                        .tokens
                        .get(*token)
                        .map(|token| self.parts.lexicon.name(token.sym))?;
                    Some((weight, word))
                })
        });
        match weighty {
            Some((Weight::Negation, word)) => {
                format!("{what}: \"{word}\" negates, and no rule explains it.")
            }
            Some((Weight::Exception, word)) => format!(
                "{what}: \"{word}\" makes a condition or an exception, and no rule explains it."
            ),
            Some((Weight::Other, word)) => {
                format!("{what}: \"{word}\" always matters, and no rule explains it.")
            }
            None => match explained.map(|explained| self.words_left(explained)) {
                Some(words) if !words.is_empty() => format!("{what}: no rule explains {words}."),
                _ => format!("{what}: no rule explains it."),
            },
        }
    }

    /// The words of a change that no rule explains, where others of it are explained and these are few.
    pub(super) fn words_left(&self, explained: &Explained) -> String {
        const MOST: usize = 6;
        let mut words: Vec<String> = Vec::new();
        for (side, passage, token) in &explained.unexplained {
            let word = format!("\"{}\"", self.words(*side, *passage, &(*token..*token + 1)));
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if explained.by.is_empty() || words.len() > MOST {
            String::new()
        } else {
            words.join(", ")
        }
    }
}

/// The cells of a row that ask something: "days to pay > 90 days".
fn asks(clause: &Clause, cells: &[crate::library::model::Cell]) -> String {
    let asked: Vec<String> = clause
        .matrix
        .columns
        .iter()
        .zip(cells)
        .filter(|(_, cell)| !cell.tests.is_empty())
        .map(|(column, cell)| match column {
            Column::Clause => format!("the clause {}", cell.text),
            Column::Term(term) => {
                let name = clause
                    .terms
                    .get(*term)
                    .map_or("", |term| term.name.as_str());
                format!("{name} {}", cell.text)
            }
            Column::Deal(name) => format!("{name} {}", cell.text),
        })
        .collect();
    asked.join(", ")
}

fn show(value: &Value, unit: Option<&str>) -> String {
    match value {
        Value::Quantity { amount, kind } => {
            let (amount, unit) = value::in_unit(*amount, *kind, unit);
            match unit.as_deref() {
                None => value::plain(amount),
                Some("x") => format!("{}x", value::plain(amount)),
                Some(unit) => format!("{} {unit}", value::plain(amount)),
            }
        }
        other => other.to_string(),
    }
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

/// A role in a sentence: a function by its name, a person's office with its article, an abbreviation in capitals.
fn role_words(role: &str) -> String {
    match role {
        _ if role.len() <= 3 => format!("the {}", role.to_uppercase()),
        _ if role.contains('-') => format!("the {}", role.replace('-', " ")),
        _ => String::from(role),
    }
}

/// Enough of a text to recognise it by.
fn short(text: &str) -> String {
    const MOST: usize = 160;
    if text.chars().count() <= MOST {
        return text.replace('\n', " ");
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{}…", start.trim_end().replace('\n', " "))
}
