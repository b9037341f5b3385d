//! What clauses read in a text: which passages they claim, and the values that their patterns find there.

use std::ops::Range;

use super::analysis::{Analysis, Tables, words_from};
use super::outside::{Asked, Outside};
use crate::library::model::{Join, Reads, Term};
use crate::library::{Use, Weight};
use crate::ordered::{self, Map, Set};
use crate::pattern::{Hit, PatternId, Scratch, Sentence, SentenceWord, Slot, SlotAt};
use crate::text::{Lexicon, Sym, TokenKind};
use crate::value::{Kind, Value};

/// A value that a clause reads in a sentence, or that it is there at all.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) clause: usize,
    /// The term; none for the clause's presence.
    pub(crate) term: Option<usize>,
    pub(crate) value: Value,
    /// The tokens that it holds by name.
    pub(crate) held: Vec<Range<usize>>,
    /// Those of them that it holds whatever they are: alone they explain no edit.
    pub(crate) loose: Vec<usize>,
    pub(crate) sentence: usize,
    /// The pattern's place in its list: of equals the first wins.
    pattern: usize,
    /// The candidates that filled its slots.
    values: Vec<usize>,
    /// What it would read if no negation stood before it.
    negated: Option<Value>,
    /// The tokens of parties in slots that name a side: `{vendor}`, not `{party}`.
    sided: Vec<Range<usize>>,
}

impl Read {
    /// Whether it holds a token by name.
    pub(crate) fn holds(&self, token: usize) -> bool {
        self.held.iter().any(|range| range.contains(&token))
    }

    /// Whether it stands under a negation that no pattern of its clause spells out.
    pub(crate) fn is_denied(&self) -> bool {
        self.negated.is_some()
    }

    /// Takes over what another reading of the same value holds, behind what this one does. What one of them spells out is
    /// spelled out.
    fn take(&mut self, other: Read) {
        let names = |read: &Read, token: usize| read.holds(token) && !read.loose.contains(&token);
        let all = self.loose.iter().chain(&other.loose).copied();
        let loose = all.filter(|token| !names(self, *token) && !names(&other, *token));
        self.loose = loose.collect();
        self.held.extend(other.held);
        self.sided.extend(other.sided);
    }

    /// Whether a token is a party in a slot that names its side.
    pub(crate) fn names_side(&self, token: usize) -> bool {
        self.sided.iter().any(|range| range.contains(&token))
    }

    /// From its first token to its last.
    pub(crate) fn extent(&self) -> Range<usize> {
        let start = self.held.first().map_or(0, |range| range.start);
        let end = self
            .held
            .iter()
            .map(|range| range.end)
            .max()
            .unwrap_or(start);
        start..end
    }

    /// The same for any two that say the same; few others share it.
    pub(crate) fn mark(&self) -> (Option<usize>, u64, &str) {
        let (amount, name) = match &self.value {
            Value::Quantity { amount, .. } => (*amount, ""),
            Value::Name(name) | Value::Unknown(name) => (0.0, name.as_str()),
            Value::Present | Value::Absent | Value::Unlimited => (0.0, ""),
        };
        (self.term, amount.to_bits(), name)
    }

    /// Whether it says the same as another: the same value, and the same under a negation.
    pub(crate) fn says(&self, other: &Read) -> bool {
        self.term == other.term && self.value == other.value && self.negated == other.negated
    }

    /// How many tokens it holds.
    fn weight(&self) -> usize {
        self.held.iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether it holds all that another holds, or the same value in its slot.
    fn covers(&self, other: &Read) -> bool {
        self.values.iter().any(|value| other.values.contains(value))
            || other
                .held
                .iter()
                .all(|range| range.clone().all(|token| self.holds(token)))
    }
}

/// One side of a chain, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readings {
    pub(crate) reads: Vec<Read>,
    /// The clauses that claim each paragraph, by a pattern or else by its heading.
    pub(crate) claims: Vec<Vec<usize>>,
    /// The clauses whose patterns hit each sentence.
    pub(crate) found: Vec<Vec<usize>>,
    /// The clauses that a sentence is expressly no part of.
    pub(crate) barred: Set<usize>,
    /// What was asked for from outside the text.
    pub(crate) asked: Asked,
}

