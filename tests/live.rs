//! A document that is edited gives after each edit, byte for byte, the report that a check from scratch gives; and what
//! is told of it as news adds up to that report.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails so")]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use clausecheck::library::Library;
use clausecheck::live::{EditError, Fate, LiveBlock, LiveCell, LiveRun};
use clausecheck::redline::{self, Format, Op};
use clausecheck::report::Paper;
use clausecheck::{Live, Options, judge};
use proptest::prelude::*;
use serde_json::Value;

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let clauses = Path::new(env!("CARGO_MANIFEST_DIR")).join("clauses");
        Library::load(&support::files(&clauses)).0
    })
}

/// What reaches beyond its own paragraph: headings, labels, a date of effect, definitions, text that moved.
const FAR: [&str; 16] = [
    "## Confidentiality",
    "## Payment terms",
    "## Limitation of liability",
    "This Agreement is made between Acme Ltd (\"Bidder\") and Beta GmbH (the \"Recipient\").",
    "Bidder shall pay each invoice within sixty days.",
    "The {--Client--}{++Bidder++} shall pay each invoice within 30 days after its date.",
    "This Agreement takes effect on 2 March 2026.",
    "This Agreement takes effect on {--2 March 2026--}{++5 May 2027++}.",
    "The initial term ends on 1 March 2029.",
    "\"Fees\" means {--the fees paid in twelve months--}{++the fees paid in three months++}.",
    "Vendor's total liability is limited to the Fees.",
    "{--Licensor may suspend the Services on ten days' notice where a sum is overdue and unpaid.--}",
    "{++Licensor may suspend the Services on ten days' notice where a sum is overdue and unpaid.++}",
    "We shall defend you against claims of third parties.",
    "Zahlung: p\u{430}yment within {++ninety++}{--30--} days \u{1f600} net.",
    "Credit: 10 %",
];

/// Paragraphs to make documents and edits of: those of the library's examples and language, and the above.
fn paragraphs() -> &'static [LiveBlock] {
    static PARAGRAPHS: OnceLock<Vec<LiveBlock>> = OnceLock::new();
    PARAGRAPHS.get_or_init(|| {
        let clauses = &library().clauses;
        let examples = clauses
            .iter()
            .flat_map(|clause| clause.examples.iter().map(|example| example.text.as_str()));
        let language = clauses
            .iter()
            .flat_map(|clause| clause.language.iter().map(|own| own.text.as_str()));
        let all = examples
            .chain(language)
            .chain(FAR.into_iter().cycle().take(160));
        all.flat_map(|text| {
            let text = text
                .replace("{vendor}", "Vendor")
                .replace("{customer}", "Customer");
            let document = redline::read(text.as_bytes(), Some(Format::Markdown)).expect("text");
            let blocks = document.blocks.into_iter();
            blocks.map(|block| LiveBlock {
                runs: block.runs.iter().map(run).collect(),
                heading: block.heading,
                mark: Some(fate(block.mark)),
                ..LiveBlock::default()
            })
        })
        .collect()
    })
}

fn run(run: &redline::Run) -> LiveRun {
    LiveRun {
        op: Some(fate(run.op)),
        text: run.text.clone(),
        change: run.change.map(|change| format!("c{change}")),
    }
}

fn fate(op: Op) -> Fate {
    match op {
        Op::Keep => Fate::Keep,
        Op::Insert => Fate::Insert,
        Op::Delete => Fate::Delete,
    }
}

/// An edit, in numbers that each document makes its own sense of.
#[derive(Clone, Debug)]
struct Edit {
    kind: u8,
    block: usize,
    run: usize,
    paragraph: usize,
}

fn edit() -> impl Strategy<Value = Edit> {
    (0..12_u8, any::<usize>(), any::<usize>(), any::<usize>()).prop_map(
        |(kind, block, run, paragraph)| Edit {
            kind,
            block,
            run,
            paragraph,
        },
    )
}

