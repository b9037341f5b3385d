//! Labels that no list names: those that the preamble defines, those that take the place of another, and those that a
//! duty tells.

use std::cell::OnceCell;

use super::{Labels, Text};
use crate::judge::analysis::Tok;
use crate::library::model::PartySide;
use crate::ordered::{Map, Set};
use crate::redline::{Document, Op, Side};
use crate::text::{Case, Lexicon, Sym, TokenKind};

/// How many words of the text are searched for definitions of labels: a preamble is at its start.
const PREAMBLE: usize = 400;

/// Takes the sides of labels that changes put in the place of others: a label that is replaced by one and the same other,
/// wherever it is replaced, names the same party. So does a name that nobody lists, where it takes the place of a label or
/// gives way to one, and one of the two is used no more and the other was not used before: more than once, or where the
/// other party's label is renamed too.
pub(crate) fn replaced(labels: &mut Labels, document: &Document, lexicon: &mut Lexicon<'_>) {
    // The listed labels that gave way to others, with these.
    let mut swaps: Set<(u32, u32)> = Set::new();
    // By the listed label, the name, and the side that the label stands on: how often, and whether each time with "the".
    let mut names: Map<(u32, &str, Side), (usize, bool)> = Map::new();
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
                    swaps.insert((old, new));
                    continue;
                }
                (Some(old), None) => (old, new, the || new_the, Side::Original),
                (None, Some(new)) => (new, old, the || old_the, Side::Final),
                (None, None) => continue,
            };
            if is_name(name) {
                let known = names.entry((listed, name, side)).or_insert((0, true));
                known.0 += 1;
                known.1 &= with_article;
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
    for ((number, name, side), (times, with_article)) in names.iter() {
        let label = labels.used.get(*number as usize);
        let (Some(label), Some(party)) = (label, side_of(*number)) else {
            continue;
        };
        let (old, new) = match side {
            Side::Original => (label.text.as_str(), *name),
            Side::Final => (*name, label.text.as_str()),
        };
        if !stands(old, Side::Final) && !stands(new, Side::Original) {
            let is_name = *with_article
                || lexicon
                    .phrase(name)
                    .into_iter()
                    .all(|sym| !lexicon.is_known(sym));
            renamed.push((*name, party, *times, is_name));
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
        let found: Set<PartySide> = others.filter_map(side_of).collect();
        if let (1, Some(side)) = (found.len(), found.first()) {
            label.side = Some(*side);
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

/// Labels that the preamble puts in quotes and brackets: `Acme Ltd ("Bidder")`.
pub(super) fn define(labels: &mut Labels, texts: &[Text<'_>], lexicon: &mut Lexicon<'_>) {
    let mut seen = 0;
    for Text { text, tokens, .. } in texts {
        for (at, token) in tokens.iter().enumerate() {
            seen += 1;
            if seen > PREAMBLE {
                return;
            }
            let opens = token.kind == TokenKind::Sign && text.get(token.range.clone()) == Some("(");
            if !opens {
                continue;
            }
            let Some(rest) = tokens.get(at + 1..) else {
                continue;
            };
            let the = usize::from(
                rest.first()
                    .is_some_and(|token| text.get(token.range.clone()) == Some("the")),
            );
            let Some(word) = rest.get(the) else { continue };
            let quoted = text
                .get(..word.range.start)
                .is_some_and(|before| before.ends_with(['"', '“', '\'', '‘']));
            let alone = rest
                .get(the + 1)
                .is_some_and(|next| next.kind == TokenKind::Sign);
            if !quoted || !alone || word.case == Case::Lower || word.kind != TokenKind::Word {
                continue;
            }
            let Some(label) = text.get(word.range.clone()) else {
                continue;
            };
            let is_party = text.get(..word.range.start).is_some_and(|before| {
                let tail: String = before
                    .chars()
                    .rev()
                    .take(120)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect();
                let tail = tail.to_lowercase();
                [
                    "inc",
                    "ltd",
                    "llc",
                    "plc",
                    "gmbh",
                    "corp",
                    "company",
                    "limited",
                    "corporation",
                ]
                .iter()
                .any(|form| tail.contains(form))
                    && !tail.contains("agreement")
            });
            let sym = lexicon.intern(&crate::text::words(label).join(" "));
            if is_party && labels.phrases.longest([sym].into_iter()).is_none() {
                labels.add(vec![sym], label, None, false);
            }
        }
    }
}

/// What a contract capitalises that is no party: its things, and those who have a part in it without being bound by it.
const NO_PARTY: [&str; 62] = [
    "acceptance",
    "affiliate",
    "affiliates",
    "agent",
    "agreement",
    "annex",
    "appendix",
    "arbitrator",
    "article",
    "auditor",
    "auditors",
    "charges",
    "clause",
    "contract",
    "court",
    "courts",
    "date",
    "data",
    "deliverable",
    "deliverables",
    "documentation",
    "employee",
    "employees",
    "equipment",
    "event",
    "exhibit",
    "expert",
    "fee",
    "fees",
    "form",
    "hardware",
    "information",
    "invoice",
    "invoices",
    "law",
    "licence",
    "license",
    "materials",
    "mediator",
    "notice",
    "order",
    "parties",
    "party",
    "period",
    "personnel",
    "plan",
    "platform",
    "price",
    "prices",
    "product",
    "products",
    "programme",
    "project",
    "purpose",
    "schedule",
    "section",
    "service",
    "services",
    "software",
    "staff",
    "system",
    "term",
];

/// How many words a party's label has at most.
const LABEL_WORDS: usize = 3;

/// How surely a word names a party.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// Something is its own: "Zorblatt's consent".
    Owns,
    /// It has a duty or a right: "the Maison shall".
    Acts,
}

/// The label that nobody lists: where a text has known labels of one side alone, the capitalised word or words that have a
/// duty or a right there ("the Maison shall"), or else own something ("Zorblatt's consent"), name the other party, if they
/// are the only ones.
///
/// A word that the library knows must stand after "the", and be none of [`NO_PARTY`].
pub(super) fn infer(
    labels: &mut Labels,
    uses: &[Set<Side>],
    texts: &[Text<'_>],
    lexicon: &Lexicon<'_>,
) {
    let has = |side: Side, party: PartySide| {
        let mut used = labels.used.iter().zip(uses);
        used.any(|(label, uses)| {
            uses.contains(&side)
                && (label.side == Some(party)
                    || (label.side.is_none() && !super::is_pronoun(&label.text)))
        })
    };
    let mut found: Map<(Sign, Vec<Sym>), &str> = Map::new();
    for Text {
        side, text, tokens, ..
    } in texts
    {
        if has(*side, PartySide::Vendor) == has(*side, PartySide::Customer) {
            continue;
        }
        let mut start = 0;
        while start < tokens.len() {
            let rest = tokens.get(start..).unwrap_or_default();
            let capital = |token: &&Tok| token.kind == TokenKind::Word && token.case != Case::Lower;
            let length = rest.iter().take_while(capital).count();
            let before = start.checked_sub(1).and_then(|before| tokens.get(before));
            let run = (start, length);
            start += length.max(1);
            if let Some((sign, name)) = named(run, before, (text, tokens), labels, lexicon) {
                let syms = name.iter().map(|token| token.sym).collect();
                let range = name.first().zip(name.last());
                let range = range.map(|(first, last)| first.range.start..last.range.end);
                if let Some(label) = range.and_then(|range| text.get(range)) {
                    found.entry((sign, syms)).or_insert(label);
                }
            }
        }
    }
    for sign in [Sign::Acts, Sign::Owns] {
        let mut of = found.iter().filter(|((other, _), _)| *other == sign);
        match (of.next(), of.next()) {
            (None, _) => {}
            (Some(((_, syms), text)), None) => {
                let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
                labels.add(syms.clone(), bare.unwrap_or(text), None, false);
                return;
            }
            (Some(_), Some(_)) => return,
        }
    }
}

/// What a run of capitalised words names, where that may be a party.
fn named<'t>(
    (start, length): (usize, usize),
    before: Option<&Tok>,
    (text, tokens): (&str, &'t [Tok]),
    labels: &Labels,
    lexicon: &Lexicon<'_>,
) -> Option<(Sign, &'t [Tok])> {
    let mut name = tokens.get(start..start + length)?;
    let is_the = |token: &Tok| lexicon.name(token.sym) == "the";
    // A sentence's first word is capitalised whatever it is.
    let mut the = before.is_some_and(is_the);
    if let Some((first, others)) = name.split_first()
        && is_the(first)
    {
        (name, the) = (others, true);
    }
    let last = name.last()?;
    let fits = (1..=LABEL_WORDS).contains(&name.len())
        && (0..name.len()).all(|at| {
            let words = name
                .get(at..)
                .unwrap_or_default()
                .iter()
                .map(|token| token.sym);
            labels.phrases.longest(words).is_none()
        })
        && (the || name.iter().all(|token| !lexicon.is_known(token.sym)))
        && !NO_PARTY.contains(&lexicon.name(last.sym));
    if !fits {
        return None;
    }
    let next = tokens
        .get(start + length)
        .map(|token| lexicon.name(token.sym));
    if matches!(next, Some("shall" | "will" | "must" | "may")) {
        return Some((Sign::Acts, name));
    }
    let owns = text.get(last.range.clone());
    let owns = owns.is_some_and(|word| word.ends_with("'s") || word.ends_with("’s"));
    let known = name.iter().any(|token| lexicon.is_known(token.sym));
    (owns && !known).then_some((Sign::Owns, name))
}
