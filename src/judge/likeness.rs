//! Which clause a passage is most like, where no pattern reads it: legal is told where to look first. The guess names
//! the clause of a finding that is legal review in any case; it explains nothing and accepts nothing.

use crate::library::Library;
use crate::library::model::Expect;
use crate::ordered::{self, Map, Set};
use crate::text;

/// How telling each word is of each clause, in thousandths of all that is known of the word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Likeness {
    shares: Map<String, Vec<(usize, u32)>>,
}

/// So many letters stand for a word and its other forms.
const STEM: usize = 6;

/// Words tell a clause from others only where there are some.
const CLAUSES: usize = 3;

/// A word in fewer texts than this says nothing of a clause.
const TEXTS: u32 = 2;

/// The words of a passage must tell of its clause as much as so many words that no other clause has.
const ENOUGH: u32 = 1500;

/// And so much more than of the next, in tenths.
const LEAD: u32 = 14;

impl Likeness {
    /// Learns the words of each clause: its titles, its language and its examples.
    pub(crate) fn new(library: &Library) -> Likeness {
        if library.clauses.len() < CLAUSES {
            return Likeness::default();
        }
        let lists = &library.lists;
        let labels = lists.parties.iter().map(|party| &party.label);
        let common: Set<String> = lists
            .plain
            .iter()
            .chain(lists.equivalences.iter().flatten())
            .chain(labels)
            .flat_map(|text| text::words(text))
            .collect();
        let mut counts: Map<String, Map<usize, u32>> = Map::new();
        let mut texts_of = vec![0_u32; library.clauses.len()];
        for (index, clause) in library.clauses.iter().enumerate() {
            let language = clause
                .language
                .iter()
                .map(|language| language.text.as_str());
            let examples = clause
                .examples
                .iter()
                .filter(|example| example.expect != Expect::NotHere)
                .map(|example| example.text.as_str());
            let headings = clause.found.headings.iter().map(String::as_str);
            for text in language.chain(examples).chain(headings) {
                if let Some(count) = texts_of.get_mut(index) {
                    *count += 1;
                }
                for stem in stems(text::words(text).iter().map(String::as_str), &common) {
                    *counts.entry(stem).or_default().entry(index).or_default() += 1;
                }
            }
        }
        let shares = counts
            .into_iter()
            .filter_map(|(stem, clauses)| {
                let rates: Vec<(usize, u32)> = clauses
                    .into_iter()
                    .filter(|(_, count)| *count >= TEXTS)
                    .map(|(clause, count)| {
                        let texts = texts_of.get(clause).copied().unwrap_or(1).max(1);
                        (clause, count * 10_000 / texts)
                    })
                    .collect();
                let all: u32 = rates.iter().map(|(_, rate)| rate).sum();
                let shares: Vec<(usize, u32)> = rates
                    .into_iter()
                    .map(|(clause, rate)| (clause, rate * 1000 / all.max(1)))
                    .collect();
                (!shares.is_empty()).then_some((stem, shares))
            })
            .collect();
        Likeness { shares }
    }

    /// The clause that words tell of, where they tell of one far more than of any other.
    ///
    /// `barred` are clauses that a `not:` pattern took the passage out of.
    pub(crate) fn clause<'w>(
        &self,
        words: impl Iterator<Item = &'w str>,
        barred: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut scores: Map<usize, u32> = Map::new();
        for stem in stems(words, &Set::new()) {
            for (clause, share) in self.shares.get(&stem).into_iter().flatten() {
                *scores.entry(*clause).or_default() += share;
            }
        }
        let mut ranked: Vec<(u32, usize)> = scores
            .into_iter()
            .map(|(clause, score)| (score, clause))
            .filter(|(_, clause)| !barred(*clause))
            .collect();
        ordered::sort_by(&mut ranked, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let (best, clause) = *ranked.first()?;
        let next = ranked.get(1).map_or(0, |(score, _)| *score);
        (best >= ENOUGH && best * 10 >= next * LEAD).then_some(clause)
    }
}

/// The distinct words that can tell of a clause, by their stems.
fn stems<'w>(words: impl Iterator<Item = &'w str>, common: &Set<String>) -> Set<String> {
    words
        .filter(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic))
        .filter(|word| !common.contains(*word))
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}
