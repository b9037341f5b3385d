//! The report written: spans become UTF-16 once, here, and reasons become sentences.

mod people;
mod prose;
mod written;

use std::cell::RefCell;
use std::rc::Rc;

pub(crate) use written::Written;

use super::explain::{By, Rules};
use super::outside::Outside;
use super::parties::Labels;
use super::passages::Sided;
use super::verdict::{Case, Finding, Judged};
use crate::check::Options;
use crate::library::Library;
use crate::library::model::{Clause, PartySide, Position};
use crate::ordered::{Map, Set};
use crate::redline::{self, Document, Format, Op, Side};
use crate::report::{
    self, Counts, Decision, DocumentSummary, Edit, Explanation, Extent, FindingKind, LibraryName,
    Mode, Paper, PartyLabel, ReadValue, Reading, Report, SCHEMA, Suggestion, Unread,
};
use crate::text::{Lexicon, TokenKind};
use crate::value::{self, Value};

/// What a report is made of.
pub(crate) struct Parts<'r, 'p, 'a> {
    pub(crate) document: &'r Document,
    pub(crate) library: &'a Library,
    pub(crate) options: &'r Options,
    pub(crate) case: &'r Case<'p, 'a>,
    pub(crate) rules: &'r Rules<'r, 'a>,
    pub(crate) findings: &'r [Finding<'p>],
    pub(crate) mode: Mode,
    pub(crate) paper: Paper,
    pub(crate) extent: Extent,
    pub(crate) labels: &'r Labels,
    pub(crate) outside: &'r Outside<'a>,
    pub(crate) lexicon: &'r Lexicon<'a>,
    /// Counts what surrounds the passages: see [`written`].
    pub(crate) surroundings: u64,
}

/// More approvals than this go to the deal desk.
const DESK_APPROVALS: usize = 3;

/// The UTF-16 offsets of a block's bytes, built when first asked for.
#[derive(Default)]
struct Offsets {
    /// The length in bytes, and the offset of each byte; none where every character is one byte.
    blocks: RefCell<Map<usize, (usize, Vec<u32>)>>,
}

impl Offsets {
    fn utf16(&self, document: &Document, block: usize, byte: usize) -> usize {
        let mut blocks = self.blocks.borrow_mut();
        let (length, index) = blocks.entry(block).or_insert_with(|| {
            let Some(block) = document.blocks.get(block) else {
                return (0, Vec::new());
            };
            if block.runs.iter().all(|run| run.text.is_ascii()) {
                return (
                    block.runs.iter().map(|run| run.text.len()).sum(),
                    Vec::new(),
                );
            }
            let text = block.redline();
            let mut index = Vec::with_capacity(text.len() + 1);
            let mut units = 0u32;
            for character in text.chars() {
                index.extend(std::iter::repeat_n(units, character.len_utf8()));
                units += character.len_utf16() as u32;
            }
            index.push(units);
            (text.len(), index)
        });
        match index.last() {
            None => byte.min(*length),
            Some(last) => *index.get(byte).unwrap_or(last) as usize,
        }
    }
}

/// Writes the report, the findings beside it.
pub(crate) fn report(parts: &Parts<'_, '_, '_>) -> (Report, Vec<Rc<report::Finding>>) {
    let writer = Writer {
        parts,
        offsets: Offsets::default(),
    };
    let mut counters: Map<Option<usize>, usize> = Map::new();
    let findings: Vec<Rc<report::Finding>> = parts
        .findings
        .iter()
        .map(|finding| {
            let count = counters.entry(finding.clause).or_default();
            *count += 1;
            writer.written(finding, *count)
        })
        .collect();
    let clauses = writer.clauses(&findings);
    let mut counts = Counts::default();
    for clause in &clauses {
        let count = match clause.decision {
            Decision::Accept => &mut counts.accept,
            Decision::Approve => &mut counts.approve,
            Decision::LegalReview => &mut counts.legal_review,
            Decision::WalkAway => &mut counts.walk_away,
        };
        *count += 1;
    }
    let decision = clauses
        .iter()
        .map(|clause| clause.decision)
        .max()
        .unwrap_or_default();
    let desk = if counts.walk_away > 0 {
        Some(String::from("a clause is beyond its walk-away point"))
    } else if counts.approve > DESK_APPROVALS {
        Some(format!(
            "{} clauses need approval, more than {DESK_APPROVALS}",
            counts.approve
        ))
    } else {
        None
    };
    let report = Report {
        schema: SCHEMA,
        library: LibraryName {
            name: parts.library.name.clone(),
            version: parts.library.version.clone(),
            hash: parts.library.hash.clone(),
        },
        document: writer.document(),
        used: parts.outside.used(),
        decision,
        desk,
        counts,
        approvals: writer.approvals(&clauses),
        clauses,
        findings: Vec::new(),
        unread: writer.unread(),
        problems: writer.problems(),
    };
    (report, findings)
}

