//! Back to Word: the document that was checked, with a comment at each finding and, if wanted, a counter-redline.
//!
//! Bytes and their report in, bytes out. Parts that nothing goes into are copied as they are packed; into the others
//! text is put between the bytes that are there. The document says what it said before: comments and tracked changes are
//! all that is added. No file is opened and no clock is read here; whoever wants dates gives one.
//!
//! What is not done: the words of headers, footers and text boxes are never changed (a comment at a finding in a text
//! box stands where the box hangs), nor whole rows of tables that were added or struck, nor parts of fields and
//! formulas. [`Annotated::left`] names what was left, and why.

mod comment;
mod counter;
mod hang;
mod ids;
mod offsets;
mod part;
mod place;
mod relate;
mod runs;
mod strike;
mod tree;
mod zip;

use std::fmt;

use crate::ordered::Map;
use crate::redline::DocxError;
use crate::redline::ooxml::{Package, Traced, trace};
use crate::report::{Decision, Mode, Report};
use counter::Outcome;
use hang::{Notes, hang};
use ids::Ids;
use offsets::Offsets;
use part::Source;
use place::Page;
use strike::Pen;
use tree::Tree;

/// Whom the file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Our own people: comments hold the verdict, the reasons, the role and the wording to offer.
    #[default]
    Legal,
    /// The other side: comments hold what may be said to them and Standard's wording, and no more.
    Customer,
}

/// How to write into the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The author of the comments and changes.
    pub author: String,
    /// Their date, as ISO 8601 writes it: `2026-03-02T10:15:00Z`. Without one they have none.
    pub date: Option<String>,
    /// Whom the file is for.
    pub audience: Audience,
    /// Whether what is not acceptable is rejected, or replaced by the wording to offer, as tracked changes.
    pub counter: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            author: String::from("clausecheck"),
            date: None,
            audience: Audience::default(),
            counter: false,
        }
    }
}

/// A document with its verdicts in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// The names of the parts that are not as they were, or were not there.
    pub touched: Vec<String>,
    /// How many comments were put in.
    pub comments: usize,
    /// How many were there before: they are still there, whomever the file is for.
    pub earlier: usize,
    /// The findings whose changes were rejected, by identifier.
    pub rejected: Vec<String>,
    /// The findings whose passage was replaced.
    pub replaced: Vec<String>,
    /// The findings that were to be countered and were not.
    pub left: Vec<Left>,
}

/// A finding that nothing could be done about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its identifier.
    pub finding: String,
    /// Why.
    pub why: String,
}

/// Why a document cannot be written into.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnnotateError {
    /// It is no .docx that can be read, or one that is damaged.
    Docx(DocxError),
    /// The report is that of another document, or of a comparison.
    Report,
    /// The author has no name.
    Author,
    /// The date is none.
    Date(String),
}

impl fmt::Display for AnnotateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Docx(error) => write!(f, "not a .docx that can be written into: {error}"),
            Self::Report => f.write_str(
                "the report is not that of this document; check the .docx by itself and use that report",
            ),
            Self::Author => f.write_str("the author has no name; give one"),
            Self::Date(date) => write!(
                f,
                "\"{date}\" is no date; write it as 2026-03-02 or 2026-03-02T10:15:00Z"
            ),
        }
    }
}

impl std::error::Error for AnnotateError {}

impl From<DocxError> for AnnotateError {
    fn from(error: DocxError) -> Self {
        Self::Docx(error)
    }
}

