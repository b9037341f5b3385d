//! Values as people write them in cells, facts and on the command line: `45 days`, `5 million`, `1.5 % a month`.

use std::fmt;

use super::figure::{SCALES, date, number};
use super::near::nearest;
use crate::value::{HOURS_A_DAY, Kind, Value, months};

/// Why a text is no value of its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiteralFault {
    /// The text.
    pub text: String,
    /// The kind that it should have.
    pub kind: Kind,
    /// What was probably meant.
    pub meant: Option<String>,
}

impl fmt::Display for LiteralFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LiteralFault { text, kind, meant } = self;
        write!(f, "\"{text}\" is no {}; ", kind.name())?;
        match meant {
            Some(meant) => write!(f, "write \"{meant}\""),
            None => write!(f, "write it like \"{}\"", example(*kind)),
        }
    }
}

impl std::error::Error for LiteralFault {}

/// A value of a kind, as a message would show one.
pub(super) fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Duration => "45 days",
        Kind::Money => "250 000",
        Kind::Percent => "10 %",
        Kind::Rate => "1.5 % a month",
        Kind::Frequency => "2 a year",
        Kind::Number => "5",
        Kind::Multiple => "2x",
        Kind::Date => "2030-01-31",
        Kind::Place => "Delaware",
        Kind::Choice => "invoice",
    }
}

/// Units of time and what one of them is, in hours; months and years go by [`months`].
const TIME: [(&str, f64); 14] = [
    ("minute", 1.0 / 60.0),
    ("minutes", 1.0 / 60.0),
    ("hour", 1.0),
    ("hours", 1.0),
    ("day", HOURS_A_DAY),
    ("days", HOURS_A_DAY),
    ("calendar day", HOURS_A_DAY),
    ("calendar days", HOURS_A_DAY),
    ("business day", HOURS_A_DAY * 7.0 / 5.0),
    ("business days", HOURS_A_DAY * 7.0 / 5.0),
    ("working day", HOURS_A_DAY * 7.0 / 5.0),
    ("working days", HOURS_A_DAY * 7.0 / 5.0),
    ("week", HOURS_A_DAY * 7.0),
    ("weeks", HOURS_A_DAY * 7.0),
];

/// Units of time that are counted in months.
const MONTHS: [(&str, f64); 6] = [
    ("month", 1.0),
    ("months", 1.0),
    ("quarter", 3.0),
    ("quarters", 3.0),
    ("year", 12.0),
    ("years", 12.0),
];

/// Words after a percentage and how many months they are of.
const RATES: [(&str, f64); 9] = [
    ("", 1.0),
    ("a month", 1.0),
    ("per month", 1.0),
    ("monthly", 1.0),
    ("a year", 12.0),
    ("per year", 12.0),
    ("per annum", 12.0),
    ("yearly", 12.0),
    ("a quarter", 3.0),
];

/// Words after a number of times and how many such periods a year has.
const TIMES: [(&str, f64); 10] = [
    ("a year", 1.0),
    ("per year", 1.0),
    ("times a year", 1.0),
    ("time a year", 1.0),
    ("times per year", 1.0),
    ("yearly", 1.0),
    ("a quarter", 4.0),
    ("times a quarter", 4.0),
    ("a month", 12.0),
    ("times a month", 12.0),
];

/// Signs of currencies: all are compared as if they were US dollars.
const CURRENCIES: [&str; 10] = [
    "us$", "usd", "eur", "gbp", "cad", "aud", "dollars", "$", "€", "£",
];

/// The value of a kind that a text writes. Places and choices are names and are not read here.
///
/// # Errors
///
/// Where the text is no such value; the fault says what was probably meant.
pub fn literal(text: &str, kind: Kind) -> Result<Value, LiteralFault> {
    let text = text.trim();
    let fault = |meant: Option<String>| LiteralFault {
        text: String::from(text),
        kind,
        meant,
    };
    let amount = match kind {
        Kind::Duration => duration(text),
        Kind::Money => money(text),
        Kind::Percent => counted(text, &["%", "percent", "per cent"]),
        Kind::Rate => rate(text),
        Kind::Frequency => frequency(text),
        Kind::Number => counted(text, &[""]),
        Kind::Multiple => multiple(text),
        Kind::Date => date(text).ok_or(None),
        Kind::Place | Kind::Choice => Err(None),
    };
    amount
        .map(|amount| Value::quantity(amount, kind))
        .map_err(fault)
}

