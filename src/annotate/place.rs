//! From a place in a block's text to a place in the XML where an element may stand.
//!
//! A comment's ends may stand wherever runs may (ECMA-376 part 1, 17.13.4). A place in the middle of a run cuts the run
//! in two; in a formula, a picture or a text box the place is moved to the outside of it, and from a note to its
//! reference, as there are no comments in there.

use super::ids::Ids;
use super::part::{Rank, Splices};
use super::tree::Tree;
use crate::ordered::{Map, Set};
use crate::redline::ooxml::{Ns, Piece};

/// A place for an element.
pub(super) struct Spot {
    pub(super) at: usize,
    /// The child of the paragraph that it lies in or beside.
    pub(super) top: usize,
    /// The element that holds the runs there.
    pub(super) holder: usize,
    /// The run that is cut in two here, and the element of text within it if that is cut too.
    pub(super) cut: Option<(usize, Option<usize>)>,
}

/// A cut through a run, and what stands in it.
pub(super) struct Cut {
    run: usize,
    leaf: Option<usize>,
    ends: String,
    begins: String,
}

/// A part that is written into.
pub(super) struct Page<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) splices: Splices,
    pub(super) cuts: Map<usize, Cut>,
    /// Runs whose text is struck, and is written so.
    pub(super) struck: Set<usize>,
}

/// How a piece of text lies in its paragraph.
pub(super) struct Lie {
    pub(super) paragraph: usize,
    /// Elements from the child of the paragraph to the one that is no mere holder of runs, both included.
    pub(super) path: Vec<usize>,
    /// The element of the text itself, where that is a child of a run which may be cut.
    leaf: Option<usize>,
    /// Whether it lies in a paragraph within the paragraph: a text box.
    pub(super) is_boxed: bool,
}

impl Lie {
    /// The run, or what stands in its place.
    pub(super) fn unit(&self) -> usize {
        self.path.last().copied().unwrap_or(self.paragraph)
    }

    pub(super) fn top(&self) -> usize {
        self.path.first().copied().unwrap_or(self.paragraph)
    }

    /// A place within the run, which is cut in two there.
    fn cut(&self, at: usize, leaf: Option<usize>) -> Spot {
        Spot {
            at,
            top: self.top(),
            holder: holder(self),
            cut: Some((self.unit(), leaf)),
        }
    }

    /// The outermost of the elements that have an edge in common, and what holds it.
    fn outermost(
        &self,
        tree: &Tree<'_>,
        in_common: impl Fn(usize, usize) -> bool,
    ) -> Option<(usize, usize)> {
        let mut node = self.unit();
        let mut holder = holder(self);
        for outer in self.path.iter().rev().skip(1) {
            if !in_common(*outer, node) {
                break;
            }
            node = *outer;
            holder = tree.nodes.get(node)?.parent?;
        }
        Some((node, holder))
    }

    /// A place at an edge of an element: outside of it, or within, as there is none beside the content of a control.
    fn beside(
        &self,
        tree: &Tree<'_>,
        node: usize,
        holder: usize,
        within: usize,
        whole: usize,
    ) -> Spot {
        let is_control = tree.is(node, "sdtContent");
        Spot {
            at: if is_control { within } else { whole },
            top: self.top(),
            holder: if is_control { node } else { holder },
            cut: None,
        }
    }
}

/// How the text at a byte lies.
pub(super) fn lie(tree: &Tree<'_>, byte: usize) -> Option<Lie> {
    let whole = tree.path(tree.at(byte)?);
    let at = whole.iter().position(|node| tree.is(*node, "p"))?;
    let below = whole.get(at + 1..)?;
    let holders = below
        .iter()
        .take_while(|node| tree.is_transparent(**node))
        .count();
    let unit = *below.get(holders)?;
    let leaf = match below.get(holders + 1..)? {
        [leaf] if tree.is(unit, "r") => Some(*leaf),
        _ => None,
    };
    Some(Lie {
        paragraph: *whole.get(at)?,
        path: below.get(..=holders)?.to_vec(),
        leaf,
        is_boxed: below.iter().any(|node| tree.is(*node, "p")),
    })
}

/// Before and behind the run, or what stands in its place, that holds a byte.
pub(super) fn around(tree: &Tree<'_>, byte: usize) -> Option<(Spot, Spot)> {
    let lie = lie(tree, byte)?;
    let whole = tree.whole(lie.unit());
    let spot = |at| Spot {
        at,
        top: lie.top(),
        holder: holder(&lie),
        cut: None,
    };
    Some((spot(whole.start), spot(whole.end)))
}

