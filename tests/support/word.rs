//! What Word insists on in a .docx, and what must not have changed when one was written into.

#![allow(dead_code, reason = "each user takes a part of it")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use zip::ZipArchive;

/// An entry of a package.
pub(crate) struct Entry {
    /// As it is packed.
    pub(crate) raw: Vec<u8>,
    pub(crate) method: String,
    pub(crate) crc: u32,
    pub(crate) data: Vec<u8>,
}

/// The entries of a package by name, and their order.
pub(crate) fn unpack(bytes: &[u8]) -> Result<(Vec<String>, BTreeMap<String, Entry>), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let (mut order, mut entries) = (Vec::new(), BTreeMap::new());
    for index in 0..archive.len() {
        let mut raw = Vec::new();
        let (name, method, crc) = {
            let mut file = archive
                .by_index_raw(index)
                .map_err(|error| error.to_string())?;
            file.read_to_end(&mut raw)
                .map_err(|error| error.to_string())?;
            (
                file.name().map_err(|error| error.to_string())?.into_owned(),
                format!("{:?}", file.compression()),
                file.crc32(),
            )
        };
        let mut data = Vec::new();
        // Reading checks the checksum.
        archive
            .by_index(index)
            .map_err(|error| error.to_string())?
            .read_to_end(&mut data)
            .map_err(|error| format!("{name}: {error}"))?;
        order.push(name.clone());
        let entry = Entry {
            raw,
            method,
            crc,
            data,
        };
        entries.insert(name, entry);
    }
    Ok((order, entries))
}

/// All that is wrong with a file that was made by putting something into another.
pub(crate) fn faults(before: &[u8], after: &[u8], touched: &[String]) -> Vec<String> {
    let (old_order, old) = match unpack(before) {
        Ok(read) => read,
        Err(error) => return vec![format!("the first file: {error}")],
    };
    let (new_order, new) = match unpack(after) {
        Ok(read) => read,
        Err(error) => return vec![error],
    };
    let mut faults = Vec::new();
    if !new_order.starts_with(&old_order) {
        faults.push(String::from("the order of the entries is another"));
    }
    let is_touched = |name: &str| touched.iter().any(|t| t.eq_ignore_ascii_case(name));
    for (name, entry) in &old {
        let Some(now) = new.get(name) else {
            faults.push(format!("{name} is gone"));
            continue;
        };
        let same = (&now.raw, &now.method, now.crc) == (&entry.raw, &entry.method, entry.crc);
        if !same && !is_touched(name) {
            faults.push(format!("{name} is not as it was packed"));
        }
    }
    for name in new.keys().filter(|name| !old.contains_key(*name)) {
        if !is_touched(name) {
            faults.push(format!("{name} was not there"));
        }
    }
    let mut marks = Marks::default();
    let mut before = Marks::default();
    for (name, entry) in &new {
        if is_touched(name) || is_story(name) {
            if let Err(error) = marks.read(name, &entry.data) {
                faults.push(format!("{name}: {error}"));
            }
            if let Some(entry) = old.get(name) {
                // What was wrong before is not this writer's fault.
                let _ = before.read(name, &entry.data);
            }
        }
    }
    faults.extend(marks.faults(&before));
    if let Some((name, _)) = new
        .iter()
        .find(|(name, _)| name.ends_with("comments.xml") && !old.contains_key(*name))
    {
        faults.extend(related(name, &new));
    }
    faults
}

fn is_story(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.ends_with(".xml")
        && [
            "document",
            "footnotes",
            "endnotes",
            "comments",
            "header",
            "footer",
        ]
        .iter()
        .any(|stem| {
            file.strip_prefix(stem)
                .is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()) == ".xml")
        })
}

/// Whether a new part has its type and is pointed to.
fn related(name: &str, entries: &BTreeMap<String, Entry>) -> Vec<String> {
    let mut faults = Vec::new();
    let text = |name: &str| {
        let entry = entries.get(name);
        entry.map_or_else(String::new, |entry| {
            String::from_utf8_lossy(&entry.data).into_owned()
        })
    };
    if !text("[Content_Types].xml").contains(&format!("PartName=\"/{name}\"")) {
        faults.push(format!("{name} has no type"));
    }
    let file = name.rsplit('/').next().unwrap_or(name);
    let target = format!("Target=\"{file}\"");
    let pointed = entries
        .keys()
        .filter(|name| name.ends_with(".rels"))
        .any(|name| text(name).contains(&target));
    if !pointed {
        faults.push(format!("nothing points to {name}"));
    }
    faults
}

/// The marks in all parts of a document.
#[derive(Default)]
struct Marks {
    comments: Vec<String>,
    starts: BTreeMap<String, usize>,
    ends: BTreeMap<String, usize>,
    references: BTreeMap<String, usize>,
    changes: BTreeMap<String, usize>,
    wrong: BTreeSet<String>,
}

/// What may hold the ends of a comment: ECMA-376 part 1, EG_RangeMarkupElements.
const MAY_HOLD_ENDS: [&str; 17] = [
    "p",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "hyperlink",
    "fldSimple",
    "smartTag",
    "customXml",
    "sdtContent",
    "dir",
    "bdo",
    "body",
    "tc",
    "tr",
    "tbl",
    "comment",
];

