//! What a check knows from outside the text: the deal's values, the facts, and the words that join values.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use super::analysis::{Analysis, words_from};
use crate::check::CheckError;
use crate::library::Library;
use crate::library::model::{Arithmetic, Expression, Join};
use crate::ordered::Map;
use crate::pattern::Slot;
use crate::report::Used;
use crate::slots::{self, Candidate};
use crate::text::{self, Lexicon, Phrases, TokenKind};
use crate::value::{self, Kind, Value};

/// The deal's values and the facts, with a note of those that were asked for.
pub(crate) struct Outside<'a> {
    library: &'a Library,
    deal: Map<String, String>,
    facts: Map<String, Vec<Value>>,
    fact_texts: Map<String, String>,
    used: RefCell<Used>,
    /// Whether the date was asked for that the text may state.
    dated: Cell<bool>,
    joining: Phrases<Join>,
    /// The date on which the contract itself says that it takes effect, in days since 1970-01-01.
    stated_date: Option<f64>,
}

/// What some work asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    used: Used,
    /// Whether it asked for the date that the text may state, so that it came of that.
    pub(crate) dated: bool,
}

/// The deal's date of effect: what the options say of it, else what the text states.
const EFFECTIVE_DATE: &str = "effective date";

/// In names of facts and deal values a space, `_` and `-` are the same.
pub(crate) fn name(text: &str) -> String {
    text.trim().to_lowercase().replace(['_', '-'], " ")
}

/// "The greater of", in the words that contracts use.
const JOINING: [(&str, Join); 12] = [
    ("greater of", Join::Highest),
    ("greatest of", Join::Highest),
    ("higher of", Join::Highest),
    ("highest of", Join::Highest),
    ("larger of", Join::Highest),
    ("more of", Join::Highest),
    ("lesser of", Join::Lowest),
    ("least of", Join::Lowest),
    ("lower of", Join::Lowest),
    ("lowest of", Join::Lowest),
    ("smaller of", Join::Lowest),
    ("earlier of", Join::Lowest),
];

impl<'a> Outside<'a> {
    pub(crate) fn new(
        library: &'a Library,
        deal: &std::collections::BTreeMap<String, String>,
        facts: &std::collections::BTreeMap<String, String>,
        lexicon: &mut Lexicon<'a>,
    ) -> Result<Self, CheckError> {
        let mut joining = Phrases::default();
        for (phrase, join) in JOINING {
            joining.add(&lexicon.phrase(phrase), join);
        }
        let mut outside = Outside {
            library,
            deal: deal
                .iter()
                .map(|(key, value)| (name(key), value.clone()))
                .collect(),
            facts: Map::new(),
            fact_texts: Map::new(),
            used: RefCell::default(),
            dated: Cell::default(),
            joining,
            stated_date: None,
        };
        for (key, fact) in &library.lists.facts {
            outside.facts.insert(name(key), fact.values.clone());
            outside.fact_texts.insert(name(key), fact.text.clone());
        }
        for (key, value) in facts {
            outside.replace_fact(key, value)?;
        }
        for (key, value) in &outside.deal {
            let asked = key == "annual value";
            if asked && amount(value).is_none() {
                return Err(CheckError::Option {
                    name: String::from("annual_value"),
                    message: format!("\"{value}\" is no sum; write digits, such as 300000"),
                });
            }
        }
        Ok(outside)
    }

