//! How tests write a document: one line a block, `[+inserted+]`, `[-deleted-]`, `¶+` and `¶-` for paragraph marks,
//! `<12.3>` for a number, `#` for a heading, `|0.1.2|` for the cell of a table, row and column.

use super::{Block, Document, Format, Op, Side, read};

/// The document in the notation of tests.
pub(super) fn show(document: &Document) -> String {
    let lines: Vec<String> = document.blocks.iter().map(show_block).collect();
    lines.join("\n")
}

fn show_block(block: &Block) -> String {
    let mut line = String::new();
    if let Some(cell) = block.cell {
        line += &format!("|{}.{}.{}| ", cell.table, cell.row, cell.column);
    }
    if let Some(level) = block.heading {
        line += &"#".repeat(usize::from(level));
        line += " ";
    }
    if let Some(number) = &block.number {
        line += &format!("<{number}> ");
    }
    // Runs of one fate stand together, whatever changes they belong to.
    let mut runs: Vec<(Op, String)> = Vec::new();
    for run in &block.runs {
        match runs.last_mut() {
            Some((op, text)) if *op == run.op => text.push_str(&run.text),
            _ => runs.push((run.op, run.text.clone())),
        }
    }
    for (op, text) in runs {
        line += &match op {
            Op::Keep => text,
            Op::Insert => format!("[+{text}+]"),
            Op::Delete => format!("[-{text}-]"),
        };
    }
    line + match block.mark {
        Op::Keep => "",
        Op::Insert => "¶+",
        Op::Delete => "¶-",
    }
}

/// Checks what a source is read as.
#[track_caller]
pub(super) fn check(format: Format, source: &str, expected: &str) {
    let document = read(source.as_bytes(), Some(format)).expect(source);
    assert_eq!(show(&document), expected, "source:\n{source}");
    assert_sound(&document, source);
}

/// What holds of every document.
#[track_caller]
pub(super) fn assert_sound(document: &Document, source: &str) {
    for block in &document.blocks {
        for run in &block.runs {
            assert!(!run.text.is_empty());
            assert!(run.op != Op::Keep || run.change.is_none());
            assert!(
                run.change
                    .is_none_or(|change| change < document.changes.len())
            );
            if let Some(at) = run.at {
                assert_eq!(source.get(at..at + run.text.len()), Some(run.text.as_str()));
            }
        }
    }
    let spans = document.notes.iter().map(|note| &note.span);
    for span in spans
        .chain(document.problems.iter().map(|problem| &problem.span))
        .flatten()
    {
        let text = document.blocks[span.block].redline();
        assert!(
            text.get(span.range.clone()).is_some(),
            "{span:?} in {text:?}"
        );
    }
}

/// The paragraphs of a side, white space evened out, empty ones left out.
pub(super) fn paragraphs(document: &Document, side: Side) -> Vec<String> {
    let paragraphs = document.paragraphs(side).into_iter();
    let even = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    paragraphs
        .map(even)
        .filter(|text| !text.is_empty())
        .collect()
}
