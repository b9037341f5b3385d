//! One fault of each kind in a library that is otherwise right, and the one message that it gets.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use clausecheck::library::Library;

const PAY: &str = "commercial/payment-terms.md";
const UPTIME: &str = "delivery/service-levels.md";
const LAW: &str = "risk/governing-law.md";

/// A change to the small library: a file, what is there, what comes in its place, and the message.
type Case = (&'static str, &'static str, &'static str, &'static str);

/// Front matter and sections.
const PAGES: &[Case] = &[
    (
        PAY,
        "---\nid: payment-terms\nowner: finance\nrisk: medium\ncoverage: operative\n---\n",
        "",
        "commercial/payment-terms.md:1:1: the file does not start with front matter; begin it with a line ---, lines like \"key: value\", and a line ---",
    ),
    (
        PAY,
        "coverage: operative\n---\n",
        "coverage: operative\n",
        "commercial/payment-terms.md:1:1: the front matter does not end; close it with a line ---",
    ),
    (
        PAY,
        "risk: medium\n",
        "risk: medium\nreviewed\n",
        "commercial/payment-terms.md:5:1: \"reviewed\" is no setting; write it like \"key: value\"",
    ),
    (
        PAY,
        "owner: finance\n",
        "",
        "commercial/payment-terms.md:1:1: the front matter has no owner; add a line \"owner: ...\"",
    ),
    (
        PAY,
        "risk: medium\n",
        "risk: medium\nrsik: high\n",
        "commercial/payment-terms.md:5:1: there is no key \"rsik\"; write \"risk\"",
    ),
    (
        PAY,
        "risk: medium\n",
        "risk: medium\nrisk: high\n",
        "commercial/payment-terms.md:5:1: the key \"risk\" stands twice, first at commercial/payment-terms.md:4:7; rename or remove one",
    ),
    (
        PAY,
        "risk: medium",
        "risk: mediun",
        "commercial/payment-terms.md:4:7: there is no setting \"mediun\"; write \"medium\"",
    ),
    (
        PAY,
        "id: payment-terms",
        "id: payments",
        "commercial/payment-terms.md:2:5: the id \"payments\" is not the file's name \"payment-terms\"; make them the same",
    ),
    (
        LAW,
        "id: governing-law",
        "id: payment-terms",
        "risk/governing-law.md:2:5: the clause \"payment-terms\" stands twice, first at commercial/payment-terms.md:2:5; rename or remove one",
    ),
    (
        PAY,
        "# Payment Terms\n",
        "\n",
        "commercial/payment-terms.md:1:1: the page has no title; add a line \"# Title\" below the front matter",
    ),
    (
        LAW,
        "A law that our counsel knows.\n",
        "\n",
        "risk/governing-law.md:8:3: nothing says why; add a paragraph for people below the title",
    ),
    (
        LAW,
        "## Say\n\nWe can offer New York.\n",
        "",
        "risk/governing-law.md:8:3: there is no section Say; add \"## Say\"",
    ),
    (
        LAW,
        "We can offer New York.\n",
        "",
        "risk/governing-law.md:48:1: Say is empty; fill it or remove it",
    ),
    (
        LAW,
        "## Say",
        "## Notes\n\nNone.\n\n## Say",
        "risk/governing-law.md:48:4: there is no section \"Notes\"; the sections are Found by, Terms, Matrix, Language, Say, Examples",
    ),
    (
        LAW,
        "## Say\n",
        "## Say\n\nAnything.\n\n## Say\n",
        "risk/governing-law.md:52:4: the section \"Say\" stands twice, first at risk/governing-law.md:48:1; rename or remove one",
    ),
];

