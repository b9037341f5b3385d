//! Who is who: the labels that a contract gives its parties, and the side that each stands for.

mod inferred;
mod renamed;

pub(crate) use renamed::replaced;

use super::analysis::{Tok, words_from};

use crate::library::model::PartySide;
use crate::library::{Library, PLACEHOLDERS};
use crate::ordered::Set;
use crate::pattern::Slot;
use crate::redline::Side;
use crate::text::{Case, Lexicon, Phrases, Sym, TokenKind};

/// A label, resolved or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// As the contract writes it.
    pub(crate) text: String,
    /// Its side, where it is known.
    pub(crate) side: Option<PartySide>,
    /// Whether it may be written small: pronouns, and labels that are hardly ever anything else.
    small: bool,
    number: u32,
}

impl Label {
    /// What stands for it in comparison.
    pub(crate) fn key(&self) -> u32 {
        match self.side {
            Some(PartySide::Vendor) => 0,
            Some(PartySide::Customer) => 1,
            _ => 2 + self.number,
        }
    }

    /// The slots that it fills.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        match self.side {
            Some(PartySide::Vendor) => vec![Slot::Party, Slot::Vendor],
            Some(PartySide::Customer) => vec![Slot::Party, Slot::Customer],
            _ => vec![Slot::Party],
        }
    }

    /// The word of the report.
    pub(crate) fn side_name(&self) -> &'static str {
        match self.side {
            Some(PartySide::Vendor) => "vendor",
            Some(PartySide::Customer) => "customer",
            _ => "unknown",
        }
    }
}

/// The labels of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels {
    phrases: Phrases<usize>,
    /// What they were made of, in their order: equal words and labels find the same everywhere.
    words: Vec<Vec<Sym>>,
    /// The words before which a small-lettered label is any person of its kind: "another customer".
    indefinite: Vec<Sym>,
    /// The labels, in order of appearance.
    pub(crate) used: Vec<Label>,
    /// Whether both sides have labels of their own. What might be either is then no party: "the Network", "its Group".
    full: bool,
}

/// A label of the library that a text uses, by its index, with the words that it was found by.
pub(crate) type Mention = (usize, Vec<Sym>);

/// The library's labels that a text uses, each once, in the order of appearance.
pub(crate) fn mentions(library: &Library, tokens: &[Tok]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut free = 0;
    for start in 0..tokens.len() {
        if start < free {
            continue;
        }
        let Some(rest) = tokens.get(start..) else {
            break;
        };
        let Some((length, index)) = library.compiled.parties.longest(words_from(rest)) else {
            continue;
        };
        let Some(party) = library.lists.parties.get(*index) else {
            continue;
        };
        let pronoun = is_pronoun(&party.label);
        let before = start.checked_sub(1).and_then(|before| tokens.get(before));
        let name = |token: Option<&Tok>| {
            let names = library.compiled.words.names();
            let name = token.and_then(|token| names.get(token.sym.0 as usize));
            name.map_or("", String::as_str)
        };
        // "Bank charges are shared" names no bank: a sentence's first word is capitalised whatever it is.
        let noun = rest.get(length).filter(|token| token.case == Case::Lower);
        let bare = rest.first().map(|token| token.range.len()) == Some(party.label.len());
        let compound = before.is_none_or(|token| token.kind != TokenKind::Word)
            && bare
            && name(noun).ends_with('s')
            && matches!(
                name(rest.get(length + 1)),
                "are" | "is" | "shall" | "will" | "must" | "may" | "were" | "have" | "do"
            );
        let small = pronoun || party.side != PartySide::Either;
        let any = INDEFINITE.contains(&name(before));
        let named = rest
            .first()
            .is_some_and(|first| is_written(first, small, any));
        if !named || compound {
            continue;
        }
        free = start + length;
        if !mentions.iter().any(|(known, _)| known == index) {
            mentions.push((*index, words_from(rest).take(length).collect()));
        }
    }
    mentions
}

