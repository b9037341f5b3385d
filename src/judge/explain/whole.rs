//! Changes that are explained without a look at each word: equivalent forms, headings, typing errors, spacing, the stop
//! at the end.

use super::{By, Rules};
use crate::judge::changes::{Change, Stretch};
use crate::judge::passages::Sided;
use crate::judge::readings;
use crate::judge::units::Key;
use crate::redline::Side;
use crate::text::{Sym, TokenKind};
use std::ops::Range;

/// An unknown word and the known one that replaces it differ by at most so many letters.
const TYPO_LETTERS: usize = 2;

/// What stands where nothing was agreed.
const PLACEHOLDERS: [&[&str]; 8] = [
    &["none"],
    &["nil"],
    &["n", "a"],
    &["na"],
    &["not", "applicable"],
    &["not", "used"],
    &["reserved"],
    &["intentionally", "left", "blank"],
];

impl Rules<'_, '_> {
    /// What makes two forms of one unit equivalent. A party's label is, where the old one is used no more.
    pub(super) fn same_meaning(&self, change: &Change) -> Option<By> {
        let old = self.side(Side::Original, change.old.chain)?;
        let new = self.side(Side::Final, change.new.chain)?;
        let unit = new.analysis.units.get(change.new.units.start)?;
        let syms = |sided: &Sided, tokens: Range<usize>| -> Vec<Sym> {
            tokens
                .filter_map(|token| sided.analysis.tokens.get(token))
                .map(|token| token.sym)
                .collect()
        };
        let old_syms = syms(old, self.tokens(Side::Original, &change.old));
        let new_syms = syms(new, self.tokens(Side::Final, &change.new));
        if old_syms == new_syms {
            return Some(By::Equivalence("the same words in another form"));
        }
        Some(By::Equivalence(match unit.key {
            Key::Party(_) if self.labels.contains(&old_syms) => return None,
            Key::Party(_) => "a party's label, changed throughout",
            Key::Number(_) | Key::Percent(_) => "the same number in another form",
            Key::Reference => "a cross-reference",
            _ => "an equivalent wording",
        }))
    }

    /// What explains a change without looking at each word: a heading, a typing error, a final full stop.
    pub(super) fn as_a_whole(&self, change: &Change) -> Option<By> {
        let heading = |stretch: &Stretch| {
            self.passages
                .get(stretch.chain)
                .is_some_and(|passage| passage.heading)
        };
        if heading(&change.old) && heading(&change.new) && !self.has_weight(change) {
            return Some(By::Equivalence("a heading"));
        }
        if self.is_typo(change) {
            return Some(By::Equivalence("a typing error put right"));
        }
        if self.is_spacing(change) {
            return Some(By::Equivalence("white space or a hyphen"));
        }
        if self.is_apostrophe(change) {
            return Some(By::Equivalence("a typing error put right"));
        }
        if self.ends_paragraph(change) {
            return Some(By::Equivalence("the stop at the end"));
        }
        None
    }

    /// A word of a title that the library knows, where it stands as a sentence before the paragraph's others.
    pub(super) fn by_title(&self, sided: &Sided, token: usize) -> Option<By> {
        let analysis = &sided.analysis;
        let sentence = analysis.sentence_of(token);
        let paragraph = analysis.paragraphs.get(analysis.paragraph_of(sentence))?;
        let title = readings::title(analysis, paragraph).filter(|_| paragraph.start == sentence)?;
        let mut headings = self.tables.compiled().headings.iter().flatten();
        headings
            .any(|heading| title == *heading)
            .then_some(By::Equivalence("a heading"))
    }

    /// The article before a party's label: "the Customer" is "Customer".
    pub(super) fn by_label(&self, sided: &Sided, token: usize) -> Option<By> {
        let word = sided.analysis.tokens.get(token)?;
        let units = &sided.analysis.units;
        let next = units.partition_point(|unit| unit.tokens.start <= token);
        let labels = matches!(units.get(next)?.key, Key::Party(_));
        let article = self.lexicon.name(word.sym) == "the" && labels;
        article.then_some(By::Equivalence("the article of a party's label"))
    }

    /// Whether the words that went say that nothing stood there, or those that came that nothing does: "none",
    /// "reserved".
    pub(super) fn placeholder(&self, side: Side, stretch: &Stretch) -> Option<By> {
        let analysis = &self.side(side, stretch.chain)?.analysis;
        let tokens = self.tokens(side, stretch);
        let name = |at: usize| {
            let token = analysis.tokens.get(at);
            token.map(|token| self.lexicon.name(token.sym))
        };
        let is_sign = |at: &usize| {
            let token = analysis.tokens.get(*at);
            token.is_none_or(|token| token.kind == TokenKind::Sign)
        };
        let says = |words: &&[&str]| {
            let said = tokens.clone().filter(|at| !is_sign(at)).filter_map(name);
            said.eq(words.iter().copied())
        };
        if !PLACEHOLDERS.iter().any(says) {
            return None;
        }
        let at = analysis.sentence_of(tokens.start);
        let sentence = analysis.sentences.get(at)?;
        let number = analysis.units_of(at).first();
        let number = number.filter(|unit| unit.key == Key::Numbering);
        let opens = tokens.start == number.map_or(sentence.start, |unit| unit.tokens.end)
            || tokens.start.checked_sub(1).and_then(name) == Some(":");
        let closes = (tokens.end..sentence.end).all(|at| is_sign(&at));
        (opens && closes).then_some(By::Equivalence("a word for nothing"))
    }