/// Patterns and terms.
const PATTERNS: &[Case] = &[
    (
        PAY,
        "`<pay> & <invoice>`",
        "`<pays> & <invoice>`",
        "commercial/payment-terms.md:15:4: there is no word group \"pays\"; write \"pay\"",
    ),
    (
        PAY,
        "- not: `suspend*`",
        "- not: `(suspend*|halt`",
        "commercial/payment-terms.md:17:9: \"(\" is not closed",
    ),
    (
        PAY,
        "- not: `suspend*`",
        "- never `suspend*`",
        "commercial/payment-terms.md:17:3: \"never\" has no meaning here; list headings like \"heading: Payment; Fees\" and patterns between backquotes, \"not:\" before those that take a sentence out",
    ),
    (
        PAY,
        "- not: `suspend*`",
        "- not:",
        "commercial/payment-terms.md:17:1: the item has no pattern; write one between backquotes",
    ),
    (
        LAW,
        "- heading: Governing Law\n- `govern* & law*`\n",
        "- not: `govern* & law*`\n",
        "risk/governing-law.md:12:1: nothing finds the clause; add a heading or a pattern to Found by",
    ),
    (
        LAW,
        "### law (place)",
        "### law",
        "risk/governing-law.md:19:5: the term \"law\" has no kind; write it like \"### law (duration, days)\" or \"### law (choice)\"",
    ),
    (
        LAW,
        "### law (place)",
        "### law (plaice)",
        "risk/governing-law.md:19:10: there is no kind of value \"plaice\"; write \"place\"",
    ),
    (
        PAY,
        "(duration, days)",
        "(duration, dais)",
        "commercial/payment-terms.md:21:28: there is no unit or way to join values \"dais\"; write \"days\"",
    ),
    (
        UPTIME,
        "## Matrix",
        "### uptime (percent)\n\n- `up {percent}`\n\n## Matrix",
        "delivery/service-levels.md:23:5: the term \"uptime\" stands twice, first at delivery/service-levels.md:19:5; rename or remove one",
    ),
    (
        UPTIME,
        "- `(uptime|availability) … {percent}`\n",
        "",
        "delivery/service-levels.md:19:5: nothing reads the term \"uptime\"; add a list of patterns below its heading",
    ),
    (
        PAY,
        "- `net {duration}`\n- `net {duration} (",
        "- `net terms`\n- `net {duration} (",
        "commercial/payment-terms.md:24:4: the pattern reads no duration; add {duration}, or a value after it, like \"= 0 days\"",
    ),
    (
        PAY,
        "- invoice: `(of",
        "- `first`\n- invoice: `(of",
        "commercial/payment-terms.md:31:4: the pattern reads no choice; write the choice before it, like \"invoice: `pattern`\"",
    ),
    (
        LAW,
        "`english law` = England and Wales",
        "England and Wales: `english law`",
        "risk/governing-law.md:23:3: \"England and Wales:\" names a choice, but the term is none; write \"= England and Wales\" after the pattern",
    ),
    (
        LAW,
        "= England and Wales",
        "= Engerland",
        "risk/governing-law.md:23:19: there is no place \"Engerland\"; add it to places.md or use another",
    ),
    (
        PAY,
        "= 0 days",
        "= 0 dais",
        "commercial/payment-terms.md:26:41: \"0 dais\" is no duration; write \"0 days\"",
    ),
    (
        PAY,
        "= duration + 30 days",
        "= length + 30 days",
        "commercial/payment-terms.md:25:41: \"length\" is neither a value nor a slot of the pattern; its slots are duration",
    ),
    (
        PAY,
        "= duration + 30 days",
        "= duration + 30 %",
        "commercial/payment-terms.md:25:52: this comes to a percent, but a duration is wanted here; change the sum or the term's kind",
    ),
    (
        PAY,
        "= duration + 30 days",
        "= duration / 30 days",
        "commercial/payment-terms.md:25:41: this comes to a number, but a duration is wanted here; change the sum or the term's kind",
    ),
    (
        PAY,
        "= duration + 30 days",
        "= (duration + 30 days",
        "commercial/payment-terms.md:25:41: the bracket is not closed; add \")\"",
    ),
    (
        PAY,
        "= duration + 30 days",
        "= duration + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day + 1 day",
        "commercial/payment-terms.md:25:179: there are more than 16 operations in one value; split or remove some",
    ),
    (
        PAY,
        ", `once … approved`",
        ", `once … approved` = aproval",
        "commercial/payment-terms.md:32:77: there is no choice \"aproval\"; write \"approval\"",
    ),
    (
        UPTIME,
        "- `(uptime|availability) … {percent}`",
        "- `(uptime|availability) … {percent}` = {uptime.suported}",
        "delivery/service-levels.md:21:41: there is no fact \"uptime.suported\"; write \"uptime.supported\"",
    ),
];

