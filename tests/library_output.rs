//! A library read, bundled and written out.

mod support;

use clausecheck::library::model::{Arithmetic, Column, Expect, Expression, Position, Reads};
use clausecheck::library::{Library, MatrixFormat, bundle};
use clausecheck::value::{Kind, Value};

fn small() -> Library {
    Library::load(&support::files(&support::small_library())).0
}

#[test]
fn a_clause_is_what_its_page_says() {
    let library = small();
    let clause = library.clauses.first().expect("a clause");
    assert_eq!(
        (clause.id.as_str(), clause.folder.as_str()),
        ("payment-terms", "commercial")
    );
    assert_eq!(
        clause.why,
        "Cash pays the people who deliver. Each fallback costs us a month of it."
    );
    assert_eq!(clause.found.headings, ["Payment", "Payment Terms"]);
    let (days, clock) = (&clause.terms[0], &clause.terms[1]);
    let end_of_month = Expression::Binary(
        Box::new(Expression::Slot(Kind::Duration, 0)),
        Arithmetic::Add,
        Box::new(Expression::Constant(Value::days(30.0))),
    );
    assert_eq!(days.patterns[2].value, Reads::Expression(end_of_month));
    assert_eq!(
        days.patterns[3].value,
        Reads::Expression(Expression::Constant(Value::days(0.0)))
    );
    assert!(days.patterns[4].otherwise && !days.patterns[3].otherwise);
    assert_eq!(clock.choices, ["invoice", "approval"]);
    assert_eq!(
        clock.patterns[2].value,
        Reads::Choice(String::from("approval"))
    );
    assert_eq!(
        clause.matrix.columns[3],
        Column::Deal(String::from("annual_value"))
    );
    assert_eq!(clause.matrix.rows[3].position, Position::LegalReview);
    let texts: Vec<_> = clause
        .language
        .iter()
        .map(|language| language.text.as_str())
        .collect();
    assert_eq!(
        texts[2..],
        [
            "{Customer} shall pay each invoice within sixty (60) days after the invoice date.\nLate sums bear no interest.",
            "{Customer} will settle every invoice within sixty (60) days after its date.",
        ]
    );
    let example = &clause.examples[1];
    assert_eq!(example.expect, Expect::Row(String::from("Fallback 2")));
    assert_eq!(
        example.deal.get("annual_value").map(String::as_str),
        Some("300 000")
    );
    assert!(example.text.contains("{~~thirty (30)~>sixty (60)~~}"));
}

#[test]
fn a_bundle_is_the_same_library() {
    let files = support::files(&support::small_library());
    let (library, faults) = Library::from_bundle(&bundle(&files)).expect("a bundle");
    assert!(faults.is_empty());
    assert_eq!(library.hash, small().hash);
    assert_eq!(library.clauses, small().clauses);
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let mut files = support::files(&support::small_library());
    for text in files.values_mut() {
        *text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    }
    let (library, faults) = Library::load(&files);
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(library.hash, small().hash);
    assert_eq!(library.clauses, small().clauses);
}

#[test]
fn the_matrix_as_markdown() {
    insta::assert_snapshot!(small().matrix(MatrixFormat::Markdown));
}

#[test]
fn the_matrix_as_csv() {
    insta::assert_snapshot!(small().matrix(MatrixFormat::Csv).replace("\r\n", "\n"));
}

#[test]
fn the_matrix_as_html() {
    let page = small().matrix(MatrixFormat::Html);
    // The style is looked at, not compared.
    let body = page.split("<body>").nth(1).expect("a body");
    insta::assert_snapshot!(body);
}