struct Writer<'r, 'p, 'a> {
    parts: &'r Parts<'r, 'p, 'a>,
    offsets: Offsets,
}

impl<'a> Writer<'_, '_, 'a> {
    fn clause(&self, clause: Option<usize>) -> Option<&'a Clause> {
        self.parts.library.clauses.get(clause?)
    }

    fn block_id(&self, block: usize) -> String {
        self.parts
            .document
            .blocks
            .get(block)
            .map(|block| block.id.clone())
            .unwrap_or_default()
    }

    fn span(&self, span: &redline::Span) -> report::Span {
        let utf16 = |byte| self.offsets.utf16(self.parts.document, span.block, byte);
        report::Span {
            block: self.block_id(span.block),
            start: utf16(span.range.start),
            end: utf16(span.range.end),
        }
    }

    fn sided(&self, side: Side, passage: usize) -> Option<&Sided> {
        let passage = self.parts.case.passages.get(passage)?;
        Some(match side {
            Side::Original => passage.original(),
            Side::Final => &passage.revised,
        })
    }

    /// The words of a range of tokens as they stand.
    fn words(&self, side: Side, passage: usize, tokens: &std::ops::Range<usize>) -> String {
        let Some(sided) = self.sided(side, passage) else {
            return String::new();
        };
        String::from(
            sided
                .text
                .text
                .get(sided.analysis.bytes(tokens))
                .unwrap_or_default()
                .trim(),
        )
    }

    fn spans_of(
        &self,
        side: Side,
        passage: usize,
        tokens: &std::ops::Range<usize>,
    ) -> Vec<redline::Span> {
        let Some(sided) = self.sided(side, passage) else {
            return Vec::new();
        };
        let bytes = sided.analysis.bytes(tokens);
        sided.text.spans(&bytes, self.first_block(passage))
    }

    fn first_block(&self, passage: usize) -> usize {
        let passage = self.parts.case.passages.get(passage);
        passage.map_or(0, |passage| passage.chain.blocks.start)
    }

    /// All of a chain, one span a block.
    fn chain_spans(&self, chain: usize) -> Vec<report::Span> {
        let Some(passage) = self.parts.case.passages.get(chain) else {
            return Vec::new();
        };
        passage
            .chain
            .blocks
            .clone()
            .filter_map(|block| {
                let runs = &self.parts.document.blocks.get(block)?.runs;
                let length = runs.iter().map(|run| run.text.len()).sum();
                Some(self.span(&redline::Span {
                    block,
                    range: 0..length,
                }))
            })
            .filter(|span| span.end > span.start)
            .collect()
    }

    fn document(&self) -> DocumentSummary {
        let parts = self.parts;
        let document = parts.document;
        let runs = |op: Op| {
            let mut count = 0;
            for block in &document.blocks {
                let mut before = Op::Keep;
                for run in block.runs.iter().filter(|run| !run.text.is_empty()) {
                    count += usize::from(run.op == op && before != op);
                    before = run.op;
                }
            }
            count
        };
        let own = parts
            .case
            .passages
            .get(..parts.case.own)
            .unwrap_or_default();
        let words = own
            .iter()
            .flat_map(|passage| passage.revised.analysis.tokens.iter())
            .filter(|token| token.kind != TokenKind::Sign)
            .count();
        let redline = matches!(parts.mode, Mode::Redline | Mode::Compare);
        let settled = if redline {
            own.iter()
                .enumerate()
                .filter(|(index, passage)| {
                    !passage.chain.changed
                        && !passage.heading
                        && !passage.revised.analysis.tokens.is_empty()
                        && !parts.case.untracked.contains(index)
                })
                .count()
        } else {
            0
        };
        let mut authors: Vec<String> = Vec::new();
        for author in document
            .changes
            .iter()
            .filter_map(|change| change.author.as_ref())
        {
            if !authors.contains(author) {
                authors.push(author.clone());
            }
        }
        DocumentSummary {
            format: match document.format {
                Format::Docx => "docx",
                Format::Html => "html",
                Format::Markdown => "markdown",
                Format::Text => "text",
            },
            mode: parts.mode,
            paper: parts.paper,
            extent: parts.extent,
            words,
            insertions: runs(Op::Insert),
            deletions: runs(Op::Delete),
            settled,
            authors,
            parties: parts
                .labels
                .used
                .iter()
                .map(|label| PartyLabel {
                    label: label.text.clone(),
                    side: label.side_name(),
                })
                .collect(),
            changes: report::changes(document),
            blocks: parts
                .options
                .with_blocks
                .then(|| report::blocks(document, &[])),
        }
    }

    fn finding(&self, finding: &Finding<'_>, count: usize) -> report::Finding {
        let data = self.clause(finding.clause);
        let id = data.map_or("-", |clause| clause.id.as_str());
        let row = |index: Option<usize>| index.and_then(|index| data?.matrix.rows.get(index));
        let role = match finding.decision {
            Decision::Approve | Decision::WalkAway => row(finding.row).map(|row| row.role.clone()),
            Decision::Accept | Decision::LegalReview => None,
        };
        let missing = finding.kind == FindingKind::Missing;
        let text = |side: Side| {
            if missing {
                return String::new();
            }
            self.sided(side, finding.chain)
                .map(|sided| String::from(sided.text.text.trim()))
                .unwrap_or_default()
        };
        let (original, revised) = match self.parts.mode {
            Mode::ThirdParty => (String::new(), text(Side::Final)),
            Mode::Ours => (self.language_text(finding), text(Side::Final)),
            Mode::Redline | Mode::Compare if finding.kind == FindingKind::Untracked => {
                (self.language_text(finding), text(Side::Final))
            }
            Mode::Redline | Mode::Compare => (text(Side::Original), text(Side::Final)),
        };
        let suggestion = data
            .filter(|_| finding.decision > Decision::Accept)
            .and_then(|clause| self.suggestion(clause, finding));
        report::Finding {
            id: format!("{id}/{count}"),
            clause: data.map(|clause| clause.id.clone()),
            kind: finding.kind,
            decision: finding.decision,
            was: row(finding.was).map(|row| row.name.clone()),
            position: row(finding.row).map(|row| row.name.clone()),
            role,
            spans: if missing {
                Vec::new()
            } else {
                self.chain_spans(finding.chain)
            },
            print: print(id, &revised),
            original,
            revised,
            edits: finding
                .changes
                .iter()
                .filter_map(|(index, explained)| {
                    self.edit(*index, &explained.by, explained.unexplained.is_empty())
                })
                .collect(),
            readings: finding
                .readings
                .iter()
                .map(|reading| self.reading(data, reading))
                .collect(),
            reasons: finding
                .reasons
                .iter()
                .filter(|reason| self.is_telling(finding, reason))
                .map(|reason| self.reason(finding, reason))
                .collect(),
            suggestion,
            say: data
                .filter(|_| finding.decision > Decision::Accept)
                .and_then(|clause| clause.say.clone()),
        }
    }

    /// The approved language in whose place a finding's sentences stand.
    fn language_text(&self, finding: &Finding<'_>) -> String {
        let texts: Vec<&str> = self
            .parts
            .case
            .origins
            .replaced
            .range((finding.chain, 0)..(finding.chain + 1, 0))
            .filter_map(|(_, language)| self.parts.case.passages.get((*language)?))
            .map(|passage| passage.original().text.text.trim())
            .collect();
        texts.join(" ")
    }

    fn edit(&self, index: usize, by: &[By], is_explained: bool) -> Option<Edit> {
        let change = self.parts.case.changes.changes.get(index)?;
        let rules = self.parts.rules;
        let (old_tokens, new_tokens) = (
            rules.tokens(Side::Original, &change.old),
            rules.tokens(Side::Final, &change.new),
        );
        let old = self.words(Side::Original, change.old.chain, &old_tokens);
        let new = self.words(Side::Final, change.new.chain, &new_tokens);
        let moved = change.equal
            && change.old.chain != change.new.chain
            && change.old.chain < self.parts.case.own;
        let op = match (old.is_empty(), new.is_empty()) {
            _ if moved => "move",
            (true, _) => "insert",
            (_, true) => "delete",
            _ => "replace",
        };
        let mut spans = self.spans_of(Side::Final, change.new.chain, &new_tokens);
        if change.old.chain < self.parts.case.own {
            spans.extend(self.spans_of(Side::Original, change.old.chain, &old_tokens));
        }
        let block = spans.first()?.block;
        let start = spans
            .iter()
            .filter(|span| span.block == block)
            .map(|span| span.range.start)
            .min()?;
        let end = spans
            .iter()
            .filter(|span| span.block == block)
            .map(|span| span.range.end)
            .max()?;
        let mut changes = Set::new();
        for (side, stretch, tokens) in [
            (Side::Original, &change.old, &old_tokens),
            (Side::Final, &change.new, &new_tokens),
        ] {
            if let Some(sided) = self.sided(side, stretch.chain) {
                let bytes = sided.analysis.bytes(tokens);
                let first = self.first_block(stretch.chain);
                changes.extend(sided.text.pieces_in(&bytes).filter_map(|piece| {
                    let block = self.parts.document.blocks.get(first + piece.block)?;
                    block.runs.get(piece.run)?.change
                }));
            }
        }
        let changes = changes
            .into_iter()
            .filter_map(|index| self.parts.document.changes.get(index))
            .map(|change| change.id.clone())
            .collect();
        let explained_by = by
            .iter()
            .max_by_key(|by| rank(by))
            .filter(|_| is_explained)
            .map(|by| self.explanation(by));
        Some(Edit {
            op,
            old,
            new,
            span: self.span(&redline::Span {
                block,
                range: start..end,
            }),
            changes,
            explained_by,
        })
    }

    fn explanation(&self, by: &By) -> Explanation {
        let title = |clause: usize| {
            self.clause(Some(clause))
                .map_or("", |clause| clause.title.as_str())
        };
        match by {
            By::Reading(clause, term) => {
                let name = term
                    .and_then(|term| self.clause(Some(*clause))?.terms.get(term))
                    .map(|term| term.name.as_str());
                let text = match name {
                    Some(name) => format!("{}: {name}", title(*clause)),
                    None => format!("{}: that the clause is there", title(*clause)),
                };
                Explanation {
                    by: "reading",
                    text,
                }
            }
            By::Language(clause, row) => {
                let name = self
                    .clause(Some(*clause))
                    .and_then(|clause| clause.matrix.rows.get(*row))
                    .map_or("", |row| row.name.as_str());
                Explanation {
                    by: "language",
                    text: format!("{}: the language of {name}", title(*clause)),
                }
            }
            By::Equivalence(text) => Explanation {
                by: "equivalence",
                text: String::from(*text),
            },
            By::Known(clause) => Explanation {
                by: "known",
                text: format!(
                    "{}: a known word beside a value that was read",
                    title(*clause)
                ),
            },
            By::Struck(clause) => Explanation {
                by: "struck",
                text: format!("{}: struck with the clause", title(*clause)),
            },
        }
    }

    fn reading(&self, clause: Option<&Clause>, reading: &Judged<'_>) -> Reading {
        let term = reading.term.and_then(|term| clause?.terms.get(term));
        let unit = term.and_then(|term| term.unit.as_deref());
        let value = |side: Side, passage: usize, read: &super::readings::Read| {
            let extent = read.extent();
            let span = self
                .spans_of(side, passage, &extent)
                .first()
                .map(|span| self.span(span));
            let (value, unit) = json(&read.value, unit);
            ReadValue {
                text: self.words(side, passage, &extent),
                value,
                unit,
                span,
            }
        };
        let original = reading
            .original
            .map(|(passage, read)| value(Side::Original, passage, read));
        let revised = reading
            .revised
            .map(|read| value(Side::Final, reading.chain, read));
        let row = reading.row.and_then(|row| clause?.matrix.rows.get(row));
        let column = clause.and_then(|clause| super::cells::column_of(clause, reading.term));
        Reading {
            term: term.map_or_else(|| String::from("clause"), |term| term.name.clone()),
            original,
            revised,
            row: row.map(|row| row.name.clone()),
            cell: row
                .and_then(|row| row.cells.get(column?))
                .map(|cell| cell.text.clone()),
            decision: row.map(super::cells::decision),
            judged: reading.judged,
        }
    }

    fn suggestion(&self, clause: &Clause, finding: &Finding<'_>) -> Option<Suggestion> {
        // What was settled on a fallback is offered again; else the standard.
        let settled = finding
            .was
            .and_then(|row| clause.matrix.rows.get(row))
            .filter(|row| matches!(row.position, Position::Fallback(_)));
        let language = settled
            .and_then(|row| {
                clause
                    .language
                    .iter()
                    .find(|language| language.row == row.name)
            })
            .or_else(|| {
                clause.language.iter().find(|language| {
                    clause
                        .matrix
                        .rows
                        .first()
                        .is_some_and(|row| row.name == language.row)
                })
            })?;
        let mut text = language.text.clone();
        for (placeholder, side) in crate::library::PLACEHOLDERS {
            let label = self.parts.labels.of(side).unwrap_or(match side {
                PartySide::Customer => "Customer",
                _ => "Vendor",
            });
            text = text.replace(&format!("{{{placeholder}}}"), label);
        }
        let replaces = if finding.kind == FindingKind::Missing {
            Vec::new()
        } else {
            self.chain_spans(finding.chain)
        };
        Some(Suggestion {
            position: language.row.clone(),
            text,
            replaces,
        })
    }

    /// On third-party paper: the passages that no clause claims.
    fn unread(&self) -> Vec<Unread> {
        if self.parts.mode != Mode::ThirdParty {
            return Vec::new();
        }
        let own = self
            .parts
            .case
            .passages
            .get(..self.parts.case.own)
            .unwrap_or_default();
        let mut unread = Vec::new();
        for (chain, passage) in own.iter().enumerate() {
            let claimed = passage
                .revised
                .readings
                .claims
                .iter()
                .any(|claims| !claims.is_empty());
            if passage.heading || claimed || passage.revised.analysis.tokens.is_empty() {
                continue;
            }
            for span in self.chain_spans(chain) {
                unread.push(Unread {
                    span,
                    why: String::from("no clause of the library recognises this passage"),
                });
            }
        }
        unread
    }

    fn problems(&self) -> Vec<report::Problem> {
        let mut problems: Vec<report::Problem> = self
            .parts
            .document
            .problems
            .iter()
            .map(|problem| report::Problem {
                message: problem.message.clone(),
                span: problem.span.as_ref().map(|span| self.span(span)),
            })
            .collect();
        for label in self
            .parts
            .labels
            .used
            .iter()
            .filter(|label| label.side.is_none())
        {
            problems.push(report::Problem {
                message: format!(
                    "it is not clear which party \"{}\" is; what depends on it was left to legal review",
                    label.text
                ),
                span: None,
            });
        }
        problems
    }
}