impl Readings {
    /// Those of a heading: nothing is read in it, but its sentences and paragraphs are counted.
    pub(crate) fn of_heading(analysis: &Analysis) -> Readings {
        let mut readings = Readings::default();
        readings
            .claims
            .resize(analysis.paragraphs.len(), Vec::new());
        readings.found.resize(analysis.sentences.len(), Vec::new());
        readings
    }
}

/// A heading in front of a paragraph has at most so many words.
const RUN_IN_WORDS: usize = 7;

/// Reads a text. `heading` are the words of the heading that it stands under.
pub(crate) fn read(
    analysis: &Analysis,
    heading: &[Sym],
    tables: &Tables<'_>,
    lexicon: &Lexicon<'_>,
    outside: &Outside<'_>,
    scratch: &mut Scratch,
) -> Readings {
    let (mut readings, asked) =
        outside.noting(|| read_all(analysis, heading, tables, lexicon, outside, scratch));
    readings.asked = asked;
    readings
}

fn read_all(
    analysis: &Analysis,
    heading: &[Sym],
    tables: &Tables<'_>,
    lexicon: &Lexicon<'_>,
    outside: &Outside<'_>,
    scratch: &mut Scratch,
) -> Readings {
    let mut readings = Readings::default();
    let hits: Vec<Vec<Found>> = (0..analysis.sentences.len())
        .map(|sentence| hits(analysis, sentence, tables, lexicon, scratch))
        .collect();
    for (sentence, hits) in hits.iter().enumerate() {
        let mut found: Vec<usize> = Vec::new();
        for hit in hits {
            if let Use::NotFound(clause) = hit.serves {
                readings.barred.insert(clause);
            }
            if let Use::Found(clause) = hit.serves {
                let out = hits
                    .iter()
                    .any(|other| other.serves == Use::NotFound(clause));
                if !out {
                    readings.reads.push(hit.read(
                        clause,
                        None,
                        Value::Present,
                        (sentence, analysis),
                        0,
                        hits,
                    ));
                    if !found.contains(&clause) {
                        found.push(clause);
                    }
                }
            }
        }
        readings.found.push(found);
    }
    for paragraph in &analysis.paragraphs {
        let mut claims: Vec<usize> = Vec::new();
        for clause in paragraph
            .clone()
            .filter_map(|sentence| readings.found.get(sentence))
            .flatten()
        {
            if !claims.contains(clause) {
                claims.push(*clause);
            }
        }
        if claims.is_empty() {
            let run_in = run_in_heading(analysis, paragraph);
            claims = by_heading(&run_in, tables, lexicon);
            if claims.is_empty() {
                claims = by_heading(heading, tables, lexicon);
            }
        }
        for sentence in paragraph.clone() {
            if let Some(hits) = hits.get(sentence) {
                terms(
                    analysis,
                    sentence,
                    hits,
                    &claims,
                    tables,
                    outside,
                    &mut readings.reads,
                );
            }
        }
        readings.claims.push(claims);
    }
    readings.reads = settled(std::mem::take(&mut readings.reads));
    // A sentence that says it in one pattern's words is not denied by another pattern that a negation stands before.
    let said: Set<(usize, usize)> = readings
        .reads
        .iter()
        .filter(|read| read.term.is_none() && read.value == Value::Present)
        .map(|read| (read.clause, read.sentence))
        .collect();
    readings.reads.retain(|read| {
        read.term.is_some()
            || read.value == Value::Present
            || !said.contains(&(read.clause, read.sentence))
    });
    readings
}

/// The patterns that hit anything in a text.
pub(crate) fn patterns_hit(
    analysis: &Analysis,
    tables: &Tables<'_>,
    lexicon: &Lexicon<'_>,
    scratch: &mut Scratch,
) -> Vec<PatternId> {
    (0..analysis.sentences.len())
        .flat_map(|sentence| hits(analysis, sentence, tables, lexicon, scratch))
        .map(|hit| hit.pattern)
        .collect()
}

