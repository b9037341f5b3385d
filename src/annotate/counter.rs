//! Which changes are undone, and which passages are replaced.
//!
//! What a finding that legal must read, or that is beyond the walk-away, rests on is undone: the text that was agreed
//! before comes back. Where nobody tracked a change there is nothing to undo, and the passage is replaced by the wording
//! that the report offers. Everything else is left for acceptance.
//!
//! Changes that touch each other are undone together: of a struck word and the one that came in its place, undoing one
//! alone would leave neither text.

use std::ops::Range;

use super::Audience;
use super::offsets::Offsets;
use super::runs::Why;
use super::strike::{Pen, Plan};
use crate::ordered::{Map, Set};
use crate::redline::{ChangeKind, Document, Op};
use crate::report::customer;
use crate::report::{Decision, Edit, Finding, FindingKind, Mode, Report};

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its changes were undone.
    Rejected,
    /// Its passage was replaced.
    Replaced,
    /// Nothing was done, and why.
    Left(Why),
}

/// Changes that touch each other.
#[derive(Default)]
struct Cluster {
    /// The block and the bytes of each run, and what it is.
    runs: Vec<(usize, Range<usize>, Op)>,
    /// The tracked changes, by index.
    changes: Set<usize>,
    /// Blocks whose mark changed.
    marks: Vec<usize>,
}

/// All changes of a document.
struct Clusters {
    list: Vec<Cluster>,
    /// Of each block: the bytes of each changed run, the run and its cluster.
    runs: Vec<Vec<(Range<usize>, usize, usize)>>,
    /// Of each block: the cluster of its mark.
    marks: Vec<Option<usize>>,
}

impl Clusters {
    fn of(document: &Document) -> Self {
        let mut all = Self {
            list: Vec::new(),
            runs: Vec::new(),
            marks: Vec::new(),
        };
        let mut open: Option<usize> = None;
        for (index, block) in document.blocks.iter().enumerate() {
            // A paragraph that came or went whole stands for itself.
            let is_whole =
                block.mark != Op::Keep && block.runs.iter().all(|run| run.op == block.mark);
            if is_whole {
                open = None;
            }
            let mut at = 0;
            let mut runs = Vec::new();
            for (number, run) in block.runs.iter().enumerate() {
                let range = at..at + run.text.len();
                at = range.end;
                if run.op == Op::Keep {
                    open = None;
                    continue;
                }
                let cluster = all.open(&mut open);
                runs.push((range.clone(), number, cluster));
                if let Some(cluster) = all.list.get_mut(cluster) {
                    cluster.runs.push((index, range, run.op));
                    cluster.changes.extend(run.change);
                }
            }
            all.runs.push(runs);
            let mark = (block.mark != Op::Keep).then(|| all.open(&mut open));
            if let Some(cluster) = mark.and_then(|cluster| all.list.get_mut(cluster)) {
                cluster.marks.push(index);
            }
            all.marks.push(mark);
            if is_whole || mark.is_none() {
                open = None;
            }
        }
        all
    }

    fn open(&mut self, open: &mut Option<usize>) -> usize {
        *open.get_or_insert_with(|| {
            self.list.push(Cluster::default());
            self.list.len() - 1
        })
    }

    /// The clusters of a stretch of a block.
    fn touching(&self, block: usize, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let runs = self.runs.get(block).map(Vec::as_slice).unwrap_or_default();
        let range = range.clone();
        runs.iter()
            .filter(move |(run, ..)| run.start < range.end && range.start < run.end)
            .map(|(.., cluster)| *cluster)
    }

    /// All clusters of a block.
    fn all(&self, block: usize) -> impl Iterator<Item = usize> {
        let runs = self.runs.get(block).map(Vec::as_slice).unwrap_or_default();
        let mark = self.marks.get(block).copied().flatten();
        runs.iter().map(|(.., cluster)| *cluster).chain(mark)
    }
}

