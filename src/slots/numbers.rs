//! Numbers, in words, in figures, or both: `thirty (30)`, `1,500`, `one and one-half`, `two million`.

use super::Word;
use crate::text::TokenKind;
use crate::value;

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The first token after it.
    pub end: usize,
    /// How much.
    pub amount: f64,
    /// Whether its word and its figure disagree.
    pub conflict: bool,
    /// Whether the figure in brackets took a percent sign with it: `ten (10%)`.
    pub percent: bool,
    /// Whether it counts places in a row: `thirtieth`, `30th`.
    pub ordinal: bool,
}

/// The longest number that starts at a token.
pub fn number(words: &[Word<'_>], start: usize) -> Option<Number> {
    // The figure that brackets alone are left of: "(30) days", its word struck.
    if form(words, start) == "(" {
        let (end, amount, _) = simple(words, start + 1)?;
        return (form(words, end) == ")").then_some(Number {
            end: end + 1,
            amount,
            conflict: false,
            percent: false,
            ordinal: false,
        });
    }
    let (mut end, amount, ordinal) = simple(words, start)?;
    let mut number = Number {
        end,
        amount,
        conflict: false,
        percent: false,
        ordinal,
    };
    // The other form of the same number, in brackets.
    if form(words, end) == "(" {
        end += 1;
        if let Some((after, restated, _)) = simple(words, end) {
            end = after;
            let percent = form(words, end) == "percent";
            end += usize::from(percent);
            if form(words, end) == ")" {
                number.end = end + 1;
                number.percent = percent;
                number.conflict = !value::same(amount, restated);
            }
        }
    }
    Some(number)
}

fn form<'a>(words: &[Word<'a>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.form)
}

