//! The readings of a document by clause, and its changes by chain and run: built once, so that a verdict costs what its
//! own clause holds and a long document what its length is.

use super::changes::Changes;
use super::passages::{Origins, Passage};
use super::readings::Read;
use super::units::Key;
use crate::library::Library;
use crate::ordered::{self, Map, Set};
use crate::redline::Side;
use crate::value::{Kind, Value};

use std::rc::Rc;

/// Whether a clause is there on either side of the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Presence {
    pub(crate) original: bool,
    pub(crate) revised: bool,
}

/// An original reading, with the passage that its tokens lie in, and the final one that says the same.
pub(crate) type Settled<'p> = ((usize, &'p Read), &'p Read);

/// The readings of one clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct OfClause<'p> {
    /// Final readings, by chain.
    pub(crate) finals: Map<usize, Vec<&'p Read>>,
    /// Original readings by the chain that they are compared in, with the passage that their tokens lie in.
    pub(crate) originals: Map<usize, Vec<(usize, &'p Read)>>,
    /// By chain, the final readings that say what an original one said, one for one: they are settled.
    pub(crate) settled: Map<usize, Vec<Settled<'p>>>,
    /// The chains in which anything changed and which it reads on either side, in order.
    pub(crate) touched: Vec<usize>,
    /// The chains that it claims on the final side.
    pub(crate) claims: Set<usize>,
    /// Whether it is there.
    pub(crate) presence: Presence,
    /// Whether a side denies it in so many words.
    pub(crate) denied: Set<Side>,
}

/// A reading that holds a token by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Holder {
    /// Whether it reads a value, and not only that the clause is there.
    pub(crate) valued: bool,
    /// Whether that value is a quantity or a place: only such a reading sees that a number changed.
    pub(crate) measured: bool,
    /// Whether it says something else than the other side does, so that the verdict rests on it.
    pub(crate) judged: bool,
    /// Whether the token is a party in a slot that names its side.
    pub(crate) sided: bool,
    /// Whether it says that the clause is ruled out.
    pub(crate) denies: bool,
    pub(crate) clause: usize,
    pub(crate) term: Option<usize>,
}

/// The reading that holds a token, and the one of a quantity that does.
pub(crate) type Holders = [Option<Holder>; 2];

/// What the readings of a side hold, as it was last reckoned.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// The tokens that changes took away or brought.
    changed: Vec<bool>,
    /// For each reading whether the verdict rests on it; none where its clause is denied.
    judged: Vec<Option<bool>>,
    by_token: Rc<Vec<Holders>>,
}

/// Something for each side of each passage, which is asked for word by word.
#[derive(Clone, Debug, Default)]
struct BySide<T>(Vec<[Option<T>; 2]>);

impl<T> BySide<T> {
    fn of(passages: usize) -> BySide<T> {
        BySide((0..passages).map(|_| [None, None]).collect())
    }

    fn get(&self, (side, passage): &(Side, usize)) -> Option<&T> {
        let [original, revised] = self.0.get(*passage)?;
        match side {
            Side::Original => original.as_ref(),
            Side::Final => revised.as_ref(),
        }
    }

    fn slot(&mut self, (side, passage): (Side, usize)) -> Option<&mut Option<T>> {
        let [original, revised] = self.0.get_mut(passage)?;
        Some(match side {
            Side::Original => original,
            Side::Final => revised,
        })
    }

    fn insert(&mut self, place: (Side, usize), what: T) {
        if let Some(slot) = self.slot(place) {
            *slot = Some(what);
        }
    }
}

/// What verdicts and explanations look up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index<'p> {
    /// By clause.
    pub(crate) clauses: Vec<OfClause<'p>>,
    /// The chains in which anything changed.
    pub(crate) touched: Set<usize>,
    /// The passages in which more than the form of words changed.
    altered: Set<usize>,
    /// Changes by run.
    pub(crate) runs: Map<usize, Vec<usize>>,
    /// For each passage's side, which tokens a change took away or brought, changes of form alone aside.
    changed: BySide<Vec<bool>>,
    /// For each changed passage's side, the reading that holds each token by name: its clause and term.
    held: BySide<Rc<Vec<Holders>>>,
    /// Chains that a sentence moved to.
    pub(crate) moved_to: Set<usize>,
    /// Chains that a sentence moved from.
    pub(crate) moved_from: Set<usize>,
}

