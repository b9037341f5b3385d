//! Identifiers that no other mark of the document has: comments and changes share one row of numbers here.

use crate::ordered::Set;

/// The largest identifier that Word takes.
const LARGEST: u32 = i32::MAX as u32;

/// The identifiers in use.
#[derive(Default)]
pub(super) struct Ids {
    used: Set<u32>,
    next: Option<u32>,
}

impl Ids {
    /// Takes note of every number that the XML of a part gives as an `id`, whatever it identifies: too many cost
    /// nothing.
    pub(super) fn note(&mut self, text: &str) {
        for (at, _) in text.match_indices("id=") {
            let value = text.get(at + 4..).unwrap_or_default();
            let digits = value.bytes().take_while(u8::is_ascii_digit).count();
            if let Some(Ok(id)) = value.get(..digits).map(str::parse::<u32>) {
                self.used.insert(id);
            }
        }
    }

    /// One that nobody uses: the one after the largest, as long as there is one.
    pub(super) fn next(&mut self) -> String {
        let after = self.used.last().map_or(0, |last| last.saturating_add(1));
        let mut id = self
            .next
            .unwrap_or(if after < LARGEST / 2 { after } else { 0 });
        while self.used.contains(&id) {
            id += 1;
        }
        self.next = Some(id + 1);
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_new() {
        let mut ids = Ids::default();
        ids.note(r#"<w:ins w:id="3"/><w:del w:id='7'/><x r:id="rId9"/><y id=""#);
        assert_eq!([ids.next(), ids.next()], ["8", "9"]);
        let mut ids = Ids::default();
        ids.note(r#"<w:ins w:id="2147483647"/><w:ins w:id="1"/>"#);
        assert_eq!([ids.next(), ids.next()], ["0", "2"]);
    }
}
