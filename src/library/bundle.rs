//! A library as one file: what the browser loads, and what is embedded in the command.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::load::is_part;
use super::source::plain;
use super::{Diagnostic, Library};
use crate::json::{Fault, Reader};

/// The name of the bundle's schema.
pub const BUNDLE_SCHEMA: &str = "clausecheck-library/1";

/// The default library, as it was in `clauses/` when the crate was built.
#[cfg(feature = "default-library")]
pub const DEFAULT_BUNDLE: &str = include_str!(concat!(env!("OUT_DIR"), "/default-library.json"));

#[derive(Serialize)]
struct Bundle {
    schema: String,
    files: BTreeMap<String, String>,
}

/// Why a text is no bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleFault {
    /// It is not JSON of the bundle's shape.
    NotABundle {
        /// The line.
        line: usize,
        /// The column, in bytes from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// It is of another schema.
    OtherSchema(String),
}

impl fmt::Display for BundleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BundleFault::NotABundle {
                line,
                column,
                message,
            } => write!(
                f,
                "{line}:{column}: this is no library bundle ({message}); make one with \"clausecheck bundle\""
            ),
            BundleFault::OtherSchema(schema) => write!(
                f,
                "the bundle is of schema \"{schema}\", but \"{BUNDLE_SCHEMA}\" is wanted; make it again with \"clausecheck bundle\""
            ),
        }
    }
}

impl std::error::Error for BundleFault {}

/// Bundles a library's files: JSON, sorted by path, and the same whatever the line ends.
pub fn bundle(files: &BTreeMap<String, String>) -> String {
    let parts = files.iter().filter(|(path, _)| is_part(path));
    let bundle = Bundle {
        schema: String::from(BUNDLE_SCHEMA),
        files: parts
            .map(|(path, text)| (path.clone(), plain(text)))
            .collect(),
    };
    // Strings as keys and values always serialise.
    serde_json::to_string(&bundle).unwrap_or_default()
}

/// The files of a bundle.
///
/// # Errors
///
/// Where the text is no bundle.
pub fn unbundle(text: &str) -> Result<BTreeMap<String, String>, BundleFault> {
    let (schema, files) = read(text).map_err(|fault| BundleFault::NotABundle {
        line: fault.line,
        column: fault.column,
        message: fault.message,
    })?;
    if schema == BUNDLE_SCHEMA {
        Ok(files)
    } else {
        Err(BundleFault::OtherSchema(schema))
    }
}

/// A bundle's schema and its files. Other fields are let be.
fn read(text: &str) -> Result<(String, BTreeMap<String, String>), Fault> {
    let (mut schema, mut files) = (None, None);
    let mut reader = Reader::new(text);
    reader.object(&mut |reader, name| {
        match name.as_str() {
            "schema" => schema = Some(reader.text()?),
            "files" => files = Some(reader.texts()?),
            _ => reader.skip()?,
        }
        Ok(())
    })?;
    reader.end()?;
    let schema = schema.ok_or_else(|| reader.fault("it has no \"schema\""))?;
    let files = files.ok_or_else(|| reader.fault("it has no \"files\""))?;
    Ok((schema, files))
}

impl Library {
    /// Reads a library from a bundle.
    ///
    /// # Errors
    ///
    /// Where the text is no bundle.
    pub fn from_bundle(text: &str) -> Result<(Library, Vec<Diagnostic>), BundleFault> {
        Ok(Library::load(&unbundle(text)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_gives_its_files_back() {
        let files = BTreeMap::from([
            (
                String::from("library.md"),
                String::from("\u{feff}a\r\n\"b\""),
            ),
            (String::from("README.md"), String::from("about")),
            (String::from(".git/x.md"), String::from("hidden")),
        ]);
        let text = bundle(&files);
        assert_eq!(
            text,
            r#"{"schema":"clausecheck-library/1","files":{"library.md":"a\n\"b\""}}"#
        );
        let back = unbundle(&text).expect("a bundle");
        assert_eq!(Library::load(&files).0.hash, Library::load(&back).0.hash);
    }

    #[test]
    fn what_is_no_bundle_says_so() {
        for (text, message) in [
            (
                "{\n\"schema\"",
                "2:9: this is no library bundle (it ends too early); make one with \"clausecheck bundle\"",
            ),
            (
                r#"{"schema":"clausecheck-library/1"}"#,
                "1:35: this is no library bundle (it has no \"files\"); make one with \"clausecheck bundle\"",
            ),
            (
                r#"{"schema":"other/1","files":{}}"#,
                "the bundle is of schema \"other/1\", but \"clausecheck-library/1\" is wanted; make it again with \"clausecheck bundle\"",
            ),
        ] {
            assert_eq!(unbundle(text).expect_err(text).to_string(), message);
        }
    }

    #[cfg(feature = "default-library")]
    #[test]
    fn the_embedded_library_is_a_bundle() {
        assert!(unbundle(DEFAULT_BUNDLE).is_ok());
    }
}
