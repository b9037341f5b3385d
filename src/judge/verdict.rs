//! The verdict on one clause: which readings are judged, on which rows they stand, and what no rule explains.

mod beyond;
mod chosen;
mod special;

use super::cells::{self, Ground, Standing, column_of};
use super::changes::{Change, Changes};
use super::definitions::Gained;
use super::explain::{By, Explained, Rules};
use super::index::{Index, OfClause, Presence};
use super::passages::{Origins, Passage};
use super::readings::Read;
use crate::library::model::{Cell, Clause, Position, Row};
use crate::ordered::{self, Map, Set};
use crate::report::{Decision, FindingKind, Mode};
use crate::value::Value;

/// A reading that a finding speaks of.
#[derive(Clone, Debug)]
pub(crate) struct Judged<'p> {
    pub(crate) chain: usize,
    pub(crate) term: Option<usize>,
    /// The passage of the original reading, and the reading.
    pub(crate) original: Option<(usize, &'p Read)>,
    pub(crate) revised: Option<&'p Read>,
    pub(crate) value: Value,
    pub(crate) row: Option<usize>,
    pub(crate) judged: bool,
}

/// What was found of one clause in one chain.
#[derive(Clone, Debug)]
pub(crate) struct Finding<'p> {
    pub(crate) chain: usize,
    pub(crate) clause: Option<usize>,
    pub(crate) kind: FindingKind,
    pub(crate) decision: Decision,
    pub(crate) was: Option<usize>,
    pub(crate) row: Option<usize>,
    pub(crate) readings: Vec<Judged<'p>>,
    /// Indices of changes, with what explains each.
    pub(crate) changes: Vec<(usize, Explained)>,
    pub(crate) reasons: Vec<Reason>,
}

/// Why a finding decides as it does. The prose is made where the report is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reason {
    /// A reading, by index, stands on a row.
    OnRow(usize, usize),
    /// A reading, by index, fits no row.
    OffMatrix(usize),
    /// A walk-away row is hit.
    WalkAway(usize),
    /// A change, by index, that no rule explains.
    Unexplained(usize),
    /// Every change is explained, and no value changed.
    Immaterial,
    /// The text is a position's own language.
    OwnLanguage(usize),
    /// A word that matters, outside what was read: side-independent token of the final text.
    Weighty(usize),
    /// A strict clause in words that are neither ours nor wholly read.
    NotOurWords,
    /// The passage is claimed and nothing could be read in it.
    NothingRead,
    /// A hidden or look-alike character was inserted.
    Disguise(char, bool),
    /// The clause is missing from the contract.
    Missing,
    /// A change that no clause claims.
    NoClause,
    /// No clause reads the passage: by its words it is most like this one.
    Likely,
    /// The passage only moved.
    Moved,
    /// A change against approved language that nobody tracked.
    Untracked,
}

/// All that verdicts rest on.
pub(crate) struct Case<'p, 'a> {
    pub(crate) passages: &'p [Passage],
    /// How many of the passages are the document's; those after are approved language.
    pub(crate) own: usize,
    pub(crate) changes: &'p Changes,
    pub(crate) origins: &'p Origins,
    pub(crate) index: &'p Index<'p>,
    pub(crate) ground: &'p Ground<'a>,
    pub(crate) mode: Mode,
    pub(crate) whole: bool,
    /// For each chain, the hidden or look-alike characters that were inserted there.
    pub(crate) disguises: &'p Map<usize, (char, bool)>,
    /// The chains whose text stands in the place of approved language that nobody tracked a change of.
    pub(crate) untracked: &'p Set<usize>,
    /// What changed definitions brought about.
    pub(crate) gained: &'p [Gained],
}

