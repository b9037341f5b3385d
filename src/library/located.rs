//! Text that was taken out of a file and still knows, character by character, where it stood.

/// Text and where its stretches stand in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Located {
    /// The text.
    pub(super) text: String,
    /// Where stretches start: in `text`, and in the file.
    map: Vec<(usize, usize)>,
}

impl Located {
    /// Empty text that stands at a byte of the file.
    pub(super) fn empty(at: usize) -> Located {
        Located {
            text: String::new(),
            map: vec![(0, at)],
        }
    }

    /// Adds text that stands at a byte of the file.
    pub(super) fn push(&mut self, text: &str, at: usize) {
        let start = self.text.len();
        if start == 0 {
            self.map.clear();
        }
        if self.map.is_empty() || self.at(start) != at {
            self.map.push((start, at));
        }
        self.text.push_str(text);
    }

    /// Adds all of another.
    pub(super) fn extend(&mut self, other: &Located) {
        for (index, (start, at)) in other.map.iter().enumerate() {
            let end = other
                .map
                .get(index + 1)
                .map_or(other.text.len(), |next| next.0);
            self.push(other.text.get(*start..end).unwrap_or(""), *at);
        }
    }

    /// Where a byte of the text stands in the file.
    pub(super) fn at(&self, index: usize) -> usize {
        let stretch = self.map.partition_point(|(start, _)| *start <= index);
        let (start, at) = self
            .map
            .get(stretch.saturating_sub(1))
            .copied()
            .unwrap_or((0, 0));
        at + index.saturating_sub(start)
    }

    /// All of it.
    pub(super) fn part(&self) -> Part<'_> {
        Part {
            whole: self,
            start: 0,
            end: self.text.len(),
        }
    }
}

/// A part of located text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    whole: &'a Located,
    start: usize,
    end: usize,
}

impl<'a> Part<'a> {
    /// Its text.
    pub(super) fn text(self) -> &'a str {
        self.whole.text.get(self.start..self.end).unwrap_or("")
    }

    /// Where it starts in the file.
    pub(super) fn at(self) -> usize {
        self.whole.at(self.start)
    }

    /// Where a byte of its text stands in the file.
    pub(super) fn at_byte(self, index: usize) -> usize {
        self.whole.at(self.start + index)
    }

    /// The part between two bytes of its text.
    pub(super) fn sub(self, start: usize, end: usize) -> Part<'a> {
        Part {
            whole: self.whole,
            start: (self.start + start).min(self.end),
            end: (self.start + end).min(self.end),
        }
    }

    /// The part from a byte of its text.
    pub(super) fn from(self, start: usize) -> Part<'a> {
        self.sub(start, self.text().len())
    }

    /// It without white space around.
    pub(super) fn trim(self) -> Part<'a> {
        let text = self.text();
        let start = text.len() - text.trim_start().len();
        self.sub(start, start + text.trim().len())
    }

    /// It without these signs and white space around.
    pub(super) fn trim_signs(self, signs: &[char]) -> Part<'a> {
        let text = self.text();
        let idle = |c: char| c.is_whitespace() || signs.contains(&c);
        let start = text.len() - text.trim_start_matches(idle).len();
        self.sub(start, start + text.trim_matches(idle).len())
    }

    /// What follows a prefix, whatever its case.
    pub(super) fn after(self, prefix: &str) -> Option<Part<'a>> {
        let start = self.text().get(..prefix.len())?;
        start
            .eq_ignore_ascii_case(prefix)
            .then(|| self.from(prefix.len()))
    }

    /// It as text of its own.
    pub(super) fn located(self) -> Located {
        let mut located = Located::empty(self.at());
        let (mut start, end) = (self.start, self.end);
        // One stretch after another, as each stands elsewhere in the file.
        for (next, _) in self.whole.map.iter().filter(|(next, _)| *next > self.start) {
            let stop = (*next).min(end);
            located.push(
                self.whole.text.get(start..stop).unwrap_or(""),
                self.whole.at(start),
            );
            start = stop;
        }
        located.push(
            self.whole.text.get(start..end).unwrap_or(""),
            self.whole.at(start),
        );
        located
    }

    /// What precedes and what follows a sign, the first of its kind.
    pub(super) fn once(self, sign: &str) -> Option<(Part<'a>, Part<'a>)> {
        let at = self.text().find(sign)?;
        Some((self.sub(0, at), self.from(at + sign.len())))
    }

    /// Its parts between signs of some kind, empty ones left out.
    pub(super) fn between(self, is_sign: impl Fn(char) -> bool) -> Vec<Part<'a>> {
        let text = self.text();
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, sign) in text.char_indices().filter(|(_, next)| is_sign(*next)) {
            parts.push(self.sub(start, at));
            start = at + sign.len_utf8();
        }
        parts.push(self.from(start));
        parts.retain(|part| !part.text().is_empty());
        parts
    }

    /// Its parts between a sign, trimmed, empty ones left out. A sign inside brackets, or a comma inside a number,
    /// separates nothing.
    pub(super) fn split(self, sign: char) -> Vec<Part<'a>> {
        let text = self.text();
        let mut parts = Vec::new();
        let mut depth = 0_usize;
        let mut start = 0;
        let mut before = ' ';
        for (at, next) in text.char_indices() {
            match next {
                '(' | '{' | '[' => depth += 1,
                ')' | '}' | ']' => depth = depth.saturating_sub(1),
                _ if next == sign && depth == 0 => {
                    let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
                    let in_number = sign == ','
                        && before.is_ascii_digit()
                        && after.is_some_and(|c| c.is_ascii_digit());
                    if !in_number {
                        parts.push(self.sub(start, at).trim());
                        start = at + next.len_utf8();
                    }
                }
                _ => {}
            }
            before = next;
        }
        parts.push(self.from(start).trim());
        parts.retain(|part| !part.text().is_empty());
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_know_where_they_stood() {
        let mut text = Located::empty(7);
        text.push("a, (b, c),", 10);
        text.push(" 250,000 ", 30);
        let parts = text.part().split(',');
        let found: Vec<_> = parts.iter().map(|part| (part.text(), part.at())).collect();
        assert_eq!(found, [("a", 10), ("(b, c)", 13), ("250,000", 31)]);
        assert_eq!(Located::empty(7).part().at(), 7);
    }
}
