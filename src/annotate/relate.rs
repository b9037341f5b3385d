//! The part of the comments: found, or made, typed and related to the document (ECMA-376 part 2, 6.5 and 7.2).

use super::AnnotateError;
use super::part::{Rank, Source, Splices};
use super::tree::{Ink, Tree, escape, namespace};
use crate::ordered::Map;
use crate::redline::DocxError;
use crate::redline::ooxml::{Package, Parts};

const TYPES: &str = "[Content_Types].xml";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// Puts comments into the package; `write` makes them, given what they are to be written with.
pub(super) fn comments(
    package: &mut Package<'_>,
    parts: &Parts,
    is_strict: bool,
    write: impl FnOnce(&Ink) -> String,
    out: &mut Map<String, Vec<u8>>,
) -> Result<(), AnnotateError> {
    let related = parts.one("comments").map(str::to_owned);
    if let Some(name) = &related
        && let Some(source) = Source::open(package, name)?
    {
        let tree = Tree::read(name, &source.text)?;
        let text = within_root(&tree, &write(&tree.ink(0)));
        out.insert(name.clone(), source.encode(&text));
        return Ok(());
    }
    let name = match &related {
        Some(name) => name.clone(),
        None => free(package, &parts.main),
    };
    let ink = Ink {
        prefix: String::from("w"),
        declaration: String::new(),
    };
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{}\">{}</w:comments>",
        namespace(is_strict),
        write(&ink)
    );
    out.insert(name.clone(), text.into_bytes());
    type_it(package, &name, out)?;
    if related.is_none() {
        relate(package, &parts.main, &name, is_strict, out)?;
    }
    Ok(())
}

/// A name beside the main part that no part has.
fn free(package: &Package<'_>, main: &str) -> String {
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = |number: usize| {
        let number = if number == 0 {
            String::new()
        } else {
            number.to_string()
        };
        let file = format!("comments{number}.xml");
        if folder.is_empty() {
            file
        } else {
            format!("{folder}/{file}")
        }
    };
    let mut number = 0;
    while package.holds(&name(number)) {
        number += 1;
    }
    name(number)
}

/// Says what type the part is of.
fn type_it(
    package: &mut Package<'_>,
    name: &str,
    out: &mut Map<String, Vec<u8>>,
) -> Result<(), AnnotateError> {
    let source = Source::open(package, TYPES)?
        .ok_or_else(|| DocxError::Damaged(format!("{TYPES} is missing")))?;
    let tree = Tree::read(TYPES, &source.text)?;
    let path = format!("/{name}");
    let is_typed = tree.children(0).any(|child| {
        tree.attribute(child, "PartName")
            .is_some_and(|(known, _)| known.eq_ignore_ascii_case(&path))
    });
    if !is_typed {
        let tag = tag_like(&tree, "Override");
        let text = within_root(
            &tree,
            &format!(
                "<{tag} PartName=\"{}\" ContentType=\"{TYPE}\"/>",
                escape(&path)
            ),
        );
        out.insert(TYPES.to_owned(), source.encode(&text));
    }
    Ok(())
}

/// Relates the part to the main one.
fn relate(
    package: &mut Package<'_>,
    main: &str,
    name: &str,
    is_strict: bool,
    out: &mut Map<String, Vec<u8>>,
) -> Result<(), AnnotateError> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let relations = if folder.is_empty() {
        format!("_rels/{file}.rels")
    } else {
        format!("{folder}/_rels/{file}.rels")
    };
    let kind = if is_strict {
        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    };
    let target = name.rsplit('/').next().unwrap_or(name);
    let one =
        |tag: &str, id: &str| format!("<{tag} Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
    let Some(source) = Source::open(package, &relations)? else {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS}\">{}</Relationships>",
            one("Relationship", "rId1")
        );
        out.insert(relations, text.into_bytes());
        return Ok(());
    };
    let tree = Tree::read(&relations, &source.text)?;
    let ids: crate::ordered::Set<String> = tree
        .children(0)
        .filter_map(|child| tree.attribute(child, "Id"))
        .map(|(id, _)| id.to_ascii_lowercase())
        .collect();
    let mut number = ids.len() + 1;
    while ids.contains(&format!("rid{number}")) {
        number += 1;
    }
    let tag = tag_like(&tree, "Relationship");
    let text = within_root(&tree, &one(&tag, &format!("rId{number}")));
    out.insert(relations, source.encode(&text));
    Ok(())
}

/// A name with the prefix of the root element.
fn tag_like(tree: &Tree<'_>, local: &str) -> String {
    match tree.name(0).split_once(':') {
        Some((prefix, _)) => format!("{prefix}:{local}"),
        None => local.to_owned(),
    }
}

/// The part with more at the end of its root element.
fn within_root(tree: &Tree<'_>, more: &str) -> String {
    let mut splices = Splices::default();
    if let Some(root) = tree.nodes.first() {
        if root.end.is_empty() {
            let slash = root.tag.end.saturating_sub(2);
            let name = tree.name(0);
            splices.replace(slash..root.tag.end, format!(">{more}</{name}>"));
        } else {
            splices.put(root.end.start, Rank::Put, more);
        }
    }
    splices.apply(tree.text)
}
