//! A text analysed: its tokens, sentences, values, parties and words that matter, and the *units* that are compared.
//!
//! A unit is a token, or several that mean one thing: a number in whatever form, an equivalent wording, a party's
//! label, a cross-reference. Two texts are alike where their units' keys are; see [`units`].

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::parties::Labels;
use super::units::{self, Unit};
use crate::library::{Compiled, Library, Weight};
use crate::ordered;
use crate::pattern::Slot;
use crate::slots::{self, Candidate};
use crate::text::{self, Case, Lexicon, Phrases, Sym, TokenKind};
use crate::value::{Kind, Value};

/// A token, with its word as a number.
#[derive(Clone, Debug)]
pub(crate) struct Tok {
    pub(crate) kind: TokenKind,
    pub(crate) sym: Sym,
    pub(crate) case: Case,
    pub(crate) range: Range<usize>,
}

/// A text, analysed. Ranges of tokens are indices into `tokens`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Analysis {
    pub(crate) tokens: Rc<Vec<Tok>>,
    /// Sentences, in order; together they are all tokens.
    pub(crate) sentences: Vec<Range<usize>>,
    /// Paragraphs, as ranges of sentences.
    pub(crate) paragraphs: Vec<Range<usize>>,
    pub(crate) candidates: Vec<Candidate>,
    /// Why a token matters wherever it stands.
    pub(crate) weights: Vec<Option<Weight>>,
    pub(crate) units: Vec<Unit>,
    /// What approved language has to do with its sentences, as far as that was asked.
    pub(crate) likened: Likened,
}

/// What approved language has to do with the sentences of a text, each worked out once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Likened {
    /// The sentences that are approved language.
    pub(crate) own: OnceCell<Vec<usize>>,
    /// The sentences that differ from some by a few words, and its text.
    pub(crate) near: OnceCell<Vec<(usize, String)>>,
    /// The sentences that are no standard one, each with whether it is a fallback's and the standard one most like it.
    pub(crate) beside: OnceCell<Vec<(usize, bool, Option<String>)>>,
}

impl Analysis {
    /// The sentence that a token lies in.
    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|range| range.end <= token)
    }

    /// The paragraph that a sentence lies in.
    pub(crate) fn paragraph_of(&self, sentence: usize) -> usize {
        self.paragraphs
            .partition_point(|range| range.end <= sentence)
    }

    /// The bytes of a range of tokens.
    pub(crate) fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let start = self
            .tokens
            .get(tokens.start)
            .map_or(0, |token| token.range.start);
        let end = tokens
            .end
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |token| token.range.end);
        start..end.max(start)
    }

    /// The unit that starts at a token or after it.
    pub(crate) fn unit_at(&self, token: usize) -> Option<usize> {
        let at = self.units.partition_point(|unit| unit.tokens.start < token);
        (at < self.units.len()).then_some(at)
    }

    /// The units of a sentence.
    pub(crate) fn units_of(&self, sentence: usize) -> &[Unit] {
        let Some(range) = self.sentences.get(sentence) else {
            return &[];
        };
        let start = self
            .units
            .partition_point(|unit| unit.tokens.start < range.start);
        let end = self
            .units
            .partition_point(|unit| unit.tokens.start < range.end);
        self.units.get(start..end).unwrap_or_default()
    }

    /// Whether a token is a word, a number or a sign that stands for one.
    pub(crate) fn is_word(&self, token: usize) -> bool {
        self.tokens
            .get(token)
            .is_some_and(|token| token.kind != TokenKind::Sign)
    }
}

/// Phrases that stand for a party without naming it. They are grammar, not a library's choice.
const EACH: [&str; 26] = [
    "each party",
    "either party",
    "neither party",
    "both parties",
    "the parties",
    "a party",
    "one party",
    "any party",
    "no party",
    "every party",
    "each of the parties",
    "either of the parties",
    "neither of the parties",
    "both of the parties",
    "each of us",
    "either of us",
    "neither of us",
    "both of us",
    "one another",
    "parties",
    "a recipient",
    "each recipient",
    "the recipient",
    "the receiving party",
    "party",
    "each",
];

const OTHER: [&str; 6] = [
    "the other party",
    "the other",
    "other party",
    "each other",
    "the other of us",
    "counterparty",
];

/// Tables that the analysis of every text of a check shares.
pub(crate) struct Tables<'a> {
    pub(crate) library: &'a Library,
    pub(crate) labels: Labels,
    each: Phrases<Slot>,
    references: Vec<Sym>,
}

impl<'a> Tables<'a> {
    pub(crate) fn new(library: &'a Library, labels: Labels, lexicon: &mut Lexicon<'a>) -> Self {
        let mut each = Phrases::default();
        for (list, slot) in [(&EACH[..], Slot::Each), (&OTHER[..], Slot::Other)] {
            for phrase in list {
                each.add(&lexicon.phrase(phrase), slot);
            }
        }
        let references = units::REFERENCES
            .iter()
            .map(|word| lexicon.intern(word))
            .collect();
        Tables {
            library,
            labels,
            each,
            references,
        }
    }

    pub(crate) fn compiled(&self) -> &'a Compiled {
        &self.library.compiled
    }

    /// Whether a word leads a cross-reference: `section`, `exhibit`.
    pub(crate) fn is_reference(&self, sym: Sym) -> bool {
        self.references.contains(&sym)
    }
}

