//! Units: what is compared when two texts are. See the playbook's "changes that never matter".

use std::ops::Range;

use super::analysis::{Analysis, Tables, words_from};
use crate::pattern::Slot;
use crate::slots::{self, Word};
use crate::text::{Case, Sym, TokenKind};
use crate::value::Kind;

/// Words that lead a cross-reference, whose number never matters.
pub(crate) const REFERENCES: [&str; 23] = [
    "section",
    "sections",
    "clause",
    "clauses",
    "article",
    "articles",
    "paragraph",
    "paragraphs",
    "exhibit",
    "exhibits",
    "schedule",
    "schedules",
    "annex",
    "appendix",
    "attachment",
    "subsection",
    "sub",
    "part",
    "art",
    "arts",
    "sec",
    "cl",
    "para",
];

/// Tokens that mean one thing, and what that is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) key: Key,
    pub(crate) tokens: Range<usize>,
}

/// What a unit means: equal keys are equivalent wording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Key {
    /// A word.
    Word(Sym),
    /// One of the library's equivalences, by class.
    Class(usize),
    /// A number, in whatever form, by its bits.
    Number(u64),
    /// A percentage, likewise.
    Percent(u64),
    /// A party: the vendor, the customer, or an unresolved label by its number.
    Party(u32),
    /// The number of a cross-reference.
    Reference,
    /// The number that a paragraph starts with.
    #[default]
    Numbering,
    /// Punctuation.
    Sign(Sym),
}

/// Cuts analysed tokens into units. Every token is part of exactly one.
pub(crate) fn units(analysis: &Analysis, words: &[Word<'_>], tables: &Tables<'_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(analysis.tokens.len());
    let mut starts = analysis
        .paragraphs
        .iter()
        .filter_map(|paragraph| analysis.sentences.get(paragraph.start))
        .peekable();
    let percents: Vec<_> = analysis
        .candidates
        .iter()
        .filter(|candidate| candidate.slot == Slot::Value(Kind::Percent))
        .filter_map(|candidate| {
            let amount = candidate.value.amount()?;
            Some((candidate.start, candidate.end, amount))
        })
        .collect();
    let mut percents = percents.into_iter().peekable();
    let mut at = 0;
    while at < analysis.tokens.len() {
        let Some(rest) = analysis.tokens.get(at..) else {
            break;
        };
        let Some(token) = rest.first() else { break };
        while percents.next_if(|(start, ..)| *start < at).is_some() {}
        if starts
            .next_if(|sentence| sentence.start <= at)
            .is_some_and(|sentence| sentence.start == at)
        {
            let length = numbering(words, rest, at);
            if length > 0 {
                units.push(Unit {
                    key: Key::Numbering,
                    tokens: at..at + length,
                });
                at += length;
                continue;
            }
        }
        let (key, length) = if let Some((length, label)) = tables.labels.at(&analysis.tokens, at) {
            (Key::Party(label.key()), length)
        } else if let Some((_, end, amount)) = percents.next_if(|(start, ..)| *start == at) {
            (Key::Percent(amount.to_bits()), end - at)
        } else if let Some(number) =
            slots::number(words, at).filter(|number| !number.conflict && !number.ordinal)
        {
            (Key::Number(number.amount.to_bits()), number.end - at)
        } else if let Some((length, class)) =
            tables.compiled().equivalences.longest(words_from(rest))
        {
            (Key::Class(*class), length)
        } else if token.kind == TokenKind::Sign {
            (Key::Sign(token.sym), 1)
        } else {
            (Key::Word(token.sym), 1)
        };
        units.push(Unit {
            key,
            tokens: at..at + length.max(1),
        });
        at += length.max(1);
        if tables.is_reference(token.sym) && length == 1 {
            let length = reference(words, at);
            if length > 0 {
                units.push(Unit {
                    key: Key::Reference,
                    tokens: at..at + length,
                });
                at += length;
            }
        }
    }
    units
}

fn form<'a>(words: &[Word<'a>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.form)
}

fn is_number(words: &[Word<'_>], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| word.kind == TokenKind::Number)
}

fn is_letter(words: &[Word<'_>], at: usize) -> bool {
    let form = form(words, at);
    form.len() == 1 && form.chars().all(|c| c.is_ascii_alphabetic())
}

fn is_roman(words: &[Word<'_>], at: usize) -> bool {
    let form = form(words, at);
    !form.is_empty() && form.len() <= 5 && form.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
}

/// "3.1", "B", "(a)(ii)" after "section": how many tokens.
fn reference(words: &[Word<'_>], start: usize) -> usize {
    // "Art. 51": the stop of an abbreviation.
    let stop = form(words, start) == "." && is_number(words, start + 1);
    let mut at = start + usize::from(stop);
    if is_number(words, at) || is_letter(words, at) || is_roman(words, at) {
        at += 1;
    } else if form(words, at) != "(" {
        return 0;
    }
    while form(words, at) == "("
        && (is_letter(words, at + 1) || is_roman(words, at + 1) || is_number(words, at + 1))
        && form(words, at + 2) == ")"
    {
        at += 3;
    }
    at - start
}

/// The number that a paragraph starts with: "3.1", "14.", "(a)", "Clause 11.3", "A.3", "Art. 50", "§ 18". How many tokens.
///
/// A number is the paragraph's only where something shows it: a stop, a part after a stop, a bracket, or a capital
/// after it that no unit of time or money starts.
fn numbering(words: &[Word<'_>], tokens: &[super::analysis::Tok], start: usize) -> usize {
    let mut at = start;
    let led = REFERENCES.contains(&form(words, at)) || form(words, at) == "no";
    at += usize::from(led);
    at += usize::from(led && form(words, at) == "." && is_number(words, at + 1));
    if form(words, at) == "("
        && (is_letter(words, at + 1) || is_roman(words, at + 1) || is_number(words, at + 1))
        && form(words, at + 2) == ")"
    {
        return at + 3 - start;
    }
    let letters = at;
    // "A.3", "E-1", "B2": one or two capitals before the number.
    let capitals = tokens
        .get(at - start)
        .is_some_and(|token| token.case != Case::Lower && token.range.len() <= 2);
    if capitals
        && (is_number(words, at + 1) || form(words, at + 1) == "." && is_number(words, at + 2))
    {
        at += 1 + usize::from(form(words, at + 1) == ".");
    }
    if !is_number(words, at) {
        let lettered = capitals
            && (is_letter(words, letters) || is_roman(words, letters))
            && matches!(form(words, letters + 1), "." | ")");
        return if lettered { letters + 2 - start } else { 0 };
    }
    let number = form(words, at);
    let token = tokens.get(at - start);
    at += 1;
    let marked = matches!(form(words, at), "." | ")");
    at += usize::from(marked);
    let unit = matches!(
        form(words, at),
        "days"
            | "day"
            | "business"
            | "months"
            | "years"
            | "weeks"
            | "hours"
            | "percent"
            | "working"
            | "calendar"
    );
    let capital = tokens
        .get(at - start)
        .is_some_and(|next| next.case != Case::Lower)
        && !unit;
    let whole = token.is_some_and(|token| token.case == Case::Lower);
    let shown = led || marked || (number.contains('.') && !unit) || capital || at > letters + 2;
    if whole && shown { at - start } else { 0 }
}
