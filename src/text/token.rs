//! Cutting text into tokens. See [`tokens`].

use std::ops::Range;

use super::{disguise, spelling};

/// A word, a number or a sign, with where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its normalised form.
    pub form: String,
    /// How it was capitalised.
    pub case: Case,
    /// The bytes that it came from, a possessive ending included.
    pub range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A word, or a sign that stands for one: `%`, `&`, `§`, a currency.
    Word,
    /// Digits, with their grouping and decimals: `1,000`, `99.95`, `12.3.1`.
    Number,
    /// Punctuation.
    Sign,
}

/// How a word was capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// `word`
    Lower,
    /// `Word`
    Title,
    /// `WORD`
    Upper,
}

/// A character as it is read, with its bytes.
#[derive(Clone, Copy)]
struct Char {
    read: char,
    start: usize,
    end: usize,
}

/// Cuts a text into tokens.
///
/// Words are lower-cased, in one spelling, without possessive endings; contractions become two words (`won't` is
/// `will not`); a hyphen parts two words; `U.S.` is one word. A number loses its grouping and idle decimals.
/// White space, quotes, hyphens, dashes, bullets and underscores give no token.
pub fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<Char> = text
        .char_indices()
        .filter(|(_, character)| !disguise::is_hidden(*character) && *character != '\u{AD}')
        .map(|(start, character)| Char {
            read: if character.is_ascii() {
                character
            } else {
                disguise::latin(character).unwrap_or(plain(character))
            },
            start,
            end: start + character.len_utf8(),
        })
        .collect();
    let mut cutter = Cutter {
        chars: &chars,
        at: 0,
        tokens: Vec::with_capacity(chars.len() / 5),
    };
    while cutter.at < chars.len() {
        cutter.step();
    }
    cutter.tokens
}

/// Typographic forms of ASCII characters.
fn plain(character: char) -> char {
    match character {
        '‘' | '’' | '‛' | '′' | 'ʼ' => '\'',
        '“' | '”' | '„' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => character,
    }
}

struct Cutter<'a> {
    chars: &'a [Char],
    at: usize,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn read(&self, at: usize) -> char {
        self.chars.get(at).map_or(' ', |char| char.read)
    }

    fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.chars.get(from).map_or(0, |char| char.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.chars.get(last))
            .map_or(start, |char| char.end);
        start..end.max(start)
    }

    fn push(&mut self, kind: TokenKind, form: String, case: Case, from: usize, to: usize) {
        let range = self.bytes(from, to);
        self.tokens.push(Token {
            kind,
            form,
            case,
            range,
        });
    }

    fn step(&mut self) {
        let next = self.read(self.at);
        if next.is_alphabetic() {
            self.word();
        } else if next.is_ascii_digit() {
            self.number();
        } else {
            self.sign(next);
        }
    }

    fn sign(&mut self, sign: char) {
        let from = self.at;
        self.at += 1;
        let word = match sign {
            _ if sign.is_whitespace() => return,
            '"' | '\'' | '`' | '-' | '_' | '*' | '•' | '·' | '▪' | '◦' | '\u{F0B7}' | '‹' | '›' =>
            {
                return;
            }
            '%' => "percent",
            '&' => "and",
            '§' => "section",
            '$' => "$",
            '€' => "€",
            '£' => "£",
            '¥' => "¥",
            '½' => {
                return self.push(
                    TokenKind::Number,
                    String::from("0.5"),
                    Case::Lower,
                    from,
                    from + 1,
                );
            }
            '¼' => {
                return self.push(
                    TokenKind::Number,
                    String::from("0.25"),
                    Case::Lower,
                    from,
                    from + 1,
                );
            }
            '¾' => {
                return self.push(
                    TokenKind::Number,
                    String::from("0.75"),
                    Case::Lower,
                    from,
                    from + 1,
                );
            }
            _ => {
                return self.push(
                    TokenKind::Sign,
                    String::from(sign),
                    Case::Lower,
                    from,
                    from + 1,
                );
            }
        };
        self.push(
            TokenKind::Word,
            String::from(word),
            Case::Lower,
            from,
            from + 1,
        );
    }

    fn number(&mut self) {
        let from = self.at;
        let digits = |cutter: &Self, mut at: usize| {
            while cutter.read(at).is_ascii_digit() {
                at += 1;
            }
            at
        };
        let mut to = digits(self, from);
        let grouped = |cutter: &Self, at: usize| digits(cutter, at + 1) == at + 4;
        let first = to - from;
        while matches!(
            self.read(to),
            ',' | '\'' | '\u{A0}' | '\u{202F}' | '\u{2009}'
        ) && first <= 3
            && grouped(self, to)
        {
            to += 4;
        }
        while self.read(to) == '.' && self.read(to + 1).is_ascii_digit() {
            to = digits(self, to + 1);
        }
        let text: String = (from..to)
            .map(|at| self.read(at))
            .filter(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        let form = if text.matches('.').count() <= 1 {
            trim_number(&text)
        } else {
            text
        };
        let ordinal: String = (to..to + 2)
            .map(|at| self.read(at).to_ascii_lowercase())
            .collect();
        let is_ordinal = matches!(ordinal.as_str(), "st" | "nd" | "rd" | "th")
            && !self.read(to + 2).is_alphanumeric();
        let end = if is_ordinal { to + 2 } else { to };
        self.push(
            TokenKind::Number,
            form,
            if is_ordinal { Case::Title } else { Case::Lower },
            from,
            end,
        );
        self.at = end;
    }

    fn word(&mut self) {
        let from = self.at;
        if let Some(to) = self.initials(from) {
            let form: String = (from..to)
                .map(|at| self.read(at))
                .filter(|c| *c != '.')
                .flat_map(char::to_lowercase)
                .collect();
            let case = if self.read(from).is_uppercase() {
                Case::Upper
            } else {
                Case::Lower
            };
            self.at = to;
            return self.push(TokenKind::Word, form, case, from, to);
        }
        let mut to = from;
        while self.read(to).is_alphanumeric() || is_mark(self.read(to)) {
            to += 1;
        }
        let raw: String = (from..to).map(|at| self.read(at)).collect();
        let case = case_of(&raw);
        let lower = raw.to_lowercase();
        let tail: String = if self.read(to) == '\'' {
            (to + 1..to + 4)
                .map(|at| self.read(at).to_ascii_lowercase())
                .take_while(|c| c.is_alphanumeric())
                .collect()
        } else {
            String::new()
        };
        let second = match tail.as_str() {
            "ll" => "will",
            "re" => "are",
            "ve" => "have",
            "d" => "would",
            "m" => "am",
            "t" if lower.ends_with('n') => "not",
            _ => "",
        };
        if second == "not" {
            // The n belongs to the negation: do|n't, ca|n't, wo|n't, sha|n't.
            let first = match lower.as_str() {
                "won" => "will",
                "can" => "can",
                "shan" => "shall",
                "ain" => "is",
                other => other.strip_suffix('n').unwrap_or(other),
            };
            self.push(TokenKind::Word, String::from(first), case, from, to - 1);
            self.push(
                TokenKind::Word,
                String::from(second),
                Case::Lower,
                to - 1,
                to + 2,
            );
            self.at = to + 2;
        } else if !second.is_empty() {
            self.push(TokenKind::Word, spelling::normal(lower), case, from, to);
            self.push(
                TokenKind::Word,
                String::from(second),
                Case::Lower,
                to,
                to + 1 + tail.len(),
            );
            self.at = to + 1 + tail.len();
        } else if lower == "cannot" {
            self.push(TokenKind::Word, String::from("can"), case, from, from + 3);
            self.push(
                TokenKind::Word,
                String::from("not"),
                Case::Lower,
                from + 3,
                to,
            );
            self.at = to;
        } else {
            let end = match tail.as_str() {
                "s" => to + 2,
                "" if self.read(to) == '\'' && lower.ends_with('s') => to + 1,
                _ => to,
            };
            self.push(TokenKind::Word, spelling::normal(lower), case, from, end);
            self.at = end;
        }
    }

    /// `U.S.`, `e.g.`: single letters, each with its stop. Gives where they end; the last stop is part of them.
    fn initials(&self, from: usize) -> Option<usize> {
        let mut to = from;
        let mut count = 0;
        while self.read(to).is_alphabetic() && self.read(to + 1) == '.' {
            to += 2;
            count += 1;
        }
        // "S.A." may be followed by anything but a letter that makes the next stop a sentence's.
        (count >= 2 && !self.read(to).is_alphabetic()).then_some(to)
    }
}

