//! Words as numbers: each distinct normalised word once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher};

/// A word's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sym(pub u32);

// Keys are hashed the same in every run, natively and in Wasm.
type Map = HashMap<String, Sym, BuildHasherDefault<DefaultHasher>>;

/// The words of a library.
#[derive(Clone, Debug, Default)]
pub struct Words {
    map: Map,
    names: Vec<String>,
}

impl Words {
    /// The number of a word, given one if it has none.
    pub fn intern(&mut self, word: &str) -> Sym {
        if let Some(sym) = self.map.get(word) {
            return *sym;
        }
        let sym = Sym(self.names.len() as u32);
        self.map.insert(String::from(word), sym);
        self.names.push(String::from(word));
        sym
    }

    /// The number of a word, if it has one.
    pub fn get(&self, word: &str) -> Option<Sym> {
        self.map.get(word).copied()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The words, in the order of their numbers.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// A library's words, with those of one document after them.
#[derive(Clone, Debug)]
pub struct Lexicon<'a> {
    base: &'a Words,
    own: Words,
}

impl<'a> Lexicon<'a> {
    /// Starts with a library's words.
    pub fn new(base: &'a Words) -> Self {
        Lexicon {
            base,
            own: Words::default(),
        }
    }

    /// Goes on with the words that another of the same library came to have.
    pub fn resume(base: &'a Words, own: Words) -> Self {
        Lexicon { base, own }
    }

    /// The words that the library does not have.
    pub fn into_own(self) -> Words {
        self.own
    }

    /// The number of a word, given one if it has none.
    pub fn intern(&mut self, word: &str) -> Sym {
        match self.base.get(word) {
            Some(sym) => sym,
            None => Sym(self.own.intern(word).0 + self.base.len() as u32),
        }
    }

    /// The numbers of the words of a phrase.
    pub fn phrase(&mut self, text: &str) -> Vec<Sym> {
        let words = super::words(text);
        words.iter().map(|word| self.intern(word)).collect()
    }

    /// The word of a number.
    pub fn name(&self, sym: Sym) -> &str {
        let index = sym.0 as usize;
        let name = match index.checked_sub(self.base.len()) {
            None => self.base.names().get(index),
            Some(own) => self.own.names().get(own),
        };
        name.map_or("", String::as_str)
    }

    /// Whether the library knows the word.
    pub fn is_known(&self, sym: Sym) -> bool {
        (sym.0 as usize) < self.base.len()
    }
}