impl<'p, 'a> Case<'p, 'a> {
    fn clause(&self, clause: usize) -> Option<&'a Clause> {
        self.ground.library.clauses.get(clause)
    }

    fn index(&self, clause: usize) -> Option<&'p OfClause<'p>> {
        self.index.clauses.get(clause)
    }

    /// Whether a clause was there, and is.
    pub(crate) fn presence(&self, clause: usize) -> Presence {
        self.index(clause).map(|of| of.presence).unwrap_or_default()
    }

    fn finals(&self, chain: usize, clause: usize) -> &'p [&'p Read] {
        self.index(clause)
            .and_then(|of| of.finals.get(&chain))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    fn originals(&self, chain: usize, clause: usize) -> &'p [(usize, &'p Read)] {
        self.index(clause)
            .and_then(|of| of.originals.get(&chain))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    fn all_finals(&self, clause: usize) -> impl Iterator<Item = (usize, &'p Read)> {
        let finals = self.index(clause).map(|of| &of.finals);
        finals
            .into_iter()
            .flatten()
            .flat_map(|(chain, reads)| reads.iter().map(|read| (*chain, *read)))
    }

    /// The findings of a clause, in document order. `changes` are the changes that lie in it, by chain.
    pub(crate) fn findings(
        &self,
        clause: usize,
        changes: &[(usize, usize, Explained)],
    ) -> Vec<Finding<'p>> {
        let mut readings = match self.mode {
            Mode::ThirdParty => self.all_readings(clause),
            _ => self.changed_readings(clause, changes),
        };
        self.stand(clause, &mut readings);
        let walk_away = self.walk_away(clause, &readings);
        let empty = match self.mode {
            Mode::ThirdParty => {
                self.says_nothing_asked(clause, &readings) || self.only_there(clause, &readings)
            }
            _ => !self.presence(clause).original && self.only_there(clause, &readings),
        };
        let mut chains: Set<usize> = readings
            .iter()
            .filter(|reading| reading.judged)
            .map(|reading| reading.chain)
            .collect();
        chains.extend(changes.iter().map(|(chain, ..)| *chain));
        if self.mode == Mode::ThirdParty {
            chains.extend(self.index(clause).into_iter().flat_map(|of| &of.claims));
        }
        let mut readings_by: Map<usize, Vec<Judged<'p>>> = Map::new();
        for reading in readings {
            readings_by.entry(reading.chain).or_default().push(reading);
        }
        let mut changes_by: Map<usize, Vec<(usize, Explained)>> = Map::new();
        for (chain, index, explained) in changes {
            changes_by
                .entry(*chain)
                .or_default()
                .push((*index, explained.clone()));
        }
        let mut findings: Vec<Finding<'p>> = chains
            .into_iter()
            .map(|chain| {
                let readings = readings_by.remove(&chain).unwrap_or_default();
                let changes = changes_by.remove(&chain).unwrap_or_default();
                self.finding(clause, chain, readings, changes)
            })
            .collect();
        if empty {
            for finding in &mut findings {
                unread(finding);
            }
        }
        if let Some(row) = walk_away {
            self.apply_walk_away(clause, row, &mut findings);
        }
        findings
    }

    /// Whether a clause is there and says nothing that its matrix asks: "the Governing Law governs" names no law. A value
    /// says something where its cell would not hold silence too. That the clause is there is then no ground to accept
    /// it, unless its standard is to be absent.
    fn says_nothing_asked(&self, clause: usize, readings: &[Judged<'p>]) -> bool {
        let Some(data) = self.clause(clause) else {
            return false;
        };
        let standard = data
            .matrix
            .rows
            .iter()
            .find(|row| row.position == Position::Standard);
        let asks = |term: usize| {
            !cells::asks_absence(data, Some(term))
                && cell(data, standard, Some(term)).is_some_and(|cell| !cell.tests.is_empty())
        };
        let says = |reading: &Judged<'p>| {
            reading.term.is_some()
                && reading.revised.is_some()
                && reading.row.is_none_or(|row| {
                    cell(data, data.matrix.rows.get(row), reading.term)
                        .is_some_and(|cell| !cells::holds_absence(cell))
                })
        };
        self.presence(clause).revised
            && cell(data, standard, None).is_some_and(|cell| !cells::holds_absence(cell))
            && (0..data.terms.len()).any(asks)
            && !readings.iter().any(says)
    }

    /// Whether all that is read is that a clause is there, where that decides nothing: what it says decides, and that is
    /// not known.
    fn only_there(&self, clause: usize, readings: &[Judged<'p>]) -> bool {
        let reads = |reading: &Judged<'p>| reading.term.is_some() && reading.revised.is_some();
        self.presence(clause).revised
            && self
                .clause(clause)
                .is_some_and(|data| !data.terms.is_empty() && !cells::presence_tells(data))
            && !readings.iter().any(reads)
    }

    fn walk_away(&self, clause: usize, readings: &[Judged<'p>]) -> Option<usize> {
        let data = self.clause(clause)?;
        let mut standings: Vec<Standing> = readings
            .iter()
            .map(|reading| Standing {
                term: reading.term,
                value: reading.value.clone(),
                judged: reading.judged,
            })
            .collect();
        let gone = readings.iter().any(|reading| {
            reading.term.is_none() && reading.judged && reading.value == Value::Absent
        });
        if !gone {
            // What is settled elsewhere may meet the cells that the judged readings do not.
            standings.extend(self.all_finals(clause).map(|(_, read)| Standing {
                term: read.term,
                value: read.value.clone(),
                judged: false,
            }));
        }
        self.ground.walk_away(data, &standings)
    }

    fn finding(
        &self,
        clause: usize,
        chain: usize,
        mut readings: Vec<Judged<'p>>,
        changes: Vec<(usize, Explained)>,
    ) -> Finding<'p> {
        let data = self.clause(clause);
        let mut decision = Decision::Accept;
        let mut row: Option<usize> = None;
        let mut reasons = Vec::new();
        ordered::sort_by_key(&mut readings, |reading| {
            (reading.term.is_some(), reading.term, !reading.judged)
        });
        let mut worse = |found: Decision, on: Option<usize>| {
            if found > decision || (found == decision && on > row) {
                row = on;
            }
            decision = decision.max(found);
        };
        for (index, reading) in readings
            .iter()
            .enumerate()
            .filter(|(_, reading)| reading.judged)
        {
            match reading
                .row
                .and_then(|row| Some((row, data?.matrix.rows.get(row)?)))
            {
                Some((on, data)) => {
                    worse(cells::decision(data), Some(on));
                    reasons.push(Reason::OnRow(index, on));
                }
                None => {
                    let walks = data.is_some_and(|data| self.on_walk_away(data, reading));
                    if !walks {
                        worse(Decision::LegalReview, None);
                        reasons.push(Reason::OffMatrix(index));
                    }
                }
            }
        }
        for (index, explained) in &changes {
            if !explained.unexplained.is_empty() {
                worse(Decision::LegalReview, None);
                reasons.push(Reason::Unexplained(*index));
            }
            for by in &explained.by {
                if let By::Language(owner, on) = by
                    && *owner == clause
                    && let Some(data) = data.and_then(|data| data.matrix.rows.get(*on))
                {
                    worse(cells::decision(data), Some(*on));
                    if !reasons.contains(&Reason::OwnLanguage(*on)) {
                        reasons.push(Reason::OwnLanguage(*on));
                    }
                }
            }
        }
        if changes.iter().any(|(_, explained)| explained.guessed) {
            reasons.push(Reason::Likely);
        }
        if let Some((character, hidden)) = self.disguises.get(&chain) {
            worse(Decision::LegalReview, None);
            reasons.push(Reason::Disguise(*character, *hidden));
        }
        if self.mode == Mode::ThirdParty {
            for reason in self.beyond_readings(clause, chain, &readings) {
                worse(Decision::LegalReview, None);
                reasons.push(reason);
            }
        }
        if self.untracked.contains(&chain) {
            reasons.push(Reason::Untracked);
        }
        if reasons.is_empty() {
            reasons.push(if self.index.moved_to.contains(&chain) {
                Reason::Moved
            } else {
                Reason::Immaterial
            });
        }
        let was = self.was(clause, &readings);
        // A finding without a judged value stands where the text stood.
        let row = if reasons
            .iter()
            .any(|reason| matches!(reason, Reason::OnRow(..) | Reason::OwnLanguage(_)))
        {
            row
        } else {
            row.or(was)
        };
        let row = if decision == Decision::LegalReview
            && row
                .and_then(|row| data?.matrix.rows.get(row))
                .is_none_or(|row| cells::decision(row) != decision)
        {
            None
        } else {
            row
        };
        let kind = self.kind(clause, chain, &readings);
        Finding {
            chain,
            clause: Some(clause),
            kind,
            decision,
            was,
            row,
            readings,
            changes,
            reasons,
        }
    }

    /// Whether a value fits a cell of a walk-away row, which is judged as a whole.
    fn on_walk_away(&self, clause: &Clause, reading: &Judged<'_>) -> bool {
        let Some(column) = column_of(clause, reading.term) else {
            return false;
        };
        clause.matrix.rows.iter().any(|row| {
            row.position == Position::WalkAway
                && row.cells.get(column).is_some_and(|cell| {
                    self.ground
                        .fits(cell, &reading.value, std::slice::from_ref(&reading.value))
                })
                && row
                    .cells
                    .iter()
                    .filter(|cell| !cell.tests.is_empty())
                    .count()
                    == 1
                && self.ground.is_open(clause, row)
        })
    }

    /// The row that the original stood on.
    fn was(&self, clause: usize, readings: &[Judged<'p>]) -> Option<usize> {
        let data = self.clause(clause)?;
        readings
            .iter()
            .filter_map(|reading| reading.original.map(|(_, read)| read))
            .filter(|read| read.term.is_some() || column_of(data, None).is_some())
            .filter_map(|read| {
                self.ground.row(
                    data,
                    read.term,
                    &read.value,
                    std::slice::from_ref(&read.value),
                )
            })
            .max()
    }

    fn kind(&self, clause: usize, chain: usize, readings: &[Judged<'p>]) -> FindingKind {
        let presence = self.presence(clause);
        let moved = self.index.moved_to.contains(&chain) || self.index.moved_from.contains(&chain);
        let nothing = readings.iter().all(|reading| !reading.judged);
        match self.mode {
            Mode::ThirdParty if readings.iter().all(|reading| reading.revised.is_none()) => {
                FindingKind::Unread
            }
            Mode::ThirdParty => FindingKind::Added,
            _ if self.untracked.contains(&chain) => FindingKind::Untracked,
            _ if presence.original && !presence.revised => FindingKind::Removed,
            _ if !presence.original && presence.revised => FindingKind::Added,
            _ if moved && nothing => FindingKind::Moved,
            _ => FindingKind::Changed,
        }
    }

    fn apply_walk_away(&self, clause: usize, row: usize, findings: &mut [Finding<'p>]) {
        let Some(data) = self.clause(clause) else {
            return;
        };
        let Some(cells) = data.matrix.rows.get(row).map(|row| &row.cells) else {
            return;
        };
        let hit = |finding: &Finding<'_>| {
            finding
                .readings
                .iter()
                .filter(|reading| reading.judged)
                .any(|reading| {
                    column_of(data, reading.term)
                        .and_then(|column| cells.get(column))
                        .is_some_and(|cell| {
                            !cell.tests.is_empty()
                                && self.ground.fits(
                                    cell,
                                    &reading.value,
                                    std::slice::from_ref(&reading.value),
                                )
                        })
                })
        };
        for finding in findings.iter_mut() {
            if hit(finding) {
                finding.decision = Decision::WalkAway;
                finding.row = Some(row);
                finding
                    .reasons
                    .retain(|reason| !matches!(reason, Reason::Immaterial | Reason::Moved));
                finding.reasons.insert(0, Reason::WalkAway(row));
            }
        }
    }
}

/// By clause, the changes that lie in it: the chain that each is shown in, its index, and what explains it.
pub(crate) type ByClause = Map<usize, Vec<(usize, usize, Explained)>>;

/// By chain, the changes that lie in no clause.
pub(crate) type Unclaimed = Map<usize, Vec<(usize, Explained)>>;

/// The changes of a case with what explains each, by the clause that they lie in.
pub(crate) fn sorted(
    changes: &Changes,
    rules: &Rules<'_, '_>,
    own: usize,
) -> (ByClause, Unclaimed) {
    let mut by_clause = ByClause::new();
    let mut unclaimed = Unclaimed::new();
    for (index, change) in changes.changes.iter().enumerate() {
        let mut explained = rules.explain(change);
        let chain = chain_of(change, own);
        let by_rule = explained.by.iter().find_map(|by| match by {
            By::Reading(clause, _)
            | By::Language(clause, _)
            | By::Known(clause)
            | By::Struck(clause) => Some(*clause),
            By::Equivalence(_) => None,
        });
        let owner = || rules.owner(change);
        let owner = if explained.unexplained.is_empty() {
            by_rule.or_else(|| owner().map(|(clause, _)| clause))
        } else {
            // A clause that reads the sentence is its own. One that only claims the passage is one of several that may
            // share it: the sentence's words tell better which.
            let owner = owner();
            let reads = owner.is_some_and(|(_, reads)| reads);
            let owner = owner.map(|(clause, _)| clause);
            // A comma tells of nothing.
            let worded = rules.is_worded(&explained.unexplained);
            let likely = (!reads && worded)
                .then(|| rules.likely(change, owner))
                .flatten();
            explained.guessed = likely.is_some() && likely != owner;
            likely.or(owner)
        };
        match owner {
            Some(clause) => by_clause
                .entry(clause)
                .or_default()
                .push((chain, index, explained)),
            None => unclaimed.entry(chain).or_default().push((index, explained)),
        }
    }
    (by_clause, unclaimed)
}

/// The chain that a change is shown in: that of its new words, or else of its old ones.
pub(crate) fn chain_of(change: &Change, own: usize) -> usize {
    if change.old.chain >= own
        || !change.new.units.is_empty()
        || change.new.chain != change.old.chain
    {
        if change.new.units.is_empty() && change.old.chain < own {
            change.old.chain
        } else {
            change.new.chain
        }
    } else {
        change.old.chain
    }
}

/// Makes legal review of a finding that would rest on its clause's being there alone.
fn unread(finding: &mut Finding<'_>) {
    if finding.decision < Decision::LegalReview {
        finding.decision = Decision::LegalReview;
        finding.row = None;
    }
    if !finding.reasons.contains(&Reason::NothingRead) {
        finding.reasons.push(Reason::NothingRead);
    }
}

/// The cell of a row for a term, or for the clause's presence.
fn cell<'c>(data: &Clause, row: Option<&'c Row>, term: Option<usize>) -> Option<&'c Cell> {
    row?.cells.get(column_of(data, term)?)
}