    /// Takes a fact from the options instead of the library's, in the same kind.
    fn replace_fact(&mut self, key: &str, text: &str) -> Result<(), CheckError> {
        let known = self.facts.get(&name(key)).ok_or_else(|| {
            let names: Vec<_> = self
                .library
                .lists
                .facts
                .keys()
                .map(String::as_str)
                .collect();
            CheckError::Option {
                name: String::from(key),
                message: format!("the library has no such fact; it has {}", names.join(", ")),
            }
        })?;
        let kind = match known.first() {
            Some(Value::Quantity { kind, .. }) => Some(*kind),
            _ => None,
        };
        let values =
            match kind {
                None => text
                    .split([',', ';'])
                    .map(|part| Value::Name(String::from(part.trim())))
                    .collect(),
                Some(kind) => {
                    let (values, _) = values_in(text);
                    let found = values.into_iter().find(|candidate| {
                        candidate.slot == Slot::Value(kind) && candidate.start == 0
                    });
                    vec![found.map(|candidate| candidate.value).ok_or_else(|| {
                        CheckError::Option {
                            name: String::from(key),
                            message: format!(
                                "\"{text}\" is no {}; write it as the library does: {}",
                                kind.name(),
                                self.fact_text(key)
                            ),
                        }
                    })?]
                }
            };
        self.facts.insert(name(key), values);
        self.fact_texts.insert(name(key), String::from(text));
        Ok(())
    }

    fn fact_text(&self, key: &str) -> String {
        self.fact_texts.get(&name(key)).cloned().unwrap_or_default()
    }

    /// The values of a fact.
    pub(crate) fn fact(&self, key: &str) -> Vec<Value> {
        let text = self.fact_text(key);
        self.used.borrow_mut().facts.insert(String::from(key), text);
        self.facts.get(&name(key)).cloned().unwrap_or_default()
    }

    /// A value of the deal, as a number, a date, or its words.
    pub(crate) fn deal(&self, key: &str) -> Option<Value> {
        let Some(text) = self.deal.get(&name(key)) else {
            let asks = name(key) == EFFECTIVE_DATE;
            self.dated.set(self.dated.get() || asks);
            let date = self.stated_date.filter(|_| asks)?;
            return Some(Value::quantity(date, Kind::Date));
        };
        self.used.borrow_mut().deal.insert(name(key), text.clone());
        Some(match (amount(text), date(text)) {
            (Some(amount), _) => Value::quantity(amount, Kind::Number),
            (None, Some(date)) => Value::quantity(date, Kind::Date),
            (None, None) => Value::Name(text.clone()),
        })
    }

    /// Takes the date on which the text says that the contract takes effect.
    pub(crate) fn state_date(&mut self, date: Option<f64>) {
        self.stated_date = date;
    }

    /// Does something, and tells what it asked for.
    pub(crate) fn noting<T>(&self, work: impl FnOnce() -> T) -> (T, Asked) {
        let before = self.used.take();
        let dated = self.dated.replace(false);
        let result = work();
        let asked = Asked {
            used: self.used.replace(before),
            dated: self.dated.replace(dated),
        };
        self.note(&asked);
        (result, asked)
    }

    /// Takes for asked what was asked when a kept result was made.
    pub(crate) fn note(&self, asked: &Asked) {
        let mut used = self.used.borrow_mut();
        used.deal.extend(asked.used.deal.clone());
        used.facts.extend(asked.used.facts.clone());
        self.dated.set(self.dated.get() || asked.dated);
    }

    /// The date that the text states.
    pub(crate) fn stated_date(&self) -> Option<f64> {
        self.stated_date
    }

    /// What was asked for.
    pub(crate) fn used(&self) -> Used {
        self.used.borrow().clone()
    }

    /// The words of a sentence that say how its values join.
    pub(crate) fn joining(
        &self,
        analysis: &Analysis,
        sentence: &Range<usize>,
    ) -> Option<(Join, Range<usize>)> {
        sentence.clone().find_map(|start| {
            let rest = analysis.tokens.get(start..sentence.end)?;
            let (length, join) = self.joining.longest(words_from(rest))?;
            Some((*join, start..start + length))
        })
    }

    /// What an expression comes to.
    pub(crate) fn evaluate(
        &self,
        expression: &Expression,
        slot: &impl Fn(Kind, usize) -> Option<Value>,
    ) -> Value {
        match expression {
            Expression::Constant(value) => value.clone(),
            Expression::Slot(kind, nth) => slot(*kind, *nth)
                .unwrap_or_else(|| Value::Unknown(format!("there is no {}", kind.name()))),
            Expression::Fact(key) => self
                .fact(key)
                .into_iter()
                .next()
                .unwrap_or_else(|| Value::Unknown(format!("the fact {key} is missing"))),
            Expression::Deal(key) => self
                .deal(key)
                .unwrap_or_else(|| Value::Unknown(format!("the deal's {key} is not known"))),
            Expression::Binary(left, operation, right) => calculate(
                self.evaluate(left, slot),
                *operation,
                self.evaluate(right, slot),
            ),
        }
    }
}

