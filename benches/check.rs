//! How long the library takes to load, and a check of redlines from 5 to 500 pages: it must grow with the pages. And a
//! keystroke in them: it must be a small part of a check.

#![allow(missing_docs, clippy::unwrap_used)]

mod generate;

use std::collections::BTreeMap;
use std::path::Path;

use clausecheck::library::Library;
use clausecheck::live::{Fate, LiveBlock, LiveRun};
use clausecheck::redline::{Document, Format, Op, read};
use clausecheck::{Live, Options, judge};
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

/// A letter typed into a changed paragraph in the middle, and what is new in the report written as JSON: beside
/// `judge_pages`, which is a full check of the same.
#[divan::bench(args = [5, 50, 500])]
fn keystroke_in_pages(bencher: Bencher<'_, '_>, pages: usize) {
    let (library, _) = Library::load(&files());
    let blocks = live_blocks(&document(pages));
    let half = blocks.len() / 2;
    let mut edited = blocks
        .iter()
        .skip(half)
        .find(|block| block.runs.len() > 2)
        .unwrap()
        .clone();
    let mut live = Live::open(blocks, Options::default()).unwrap();
    live.news(&library).unwrap();
    bencher.bench_local(|| {
        edited.runs.last_mut().unwrap().text.push('a');
        live.update(&edited.id, edited.runs.clone()).unwrap();
        live.news(&library).unwrap()
    });
}

fn live_blocks(document: &Document) -> Vec<LiveBlock> {
    let fate = |op: Op| match op {
        Op::Keep => Fate::Keep,
        Op::Insert => Fate::Insert,
        Op::Delete => Fate::Delete,
    };
    let blocks = document.blocks.iter().map(|block| LiveBlock {
        id: block.id.clone(),
        heading: block.heading,
        runs: block
            .runs
            .iter()
            .map(|run| LiveRun {
                op: Some(fate(run.op)),
                text: run.text.clone(),
                change: run.change.map(|change| change.to_string()),
            })
            .collect(),
        ..LiveBlock::default()
    });
    blocks.collect()
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
