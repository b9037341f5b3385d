//! Text as the checks see it: words in one form, whatever case, quotes, hyphens, possessives or spelling they came in.
//!
//! [`tokens`] cuts a text into words, numbers and signs with the bytes that each came from; [`sentences`] groups them.
//! White space, quotes, hyphens and dashes are no tokens: they never matter. Hidden characters are removed and
//! look-alike letters read as the Latin ones that they imitate; [`disguises`] lists both.
//!
//! Nothing here knows a library or a document.

mod disguise;
mod lexicon;
mod phrases;
mod sentences;
mod spelling;
mod token;

pub use disguise::{Disguise, disguises, is_hidden};
pub use lexicon::{Lexicon, Sym, Words};
pub use phrases::Phrases;
pub use sentences::sentences;
pub use token::{Case, Token, TokenKind, tokens};

/// The normalised words of a short text, numbers included and signs left out.
pub fn words(text: &str) -> Vec<String> {
    tokens(text)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Sign)
        .map(|token| token.form)
        .collect()
}
