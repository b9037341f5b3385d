//! The library compiled: every pattern in one automaton, every list in a form that is quick to ask.

use super::model::{Clause, Lists, PartySide, Position};
use crate::ordered;
use crate::pattern::{Groups, PatternId, Set};
use crate::text::{Phrases, Sym, Words, tokens, words};

/// What a pattern of the set serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It claims its sentence for a clause.
    Found(usize),
    /// It takes its sentence out of a clause.
    NotFound(usize),
    /// It reads a value: the clause, the term, and the pattern's index within it.
    Term(usize, usize, usize),
    /// It takes its sentence out of a term.
    NotTerm(usize, usize),
}

/// Why a word matters wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It negates.
    Negation,
    /// It excepts or conditions.
    Exception,
    /// It sets a standard of effort or discretion, or the like.
    Other,
}

/// What the engine asks of a library.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The library's words.
    pub words: Words,
    /// Its patterns.
    pub set: Set,
    /// What each pattern serves, by its id.
    pub uses: Vec<Use>,
    /// Wordings that say the same, by the number of their class.
    pub equivalences: Phrases<usize>,
    /// Words that matter wherever they stand.
    pub weights: Phrases<Weight>,
    /// Words that may change beside a value.
    pub plain: ordered::Set<Sym>,
    /// For each clause, the words of its accepted language and of the patterns that read accepted values.
    pub known: Vec<ordered::Set<Sym>>,
    /// Place names, by index into [`Lists::places`].
    pub places: Phrases<usize>,
    /// Party labels, by index into [`Lists::parties`].
    pub parties: Phrases<usize>,
    /// For each clause, its headings.
    pub headings: Vec<Vec<Vec<Sym>>>,
}

/// Stands for a party in approved language: `{Vendor}`, `{Customer}`.
pub const PLACEHOLDERS: [(&str, PartySide); 2] = [
    ("Vendor", PartySide::Vendor),
    ("Customer", PartySide::Customer),
];

/// Compiles a library.
pub(super) fn compile(lists: &Lists, clauses: &[Clause]) -> Compiled {
    let mut compiled = Compiled::default();
    compile_lists(lists, &mut compiled);
    for (index, clause) in clauses.iter().enumerate() {
        compile_clause(index, clause, &lists.groups, &mut compiled);
    }
    compiled.set.close();
    compiled
}

fn phrase(text: &str, table: &mut Words) -> Vec<Sym> {
    words(text).iter().map(|word| table.intern(word)).collect()
}

fn compile_lists(lists: &Lists, compiled: &mut Compiled) {
    let Compiled {
        words: table,
        equivalences,
        weights,
        plain,
        places,
        parties,
        ..
    } = compiled;
    for (class, wordings) in lists.equivalences.iter().enumerate() {
        for wording in wordings {
            equivalences.add(&phrase(wording, table), class);
        }
    }
    let weighty = [
        (&lists.negations, Weight::Negation),
        (&lists.exceptions, Weight::Exception),
        (&lists.matters, Weight::Other),
    ];
    for (list, weight) in weighty {
        for text in list {
            weights.add(&phrase(text, table), weight);
        }
    }
    for word in &lists.plain {
        plain.extend(phrase(word, table));
    }
    for (index, place) in lists.places.iter().enumerate() {
        for name in std::iter::once(&place.name).chain(&place.others) {
            places.add(&phrase(name, table), index);
        }
    }
    for (index, party) in lists.parties.iter().enumerate() {
        parties.add(&phrase(&party.label, table), index);
    }
}

fn compile_clause(index: usize, clause: &Clause, groups: &Groups, compiled: &mut Compiled) {
    let Compiled {
        words: table,
        set,
        uses,
        known,
        headings,
        ..
    } = compiled;
    let mut add = |pattern, serves: Use| {
        let id: PatternId = set.add(pattern, groups, table);
        debug_assert_eq!(id as usize, uses.len());
        uses.push(serves);
    };
    for found in &clause.found.patterns {
        add(&found.pattern, Use::Found(index));
    }
    for not in &clause.found.not {
        add(&not.pattern, Use::NotFound(index));
    }
    for (term_index, term) in clause.terms.iter().enumerate() {
        for (pattern_index, pattern) in term.patterns.iter().enumerate() {
            add(
                &pattern.source.pattern,
                Use::Term(index, term_index, pattern_index),
            );
        }
        for not in &term.not {
            add(&not.pattern, Use::NotTerm(index, term_index));
        }
    }
    headings.push(
        clause
            .found
            .headings
            .iter()
            .map(|heading| phrase(heading, table))
            .collect(),
    );
    let mut words = ordered::Set::new();
    for language in &clause.language {
        let accepted = clause.matrix.rows.iter().any(|row| {
            row.name == language.row
                && !matches!(row.position, Position::LegalReview | Position::WalkAway)
        });
        if accepted {
            words.extend(phrase(&language.text, table));
        }
        // Every token of approved language is the library's, its signs too: what the engine makes of the language once
        // then holds for every document.
        for (name, _) in PLACEHOLDERS {
            table.intern(&name.to_lowercase());
        }
        for token in tokens(&language.text) {
            table.intern(&token.form);
        }
    }
    known.push(words);
}
