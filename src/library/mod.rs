//! The clause library: Markdown in, a checked and compiled library out. It knows no document.
//!
//! [`model`] is what the files say, as plain data; [`Library::load`] reads them. Reading is lenient: what is wrong
//! comes back as [`Diagnostic`]s, each with a place and a way to mend it, and the rest of the library is read.
//! [`Compiled`] is what the engine asks.

mod bundle;
mod cells;
mod clause_file;
mod compile;
mod diagnostic;
mod expression;
mod figure;
mod found;
mod front;
mod gather;
mod glossary;
mod lint;
mod literal;
mod load;
mod located;
mod matrix;
mod matrix_output;
pub mod model;
mod near;
mod note;
mod page;
mod prose;
mod reading;
mod source;
mod tables;
mod terms;
mod values;
pub mod view;
mod wording;
mod words;

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

#[cfg(feature = "default-library")]
pub use bundle::DEFAULT_BUNDLE;
pub use bundle::{BUNDLE_SCHEMA, BundleFault, bundle, unbundle};
pub use compile::{Compiled, PLACEHOLDERS, Use, Weight};
pub use diagnostic::{Diagnostic, Fault, Missing, Noun};
pub use literal::{LiteralFault, guess, literal};
pub use matrix_output::MatrixFormat;
use model::{Clause, Lists};
pub use note::{Note, Severity, notes};
pub use values::FoundValue;

pub use reading::key;

/// A clause library, ready to judge by.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// A hash of its files' text, in hexadecimal.
    pub hash: String,
    /// The library-wide lists.
    pub lists: Lists,
    /// The clauses, ordered by path.
    pub clauses: Vec<Clause>,
    /// Both, compiled.
    pub compiled: Compiled,
    /// What the engine worked out of it.
    pub memo: Memo,
}

/// Room for what an engine works out of a library once, whatever the document. The library does not know what it is.
#[derive(Clone, Debug, Default)]
pub struct Memo(OnceLock<Arc<dyn Any + Send + Sync>>);

impl Memo {
    /// What was worked out, made now if it was not. Nothing, where something else stands there.
    pub fn get<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Option<Arc<T>> {
        Arc::clone(self.0.get_or_init(|| Arc::new(make())))
            .downcast()
            .ok()
    }
}

impl Library {
    /// Reads a library from its files, by path within the library. Files that are not Markdown, hidden ones and
    /// `README.md` are no part of it.
    pub fn load(files: &BTreeMap<String, String>) -> (Library, Vec<Diagnostic>) {
        load::load(files)
    }

    /// Looks for what is wrong beyond what reading finds: between rows, between files, and what is not there at all.
    pub fn lint(&self) -> Vec<Diagnostic> {
        lint::lint(self)
    }
}
