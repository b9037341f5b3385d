//! The Wasm face: the library's calls for JavaScript, as JSON text both ways, which crosses the boundary fastest.
//!
//! This is the only file that names a JavaScript value. It decides nothing; `www/src/engine/clausecheck.d.ts` is
//! made from it, so that the comments here are read there.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::check::{self, CheckError, Input, Options};
use crate::json::{Fault, Reader};
use crate::library::{Diagnostic, Library, MatrixFormat, notes, unbundle};
use crate::live::{Live, LiveBlock, Told};
use crate::proof;
use crate::redline::{self, Format};
use crate::report::{self, Extent, Paper};

/// A library, ready to check redlines by.
#[wasm_bindgen]
pub struct Checker {
    library: Rc<Library>,
    files: BTreeMap<String, String>,
    faults: Vec<Diagnostic>,
}

#[wasm_bindgen]
impl Checker {
    /// Loads a library from a bundle: `{"schema":"clausecheck-library/1","files":{"library.md":"..."}}`.
    ///
    /// What is wrong in its files is for `lint` to say; the rest is loaded. Throws an `Error` named `library` where the
    /// text is no bundle.
    #[wasm_bindgen(constructor)]
    pub fn new(bundle: &str) -> Result<Checker, js_sys::Error> {
        let files = unbundle(bundle).map_err(|error| fault("library", error.to_string()))?;
        let (library, faults) = Library::load(&files);
        Ok(Checker {
            library: Rc::new(library),
            files,
            faults,
        })
    }

    /// The library's name, version and hash, as JSON.
    pub fn about(&self) -> String {
        serde_json::json!({ "name": self.library.name, "version": self.library.version, "hash": self.library.hash })
            .to_string()
    }

    /// Checks a redline, or a text and the text that it was made from; returns the report's JSON.
    ///
    /// `options` is JSON: `format`, `paper`, `extent` (each `auto` if absent), `deal` and `facts` (text by name), and
    /// `blocks` (whether the report holds the text). Throws an `Error` whose `name` is `input`, `base` or `option`, or
    /// `library` where it holds no clause that can be read: nothing would be found, and that would look like nothing wrong.
    pub fn check(
        &self,
        input: &[u8],
        base: Option<Vec<u8>>,
        options: &str,
    ) -> Result<String, js_sys::Error> {
        self.holds_clauses()?;
        let asked = asked(options)?;
        let input = Input {
            bytes: input,
            format: format(asked.format.as_deref())?,
            base: base.as_deref(),
        };
        let report = check::check(&input, &self.library, &asked.options()?)
            .map_err(|error| fault(name_of(&error), error.to_string()))?;
        json(&report)
    }

    /// Opens a document to be edited. `blocks` is the JSON of each text that [`Told`] reads, one after the other; `options` are those of `check`.
    ///
    /// Throws an `Error` whose `name` is `input`, `option` or `library`.
    pub fn open(&self, blocks: &str, options: &str) -> Result<OpenDocument, js_sys::Error> {
        self.holds_clauses()?;
        let live = Live::open(blocks_of(blocks)?, asked(options)?.options()?);
        Ok(OpenDocument {
            library: Rc::clone(&self.library),
            live: live.map_err(|error| fault("input", error.to_string()))?,
        })
    }

    fn holds_clauses(&self) -> Result<(), js_sys::Error> {
        if self.library.clauses.is_empty() {
            let message = "the library holds no clause that can be read; see what `lint` says";
            return Err(fault("library", String::from(message)));
        }
        Ok(())
    }

    /// What is wrong with the library, as the JSON of `Note[]`, in the order of the files.
    ///
    /// With `prove` its examples and its language are judged too, as `clausecheck lint` does; that takes as long as
    /// checking all of them.
    pub fn lint(&self, prove: bool) -> Result<String, js_sys::Error> {
        let mut faults = self.faults.clone();
        faults.extend(if prove {
            proof::lint(&self.library)
        } else {
            self.library.lint()
        });
        Diagnostic::sort(&mut faults);
        json(&notes(&faults, &self.files))
    }

    /// The fallback matrix of all clauses, as `markdown`, `csv` or `html`.
    pub fn matrix(&self, format: &str) -> Result<String, js_sys::Error> {
        let format = match format {
            "markdown" => MatrixFormat::Markdown,
            "csv" => MatrixFormat::Csv,
            "html" => MatrixFormat::Html,
            other => return Err(unknown("format", other, "markdown, csv or html")),
        };
        Ok(self.library.matrix(format))
    }

    /// All that the library says, to be shown, as the JSON of `LibraryView`.
    pub fn library(&self) -> Result<String, js_sys::Error> {
        json(&self.library.view())
    }

    /// Judges the examples of a clause, or of all, and gives the JSON of `ExampleResult[]`.
    pub fn examples(&self, clause: Option<String>) -> Result<String, js_sys::Error> {
        json(&proof::results(&self.library, clause.as_deref()))
    }

