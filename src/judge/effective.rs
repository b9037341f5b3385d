//! The date on which a contract takes effect, where its own text states one.

use std::ops::Range;

use super::analysis::{Tok, slot_words, words_from};
use crate::pattern::Slot;
use crate::slots;
use crate::text::{Lexicon, Phrases};
use crate::value::Kind;

/// The words that name the date, or say that the contract takes effect on it.
const NAMED: [&str; 13] = [
    NAME,
    "effective as of",
    "effective from",
    "effective on",
    "takes effect",
    "take effect",
    "taking effect",
    "comes into force",
    "comes into effect",
    "come into force",
    "come into effect",
    "enters into force",
    "enter into force",
];

/// The name of the date: what is counted from it names it too, and states nothing.
const NAME: &str = "effective date";

/// After one of these the date is only counted from: "within ten weeks after the Effective Date".
const COUNTED_FROM: [&str; 14] = [
    "after",
    "from",
    "following",
    "before",
    "of",
    "by",
    "until",
    "since",
    "on",
    "than",
    "within",
    "to",
    "upon",
    "prior",
];

/// Words that may stand between those and the name.
const BETWEEN: [&str; 6] = ["the", "this", "that", "such", "agreement", "contract"];

/// The date and its name stand at most so many tokens apart.
const REACH: usize = 12;

/// What texts state of the date, in days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Stated {
    /// Nothing.
    #[default]
    Nothing,
    /// That it is this one.
    On(f64),
    /// Two that differ.
    Unclear,
}

impl Stated {
    /// What two texts state together.
    pub(crate) fn and(self, other: Stated) -> Stated {
        match (self, other) {
            (Stated::Nothing, one) | (one, Stated::Nothing) => one,
            (Stated::On(one), Stated::On(other)) if one == other => self,
            _ => Stated::Unclear,
        }
    }

    /// The date, where there is one and no other.
    pub(crate) fn date(self) -> Option<f64> {
        match self {
            Stated::On(date) => Some(date),
            Stated::Nothing | Stated::Unclear => None,
        }
    }
}

/// The words that name the date.
pub(crate) struct Names(Phrases<bool>);

impl Names {
    pub(crate) fn new(lexicon: &mut Lexicon<'_>) -> Names {
        let mut named = Phrases::default();
        for phrase in NAMED {
            named.add(&lexicon.phrase(phrase), phrase == NAME);
        }
        Names(named)
    }

    /// What a text states.
    pub(crate) fn stated(
        &self,
        tokens: &[Tok],
        sentences: &[Range<usize>],
        lexicon: &Lexicon<'_>,
    ) -> Stated {
        let dates = sentences.iter().filter_map(|sentence| {
            let words = tokens.get(sentence.clone()).unwrap_or_default();
            in_sentence(words, &self.0, lexicon)
        });
        dates.fold(Stated::Nothing, |found, date| found.and(Stated::On(date)))
    }
}

fn in_sentence(tokens: &[Tok], named: &Phrases<bool>, lexicon: &Lexicon<'_>) -> Option<f64> {
    let at = (0..tokens.len()).find_map(|start| {
        let (length, is_name) = named.longest(words_from(tokens.get(start..)?))?;
        let before = tokens.get(..start)?.iter().rev();
        let before = before
            .map(|token| lexicon.name(token.sym))
            .find(|word| !BETWEEN.contains(word));
        let counted = *is_name && before.is_some_and(|word| COUNTED_FROM.contains(&word));
        (!counted).then_some(start..start + length)
    })?;
    slots::values(&slot_words(tokens, lexicon))
        .into_iter()
        .filter(|candidate| candidate.slot == Slot::Value(Kind::Date))
        .map(|candidate| {
            let apart = if candidate.start >= at.end {
                candidate.start - at.end
            } else {
                at.start.saturating_sub(candidate.end)
            };
            (apart, candidate.value)
        })
        .filter(|(apart, _)| *apart <= REACH)
        .min_by_key(|(apart, _)| *apart)
        .and_then(|(_, value)| value.amount())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::analysis;
    use crate::library::Library;

    #[test]
    fn a_stated_date_is_found_and_one_that_is_counted_from_is_not() {
        let (library, _) =
            Library::from_bundle("{\"schema\":\"clausecheck-library/1\",\"files\":{}}").unwrap();
        for (texts, date) in [
            (
                &["This Agreement takes effect on 2 March 2026."][..],
                Some(20_514.0),
            ),
            (&["Effective Date: 2 March 2026"], Some(20_514.0)),
            (
                &["This Agreement is made on 2 March 2026 (the \"Effective Date\")."],
                Some(20_514.0),
            ),
            (
                &["The Effective Date of this Agreement is March 2, 2026."],
                Some(20_514.0),
            ),
            (
                &["Vendor goes live by 1 June 2026, twelve weeks after the Effective Date."],
                None,
            ),
            (
                &[
                    "Effective Date: 2 March 2026",
                    "It takes effect on 3 March 2026.",
                ],
                None,
            ),
            (
                &[
                    "Effective Date: 2 March 2026",
                    "It takes effect on 2 March 2026.",
                ],
                Some(20_514.0),
            ),
            (&["Signed on 2 March 2026."], None),
        ] {
            let mut lexicon = Lexicon::new(&library.compiled.words);
            let names = Names::new(&mut lexicon);
            let mut found = Stated::Nothing;
            for text in texts {
                let (tokens, sentences) = analysis::tokens(text, &mut lexicon);
                found = found.and(names.stated(&tokens, &sentences, &lexicon));
            }
            assert_eq!(found.date(), date, "{texts:?}");
        }
    }
}
