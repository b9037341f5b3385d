//! How a document is judged: as a redline, as our own paper, or as the other side's; and what approved language has to
//! do with it.

use super::analysis::{Analysis, Tables};
use super::changes::Changes;
use super::outside::Outside;
use super::passages::{Language, Origins, Passage, Sided, sentence_keys};
use crate::ordered::{self, Map};
use crate::pattern::Scratch;
use crate::redline::{Document, Marks};
use crate::report::{Extent, Mode, Paper};
use crate::text::Lexicon;

/// A contract is whole from so many words and so many clauses on.
const WHOLE_WORDS: usize = 1_500;
const WHOLE_CLAUSES: usize = 6;

/// A text is on our paper where so many of its sentences, and half of those that clauses read, are ours.
const OUR_SENTENCES: usize = 3;

/// A settled sentence differs from approved language by at most so many units to be an untracked change of it, and has
/// at least so many.
const UNTRACKED_UNITS: usize = 3;
const UNTRACKED_LENGTH: usize = 8;

/// On our paper a sentence stands in the place of the approved one that shares so many units in ten.
const NEAR_ALIKE: usize = 6;

/// How a document is judged, and whose paper it is on.
pub(crate) fn mode(
    document: &Document,
    passages: &[Passage],
    language: &Language,
    asked: Option<Paper>,
) -> (Mode, Paper) {
    let ours = || {
        let (mut equal, mut read) = (0, 0);
        for passage in passages {
            let side = &passage.revised;
            let owned = own(&side.analysis, language);
            for (sentence, found) in side.readings.found.iter().enumerate() {
                let own = owned.binary_search(&sentence).is_ok();
                equal += usize::from(own);
                read += usize::from(own || !found.is_empty());
            }
        }
        equal >= OUR_SENTENCES && equal * 2 >= read
    };
    let paper = asked.unwrap_or_else(|| if ours() { Paper::Ours } else { Paper::Theirs });
    let changed = passages.iter().any(|passage| passage.chain.changed);
    let mode = match (document.marks, changed, paper) {
        (Marks::Compared, ..) => Mode::Compare,
        (_, true, _) => Mode::Redline,
        (_, false, Paper::Ours) => Mode::Ours,
        (_, false, Paper::Theirs) => Mode::ThirdParty,
    };
    (mode, paper)
}

/// How much of a contract a document is.
pub(crate) fn extent(passages: &[Passage], asked: Option<Extent>) -> Extent {
    asked.unwrap_or_else(|| {
        let words: usize = passages
            .iter()
            .map(|passage| passage.revised.analysis.tokens.len())
            .sum();
        let mut clauses: Vec<usize> = passages
            .iter()
            .flat_map(|passage| passage.revised.readings.claims.iter().flatten().copied())
            .collect();
        ordered::sort(&mut clauses);
        clauses.dedup();
        if words >= WHOLE_WORDS && clauses.len() >= WHOLE_CLAUSES {
            Extent::Whole
        } else {
            Extent::Excerpt
        }
    })
}

/// A sentence that stands in the place of approved language.
pub(crate) struct InPlace {
    pub(crate) chain: usize,
    pub(crate) sentence: usize,
    /// The text of the language; none where nothing of ours is like it.
    pub(crate) language: Option<String>,
}

/// Settled sentences that are approved language but for a few words: somebody changed them with tracking off.
pub(crate) fn untracked(passages: &[Passage], language: &Language) -> Vec<InPlace> {
    let mut found = Vec::new();
    for (chain, passage) in passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| !passage.chain.changed && !passage.heading)
    {
        let near = near(&passage.revised.analysis, language);
        found.extend(near.iter().map(|(sentence, text)| InPlace {
            chain,
            sentence: *sentence,
            language: Some(text.clone()),
        }));
    }
    found
}

/// The sentences of a text that are approved language.
fn own<'t>(analysis: &'t Analysis, language: &Language) -> &'t [usize] {
    let sentences = 0..analysis.sentences.len();
    analysis.likened.own.get_or_init(|| {
        let equal = |sentence: &usize| {
            let keys = sentence_keys(analysis, *sentence);
            language.equal(&keys).next().is_some()
        };
        sentences.filter(equal).collect()
    })
}