/// Puts the findings of a report into the .docx that it is about.
///
/// # Errors
///
/// Where the file is no .docx or is damaged, the report is not about it, or an option makes no sense.
pub fn annotate(
    bytes: &[u8],
    report: &Report,
    options: &Options,
) -> Result<Annotated, AnnotateError> {
    let options = &checked(options)?;
    if report.document.format != "docx" || report.document.mode == Mode::Compare {
        return Err(AnnotateError::Report);
    }
    let traced = trace(bytes)?;
    let offsets = Offsets::of(&traced.document);
    check(report, &offsets)?;

    let mut package = Package::open(bytes)?;
    let mut ids = Ids::default();
    let sources = sources(&mut package, &traced, &mut ids)?;
    let mut pages = Vec::new();
    for (name, source) in traced.names.iter().zip(&sources) {
        let tree = source.as_ref().map(|source| Tree::read(name, &source.text));
        pages.push(tree.transpose()?.map(Page::new));
    }

    let outcomes = if options.counter {
        let mut pen = Pen {
            traced: &traced,
            pages: &mut pages,
            options,
            ids: &mut ids,
        };
        counter::counter(report, &offsets, options.audience, &mut pen)
    } else {
        Map::new()
    };
    let notes = Notes::of(&traced, &pages);
    let mut left = Vec::new();
    let mut comments = Vec::new();
    for finding in &report.findings {
        let outcome = outcomes.get(&finding.id).map(told);
        let lines = comment::say(report, finding, options.audience, outcome.as_deref());
        if lines.is_empty() {
            continue;
        }
        let id = ids.next();
        if hang(finding, &id, &traced, &offsets, &mut pages, &notes) {
            comments.push((id, lines));
        } else if finding.decision > Decision::Accept {
            // Empty paragraphs that came or went have no text to hang a comment on, and need none.
            left.push(Left {
                finding: finding.id.clone(),
                why: String::from("no place for its comment was found"),
            });
        }
    }

    let mut parts = Map::new();
    let is_strict = pages.iter().flatten().any(|page| page.tree.is_strict());
    for ((name, source), page) in traced.names.iter().zip(&sources).zip(pages) {
        if let (Some(source), Some(page)) = (source, page.filter(Page::is_touched)) {
            parts.insert(name.clone(), source.encode(&page.write(&mut ids)));
        }
    }
    if !comments.is_empty() {
        let write = |ink: &tree::Ink| -> String {
            let elements = comments
                .iter()
                .map(|(id, lines)| comment::element(id, lines, options, ink));
            elements.collect()
        };
        relate::comments(&mut package, &traced.parts, is_strict, write, &mut parts)?;
    }
    let touched = parts.keys().cloned().collect();
    let bytes = if parts.is_empty() {
        bytes.to_vec()
    } else {
        zip::rewrite(bytes, parts)?
    };
    let of = |wanted: Outcome| {
        let these = outcomes.iter().filter(move |(_, done)| **done == wanted);
        these.map(|(id, _)| id.clone()).collect()
    };
    left.extend(outcomes.iter().filter_map(|(id, done)| match done {
        Outcome::Left(why) => Some(Left {
            finding: id.clone(),
            why: String::from(*why),
        }),
        Outcome::Rejected | Outcome::Replaced => None,
    }));
    Ok(Annotated {
        bytes,
        touched,
        comments: comments.len(),
        earlier: traced.document.notes.len(),
        rejected: of(Outcome::Rejected),
        replaced: of(Outcome::Replaced),
        left,
    })
}

/// What a comment says of a counter.
fn told(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Rejected => String::from("the change is rejected"),
        Outcome::Replaced => String::from("the passage is replaced by the wording to offer"),
        Outcome::Left(why) => format!("left as it stands, for {why}"),
    }
}

/// The options, if they make sense.
fn checked(options: &Options) -> Result<Options, AnnotateError> {
    if options.author.trim().is_empty() {
        return Err(AnnotateError::Author);
    }
    let mut options = options.clone();
    if let Some(date) = &mut options.date {
        if date.len() == "2026-03-02".len() {
            date.push_str("T00:00:00Z");
        }
        if !is_date(date) {
            return Err(AnnotateError::Date(date.clone()));
        }
    }
    Ok(options)
}

/// Whether a text is a date and time as Word writes them, which is all that Word reads for certain.
fn is_date(text: &str) -> bool {
    let shape = "0000-00-00T00:00:00Z";
    let within = |range: std::ops::Range<usize>, least: u32, most: u32| {
        let number = text.get(range).and_then(|digits| digits.parse().ok());
        number.is_some_and(|value: u32| (least..=most).contains(&value))
    };
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(is, wanted)| match wanted {
                b'0' => is.is_ascii_digit(),
                sign => is == sign,
            })
        && within(5..7, 1, 12)
        && within(8..10, 1, 31)
        && within(11..13, 0, 23)
        && within(14..16, 0, 59)
        && within(17..19, 0, 59)
}

/// Whether every place of a report is one of the document.
fn check(report: &Report, offsets: &Offsets<'_>) -> Result<(), AnnotateError> {
    let spans = report.findings.iter().flat_map(|finding| {
        let edits = finding.edits.iter().map(|edit| &edit.span);
        finding.spans.iter().chain(edits)
    });
    for span in spans {
        if offsets.bytes(span).is_none() {
            return Err(AnnotateError::Report);
        }
    }
    Ok(())
}

/// The text of the parts that hold blocks; the identifiers of all parts that may hold marks are taken note of.
fn sources(
    package: &mut Package<'_>,
    traced: &Traced,
    ids: &mut Ids,
) -> Result<Vec<Option<Source>>, AnnotateError> {
    let pieces = traced.pieces.iter().flatten().map(|piece| piece.part);
    let paragraphs = traced.paragraphs.iter().flatten().map(|(part, _)| *part);
    let held: crate::ordered::Set<usize> = pieces.chain(paragraphs).collect();
    let mut sources = Vec::new();
    for (index, name) in traced.names.iter().enumerate() {
        let source = match held.contains(&index) {
            true => Source::open(package, name)?,
            false => None,
        };
        if let Some(source) = &source {
            ids.note(&source.text);
        }
        sources.push(source);
    }
    for kind in ["comments", "footnotes", "endnotes", "header", "footer"] {
        let names: Vec<String> = traced.parts.all(kind).map(str::to_owned).collect();
        for name in names {
            let is_open = traced
                .names
                .iter()
                .zip(&sources)
                .any(|(known, source)| *known == name && source.is_some());
            if !is_open && let Some((text, _)) = package.text(&name)? {
                ids.note(&text);
            }
        }
    }
    Ok(sources)
}
