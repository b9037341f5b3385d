//! Slots: the values, places and parties that stand at a place in a text, ready for patterns to take.
//!
//! [`values`] finds numbers, durations, sums, percentages, rates, frequencies, multiples and dates by the grammar of
//! English contracts; places and parties come from tables ([`crate::text::Phrases`]). A value whose word and figure
//! disagree is [`Value::Unknown`]. Durations are hours, rates percent a month, frequencies times a year.

mod numbers;
mod quantities;

pub use numbers::{Number, number};
pub use quantities::values;

use crate::pattern::Slot;
use crate::text::{Case, Token, TokenKind};
use crate::value::Value;

/// A word of a text as slots and patterns see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its normalised form.
    pub form: &'a str,
    /// Whether it was written as an ordinal: `30th`.
    pub ordinal: bool,
}

/// The words of a text that was cut into tokens.
pub fn words(tokens: &[Token]) -> Vec<Word<'_>> {
    tokens
        .iter()
        .map(|token| Word {
            kind: token.kind,
            form: &token.form,
            ordinal: token.kind == TokenKind::Number && token.case == Case::Title,
        })
        .collect()
}

/// Something that fills a slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The slot that it fills.
    pub slot: Slot,
    /// Its first token.
    pub start: usize,
    /// The first token after it.
    pub end: usize,
    /// Its value; of a party, its side as a name.
    pub value: Value,
}

/// What a disagreement of word and figure is called.
pub const CONFLICT: &str = "the words and the figures disagree";
