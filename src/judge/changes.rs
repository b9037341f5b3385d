//! What changed, word by word: the original's units compared with the final ones.
//!
//! Text that nobody touched is the anchor; between two anchors struck units are compared with new ones, whoever tracked
//! them. A sentence that was struck here and comes back there is a move, and what differs in it is its change.

use crate::ordered::Map;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::analysis::Analysis;
use super::chains::SideText;
use super::passages::Sided;
use super::units::{Key, Unit};

/// Units of one chain's side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) chain: usize,
    /// Indices of units.
    pub(crate) units: Range<usize>,
}

/// One change: units that went, units that came.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) old: Stretch,
    pub(crate) new: Stretch,
    /// Changes close together make one run; they are numbered through the document.
    pub(crate) run: usize,
    /// Whether both mean the same: a change of form alone.
    pub(crate) equal: bool,
}

/// A sentence that was struck in one place and came back in another.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    /// Chain and sentence, on the original side.
    pub(crate) from: (usize, usize),
    /// Chain and sentence, on the final side.
    pub(crate) to: (usize, usize),
}

/// All that changed in a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    pub(crate) changes: Vec<Change>,
    pub(crate) moves: Vec<Move>,
    runs: usize,
}

/// Two changes with at most so many unchanged units between them are one run.
const RUN_GAP: usize = 3;

/// A moved sentence has at least so many units, and so many in ten alike.
const MOVED_UNITS: usize = 6;
const MOVED_ALIKE: (usize, usize) = (9, 10);

/// How many pairs of sentences are compared for moves: a hostile document shall not make it quadratic.
const MOVE_PAIRS: usize = 50_000;

impl Changes {
    /// Compares the two sides of a changed chain.
    pub(crate) fn compare(&mut self, index: usize, original: &Sided, revised: &Sided) {
        let old = placed(&original.text, &original.analysis);
        let new = placed(&revised.text, &revised.analysis);
        // Kept text stands in the order of the document on both sides, so that its places are found by halving.
        let anchors: Vec<(Spot, usize)> = old
            .iter()
            .enumerate()
            .filter_map(|(at, unit)| unit.place.map(|place| (place, at)))
            .collect();
        let (mut old_at, mut new_at) = (0, 0);
        for (at, unit) in new.iter().enumerate() {
            let anchor = unit
                .place
                .and_then(|place| {
                    let at = anchors.binary_search_by_key(&place, |(place, _)| *place);
                    at.ok().and_then(|at| anchors.get(at))
                })
                .map(|(_, found)| *found)
                .filter(|found| {
                    *found >= old_at
                        && old
                            .get(*found)
                            .is_some_and(|old| old.unit.key == unit.unit.key)
                });
            if let Some(found) = anchor {
                self.gap(
                    index,
                    old.get(old_at..found).unwrap_or_default(),
                    new.get(new_at..at).unwrap_or_default(),
                );
                (old_at, new_at) = (found + 1, at + 1);
            }
        }
        self.gap(
            index,
            old.get(old_at..).unwrap_or_default(),
            new.get(new_at..).unwrap_or_default(),
        );
    }

    /// Takes over the changes of a chain that was compared by itself.
    pub(crate) fn add(&mut self, chain: usize, compared: &Changes) {
        for change in &compared.changes {
            let stretch = |stretch: &Stretch| Stretch {
                chain,
                units: stretch.units.clone(),
            };
            self.changes.push(Change {
                old: stretch(&change.old),
                new: stretch(&change.new),
                run: self.runs + change.run,
                equal: change.equal,
            });
        }
        self.runs += compared.runs;
    }

