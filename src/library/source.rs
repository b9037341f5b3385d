//! A library file's text, and where in it a byte stands.

use super::model::Place;

/// Characters are counted once for each stretch of so many bytes, so that a place costs the same in a long line as in
/// a short one.
const STRIDE: usize = 64;

/// A file of the library.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// Its path within the library.
    pub(super) path: String,
    /// Its text, without a byte order mark and with plain line ends.
    pub(super) text: String,
    /// Where each line starts.
    lines: Vec<usize>,
    /// How many characters start before each stretch.
    counted: Vec<usize>,
}

impl Source {
    /// Reads a file's text.
    pub(super) fn new(path: &str, text: &str) -> Source {
        let text = plain(text);
        let mut lines = vec![0];
        let mut counted = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut characters = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                counted.push(characters);
            }
            if starts_character(byte) {
                characters += 1;
            }
            if byte == b'\n' {
                lines.push(at + 1);
            }
        }
        counted.push(characters);
        Source {
            path: String::from(path),
            text,
            lines,
            counted,
        }
    }

    /// The text between two bytes; nothing where they do not lie between characters.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The place of a byte.
    pub(super) fn place(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or(0);
        Place {
            file: self.path.clone(),
            line,
            column: self.characters(at).saturating_sub(self.characters(start)) + 1,
        }
    }

    fn characters(&self, at: usize) -> usize {
        let stretch = at / STRIDE;
        let before = self.counted.get(stretch).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(stretch * STRIDE..at);
        let rest = rest.unwrap_or(&[]).iter();
        before + rest.filter(|byte| starts_character(**byte)).count()
    }
}

/// A text without a byte order mark and with plain line ends: what the hash is taken of, too, so that a checkout with
/// other line ends is the same library.
pub(super) fn plain(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\0', "\u{fffd}")
}

fn starts_character(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters() {
        let text = format!(
            "\u{feff}one\r\ntw\u{f6} {}x\r\n\r\nend",
            "\u{2026}".repeat(100)
        );
        let source = Source::new("a.md", &text);
        for (needle, line, column) in [("one", 1, 1), ("tw", 2, 1), ("x", 2, 105), ("end", 4, 1)] {
            let at = source.text.find(needle).expect(needle);
            let place = source.place(at);
            assert_eq!((place.line, place.column), (line, column), "{needle}");
        }
        assert_eq!(source.place(usize::MAX).line, 4);
    }
}
