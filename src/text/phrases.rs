//! A table of phrases, looked up by the words at a place; the longest wins.

use super::Sym;
use crate::ordered::{self, Map};

/// Phrases and what each stands for.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: Map<Sym, Vec<(Vec<Sym>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases {
            by_first: Map::new(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase. An empty one is nothing; of equal ones the first stays.
    pub fn add(&mut self, phrase: &[Sym], stands_for: T) {
        let Some(first) = phrase.first() else { return };
        let list = self.by_first.entry(*first).or_default();
        if list.iter().any(|(known, _)| known == phrase) {
            return;
        }
        list.push((phrase.to_vec(), stands_for));
        ordered::sort_by_key(list, |(phrase, _)| std::cmp::Reverse(phrase.len()));
    }

    /// The longest phrase that the words start with: its length in words and what it stands for.
    pub fn longest(&self, words: impl Iterator<Item = Sym> + Clone) -> Option<(usize, &T)> {
        let first = words.clone().next()?;
        let list = self.by_first.get(&first)?;
        list.iter().find_map(|(phrase, stands_for)| {
            let mut rest = words.clone();
            phrase
                .iter()
                .all(|sym| rest.next() == Some(*sym))
                .then_some((phrase.len(), stands_for))
        })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }
}
