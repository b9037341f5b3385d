//! The values, places and parties that a paragraph names: what a new clause about it could ask for.
//!
//! Nothing is matched or judged here. Places and labels are the library's own; offsets are UTF-16, for an editor.

use serde::Serialize;

use super::Library;
use super::model::PartySide;
use crate::ordered;
use crate::pattern::Slot;
use crate::slots::{self, Candidate};
use crate::text::{self, Case, Phrases, Sym, Token, TokenKind};
use crate::value::{Kind, Value};

/// Something that a text names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FoundValue {
    /// Where it starts, in UTF-16 code units of the text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is: `duration`, `money`, `place` and so on, or `party`.
    pub kind: String,
    /// Its value: `30 days`; of a place its name, of a party its side. None where word and figure disagree.
    pub value: Option<String>,
}

impl Library {
    /// The values, places and parties that a text names, in order. Of two that overlap the longer one is taken.
    pub fn values(&self, text: &str) -> Vec<FoundValue> {
        let tokens = text::tokens(text);
        let mut found = slots::values(&slots::words(&tokens));
        for start in 0..tokens.len() {
            let rest = tokens.get(start..).unwrap_or_default();
            if let Some((length, place)) = self.named(&self.compiled.places, rest)
                && let Some(place) = self.lists.places.get(place)
                && is_name(rest, length)
            {
                let slot = Slot::Value(Kind::Place);
                let value = Value::Name(place.name.clone());
                found.push(Candidate {
                    slot,
                    start,
                    end: start + length,
                    value,
                });
            }
            if let Some((length, party)) = self.named(&self.compiled.parties, rest)
                && let Some(party) = self.lists.parties.get(party)
            {
                found.push(Candidate {
                    slot: Slot::Party,
                    start,
                    end: start + length,
                    value: Value::Name(String::from(match party.side {
                        PartySide::Vendor => "vendor",
                        PartySide::Customer => "customer",
                        PartySide::Either => "either",
                    })),
                });
            }
        }
        ordered::sort_by_key(&mut found, |one| {
            (one.start, std::cmp::Reverse(one.end), one.slot)
        });
        let index = units(text);
        let at = |byte: usize| index.get(byte).or(index.last()).copied().unwrap_or(0);
        let mut free = 0;
        let mut values = Vec::new();
        for one in found {
            let (Some(first), Some(last)) = (
                tokens.get(one.start),
                one.end.checked_sub(1).and_then(|last| tokens.get(last)),
            ) else {
                continue;
            };
            if one.start < free {
                continue;
            }
            free = one.end;
            values.push(FoundValue {
                start: at(first.range.start),
                end: at(last.range.end),
                kind: String::from(one.slot.name()),
                value: match one.value {
                    Value::Unknown(_) => None,
                    value => Some(value.to_string()),
                },
            });
        }
        values
    }

    /// The longest phrase that stands at the start of these tokens, and what it stands for.
    fn named(&self, phrases: &Phrases<usize>, tokens: &[Token]) -> Option<(usize, usize)> {
        let words = tokens
            .iter()
            .take_while(|token| token.kind != TokenKind::Sign)
            .map_while(|token| -> Option<Sym> { self.compiled.words.get(&token.form) });
        phrases
            .longest(words)
            .map(|(length, stands_for)| (length, *stands_for))
    }
}

/// A place is capitalised, and a short one in capitals: `US`, not `us`.
fn is_name(tokens: &[Token], length: usize) -> bool {
    tokens.first().is_some_and(|first| match first.case {
        Case::Lower => false,
        Case::Title => length > 1 || first.range.len() > 3,
        Case::Upper => true,
    })
}

/// For each byte, the UTF-16 code units before its character.
fn units(text: &str) -> Vec<usize> {
    let mut index = Vec::with_capacity(text.len() + 1);
    let mut units = 0;
    for character in text.chars() {
        index.extend(std::iter::repeat_n(units, character.len_utf8()));
        units += character.len_utf16();
    }
    index.push(units);
    index
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn found(text: &str) -> Vec<(String, String, Option<String>)> {
        let files = BTreeMap::from([
            (
                String::from("parties.md"),
                String::from(
                    "# Parties\n\n| Label | Side |\n| --- | --- |\n| Buyer | customer |\n",
                ),
            ),
            (
                String::from("places.md"),
                String::from(
                    "# Places\n\n| Place | Other names | Within |\n| --- | --- | --- |\n| New York | NY | |\n",
                ),
            ),
        ]);
        let (library, _) = Library::load(&files);
        let wide: Vec<u16> = text.encode_utf16().collect();
        library
            .values(text)
            .into_iter()
            .map(|one| {
                let slice = wide.get(one.start..one.end).unwrap_or_default();
                (one.kind, String::from_utf16_lossy(slice), one.value)
            })
            .collect()
    }

    fn line(kind: &str, text: &str, value: &str) -> (String, String, Option<String>) {
        (
            String::from(kind),
            String::from(text),
            Some(String::from(value)),
        )
    }

    #[test]
    fn numbers_places_and_parties_are_found_where_they_stand() {
        assert_eq!(
            found("𝔸 Buyer pays within thirty (30) days in New York."),
            [
                line("party", "Buyer", "customer"),
                line("duration", "thirty (30) days", "30 days"),
                line("place", "New York", "New York"),
            ]
        );
    }

    #[test]
    fn a_word_and_a_figure_that_disagree_have_no_value() {
        assert_eq!(
            found("within thirty (45) days"),
            [(
                String::from("duration"),
                String::from("thirty (45) days"),
                None
            )]
        );
    }

    #[test]
    fn ordinary_words_are_nothing() {
        assert_eq!(found("Each party acts in good faith."), []);
    }
}
