//! Values: what cells compare and readings hold.

use std::fmt;

/// The kinds of value that a slot or a term can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A length of time, in hours.
    Duration,
    /// A sum, as if in US dollars.
    Money,
    /// A share of a hundred.
    Percent,
    /// A percentage a month.
    Rate,
    /// Times a year.
    Frequency,
    /// A plain number.
    Number,
    /// A multiple: `2x`, `twice`.
    Multiple,
    /// A calendar date, in days since 1970-01-01.
    Date,
    /// A place.
    Place,
    /// One of the values that a term lists.
    Choice,
}

impl Kind {
    /// Every kind, for tables and messages.
    pub const ALL: [Kind; 10] = [
        Kind::Duration,
        Kind::Money,
        Kind::Percent,
        Kind::Rate,
        Kind::Frequency,
        Kind::Number,
        Kind::Multiple,
        Kind::Date,
        Kind::Place,
        Kind::Choice,
    ];

    /// Its name in clause files.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Duration => "duration",
            Kind::Money => "money",
            Kind::Percent => "percent",
            Kind::Rate => "rate",
            Kind::Frequency => "frequency",
            Kind::Number => "number",
            Kind::Multiple => "multiple",
            Kind::Date => "date",
            Kind::Place => "place",
            Kind::Choice => "choice",
        }
    }

    /// The kind with that name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number of some kind, in the kind's own unit.
    Quantity {
        /// How much.
        amount: f64,
        /// Of what.
        kind: Kind,
    },
    /// A place or a choice, by its name in the library.
    Name(String),
    /// Without limit.
    Unlimited,
    /// It is there.
    Present,
    /// It is not there.
    Absent,
    /// It cannot be known, and why: a deal value is missing, or a word and its figure disagree.
    Unknown(String),
}

impl Value {
    /// A quantity.
    pub fn quantity(amount: f64, kind: Kind) -> Value {
        Value::Quantity { amount, kind }
    }

    /// How much it is, where it is a quantity.
    pub fn amount(&self) -> Option<f64> {
        match self {
            Value::Quantity { amount, .. } => Some(*amount),
            _ => None,
        }
    }

    /// Hours of a number of days.
    pub fn days(days: f64) -> Value {
        Value::quantity(days * HOURS_A_DAY, Kind::Duration)
    }
}

/// One day is 24 hours.
pub const HOURS_A_DAY: f64 = 24.0;

/// Hours of a number of months: 365 days for each full 12, and 30 for each beyond.
pub fn months(months: f64) -> f64 {
    let years = (months / 12.0).floor();
    (years * 365.0 + (months - years * 12.0) * 30.0) * HOURS_A_DAY
}

/// Months of a number of hours: the reverse of [`months`].
pub fn in_months(hours: f64) -> f64 {
    let days = hours / HOURS_A_DAY;
    let years = (days / 365.0).floor();
    let rest = ((days - years * 365.0) / 30.0).min(12.0);
    years * 12.0 + rest
}

/// Whether two amounts are the same but for rounding: a billionth apart at most.
pub fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// Writes a number without needless decimals: six at most. By hand, as `std`'s tables for it cost the Wasm 7 KB.
pub fn plain(amount: f64) -> String {
    let sign = if amount < 0.0 { "-" } else { "" };
    let amount = amount.abs();
    let millionths = (amount * 1e6).round();
    // Beyond this, millionths are not kept apart; and beyond any sum of money only the size matters.
    if millionths >= 1e15 {
        return format!("{sign}{}", amount.round() as u64);
    }
    let millionths = millionths as u64;
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    match (whole, rest) {
        (0, 0) => String::from("0"),
        (_, 0) => format!("{sign}{whole}"),
        _ => String::from(format!("{sign}{whole}.{rest:06}").trim_end_matches('0')),
    }
}