/// The matrix.
const MATRIX: &[Case] = &[
    (
        LAW,
        "| Position     | clause  | law                             | Role          |\n| ------------ | ------- | ------------------------------- | ------------- |\n| Standard     | present | Delaware                        | seller        |\n| Fallback 1   | -       | New York                        | seller        |\n| Fallback 2   | -       | England                         | sales-manager |\n| Legal review | -       | not(Delaware, New York, English) | legal        |\n",
        "None.\n",
        "risk/governing-law.md:25:1: Matrix has no table; add one",
    ),
    (
        PAY,
        "| Position     | clause  | days to pay |",
        "| Position     | clause  | days to pa  |",
        "commercial/payment-terms.md:36:28: there is no term \"days to pa\"; write \"days to pay\"",
    ),
    (
        LAW,
        "| Role          |\n| ------------ |",
        "| Rolle         |\n| ------------ |",
        "risk/governing-law.md:27:62: there is no term \"Rolle\"; write \"Role\"",
    ),
    (
        PAY,
        "| Fallback 2   | -       | <= 60 days  |",
        "| Fallback 2   | -       | <= 60 dys   |",
        "commercial/payment-terms.md:40:31: \"60 dys\" is no duration; write \"60 days\"",
    ),
    (
        PAY,
        "| Standard     | present | <= 30 days  |",
        "| Standard     | here    | <= 30 days  |",
        "commercial/payment-terms.md:38:18: \"here\" is no test; write present, absent or -",
    ),
    (
        PAY,
        "| Fallback 1   | -       |",
        "| Fallback 1   |         |",
        "commercial/payment-terms.md:39:17: the cell is empty; write - where the row asks nothing",
    ),
    (
        PAY,
        "| approval | -                  | legal ",
        "| aproval  | -                  | legal ",
        "commercial/payment-terms.md:41:42: there is no choice \"aproval\"; write \"approval\"",
    ),
    (
        LAW,
        "| New York                        |",
        "| New Yrok                        |",
        "risk/governing-law.md:30:28: there is no place \"New Yrok\"; write \"New York\"",
    ),
    (
        UPTIME,
        "| > {uptime.supported}, unlimited |",
        "| > {uptime.suported}, unlimited  |",
        "delivery/service-levels.md:29:28: there is no fact \"uptime.suported\"; write \"uptime.supported\"",
    ),
    (
        UPTIME,
        "| > {uptime.supported}, unlimited |",
        "| > {regions.hosted}, unlimited   |",
        "delivery/service-levels.md:29:28: this comes to a place, but a percent is wanted here; change the sum or the term's kind",
    ),
    (
        PAY,
        "| sales-manager |",
        "| sales-manger  |",
        "commercial/payment-terms.md:39:74: there is no role \"sales-manger\"; write \"sales-manager\"",
    ),
    (
        PAY,
        "| Legal review |",
        "| Legal revue  |",
        "commercial/payment-terms.md:41:3: \"Legal revue\" names no position; write Standard, Fallback 1, Legal review or Walk-away, with a label after a colon where a kind has several rows",
    ),
    (
        LAW,
        "| Legal review | -       | not(Delaware, New York, English) | legal        |\n",
        "| Legal review | -       | not(Delaware, New York, English) | legal        |\n| Legal review | - | same as governing-law: law | legal |\n",
        "risk/governing-law.md:33:3: the row \"Legal review\" stands twice, first in line 32; add a label, like \"Legal review: other\"",
    ),
    (
        LAW,
        "not(Delaware, New York, English)",
        "same as governing-lore: law",
        "risk/governing-law.md:32:28: there is no clause \"governing-lore\"; write \"governing-law\"",
    ),
    (
        LAW,
        "not(Delaware, New York, English)",
        "same as governing-law: lore",
        "risk/governing-law.md:32:28: there is no term \"lore\"; the terms are law",
    ),
    (
        LAW,
        "| Legal review | -       | not(Delaware, New York, English) | legal        |\n",
        "| Legal review | -       | not(Delaware, New York, English) | legal        |\n| Legal review: more | -  | - | legal |\n",
        "risk/governing-law.md:33:3: Legal review: more can never be hit: it asks nothing; fill in a cell or remove the row",
    ),
    (
        PAY,
        "45..90 days",
        "90..45 days, 50..90 days",
        "commercial/payment-terms.md:36:28: no row holds > 45 days and < 50 days of days to pay; widen a row, or add a row Legal review that holds it",
    ),
    (
        PAY,
        "45..90 days | approval | -                  | legal ",
        "90..45 days | approval | -                  | legal ",
        "commercial/payment-terms.md:41:28: Legal review can never be hit: no value is \"90..45 days\"; mend the cell",
    ),
    (
        PAY,
        "| Fallback 2   | -       | <= 60 days  |",
        "| Fallback 2   | -       | 10..40 days |",
        "commercial/payment-terms.md:40:3: Fallback 2 adds nothing: the rows above hold all that it holds; widen it or remove it",
    ),
    (
        PAY,
        "45..90 days",
        "45..80 days",
        "commercial/payment-terms.md:36:28: no row holds > 80 days and <= 90 days of days to pay; widen a row, or add a row Legal review that holds it",
    ),
    (
        PAY,
        "| > 90 days   |",
        "| >= 40 days  |",
        "commercial/payment-terms.md:42:28: Walk-away holds >= 40 days and <= 45 days of days to pay, which Fallback 1 holds too; narrow one of them",
    ),
    (
        PAY,
        "| finance       |",
        "| operations    |",
        "commercial/payment-terms.md:40:74: Fallback 2 goes to operations, to whom sales-manager of Fallback 1 does not escalate; order the rows by role, or mend roles.md",
    ),
    (
        PAY,
        "| legal         |",
        "| finance       |",
        "commercial/payment-terms.md:41:74: Legal review goes to finance; a row Legal review goes to legal: make it legal, or call the row a fallback",
    ),
    (
        LAW,
        "| Fallback 1   | -       | New York                        | seller        |\n| Fallback 2   | -       | England                         | sales-manager |\n",
        "| Fallback 2   | -       | England                         | seller        |\n| Fallback 1   | -       | New York                        | sales-manager |\n",
        "risk/governing-law.md:31:3: Fallback 1 stands after Fallback 2; put the rows in order",
    ),
    (
        PAY,
        "| 45..90 days | approval |",
        "| 45..90 days | -        |",
        "commercial/payment-terms.md:29:5: no row holds \"approval\" of clock; name it in a cell, in a row Legal review if legal is to read it",
    ),
    (
        UPTIME,
        "## Matrix",
        "### credit (percent)\n\n- `credit of {percent}`\n\n## Matrix",
        "delivery/service-levels.md:23:5: no column asks for the term \"credit\"; add a column to the matrix or remove the term",
    ),
    (
        LAW,
        "| Role          |\n",
        "| law           |\n",
        "risk/governing-law.md:27:62: the column \"law\" stands twice, first at risk/governing-law.md:27:28; rename or remove one",
    ),
];

