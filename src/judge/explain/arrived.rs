//! Whole sentences that came in. One is read as third-party paper is: what a clause judges by its values in it was
//! read, and other words of no weight may stand around that, where the library has no use for them.
//!
//! What stays unexplained: what turns a meaning round, a number, a party out of its usual role, a word that some
//! pattern would read elsewhere, and a part of the sentence with a duty or a right of its own in which nothing is read.

use std::ops::Range;

use super::{By, Rules, RunFacts};
use crate::judge::analysis::Analysis;
use crate::judge::changes::Change;
use crate::judge::passages::Language;
use crate::judge::units::{Key, Unit};
use crate::library::Library;
use crate::ordered::{Map, Set};
use crate::redline::Side;
use crate::report::Decision;
use crate::text::Sym;

/// Words after which, or before which, a party is the one who acts.
const MODALS: [&str; 14] = [
    "shall",
    "will",
    "must",
    "may",
    "can",
    "is",
    "are",
    "has",
    "have",
    "agrees",
    "undertakes",
    "warrants",
    "guarantees",
    "ensures",
];

/// Who acts in each clause's approved language, where that is one party alone.
pub(crate) type Agents = Map<usize, u32>;

/// Finds who acts in approved language.
pub(crate) fn agents(library: &Library, language: &Language) -> Agents {
    // Every word of approved language is in the library's own table.
    let words = &library.compiled.words;
    let mut acting: Map<usize, Set<u32>> = Map::new();
    let class = |word: &str| {
        let sym = words.get(word)?;
        let (_, class) = library.compiled.equivalences.longest([sym].into_iter())?;
        Some(Key::Class(*class))
    };
    let modals: Set<Key> = MODALS
        .iter()
        .flat_map(|word| [class(word), words.get(word).map(Key::Word)])
        .flatten()
        .collect();
    let by: Set<Key> = [class("by"), words.get("by").map(Key::Word)]
        .into_iter()
        .flatten()
        .collect();
    for sentence in &language.sentences {
        let accepted = library
            .clauses
            .get(sentence.clause)
            .and_then(|clause| clause.matrix.rows.get(sentence.row))
            .is_some_and(|row| crate::judge::cells::decision(row) <= Decision::Approve);
        if !accepted {
            continue;
        }
        for (at, key) in sentence.keys.iter().enumerate() {
            let Key::Party(party) = key else { continue };
            let next = sentence.keys.get(at + 1);
            let before = at.checked_sub(1).and_then(|at| sentence.keys.get(at));
            if next.is_some_and(|key| modals.contains(key))
                || before.is_some_and(|key| by.contains(key))
            {
                acting.entry(sentence.clause).or_default().insert(*party);
            }
        }
    }
    acting
        .into_iter()
        .filter_map(|(clause, parties)| match parties.len() {
            1 => Some((clause, *parties.first()?)),
            _ => None,
        })
        .collect()
}

impl Rules<'_, '_> {
    /// A word of no weight in a sentence that came in whole, and in which the clause reads a value that it judges by.
    pub(super) fn by_arrival(
        &self,
        run: &RunFacts,
        side: Side,
        change: &Change,
        token: usize,
        key: Key,
    ) -> Option<By> {
        if side != Side::Final || run.clauses.is_empty() || run.swapped || run.modal {
            return None;
        }
        let passage = change.new.chain;
        let analysis = &self.side(side, passage)?.analysis;
        if analysis.weights.get(token).copied().flatten().is_some() {
            return None;
        }
        let sentence = analysis.sentence_of(token);
        if !self.came_whole(analysis, passage, sentence, token) {
            return None;
        }
        let part = self.part_of(analysis, sentence, token);
        let clause = run.clauses.iter().copied().find(|clause| {
            part.clone().any(|token| {
                self.index
                    .holder(side, passage, token)
                    .is_some_and(|holder| {
                        holder.clause == *clause && holder.judged && holder.valued
                    })
            })
        })?;
        let stands = match key {
            Key::Party(party) => self.in_role(analysis, sentence, clause, party, token),
            Key::Word(sym) => !self.is_spelled(sym),
            Key::Class(_) => analysis
                .tokens
                .get(token)
                .is_some_and(|token| !self.is_spelled(token.sym)),
            _ => false,
        };
        stands.then_some(By::Known(clause))
    }