/// The references to footnotes and endnotes, by kind and identifier: 17.11.14 and 17.11.7. The first of each counts.
pub(super) fn references(tree: &Tree<'_>) -> Map<(&'static str, String), usize> {
    let mut found = Map::new();
    for (index, node) in tree.nodes.iter().enumerate() {
        let kind = match node.local {
            "footnoteReference" if node.ns == Ns::W => "footnote",
            "endnoteReference" if node.ns == Ns::W => "endnote",
            _ => continue,
        };
        if let Some((id, _)) = tree.attribute(index, "id") {
            found.entry((kind, id)).or_insert(node.tag.start);
        }
    }
    found
}

/// The footnote or endnote that a byte lies in.
pub(super) fn note(tree: &Tree<'_>, byte: usize) -> Option<(&'static str, String)> {
    let path = tree.path(tree.at(byte)?);
    path.into_iter().find_map(|node| {
        let kind = ["footnote", "endnote"]
            .into_iter()
            .find(|kind| tree.is(node, kind))?;
        Some((kind, tree.attribute(node, "id")?.0))
    })
}

/// Where a stretch of a block's text begins.
pub(super) fn begin(tree: &Tree<'_>, pieces: &[Piece], offset: usize) -> Option<Spot> {
    let after = pieces.partition_point(|piece| piece.range.end <= offset);
    let piece = pieces.get(after)?;
    let lie = lie(tree, piece.source.start)?;
    let first = |holder| {
        let mut children = tree.children(holder);
        children.find(|child| tree.is_content(*child))
    };
    if let Some(leaf) = lie.leaf {
        let at = inside(piece, offset).unwrap_or(piece.source.start);
        let tag = tree.nodes.get(leaf)?.tag.clone();
        if at > tag.end {
            return Some(lie.cut(at, Some(leaf)));
        }
        if first(lie.unit()) != Some(leaf) {
            return Some(lie.cut(tag.start, None));
        }
    }
    let (node, holder) = lie.outermost(tree, |outer, node| first(outer) == Some(node))?;
    let (within, whole) = (tree.nodes.get(node)?.tag.end, tree.whole(node).start);
    Some(lie.beside(tree, node, holder, within, whole))
}

/// Where a stretch of a block's text ends.
pub(super) fn end(tree: &Tree<'_>, pieces: &[Piece], offset: usize) -> Option<Spot> {
    let before = pieces.partition_point(|piece| piece.range.start < offset);
    let piece = pieces.get(before.checked_sub(1)?)?;
    let lie = lie(tree, piece.source.start)?;
    let next = |node: usize| tree.nodes.get(node).map(|node| node.next);
    if let Some(leaf) = lie.leaf {
        let at = inside(piece, offset).unwrap_or(piece.source.end);
        let node = tree.nodes.get(leaf)?;
        if at > node.tag.start && at < node.end.start {
            return Some(lie.cut(at, Some(leaf)));
        }
        if next(leaf) != next(lie.unit()) {
            return Some(lie.cut(node.end.end, None));
        }
    }
    let (node, holder) = lie.outermost(tree, |outer, node| next(outer) == next(node))?;
    let (within, whole) = (tree.nodes.get(node)?.end.start, tree.whole(node).end);
    Some(lie.beside(tree, node, holder, within, whole))
}

fn holder(lie: &Lie) -> usize {
    let above = lie.path.len().checked_sub(2);
    above
        .and_then(|at| lie.path.get(at).copied())
        .unwrap_or(lie.paragraph)
}

/// The byte of the source within a piece; none at its ends, and where the text does not stand there as it is.
fn inside(piece: &Piece, offset: usize) -> Option<usize> {
    let is_plain = piece.range.len() == piece.source.len();
    (is_plain && piece.range.start < offset && offset < piece.range.end)
        .then(|| piece.source.start + (offset - piece.range.start))
}

impl<'a> Page<'a> {
    pub(super) fn new(tree: Tree<'a>) -> Self {
        Self {
            tree,
            splices: Splices::default(),
            cuts: Map::new(),
            struck: Set::new(),
        }
    }

    /// Whether anything goes into it.
    pub(super) fn is_touched(&self) -> bool {
        !self.splices.is_empty() || !self.cuts.is_empty()
    }

    /// Puts the beginning of a comment.
    pub(super) fn begin_comment(&mut self, spot: &Spot, text: &str) {
        match spot.cut {
            Some((run, leaf)) => self.cut(spot.at, run, leaf).begins.push_str(text),
            None => self.splices.put(spot.at, Rank::BeginComment, text),
        }
    }

    /// Puts the end of a comment, and its reference behind the element that the end lies in: the reference must be no
    /// part of an insertion that may be rejected.
    pub(super) fn end_comment(&mut self, spot: &Spot, end: &str, reference: &str) {
        match spot.cut {
            Some((run, leaf)) if run == spot.top => {
                let cut = self.cut(spot.at, run, leaf);
                cut.ends.push_str(end);
                cut.ends.push_str(reference);
            }
            cut => {
                match cut {
                    Some((run, leaf)) => self.cut(spot.at, run, leaf).ends.push_str(end),
                    None => self.splices.put(spot.at, Rank::EndComment, end),
                }
                let after = self.tree.whole(spot.top).end;
                self.splices.put(after, Rank::EndComment, reference);
            }
        }
    }