/// A hit in the document's tokens.
struct Found {
    pattern: PatternId,
    serves: Use,
    held: Vec<Range<usize>>,
    /// The tokens that it holds whatever they are.
    loose: Vec<usize>,
    slots: Vec<(Slot, usize)>,
    /// The negation that it stands under, as tokens.
    negation: Option<Range<usize>>,
}

impl Found {
    /// The clause that it serves.
    fn clause(&self) -> usize {
        match self.serves {
            Use::Found(clause)
            | Use::NotFound(clause)
            | Use::Term(clause, ..)
            | Use::NotTerm(clause, _) => clause,
        }
    }

    /// The negation that the clause does not know: no pattern of its own that hits the sentence spells it out.
    fn unknown_negation(&self, clause: usize, hits: &[Found]) -> Option<Range<usize>> {
        let negation = self.negation.clone()?;
        let known = hits.iter().any(|other| {
            other.clause() == clause
                && matches!(other.serves, Use::Found(_) | Use::Term(..))
                && other
                    .held
                    .iter()
                    .any(|held| held.start < negation.end && negation.start < held.end)
        });
        (!known).then_some(negation)
    }

    fn read(
        &self,
        clause: usize,
        term: Option<usize>,
        value: Value,
        (sentence, analysis): (usize, &Analysis),
        pattern: usize,
        hits: &[Found],
    ) -> Read {
        let mut held = self.held.clone();
        let (mut value, mut negated) = (value, None);
        if let Some(negation) = self.unknown_negation(clause, hits) {
            held.push(negation);
            ordered::sort_by_key(&mut held, |range| range.start);
            negated = Some(std::mem::replace(&mut value, Value::Absent));
        }
        let ids = |of: fn(&Slot) -> bool| {
            let slots = self.slots.iter().filter(move |(slot, _)| of(slot));
            slots.map(|(_, id)| *id)
        };
        let values = ids(|slot| matches!(slot, Slot::Value(_))).collect();
        let sided = ids(|slot| matches!(slot, Slot::Vendor | Slot::Customer))
            .filter_map(|id| analysis.candidates.get(id))
            .map(|candidate| candidate.start..candidate.end)
            .collect();
        Read {
            clause,
            term,
            value,
            held,
            loose: self.loose.clone(),
            sentence,
            pattern,
            values,
            negated,
            sided,
        }
    }
}

fn hits(
    analysis: &Analysis,
    sentence: usize,
    tables: &Tables<'_>,
    lexicon: &Lexicon<'_>,
    scratch: &mut Scratch,
) -> Vec<Found> {
    let Some(range) = analysis.sentences.get(sentence).cloned() else {
        return Vec::new();
    };
    let places: Vec<usize> = range
        .clone()
        .filter(|token| analysis.is_word(*token))
        .collect();
    let words: Vec<SentenceWord<'_>> = places
        .iter()
        .filter_map(|at| {
            let token = analysis.tokens.get(*at)?;
            let weight = analysis.weights.get(*at).copied().flatten();
            let barrier = matches!(weight, Some(Weight::Negation | Weight::Exception));
            Some(SentenceWord {
                sym: token.sym,
                form: lexicon.name(token.sym),
                barrier,
                weighty: weight.is_some(),
            })
        })
        .collect();
    let index = |token: usize| places.partition_point(|at| *at < token);
    let first = analysis
        .candidates
        .partition_point(|candidate| candidate.start < range.start);
    let slots: Vec<SlotAt> = analysis
        .candidates
        .iter()
        .enumerate()
        .skip(first)
        .take_while(|(_, candidate)| candidate.start < range.end)
        .map(|(id, candidate)| SlotAt {
            slot: candidate.slot,
            start: index(candidate.start),
            end: index(candidate.end),
            id,
        })
        .collect();
    let compiled = tables.compiled();
    compiled
        .set
        .run(
            &Sentence {
                words: &words,
                slots: &slots,
            },
            scratch,
        )
        .into_iter()
        .filter_map(|hit: Hit| {
            let serves = *compiled.uses.get(hit.pattern as usize)?;
            let tokens = |words: &Range<usize>| {
                let start = *places.get(words.start)?;
                let last = *places.get(words.end.checked_sub(1)?)?;
                Some(start..last + 1)
            };
            let mut held: Vec<Range<usize>> = hit.held.iter().filter_map(tokens).collect();
            let loose = hit.loose.iter().filter_map(tokens).flatten().collect();
            // A slot's own brackets are part of it: thirty (30).
            for (_, id) in &hit.slots {
                if let Some(candidate) = analysis.candidates.get(*id)
                    && let Some(range) = held
                        .iter_mut()
                        .find(|range| range.contains(&candidate.start))
                {
                    range.end = range.end.max(candidate.end);
                }
            }
            let negation = negation(analysis, &range, &held);
            Some(Found {
                pattern: hit.pattern,
                serves,
                held,
                loose,
                slots: hit.slots,
                negation,
            })
        })
        .collect()
}