impl Marks {
    fn read(&mut self, part: &str, data: &[u8]) -> Result<(), String> {
        let text = match data {
            [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
            [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
            _ => String::from_utf8_lossy(data).into_owned(),
        };
        let text = text.trim_start_matches('\u{FEFF}');
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let mut open: Vec<(bool, String, usize)> = Vec::new();
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) => {
                    let (ns, local) = reader.resolver().resolve_element(start.name());
                    let w = matches!(ns, ResolveResult::Bound(uri) if uri.into_inner().contains("wordprocessingml"));
                    let local = local.into_inner().to_owned();
                    let mut id = None;
                    let mut names = BTreeSet::new();
                    for attribute in start.attributes() {
                        let attribute = attribute.map_err(|error| error.to_string())?;
                        let name = attribute.key.into_inner().to_owned();
                        if name.ends_with(":id") && w {
                            id = Some(attribute.value.to_string());
                        }
                        if let Some((prefix, _)) = name.split_once(':')
                            && !["xml", "xmlns"].contains(&prefix)
                            && matches!(
                                reader.resolver().resolve_attribute(attribute.key).0,
                                ResolveResult::Unknown(_)
                            )
                        {
                            return Err(format!("the prefix {prefix} is bound to nothing"));
                        }
                        names.insert(name);
                    }
                    if matches!(ns, ResolveResult::Unknown(_)) {
                        return Err(format!("the prefix of {local} is bound to nothing"));
                    }
                    if w {
                        self.element(part, &local, id, &open);
                    }
                    if let Some(parent) = open.last_mut() {
                        parent.2 += 1;
                    }
                    open.push((w, local, 0));
                }
                Event::End(_) => {
                    open.pop();
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if open.is_empty() {
            Ok(())
        } else {
            Err(String::from("it breaks off"))
        }
    }

    fn element(
        &mut self,
        part: &str,
        local: &str,
        id: Option<String>,
        open: &[(bool, String, usize)],
    ) {
        let (parent, before) = open
            .last()
            .map_or(("", 0), |(_, local, before)| (local.as_str(), *before));
        let within = |names: &[&str]| {
            let own = open.iter().rev().take_while(|(w, l, _)| !(*w && l == "p"));
            own.into_iter()
                .any(|(w, local, _)| *w && names.contains(&local.as_str()))
        };
        let mut wrong = |what: String| {
            self.wrong.insert(format!("{part}: {what}"));
        };
        match local {
            "commentRangeStart" | "commentRangeEnd" if !MAY_HOLD_ENDS.contains(&parent) => {
                wrong(format!("{local} in {parent}"));
            }
            "commentReference" if parent != "r" => wrong(format!("{local} in {parent}")),
            "rPr" if parent == "r" && before > 0 => wrong(String::from("rPr is not first in r")),
            "pPr" if parent == "p" && before > 0 => wrong(String::from("pPr is not first in p")),
            "t" if parent == "r" && within(&["del"]) => wrong(String::from("t in del")),
            "delText" if !within(&["del"]) && !within(&["moveFrom"]) => {
                wrong(String::from("delText outside of del"));
            }
            "r" if parent == "r" || parent == "t" => wrong(format!("r in {parent}")),
            "p" if parent == "p" => wrong(String::from("p in p")),
            _ => {}
        }
        let Some(id) = id else { return };
        match local {
            "comment" => self.comments.push(id),
            "commentRangeStart" => *self.starts.entry(id).or_default() += 1,
            "commentRangeEnd" => *self.ends.entry(id).or_default() += 1,
            "commentReference" => *self.references.entry(id).or_default() += 1,
            "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange" => {
                *self.changes.entry(id).or_default() += 1;
            }
            _ => {}
        }
    }

    /// What is wrong here and was not before.
    fn faults(&self, before: &Self) -> Vec<String> {
        let mut faults: Vec<String> = self.wrong.difference(&before.wrong).cloned().collect();
        let old: BTreeSet<&String> = before.comments.iter().collect();
        let mut seen = BTreeSet::new();
        for id in &self.comments {
            if !seen.insert(id) && before.comments.iter().filter(|old| *old == id).count() < 2 {
                faults.push(format!("two comments are {id}"));
            }
            if old.contains(id) {
                continue;
            }
            for (what, count) in [
                ("start", self.starts.get(id)),
                ("end", self.ends.get(id)),
                ("reference", self.references.get(id)),
            ] {
                if count != Some(&1) {
                    faults.push(format!("comment {id}: {what} {}", count.unwrap_or(&0)));
                }
            }
        }
        for (id, count) in &self.changes {
            if *count > *before.changes.get(id).unwrap_or(&1) {
                faults.push(format!("{count} changes are {id}"));
            }
        }
        faults
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or('\u{FFFD}'))
        .collect()
}

/// Whether the second is the first with bytes put between its own.
pub(crate) fn is_only_added(before: &[u8], after: &[u8]) -> bool {
    let mut rest = after.iter();
    before.iter().all(|byte| rest.any(|other| other == byte))
}
