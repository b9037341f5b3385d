//! What follows `=` in a pattern's item: a constant, or arithmetic on slots, facts and the deal's values.

use super::diagnostic::{Fault, Missing};
use super::literal::literal;
use super::located::Part;
use super::model::{Arithmetic, Expression};
use super::reading::{Reading, key};
use crate::pattern::Slot;
use crate::value::{Kind, Value};

/// How many operations one expression may have, and how deep its brackets may nest.
const MOST: usize = 16;

/// Reads an expression for a term of a kind, whose patterns have these slots.
pub(super) fn read(
    part: Part<'_>,
    kind: Kind,
    slots: &[Slot],
    reading: &mut Reading<'_>,
) -> Option<Expression> {
    let mut reader = Reader {
        part,
        at: 0,
        operations: 0,
        kind,
        slots,
        reading,
    };
    let (expression, comes_to) = reader.sum(0)?;
    let rest = part.from(reader.at).trim();
    if !rest.text().is_empty() {
        let text = String::from(rest.text());
        let wanted = "join values by +, -, * or /, with a space on both sides of -";
        reading.fault(rest.at(), Fault::Stray { text, wanted });
        return None;
    }
    if let Some(got) = comes_to
        && got != kind
        && !is_alike(got, kind)
    {
        reading.fault(part.trim().at(), Fault::OtherKind { got, wanted: kind });
        return None;
    }
    Some(expression)
}

/// An expression and the kind of value that it comes to, as far as that is known.
type Typed = (Expression, Option<Kind>);

struct Reader<'a, 'b, 'c> {
    part: Part<'a>,
    at: usize,
    operations: usize,
    kind: Kind,
    slots: &'b [Slot],
    reading: &'b mut Reading<'c>,
}

