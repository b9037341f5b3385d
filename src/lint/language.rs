//! A position's own language, judged: it must read as that position.

use super::examples::{described, is_on};
use crate::library::model::{Clause, Language};
use crate::library::{Diagnostic, Fault, Library};
use crate::redline::Format;
use crate::report::{Extent, Paper};
use crate::{Input, Options, check};

/// Judges a wording as if it stood on the other side's paper, where every reading counts.
pub(super) fn language(
    library: &Library,
    clause: &Clause,
    language: &Language,
) -> Option<Diagnostic> {
    let text = super::labelled(&language.text).replace('\n', "\n\n");
    let input = Input {
        bytes: text.as_bytes(),
        format: Some(Format::Text),
        base: None,
    };
    let options = Options {
        paper: Some(Paper::Theirs),
        extent: Some(Extent::Excerpt),
        deal: super::open_deal(clause, &language.row),
        ..Options::default()
    };
    let got = match check(&input, library, &options) {
        Ok(report) => {
            let mut verdicts = report.clauses.iter();
            let verdict = verdicts.find(|one| one.id.as_deref() == Some(&clause.id));
            if verdict.is_some_and(|verdict| is_on(verdict, clause, &language.row)) {
                return None;
            }
            described(verdict)
        }
        Err(error) => format!("not judged ({error})"),
    };
    Some(Diagnostic {
        place: language.place.clone(),
        fault: Fault::LanguageReadsAs {
            row: language.row.clone(),
            got,
        },
    })
}