impl<'p> Index<'p> {
    /// Builds it. `own` is how many of the passages are the document's.
    pub(crate) fn new(
        library: &Library,
        passages: &'p [Passage],
        own: usize,
        origins: &Origins,
        changes: &Changes,
    ) -> Index<'p> {
        let mut index = Index {
            clauses: vec![OfClause::default(); library.clauses.len()],
            changed: BySide::of(passages.len()),
            held: BySide::of(passages.len()),
            ..Index::default()
        };
        index.readings(passages, own, origins, changes);
        for of in &mut index.clauses {
            let originals: Vec<&Read> = of
                .originals
                .values()
                .flatten()
                .map(|(_, read)| *read)
                .collect();
            let finals: Vec<&Read> = of.finals.values().flatten().copied().collect();
            of.presence = Presence {
                original: is_present(&originals),
                revised: is_present(&finals),
            };
            of.denied
                .extend(is_denied(&originals).then_some(Side::Original));
            of.denied.extend(is_denied(&finals).then_some(Side::Final));
        }
        index.changes(passages, own, changes);
        index.settle();
        index.held(passages, changes, library);
        index
    }

    fn readings(
        &mut self,
        passages: &'p [Passage],
        own: usize,
        origins: &Origins,
        changes: &Changes,
    ) {
        // A sentence that came from elsewhere brings its readings along.
        let mut moved: Map<(usize, usize), usize> = Map::new();
        for found in &changes.moves {
            moved.insert(found.from, found.to.0);
        }
        for (chain, passage) in passages.iter().enumerate().take(own) {
            for read in &passage.revised.readings.reads {
                if let Some(of) = self.clauses.get_mut(read.clause) {
                    of.finals.entry(chain).or_default().push(read);
                }
            }
            for (place, read) in origins.reads(chain, passages) {
                let to = if place == chain {
                    moved.get(&(chain, read.sentence)).copied().unwrap_or(chain)
                } else {
                    chain
                };
                if let Some(of) = self.clauses.get_mut(read.clause) {
                    of.originals.entry(to).or_default().push((place, read));
                }
            }
            for clause in passage.revised.readings.claims.iter().flatten() {
                if let Some(of) = self.clauses.get_mut(*clause) {
                    of.claims.insert(chain);
                }
            }
        }
        self.moved_to = changes.moves.iter().map(|found| found.to.0).collect();
        self.moved_from = changes.moves.iter().map(|found| found.from.0).collect();
    }

    fn changes(&mut self, passages: &[Passage], own: usize, changes: &Changes) {
        for (at, change) in changes.changes.iter().enumerate() {
            self.runs.entry(change.run).or_default().push(at);
            self.touched.extend([change.old.chain, change.new.chain]);
            if change.equal {
                continue;
            }
            self.altered.extend([change.old.chain, change.new.chain]);
            for (side, stretch) in [(Side::Original, &change.old), (Side::Final, &change.new)] {
                let Some(passage) = passages.get(stretch.chain) else {
                    continue;
                };
                let analysis = match side {
                    Side::Original => &passage.original().analysis,
                    Side::Final => &passage.revised.analysis,
                };
                let Some(changed) = self.changed.slot((side, stretch.chain)) else {
                    continue;
                };
                let changed = changed.get_or_insert_with(|| vec![false; analysis.tokens.len()]);
                for unit in analysis
                    .units
                    .get(stretch.units.clone())
                    .unwrap_or_default()
                {
                    for token in unit.tokens.clone() {
                        if let Some(flag) = changed.get_mut(token) {
                            *flag = true;
                        }
                    }
                }
            }
        }
        self.touched.extend(
            changes
                .moves
                .iter()
                .flat_map(|found| [found.from.0, found.to.0]),
        );
        self.touched.retain(|chain| *chain < own);
    }

    /// Pairs the readings that say the same, what stood there before what is new.
    fn settle(&mut self) {
        let most = self.touched.last().map_or(0, |last| last + 1);
        let mut touched = vec![false; most];
        for chain in self.touched.iter() {
            if let Some(flag) = touched.get_mut(*chain) {
                *flag = true;
            }
        }
        for of in &mut self.clauses {
            let read = of.finals.keys().chain(of.originals.keys()).copied();
            of.touched = read
                .filter(|chain| touched.get(*chain).copied().unwrap_or(false))
                .collect();
            ordered::sort(&mut of.touched);
            of.touched.dedup();
        }
        let mut all = Vec::with_capacity(self.clauses.len());
        for of in &self.clauses {
            let mut settled: Map<usize, Vec<Settled<'p>>> = Map::new();
            for chain in &of.touched {
                let (Some(finals), Some(originals)) =
                    (of.finals.get(chain), of.originals.get(chain))
                else {
                    continue;
                };
                let (new, old): (Vec<&Read>, Vec<&Read>) =
                    finals.iter().partition(|read| self.is_new(*chain, read));
                // A paragraph may hold thousands of values: each is compared with those that may say the same.
                let mut by_mark: Map<_, Vec<(usize, &Read)>> = Map::new();
                for original in originals {
                    let alike = by_mark.entry(original.1.mark()).or_default();
                    alike.push(*original);
                }
                for read in old.into_iter().chain(new) {
                    let same = |place: usize, old: &Read| {
                        // Two values that cannot be known are the same only where no word of them changed.
                        let known = !matches!(read.value, Value::Unknown(_));
                        let untouched = || {
                            !self.touches(Side::Original, place, old)
                                && !self.touches(Side::Final, *chain, read)
                        };
                        old.says(read) && (known || untouched())
                    };
                    let Some(originals) = by_mark.get_mut(&read.mark()) else {
                        continue;
                    };
                    if let Some(at) = originals.iter().position(|(place, old)| same(*place, old)) {
                        let original = originals.remove(at);
                        settled.entry(*chain).or_default().push((original, read));
                    }
                }
            }
            all.push(settled);
        }
        for (of, settled) in self.clauses.iter_mut().zip(all) {
            of.settled = settled;
        }
    }

    /// Notes what readings hold on the sides that changes touch. A value speaks louder than the clause's presence, what
    /// is judged louder than what is settled, and of a clause that the side denies nothing but the denial is read.
    fn held(&mut self, passages: &'p [Passage], changes: &Changes, library: &Library) {
        // By their addresses.
        let mut settled: Vec<Set<usize>> = vec![Set::new(); passages.len()];
        for of in &self.clauses {
            for (chain, pairs) in of.settled.iter() {
                for ((place, old), new) in pairs {
                    for (passage, read) in [(place, *old), (chain, *new)] {
                        if let Some(settled) = settled.get_mut(*passage) {
                            settled.insert(std::ptr::from_ref(read).addr());
                        }
                    }
                }
            }
        }
        let is_settled = |passage: usize, read: &Read| {
            let settled = settled.get(passage);
            settled.is_some_and(|settled| settled.contains(&std::ptr::from_ref(read).addr()))
        };
        for change in &changes.changes {
            for place in [
                (Side::Original, change.old.chain),
                (Side::Final, change.new.chain),
            ] {
                let (side, passage) = place;
                let Some(data) = passages.get(passage) else {
                    continue;
                };
                if self.held.get(&place).is_some() {
                    continue;
                }
                let sided = match side {
                    Side::Original => data.original(),
                    Side::Final => &data.revised,
                };
                let judged = |read: &Read| {
                    let of = self.clauses.get(read.clause)?;
                    let valued = read.term.is_some();
                    if valued && of.denied.contains(&side) {
                        return None;
                    }
                    // What said nothing, under a negation, and has no successor, is judged by nobody and explains nothing.
                    let followed = || {
                        let finals = of.finals.get(&passage);
                        finals
                            .into_iter()
                            .flatten()
                            .any(|new| new.term == read.term)
                    };
                    if valued && side == Side::Original && read.is_denied() && !followed() {
                        return None;
                    }
                    let flips = !valued && of.presence.original != of.presence.revised;
                    let fresh = !valued && side == Side::Final && self.is_new(passage, read);
                    Some(flips || fresh || !is_settled(passage, read))
                };
                let judged: Vec<Option<bool>> = sided.readings.reads.iter().map(judged).collect();
                let changed = self.changed.get(&place).cloned().unwrap_or_default();
                let memo = match side {
                    Side::Original => &data.memo.held[0],
                    Side::Final => &data.memo.held[1],
                };
                let known = memo.borrow().as_ref().and_then(|held| {
                    let same = held.judged == judged && held.changed == changed;
                    same.then(|| Rc::clone(&held.by_token))
                });
                if let Some(held) = known {
                    self.held.insert(place, held);
                    continue;
                }
                let mut held: Vec<Holders> = vec![[None; 2]; sided.analysis.tokens.len()];
                for (read, judged) in sided.readings.reads.iter().zip(&judged) {
                    let Some(judged) = *judged else {
                        continue;
                    };
                    let valued = read.term.is_some();
                    let measured = is_measured(library, read);
                    let holder = Holder {
                        measured,
                        valued,
                        judged,
                        sided: false,
                        denies: read.value == Value::Absent,
                        clause: read.clause,
                        term: read.term,
                    };
                    // Of a reading that was struck from its first word to its last, what its gaps skipped went too.
                    let struck = side == Side::Original
                        && read
                            .held
                            .iter()
                            .cloned()
                            .flatten()
                            .all(|token| self.is_changed(side, passage, token));
                    let held_tokens: Vec<usize> = if struck {
                        read.extent().collect()
                    } else {
                        read.held.iter().cloned().flatten().collect()
                    };
                    // What it holds whatever that is, it explains where words changed that it spells out: alone, a word that
                    // comes may narrow what was said.
                    let loose = |token: &usize| read.loose.contains(token);
                    let whole =
                        read.loose.is_empty()
                            || read.held.iter().cloned().flatten().any(|token| {
                                !loose(&token) && self.is_changed(side, passage, token)
                            });
                    for token in held_tokens
                        .into_iter()
                        .filter(|token| whole || !loose(token))
                    {
                        let Some([any, measures]) = held.get_mut(token) else {
                            continue;
                        };
                        let holder = Holder {
                            sided: read.names_side(token),
                            ..holder
                        };
                        let louder = |known: &Option<Holder>| {
                            known.is_none_or(|known| {
                                (holder.valued, holder.judged) > (known.valued, known.judged)
                            })
                        };
                        if louder(any) {
                            *any = Some(holder);
                        }
                        if measured && louder(measures) {
                            *measures = Some(holder);
                        }
                    }
                }
                let held = Rc::new(held);
                *memo.borrow_mut() = Some(Held {
                    changed,
                    judged,
                    by_token: Rc::clone(&held),
                });
                self.held.insert(place, held);
            }
        }
    }

    /// The reading that holds a token by name.
    pub(crate) fn holder(&self, side: Side, passage: usize, token: usize) -> Option<Holder> {
        self.held
            .get(&(side, passage))?
            .get(token)?
            .iter()
            .flatten()
            .next()
            .copied()
    }

    /// The reading of a quantity that holds a token by name.
    pub(crate) fn measure(&self, side: Side, passage: usize, token: usize) -> Option<Holder> {
        self.held
            .get(&(side, passage))?
            .get(token)?
            .get(1)
            .copied()
            .flatten()
    }

    /// Whether a change took a token away, or brought it.
    pub(crate) fn is_changed(&self, side: Side, passage: usize, token: usize) -> bool {
        self.changed
            .get(&(side, passage))
            .and_then(|changed| changed.get(token))
            .copied()
            .unwrap_or(false)
    }

    /// Whether changes left every word of a passage as it was, but for its form.
    pub(crate) fn is_formal(&self, passage: usize) -> bool {
        !self.altered.contains(&passage)
    }

    /// Whether a change took away or brought any word that a reading holds.
    fn touches(&self, side: Side, passage: usize, read: &Read) -> bool {
        let changed = self.changed.get(&(side, passage));
        let tokens = || read.held.iter().cloned().flatten();
        changed.is_some_and(|changed| tokens().any(|token| changed.get(token) == Some(&true)))
    }

    /// Whether a change brought every word that a final reading holds.
    pub(crate) fn is_new(&self, chain: usize, read: &Read) -> bool {
        let changed = self.changed.get(&(Side::Final, chain));
        let is_changed = |token| changed.is_some_and(|changed| changed.get(token) == Some(&true));
        read.held.iter().cloned().flatten().all(is_changed)
    }

    /// Whether every unit of a sentence of an original text was struck, or of a final one came.
    pub(crate) fn is_whole(
        &self,
        passages: &[Passage],
        side: Side,
        passage: usize,
        sentence: usize,
    ) -> bool {
        passages.get(passage).is_some_and(|data| {
            let sided = match side {
                Side::Original => data.original(),
                Side::Final => &data.revised,
            };
            sided
                .analysis
                .units_of(sentence)
                .iter()
                .filter(|unit| !matches!(unit.key, Key::Numbering | Key::Sign(_)))
                .all(|unit| self.is_changed(side, passage, unit.tokens.start))
        })
    }
}

/// Whether readings say that a clause is there: those of its presence, or where there are none any of its terms.
fn is_present(reads: &[&Read]) -> bool {
    let mut presence = reads.iter().filter(|read| read.term.is_none()).peekable();
    match presence.peek() {
        Some(_) => presence.any(|read| read.value == Value::Present),
        None => reads.iter().any(|read| read.value != Value::Absent),
    }
}

fn is_denied(reads: &[&Read]) -> bool {
    let mut presence = reads.iter().filter(|read| read.term.is_none()).peekable();
    presence.peek().is_some() && !presence.any(|read| read.value == Value::Present)
}

/// Whether a reading is of a quantity or a place.
fn is_measured(library: &Library, read: &Read) -> bool {
    read.term
        .and_then(|term| library.clauses.get(read.clause)?.terms.get(term))
        .is_some_and(|term| term.kind != Kind::Choice)
}
