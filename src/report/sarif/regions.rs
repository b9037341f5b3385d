//! Where spans of blocks stand in the input: as regions of its text, counted in UTF-16 units and in lines.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::report::{BlockText, Report, Span};

/// The blocks of a report, and the input that they were read from.
pub(super) struct Regions<'a> {
    blocks: BTreeMap<&'a str, &'a BlockText>,
    /// The UTF-16 offset at which each line starts; nothing where the input is no text.
    lines: Vec<usize>,
    /// Units of a byte order mark, which SARIF does not count.
    mark: usize,
}

/// A stretch of the input: offsets in UTF-16 units.
struct Stretch {
    start: usize,
    end: usize,
    /// Whether what stands at both ends is kept text, so that no mark of a change is cut through.
    is_whole: bool,
}

impl<'a> Regions<'a> {
    pub(super) fn new(report: &'a Report, input: &[u8]) -> Regions<'a> {
        let blocks = report.document.blocks.as_deref().unwrap_or_default();
        let text = std::str::from_utf8(input).unwrap_or_default();
        let mut lines = vec![0];
        let mark = usize::from(text.starts_with('\u{feff}'));
        let mut units = 0;
        for next in text.chars().skip(mark) {
            units += next.len_utf16();
            if next == '\n' {
                lines.push(units);
            }
        }
        Regions {
            blocks: blocks
                .iter()
                .map(|block| (block.id.as_str(), block))
                .collect(),
            lines,
            mark,
        }
    }

    /// What a block is called in its document.
    pub(super) fn name(&self, block: &str) -> String {
        match self.blocks.get(block) {
            Some(found) if !found.place.is_empty() => found.place.clone(),
            _ => format!("block {block}"),
        }
    }

    /// The region of a span, where it stands in the input.
    pub(super) fn region(&self, span: &Span) -> Option<Value> {
        self.stretch(span).map(|stretch| self.write(&stretch))
    }

    /// The region of a span that may be replaced as a whole.
    pub(super) fn whole(&self, span: &Span) -> Option<Value> {
        let stretch = self.stretch(span).filter(|stretch| stretch.is_whole)?;
        Some(self.write(&stretch))
    }

    fn stretch(&self, span: &Span) -> Option<Stretch> {
        let block = self.blocks.get(span.block.as_str())?;
        let mut from = 0;
        let mut found: Option<Stretch> = None;
        let mut is_all_there = true;
        for run in &block.runs {
            let length = run.text.encode_utf16().count();
            let (start, end) = (span.start.max(from), span.end.min(from + length));
            if start < end {
                let kept = run.op == "keep";
                match (run.at.and_then(|at| at.checked_sub(self.mark)), &mut found) {
                    (Some(at), Some(stretch)) => {
                        stretch.end = stretch.end.max(at + end - from);
                        stretch.start = stretch.start.min(at + start - from);
                        stretch.is_whole &= kept || end < span.end;
                    }
                    (Some(at), found @ None) => {
                        *found = Some(Stretch {
                            start: at + start - from,
                            end: at + end - from,
                            is_whole: kept,
                        });
                    }
                    (None, _) => is_all_there = false,
                }
            }
            from += length;
        }
        let mut found = found?;
        found.is_whole &= is_all_there;
        Some(found)
    }

    fn write(&self, stretch: &Stretch) -> Value {
        let (start, end) = (self.place(stretch.start), self.place(stretch.end));
        json!({
            "startLine": start.0,
            "startColumn": start.1,
            "endLine": end.0,
            "endColumn": end.1,
            "charOffset": stretch.start,
            "charLength": stretch.end - stretch.start,
        })
    }

    /// The line and the column of an offset, each from 1.
    fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line));
        (line, offset - start.copied().unwrap_or(0) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{RunText, sample};

    fn run(op: &'static str, text: &str, at: Option<usize>) -> RunText {
        RunText {
            op,
            text: String::from(text),
            change: None,
            at,
        }
    }

    fn report(runs: Vec<RunText>) -> Report {
        let mut report = sample::clean();
        report.document.blocks = Some(vec![BlockText {
            id: String::from("1"),
            place: String::from("line 2"),
            number: None,
            heading: None,
            runs,
        }]);
        report
    }

    fn span(start: usize, end: usize) -> Span {
        Span {
            block: String::from("1"),
            start,
            end,
        }
    }

    #[test]
    fn regions_count_units_and_lines() {
        let input = "\u{feff}\u{1f600}\r\nPay {~~net 30~>net 60~~} days.\n";
        let at = |text: &str| {
            let before = input.split(text).next().expect("a part");
            Some(before.encode_utf16().count())
        };
        let report = report(vec![
            run("keep", "Pay ", at("Pay")),
            run("delete", "net 30", at("net 30")),
            run("insert", "net 60", at("net 60")),
            run("keep", " days.", at(" days.")),
        ]);
        let regions = Regions::new(&report, input.as_bytes());
        assert_eq!(
            regions.region(&span(4, 16)),
            Some(json!({
                "startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 22, "charOffset": 11, "charLength": 14,
            }))
        );
        // A replacement from mark to mark would cut through them.
        assert_eq!(regions.whole(&span(4, 16)), None);
        assert_eq!(regions.whole(&span(4, 22)), None);
        assert_eq!(regions.whole(&span(0, 16)), None);
        let whole = regions.whole(&span(0, 22)).expect("a region");
        assert_eq!(
            (whole["charOffset"].as_u64(), whole["charLength"].as_u64()),
            (Some(4), Some(30))
        );
    }

    #[test]
    fn what_stands_nowhere_has_a_name_and_no_region() {
        let report = report(vec![run("keep", "Pay.", None)]);
        let regions = Regions::new(&report, b"PK\xff");
        assert_eq!(regions.region(&span(0, 4)), None);
        assert_eq!(regions.name("1"), "line 2");
        assert_eq!(regions.name("7"), "block 7");
    }
}
