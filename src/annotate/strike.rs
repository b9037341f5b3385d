//! Tracked changes written into a document: an insertion rejected, a deletion undone, a passage replaced.
//!
//! ECMA-376 part 1, 17.13.5. Whatever is done is done as a change by our author, on top of theirs: text that they
//! inserted is struck within their insertion, text that they struck is inserted again behind it. So accepting all gives
//! what we offer, and rejecting all gives what stood there before anybody changed it. What cannot be done with certainty
//! is left, and the reason said.

use super::Options;
use super::comment::signed;
use super::ids::Ids;
use super::part::Rank;
use super::place::{Page, copy, lie};
use super::runs::{OBJECT, Why, again, fields_open, is_anchor, is_object, looks, runs};
use super::tree::{Tree, escape};
use crate::redline::Op;
use crate::redline::ooxml::Traced;

const BOX: Why = "it stands in a text box";
const ROW: Why = "a whole row or cell of a table was added or struck";
const FIELD: Why = "it holds a part of a field";
const NOWHERE: Why = "its place in the file is not clear";

/// What strikes and inserts.
pub(super) struct Pen<'p, 'a> {
    pub(super) traced: &'p Traced,
    pub(super) pages: &'p mut [Option<Page<'a>>],
    pub(super) options: &'p Options,
    pub(super) ids: &'p mut Ids,
}

/// What is to be written, once all of it is known to be possible.
#[derive(Default)]
pub(super) struct Plan {
    steps: Vec<Step>,
}

enum Step {
    /// Strikes a run.
    Strike { part: usize, run: usize },
    /// Inserts runs at a byte.
    Insert {
        part: usize,
        at: usize,
        holder: usize,
        runs: String,
    },
    /// Strikes a paragraph mark that was inserted: an element before or after the one that says so.
    Join {
        part: usize,
        mark: usize,
        is_after: bool,
    },
    /// Inserts a paragraph mark again that was struck.
    Part {
        part: usize,
        paragraph: usize,
        properties: usize,
        mark: usize,
    },
}

