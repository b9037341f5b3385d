//! Third-party paper: what no reading holds in the sentences that gave one.

use super::{Case, Judged, Reason};
use crate::judge::passages::Sided;
use crate::judge::readings::Read;
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
        let sentences: Set<usize> = own.iter().map(|read| read.sentence).collect();
        for sentence in &sentences {
            let Some(range) = side.analysis.sentences.get(*sentence) else {
                continue;
            };
            let weighty = range.clone().find(|token| {
                side.analysis
                    .weights
                    .get(*token)
                    .is_some_and(Option::is_some)
                    && !spelled_out(side, *token)
            });
            reasons.extend(weighty.map(Reason::Weighty));
        }
        if own.is_empty() && !readings.iter().any(|reading| reading.revised.is_some()) {
            reasons.push(Reason::NothingRead);
        }
        let accepts = data.coverage == Coverage::Strict && reasons.is_empty();
        if accepts {
            let held = |token: usize| side.readings.reads.iter().any(|read| read.holds(token));
            let wholly = sentences
                .iter()
                .filter_map(|sentence| side.analysis.sentences.get(*sentence))
                .all(|range| {
                    range
                        .clone()
                        .filter(|token| side.analysis.is_word(*token))
                        .all(held)
                });
            if !wholly {
                reasons.push(Reason::NotOurWords);
            }
        }
        reasons
    }
}

/// Whether a reading holds a word of the phrase that a word of weight belongs to: of "in no event", "no event" is enough.
fn spelled_out(side: &Sided, token: usize) -> bool {
    let weights = &side.analysis.weights;
    let weight = weights.get(token).copied().flatten();
    let same = |token: &usize| weights.get(*token).copied().flatten() == weight;
    let before = (0..token).rev().take_while(same);
    let after = (token..weights.len()).take_while(same);
    before
        .chain(after)
        .any(|token| side.readings.reads.iter().any(|read| read.holds(token)))
}
