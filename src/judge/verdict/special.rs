//! Findings that rest on no reading and no clause: what is missing, what only changed its form, what nothing claims.

use super::{Case, Finding, Reason};
use crate::judge::cells::{self, column_of};
use crate::judge::explain::Explained;
use crate::judge::learned::Learned;
use crate::report::{Decision, FindingKind, Mode};
use crate::text::Lexicon;
use crate::value::Value;

impl<'p> Case<'p, '_> {
    /// A clause that a whole contract does not have. Where no row says `absent`, the matrix does not ask for it, and
    /// its silence is no finding.
    pub(crate) fn missing(&self, clause: usize) -> Option<Finding<'p>> {
        let data = self.clause(clause)?;
        column_of(data, None)?;
        let mut readings = vec![self.judged(0, None, None, None, Value::Absent)];
        self.stand(clause, &mut readings);
        let row = readings.first().and_then(|reading| reading.row)?;
        let decision = data.matrix.rows.get(row).map(cells::decision)?;
        let reasons = vec![Reason::Missing, Reason::OnRow(0, row)];
        Some(Finding {
            chain: 0,
            clause: Some(clause),
            kind: FindingKind::Missing,
            decision,
            was: None,
            row: Some(row),
            readings,
            changes: Vec::new(),
            reasons,
        })
    }

    /// A clause's passage of which only the form changed, or in which a disguise was put.
    pub(crate) fn formal(&self, clause: usize, chain: usize) -> Option<Finding<'p>> {
        let mut finding = self.finding(clause, chain, Vec::new(), Vec::new());
        if self.mode == Mode::ThirdParty {
            // Third-party findings speak of every passage that a clause claims.
            return None;
        }
        finding.kind = if finding.reasons.contains(&Reason::Moved) {
            FindingKind::Moved
        } else {
            FindingKind::Changed
        };
        Some(finding)
    }

    /// Third-party paper in which no clause claims anything was not judged at all.
    pub(crate) fn nothing_claimed(
        &self,
        learned: &Learned,
        lexicon: &Lexicon<'_>,
    ) -> Option<Finding<'p>> {
        let chain = (0..self.own).find(|chain| {
            self.passages.get(*chain).is_some_and(|passage| {
                !passage.heading && !passage.revised.analysis.tokens.is_empty()
            })
        })?;
        let own = self.passages.iter().take(self.own);
        let words = own
            .flat_map(|passage| passage.revised.analysis.tokens.iter())
            .map(|token| lexicon.name(token.sym));
        let barred = |clause| {
            let mut own = self.passages.iter().take(self.own);
            own.any(|passage| passage.revised.readings.barred.contains(&clause))
        };
        let likeness = learned.likeness(self.ground.library);
        let likely = likeness.clause(words, barred, None);
        let mut reasons = vec![Reason::NoClause];
        reasons.extend(likely.map(|_| Reason::Likely));
        Some(Finding {
            chain,
            clause: likely,
            kind: FindingKind::Unread,
            decision: Decision::LegalReview,
            was: None,
            row: None,
            readings: Vec::new(),
            changes: Vec::new(),
            reasons,
        })
    }

    /// Changes that no clause claims, one finding a chain.
    pub(crate) fn unclaimed(&self, chain: usize, changes: Vec<(usize, Explained)>) -> Finding<'p> {
        let mut reasons: Vec<Reason> = changes
            .iter()
            .filter(|(_, explained)| !explained.unexplained.is_empty())
            .map(|(index, _)| Reason::Unexplained(*index))
            .collect();
        // Known words beside a value are explained in their clause alone: without one, an equivalence is needed.
        if let Some((character, hidden)) = self.disguises.get(&chain) {
            reasons.push(Reason::Disguise(*character, *hidden));
        }
        let decision = if reasons.is_empty() {
            Decision::Accept
        } else {
            Decision::LegalReview
        };
        reasons.push(if decision == Decision::Accept {
            Reason::Immaterial
        } else {
            Reason::NoClause
        });
        Finding {
            chain,
            clause: None,
            kind: FindingKind::Changed,
            decision,
            was: None,
            row: None,
            readings: Vec::new(),
            changes,
            reasons,
        }
    }
}
