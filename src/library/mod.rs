//! The clause library: Markdown in, a checked and compiled library out. It knows no document.
//!
//! [`model`] is what the files say, as plain data.

pub mod model;

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
}
