//! Third-party paper: what no reading holds in the sentences that gave one.

use std::ops::Range;

use super::{Case, Judged, Reason};
use crate::judge::passages::Sided;
use crate::judge::readings::Read;
use crate::judge::units::Key;
use crate::library::model::Coverage;
use crate::ordered::Set;

impl<'p> Case<'p, '_> {
    /// Third-party paper: what in the passage no reading holds.
    pub(super) fn beyond_readings(
        &self,
        clause: usize,
        chain: usize,
        readings: &[Judged<'p>],
    ) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let Some(passage) = self.passages.get(chain) else {
            return reasons;
        };
        let (Some(data), side) = (self.clause(clause), &passage.revised) else {
            return reasons;
        };
        let own: Vec<&Read> = side
            .readings
            .reads
            .iter()
            .filter(|read| read.clause == clause)
            .collect();
        let held = |token: usize| side.readings.reads.iter().any(|read| read.holds(token));
        let sentences: Set<usize> = own.iter().map(|read| read.sentence).collect();
        for sentence in &sentences {
            let Some(range) = side.analysis.sentences.get(*sentence) else {
                continue;
            };
            let weighty = phrases(side, range.clone())
                .find(|phrase| !phrase.clone().any(held))
                .map(|phrase| phrase.start);
            reasons.extend(weighty.map(Reason::Weighty));
        }
        if own.is_empty() && !readings.iter().any(|reading| reading.revised.is_some()) {
            reasons.push(Reason::NothingRead);
        }
        let accepts = data.coverage == Coverage::Strict && reasons.is_empty();
        if accepts {
            let numbered = |sentence: usize, token: usize| {
                let number = side.analysis.units_of(sentence).first();
                number
                    .is_some_and(|unit| unit.key == Key::Numbering && unit.tokens.contains(&token))
            };
            let wholly = sentences.iter().all(|sentence| {
                let range = side.analysis.sentences.get(*sentence);
                range
                    .into_iter()
                    .cloned()
                    .flatten()
                    .filter(|token| side.analysis.is_word(*token) && !numbered(*sentence, *token))
                    .all(held)
            });
            if !wholly {
                reasons.push(Reason::NotOurWords);
            }
        }
        reasons
    }
}

/// The phrases of weight in some tokens: of "in no event" a reading that holds "no event" holds enough.
fn phrases(side: &Sided, tokens: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let weights = side.analysis.weights.get(tokens.clone());
    let mut start = tokens.start;
    weights
        .unwrap_or_default()
        .chunk_by(|a, b| a == b)
        .filter_map(move |chunk| {
            let phrase = start..start + chunk.len();
            start = phrase.end;
            chunk.first()?.is_some().then_some(phrase)
        })
}