    fn has_weight(&self, change: &Change) -> bool {
        Self::stretches(change).iter().any(|(side, stretch)| {
            let tokens = self.tokens(*side, stretch);
            self.side(*side, stretch.chain).is_some_and(|sided| {
                tokens.into_iter().any(|token| {
                    sided
                        .analysis
                        .weights
                        .get(token)
                        .is_some_and(Option::is_some)
                })
            })
        })
    }

    fn is_typo(&self, change: &Change) -> bool {
        let word = |side: Side, stretch: &Stretch| {
            let sided = self.side(side, stretch.chain)?;
            match sided.analysis.units.get(stretch.units.clone())? {
                [unit] => match unit.key {
                    Key::Word(sym) => Some(sym),
                    // A known word may have an equivalence, or be a party's label, and still be the right spelling of a
                    // typing error.
                    Key::Class(_) | Key::Party(_) if unit.tokens.len() == 1 => sided
                        .analysis
                        .tokens
                        .get(unit.tokens.start)
                        .map(|token| token.sym),
                    _ => None,
                },
                _ => None,
            }
        };
        let (Some(old), Some(new)) = (
            word(Side::Original, &change.old),
            word(Side::Final, &change.new),
        ) else {
            return false;
        };
        if self.lexicon.is_known(old) {
            return false;
        }
        let known = self.lexicon.is_known(new);
        let (old, new) = (self.lexicon.name(old), self.lexicon.name(new));
        if !known {
            return is_slip(old, new);
        }
        old.chars().count() >= 4
            && old.chars().all(char::is_alphabetic)
            && within(old, new, TYPO_LETTERS)
    }

    /// Whether words were only written together or apart: "with in" and "within", "over-due" and "overdue".
    fn is_spacing(&self, change: &Change) -> bool {
        let joined = |side: Side, stretch: &Stretch| -> Option<String> {
            let sided = self.side(side, stretch.chain)?;
            let tokens = sided.analysis.tokens.get(self.tokens(side, stretch))?;
            let words = tokens.iter().all(|token| token.kind == TokenKind::Word);
            words.then(|| {
                tokens
                    .iter()
                    .map(|token| self.lexicon.name(token.sym))
                    .collect()
            })
        };
        match (
            joined(Side::Original, &change.old),
            joined(Side::Final, &change.new),
        ) {
            (Some(old), Some(new)) => !old.is_empty() && old == new,
            _ => false,
        }
    }

    /// Whether only apostrophes changed, "it's" and "its", and with them nothing of weight: "can't" is no "cant".
    fn is_apostrophe(&self, change: &Change) -> bool {
        let letters = |side: Side, stretch: &Stretch| -> Option<String> {
            let sided = self.side(side, stretch.chain)?;
            let bytes = sided.analysis.bytes(&self.tokens(side, stretch));
            let text = sided.text.text.get(bytes)?.to_lowercase();
            text.contains(|character: char| character.is_alphabetic())
                .then(|| text.replace(['\'', '’'], ""))
        };
        let old = letters(Side::Original, &change.old);
        old.is_some() && old == letters(Side::Final, &change.new) && !self.has_weight(change)
    }

    /// Whether only the signs that end a paragraph changed.
    fn ends_paragraph(&self, change: &Change) -> bool {
        let mut any = false;
        let all = Self::stretches(change).iter().all(|(side, stretch)| {
            let Some(sided) = self.side(*side, stretch.chain) else {
                return true;
            };
            let units = sided
                .analysis
                .units
                .get(stretch.units.clone())
                .unwrap_or_default();
            units.iter().all(|unit| {
                any = true;
                let next = sided.analysis.tokens.get(unit.tokens.end);
                let sentence = sided.analysis.sentence_of(unit.tokens.start);
                let last = sided
                    .analysis
                    .sentences
                    .get(sentence)
                    .is_some_and(|range| range.end == unit.tokens.end);
                let paragraph = sided.analysis.paragraph_of(sentence);
                let closes = sided
                    .analysis
                    .paragraphs
                    .get(paragraph)
                    .is_some_and(|range| range.end == sentence + 1);
                matches!(unit.key, Key::Sign(_)) && last && (closes || next.is_none())
            })
        });
        all && any
    }
}

/// Whether two words that the library does not know are one word with a slip in its middle: one letter apart, with the
/// same three letters in front, so that no negating prefix came or went, and the same two at the end.
fn is_slip(old: &str, new: &str) -> bool {
    let ends = |word: &str| -> Option<(String, String)> {
        Some((
            String::from(word.get(..3)?),
            String::from(word.get(word.len().checked_sub(2)?..)?),
        ))
    };
    let long = |word: &str| word.len() >= 6 && word.chars().all(|c| c.is_ascii_lowercase());
    long(old) && long(new) && ends(old) == ends(new) && within(old, new, 1)
}

/// Whether two words are at most so many letters apart (Levenshtein, with swapped neighbours as one step).
fn within(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most || a.len() > 40 {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, right) in b.iter().enumerate() {
            let get = |list: &[usize], at: usize| list.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (get(&row, j) + usize::from(left != right))
                .min(get(&row, j + 1) + 1)
                .min(get(&next, j) + 1);
            let swapped =
                i > 0 && j > 0 && a.get(i - 1) == Some(right) && b.get(j - 1) == Some(left);
            if swapped {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().is_some_and(|distance| *distance <= most)
}
