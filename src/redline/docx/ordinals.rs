//! Numbers written as lists write them: `iv`, `bb`, `3rd`, `Three` (ECMA-376 part 1, 17.18.59).
//!
//! Of the sixty formats those of English contracts; all others are written in digits, which tells the place if not the
//! look.

/// How a level of a list writes its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Decimal,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    Ordinal,
    CardinalText,
    OrdinalText,
    /// Digits, filled up with zeros to a width.
    Zeros(usize),
    Bullet,
    None,
}

impl Style {
    /// The style of this name; `format` is the sample of a custom one: `001, 002, 003, ...`.
    pub(super) fn of(name: &str, format: Option<&str>) -> Self {
        match name {
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "ordinal" => Self::Ordinal,
            "cardinalText" => Self::CardinalText,
            "ordinalText" => Self::OrdinalText,
            "decimalZero" => Self::Zeros(2),
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "custom" => {
                let sample = format.unwrap_or_default().split(',').next();
                let width = sample.unwrap_or_default().trim().len();
                Self::Zeros(width.clamp(1, 9))
            }
            _ => Self::Decimal,
        }
    }
}

/// Writes a number.
pub(super) fn write(number: u32, style: &Style) -> String {
    match style {
        Style::UpperRoman => roman(number),
        Style::LowerRoman => roman(number).to_lowercase(),
        Style::UpperLetter => letters(number).to_uppercase(),
        Style::LowerLetter => letters(number),
        Style::Ordinal => format!("{number}{}", suffix(number)),
        Style::CardinalText => capital(&cardinal(number)),
        Style::OrdinalText => capital(&ordinal(number)),
        Style::Zeros(width) => format!("{number:0width$}"),
        Style::Bullet | Style::None => String::new(),
        Style::Decimal => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    // Roman numerals end at 3999, and a large start would make a long string.
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in PARTS {
        while rest >= value {
            rest -= value;
            text.push_str(sign);
        }
    }
    text
}

/// `a` to `z`, then `aa`, `bb`: the letter is repeated, not counted on.
fn letters(number: u32) -> String {
    if number == 0 || number > 26 * 30 {
        return number.to_string();
    }
    let index = number - 1;
    let letter = char::from_digit(10 + index % 26, 36).unwrap_or('a');
    std::iter::repeat_n(letter, (index / 26 + 1) as usize).collect()
}

fn suffix(number: u32) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

const ONES: [&str; 20] = [
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
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// `twenty-one`; from a thousand on in digits, as no contract has as many clauses.
fn cardinal(number: u32) -> String {
    let word = |words: &[&'static str], index: u32| -> &'static str {
        words.get(index as usize).copied().unwrap_or_default()
    };
    match number {
        0..20 => word(&ONES, number).to_owned(),
        20..100 => match number % 10 {
            0 => word(&TENS, number / 10).to_owned(),
            ones => format!("{}-{}", word(&TENS, number / 10), word(&ONES, ones)),
        },
        100..1000 => {
            let hundreds = format!("{} hundred", word(&ONES, number / 100));
            match number % 100 {
                0 => hundreds,
                rest => format!("{hundreds} {}", cardinal(rest)),
            }
        }
        _ => number.to_string(),
    }
}

fn ordinal(number: u32) -> String {
    if number >= 1000 {
        return format!("{number}{}", suffix(number));
    }
    const IRREGULAR: [(&str, &str); 7] = [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    let words = cardinal(number);
    for (end, replacement) in IRREGULAR {
        if let Some(stem) = words.strip_suffix(end) {
            return format!("{stem}{replacement}");
        }
    }
    match words.strip_suffix('y') {
        Some(stem) => format!("{stem}ieth"),
        None => format!("{words}th"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_write_them() {
        let table = [
            (4, Style::UpperRoman, "IV"),
            (1999, Style::LowerRoman, "mcmxcix"),
            (4000, Style::UpperRoman, "4000"),
            (1, Style::LowerLetter, "a"),
            (28, Style::UpperLetter, "BB"),
            (u32::MAX, Style::LowerLetter, "4294967295"),
            (1, Style::Ordinal, "1st"),
            (12, Style::Ordinal, "12th"),
            (22, Style::Ordinal, "22nd"),
            (103, Style::Ordinal, "103rd"),
            (21, Style::CardinalText, "Twenty-one"),
            (115, Style::CardinalText, "One hundred fifteen"),
            (1, Style::OrdinalText, "First"),
            (12, Style::OrdinalText, "Twelfth"),
            (20, Style::OrdinalText, "Twentieth"),
            (32, Style::OrdinalText, "Thirty-second"),
            (7, Style::Zeros(2), "07"),
            (7, Style::of("custom", Some("001, 002, ...")), "007"),
            (7, Style::of("hindiVowels", None), "7"),
        ];
        for (number, style, expected) in table {
            assert_eq!(write(number, &style), expected, "{style:?}");
        }
    }
}