impl Reader<'_, '_, '_> {
    fn rest(&self) -> &str {
        self.part.text().get(self.at..).unwrap_or("")
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes one of these operators.
    fn operator(&mut self, signs: &[(char, Arithmetic)]) -> Option<Arithmetic> {
        self.skip_space();
        let next = self.rest().chars().next()?;
        let found = signs.iter().find(|(sign, _)| *sign == next)?.1;
        self.at += next.len_utf8();
        Some(found)
    }

    fn sum(&mut self, depth: usize) -> Option<Typed> {
        let signs = [
            ('+', Arithmetic::Add),
            ('-', Arithmetic::Subtract),
            ('\u{2212}', Arithmetic::Subtract),
        ];
        let mut left = self.product(depth)?;
        while let Some(operator) = self.operator(&signs) {
            let start = self.at;
            let right = self.product(depth)?;
            left = self.join(left, operator, right, start)?;
        }
        Some(left)
    }

    fn product(&mut self, depth: usize) -> Option<Typed> {
        let signs = [
            ('*', Arithmetic::Multiply),
            ('\u{d7}', Arithmetic::Multiply),
            ('/', Arithmetic::Divide),
            ('\u{f7}', Arithmetic::Divide),
        ];
        let mut left = self.operand(depth)?;
        while let Some(operator) = self.operator(&signs) {
            let start = self.at;
            let right = self.operand(depth)?;
            left = self.join(left, operator, right, start)?;
        }
        Some(left)
    }

    fn join(
        &mut self,
        left: Typed,
        operator: Arithmetic,
        right: Typed,
        start: usize,
    ) -> Option<Typed> {
        self.operations += 1;
        if self.operations > MOST {
            let at = self.part.at_byte(start);
            self.reading.fault(
                at,
                Fault::TooMany {
                    what: "operations in one value",
                    most: MOST,
                },
            );
            return None;
        }
        let comes_to = match (left.1, right.1, operator) {
            // From one date to another is a length of time.
            (Some(Kind::Date), None, Arithmetic::Subtract)
            | (Some(Kind::Date), Some(Kind::Date), Arithmetic::Subtract) => Some(Kind::Duration),
            (Some(a), Some(b), Arithmetic::Add | Arithmetic::Subtract) => {
                if !is_alike(a, b) {
                    let at = self.part.from(start).trim().at();
                    self.reading
                        .fault(at, Fault::OtherKind { got: b, wanted: a });
                    return None;
                }
                Some(a)
            }
            (Some(a), Some(b), Arithmetic::Divide) if is_alike(a, b) => Some(Kind::Number),
            (a, Some(Kind::Number | Kind::Multiple), _) => a,
            (Some(Kind::Number | Kind::Multiple), b, Arithmetic::Multiply) => b,
            // A deal's value may be of any kind.
            _ => None,
        };
        let expression = Expression::Binary(Box::new(left.0), operator, Box::new(right.0));
        Some((expression, comes_to))
    }

    fn operand(&mut self, depth: usize) -> Option<Typed> {
        self.skip_space();
        if self.rest().starts_with('(') && depth < MOST {
            let open = self.at;
            self.at += 1;
            let inner = self.sum(depth + 1)?;
            self.skip_space();
            if self.rest().starts_with(')') {
                self.at += 1;
                return Some(inner);
            }
            let at = self.part.at_byte(open);
            self.reading.fault(at, Fault::Missing(Missing::Bracket));
            return None;
        }
        let end = self.operand_end();
        let part = self.part.sub(self.at, end).trim();
        self.at = end;
        self.name(part)
    }

    /// Where an operand ends: at an operator outside braces. A `-` inside a word is a hyphen.
    fn operand_end(&self) -> usize {
        let mut braces = false;
        let mut before = ' ';
        for (at, next) in self.rest().char_indices() {
            match next {
                '{' => braces = true,
                '}' => braces = false,
                '+' | '*' | '\u{d7}' | '/' | '\u{f7}' | '\u{2212}' | '(' | ')' if !braces => {
                    return self.at + at;
                }
                '-' if !braces && at > 0 && before.is_whitespace() => return self.at + at,
                _ => {}
            }
            before = next;
        }
        self.part.text().len()
    }

    fn name(&mut self, part: Part<'_>) -> Option<Typed> {
        let text = part.text();
        if let Some(name) = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            return self.fact(name, part);
        }
        if let Some(name) = part.after("deal:") {
            let name = key(name.text());
            if !name.is_empty() {
                return Some((Expression::Deal(name), None));
            }
        }
        // "duration 2" is the second slot of its kind.
        let (name, nth) = match text.rsplit_once(' ') {
            Some((name, nth)) => (
                name.trim(),
                nth.parse::<usize>().ok().and_then(|nth| nth.checked_sub(1)),
            ),
            None => (text, Some(0)),
        };
        if let (Some(kind), Some(nth)) = (Kind::named(name), nth)
            && self
                .slots
                .iter()
                .filter(|slot| **slot == Slot::Value(kind))
                .count()
                > nth
        {
            return Some((Expression::Slot(kind, nth), Some(kind)));
        }
        if let Some(value) = word(text) {
            return Some((Expression::Constant(value), None));
        }
        match self.kind {
            // The choices of a term are known only once all its items are read.
            Kind::Choice => return named(text),
            Kind::Place => match self.reading.place_named(text) {
                Some(place) => return named(place),
                None => {
                    let fault = self.reading.unknown_place(text);
                    self.reading.fault(part.at(), fault);
                    return None;
                }
            },
            _ => {}
        }
        let own = literal(text, self.kind);
        let value = match &own {
            // A bare figure in a sum is a number; alone it lacks its unit.
            Err(_) => super::literal::guess(text),
            Ok(value) => Some(value.clone()),
        };
        match (value, own) {
            (Some(value), _) => {
                let kind = match value {
                    Value::Quantity { kind, .. } => Some(kind),
                    _ => None,
                };
                Some((Expression::Constant(value), kind))
            }
            (None, Err(fault)) if text.starts_with(|c: char| c.is_ascii_digit()) => {
                self.reading.fault(part.at(), Fault::Literal(fault));
                None
            }
            (None, _) => {
                let slots = self.slots.iter().filter_map(|slot| match slot {
                    Slot::Value(kind) => Some(kind.name()),
                    _ => None,
                });
                let fault = Fault::NoOperand {
                    text: String::from(text),
                    slots: slots.collect(),
                };
                self.reading.fault(part.at(), fault);
                None
            }
        }
    }

    fn fact(&mut self, name: &str, part: Part<'_>) -> Option<Typed> {
        let name = key(name);
        let Some(fact) = self.reading.lists.facts.get(&name) else {
            let fault = self.reading.unknown_fact(&name);
            self.reading.fault(part.at(), fault);
            return None;
        };
        let kind = match fact.values.as_slice() {
            [Value::Quantity { kind, .. }] => Some(*kind),
            _ => None,
        };
        Some((Expression::Fact(name), kind))
    }
}

fn named(name: &str) -> Option<Typed> {
    Some((Expression::Constant(Value::Name(String::from(name))), None))
}

/// The values that are words.
pub(super) fn word(text: &str) -> Option<Value> {
    match text.to_lowercase().as_str() {
        "unlimited" => Some(Value::Unlimited),
        "present" => Some(Value::Present),
        "absent" => Some(Value::Absent),
        "unknown" => Some(Value::Unknown(String::from("the words name no value"))),
        _ => None,
    }
}

/// Whether values of two kinds may stand for each other: a plain percentage is one a month where a rate is wanted.
pub(super) fn is_alike(a: Kind, b: Kind) -> bool {
    let class = |kind| match kind {
        Kind::Rate => Kind::Percent,
        Kind::Multiple => Kind::Number,
        kind => kind,
    };
    class(a) == class(b)
}
