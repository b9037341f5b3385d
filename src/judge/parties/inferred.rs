//! Labels that no list names: those that the preamble defines, those that take the place of another, and those that a
//! duty tells.

use std::cell::OnceCell;

use super::{Labels, Text};
use crate::library::model::PartySide;
use crate::ordered::{Map, Set};
use crate::redline::{Document, Op, Side};
use crate::text::{Case, Lexicon, Sym, TokenKind};

/// How many words of the text are searched for definitions of labels: a preamble is at its start.
const PREAMBLE: usize = 400;

/// Takes the sides of labels that changes put in the place of others: a label that is replaced by one and the same other,
/// wherever it is replaced, names the same party. So does a name that nobody lists, where it takes the place of a label
/// more than once and the label is used no more.
pub(crate) fn replaced(labels: &mut Labels, document: &Document, lexicon: &mut Lexicon<'_>) {
    let mut pairs: Map<u32, Set<u32>> = Map::new();
    let mut names: Map<(u32, &str), usize> = Map::new();
    let mut number = |text: &str| {
        let syms = lexicon.phrase(text);
        let (length, index) = labels.phrases.longest(syms.iter().copied())?;
        (length == syms.len()).then_some(*index as u32)
    };
    for block in &document.blocks {
        for pair in block.runs.windows(2) {
            let [first, second] = pair else { continue };
            let (old, new) = match (first.op, second.op) {
                (Op::Delete, Op::Insert) => (first, second),
                (Op::Insert, Op::Delete) => (second, first),
                _ => continue,
            };
            match (number(&old.text), number(&new.text)) {
                (Some(old), Some(new)) => {
                    pairs.entry(old).or_default().insert(new);
                    pairs.entry(new).or_default().insert(old);
                }
                (Some(old), None) if is_name(&new.text) => {
                    *names.entry((old, new.text.trim())).or_default() += 1;
                }
                _ => {}
            }
        }
    }
    // The words of the whole text, which hardly any document asks for.
    let finals: OnceCell<Vec<Vec<String>>> = OnceCell::new();
    let all_finals = || {
        let texts = document.blocks.iter();
        let words = texts.map(|block| crate::text::words(&block.text(Side::Final)));
        words.collect()
    };
    for ((old, name), times) in names {
        let Some(label) = labels.used.get(old as usize) else {
            continue;
        };
        let words = crate::text::words(&label.text);
        let stays = || {
            let mut finals = finals.get_or_init(all_finals).iter();
            finals.any(|text| text.windows(words.len()).any(|at| at == words))
        };
        if times < 2 || label.side.is_none() || stays() {
            continue;
        }
        let side = label.side;
        labels.add(lexicon.phrase(name), name, side, false);
    }
    let sides: Vec<Option<PartySide>> = labels.used.iter().map(|label| label.side).collect();
    for label in labels.used.iter_mut().filter(|label| label.side.is_none()) {
        let others = pairs.get(&label.number).into_iter().flatten();
        let found: Set<PartySide> = others
            .filter_map(|other| sides.get(*other as usize).copied().flatten())
            .collect();
        if let (1, Some(side)) = (found.len(), found.first()) {
            label.side = Some(*side);
        }
    }
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

/// The label that nobody lists: where a text has known labels of one side alone, a capitalised word that the library
/// knows nothing of and that has a duty or a right there ("the Maison shall") names the other party, if it is the only
/// such word.
pub(super) fn infer(
    labels: &mut Labels,
    uses: &[Set<Side>],
    texts: &[Text<'_>],
    lexicon: &Lexicon<'_>,
) {
    let has = |side: Side, party: PartySide| {
        let mut used = labels.used.iter().zip(uses);
        used.any(|(label, uses)| label.side == Some(party) && uses.contains(&side))
    };
    let mut found: Map<Sym, &str> = Map::new();
    for Text {
        side, text, tokens, ..
    } in texts
    {
        if has(*side, PartySide::Vendor) == has(*side, PartySide::Customer) {
            continue;
        }
        for pair in tokens.windows(2) {
            let [word, next] = pair else { continue };
            let names = word.kind == TokenKind::Word
                && word.case == Case::Title
                && !lexicon.is_known(word.sym)
                && labels.phrases.longest([word.sym].into_iter()).is_none();
            if names
                && matches!(lexicon.name(next.sym), "shall" | "will" | "must" | "may")
                && let Some(label) = text.get(word.range.clone())
            {
                found.entry(word.sym).or_insert(label);
            }
        }
    }
    let mut found = found.into_iter();
    if let (Some((sym, text)), None) = (found.next(), found.next()) {
        labels.add(vec![sym], text, None, false);
    }
}
