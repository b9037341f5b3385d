//! Which readings a verdict rests on: all of them on third-party paper, those that changed in a redline, and silence where
//! the matrix says what it means.

use super::{Case, Judged};
use crate::judge::cells::{self, column_of};
use crate::judge::explain::Explained;
use crate::judge::index::Presence;
use crate::judge::readings::Read;
use crate::library::model::Join;
use crate::ordered::{Map, Set};
use crate::redline::Side;
use crate::value::Value;

/// The rows of so many values of a term are remembered, at most.
const KNOWN_ROWS: usize = 64;

impl<'p> Case<'p, '_> {
    /// Third-party paper: every reading is judged. Where the text rules the clause out, no other column is asked.
    pub(super) fn all_readings(&self, clause: usize) -> Vec<Judged<'p>> {
        let present = self.presence(clause).revised;
        let mut judged: Vec<Judged<'p>> = self
            .all_finals(clause)
            .filter(|(_, read)| {
                if present {
                    read.term.is_some() || read.value == Value::Present
                } else {
                    read.term.is_none()
                }
            })
            .map(|(chain, read)| {
                self.judged(chain, read.term, None, Some(read), read.value.clone())
            })
            .collect();
        let first = self.index(clause).and_then(|of| of.claims.first());
        if let (Some(chain), true) = (first, present) {
            judged.extend(self.silent(clause, *chain));
        }
        judged
    }

    pub(super) fn judged(
        &self,
        chain: usize,
        term: Option<usize>,
        original: Option<(usize, &'p Read)>,
        revised: Option<&'p Read>,
        value: Value,
    ) -> Judged<'p> {
        Judged {
            chain,
            term,
            original,
            revised,
            value,
            row: None,
            judged: true,
        }
    }

    /// Terms that nothing in the final text reads, where the matrix says what their silence means.
    fn silent(&self, clause: usize, chain: usize) -> Vec<Judged<'p>> {
        let Some(data) = self.clause(clause) else {
            return Vec::new();
        };
        let read: Set<usize> = self
            .all_finals(clause)
            .filter_map(|(_, read)| read.term)
            .collect();
        (0..data.terms.len())
            .filter(|term| !read.contains(term) && cells::asks_absence(data, Some(*term)))
            .map(|term| self.judged(chain, Some(term), None, None, Value::Absent))
            .collect()
    }

    /// A redline: the readings that changed are judged; the others are there to be shown.
    pub(super) fn changed_readings(
        &self,
        clause: usize,
        changes: &[(usize, usize, Explained)],
    ) -> Vec<Judged<'p>> {
        let presence = self.presence(clause);
        if presence.original && !presence.revised {
            return self.gone(clause, changes);
        }
        let mut judged: Vec<Judged<'p>> = self
            .gained
            .iter()
            .filter(|gained| gained.clause == clause)
            .map(|gained| self.judged(gained.chain, gained.term, None, None, gained.value.clone()))
            .collect();
        let mut silence: Option<usize> = None;
        let touched = self.index(clause).map(|of| of.touched.as_slice());
        for chain in touched.unwrap_or_default() {
            judged.extend(self.chain_readings(clause, *chain, presence));
            // Words that came into a sentence of another subject leave nothing of this clause unsaid.
            let added = !presence.original && presence.revised;
            let whole = || {
                self.finals(*chain, clause).iter().any(|read| {
                    self.index
                        .is_whole(self.passages, Side::Final, *chain, read.sentence)
                })
            };
            if added && silence.is_none() && whole() {
                silence = Some(*chain);
            }
        }
        if let Some(chain) = silence {
            judged.extend(self.silent(clause, chain));
        }
        judged
    }

    /// The readings of a clause in a changed chain, each with the original one that it stands for.
    ///
    /// Readings that say the same are settled, one final for one original. Of the rest, final ones are judged, and
    /// originals that nothing stands for are judged absent. Where the text denies the
    /// clause, only its presence is read.
    fn chain_readings(&self, clause: usize, chain: usize, presence: Presence) -> Vec<Judged<'p>> {
        let here = |read: &Read| presence.revised || read.term.is_none();
        let settled = self
            .index(clause)
            .and_then(|of| of.settled.get(&chain))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut pairs: Vec<Judged<'p>> = settled
            .iter()
            .filter(|(_, read)| here(read))
            .map(|(original, read)| {
                let mut pair = self.judged(
                    chain,
                    read.term,
                    Some(*original),
                    Some(read),
                    read.value.clone(),
                );
                pair.judged = false;
                pair
            })
            .collect();
        let mut originals: Vec<(usize, &'p Read)> = self
            .originals(chain, clause)
            .iter()
            .copied()
            .filter(|(_, read)| {
                here(read)
                    && !settled
                        .iter()
                        .any(|((_, old), _)| std::ptr::eq(*old, *read))
            })
            .collect();
        let finals: Vec<&'p Read> = self
            .finals(chain, clause)
            .iter()
            .copied()
            .filter(|read| here(read) && !settled.iter().any(|(_, new)| std::ptr::eq(*new, *read)))
            .collect();
        let read_terms: Set<Option<usize>> = finals
            .iter()
            .map(|read| read.term)
            .chain(pairs.iter().map(|pair| pair.term))
            .collect();
        let formal = self.index.is_formal(chain);
        for read in finals {
            // Another sentence that says that the clause is there says something new only where the clause was not,
            // or where a change brought the sentence.
            let known = read.term.is_none()
                && presence.original == presence.revised
                && read.value == Value::Present
                && !self.index.is_new(chain, read);
            // What is read only now, although no more than the form of words changed, stood there before.
            if known || formal {
                continue;
            }
            let original = originals
                .iter()
                .position(|(_, old)| old.term == read.term)
                .map(|index| originals.remove(index));
            // Under a negation that the clause does not know, on both sides, another value is not the same silence.
            let value = match original {
                Some((_, old)) if old.is_denied() && read.is_denied() => {
                    Value::Unknown(String::from("it stands under a negation"))
                }
                Some((_, old)) if self.said_beside(clause, old, settled) => {
                    Value::Unknown(String::from("the passage says what it is beside it"))
                }
                _ => read.value.clone(),
            };
            pairs.push(self.judged(chain, read.term, original, Some(read), value));
        }
        for (passage, old) in originals {
            if old.term.is_none() || old.value == Value::Absent {
                continue;
            }
            if !read_terms.contains(&old.term) {
                if !self.stands_elsewhere(clause, old) {
                    pairs.push(self.judged(
                        chain,
                        old.term,
                        Some((passage, old)),
                        None,
                        Value::Absent,
                    ));
                }
                continue;
            }
            // One of several values went: what is left is what the text now says.
            let rest = pairs
                .iter_mut()
                .filter(|pair| pair.term == old.term && pair.value != old.value);
            rest.for_each(|pair| pair.judged = true);
        }
        pairs
    }

    /// Whether a passage said what a term is in another sentence, and says so still, where that was not what an original
    /// reading says: one of the two is another number that reads alike, a time to repair beside a warranty's length.
    fn said_beside(
        &self,
        clause: usize,
        old: &Read,
        settled: &[((usize, &'p Read), &'p Read)],
    ) -> bool {
        let term = old
            .term
            .and_then(|term| self.clause(clause)?.terms.get(term));
        term.is_some_and(|term| term.join == Join::Each)
            && old.value.amount().is_some()
            && settled.iter().any(|((_, other), _)| {
                other.term == old.term
                    && other.sentence != old.sentence
                    && other.value.amount().is_some()
                    && other.value != old.value
            })
    }

    /// Whether the value that went from here is read elsewhere in the final text.
    fn stands_elsewhere(&self, clause: usize, old: &Read) -> bool {
        self.all_finals(clause)
            .any(|(_, read)| read.term == old.term && read.value == old.value)
    }

    /// The clause was struck: absence is judged, and no other column is asked.
    fn gone(&self, clause: usize, changes: &[(usize, usize, Explained)]) -> Vec<Judged<'p>> {
        let touched = self.index(clause).map(|of| of.touched.as_slice());
        let found = touched
            .unwrap_or_default()
            .iter()
            .copied()
            .find_map(|chain| {
                let originals = self.originals(chain, clause);
                let present = originals
                    .iter()
                    .find(|(_, read)| read.value != Value::Absent)
                    .copied();
                present.map(|original| (chain, original))
            });
        let chain = found
            .map(|(chain, _)| chain)
            .or(changes.first().map(|(chain, ..)| *chain));
        let Some(chain) = chain else {
            return Vec::new();
        };
        // What the final text says instead, if it denies the clause in so many words.
        let denied = self
            .finals(chain, clause)
            .iter()
            .copied()
            .find(|read| read.term.is_none());
        vec![self.judged(
            chain,
            None,
            found.map(|(_, original)| original),
            denied,
            Value::Absent,
        )]
    }

    /// Puts every reading on its row.
    pub(super) fn stand(&self, clause: usize, readings: &mut [Judged<'p>]) {
        let Some(data) = self.clause(clause) else {
            return;
        };
        let mut values: Map<Option<usize>, Vec<Value>> = Map::new();
        for reading in readings.iter() {
            values
                .entry(reading.term)
                .or_default()
                .push(reading.value.clone());
        }
        // Most readings of a long document say what others said.
        let mut rows: Map<Option<usize>, Vec<(Value, Option<usize>)>> = Map::new();
        for reading in readings.iter_mut() {
            let known = rows.entry(reading.term).or_default();
            if let Some((_, row)) = known.iter().find(|(value, _)| *value == reading.value) {
                reading.row = *row;
                continue;
            }
            let all = values
                .get(&reading.term)
                .map(Vec::as_slice)
                .unwrap_or_default();
            reading.row = self.ground.row(data, reading.term, &reading.value, all);
            if known.len() < KNOWN_ROWS {
                known.push((reading.value.clone(), reading.row));
            }
        }
        // Presence is judged only where a column asks for it.
        if column_of(data, None).is_none() {
            for reading in readings
                .iter_mut()
                .filter(|reading| reading.term.is_none() && reading.value == Value::Present)
            {
                reading.judged = false;
            }
        }
    }
}
