//! The date on which a contract takes effect, where its own text states one.

use std::ops::Range;

use super::analysis::Tok;
use crate::pattern::Slot;
use crate::slots;
use crate::text::{Lexicon, TokenKind};
use crate::value::{Kind, Value};

/// The words that name the date, or say that the contract takes effect on it.
const NAMED: [&[&str]; 13] = [
    &["effective", "date"],
    &["effective", "as", "of"],
    &["effective", "from"],
    &["effective", "on"],
    &["takes", "effect"],
    &["take", "effect"],
    &["taking", "effect"],
    &["comes", "into", "force"],
    &["comes", "into", "effect"],
    &["come", "into", "force"],
    &["come", "into", "effect"],
    &["enters", "into", "force"],
    &["enter", "into", "force"],
];

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

/// The date that texts state, in days since 1970-01-01: `None` where none does, or where two differ.
pub(crate) fn stated<'t>(
    texts: impl Iterator<Item = &'t (Vec<Tok>, Vec<Range<usize>>)>,
    lexicon: &Lexicon<'_>,
) -> Option<f64> {
    let mut found: Option<f64> = None;
    for (tokens, sentences) in texts {
        for sentence in sentences {
            let words = tokens.get(sentence.clone()).unwrap_or_default();
            let Some(date) = in_sentence(words, lexicon) else {
                continue;
            };
            if found.is_some_and(|known| known != date) {
                return None;
            }
            found = Some(date);
        }
    }
    found
}

fn in_sentence(tokens: &[Tok], lexicon: &Lexicon<'_>) -> Option<f64> {
    let form = |at: usize| tokens.get(at).map(|token| lexicon.name(token.sym));
    let named = (0..tokens.len()).find_map(|start| {
        let name = NAMED.iter().find(|name| {
            name.iter()
                .enumerate()
                .all(|(at, word)| form(start + at) == Some(word))
        })?;
        let before = (0..start)
            .rev()
            .filter_map(form)
            .find(|word| !BETWEEN.contains(word));
        let counted = name == &NAMED[0] && before.is_some_and(|word| COUNTED_FROM.contains(&word));
        (!counted).then_some(start..start + name.len())
    })?;
    let words: Vec<slots::Word<'_>> = tokens
        .iter()
        .map(|token| slots::Word {
            kind: token.kind,
            form: lexicon.name(token.sym),
            ordinal: token.kind == TokenKind::Number && token.case == crate::text::Case::Title,
        })
        .collect();
    slots::values(&words)
        .into_iter()
        .filter(|candidate| candidate.slot == Slot::Value(Kind::Date))
        .map(|candidate| {
            let apart = if candidate.start >= named.end {
                candidate.start - named.end
            } else {
                named.start.saturating_sub(candidate.end)
            };
            (apart, candidate.value)
        })
        .filter(|(apart, _)| *apart <= REACH)
        .min_by_key(|(apart, _)| *apart)
        .and_then(|(_, value)| match value {
            Value::Quantity { amount, .. } => Some(amount),
            _ => None,
        })
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
            let cut: Vec<_> = texts
                .iter()
                .map(|text| analysis::tokens(text, &mut lexicon))
                .collect();
            assert_eq!(stated(cut.iter(), &lexicon), date, "{texts:?}");
        }
    }
}