    /// Compares what lies between two anchors.
    fn gap(&mut self, chain: usize, old: &[Placed<'_>], new: &[Placed<'_>]) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        self.compare_units(chain, old, chain, new);
    }

    fn compare_units(
        &mut self,
        old_chain: usize,
        old: &[Placed<'_>],
        new_chain: usize,
        new: &[Placed<'_>],
    ) {
        self.runs += 1;
        let mut input: InternedInput<Key> = InternedInput::default();
        input.update_before(old.iter().map(|unit| unit.unit.key));
        input.update_after(new.iter().map(|unit| unit.unit.key));
        let diff = Diff::compute(Algorithm::Myers, &input);
        let (mut old_at, mut new_at) = (0, 0);
        let indices = |list: &[Placed<'_>], range: Range<usize>| -> Range<usize> {
            match (
                list.get(range.start),
                range.end.checked_sub(1).and_then(|last| list.get(last)),
            ) {
                (Some(first), Some(last)) if !range.is_empty() => first.index..last.index + 1,
                (Some(first), _) => first.index..first.index,
                (None, _) => list
                    .last()
                    .map_or(0..0, |last| last.index + 1..last.index + 1),
            }
        };
        for hunk in diff.hunks() {
            let before = hunk.before.start as usize..hunk.before.end as usize;
            let after = hunk.after.start as usize..hunk.after.end as usize;
            if before.start - old_at > RUN_GAP {
                self.runs += 1;
            }
            self.keep(
                old_chain,
                old.get(old_at..before.start),
                new_chain,
                new.get(new_at..after.start),
            );
            self.changes.push(Change {
                old: Stretch {
                    chain: old_chain,
                    units: indices(old, before.clone()),
                },
                new: Stretch {
                    chain: new_chain,
                    units: indices(new, after.clone()),
                },
                run: self.runs,
                equal: false,
            });
            (old_at, new_at) = (before.end, after.end);
        }
        self.keep(old_chain, old.get(old_at..), new_chain, new.get(new_at..));
    }

    fn keep(
        &mut self,
        old_chain: usize,
        old: Option<&[Placed<'_>]>,
        new_chain: usize,
        new: Option<&[Placed<'_>]>,
    ) {
        for (old, new) in old.unwrap_or_default().iter().zip(new.unwrap_or_default()) {
            if old.words != new.words {
                self.changes.push(Change {
                    old: Stretch {
                        chain: old_chain,
                        units: old.index..old.index + 1,
                    },
                    new: Stretch {
                        chain: new_chain,
                        units: new.index..new.index + 1,
                    },
                    run: self.runs,
                    equal: true,
                });
            }
        }
    }

    /// Compares sentences of a final text with the approved language in whose place they stand.
    pub(crate) fn against(
        &mut self,
        language: (usize, &Sided),
        chain: usize,
        revised: &Sided,
        sentence: usize,
    ) {
        let old = placed(&language.1.text, &language.1.analysis);
        let new = indexed(&revised.text, &revised.analysis, sentence);
        self.compare_units(language.0, &old, chain, &new);
    }

    /// Takes a whole sentence as inserted.
    pub(crate) fn inserted(&mut self, chain: usize, revised: &Sided, sentence: usize) {
        let new = indexed(&revised.text, &revised.analysis, sentence);
        self.compare_units(chain, &[], chain, &new);
    }

    /// Finds the sentences that only moved, and compares them with themselves instead of with their neighbours.
    pub(crate) fn find_moves(&mut self, sides: &Map<usize, (&Sided, &Sided)>) {
        let struck = self.whole_sentences(sides, true);
        let inserted = self.whole_sentences(sides, false);
        let mut pairs = 0;
        let mut taken = vec![false; inserted.len()];
        for (from_chain, from_sentence, old) in &struck {
            let mut best: Option<(usize, usize)> = None;
            for (index, (.., new)) in inserted.iter().enumerate() {
                if taken.get(index).copied().unwrap_or(true)
                    || old.len() * 10 < new.len() * 9
                    || new.len() * 10 < old.len() * 9
                {
                    continue;
                }
                pairs += 1;
                if pairs > MOVE_PAIRS {
                    return;
                }
                let alike = alike(old, new);
                let enough = alike * MOVED_ALIKE.1 >= old.len().max(new.len()) * MOVED_ALIKE.0;
                if enough && best.is_none_or(|(most, _)| alike > most) {
                    best = Some((alike, index));
                }
            }
            let Some((_, index)) = best else { continue };
            let Some((to_chain, to_sentence, _)) = inserted.get(index) else {
                continue;
            };
            if let Some(slot) = taken.get_mut(index) {
                *slot = true;
            }
            self.moves.push(Move {
                from: (*from_chain, *from_sentence),
                to: (*to_chain, *to_sentence),
            });
        }
        self.take_along(sides);
        let bounds = |list: &[Placed<'_>]| match (list.first(), list.last()) {
            (Some(first), Some(last)) => first.index..last.index + 1,
            _ => 0..0,
        };
        let mut gone = Vec::new();
        for moved in self.moves.clone() {
            let (Some((original, _)), Some((_, revised))) =
                (sides.get(&moved.from.0), sides.get(&moved.to.0))
            else {
                continue;
            };
            let old = indexed(&original.text, &original.analysis, moved.from.1);
            let new = indexed(&revised.text, &revised.analysis, moved.to.1);
            gone.push((moved, bounds(&old), bounds(&new)));
        }
        self.take_out(&gone);
        for (moved, ..) in gone {
            let (Some((original, _)), Some((_, revised))) =
                (sides.get(&moved.from.0), sides.get(&moved.to.0))
            else {
                continue;
            };
            let old = indexed(&original.text, &original.analysis, moved.from.1);
            let new = indexed(&revised.text, &revised.analysis, moved.to.1);
            self.compare_units(moved.from.0, &old, moved.to.0, &new);
        }
    }

    /// For each chain, which units of a side changes took away or brought.
    fn touched_units(
        &self,
        sides: &Map<usize, (&Sided, &Sided)>,
        struck: bool,
    ) -> Map<usize, Vec<bool>> {
        let mut touched: Map<usize, Vec<bool>> = Map::new();
        for change in self.changes.iter().filter(|change| !change.equal) {
            let stretch = if struck { &change.old } else { &change.new };
            let Some((original, revised)) = sides.get(&stretch.chain) else {
                continue;
            };
            let count = if struck {
                original.analysis.units.len()
            } else {
                revised.analysis.units.len()
            };
            let flags = touched
                .entry(stretch.chain)
                .or_insert_with(|| vec![false; count]);
            flags
                .iter_mut()
                .take(stretch.units.end)
                .skip(stretch.units.start)
                .for_each(|flag| *flag = true);
        }
        touched
    }

    /// A short sentence beside one that moved, alike on both sides, moved with it: a heading in front of its paragraph.
    fn take_along(&mut self, sides: &Map<usize, (&Sided, &Sided)>) {
        let gone = self.touched_units(sides, true);
        let came = self.touched_units(sides, false);
        let keys =
            |side: &Sided, sentence: usize, touched: Option<&Vec<bool>>| -> Option<Vec<Key>> {
                let units = indexed(&side.text, &side.analysis, sentence);
                let all = units.iter().all(|unit| {
                    touched.is_some_and(|flags| flags.get(unit.index).copied().unwrap_or(false))
                });
                (all && !units.is_empty()).then(|| units.iter().map(|unit| unit.unit.key).collect())
            };
        let mut along = Vec::new();
        for moved in &self.moves {
            let (Some((original, _)), Some((_, revised))) =
                (sides.get(&moved.from.0), sides.get(&moved.to.0))
            else {
                continue;
            };
            let (Some(from), Some(to)) = (moved.from.1.checked_sub(1), moved.to.1.checked_sub(1))
            else {
                continue;
            };
            let old = keys(original, from, gone.get(&moved.from.0));
            let new = keys(revised, to, came.get(&moved.to.0));
            let known = self
                .moves
                .iter()
                .any(|other| other.from == (moved.from.0, from) || other.to == (moved.to.0, to));
            if old.is_some() && old == new && !known {
                along.push(Move {
                    from: (moved.from.0, from),
                    to: (moved.to.0, to),
                });
            }
        }
        self.moves.extend(along);
    }

    /// Sentences of which every unit was struck, or inserted, with their keys.
    fn whole_sentences(
        &self,
        sides: &Map<usize, (&Sided, &Sided)>,
        struck: bool,
    ) -> Vec<(usize, usize, Vec<Key>)> {
        let mut whole = Vec::new();
        let touched = self.touched_units(sides, struck);
        for (chain, (original, revised)) in sides {
            let side = if struck { original } else { revised };
            let analysis = &side.analysis;
            let Some(touched) = touched.get(chain) else {
                continue;
            };
            for sentence in 0..analysis.sentences.len() {
                // Most sentences keep their end.
                let mut units = analysis.units_of(sentence).iter();
                let last = units.rfind(|unit| unit.key != Key::Numbering);
                let last = last.and_then(|unit| analysis.unit_at(unit.tokens.start));
                if last.is_some_and(|unit| !touched.get(unit).copied().unwrap_or(false)) {
                    continue;
                }
                let units = indexed(&side.text, analysis, sentence);
                let all = units
                    .iter()
                    .all(|unit| touched.get(unit.index).copied().unwrap_or(false));
                if all && units.len() >= MOVED_UNITS {
                    whole.push((
                        *chain,
                        sentence,
                        units.iter().map(|unit| unit.unit.key).collect(),
                    ));
                }
            }
        }
        whole
    }

    /// Takes the moved sentences out of the changes that they were part of.
    fn take_out(&mut self, gone: &[(Move, Range<usize>, Range<usize>)]) {
        let mut from: Map<usize, Vec<&Range<usize>>> = Map::new();
        let mut to: Map<usize, Vec<&Range<usize>>> = Map::new();
        for (moved, old, new) in gone {
            from.entry(moved.from.0).or_default().push(old);
            to.entry(moved.to.0).or_default().push(new);
        }
        let mut rest = Vec::new();
        for change in self.changes.drain(..) {
            let left = |stretch: &Stretch, gone: &Map<usize, Vec<&Range<usize>>>| {
                let mut left = vec![stretch.clone()];
                for units in gone.get(&stretch.chain).into_iter().flatten() {
                    left = left
                        .iter()
                        .flat_map(|stretch| without(stretch, units))
                        .collect();
                }
                left
            };
            let (olds, news) = (left(&change.old, &from), left(&change.new, &to));
            let empty = |stretch: &Stretch| Stretch {
                chain: stretch.chain,
                units: stretch.units.start..stretch.units.start,
            };
            for index in 0..olds.len().max(news.len()) {
                let old = olds
                    .get(index)
                    .cloned()
                    .unwrap_or_else(|| empty(&change.old));
                let new = news
                    .get(index)
                    .cloned()
                    .unwrap_or_else(|| empty(&change.new));
                if !old.units.is_empty() || !new.units.is_empty() {
                    rest.push(Change {
                        old,
                        new,
                        run: change.run,
                        equal: change.equal,
                    });
                }
            }
        }
        self.changes = rest;
    }
}

/// What is left of a stretch without some units of a chain.
fn without(stretch: &Stretch, gone: &Range<usize>) -> Vec<Stretch> {
    if stretch.units.end <= gone.start || gone.end <= stretch.units.start {
        return vec![stretch.clone()];
    }
    [
        stretch.units.start..gone.start.max(stretch.units.start),
        gone.end.min(stretch.units.end)..stretch.units.end,
    ]
    .into_iter()
    .filter(|units| !units.is_empty())
    .map(|units| Stretch {
        chain: stretch.chain,
        units,
    })
    .collect()
}

/// Where kept text stands: its block, the byte that it begins at, and its length.
type Spot = (usize, usize, usize);

/// A unit with its index and, where nobody touched it, its place in the document.
#[derive(Clone, Copy)]
struct Placed<'a> {
    unit: &'a Unit,
    index: usize,
    place: Option<Spot>,
    /// The words as they stand, so that a change of form alone is seen.
    words: &'a str,
}

/// The units of a side that count: all but the numbers that paragraphs start with.
fn placed<'a>(text: &'a SideText, analysis: &'a Analysis) -> Vec<Placed<'a>> {
    analysis
        .units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.key != Key::Numbering)
        .map(|(index, unit)| {
            let bytes = analysis.bytes(&unit.tokens);
            let place = text
                .kept(&bytes)
                .map(|(block, at)| (block, at, bytes.len()));
            Placed {
                unit,
                index,
                place,
                words: text.text.get(bytes).unwrap_or_default(),
            }
        })
        .collect()
}

fn indexed<'a>(text: &'a SideText, analysis: &'a Analysis, sentence: usize) -> Vec<Placed<'a>> {
    let units = analysis.units_of(sentence);
    let first = units
        .first()
        .and_then(|unit| analysis.unit_at(unit.tokens.start))
        .unwrap_or_default();
    units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.key != Key::Numbering)
        .map(|(offset, unit)| {
            let words = text
                .text
                .get(analysis.bytes(&unit.tokens))
                .unwrap_or_default();
            Placed {
                unit,
                index: first + offset,
                place: None,
                words,
            }
        })
        .collect()
}

/// How many keys two sentences share, each as often as both have it.
pub(crate) fn alike(old: &[Key], new: &[Key]) -> usize {
    let mut counts: Map<Key, usize> = Map::new();
    for key in old {
        *counts.entry(*key).or_default() += 1;
    }
    new.iter()
        .filter(|key| match counts.get_mut(key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
        .count()
}
