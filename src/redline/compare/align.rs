//! Which paragraphs of two texts belong together.
//!
//! The same ones first, by a diff over whole paragraphs, their numbers aside; then those that moved; then, between
//! them, similar ones by the words that they share.

use std::ops::Range;

use super::diff::{self, Hunk};
use crate::ordered::{self, Map};
use crate::redline::{Block, lines};

/// So many paragraphs on each side are tried against each other; longer stretches without one paragraph in common
/// are cut. It bounds the work for each word of the text.
pub(super) const WINDOW: usize = 64;

/// A paragraph must share so many words in a hundred with another to be its new version.
const ALIKE: usize = 40;

/// A shorter paragraph that vanishes here and appears there is a coincidence.
const MOVE_WORDS: usize = 8;

/// What became of a paragraph.
pub(super) enum Step<'a> {
    /// The old one and the new one are versions of the same.
    Pair(&'a Block, &'a Block),
    /// It is in the old text alone.
    Struck(&'a Block),
    /// It is in the new text alone.
    Added(&'a Block),
    /// It went away from here, by the name of the move.
    MovedFrom(&'a Block, String),
    /// It came here.
    MovedTo(&'a Block, String),
}

/// Aligns two texts.
pub(super) fn align<'a>(old: &'a [Block], new: &'a [Block]) -> Vec<Step<'a>> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let hunks = diff::hunks(&keys(&old), &keys(&new));
    let moves = moves(&old, &new, &hunks);
    let mut steps = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    for (removed, added) in hunks {
        pairs(
            &mut steps,
            slice(&old, at_old..removed.start),
            slice(&new, at_new..added.start),
        );
        (at_old, at_new) = (removed.end, added.end);
        changed(
            &mut steps,
            &moves,
            (removed.start, slice(&old, removed)),
            (added.start, slice(&new, added)),
        );
    }
    pairs(
        &mut steps,
        slice(&old, at_old..old.len()),
        slice(&new, at_new..new.len()),
    );
    steps
}

/// The rest of a text that writes out a number which the other shows, without that number.
pub(super) fn without_number<'a>(text: &'a str, number: &str) -> Option<&'a str> {
    let bare = |number: &'a str| number.trim_matches(['(', ')', '.', ' ']);
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let shown = number.trim_matches(['(', ')', '.', ' ']);
    (bare(first) == shown && !shown.is_empty()).then(|| rest.trim_start())
}

struct Paragraph<'a> {
    block: &'a Block,
    /// Its text without a number: what it is found again by.
    key: String,
    /// Its words, in order, hashed by their position in a sorted list of bytes.
    words: Vec<u64>,
}

fn paragraphs(blocks: &[Block]) -> Vec<Paragraph<'_>> {
    blocks
        .iter()
        .map(|block| {
            let text = block.redline();
            let unnumbered = match text.split_once(char::is_whitespace) {
                Some((_, rest)) if block.number.is_none() && lines::is_item(&text) => {
                    rest.trim_start()
                }
                _ => text.as_str(),
            };
            let words = text
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty());
            let mut words: Vec<u64> = words.map(hash).collect();
            ordered::sort(&mut words);
            Paragraph {
                block,
                key: unnumbered.to_owned(),
                words,
            }
        })
        .collect()
}

/// FNV-1a over lower case: the same everywhere and every time.
fn hash(word: &str) -> u64 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325, |hash, c| {
            (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
        })
}

fn keys<'t>(paragraphs: &'t [Paragraph<'_>]) -> Vec<&'t str> {
    paragraphs
        .iter()
        .map(|paragraph| paragraph.key.as_str())
        .collect()
}

fn slice<'t, 'a>(all: &'t [Paragraph<'a>], range: Range<usize>) -> &'t [Paragraph<'a>] {
    all.get(range).unwrap_or_default()
}

fn pairs<'a>(steps: &mut Vec<Step<'a>>, old: &[Paragraph<'a>], new: &[Paragraph<'a>]) {
    let same = old.iter().zip(new);
    steps.extend(same.map(|(from, to)| Step::Pair(from.block, to.block)));
}

/// The names of moves, by the index of the paragraph on either side.
#[derive(Default)]
struct Moves {
    from: Map<usize, String>,
    to: Map<usize, String>,
}