    /// The values, places and parties that a text names, as the JSON of `FoundValue[]`.
    pub fn values(&self, text: &str) -> Result<String, js_sys::Error> {
        json(&self.library.values(text))
    }

    /// What is read of a document, before anything is judged, as the JSON of `ReadText`.
    ///
    /// Throws an `Error` whose `name` is `input` or `option`.
    pub fn read(&self, input: &[u8], format: Option<String>) -> Result<String, js_sys::Error> {
        let format = self::format(format.as_deref())?;
        let document =
            redline::read(input, format).map_err(|error| fault("input", error.to_string()))?;
        json(&report::read_text(&document, input))
    }
}

/// A document that is being edited. Judging it again takes what no edit touched from the check before.
#[wasm_bindgen]
pub struct OpenDocument {
    library: Rc<Library>,
    live: Live,
}

#[wasm_bindgen]
impl OpenDocument {
    /// Puts runs, as the JSON of each text that [`Told`] reads, in the place of those of the block with this id.
    ///
    /// Throws an `Error` named `input` where there is none; the document is as it was then.
    pub fn update(&mut self, id: &str, runs: &str) -> Result<(), js_sys::Error> {
        let runs = told(runs)?.runs().ok_or_else(no_blocks)?;
        let edit = self.live.update(id, runs);
        edit.map_err(|error| fault("input", error.to_string()))
    }

    /// Takes so many blocks out from a place on and puts others in, as the JSON of each text.
    ///
    /// Throws an `Error` named `input` where that cannot be; the document is as it was then.
    pub fn splice(&mut self, at: usize, remove: usize, blocks: &str) -> Result<(), js_sys::Error> {
        let edit = self.live.splice(at, remove, blocks_of(blocks)?);
        edit.map_err(|error| fault("input", error.to_string()))
    }

    /// What the report has that the one before had not: `{report, findings, unread, changes, blocks}`, where an item of
    /// a list is its place in the list of the report before, or all of it.
    ///
    /// Throws an `Error` named `option` where a deal value or a fact makes no sense.
    pub fn news(&mut self) -> Result<String, js_sys::Error> {
        let news = self.live.news(&self.library);
        news.map_err(|error| fault(name_of(&error), error.to_string()))
    }
}

fn told(texts: &str) -> Result<Told, js_sys::Error> {
    Told::read(texts).ok_or_else(no_blocks)
}

fn blocks_of(texts: &str) -> Result<Vec<LiveBlock>, js_sys::Error> {
    told(texts)?.blocks().ok_or_else(no_blocks)
}

fn no_blocks() -> js_sys::Error {
    fault("input", String::from("these are no blocks of a document"))
}

fn asked(options: &str) -> Result<Asked, js_sys::Error> {
    Asked::read(options).map_err(|wrong| fault("option", placed(wrong)))
}

/// What is wrong with a text that JavaScript gives, and where.
fn placed(wrong: Fault) -> String {
    let Fault {
        line,
        column,
        message,
    } = wrong;
    format!("{line}:{column}: {message}")
}

fn name_of(error: &CheckError) -> &'static str {
    match error {
        CheckError::Input(_) => "input",
        CheckError::Base(_) => "base",
        CheckError::Option { .. } => "option",
    }
}

/// As the command line writes it, byte for byte.
fn json(value: &impl Serialize) -> Result<String, js_sys::Error> {
    serde_json::to_string_pretty(value).map_err(|error| fault("report", error.to_string()))
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
#[derive(Default)]
struct Asked {
    format: Option<String>,
    paper: Option<String>,
    extent: Option<String>,
    deal: BTreeMap<String, String>,
    facts: BTreeMap<String, String>,
    blocks: bool,
}

impl Asked {
    fn read(text: &str) -> Result<Asked, Fault> {
        let mut asked = Asked::default();
        let mut reader = Reader::new(text);
        reader.object(&mut |reader, name| {
            match name.as_str() {
                "format" => asked.format = text_or_null(reader)?,
                "paper" => asked.paper = text_or_null(reader)?,
                "extent" => asked.extent = text_or_null(reader)?,
                "deal" => asked.deal = reader.texts()?,
                "facts" => asked.facts = reader.texts()?,
                "blocks" => asked.blocks = reader.boolean()?,
                _ => return Err(reader.fault(&format!("there is no option `{name}`"))),
            }
            Ok(())
        })?;
        reader.end()?;
        Ok(asked)
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

/// A text, or null where there is none.
fn text_or_null(reader: &mut Reader<'_>) -> Result<Option<String>, Fault> {
    if reader.null() {
        return Ok(None);
    }
    reader.text().map(Some)
}

fn format(name: Option<&str>) -> Result<Option<Format>, js_sys::Error> {
    Ok(match name {
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

fn unknown(name: &str, value: &str, known: &str) -> js_sys::Error {
    fault("option", format!("{name}: `{value}` is none of {known}"))
}

/// An `Error` whose `name` says what kind it is.
fn fault(name: &str, message: String) -> js_sys::Error {
    let error = js_sys::Error::new(&message);
    error.set_name(name);
    error
}