/// The negation that a hit stands under without spelling it out: one that a held token follows in the same stretch,
/// where a stretch ends at a comma, a semicolon, a colon, or where a new verb phrase begins after "and" or "but".
fn negation(
    analysis: &Analysis,
    sentence: &Range<usize>,
    held: &[Range<usize>],
) -> Option<Range<usize>> {
    let last = held.iter().map(|range| range.end).max()?;
    let is_held = |token: usize| held.iter().any(|range| range.contains(&token));
    let mut open: Option<Range<usize>> = None;
    for token in sentence.start..last.min(sentence.end) {
        let sign = analysis
            .tokens
            .get(token)
            .is_some_and(|token| token.kind == TokenKind::Sign);
        if sign && !is_held(token) {
            let closes = analysis
                .tokens
                .get(token)
                .is_some_and(|token| token.range.len() == 1);
            if closes {
                open = None;
            }
            continue;
        }
        let negates = analysis.weights.get(token).copied().flatten() == Some(Weight::Negation);
        if is_held(token) {
            // Of "in no event" a pattern that spells out "no event" says it all.
            if negates && open.as_ref().is_some_and(|range| range.end == token) {
                open = None;
            }
            if open.is_some() {
                return open;
            }
            continue;
        }
        if negates {
            match &mut open {
                Some(range) if range.end == token => range.end = token + 1,
                _ => open = Some(token..token + 1),
            }
        }
    }
    None
}

/// The words of a paragraph's title: a first sentence of few words, which others follow.
pub(crate) fn title(analysis: &Analysis, paragraph: &Range<usize>) -> Option<Vec<Sym>> {
    // Asked at every edit: a sentence may be endless.
    let words = words_of(analysis, paragraph.start);
    let words: Vec<Sym> = words.take(RUN_IN_WORDS + 1).collect();
    (paragraph.len() > 1 && words.len() <= RUN_IN_WORDS).then_some(words)
}

fn words_of(analysis: &Analysis, sentence: usize) -> impl Iterator<Item = Sym> {
    let tokens = analysis.sentences.get(sentence).cloned();
    let tokens = analysis.tokens.get(tokens.unwrap_or_default());
    let words = tokens.unwrap_or_default().iter();
    let words = words.filter(|token| token.kind == TokenKind::Word);
    words.map(|token| token.sym)
}

fn run_in_heading(analysis: &Analysis, paragraph: &Range<usize>) -> Vec<Sym> {
    if let Some(title) = title(analysis, paragraph) {
        return title;
    }
    // "Monthly uptime: 99.9 %": the words before a colon.
    let first = analysis.sentences.get(paragraph.start).cloned();
    let tokens = analysis
        .tokens
        .get(first.unwrap_or_default())
        .unwrap_or_default();
    let before: Vec<Sym> = words_from(
        tokens
            .get(usize::from(tokens.first().is_some_and(|t| t.kind != TokenKind::Word))..)
            .unwrap_or_default(),
    )
    .collect();
    let mut words = words_of(analysis, paragraph.start);
    if before.len() <= RUN_IN_WORDS && words.nth(before.len()).is_some() {
        before
    } else {
        Vec::new()
    }
}

