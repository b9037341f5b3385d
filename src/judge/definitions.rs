//! Definitions that a change rewrote: the sentences that use the term are read again with its new text in its place, and
//! what a clause reads there now and did not read before is judged where the definition was changed.

use std::rc::Rc;

use super::analysis::{self, Tables};
use super::outside::Outside;
use super::passages::Passage;
use super::readings::{self, Read, Readings};
use crate::ordered::Map;
use crate::pattern::Scratch;
use crate::text::Lexicon;
use crate::value::Value;

/// What a changed definition brought about.
#[derive(Clone, Debug)]
pub(crate) struct Gained {
    /// The chain of the definition.
    pub(crate) chain: usize,
    pub(crate) clause: usize,
    pub(crate) term: Option<usize>,
    pub(crate) value: Value,
}

/// A term and what it means on each side.
#[derive(Debug)]
pub(crate) struct Meaning {
    term: String,
    original: String,
    revised: String,
}

/// How many changed definitions are followed: a redline that rewrites more goes to legal as it is.
const MOST: usize = 20;

/// A defined term has at most so many characters, and the text that is put in its place so many bytes.
const TERM: usize = 60;
const MEANING: usize = 400;

/// Reads again what changed definitions touch.
pub(crate) fn gained<'a>(
    passages: &[Passage],
    tables: &Tables<'a>,
    lexicon: &mut Lexicon<'a>,
    outside: &Outside<'_>,
    (kept, scratch): (&mut Map<String, Rc<Readings>>, &mut Scratch),
) -> Vec<Gained> {
    let definitions: Vec<(usize, &Meaning)> = passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.chain.changed)
        .flat_map(|(chain, passage)| {
            let meanings = passage.memo.defined.get_or_init(|| changed(passage));
            meanings.iter().map(move |meaning| (chain, meaning))
        })
        .take(MOST)
        .collect();
    let mut gained = Vec::new();
    let mut before_this = std::mem::take(kept);
    for (defined_in, definition) in definitions {
        for (chain, passage) in passages.iter().enumerate() {
            let text = &passage.revised.text.text;
            if chain == defined_in || passage.heading || !uses(text, &definition.term) {
                continue;
            }
            let mut read = |meaning: &str| {
                let text = text.replace(&definition.term, meaning);
                let known = before_this
                    .remove(&text)
                    .or_else(|| kept.get(&text).cloned());
                let readings = known.unwrap_or_else(|| {
                    let analysis = analysis::analysed(&text, tables, lexicon);
                    let read = readings::read(&analysis, &[], tables, lexicon, outside, scratch);
                    Rc::new(read)
                });
                outside.note(&readings.asked);
                kept.insert(text, Rc::clone(&readings));
                readings
            };
            let before = read(&definition.original);
            let after = read(&definition.revised);
            let known = |read: &Read| {
                before
                    .reads
                    .iter()
                    .chain(&passage.revised.readings.reads)
                    .any(|old| old.clause == read.clause && old.says(read))
            };
            gained.extend(
                after
                    .reads
                    .iter()
                    .filter(|read| !known(read))
                    .map(|read| Gained {
                        chain: defined_in,
                        clause: read.clause,
                        term: read.term,
                        value: read.value.clone(),
                    }),
            );
        }
    }
    gained
}

/// The definitions of a changed passage that mean something else than before.
fn changed(passage: &Passage) -> Vec<Meaning> {
    let originals = definitions(&passage.original().text.text);
    definitions(&passage.revised.text.text)
        .into_iter()
        .filter_map(|(term, revised)| {
            let original = originals
                .iter()
                .find(|(known, _)| *known == term)
                .map(|(_, meaning)| meaning.clone())?;
            (original != revised).then_some(Meaning {
                term,
                original,
                revised,
            })
        })
        .collect()
}

/// `"Term" means ...`, up to the end of the sentence.
fn definitions(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for paragraph in text.split('\n') {
        let plain = paragraph.replace(['“', '”', '„'], "\"");
        let mut rest = plain.as_str();
        while let Some(start) = rest.find('"') {
            let after = rest.get(start + 1..).unwrap_or_default();
            let Some(end) = after.find('"') else { break };
            let term = after.get(..end).unwrap_or_default().trim();
            let tail = after.get(end + 1..).unwrap_or_default();
            let means = ["means", "shall mean", "will mean", "includes", "is"]
                .into_iter()
                .find_map(|verb| tail.trim_start().strip_prefix(verb)?.strip_prefix(' '));
            if let (Some(meaning), true) = (means, !term.is_empty() && term.len() <= TERM) {
                let end = meaning.find(". ").unwrap_or(meaning.len());
                let meaning = meaning
                    .get(..end)
                    .unwrap_or_default()
                    .trim_end_matches(['.', ';', ' ']);
                if meaning.len() <= MEANING {
                    found.push((String::from(term), String::from(meaning)));
                }
            }
            rest = tail;
        }
    }
    found
}

/// Whether a text uses a term as a word of its own, or its plural.
fn uses(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + term.len()..).unwrap_or_default();
        let after = after.strip_prefix('s').unwrap_or(after).chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_found_with_their_terms() {
        assert_eq!(
            definitions(
                "1.1 “Deliverable” means a report or a module. “Fees” means the sums in the Order."
            ),
            [
                (
                    String::from("Deliverable"),
                    String::from("a report or a module")
                ),
                (String::from("Fees"), String::from("the sums in the Order")),
            ]
        );
        assert!(definitions("The \"Services\" shall be provided.").is_empty());
        assert!(uses("Each Deliverable is ours.", "Deliverable"));
        assert!(!uses("Undeliverable mail.", "deliverable"));
    }
}
