//! A clause file: one page of the library.

use super::diagnostic::{Fault, Missing, Noun};
use super::found;
use super::front;
use super::matrix;
use super::model::{Clause, Coverage, Risk};
use super::page::{Block, Page, Section};
use super::reading::{Reading, normal};
use super::terms;
use super::wording;

/// The sections of a clause file, in order; all but `Terms` must be there.
const SECTIONS: [&str; 6] = ["Found by", "Terms", "Matrix", "Language", "Say", "Examples"];

/// Reads a clause file.
pub(super) fn read(page: &Page, reading: &mut Reading<'_>) -> Clause {
    let front = front::read(page, &["id", "owner", "risk", "coverage"], 4, reading);
    let value = |key: &str| {
        front
            .get(key)
            .map(|(value, _)| value.clone())
            .unwrap_or_default()
    };
    let id_at = front.get("id").map_or(0, |(_, at)| *at);
    let risks = [
        ("high", Risk::High),
        ("medium", Risk::Medium),
        ("low", Risk::Low),
    ];
    let coverages = [
        ("strict", Coverage::Strict),
        ("operative", Coverage::Operative),
    ];
    let path = reading.source.path.as_str();
    let mut clause = Clause {
        id: value("id"),
        owner: value("owner"),
        folder: path
            .rsplit_once('/')
            .map(|(folder, _)| String::from(folder))
            .unwrap_or_default(),
        risk: front::setting(&front, "risk", &risks, reading).unwrap_or_default(),
        coverage: front::setting(&front, "coverage", &coverages, reading).unwrap_or_default(),
        id_place: reading.place(id_at),
        place: reading.place(0),
        ..Clause::default()
    };
    match page.sections.iter().find(|section| section.level == 1) {
        Some(section) => {
            clause.title = String::from(section.title.text.trim());
            clause.place = reading.place(section.title.at(0));
            clause.why = wording::prose(section, reading);
            if clause.why.is_empty() {
                reading.fault(section.title.at(0), Fault::Missing(Missing::Why));
            }
        }
        None => reading.fault(0, Fault::Missing(Missing::Title)),
    }
    let parts = parts(page, reading);
    let at = |name: &str| parts.iter().find(|part| part.name == name);
    for name in SECTIONS.into_iter().filter(|name| *name != "Terms") {
        if at(name).is_none() {
            let place = clause.place.clone();
            let fault = Fault::Missing(Missing::Section(name));
            reading.faults.push(super::Diagnostic { place, fault });
        }
    }
    if let Some(part) = at("Found by") {
        clause.found = found::found(part.section, reading);
        let found = &clause.found;
        let is_empty = found.headings.is_empty() && found.patterns.is_empty();
        if is_empty && !part.section.blocks.is_empty() {
            reading.fault(part.section.at, Fault::Missing(Missing::Finder));
        }
    }
    let mut unread = Vec::new();
    if let Some(part) = at("Terms") {
        (clause.terms, unread) = terms::terms(&part.below, reading);
    }
    if let Some(part) = at("Matrix") {
        clause.matrix = matrix::read(part.section, &clause.terms, &unread, reading);
    }
    if let Some(part) = at("Language") {
        for section in &part.below {
            clause
                .language
                .extend(wording::language(section, &clause.matrix, reading));
        }
    }
    if let Some(part) = at("Say") {
        let say = wording::prose(part.section, reading);
        clause.say = (!say.is_empty()).then_some(say);
    }
    if let Some(part) = at("Examples") {
        for section in &part.below {
            clause
                .examples
                .extend(wording::examples(section, &clause.matrix, reading));
        }
    }
    clause
}

/// A section of the second level, with those below it.
struct Chapter<'a> {
    name: &'static str,
    section: &'a Section,
    below: Vec<&'a Section>,
}

/// The known sections of the second level.
fn parts<'a>(page: &'a Page, reading: &mut Reading<'_>) -> Vec<Chapter<'a>> {
    let mut parts: Vec<Chapter<'a>> = Vec::new();
    let mut open = false;
    for section in &page.sections {
        match section.level {
            2 => {
                let title = section.title.part().trim();
                let name = SECTIONS
                    .into_iter()
                    .find(|name| normal(name) == normal(title.text()));
                let first = parts
                    .iter()
                    .find(|part| Some(part.name) == name)
                    .map(|part| part.section.at);
                open = false;
                match (name, first) {
                    (None, _) => {
                        let fault = Fault::unknown(Noun::Section, title.text(), SECTIONS);
                        reading.fault(title.at(), fault);
                    }
                    (Some(name), Some(first)) => {
                        let first = reading.place(first);
                        let name = String::from(name);
                        reading.fault(
                            title.at(),
                            Fault::Repeated {
                                what: Noun::Section,
                                name,
                                first,
                            },
                        );
                    }
                    (Some(name), None) => {
                        parts.push(Chapter {
                            name,
                            section,
                            below: Vec::new(),
                        });
                        open = true;
                    }
                }
            }
            3.. if open => {
                if let Some(part) = parts.last_mut() {
                    part.below.push(section);
                }
            }
            _ => {}
        }
    }
    for part in &parts {
        let wants_headings = matches!(part.name, "Terms" | "Language" | "Examples");
        let stray = part
            .section
            .blocks
            .iter()
            .find(|block| !matches!(block, Block::Paragraph(_)));
        if let Some(block) = stray.filter(|_| wants_headings) {
            let at = match block {
                Block::Quote(range) => range.start,
                Block::Other(at) => *at,
                _ => part.section.at,
            };
            let text = String::from(part.name);
            let wanted = "put what stands below it under headings, like \"### Standard\"";
            reading.fault(at, Fault::Stray { text, wanted });
        }
        if part.section.blocks.is_empty() && part.below.is_empty() {
            reading.fault(part.section.at, Fault::Empty(String::from(part.name)));
        }
    }
    parts
}
