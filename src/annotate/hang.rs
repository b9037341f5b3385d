//! Where a comment hangs: at what its finding says was changed, else at its passage, else at the beginning.

use super::offsets::Offsets;
use super::place::{self, Page, Spot};
use crate::ordered::{self, Map};
use crate::redline::ooxml::Traced;
use crate::report::{Decision, Finding, FindingKind};

/// Hangs a comment where its finding stands: around its edits if it has some, else around its passage.
pub(super) fn hang(
    finding: &Finding,
    id: &str,
    traced: &Traced,
    offsets: &Offsets<'_>,
    pages: &mut [Option<Page<'_>>],
    notes: &Notes,
) -> bool {
    for places in places(finding, traced, offsets) {
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            continue;
        };
        let piece = |block: usize| traced.pieces.get(block).map(Vec::as_slice);
        let (Some(begins), Some(ends)) = (piece(first.0), piece(last.0)) else {
            continue;
        };
        let Some((part, byte)) = begins.first().map(|piece| (piece.part, piece.source.start))
        else {
            continue;
        };
        let Some(page) = pages.get(part).and_then(Option::as_ref) else {
            continue;
        };
        let (part, ends) = match place::note(&page.tree, byte) {
            Some(note) => (notes.part, notes.around(&note, pages)),
            None => {
                let begin = place::begin(&page.tree, begins, first.1.start);
                (part, begin.zip(place::end(&page.tree, ends, last.1.end)))
            }
        };
        let page = pages.get_mut(part).and_then(Option::as_mut);
        if let (Some(page), Some((begin, end))) = (page, ends) {
            mark(page, id, &begin, &end);
            return true;
        }
    }
    false
}

/// Where the notes of a document are referred to.
pub(super) struct Notes {
    /// The main part.
    part: usize,
    /// The byte of the first reference to each.
    references: Map<(&'static str, String), usize>,
}

impl Notes {
    pub(super) fn of(traced: &Traced, pages: &[Option<Page<'_>>]) -> Self {
        let main = &traced.parts.main;
        let part = traced.names.iter().position(|name| name == main);
        let part = part.unwrap_or(0);
        let page = pages.get(part).and_then(Option::as_ref);
        Self {
            part,
            references: page.map_or_else(Map::new, |page| place::references(&page.tree)),
        }
    }

    /// Both sides of a note's reference.
    fn around(
        &self,
        note: &(&'static str, String),
        pages: &[Option<Page<'_>>],
    ) -> Option<(Spot, Spot)> {
        let byte = self.references.get(note)?;
        place::around(&pages.get(self.part)?.as_ref()?.tree, *byte)
    }
}

fn mark(page: &mut Page<'_>, id: &str, begin: &Spot, end: &Spot) {
    let ink = page.tree.ink(begin.holder);
    let (w, declaration) = (&ink.prefix, &ink.declaration);
    let begins = format!("<{w}:commentRangeStart{declaration} {w}:id=\"{id}\"/>");
    let ink = page.tree.ink(end.holder);
    let (w, declaration) = (&ink.prefix, &ink.declaration);
    let ends = format!("<{w}:commentRangeEnd{declaration} {w}:id=\"{id}\"/>");
    let above = page.tree.nodes.get(end.top).and_then(|node| node.parent);
    let ink = page.tree.ink(above.unwrap_or(end.holder));
    let (w, declaration) = (&ink.prefix, &ink.declaration);
    let reference = format!("<{w}:r{declaration}><{w}:commentReference {w}:id=\"{id}\"/></{w}:r>");
    page.begin_comment(begin, &begins);
    page.end_comment(end, &ends, &reference);
}

/// Where a comment may hang, best first: blocks and bytes from its first to its last, of one part and container.
fn places(
    finding: &Finding,
    traced: &Traced,
    offsets: &Offsets<'_>,
) -> Vec<Vec<(usize, std::ops::Range<usize>)>> {
    let own: Vec<_> = finding
        .spans
        .iter()
        .filter_map(|span| offsets.bytes(span))
        .collect();
    let edits = finding
        .edits
        .iter()
        .filter_map(|edit| offsets.bytes(&edit.span));
    let edits: Vec<_> = edits
        .filter(|(block, range)| !range.is_empty() && own.iter().any(|(known, _)| known == block))
        .collect();
    let mut places = vec![together(edits, traced), together(own, traced)];
    if finding.kind == FindingKind::Missing || finding.decision > Decision::Accept {
        // What is nowhere is said at the beginning.
        let first = traced.pieces.iter().position(|pieces| !pieces.is_empty());
        places.extend(first.and_then(|block| {
            let end = traced.pieces.get(block)?.last()?.range.end;
            Some(vec![(block, 0..end)])
        }));
    }
    places
}

/// In order, as far as they lie in one part and one container.
fn together(
    mut places: Vec<(usize, std::ops::Range<usize>)>,
    traced: &Traced,
) -> Vec<(usize, std::ops::Range<usize>)> {
    ordered::sort_by_key(&mut places, |(block, range)| {
        (*block, range.start, range.end)
    });
    let Some(first) = places.first().map(|(block, _)| *block) else {
        return places;
    };
    let blocks = &traced.document.blocks;
    let part = |block: usize| traced.paragraphs.get(block).copied().flatten().map(|p| p.0);
    let cell = |block: usize| blocks.get(block).map(|block| block.cell);
    places.retain(|(block, _)| {
        *block == first || (part(*block) == part(first) && cell(*block) == cell(first))
    });
    // The one that reaches furthest is the end.
    ordered::sort_by_key(&mut places, |(block, range)| (*block, range.end));
    let begin = places
        .iter()
        .filter(|(block, _)| *block == first)
        .map(|(_, range)| range.start)
        .min();
    let last = places.pop();
    match (begin, last) {
        (Some(begin), Some((block, range))) if block == first => vec![(block, begin..range.end)],
        (Some(begin), Some(last)) => vec![(first, begin..begin), last],
        _ => Vec::new(),
    }
}
