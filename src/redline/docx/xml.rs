//! XML as the parts of a .docx need it: namespaces known, names and depth at hand, and never a dead end.
//!
//! Tags that do not match are mended on the way, as a browser would: an end tag closes what was left open inside it,
//! one that closes nothing is passed over. Each such repair leaves a fault to report. It is no general XML reader: it
//! knows five namespaces, no entities but XML's own, and no DTD.

use crate::ordered::Map;
use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::DocxError;
use super::limits;

/// The namespaces that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ns {
    /// WordprocessingML: ECMA-376 part 1, section 17; transitional and strict.
    W,
    /// Office math: part 1, section 22.1.
    M,
    /// Markup compatibility: part 3.
    Mc,
    /// Anything else.
    Other,
}

impl Ns {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::W,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::M,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Mc,
            _ => Self::Other,
        }
    }
}

/// What comes next in a part.
#[derive(Debug)]
pub(crate) enum Token<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element ends.
    Close(Closed<'a>),
    /// Text, entities resolved.
    Text(Cow<'a, str>),
}

/// An element that begins.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    pub(crate) ns: Ns,
    pub(crate) local: &'a str,
    /// How many elements are open, this one included.
    pub(crate) depth: usize,
    start: BytesStart<'a>,
}

/// An element that ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Closed<'a> {
    pub(crate) ns: Ns,
    pub(crate) local: &'a str,
    /// The depth at which it was opened.
    pub(crate) depth: usize,
}

impl Element<'_> {
    /// The value of the first attribute of this local name. Prefixes are not looked at: no element that is read here
    /// has two attributes of one local name in different namespaces.
    pub(crate) fn attribute(&self, local: &str) -> Option<String> {
        // Checking for doubles would take quadratic time.
        for attribute in self.start.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let name = attribute.key.into_inner();
            let found = name.rsplit_once(':').map_or(name, |(_, local)| local);
            if found == local {
                let value = attribute
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .unwrap_or(Cow::Borrowed(&attribute.value));
                return Some(value.into_owned());
            }
        }
        None
    }

    /// `w:val`.
    pub(crate) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// `w:val` as a number.
    pub(crate) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.val()?.trim().parse().ok()
    }

    /// Whether an on-off property is on: part 1, 17.17.4.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

struct Open<'a> {
    name: &'a str,
    ns: Ns,
    local: &'a str,
    bound: Vec<String>,
}

