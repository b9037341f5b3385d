//! Tests of the reader, by what they are about. Documents are shown in a short notation, see [`show`].

mod broken;
mod changes;
mod numbers;
mod pack;
mod text;

use super::read;
use crate::redline::{Block, ChangeKind, Document, Op};
use pack::Pack;

/// One line for each block: number and heading first, runs as `kept`, `{+inserted+}`, `{-deleted-}`, `{>moved here+}`,
/// `{<moved away-}`, at its end `+¶` or `-¶` for a mark that was inserted or deleted.
fn show(document: &Document) -> String {
    let lines: Vec<String> = document
        .blocks
        .iter()
        .map(|block| show_block(document, block))
        .collect();
    lines.join("\n")
}

fn show_block(document: &Document, block: &Block) -> String {
    let mut line = String::new();
    if let Some(cell) = block.cell {
        line.push_str(&format!("[{},{},{}] ", cell.table, cell.row, cell.column));
    }
    if let Some(level) = block.heading {
        line.push_str(&format!("h{level} "));
    }
    if let Some(number) = &block.number {
        line.push_str(&format!("({number}) "));
    }
    for run in &block.runs {
        let kind = run.change.map(|change| &document.changes[change].kind);
        let text = run.text.replace('\t', "⇥").replace('\n', "⏎");
        line.push_str(&match (run.op, kind) {
            (Op::Keep, None) => text,
            (Op::Insert, Some(ChangeKind::Insertion)) => format!("{{+{text}+}}"),
            (Op::Insert, Some(ChangeKind::MoveTo(name))) => format!("{{>{name}:{text}+}}"),
            (Op::Delete, Some(ChangeKind::Deletion)) => format!("{{-{text}-}}"),
            (Op::Delete, Some(ChangeKind::MoveFrom(name))) => format!("{{<{name}:{text}-}}"),
            other => panic!("a run and its change disagree: {other:?}"),
        });
    }
    line.push_str(match block.mark {
        Op::Keep => "",
        Op::Insert => "+¶",
        Op::Delete => "-¶",
    });
    line
}

fn document(pack: Pack) -> Document {
    read(&pack.bytes()).expect("the file is read")
}

/// Reads a body and compares what it shows; nothing may be reported.
fn check(body: &str, expected: &str) {
    let document = document(Pack::body(body));
    assert_eq!(show(&document), expected, "{body}");
    assert_eq!(document.problems, [], "{body}");
}

/// A paragraph of runs.
fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A run of text.
fn t(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// Text inserted by A.
fn ins(text: &str) -> String {
    format!(
        r#"<w:ins w:id="1" w:author="A" w:date="2026-01-02T03:04:05Z">{}</w:ins>"#,
        t(text)
    )
}

/// Text deleted by B.
fn del(text: &str) -> String {
    format!(
        r#"<w:del w:id="2" w:author="B"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>"#
    )
}

/// A paragraph whose mark has this change: `ins`, `del`.
fn marked(change: &str, runs: &str) -> String {
    p(&format!(
        r#"<w:pPr><w:rPr><w:{change} w:id="3" w:author="A"/></w:rPr></w:pPr>{runs}"#
    ))
}
