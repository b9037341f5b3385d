//! `glossary.md`: the shared words.

use super::diagnostic::{Fault, Missing, Noun};
use super::located::Located;
use super::model::GlossaryEntry;
use super::page::{Block, Dress, Page, Text};
use super::reading::Reading;
use super::tables::Seen;

/// Reads `glossary.md`: a definition list, or items `**word**: meaning`.
pub(super) fn read(page: &Page, reading: &mut Reading<'_>) -> Vec<GlossaryEntry> {
    let mut seen = Seen::default();
    let mut entries = Vec::new();
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    for block in blocks {
        let pairs: Vec<(Located, Located)> = match block {
            Block::Definitions(pairs) => pairs.clone(),
            Block::Items(items) => items.iter().map(item).collect(),
            _ => continue,
        };
        for (word, meaning) in &pairs {
            let word = word.part().trim_signs(&[':']);
            let meaning = meaning.part().trim_signs(&[':']);
            if word.text().is_empty() || meaning.text().is_empty() {
                let text = String::from(if word.text().is_empty() {
                    meaning.text()
                } else {
                    word.text()
                });
                reading.fault(word.at(), Fault::Missing(Missing::Meaning(text)));
            } else if seen.is_new(Noun::GlossaryWord, word, reading) {
                entries.push(GlossaryEntry {
                    term: String::from(word.text()),
                    meaning: String::from(meaning.text()),
                });
            }
        }
    }
    entries
}

/// A word and its meaning: the word stands out, or a colon ends it.
fn item(text: &Text) -> (Located, Located) {
    let mut word = Located::empty(text.at);
    let mut meaning = Located::empty(text.at);
    for (index, piece) in text.pieces.iter().enumerate() {
        let is_word = index == 0 && piece.dress != Dress::Plain;
        if is_word { &mut word } else { &mut meaning }.extend(&piece.text);
    }
    match meaning.part().once(":") {
        Some((plain, rest)) if word.text.is_empty() => (plain.located(), rest.located()),
        _ => (word, meaning),
    }
}
