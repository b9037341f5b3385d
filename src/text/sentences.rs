//! Where sentences end.

use std::ops::Range;

use super::{Case, Token, TokenKind};

/// Words whose stop is no end: a closed list of the abbreviations that contracts use.
const ABBREVIATIONS: [&str; 25] = [
    "inc", "ltd", "llc", "co", "corp", "no", "nos", "art", "arts", "sec", "cl", "para", "vs", "v",
    "mr", "mrs", "ms", "dr", "st", "approx", "incl", "excl", "ref", "plc", "max",
];

/// Cuts the tokens of a text into sentences, as ranges of tokens.
///
/// A sentence ends at a full stop, a question or an exclamation mark that white space and no small letter follow, and
/// at a line break; not at an abbreviation's stop, nor at that of the number that the text starts with.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        let between = text
            .get(token.range.end..next.map_or(text.len(), |next| next.range.start))
            .unwrap_or("");
        let ends = match next {
            None => true,
            Some(_) if between.contains(['\n', '\u{2029}']) => true,
            Some(next) => {
                let stop =
                    token.kind == TokenKind::Sign && matches!(token.form.as_str(), "." | "?" | "!");
                stop && between.contains(char::is_whitespace)
                    && (next.case != Case::Lower || next.kind != TokenKind::Word)
                    && !after_abbreviation(tokens, start, index)
            }
        };
        if ends {
            sentences.push(start..index + 1);
            start = index + 1;
        }
    }
    sentences
}

fn after_abbreviation(tokens: &[Token], start: usize, stop: usize) -> bool {
    let Some(before) = stop
        .checked_sub(1)
        .filter(|before| *before >= start)
        .and_then(|before| tokens.get(before))
    else {
        return false;
    };
    let is_number = before.kind == TokenKind::Number && stop == start + 1;
    // "A. Fees": a single capital that opens the text is its number.
    let is_letter = before.case == Case::Title && before.form.len() == 1 && stop == start + 1;
    is_number || is_letter || ABBREVIATIONS.contains(&before.form.as_str())
}

#[cfg(test)]
mod tests {
    use crate::text::tokens;

    fn check(text: &str, sentences: &[&str]) {
        let tokens = tokens(text);
        let found: Vec<_> = super::sentences(text, &tokens)
            .into_iter()
            .map(|range| &text[tokens[range.start].range.start..tokens[range.end - 1].range.end])
            .collect();
        assert_eq!(found, sentences, "{text}");
    }

    #[test]
    fn stops_end_sentences_but_not_numbers_or_abbreviations() {
        check(
            "1. Fees are due. Taxes too.",
            &["1. Fees are due.", "Taxes too."],
        );
        check(
            "Payment. The Client pays 1.5% a month.",
            &["Payment.", "The Client pays 1.5% a month."],
        );
        check(
            "Acme Inc. shall pay No. 5.",
            &["Acme Inc. shall pay No. 5."],
        );
        check("Increase: max. 5%.", &["Increase: max. 5%."]);
        check("Due at once; no set-off.", &["Due at once; no set-off."]);
        check(
            "S1: 4 hours. S2: next day.",
            &["S1: 4 hours.", "S2: next day."],
        );
        check("one line\nanother", &["one line", "another"]);
    }
}
