//! Build automation: `cargo xtask serve | test | ...`.

mod eval;
mod pandoc_parity;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let done = match command.as_str() {
        "library" => eval::prove(&rest),
        "judge" => eval::judge(&rest),
        "eval" => eval::run(&rest),
        "pandoc-parity" => pandoc_parity::run(&rest),
        other => Err(format!("there is no command `{other}`")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
