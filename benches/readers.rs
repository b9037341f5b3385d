//! How long each reader takes for a redline of 50 pages, and a comparison of its two sides.

#![allow(missing_docs, clippy::unwrap_used)]

mod generate;

use clausecheck::redline::{Document, Format, Side, compare, read};
use divan::Bencher;
use generate::Redline;

const PAGES: usize = 50;

fn main() {
    divan::main();
}

#[divan::bench]
fn critic_markup(bencher: Bencher<'_, '_>) {
    bench(
        bencher,
        Redline::new(PAGES).critic_markup().as_bytes(),
        Format::Markdown,
    );
}

#[divan::bench]
fn word_html(bencher: Bencher<'_, '_>) {
    bench(
        bencher,
        Redline::new(PAGES).word_html().as_bytes(),
        Format::Html,
    );
}

#[divan::bench]
fn docx(bencher: Bencher<'_, '_>) {
    bench(bencher, &Redline::new(PAGES).docx().unwrap(), Format::Docx);
}

#[divan::bench]
fn plain_text(bencher: Bencher<'_, '_>) {
    bench(bencher, side(Side::Final).as_bytes(), Format::Text);
}

#[divan::bench]
fn two_texts(bencher: Bencher<'_, '_>) {
    let [base, revised] = [Side::Original, Side::Final]
        .map(|of| read(side(of).as_bytes(), Some(Format::Text)).unwrap());
    bencher.bench_local(|| compare(&base, &revised));
}

fn bench(bencher: Bencher<'_, '_>, bytes: &[u8], format: Format) {
    bencher.bench_local(|| read(bytes, Some(format)));
}

fn side(side: Side) -> String {
    let redline: Document = read(Redline::new(PAGES).critic_markup().as_bytes(), None).unwrap();
    redline.paragraphs(side).join("\n\n")
}
