//! Whole pages as products write them, each beside what it is read as: `tests/fixtures/{html,md}`.

use std::path::Path;

use super::testing::{assert_sound, show};
use super::{Format, read};

#[test]
fn pages_are_read_as_shown() {
    for (folder, format) in [("html", Format::Html), ("md", Format::Markdown)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(folder);
        let mut count = 0;
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path
                .extension()
                .is_some_and(|extension| extension == "shown")
            {
                continue;
            }
            count += 1;
            let source = std::fs::read_to_string(&path).unwrap();
            let document = read(source.as_bytes(), None).unwrap();
            assert_eq!(document.format, format, "{path:?}");
            assert_sound(&document, &source);
            let mut lines = vec![show(&document)];
            for note in &document.notes {
                let span = note
                    .span
                    .as_ref()
                    .map(|span| format!("{}:{:?}", span.block, span.range));
                let parts = [
                    span.as_deref(),
                    note.author.as_deref(),
                    note.date.as_deref(),
                    Some(&note.text),
                ];
                lines.push(format!(
                    "note {}",
                    parts.map(Option::unwrap_or_default).join(" ")
                ));
            }
            lines.extend(
                document
                    .problems
                    .iter()
                    .map(|problem| format!("problem {}", problem.message)),
            );
            let expected = std::fs::read_to_string(path.with_extension("shown")).unwrap();
            assert_eq!(lines.join("\n") + "\n", expected, "{path:?}");
        }
        assert!(count > 0, "{folder:?}");
    }
}
