//! Judging what nobody means well: any text at all, and texts of a size that must not make it slow.
//!
//! Time is never compared with a clock's figure, only with the time of a part of the text.

#![allow(
    clippy::expect_used,
    reason = "a test whose check gives no report has failed"
)]

mod support;

use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use clausecheck::library::Library;
use clausecheck::redline::Format;
use clausecheck::report::Report;
use clausecheck::{Input, Options, check};
use proptest::prelude::*;

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let clauses = Path::new(env!("CARGO_MANIFEST_DIR")).join("clauses");
        Library::load(&support::files(&clauses)).0
    })
}

fn judged(text: &str) -> Report {
    let input = Input {
        bytes: text.as_bytes(),
        format: Some(Format::Markdown),
        base: None,
    };
    let options = Options {
        with_blocks: true,
        ..Options::default()
    };
    check(&input, library(), &options).expect("Markdown is always read")
}

/// Four times the text may take so many times as long: sixteen would be quadratic.
const RATIO: f64 = 9.0;

fn taken(text: &str) -> Duration {
    let start = Instant::now();
    judged(text);
    start.elapsed()
}

/// Judges texts of a size and of four times that: more than once where it must, as whatever else the machine does may
/// hold up one measurement, and what is quadratic holds up all.
fn grows_with_the_text(make: impl Fn(usize) -> String, size: usize) {
    let (part, whole) = (make(size), make(size * 4));
    let mut ratios: Vec<f64> = Vec::new();
    while ratios.len() < 5 && ratios.last().is_none_or(|ratio| *ratio >= RATIO) {
        let ratio = taken(&whole).as_secs_f64() / taken(&part).as_secs_f64().max(1e-3);
        ratios.push(ratio);
    }
    assert!(
        ratios.last().is_some_and(|ratio| *ratio < RATIO),
        "four times {size} takes so many times as long: {ratios:?}"
    );
}

#[test]
fn one_endless_sentence() {
    grows_with_the_text(
        |size| "Customer shall pay each invoice within thirty days and ".repeat(size / 55),
        100_000,
    );
}

#[test]
fn thousands_of_one_word_edits() {
    grows_with_the_text(
        |size| {
            "Customer {~~shall~>may~~} pay each {~~bill~>invoice~~} within {~~30~>45~~} days. "
                .repeat(size / 3)
        },
        1_200,
    );
}

#[test]
fn endless_sentences_that_came_or_went() {
    let words = |size: usize| "zork ".repeat(size);
    let came = "Customer shall pay each invoice within 45 days after the invoice date";
    let went = "and Customer may set off any claim";
    let size = 4_000;
    grows_with_the_text(|size| format!("{{++{came} {}.++}}", words(size)), size);
    grows_with_the_text(
        |size| format!("The parties meet{{--, {went} {}--}}.", words(size)),
        size,
    );
    grows_with_the_text(
        |size| format!("{}.", "The rota {~~aa~>bb~~} zork ".repeat(size / 4)),
        size,
    );
}

#[test]
fn thousands_of_rows() {
    grows_with_the_text(
        |size| {
            format!(
                "| Availability | Credit |\n| --- | --- |\n{}",
                "| {~~99.5~>99.9~~} % | 10 % |\n".repeat(size)
            )
        },
        400,
    );
}

/// Pieces that contracts, redlines and Markdown are made of, and others.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "{++",
            "++}",
            "{--",
            "--}",
            "{~~",
            "~>",
            "~~}",
            "\n\n",
            "| ",
            " |\n",
            "## ",
            "Customer",
            "Vendor",
            "shall pay each invoice within",
            "thirty (30) days",
            "not",
            "unless",
            "$1,000,000",
            "99.9 %",
            ". ",
            "; ",
            "\u{200b}",
            "\u{1f600}",
            "\u{430}",
            "the law of Delaware",
            "liability",
            "1.2 ",
            "\u{a0}",
            "and",
            "or",
        ])
        .prop_map(String::from),
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_judged_and_spans_lie_in_its_blocks(text in pieces()) {
        // Text of which nothing is left is an error of its own.
        let report = judged(&format!("Terms. {text}"));
        let blocks = report.document.blocks.as_ref().expect("blocks were asked for");
        let spans = report.findings.iter().flat_map(|finding| {
            let edits = finding.edits.iter().map(|edit| &edit.span);
            let values = finding.readings.iter().filter_map(|reading| reading.revised.as_ref()?.span.as_ref());
            finding.spans.iter().chain(edits).chain(values)
        });
        for span in spans.chain(report.unread.iter().map(|unread| &unread.span)) {
            let block = blocks.iter().find(|block| block.id == span.block);
            let units: usize = block.map_or(0, |block| block.runs.iter().map(|run| run.text.encode_utf16().count()).sum());
            prop_assert!(block.is_some() && span.start <= span.end && span.end <= units, "{span:?} of {units}");
        }
    }
}
