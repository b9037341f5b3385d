//! What a report has that the last one did not have. The report of a long document takes longer to write down and read
//! again than an edit takes to judge, and nearly all of it is what it was: so a list's item that was told before is told
//! by its place in the last report's list.

use std::rc::Rc;

use serde::Serialize;

use crate::ordered::Map;
use crate::redline::Document;
use crate::report::{self, ChangeSummary, Finding, Report, Unread};

/// What was told last.
#[derive(Debug, Default)]
pub(super) struct Last {
    findings: Vec<Rc<Finding>>,
    unread: Vec<Unread>,
    changes: Vec<ChangeSummary>,
    revisions: Vec<u64>,
}

/// A report whose long lists are told as news.
#[derive(Serialize)]
struct News<'r> {
    /// All but the lists.
    report: &'r Report,
    findings: Vec<Item<&'r Finding>>,
    unread: Vec<Item<&'r Unread>>,
    changes: Vec<Item<&'r ChangeSummary>>,
    blocks: Option<Vec<Item<report::BlockText>>>,
}

/// An item of a list: its place in the last report's list, or all of it.
#[derive(Serialize)]
#[serde(untagged)]
enum Item<T> {
    Kept(usize),
    New(T),
}

impl Last {
    /// The news of a report, as JSON.
    pub(super) fn news(
        &mut self,
        mut report: Report,
        findings: Vec<Rc<Finding>>,
        blocks: Option<(&Document, &[u64])>,
    ) -> String {
        let unread = std::mem::take(&mut report.unread);
        let changes = std::mem::take(&mut report.document.changes);
        let news = News {
            report: &report,
            findings: items(
                &self.findings,
                &findings,
                |finding| &finding.id,
                Rc::ptr_eq,
                Rc::as_ref,
            ),
            unread: items(
                &self.unread,
                &unread,
                |unread| &unread.span.block,
                Unread::eq,
                |unread| unread,
            ),
            changes: items(
                &self.changes,
                &changes,
                |change| &change.id,
                ChangeSummary::eq,
                |change| change,
            ),
            blocks: blocks.map(|(document, revisions)| self.blocks(document, revisions)),
        };
        // These types have no map with keys that are no text, the one thing that JSON does not take.
        // Written as all JSON here is: another way of writing would be another copy of the code.
        let json = serde_json::to_string_pretty(&news).unwrap_or_default();
        *self = Last {
            findings,
            unread,
            changes,
            revisions: blocks.map_or_else(Vec::new, |(_, revisions)| revisions.to_vec()),
        };
        json
    }

    fn blocks(&self, document: &Document, revisions: &[u64]) -> Vec<Item<report::BlockText>> {
        let known: Map<u64, usize> = (self.revisions.iter().copied().zip(0..)).collect();
        let blocks = document.blocks.iter().zip(revisions);
        blocks
            .map(|(block, revision)| match known.get(revision) {
                Some(at) => Item::Kept(*at),
                None => Item::New(report::block(document, block)),
            })
            .collect()
    }
}

/// The items of a list, told by a list that is known. `id` tells most items of a list apart, `same` is sure.
fn items<'r, T, U>(
    known: &[T],
    list: &'r [T],
    id: fn(&T) -> &String,
    same: fn(&T, &T) -> bool,
    told: fn(&'r T) -> &'r U,
) -> Vec<Item<&'r U>> {
    let places: Map<&String, usize> = (known.iter().map(id).zip(0..)).collect();
    list.iter()
        .map(|item| {
            let at = places.get(id(item)).copied();
            match at.filter(|at| known.get(*at).is_some_and(|known| same(known, item))) {
                Some(at) => Item::Kept(at),
                None => Item::New(told(item)),
            }
        })
        .collect()
}
