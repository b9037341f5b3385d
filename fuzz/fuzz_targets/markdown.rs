//! Any bytes, read as Markdown, compared with itself.

#![no_main]

use clausecheck::redline::{Format, compare, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = read(bytes, Some(Format::Markdown)) {
        let _ = compare(&document, &document);
    }
});