fn rank(by: &By) -> u8 {
    match by {
        By::Equivalence(_) => 0,
        By::Known(_) => 1,
        By::Struck(_) => 2,
        By::Language(..) => 3,
        By::Reading(..) => 4,
    }
}

fn json(value: &Value, unit: Option<&str>) -> (serde_json::Value, Option<String>) {
    match value {
        Value::Quantity { amount, kind } => {
            let (amount, unit) = value::in_unit(*amount, *kind, unit);
            let rounded = (amount * 1e6).round() / 1e6;
            let whole = rounded.fract() == 0.0 && rounded.abs() < 9e15;
            let number = if whole {
                serde_json::Number::from(rounded as i64)
            } else {
                serde_json::Number::from_f64(rounded).unwrap_or_else(|| 0.into())
            };
            (serde_json::Value::Number(number), unit)
        }
        Value::Unknown(why) => (serde_json::Value::String(format!("unknown: {why}")), None),
        other => (serde_json::Value::String(other.to_string()), None),
    }
}

/// A hash of the clause and its final words (FNV-1a, 64 bits): the same words give the same print in any round.
fn print(clause: &str, revised: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash ^= u64::from(byte);
            hash = hash.wrapping_mul(0x0100_0000_01b3);
        }
    };
    add(clause);
    crate::text::words(revised)
        .iter()
        .for_each(|word| add(word));
    format!("{hash:016x}")
}
