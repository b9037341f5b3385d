//! Bytes to text: UTF-8 and UTF-16 by their byte order marks, else UTF-8, else Windows-1252 with a problem.
//!
//! It does not guess at other encodings: a wrong guess garbles names and amounts silently.

use super::{ReadError, ReadErrorKind};

/// More bytes than any contract has as text: the longest on public record are a few megabytes. Every reader takes
/// linear time and a small multiple of this in memory, in a browser tab too.
pub(super) const MAX_BYTES: usize = 16 << 20;

/// Text and how it came about.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The offset of the text in the input, where its bytes stand there as they are.
    pub(super) offset: Option<usize>,
    pub(super) problem: Option<&'static str>,
}

/// Windows-1252 from 0x80 to 0x9F; the five bytes that it leaves undefined are control characters, as in the WHATWG
/// Encoding Standard.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Decodes an input.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadErrorKind::TooLarge.into());
    }
    let decoded = match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => narrow(rest, 3),
        _ => narrow(bytes, 0),
    };
    if is_binary(&decoded.text) {
        return Err(ReadErrorKind::NotText.into());
    }
    if decoded.text.trim().is_empty() {
        return Err(ReadErrorKind::Empty.into());
    }
    Ok(decoded)
}

fn narrow(bytes: &[u8], offset: usize) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: text.to_owned(),
            offset: Some(offset),
            problem: None,
        },
        Err(_) => Decoded {
            text: bytes.iter().map(|&byte| windows_1252(byte)).collect(),
            offset: None,
            problem: (!declares_windows_1252(bytes)).then_some(
                "The text is not UTF-8; it was read as Windows-1252. Check its quotes, dashes and accents, or save it as UTF-8.",
            ),
        },
    }
}

fn windows_1252(byte: u8) -> char {
    let high = usize::from(byte).checked_sub(0x80);
    high.and_then(|index| HIGH.get(index).copied())
        .unwrap_or(char::from(byte))
}

/// Whether HTML says so in its head, as word processors do.
fn declares_windows_1252(bytes: &[u8]) -> bool {
    let head = bytes.get(..2048).unwrap_or(bytes).to_ascii_lowercase();
    [&b"charset=windows-1252"[..], b"charset=\"windows-1252"]
        .iter()
        .any(|name| head.windows(name.len()).any(|window| window == *name))
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Decoded, ReadError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|&pair| unit(pair)).collect();
    if !rest.is_empty() {
        return Err(ReadErrorKind::NotText.into());
    }
    match String::from_utf16(&units) {
        Ok(text) => Ok(Decoded {
            text,
            offset: None,
            problem: None,
        }),
        Err(_) => Err(ReadErrorKind::NotText.into()),
    }
}

/// One control character in a hundred is more than stray bytes in text explain; any NUL is one too many.
fn is_binary(text: &str) -> bool {
    let controls = text
        .bytes()
        .filter(|byte| matches!(byte, 1..=8 | 14..=31 | 127))
        .count();
    text.as_bytes().contains(&0) || controls * 100 > text.len()
}
