//! What the report of a check holds: spans in UTF-16 units, identifiers that stay, approvals and the deal desk.

#![allow(
    clippy::expect_used,
    reason = "a test whose report lacks what it names has failed"
)]

mod support;

#[path = "support/judged.rs"]
mod by_small;

use std::collections::BTreeMap;

use by_small::{judged, library, verdicts};
use clausecheck::library::Library;
use clausecheck::report::{Report, Span};
use clausecheck::{Input, Options, check};

const FORTY_FIVE: &str = "Customer shall pay each invoice within {~~thirty (30)~>forty-five (45)~~} days after the invoice date.";

/// The text of a span, cut as JavaScript would cut it.
fn at(report: &Report, span: &Span) -> String {
    let blocks = report.document.blocks.as_ref().expect("blocks");
    let block = blocks
        .iter()
        .find(|block| block.id == span.block)
        .expect("the block");
    let text: String = block.runs.iter().map(|run| run.text.as_str()).collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(units.get(span.start..span.end).expect("within the block"))
        .expect("whole characters")
}

#[test]
fn spans_count_utf16_units() {
    let options = Options {
        with_blocks: true,
        ..Options::default()
    };
    for before in [
        "",
        "\u{1f600} ",
        "\u{1f600}\u{1d11e} Привет \u{e9}. ",
        "{--\u{1f600}--}{++\u{1d11e}++} ",
    ] {
        let report = judged(&format!("{before}{FORTY_FIVE}"), &options);
        let finding = report
            .findings
            .iter()
            .find(|finding| finding.clause.is_some())
            .expect("a finding");
        let edit = finding
            .edits
            .iter()
            .find(|edit| edit.new.contains("forty"))
            .expect("the edit");
        assert!(
            at(&report, &edit.span).contains("forty-five (45)"),
            "{before}: {}",
            at(&report, &edit.span)
        );
        let reading = finding
            .readings
            .iter()
            .find(|reading| reading.term == "days to pay")
            .expect("the term");
        let read = reading.revised.as_ref().expect("a value");
        let place = at(&report, read.span.as_ref().expect("a span"));
        assert!(place.contains("forty-five (45) days"), "{before}: {place}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let text = format!("{FORTY_FIVE}\n\nThe law of {{~~Delaware~>New York~~}} governs.\n");
    let json = || serde_json::to_string(&judged(&text, &Options::default())).expect("JSON");
    assert_eq!(json(), json());
}

#[test]
fn prints_follow_the_words_and_not_their_place() {
    let print = |text: &str| {
        let report = judged(text, &Options::default());
        let finding = report
            .findings
            .iter()
            .find(|finding| finding.clause.as_deref() == Some("payment-terms"));
        let finding = finding.expect("a finding");
        (finding.id.clone(), finding.print.clone())
    };
    let alone = print(FORTY_FIVE);
    assert_eq!(alone.0, "payment-terms/1");
    assert_eq!(
        alone,
        print(&format!(
            "The law of {{~~Delaware~>New York~~}} governs.\n\n{FORTY_FIVE}"
        ))
    );
    assert_ne!(
        alone.1,
        print(&FORTY_FIVE.replace("forty-five (45)", "forty (40)")).1
    );
}

#[test]
fn approvals_name_the_way_up() {
    let report = judged(FORTY_FIVE, &Options::default());
    let approval = report.approvals.first().expect("an approval");
    assert_eq!(approval.role, "sales-manager");
    assert_eq!(approval.function, "sales");
    assert_eq!(approval.reply_within.as_deref(), Some("4 hours"));
    assert_eq!(approval.clauses, ["payment-terms"]);
    assert_eq!(approval.escalates_to, ["finance", "cfo"]);
    let accepted = judged(
        &FORTY_FIVE.replace("forty-five (45)", "twenty (20)"),
        &Options::default(),
    );
    assert_eq!(accepted.approvals, []);
}

/// The small library with so many clauses that a sales manager approves.
fn many(count: usize) -> Library {
    let mut files = support::files(&support::small_library());
    let payment = files
        .remove("commercial/payment-terms.md")
        .expect("the clause");
    for (number, word) in ["alpha", "beta", "gamma", "delta"]
        .iter()
        .enumerate()
        .take(count)
    {
        let text = payment
            .replace("payment-terms", &format!("payment-{number}"))
            .replace(
                "`<pay> & <invoice>`",
                &format!("`<pay> & <invoice> & {word}`"),
            )
            .replace(
                "`<pay> & within {duration} & <invoice>`",
                &format!("`<pay> & within {{duration}} & <invoice> & {word}`"),
            );
        files.insert(format!("commercial/payment-{number}.md"), text);
    }
    Library::load(&files).0
}

#[test]
fn many_approvals_go_to_the_deal_desk() {
    for (count, desk) in [(3, false), (4, true)] {
        let library = many(count);
        let text: String = ["alpha", "beta", "gamma", "delta"]
            .iter()
            .take(count)
            .map(|word| {
                format!(
                    "{}\n\n",
                    FORTY_FIVE.replace("invoice date", &format!("invoice date of {word}"))
                )
            })
            .collect();
        let input = Input {
            bytes: text.as_bytes(),
            format: None,
            base: None,
        };
        let report = check(&input, &library, &Options::default()).expect("a report");
        assert_eq!(report.counts.approve, count, "{}", verdicts(&report));
        assert_eq!(report.desk.is_some(), desk);
    }
    let walks = judged(
        &FORTY_FIVE.replace("forty-five (45)", "ninety-five (95)"),
        &Options::default(),
    );
    assert!(walks.desk.is_some_and(|why| why.contains("walk-away")));
}

#[test]
fn a_report_names_its_library() {
    let report = judged(
        FORTY_FIVE,
        &Options {
            deal: BTreeMap::new(),
            ..Options::default()
        },
    );
    assert_eq!(report.library.hash, library().hash);
}
