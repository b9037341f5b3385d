//! What a clause file says in whole sentences: `## Language`, `## Say` and `## Examples`.

use std::collections::BTreeMap;

use super::diagnostic::{Fault, Missing, Noun};
use super::located::Part;
use super::matrix::{position, row_named};
use super::model::{Example, Expect, Language, Matrix, Position};
use super::page::{Block, Dress, Section, Text, quoted};
use super::reading::{Reading, key, normal};

/// Reads a section below `## Language`: each quote is a wording of the position that its heading names.
pub(super) fn language(
    section: &Section,
    matrix: &Matrix,
    reading: &mut Reading<'_>,
) -> Vec<Language> {
    let title = section.title.part().trim();
    let Some(row) = row_named(matrix, title.text()) else {
        unknown_row(title.text(), title.at(), matrix, reading);
        return Vec::new();
    };
    let mut all = Vec::new();
    for (text, at) in quotes(section, reading) {
        all.push(Language {
            row: row.name.clone(),
            text: paragraphs(&text),
            place: reading.place(at),
        });
    }
    all
}

/// Reads a section below `## Examples`: each quote is an example of the verdict that its heading names.
pub(super) fn examples(
    section: &Section,
    matrix: &Matrix,
    reading: &mut Reading<'_>,
) -> Vec<Example> {
    let Some((expect, deal)) = verdict(section.title.part().trim(), matrix, reading) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (text, at) in quotes(section, reading) {
        all.push(Example {
            expect: expect.clone(),
            deal: deal.clone(),
            text,
            place: reading.place(at),
        });
    }
    all
}

/// The quotes of a section, raw, and where they start.
fn quotes(section: &Section, reading: &mut Reading<'_>) -> Vec<(String, usize)> {
    let title = section.title.part().trim();
    let mut all = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Quote(range) => {
                let (text, at) = quoted(reading.source, range);
                if text.is_empty() {
                    reading.fault(at, Fault::Empty(String::from("the quote")));
                } else {
                    all.push((text, at));
                }
            }
            // A paragraph between quotes is a remark for people.
            Block::Paragraph(_) => {}
            Block::Items(_) | Block::Table { .. } | Block::Definitions(_) | Block::Other(_) => {
                let at = if let Block::Other(at) = block {
                    *at
                } else {
                    title.at()
                };
                let text = String::from(title.text());
                let wanted = "write quotes below it: lines that start with >";
                reading.fault(at, Fault::Stray { text, wanted });
            }
        }
    }
    if all.is_empty() {
        reading.fault(
            title.at(),
            Fault::Missing(Missing::Quote(String::from(title.text()))),
        );
    }
    all
}

/// A quote's paragraphs, each on one line.
fn paragraphs(quote: &str) -> String {
    let mut text = String::new();
    let mut ended = false;
    for line in quote.lines() {
        let line = line.trim();
        if line.is_empty() {
            ended = true;
            continue;
        }
        if !text.is_empty() {
            text.push(if ended { '\n' } else { ' ' });
        }
        ended = false;
        text.push_str(line);
    }
    text
}

/// How many commas of a heading are looked at: those of a row's label and between the deal's values.
const MOST_PARTS: usize = 16;

/// The verdict of an example's heading, and the deal's values after it: `Fallback 1, annual value 300 000`.
fn verdict(
    title: Part<'_>,
    matrix: &Matrix,
    reading: &mut Reading<'_>,
) -> Option<(Expect, BTreeMap<String, String>)> {
    let mut deal = BTreeMap::new();
    if let Some(expect) = expected(title.text(), matrix) {
        return Some((expect, deal));
    }
    let parts = title.split(',');
    // A row's label may have commas of its own: the longest name that there is counts.
    for named in (1..parts.len().min(MOST_PARTS)).rev() {
        let (last, rest) = (parts.get(named - 1)?, parts.get(named..)?);
        let end = last.at().saturating_sub(title.at()) + last.text().len();
        let Some(expect) = expected(title.sub(0, end).text(), matrix) else {
            continue;
        };
        for part in rest {
            match deal_value(*part) {
                Some((name, value)) => {
                    deal.insert(name, value);
                }
                None => {
                    let fault = Fault::Missing(Missing::DealValue(String::from(part.text())));
                    reading.fault(part.at(), fault);
                }
            }
        }
        return Some((expect, deal));
    }
    let name = parts.first().map_or(title.text(), |part| part.text());
    unknown_row(name, title.at(), matrix, reading);
    None
}

/// A name and a value: the value starts at a figure, or after `:` or `=`.
fn deal_value(part: Part<'_>) -> Option<(String, String)> {
    let text = part.text();
    let (name, value) = match part.once("=").or_else(|| part.once(":")) {
        Some((name, value)) => (name, value),
        None => {
            let at = text.find(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '£'))?;
            (part.sub(0, at), part.from(at))
        }
    };
    let (name, value) = (key(name.text()), String::from(value.trim().text()));
    (!name.is_empty() && !value.is_empty()).then_some((name, value))
}

fn expected(name: &str, matrix: &Matrix) -> Option<Expect> {
    let words = normal(name);
    let row = row_named(matrix, name);
    // A heading without a label asks for the decision, on whichever row.
    match position(name).filter(|_| !name.contains(':')) {
        Some(Position::LegalReview) => return Some(Expect::LegalReview),
        Some(Position::WalkAway) => return Some(Expect::WalkAway),
        _ => {}
    }
    match row {
        Some(row) => Some(Expect::Row(row.name.clone())),
        None => (words == "not here").then_some(Expect::NotHere),
    }
}

fn unknown_row(name: &str, at: usize, matrix: &Matrix, reading: &mut Reading<'_>) {
    // A matrix without rows has its own fault.
    if !matrix.rows.is_empty() {
        let known = matrix.rows.iter().map(|row| row.name.as_str());
        reading.fault(at, Fault::unknown(Noun::Row, name, known));
    }
}

/// A section's paragraphs and list items as plain text. Emphasised words must stand in the glossary.
pub(super) fn prose(section: &Section, reading: &mut Reading<'_>) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) => {
                glossary_words(text, reading);
                paragraphs.push(text.joined().text);
            }
            Block::Items(items) => {
                for item in items {
                    glossary_words(item, reading);
                    paragraphs.push(format!("- {}", item.joined().text.trim()));
                }
            }
            Block::Quote(range) => {
                paragraphs.push(self::paragraphs(&quoted(reading.source, range).0))
            }
            _ => {}
        }
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    paragraphs.join("\n")
}

fn glossary_words(text: &Text, reading: &mut Reading<'_>) {
    for piece in text
        .pieces
        .iter()
        .filter(|piece| piece.dress == Dress::Emphasis)
    {
        let word = piece.text.part().trim();
        if !reading.names.glossary.contains(&normal(word.text())) {
            let known = reading
                .lists
                .glossary
                .iter()
                .map(|entry| entry.term.as_str());
            let fault = Fault::unknown(Noun::GlossaryWord, word.text(), known);
            reading.fault(word.at(), fault);
        }
    }
}