/// One of a document's texts, as the search for labels sees it.
pub(crate) struct Text<'t> {
    pub(crate) side: Side,
    pub(crate) text: &'t str,
    pub(crate) tokens: &'t [Tok],
    pub(crate) mentions: &'t [Mention],
}

impl Labels {
    /// Adds a label and the words that it is found by. `small` says whether it may be written small.
    fn add(&mut self, words: Vec<Sym>, text: &str, side: Option<PartySide>, small: bool) {
        let number = self.used.len();
        self.phrases.add(&words, number);
        self.words.push(words);
        self.used.push(Label {
            text: String::from(text),
            side,
            small,
            number: number as u32,
        });
    }

    /// Whether they find in every text what others find.
    pub(crate) fn is_as(&self, other: &Labels) -> bool {
        self.used == other.used && self.words == other.words
    }

    /// Whether they find in a text what others find there.
    pub(crate) fn find_as(&self, other: &Labels, tokens: &[Tok]) -> bool {
        let found = |labels: &Labels, start| {
            let (length, label) = labels.at(tokens, start)?;
            Some((length, label.key(), label.side))
        };
        (0..tokens.len()).all(|start| found(self, start) == found(other, start))
    }

    /// The label that stands at a token: its length in words.
    pub(crate) fn at(&self, tokens: &[Tok], start: usize) -> Option<(usize, &Label)> {
        let rest = tokens.get(start..)?;
        let (length, index) = self.phrases.longest(words_from(rest))?;
        let label = self.used.get(*index)?;
        let first = rest.first()?;
        let before = start.checked_sub(1).and_then(|before| tokens.get(before));
        let any = before.is_some_and(|token| self.indefinite.contains(&token.sym));
        let fits = is_written(first, label.small, any);
        let placed = label.side.is_some() || !self.full;
        (fits && placed).then_some((length, label))
    }

    /// Notes that no more labels are found: what has no side by now is a party only where a side has no label.
    pub(crate) fn close(&mut self) {
        let has = |side| self.used.iter().any(|label| label.side == Some(side));
        self.full = has(PartySide::Vendor) && has(PartySide::Customer);
    }

    /// The document's own label for a side: the first that it uses.
    pub(crate) fn of(&self, side: PartySide) -> Option<&str> {
        self.used
            .iter()
            .find(|label| {
                label.side == Some(side) && !PRONOUNS.contains(&label.text.to_lowercase().as_str())
            })
            .map(|label| label.text.as_str())
    }
}

/// Whether a word is written as a label is. `small` says whether that may be written small, `any` whether the word before
/// makes it one of many: "US" is a place; "company" and "another customer" in small letters are no party.
fn is_written(first: &Tok, small: bool, any: bool) -> bool {
    match first.case {
        Case::Lower => small && !any,
        Case::Upper => !(small && first.range.len() <= 2),
        Case::Title => true,
    }
}

const PRONOUNS: [&str; 8] = [
    "we",
    "us",
    "our",
    "ours",
    "you",
    "your",
    "yours",
    "ourselves",
];

/// What makes the noun after it one of many.
const INDEFINITE: [&str; 5] = ["a", "an", "any", "another", "other"];

fn indefinite(lexicon: &mut Lexicon<'_>) -> Vec<Sym> {
    INDEFINITE.map(|word| lexicon.intern(word)).to_vec()
}