/// Language and examples.
const WORDING: &[Case] = &[
    (
        LAW,
        "### Fallback 1\n\n> The law of New York governs.\n\n",
        "",
        "risk/governing-law.md:30:3: Fallback 1 has no language; add \"### Fallback 1\" with a quote below \"## Language\"",
    ),
    (
        LAW,
        "## Say",
        "### Fallback 3\n\n> The law of England governs.\n\n## Say",
        "risk/governing-law.md:48:5: there is no row \"Fallback 3\"; write \"Fallback 1\"",
    ),
    (
        LAW,
        "### Standard\n\n> The law of Delaware governs.\n\n### Fallback 1",
        "> Ours.\n\n### Standard\n\n> The law of Delaware governs.\n\n### Fallback 1",
        "risk/governing-law.md:36:1: \"Language\" has no meaning here; put what stands below it under headings, like \"### Standard\"",
    ),
    (
        PAY,
        "> Each party shall keep the other's secrets.\n",
        "",
        "commercial/payment-terms.md:81:5: \"Not here\" has no quote; add lines that start with >",
    ),
    (
        PAY,
        "### Not here",
        "### Not hear",
        "commercial/payment-terms.md:81:5: there is no row \"Not hear\"; the rows are Standard, Fallback 1, Fallback 2, Legal review, Walk-away",
    ),
    (
        PAY,
        "### Fallback 2, annual value 300 000",
        "### Fallback 2, large deal",
        "commercial/payment-terms.md:73:17: \"large deal\" is neither a row nor a value of the deal; write it like \"Fallback 1, annual value 300 000\"",
    ),
    (
        PAY,
        "Each *fallback* costs",
        "Each *falback* costs",
        "commercial/payment-terms.md:10:41: there is no glossary word \"falback\"; write \"fallback\"",
    ),
];