    /// Whether a final sentence came in whole, the name of the entry that it fills aside: "Special terms: ...".
    fn came_whole(
        &self,
        analysis: &Analysis,
        passage: usize,
        sentence: usize,
        token: usize,
    ) -> bool {
        let units = analysis.units_of(sentence);
        let came = |unit: &Unit| {
            self.index
                .is_changed(Side::Final, passage, unit.tokens.start)
        };
        let is_colon = |unit: &Unit| {
            let token = analysis.tokens.get(unit.tokens.start);
            token.is_some_and(|token| self.lexicon.name(token.sym) == ":")
        };
        let name = units
            .iter()
            .enumerate()
            .take_while(|(_, unit)| unit.tokens.end <= token)
            .filter(|(_, unit)| is_colon(unit) && !came(unit))
            .map(|(at, _)| at)
            .last();
        units
            .iter()
            .skip(name.map_or(0, |name| name + 1))
            .filter(|unit| !matches!(unit.key, Key::Numbering | Key::Sign(_)))
            .all(came)
    }

    /// Whether some pattern of the library spells a word out: where none that does holds it, its meaning was not read.
    fn is_spelled(&self, sym: Sym) -> bool {
        let compiled = self.tables.compiled();
        !compiled.plain.contains(&sym) && compiled.set.spells(sym, self.lexicon.name(sym))
    }

    /// The part of a sentence around a token: parts end at joints, commas, semicolons and colons.
    fn part_of(&self, analysis: &Analysis, sentence: usize, token: usize) -> Range<usize> {
        let units = analysis.units_of(sentence);
        let name = |unit: &Unit| {
            let token = analysis.tokens.get(unit.tokens.start);
            token.map_or("", |token| self.lexicon.name(token.sym))
        };
        let ends = |at: usize| {
            let unit = units.get(at);
            unit.is_some_and(|unit| matches!(name(unit), ";" | ":" | "," | "and" | "or" | "but"))
        };
        let Some(at) = units.iter().position(|unit| unit.tokens.contains(&token)) else {
            return token..token + 1;
        };
        let first = (0..at).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
        let last = (at..units.len()).find(|at| ends(*at));
        let start = units.get(first).map_or(token, |unit| unit.tokens.start);
        let end = match last {
            Some(last) => units.get(last).map_or(token + 1, |unit| unit.tokens.start),
            None => units.last().map_or(token + 1, |unit| unit.tokens.end),
        };
        start..end.max(token + 1)
    }

    /// Whether a party's label stands in the role that approved language gives it: who acts is who acts there, and
    /// nobody else acts, so that the other party is the one for whom it is done.
    fn in_role(
        &self,
        analysis: &Analysis,
        sentence: usize,
        clause: usize,
        party: u32,
        token: usize,
    ) -> bool {
        let Some(usual) = self.agents.get(&clause).copied() else {
            return false;
        };
        let units = analysis.units_of(sentence);
        let name = |unit: Option<&Unit>| {
            unit.and_then(|unit| analysis.tokens.get(unit.tokens.start))
                .map_or("", |token| self.lexicon.name(token.sym))
        };
        let mut acting: Set<u32> = Set::new();
        let mut acts_here = false;
        for (at, unit) in units.iter().enumerate() {
            let Key::Party(party) = unit.key else {
                continue;
            };
            let before = at.checked_sub(1).and_then(|at| units.get(at));
            let article = name(before) == "the";
            let before = if article {
                at.checked_sub(2).and_then(|at| units.get(at))
            } else {
                before
            };
            if MODALS.contains(&name(units.get(at + 1))) || name(before) == "by" {
                acting.insert(party);
                acts_here |= unit.tokens.contains(&token);
            }
        }
        let usual_acts = acting.len() == 1 && acting.contains(&usual);
        usual_acts && (acts_here || party != usual) && party < 2
    }
}
