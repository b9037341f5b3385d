//! The word that somebody meant: the nearest of those that are known.

/// Longer words are not compared: the cost is that of both lengths.
const LONGEST: usize = 40;

/// More words are not compared: a message must not cost more than the file it is about.
pub(super) const MOST: usize = 400;

/// The nearest of the known words, if one is near.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(LONGEST + 1).collect();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let allowed = (word.len() / 3).max(1);
    known
        .into_iter()
        .take(MOST)
        .filter(|other| other.len() <= 4 * LONGEST)
        .map(|other| (distance(&word, &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// How many letters must be put in, taken out, replaced or swapped with the next (Damerau and Levenshtein, the
/// optimal string alignment of the two).
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at =
                |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&last, j) + usize::from(x != y))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = last;
        last = row;
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_found_if_one_is_near() {
        let known = ["days", "hours", "months", "business days"];
        for (word, meant) in [
            ("dys", Some("days")),
            ("dasy", Some("days")),
            ("Month", Some("months")),
            ("buisness days", Some("business days")),
            ("fortnights", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
    }
}