fn moves(old: &[Paragraph<'_>], new: &[Paragraph<'_>], hunks: &[Hunk]) -> Moves {
    let mut gone: Map<&str, Vec<usize>> = Map::new();
    // From the end, so that the first place of a text is the first to be taken.
    for (removed, _) in hunks.iter().rev() {
        for index in removed.clone().rev() {
            if let Some(paragraph) = old.get(index)
                && paragraph.words.len() >= MOVE_WORDS
            {
                gone.entry(&paragraph.key).or_default().push(index);
            }
        }
    }
    let mut moves = Moves::default();
    for index in hunks.iter().flat_map(|(_, added)| added.clone()) {
        let found = new
            .get(index)
            .and_then(|paragraph| gone.get_mut(paragraph.key.as_str()));
        if let Some(from) = found.and_then(Vec::pop)
            && old.get(from).map(|paragraph| paragraph.block.redline())
                == new.get(index).map(|paragraph| paragraph.block.redline())
        {
            let name = format!("move {}", moves.to.len() + 1);
            moves.from.insert(from, name.clone());
            moves.to.insert(index, name);
        }
    }
    moves
}

/// A stretch without a paragraph in common: similar ones pair up, the rest is struck or added.
fn changed<'a>(
    steps: &mut Vec<Step<'a>>,
    moves: &Moves,
    (at_old, old): (usize, &[Paragraph<'a>]),
    (at_new, new): (usize, &[Paragraph<'a>]),
) {
    let count = old.len().max(new.len()).div_ceil(WINDOW);
    for index in 0..count {
        let window = |all: usize| (all * index / count)..(all * (index + 1) / count);
        let (from, to) = (window(old.len()), window(new.len()));
        let kept = pair_up(
            (at_old + from.start, slice(old, from.clone())),
            (at_new + to.start, slice(new, to.clone())),
            moves,
        );
        let (mut next_old, mut next_new) = (from.start, to.start);
        for (pair_old, pair_new) in
            kept.into_iter()
                .map(Some)
                .chain([None])
                .map(|pair| match pair {
                    Some((pair_old, pair_new)) => (from.start + pair_old, to.start + pair_new),
                    None => (from.end, to.end),
                })
        {
            for (offset, paragraph) in slice(old, next_old..pair_old).iter().enumerate() {
                steps.push(match moves.from.get(&(at_old + next_old + offset)) {
                    Some(name) => Step::MovedFrom(paragraph.block, name.clone()),
                    None => Step::Struck(paragraph.block),
                });
            }
            for (offset, paragraph) in slice(new, next_new..pair_new).iter().enumerate() {
                steps.push(match moves.to.get(&(at_new + next_new + offset)) {
                    Some(name) => Step::MovedTo(paragraph.block, name.clone()),
                    None => Step::Added(paragraph.block),
                });
            }
            if pair_old < from.end && pair_new < to.end {
                pairs(
                    steps,
                    slice(old, pair_old..pair_old + 1),
                    slice(new, pair_new..pair_new + 1),
                );
            }
            (next_old, next_new) = (pair_old + 1, pair_new + 1);
        }
    }
}

/// The pairs, in order, that share the most words: the classic table of longest common subsequences, weighed.
fn pair_up(
    (at_old, old): (usize, &[Paragraph<'_>]),
    (at_new, new): (usize, &[Paragraph<'_>]),
    moves: &Moves,
) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut best = vec![0_usize; (old.len() + 1) * width];
    let mut shares = vec![0_usize; (old.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let get = |table: &[usize], index: usize| table.get(index).copied().unwrap_or(0);
    for (row, from) in old.iter().enumerate().rev() {
        for (column, to) in new.iter().enumerate().rev() {
            let is_moved = moves.from.contains_key(&(at_old + row))
                || moves.to.contains_key(&(at_new + column));
            let share = if is_moved {
                0
            } else {
                shared(&from.words, &to.words)
            };
            let with = if share > 0 {
                share + get(&best, at(row + 1, column + 1))
            } else {
                0
            };
            let without = get(&best, at(row + 1, column)).max(get(&best, at(row, column + 1)));
            if let (Some(best), Some(kept)) = (
                best.get_mut(at(row, column)),
                shares.get_mut(at(row, column)),
            ) {
                *best = with.max(without);
                *kept = share;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < old.len() && column < new.len() {
        let here = get(&best, at(row, column));
        let share = get(&shares, at(row, column));
        if share > 0 && here == share + get(&best, at(row + 1, column + 1)) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if here == get(&best, at(row + 1, column)) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// How many words two sorted lists share; none if they are not alike.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let mut count = 0;
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                left.next();
                right.next();
            }
        }
    }
    if count * 200 >= ALIKE * (one.len() + other.len()) {
        count
    } else {
        0
    }
}
