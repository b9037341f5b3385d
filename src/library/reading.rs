//! What the readers of single sections share: the file, the names that the rest of the library gives, and the faults.

use super::diagnostic::{Diagnostic, Fault, Noun};
use super::located::Part;
use super::model::{Lists, Place, Sourced};
use super::source::Source;
use crate::ordered::{Map, Set};
use crate::pattern::{Node, Pattern};
use crate::text;

/// A file that is being read.
pub(super) struct Reading<'a> {
    /// The file.
    pub(super) source: &'a Source,
    /// The library-wide lists.
    pub(super) lists: &'a Lists,
    /// Names in the form in which they are compared.
    pub(super) names: &'a Names,
    /// What is wrong so far.
    pub(super) faults: &'a mut Vec<Diagnostic>,
}

/// The library's names in normal form, so that looking one up costs little.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Places: each name and other name to the place's own.
    pub(super) places: Map<String, String>,
    /// Words of the glossary.
    pub(super) glossary: Set<String>,
}

impl Reading<'_> {
    /// Notes a fault at a byte of the file.
    pub(super) fn fault(&mut self, at: usize, fault: Fault) {
        self.faults.push(Diagnostic {
            place: self.source.place(at),
            fault,
        });
    }

    /// The place of a byte of the file.
    pub(super) fn place(&self, at: usize) -> Place {
        self.source.place(at)
    }

    /// Reads a pattern, and checks that its word groups are known.
    pub(super) fn pattern(&mut self, part: Part<'_>) -> Option<Sourced> {
        let sourced = pattern(self.source, part, self.faults)?;
        for node in sourced.pattern.nodes() {
            if let Node::Group(name) = node
                && !self.lists.groups.contains_key(name)
            {
                let known = self.lists.groups.keys().map(String::as_str);
                let at = part.text().find(&format!("<{name}")).unwrap_or(0);
                let fault = Fault::unknown(Noun::Group, name, known);
                self.faults.push(Diagnostic {
                    place: self.source.place(part.at_byte(at)),
                    fault,
                });
            }
        }
        Some(sourced)
    }

    /// The place of the library that a text names.
    pub(super) fn place_named(&self, name: &str) -> Option<&str> {
        self.names.places.get(&normal(name)).map(String::as_str)
    }

    /// A place that is not known.
    pub(super) fn unknown_place(&self, name: &str) -> Fault {
        Fault::unknown(
            Noun::Place,
            name,
            self.lists.places.iter().map(|place| place.name.as_str()),
        )
    }

    /// A fact that is not known.
    pub(super) fn unknown_fact(&self, name: &str) -> Fault {
        Fault::unknown(
            Noun::Fact,
            name,
            self.lists.facts.keys().map(String::as_str),
        )
    }
}

/// Reads a pattern, whatever groups it names.
pub(super) fn pattern(
    source: &Source,
    part: Part<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Sourced> {
    match Pattern::parse(part.text()) {
        Ok(pattern) => Some(Sourced {
            pattern,
            text: String::from(part.text()),
            place: source.place(part.at()),
        }),
        Err(fault) => {
            faults.push(Diagnostic {
                place: source.place(part.at_byte(fault.at)),
                fault: Fault::Pattern(fault),
            });
            None
        }
    }
}

/// A name in the form in which names are compared.
pub(super) fn normal(name: &str) -> String {
    text::words(name).join(" ")
}

/// A name of a fact or of a deal's value in the form in which they are kept: in such names a space, `-` and `_` are
/// the same, and so are capitals and small letters.
pub fn key(name: &str) -> String {
    name.split(|c: char| c.is_whitespace() || c == '_' || c == '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join("_")
}