fn is_mark(character: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&character)
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut rest = letters.peekable();
            if rest.peek().is_some() && rest.all(char::is_uppercase) {
                Case::Upper
            } else {
                Case::Title
            }
        }
        _ => Case::Lower,
    }
}

/// A number without leading zeros and idle decimals.
fn trim_number(text: &str) -> String {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        String::from(whole)
    } else {
        format!("{whole}.{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, forms: &str) {
        let found: Vec<_> = tokens(text).into_iter().map(|token| token.form).collect();
        assert_eq!(found.join(" "), forms, "{text}");
    }

    #[test]
    fn words_come_in_one_form() {
        check(
            "The Customer's sub-processors",
            "the customer sub processors",
        );
        check("thirty (30) days’ notice", "thirty ( 30 ) days notice");
        check(
            "You won't, can't and cannot; we'll",
            "you will not , can not and can not ; we will",
        );
        check(
            "US$1,250,000.50 or 99.90%",
            "us $ 1250000.5 or 99.9 percent",
        );
        check(
            "U.S. law, e.g. § 12.3.1 & Co.",
            "us law , eg section 12.3.1 and co .",
        );
        check("the 30th day; 2x; 5m", "the 30 day ; 2 x ; 5 m");
        check("“Organisation” — favour", "organization favor");
        check("іmmеdi\u{200B}ately", "immediately");
        check("sections 1,2 and 1,234", "sections 1 , 2 and 1234");
        check("1½ years", "1 0.5 years");
    }

    #[test]
    fn case_is_kept_aside() {
        let cases: Vec<_> = tokens("us US Us I")
            .into_iter()
            .map(|token| token.case)
            .collect();
        assert_eq!(cases, [Case::Lower, Case::Upper, Case::Title, Case::Title]);
    }

    proptest! {
        #[test]
        fn tokens_lie_in_order_within_any_text(text in "\\PC*") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.range.start >= end && token.range.end <= text.len());
                prop_assert!(text.get(token.range.clone()).is_some());
                end = token.range.end;
            }
        }
    }
}
