//! Labels that changes put in the place of others.

use std::cell::OnceCell;

use super::Labels;
use crate::library::model::PartySide;
use crate::redline::{Document, Op, Side};
use crate::text::Lexicon;

/// So many names at most are looked for: each is searched for in the whole text.
const MOST_NAMES: usize = 16;

/// A name that nobody lists and that took the place of a label, or gave way to one.
struct Name<'d> {
    /// The label, by its number.
    listed: u32,
    name: &'d str,
    /// The side that the label stands on.
    side: Side,
    times: usize,
    /// Whether it stood after "the" each time.
    with_article: bool,
}

/// Takes the sides of labels that changes put in the place of others: a label that is replaced by one and the same other,
/// wherever it is replaced, names the same party. So does a name that nobody lists, where it takes the place of a label or
/// gives way to one, and one of the two is used no more and the other was not used before: more than once, or where the
/// other party's label is renamed too.
pub(crate) fn replaced(labels: &mut Labels, document: &Document, lexicon: &mut Lexicon<'_>) {
    // The listed labels that gave way to others, with these: few, as labels are.
    let mut swaps: Vec<(u32, u32)> = Vec::new();
    let mut names: Vec<Name<'_>> = Vec::new();
    let mut many = false;
    let mut number = |text: &str| {
        let syms = lexicon.phrase(text);
        let (length, index) = labels.phrases.longest(syms.iter().copied())?;
        (length == syms.len()).then_some(*index as u32)
    };
    for block in &document.blocks {
        for (at, pair) in block.runs.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let (old, new) = match (first.op, second.op) {
                (Op::Delete, Op::Insert) => (first, second),
                (Op::Insert, Op::Delete) => (second, first),
                _ => continue,
            };
            let before = at.checked_sub(1).and_then(|before| block.runs.get(before));
            let the = before.is_some_and(|before| ends_in_article(&before.text));
            let (old, old_the) = without_article(&old.text);
            let (new, new_the) = without_article(&new.text);
            let (number_of_old, number_of_new) = (number(old), number(new));
            let (listed, name, with_article, side) = match (number_of_old, number_of_new) {
                (Some(old), Some(new)) => {
                    if !swaps.contains(&(old, new)) {
                        swaps.push((old, new));
                    }
                    continue;
                }
                (Some(old), None) => (old, new, the || new_the, Side::Original),
                (None, Some(new)) => (new, old, the || old_the, Side::Final),
                (None, None) => continue,
            };
            if !is_name(name) {
                continue;
            }
            let same =
                |known: &Name<'_>| (known.listed, known.name, known.side) == (listed, name, side);
            let at = names.iter().position(same).unwrap_or(names.len());
            if at == names.len() {
                names.push(Name {
                    listed,
                    name,
                    side,
                    times: 0,
                    with_article: true,
                });
            }
            if let Some(known) = names.get_mut(at) {
                known.times += 1;
                known.with_article &= with_article;
            }
            // Where so many names come and go, nobody was renamed.
            many |= names.len() > MOST_NAMES;
            if many {
                names.clear();
            }
        }
    }
    // The words of the whole text, which hardly any document asks for.
    let words: [OnceCell<Vec<Vec<String>>>; 2] = Default::default();
    let stands = |what: &str, side: Side| {
        let texts = words.get(side as usize).map(|texts| {
            texts.get_or_init(|| {
                let blocks = document.blocks.iter();
                let texts = blocks.map(|block| crate::text::words(&block.text(side)));
                texts.collect()
            })
        });
        let what = crate::text::words(what);
        let mut texts = texts.into_iter().flatten();
        texts.any(|text| text.windows(what.len()).any(|at| at == what))
    };
    let sides: Vec<Option<PartySide>> = labels.used.iter().map(|label| label.side).collect();
    let side_of = |number: u32| sides.get(number as usize).copied().flatten();
    let mut renamed: Vec<(&str, PartySide, usize, bool)> = Vec::new();
    for found in &names {
        let label = labels.used.get(found.listed as usize);
        let (Some(label), Some(party)) = (label, side_of(found.listed)) else {
            continue;
        };
        let (old, new) = match found.side {
            Side::Original => (label.text.as_str(), found.name),
            Side::Final => (found.name, label.text.as_str()),
        };
        if !stands(old, Side::Final) && !stands(new, Side::Original) {
            let mut syms = lexicon.phrase(found.name).into_iter();
            let is_name = found.with_article || syms.all(|sym| !lexicon.is_known(sym));
            renamed.push((found.name, party, found.times, is_name));
        }
    }
    // How many labels of a side gave way to others.
    let changed = |side: PartySide| {
        let is = |number: u32| side_of(number) == Some(side);
        let listed = swaps.iter().filter(|(old, new)| is(*old) && is(*new));
        let named = renamed.iter().filter(|(_, other, ..)| *other == side);
        listed.count() + named.count()
    };
    let both = changed(PartySide::Vendor) == 1 && changed(PartySide::Customer) == 1;
    for (name, side, times, is_name) in &renamed {
        if *times > 1 || (both && *is_name) {
            labels.add(lexicon.phrase(name), name, Some(*side), false);
        }
    }
    for label in labels.used.iter_mut().filter(|label| label.side.is_none()) {
        let others = swaps.iter().filter_map(|(old, new)| match label.number {
            number if number == *old => Some(*new),
            number if number == *new => Some(*old),
            _ => None,
        });
        let mut found = others.filter_map(side_of);
        let first = found.next();
        if found.all(|other| Some(other) == first) {
            label.side = first;
        }
    }
}

/// A text without the article in front of it, and whether there was one.
fn without_article(text: &str) -> (&str, bool) {
    let text = text.trim();
    let rest = text
        .strip_prefix("the ")
        .or_else(|| text.strip_prefix("The "));
    (rest.unwrap_or(text), rest.is_some())
}

fn ends_in_article(text: &str) -> bool {
    let last = text.split_whitespace().next_back();
    last.is_some_and(|last| last.eq_ignore_ascii_case("the")) && text.ends_with(char::is_whitespace)
}

/// Whether a text is one to three capitalised words.
fn is_name(text: &str) -> bool {
    let words = || text.split_whitespace();
    (1..=3).contains(&words().count())
        && words().all(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        })
}
