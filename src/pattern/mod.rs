//! Patterns: short phrases that look like the text they match, compiled to one automaton over interned words.
//!
//! ```text
//! <pay> & within {duration} & <invoice>
//! net {duration} (EOM|end of month)
//! terminat* … for convenience
//! ```
//!
//! - A word matches by its normalised form (see [`crate::text`]); `terminat*` takes any ending. Punctuation is no part
//!   of a pattern.
//! - `…` (or `...`) skips up to twelve words, never one that negates or excepts; `……` skips any, to the sentence's end.
//! - `(a|b c)` alternates, `[a]` and `[a|b]` are optional, `<pay>` is a word group of the library.
//! - `a & b` wants both in one sentence, in either order.
//! - `{duration}` is a slot: a value, a place, or a party.
//! - `{words}` skips up to four words as `…` does, and holds them: for names of things that may be any. Alone they
//!   explain no edit.
//! - `/…/` is a regular expression over the sentence's normalised words.
//!
//! [`Pattern`] is what the syntax says; the automaton is built from all the patterns of a library at once.

mod regexes;
mod run;
mod set;
mod syntax;

pub use regexes::compile as compile_regex;
pub use run::{Hit, Scratch, Sentence, SentenceWord, SlotAt};
pub use set::{Groups, PatternId, Set};
pub use syntax::{Fault, FaultKind};

use crate::value::Kind;

/// A pattern: every part must be found in one sentence.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Pattern {
    /// The parts that `&` joins.
    pub parts: Vec<Vec<Node>>,
}

/// A step of a part.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A word, normalised.
    Word(String),
    /// A word that starts so.
    Prefix(String),
    /// A word group, by name.
    Group(String),
    /// A value, a place, or a party.
    Slot(Slot),
    /// Words that are skipped.
    Gap(Gap),
    /// One of these.
    Either(Vec<Vec<Node>>),
    /// This, or nothing.
    Optional(Vec<Node>),
    /// A regular expression over the sentence's normalised words, which a space separates.
    Regex(String),
}

/// How much a gap skips, and whether it holds that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// `{words}`: up to [`ANY_WORDS`] words, held as if they were spelled out: what they are does not matter there. None
    /// that matters wherever it stands, and nothing that fills a slot.
    Held,
    /// `…`: up to [`SHORT_GAP`] words, none that negates or excepts.
    Short,
    /// `……`: any words of the sentence.
    Long,
}

/// How many words `…` skips at most.
pub const SHORT_GAP: usize = 12;

/// How many words `{words}` holds at most.
pub const ANY_WORDS: usize = 4;

/// What [`Gap::Held`] is called between braces.
const WORDS: &str = "words";

/// What a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// A value or a place.
    Value(Kind),
    /// Any party's label, or `it`, `we`, `you` where they stand for one.
    Party,
    /// The seller's label.
    Vendor,
    /// The buyer's label.
    Customer,
    /// `the other`, `the other party`.
    Other,
    /// Each, either, neither, both parties, a party, or one another.
    Each,
}

impl Slot {
    /// Every slot, for tables and messages.
    pub const ALL: [Slot; 14] = [
        Slot::Value(Kind::Duration),
        Slot::Value(Kind::Money),
        Slot::Value(Kind::Percent),
        Slot::Value(Kind::Rate),
        Slot::Value(Kind::Frequency),
        Slot::Value(Kind::Number),
        Slot::Value(Kind::Multiple),
        Slot::Value(Kind::Date),
        Slot::Value(Kind::Place),
        Slot::Party,
        Slot::Vendor,
        Slot::Customer,
        Slot::Other,
        Slot::Each,
    ];

    /// Its name between braces.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Value(kind) => kind.name(),
            Slot::Party => "party",
            Slot::Vendor => "vendor",
            Slot::Customer => "customer",
            Slot::Other => "other",
            Slot::Each => "each",
        }
    }

    /// The slot with that name.
    pub fn named(name: &str) -> Option<Slot> {
        Slot::ALL.into_iter().find(|slot| slot.name() == name)
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// Where the text is no pattern; the fault carries the byte offset in `text`.
    pub fn parse(text: &str) -> Result<Pattern, Fault> {
        syntax::parse(text)
    }

    /// All its nodes, nested ones included, in order.
    pub fn nodes(&self) -> Vec<&Node> {
        fn walk<'a>(nodes: &'a [Node], all: &mut Vec<&'a Node>) {
            for node in nodes {
                all.push(node);
                match node {
                    Node::Either(branches) => branches.iter().for_each(|branch| walk(branch, all)),
                    Node::Optional(inner) => walk(inner, all),
                    _ => {}
                }
            }
        }
        let mut all = Vec::new();
        self.parts.iter().for_each(|part| walk(part, &mut all));
        all
    }

    /// Whether it has a slot of that kind.
    pub fn has_slot(&self, slot: Slot) -> bool {
        self.nodes()
            .into_iter()
            .any(|node| *node == Node::Slot(slot))
    }
}