/// Undoes and replaces; says of each finding that is not acceptable what became of it.
pub(super) fn counter(
    report: &Report,
    offsets: &Offsets<'_>,
    audience: Audience,
    pen: &mut Pen<'_, '_>,
) -> Map<String, Outcome> {
    let document = &pen.traced.document;
    let clusters = Clusters::of(document);
    let mut outcomes = Map::new();
    let mut undone = Set::new();
    let unacceptable = || {
        report
            .findings
            .iter()
            .filter(|finding| finding.decision >= Decision::LegalReview)
    };
    let is_tracked = |finding: &Finding| {
        report.document.mode == Mode::Redline
            && !matches!(finding.kind, FindingKind::Untracked | FindingKind::Missing)
    };
    for finding in unacceptable().filter(|finding| is_tracked(finding)) {
        let chosen = chosen(finding, document, offsets, &clusters);
        let outcome = if chosen.is_empty() {
            Outcome::Left("no tracked change made it")
        } else {
            // All of it or nothing: half of a finding undone is a text that nobody wrote.
            match undo(&chosen, &undone, &clusters, pen) {
                Ok(()) => {
                    undone.extend(chosen);
                    Outcome::Rejected
                }
                Err(why) => Outcome::Left(why),
            }
        };
        outcomes.insert(finding.id.clone(), outcome);
    }
    close_up(&clusters, &undone, pen);

    let mut replaced = Set::new();
    for finding in unacceptable().filter(|finding| !is_tracked(finding)) {
        let done = replace(
            finding,
            audience,
            offsets,
            &clusters,
            &undone,
            &mut replaced,
            pen,
        );
        let outcome = done.map_or_else(Outcome::Left, |()| Outcome::Replaced);
        outcomes.insert(finding.id.clone(), outcome);
    }
    outcomes
}

/// The changes that make a finding unacceptable.
fn chosen(
    finding: &Finding,
    document: &Document,
    offsets: &Offsets<'_>,
    clusters: &Clusters,
) -> Set<usize> {
    let mut chosen = Set::new();
    let edits = unacceptable(finding);
    for edit in &edits {
        if let Some((block, range)) = offsets.bytes(&edit.span) {
            chosen.extend(clusters.touching(block, &range));
        }
        // Where text left from, if it left from somewhere else.
        if !edit.old.is_empty() {
            chosen.extend(origin(edit, document, clusters));
        }
    }
    if edits.len() == finding.edits.len() {
        let blocks = finding.spans.iter().filter_map(|span| offsets.block(span));
        let all: Vec<usize> = blocks.flat_map(|block| clusters.all(block)).collect();
        chosen.extend(all);
    }
    // Both ends of a move, or neither.
    let names: Set<&str> = chosen
        .iter()
        .flat_map(|cluster| moves(*cluster, document, clusters))
        .collect();
    if !names.is_empty() {
        chosen.extend((0..clusters.list.len()).filter(|cluster| {
            moves(*cluster, document, clusters).any(|name| names.contains(name))
        }));
    }
    chosen
}

/// The edits that no rule explains, and those that an unacceptable value rests on. All, where that cannot be told.
fn unacceptable(finding: &Finding) -> Vec<&Edit> {
    let touches = |edit: &Edit, span: &crate::report::Span| {
        edit.span.block == span.block && edit.span.start < span.end && span.start < edit.span.end
    };
    let mut chosen: Set<usize> = finding
        .edits
        .iter()
        .enumerate()
        .filter(|(_, edit)| edit.explained_by.is_none())
        .map(|(index, _)| index)
        .collect();
    let severe = finding.readings.iter().filter(|reading| {
        reading.judged
            && reading
                .decision
                .is_none_or(|decision| decision >= Decision::LegalReview)
    });
    for reading in severe {
        let spans = [&reading.revised, &reading.original];
        let spans = spans.into_iter().flatten().filter_map(|v| v.span.as_ref());
        let touching: Vec<usize> = spans
            .flat_map(|span| {
                let edits = finding.edits.iter().enumerate();
                edits.filter(move |(_, edit)| touches(edit, span))
            })
            .map(|(index, _)| index)
            .collect();
        if touching.is_empty() {
            return finding.edits.iter().collect();
        }
        chosen.extend(touching);
    }
    if chosen.is_empty() {
        return finding.edits.iter().collect();
    }
    let edits = finding.edits.iter().enumerate();
    edits
        .filter(|(index, _)| chosen.contains(index))
        .map(|(_, edit)| edit)
        .collect()
}

/// The deletions of an edit, wherever they stand.
fn origin<'c>(
    edit: &'c Edit,
    document: &'c Document,
    clusters: &'c Clusters,
) -> impl Iterator<Item = usize> + 'c {
    let listed = clusters.runs.iter().zip(&document.blocks);
    listed.flat_map(move |(runs, block)| {
        runs.iter().filter_map(move |(_, number, cluster)| {
            let run = block.runs.get(*number)?;
            let change = document.changes.get(run.change?)?;
            let is_origin = edit.op == "move"
                && run.op == Op::Delete
                && edit.changes.contains(&change.id)
                && run.text.contains(edit.old.trim());
            is_origin.then_some(*cluster)
        })
    })
}

