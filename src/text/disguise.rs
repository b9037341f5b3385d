//! Characters that are not what they seem: hidden ones, and letters of other scripts that look Latin.

use crate::ordered;
use std::ops::Range;

/// A hidden or look-alike character in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disguise {
    /// The character.
    pub character: char,
    /// Whether it is hidden; else it looks like a Latin letter.
    pub hidden: bool,
    /// Its bytes.
    pub range: Range<usize>,
}

/// Whether a character shows nothing: zero-width characters, direction marks, fillers and tags (Unicode
/// `Default_Ignorable_Code_Point`). The soft hyphen is a hyphen and not among them.
pub fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The Latin letter that a letter of another script looks like (Unicode Technical Standard 39, confusables).
pub(super) fn latin(character: char) -> Option<char> {
    let latin = match character {
        'а' | 'α' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' => 'c',
        'С' | 'Ϲ' => 'C',
        'ԁ' => 'd',
        'е' => 'e',
        'Е' | 'Ε' => 'E',
        'һ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ι' | 'ı' => 'i',
        'І' | 'Ι' => 'I',
        'ј' | 'ϳ' => 'j',
        'Ј' | 'Ϳ' => 'J',
        'К' | 'Κ' => 'K',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'о' | 'ο' | 'օ' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ԛ' => 'q',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ѡ' => 'w',
        'Ԝ' => 'W',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' => 'y',
        'Υ' | 'Ү' => 'Y',
        'Ζ' => 'Z',
        // Fullwidth forms stand at a fixed distance from ASCII.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0)?,
        // Mathematical alphanumeric letters repeat the alphabet in each style.
        '\u{1D400}'..='\u{1D6A3}' => {
            let index = (u32::from(character) - 0x1D400) % 52;
            let base = if index < 26 {
                u32::from('A') + index
            } else {
                u32::from('a') + index - 26
            };
            char::from_u32(base)?
        }
        _ => return None,
    };
    Some(latin)
}

/// The hidden and look-alike characters of a text.
///
/// A look-alike letter counts only in a word that has Latin letters too, or that would be all Latin in disguise and
/// short of any letter of its own script: a Greek name is no disguise.
pub fn disguises(text: &str) -> Vec<Disguise> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut pending: Vec<Disguise> = Vec::new();
    let (mut real, mut foreign) = (false, false);
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let range = at..(at + character.len_utf8()).min(text.len());
        if is_hidden(character) {
            found.push(Disguise {
                character,
                hidden: true,
                range,
            });
        } else if latin(character).is_some() {
            pending.push(Disguise {
                character,
                hidden: false,
                range,
            });
        } else if character.is_ascii_alphabetic() {
            real = true;
        } else if character.is_alphabetic() && !('\u{C0}'..='\u{24F}').contains(&character) {
            foreign = true;
        } else {
            if real || !foreign {
                found.append(&mut pending);
            }
            pending.clear();
            (real, foreign) = (false, false);
        }
    }
    ordered::sort_by_key(&mut found, |disguise| disguise.range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguises_are_found_and_plain_text_is_not() {
        for (text, count) in [
            ("ten (10\u{200B}) days", 1),
            ("іmmеdiately", 2),
            ("immediately", 0),
            ("Ελλάδα", 0),
            ("café naïve “quotes” – dash", 0),
            ("pay\u{202E}ment", 1),
            ("soft\u{AD}hyphen", 0),
        ] {
            assert_eq!(disguises(text).len(), count, "{text}");
        }
    }
}