/// The library-wide files.
const WIDE: &[Case] = &[
    (
        "library.md",
        "version: 1.0.0\n",
        "",
        "library.md:1:1: the front matter has no version; add a line \"version: ...\"",
    ),
    (
        "library.md",
        "`<invoice> amount*`",
        "`<invoices> amount*`",
        "library.md:14:22: there is no word group \"invoices\"; write \"invoice\"",
    ),
    (
        "library.md",
        "`<invoice> amount*`",
        "`<dues> amount*`",
        "library.md:14:22: the word group <dues> leads back to itself; write its words out instead",
    ),
    (
        "library.md",
        "- `<dues>`: `fees`; `<invoice> amount*`",
        "- fees",
        "library.md:14:3: \"fees\" has no meaning here; write a group like \"`<pay>`: `pay*`; `settle*`\"",
    ),
    (
        "library.md",
        "- `<dues>`:",
        "- `<pay>`:",
        "library.md:14:5: the word group \"pay\" stands twice, first at library.md:12:5; rename or remove one",
    ),
    (
        "library.md",
        "of, each",
        "of, only, each",
        "library.md:20:27: the plain word \"only\" is also a word that matters; strike it from one of the lists",
    ),
    (
        "library.md",
        "- prior to = before",
        "- prior to",
        "library.md:26:3: \"prior to\" is alone; write what it equals, like \"shall = will = must\"",
    ),
    (
        "library.md",
        "## Negations",
        "## Negation",
        "library.md:28:4: there is no section \"Negation\"; write \"Negations\"",
    ),
    (
        "parties.md",
        "| Company | either |",
        "| Company | ether |",
        "parties.md:7:13: there is no side \"ether\"; write \"either\"",
    ),
    (
        "parties.md",
        "| Company | either |",
        "| Vendor | either |",
        "parties.md:7:3: the party label \"Vendor\" stands twice, first at parties.md:5:3; rename or remove one",
    ),
    (
        "parties.md",
        "| label | side |",
        "| name | side |",
        "parties.md:3:3: the table has no column label; add it",
    ),
    (
        "places.md",
        "| State of New York | United States |",
        "| State of New York | United Stats |",
        "places.md:7:34: there is no place \"United Stats\"; write \"United States\"",
    ),
    (
        "roles.md",
        "| finance | finance | cfo |",
        "| finance | finance | cfoo |",
        "roles.md:7:23: there is no role \"cfoo\"; write \"cfo\"",
    ),
    (
        "roles.md",
        "| general-counsel | executive | - |",
        "| general-counsel | executive | general-counsel |",
        "roles.md:12:3: general-counsel escalates back to itself; end the chain with -",
    ),
    (
        "facts.md",
        "99.95 %",
        "99.95 prcent",
        "facts.md:5:22: \"99.95 prcent\" is no percent; write \"99.95 %\"",
    ),
    (
        "facts.md",
        "99.95 %",
        "99.95 furlongs",
        "facts.md:5:22: \"99.95 furlongs\" is no value; write it like \"8 weeks\", \"99.95 %\" or \"250 000\"",
    ),
    (
        "facts.md",
        "United States; United Kingdom",
        "United States; United Kindom",
        "facts.md:6:35: there is no place \"United Kindom\"; write \"United Kingdom\"",
    ),
    (
        "glossary.md",
        "- **walk-away**: the point beyond which there is no deal.",
        "- **walk-away**",
        "glossary.md:6:5: \"walk-away\" has no meaning; write it like \"- **walk-away**: what it means\"",
    ),
];

