//! Front matter: flat lines `key: value` at the top of a file.

use super::diagnostic::{Fault, Missing, Noun};
use super::page::Page;
use super::reading::Reading;
use crate::ordered::Map;

/// What the front matter says: values and where they stand in the file, by key.
pub(super) type Front = Map<String, (String, usize)>;

/// Reads the front matter, which may have these keys and must have the first so many of them.
pub(super) fn read(
    page: &Page,
    keys: &[&'static str],
    needed: usize,
    reading: &mut Reading<'_>,
) -> Front {
    let mut front = Front::new();
    let Some(lines) = &page.front else {
        reading.fault(0, Fault::Missing(Missing::FrontMatter));
        return front;
    };
    if !page.front_ends {
        reading.fault(0, Fault::Missing(Missing::FrontMatterEnd));
    }
    for line in lines {
        let line = line.part().trim();
        if line.text().is_empty() || line.text().starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.once(":") else {
            reading.fault(
                line.at(),
                Fault::Missing(Missing::Colon(String::from(line.text()))),
            );
            continue;
        };
        let (key, value) = (key.trim(), value.trim_signs(&['"', '\'']));
        if !keys.contains(&key.text()) {
            let fault = Fault::unknown(Noun::Key, key.text(), keys.iter().copied());
            reading.fault(key.at(), fault);
        } else if let Some((_, first)) = front.get(key.text()) {
            let first = reading.place(*first);
            let name = String::from(key.text());
            reading.fault(
                key.at(),
                Fault::Repeated {
                    what: Noun::Key,
                    name,
                    first,
                },
            );
        } else {
            front.insert(
                String::from(key.text()),
                (String::from(value.text()), value.at()),
            );
        }
    }
    for key in keys.iter().take(needed) {
        if front.get(*key).is_none_or(|(value, _)| value.is_empty()) {
            let at = front.get(*key).map_or(0, |(_, at)| *at);
            reading.fault(at, Fault::Missing(Missing::Key(key)));
        }
    }
    front
}

/// The value of a key that takes one of a few words.
pub(super) fn setting<T: Copy>(
    front: &Front,
    key: &str,
    words: &[(&'static str, T)],
    reading: &mut Reading<'_>,
) -> Option<T> {
    let (value, at) = front.get(key)?;
    let found = words
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(value));
    if found.is_none() && !value.is_empty() {
        let fault = Fault::unknown(Noun::Setting, value, words.iter().map(|(word, _)| *word));
        reading.fault(*at, fault);
    }
    found.map(|(_, value)| *value)
}
