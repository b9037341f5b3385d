//! A paragraph as an editor has it.

use serde::{Deserialize, Serialize};

use crate::redline::{Block, Cell, Op, Run};

/// A paragraph of a document that is being edited.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiveBlock {
    /// Names it in the report, and in edits; each block has its own.
    pub id: String,
    /// Its text, in order.
    pub runs: Vec<LiveRun>,
    /// The level of a heading, 1 the highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<u8>,
    /// The number or bullet that is shown before it and is no part of its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The cell of a table that it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<LiveCell>,
    /// What happened to its end: struck, it joins the next block; inserted, it parts what was one. Kept where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Fate>,
}

/// A stretch of text with one fate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiveRun {
    /// Kept where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub op: Option<Fate>,
    /// The text; a tab is `\t`, a line break `\n`.
    pub text: String,
    /// The id of the tracked change that inserted or struck it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
}

/// A cell of a table: tables are counted through the document, rows and columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiveCell {
    /// Which table of the document.
    pub table: usize,
    /// Which row of the table.
    pub row: usize,
    /// Which column of the row.
    pub column: usize,
}

/// What a change did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Nothing.
    #[default]
    Keep,
    /// It is in the final text only.
    Insert,
    /// It is in the original text only.
    Delete,
}

impl From<Option<Fate>> for Op {
    fn from(fate: Option<Fate>) -> Op {
        match fate {
            None | Some(Fate::Keep) => Op::Keep,
            Some(Fate::Insert) => Op::Insert,
            Some(Fate::Delete) => Op::Delete,
        }
    }
}

impl LiveBlock {
    /// The block of a document that it is. Its changes are numbered where all of the document is seen.
    pub(super) fn read(&self) -> Block {
        Block {
            id: self.id.clone(),
            place: self.id.clone(),
            number: self.number.clone(),
            heading: self.heading,
            cell: self.cell.map(|cell| Cell {
                table: cell.table,
                row: cell.row,
                column: cell.column,
            }),
            runs: self
                .told_runs()
                .map(|run| Run {
                    op: run.op.into(),
                    text: run.text.clone(),
                    ..Run::default()
                })
                .collect(),
            mark: self.mark.into(),
            mark_change: None,
        }
    }

    /// Its runs but for empty ones.
    pub(super) fn told_runs(&self) -> impl Iterator<Item = &LiveRun> {
        self.runs.iter().filter(|run| !run.text.is_empty())
    }
}