/// Cuts a text into tokens with numbers for words.
pub(crate) fn tokens(text: &str, lexicon: &mut Lexicon<'_>) -> (Vec<Tok>, Vec<Range<usize>>) {
    let tokens = text::tokens(text);
    let sentences = text::sentences(text, &tokens);
    let tokens = tokens
        .into_iter()
        .map(|token| Tok {
            kind: token.kind,
            sym: lexicon.intern(&token.form),
            case: token.case,
            range: token.range,
        })
        .collect();
    (tokens, sentences)
}

/// Cuts a text into tokens and analyses it.
pub(crate) fn analysed<'a>(text: &str, tables: &Tables<'a>, lexicon: &mut Lexicon<'a>) -> Analysis {
    let (tokens, sentences) = tokens(text, lexicon);
    analyse(text, (Rc::new(tokens), sentences), tables, lexicon)
}

/// Analyses a text that was cut into tokens.
pub(crate) fn analyse(
    text: &str,
    (tokens, sentences): (Rc<Vec<Tok>>, Vec<Range<usize>>),
    tables: &Tables<'_>,
    lexicon: &Lexicon<'_>,
) -> Analysis {
    let mut analysis = Analysis {
        tokens,
        sentences,
        ..Analysis::default()
    };
    analysis.paragraphs = paragraphs(text, &analysis);
    let words = slot_words(&analysis.tokens, lexicon);
    analysis.candidates = slots::values(&words);
    named(&mut analysis, tables);
    analysis.weights = weights(&analysis.tokens, tables.compiled());
    analysis.units = units::units(&analysis, &words, tables);
    ordered::sort_by_key(&mut analysis.candidates, |candidate| {
        (candidate.start, candidate.slot, candidate.end)
    });
    analysis
}

fn paragraphs(text: &str, analysis: &Analysis) -> Vec<Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let end = sentence
            .end
            .checked_sub(1)
            .and_then(|last| analysis.tokens.get(last))
            .map_or(0, |token| token.range.end);
        let next = analysis
            .tokens
            .get(sentence.end)
            .map_or(text.len(), |token| token.range.start);
        if text
            .get(end..next)
            .is_some_and(|between| between.contains('\n'))
            || index + 1 == analysis.sentences.len()
        {
            paragraphs.push(start..index + 1);
            start = index + 1;
        }
    }
    paragraphs
}

/// Adds places, party labels and the words that stand for a party.
fn named(analysis: &mut Analysis, tables: &Tables<'_>) {
    let compiled = tables.compiled();
    let mut found = Vec::new();
    let (mut free, mut unlabelled) = (0, 0);
    for start in 0..analysis.tokens.len() {
        let Some(rest) = analysis.tokens.get(start..) else {
            break;
        };
        if let Some((length, place)) = compiled.places.longest(words_from(rest))
            && is_name(rest, length)
            && start >= free
            && let Some(place) = tables.library.lists.places.get(*place)
        {
            let end = end_of(rest, length) + start;
            free = end;
            let value = Value::Name(place.name.clone());
            found.push(Candidate {
                slot: Slot::Value(Kind::Place),
                start,
                end,
                value,
            });
        }
        if let Some((length, slot)) = tables.each.longest(words_from(rest)) {
            let end = end_of(rest, length) + start;
            found.push(Candidate {
                slot: *slot,
                start,
                end,
                value: Value::Present,
            });
            found.push(Candidate {
                slot: Slot::Party,
                start,
                end,
                value: Value::Present,
            });
        }
        // The last word of "the Service Provider" is no label of its own.
        if start >= unlabelled
            && let Some((length, label)) = tables.labels.at(&analysis.tokens, start)
        {
            let end = end_of(rest, length) + start;
            unlabelled = end;
            let value = Value::Name(String::from(label.side_name()));
            for slot in label.slots() {
                found.push(Candidate {
                    slot,
                    start,
                    end,
                    value: value.clone(),
                });
            }
        }
    }
    analysis.candidates.extend(found);
}

/// Tokens as the grammar of values sees them.
pub(crate) fn slot_words<'l>(tokens: &[Tok], lexicon: &'l Lexicon<'_>) -> Vec<slots::Word<'l>> {
    tokens
        .iter()
        .map(|token| slots::Word {
            kind: token.kind,
            form: lexicon.name(token.sym),
            ordinal: token.kind == TokenKind::Number && token.case == Case::Title,
        })
        .collect()
}

/// The words of tokens up to a sign, for phrase tables.
pub(crate) fn words_from(tokens: &[Tok]) -> impl Iterator<Item = Sym> + Clone {
    tokens
        .iter()
        .take_while(|token| token.kind != TokenKind::Sign)
        .map(|token| token.sym)
}

/// Where a phrase of that many words ends, in tokens.
pub(crate) fn end_of(tokens: &[Tok], length: usize) -> usize {
    length.min(tokens.len())
}

/// A place is capitalised, and a short one in capitals: `US`, not `us`.
fn is_name(tokens: &[Tok], length: usize) -> bool {
    let Some(first) = tokens.first() else {
        return false;
    };
    let short = first.range.len() <= 3 && length == 1;
    match first.case {
        Case::Lower => false,
        Case::Title => !short,
        Case::Upper => true,
    }
}

fn weights(tokens: &[Tok], compiled: &Compiled) -> Vec<Option<Weight>> {
    let mut weights = vec![None; tokens.len()];
    for start in 0..tokens.len() {
        let Some(rest) = tokens.get(start..) else {
            break;
        };
        if let Some((length, weight)) = compiled.weights.longest(words_from(rest)) {
            for slot in weights.iter_mut().skip(start).take(length) {
                *slot = (*slot).or(Some(*weight));
            }
        }
    }
    weights
}
