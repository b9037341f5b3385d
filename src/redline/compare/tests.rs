//! What comparison gives.

use crate::redline::testing::{assert_sound, paragraphs, show};
use crate::redline::{ChangeKind, Document, Format, Marks, Side, compare, read};

fn text(source: &str) -> Document {
    read(source.as_bytes(), Some(Format::Text)).unwrap_or_default()
}

#[track_caller]
fn check(base: &Document, revised: &Document, expected: &str) {
    let document = compare(base, revised);
    assert_eq!(show(&document), expected);
    assert_eq!(document.marks, Marks::Compared);
    assert_sound(&document, "");
}

#[test]
fn words() {
    for (base, revised, expected) in [
        (
            "Pay in 30 days.",
            "Pay in 60 days.",
            "Pay in [-30-][+60+] days.",
        ),
        (
            "Pay in thirty (30) days.",
            "Pay in sixty (60) days.",
            "Pay in [-thirty-][+sixty+] ([-30-][+60+]) days.",
        ),
        (
            "Pay in ten business days.",
            "Pay in two calendar weeks.",
            "Pay in [-ten business days-][+two calendar weeks+].",
        ),
        (
            "Pay $1,000.50 now",
            "Pay $1,000.60 now",
            "Pay $[-1,000.50-][+1,000.60+] now",
        ),
        (
            "The party's fee",
            "The parties' fee",
            "The [-party's-][+parties'+] fee",
        ),
        ("Pay.", "Pay now.", "Pay[+ now+]."),
        ("Same.", "Same.", "Same."),
    ] {
        check(&text(base), &text(revised), expected);
    }
}

#[test]
fn paragraphs_pair_up() {
    for (base, revised, expected) in [
        (
            "One.\n\nTwo is here.",
            "One.\n\nNew words.\n\nTwo was here.",
            "One.\n[+New words.+]¶+\nTwo [-is-][+was+] here.",
        ),
        (
            "One.\n\nTwo.\n\nThree.",
            "One.\n\nThree.",
            "One.\n[-Two.-]¶-\nThree.",
        ),
        (
            "6.4 Fees are due.\n\n6.5 Taxes too.",
            "6.3 Fees are due.\n\n6.4 Taxes too.",
            "[-6.4-][+6.3+] Fees are due.\n[-6.5-][+6.4+] Taxes too.",
        ),
    ] {
        check(&text(base), &text(revised), expected);
    }
}

#[test]
fn a_moved_paragraph_is_a_move() {
    let moved = "The Vendor shall keep its books open for one year.";
    let base = text(&format!("{moved}\n\nFees are due.\n\nTaxes are not."));
    let revised = text(&format!("Fees are due.\n\nTaxes are not.\n\n{moved}"));
    let document = compare(&base, &revised);
    let kinds: Vec<_> = document.changes.iter().map(|change| &change.kind).collect();
    let name = "move 1".to_owned();
    assert_eq!(
        kinds,
        [
            &ChangeKind::MoveFrom(name.clone()),
            &ChangeKind::MoveTo(name)
        ]
    );
}

#[test]
fn formats_mix() {
    let markdown = read(
        b"1. Fees are due.\n2. Taxes {++too++}.",
        Some(Format::Markdown),
    )
    .unwrap();
    let html = read(
        b"<p>1. Fees are due.</p><p>2. Taxes too.</p>",
        Some(Format::Html),
    )
    .unwrap();
    check(&markdown, &html, "<1.> Fees are due.\n<2.> Taxes too.");
    check(&html, &markdown, "<1.> Fees are due.\n<2.> Taxes too.");
}

#[test]
fn both_sides_come_back() {
    let base = text("A b c.\n\nD e f.\n\nG h i.");
    let revised = text("D e x f.\n\nG.\n\nA b c.");
    let document = compare(&base, &revised);
    assert_eq!(
        paragraphs(&document, Side::Original),
        paragraphs(&base, Side::Final)
    );
    assert_eq!(
        paragraphs(&document, Side::Final),
        paragraphs(&revised, Side::Final)
    );
}
