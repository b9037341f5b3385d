//! `library.md`: the library's name and version, and the word lists that its clauses share.

use super::diagnostic::{Fault, Missing, Noun};
use super::front;
use super::located::Located;
use super::model::{Lists, Place, Sourced};
use super::page::{Block, Page, Section, Text};
use super::reading::{Reading, normal, pattern};
use crate::ordered::{Map, Set};
use crate::pattern::Node;

/// What `library.md` says.
#[derive(Default)]
pub(super) struct Words {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) lists: Lists,
}

/// The sections of `library.md`.
const SECTIONS: [&str; 6] = [
    "Word groups",
    "Plain words",
    "Equivalences",
    "Negations",
    "Exceptions",
    "Words that matter",
];

/// More groups are more than anybody can remember; checking that none is circular takes the square of their number.
const MOST_GROUPS: usize = 500;

/// Reads `library.md`.
pub(super) fn read(page: &Page, reading: &mut Reading<'_>) -> Words {
    let front = front::read(page, &["name", "version"], 2, reading);
    let value = |key: &str| {
        front
            .get(key)
            .map(|(value, _)| value.clone())
            .unwrap_or_default()
    };
    let mut words = Words {
        name: value("name"),
        version: value("version"),
        lists: Lists::default(),
    };
    let lists = &mut words.lists;
    let mut groups: Map<String, (Place, Vec<Sourced>)> = Map::new();
    let mut plain_places = Vec::new();
    for section in page.sections.iter().filter(|section| section.level >= 2) {
        let title = section.title.text.trim().to_lowercase();
        match title.as_str() {
            "word groups" => items(section)
                .iter()
                .for_each(|item| group(item, &mut groups, reading)),
            "plain words" => {
                for text in entries(section) {
                    plain_words(&text, &mut plain_places);
                }
            }
            "equivalences" => items(section).iter().for_each(|item| {
                let class: Vec<_> = item
                    .part()
                    .split('=')
                    .iter()
                    .map(|part| String::from(part.text()))
                    .collect();
                if class.len() < 2 {
                    let text = String::from(item.text.trim());
                    reading.fault(item.at(0), Fault::Missing(Missing::Equivalent(text)));
                }
                lists.equivalences.push(class);
            }),
            "negations" => lists.negations.extend(phrases(section)),
            "exceptions" => lists.exceptions.extend(phrases(section)),
            "words that matter" => lists.matters.extend(phrases(section)),
            _ => {
                let fault = Fault::unknown(Noun::Section, section.title.text.trim(), SECTIONS);
                reading.fault(section.title.at(0), fault);
                continue;
            }
        }
        if section.blocks.is_empty() {
            reading.fault(
                section.at,
                Fault::Empty(String::from(section.title.text.trim())),
            );
        }
    }
    lists.groups = checked(groups, reading);
    lists.plain = checked_plain(plain_places, lists, reading);
    words
}

/// The items of a section; a paragraph beside them is for people.
fn items(section: &Section) -> Vec<Located> {
    let lists = section.blocks.iter().filter_map(|block| match block {
        Block::Items(items) => Some(items),
        _ => None,
    });
    lists.flatten().map(Text::joined).collect()
}

/// What a list of words is read from: its items without the label before a colon, or its paragraphs where it has none.
fn entries(section: &Section) -> Vec<Located> {
    let items = items(section);
    if items.is_empty() {
        let paragraphs = section.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(text) => Some(text.joined()),
            _ => None,
        });
        return paragraphs.collect();
    }
    let unlabelled = |item: Located| match item.part().once(":") {
        Some((_, rest)) => rest.located(),
        None => item,
    };
    items.into_iter().map(unlabelled).collect()
}

/// Words and phrases between commas or semicolons, or one a list item.
fn phrases(section: &Section) -> Vec<String> {
    let mut all = Vec::new();
    for text in entries(section) {
        for part in text.part().between(|c| matches!(c, ',' | ';')) {
            let phrase = part.text().trim().trim_end_matches('.').trim();
            if !phrase.is_empty() {
                all.push(String::from(phrase));
            }
        }
    }
    all
}

fn plain_words(text: &Located, all: &mut Vec<(String, usize)>) {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.');
    for word in text.part().between(between) {
        all.push((String::from(word.text()), word.at()));
    }
}

