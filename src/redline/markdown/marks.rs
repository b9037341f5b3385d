//! Marks of change in raw source: CriticMarkup (criticmarkup.com/spec.php), `<ins>` and `<del>`.
//!
//! A mark ends at the first of its closers and must lie within the mark that it stands in; what does not is text, with
//! a problem. The source is read once, closers are searched for once: linear time whatever the input.

use std::ops::Range;

use crate::ordered::Map;
use crate::redline::Op;

/// A source cut at its marks.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The text between the marks, in order. Text inserted and then deleted again is in neither text and left out.
    pub(super) pieces: Vec<Piece>,
    pub(super) comments: Vec<Comment>,
    /// What is wrong and where.
    pub(super) problems: Vec<(usize, &'static str)>,
    /// How many insertions, deletions and halves of substitutions there are.
    pub(super) mark_count: usize,
}

/// A stretch of source text with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) op: Op,
    /// The mark that it lies in, counted through the source.
    pub(super) mark: Option<usize>,
    /// Whether Markdown must not see markup in it.
    pub(super) is_literal: bool,
}

/// A comment and the source range that it stands at: the highlight before it, or no text at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Insert,
    Delete,
    Replace,
    Comment,
    Highlight,
    InsertTag,
    DeleteTag,
}

impl Kind {
    fn closer(self) -> &'static str {
        match self {
            Kind::Insert => "++}",
            Kind::Delete => "--}",
            Kind::Replace => "~~}",
            Kind::Comment => "<<}",
            Kind::Highlight => "==}",
            Kind::InsertTag => "</ins>",
            Kind::DeleteTag => "</del>",
        }
    }
}

/// A mark that is open.
#[derive(Debug)]
struct Open {
    kind: Kind,
    /// Where its text starts.
    start: usize,
    /// Where its next part does: the arrow of a substitution, then the closer.
    boundary: usize,
    /// The closer, while the boundary is the arrow.
    end: usize,
    op: Op,
    mark: Option<usize>,
}

/// What parts the old text of a substitution from the new.
const ARROW: &str = "~>";

/// Beyond this many problems they go unsaid: a page of them helps nobody.
const MAX_PROBLEMS: usize = 100;

/// Tags longer than this are text: no attribute of a mark needs more.
const MAX_TAG: usize = 400;

/// Reads the marks of a source.
pub(super) fn read(source: &str) -> Marked {
    let lower = source.to_ascii_lowercase();
    let mut scan = Scan {
        source,
        lower: &lower,
        closers: Map::new(),
        open: Vec::new(),
        highlight: None,
        marked: Marked::default(),
    };
    scan.run();
    scan.marked
}

struct Scan<'a> {
    source: &'a str,
    lower: &'a str,
    /// For each closer, where it was found last.
    closers: Map<&'static str, Option<usize>>,
    open: Vec<Open>,
    /// The highlight that ended last.
    highlight: Option<Range<usize>>,
    marked: Marked,
}

