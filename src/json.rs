//! JSON (RFC 8259) read from front to end by whoever knows what stands there: `serde`'s readers for the two shapes that
//! are read in the browser were 15 kB of the Wasm.
//!
//! What is not as wanted is a [`Fault`] with its place. A name that stands twice in an object is given twice.

use std::collections::BTreeMap;

/// How deep what is skipped may lie: more than anything that is written for us, and no stack ends before it.
const DEPTH: usize = 128;

/// Why a text is not the JSON that is wanted, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The column, in bytes from 1.
    pub(crate) column: usize,
    /// What is wrong.
    pub(crate) message: String,
}

/// A place in a text of JSON.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

/// What is done for each name of an object: it reads the value.
pub(crate) type Each<'e, 'a> = &'e mut dyn FnMut(&mut Reader<'a>, String) -> Result<(), Fault>;

impl<'a> Reader<'a> {
    /// A reader of a text, from its beginning.
    pub(crate) fn new(text: &'a str) -> Reader<'a> {
        Reader { text, at: 0 }
    }

    /// Reads an object.
    ///
    /// # Errors
    ///
    /// Where none stands here, or where what is done for a name says so.
    pub(crate) fn object(&mut self, each: Each<'_, 'a>) -> Result<(), Fault> {
        self.expect(b'{', "an object is wanted here")?;
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            let name = self.text()?;
            self.expect(b':', "a colon is wanted here")?;
            each(self, name)?;
            if self.take(b'}') {
                return Ok(());
            }
            self.expect(b',', "a comma is wanted here, or the object's end")?;
        }
    }