/// The clauses that a heading names. One word that "of" goes on from names none: "Exclusivity of Remedies" is no
/// heading of exclusivity.
fn by_heading(heading: &[Sym], tables: &Tables<'_>, lexicon: &Lexicon<'_>) -> Vec<usize> {
    let goes_on = |at: usize| {
        heading
            .get(at)
            .is_some_and(|word| lexicon.name(*word) == "of")
    };
    let mut claims = Vec::new();
    for (clause, headings) in tables.compiled().headings.iter().enumerate() {
        let named = headings.iter().any(|phrase| {
            !phrase.is_empty()
                && phrase.len() <= heading.len()
                && heading
                    .windows(phrase.len())
                    .enumerate()
                    .any(|(at, window)| window == phrase && !(phrase.len() == 1 && goes_on(at + 1)))
        });
        if named {
            claims.push(clause);
        }
    }
    claims
}

/// Reads the terms of the claiming clauses in a sentence.
fn terms(
    analysis: &Analysis,
    sentence: usize,
    hits: &[Found],
    claims: &[usize],
    tables: &Tables<'_>,
    outside: &Outside<'_>,
    reads: &mut Vec<Read>,
) {
    let mut by_term: Map<(usize, usize), Vec<Read>> = Map::new();
    let mut later: Vec<(usize, usize, Read)> = Vec::new();
    for hit in hits {
        let Use::Term(clause, term_index, pattern_index) = hit.serves else {
            continue;
        };
        if !claims.contains(&clause)
            || hits
                .iter()
                .any(|other| other.serves == Use::NotTerm(clause, term_index))
        {
            continue;
        }
        let Some(term) = tables
            .library
            .clauses
            .get(clause)
            .and_then(|clause| clause.terms.get(term_index))
        else {
            continue;
        };
        let Some(pattern) = term.patterns.get(pattern_index) else {
            continue;
        };
        let value = value(&pattern.value, term, hit, analysis, outside);
        let none_of_it = |over| value.amount().is_some_and(|amount| amount <= over);
        if term.over.is_some_and(none_of_it) {
            continue;
        }
        let read = hit.read(
            clause,
            Some(term_index),
            value,
            (sentence, analysis),
            pattern_index,
            hits,
        );
        if pattern.otherwise {
            later.push((clause, term_index, read));
        } else {
            by_term.entry((clause, term_index)).or_default().push(read);
        }
    }
    // What is read only where nothing before it was.
    let read_already: Vec<(usize, usize)> = by_term.keys().copied().collect();
    for (clause, term, read) in later {
        if !read_already.contains(&(clause, term)) {
            by_term.entry((clause, term)).or_default().push(read);
        }
    }
    for found in by_term.values_mut() {
        *found = distinct(std::mem::take(found));
    }
    one_term_a_value(&mut by_term);
    for ((clause, term_index), found) in by_term {
        let Some(term) = tables
            .library
            .clauses
            .get(clause)
            .and_then(|clause| clause.terms.get(term_index))
        else {
            continue;
        };
        reads.extend(join(term, found, analysis, sentence, outside));
    }
}

fn value(
    reads: &Reads,
    term: &Term,
    hit: &Found,
    analysis: &Analysis,
    outside: &Outside<'_>,
) -> Value {
    let slot = |kind: Kind, nth: usize| {
        let mut of_kind = hit
            .slots
            .iter()
            .filter(|(slot, _)| *slot == Slot::Value(kind));
        let (_, id) = of_kind.nth(nth)?;
        analysis
            .candidates
            .get(*id)
            .map(|candidate| candidate.value.clone())
    };
    match reads {
        Reads::Slot => slot(term.kind, 0)
            .unwrap_or_else(|| Value::Unknown(String::from("nothing stands in its place"))),
        Reads::Choice(name) => Value::Name(name.clone()),
        Reads::Expression(expression) => outside.evaluate(expression, &slot),
    }
}