/// Makes an edit, of the open document and of the blocks beside it.
fn make(edit: &Edit, live: &mut Live, blocks: &mut Vec<LiveBlock>, made: &mut usize) {
    let paragraph = &paragraphs()[edit.paragraph % paragraphs().len()];
    let at = edit.block % (blocks.len() + 1);
    if edit.kind < 3 || at == blocks.len() {
        // Blocks come, one or two, or go.
        let remove = match edit.kind {
            0 => usize::from(at < blocks.len()),
            _ => 0,
        };
        let count = if edit.kind == 0 { 0 } else { 1 + edit.run % 2 };
        let new: Vec<LiveBlock> = (0..count).map(|_| named(paragraph, made)).collect();
        blocks.splice(at..at + remove, new.clone());
        live.splice(at, remove, new)
            .expect("an edit within the document");
        return;
    }
    let block = &mut blocks[at];
    let run = edit.run % block.runs.len().max(1);
    let word = ["not", "ninety", "Customer", "unless", " ", "."][edit.paragraph % 6];
    match edit.kind {
        // All of it is replaced, as it is or as a redline; or emptied.
        3 => block.runs = paragraph.runs.clone(),
        4 => {
            block
                .runs
                .iter_mut()
                .for_each(|run| run.op = Some(Fate::Delete));
            let new = paragraph.runs.iter().cloned();
            block.runs.extend(new.map(|run| LiveRun {
                op: Some(Fate::Insert),
                ..run
            }));
        }
        5 => block.runs.clear(),
        // A run is struck, taken back, typed into, or followed by inserted words.
        6 => strike(block, run, Fate::Delete),
        7 => strike(block, run, Fate::Keep),
        8 | 9 => {
            if let Some(run) = block.runs.get_mut(run) {
                let ends: Vec<usize> = run.text.char_indices().map(|(at, _)| at).collect();
                let at = ends
                    .get(edit.block % ends.len().max(1))
                    .copied()
                    .unwrap_or(0);
                run.text.insert_str(at, word);
            }
        }
        10 => block.runs.insert(
            run.min(block.runs.len()),
            LiveRun {
                op: Some(Fate::Insert),
                text: format!("{word} "),
                change: Some(format!("own{}", edit.run % 5)),
            },
        ),
        // It becomes a heading, a cell, or runs on into the next.
        _ => {
            match edit.run % 3 {
                0 => block.heading = block.heading.is_none().then_some(2),
                1 => {
                    block.cell = Some(LiveCell {
                        table: 0,
                        row: edit.paragraph % 3,
                        column: edit.paragraph % 2,
                    });
                }
                _ => {
                    block.mark = Some([Fate::Keep, Fate::Insert, Fate::Delete][edit.paragraph % 3]);
                }
            }
            let block = block.clone();
            live.splice(at, 1, vec![block])
                .expect("an edit within the document");
            return;
        }
    }
    live.update(&block.id, block.runs.clone()).expect("a block");
}

fn strike(block: &mut LiveBlock, run: usize, fate: Fate) {
    if let Some(run) = block.runs.get_mut(run) {
        run.op = Some(fate);
        run.change = Some(String::from("struck"));
    }
}

fn named(paragraph: &LiveBlock, made: &mut usize) -> LiveBlock {
    *made += 1;
    LiveBlock {
        id: format!("b{made}"),
        ..paragraph.clone()
    }
}

/// A report put together from what was told of it, as JavaScript does it.
fn put_together(news: &str, last: &Value) -> Value {
    let mut news: Value = serde_json::from_str(news).expect("JSON");
    let list = |news: &Value, last: Option<&Value>| -> Value {
        let items = news.as_array().expect("a list");
        let item = |item: &Value| match item.as_u64() {
            Some(at) => last
                .and_then(|last| last.get(at as usize))
                .expect("an item")
                .clone(),
            None => item.clone(),
        };
        Value::Array(items.iter().map(item).collect())
    };
    let mut report = news["report"].take();
    for name in ["findings", "unread"] {
        report[name] = list(&news[name], last.get(name));
    }
    for name in ["changes", "blocks"] {
        report["document"][name] = list(&news[name], last["document"].get(name));
    }
    report
}

