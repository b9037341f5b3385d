//! The clause library: Markdown in, a checked and compiled library out. It knows no document.

/// A clause library, ready to judge by.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// A hash of its files' text, in hexadecimal.
    pub hash: String,
}
