//! The Wasm face: the library's calls for JavaScript, as JSON text both ways, which crosses the boundary fastest.
//!
//! This is the only file that names a JavaScript value. It decides nothing; `www/src/engine/clausecheck.d.ts` is
//! made from it, so that the comments here are read there.

use std::collections::BTreeMap;

use serde::Deserialize;
use wasm_bindgen::prelude::*;

use crate::check::{self, CheckError, Input, Options};
use crate::library::Library;
use crate::redline::Format;
use crate::report::{Extent, Paper};

/// A library, ready to check redlines by.
#[wasm_bindgen]
pub struct Checker {
    library: Library,
}

#[wasm_bindgen]
impl Checker {
    /// Loads a library from a bundle: `{"schema":"clausecheck-library/1","files":{"library.md":"..."}}`.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &str) -> Result<Checker, js_sys::Error> {
        let (library, _) =
            Library::from_bundle(bundle).map_err(|error| fault("library", error.to_string()))?;
        if library.clauses.is_empty() {
            return Err(fault(
                "library",
                String::from("the library bundle holds no clause that can be read"),
            ));
        }
        Ok(Checker { library })
    }

    /// The library's name, version and hash, as JSON.
    pub fn about(&self) -> String {
        serde_json::json!({ "name": self.library.name, "version": self.library.version, "hash": self.library.hash })
            .to_string()
    }

    /// Checks a redline, or a text and the text that it was made from; returns the report's JSON.
    ///
    /// `options` is JSON: `format`, `paper`, `extent` (each `auto` if absent), `deal` and `facts` (text by name), and
    /// `blocks` (whether the report holds the text). Throws an `Error` whose `name` is `input`, `base` or `option`.
    pub fn check(
        &self,
        input: &[u8],
        base: Option<Vec<u8>>,
        options: &str,
    ) -> Result<String, js_sys::Error> {
        let asked: Asked =
            serde_json::from_str(options).map_err(|error| fault("option", error.to_string()))?;
        let input = Input {
            bytes: input,
            format: asked.format()?,
            base: base.as_deref(),
        };
        let report = check::check(&input, &self.library, &asked.options()?).map_err(|error| {
            let name = match &error {
                CheckError::Input(_) => "input",
                CheckError::Base(_) => "base",
                CheckError::Option { .. } => "option",
            };
            fault(name, error.to_string())
        })?;
        // As the command line writes it, byte for byte.
        serde_json::to_string_pretty(&report).map_err(|error| fault("report", error.to_string()))
    }
}

/// Sends the message of a panic to the console: after one the module must not be used again.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| console_error(&panic.to_string())));
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}

/// The options as JavaScript gives them.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Asked {
    format: Option<String>,
    paper: Option<String>,
    extent: Option<String>,
    deal: BTreeMap<String, String>,
    facts: BTreeMap<String, String>,
    blocks: bool,
}

impl Asked {
    fn format(&self) -> Result<Option<Format>, js_sys::Error> {
        Ok(match self.format.as_deref() {
            None | Some("auto") => None,
            Some("docx") => Some(Format::Docx),
            Some("html") => Some(Format::Html),
            Some("markdown") => Some(Format::Markdown),
            Some("text") => Some(Format::Text),
            Some(other) => {
                return Err(unknown(
                    "format",
                    other,
                    "auto, docx, html, markdown or text",
                ));
            }
        })
    }

    fn options(self) -> Result<Options, js_sys::Error> {
        let paper = match self.paper.as_deref() {
            None | Some("auto") => None,
            Some("ours") => Some(Paper::Ours),
            Some("theirs") => Some(Paper::Theirs),
            Some(other) => return Err(unknown("paper", other, "auto, ours or theirs")),
        };
        let extent = match self.extent.as_deref() {
            None | Some("auto") => None,
            Some("whole") => Some(Extent::Whole),
            Some("excerpt") => Some(Extent::Excerpt),
            Some(other) => return Err(unknown("extent", other, "auto, whole or excerpt")),
        };
        Ok(Options {
            paper,
            extent,
            deal: self.deal,
            facts: self.facts,
            with_blocks: self.blocks,
        })
    }
}

fn unknown(name: &str, value: &str, known: &str) -> js_sys::Error {
    fault("option", format!("{name}: `{value}` is none of {known}"))
}

/// An `Error` whose `name` says what kind it is.
fn fault(name: &str, message: String) -> js_sys::Error {
    let error = js_sys::Error::new(&message);
    error.set_name(name);
    error
}
