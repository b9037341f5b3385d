//! Arbitrary library files: never a panic, and never more than linear time.

mod support;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use clausecheck::library::{Library, MatrixFormat};
use proptest::prelude::*;

/// Loads, lints and writes out a library, and makes sure that every fault stands in its file.
fn load(files: &BTreeMap<String, String>) {
    let (library, mut faults) = Library::load(files);
    faults.extend(library.lint());
    for fault in &faults {
        assert!(!fault.to_string().is_empty());
        let place = &fault.place;
        let text = files.get(&place.file).map_or("", String::as_str);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let line = text.split('\n').nth(place.line - 1).unwrap_or("");
        assert!(place.column <= line.chars().count() + 1, "{fault}");
    }
    for format in [
        MatrixFormat::Markdown,
        MatrixFormat::Csv,
        MatrixFormat::Html,
    ] {
        library.matrix(format);
    }
}

/// Pieces that a library file is made of, right and wrong ones.
const PIECES: &[&str] = &[
    "---\n",
    "id: x\n",
    "risk: high\n",
    "# T\n\n",
    "## Found by\n\n",
    "## Terms\n\n",
    "## Matrix\n\n",
    "## Language\n\n",
    "## Say\n\n",
    "## Examples\n\n",
    "### a (duration, days)\n\n",
    "### b (choice)\n\n",
    "### c (place)\n\n",
    "### Standard\n\n",
    "### Fallback 1, annual value 3\n\n",
    "- `x {duration}`",
    " = duration + 2 days\n",
    " = ((1 / 0) * {f})\n",
    "- not: `y`\n",
    "- name: `z`, `w` otherwise\n",
    "- heading: A; B\n",
    "| Position | a | b | c | deal: v | Role |\n|-|-|-|-|-|-|\n",
    "| Standard | <= 3 days | name | Delaware | - | seller |\n",
    "| Walk-away | 9..1 days | not(name) | same as x: c | >= 2 | cfo |\n",
    "| Legal review | all of {f} | `\\|` | - | - | legal |\n",
    "> {~~a~>b~~}\n",
    "> \n\n",
    "`",
    "*",
    "<",
    "\\",
    "\u{0}",
    "\u{2026}",
    "\r\n",
    "\u{feff}",
    "  ",
    "&amp;",
    "]",
    "[",
    "(",
    "{",
    "|",
    "\n\n",
    "- ",
    ": ",
    "\u{1f600}",
    "**w**: m\n",
    "```\n",
    "<!-- ",
    "1. ",
];

fn page() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn arbitrary_pages_are_read(pages in prop::collection::vec(page(), 8)) {
        let names = ["library.md", "parties.md", "places.md", "roles.md", "facts.md", "glossary.md", "a/x.md", "y.md"];
        let files = names.into_iter().map(String::from).zip(pages).collect();
        load(&files);
    }

    #[test]
    fn a_small_library_with_a_hole_is_read(file in 0_usize..9, start in 0_usize..4000, length in 0_usize..200, piece in prop::sample::select(PIECES)) {
        let mut files = support::files(&support::small_library());
        let name = files.keys().nth(file).cloned().unwrap_or_default();
        if let Some(text) = files.get_mut(&name) {
            let characters: Vec<char> = text.chars().collect();
            let start = start.min(characters.len());
            let end = (start + length).min(characters.len());
            *text = characters[..start].iter().chain(&piece.chars().collect::<Vec<_>>()).chain(&characters[end..]).collect();
        }
        load(&files);
    }
}

/// Shapes that cost the square of their length where something looks back. What is linear takes a fraction of a
/// second for each in a debug build, what is quadratic a minute.
#[test]
fn long_files_take_linear_time() {
    let many = |piece: &str| piece.repeat(100_000 / piece.len());
    let numbered = |make: &dyn Fn(usize) -> String| (0..4_000).map(make).collect::<String>();
    let clause = |found: &str, terms: &str, rest: &str| {
        format!("---\nid: x\n---\n\n# X\n\n## Found by\n\n{found}\n\n## Terms\n\n{terms}\n\n{rest}")
    };
    let shapes = [
        many("*a "),
        many("`"),
        many("> "),
        many("[a]("),
        many("| a "),
        format!("## Matrix\n\n|{}|\n|{}|\n", many("a|"), many("-|")),
        clause(&many("- `(`\n"), "", ""),
        clause(&format!("- `{}`", many("(a|")), "", ""),
        clause(&format!("- `{}`", many("a & ")), "", ""),
        clause(&format!("- {}", many("`a`, ")), "", ""),
        clause(
            "",
            &format!(
                "### a (choice)\n\n{}",
                numbered(&|n| format!("- c{n}: `w{n}`\n"))
            ),
            "",
        ),
        clause(
            "",
            &format!(
                "### a (choice)\n\n{}",
                numbered(&|n| format!("- `w{n}` = c{n}\n"))
            ),
            "",
        ),
        clause("", &numbered(&|n| format!("### a{n} (duration)\n\n")), ""),
        clause(
            "",
            &format!("### a (duration)\n\n- `a {{duration}}` = {}", many("1 + ")),
            "",
        ),
        clause(
            "",
            &format!("### a (duration)\n\n- `a {{duration}}` = {}", many("(")),
            "",
        ),
        clause(
            "",
            "",
            &format!(
                "## Language\n\n{}",
                numbered(&|n| format!("### Standard {n}\n\n> a\n\n"))
            ),
        ),
        clause(
            "",
            "",
            &format!("## Examples\n\n### Standard, {}\n\n> a\n", many("a 1, ")),
        ),
        clause(
            "",
            "",
            &format!(
                "## Matrix\n\n| Position | Role |\n|-|-|\n{}",
                numbered(&|n| format!("| Standard: {n} | x |\n"))
            ),
        ),
        clause(
            "",
            "### a (money)\n\n- `{money}`",
            &format!(
                "## Matrix\n\n| Position | a |\n|-|-|\n| Standard | {} |\n",
                many("<= 1, ")
            ),
        ),
        clause(
            "",
            "### a (money)\n\n- `{money}`",
            &format!(
                "## Matrix\n\n| Position | a |\n|-|-|\n| Standard | {} |\n",
                many("9")
            ),
        ),
        format!(
            "---\nname: x\n---\n\n## Word groups\n\n{}",
            numbered(&|n| format!("- <g{n}>: `<g{}>`\n", n + 1))
        ),
        format!(
            "---\nname: x\n---\n\n## Plain words\n\n{}",
            numbered(&|n| format!("w{n} "))
        ),
        format!(
            "| place | within |\n|-|-|\n{}",
            numbered(&|n| format!("| p{n} | p{} |\n", n + 1))
        ),
        format!(
            "| role | function | escalates to |\n|-|-|-|\n{}",
            numbered(&|n| format!("| r{n} | f | r{} |\n", n + 1))
        ),
        format!(
            "| fact | value |\n|-|-|\n{}",
            numbered(&|n| format!("| f{n} | no {n} |\n"))
        ),
        numbered(&|n| format!("- **w{n}**: m\n")),
    ];
    for (index, shape) in shapes.iter().enumerate() {
        for name in [
            "library.md",
            "places.md",
            "roles.md",
            "facts.md",
            "glossary.md",
            "a/x.md",
        ] {
            let files = BTreeMap::from([(String::from(name), shape.clone())]);
            let start = Instant::now();
            let (library, _) = Library::load(&files);
            library.lint();
            let taken = start.elapsed();
            assert!(
                taken < Duration::from_secs(10),
                "shape {index} as {name}: {taken:?}"
            );
        }
    }
}