/// Finds the labels that a document uses, and their sides. `texts` are its texts, final ones and original ones.
///
/// Sides come from the library's list. A label that may be either side takes the one that the others of its own text
/// leave, or its default where none does: a label that a change replaces does not stand in the way of the new one.
pub(crate) fn labels(library: &Library, texts: &[Text<'_>], lexicon: &mut Lexicon<'_>) -> Labels {
    let mut labels = Labels {
        indefinite: indefinite(lexicon),
        ..Labels::default()
    };
    let lists = &library.lists;
    let mut known: Vec<(usize, usize)> = Vec::new();
    let mut uses: Vec<Set<Side>> = Vec::new();
    for text in texts {
        for (index, words) in text.mentions {
            if let Some((_, number)) = known.iter().find(|(party, _)| party == index) {
                if let Some(uses) = uses.get_mut(*number) {
                    uses.insert(text.side);
                }
                continue;
            }
            let Some(party) = lists.parties.get(*index) else {
                continue;
            };
            known.push((*index, labels.used.len()));
            uses.push([text.side].into());
            let side = (party.side != PartySide::Either).then_some(party.side);
            let small = is_pronoun(&party.label) || side.is_some();
            labels.add(words.clone(), &party.label, side, small);
        }
    }
    inferred::define(&mut labels, texts, lexicon);
    inferred::infer(&mut labels, &uses, texts, lexicon);
    uses.resize(labels.used.len(), [Side::Original, Side::Final].into());
    resolve(&mut labels, &uses, library);
    labels
}

/// The labels of approved language: every one of the library's that has a side.
pub(crate) fn of_language(lexicon: &mut Lexicon<'_>) -> Labels {
    let mut labels = Labels::default();
    for (text, side) in PLACEHOLDERS {
        let words = vec![lexicon.intern(&text.to_lowercase())];
        labels.add(words, text, Some(side), false);
    }
    labels
}

fn is_pronoun(label: &str) -> bool {
    PRONOUNS.contains(&label.to_lowercase().as_str())
}

/// The side that is left where only one, of the vendor's and the customer's, is taken.
fn side_left(taken: [bool; 2]) -> Option<PartySide> {
    match taken {
        [true, false] => Some(PartySide::Customer),
        [false, true] => Some(PartySide::Vendor),
        _ => None,
    }
}

fn resolve(labels: &mut Labels, uses: &[Set<Side>], library: &Library) {
    let default = |label: &str| {
        library
            .lists
            .parties
            .iter()
            .find(|party| party.label.eq_ignore_ascii_case(label))
            .and_then(|party| party.default)
    };
    let on = |side: Side| -> Vec<&Label> {
        labels
            .used
            .iter()
            .zip(uses)
            .filter(|(_, uses)| uses.contains(&side))
            .map(|(label, _)| label)
            .collect()
    };
    let mut sides: Vec<Option<PartySide>> = labels.used.iter().map(|label| label.side).collect();
    for text in [Side::Original, Side::Final] {
        let used = on(text);
        let has = |side| used.iter().any(|label| label.side == Some(side));
        let nouns = used
            .iter()
            .any(|label| label.side.is_none() && !is_pronoun(&label.text));
        let says = |words: &[&str]| {
            used.iter()
                .any(|label| words.contains(&label.text.to_lowercase().as_str()))
        };
        let both =
            says(&["we", "us", "our", "ours", "ourselves"]) && says(&["you", "your", "yours"]);
        let taken = [PartySide::Vendor, PartySide::Customer].map(has);
        if taken == [true; 2] {
            continue;
        }
        let left = side_left(taken);
        for label in used.iter().filter(|label| label.side.is_none()) {
            let pronoun = is_pronoun(&label.text);
            let side = match left {
                // Pronouns beside other open labels, or both pronouns: their usual sides.
                Some(_) if pronoun && (nouns || both) => default(&label.text),
                Some(side) => Some(side),
                None => default(&label.text),
            };
            if let Some(slot) = sides.get_mut(label.number as usize) {
                *slot = slot.or(side);
            }
        }
        // Beside a label that took its usual side, the only one that is still open takes what is left.
        let side_of = |label: &&Label| sides.get(label.number as usize).copied().flatten();
        let taken = [PartySide::Vendor, PartySide::Customer]
            .map(|side| used.iter().any(|label| side_of(label) == Some(side)));
        let mut open = used.iter().filter(|label| side_of(label).is_none());
        if let (Some(left), Some(label), None) = (side_left(taken), open.next(), open.next()) {
            let number = label.number as usize;
            if let Some(slot) = sides.get_mut(number) {
                *slot = Some(left);
            }
        }
    }
    for (label, side) in labels.used.iter_mut().zip(sides) {
        label.side = side;
    }
}
