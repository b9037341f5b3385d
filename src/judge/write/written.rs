//! Findings that were written before. Of a long document nearly all are what they were one edit ago, and to write one
//! takes longer than to see that.
//!
//! A finding that is written rests on what [`Key`] holds, and on the library and the options, which kept things never
//! outlive. Who lets it rest on more puts that into the key.

use std::ops::Range;
use std::rc::Rc;

use super::Writer;
use crate::judge::changes::Stretch;
use crate::judge::explain::By;
use crate::judge::outside::Asked;
use crate::judge::passages::Sided;
use crate::judge::readings::Read;
use crate::judge::verdict::{Finding, Reason};
use crate::redline::Side;
use crate::report::{self, Decision, FindingKind, Mode};
use crate::value::Value;

/// A finding as it was written, and what it was written of.
#[derive(Debug)]
pub(crate) struct Written {
    key: Key,
    asked: Asked,
    finding: Rc<report::Finding>,
}

/// All that a written finding rests on.
#[derive(Debug, PartialEq)]
struct Key {
    surroundings: u64,
    mode: Mode,
    clause: Option<usize>,
    count: usize,
    kind: FindingKind,
    decision: Decision,
    was: Option<usize>,
    row: Option<usize>,
    readings: Vec<ReadingKey>,
    changes: Vec<ChangeKey>,
    /// Changes are named by their place in the finding.
    reasons: Vec<Reason>,
    /// Approved language in whose place its sentences stand.
    language: Vec<Text>,
}

#[derive(Debug, PartialEq)]
struct ReadingKey {
    term: Option<usize>,
    value: Value,
    row: Option<usize>,
    judged: bool,
    original: Option<(Text, Place)>,
    revised: Option<Place>,
}

#[derive(Debug, PartialEq)]
struct ChangeKey {
    /// The texts and the units of both sides.
    old: (Text, Range<usize>),
    new: (Text, Range<usize>),
    equal: bool,
    /// Whether it leads from one of the document's chains to another.
    moved: bool,
    /// Whether what went is the document's own.
    own: bool,
    by: Vec<By>,
    unexplained: Vec<(Side, usize)>,
    guessed: bool,
}

/// A text with its analysis and readings. Two are one only where they are the same ones, which being held keeps them.
#[derive(Debug)]
struct Text(Option<Sided>);

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => {
                Rc::ptr_eq(&one.text, &other.text)
                    && Rc::ptr_eq(&one.analysis, &other.analysis)
                    && Rc::ptr_eq(&one.readings, &other.readings)
            }
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// What a reading's words are.
type Place = (Range<usize>, Value);

fn place(read: &Read) -> Place {
    (read.extent(), read.value.clone())
}

impl Writer<'_, '_, '_> {
    /// A finding, written now or before.
    pub(super) fn written(&self, finding: &Finding<'_>, count: usize) -> Rc<report::Finding> {
        let outside = self.parts.outside;
        let passage = self.parts.case.passages.get(finding.chain);
        let Some(passage) = passage else {
            return Rc::new(self.finding(finding, count));
        };
        let key = self.key(finding, count);
        let mut all = passage.memo.written.borrow_mut();
        let of = |written: &Written| written.key.clause == key.clause;
        if let Some(known) = all.iter().find(|written| of(written) && written.key == key) {
            outside.note(&known.asked);
            return Rc::clone(&known.finding);
        }
        let (finding, asked) = outside.noting(|| Rc::new(self.finding(finding, count)));
        all.retain(|written| !of(written));
        all.push(Written {
            key,
            asked,
            finding: Rc::clone(&finding),
        });
        finding
    }

    fn key(&self, finding: &Finding<'_>, count: usize) -> Key {
        let case = self.parts.case;
        let text = |side: Side, passage: usize| Text(self.sided(side, passage).cloned());
        let stretch =
            |side: Side, stretch: &Stretch| (text(side, stretch.chain), stretch.units.clone());
        let changes = finding.changes.iter().filter_map(|(index, explained)| {
            let change = case.changes.changes.get(*index)?;
            Some(ChangeKey {
                old: stretch(Side::Original, &change.old),
                new: stretch(Side::Final, &change.new),
                equal: change.equal,
                moved: change.old.chain != change.new.chain,
                own: change.old.chain < case.own,
                by: explained.by.clone(),
                unexplained: explained
                    .unexplained
                    .iter()
                    .map(|(side, _, token)| (*side, *token))
                    .collect(),
                guessed: explained.guessed,
            })
        });
        let readings = finding.readings.iter().map(|reading| ReadingKey {
            term: reading.term,
            value: reading.value.clone(),
            row: reading.row,
            judged: reading.judged,
            original: reading
                .original
                .map(|(passage, read)| (text(Side::Original, passage), place(read))),
            revised: reading.revised.map(place),
        });
        let reasons = finding.reasons.iter().map(|reason| match reason {
            Reason::Unexplained(index) => {
                let at = finding.changes.iter().position(|(at, _)| at == index);
                Reason::Unexplained(at.unwrap_or(usize::MAX))
            }
            reason => reason.clone(),
        });
        let chain = finding.chain;
        let language = case.origins.replaced.range((chain, 0)..(chain + 1, 0));
        Key {
            surroundings: self.parts.surroundings,
            mode: self.parts.mode,
            clause: finding.clause,
            count,
            kind: finding.kind,
            decision: finding.decision,
            was: finding.was,
            row: finding.row,
            readings: readings.collect(),
            changes: changes.collect(),
            reasons: reasons.collect(),
            language: language
                .filter_map(|(_, language)| Some(text(Side::Original, (*language)?)))
                .collect(),
        }
    }
}
