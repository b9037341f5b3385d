//! The clause library: Markdown in, a checked and compiled library out. It knows no document.
//!
//! [`model`] is what the files say, as plain data; [`Compiled`] is what the engine asks.

mod compile;
pub mod model;

pub use compile::{Compiled, PLACEHOLDERS, Use, Weight};

use model::{Clause, Lists};

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
}

impl Library {
    /// Puts a library together from what its files say.
    pub fn new(
        name: String,
        version: String,
        hash: String,
        lists: Lists,
        clauses: Vec<Clause>,
    ) -> Library {
        let compiled = compile::compile(&lists, &clauses);
        Library {
            name,
            version,
            hash,
            lists,
            clauses,
            compiled,
        }
    }
}