/// A number in one form: its end, its amount, and whether it is an ordinal.
fn simple(words: &[Word<'_>], start: usize) -> Option<(usize, f64, bool)> {
    let first = words.get(start)?;
    if first.kind == TokenKind::Number {
        let mut amount = value::decimal(first.form)?;
        let mut end = start + 1;
        // "12 1/2" and "1 ½".
        if let Some((after, fraction)) = figure_fraction(words, end) {
            amount += fraction;
            end = after;
        }
        if let Some(scale) = scale(form(words, end)) {
            amount *= scale;
            end += 1;
        }
        return Some((end, amount, first.ordinal));
    }
    in_words(words, start)
}

fn figure_fraction(words: &[Word<'_>], at: usize) -> Option<(usize, f64)> {
    let first = words
        .get(at)
        .filter(|word| word.kind == TokenKind::Number)?;
    match first.form {
        "0.5" | "0.25" | "0.75" => Some((at + 1, value::decimal(first.form)?)),
        _ if form(words, at + 1) == "/" => {
            let over = value::decimal(form(words, at + 2))?;
            let top = value::decimal(first.form)?;
            (over > 0.0 && top < over).then_some((at + 3, top / over))
        }
        _ => None,
    }
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(100.0),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        _ => None,
    }
}

fn unit(word: &str) -> Option<(f64, bool)> {
    const CARDINALS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const ORDINALS: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    let place = |list: &[&str]| list.iter().position(|known| *known == word);
    place(&CARDINALS)
        .map(|n| (n as f64, false))
        .or(place(&ORDINALS).map(|n| (n as f64, true)))
}

fn tens(word: &str) -> Option<(f64, bool)> {
    const CARDINALS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    const ORDINALS: [&str; 8] = [
        "twentieth",
        "thirtieth",
        "fortieth",
        "fiftieth",
        "sixtieth",
        "seventieth",
        "eightieth",
        "ninetieth",
    ];
    let place = |list: &[&str]| list.iter().position(|known| *known == word);
    let amount = |index: usize| (index as f64 + 2.0) * 10.0;
    place(&CARDINALS)
        .map(|n| (amount(n), false))
        .or(place(&ORDINALS).map(|n| (amount(n), true)))
}

/// The share that a word names: `half`, `quarters`, `third`, `twentieths`.
fn share(word: &str) -> Option<f64> {
    match word {
        "half" | "halves" => Some(2.0),
        "quarter" | "quarters" => Some(4.0),
        _ => {
            let one = word.strip_suffix('s').unwrap_or(word);
            let (of, ordinal) = unit(one).or_else(|| tens(one))?;
            (ordinal && of > 2.0).then_some(of)
        }
    }
}

/// So many parts of one: "three quarters", "a third".
pub(super) fn parts(top: &str, word: &str) -> Option<f64> {
    let top = match top {
        "a" => 1.0,
        _ => unit(top).and_then(|(amount, ordinal)| (!ordinal).then_some(amount))?,
    };
    Some(top / share(word)?)
}

/// A number in words. "One hundred and twenty", "two and a half", "one-half"; a share of a unit of time is left to the
/// unit (`one quarter` is three months, not 0.25).
fn in_words(words: &[Word<'_>], start: usize) -> Option<(usize, f64, bool)> {
    let mut at = start;
    let mut total = 0.0;
    let mut group = 0.0;
    let mut ordinal = false;
    let mut found = false;
    if form(words, at) == "a" && scale(form(words, at + 1)).is_some() {
        group = 1.0;
        at += 1;
        found = true;
    }
    if form(words, at) == "dozen" || (form(words, at) == "a" && form(words, at + 1) == "dozen") {
        return Some((at + 1 + usize::from(form(words, at) == "a"), 12.0, false));
    }
    loop {
        let word = form(words, at);
        if let Some((amount, ends)) = tens(word).filter(|_| group % 100.0 == 0.0 && !ordinal) {
            group += amount;
            ordinal = ends;
        } else if let Some((amount, ends)) = unit(word).filter(|(amount, _)| {
            !ordinal
                && (group % 10.0 == 0.0)
                && (group % 100.0 == 0.0 || (group % 100.0 >= 20.0 && *amount < 10.0))
        }) {
            group += amount;
            ordinal = ends;
        } else if let Some(scale) = scale(word).filter(|_| found && !ordinal) {
            if scale == 100.0 {
                group *= 100.0;
            } else {
                total += group * scale;
                group = 0.0;
            }
        } else if word == "and" && found && !ordinal {
            // "and" goes on within a number only after a hundred or more, or before a fraction.
            let next = form(words, at + 1);
            if let Some((after, fraction)) = and_fraction(words, at + 1) {
                return Some((after, total + group + fraction, false));
            }
            let larger = group >= 100.0 && group % 100.0 == 0.0 || group == 0.0 && total > 0.0;
            if !larger || (tens(next).is_none() && unit(next).is_none()) {
                break;
            }
        } else {
            break;
        }
        found = true;
        at += 1;
    }
    if !found {
        return fraction(words, start).map(|(end, amount)| (end, amount, false));
    }
    let amount = total + group;
    // "one-half", "three quarters": a share, where a unit of time could not follow in its place.
    if let Some(parts) =
        share(form(words, at)).filter(|_| !ordinal && amount < 10.0 && amount > 0.0)
    {
        let word = form(words, at);
        let is_time = matches!(word, "quarter" | "quarters" | "second" | "seconds");
        if !is_time || matches!(form(words, at + 1), "of" | "percent") {
            return Some((at + 1, amount / parts, false));
        }
    }
    Some((at, amount, ordinal))
}

/// "a half", "one half", "one-quarter" after "and".
fn and_fraction(words: &[Word<'_>], at: usize) -> Option<(usize, f64)> {
    let (top, next) = match form(words, at) {
        "a" | "one" => (1.0, at + 1),
        "two" => (2.0, at + 1),
        "three" => (3.0, at + 1),
        _ => (1.0, at),
    };
    let parts = share(form(words, next))?;
    (next > at).then_some((next + 1, top / parts))
}

/// "half", "a half", "a third of".
fn fraction(words: &[Word<'_>], at: usize) -> Option<(usize, f64)> {
    match (form(words, at), form(words, at + 1)) {
        ("half", _) => Some((at + 1, 0.5)),
        ("a", "half") => Some((at + 2, 0.5)),
        ("a", "third") if form(words, at + 2) != "party" => Some((at + 2, 1.0 / 3.0)),
        ("a", "quarter") if form(words, at + 2) == "of" => Some((at + 2, 0.25)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;

    #[test]
    fn numbers_in_words_figures_and_both() {
        for (text, amount, conflict) in [
            ("thirty (30) days", 30.0, false),
            ("30 (thirty) days", 30.0, false),
            ("thirty (60) days", 30.0, true),
            ("one hundred and twenty (120)", 120.0, false),
            ("one hundred fifty", 150.0, false),
            ("three hundred and fifty (350)", 350.0, false),
            ("two and a half", 2.5, false),
            ("one and one-half percent (1.5%)", 1.5, false),
            ("two million", 2e6, false),
            ("1.5 million", 1.5e6, false),
            ("a hundred", 100.0, false),
            ("one-half of", 0.5, false),
            ("ten (10%)", 10.0, false),
            ("twelve 1/2", 12.0, false),
            ("12 1/2 percent", 12.5, false),
            ("forty-five", 45.0, false),
            ("thirtieth", 30.0, false),
            ("twenty-first", 21.0, false),
            ("1,250,000", 1_250_000.0, false),
            ("a dozen", 12.0, false),
            ("(30) days", 30.0, false),
        ] {
            let tokens = crate::text::tokens(text);
            let found = number(&words(&tokens), 0).unwrap_or_else(|| panic!("{text}"));
            assert!(value::same(found.amount, amount), "{text}: {found:?}");
            assert_eq!(found.conflict, conflict, "{text}");
        }
        for text in ["and five", "third party", "monthly", "a party"] {
            let tokens = crate::text::tokens(text);
            let found = number(&words(&tokens), 0);
            assert!(found.is_none_or(|found| found.ordinal), "{text}: {found:?}");
        }
    }
}
