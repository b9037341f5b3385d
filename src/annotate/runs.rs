//! The runs of a document: which an element holds, what is in them, and one of them written again.

use super::ids::Ids;
use super::place::copy;
use super::tree::Tree;
use crate::redline::ooxml::Ns;

/// Why a change is left as it is.
pub(super) type Why = &'static str;

const FORMULA: Why = "it holds a formula or a drawing";
pub(super) const OBJECT: Why = "it holds a field, a note or a picture";

/// The runs within an element, those within holders of runs too; elements of these names are passed over whole.
pub(super) fn runs(tree: &Tree<'_>, within: usize, but: &[&str]) -> Result<Vec<usize>, Why> {
    let mut found = Vec::new();
    let end = tree.nodes.get(within).map_or(0, |node| node.next);
    let mut at = within + 1;
    while at < end {
        let Some(node) = tree.nodes.get(at) else {
            break;
        };
        if tree.is_transparent(at) && !but.contains(&node.local) {
            at += 1;
            continue;
        }
        if tree.is(at, "r") {
            found.push(at);
        } else if matches!(node.ns, Ns::M | Ns::Mc) {
            return Err(FORMULA);
        }
        at = node.next;
    }
    Ok(found)
}

/// How many more fields begin than end in these runs.
pub(super) fn fields_open(tree: &Tree<'_>, runs: &[usize]) -> i64 {
    let kinds = runs
        .iter()
        .flat_map(|run| tree.children(*run))
        .filter(|child| tree.is(*child, "fldChar"))
        .filter_map(|child| tree.attribute(child, "fldCharType"));
    kinds
        .map(|(kind, _)| match kind.as_str() {
            "begin" => 1,
            "end" => -1,
            _ => 0,
        })
        .sum()
}

/// Whether a run is the reference of a comment: that stays, whatever becomes of the text.
pub(super) fn is_anchor(tree: &Tree<'_>, run: usize) -> bool {
    tree.child(run, "commentReference").is_some()
}

pub(super) fn is_object(tree: &Tree<'_>, child: usize) -> bool {
    tree.nodes.get(child).is_some_and(|node| {
        node.ns != Ns::W
            || matches!(
                node.local,
                "drawing" | "pict" | "object" | "footnoteReference" | "endnoteReference"
            )
    })
}

/// The looks of a run, without what was changed in them.
pub(super) fn looks(tree: &Tree<'_>, run: usize) -> String {
    let looks = tree.child(run, "rPr");
    // Nothing that is copied needs an identifier.
    looks.map_or_else(String::new, |looks| {
        copy(tree, looks, false, &mut Ids::default())
    })
}

/// A struck run as it was.
pub(super) fn again(tree: &Tree<'_>, run: usize) -> Result<String, Why> {
    let mut text = String::new();
    for child in tree.children(run) {
        let Some(node) = tree.nodes.get(child) else {
            continue;
        };
        if node.ns != Ns::W {
            return Err(OBJECT);
        }
        match node.local {
            "rPr" | "lastRenderedPageBreak" | "commentReference" | "annotationRef" => {}
            "t" | "delText" => {
                let name = tree.name(child);
                let name = match name.split_once(':') {
                    Some((prefix, _)) => format!("{prefix}:t"),
                    None => String::from("t"),
                };
                let content = tree.slice(node.tag.end..node.end.start.max(node.tag.end));
                text.push_str(&format!(
                    "<{name} xml:space=\"preserve\">{content}</{name}>"
                ));
            }
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "softHyphen" | "sym" => {
                text.push_str(tree.slice(tree.whole(child)));
            }
            _ => return Err(OBJECT),
        }
    }
    if text.is_empty() {
        return Ok(text);
    }
    let name = tree.name(run);
    let tag = tree.nodes.get(run).map_or(0..0, |run| run.tag.clone());
    Ok(format!(
        "{}{}{text}</{name}>",
        tree.slice(tag),
        looks(tree, run)
    ))
}
