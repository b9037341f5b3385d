//! Every edit must be explained. For each changed word this finds the rule that explains it, or that none does.

mod arrived;
mod struck;
mod whole;

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::analysis::{Tables, Tok};
use super::changes::{Change, Changes, Stretch};
use super::index::Index;
use super::learned::Learned;
use super::passages::{Passage, Sided, sentence_keys};
use super::readings::Read;
use super::units::Key;
use crate::library::model::Coverage;
use crate::library::{Library, Weight};
use crate::ordered::{Map, Set};
use crate::pattern::Slot;
use crate::redline::Side;
use crate::report::Decision;
use crate::text::{Lexicon, Sym, TokenKind};
use crate::value::Kind;

pub(crate) use arrived::Arrived;
pub(crate) use struck::StruckParts;

/// The rule that explains a word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum By {
    /// A reading that holds it by name: the clause and the term.
    Reading(usize, Option<usize>),
    /// A position's language: the clause and the row.
    Language(usize, usize),
    /// An equivalence, in words.
    Equivalence(&'static str),
    /// A known word in a run that holds a reading of the clause.
    Known(usize),
    /// It was struck with its sentence, and the clause is gone.
    Struck(usize),
}

/// What became of a change.
#[derive(Clone, Debug, Default)]
pub(crate) struct Explained {
    /// The rules that explain its words.
    pub(crate) by: Vec<By>,
    /// The words that no rule explains: side, passage, token.
    pub(crate) unexplained: Vec<(Side, usize, usize)>,
    /// Whether no clause reads or claims its passage, and the one it is counted to is only the likeliest.
    pub(crate) guessed: bool,
}

/// What a run of changes holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct RunFacts {
    /// The clauses judged by values that read something in it.
    clauses: Vec<usize>,
    /// Those of them that read something in what came.
    arriving: Vec<usize>,
    /// Whether "and" became "or" in it, or the other way.
    swapped: bool,
    /// Whether a duty became a right in it, or the other way.
    modal: bool,
    /// Whether a right came in it, and none went: "may respond" for "responds".
    right: bool,
    /// Whether a party's label was struck in it.
    party_struck: bool,
    /// Whether words came in it, other forms of the same words aside.
    came: bool,
    /// Whether words went or came in it, and not signs only or other forms of the same words.
    words: bool,
}

impl RunFacts {
    /// Whether a word was swapped for its opposite in this run, however plain it is: "and" for "or", "may" for "shall".
    fn swaps(&self, word: &str) -> bool {
        match word {
            "and" | "or" => self.swapped,
            "may" | "can" | "shall" | "will" | "must" => self.modal,
            _ => false,
        }
    }
}

/// The clause and the row whose language final sentences are, by passage and sentence.
pub(crate) type OwnSentences = Map<(usize, usize), Option<(usize, usize)>>;

/// The sentences that a change lies in, on each side: the chain, the first, and the first one after.
pub(crate) type Sentences = [(usize, usize, usize); 2];

/// What explanations rest on.
pub(crate) struct Rules<'r, 'a> {
    pub(crate) library: &'a Library,
    pub(crate) tables: &'r Tables<'a>,
    pub(crate) lexicon: &'r Lexicon<'a>,
    pub(crate) passages: &'r [Passage],
    pub(crate) changes: &'r Changes,
    pub(crate) learned: &'r Learned,
    /// The clauses that were there and are gone, and whose matrix has a row for that.
    pub(crate) struck: Vec<usize>,
    pub(crate) index: &'r Index<'r>,
    /// What runs hold, as far as it was asked.
    pub(crate) run_facts: RefCell<Map<usize, Rc<RunFacts>>>,
    /// The clauses that sentences were struck with, as far as they were asked: passage and sentence.
    pub(crate) struck_sentences: RefCell<Map<(usize, usize), Option<usize>>>,
    /// The language that final sentences are, as far as they were asked: passage and sentence.
    pub(crate) own_sentences: RefCell<OwnSentences>,
    /// Final sentences that came in, as far as they were asked: passage and sentence.
    pub(crate) arrivals: RefCell<Map<(usize, usize), Rc<Arrived>>>,
    /// What was struck of original sentences, as far as it was asked: passage and sentence.
    pub(crate) struck_parts: RefCell<Map<(usize, usize), Rc<StruckParts>>>,
    /// The likeliest clauses of sentences that none reads, as far as they were asked.
    pub(crate) likely: RefCell<Map<Sentences, Option<usize>>>,
    /// The party labels that the final text uses.
    pub(crate) labels: Set<Vec<Sym>>,
}

