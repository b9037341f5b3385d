//! Which clause a passage is most like, where no pattern reads it: legal is told where to look first. The guess names
//! the clause of a finding that is legal review in any case; it explains nothing and accepts nothing.

use crate::library::Library;
use crate::library::model::Expect;
use crate::ordered::{self, Map, Set};
use crate::text;

/// In how many texts of each clause each word stands. What words tell is reckoned as naive Bayes does it: how much
/// likelier each word of a passage is in the texts of a clause than in those of all others, multiplied.
#[derive(Clone, Debug, Default)]
pub(crate) struct Likeness {
    stems: Map<String, Stem>,
    /// How many texts each clause has, and all of them.
    texts: Vec<u32>,
    all: u32,
}

/// One word and its other forms.
#[derive(Clone, Debug, Default)]
struct Stem {
    texts: u32,
    by_clause: Map<usize, u32>,
}

/// So many letters stand for a word and its other forms.
const STEM: usize = 6;

/// Words tell a clause from others only where there are some.
const CLAUSES: usize = 3;

/// One bit: as many as this are twice as likely. Whole numbers, so that every machine reckons the same.
const BIT: i32 = 256;

/// A passage must be sixteen times likelier in a clause than in the others,
const ENOUGH: i32 = 4 * BIT;

/// and four times likelier than in the next.
const LEAD: i32 = 2 * BIT;

/// A clause that claims the passage is so much likelier to be that of one of its sentences.
const AROUND: i32 = 6 * BIT;

/// One that a `not:` line took the passage out of is so much less likely: a word of that line may be there by chance.
const BARRED: i32 = 20 * BIT;

impl Likeness {
    /// Learns the words of each clause: its titles, its language and its examples. Parties' labels tell of none.
    pub(crate) fn new(library: &Library) -> Likeness {
        if library.clauses.len() < CLAUSES {
            return Likeness::default();
        }
        let labels = library.lists.parties.iter().map(|party| &party.label);
        let labels: Set<String> = labels.flat_map(|label| text::words(label)).collect();
        let mut learned = Likeness {
            texts: vec![0; library.clauses.len()],
            ..Likeness::default()
        };
        for (index, clause) in library.clauses.iter().enumerate() {
            let headings = clause.found.headings.iter().map(|title| (title, true));
            let language = clause.language.iter().map(|own| (&own.text, true));
            // What an author says is not here tells against the clause, as the texts of the others do.
            let examples = clause.examples.iter();
            let examples = examples.map(|one| (&one.text, one.expect != Expect::NotHere));
            for (text, here) in headings.chain(language).chain(examples) {
                learned.all += 1;
                if let Some(count) = learned.texts.get_mut(index) {
                    *count += u32::from(here);
                }
                for stem in stems(text::words(text).iter().map(String::as_str), &labels) {
                    let stem = learned.stems.entry(stem).or_default();
                    stem.texts += 1;
                    *stem.by_clause.entry(index).or_default() += u32::from(here);
                }
            }
        }
        learned
    }

    /// The clause that words tell of, where they tell of one far more than of any other.
    ///
    /// `barred` are clauses that a `not:` pattern took the passage out of; `claiming` is the one that claims the passage,
    /// if any: its words are around these.
    pub(crate) fn clause<'w>(
        &self,
        words: impl Iterator<Item = &'w str>,
        barred: impl Fn(usize) -> bool,
        claiming: Option<usize>,
    ) -> Option<usize> {
        let stems = stems(words, &Set::new());
        let stems: Vec<&Stem> = stems
            .iter()
            .filter_map(|stem| self.stems.get(stem))
            .collect();
        let mut ranked: Vec<(i32, usize)> = (0..self.texts.len())
            .map(|clause| {
                let told = stems.iter().map(|stem| self.told(stem, clause));
                let around = if claiming == Some(clause) { AROUND } else { 0 };
                let out = if barred(clause) { BARRED } else { 0 };
                (told.sum::<i32>() + around - out, clause)
            })
            .collect();
        ordered::sort_by(&mut ranked, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let (best, clause) = *ranked.first()?;
        let next = ranked.get(1).map_or(0, |(score, _)| *score);
        (best >= ENOUGH && best - next >= LEAD).then_some(clause)
    }

    /// How much likelier a word is in the texts of a clause than in all others, in [`BIT`]s.
    fn told(&self, stem: &Stem, clause: usize) -> i32 {
        let texts = self.texts.get(clause).copied().unwrap_or_default();
        let here = stem.by_clause.get(&clause).copied().unwrap_or_default();
        // Half a text is added to what is counted, so that a word not seen yet does not rule a clause out.
        let share = |count: u32, of: u32| bits(2 * count + 1) - bits(2 * of + 2);
        share(here, texts) - share(stem.texts - here, self.all - texts)
    }
}

/// The logarithm of a number to the base of two, in [`BIT`]s, off by less than a tenth of one: straight lines between
/// the powers of two.
fn bits(number: u32) -> i32 {
    let number = number.max(1);
    let whole = number.ilog2();
    let beyond = (u64::from(number - (1 << whole)) * BIT as u64) >> whole;
    whole as i32 * BIT + beyond as i32
}

/// The distinct words that can tell of a clause, by their stems.
fn stems<'w>(words: impl Iterator<Item = &'w str>, without: &Set<String>) -> Set<String> {
    words
        .filter(|word| word.chars().count() > 2 && word.chars().all(char::is_alphabetic))
        .filter(|word| !without.contains(*word))
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_near_enough_and_rise() {
        let mut before = -1;
        for number in 1..5000_u32 {
            let off = f64::from(bits(number)) / f64::from(BIT) - f64::from(number).log2();
            assert!((-0.1..=0.0).contains(&off), "{number} is off by {off}");
            assert!(bits(number) >= before, "{number}");
            before = bits(number);
        }
    }
}