/// The value that a text writes, whatever its kind; a bare number is a number.
pub fn guess(text: &str) -> Option<Value> {
    [
        Kind::Number,
        Kind::Percent,
        Kind::Duration,
        Kind::Multiple,
        Kind::Frequency,
        Kind::Rate,
        Kind::Date,
        Kind::Money,
    ]
    .into_iter()
    .find_map(|kind| literal(text, kind).ok())
}

/// An amount, or what was probably meant.
type Amount = Result<f64, Option<String>>;

fn duration(text: &str) -> Amount {
    let (count, figure, unit) = number(text).ok_or(None)?;
    if let Some((_, hours)) = TIME.iter().find(|(name, _)| *name == unit) {
        return Ok(count * hours);
    }
    if let Some((_, many)) = MONTHS.iter().find(|(name, _)| *name == unit) {
        return Ok(months(count * many));
    }
    let known = TIME.iter().chain(&MONTHS).map(|(name, _)| *name);
    let several = count.total_cmp(&1.0).is_ne();
    let known = known.filter(|name| name.ends_with('s') == several);
    Err(match unit.as_str() {
        "" => Some(format!("{figure} days")),
        unit => nearest(unit, known).map(|unit| format!("{figure} {unit}")),
    })
}

fn money(text: &str) -> Amount {
    let lower = text.to_lowercase();
    let mut bare = lower.as_str();
    for sign in CURRENCIES {
        bare = bare.strip_prefix(sign).unwrap_or(bare).trim();
        bare = bare.strip_suffix(sign).unwrap_or(bare).trim();
    }
    let (count, figure, rest) = number(bare).ok_or(None)?;
    if rest.is_empty() {
        return Ok(count);
    }
    let scales = SCALES.iter().map(|(name, _)| *name);
    Err(nearest(&rest, scales.filter(|name| name.len() > 2))
        .map(|scale| format!("{figure} {scale}")))
}

fn counted(text: &str, units: &[&str]) -> Amount {
    let (count, figure, unit) = number(text).ok_or(None)?;
    if units.contains(&unit.as_str()) {
        return Ok(count);
    }
    let first = units.first().copied().unwrap_or("");
    Err(
        (unit.is_empty() || nearest(&unit, units.iter().copied()).is_some())
            .then(|| format!("{figure} {first}")),
    )
}

fn rate(text: &str) -> Amount {
    let (count, figure, rest) = number(text).ok_or(None)?;
    let per = ["%", "percent", "per cent"]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign));
    let Some(per) = per.map(str::trim) else {
        return Err(rest.is_empty().then(|| format!("{figure} % a month")));
    };
    match RATES.iter().find(|(name, _)| *name == per) {
        Some((_, months)) => Ok(count / months),
        None => Err(nearest(
            per,
            RATES
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| name.len() > 2),
        )
        .map(|per| format!("{figure} % {per}"))),
    }
}

fn frequency(text: &str) -> Amount {
    let lower = text.to_lowercase();
    match lower.as_str() {
        "yearly" | "annually" => return Ok(1.0),
        "quarterly" => return Ok(4.0),
        "monthly" => return Ok(12.0),
        _ => {}
    }
    let worded = [("once", 1.0), ("twice", 2.0)]
        .into_iter()
        .find_map(|(word, count)| {
            let rest = lower.strip_prefix(word)?;
            Some((count, String::from(word), String::from(rest.trim())))
        });
    let (count, figure, rest) = worded.or_else(|| number(&lower)).ok_or(None)?;
    match TIMES.iter().find(|(name, _)| *name == rest) {
        Some((_, a_year)) => Ok(count * a_year),
        None => Err(near_times(&figure, &rest)),
    }
}

