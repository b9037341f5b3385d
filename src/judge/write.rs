//! The report written: spans become UTF-16 once, here, and reasons become sentences.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::explain::{By, Explained, Rules};
use super::outside::Outside;
use super::parties::Labels;
use super::passages::Sided;
use super::verdict::{Case, Finding, Judged, Reason};
use crate::check::Options;
use crate::library::model::{Clause, Column, PartySide, Position, Role};
use crate::library::{Library, Weight};
use crate::redline::{self, Document, Format, Op, Side};
use crate::report::{
    self, Approval, ClauseVerdict, Counts, Decision, DocumentSummary, Edit, Explanation, Extent,
    FindingKind, LibraryName, Mode, Paper, PartyLabel, ReadValue, Reading, Report, SCHEMA,
    Suggestion, Unread,
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
}

/// More approvals than this go to the deal desk.
const DESK_APPROVALS: usize = 3;

/// The UTF-16 offsets of a block's bytes, built when first asked for.
#[derive(Default)]
struct Offsets {
    blocks: RefCell<BTreeMap<usize, Vec<u32>>>,
}

impl Offsets {
    fn utf16(&self, document: &Document, block: usize, byte: usize) -> usize {
        let mut blocks = self.blocks.borrow_mut();
        let index = blocks.entry(block).or_insert_with(|| {
            let text = document
                .blocks
                .get(block)
                .map(redline::Block::redline)
                .unwrap_or_default();
            let mut index = Vec::with_capacity(text.len() + 1);
            let mut units = 0u32;
            for character in text.chars() {
                index.extend(std::iter::repeat_n(units, character.len_utf8()));
                units += character.len_utf16() as u32;
            }
            index.push(units);
            index
        });
        index.get(byte).or(index.last()).copied().unwrap_or(0) as usize
    }
}

