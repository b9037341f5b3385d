//! Regular expressions of patterns, compiled when first needed: most checks never ask. Sentences are
//! normalised to plain words first, so the small crate does, which costs the browser a third of the large one.

use std::sync::OnceLock;

use regex_lite::{Regex, RegexBuilder};

/// How large a compiled expression may be, in bytes: a hundred times what a phrase needs.
const SIZE_LIMIT: usize = 1 << 20;

/// An expression that is compiled when it is first asked for.
#[derive(Clone, Debug)]
pub(super) struct Lazy {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Lazy {
    pub(super) fn new(text: &str) -> Lazy {
        Lazy {
            text: String::from(text),
            compiled: OnceLock::new(),
        }
    }

    /// The expression, or nothing where it does not compile; the lint says so.
    pub(super) fn get(&self) -> Option<&Regex> {
        self.compiled
            .get_or_init(|| compile(&self.text).ok())
            .as_ref()
    }
}

/// Compiles an expression. It sees normalised words: lower case, one space between.
///
/// # Errors
///
/// Says why it is none; that it is too large is one reason.
pub fn compile(text: &str) -> Result<Regex, String> {
    RegexBuilder::new(text)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|error| format!("the regular expression does not compile: {error}"))
}
