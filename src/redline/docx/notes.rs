//! The parts beside the main one that hold text: footnotes, endnotes, comments, headers and footers.

use super::changes::Fate;
use super::draft::Draft;
use super::error::DocxError;
use super::shared::{NoteKind, Shared};
use super::story::Story;
use crate::ordered::{self, Map};
use crate::redline::{Note, Side};

/// The footnotes or endnotes, in the order in which the text refers to them; each once.
pub(super) fn read_notes(
    kind: NoteKind,
    part: &str,
    text: &str,
    shared: &mut Shared,
) -> Result<Vec<Draft>, DocxError> {
    let mut order = Vec::new();
    let mut fates: Map<String, Fate> = Map::new();
    for reference in shared.references.iter().filter(|r| r.kind == kind) {
        fates.entry(reference.id.clone()).or_insert_with(|| {
            order.push(reference.id.clone());
            reference.fate
        });
    }
    let mut story = Story::new(part, text, shared);
    story.note_fates = fates;
    story.walk()?;
    story.finish()?;
    let mut notes = std::mem::take(&mut story.notes);
    Ok(order
        .iter()
        .filter_map(|id| notes.remove(id))
        .flat_map(|note| note.drafts)
        .collect())
}

/// The comments in their order: identifier, and text as it stands in the end.
pub(super) fn read_comments(
    part: &str,
    text: &str,
    shared: &mut Shared,
) -> Result<Vec<(String, Note)>, DocxError> {
    let mut story = Story::new(part, text, shared);
    story.walk()?;
    story.finish()?;
    let mut notes: Vec<(String, super::story::Note)> =
        std::mem::take(&mut story.notes).into_iter().collect();
    ordered::sort_by_key(&mut notes, |(_, note)| note.order);
    Ok(notes
        .into_iter()
        .map(|(id, note)| {
            let text: Vec<String> = note.drafts.iter().map(final_text).collect();
            let note = Note {
                author: note.author,
                date: note.date,
                text: text.join("\n"),
                span: None,
            };
            (id, note)
        })
        .collect())
}

fn final_text(draft: &Draft) -> String {
    let held = draft.runs.iter().filter(|run| Side::Final.holds(run.op));
    held.map(|run| run.text.as_str()).collect()
}

/// Headers and footers are not part of the text; that they were changed must not go unsaid.
pub(super) fn check_margin(part: &str, text: &str, shared: &mut Shared) -> Result<(), DocxError> {
    let mut story = Story::new(part, text, shared);
    story.walk()?;
    let drafts = story.finish()?;
    let changed = drafts.iter().any(|draft| {
        draft.mark.run().is_some_and(|(_, change)| change.is_some())
            || draft.runs.iter().any(|run| run.change.is_some())
    });
    if changed {
        shared.report(
            format!(
                "{part} has tracked changes; headers and footers are not checked: read them in Word"
            ),
            None,
        );
    }
    Ok(())
}