/// Writes the report.
pub(crate) fn report(parts: &Parts<'_, '_, '_>) -> Report {
    let writer = Writer {
        parts,
        offsets: Offsets::default(),
    };
    let mut counters: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let findings: Vec<report::Finding> = parts
        .findings
        .iter()
        .map(|finding| {
            let count = counters.entry(finding.clause).or_default();
            *count += 1;
            writer.finding(finding, *count)
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
    Report {
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
        findings,
        unread: writer.unread(),
        problems: writer.problems(),
    }
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
        sided.text.spans(&sided.analysis.bytes(tokens))
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
                let length = self.parts.document.blocks.get(block)?.redline().len();
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
            .flat_map(|passage| &passage.revised.analysis.tokens)
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

    fn clauses(&self, findings: &[report::Finding]) -> Vec<ClauseVerdict> {
        let mut verdicts: Vec<ClauseVerdict> = Vec::new();
        for (finding, source) in findings.iter().zip(self.parts.findings) {
            let data = self.clause(source.clause);
            let row_of = |name: &Option<String>| {
                name.as_ref()
                    .and_then(|name| data?.matrix.rows.iter().position(|row| row.name == *name))
            };
            match verdicts
                .iter_mut()
                .find(|verdict| verdict.id == finding.clause)
            {
                None => verdicts.push(ClauseVerdict {
                    id: finding.clause.clone(),
                    title: data.map_or_else(
                        || String::from("Passages of no clause"),
                        |clause| clause.title.clone(),
                    ),
                    risk: data.map_or("high", |clause| clause.risk.name()),
                    decision: finding.decision,
                    was: finding.was.clone(),
                    position: finding.position.clone(),
                    role: finding.role.clone(),
                    findings: vec![finding.id.clone()],
                }),
                Some(verdict) => {
                    verdict.findings.push(finding.id.clone());
                    // Of equal ones the later row's role is named, the executive first.
                    let rank = |decision: Decision,
                                position: &Option<String>,
                                role: &Option<String>| {
                        let executive = role.as_deref().is_some_and(|role| self.is_executive(role));
                        (decision, executive, row_of(position))
                    };
                    let worse = rank(finding.decision, &finding.position, &finding.role)
                        > rank(verdict.decision, &verdict.position, &verdict.role);
                    if worse {
                        verdict.decision = finding.decision;
                        verdict.position = finding.position.clone();
                        verdict.role = finding.role.clone();
                    }
                    if row_of(&finding.was) > row_of(&verdict.was) {
                        verdict.was = finding.was.clone();
                    }
                }
            }
        }
        verdicts
    }

    fn is_executive(&self, role: &str) -> bool {
        self.role(role)
            .is_some_and(|role| role.escalates_to.is_none())
    }

    fn role(&self, name: &str) -> Option<&'a Role> {
        self.parts
            .library
            .lists
            .roles
            .iter()
            .find(|role| role.name == name)
    }

    /// Each role once, with its clauses and whom it escalates to.
    fn approvals(&self, clauses: &[ClauseVerdict]) -> Vec<Approval> {
        let mut approvals: Vec<Approval> = Vec::new();
        for verdict in clauses {
            let role = match verdict.decision {
                Decision::Accept => continue,
                Decision::LegalReview => Some("legal"),
                Decision::Approve | Decision::WalkAway => verdict.role.as_deref(),
            };
            let Some(role) = role else { continue };
            let clause = verdict.id.clone().unwrap_or_else(|| String::from("-"));
            if let Some(approval) = approvals.iter_mut().find(|approval| approval.role == role) {
                approval.clauses.push(clause);
                continue;
            }
            let data = self.role(role);
            let mut escalates_to = Vec::new();
            let mut next = data.and_then(|role| role.escalates_to.clone());
            while let Some(name) = next {
                // A circle in roles.md is the lint's to report; it shall not hang a check.
                if escalates_to.contains(&name) {
                    break;
                }
                next = self.role(&name).and_then(|role| role.escalates_to.clone());
                escalates_to.push(name);
            }
            approvals.push(Approval {
                role: String::from(role),
                function: data.map(|role| role.function.clone()).unwrap_or_default(),
                contact: data.and_then(|role| role.contact.clone()),
                reply_within: data.and_then(|role| role.reply_within.clone()),
                clauses: vec![clause],
                escalates_to,
            });
        }
        approvals
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
        let mut changes = BTreeSet::new();
        for (side, stretch, tokens) in [
            (Side::Original, &change.old, &old_tokens),
            (Side::Final, &change.new, &new_tokens),
        ] {
            if let Some(sided) = self.sided(side, stretch.chain) {
                let bytes = sided.analysis.bytes(tokens);
                changes.extend(
                    sided
                        .text
                        .pieces_in(&bytes)
                        .filter_map(|piece| piece.change),
                );
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

    /// Whether a reason says why: what is fine is not told beside what is not, nor that fine silence is fine.
    fn is_telling(&self, finding: &Finding<'_>, reason: &Reason) -> bool {
        let Reason::OnRow(reading, on) = reason else {
            return true;
        };
        let fine = self
            .clause(finding.clause)
            .and_then(|clause| clause.matrix.rows.get(*on))
            .is_some_and(|row| super::cells::decision(row) == Decision::Accept);
        let silent = finding.readings.get(*reading).is_some_and(|reading| {
            reading.revised.is_none() && reading.original.is_none() && reading.term.is_some()
        });
        !fine || (finding.decision == Decision::Accept && !silent)
    }

    fn reason(&self, finding: &Finding<'_>, reason: &Reason) -> String {
        let data = self.clause(finding.clause);
        let row = |index: usize| data.and_then(|clause| clause.matrix.rows.get(index));
        match reason {
            Reason::OnRow(reading, on) => {
                let Some((reading, on)) = finding.readings.get(*reading).zip(row(*on)) else {
                    return String::new();
                };
                let cell = data
                    .and_then(|clause| on.cells.get(super::cells::column_of(clause, reading.term)?))
                    .map_or("", |cell| cell.text.as_str());
                format!(
                    "{}: {} holds {cell}{}.{}",
                    self.said(data, reading),
                    on.name,
                    self.decides(&on.role, on.position),
                    self.shut(data, reading)
                )
            }
            Reason::OffMatrix(reading) => match finding.readings.get(*reading) {
                Some(reading) => match &reading.value {
                    Value::Unknown(why) => format!(
                        "{}: {why}, so legal must read it.",
                        self.said(data, reading)
                    ),
                    _ => format!(
                        "{}: no position of the matrix holds that.",
                        self.said(data, reading)
                    ),
                },
                None => String::new(),
            },
            Reason::WalkAway(on) => {
                let asks = data
                    .zip(row(*on))
                    .map(|(clause, row)| asks(clause, &row.cells))
                    .unwrap_or_default();
                let role = row(*on).map_or_else(String::new, |row| role_words(&row.role));
                format!(
                    "This is beyond the walk-away point ({asks}): do not agree to it; it goes to {role}."
                )
            }
            Reason::Unexplained(index) => self.unexplained(finding, *index),
            Reason::Immaterial => {
                String::from("Only the form changed: nothing here changes the meaning or a value.")
            }
            Reason::OwnLanguage(on) => {
                let name = row(*on).map_or("", |row| row.name.as_str());
                format!("The wording is the library's own for {name}.")
            }
            Reason::Weighty(token) => {
                let words = self.words(Side::Final, finding.chain, &(*token..*token + 1));
                format!(
                    "\"{words}\" matters wherever it stands, and no position's reading holds it."
                )
            }
            Reason::NotOurWords => {
                String::from("This clause is judged by its wording, and the wording is not ours.")
            }
            Reason::NothingRead => String::from(
                "The passage is about this clause, and none of its terms could be read.",
            ),
            Reason::Disguise(character, hidden) => {
                let what = if *hidden {
                    "A hidden character"
                } else {
                    "A character that only looks like a Latin letter"
                };
                format!(
                    "{what} (U+{:04X}) stands in the text; it was read as if it did not.",
                    u32::from(*character)
                )
            }
            Reason::Missing => String::from("The contract says nothing about this."),
            Reason::NoClause if finding.kind == FindingKind::Unread => String::from(
                "No clause of the library recognises anything in this text, so nothing was judged.",
            ),
            Reason::NoClause => String::from(
                "No clause of the library covers this passage, so legal must read the change.",
            ),
            Reason::Moved => String::from("The passage only moved."),
            Reason::Untracked => {
                String::from("This differs from approved wording, and no tracked change says so.")
            }
        }
    }

    /// The better row that would hold a value if a value of the deal were given.
    fn shut(&self, clause: Option<&Clause>, reading: &Judged<'_>) -> String {
        let ground = self.parts.case.ground;
        let found = clause.and_then(|clause| {
            let column = super::cells::column_of(clause, reading.term)?;
            let rows = clause.matrix.rows.get(..reading.row?)?;
            rows.iter().find_map(|row| {
                let fits = row.cells.get(column).is_some_and(|cell| {
                    ground.fits(cell, &reading.value, std::slice::from_ref(&reading.value))
                });
                let mut asked = clause.matrix.columns.iter().zip(&row.cells);
                let (name, cell) = asked.find_map(|(column, cell)| match column {
                    Column::Deal(name)
                        if !cell.tests.is_empty() && self.parts.outside.deal(name).is_none() =>
                    {
                        Some((name, cell))
                    }
                    _ => None,
                })?;
                let better = super::cells::decision(row) < Decision::LegalReview;
                (fits && better)
                    .then(|| (name.replace('_', " "), cell.text.clone(), row.name.clone()))
            })
        });
        match found {
            Some((name, cell, row)) => {
                format!(" With the deal's {name} given, and {cell}, {row} would hold it.")
            }
            None => String::new(),
        }
    }

    fn decides(&self, role: &str, position: Position) -> String {
        match (role, position) {
            (_, Position::WalkAway) => String::new(),
            ("seller", _) => String::from(", which the seller may accept"),
            ("legal", _) => String::from(", which legal must review"),
            (role, _) => format!(", which {} must approve", role_words(role)),
        }
    }

    /// "days to pay, 30 days before, is 60 days"
    fn said(&self, clause: Option<&Clause>, reading: &Judged<'_>) -> String {
        let term = reading.term.and_then(|term| clause?.terms.get(term));
        let unit = term.and_then(|term| term.unit.as_deref());
        let Some(term) = term else {
            return match (&reading.value, reading.original.is_some()) {
                (Value::Absent, true) => String::from("The clause is gone"),
                (Value::Absent, false) => String::from("The text rules it out"),
                _ => String::from("The clause is there"),
            };
        };
        let name = capital(&term.name);
        let now = match &reading.value {
            Value::Unknown(_) => String::from("is unclear"),
            Value::Absent => String::from("is no longer said"),
            value => format!("is {}", show(value, unit)),
        };
        match reading.original {
            Some((_, read)) if read.value != reading.value => {
                format!("{name} {now}, and was {}", show(&read.value, unit))
            }
            None if reading.value == Value::Absent => format!("{name} is not said"),
            _ => format!("{name} {now}"),
        }
    }

    fn unexplained(&self, finding: &Finding<'_>, index: usize) -> String {
        let Some(change) = self.parts.case.changes.changes.get(index) else {
            return String::new();
        };
        let rules = self.parts.rules;
        let old = self.words(
            Side::Original,
            change.old.chain,
            &rules.tokens(Side::Original, &change.old),
        );
        let new = self.words(
            Side::Final,
            change.new.chain,
            &rules.tokens(Side::Final, &change.new),
        );
        let what = match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("\"{}\" was added", short(&new)),
            (_, true) => format!("\"{}\" was struck", short(&old)),
            _ => format!("\"{}\" became \"{}\"", short(&old), short(&new)),
        };
        let explained = finding
            .changes
            .iter()
            .find(|(at, _)| *at == index)
            .map(|(_, explained)| explained);
        let weighty = explained.and_then(|explained| {
            explained
                .unexplained
                .iter()
                .find_map(|(side, passage, token)| {
                    let sided = self.sided(*side, *passage)?;
                    let weight = sided.analysis.weights.get(*token).copied().flatten()?;
                    let word = sided
                        .analysis
                        .tokens
                        .get(*token)
                        .map(|token| self.parts.lexicon.name(token.sym))?;
                    Some((weight, word))
                })
        });
        match weighty {
            Some((Weight::Negation, word)) => {
                format!("{what}: \"{word}\" negates, and no rule explains it.")
            }
            Some((Weight::Exception, word)) => format!(
                "{what}: \"{word}\" makes a condition or an exception, and no rule explains it."
            ),
            Some((Weight::Other, word)) => {
                format!("{what}: \"{word}\" always matters, and no rule explains it.")
            }
            None => match explained.map(|explained| self.words_left(explained)) {
                Some(words) if !words.is_empty() => format!("{what}: no rule explains {words}."),
                _ => format!("{what}: no rule explains it."),
            },
        }
    }

    /// The words of a change that no rule explains, where others of it are explained and these are few.
    fn words_left(&self, explained: &Explained) -> String {
        const MOST: usize = 6;
        let mut words: Vec<String> = Vec::new();
        for (side, passage, token) in &explained.unexplained {
            let word = format!("\"{}\"", self.words(*side, *passage, &(*token..*token + 1)));
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if explained.by.is_empty() || words.len() > MOST {
            String::new()
        } else {
            words.join(", ")
        }
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

/// The cells of a row that ask something: "days to pay > 90 days".
fn asks(clause: &Clause, cells: &[crate::library::model::Cell]) -> String {
    let asked: Vec<String> = clause
        .matrix
        .columns
        .iter()
        .zip(cells)
        .filter(|(_, cell)| !cell.tests.is_empty())
        .map(|(column, cell)| match column {
            Column::Clause => format!("the clause {}", cell.text),
            Column::Term(term) => {
                let name = clause
                    .terms
                    .get(*term)
                    .map_or("", |term| term.name.as_str());
                format!("{name} {}", cell.text)
            }
            Column::Deal(name) => format!("{name} {}", cell.text),
        })
        .collect();
    asked.join(", ")
}

fn show(value: &Value, unit: Option<&str>) -> String {
    match value {
        Value::Quantity { amount, kind } => {
            let (amount, unit) = value::in_unit(*amount, *kind, unit);
            match unit.as_deref() {
                None => value::plain(amount),
                Some("x") => format!("{}x", value::plain(amount)),
                Some(unit) => format!("{} {unit}", value::plain(amount)),
            }
        }
        other => other.to_string(),
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

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

/// A role in a sentence: a function by its name, a person's office with its article, an abbreviation in capitals.
fn role_words(role: &str) -> String {
    match role {
        _ if role.len() <= 3 => format!("the {}", role.to_uppercase()),
        _ if role.contains('-') => format!("the {}", role.replace('-', " ")),
        _ => String::from(role),
    }
}

/// Enough of a text to recognise it by.
fn short(text: &str) -> String {
    const MOST: usize = 160;
    if text.chars().count() <= MOST {
        return text.replace('\n', " ");
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{}…", start.trim_end().replace('\n', " "))
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
