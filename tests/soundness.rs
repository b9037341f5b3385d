//! The one property that everything else serves: no edit passes without a rule that explains it.
//!
//! Any word of any position's language is replaced, inserted or deleted, within what a pattern's gap skips and after the
//! last sentence too. Where the verdict is still accept or approve, the edit must be one that a rule may explain: an
//! approved wording, an equivalence, or words that a pattern of the clause spells out or takes as a value.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use clausecheck::library::Library;
use clausecheck::library::model::{Clause, Coverage, Position};
use clausecheck::pattern::{Node, Pattern};
use clausecheck::redline::Format;
use clausecheck::report::{Decision, Finding};
use clausecheck::text::words;
use clausecheck::{Input, Options, check};
use proptest::prelude::*;

/// Words that no pattern should take: one that nobody wrote, and those that always matter.
const POISON: [&str; 16] = [
    "zorbly",
    "unless",
    "not",
    "except",
    "provided that",
    "notwithstanding",
    "only",
    "sole discretion",
    "best efforts",
    "without limitation",
    "irrevocably",
    "seventy-three",
    "Vendor",
    "Customer",
    "quibblesome",
    "never",
];

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let clauses = Path::new(env!("CARGO_MANIFEST_DIR")).join("clauses");
        Library::load(&support::files(&clauses)).0
    })
}

/// The words that rules may take, made once: the cases are thousands.
struct Taken {
    /// Words that patterns spell out.
    whole: BTreeSet<String>,
    /// Starts that patterns take with any ending.
    starts: Vec<String>,
    equivalents: BTreeSet<String>,
    plain: BTreeSet<String>,
    places: BTreeSet<String>,
    /// The words of each clause's language.
    language: BTreeMap<String, BTreeSet<String>>,
}

fn taken() -> &'static Taken {
    static TAKEN: OnceLock<Taken> = OnceLock::new();
    TAKEN.get_or_init(|| {
        let lists = &library().lists;
        let (mut whole, mut starts) = (BTreeSet::new(), Vec::new());
        for clause in &library().clauses {
            let (more, more_starts) = spelled(clause);
            whole.extend(more);
            starts.extend(more_starts);
        }
        starts.sort();
        starts.dedup();
        let places = lists
            .places
            .iter()
            .flat_map(|place| std::iter::once(&place.name).chain(&place.others));
        let language = library().clauses.iter().map(|clause| {
            let words_ = clause.language.iter().flat_map(|own| words(&own.text));
            (clause.id.clone(), words_.collect())
        });
        Taken {
            whole,
            starts,
            equivalents: lists
                .equivalences
                .iter()
                .flatten()
                .flat_map(|wording| words(wording))
                .collect(),
            plain: lists.plain.iter().flat_map(|plain| words(plain)).collect(),
            places: places.flat_map(|name| words(name)).collect(),
            language: language.collect(),
        }
    })
}

/// An edit of one word of a text.
#[derive(Clone, Debug)]
enum Edit {
    Replace(usize, String),
    Insert(usize, String),
    Delete(usize),
    /// A word after the last sentence.
    Append(String),
}

/// The text with the edit in CriticMarkup, and the words that changed.
fn redline(text: &str, edit: &Edit) -> (String, Vec<String>) {
    let parts: Vec<&str> = text.split(' ').collect();
    let mut out = String::new();
    let mut changed = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        match edit {
            Edit::Replace(at, word) if at % parts.len() == index => {
                out.push_str(&format!("{{~~{part}~>{word}~~}}"));
                changed.extend([(*part).to_owned(), word.clone()]);
            }
            Edit::Insert(at, word) if at % parts.len() == index => {
                out.push_str(&format!("{{++{word} ++}}{part}"));
                changed.push(word.clone());
            }
            Edit::Delete(at) if at % parts.len() == index => {
                out.push_str(&format!("{{--{part}--}}"));
                changed.push((*part).to_owned());
            }
            _ => out.push_str(part),
        }
    }
    if let Edit::Append(word) = edit {
        out.push_str(&format!("{{++ {word}.++}}"));
        changed.push(word.clone());
    }
    (
        out,
        changed.iter().flat_map(|words_| words(words_)).collect(),
    )
}

/// The words that a clause's patterns spell out, and the starts of those that they take with any ending.
fn spelled(clause: &Clause) -> (BTreeSet<String>, Vec<String>) {
    let (mut whole, mut starts) = (BTreeSet::new(), Vec::new());
    let mut add = |pattern: &Pattern| {
        let mut open: Vec<Node> = pattern.nodes().into_iter().cloned().collect();
        let mut groups: BTreeSet<String> = BTreeSet::new();
        while let Some(node) = open.pop() {
            match node {
                Node::Word(word) => {
                    whole.insert(word);
                }
                Node::Prefix(prefix) => starts.push(prefix),
                Node::Group(name) if groups.insert(name.clone()) => {
                    let inner = library().lists.groups.get(&name).into_iter().flatten();
                    open.extend(inner.flat_map(Pattern::nodes).cloned());
                }
                _ => {}
            }
        }
    };
    clause
        .found
        .patterns
        .iter()
        .for_each(|found| add(&found.pattern));
    for term in &clause.terms {
        term.patterns
            .iter()
            .for_each(|pattern| add(&pattern.source.pattern));
    }
    (whole, starts)
}

