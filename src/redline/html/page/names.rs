//! What names of elements, and numbers as Word shows them, mean.

/// Elements that start a line of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "td"
            | "th"
            | "ul"
    )
}

/// Elements that are a paragraph even when empty.
pub(super) fn is_paragraph(name: &str) -> bool {
    matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The number of a paragraph as Word shows it. Bullets are letters of symbol fonts there.
pub(super) fn number(shown: &str) -> Option<String> {
    let words: Vec<&str> = shown.split_whitespace().collect();
    let number = words.join(" ");
    match number.as_str() {
        "" => None,
        "·" | "o" | "§" | "¨" | "Ø" | "ü" | "•" | "\u{f0b7}" | "\u{f0a7}" => {
            Some("•".to_owned())
        }
        _ => Some(number),
    }
}
