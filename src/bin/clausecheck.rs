//! The command line: hands the process's arguments and streams to the library.

use std::io::{self, BufReader, BufWriter};
use std::process::ExitCode;

use clausecheck::cli::{Streams, run};

fn main() -> ExitCode {
    let mut streams = Streams {
        input: BufReader::new(io::stdin()),
        output: BufWriter::new(io::stdout()),
        messages: io::stderr(),
    };
    let status = run(std::env::args_os(), &mut streams);
    ExitCode::from(status as u8)
}
