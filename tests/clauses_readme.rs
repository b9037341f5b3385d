//! The clause that `clauses/README.md` teaches with is a sound one: what people copy first must work.

use std::collections::BTreeMap;
use std::path::Path;

use clausecheck::library::Library;
use clausecheck::proof;

const WIDE: [&str; 6] = [
    "library.md",
    "parties.md",
    "places.md",
    "roles.md",
    "facts.md",
    "glossary.md",
];

#[test]
fn the_sample_clause_lints_and_its_examples_pass() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("clauses");
    let read =
        |name: &str| std::fs::read_to_string(folder.join(name)).expect("a page of the library");
    let page = read("README.md");
    let start = page.find("```markdown\n").expect("a sample") + "```markdown\n".len();
    let length = page[start..].find("\n```").expect("the sample's end");
    let mut files: BTreeMap<String, String> = WIDE
        .iter()
        .map(|name| (String::from(*name), read(name)))
        .collect();
    files.insert(
        String::from("delivery/training.md"),
        String::from(&page[start..start + length]),
    );
    let (library, faults) = Library::load(&files);
    assert!(
        faults.is_empty(),
        "{}",
        faults
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    );
    let faults = proof::lint(&library);
    assert!(
        faults.is_empty(),
        "{}",
        faults
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    );
    assert_eq!(
        proof::examples(&library, None).passed,
        7,
        "every example of the sample is judged"
    );
}