/// Reads `` `<pay>`: `pay*`; `settle*` ``.
fn group(
    item: &Located,
    groups: &mut Map<String, (Place, Vec<Sourced>)>,
    reading: &mut Reading<'_>,
) {
    let item = item.part();
    let Some((name, words)) = item.once(":") else {
        let text = String::from(item.text());
        let wanted = "write a group like \"`<pay>`: `pay*`; `settle*`\"";
        reading.fault(item.at(), Fault::Stray { text, wanted });
        return;
    };
    let name = name.trim_signs(&['<', '>']);
    let words = words.split(';');
    let is_empty = words.is_empty();
    let patterns: Vec<Sourced> = words
        .into_iter()
        .filter_map(|part| pattern(reading.source, part, reading.faults))
        .collect();
    if is_empty {
        reading.fault(item.at(), Fault::Missing(Missing::Pattern));
    }
    let place = reading.place(name.at());
    match groups.get(name.text()) {
        None if groups.len() >= MOST_GROUPS => {
            let (what, most) = ("word groups", MOST_GROUPS);
            reading.fault(name.at(), Fault::TooMany { what, most });
        }
        Some((first, _)) => {
            let (first, name_text) = (first.clone(), String::from(name.text()));
            reading.fault(
                name.at(),
                Fault::Repeated {
                    what: Noun::Group,
                    name: name_text,
                    first,
                },
            );
        }
        None => {
            groups.insert(String::from(name.text()), (place, patterns));
        }
    }
}

/// Groups whose own groups are known and do not lead back to themselves: the automaton writes groups out.
fn checked(
    mut groups: Map<String, (Place, Vec<Sourced>)>,
    reading: &mut Reading<'_>,
) -> Map<String, Vec<crate::pattern::Pattern>> {
    let names: Set<String> = groups.keys().cloned().collect();
    for (_, patterns) in groups.values_mut() {
        patterns.retain(|sourced| {
            let unknown = inner_groups(sourced).find(|name| !names.contains(*name));
            if let Some(name) = unknown {
                let fault = Fault::unknown(Noun::Group, name, names.iter().map(String::as_str));
                reading.faults.push(super::Diagnostic {
                    place: sourced.place.clone(),
                    fault,
                });
            }
            unknown.is_none()
        });
    }
    // A group is sound once all the groups in it are; those that never become sound lead back to themselves.
    let mut sound: Set<String> = Set::new();
    loop {
        let more: Vec<String> = groups
            .iter()
            .filter(|(name, (_, patterns))| {
                !sound.contains(*name)
                    && patterns
                        .iter()
                        .flat_map(inner_groups)
                        .all(|inner| sound.contains(inner))
            })
            .map(|(name, _)| name.clone())
            .collect();
        if more.is_empty() {
            break;
        }
        sound.extend(more);
    }
    for (name, (_, patterns)) in &mut groups {
        if !sound.contains(name) {
            patterns.retain(|sourced| {
                let circular = inner_groups(sourced).any(|inner| !sound.contains(inner));
                if circular {
                    reading.faults.push(super::Diagnostic {
                        place: sourced.place.clone(),
                        fault: Fault::CircularGroup(name.clone()),
                    });
                }
                !circular
            });
        }
    }
    let patterns = |(name, (_, patterns)): (String, (Place, Vec<Sourced>))| {
        (
            name,
            patterns
                .into_iter()
                .map(|sourced| sourced.pattern)
                .collect(),
        )
    };
    groups.into_iter().map(patterns).collect()
}

fn inner_groups(sourced: &Sourced) -> impl Iterator<Item = &str> {
    sourced
        .pattern
        .nodes()
        .into_iter()
        .filter_map(|node| match node {
            Node::Group(name) => Some(name.as_str()),
            _ => None,
        })
}

/// Plain words, without those that matter.
fn checked_plain(
    words: Vec<(String, usize)>,
    lists: &Lists,
    reading: &mut Reading<'_>,
) -> Vec<String> {
    let matters: Set<String> = [&lists.negations, &lists.exceptions, &lists.matters]
        .into_iter()
        .flatten()
        .map(|phrase| normal(phrase))
        .collect();
    let mut seen = Set::new();
    let mut plain = Vec::new();
    for (word, at) in words {
        let form = normal(&word);
        if matters.contains(&form) {
            reading.fault(at, Fault::PlainMatters(word));
        } else if !form.is_empty() && seen.insert(form) {
            plain.push(word);
        }
    }
    plain
}
