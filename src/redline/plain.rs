//! Plain text: paragraphs parted by blank lines, hard-wrapped lines joined.
//!
//! It sees no marks of change, and no headings but by where a block starts: what a line *is* is for `passages` to say.

use super::decode::Decoded;
use super::draft::Draft;
use super::lines::{self, Line};
use super::{Document, Format, Op};

/// Reads plain text.
pub(super) fn read(source: &Decoded) -> Document {
    let mut draft = Draft::new(Format::Text);
    let mut previous: Option<Line<'_>> = None;
    for (index, line) in lines::split(&source.text).enumerate() {
        if line.text.is_empty() {
            draft.end_block(Op::Keep, None);
            previous = None;
            continue;
        }
        if let Some(before) = previous {
            if lines::starts_block(before.text, line.text) {
                draft.end_block(Op::Keep, None);
            } else {
                draft.push(Op::Keep, " ", None, None);
            }
        }
        if draft.block.runs.is_empty() {
            draft.block.place = format!("line {}", index + 1);
        }
        let at = source.offset.map(|offset| offset + line.at);
        draft.push(Op::Keep, line.text, None, at);
        previous = Some(line);
    }
    draft.finish()
}

#[cfg(test)]
mod tests {
    use crate::redline::testing::{check, show};
    use crate::redline::{Format, ReadErrorKind, read};

    #[test]
    fn paragraphs_and_wrapped_lines() {
        for (source, expected) in [
            ("One two\nthree.\n\n\nFour", "One two three.\nFour"),
            ("One\r\ntwo\r\n\r\nthree\rfour", "One two\nthree four"),
            ("  One\n\ttwo  \n \nthree", "One two\nthree"),
            (
                "Fees are due.\n3.1 Each invoice",
                "Fees are due.\n3.1 Each invoice",
            ),
            (
                "as set out in Section\n3.1 of this",
                "as set out in Section 3.1 of this",
            ),
            (
                "The fees:\n(a) one;\n(b) two; and\n(c) three.",
                "The fees:\n(a) one;\n(b) two; and\n(c) three.",
            ),
            (
                "under paragraphs\n(a) and (b)",
                "under paragraphs (a) and (b)",
            ),
            ("within\n30. After", "within 30. After"),
            (
                "Payment Terms\nThe Customer shall pay",
                "Payment Terms\nThe Customer shall pay",
            ),
            ("PAYMENT\n1. Fees\n2. Taxes", "PAYMENT\n1. Fees\n2. Taxes"),
            ("The Customer\nshall pay", "The Customer shall pay"),
            ("all of\n• fees\n• taxes", "all of\n• fees\n• taxes"),
            ("Pay {++now++} <b> # 5", "Pay {++now++} <b> # 5"),
        ] {
            check(Format::Text, source, expected);
        }
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "word ".repeat(30);
        let source = format!("{long}\nnext");
        check(Format::Text, &source, &format!("{}\nnext", long.trim_end()));
    }

    #[test]
    fn encodings() {
        let wide = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
        };
        let big = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect::<Vec<_>>()
        };
        for (bytes, expected, problems) in [
            ("\u{feff}Fee “x”".as_bytes().to_vec(), "Fee “x”", 0),
            (wide("\u{feff}Fee “x”"), "Fee “x”", 0),
            (big("\u{feff}Fee “x”"), "Fee “x”", 0),
            (b"Fee \x93x\x94 \x80 5".to_vec(), "Fee “x” € 5", 1),
        ] {
            let document = read(&bytes, None).unwrap();
            assert_eq!(show(&document), expected);
            assert_eq!(document.problems.len(), problems, "{expected}");
        }
    }

    #[test]
    fn what_is_no_text() {
        for (bytes, kind) in [
            (&b""[..], ReadErrorKind::Empty),
            (b" \r\n\xc2\xa0", ReadErrorKind::Empty),
            (b"a\0b\0", ReadErrorKind::NotText),
            (b"\x01\x02\x03abc", ReadErrorKind::NotText),
            (b"\xff\xfea", ReadErrorKind::NotText),
            (b"\xff\xfe\x00\xd8", ReadErrorKind::NotText),
            (b"{\\rtf1 x}", ReadErrorKind::Rtf),
            (b"%PDF-1.7 x", ReadErrorKind::Pdf),
        ] {
            assert_eq!(read(bytes, None).unwrap_err().kind, kind, "{bytes:?}");
        }
    }
}