/// So many tokens may such a value have: "one hundred and twenty (120) calendar days".
const LONGEST_VALUE: usize = 12;

impl Rules<'_, '_> {
    fn side(&self, side: Side, passage: usize) -> Option<&Sided> {
        let passage = self.passages.get(passage)?;
        Some(match side {
            Side::Original => passage.original(),
            Side::Final => &passage.revised,
        })
    }

    fn stretches(change: &Change) -> [(Side, &Stretch); 2] {
        [(Side::Original, &change.old), (Side::Final, &change.new)]
    }

    /// The tokens of a stretch.
    pub(crate) fn tokens(&self, side: Side, stretch: &Stretch) -> Range<usize> {
        let Some(sided) = self.side(side, stretch.chain) else {
            return 0..0;
        };
        let units = sided
            .analysis
            .units
            .get(stretch.units.clone())
            .unwrap_or_default();
        match (units.first(), units.last()) {
            (Some(first), Some(last)) => first.tokens.start..last.tokens.end,
            _ => 0..0,
        }
    }

    /// Explains a change, word by word.
    pub(crate) fn explain(&self, change: &Change) -> Explained {
        let mut explained = Explained::default();
        if change.equal {
            match self.same_meaning(change) {
                Some(by) => explained.by.push(by),
                None => explained.unexplained.extend(
                    self.tokens(Side::Final, &change.new)
                        .map(|token| (Side::Final, change.new.chain, token)),
                ),
            }
            return explained;
        }
        if let Some(by) = self.as_a_whole(change) {
            explained.by.push(by);
            return explained;
        }
        let run = self.run_facts(change);
        let mut signs: Vec<(Side, usize, usize)> = Vec::new();
        for (side, stretch) in Self::stretches(change) {
            let Some(sided) = self.side(side, stretch.chain) else {
                continue;
            };
            let nothing = self.placeholder(side, stretch);
            for unit in sided
                .analysis
                .units
                .get(stretch.units.clone())
                .unwrap_or_default()
            {
                for token in unit.tokens.clone() {
                    let by = self
                        .by_reading(&run, side, stretch, token, unit.key)
                        .or_else(|| self.by_language(side, change, token))
                        .or_else(|| self.by_known(&run, (side, sided), token, unit.key))
                        .or_else(|| self.by_struck(&run, side, stretch.chain, token))
                        .or_else(|| self.by_arrival(&run, side, change, token, unit))
                        .or_else(|| nothing.clone())
                        .or_else(|| self.by_title(sided, token))
                        .or_else(|| self.by_label(sided, token));
                    match by {
                        Some(by) if !explained.by.contains(&by) => explained.by.push(by),
                        Some(_) => {}
                        None if matches!(unit.key, Key::Sign(_)) => {
                            signs.push((side, stretch.chain, token))
                        }
                        None => explained.unexplained.push((side, stretch.chain, token)),
                    }
                }
            }
        }
        // Punctuation goes with the words around it; by itself it is an edit like any other.
        if explained.by.is_empty() && !signs.is_empty() {
            if !run.words {
                explained.unexplained.extend(signs);
            } else if explained.unexplained.is_empty() {
                let beside = By::Equivalence("punctuation beside the words that changed");
                explained.by.push(beside);
            }
        }
        explained
    }

