//! The .docx reader on files that a word processor made: `tests/fixtures/docx/`.

#![allow(clippy::expect_used, clippy::panic)]

use clausecheck::redline::{self, Block, Document, Format, Marks, Op, Side};

fn fixture(name: &str) -> Document {
    let path = format!(
        "{}/tests/fixtures/docx/{name}.docx",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).expect("the fixture is there");
    redline::read(&bytes, Some(Format::Docx)).expect("the fixture is read")
}

/// A block as one line: number, runs, and `+¶` or `-¶` for a mark that was inserted or deleted.
fn line(block: &Block) -> String {
    let mut line = String::new();
    if let Some(number) = &block.number {
        line.push_str(number);
        line.push(' ');
    }
    for run in &block.runs {
        match run.op {
            Op::Keep => line.push_str(&run.text),
            Op::Insert => line.push_str(&format!("{{+{}+}}", run.text)),
            Op::Delete => line.push_str(&format!("{{-{}-}}", run.text)),
        }
    }
    line.push_str(match block.mark {
        Op::Keep => "",
        Op::Insert => "+¶",
        Op::Delete => "-¶",
    });
    line
}

fn lines<'a>(document: &'a Document, only: impl Fn(&Block) -> bool + 'a) -> Vec<String> {
    document
        .blocks
        .iter()
        .filter(|block| only(block))
        .map(line)
        .collect()
}

#[test]
fn a_contract_shows_its_changes_under_the_numbers_that_a_reader_sees() {
    let document = fixture("saas-redline");
    assert_eq!(document.problems, []);
    assert_eq!(document.marks, Marks::Tracked);
    assert_eq!(
        lines(&document, Block::is_changed),
        [
            "2.2 Vendor shall use commercially reasonable efforts to keep the Service available at least {-99.5%-}{+99.9%+} of the time in each calendar month, scheduled maintenance aside.",
            "3.2 Customer shall pay each undisputed invoice within {-thirty (30)-}{+sixty (60)+} days after the invoice date.",
            "3.3 Overdue amounts bear interest at {-1.5%-}{+1.0%+} per month, or the highest rate permitted by law if that is lower.",
            "3.4 Vendor grants Customer a discount of {-ten percent (10%)-}{+fifteen percent (15%)+} off its list prices for the initial subscription term.",
            "5.2 Vendor shall notify Customer without undue delay{+, and in any event within forty-eight (48) hours,+} after it confirms unauthorised access to Customer Data.",
            "7.2 Each party’s total liability arising out of this Agreement is limited to the fees paid and payable in the {-twelve (12)-}{+twenty-four (24)+} months before the event that gave rise to the claim.",
            "8.3 {+Customer may terminate this Agreement for convenience at any time on ninety (90) days’ written notice. Fees paid are not refunded.+}+¶",
            "9.1 Neither party may assign this Agreement without the other party’s prior written consent{-, except to a successor to substantially all of its business-}.",
            "9.2 This Agreement is governed by the laws of the State of {-New York-}{+Delaware+}, without regard to its conflict of laws rules.",
            "9.3 {-Vendor may name Customer as a customer on its website.-}-¶",
        ]
    );
    assert_eq!(
        lines(&document, |block| block.heading == Some(1)),
        [
            "1. Definitions",
            "2. The Service",
            "3. Fees and Payment",
            "4. Confidentiality",
            "5. Data Protection",
            "6. Warranties",
            "7. Limitation of Liability",
            "8. Term and Termination",
            "9. General",
        ]
    );
    // The struck clause keeps the number that it had; the next one has moved up.
    let after = document.paragraphs(Side::Final);
    assert!(after.iter().all(|text| !text.contains("website")));
    let last = lines(&document, |block| {
        block.text(Side::Final).contains("entire agreement")
    });
    assert!(
        last.iter()
            .all(|text| text.starts_with("9.3 This Agreement")),
        "{last:?}"
    );

    let mut authors: Vec<&str> = document
        .changes
        .iter()
        .filter_map(|change| change.author.as_deref())
        .collect();
    authors.sort_unstable();
    authors.dedup();
    assert_eq!(authors, ["Customer Counsel", "Procurement"]);
    assert_eq!(
        document.changes[0].date.as_deref(),
        Some("2026-03-02T10:15:00Z")
    );

    let [note] = document.notes.as_slice() else {
        panic!("{:?}", document.notes);
    };
    assert_eq!(note.author.as_deref(), Some("Customer Counsel"));
    assert_eq!(
        note.text,
        "Our payment runs are monthly; we need sixty days."
    );
    let span = note.span.clone().expect("the comment stands somewhere");
    assert_eq!(
        document.blocks[span.block].redline().get(span.range),
        Some("sixty (60)")
    );

    let cells = document
        .blocks
        .iter()
        .filter(|block| block.cell.is_some())
        .count();
    assert_eq!(cells, 12);
}

#[test]
fn paragraphs_are_merged_split_struck_and_added() {
    let document = fixture("paragraphs");
    assert_eq!(
        lines(&document, |_| true),
        [
            "Vendor {-shall keep the records -}-¶",
            "{-and -}shall produce the records on request.",
            "Customer may inspect them once a year.+¶",
            " It shall give ten days’ notice.",
            "{-Vendor may raise its prices once a year.-}-¶",
            "Prices are those of the Order Form.",
            "{+Prices may not rise by more than 3% a year.+}+¶",
            "Prices are in US dollars.",
        ]
    );
    assert_eq!(
        document.paragraphs(Side::Original),
        [
            "Vendor shall keep the records ",
            "and shall produce the records on request.",
            "Customer may inspect them once a year. It shall give ten days’ notice.",
            "Vendor may raise its prices once a year.",
            "Prices are those of the Order Form.",
            "Prices are in US dollars.",
        ]
    );
    assert_eq!(
        document.paragraphs(Side::Final),
        [
            "Vendor shall produce the records on request.",
            "Customer may inspect them once a year.",
            " It shall give ten days’ notice.",
            "Prices are those of the Order Form.",
            "Prices may not rise by more than 3% a year.",
            "Prices are in US dollars.",
        ]
    );
}

#[test]
fn tables_and_notes_hold_changes() {
    let document = fixture("table-and-notes");
    assert_eq!(
        lines(&document, |_| true),
        [
            "Service credits are due\tas follows:\nsee the table.",
            "Uptime",
            "Credit",
            "below 99.9%",
            "{-5%-}{+10%+} of the monthly fee",
            "below 99.0%",
            "25% of the monthly fee",
            "Credits are the only remedy.",
            "\tCredits are paid in {-kind-}{+cash+}.",
            "\tMeasured over a {-quarter-}{+month+}.",
        ]
    );
}
