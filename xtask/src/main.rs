//! Build automation: `cargo xtask serve | test | ...`. This file only hands the command over; it builds nothing.

mod arrange;
mod bench_page;
mod bench_wasm;
mod bundle;
mod eval;
mod found;
mod lint;
mod package;
mod pandoc_parity;
mod round_trip;
mod serve;
mod test;
mod tools;
mod types;
mod wasm;
mod www;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N]   build the page and serve it on 127.0.0.1
  test               everything: Rust, TypeScript, sizes, native against Wasm, the page in Chromium
  lint               formatting and lints of Rust and TypeScript; nothing is changed
  wasm               build only the Wasm, into www/src/engine
  www                build the Wasm and the page, into www/dist
  package            build the Wasm and the npm package, into www/package-dist
  types              write www/src/report.ts and library.ts from the Rust types
  bench-wasm         time the check of a redline of 50 pages in Wasm, under Node
  bench-page         time drop to findings of redlines of 5, 50 and 500 pages, in Chromium
  eval FILE          compare verdicts with the labels of a file of redlines
  found DIR --truth=FILE  which clauses are found in whole agreements, beside which are there
  library [CLAUSE]   lint clauses/ and judge its examples
  judge TEXT         judge a text by clauses/ and print the report
  pandoc-parity DIR  compare the .docx reader with pandoc over a folder
  round-trip DIR     write verdicts into the .docx files of a folder and look for what was lost
  screenshot         build the page and take docs/page.png of it
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let outcome = match command {
        "serve" => serve::run(rest),
        "test" => tools::no_arguments(rest).and_then(|()| test::run()),
        "lint" => tools::no_arguments(rest).and_then(|()| lint::run()),
        "wasm" => tools::no_arguments(rest).and_then(|()| wasm::build()),
        "www" => tools::no_arguments(rest).and_then(|()| www::build()),
        "package" => tools::no_arguments(rest).and_then(|()| package::build()),
        "types" => tools::no_arguments(rest).and_then(|()| types::write()),
        "screenshot" => tools::no_arguments(rest).and_then(|()| test::screenshot()),
        "pandoc-parity" => pandoc_parity::run(rest),
        "round-trip" => round_trip::run(rest),
        "library" => eval::prove(rest),
        "judge" => eval::judge(rest),
        "found" => found::run(rest),
        "eval" => eval::run(rest),
        "bench-page" => tools::no_arguments(rest).and_then(|()| bench_page::run()),
        "bench-wasm" => tools::no_arguments(rest).and_then(|()| bench_wasm::run()),
        "help" | "--help" | "-h" => {
            tools::say(HELP);
            Ok(())
        }
        other => Err(format!("no command `{other}`\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            tools::complain(&format!("xtask: {message}"));
            ExitCode::FAILURE
        }
    }
}