    /// A reading that holds the word by name.
    ///
    /// What turns a meaning round (a word that always matters, another party, "may" for "shall", "and" for "or") is
    /// explained only by a reading that the verdict rests on. That a clause is there explains words where that is new,
    /// and no number.
    fn by_reading(
        &self,
        run: &RunFacts,
        side: Side,
        stretch: &Stretch,
        token: usize,
        key: Key,
    ) -> Option<By> {
        let number = matches!(key, Key::Number(_) | Key::Percent(_));
        let holder = if number {
            self.index.measure(side, stretch.chain, token)?
        } else {
            self.index.holder(side, stretch.chain, token)?
        };
        let sided = self.side(side, stretch.chain)?;
        let weight = sided.analysis.weights.get(token).copied().flatten();
        let word = self.lexicon.name(sided.analysis.tokens.get(token)?.sym);
        // A label that came, where none went, in the role in which the text already had its party, swaps nobody.
        let named = holder.sided && side == Side::Final && !run.party_struck;
        let turns = weight.is_some()
            || (matches!(key, Key::Party(_)) && !named)
            || run.swaps(word)
            || (run.right && matches!(word, "may" | "can"));
        let fits = if holder.valued {
            holder.judged || !turns
        } else {
            // That a clause is there explains a word that matters only where the verdict hangs on its being there; that it
            // is ruled out, what rules it out.
            let tells = || {
                let clause = self.library.clauses.get(holder.clause);
                clause.is_some_and(super::cells::presence_tells)
            };
            holder.judged && (weight.is_none() || holder.denies || tells())
        };
        fits.then_some(By::Reading(holder.clause, holder.term))
    }

    /// The changes of a run.
    fn run(&self, change: &Change) -> impl Iterator<Item = &Change> {
        let run = self.index.runs.get(&change.run);
        run.into_iter()
            .flatten()
            .filter_map(|index| self.changes.changes.get(*index))
    }

    /// The whole final sentence is a position's own.
    fn by_language(&self, side: Side, change: &Change, token: usize) -> Option<By> {
        let passage = change.new.chain;
        let revised = self.side(Side::Final, passage)?;
        let sentence = match side {
            Side::Final => revised.analysis.sentence_of(token),
            // What was struck within or for a sentence that now is approved language.
            Side::Original => {
                let tokens = self.tokens(Side::Final, &change.new);
                if tokens.is_empty() {
                    self.around(revised, &change.new)?
                } else {
                    revised.analysis.sentence_of(tokens.start)
                }
            }
        };
        let known = self
            .own_sentences
            .borrow()
            .get(&(passage, sentence))
            .copied();
        let own = known.unwrap_or_else(|| {
            let found = self.language_of(revised, sentence);
            self.own_sentences
                .borrow_mut()
                .insert((passage, sentence), found);
            found
        });
        own.map(|(clause, row)| By::Language(clause, row))
    }

    /// The sentence that a change without new words lies inside of, not at its edge.
    fn around(&self, revised: &Sided, stretch: &Stretch) -> Option<usize> {
        let at = stretch.units.start;
        let before = revised.analysis.units.get(at.checked_sub(1)?)?;
        let after = revised.analysis.units.get(at)?;
        let sentence = revised.analysis.sentence_of(before.tokens.start);
        (revised.analysis.sentence_of(after.tokens.start) == sentence).then_some(sentence)
    }

    fn language_of(&self, sided: &Sided, sentence: usize) -> Option<(usize, usize)> {
        let keys = sentence_keys(&sided.analysis, sentence);
        if keys.is_empty() {
            return None;
        }
        self.learned
            .language
            .equal(&keys)
            .filter(|language| {
                let clause = self.library.clauses.get(language.clause);
                clause
                    .and_then(|clause| clause.matrix.rows.get(language.row))
                    .is_some_and(|row| super::cells::decision(row) <= Decision::Approve)
            })
            .min_by_key(|language| (language.row, language.clause))
            .map(|language| (language.clause, language.row))
    }