impl Scan<'_> {
    fn run(&mut self) {
        let mut at = 0;
        loop {
            let boundary = self
                .open
                .last()
                .map_or(self.source.len(), |open| open.boundary);
            let rest = self.source.get(at..boundary).unwrap_or_default();
            let next = rest
                .find(['{', '<', '\\'])
                .map_or(boundary, |found| at + found);
            self.emit(at..next, false);
            if next >= boundary {
                match self.cross(boundary) {
                    Some(after) => at = after,
                    None => return,
                }
                continue;
            }
            at = self.step(next, boundary);
        }
    }

    /// Reads what starts at a brace, a tag or a backslash; gives where to go on.
    fn step(&mut self, at: usize, boundary: usize) -> usize {
        let rest = self.source.get(at..boundary).unwrap_or_default();
        if let Some(escaped) = rest.strip_prefix('\\') {
            let length = 1 + escaped.chars().next().map_or(0, char::len_utf8);
            self.emit(at..at + length, false);
            return at + length;
        }
        let Some((kind, length)) = opener(rest, self.lower.get(at..boundary).unwrap_or_default())
        else {
            self.emit(at..at + 1, false);
            return at + 1;
        };
        let start = at + length;
        let problem = match self.closer(kind, start) {
            None if matches!(kind, Kind::InsertTag | Kind::DeleteTag) => {
                self.emit(at..start, false);
                return start;
            }
            None => {
                "This mark is not closed, so it was read as text. Close it, or write a backslash before its brace."
            }
            Some(end) if end + kind.closer().len() > boundary => {
                "This mark overlaps the end of another, so it was read as text. Close the inner mark first."
            }
            Some(end) => match self.enter(kind, start, end) {
                Ok(next) => return next,
                Err(problem) => problem,
            },
        };
        if self.marked.problems.len() < MAX_PROBLEMS {
            self.marked.problems.push((at, problem));
        }
        self.emit(at..start, true);
        start
    }

    fn enter(&mut self, kind: Kind, start: usize, end: usize) -> Result<usize, &'static str> {
        let mut boundary = end;
        let op = match kind {
            Kind::Comment => {
                self.comment(start, end);
                return Ok(end + kind.closer().len());
            }
            Kind::Highlight => Op::Keep,
            Kind::Insert | Kind::InsertTag => Op::Insert,
            Kind::Delete | Kind::DeleteTag => Op::Delete,
            Kind::Replace => {
                boundary = self.find(ARROW, start).filter(|&arrow| arrow < end).ok_or(
                    "This substitution has no ~> between its old and its new text, so it was read as text.",
                )?;
                Op::Delete
            }
        };
        let mark = self.next_mark(op);
        self.open.push(Open {
            kind,
            start,
            boundary,
            end,
            op,
            mark,
        });
        Ok(start)
    }

    /// Crosses the boundary of the innermost mark; gives where to go on, or nothing at the end of the source.
    fn cross(&mut self, at: usize) -> Option<usize> {
        let open = self.open.last_mut()?;
        if open.boundary < open.end {
            open.boundary = open.end;
            open.op = Op::Insert;
            let mark = self.next_mark(Op::Insert);
            if let Some(open) = self.open.last_mut() {
                open.mark = mark;
            }
            return Some(at + ARROW.len());
        }
        let open = self.open.pop()?;
        let after = open.end + open.kind.closer().len();
        if open.kind == Kind::Highlight {
            self.highlight = Some(open.start..open.end);
        }
        Some(after)
    }

    fn comment(&mut self, start: usize, end: usize) {
        let text = self
            .source
            .get(start..end)
            .unwrap_or_default()
            .trim()
            .to_owned();
        let at = start - "{>>".len();
        let highlight = self
            .highlight
            .take()
            .filter(|range| range.end + Kind::Highlight.closer().len() == at);
        self.marked.comments.push(Comment {
            text,
            range: highlight.unwrap_or(at..at),
        });
    }

    fn next_mark(&mut self, op: Op) -> Option<usize> {
        if op == Op::Keep {
            return None;
        }
        self.marked.mark_count += 1;
        Some(self.marked.mark_count - 1)
    }

    fn emit(&mut self, range: Range<usize>, is_literal: bool) {
        if range.is_empty() {
            return;
        }
        let has = |op| self.open.iter().any(|open| open.op == op);
        let op = match (has(Op::Insert), has(Op::Delete)) {
            (true, true) => return,
            (true, false) => Op::Insert,
            (false, true) => Op::Delete,
            (false, false) => Op::Keep,
        };
        let marks = self.open.iter().rev();
        let mark = marks
            .filter(|open| open.op == op)
            .find_map(|open| open.mark);
        self.marked.pieces.push(Piece {
            range,
            op,
            mark,
            is_literal,
        });
    }

    fn closer(&mut self, kind: Kind, from: usize) -> Option<usize> {
        self.find(kind.closer(), from)
    }

    /// The first closer from here on. Every search begins where the last one of its kind ended.
    fn find(&mut self, closer: &'static str, from: usize) -> Option<usize> {
        match self.closers.get(closer) {
            Some(None) => return None,
            Some(Some(at)) if *at >= from => return Some(*at),
            _ => {}
        }
        let found = self.lower.get(from..).and_then(|rest| rest.find(closer));
        let found = found.map(|at| from + at);
        self.closers.insert(closer, found);
        found
    }
}

/// The kind and length of the opener that a text starts with.
fn opener(text: &str, lower: &str) -> Option<(Kind, usize)> {
    let braces = [
        ("{++", Kind::Insert),
        ("{--", Kind::Delete),
        ("{~~", Kind::Replace),
        ("{>>", Kind::Comment),
        ("{==", Kind::Highlight),
    ];
    if let Some((opener, kind)) = braces.iter().find(|(opener, _)| text.starts_with(opener)) {
        return Some((*kind, opener.len()));
    }
    let kind = if lower.starts_with("<ins") {
        Kind::InsertTag
    } else if lower.starts_with("<del") {
        Kind::DeleteTag
    } else {
        return None;
    };
    let inside = lower.get("<ins".len()..)?;
    let inside = inside.get(..inside.floor_char_boundary(MAX_TAG))?;
    let is_named = inside.starts_with(['>', ' ', '\n', '\r', '\t']);
    let end = inside.find('>').filter(|_| is_named)?;
    Some((kind, "<ins".len() + end + 1))
}
