//! How long the library takes to load, and a check of redlines from 5 to 500 pages: it must grow with the pages.

#![allow(missing_docs, clippy::unwrap_used)]

mod generate;

use std::collections::BTreeMap;
use std::path::Path;

use clausecheck::library::Library;
use clausecheck::redline::{Document, Format, read};
use clausecheck::{Options, judge};
use divan::Bencher;
use generate::Redline;

fn main() {
    divan::main();
}

#[divan::bench]
fn load_library(bencher: Bencher<'_, '_>) {
    let files = files();
    bencher.bench_local(|| Library::load(&files));
}

#[divan::bench(args = [5, 50, 500])]
fn judge_pages(bencher: Bencher<'_, '_>, pages: usize) {
    let (library, _) = Library::load(&files());
    let document = document(pages);
    let options = Options::default();
    bencher.bench_local(|| judge::judge(&document, &library, &options));
}

#[divan::bench]
fn read_and_judge_50_pages_of_docx(bencher: Bencher<'_, '_>) {
    let (library, _) = Library::load(&files());
    let bytes = Redline::new(50).docx().unwrap();
    let options = Options::default();
    bencher.bench_local(|| {
        judge::judge(
            &read(&bytes, Some(Format::Docx)).unwrap(),
            &library,
            &options,
        )
    });
}

#[divan::bench]
fn read_and_judge_50_pages_of_word_html(bencher: Bencher<'_, '_>) {
    let (library, _) = Library::load(&files());
    let html = Redline::new(50).word_html();
    let options = Options::default();
    bencher.bench_local(|| {
        judge::judge(
            &read(html.as_bytes(), Some(Format::Html)).unwrap(),
            &library,
            &options,
        )
    });
}

fn document(pages: usize) -> Document {
    read(
        Redline::new(pages).critic_markup().as_bytes(),
        Some(Format::Markdown),
    )
    .unwrap()
}

fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("clauses");
    let mut files = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(&root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}
