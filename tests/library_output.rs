//! A library read, bundled and written out.

mod support;

use clausecheck::library::{Library, MatrixFormat, bundle};

fn small() -> Library {
    Library::load(&support::files(&support::small_library())).0
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
    insta::assert_snapshot!(small().matrix(MatrixFormat::Html));
}
