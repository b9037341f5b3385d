//! The differences of two lists of tokens, in bounded time.
//!
//! `imara-diff` is quick on real text and quadratic on the worst (measured: two lists of 200,000 tokens, two words in
//! turn, 70 s). So it sees no more than [`LIMIT`] tokens at a time. Longer lists are cut where both hold a token once
//! and in the same order, as in a patience diff; a stretch that is still too long is cut evenly, which may show more
//! as changed than did, never less.

use crate::ordered::{self, Map};
use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// So many tokens of both lists together: more than any paragraph has words, and at the worst 7 ms.
const LIMIT: usize = 4096;

/// A stretch that differs: its tokens before and after.
pub(super) type Hunk = (Range<usize>, Range<usize>);

/// The stretches that differ, in order, with the same tokens between them.
pub(super) fn hunks<T: Copy + Default + Ord + Hash>(before: &[T], after: &[T]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let mut at = (0, 0);
    if before.len() + after.len() > LIMIT {
        for (old, new) in anchors(before, after) {
            cut(&mut hunks, before, after, (at.0..old, at.1..new));
            at = (old + 1, new + 1);
        }
    }
    cut(
        &mut hunks,
        before,
        after,
        (at.0..before.len(), at.1..after.len()),
    );
    hunks
}

/// Cuts a stretch evenly until it is short enough.
fn cut<T: Copy + Default + Ord + Hash>(
    hunks: &mut Vec<Hunk>,
    before: &[T],
    after: &[T],
    (old, new): Hunk,
) {
    let count = (old.len() + new.len()).div_ceil(LIMIT).max(1);
    let part = |range: &Range<usize>, index: usize| {
        range.start + range.len() * index / count..range.start + range.len() * (index + 1) / count
    };
    for index in 0..count {
        small(hunks, before, after, (part(&old, index), part(&new, index)));
    }
}

fn small<T: Copy + Default + Ord + Hash>(
    hunks: &mut Vec<Hunk>,
    before: &[T],
    after: &[T],
    (old, new): Hunk,
) {
    let list =
        |all: &[T], range: &Range<usize>| all.get(range.clone()).unwrap_or_default().to_vec();
    let mut input = InternedInput::default();
    input.update_before(list(before, &old).into_iter());
    input.update_after(list(after, &new).into_iter());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let wide =
        |start: usize, range: Range<u32>| start + range.start as usize..start + range.end as usize;
    for hunk in diff.hunks() {
        let (old, new) = (wide(old.start, hunk.before), wide(new.start, hunk.after));
        match hunks.last_mut() {
            Some(last) if last.0.end == old.start && last.1.end == new.start => {
                last.0.end = old.end;
                last.1.end = new.end;
            }
            _ => hunks.push((old, new)),
        }
    }
}

/// Pairs of places that hold the same token, once in each list: the longest chain of them in the order of both.
fn anchors<T: Copy + Ord>(before: &[T], after: &[T]) -> Vec<(usize, usize)> {
    let mut places: Map<T, (Once, Once)> = Map::new();
    for (index, token) in before.iter().enumerate() {
        places.entry(*token).or_default().0.see(index);
    }
    for (index, token) in after.iter().enumerate() {
        places.entry(*token).or_default().1.see(index);
    }
    let mut pairs: Vec<(usize, usize)> = places
        .into_values()
        .filter_map(|(old, new)| old.place().zip(new.place()))
        .collect();
    ordered::sort(&mut pairs);
    // The piles of patience sorting: each holds the pair with the least place in `after` that ends a chain so long.
    let mut piles: Vec<usize> = Vec::new();
    let mut before_it: Vec<Option<usize>> = Vec::new();
    let after_of = |pair: usize| pairs.get(pair).map_or(0, |(_, new)| *new);
    for (index, (_, new)) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|&top| after_of(top) < *new);
        before_it.push(
            pile.checked_sub(1)
                .and_then(|pile| piles.get(pile).copied()),
        );
        match piles.get_mut(pile) {
            Some(top) => *top = index,
            None => piles.push(index),
        }
    }
    let mut chain = Vec::new();
    let mut next = piles.last().copied();
    while let Some(index) = next {
        chain.extend(pairs.get(index).copied());
        next = before_it.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Where a token was seen, if it was seen once.
#[derive(Clone, Copy, Debug, Default)]
enum Once {
    #[default]
    Never,
    At(usize),
    Often,
}

impl Once {
    fn see(&mut self, index: usize) {
        *self = match self {
            Once::Never => Once::At(index),
            Once::At(_) | Once::Often => Once::Often,
        };
    }

    fn place(self) -> Option<usize> {
        match self {
            Once::At(index) => Some(index),
            Once::Never | Once::Often => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hunks;

    #[test]
    fn long_lists_are_cut_at_what_is_unique() {
        let before: Vec<u32> = (0..10_000).collect();
        let mut after = before.clone();
        after[5_000] = 20_000;
        after.remove(9_000);
        after.insert(100, 30_000);
        let expected = [
            (100..100, 100..101),
            (5_000..5_001, 5_001..5_002),
            (9_000..9_001, 9_001..9_001),
        ];
        assert_eq!(hunks(&before, &after), expected);
    }

    #[test]
    fn long_lists_without_anything_unique_still_add_up() {
        let before: Vec<u32> = (0..9_001).map(|index| index % 2).collect();
        let after: Vec<u32> = (0..7_000).map(|index| (index + 1) % 2).collect();
        let mut at = (0, 0);
        for (old, new) in hunks(&before, &after)
            .into_iter()
            .chain([(9_001..9_001, 7_000..7_000)])
        {
            assert_eq!(before[at.0..old.start], after[at.1..new.start]);
            at = (old.end, new.end);
        }
    }
}
