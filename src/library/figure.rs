//! Figures as people write them: `250 000`, `1.5`, `5 million`, and dates.

use crate::value;

/// Words that multiply a number.
pub(super) const SCALES: [(&str, f64); 7] = [
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("b", 1e9),
];

/// Days from 1970-01-01 of a date like `2030-01-31`.
pub(super) fn date(text: &str) -> Option<f64> {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
    let (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let lengths = [
        31,
        if is_leap(year) { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let length = usize::try_from(month - 1)
        .ok()
        .and_then(|month| lengths.get(month));
    if !(1..=9999).contains(&year) || length.is_none_or(|length| !(1..=*length).contains(&day)) {
        return None;
    }
    Some(days_since_1970(year, month, day) as f64)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01: years are taken to start in March, so that the leap day comes last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let in_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + in_year - 719_468
}

/// The number that a text starts with, how it is written, and what follows it in lower case. Thousands may stand apart
/// by a comma or a space, and a word may multiply them: `250 000`, `5 million`.
pub(super) fn number(text: &str) -> Option<(f64, String, String)> {
    let text = text.trim();
    let mut digits = String::new();
    let mut end = 0;
    let mut point = false;
    while let Some(next) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(end + next.len_utf8()..).unwrap_or("");
        let digits_after = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
        match next {
            '0'..='9' => digits.push(next),
            '.' if !point && !digits.is_empty() && digits_after > 0 => {
                point = true;
                digits.push('.');
            }
            ',' | ' ' | '\u{a0}' | '\u{202f}'
                if !point && !digits.is_empty() && digits_after == 3 => {}
            _ => break,
        }
        end += next.len_utf8();
    }
    let amount = value::decimal(&digits).filter(|amount| amount.is_finite())?;
    let figure = text.get(..end)?.trim();
    let rest = text.get(end..)?.trim().to_lowercase();
    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let (first, after) = rest.split_once(' ').unwrap_or((rest.as_str(), ""));
    match SCALES.iter().find(|(name, _)| *name == first) {
        Some((_, scale)) => Some((
            amount * scale,
            format!("{figure} {first}"),
            String::from(after),
        )),
        None => Some((amount, String::from(figure), rest)),
    }
}
