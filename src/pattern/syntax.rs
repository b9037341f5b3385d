//! The syntax of patterns: text to [`Pattern`]. It knows no library; that a group exists is checked elsewhere.

use std::fmt;

use super::{Gap, Node, Pattern, Slot, WORDS};
use crate::text;

/// How deep brackets may nest: more is no pattern that a person wrote.
const DEPTH: usize = 16;

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte offset in the pattern's text.
    pub at: usize,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// There is nothing in it, or in a part, a bracket or an alternative.
    Empty,
    /// A bracket is not closed.
    Unclosed(char),
    /// A bracket is closed that was not opened.
    Unopened(char),
    /// There is no such slot.
    NoSlot(String),
    /// A gap stands where it skips nothing: first, last, or beside another.
    IdleGap,
    /// `*` stands without the start of a word.
    LoneStar,
    /// A part is optional as a whole: it would match everywhere.
    AllOptional,
    /// `&` stands inside a bracket.
    NestedAnd,
    /// A regular expression shares its part with other words.
    MixedRegex,
    /// Brackets nest too deep.
    TooDeep,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::Empty => {
                f.write_str("there is nothing to match here; write a word, a slot or a group")
            }
            FaultKind::Unclosed(open) => write!(f, "\"{open}\" is not closed"),
            FaultKind::Unopened(close) => write!(f, "\"{close}\" closes nothing"),
            FaultKind::NoSlot(name) => {
                let mut names: Vec<_> = Slot::ALL.iter().map(|slot| slot.name()).collect();
                names.push(WORDS);
                write!(
                    f,
                    "there is no slot {{{name}}}; the slots are {}",
                    names.join(", ")
                )
            }
            FaultKind::IdleGap => f.write_str("a gap must stand between two words"),
            FaultKind::LoneStar => {
                f.write_str("\"*\" must follow the start of a word, as in terminat*")
            }
            FaultKind::AllOptional => {
                f.write_str("this part is optional as a whole and would match everywhere")
            }
            FaultKind::NestedAnd => {
                f.write_str("\"&\" joins whole parts and cannot stand inside a bracket")
            }
            FaultKind::MixedRegex => {
                f.write_str("a regular expression must be a part of its own; join it with \"&\"")
            }
            FaultKind::TooDeep => write!(f, "brackets nest more than {DEPTH} deep"),
        }
    }
}

impl std::error::Error for Fault {}