/// Whether a word may be part of a slot: a number in words or figures, a unit, a party, a place.
fn may_fill_slot(word: &str) -> bool {
    let known = |list: &[&str]| list.contains(&word);
    word.chars().all(|c| c.is_ascii_digit() || c == '.')
        || known(&[
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "twelve",
            "fifteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
            "hundred",
            "half",
            "and",
            "a",
            "an",
            "per",
            "each",
            "every",
            "either",
            "neither",
            "both",
            "party",
            "parties",
            "the",
            "other",
            "of",
            "business",
            "working",
            "calendar",
            "day",
            "days",
            "hour",
            "hours",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
            "quarter",
            "annum",
            "percent",
            "once",
            "twice",
            "us",
            "$",
            "million",
            "dollars",
            "annually",
            "monthly",
            "quarterly",
            "vendor",
            "customer",
            "its",
            "no",
            "any",
            "seventy three",
        ])
        || taken().places.contains(word)
}

fn accepted(finding: &Finding) -> bool {
    finding.decision <= Decision::Approve
}

fn check_edit(clause: &Clause, text: &str, edit: &Edit) -> Result<(), TestCaseError> {
    let text = text
        .replace("{Vendor}", "Vendor")
        .replace("{Customer}", "Customer");
    let (redlined, changed) = redline(&text, edit);
    let input = Input {
        bytes: redlined.as_bytes(),
        format: Some(Format::Markdown),
        base: None,
    };
    let report = check(&input, library(), &Options::default())
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    if report.decision > Decision::Approve {
        return Ok(());
    }
    for finding in report.findings.iter().filter(|finding| accepted(finding)) {
        for edit in &finding.edits {
            let Some(explained) = &edit.explained_by else {
                return Err(TestCaseError::fail(format!(
                    "{redlined}: \"{}\" -> \"{}\" is explained by nothing",
                    edit.old, edit.new
                )));
            };
            let owner = finding
                .clause
                .as_deref()
                .and_then(|id| library().clauses.iter().find(|clause| clause.id == id));
            let strict = owner.is_none_or(|clause| clause.coverage == Coverage::Strict);
            prop_assert!(
                !(strict && explained.by == "known"),
                "{redlined}: a known word passed in a strict clause"
            );
            if matches!(explained.by, "language" | "equivalence" | "struck") {
                continue;
            }
            // What was held by name was spelled out by a pattern of some clause, or filled a slot; what was known was
            // neither a word that matters, nor a number, nor a party.
            for word in words(&edit.old).iter().chain(words(&edit.new).iter()) {
                let by_name = taken().whole.contains(word)
                    || taken()
                        .starts
                        .iter()
                        .any(|start| word.starts_with(start.as_str()));
                let known = explained.by == "known"
                    || owner.is_some_and(|clause| clause.coverage == Coverage::Operative);
                let own = owner.and_then(|clause| taken().language.get(&clause.id));
                let plain = known
                    && (taken().plain.contains(word)
                        || own.is_some_and(|language| language.contains(word)));
                prop_assert!(
                    by_name || plain || may_fill_slot(word) || taken().equivalents.contains(word),
                    "{redlined}: \"{word}\" passed ({}), and no pattern of {} spells it out",
                    explained.by,
                    clause.id
                );
            }
        }
    }
    let nonsense = changed
        .iter()
        .any(|word| word == "zorbly" || word == "quibblesome");
    prop_assert!(
        !nonsense || report.decision > Decision::Approve,
        "{redlined}: a word that nobody knows passed"
    );
    Ok(())
}

/// The words of all approved language.
fn foreign() -> Vec<String> {
    let all: Vec<String> = library()
        .clauses
        .iter()
        .flat_map(|clause| &clause.language)
        .flat_map(|own| words(&own.text))
        .collect();
    if all.is_empty() {
        vec![String::from("zorbly")]
    } else {
        all
    }
}

/// The approved language of every clause.
fn languages() -> &'static [(&'static Clause, &'static str)] {
    static LANGUAGES: OnceLock<Vec<(&Clause, &str)>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let accepting = |clause: &Clause, row: &str| {
            clause.matrix.rows.iter().any(|known| {
                known.name == row
                    && !matches!(known.position, Position::WalkAway | Position::LegalReview)
            })
        };
        library()
            .clauses
            .iter()
            .flat_map(|clause| clause.language.iter().map(move |own| (clause, own)))
            .filter(|(clause, own)| accepting(clause, &own.row))
            .map(|(clause, own)| (clause, own.text.as_str()))
            .collect()
    })
}

fn edits() -> impl Strategy<Value = Edit> {
    let word = prop_oneof![
        prop::sample::select(POISON.to_vec()).prop_map(String::from),
        // Words of other clauses' language are the likeliest to be taken by a careless pattern.
        prop::sample::select(foreign()),
    ];
    prop_oneof![
        (any::<usize>(), word.clone()).prop_map(|(at, word)| Edit::Replace(at, word)),
        (any::<usize>(), word.clone()).prop_map(|(at, word)| Edit::Insert(at, word)),
        any::<usize>().prop_map(Edit::Delete),
        word.prop_map(Edit::Append),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_approved_language_changes_unexplained(pick in any::<prop::sample::Index>(), edit in edits()) {
        let (clause, text) = pick.get(languages());
        check_edit(clause, text, &edit)?;
    }
}