fn holds(start: &[usize], edits: &[Edit], options: &Options) {
    let mut made = 0;
    let mut blocks: Vec<LiveBlock> = start
        .iter()
        .map(|at| named(&paragraphs()[at % paragraphs().len()], &mut made))
        .collect();
    let mut live = Live::open(blocks.clone(), options.clone()).expect("ids of their own");
    let mut told = Value::Null;
    for at in 0..=edits.len() {
        if let Some(edit) = at.checked_sub(1).and_then(|at| edits.get(at)) {
            make(edit, &mut live, &mut blocks, &mut made);
        }
        let mut fresh = Live::open(blocks.clone(), options.clone()).expect("ids of their own");
        let report = fresh.report(library()).expect("options that make sense");
        // Every other edit is told twice over, so that reports and news do not lean on each other.
        if at % 2 == 0 {
            let again = live.report(library()).expect("options that make sense");
            let text = |report| serde_json::to_string_pretty(report).expect("JSON");
            assert_eq!(text(&again), text(&report), "after {:?}", edits.get(..at));
        }
        told = put_together(&live.news(library()).expect("options"), &told);
        assert_eq!(
            told,
            serde_json::to_value(&report).expect("JSON"),
            "after {:?}",
            edits.get(..at)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_document_reads_as_a_new_one(
        start in prop::collection::vec(any::<usize>(), 1..14),
        edits in prop::collection::vec(edit(), 1..14),
        paper in 0..3_u8,
        deal in any::<bool>(),
    ) {
        let options = Options {
            paper: [None, Some(Paper::Ours), Some(Paper::Theirs)][usize::from(paper)],
            deal: if deal {
                BTreeMap::from([(String::from("annual value"), String::from("300000"))])
            } else {
                BTreeMap::new()
            },
            with_blocks: true,
            ..Options::default()
        };
        holds(&start, &edits, &options);
    }
}

/// The open document is judged as the engine judges any document.
#[test]
fn it_is_judged_as_any_document() {
    let text = "## Payment\n\nCustomer shall pay within {--30--}{++90++} days after the invoice date.\n\nVendor may assign this Agreement.";
    let document = redline::read(text.as_bytes(), Some(Format::Markdown)).expect("text");
    let blocks = document.blocks.iter().map(|block| LiveBlock {
        id: block.id.clone(),
        runs: block.runs.iter().map(run).collect(),
        heading: block.heading,
        ..LiveBlock::default()
    });
    let mut live = Live::open(blocks.collect(), Options::default()).expect("ids of their own");
    let report = live.report(library()).expect("a report");
    let other = judge::judge(&document, library(), &Options::default()).expect("a report");
    assert!(!report.findings.is_empty());
    let bare = |mut findings: Vec<clausecheck::report::Finding>| {
        let edits = findings.iter_mut().flat_map(|finding| &mut finding.edits);
        edits.for_each(|edit| edit.changes.clear());
        findings
    };
    assert_eq!(bare(report.findings), bare(other.findings));
}

#[test]
fn an_edit_that_cannot_be_leaves_the_document_as_it_was() {
    let block = |id: &str| LiveBlock {
        id: String::from(id),
        runs: vec![LiveRun {
            text: String::from("Customer shall pay within 30 days."),
            ..LiveRun::default()
        }],
        ..LiveBlock::default()
    };
    let blocks = vec![block("a"), block("b")];
    let mut live = Live::open(blocks.clone(), Options::default()).expect("ids of their own");
    let before = live.report(library());
    assert_eq!(
        live.update("c", Vec::new()),
        Err(EditError::NoBlock(String::from("c")))
    );
    assert_eq!(
        live.splice(1, 0, vec![block("a")]),
        Err(EditError::Twice(String::from("a")))
    );
    assert_eq!(live.splice(1, 2, Vec::new()), Err(EditError::Beyond(2)));
    assert_eq!(live.splice(3, 0, Vec::new()), Err(EditError::Beyond(2)));
    assert_eq!(live.report(library()), before);
    assert!(matches!(
        Live::open(vec![block("a"), block("a")], Options::default()),
        Err(EditError::Twice(_))
    ));
    // A block may take the place of one that had its id.
    assert_eq!(live.splice(0, 1, vec![block("a")]), Ok(()));
    assert_eq!(live.report(library()), before);
}