    /// Reads a text.
    ///
    /// # Errors
    ///
    /// Where none stands here, or one that breaks the rules.
    pub(crate) fn text(&mut self) -> Result<String, Fault> {
        self.expect(b'"', "a text is wanted here")?;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest
                .bytes()
                .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))
                .unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.at += 1;
                    text.push(self.escaped()?);
                }
                _ => return Err(self.fault("the text does not end")),
            }
        }
    }

    /// Reads an object of texts. Of two with one name the last counts.
    ///
    /// # Errors
    ///
    /// Where none stands here, or where a value is something else.
    pub(crate) fn texts(&mut self) -> Result<BTreeMap<String, String>, Fault> {
        let mut texts = BTreeMap::new();
        self.object(&mut |reader, name| {
            texts.insert(name, reader.text()?);
            Ok(())
        })?;
        Ok(texts)
    }

    /// Reads true or false.
    ///
    /// # Errors
    ///
    /// Where neither stands here.
    pub(crate) fn boolean(&mut self) -> Result<bool, Fault> {
        let value = self.word("true");
        if value || self.word("false") {
            return Ok(value);
        }
        Err(self.fault("true or false is wanted here"))
    }

    /// Reads null, if it stands here.
    pub(crate) fn null(&mut self) -> bool {
        self.word("null")
    }

    /// Reads a value that nobody asks for.
    ///
    /// # Errors
    ///
    /// Where none stands here.
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        self.skip_to(DEPTH)
    }

    fn skip_to(&mut self, depth: usize) -> Result<(), Fault> {
        let Some(deeper) = depth.checked_sub(1) else {
            return Err(self.fault("this lies too deep"));
        };
        match self.next() {
            Some(b'{') => self.object(&mut |reader, _| reader.skip_to(deeper)),
            Some(b'"') => self.text().map(|_| ()),
            Some(b'[') => {
                self.at += 1;
                if self.take(b']') {
                    return Ok(());
                }
                loop {
                    self.skip_to(deeper)?;
                    if self.take(b']') {
                        return Ok(());
                    }
                    self.expect(b',', "a comma is wanted here, or the list's end")?;
                }
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.null() => Ok(()),
            _ => match self.boolean() {
                Ok(_) => Ok(()),
                Err(_) => Err(self.fault("a value is wanted here")),
            },
        }
    }

    /// Reads that nothing follows.
    ///
    /// # Errors
    ///
    /// Where something does.
    pub(crate) fn end(&mut self) -> Result<(), Fault> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(self.fault("nothing is wanted here any more")),
        }
    }

    /// Whether nothing follows.
    pub(crate) fn is_done(&mut self) -> bool {
        self.next().is_none()
    }

    /// A fault at this place.
    pub(crate) fn fault(&self, message: &str) -> Fault {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        Fault {
            line: before.matches('\n').count() + 1,
            column: before.len() - line + 1,
            message: String::from(message),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.byte()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.next() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, message: &str) -> Result<(), Fault> {
        if self.take(byte) {
            return Ok(());
        }
        Err(self.fault(match self.byte() {
            None => "it ends too early",
            Some(_) => message,
        }))
    }

    fn word(&mut self, word: &str) -> bool {
        self.next();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let found = rest.starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    /// What stands behind a backslash.
    fn escaped(&mut self) -> Result<char, Fault> {
        let escaped = match self.byte() {
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.fault("no escape is written so")),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// A character by its number, or by the two of a pair of surrogates.
    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.unit()?;
        let number = match first {
            0xD800..0xDC00 => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                if !rest.starts_with("\\u") {
                    return Err(self.fault("the other half of a surrogate pair is wanted here"));
                }
                self.at += 2;
                match self.unit()? {
                    second @ 0xDC00..0xE000 => {
                        0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                    }
                    _ => return Err(self.fault("this is no other half of a surrogate pair")),
                }
            }
            other => other,
        };
        char::from_u32(number).ok_or_else(|| self.fault("half a surrogate pair is no character"))
    }

    fn unit(&mut self) -> Result<u32, Fault> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.fault("four hexadecimal digits are wanted here"));
            };
            unit = unit * 16 + digit;
            self.at += 1;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Result<(), Fault> {
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            return Err(self.fault("a digit is wanted here"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn skipped(text: &str) -> Result<(), Fault> {
        let mut reader = Reader::new(text);
        reader.skip()?;
        reader.end()
    }

    fn texts(text: &str) -> Result<Vec<(String, String)>, Fault> {
        let mut texts = Vec::new();
        let mut reader = Reader::new(text);
        reader.object(&mut |reader, name| {
            texts.push((name, reader.text()?));
            Ok(())
        })?;
        reader.end()?;
        Ok(texts)
    }

    #[test]
    fn a_fault_says_where() {
        for (text, line, column, message) in [
            ("", 1, 1, "it ends too early"),
            ("[]", 1, 1, "an object is wanted here"),
            ("{\n\"a\"", 2, 4, "it ends too early"),
            ("{\"a\" \"b\"}", 1, 6, "a colon is wanted here"),
            (
                "{\"a\":\"b\" \"c\"",
                1,
                10,
                "a comma is wanted here, or the object's end",
            ),
            ("{\"a\":\"b\",}", 1, 10, "a text is wanted here"),
            ("{\"a\":1}", 1, 6, "a text is wanted here"),
            ("{\"ä\":\"\n\"}", 1, 8, "the text does not end"),
            ("{\"a\":\"\\x\"}", 1, 8, "no escape is written so"),
            (
                "{\"a\":\"\\u12g4\"}",
                1,
                11,
                "four hexadecimal digits are wanted here",
            ),
            (
                "{\"a\":\"\\ud800\"}",
                1,
                13,
                "the other half of a surrogate pair is wanted here",
            ),
            ("{} {}", 1, 4, "nothing is wanted here any more"),
        ] {
            let fault = Fault {
                line,
                column,
                message: String::from(message),
            };
            assert_eq!(texts(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn what_is_skipped_is_bounded() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(skipped(&nested(DEPTH)), Ok(()));
        assert!(skipped(&nested(DEPTH + 1)).is_err());
        assert!(skipped(&"[".repeat(1_000_000)).is_err());
    }

    proptest! {
        #[test]
        fn texts_are_read_as_serde_reads_them(texts_in: Vec<(String, String)>) {
            let fields: Vec<String> = texts_in
                .iter()
                .map(|(name, text)| format!("{}: {}", Value::from(name.as_str()), Value::from(text.as_str())))
                .collect();
            prop_assert_eq!(texts(&format!("{{{}}}", fields.join(" ,\n"))), Ok(texts_in));
        }

        #[test]
        fn escapes_are_read_as_serde_reads_them(units: Vec<u16>, broken in r#"(\\[a-z"/\\]|\\u[0-9a-fD]{0,4}|.){0,4}"#) {
            let escaped: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            for text in [escaped, broken] {
                let text = format!("\"{text}\"");
                let mut reader = Reader::new(&text);
                let own = reader.text().and_then(|text| reader.end().map(|()| text));
                prop_assert_eq!(own.ok(), serde_json::from_str(&text).ok(), "{}", text);
            }
        }

        #[test]
        fn what_is_skipped_is_json(text in r#"[\[\]{}:, \n]{0,3}("a"|-?[0-9]{0,2}(\.[0-9]?)?([eE][+-]?[0-9]?)?|true|null|falsy|[\[\]{}:,]){0,9}"#) {
            prop_assert_eq!(skipped(&text).is_ok(), serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok(), "{}", text);
        }
    }
}
