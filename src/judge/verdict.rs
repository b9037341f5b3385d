//! The verdict on one clause: which readings are judged, on which rows they stand, and what no rule explains.

use super::cells::{self, Ground, Standing, column_of};
use super::changes::{Change, Changes};
use super::definitions::Gained;
use super::explain::{By, Explained, Rules};
use super::index::{Index, OfClause, Presence};
use super::passages::{Language, Origins, Passage, Sided};
use super::readings::Read;
use crate::library::model::{Cell, Clause, Coverage, Position, Row};
use crate::ordered::{self, Map, Set};
use crate::redline::Side;
use crate::report::{Decision, FindingKind, Mode};
use crate::text::Lexicon;
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
        let empty = self.mode == Mode::ThirdParty && self.says_nothing_asked(clause, &readings);
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

    /// Third-party paper: every reading is judged. Where the text rules the clause out, no other column is asked.
    fn all_readings(&self, clause: usize) -> Vec<Judged<'p>> {
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

    fn judged(
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
    fn changed_readings(
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
        for chain in &self.index.touched {
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
        for read in finals {
            // Another sentence that says that the clause is there says something new only where the clause was not,
            // or where a change brought the sentence.
            let settled = read.term.is_none()
                && presence.original == presence.revised
                && read.value == Value::Present
                && !self.index.is_new(chain, read);
            if settled {
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

    /// Whether the value that went from here is read elsewhere in the final text.
    fn stands_elsewhere(&self, clause: usize, old: &Read) -> bool {
        self.all_finals(clause)
            .any(|(_, read)| read.term == old.term && read.value == old.value)
    }

    /// The clause was struck: absence is judged, and no other column is asked.
    fn gone(&self, clause: usize, changes: &[(usize, usize, Explained)]) -> Vec<Judged<'p>> {
        let found = self.index.touched.iter().copied().find_map(|chain| {
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
    fn stand(&self, clause: usize, readings: &mut [Judged<'p>]) {
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
        for reading in readings.iter_mut() {
            let all = values
                .get(&reading.term)
                .map(Vec::as_slice)
                .unwrap_or_default();
            reading.row = self.ground.row(data, reading.term, &reading.value, all);
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

    /// Third-party paper: what in the passage no reading holds.
    fn beyond_readings(&self, clause: usize, chain: usize, readings: &[Judged<'p>]) -> Vec<Reason> {
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
        language: &Language,
        lexicon: &Lexicon<'_>,
    ) -> Option<Finding<'p>> {
        let chain = (0..self.own).find(|chain| {
            self.passages.get(*chain).is_some_and(|passage| {
                !passage.heading && !passage.revised.analysis.tokens.is_empty()
            })
        })?;
        let own = self.passages.iter().take(self.own);
        let words = own
            .flat_map(|passage| &passage.revised.analysis.tokens)
            .map(|token| lexicon.name(token.sym));
        let barred = |clause| {
            let mut own = self.passages.iter().take(self.own);
            own.any(|passage| passage.revised.readings.barred.contains(&clause))
        };
        let likely = language.likeness(self.ground.library).clause(words, barred);
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
        let owner = if explained.unexplained.is_empty() {
            by_rule.or_else(|| rules.owner(change))
        } else {
            rules.owner(change)
        };
        let owner = owner.or_else(|| {
            let likely = (!explained.unexplained.is_empty()).then(|| rules.likely(change))?;
            explained.guessed = likely.is_some();
            likely
        });
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
