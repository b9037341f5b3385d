//! Passages: every chain of a document with both its sides analysed and read, and the approved language beside them.

use std::rc::Rc;

use super::analysis::{self, Analysis, Tables};
use super::chains::{Chain, SideText};
use super::kept::{Kept, KeptChain, KeptRead, Memo, Text};
use super::outside::Outside;
use super::readings::{self, Read, Readings};
use super::units::Key;
use crate::library::{Library, PLACEHOLDERS};
use crate::ordered::{self, Map, Set};
use crate::pattern::{Scratch, Slot};
use crate::text::{Lexicon, Sym, TokenKind};
use crate::value::Kind;

/// A text with all that was made of it. A copy shares what it holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sided {
    pub(crate) text: Rc<SideText>,
    pub(crate) analysis: Rc<Analysis>,
    pub(crate) readings: Rc<Readings>,
}

/// A chain, analysed and read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passage {
    pub(crate) chain: Chain,
    /// The original side, where it differs from the final one.
    original: Option<Sided>,
    pub(crate) revised: Sided,
    /// Whether it is a heading: nothing is read in it.
    pub(crate) heading: bool,
    /// What later steps worked out of it.
    pub(crate) memo: Rc<Memo>,
}

impl Passage {
    /// The original side.
    pub(crate) fn original(&self) -> &Sided {
        self.original.as_ref().unwrap_or(&self.revised)
    }

    /// One of approved language, which no document holds: its text is an original, and there is no final one.
    pub(crate) fn of_language(original: Sided) -> Passage {
        Passage {
            original: Some(original),
            ..Passage::default()
        }
    }
}

impl Sided {
    /// A text of approved language, read as the document is.
    pub(crate) fn of_language<'a>(
        text: &str,
        tables: &Tables<'a>,
        lexicon: &mut Lexicon<'a>,
        outside: &Outside<'_>,
        scratch: &mut Scratch,
    ) -> Sided {
        let analysis = analysis::analysed(text, tables, lexicon);
        let readings = readings::read(&analysis, &[], tables, lexicon, outside, scratch);
        let text = SideText {
            text: String::from(text),
            pieces: Vec::new(),
        };
        Sided {
            text: Rc::new(text),
            analysis: Rc::new(analysis),
            readings: Rc::new(readings),
        }
    }
}

/// A heading has at most so many words.
const HEADING_WORDS: usize = 12;

/// Words that make a sentence of what might be a heading.
const VERBS: [&str; 12] = [
    "shall", "will", "must", "may", "is", "are", "can", "agrees", "not", "has", "have", "be",
];

