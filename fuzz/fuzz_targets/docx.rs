//! Any bytes, read as a .docx.

#![no_main]

use clausecheck::redline::{Format, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, Some(Format::Docx));
});