fn messages(files: &BTreeMap<String, String>) -> Vec<String> {
    let (library, mut faults) = Library::load(files);
    faults.extend(library.lint());
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_small_library_is_right() {
    assert_eq!(
        messages(&support::files(&support::small_library())),
        Vec::<String>::new()
    );
}

#[test]
fn each_fault_gets_one_exact_message() {
    let sound = support::files(&support::small_library());
    let mut wrong = Vec::new();
    for (file, old, new, message) in [PAGES, PATTERNS, MATRIX, WORDING, WIDE].concat() {
        let mut files = sound.clone();
        let text = files.get_mut(file).expect(file);
        assert!(text.contains(old), "{file} holds no {old}");
        *text = text.replacen(old, new, 1);
        let got = messages(&files);
        if got != [message] {
            wrong.push(format!(
                "{old:?} -> {new:?}\n  wanted {message}\n  got    {}",
                got.join("\n         ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// The kinds of fault that the table must hold, by name. `LanguageReadsAs`, `IdlePattern` and `OtherVerdict` are the
/// engine's to find.
const KINDS: &[&str] = &[
    "AddsNothing",
    "CircularGroup",
    "CircularRole",
    "Empty",
    "Gap",
    "IdAndFile",
    "Literal",
    "Missing",
    "Named",
    "Nameless",
    "NeverHit",
    "NoOperand",
    "NoPosition",
    "NoTest",
    "NoValue",
    "NotAbove",
    "Order",
    "OtherKind",
    "Overlap",
    "Pattern",
    "PlainMatters",
    "ReadsNothing",
    "Repeated",
    "Stray",
    "TooMany",
    "Unasked",
    "Unknown",
    "WrongRole",
];

#[test]
fn every_kind_of_fault_is_in_the_table() {
    let sound = support::files(&support::small_library());
    let mut kinds = BTreeSet::new();
    for (file, old, new, _) in [PAGES, PATTERNS, MATRIX, WORDING, WIDE].concat() {
        let mut files = sound.clone();
        if let Some(text) = files.get_mut(file) {
            *text = text.replacen(old, new, 1);
        }
        let (library, mut faults) = Library::load(&files);
        faults.extend(library.lint());
        for fault in faults {
            let shown = format!("{:?}", fault.fault);
            let end = shown
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(shown.len());
            kinds.insert(String::from(shown.get(..end).unwrap_or("")));
        }
    }
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), KINDS);
}

#[test]
fn a_matrix_needs_a_standard() {
    let mut files = support::files(&support::small_library());
    if let Some(text) = files.get_mut(LAW) {
        *text = text.replace("Standard", "Fallback 1: home");
    }
    assert_eq!(
        messages(&files),
        ["risk/governing-law.md:29:3: the matrix has no row Standard; make it the first row"]
    );
}

#[test]
fn a_missing_file_is_a_fault() {
    let mut files = support::files(&support::small_library());
    files.remove("glossary.md");
    if let Some(text) = files.get_mut(PAY) {
        *text = text.replace("*fallback*", "fallback");
    }
    assert_eq!(
        messages(&files),
        ["glossary.md:1:1: the library has no glossary.md; add it"]
    );
}
