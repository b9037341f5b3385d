//! The clause library: Markdown in, a checked and compiled library out. It knows no document.
//!
//! [`model`] is what the files say, as plain data; [`Library::load`] reads them. Reading is lenient: what is wrong
//! comes back as [`Diagnostic`]s, each with a place and a way to mend it, and the rest of the library is read.

mod bundle;
mod cells;
mod clause_file;
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
mod page;
mod prose;
mod reading;
mod source;
mod tables;
mod terms;
mod wording;
mod words;

use std::collections::BTreeMap;

#[cfg(feature = "default-library")]
pub use bundle::DEFAULT_BUNDLE;
pub use bundle::{BUNDLE_SCHEMA, BundleFault, bundle, unbundle};
pub use diagnostic::{Diagnostic, Fault, Missing, Noun};
pub use literal::{LiteralFault, guess, literal};
pub use matrix_output::MatrixFormat;
use model::{Clause, Lists};

pub use reading::key;

use crate::value::Value;

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
}

impl Library {
    /// Reads a library from its files, by path within the library. Files that are not Markdown, hidden ones and
    /// `README.md` are no part of it.
    pub fn load(files: &BTreeMap<String, String>) -> (Library, Vec<Diagnostic>) {
        load::load(files)
    }

    /// A fact given from outside in place of the library's: its [`key`] and its values.
    ///
    /// # Errors
    ///
    /// Where the library has no such fact, or the text is no value.
    pub fn fact(&self, name: &str, text: &str) -> Result<(String, Vec<Value>), Fault> {
        let name = key(name);
        if !self.lists.facts.contains_key(&name) {
            let known = self.lists.facts.keys().map(String::as_str);
            return Err(Fault::unknown(Noun::Fact, &name, known));
        }
        let places = tables::place_names(&self.lists.places);
        match tables::fact_values(text, &places) {
            Ok(values) => Ok((name, values)),
            Err((_, Some(fault))) => Err(fault),
            Err((_, None)) => Err(Fault::NoValue(String::from(text))),
        }
    }

    /// Looks for what is wrong beyond what reading finds: between rows, between files, and what is not there at all.
    pub fn lint(&self) -> Vec<Diagnostic> {
        lint::lint(self)
    }
}