    fn cut(&mut self, at: usize, run: usize, leaf: Option<usize>) -> &mut Cut {
        self.cuts.entry(at).or_insert_with(|| Cut {
            run,
            leaf,
            ends: String::new(),
            begins: String::new(),
        })
    }

    /// Writes the part out. Changes of formatting that are written twice, where a run is cut in two, get fresh
    /// identifiers.
    pub(super) fn write(mut self, ids: &mut Ids) -> String {
        let mut leaves = Set::new();
        for (at, cut) in std::mem::take(&mut self.cuts) {
            leaves.extend(cut.leaf);
            let text = self.through(&cut, ids);
            self.splices.put(at, Rank::Put, text);
        }
        for leaf in leaves {
            // White space at the ends of text counts only where this says so: 17.3.3.31.
            if let Some(tag) = self.tree.nodes.get(leaf).map(|leaf| leaf.tag.clone())
                && !self.tree.slice(tag.clone()).contains("xml:space")
            {
                self.splices.put(tag.end - 1, Rank::Put, SPACE);
            }
        }
        for run in std::mem::take(&mut self.struck) {
            let children: Vec<usize> = self.tree.children(run).collect();
            for child in children {
                self.rename(child);
            }
        }
        self.splices.apply(self.tree.text)
    }

    /// Text and instructions that are struck have names of their own: 17.3.3.7 and 17.16.13.
    fn rename(&mut self, child: usize) {
        let Some(node) = self.tree.nodes.get(child) else {
            return;
        };
        let name = self.tree.name(child);
        let Some(new) = struck_name(name, node.local) else {
            return;
        };
        for (tag, lead) in [(node.tag.clone(), 1), (node.end.clone(), 2)] {
            if !tag.is_empty() {
                let start = tag.start + lead;
                self.splices.replace(start..start + name.len(), &new);
            }
        }
    }

    /// What stands in a cut: the run ends, comments end and begin, and the run goes on.
    fn through(&self, cut: &Cut, ids: &mut Ids) -> String {
        let tree = &self.tree;
        let run = tree.name(cut.run);
        let (mut close, mut again) = (String::new(), String::new());
        if let Some(leaf) = cut.leaf
            && let Some(node) = tree.nodes.get(leaf)
        {
            let name = tree.name(leaf);
            let shown = struck_name(name, node.local)
                .filter(|_| self.struck.contains(&cut.run))
                .unwrap_or_else(|| name.to_owned());
            let rest = tree.slice(node.tag.start + 1 + name.len()..node.tag.end);
            close = format!("</{shown}>");
            again = format!("<{shown}{rest}");
            if !rest.contains("xml:space") {
                again.insert_str(again.len() - 1, SPACE);
            }
        }
        let tag = tree.nodes.get(cut.run).map_or(0..0, |run| run.tag.clone());
        let looks = tree
            .child(cut.run, "rPr")
            .map(|looks| copy(tree, looks, true, ids));
        format!(
            "{close}</{run}>{}{}{}{}{again}",
            cut.ends,
            cut.begins,
            tree.slice(tag),
            looks.unwrap_or_default()
        )
    }
}

const SPACE: &str = " xml:space=\"preserve\"";

/// The name of text or of an instruction where it is struck.
fn struck_name(name: &str, local: &str) -> Option<String> {
    let new = match local {
        "t" => "delText",
        "instrText" => "delInstrText",
        _ => return None,
    };
    Some(match name.split_once(':') {
        Some((prefix, _)) => format!("{prefix}:{new}"),
        None => new.to_owned(),
    })
}

/// Properties copied. The changes recorded in them are kept under fresh identifiers, or left out.
pub(super) fn copy(
    tree: &Tree<'_>,
    properties: usize,
    with_changes: bool,
    ids: &mut Ids,
) -> String {
    let whole = tree.whole(properties);
    let next = tree.nodes.get(properties).map_or(0, |node| node.next);
    let mut text = String::new();
    let mut at = whole.start;
    let mut node = properties + 1;
    while node < next {
        let Some(here) = tree.nodes.get(node) else {
            break;
        };
        let is_change = here.ns == Ns::W
            && (here.local.ends_with("Change")
                || ["ins", "del", "moveFrom", "moveTo"].contains(&here.local));
        if !is_change {
            node += 1;
        } else if with_changes {
            if let Some((_, range)) = tree.attribute(node, "id") {
                text.push_str(tree.slice(at..range.start));
                text.push_str(&ids.next());
                at = range.end;
            }
            node += 1;
        } else {
            text.push_str(tree.slice(at..here.tag.start));
            at = here.end.end;
            node = here.next;
        }
    }
    text.push_str(tree.slice(at..whole.end));
    text
}