/// The values in a text, and how many words it has.
fn values_in(text: &str) -> (Vec<Candidate>, usize) {
    let tokens = text::tokens(text);
    let words = slots::words(&tokens);
    (slots::values(&words), words.len())
}

/// A calendar date that is all of a text.
fn date(text: &str) -> Option<f64> {
    let (values, words) = values_in(text);
    values
        .into_iter()
        .find(|candidate| {
            let is_all = candidate.start == 0 && candidate.end == words;
            candidate.slot == Slot::Value(Kind::Date) && is_all
        })
        .and_then(|candidate| candidate.value.amount())
}

/// A sum as people write it: `300000`, `300,000`, `300 000`, `$300k`.
fn amount(text: &str) -> Option<f64> {
    let joined: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '_')
        .collect();
    let (values, words) = values_in(&joined);
    let money = values
        .into_iter()
        .find(|candidate| candidate.slot == Slot::Value(Kind::Money) && candidate.end == words);
    if let Some(amount) = money.and_then(|candidate| candidate.value.amount()) {
        return Some(amount);
    }
    match text::tokens(&joined).as_slice() {
        [one] if one.kind == TokenKind::Number => value::decimal(&one.form),
        [number, scale] if number.kind == TokenKind::Number => {
            let factor = match scale.form.as_str() {
                "k" => 1e3,
                "m" => 1e6,
                _ => return None,
            };
            value::decimal(&number.form).map(|amount| amount * factor)
        }
        _ => None,
    }
}

/// Arithmetic on values. Of two kinds the more telling stays: months times a number are months, money by money is a
/// number.
fn calculate(left: Value, operation: Arithmetic, right: Value) -> Value {
    let (a, b) = match (&left, &right) {
        (Value::Unknown(_), _) => return left,
        (_, Value::Unknown(_)) => return right,
        (
            Value::Quantity {
                amount: a,
                kind: left,
            },
            Value::Quantity {
                amount: b,
                kind: right,
            },
        ) => ((*a, *left), (*b, *right)),
        _ => return Value::Unknown(String::from("only numbers can be reckoned with")),
    };
    if operation == Arithmetic::Subtract && (a.1, b.1) == (Kind::Date, Kind::Date) {
        return Value::days(a.0 - b.0);
    }
    let plain = |kind: Kind| matches!(kind, Kind::Number | Kind::Multiple);
    let kind = match operation {
        Arithmetic::Divide if a.1 == b.1 || (a.1 == Kind::Money && plain(b.1)) => Kind::Number,
        _ if plain(a.1) => b.1,
        _ => a.1,
    };
    let result = match operation {
        Arithmetic::Add => a.0 + b.0,
        Arithmetic::Subtract => a.0 - b.0,
        // A number of times a length of months goes by months, whose hours are not even.
        Arithmetic::Multiply if kind == Kind::Duration => {
            let (count, hours) = if plain(a.1) { (a.0, b.0) } else { (b.0, a.0) };
            let months = crate::value::in_months(hours);
            if crate::value::same(crate::value::months(months), hours) && months >= 1.0 {
                crate::value::months(months * count)
            } else {
                count * hours
            }
        }
        Arithmetic::Multiply => a.0 * b.0,
        Arithmetic::Divide if b.0 == 0.0 => {
            return Value::Unknown(String::from("nothing can be divided by zero"));
        }
        Arithmetic::Divide => a.0 / b.0,
    };
    if result.is_finite() {
        Value::quantity(result, kind)
    } else {
        Value::Unknown(String::from("the number is too large"))
    }
}
