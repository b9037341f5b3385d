//! Two paragraphs compared word by word.

use std::ops::Range;

use super::diff::hunks;
use crate::redline::Op;

/// The edits that make `old` into `new`: stretches of text with their fates, struck before new, none empty.
pub(super) fn diff<'a>(old: &'a str, new: &'a str) -> Vec<(Op, &'a str)> {
    if old == new {
        return if old.is_empty() {
            Vec::new()
        } else {
            vec![(Op::Keep, old)]
        };
    }
    let (before, after) = (tokens(old), tokens(new));
    let texts = |tokens: &[Token<'a>]| tokens.iter().map(|token| token.text).collect::<Vec<_>>();
    let mut edits = Edits::new(old, new);
    for (removed, added) in hunks(&texts(&before), &texts(&after)) {
        let of = |tokens: &[Token<'_>], index: usize, text: &str| {
            tokens.get(index).map_or(text.len(), |token| token.at)
        };
        edits.hunk(
            of(&before, removed.start, old)..of(&before, removed.end, old),
            of(&after, added.start, new)..of(&after, added.end, new),
        );
    }
    edits.finish()
}

/// A word, a number, one character of punctuation, or white space.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a str,
    at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Word,
    Space,
    Other,
}

fn class(c: char) -> Class {
    if c.is_alphanumeric() {
        Class::Word
    } else if c.is_whitespace() {
        Class::Space
    } else {
        Class::Other
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut start = 0;
    let mut last: Option<(Class, char)> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let mut of = class(c);
        // 1,000.50 and 6.4 are one number, can't and party's one word.
        if of == Class::Other
            && let (Some((Class::Word, before)), Some(after)) = (last, next)
        {
            let in_number =
                matches!(c, '.' | ',') && before.is_ascii_digit() && after.is_ascii_digit();
            let in_word =
                matches!(c, '\'' | '’') && before.is_alphabetic() && after.is_alphabetic();
            if in_number || in_word {
                of = Class::Word;
            }
        }
        let is_new = last.is_some_and(|(class, _)| class != of || of == Class::Other);
        if is_new && let Some(text) = text.get(start..at) {
            tokens.push(Token { text, at: start });
            start = at;
        }
        last = Some((of, c));
    }
    if let Some(text) = text.get(start..).filter(|text| !text.is_empty()) {
        tokens.push(Token { text, at: start });
    }
    tokens
}

/// Edits in the making. Two that only white space parts become one, so that `ten business days` changes as a whole.
struct Edits<'a> {
    old: &'a str,
    new: &'a str,
    edits: Vec<(Op, &'a str)>,
    /// The edit not yet written, as ranges of both texts.
    open: Option<(Range<usize>, Range<usize>)>,
    /// Where the old text goes on.
    at: usize,
}

impl<'a> Edits<'a> {
    fn new(old: &'a str, new: &'a str) -> Self {
        Edits {
            old,
            new,
            edits: Vec::new(),
            open: None,
            at: 0,
        }
    }

    fn hunk(&mut self, before: Range<usize>, after: Range<usize>) {
        if let Some((old, new)) = &mut self.open {
            let between = self.old.get(old.end..before.start).unwrap_or_default();
            let is_replaced =
                |old: &Range<usize>, new: &Range<usize>| old.start < old.end && new.start < new.end;
            if is_replaced(old, new) && is_replaced(&before, &after) && between.trim().is_empty() {
                old.end = before.end;
                new.end = after.end;
                return;
            }
            self.close();
        }
        self.open = Some((before, after));
    }

    fn close(&mut self) {
        if let Some((old, new)) = self.open.take() {
            self.push(Op::Keep, self.old.get(self.at..old.start));
            self.push(Op::Delete, self.old.get(old.clone()));
            self.push(Op::Insert, self.new.get(new));
            self.at = old.end;
        }
    }

    fn push(&mut self, op: Op, text: Option<&'a str>) {
        self.edits
            .extend(text.filter(|text| !text.is_empty()).map(|text| (op, text)));
    }

    fn finish(mut self) -> Vec<(Op, &'a str)> {
        self.close();
        self.push(Op::Keep, self.old.get(self.at..));
        self.edits
    }
}
