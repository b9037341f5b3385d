//! Running a [`Set`] over a sentence.
//!
//! At each word only the steps that take it are looked at. A step is reached if it is its part's first, or if a step
//! before it was reached at a fit distance: at once, or over a gap. Of several ways the nearest is kept, which is the
//! shortest match. The work is the number of looked-at steps times their edges: linear in the text.

use std::ops::Range;

use super::set::{PatternId, Set};
use super::{ANY_WORDS, Gap, SHORT_GAP, Slot};
use crate::ordered::{self, Map};
use crate::text::Sym;

/// A sentence as the automaton sees it. All places are indices of `words`, which holds no punctuation.
pub struct Sentence<'a> {
    /// The words.
    pub words: &'a [SentenceWord<'a>],
    /// What may fill a slot, with its first word, the first word after it, and an id of the caller's.
    pub slots: &'a [SlotAt],
}

/// A word of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct SentenceWord<'a> {
    /// Its number.
    pub sym: Sym,
    /// Its normalised form.
    pub form: &'a str,
    /// Whether it negates or excepts, so that `…` does not skip it.
    pub barrier: bool,
    /// Whether it matters wherever it stands, so that `{words}` does not hold it.
    pub weighty: bool,
}

/// Something that may fill a slot.
#[derive(Clone, Copy, Debug)]
pub struct SlotAt {
    /// The slot.
    pub slot: Slot,
    /// Its first word.
    pub start: usize,
    /// The first word after it.
    pub end: usize,
    /// The caller's id for it.
    pub id: usize,
}

/// A pattern found in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which pattern.
    pub pattern: PatternId,
    /// The words held by name, in order and without overlap: spelled out by the pattern, or in a slot.
    pub held: Vec<Range<usize>>,
    /// Those of them that `{words}` took.
    pub loose: Vec<Range<usize>>,
    /// The slots filled, by the caller's ids, in the order of the pattern.
    pub slots: Vec<(Slot, usize)>,
}

/// What a run keeps between sentences, so that nothing is allocated anew for each.
#[derive(Debug, Default)]
pub struct Scratch {
    last: Vec<Last>,
    /// The sentence in which a step before each one was last reached; [`ALWAYS`] for the first of a part.
    live: Vec<u32>,
    /// The sentence in which each part was last known to be able to match.
    able: Vec<u32>,
    /// The parts that a word anchors, by word: filled as words come.
    anchored: Map<Sym, Vec<u32>>,
    generation: u32,
    trail: Vec<Trace>,
    /// Steps that take a word, by word: filled as words come.
    by_word: Map<Sym, Vec<OfPart>>,
}

/// Stands for every sentence.
const ALWAYS: u32 = u32::MAX;

impl Scratch {
    /// Makes room for a set, once.
    fn fit(&mut self, set: &Set) {
        if self.live.len() == set.steps.len() {
            return;
        }
        self.last.resize(set.steps.len(), Last::default());
        self.able.resize(set.parts.len(), 0);
        let first = set.steps.iter().map(|step| step.first);
        self.live = first.map(|first| if first { ALWAYS } else { 0 }).collect();
    }

    /// Notes that what follows a step can be reached in this sentence: steps tell those behind them, which are few, rather
    /// than each asking all before it, at every word, whether one was.
    fn enliven(&mut self, set: &Set, step: u32) {
        for next in set.next_of(step) {
            if let Some(live) = self.live.get_mut(*next as usize)
                && *live != ALWAYS
            {
                *live = self.generation;
            }
        }
    }
}

/// Whether a step can be reached at all: it is its part's first, or one before it was reached in this sentence.
fn is_live(step: u32, live: &[u32], generation: u32) -> bool {
    live.get(step as usize)
        .is_some_and(|live| *live == generation || *live == ALWAYS)
}

/// The steps of one part that take a word: most parts cannot match, and are passed over as one.
#[derive(Debug)]
struct OfPart {
    part: u32,
    steps: Vec<u32>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Last {
    generation: u32,
    end: u32,
    trace: u32,
}

#[derive(Clone, Copy, Debug)]
struct Trace {
    before: Option<u32>,
    start: u32,
    end: u32,
    slot: Option<(Slot, usize)>,
    /// Where what it holds begins: before its start, where `{words}` stands before it.
    held: u32,
}

/// How many words that a gap does not skip stand before each word, and before the end.
struct Counts {
    barriers: Vec<u32>,
    fixed: Vec<u32>,
}

impl Counts {
    fn of(sentence: &Sentence<'_>) -> Counts {
        let mut filled = vec![false; sentence.words.len()];
        for slot in sentence.slots {
            for word in filled.iter_mut().take(slot.end).skip(slot.start) {
                *word = true;
            }
        }
        let count = |counts: &mut Vec<u32>, one: bool| {
            let before = counts.last().copied().unwrap_or_default();
            counts.push(before + u32::from(one));
        };
        let (mut barriers, mut fixed) = (vec![0], vec![0]);
        for (word, filled) in sentence.words.iter().zip(filled) {
            count(&mut barriers, word.barrier);
            count(&mut fixed, word.barrier || word.weighty || filled);
        }
        Counts { barriers, fixed }
    }

