//! Labels that no list names: those that the preamble defines, and those that a duty or something that they own tells.

use super::{Labels, Text};
use crate::judge::analysis::Tok;
use crate::library::model::PartySide;
use crate::ordered::Set;
use crate::redline::Side;
use crate::text::{Case, Lexicon, Sym, TokenKind};

/// How many words of the text are searched for definitions of labels: a preamble is at its start.
const PREAMBLE: usize = 400;

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

/// What a contract says of its things as well as of its parties.
const THINGS_DO: [&str; 26] = [
    "apply",
    "be",
    "become",
    "begin",
    "commence",
    "consist",
    "constitute",
    "contain",
    "continue",
    "cover",
    "end",
    "expire",
    "extend",
    "govern",
    "have",
    "include",
    "last",
    "mean",
    "prevail",
    "remain",
    "renew",
    "run",
    "start",
    "state",
    "survive",
    "terminate",
];

/// How many words a party's label has at most.
const LABEL_WORDS: usize = 3;

/// What tells that a word names a party, the surest first.
#[derive(Clone, Copy)]
enum Sign {
    /// It has a duty or a right: "the Maison shall".
    Acts,
    /// Something is its own: "Zorblatt's consent".
    Owns,
}

/// The first name found, its words and its text, and whether another was found too.
type Named<'t> = (Option<(Vec<Sym>, &'t str)>, bool);

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
    // By sign, the first name that has it, and whether another has it too.
    let mut found: [Named<'_>; 2] = Default::default();
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
                let syms: Vec<Sym> = name.iter().map(|token| token.sym).collect();
                let range = name.first().zip(name.last());
                let range = range.map(|(first, last)| first.range.start..last.range.end);
                let label = range.and_then(|range| text.get(range));
                if let (Some(label), Some((first, more))) = (label, found.get_mut(sign as usize)) {
                    *more |= first.as_ref().is_some_and(|(other, _)| *other != syms);
                    first.get_or_insert((syms, label));
                }
            }
        }
    }
    for (first, more) in found {
        let Some((syms, text)) = first else {
            continue;
        };
        if !more {
            let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
            labels.add(syms, bare.unwrap_or(text), None, false);
        }
        return;
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
    let known = name.iter().any(|token| lexicon.is_known(token.sym));
    let next = |at: usize| {
        let token = tokens.get(start + length + at);
        token.map_or("", |token| lexicon.name(token.sym))
    };
    if matches!(next(0), "shall" | "will" | "must" | "may") {
        let verb = 1 + usize::from(next(1) == "not");
        let bound = matches!(
            next(verb + 1),
            "entitled" | "liable" | "responsible" | "obliged" | "free" | "bound"
        );
        // "The Payment shall be made", "the Subscription may renew": known words may be things, and things do little.
        let acts = !THINGS_DO.contains(&next(verb)) || (next(verb) == "be" && bound);
        return (!known || acts).then_some((Sign::Acts, name));
    }
    let owns = text.get(last.range.clone());
    let owns = owns.is_some_and(|word| word.ends_with("'s") || word.ends_with("’s"));
    (owns && !known).then_some((Sign::Owns, name))
}
