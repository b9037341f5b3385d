//! A paragraph as an editor has it, and the plain list of texts that it comes in across the boundary to JavaScript: to
//! read these types as JSON would be a hundredth of the Wasm.

use serde::Serialize;

use crate::json::Reader;
use crate::redline::{Block, Cell, Op, Run};

/// A paragraph of a document that is being edited.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LiveBlock {
    /// Names it in the report, and in edits; each block has its own.
    pub id: String,
    /// Its text, in order.
    pub runs: Vec<LiveRun>,
    /// The level of a heading, 1 the highest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<u8>,
    /// The number or bullet that is shown before it and is no part of its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The cell of a table that it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<LiveCell>,
    /// What happened to its end: struck, it joins the next block; inserted, it parts what was one. Kept where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Fate>,
}

/// A stretch of text with one fate.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LiveRun {
    /// Kept where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub op: Option<Fate>,
    /// The text; a tab is `\t`, a line break `\n`.
    pub text: String,
    /// The id of the tracked change that inserted or struck it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
}

/// A cell of a table: tables are counted through the document, rows and columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LiveCell {
    /// Which table of the document.
    pub table: usize,
    /// Which row of the table.
    pub row: usize,
    /// Which column of the row.
    pub column: usize,
}

/// What a change did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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

/// The texts that blocks or runs come in.
///
/// A block is its id, heading, number, cell (`table row column`) and mark, each empty where absent, and its runs. Runs
/// are how many there are, and of each the fate and the change, each empty where absent, and the text.
#[derive(Debug)]
pub struct Told(std::vec::IntoIter<String>);

impl Told {
    /// The texts from the JSON of each, one after the other; nothing where it is no such thing.
    pub fn read(text: &str) -> Option<Told> {
        let mut reader = Reader::new(text);
        let mut texts = Vec::new();
        while !reader.is_done() {
            texts.push(reader.text().ok()?);
        }
        Some(Told(texts.into_iter()))
    }

    /// All blocks; nothing where these are none.
    pub fn blocks(mut self) -> Option<Vec<LiveBlock>> {
        let mut blocks = Vec::new();
        while self.0.len() > 0 {
            blocks.push(LiveBlock {
                id: self.0.next()?,
                heading: match self.some()? {
                    Some(level) => Some(level.parse().ok()?),
                    None => None,
                },
                number: self.some()?,
                cell: match self.some()? {
                    Some(cell) => Some(cell_of(&cell)?),
                    None => None,
                },
                mark: self.fate()?,
                runs: self.next_runs()?,
            });
        }
        Some(blocks)
    }

    /// The runs of a block; nothing where these are none.
    pub fn runs(mut self) -> Option<Vec<LiveRun>> {
        let runs = self.next_runs();
        runs.filter(|_| self.0.len() == 0)
    }

    fn next_runs(&mut self) -> Option<Vec<LiveRun>> {
        let count: usize = self.0.next()?.parse().ok()?;
        let mut runs = Vec::new();
        for _ in 0..count {
            runs.push(LiveRun {
                op: self.fate()?,
                change: self.some()?,
                text: self.0.next()?,
            });
        }
        Some(runs)
    }

    /// A text that may be absent.
    fn some(&mut self) -> Option<Option<String>> {
        let text = self.0.next()?;
        Some((!text.is_empty()).then_some(text))
    }

    fn fate(&mut self) -> Option<Option<Fate>> {
        Some(match self.0.next()?.as_str() {
            "" => None,
            "keep" => Some(Fate::Keep),
            "insert" => Some(Fate::Insert),
            "delete" => Some(Fate::Delete),
            _ => return None,
        })
    }
}

fn cell_of(text: &str) -> Option<LiveCell> {
    let mut numbers = text.split(' ').map(|number| number.parse().ok());
    let cell = LiveCell {
        table: numbers.next()??,
        row: numbers.next()??,
        column: numbers.next()??,
    };
    numbers.next().is_none().then_some(cell)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(texts: &[&str]) -> Told {
        let texts: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
        Told::read(&texts.join("\n")).expect("texts")
    }

    #[test]
    fn blocks_and_runs_are_read_from_texts() {
        let texts = [
            "a", "2", "1.", "0 1 2", "delete", "2", "", "", "x", "insert", "c", "y",
        ];
        let runs = vec![
            LiveRun {
                text: String::from("x"),
                ..LiveRun::default()
            },
            LiveRun {
                op: Some(Fate::Insert),
                text: String::from("y"),
                change: Some(String::from("c")),
            },
        ];
        let block = LiveBlock {
            id: String::from("a"),
            heading: Some(2),
            number: Some(String::from("1.")),
            cell: Some(LiveCell {
                table: 0,
                row: 1,
                column: 2,
            }),
            mark: Some(Fate::Delete),
            runs: runs.clone(),
        };
        assert_eq!(told(&texts).blocks(), Some(vec![block]));
        assert_eq!(told(&texts[5..]).runs(), Some(runs));
        assert_eq!(told(&[]).blocks(), Some(Vec::new()));
    }

    #[test]
    fn other_texts_are_no_blocks() {
        for texts in [
            &["a"][..],
            &["a", "h", "", "", "", "0"],
            &["a", "", "", "1 2", "", "0"],
            &["a", "", "", "", "struck", "0"],
            &["a", "", "", "", "", "1", "", ""],
            &["a", "", "", "", "", "0", "b"],
        ] {
            assert_eq!(told(texts).blocks(), None, "{texts:?}");
        }
        assert_eq!(told(&["0", "more"]).runs(), None);
        assert_eq!(told(&["many"]).runs(), None);
        assert!(Told::read("\"a\" b").is_none());
    }
}