    /// Whether a gap may stand for the words of a range.
    fn allow(&self, gap: Gap, words: Range<usize>) -> bool {
        let none = |counts: &[u32]| counts.get(words.start) == counts.get(words.end);
        match gap {
            Gap::Held => words.len() <= ANY_WORDS && none(&self.fixed),
            Gap::Short => words.len() <= SHORT_GAP && none(&self.barriers),
            Gap::Long => true,
        }
    }
}

/// Two values with at most so many words between them may be said of the same words.
const COORDINATED: u32 = 4;

/// A step that a word or a slot takes, where that ends, and the slot with its candidate.
type Due = (u32, usize, Option<(Slot, usize)>);

/// How many matches of one part are kept in one sentence: more say nothing new.
const MATCHES_KEPT: usize = 64;

impl Set {
    /// The patterns found in a sentence, ordered by pattern and place.
    ///
    /// A pattern of several parts is found where all are; each match of its first part with a slot (or of its first
    /// part) is joined with the nearest match of the others.
    pub fn run(&self, sentence: &Sentence<'_>, scratch: &mut Scratch) -> Vec<Hit> {
        scratch.fit(self);
        scratch.generation = scratch.generation.wrapping_add(1);
        scratch.trail.clear();
        let mut matches: Map<u32, Vec<Vec<Trace>>> = Map::new();

        self.find_able(sentence, scratch);

        let counts = Counts::of(sentence);
        let mut slots: Vec<SlotAt> = sentence.slots.to_vec();
        ordered::sort_by_key(&mut slots, |slot| slot.start);
        let mut slots = slots.into_iter().peekable();

        let mut due: Vec<Due> = Vec::new();
        for (at, word) in sentence.words.iter().enumerate() {
            due.clear();
            let Scratch {
                live,
                able,
                generation,
                by_word,
                ..
            } = scratch;
            let can = |part: u32| able.get(part as usize) == Some(generation);
            let parts = by_word
                .entry(word.sym)
                .or_insert_with(|| self.steps_of(word));
            for of in parts.iter().filter(|of| can(of.part)) {
                let steps = of
                    .steps
                    .iter()
                    .filter(|step| is_live(**step, live, *generation));
                due.extend(steps.map(|step| (*step, at + 1, None)));
            }
            while let Some(slot) = slots.next_if(|slot| slot.start <= at) {
                if slot.start == at && slot.end > at {
                    let steps = self.by_slot.get(&slot.slot);
                    for step in steps.into_iter().flatten() {
                        let part = self.steps.get(*step as usize).map(|step| step.part);
                        if part.is_some_and(can) && is_live(*step, live, *generation) {
                            due.push((*step, slot.end, Some((slot.slot, slot.id))));
                        }
                    }
                }
            }
            // Later steps first: a step must not be reached from one that this very word has just moved.
            ordered::sort_by(&mut due, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
            for (step, end, slot) in due.drain(..) {
                self.reach(step, at..end, slot, &counts, scratch, &mut matches);
            }
        }
        self.regex_matches(sentence, &mut matches);
        join(self, matches)
    }

    /// Notes the parts whose anchor stands in the sentence; of a pattern of several parts, all or none.
    fn find_able(&self, sentence: &Sentence<'_>, scratch: &mut Scratch) {
        let Scratch {
            able,
            anchored,
            generation,
            ..
        } = scratch;
        let mut found: Vec<u32> = Vec::new();
        let mut note = |parts: &[u32]| {
            for part in parts {
                if let Some(flag) = able.get_mut(*part as usize)
                    && *flag != *generation
                {
                    *flag = *generation;
                    found.push(*part);
                }
            }
        };
        note(&self.anchors.free);
        for word in sentence.words {
            let parts = anchored.entry(word.sym).or_insert_with(|| {
                let anchors = &self.anchors;
                let mut parts = anchors.by_word.get(&word.sym).cloned().unwrap_or_default();
                self.with_prefixes(word.form, &anchors.by_prefix, &mut parts);
                parts
            });
            note(parts);
        }
        for slot in sentence.slots {
            if let Some(parts) = self.anchors.by_slot.get(&slot.slot) {
                note(parts);
            }
        }
        for part in found {
            let pattern = self.parts.get(part as usize).map(|part| part.pattern);
            let parts = pattern
                .and_then(|pattern| self.patterns.get(pattern as usize))
                .cloned()
                .unwrap_or_default();
            let is_regex = |part: u32| self.regexes.iter().any(|(regex, _)| *regex == part);
            let all = parts.len() < 2
                || parts
                    .clone()
                    .all(|part| able.get(part as usize) == Some(generation) || is_regex(part));
            if !all && let Some(flag) = able.get_mut(part as usize) {
                *flag = generation.wrapping_sub(1);
            }
        }
    }

    /// Adds what the prefixes of a word lead to.
    fn with_prefixes(&self, form: &str, table: &Map<String, Vec<u32>>, list: &mut Vec<u32>) {
        let found = self.prefixes(form).filter_map(|prefix| table.get(prefix));
        list.extend(found.flatten());
    }

    fn steps_of(&self, word: &SentenceWord<'_>) -> Vec<OfPart> {
        let mut steps = self.by_word.get(&word.sym).cloned().unwrap_or_default();
        self.with_prefixes(word.form, &self.by_prefix, &mut steps);
        ordered::sort(&mut steps);
        steps.dedup();
        // The steps of a part were numbered together.
        let mut parts: Vec<OfPart> = Vec::new();
        for step in steps {
            let Some(part) = self.steps.get(step as usize).map(|step| step.part) else {
                continue;
            };
            match parts.last_mut() {
                Some(of) if of.part == part => of.steps.push(step),
                _ => parts.push(OfPart {
                    part,
                    steps: vec![step],
                }),
            }
        }
        parts
    }

    fn reach(
        &self,
        step: u32,
        taken: Range<usize>,
        slot: Option<(Slot, usize)>,
        counts: &Counts,
        scratch: &mut Scratch,
        matches: &mut Map<u32, Vec<Vec<Trace>>>,
    ) {
        let Some(data) = self.steps.get(step as usize) else {
            return;
        };
        let Range { start, end } = taken;
        let mut best: Option<(Last, bool)> = None;
        for edge in self.edges_of(data) {
            let Some(last) = scratch
                .last
                .get(edge.from as usize)
                .filter(|last| last.generation == scratch.generation)
            else {
                continue;
            };
            let before = last.end as usize;
            if before > start {
                continue;
            }
            let fits = match edge.gap {
                None => before == start,
                Some(gap) => counts.allow(gap, before..start),
            };
            if fits && best.is_none_or(|(best, _)| last.end > best.end) {
                best = Some((*last, edge.gap == Some(Gap::Held)));
            }
        }
        if best.is_none() && !data.first {
            return;
        }
        let trace = scratch.trail.len() as u32;
        scratch.trail.push(Trace {
            before: best.map(|(best, _)| best.trace),
            start: start as u32,
            end: end as u32,
            slot,
            held: match best {
                Some((best, true)) => best.end,
                _ => start as u32,
            },
        });
        if let Some(last) = scratch.last.get_mut(step as usize) {
            *last = Last {
                generation: scratch.generation,
                end: end as u32,
                trace,
            };
        }
        scratch.enliven(self, step);
        if data.last {
            let mut path = Vec::new();
            let mut next = Some(trace);
            while let Some(trace) = next.and_then(|index| scratch.trail.get(index as usize)) {
                path.push(*trace);
                next = trace.before;
            }
            path.reverse();
            let list = matches.entry(data.part).or_default();
            // A match that goes on from the one before holds all of it, and more.
            let goes_on = list.last().is_some_and(|last| {
                last.first().map(|trace| trace.start) == path.first().map(|trace| trace.start)
                    && last.len() <= path.len()
                    && slots_of(last) == slots_of(&path)
            });
            if goes_on {
                list.pop();
            }
            if list.len() < MATCHES_KEPT && !list.iter().rev().any(|nearer| leaps(nearer, &path)) {
                list.push(path);
            }
        }
    }

    fn regex_matches(&self, sentence: &Sentence<'_>, matches: &mut Map<u32, Vec<Vec<Trace>>>) {
        let mut text: Option<(String, Vec<usize>)> = None;
        for (part, regex) in &self.regexes {
            let Some(regex) = regex.get() else { continue };
            let (text, starts) = text.get_or_insert_with(|| {
                let mut text = String::new();
                let mut starts = Vec::new();
                for word in sentence.words {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    starts.push(text.len());
                    text.push_str(word.form);
                }
                (text, starts)
            });
            for found in regex
                .find_iter(text)
                .take(MATCHES_KEPT)
                .filter(|found| !found.is_empty())
            {
                let start = starts
                    .partition_point(|start| *start <= found.start())
                    .saturating_sub(1);
                let end = starts.partition_point(|start| *start < found.end());
                let trace = Trace {
                    before: None,
                    start: start as u32,
                    end: end as u32,
                    slot: None,
                    held: start as u32,
                };
                matches.entry(*part).or_default().push(vec![trace]);
            }
        }
    }
}

/// Whether a path takes, from the same words, a value beyond the one that a nearer path took.
///
/// The shortest match stands. A value close behind another ("30 days, or for agencies 60 days") is said of the same words
/// and is read too.
fn leaps(nearer: &[Trace], path: &[Trace]) -> bool {
    let same = nearer
        .iter()
        .zip(path)
        .take_while(|(a, b)| (a.start, a.end, a.slot) == (b.start, b.end, b.slot))
        .count();
    match (nearer.get(same), path.get(same)) {
        (Some(near), Some(far)) if same > 0 && is_value(near.slot) && is_value(far.slot) => {
            far.start > near.end + COORDINATED
        }
        _ => false,
    }
}

fn slots_of(path: &[Trace]) -> Vec<(Slot, usize)> {
    path.iter().filter_map(|trace| trace.slot).collect()
}

/// Joins the matches of parts into hits of patterns.
fn join(set: &Set, matches: Map<u32, Vec<Vec<Trace>>>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut done: Option<PatternId> = None;
    for part in matches.keys() {
        let Some(part) = set.parts.get(*part as usize) else {
            continue;
        };
        if done == Some(part.pattern) || part.index != 0 {
            continue;
        }
        done = Some(part.pattern);
        let Some(parts) = set.patterns.get(part.pattern as usize) else {
            continue;
        };
        let all: Option<Vec<&Vec<Vec<Trace>>>> =
            parts.clone().map(|part| matches.get(&part)).collect();
        let Some(all) = all else { continue };
        let main = all
            .iter()
            .position(|list| {
                list.iter()
                    .any(|path| path.iter().any(|trace| is_value(trace.slot)))
            })
            .unwrap_or(0);
        for path in all
            .get(main)
            .map(|list| list.as_slice())
            .unwrap_or_default()
        {
            let at = path.first().map_or(0, |trace| trace.start);
            let mut traces = Vec::new();
            for (index, list) in all.iter().enumerate() {
                if index == main {
                    traces.extend(path.iter().copied());
                } else if let Some(nearest) = list
                    .iter()
                    .min_by_key(|other| other.first().map_or(0, |trace| trace.start.abs_diff(at)))
                {
                    traces.extend(nearest.iter().copied());
                }
            }
            let slots = traces.iter().filter_map(|trace| trace.slot).collect();
            let hit = Hit {
                pattern: part.pattern,
                held: merged(traces.iter().map(|trace| trace.held..trace.end)),
                loose: merged(traces.iter().map(|trace| trace.held..trace.start)),
                slots,
            };
            if !hits.contains(&hit) {
                hits.push(hit);
            }
        }
    }
    ordered::sort_by(&mut hits, |a, b| {
        let at = |hit: &Hit| hit.held.first().map_or(0, |range| range.start);
        (a.pattern, at(a)).cmp(&(b.pattern, at(b)))
    });
    hits
}

fn is_value(slot: Option<(Slot, usize)>) -> bool {
    matches!(slot, Some((Slot::Value(_), _)))
}

fn merged(ranges: impl Iterator<Item = Range<u32>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = ranges
        .filter(|range| !range.is_empty())
        .map(|range| range.start as usize..range.end as usize)
        .collect();
    ordered::sort_ranges(&mut ranges);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Pattern;
    use crate::pattern::set::Groups;
    use crate::slots;
    use crate::text::{Lexicon, TokenKind, Words, tokens};

    /// Runs one pattern over a text and shows what it holds, hit by hit.
    fn held(pattern: &str, text: &str) -> Vec<String> {
        let mut words = Words::default();
        let mut groups = Groups::new();
        groups.insert(
            String::from("pay"),
            ["pay*", "settle*", "make payment"]
                .iter()
                .map(|p| Pattern::parse(p).unwrap())
                .collect(),
        );
        let mut set = Set::default();
        set.add(&Pattern::parse(pattern).unwrap(), &groups, &mut words);
        set.close();
        let mut lexicon = Lexicon::new(&words);
        let tokens: Vec<_> = tokens(text);
        let slot_words: Vec<_> = tokens
            .iter()
            .map(|t| slots::Word {
                kind: t.kind,
                form: &t.form,
                ordinal: false,
            })
            .collect();
        let candidates = slots::values(&slot_words);
        let places: Vec<usize> = (0..tokens.len())
            .filter(|at| tokens[*at].kind != TokenKind::Sign)
            .collect();
        let sentence_words: Vec<_> = places
            .iter()
            .map(|at| SentenceWord {
                sym: lexicon.intern(&tokens[*at].form),
                form: &tokens[*at].form,
                barrier: ["not", "no", "unless"].contains(&tokens[*at].form.as_str()),
                weighty: tokens[*at].form == "only",
            })
            .collect();
        let index = |token: usize| places.partition_point(|at| *at < token);
        let slots: Vec<_> = candidates
            .iter()
            .enumerate()
            .map(|(id, c)| SlotAt {
                slot: c.slot,
                start: index(c.start),
                end: index(c.end),
                id,
            })
            .collect();
        let sentence = Sentence {
            words: &sentence_words,
            slots: &slots,
        };
        set.run(&sentence, &mut Scratch::default())
            .into_iter()
            .map(|hit| {
                let parts: Vec<_> = hit
                    .held
                    .into_iter()
                    .map(|range| {
                        range
                            .map(|at| sentence_words[at].form)
                            .collect::<Vec<_>>()
                            .join(" ")
                    })
                    .collect();
                parts.join(" … ")
            })
            .collect()
    }

    #[test]
    fn patterns_hold_what_they_name() {
        for (pattern, text, expected) in [
            (
                "net {duration}",
                "terms are net thirty (30) days",
                &["net thirty 30 days"][..],
            ),
            (
                "<pay> & within {duration}",
                "Within 30 days, Client shall pay",
                &["within 30 days … pay"],
            ),
            (
                "<pay> … within {duration}",
                "Client shall pay it within 30 days",
                &["pay … within 30 days"],
            ),
            (
                "<pay> … within {duration}",
                "Client shall pay, unless disputed, within 30 days",
                &[],
            ),
            (
                "<pay> …… within {duration}",
                "Client shall pay, unless disputed, within 30 days",
                &["pay … within 30 days"],
            ),
            (
                "a [very] late fee",
                "a late fee or a very late fee",
                &["a late fee", "a very late fee"],
            ),
            (
                "within {duration} [of receipt]",
                "within 30 days of receipt",
                &["within 30 days of receipt"],
            ),
            (
                "within {duration}",
                "within 30 days or within 60 days",
                &["within 30 days", "within 60 days"],
            ),
            (
                "terminat* (for|without) (cause|convenience)",
                "termination for convenience",
                &["termination for convenience"],
            ),
            ("<pay>", "make payment", &["make payment", "payment"]),
            ("a a b", "a a b", &["a a b"]),
            ("a a b", "a b", &[]),
            (
                "pay … {duration}",
                "pay in 30 days or 60 days",
                &["pay … 30 days", "pay … 60 days"],
            ),
            (
                "pay … {duration}",
                "pay in 30 days of the invoice and then renew for 60 days",
                &["pay … 30 days"],
            ),
            (r"/net \d+/", "net 30 then", &["net 30"]),
            (
                "build the {words} module",
                "build the customs declaration module",
                &["build the customs declaration module"],
            ),
            (
                "build the {words} module",
                "build the module",
                &["build the module"],
            ),
            (
                "build the {words} module",
                "build the a b c d e module",
                &[],
            ),
            ("build the {words} module", "build the only module", &[]),
            ("build the {words} module", "build the 30 day module", &[]),
        ] {
            assert_eq!(held(pattern, text), expected, "{pattern} over {text}");
        }
    }

    #[test]
    fn a_short_gap_ends_after_twelve_words() {
        let text = |count: usize| format!("pay {} within 30 days", "x ".repeat(count));
        assert_eq!(held("<pay> … within", &text(12)).len(), 1);
        assert_eq!(held("<pay> … within", &text(13)).len(), 0);
    }
}