pub(super) fn parse(text: &str) -> Result<Pattern, Fault> {
    let mut reader = Reader { text, at: 0 };
    let mut parts = Vec::new();
    loop {
        let start = reader.at;
        let part = reader.sequence(0)?;
        reader.check_part(&part, start)?;
        parts.push(part);
        match reader.next() {
            None => return Ok(Pattern { parts }),
            Some('&') => {}
            Some(other) => {
                return Err(Fault {
                    at: reader.at - other.len_utf8(),
                    kind: FaultKind::Unopened(other),
                });
            }
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn eat(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.at += prefix.len();
        }
        found
    }

    /// Reads nodes up to a closing bracket, a `|`, a `&` or the end, none of which it takes.
    fn sequence(&mut self, depth: usize) -> Result<Vec<Node>, Fault> {
        let mut nodes: Vec<Node> = Vec::new();
        while let Some(next) = self.peek() {
            let at = self.at;
            match next {
                ')' | ']' | '|' | '&' => break,
                _ if depth >= DEPTH => {
                    return Err(Fault {
                        at,
                        kind: FaultKind::TooDeep,
                    });
                }
                '(' => nodes.push(Node::Either(self.branches(depth, ')')?)),
                '[' => {
                    let mut branches = self.branches(depth, ']')?;
                    let only = if branches.len() == 1 {
                        branches.pop()
                    } else {
                        None
                    };
                    let inner = only.unwrap_or_else(|| vec![Node::Either(branches)]);
                    nodes.push(Node::Optional(inner));
                }
                '<' => {
                    let name = self.enclosed('<', '>', at)?;
                    nodes.push(Node::Group(name));
                }
                '{' => {
                    let name = self.enclosed('{', '}', at)?;
                    if name == WORDS {
                        nodes.push(Node::Gap(Gap::Held));
                        continue;
                    }
                    let slot = Slot::named(&name).ok_or(Fault {
                        at,
                        kind: FaultKind::NoSlot(name),
                    })?;
                    nodes.push(Node::Slot(slot));
                }
                '/' => nodes.push(Node::Regex(self.enclosed('/', '/', at)?)),
                _ if self.eat("……") || self.eat("......") => nodes.push(Node::Gap(Gap::Long)),
                _ if self.eat("…") || self.eat("...") => nodes.push(Node::Gap(Gap::Short)),
                _ => self.word(&mut nodes)?,
            }
        }
        for (index, node) in nodes.iter().enumerate() {
            let beside = nodes.get(index + 1);
            if matches!(node, Node::Gap(_))
                && (matches!(beside, Some(Node::Gap(_))) || (depth == 0 && beside.is_none()))
            {
                return Err(Fault {
                    at: self.at,
                    kind: FaultKind::IdleGap,
                });
            }
        }
        Ok(nodes)
    }

    /// Reads what stands in a bracket: alternatives, one or more.
    fn branches(&mut self, depth: usize, close: char) -> Result<Vec<Vec<Node>>, Fault> {
        let start = self.at;
        let open = self.next().unwrap_or('(');
        let mut branches = Vec::new();
        loop {
            let at = self.at;
            let branch = self.sequence(depth + 1)?;
            if branch.is_empty() && self.peek().is_some() {
                return Err(Fault {
                    at,
                    kind: FaultKind::Empty,
                });
            }
            branches.push(branch);
            let kind = match self.next() {
                Some('|') => continue,
                Some(next) if next == close => return Ok(branches),
                Some('&') => FaultKind::NestedAnd,
                Some(other) => FaultKind::Unopened(other),
                None => {
                    return Err(Fault {
                        at: start,
                        kind: FaultKind::Unclosed(open),
                    });
                }
            };
            return Err(Fault {
                at: self.at - 1,
                kind,
            });
        }
    }

    fn enclosed(&mut self, open: char, close: char, start: usize) -> Result<String, Fault> {
        self.next();
        let rest = self.rest();
        let end = rest.find(close).ok_or(Fault {
            at: start,
            kind: FaultKind::Unclosed(open),
        })?;
        let name = rest.get(..end).unwrap_or("").trim();
        if name.is_empty() {
            return Err(Fault {
                at: start,
                kind: FaultKind::Empty,
            });
        }
        let name = String::from(name);
        self.at += end + close.len_utf8();
        Ok(name)
    }

    /// Reads a run of plain text up to the next sign of the syntax, as normalised words.
    fn word(&mut self, nodes: &mut Vec<Node>) -> Result<(), Fault> {
        let start = self.at;
        let rest = self.rest();
        let end = rest
            .char_indices()
            .find(|(at, next)| {
                matches!(
                    next,
                    '(' | ')' | '[' | ']' | '<' | '>' | '{' | '}' | '|' | '&' | '/' | '…' | '*'
                ) || rest.get(*at..).is_some_and(|tail| tail.starts_with("..."))
                    || (next.is_whitespace() && *at > 0)
            })
            .map_or(rest.len(), |(at, _)| at);
        let plain = String::from(rest.get(..end).unwrap_or(""));
        self.at += end;
        let star = self.eat("*");
        if end == 0 && !star {
            let sign = self.next().unwrap_or(' ');
            if sign.is_whitespace() {
                return Ok(());
            }
            return Err(Fault {
                at: start,
                kind: FaultKind::Unopened(sign),
            });
        }
        let mut words = text::words(&plain);
        if star {
            match words.pop() {
                Some(last) => {
                    nodes.extend(words.drain(..).map(Node::Word));
                    nodes.push(Node::Prefix(last));
                }
                None => {
                    return Err(Fault {
                        at: start,
                        kind: FaultKind::LoneStar,
                    });
                }
            }
        } else {
            nodes.extend(words.into_iter().map(Node::Word));
        }
        Ok(())
    }

    fn check_part(&self, part: &[Node], start: usize) -> Result<(), Fault> {
        let first = part.iter().find(|node| !matches!(node, Node::Optional(_)));
        let kind = match first {
            None if part.is_empty() => FaultKind::Empty,
            None => FaultKind::AllOptional,
            Some(Node::Gap(_)) => FaultKind::IdleGap,
            Some(_) if part.len() > 1 && part.iter().any(|node| matches!(node, Node::Regex(_))) => {
                FaultKind::MixedRegex
            }
            Some(_) => return Ok(()),
        };
        Err(Fault { at: start, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, parts: Vec<Vec<Node>>) {
        assert_eq!(Pattern::parse(text), Ok(Pattern { parts }), "{text}");
    }

    fn word(text: &str) -> Node {
        Node::Word(String::from(text))
    }

    #[test]
    fn patterns_read_as_they_look() {
        let duration = Node::Slot(Slot::Value(crate::value::Kind::Duration));
        check("net {duration}", vec![vec![word("net"), duration.clone()]]);
        check(
            "<pay> & within {duration}",
            vec![
                vec![Node::Group(String::from("pay"))],
                vec![word("within"), duration],
            ],
        );
        check(
            "terminat* … (for convenience|[the] will)",
            vec![vec![
                Node::Prefix(String::from("terminat")),
                Node::Gap(Gap::Short),
                Node::Either(vec![
                    vec![word("for"), word("convenience")],
                    vec![Node::Optional(vec![word("the")]), word("will")],
                ]),
            ]],
        );
        check(
            "the [a|b c] d",
            vec![vec![
                word("the"),
                Node::Optional(vec![Node::Either(vec![
                    vec![word("a")],
                    vec![word("b"), word("c")],
                ])]),
                word("d"),
            ]],
        );
        check("a ... b ...... c", {
            vec![vec![
                word("a"),
                Node::Gap(Gap::Short),
                word("b"),
                Node::Gap(Gap::Long),
                word("c"),
            ]]
        });
        check(
            "the {words} module",
            vec![vec![word("the"), Node::Gap(Gap::Held), word("module")]],
        );
        check(
            "Sub-Processors",
            vec![vec![word("sub"), word("processors")]],
        );
        check(
            r"/net \d+/",
            vec![vec![Node::Regex(String::from(r"net \d+"))]],
        );
    }

    #[test]
    fn faults_say_what_and_where() {
        for (text, at, message) in [
            (
                "",
                0,
                "there is nothing to match here; write a word, a slot or a group",
            ),
            (
                "a & ",
                3,
                "there is nothing to match here; write a word, a slot or a group",
            ),
            ("net (EOM|end", 4, "\"(\" is not closed"),
            ("net EOM)", 7, "\")\" closes nothing"),
            ("net {days", 4, "\"{\" is not closed"),
            ("… net", 0, "a gap must stand between two words"),
            ("net …", 7, "a gap must stand between two words"),
            (
                "[net]",
                0,
                "this part is optional as a whole and would match everywhere",
            ),
            (
                "(a & b)",
                3,
                "\"&\" joins whole parts and cannot stand inside a bracket",
            ),
            (
                "* net",
                0,
                "\"*\" must follow the start of a word, as in terminat*",
            ),
            (
                "net /x/",
                0,
                "a regular expression must be a part of its own; join it with \"&\"",
            ),
        ] {
            let fault = Pattern::parse(text).expect_err(text);
            assert_eq!(
                (fault.at, fault.to_string().as_str()),
                (at, message),
                "{text}"
            );
        }
        let fault = Pattern::parse("net {days}").expect_err("no such slot");
        assert!(
            fault
                .to_string()
                .starts_with("there is no slot {days}; the slots are duration, money")
        );
    }
}
