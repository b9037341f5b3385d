//! `## Found by`: the headings and patterns that recognise a clause; and the items of any list of patterns.

use super::diagnostic::{Fault, Missing};
use super::located::Part;
use super::model::Found;
use super::page::{Block, Dress, Section, Text};
use super::reading::Reading;

/// The items of a section; anything else in it is a fault.
pub(super) fn items<'a>(
    section: &'a Section,
    wanted: &'static str,
    reading: &mut Reading<'_>,
) -> Vec<&'a Text> {
    let mut all = Vec::new();
    for block in &section.blocks {
        match block {
            Block::Items(items) => all.extend(items),
            Block::Paragraph(text) => stray(text.joined().part(), wanted, reading),
            Block::Quote(range) => reading.fault(
                range.start,
                Fault::Stray {
                    text: String::from(">"),
                    wanted,
                },
            ),
            Block::Table { head, .. } => {
                let at = head.first().map_or(section.at, |cell| cell.at(0));
                reading.fault(
                    at,
                    Fault::Stray {
                        text: String::from("|"),
                        wanted,
                    },
                );
            }
            Block::Definitions(_) | Block::Other(_) => {
                let at = if let Block::Other(at) = block {
                    *at
                } else {
                    section.at
                };
                reading.fault(
                    at,
                    Fault::Stray {
                        text: String::from(section.title.text.trim()),
                        wanted,
                    },
                );
            }
        }
    }
    all
}

/// Something where it has no meaning.
pub(super) fn stray(part: Part<'_>, wanted: &'static str, reading: &mut Reading<'_>) {
    let part = part.trim();
    let text: String = part.text().chars().take(40).collect();
    reading.fault(part.at(), Fault::Stray { text, wanted });
}

/// Reads `## Found by`.
pub(super) fn found(section: &Section, reading: &mut Reading<'_>) -> Found {
    const WANTED: &str = "list headings like \"heading: Payment; Fees\" and patterns between backquotes, \"not:\" before those that take a sentence out";
    let mut found = Found::default();
    for item in items(section, WANTED, reading) {
        let joined = item.joined();
        if let Some(headings) = joined
            .part()
            .after("heading:")
            .or_else(|| joined.part().after("headings:"))
        {
            found.headings.extend(
                headings
                    .split(';')
                    .iter()
                    .map(|part| String::from(part.text())),
            );
            continue;
        }
        let mut not = false;
        let before = (found.patterns.len(), found.not.len());
        let mut tried = false;
        for piece in &item.pieces {
            let part = piece.text.part();
            if piece.dress == Dress::Code {
                tried = true;
                let list = if not {
                    &mut found.not
                } else {
                    &mut found.patterns
                };
                list.extend(reading.pattern(part));
                continue;
            }
            let plain = part.trim_signs(&[',', ';']);
            match plain.text() {
                "" | "or" => {}
                text if text.eq_ignore_ascii_case("not:") => not = true,
                _ => stray(plain, WANTED, reading),
            }
        }
        if !tried && before == (found.patterns.len(), found.not.len()) {
            reading.fault(item.at, Fault::Missing(Missing::Pattern));
        }
    }
    found
}