fn near_times(figure: &str, rest: &str) -> Option<String> {
    match rest {
        "" => Some(format!("{figure} a year")),
        rest => nearest(rest, TIMES.iter().map(|(name, _)| *name))
            .map(|times| format!("{figure} {times}")),
    }
}

fn multiple(text: &str) -> Amount {
    match text.to_lowercase().as_str() {
        "once" => Ok(1.0),
        "twice" => Ok(2.0),
        "three times" => Ok(3.0),
        _ => counted(text, &["x", "", "times", "×"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::same;

    #[test]
    fn values_read_as_people_write_them() {
        for (text, kind, amount) in [
            ("45 days", Kind::Duration, 45.0 * 24.0),
            ("10 business days", Kind::Duration, 14.0 * 24.0),
            ("2 months", Kind::Duration, 60.0 * 24.0),
            ("1 year", Kind::Duration, 365.0 * 24.0),
            ("72 hours", Kind::Duration, 72.0),
            ("8 weeks", Kind::Duration, 56.0 * 24.0),
            ("5 million", Kind::Money, 5e6),
            ("250 000", Kind::Money, 250_000.0),
            ("US$ 250,000", Kind::Money, 250_000.0),
            ("300000 USD", Kind::Money, 300_000.0),
            ("$1.5m", Kind::Money, 1.5e6),
            ("99.95 %", Kind::Percent, 99.95),
            ("10%", Kind::Percent, 10.0),
            ("1.5 %", Kind::Rate, 1.5),
            ("1.5 % a month", Kind::Rate, 1.5),
            ("18 % a year", Kind::Rate, 1.5),
            ("twice a year", Kind::Frequency, 2.0),
            ("2 a year", Kind::Frequency, 2.0),
            ("quarterly", Kind::Frequency, 4.0),
            ("2x", Kind::Multiple, 2.0),
            ("twice", Kind::Multiple, 2.0),
            ("5", Kind::Number, 5.0),
            ("1970-01-01", Kind::Date, 0.0),
            ("2024-02-29", Kind::Date, 19_782.0),
        ] {
            match literal(text, kind) {
                Ok(Value::Quantity {
                    amount: read,
                    kind: k,
                }) if k == kind => {
                    assert!(same(read, amount), "{text}: {read}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn faults_say_what_was_meant() {
        for (text, kind, message) in [
            (
                "45 dys",
                Kind::Duration,
                "\"45 dys\" is no duration; write \"45 days\"",
            ),
            (
                "45",
                Kind::Duration,
                "\"45\" is no duration; write \"45 days\"",
            ),
            (
                "1 mont",
                Kind::Duration,
                "\"1 mont\" is no duration; write \"1 month\"",
            ),
            (
                "soon",
                Kind::Duration,
                "\"soon\" is no duration; write it like \"45 days\"",
            ),
            (
                "5 milion",
                Kind::Money,
                "\"5 milion\" is no money; write \"5 million\"",
            ),
            ("10", Kind::Percent, "\"10\" is no percent; write \"10 %\""),
            (
                "1.5 % a moth",
                Kind::Rate,
                "\"1.5 % a moth\" is no rate; write \"1.5 % a month\"",
            ),
            (
                "2 a yaer",
                Kind::Frequency,
                "\"2 a yaer\" is no frequency; write \"2 a year\"",
            ),
            (
                "2023-02-29",
                Kind::Date,
                "\"2023-02-29\" is no date; write it like \"2030-01-31\"",
            ),
        ] {
            let fault = literal(text, kind).expect_err(text);
            assert_eq!(fault.to_string(), message);
        }
    }

    #[test]
    fn a_kind_is_guessed() {
        for (text, kind) in [
            ("99.95 %", Kind::Percent),
            ("8 weeks", Kind::Duration),
            ("300000", Kind::Number),
            ("300000 USD", Kind::Money),
            ("2 a year", Kind::Frequency),
        ] {
            match guess(text) {
                Some(Value::Quantity { kind: read, .. }) => assert_eq!(read, kind, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
        assert_eq!(guess("European Union"), None);
    }
}