/// Reads a number of digits with at most one point: `1`, `99.95`. Nothing else is one. It is the nearest that there is
/// where up to fifteen digits are given, more than any contract has; `std`'s tables for the others cost the Wasm 13 KB.
pub fn decimal(text: &str) -> Option<f64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    // Whole numbers and powers of ten are exact as long as they are this small, so that one division rounds once.
    let (mut digits, mut factor, mut over) = (0u64, 1.0f64, 1.0f64);
    for (is_part, byte) in whole
        .bytes()
        .map(|byte| (false, byte))
        .chain(part.bytes().map(|byte| (true, byte)))
    {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        if digits < 100_000_000_000_000_000 {
            digits = digits * 10 + u64::from(digit);
            over *= if is_part { 10.0 } else { 1.0 };
        } else if !is_part {
            factor *= 10.0;
        }
    }
    Some(digits as f64 / over * factor)
}

/// A duration's amount in a unit of a term: the number and the unit's name.
pub fn in_unit(amount: f64, kind: Kind, unit: Option<&str>) -> (f64, Option<String>) {
    match (kind, unit) {
        (Kind::Duration, Some(unit)) => {
            let shown = match unit {
                "minutes" => amount * 60.0,
                "hours" => amount,
                "weeks" => amount / HOURS_A_DAY / 7.0,
                "months" => in_months(amount),
                "years" => in_months(amount) / 12.0,
                _ => amount / HOURS_A_DAY,
            };
            (shown, Some(String::from(unit)))
        }
        (Kind::Duration, None) => (amount / HOURS_A_DAY, Some(String::from("days"))),
        (Kind::Money, _) => (amount, Some(String::from("USD"))),
        (Kind::Percent, _) => (amount, Some(String::from("%"))),
        (Kind::Rate, _) => (amount, Some(String::from("% a month"))),
        (Kind::Frequency, _) => (amount, Some(String::from("times a year"))),
        (Kind::Multiple, _) => (amount, Some(String::from("x"))),
        _ => (amount, None),
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Quantity { amount, kind } => show(*amount, *kind, None, f),
            Value::Name(name) => f.write_str(name),
            Value::Unlimited => f.write_str("unlimited"),
            Value::Present => f.write_str("present"),
            Value::Absent => f.write_str("absent"),
            Value::Unknown(why) => write!(f, "unknown ({why})"),
        }
    }
}

fn show(amount: f64, kind: Kind, unit: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (amount, unit) = in_unit(amount, kind, unit);
    match unit.as_deref() {
        None => f.write_str(&plain(amount)),
        Some("x") => write!(f, "{}x", plain(amount)),
        Some(unit) => write!(f, "{} {unit}", plain(amount)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole_years_and_thirty_days() {
        for (count, days) in [
            (1.0, 30.0),
            (3.0, 90.0),
            (12.0, 365.0),
            (18.0, 545.0),
            (24.0, 730.0),
        ] {
            assert!(same(months(count), days * HOURS_A_DAY), "{count} months");
            assert!(same(in_months(days * HOURS_A_DAY), count), "{days} days");
        }
    }

    #[test]
    fn digits_are_read_as_std_reads_them() {
        for text in [
            "0",
            "7",
            "30",
            "0.5",
            "99.95",
            ".25",
            "5.",
            "1234567.891",
            "0.000001",
            "250000",
            "007.10",
            "123456789012345",
            "0.12345678901234",
        ] {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        for text in [
            "", ".", "1.2.3", "1e5", "-1", "+1", "inf", "1,000", "\u{663}",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
        let long = decimal(&"9".repeat(40)).expect("a number");
        assert!(same(long, 1e40));
        assert_eq!(decimal(&"9".repeat(400)), Some(f64::INFINITY));
    }

    proptest::proptest! {
        #[test]
        fn sums_are_read_and_written_as_std_does(whole in 0u64..1_000_000_000, part in 0u32..1_000_000) {
            let text = format!("{whole}.{part:06}");
            let amount: f64 = text.parse().expect("a number");
            proptest::prop_assert_eq!(decimal(&text), Some(amount));
            proptest::prop_assert_eq!(plain(amount), format!("{amount}"));
        }
    }

    #[test]
    fn numbers_are_written_plainly() {
        for (amount, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-2.5, "-2.5"),
            (2_500_000_000.0, "2500000000"),
            (1e12, "1000000000000"),
            (30.0, "30"),
            (99.95, "99.95"),
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.333333"),
        ] {
            assert_eq!(plain(amount), text);
        }
    }
}