/// Analyses and reads every chain, as far as what was kept of it does not stand.
pub(crate) fn passages<'a>(
    chains: &mut [KeptChain],
    kept: &mut Kept,
    tables: &Tables<'a>,
    lexicon: &mut Lexicon<'a>,
    outside: &Outside<'a>,
) -> Vec<Passage> {
    let colon = lexicon.intern(":");
    let verbs: Set<Sym> = VERBS.iter().map(|word| lexicon.intern(word)).collect();
    let same = tables.labels.is_as(&kept.labels);
    let dated = kept.is_dated(outside);
    let mut scratch = std::mem::take(&mut kept.scratch);
    let mut heading: Rc<Vec<Sym>> = Rc::default();
    let mut row_heading: Option<(usize, Rc<Vec<Sym>>)> = None;
    let mut passages = Vec::with_capacity(chains.len());
    for entry in chains {
        let before = entry.read.take();
        let spare = entry.spare.take();
        let analysis = |text: &Text, side: Option<&Sided>| match side {
            Some(side) if same => Rc::clone(&side.analysis),
            side => text.analysis(side.map(|side| (side, &kept.labels)), tables, lexicon),
        };
        let final_side = before.as_ref().map(|read| &read.revised);
        let original_read = before.as_ref().or(spare.as_ref());
        let original_side = original_read.and_then(|read| read.original.as_ref());
        let final_analysis = analysis(&entry.revised, final_side);
        let original_analysis = entry
            .original
            .as_ref()
            .map(|text| analysis(text, original_side));
        let chain = &entry.chain;
        let analyses = [Some(&final_analysis), original_analysis.as_ref()];
        let is_kept = before.as_ref().filter(|read| {
            let sides = [Some(&read.revised), read.original.as_ref()];
            let mut pairs = sides.into_iter().zip(analyses);
            pairs.all(|(side, analysis)| match (side, analysis) {
                (Some(side), Some(analysis)) => Rc::ptr_eq(&side.analysis, analysis),
                (side, analysis) => side.is_none() && analysis.is_none(),
            })
        });
        let is_heading = match is_kept {
            Some(read) => read.heading,
            None => {
                chain.row.is_none()
                    && analyses
                        .into_iter()
                        .flatten()
                        .all(|analysis| is_heading(chain, analysis, &verbs, |sym| sym == colon))
            }
        };
        if is_heading {
            heading = Rc::new(words_of(&final_analysis));
        }
        // The first row of a table is the heading of the others.
        let under = match chain.row {
            Some((table, 0)) => {
                row_heading = Some((table, Rc::new(words_of(&final_analysis))));
                &heading
            }
            Some((table, _)) => match &row_heading {
                Some((known, words)) if *known == table => words,
                _ => &heading,
            },
            None => &heading,
        };
        let mut side = |text: &Text,
                        analysis: Rc<Analysis>,
                        before: Option<&KeptRead>,
                        side: Option<&Sided>| {
            let stands =
                before.is_some_and(|read| read.heading == is_heading && read.under == *under);
            let readings = match side {
                Some(side)
                    if stands
                        && Rc::ptr_eq(&side.analysis, &analysis)
                        && (dated || !side.readings.asked.dated) =>
                {
                    outside.note(&side.readings.asked);
                    Rc::clone(&side.readings)
                }
                _ if is_heading => Rc::new(Readings::of_heading(&analysis)),
                _ => Rc::new(readings::read(
                    &analysis,
                    under,
                    tables,
                    lexicon,
                    outside,
                    &mut scratch,
                )),
            };
            Sided {
                text: Rc::clone(&text.text),
                analysis,
                readings,
            }
        };
        let revised = side(&entry.revised, final_analysis, before.as_ref(), final_side);
        let original = entry
            .original
            .as_ref()
            .zip(original_analysis)
            .map(|(text, analysis)| side(text, analysis, original_read, original_side));
        let memo = before.as_ref().filter(|read| {
            let same = |now: &Sided, before: &Sided| {
                Rc::ptr_eq(&now.analysis, &before.analysis)
                    && Rc::ptr_eq(&now.readings, &before.readings)
            };
            same(&revised, &read.revised)
                && match (&original, &read.original) {
                    (Some(now), Some(before)) => same(now, before),
                    (now, before) => now.is_none() && before.is_none(),
                }
        });
        let memo = memo.map_or_else(Rc::default, |read| Rc::clone(&read.memo));
        passages.push(Passage {
            chain: chain.clone(),
            original: original.clone(),
            revised: revised.clone(),
            heading: is_heading,
            memo: Rc::clone(&memo),
        });
        entry.read = Some(KeptRead {
            heading: is_heading,
            under: Rc::clone(under),
            revised,
            original,
            memo,
        });
    }
    kept.scratch = scratch;
    passages
}

fn words_of(analysis: &Analysis) -> Vec<Sym> {
    analysis
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.sym)
        .collect()
}

/// Whether a paragraph is a heading: short, with no verb of duty, no value, and no full stop at its end, unless its
/// style says that it is one.
fn is_heading(
    chain: &Chain,
    analysis: &Analysis,
    verbs: &Set<Sym>,
    is_colon: impl Fn(Sym) -> bool,
) -> bool {
    let words = words_of(analysis);
    // "Governing law: New York" is an entry of a form; "California residents" is a heading.
    let entry = analysis.units.iter().any(|unit| {
        matches!(unit.key, Key::Sign(_))
            && analysis
                .tokens
                .get(unit.tokens.start)
                .is_some_and(|token| is_colon(token.sym))
    });
    let values = analysis
        .candidates
        .iter()
        .any(|candidate| match candidate.slot {
            Slot::Value(Kind::Place) => entry,
            Slot::Value(kind) => {
                !matches!(kind, Kind::Number | Kind::Frequency | Kind::Date)
                    || entry && kind != Kind::Number
            }
            _ => false,
        });
    let capital = analysis
        .tokens
        .iter()
        .find(|token| token.kind == TokenKind::Word)
        .is_some_and(|token| token.case != crate::text::Case::Lower);
    let ends = analysis
        .units
        .last()
        .is_some_and(|unit| matches!(unit.key, Key::Sign(_)));
    !words.is_empty()
        && words.len() <= HEADING_WORDS
        && !values
        && !words.iter().any(|word| verbs.contains(word))
        && (chain.heading
            || (capital
                && !ends
                && words.len() <= HEADING_WORDS / 2
                && analysis.sentences.len() <= 2))
}

/// A sentence of approved language.
#[derive(Clone, Debug)]
pub(crate) struct LanguageSentence {
    pub(crate) clause: usize,
    pub(crate) row: usize,
    pub(crate) text: String,
    pub(crate) keys: Vec<Key>,
}

/// All approved language, by sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Language {
    pub(crate) sentences: Vec<LanguageSentence>,
    exact: Map<Vec<Key>, Vec<usize>>,
    by_key: Map<Key, Vec<usize>>,
}

/// How many sentences of language are compared with one of the text, at most: those that share its rarest units.
const NEAR_TRIED: usize = 24;

