//! What the engine works out of a library once, whatever the document: approved language in the form that texts are
//! compared in, who acts in it, and what tells its clauses apart.

use std::sync::OnceLock;

use super::analysis::Tables;
use super::explain::{self, Agents};
use super::likeness::Likeness;
use super::passages::Language;
use crate::library::Library;
use crate::text::Lexicon;

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
        let agents = explain::agents(library, &language);
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