    /// What the run of a change holds; reckoned once a run.
    fn run_facts(&self, change: &Change) -> Rc<RunFacts> {
        if let Some(known) = self.run_facts.borrow().get(&change.run) {
            return Rc::clone(known);
        }
        let mut facts = RunFacts::default();
        let (mut and, mut or) = ([false; 2], [false; 2]);
        let (mut duty, mut right, mut unused) = ([false; 2], [false; 2], [false; 2]);
        for other in self.run(change) {
            for (at, (side, stretch)) in Self::stretches(other).into_iter().enumerate() {
                let Some(sided) = self.side(side, stretch.chain) else {
                    continue;
                };
                facts.party_struck |= side == Side::Original
                    && !other.equal
                    && self.names_party(sided, &self.tokens(side, stretch));
                for token in self.tokens(side, stretch) {
                    let Some(word) = sided.analysis.tokens.get(token) else {
                        continue;
                    };
                    let is_word = !other.equal && word.kind != TokenKind::Sign;
                    facts.words |= is_word;
                    facts.came |= is_word && side == Side::Final;
                    let list = match self.lexicon.name(word.sym) {
                        "and" => &mut and,
                        "or" => &mut or,
                        "may" | "can" => &mut right,
                        // "Shall not" takes a right away and puts no duty in its place.
                        "shall" | "will" | "must" if !self.negated(sided, token) => &mut duty,
                        _ => &mut unused,
                    };
                    if let Some(flag) = list.get_mut(at) {
                        *flag = true;
                    }
                    let Some(clause) = self
                        .index
                        .holder(side, stretch.chain, token)
                        .map(|holder| holder.clause)
                    else {
                        continue;
                    };
                    let operative = self
                        .library
                        .clauses
                        .get(clause)
                        .is_some_and(|clause| clause.coverage == Coverage::Operative);
                    if operative && !facts.clauses.contains(&clause) {
                        facts.clauses.push(clause);
                    }
                    if operative && side == Side::Final && !facts.arriving.contains(&clause) {
                        facts.arriving.push(clause);
                    }
                }
            }
        }
        let swap = |a: [bool; 2], b: [bool; 2]| (a[0] && b[1] && !a[1]) || (b[0] && a[1] && !b[1]);
        facts.swapped = swap(and, or);
        facts.modal = swap(duty, right);
        facts.right = right[1] && !right[0];
        let facts = Rc::new(facts);
        self.run_facts
            .borrow_mut()
            .insert(change.run, Rc::clone(&facts));
        facts
    }

    /// Whether a party is named in some tokens: by its label, or as each, either, neither or the other.
    fn names_party(&self, sided: &Sided, tokens: &Range<usize>) -> bool {
        let candidates = &sided.analysis.candidates;
        let first = candidates.partition_point(|candidate| candidate.start < tokens.start);
        candidates
            .iter()
            .skip(first)
            .take_while(|candidate| candidate.start < tokens.end)
            .any(|candidate| {
                matches!(
                    candidate.slot,
                    Slot::Party | Slot::Vendor | Slot::Customer | Slot::Each | Slot::Other
                )
            })
    }

    /// Whether the next word negates.
    fn negated(&self, sided: &Sided, token: usize) -> bool {
        sided.analysis.weights.get(token + 1).copied().flatten() == Some(Weight::Negation)
    }

    /// A word of no weight of its own, beside a value that a clause judged by values reads.
    fn by_known(
        &self,
        run: &RunFacts,
        (side, sided): (Side, &Sided),
        token: usize,
        key: Key,
    ) -> Option<By> {
        if run.clauses.is_empty()
            || sided
                .analysis
                .weights
                .get(token)
                .is_some_and(Option::is_some)
        {
            return None;
        }
        // A value is explained by what reads it: a number, its unit, and a place that came.
        if matches!(key, Key::Number(_) | Key::Percent(_) | Key::Party(_))
            || (side == Side::Final && is_of_value(sided, token))
        {
            return None;
        }
        let sym = sided.analysis.tokens.get(token)?.sym;
        if run.swaps(self.lexicon.name(sym)) {
            return None;
        }
        let compiled = self.tables.compiled();
        // What takes the place of a value that nothing reads any more is known to no clause.
        let clauses = match side {
            Side::Original => &run.clauses,
            Side::Final => &run.arriving,
        };
        clauses
            .iter()
            .find(|clause| {
                compiled.plain.contains(&sym)
                    || compiled
                        .known
                        .get(**clause)
                        .is_some_and(|known| known.contains(&sym))
            })
            .map(|clause| By::Known(*clause))
    }

    /// Whether any of some tokens is a word or a number, and no sign.
    pub(crate) fn is_worded(&self, tokens: &[(Side, usize, usize)]) -> bool {
        tokens.iter().any(|(side, passage, token)| {
            self.side(*side, *passage)
                .and_then(|sided| sided.analysis.tokens.get(*token))
                .is_some_and(|token| token.kind != TokenKind::Sign)
        })
    }