/// The sentences of a text that are approved language but for a few words, each with that language's text.
fn near<'t>(analysis: &'t Analysis, language: &Language) -> &'t [(usize, String)] {
    analysis.likened.near.get_or_init(|| {
        let mut near = Vec::new();
        for sentence in 0..analysis.sentences.len() {
            let keys = sentence_keys(analysis, sentence);
            if keys.len() < UNTRACKED_LENGTH || language.equal(&keys).next().is_some() {
                continue;
            }
            let Some((nearest, alike)) = language.nearest(&keys, |_| true) else {
                continue;
            };
            let differing = (nearest.keys.len() - alike).max(keys.len() - alike);
            if differing > 0 && differing <= UNTRACKED_UNITS && alike * 2 >= keys.len() {
                near.push((sentence, nearest.text.clone()));
            }
        }
        near
    })
}

/// The sentences of a text that are no standard one, each with whether it is a fallback's, which stands for nothing,
/// and else the text of the standard one in whose place it stands.
fn beside<'t>(analysis: &'t Analysis, language: &Language) -> &'t [(usize, bool, Option<String>)] {
    analysis.likened.beside.get_or_init(|| {
        let mut beside = Vec::new();
        for sentence in 0..analysis.sentences.len() {
            let keys = sentence_keys(analysis, sentence);
            let mut equal = language.equal(&keys).peekable();
            let fallback = equal.peek().is_some();
            if keys.is_empty() || equal.any(|own| own.row == 0) {
                continue;
            }
            let nearest = language
                .nearest(&keys, |sentence| sentence.row == 0)
                .filter(|_| !fallback)
                .filter(|(nearest, alike)| {
                    alike * 10 >= nearest.keys.len().max(keys.len()) * NEAR_ALIKE
                })
                .map(|(nearest, _)| nearest.text.clone());
            beside.push((sentence, fallback, nearest));
        }
        beside
    })
}

/// Our own paper: every sentence beside the standard one that it stands for, unless it is one. A fallback's own sentence
/// stands for nothing: all that it says is judged.
pub(crate) fn all_sentences(passages: &[Passage], language: &Language) -> Vec<InPlace> {
    let mut found = Vec::new();
    for (chain, passage) in passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| !passage.heading)
    {
        let side = &passage.revised;
        for (sentence, fallback, nearest) in beside(&side.analysis, language) {
            let claimed = side
                .readings
                .claims
                .get(side.analysis.paragraph_of(*sentence))
                .is_some_and(|claims| !claims.is_empty());
            if nearest.is_some() || claimed || *fallback {
                found.push(InPlace {
                    chain,
                    sentence: *sentence,
                    language: nearest.clone(),
                });
            }
        }
    }
    found
}

/// Compares sentences with the approved language in whose place they stand, which becomes their original.
pub(crate) fn against_language<'a>(
    found: Vec<InPlace>,
    passages: &mut Vec<Passage>,
    tables: &Tables<'a>,
    lexicon: &mut Lexicon<'a>,
    outside: &Outside<'_>,
    (kept, scratch): (&mut Map<String, Sided>, &mut Scratch),
    (changes, origins): (&mut Changes, &mut Origins),
) {
    let mut before = std::mem::take(kept);
    for place in found {
        let original = place.language.map(|text| {
            let known = before.remove(&text).or_else(|| kept.get(&text).cloned());
            let side = known
                .unwrap_or_else(|| Sided::of_language(&text, tables, lexicon, outside, scratch));
            outside.note(&side.readings.asked);
            kept.insert(text, side.clone());
            passages.push(Passage::of_language(side));
            passages.len() - 1
        });
        if let Some(passage) = passages.get(place.chain) {
            match original.and_then(|index| Some((index, passages.get(index)?.original()))) {
                Some(original) => {
                    changes.against(original, place.chain, &passage.revised, place.sentence)
                }
                None => changes.inserted(place.chain, &passage.revised, place.sentence),
            }
        }
        origins
            .replaced
            .insert((place.chain, place.sentence), original);
    }
}
