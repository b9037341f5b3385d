//! What the engine works out of a library once, whatever the document: approved language in the form that texts are
//! compared in, who acts in it, and what tells its clauses apart.

use std::sync::OnceLock;

use super::analysis::Tables;
use super::cells;
use super::likeness::Likeness;
use super::passages::Language;
use super::units::Key;
use crate::library::Library;
use crate::ordered::{Map, Set};
use crate::report::Decision;
use crate::text::Lexicon;

/// Words after which, or before which, a party is the one who acts.
pub(crate) const MODALS: [&str; 14] = [
    "shall",
    "will",
    "must",
    "may",
    "can",
    "is",
    "are",
    "has",
    "have",
    "agrees",
    "undertakes",
    "warrants",
    "guarantees",
    "ensures",
];

/// Who acts in each clause's approved language, where that is one party alone.
pub(crate) type Agents = Map<usize, u32>;

/// What a library teaches; it stands in [`Library::memo`].
#[derive(Debug, Default)]
pub(crate) struct Learned {
    pub(crate) language: Language,
    pub(crate) agents: Agents,
    likeness: OnceLock<Likeness>,
}

impl Learned {
    pub(crate) fn new<'a>(
        library: &'a Library,
        tables: &Tables<'a>,
        lexicon: &mut Lexicon<'a>,
    ) -> Learned {
        let language = Language::new(library, tables, lexicon);
        let agents = agents(library, &language);
        Learned {
            language,
            agents,
            likeness: OnceLock::new(),
        }
    }

    /// What tells the clauses apart by their words alone: asked only where no clause reads a passage.
    pub(crate) fn likeness(&self, library: &Library) -> &Likeness {
        self.likeness.get_or_init(|| Likeness::new(library))
    }
}

/// Finds who acts in approved language.
fn agents(library: &Library, language: &Language) -> Agents {
    // Every word of approved language is in the library's own table.
    let words = &library.compiled.words;
    let mut acting: Map<usize, Set<u32>> = Map::new();
    let class = |word: &str| {
        let sym = words.get(word)?;
        let (_, class) = library.compiled.equivalences.longest([sym].into_iter())?;
        Some(Key::Class(*class))
    };
    let modals: Set<Key> = MODALS
        .iter()
        .flat_map(|word| [class(word), words.get(word).map(Key::Word)])
        .flatten()
        .collect();
    let by: Set<Key> = [class("by"), words.get("by").map(Key::Word)]
        .into_iter()
        .flatten()
        .collect();
    for sentence in &language.sentences {
        let accepted = library
            .clauses
            .get(sentence.clause)
            .and_then(|clause| clause.matrix.rows.get(sentence.row))
            .is_some_and(|row| cells::decision(row) <= Decision::Approve);
        if !accepted {
            continue;
        }
        for (at, key) in sentence.keys.iter().enumerate() {
            let Key::Party(party) = key else { continue };
            let next = sentence.keys.get(at + 1);
            let before = at.checked_sub(1).and_then(|at| sentence.keys.get(at));
            if next.is_some_and(|key| modals.contains(key))
                || before.is_some_and(|key| by.contains(key))
            {
                acting.entry(sentence.clause).or_default().insert(*party);
            }
        }
    }
    acting
        .into_iter()
        .filter_map(|(clause, parties)| match parties.len() {
            1 => Some((clause, *parties.first()?)),
            _ => None,
        })
        .collect()
}
