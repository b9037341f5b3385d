//! Words that were struck with their clause: the whole sentence, or a part that nothing takes the place of.

use super::{By, Rules};
use crate::judge::changes::Change;
use crate::judge::passages::Sided;
use crate::judge::units::{Key, Unit};
use crate::redline::Side;

impl Rules<'_, '_> {
    /// Struck whole with its sentence, or as a part of one, where the clause is gone and a row says so.
    pub(super) fn by_struck(
        &self,
        change: &Change,
        side: Side,
        passage: usize,
        token: usize,
    ) -> Option<By> {
        if side != Side::Original || self.struck.is_empty() {
            return None;
        }
        let sentence = self.side(side, passage)?.analysis.sentence_of(token);
        let known = self
            .struck_sentences
            .borrow()
            .get(&(passage, sentence))
            .copied();
        let clause = known.unwrap_or_else(|| {
            let found = self.struck_with(passage, sentence);
            self.struck_sentences
                .borrow_mut()
                .insert((passage, sentence), found);
            found
        });
        clause
            .or_else(|| self.struck_part(change, passage, token))
            .map(By::Struck)
    }

    /// The clause that a part of a sentence was struck with. Nothing stands in its place, a joint or a stop parts it
    /// from what is left, words that made the clause lay in it, and it holds no word that turns the rest round, no
    /// number and no party's duty or right that was not read.
    fn struck_part(&self, change: &Change, passage: usize, token: usize) -> Option<usize> {
        let replaced = self.run(change).any(|other| {
            !other.equal
                && self.tokens(Side::Final, &other.new).any(|token| {
                    self.side(Side::Final, other.new.chain)
                        .is_some_and(|sided| sided.analysis.is_word(token))
                })
        });
        if replaced {
            return None;
        }
        let sided = self.side(Side::Original, passage)?;
        let analysis = &sided.analysis;
        let sentence = analysis.sentence_of(token);
        let units = analysis.units_of(sentence);
        let gone = |unit: &Unit| {
            self.index
                .is_changed(Side::Original, passage, unit.tokens.start)
        };
        let at = units.iter().position(|unit| unit.tokens.contains(&token))?;
        let before = units
            .get(..at)?
            .iter()
            .rev()
            .take_while(|unit| gone(unit))
            .count();
        let after = units
            .get(at..)?
            .iter()
            .take_while(|unit| gone(unit))
            .count();
        let part = units.get(at - before..at + after)?;
        let joint = |unit: Option<&Unit>| {
            unit.and_then(|unit| analysis.tokens.get(unit.tokens.start))
                .is_some_and(|token| {
                    matches!(self.lexicon.name(token.sym), "and" | "or" | "," | ";")
                })
        };
        let outside = [at.checked_sub(before + 1), Some(at + after)];
        let parted = joint(part.first())
            || joint(part.last())
            || outside
                .into_iter()
                .flatten()
                .all(|at| units.get(at).is_none() || joint(units.get(at)));
        let held = |token: usize| self.index.holder(Side::Original, passage, token).is_some();
        let said = |clause: usize| {
            sided
                .readings
                .reads
                .iter()
                .filter(|read| read.clause == clause && read.term.is_none())
                .any(|read| {
                    part.iter().any(|unit| {
                        matches!(unit.key, Key::Word(_) | Key::Class(_))
                            && unit.tokens.clone().all(|token| read.holds(token))
                    })
                })
        };
        let clause = *self.struck.iter().find(|clause| said(**clause))?;
        let loose = part.iter().any(|unit| {
            let weighty = unit
                .tokens
                .clone()
                .any(|token| analysis.weights.get(token).is_some_and(Option::is_some));
            let number = matches!(unit.key, Key::Number(_) | Key::Percent(_));
            let party = matches!(unit.key, Key::Party(_)) && {
                let index = units.iter().position(|other| other.tokens == unit.tokens);
                index.is_some_and(|index| self.acts(sided, passage, sentence, index))
            };
            (weighty || number || party) && !unit.tokens.clone().any(held)
        });
        (parted && !loose).then_some(clause)
    }

    /// The clause that a sentence was struck with: it is wholly gone, and holds no number and no party's duty or right
    /// that was not read.
    fn struck_with(&self, passage: usize, sentence: usize) -> Option<usize> {
        let sided = self.side(Side::Original, passage)?;
        let claims = sided
            .readings
            .claims
            .get(sided.analysis.paragraph_of(sentence))?;
        let clause = *self.struck.iter().find(|clause| claims.contains(clause))?;
        let range = sided.analysis.sentences.get(sentence)?;
        let held = |token: usize| self.index.holder(Side::Original, passage, token).is_some();
        let read = range.clone().any(held) || claims.len() == 1;
        if !read
            || !self
                .index
                .is_whole(self.passages, Side::Original, passage, sentence)
        {
            return None;
        }
        let unread = sided
            .analysis
            .units_of(sentence)
            .iter()
            .enumerate()
            .any(|(index, unit)| {
                let number = matches!(unit.key, Key::Number(_) | Key::Percent(_));
                let party =
                    matches!(unit.key, Key::Party(_)) && self.acts(sided, passage, sentence, index);
                (number || party) && !unit.tokens.clone().any(held)
            });
        (!unread).then_some(clause)
    }

    /// Whether a party's label is the subject of a duty or a right that nothing near it reads.
    fn acts(&self, sided: &Sided, passage: usize, sentence: usize, index: usize) -> bool {
        let units = sided.analysis.units_of(sentence);
        let Some(next) = units.get(index + 1) else {
            return false;
        };
        let verb = sided
            .analysis
            .tokens
            .get(next.tokens.start)
            .is_some_and(|token| {
                matches!(
                    self.lexicon.name(token.sym),
                    "shall" | "will" | "must" | "may" | "is" | "agrees" | "undertakes"
                )
            });
        let read = units.iter().skip(index + 1).take(8).any(|unit| {
            unit.tokens
                .clone()
                .any(|token| self.index.holder(Side::Original, passage, token).is_some())
        });
        verb && !read
    }
}