/// Of readings of one term that hold the same words, the one that holds more stands; of equals the first pattern's.
fn distinct(mut reads: Vec<Read>) -> Vec<Read> {
    ordered::sort_by(&mut reads, |a, b| {
        b.weight().cmp(&a.weight()).then(a.pattern.cmp(&b.pattern))
    });
    let mut kept: Vec<Read> = Vec::new();
    for read in reads {
        let covered = kept.iter().any(|other| other.covers(&read));
        if !covered {
            kept.push(read);
        }
    }
    ordered::sort_by_key(&mut kept, |read| read.extent().start);
    kept
}

/// A quantity says one thing: of the terms of a clause that read it, the one whose other words stand closest to it
/// keeps it; of equals all do.
fn one_term_a_value(by_term: &mut Map<(usize, usize), Vec<Read>>) {
    let spread = |read: &Read| read.extent().len();
    let is_quantity = |read: &Read| matches!(read.value, Value::Quantity { .. });
    let mut closest: Map<(usize, usize), usize> = Map::new();
    for ((clause, _), reads) in by_term.iter() {
        for read in reads.iter().filter(|read| is_quantity(read)) {
            for value in &read.values {
                let known = closest.entry((*clause, *value)).or_insert(usize::MAX);
                *known = (*known).min(spread(read));
            }
        }
    }
    for ((clause, _), reads) in by_term.iter_mut() {
        reads.retain(|read| {
            !is_quantity(read)
                || read.values.is_empty()
                || read
                    .values
                    .iter()
                    .any(|value| closest.get(&(*clause, *value)) == Some(&spread(read)))
        });
    }
    by_term.retain(|_, reads| !reads.is_empty());
}

/// Readings of one value in one sentence are one.
fn settled(reads: Vec<Read>) -> Vec<Read> {
    let mut kept: Vec<Read> = Vec::new();
    for read in reads {
        // Those of a sentence follow each other.
        let mut beside = kept
            .iter_mut()
            .rev()
            .take_while(|other| other.sentence == read.sentence);
        let same = beside.find(|other| other.clause == read.clause && other.says(&read));
        match same {
            Some(other) => {
                other.take(read);
                ordered::sort_ranges(&mut other.held);
            }
            None => kept.push(read),
        }
    }
    kept
}

/// Joins the values of one sentence as the term says, or as "greater of" and "lesser of" say.
fn join(
    term: &Term,
    reads: Vec<Read>,
    analysis: &Analysis,
    sentence: usize,
    outside: &Outside<'_>,
) -> Vec<Read> {
    if reads.len() < 2 {
        return reads;
    }
    let said = analysis
        .sentences
        .get(sentence)
        .and_then(|range| outside.joining(analysis, range));
    let join = match &said {
        Some((join, _)) => *join,
        None => term.join,
    };
    let unknown = reads
        .iter()
        .find(|read| matches!(read.value, Value::Unknown(_)));
    let amounts: Vec<f64> = reads
        .iter()
        .filter_map(|read| read.value.amount())
        .collect();
    if join == Join::Each || (amounts.len() < 2 && unknown.is_none()) {
        return reads;
    }
    let joined = match (unknown, join) {
        (Some(read), _) => read.value.clone(),
        (None, Join::Stacked) => {
            let left = amounts
                .iter()
                .fold(1.0, |left, amount| left * (1.0 - amount / 100.0));
            Value::quantity((1.0 - left) * 100.0, term.kind)
        }
        (None, Join::Lowest) => Value::quantity(
            amounts.iter().copied().fold(f64::INFINITY, f64::min),
            term.kind,
        ),
        (None, _) => Value::quantity(
            amounts.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            term.kind,
        ),
    };
    let (quantities, mut others): (Vec<Read>, Vec<Read>) = reads
        .into_iter()
        .partition(|read| matches!(read.value, Value::Quantity { .. } | Value::Unknown(_)));
    let mut quantities = quantities.into_iter();
    if let Some(mut first) = quantities.next() {
        first.value = joined;
        for read in quantities {
            first.take(read);
        }
        first.held.extend(said.map(|(_, words)| words));
        ordered::sort_ranges(&mut first.held);
        others.insert(0, first);
    }
    others
}