    /// The clause that the sentences of a change are most like, where no clause reads them; `claiming` is the one that
    /// claims their passage.
    pub(crate) fn likely(&self, change: &Change, claiming: Option<usize>) -> Option<usize> {
        let sentences: Sentences = Self::stretches(change).map(|(side, stretch)| {
            let tokens = self.tokens(side, stretch);
            let (first, end) = self.side(side, stretch.chain).map_or((0, 0), |sided| {
                let last = tokens.end.saturating_sub(1);
                let sentence = |token| sided.analysis.sentence_of(token);
                (sentence(tokens.start), sentence(last) + 1)
            });
            (stretch.chain, first, end)
        });
        if let Some(known) = self.likely.borrow().get(&sentences) {
            return *known;
        }
        let sides = || {
            let sides = [Side::Original, Side::Final].into_iter().zip(sentences);
            sides.filter_map(|(side, (chain, first, end))| {
                Some((self.side(side, chain)?, first..end))
            })
        };
        let barred = |clause| sides().any(|(sided, _)| sided.readings.barred.contains(&clause));
        let likeness = self.learned.likeness(self.library);
        let name = |token: &Tok| self.lexicon.name(token.sym);
        let words = sides().flat_map(|(sided, range)| {
            let sentences = sided.analysis.sentences.get(range);
            let tokens = sentences.unwrap_or_default().iter().cloned().flatten();
            tokens.filter_map(|token| sided.analysis.tokens.get(token))
        });
        let mut found = likeness.clause(words.map(name), barred, claiming);
        if found.is_none() && claiming.is_none() {
            // The sentence alone does not tell: what stands around it may.
            let words = sides().flat_map(|(sided, _)| sided.analysis.tokens.iter());
            found = likeness.clause(words.map(name), barred, None);
        }
        self.likely.borrow_mut().insert(sentences, found);
        found
    }

    /// The clause that a change lies in, and whether that reads its sentence: the nearest that does, else one that claims
    /// its passage.
    pub(crate) fn owner(&self, change: &Change) -> Option<(usize, bool)> {
        let mut best: Option<(bool, bool, usize, usize)> = None;
        for (side, stretch) in Self::stretches(change).into_iter().rev() {
            let Some(sided) = self.side(side, stretch.chain) else {
                continue;
            };
            let tokens = self.tokens(side, stretch);
            let at = if tokens.is_empty() {
                let unit = stretch.units.start;
                match sided
                    .analysis
                    .units
                    .get(unit)
                    .or_else(|| sided.analysis.units.last())
                {
                    Some(unit) => unit.tokens.start..unit.tokens.start + 1,
                    None => continue,
                }
            } else {
                tokens.clone()
            };
            let first = sided.analysis.sentence_of(at.start);
            let last = sided.analysis.sentence_of(at.end.saturating_sub(1));
            for read in sided
                .readings
                .reads
                .iter()
                .filter(|read| (first..=last).contains(&read.sentence))
            {
                // A clause that read this sentence before the change comes before one that the change brought.
                let new = side == Side::Final && self.index.is_new(stretch.chain, read);
                let candidate = (false, new, distance(read, &at), read.clause);
                if best.is_none_or(|best| candidate < best) {
                    best = Some(candidate);
                }
            }
            if best.is_none()
                && let Some(claims) = sided
                    .readings
                    .claims
                    .get(sided.analysis.paragraph_of(first))
            {
                best = claims.first().map(|clause| (true, false, 0, *clause));
            }
            if best.is_some() && !tokens.is_empty() {
                break;
            }
        }
        best.map(|(claims, .., clause)| (clause, !claims))
    }
}

/// Whether a token is of a length of time or of a place: "days" of "two days", "York" of "New York".
fn is_of_value(sided: &Sided, token: usize) -> bool {
    let candidates = &sided.analysis.candidates;
    let end = candidates.partition_point(|candidate| candidate.start <= token);
    candidates
        .iter()
        .take(end)
        .rev()
        .take_while(|candidate| candidate.start + LONGEST_VALUE > token)
        .any(|candidate| {
            let kinds = [Slot::Value(Kind::Duration), Slot::Value(Kind::Place)];
            kinds.contains(&candidate.slot) && candidate.end > token
        })
}

fn distance(read: &Read, tokens: &Range<usize>) -> usize {
    read.held
        .iter()
        .map(|held| {
            if held.start >= tokens.end {
                held.start - tokens.end + 1
            } else {
                (tokens.start + 1).saturating_sub(held.end)
            }
        })
        .min()
        .unwrap_or(usize::MAX)
}
