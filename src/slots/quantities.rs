//! Quantities: a number with what it counts. Each kind has a function that tries it at one token; [`values`] tries all.

use super::numbers::{Number, number};
use super::{CONFLICT, Candidate, Word};
use crate::pattern::Slot;
use crate::text::TokenKind;
use crate::value::{self, HOURS_A_DAY, Kind, Value};

/// Five business days are seven days.
const BUSINESS_DAY: f64 = 7.0 / 5.0;

/// A quantity found: where it ends, how much, and whether word and figure disagree.
#[derive(Clone, Copy)]
struct Found {
    end: usize,
    amount: f64,
    conflict: bool,
}

type Try = fn(&[Word<'_>], usize) -> Option<Found>;

/// The values of a text, by their first tokens. Of one kind the first and longest stands; none overlap.
pub fn values(words: &[Word<'_>]) -> Vec<Candidate> {
    let kinds: [(Kind, Try); 8] = [
        (Kind::Number, any_number),
        (Kind::Percent, percent),
        (Kind::Duration, duration),
        (Kind::Rate, rate),
        (Kind::Money, money),
        (Kind::Frequency, frequency),
        (Kind::Multiple, multiple),
        (Kind::Date, date),
    ];
    let mut found = Vec::new();
    let mut free = [0; 8];
    for start in 0..words.len() {
        if !may_start(words, start) {
            continue;
        }
        for ((kind, attempt), free) in kinds.iter().zip(free.iter_mut()) {
            if start < *free {
                continue;
            }
            let Some(quantity) =
                attempt(words, start).map(|first| restated(words, first, *attempt))
            else {
                continue;
            };
            let value = if quantity.conflict {
                Value::Unknown(String::from(CONFLICT))
            } else {
                Value::quantity(quantity.amount, *kind)
            };
            found.push(Candidate {
                slot: Slot::Value(*kind),
                start,
                end: quantity.end,
                value,
            });
            *free = quantity.end;
        }
    }
    found
}

/// A cheap test that spares most words the grammar.
fn may_start(words: &[Word<'_>], at: usize) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    word.kind == TokenKind::Number
        || matches!(
            word.form,
            "a" | "an"
                | "each"
                | "every"
                | "once"
                | "twice"
                | "thrice"
                | "double"
                | "triple"
                | "treble"
                | "half"
                | "dozen"
                | "annual"
                | "annually"
                | "yearly"
                | "quarterly"
                | "monthly"
                | "weekly"
                | "daily"
                | "semi"
                | "semiannual"
                | "semiannually"
                | "biannual"
                | "biannually"
                | "bi"
                | "$"
                | "€"
                | "£"
                | "¥"
                | "usd"
                | "eur"
                | "gbp"
                | "us"
                | "cad"
                | "aud"
                | "chf"
                | "any"
                | "several"
        )
        || currency(word.form).is_some()
        || month_of_year(word.form).is_some()
        || number(words, at).is_some()
}

/// "60 days (sixty days)": the same quantity again in brackets belongs to it.
fn restated(words: &[Word<'_>], first: Found, attempt: Try) -> Found {
    if form(words, first.end) != "(" {
        return first;
    }
    match attempt(words, first.end + 1) {
        Some(again) if form(words, again.end) == ")" => Found {
            end: again.end + 1,
            amount: first.amount,
            conflict: first.conflict || again.conflict || !value::same(first.amount, again.amount),
        },
        _ => first,
    }
}

fn form<'a>(words: &[Word<'a>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.form)
}

fn any_number(words: &[Word<'_>], start: usize) -> Option<Found> {
    number(words, start)
        .filter(|found| !found.percent)
        .map(plain)
}

fn plain(found: Number) -> Found {
    Found {
        end: found.end,
        amount: found.amount,
        conflict: found.conflict,
    }
}

/// "ten percent (10%)", "1,800 basis points", "one half".
fn percent(words: &[Word<'_>], start: usize) -> Option<Found> {
    // "three tenths of one per cent"
    let part = part_of_one(words, start).filter(|part| {
        matches!(
            form(words, part.end),
            "percent" | "per" | "percentage" | "basis"
        )
    });
    let found = part.or_else(|| number(words, start))?;
    let mut quantity = plain(found);
    let (unit, length) = match (form(words, found.end), form(words, found.end + 1)) {
        ("percent", "points") => (1.0, 2),
        ("percent", _) => (1.0, 1),
        ("per", "cent" | "centum") => (1.0, 2),
        ("percentage", "point" | "points") => (1.0, 2),
        ("basis", "point" | "points") => (0.01, 2),
        ("bps" | "bp", _) => (0.01, 1),
        _ if found.percent => (1.0, 0),
        // A share in words is a percentage of the whole, unless it counts a unit of time.
        _ if found.amount < 1.0 && found.amount > 0.0 && time_unit(words, found.end).is_none() => {
            let is_word = words
                .get(start)
                .is_some_and(|word| word.kind == TokenKind::Word);
            if !is_word || matches!(form(words, found.end), "a" | "an" | "yearly" | "year") {
                return None;
            }
            (100.0, 0)
        }
        _ => return None,
    };
    quantity.amount *= unit;
    quantity.end += length;
    Some(quantity)
}

/// A percentage with its period, as percent a month.
fn rate(words: &[Word<'_>], start: usize) -> Option<Found> {
    let first = percent(words, start)?;
    let mut quantity = restated(words, first, percent);
    let mut at = quantity.end;
    // "1.5% simple interest per month" and the like.
    while matches!(
        form(words, at),
        "simple" | "interest" | "compounded" | "(" | ")" | ","
    ) && at < quantity.end + 3
    {
        at += 1;
    }
    let (factor, end) = match form(words, at) {
        "pa" => (1.0 / 12.0, at + 1),
        "annually" | "yearly" => (1.0 / 12.0, at + 1),
        "monthly" => (1.0, at + 1),
        "daily" => (30.0, at + 1),
        "weekly" => (30.0 / 7.0, at + 1),
        "quarterly" => (1.0 / 3.0, at + 1),
        "for" | "in" if matches!(form(words, at + 1), "each" | "every" | "any") => {
            period_of_rate(words, at + 2)?
        }
        "per" | "a" | "an" | "each" | "every" => period_of_rate(words, at + 1)?,
        _ => return None,
    };
    quantity.amount *= factor;
    quantity.end = end;
    Some(quantity)
}

fn period_of_rate(words: &[Word<'_>], at: usize) -> Option<(f64, usize)> {
    let at = at
        + usize::from(matches!(
            form(words, at),
            "calendar" | "full" | "complete" | "whole"
        ));
    let factor = match form(words, at) {
        "month" => 1.0,
        "year" | "annum" => 1.0 / 12.0,
        "quarter" => 1.0 / 3.0,
        "week" => 30.0 / 7.0,
        "day" => 30.0,
        _ => return None,
    };
    Some((factor, at + 1))
}

/// The hours of a unit of time, or months where it is one: its factor and the token after it.
enum Unit {
    Hours(f64),
    Months(f64),
}

fn time_unit(words: &[Word<'_>], start: usize) -> Option<(Unit, usize)> {
    let mut at = start;
    let mut business = false;
    while matches!(
        form(words, at),
        "business"
            | "working"
            | "banking"
            | "calendar"
            | "clear"
            | "consecutive"
            | "full"
            | "whole"
            | "further"
            | "additional"
            | "more"
            | "successive"
            | "complete"
            | "continuous"
            | "clock"
            | "elapsed"
            | "contract"
            | "trading"
            | "fiscal"
            | "court"
            | "other"
            | "week"
    ) && at < start + 3
    {
        // "week" itself is a unit unless "days" follows: "ten week days".
        if form(words, at) == "week" && !form(words, at + 1).starts_with("day") {
            break;
        }
        business |= matches!(
            form(words, at),
            "business" | "working" | "banking" | "trading" | "court" | "week"
        );
        at += 1;
    }
    let unit = match form(words, at) {
        "minute" | "minutes" | "min" | "mins" => Unit::Hours(1.0 / 60.0),
        "hour" | "hours" | "hr" | "hrs" => Unit::Hours(1.0),
        "day" | "days" if business => Unit::Hours(HOURS_A_DAY * BUSINESS_DAY),
        "day" | "days" => Unit::Hours(HOURS_A_DAY),
        "weekday" | "weekdays" => Unit::Hours(HOURS_A_DAY * BUSINESS_DAY),
        "week" | "weeks" => Unit::Hours(7.0 * HOURS_A_DAY),
        "fortnight" | "fortnights" => Unit::Hours(14.0 * HOURS_A_DAY),
        "month" | "months" => Unit::Months(1.0),
        "quarter" | "quarters" => Unit::Months(3.0),
        "year" | "years" | "annum" => Unit::Months(12.0),
        _ => return None,
    };
    Some((unit, at + 1))
}

/// "thirty (30) business days", "one calendar quarter", "a month", "half a year", "a year and a half".
fn duration(words: &[Word<'_>], start: usize) -> Option<Found> {
    let part = part_of_one(words, start);
    let (found, at) = match part.or_else(|| number(words, start)) {
        Some(found) if part.is_some() => (plain(found), found.end),
        // "half a year", "half an hour"
        Some(found) if found.amount < 1.0 && matches!(form(words, found.end), "a" | "an") => {
            (plain(found), found.end + 1)
        }
        Some(found) => {
            let mut at = found.end;
            at += usize::from(
                matches!(form(words, at), "of") && found.amount < 1.0 && form(words, at + 1) == "a",
            ) * 2;
            (plain(found), at)
        }
        None if matches!(form(words, start), "a" | "an") => (
            Found {
                end: start + 1,
                amount: 1.0,
                conflict: false,
            },
            start + 1,
        ),
        None => return None,
    };
    let (unit, mut end) = time_unit(words, at)?;
    let mut count = found.amount;
    if (form(words, end), form(words, end + 1), form(words, end + 2)) == ("and", "a", "half") {
        count += 0.5;
        end += 3;
    }
    let amount = match unit {
        Unit::Hours(hours) => count * hours,
        Unit::Months(months) => value::months(count * months),
    };
    Some(Found {
        end,
        amount,
        conflict: found.conflict,
    })
}

/// "a quarter of an", "three tenths of one": a part of the unit that follows, and not so many quarters of a year.
fn part_of_one(words: &[Word<'_>], start: usize) -> Option<Number> {
    let amount = super::numbers::parts(form(words, start), form(words, start + 1))?;
    let of_one = (form(words, start + 2), form(words, start + 3));
    matches!(of_one, ("of", "a" | "an" | "one")).then_some(Number {
        end: start + 4,
        amount,
        conflict: false,
        percent: false,
        ordinal: false,
    })
}

fn currency(word: &str) -> Option<()> {
    matches!(
        word,
        "$" | "€"
            | "£"
            | "¥"
            | "usd"
            | "eur"
            | "gbp"
            | "cad"
            | "aud"
            | "chf"
            | "nzd"
            | "sgd"
            | "inr"
            | "jpy"
            | "dkk"
            | "sek"
            | "nok"
            | "pln"
            | "hkd"
            | "zar"
            | "aed"
            | "brl"
            | "dollar"
            | "dollars"
            | "euro"
            | "euros"
            | "pound"
            | "pounds"
            | "francs"
            | "yen"
            | "rupees"
    )
    .then_some(())
}

/// "US$1,000,000", "EUR 5m", "five million dollars", in any currency.
fn money(words: &[Word<'_>], start: usize) -> Option<Found> {
    let mut at = start;
    let mut named = false;
    if matches!(form(words, at), "us" | "ca" | "au" | "a" | "c") && form(words, at + 1) == "$" {
        at += 1;
    }
    while currency(form(words, at)).is_some() && at < start + 3 {
        named = true;
        at += 1;
    }
    let found = number(words, at)?;
    let mut quantity = plain(found);
    let scale = match form(words, quantity.end) {
        "k" => Some(1e3),
        "m" | "mm" | "mn" | "mio" => Some(1e6),
        "bn" | "b" => Some(1e9),
        _ => None,
    };
    if let Some(scale) = scale {
        quantity.amount *= scale;
        quantity.end += 1;
    }
    while matches!(
        form(words, quantity.end),
        "us" | "united" | "states" | "canadian" | "australian" | "swiss" | "sterling"
    ) && (currency(form(words, quantity.end + 1)).is_some()
        || currency(form(words, quantity.end + 2)).is_some()
        || form(words, quantity.end) == "sterling" && named)
    {
        quantity.end += 1;
    }
    if currency(form(words, quantity.end))
        .is_some_and(|()| !named || form(words, quantity.end).len() > 1)
    {
        named = true;
        quantity.end += 1;
    }
    quantity.end += usize::from(form(words, quantity.end) == "sterling");
    (named || is_bare_sum(words, quantity.end)).then_some(quantity)
}

/// Whether a number that ends here is a sum although it names no currency: "cyber 7.5 million;", "2 million per claim".
/// What is counted in millions besides money follows its number at once.
fn is_bare_sum(words: &[Word<'_>], end: usize) -> bool {
    let large = end
        .checked_sub(1)
        .is_some_and(|last| matches!(form(words, last), "million" | "billion"));
    let next = form(words, end);
    large
        && (!next.starts_with(char::is_alphabetic)
            || matches!(
                next,
                "per" | "for" | "each" | "every" | "any" | "in" | "and" | "or" | "on"
            ))
}

/// "twice a year", "once in any twelve (12) month period", "semi-annually", "one audit per calendar year".
fn frequency(words: &[Word<'_>], start: usize) -> Option<Found> {
    let word = form(words, start);
    let next = form(words, start + 1);
    let single = match (word, next) {
        ("semi" | "half" | "bi", "annual" | "annually" | "yearly") => Some((2.0, 2)),
        ("semi" | "bi", "monthly") => Some((24.0, 2)),
        ("annual" | "annually" | "yearly", _) => Some((1.0, 1)),
        ("semiannual" | "semiannually" | "biannual" | "biannually", _) => Some((2.0, 1)),
        ("quarterly", _) => Some((4.0, 1)),
        ("monthly", _) => Some((12.0, 1)),
        ("weekly", _) => Some((52.0, 1)),
        ("daily", _) => Some((365.0, 1)),
        _ => None,
    };
    if let Some((amount, length)) = single {
        return Some(Found {
            end: start + length,
            amount,
            conflict: false,
        });
    }
    if matches!(word, "each" | "every") {
        // "every six months", "each year"
        let (period, end) = match duration(words, start + 1) {
            Some(found) => (found.amount, found.end),
            None => period(words, start + 1)?,
        };
        return (period > 0.0).then(|| Found {
            end,
            amount: times_a_year(period),
            conflict: false,
        });
    }
    let (times, mut at, conflict) = match word {
        "once" => (1.0, start + 1, false),
        "twice" => (2.0, start + 1, false),
        "thrice" => (3.0, start + 1, false),
        _ => {
            let found = number(words, start)?;
            // "8.8 Once a year" and "8. Two audits a year" begin with the number of their paragraph.
            let another = matches!(form(words, found.end), "once" | "twice" | "thrice")
                || number(words, found.end).is_some();
            if found.percent
                || another
                || found.amount.fract() > 0.0
                || time_unit(words, found.end).is_some()
                || currency(form(words, found.end)).is_some()
            {
                return None;
            }
            // One noun may stand between: "one audit per year", "two times a year".
            let noun = usize::from(!matches!(
                form(words, found.end),
                "per" | "a" | "in" | "each" | "every" | "during" | "percent"
            ));
            (found.amount, found.end + noun, found.conflict)
        }
    };
    if word == "once" || word == "twice" {
        // "once (1)" and "once only" are the same count.
        if form(words, at) == "(" && form(words, at + 2) == ")" {
            at += 3;
        }
    }
    at += usize::from(matches!(form(words, at), "in" | "during" | "within"));
    if !matches!(
        form(words, at),
        "per" | "a" | "each" | "every" | "any" | "an"
    ) {
        return None;
    }
    at += 1;
    at += usize::from(matches!(
        form(words, at),
        "given" | "one" | "rolling" | "single"
    ));
    let (period, end) = match duration(words, at) {
        Some(found) => (found.amount, found.end),
        None => period(words, at)?,
    };
    let end = end + usize::from(form(words, end) == "period");
    (period > 0.0).then(|| Found {
        end,
        amount: times * times_a_year(period),
        conflict,
    })
}

/// How often a period of so many hours goes into a year: months go by twelfths, as their days are not even.
fn times_a_year(period: f64) -> f64 {
    let months = value::in_months(period);
    if months >= 1.0
        && value::same(value::months(months), period)
        && value::same(months, months.round())
    {
        12.0 / months
    } else {
        value::months(12.0) / period
    }
}

/// A unit of time by itself, in hours.
fn period(words: &[Word<'_>], at: usize) -> Option<(f64, usize)> {
    let (unit, end) = time_unit(words, at)?;
    let hours = match unit {
        Unit::Hours(hours) => hours,
        Unit::Months(months) => value::months(months),
    };
    Some((hours, end))
}

/// "2x", "two (2) times", "one time the", "twice", "double".
fn multiple(words: &[Word<'_>], start: usize) -> Option<Found> {
    let one = |amount| {
        Some(Found {
            end: start + 1,
            amount,
            conflict: false,
        })
    };
    match form(words, start) {
        "twice" | "double" => one(2.0),
        "thrice" | "triple" | "treble" => one(3.0),
        _ => {
            let found = number(words, start)?;
            let times = match form(words, found.end) {
                "x" | "times" => true,
                // "One time the annual fees", but not "a one-time fee".
                "time" => {
                    found.amount == 1.0
                        && matches!(form(words, found.end + 1), "the" | "annual" | "yearly")
                }
                _ => false,
            };
            times.then_some(Found {
                end: found.end + 1,
                amount: found.amount,
                conflict: found.conflict,
            })
        }
    }
}

fn month_of_year(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS
        .iter()
        .zip(1..)
        .find(|(name, _)| **name == word)
        .map(|(_, month)| month)
}

/// "1 March 2026", "March 1st, 2026", as days since 1970-01-01.
fn date(words: &[Word<'_>], start: usize) -> Option<Found> {
    let figure = |at: usize| {
        words
            .get(at)
            .filter(|word| word.kind == TokenKind::Number)
            .and_then(|word| word.form.parse::<u32>().ok())
    };
    let (day, month, mut at) = match month_of_year(form(words, start)) {
        Some(month) => (figure(start + 1)?, month, start + 2),
        None => {
            let day = figure(start)?;
            let at = start + 1 + usize::from(form(words, start + 1) == "of");
            (day, month_of_year(form(words, at))?, at + 1)
        }
    };
    at += usize::from(form(words, at) == ",");
    let year = figure(at).filter(|year| (1900..=2999).contains(year))?;
    let amount = days_from_civil(i64::from(year), i64::from(month), i64::from(day))?;
    Some(Found {
        end: at + 1,
        amount: amount as f64,
        conflict: false,
    })
}

/// Days since 1970-01-01 in the Gregorian calendar, counted in years that start in March.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=31).contains(&day) {
        return None;
    }
    let shifted = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = shifted.0 / 4 - shifted.0 / 100 + shifted.0 / 400;
    Some(shifted.0 * 365 + leap_days + (153 * shifted.1 + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slots::words;
    use crate::text::tokens;

    fn check(kind: Kind, cases: &[(&str, f64)]) {
        for (text, amount) in cases {
            let tokens = tokens(text);
            let found = values(&words(&tokens));
            let of_kind: Vec<_> = found
                .iter()
                .filter(|found| found.slot == Slot::Value(kind))
                .collect();
            match of_kind.as_slice() {
                [one] => match one.value {
                    Value::Quantity { amount: found, .. } => {
                        assert!(value::same(found, *amount), "{text}: {found}, not {amount}");
                    }
                    ref other => assert!(amount.is_nan(), "{text}: {other}"),
                },
                _ => assert!(amount.is_infinite(), "{text}: {of_kind:?}"),
            }
        }
    }

    const NONE: f64 = f64::INFINITY;
    const CONFLICTS: f64 = f64::NAN;

    #[test]
    fn durations() {
        let day = HOURS_A_DAY;
        check(
            Kind::Duration,
            &[
                ("thirty (30) days'", 30.0 * day),
                ("10 business days", 14.0 * day),
                ("five (5) Business Days", 7.0 * day),
                ("one full calendar quarter", 90.0 * day),
                ("a calendar quarter", 90.0 * day),
                ("six weeks", 42.0 * day),
                ("twelve-month", 365.0 * day),
                ("eighteen (18) months", 545.0 * day),
                ("half a year", value::months(6.0)),
                ("ninety (90) minutes", 1.5),
                ("180 minutes", 3.0),
                ("a quarter of an hour", 0.25),
                ("three quarters of an hour", 0.75),
                ("one quarter of a day", 6.0),
                ("a quarter", value::months(3.0)),
                ("two and a half days", 60.0),
                ("a year and a half", 545.0 * day),
                ("ninety (60) days", CONFLICTS),
                ("30 days (thirty days)", 30.0 * day),
                ("the 30th day", 30.0 * day),
                ("twenty-four (24) hours", 24.0),
                ("thirty percent", NONE),
                ("30 users", NONE),
            ],
        );
    }

    #[test]
    fn percentages_and_rates() {
        check(
            Kind::Percent,
            &[
                ("ten percent (10%)", 10.0),
                ("one percent (1.5%)", CONFLICTS),
                ("12.5%", 12.5),
                ("1,800 basis points", 18.0),
                ("one half of one per cent", 0.5),
                ("three tenths of a percent", 0.3),
                ("two thirds of one percentage point", 2.0 / 3.0),
                ("fifteen per cent", 15.0),
                ("reduced by one half", 50.0),
                ("a third of", 100.0 / 3.0),
                ("one twentieth of the fee", 5.0),
                ("three sevenths of the fee", 300.0 / 7.0),
                ("one second", NONE),
                ("half a year", NONE),
                ("one quarter", NONE),
            ],
        );
        check(
            Kind::Rate,
            &[
                ("1.5% per month", 1.5),
                ("eighteen percent (18%) per annum", 1.5),
                ("one and one-half percent (1.5%) for every month", 1.5),
                ("0.05% per day", 1.5),
                ("12% p.a.", 1.0),
                ("two percent per calendar month", 2.0),
                ("5% of the fees", NONE),
            ],
        );
    }

    #[test]
    fn sums_frequencies_multiples_and_dates() {
        check(
            Kind::Money,
            &[
                ("US$1,000,000", 1e6),
                ("$5m", 5e6),
                ("EUR 250,000", 250_000.0),
                ("five million dollars ($5,000,000)", 5e6),
                ("£12k", 12_000.0),
                ("two million US dollars", 2e6),
                ("cyber cover: 7.5 million; other", 7.5e6),
                ("two million per claim", 2e6),
                ("two million records", NONE),
                ("30 days", NONE),
            ],
        );
        check(
            Kind::Frequency,
            &[
                ("8.8 Once a year", 1.0),
                ("8.8 Audits a year", NONE),
                ("8 Two per year", 2.0),
                ("twice per year", 2.0),
                ("once in any twelve (12) month period", 1.0),
                ("semi-annually", 2.0),
                ("one audit per calendar year", 1.0),
                ("every six months", 2.0),
                ("every 90 days", 4.0),
                ("every ten days", 36.5),
                ("quarterly", 4.0),
            ],
        );
        check(
            Kind::Multiple,
            &[
                ("2x", 2.0),
                ("two (2) times", 2.0),
                ("twice", 2.0),
                ("1.5 times", 1.5),
            ],
        );
        check(
            Kind::Date,
            &[
                ("1 March 1970", 59.0),
                ("March 1st, 1970", 59.0),
                ("in May", NONE),
            ],
        );
    }
}
