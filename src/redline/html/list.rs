//! The numbers of `<ol>` and `<ul>` items, as a browser shows them.

use super::tag::{Attribute, Tag};

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    is_ordered: bool,
    next: i64,
    style: Style,
    /// How many elements were open before its open item, if one is.
    pub(super) item: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Decimal,
    Letter { upper: bool },
    Roman { upper: bool },
    Bullet,
    None,
}

impl List {
    pub(super) fn new(tag: &Tag) -> Self {
        let is_ordered = tag.name == "ol";
        let start = tag
            .get(Attribute::Start)
            .and_then(|start| start.trim().parse().ok());
        let default = if is_ordered {
            Style::Decimal
        } else {
            Style::Bullet
        };
        List {
            is_ordered,
            next: start.unwrap_or(1),
            style: style(tag).unwrap_or(default),
            item: None,
        }
    }

    /// The number of its next item.
    pub(super) fn number(&mut self, item: &Tag) -> Option<String> {
        if let Some(value) = item
            .get(Attribute::Value)
            .and_then(|value| value.trim().parse().ok())
        {
            self.next = value;
        }
        let number = self.next;
        self.next = self.next.saturating_add(1);
        let shown = match style(item).unwrap_or(self.style) {
            Style::None => return None,
            Style::Bullet => return (!self.is_ordered).then(|| "•".to_owned()),
            Style::Decimal => number.to_string(),
            Style::Letter { upper } => cased(letters(number)?, upper),
            Style::Roman { upper } => cased(roman(number)?, upper),
        };
        // Word for the web says how the number is dressed. Where it wants the numbers of outer lists too, which are
        // not to be had, no number is better than a wrong one.
        match item
            .get(Attribute::LevelText)
            .filter(|text| text.contains('%'))
        {
            Some(text) if text.matches('%').count() > 1 => None,
            Some(text) => {
                let (before, after) = text.split_once('%')?;
                let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
                Some(format!("{before}{shown}{after}"))
            }
            None => Some(format!("{shown}.")),
        }
    }
}

fn style(tag: &Tag) -> Option<Style> {
    let kind = tag.get(Attribute::Type).map(str::trim);
    let css = tag.style("list-style-type").or(tag.style("list-style"));
    match css.or(kind)? {
        "1" | "decimal" => Some(Style::Decimal),
        "a" | "lower-alpha" | "lower-latin" => Some(Style::Letter { upper: false }),
        "A" | "upper-alpha" | "upper-latin" => Some(Style::Letter { upper: true }),
        "i" | "lower-roman" => Some(Style::Roman { upper: false }),
        "I" | "upper-roman" => Some(Style::Roman { upper: true }),
        "disc" | "circle" | "square" => Some(Style::Bullet),
        "none" => Some(Style::None),
        _ => None,
    }
}

fn cased(number: String, upper: bool) -> String {
    if upper {
        number.to_ascii_uppercase()
    } else {
        number
    }
}

/// 1 is a, 26 is z, 27 is aa.
fn letters(number: i64) -> Option<String> {
    let mut rest = u32::try_from(number).ok().filter(|&number| number > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        let digit = u8::try_from(rest % 26).ok()?;
        letters.push(char::from(b'a' + digit));
        rest /= 26;
    }
    Some(letters.iter().rev().collect())
}

fn roman(number: i64) -> Option<String> {
    const STEPS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut numeral = String::new();
    for (value, digits) in STEPS {
        while rest >= value {
            numeral.push_str(digits);
            rest -= value;
        }
    }
    Some(numeral)
}