/// The names of the moves that a cluster has an end of.
fn moves<'d>(
    cluster: usize,
    document: &'d Document,
    clusters: &'d Clusters,
) -> impl Iterator<Item = &'d str> {
    let changes = clusters.list.get(cluster).map(|cluster| &cluster.changes);
    changes
        .into_iter()
        .flatten()
        .filter_map(|change| match &document.changes.get(*change)?.kind {
            ChangeKind::MoveFrom(name) | ChangeKind::MoveTo(name) => Some(name.as_str()),
            ChangeKind::Insertion | ChangeKind::Deletion => None,
        })
}

/// Undoes the clusters that are not undone yet.
fn undo(
    chosen: &Set<usize>,
    undone: &Set<usize>,
    clusters: &Clusters,
    pen: &mut Pen<'_, '_>,
) -> Result<(), Why> {
    let blocks = &pen.traced.document.blocks;
    let mut plan = Plan::default();
    for cluster in &(chosen - undone) {
        let Some(cluster) = clusters.list.get(*cluster) else {
            continue;
        };
        for (block, range, op) in &cluster.runs {
            pen.undo(*block, range, *op, &mut plan)?;
        }
        for block in &cluster.marks {
            let mark = blocks.get(*block).map_or(Op::Keep, |block| block.mark);
            pen.undo_mark(*block, mark, &mut plan)?;
        }
    }
    pen.write(plan);
    Ok(())
}

/// Where all the text of a paragraph was undone and its mark is the one that was always there, the mark that was
/// inserted before it must go too, or an empty paragraph is left.
fn close_up(clusters: &Clusters, undone: &Set<usize>, pen: &mut Pen<'_, '_>) {
    let traced = pen.traced;
    let blocks = &traced.document.blocks;
    let is_gone = |block: usize| {
        let runs = clusters.runs.get(block).map(Vec::as_slice);
        blocks
            .get(block)
            .is_some_and(|b| !b.runs.is_empty() && b.runs.iter().all(|run| run.op == Op::Insert))
            && runs
                .unwrap_or_default()
                .iter()
                .all(|(.., cluster)| undone.contains(cluster))
    };
    let mut joined = Set::new();
    for block in 0..blocks.len() {
        if !is_gone(block) || blocks.get(block).is_none_or(|b| b.mark != Op::Keep) {
            continue;
        }
        let mut before = block;
        while let Some(index) = before.checked_sub(1) {
            before = index;
            let is_inserted = blocks.get(index).is_some_and(|b| b.mark == Op::Insert);
            let cluster = clusters.marks.get(index).copied().flatten();
            if !is_inserted || joined.contains(&index) {
                break;
            }
            if cluster.is_some_and(|cluster| !undone.contains(&cluster)) {
                let mut plan = Plan::default();
                if pen.undo_mark(index, Op::Insert, &mut plan).is_ok() {
                    pen.write(plan);
                    joined.insert(index);
                }
                break;
            }
            if !is_gone(index) {
                break;
            }
        }
    }
}

/// Replaces the passage of a finding by the wording that the report offers.
fn replace(
    finding: &Finding,
    audience: Audience,
    offsets: &Offsets<'_>,
    clusters: &Clusters,
    undone: &Set<usize>,
    replaced: &mut Set<usize>,
    pen: &mut Pen<'_, '_>,
) -> Result<(), Why> {
    let suggestion = match audience {
        Audience::Legal => finding.suggestion.as_ref(),
        Audience::Customer => customer::suggestion(finding),
    };
    let suggestion = suggestion.ok_or("there is no wording to offer")?;
    let blocks: Vec<usize> = suggestion
        .replaces
        .iter()
        .filter_map(|span| offsets.block(span))
        .collect();
    if blocks.is_empty() {
        return Err("there is no passage in whose place the wording could stand");
    }
    if blocks.iter().any(|block| replaced.contains(block)) {
        return Err("its passage was replaced for another finding");
    }
    let document = &pen.traced.document;
    let in_cells = blocks.iter().filter(|block| {
        document
            .blocks
            .get(**block)
            .is_some_and(|b| b.cell.is_some())
    });
    if in_cells.count() > 1 {
        return Err("it stands in several cells of a table");
    }
    let open = |block: &usize| {
        clusters
            .all(*block)
            .any(|cluster| !undone.contains(&cluster))
    };
    if blocks.iter().any(open) {
        return Err("its passage holds other changes, which may be acceptable");
    }
    let touched = blocks.iter().flat_map(|block| clusters.all(*block)).count();
    if touched > 0 {
        return Err("changes in its passage were rejected already");
    }
    let mut plan = Plan::default();
    pen.exchange(&blocks, &suggestion.text, &mut plan)?;
    pen.write(plan);
    replaced.extend(blocks);
    Ok(())
}
