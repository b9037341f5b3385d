//! Whole sentences that came in. One is read as third-party paper is: what a clause judges by its values in it was
//! read, and other words of no weight may stand around that, where the library has no use for them.
//!
//! What stays unexplained: what turns a meaning round, a number, a party out of its usual role, a word that some
//! pattern would read elsewhere, and a part of the sentence with a duty or a right of its own in which nothing is read.

use std::ops::Range;
use std::rc::Rc;

use super::{By, Rules, RunFacts};
use crate::judge::changes::Change;
use crate::judge::learned::MODALS;
use crate::judge::units::{Key, Unit};
use crate::ordered::Set;
use crate::redline::Side;
use crate::text::Sym;

/// What a final sentence is asked for each of its words, worked out once.
#[derive(Debug)]
pub(crate) struct Arrived {
    /// The first token from which on the sentence came in whole: all of it, or what fills the entry that a name and a
    /// colon were there for ("Special terms: ..."). None where words that were there stand to its end.
    from: Option<usize>,
    /// Its parts in order, which end at joints, commas, semicolons and colons, each with the clauses that read a value
    /// in it that the verdict rests on.
    parts: Vec<(Range<usize>, Vec<usize>)>,
    /// The parties who act in it, and where their labels begin.
    acting: Set<u32>,
    actors: Vec<usize>,
}

impl Rules<'_, '_> {
    /// A word of no weight in a sentence that came in whole, and in which the clause reads a value that it judges by.
    pub(super) fn by_arrival(
        &self,
        run: &RunFacts,
        side: Side,
        change: &Change,
        token: usize,
        unit: &Unit,
    ) -> Option<By> {
        if side != Side::Final || run.clauses.is_empty() || run.swapped || run.modal {
            return None;
        }
        let passage = change.new.chain;
        let analysis = &self.side(side, passage)?.analysis;
        if analysis.weights.get(token).copied().flatten().is_some() {
            return None;
        }
        let arrived = self.arrived(passage, analysis.sentence_of(token))?;
        if arrived.from.is_none_or(|from| token < from) {
            return None;
        }
        let at = arrived.parts.partition_point(|(part, _)| part.end <= token);
        let (_, reading) = arrived.parts.get(at)?;
        let clause = *run.clauses.iter().find(|clause| reading.contains(clause))?;
        let stands = match unit.key {
            Key::Party(party) => self.in_role(&arrived, clause, party, unit),
            Key::Word(sym) => !self.is_spelled(sym),
            Key::Class(_) => analysis
                .tokens
                .get(token)
                .is_some_and(|token| !self.is_spelled(token.sym)),
            _ => false,
        };
        stands.then_some(By::Known(clause))
    }

    fn arrived(&self, passage: usize, sentence: usize) -> Option<Rc<Arrived>> {
        let known = self.arrivals.borrow().get(&(passage, sentence)).cloned();
        if known.is_some() {
            return known;
        }
        let analysis = &self.side(Side::Final, passage)?.analysis;
        let units = analysis.units_of(sentence);
        let name = |at: usize| {
            units
                .get(at)
                .and_then(|unit| analysis.tokens.get(unit.tokens.start))
                .map_or("", |token| self.lexicon.name(token.sym))
        };
        let came = |unit: &Unit| {
            self.index
                .is_changed(Side::Final, passage, unit.tokens.start)
        };
        let mut arrived = Arrived {
            from: units.first().map(|unit| unit.tokens.start),
            parts: Vec::new(),
            acting: Set::new(),
            actors: Vec::new(),
        };
        let mut start = units.first()?.tokens.start;
        for (at, unit) in units.iter().enumerate() {
            if !came(unit) {
                let is_name = name(at) == ":";
                if is_name && arrived.from.is_none() {
                    arrived.from = Some(unit.tokens.end);
                } else if !matches!(unit.key, Key::Numbering | Key::Sign(_)) {
                    arrived.from = None;
                }
            }
            if matches!(name(at), ";" | ":" | "," | "and" | "or" | "but") {
                let read = self.read_in(passage, start..unit.tokens.start);
                arrived.parts.push((start..unit.tokens.end, read));
                start = unit.tokens.end;
            }
            if let Key::Party(party) = unit.key {
                let back = if at > 0 && name(at - 1) == "the" {
                    2
                } else {
                    1
                };
                let by = at.checked_sub(back).is_some_and(|at| name(at) == "by");
                if by || MODALS.contains(&name(at + 1)) {
                    arrived.acting.insert(party);
                    arrived.actors.push(unit.tokens.start);
                }
            }
        }
        let end = units.last()?.tokens.end;
        arrived
            .parts
            .push((start..end, self.read_in(passage, start..end)));
        let arrived = Rc::new(arrived);
        self.arrivals
            .borrow_mut()
            .insert((passage, sentence), Rc::clone(&arrived));
        Some(arrived)
    }

    /// The clauses that read a value in some tokens that the verdict rests on.
    fn read_in(&self, passage: usize, tokens: Range<usize>) -> Vec<usize> {
        let mut clauses = Vec::new();
        for token in tokens {
            let holder = self.index.holder(Side::Final, passage, token);
            if let Some(holder) = holder.filter(|holder| holder.judged && holder.valued)
                && !clauses.contains(&holder.clause)
            {
                clauses.push(holder.clause);
            }
        }
        clauses
    }

    /// Whether some pattern of the library spells a word out: where none that does holds it, its meaning was not read.
    fn is_spelled(&self, sym: Sym) -> bool {
        let compiled = self.tables.compiled();
        !compiled.plain.contains(&sym) && compiled.set.spells(sym, self.lexicon.name(sym))
    }

    /// Whether a party's label stands in the role that approved language gives it: who acts is who acts there, and
    /// nobody else acts, so that the other party is the one for whom it is done.
    fn in_role(&self, arrived: &Arrived, clause: usize, party: u32, unit: &Unit) -> bool {
        let Some(usual) = self.learned.agents.get(&clause).copied() else {
            return false;
        };
        let acts_here = arrived.actors.binary_search(&unit.tokens.start).is_ok();
        let usual_acts = arrived.acting.len() == 1 && arrived.acting.contains(&usual);
        usual_acts && (acts_here || party != usual) && party < 2
    }
}
