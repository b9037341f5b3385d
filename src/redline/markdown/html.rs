//! HTML inside Markdown: which of it is markup and which is a contract's own angle brackets.

/// A stretch of raw HTML.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Its offset.
    pub(super) at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A tag or a comment, to be left out.
    Tag,
    Break,
    Struck,
    StruckEnd,
}

/// Elements that people write in Markdown. `<Customer>` is none of them.
const TAGS: [&str; 44] = [
    "a",
    "abbr",
    "article",
    "b",
    "big",
    "blockquote",
    "center",
    "code",
    "del",
    "details",
    "div",
    "em",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Cuts raw HTML at its tags.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = first(rest);
        let text = rest.get(..length).unwrap_or(rest);
        pieces.push(Piece { kind, text, at });
        at += text.len().max(1);
    }
    pieces
}

/// The kind and length of the first piece.
fn first(text: &str) -> (Kind, usize) {
    if let Some(comment) = text.strip_prefix("<!--") {
        let end = comment
            .find("-->")
            .map_or(text.len(), |end| end + "<!---->".len());
        return (Kind::Tag, end);
    }
    let Some(inside) = text.strip_prefix('<') else {
        return (Kind::Text, text.find('<').unwrap_or(text.len()));
    };
    let inner = inside.strip_prefix('/').unwrap_or(inside);
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inner.get(..length).unwrap_or_default().to_ascii_lowercase();
    let is_end = inner.len() < inside.len();
    let kind = match name.as_str() {
        "br" => Kind::Break,
        "s" | "strike" if is_end => Kind::StruckEnd,
        "s" | "strike" => Kind::Struck,
        name if TAGS.contains(&name) => Kind::Tag,
        _ => Kind::Text,
    };
    let next = inside.find(['<', '>']);
    let is_closed = next.is_some_and(|next| inside.as_bytes().get(next) == Some(&b'>'));
    match next {
        Some(end) if kind != Kind::Text && is_closed => (kind, end + "<>".len()),
        Some(next) if !is_closed => (Kind::Text, next + 1),
        _ => (
            Kind::Text,
            inside.find('<').map_or(text.len(), |next| next + 1),
        ),
    }
}