/// A part being read.
pub(crate) struct Xml<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<Open<'a>>,
    bindings: Map<String, Vec<Ns>>,
    /// How many open elements the last end tag closes beside its own.
    closing: usize,
    /// Where the last token stands in the source; empty for an end that is not written there.
    token: Range<usize>,
    ended: bool,
    broke_off: bool,
    faults: Vec<String>,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        // Mended here instead.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self {
            source,
            reader,
            open: Vec::new(),
            bindings: Map::new(),
            closing: 0,
            token: 0..0,
            ended: false,
            broke_off: false,
            faults: Vec::new(),
        }
    }

    /// What was mended since the last call.
    pub(crate) fn take_faults(&mut self) -> Vec<String> {
        std::mem::take(&mut self.faults)
    }

    /// The bytes of the source that the last token was read from.
    pub(crate) fn token(&self) -> Range<usize> {
        self.token.clone()
    }

    /// The first prefix that stands for a namespace here; the default namespace is none.
    pub(crate) fn prefix_of(&self, ns: Ns) -> Option<&str> {
        self.bindings
            .iter()
            .find(|(prefix, stack)| !prefix.is_empty() && stack.last() == Some(&ns))
            .map(|(prefix, _)| prefix.as_str())
    }

    /// Whether the part ended before its root element did.
    pub(crate) fn broke_off(&self) -> bool {
        self.broke_off
    }

    /// The next token; none at the end. Every opened element is closed before that.
    pub(crate) fn next(&mut self) -> Result<Option<Token<'a>>, DocxError> {
        if self.closing > 0 {
            self.closing -= 1;
            return Ok(self.close());
        }
        while !self.ended {
            let at = position(self.reader.buffer_position());
            let event = self.reader.read_event();
            self.token = at..position(self.reader.buffer_position());
            match event {
                Ok(Event::Start(start) | Event::Empty(start)) => {
                    return self.begin(start, at).map(Some);
                }
                Ok(Event::End(end)) => {
                    if self.mend(end.name().into_inner(), at) {
                        return Ok(self.close());
                    }
                }
                Ok(Event::Text(text)) => return Ok(Some(Token::Text(text.xml10_content()))),
                Ok(Event::CData(text)) => return Ok(Some(Token::Text(text.xml10_content()))),
                Ok(Event::GeneralRef(reference)) => {
                    return Ok(Some(Token::Text(self.resolve(&reference, at))));
                }
                Ok(Event::Eof) => {
                    if let Some(last) = self.open.last() {
                        let name = limits::short(last.name);
                        self.fault(at, &format!("the part ends within <{name}>"));
                    }
                    self.broke_off = !self.open.is_empty();
                    self.ended = true;
                }
                Ok(_) => {}
                Err(error) => {
                    let at = position(self.reader.error_position()).max(at);
                    self.fault(at, &format!("{error}; what follows was not read"));
                    self.broke_off = true;
                    self.ended = true;
                }
            }
        }
        Ok(self.close())
    }

    fn begin(&mut self, start: BytesStart<'a>, at: usize) -> Result<Token<'a>, DocxError> {
        if self.open.len() >= limits::DEPTH {
            return Err(DocxError::TooDeep);
        }
        let bound = self.bind(&start);
        // The name as the source holds it, so that it outlives the event.
        let length = start.name().into_inner().len();
        let name = self.source.get(at + 1..at + 1 + length).unwrap_or_default();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let ns = match self.bindings.get(prefix).and_then(|stack| stack.last()) {
            Some(ns) => *ns,
            None => Ns::Other,
        };
        self.open.push(Open {
            name,
            ns,
            local,
            bound,
        });
        Ok(Token::Open(Element {
            ns,
            local,
            depth: self.open.len(),
            start,
        }))
    }

    /// Takes up the namespaces that an element declares; the prefixes are given back for its end.
    fn bind(&mut self, start: &BytesStart<'a>) -> Vec<String> {
        let mut bound = Vec::new();
        if !start.attributes_raw().contains("xmlns") {
            return bound;
        }
        for attribute in start.attributes().with_checks(false).flatten() {
            let name = attribute.key.into_inner();
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => match rest.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            self.bindings
                .entry(prefix.to_owned())
                .or_default()
                .push(Ns::of(&attribute.value));
            bound.push(prefix.to_owned());
        }
        bound
    }

    fn close(&mut self) -> Option<Token<'a>> {
        let depth = self.open.len();
        let Open {
            ns, local, bound, ..
        } = self.open.pop()?;
        for prefix in bound {
            if let Some(stack) = self.bindings.get_mut(&prefix) {
                stack.pop();
            }
        }
        Some(Token::Close(Closed { ns, local, depth }))
    }

    /// Whether an end tag closes anything; what it must close first is counted in `closing`.
    fn mend(&mut self, name: &str, at: usize) -> bool {
        let Some(index) = self.open.iter().rposition(|open| open.name == name) else {
            let name = limits::short(name);
            self.fault(at, &format!("</{name}> closes nothing; it was passed over"));
            return false;
        };
        self.closing = self.open.len() - 1 - index;
        if self.closing > 0 {
            let outermost = self.open.get(index + 1).map_or("", |open| open.name);
            let (left, name) = (limits::short(outermost), limits::short(name));
            self.fault(
                at,
                &format!("<{left}> is not closed before </{name}>; it was taken to end there"),
            );
        }
        true
    }

    fn resolve(&mut self, reference: &quick_xml::events::BytesRef<'a>, at: usize) -> Cow<'a, str> {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            return Cow::Owned(character.to_string());
        }
        Cow::Borrowed(match &**reference {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            other => {
                let what = format!("&{};", limits::short(other));
                self.fault(
                    at,
                    &format!("{what} is no character; it was read as it stands"),
                );
                return Cow::Owned(what);
            }
        })
    }

    fn fault(&mut self, at: usize, what: &str) {
        if self.faults.len() < limits::PROBLEMS {
            self.faults.push(format!("byte {at}: {what}"));
        }
    }
}

fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// The text of a part: UTF-8, or UTF-16 with a byte order mark (ECMA-376 part 2, 9.1 allows both). Says whether bytes
/// had to be replaced.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, bool) {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| match pair {
            [a, b] => unit([*a, *b]),
            _ => 0,
        });
        let mut replaced = false;
        let text = char::decode_utf16(units)
            .map(|unit| {
                unit.unwrap_or_else(|_| {
                    replaced = true;
                    char::REPLACEMENT_CHARACTER
                })
            })
            .collect();
        (text, replaced)
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => decode_utf8(rest.to_vec()),
        _ => decode_utf8(bytes),
    }
}

fn decode_utf8(bytes: Vec<u8>) -> (String, bool) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
    }
}