impl Language {
    pub(crate) fn new<'a>(
        library: &'a Library,
        tables: &Tables<'a>,
        lexicon: &mut Lexicon<'a>,
    ) -> Language {
        let mut language = Language::default();
        for (clause_index, clause) in library.clauses.iter().enumerate() {
            for wording in &clause.language {
                let Some(row) = clause
                    .matrix
                    .rows
                    .iter()
                    .position(|row| row.name == wording.row)
                else {
                    continue;
                };
                let mut text = wording.text.clone();
                for (placeholder, _) in PLACEHOLDERS {
                    text = text.replace(&format!("{{{placeholder}}}"), placeholder);
                }
                let analysis = analysis::analysed(&text, tables, lexicon);
                for sentence in 0..analysis.sentences.len() {
                    let keys = sentence_keys(&analysis, sentence);
                    let Some(range) = analysis.sentences.get(sentence) else {
                        continue;
                    };
                    let text = text.get(analysis.bytes(range)).unwrap_or_default();
                    language.add(LanguageSentence {
                        clause: clause_index,
                        row,
                        text: String::from(text),
                        keys,
                    });
                }
            }
        }
        language
    }

    fn add(&mut self, sentence: LanguageSentence) {
        let index = self.sentences.len();
        self.exact
            .entry(sentence.keys.clone())
            .or_default()
            .push(index);
        let distinct: Set<Key> = sentence.keys.iter().copied().collect();
        for key in distinct {
            self.by_key.entry(key).or_default().push(index);
        }
        self.sentences.push(sentence);
    }

    /// The sentences that have exactly these keys.
    pub(crate) fn equal(&self, keys: &[Key]) -> impl Iterator<Item = &LanguageSentence> {
        self.exact
            .get(keys)
            .into_iter()
            .flatten()
            .filter_map(|index| self.sentences.get(*index))
    }

    /// The sentence most alike among some, and how many of its keys are shared.
    pub(crate) fn nearest(
        &self,
        keys: &[Key],
        of: impl Fn(&LanguageSentence) -> bool,
    ) -> Option<(&LanguageSentence, usize)> {
        let mut lists: Vec<&Vec<usize>> =
            keys.iter().filter_map(|key| self.by_key.get(key)).collect();
        ordered::sort_by_key(&mut lists, |list| list.len());
        let mut counts: Map<usize, usize> = Map::new();
        for list in lists.iter().take(keys.len().div_ceil(2)) {
            for index in *list {
                *counts.entry(*index).or_default() += 1;
            }
        }
        let mut tried: Vec<(usize, usize)> = counts.into_iter().collect();
        ordered::sort_by(&mut tried, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        tried
            .into_iter()
            .take(NEAR_TRIED)
            .filter_map(|(index, _)| {
                let sentence = self.sentences.get(index).filter(|sentence| of(sentence))?;
                Some((sentence, super::changes::alike(&sentence.keys, keys)))
            })
            .max_by(|a, b| {
                let score = |(sentence, alike): &(&LanguageSentence, usize)| {
                    (*alike * 1000) / sentence.keys.len().max(keys.len()).max(1)
                };
                score(a).cmp(&score(b)).then(b.0.row.cmp(&a.0.row))
            })
    }
}

/// The keys of a sentence, but for its number and its full stop.
pub(crate) fn sentence_keys(analysis: &Analysis, sentence: usize) -> Vec<Key> {
    let units = analysis.units_of(sentence);
    let mut keys: Vec<Key> = units
        .iter()
        .map(|unit| unit.key)
        .filter(|key| *key != Key::Numbering)
        .collect();
    while matches!(keys.last(), Some(Key::Sign(_))) {
        keys.pop();
    }
    keys
}

/// The originals of a chain's readings: its own, or those of approved language in whose place a sentence stands.
pub(crate) struct Origins {
    /// Sentences of a chain's final side that stand in the place of approved language: chain, sentence, passage.
    pub(crate) replaced: Map<(usize, usize), Option<usize>>,
}

impl Origins {
    /// The original readings of a chain, each with the passage that its tokens lie in.
    pub(crate) fn reads<'p>(
        &self,
        chain: usize,
        passages: &'p [Passage],
    ) -> Vec<(usize, &'p Read)> {
        let Some(passage) = passages.get(chain) else {
            return Vec::new();
        };
        let replaced: Vec<_> = self.replaced.range((chain, 0)..(chain + 1, 0)).collect();
        let mut reads: Vec<(usize, &Read)> = passage
            .original()
            .readings
            .reads
            .iter()
            .filter(|read| {
                !replaced
                    .iter()
                    .any(|((_, sentence), _)| *sentence == read.sentence)
            })
            .map(|read| (chain, read))
            .collect();
        for language in replaced.iter().filter_map(|(_, language)| **language) {
            if let Some(passage) = passages.get(language) {
                reads.extend(
                    passage
                        .original()
                        .readings
                        .reads
                        .iter()
                        .map(|read| (language, read)),
                );
            }
        }
        reads
    }
}