impl Pen<'_, '_> {
    fn tree(&self, part: usize) -> Result<&Tree<'_>, Why> {
        let page = self.pages.get(part).and_then(Option::as_ref);
        page.map(|page| &page.tree).ok_or(NOWHERE)
    }

    /// The elements of tracked changes around a stretch of a block's text, outermost ones, in order.
    fn around(
        &self,
        block: usize,
        range: &std::ops::Range<usize>,
        names: [&str; 2],
    ) -> Result<Vec<(usize, usize)>, Why> {
        let pieces = self.traced.pieces.get(block).ok_or(NOWHERE)?;
        let first = pieces.partition_point(|piece| piece.range.end <= range.start);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for piece in pieces.iter().skip(first) {
            if piece.range.start >= range.end {
                break;
            }
            let tree = self.tree(piece.part)?;
            let lie = lie(tree, piece.source.start).ok_or(NOWHERE)?;
            if lie.is_boxed {
                return Err(BOX);
            }
            let change = lie
                .path
                .iter()
                .find(|node| names.iter().any(|name| tree.is(**node, name)));
            let place = (piece.part, *change.ok_or(ROW)?);
            if found.last() != Some(&place) {
                found.push(place);
            }
        }
        Ok(found)
    }

    /// Plans to undo a change of a stretch of text.
    pub(super) fn undo(
        &self,
        block: usize,
        range: &std::ops::Range<usize>,
        op: Op,
        plan: &mut Plan,
    ) -> Result<(), Why> {
        match op {
            Op::Keep => Ok(()),
            Op::Insert => {
                let mut fields = 0;
                for (part, change) in self.around(block, range, ["ins", "moveTo"])? {
                    let tree = self.tree(part)?;
                    let runs = runs(tree, change, &["del", "moveFrom"])?;
                    fields += fields_open(tree, &runs);
                    let strikes = runs.into_iter().filter(|run| !is_anchor(tree, *run));
                    plan.steps
                        .extend(strikes.map(|run| Step::Strike { part, run }));
                }
                if fields == 0 { Ok(()) } else { Err(FIELD) }
            }
            Op::Delete => {
                for (part, change) in self.around(block, range, ["del", "moveFrom"])? {
                    let tree = self.tree(part)?;
                    let mut text = String::new();
                    for run in runs(tree, change, &["ins", "moveTo"])? {
                        text.push_str(&again(tree, run)?);
                    }
                    let node = tree.nodes.get(change).ok_or(NOWHERE)?;
                    plan.steps.push(Step::Insert {
                        part,
                        at: node.end.end,
                        holder: node.parent.ok_or(NOWHERE)?,
                        runs: text,
                    });
                }
                Ok(())
            }
        }
    }

    /// Plans to undo the change of a block's mark: 17.13.5.15 and 17.13.5.20.
    pub(super) fn undo_mark(&self, block: usize, op: Op, plan: &mut Plan) -> Result<(), Why> {
        let (part, at) = self
            .traced
            .paragraphs
            .get(block)
            .copied()
            .flatten()
            .ok_or(NOWHERE)?;
        let tree = self.tree(part)?;
        let paragraph = tree
            .at(at)
            .filter(|node| tree.is(*node, "p"))
            .ok_or(NOWHERE)?;
        let outer = tree.path(paragraph);
        if outer.iter().filter(|node| tree.is(**node, "p")).count() > 1 {
            return Err(BOX);
        }
        let properties = tree.child(paragraph, "pPr").ok_or(ROW)?;
        let looks = tree.child(properties, "rPr").ok_or(ROW)?;
        let named = |name: &str| tree.child(looks, name);
        plan.steps.push(match op {
            Op::Keep => return Ok(()),
            Op::Insert => match (named("ins"), named("moveTo")) {
                (Some(mark), _) => Step::Join {
                    part,
                    mark,
                    is_after: true,
                },
                (None, Some(mark)) => Step::Join {
                    part,
                    mark,
                    is_after: false,
                },
                (None, None) => return Err(ROW),
            },
            Op::Delete => Step::Part {
                part,
                paragraph,
                properties,
                mark: named("del").or(named("moveFrom")).ok_or(ROW)?,
            },
        });
        Ok(())
    }

    /// Plans to strike the final text of blocks and to insert other text after it.
    pub(super) fn exchange(
        &self,
        blocks: &[usize],
        text: &str,
        plan: &mut Plan,
    ) -> Result<(), Why> {
        let mut paragraphs: Vec<(usize, usize)> = Vec::new();
        for piece in blocks
            .iter()
            .filter_map(|block| self.traced.pieces.get(*block))
            .flatten()
        {
            let lie = lie(self.tree(piece.part)?, piece.source.start).ok_or(NOWHERE)?;
            if lie.is_boxed {
                return Err(BOX);
            }
            if paragraphs.last() != Some(&(piece.part, lie.paragraph)) {
                paragraphs.push((piece.part, lie.paragraph));
            }
        }
        let mut last = None;
        for (part, paragraph) in paragraphs {
            let tree = self.tree(part)?;
            let all = runs(tree, paragraph, &["del", "moveFrom"])?;
            if fields_open(tree, &all) != 0 {
                return Err(FIELD);
            }
            for run in all {
                if is_anchor(tree, run) {
                    continue;
                }
                if tree.children(run).any(|child| is_object(tree, child)) {
                    return Err(OBJECT);
                }
                last = Some((part, paragraph, run));
                plan.steps.push(Step::Strike { part, run });
            }
        }
        let (part, paragraph, run) = last.ok_or("there is no text to replace")?;
        let tree = self.tree(part)?;
        // Behind the child of the paragraph that the run lies in: no part of their changes.
        let top = tree
            .path(run)
            .into_iter()
            .skip_while(|node| *node != paragraph)
            .nth(1)
            .ok_or(NOWHERE)?;
        let ink = tree.ink(paragraph);
        let (w, declaration) = (&ink.prefix, &ink.declaration);
        let lines: Vec<String> = text
            .lines()
            .map(|line| format!("<{w}:t xml:space=\"preserve\">{}</{w}:t>", escape(line)))
            .collect();
        plan.steps.push(Step::Insert {
            part,
            at: tree.whole(top).end,
            holder: paragraph,
            runs: format!(
                "<{w}:r{declaration}>{}{}</{w}:r>",
                looks(tree, run),
                lines.join(&format!("<{w}:br/>"))
            ),
        });
        Ok(())
    }

    /// Writes what was planned.
    pub(super) fn write(&mut self, plan: Plan) {
        for step in plan.steps {
            match step {
                Step::Strike { part, run } => self.strike(part, run),
                Step::Insert {
                    part,
                    at,
                    holder,
                    runs,
                } => {
                    let Some((open, close)) = self.change(part, holder, "ins") else {
                        continue;
                    };
                    self.put(part, at, Rank::Put, format!("{open}>{runs}{close}"));
                }
                Step::Join {
                    part,
                    mark,
                    is_after,
                } => {
                    let Some((open, _)) = self.change(part, mark, "del") else {
                        continue;
                    };
                    let Ok(tree) = self.tree(part) else { continue };
                    let whole = tree.whole(mark);
                    let at = if is_after { whole.end } else { whole.start };
                    self.put(part, at, Rank::Put, format!("{open}/>"));
                }
                Step::Part {
                    part,
                    paragraph,
                    properties,
                    mark,
                } => self.part(part, paragraph, properties, mark),
            }
        }
    }

    /// The tags of a change by our author.
    fn change(&mut self, part: usize, holder: usize, name: &str) -> Option<(String, String)> {
        let page = self.pages.get(part)?.as_ref()?;
        let ink = page.tree.ink(holder);
        let w = &ink.prefix;
        let open = format!(
            "<{w}:{name}{} {w}:id=\"{}\"{}",
            ink.declaration,
            self.ids.next(),
            signed(self.options, w)
        );
        Some((open, format!("</{w}:{name}>")))
    }

    fn put(&mut self, part: usize, at: usize, rank: Rank, text: String) {
        if let Some(page) = self.pages.get_mut(part).and_then(Option::as_mut) {
            page.splices.put(at, rank, text);
        }
    }

    fn strike(&mut self, part: usize, run: usize) {
        let Some((open, close)) = self.change(part, run, "del") else {
            return;
        };
        if let Some(page) = self.pages.get_mut(part).and_then(Option::as_mut)
            && page.struck.insert(run)
        {
            let whole = page.tree.whole(run);
            page.splices
                .put(whole.start, Rank::Open, format!("{open}>"));
            page.splices.put(whole.end, Rank::Close, close);
        }
    }

    /// The paragraph ends here with a mark of ours, and an empty one follows that holds the struck mark.
    fn part(&mut self, part: usize, paragraph: usize, properties: usize, mark: usize) {
        let Some((open, _)) = self.change(part, mark, "ins") else {
            return;
        };
        let Some(page) = self.pages.get_mut(part).and_then(Option::as_mut) else {
            return;
        };
        let tree = &page.tree;
        let Some(node) = tree.nodes.get(paragraph) else {
            return;
        };
        let name = tree.name(paragraph);
        let tag = tree.slice(node.tag.clone());
        // Identifiers of paragraphs must not be there twice; declarations must.
        let declared: String = tag
            .split_whitespace()
            .filter(|word| word.starts_with("xmlns"))
            .map(|word| format!(" {}", word.trim_end_matches('>')))
            .collect();
        // The mark itself keeps its identifier: it only moves.
        let (whole, moved) = (tree.whole(properties), tree.whole(mark));
        let copied = copy(tree, properties, true, self.ids);
        let again = format!("</{name}><{name}{declared}>{copied}");
        let section = tree
            .child(properties, "sectPr")
            .map(|node| tree.whole(node));
        let end = node.end.start;
        debug_assert!(whole.start <= moved.start && moved.end <= whole.end);
        page.splices.put(end, Rank::Cut, again);
        page.splices.replace(moved, format!("{open}/>"));
        if let Some(section) = section {
            page.splices.replace(section, "");
        }
    }
}
