//! Words that were struck with their clause: the whole sentence, or a part that nothing takes the place of.

use std::ops::Range;
use std::rc::Rc;

use super::{By, Rules, RunFacts};
use crate::judge::passages::Sided;
use crate::judge::units::{Key, Unit};
use crate::redline::Side;

/// What was struck of a sentence: its stretches in order, each with the clause that it was struck with.
pub(crate) type StruckParts = Vec<(Range<usize>, Option<usize>)>;

impl Rules<'_, '_> {
    /// Struck whole with its sentence, or as a part of one, where the clause is gone and a row says so.
    pub(super) fn by_struck(
        &self,
        run: &RunFacts,
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
            .or_else(|| self.struck_part(run, passage, sentence, token))
            .map(By::Struck)
    }

    /// The clause that the part of a sentence around a token was struck with, where nothing stands in its place.
    fn struck_part(
        &self,
        run: &RunFacts,
        passage: usize,
        sentence: usize,
        token: usize,
    ) -> Option<usize> {
        if run.came {
            return None;
        }
        let known = self
            .struck_parts
            .borrow()
            .get(&(passage, sentence))
            .cloned();
        let parts = match known {
            Some(parts) => parts,
            None => {
                let parts = Rc::new(self.parts_struck(passage, sentence)?);
                self.struck_parts
                    .borrow_mut()
                    .insert((passage, sentence), Rc::clone(&parts));
                parts
            }
        };
        let at = parts.partition_point(|(part, _)| part.end <= token);
        let (part, clause) = parts.get(at)?;
        clause.filter(|_| part.contains(&token))
    }

    /// The stretches of a sentence that were struck, each with its clause.
    fn parts_struck(&self, passage: usize, sentence: usize) -> Option<StruckParts> {
        let sided = self.side(Side::Original, passage)?;
        let units = sided.analysis.units_of(sentence);
        let gone = |unit: &Unit| {
            self.index
                .is_changed(Side::Original, passage, unit.tokens.start)
        };
        let mut parts = StruckParts::new();
        let mut start = 0;
        for stretch in units.chunk_by(|a, b| gone(a) == gone(b)) {
            let part = start..start + stretch.len();
            start = part.end;
            if let (Some(first), Some(last)) = (stretch.first(), stretch.last())
                && gone(first)
            {
                let tokens = first.tokens.start..last.tokens.end;
                parts.push((tokens, self.struck_by(sided, passage, sentence, part)));
            }
        }
        Some(parts)
    }

    /// The clause that some units of a sentence were struck with: a joint or a stop parts them from what is left, words
    /// that made the clause lay in them, and they hold no word that turns the rest round, no number and no party's duty
    /// or right that was not read.
    fn struck_by(
        &self,
        sided: &Sided,
        passage: usize,
        sentence: usize,
        part: Range<usize>,
    ) -> Option<usize> {
        let analysis = &sided.analysis;
        let units = analysis.units_of(sentence);
        let joint = |at: usize| {
            let unit = units.get(at);
            unit.and_then(|unit| analysis.tokens.get(unit.tokens.start))
                .is_some_and(|token| {
                    matches!(self.lexicon.name(token.sym), "and" | "or" | "," | ";")
                })
        };
        let before = part.start.checked_sub(1).is_none_or(joint);
        let after = part.end >= units.len() || joint(part.end);
        let parted = joint(part.start) || joint(part.end - 1) || (before && after);
        let struck = units.get(part.clone())?;
        let held = |token: usize| self.index.holder(Side::Original, passage, token).is_some();
        let reads = || {
            sided
                .readings
                .reads
                .iter()
                .filter(|read| read.sentence == sentence)
        };
        let said = |clause: usize| {
            reads()
                .filter(|read| read.clause == clause && read.term.is_none())
                .any(|read| {
                    struck.iter().any(|unit| {
                        matches!(unit.key, Key::Word(_) | Key::Class(_))
                            && unit.tokens.clone().all(|token| read.holds(token))
                    })
                })
        };
        let clause = *self.struck.iter().find(|clause| said(**clause))?;
        let loose = struck.iter().zip(part).any(|(unit, index)| {
            let weighty = unit
                .tokens
                .clone()
                .any(|token| analysis.weights.get(token).is_some_and(Option::is_some));
            let number = matches!(unit.key, Key::Number(_) | Key::Percent(_));
            let party =
                matches!(unit.key, Key::Party(_)) && self.acts(sided, passage, sentence, index);
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
