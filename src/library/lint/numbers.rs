//! Sets of numbers, as stretches between cuts, so that "at most 45" and "more than 45" meet without a gap.

use std::cmp::Ordering;

use crate::ordered;
use crate::value::{Kind, in_unit, plain};

/// A cut of the number line: just before a number, or just after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cut {
    number: f64,
    after: bool,
}

impl Cut {
    pub(super) const START: Cut = Cut {
        number: f64::NEG_INFINITY,
        after: false,
    };
    pub(super) const END: Cut = Cut {
        number: f64::INFINITY,
        after: true,
    };

    pub(super) fn before(number: f64) -> Cut {
        Cut {
            number,
            after: false,
        }
    }

    pub(super) fn after(number: f64) -> Cut {
        Cut {
            number,
            after: true,
        }
    }

    fn order(self, other: Cut) -> Ordering {
        self.number
            .total_cmp(&other.number)
            .then(self.after.cmp(&other.after))
    }

    fn is_under(self, other: Cut) -> bool {
        self.order(other) == Ordering::Less
    }

    fn max(self, other: Cut) -> Cut {
        if self.is_under(other) { other } else { self }
    }

    fn min(self, other: Cut) -> Cut {
        if self.is_under(other) { self } else { other }
    }
}

/// Numbers, as stretches between cuts, in order and apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Numbers(Vec<(Cut, Cut)>);

impl Numbers {
    pub(super) fn all() -> Numbers {
        Numbers(vec![(Cut::START, Cut::END)])
    }

    /// The numbers that values of a kind can have.
    pub(super) fn of_kind(kind: Kind) -> Numbers {
        match kind {
            Kind::Date | Kind::Number => Numbers::all(),
            _ => Numbers::stretch(Cut::before(0.0), Cut::END),
        }
    }

    pub(super) fn stretch(start: Cut, end: Cut) -> Numbers {
        if start.is_under(end) {
            Numbers(vec![(start, end)])
        } else {
            Numbers::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn union(&self, other: &Numbers) -> Numbers {
        let mut all: Vec<(Cut, Cut)> = self.0.iter().chain(&other.0).copied().collect();
        ordered::sort_by(&mut all, |a, b| a.0.order(b.0));
        let mut joined: Vec<(Cut, Cut)> = Vec::new();
        for (start, end) in all {
            match joined.last_mut() {
                Some(last) if !last.1.is_under(start) => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        Numbers(joined)
    }

    pub(super) fn intersection(&self, other: &Numbers) -> Numbers {
        let mut both = Numbers::default();
        for (start, end) in &self.0 {
            for (other_start, other_end) in &other.0 {
                let common = Numbers::stretch(start.max(*other_start), end.min(*other_end));
                both = both.union(&common);
            }
        }
        both
    }

    /// The numbers that are here and not there.
    pub(super) fn without(&self, other: &Numbers) -> Numbers {
        let mut rest = Numbers::default();
        let mut start = Cut::START;
        for (other_start, other_end) in &other.0 {
            rest = rest.union(&Numbers::stretch(start, *other_start));
            start = start.max(*other_end);
        }
        rest = rest.union(&Numbers::stretch(start, Cut::END));
        self.intersection(&rest)
    }

    /// The numbers in the words of a cell, in a unit of their kind.
    pub(super) fn describe(&self, kind: Kind, unit: Option<&str>) -> String {
        let show = |number: f64| {
            let (amount, unit) = in_unit(number, kind, unit);
            match unit {
                Some(unit) if unit == "x" => format!("{}x", plain(amount)),
                Some(unit) if unit != "USD" => format!("{} {unit}", plain(amount)),
                _ => plain(amount),
            }
        };
        let stretch = |(start, end): &(Cut, Cut)| {
            let low = match (start.number, start.after) {
                (number, _) if number == f64::NEG_INFINITY => None,
                // Nothing is less than nothing, so that the bound says nothing.
                (0.0, false) if !matches!(kind, Kind::Date | Kind::Number) => None,
                (number, true) => Some(format!("> {}", show(number))),
                (number, false) => Some(format!(">= {}", show(number))),
            };
            let high = match (end.number, end.after) {
                (number, _) if number == f64::INFINITY => None,
                (number, true) => Some(format!("<= {}", show(number))),
                (number, false) => Some(format!("< {}", show(number))),
            };
            match (low, high) {
                (Some(_), Some(_)) if start.number.total_cmp(&end.number).is_eq() => {
                    show(start.number)
                }
                (Some(low), Some(high)) => format!("{low} and {high}"),
                (Some(bound), None) | (None, Some(bound)) => bound,
                (None, None) => String::from("any value"),
            }
        };
        self.0.iter().map(stretch).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_joined_cut_and_described() {
        let at_most = Numbers::stretch(Cut::START, Cut::after(30.0));
        let more = Numbers::stretch(Cut::after(90.0), Cut::END);
        let range = Numbers::stretch(Cut::before(60.0), Cut::before(90.0));
        let held = at_most.union(&more).union(&range);
        let gap = Numbers::of_kind(Kind::Percent).without(&held);
        assert_eq!(gap.describe(Kind::Percent, None), "> 30 % and < 60 %, 90 %");
        assert!(at_most.intersection(&more).is_empty());
        assert!(Numbers::stretch(Cut::before(60.0), Cut::after(30.0)).is_empty());
    }
}
