//! `cargo xtask eval FILE`: how the verdicts on labelled redlines compare with their labels.
//!
//! A row is one JSON object a line: `format`, `text`, `context` (the deal), `expect` (clause, decision, role), `why`. Its
//! answer is its clause's decision and role; where no clause is expected, the document's. A row that needs a lawyer and
//! was let through is *missed*; one that does not and was sent to a lawyer *cried wolf*, and so did one where another
//! clause came out worse than the label.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clausecheck::library::Library;
use clausecheck::redline::Format;
use clausecheck::report::{Decision, Report};
use clausecheck::{Input, Options, check};
use serde_json::Value;

use crate::bundle;

#[derive(Default)]
struct Tally {
    rows: usize,
    exact: usize,
    missed: usize,
    cried: usize,
    legal: usize,
    light: usize,
    roles: usize,
    roles_right: usize,
}

/// Runs the command. `--clause ID` and `--verbose` narrow and widen what is printed.
pub fn run(args: &[String]) -> Result<(), String> {
    let file = args
        .iter()
        .find(|arg| !arg.starts_with("--"))
        .ok_or("eval: name a file of labelled rows")?;
    let only = args.iter().find_map(|arg| arg.strip_prefix("--clause="));
    if !Path::new(file).exists() {
        println!("eval: {file} is not here; nothing was measured");
        return Ok(());
    }
    let library = library(Path::new("clauses"))?;
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let mut by_clause: BTreeMap<String, Tally> = BTreeMap::new();
    for (number, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let row: Value = serde_json::from_str(line)
            .map_err(|error| format!("{file}:{}: {error}", number + 1))?;
        let clause = row["expect"]["clause"].as_str();
        if only.is_some_and(|only| clause.unwrap_or("-") != only) {
            continue;
        }
        let tally = by_clause
            .entry(String::from(clause.unwrap_or("-")))
            .or_default();
        one(&row, &library, tally);
    }
    let mut total = Tally::default();
    println!(
        "{:<28}{:>5}{:>7}{:>8}{:>7}",
        "clause", "rows", "exact", "missed", "cried"
    );
    for (clause, tally) in &by_clause {
        println!(
            "{clause:<28}{:>5}{:>7}{:>8}{:>7}",
            tally.rows, tally.exact, tally.missed, tally.cried
        );
        total.rows += tally.rows;
        total.exact += tally.exact;
        total.missed += tally.missed;
        total.cried += tally.cried;
        total.legal += tally.legal;
        total.light += tally.light;
        total.roles += tally.roles;
        total.roles_right += tally.roles_right;
    }
    let share = |part: usize, whole: usize| {
        if whole == 0 {
            0.0
        } else {
            100.0 * part as f64 / whole as f64
        }
    };
    println!(
        "{} rows: exact {:.1} %, legal missed {:.1} % of {}, legal cried {:.1} % of {}, role right {:.1} % of {}",
        total.rows,
        share(total.exact, total.rows),
        share(total.missed, total.legal),
        total.legal,
        share(total.cried, total.light),
        total.light,
        share(total.roles_right, total.roles),
        total.roles
    );
    Ok(())
}

/// The library of a folder.
pub(crate) fn library(folder: &Path) -> Result<Library, String> {
    let (library, faults) = Library::load(&bundle::files(folder)?);
    for fault in &faults {
        println!("{fault}");
    }
    Ok(library)
}

fn one(row: &Value, library: &Library, tally: &mut Tally) {
    let format = match row["format"].as_str() {
        Some("html") => Format::Html,
        Some("criticmarkup") => Format::Markdown,
        _ => Format::Text,
    };
    let mut options = Options::default();
    if let Some(context) = row["context"].as_object() {
        for (key, value) in context {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), String::from);
            options.deal.insert(key.clone(), value);
        }
    }
    let text = row["text"].as_str().unwrap_or_default();
    let report = match check(
        &Input {
            bytes: text.as_bytes(),
            format: Some(format),
            base: None,
        },
        library,
        &options,
    ) {
        Ok(report) => report,
        Err(error) => {
            println!("{}: {error}", row["id"]);
            return;
        }
    };
    let clause = row["expect"]["clause"].as_str();
    let (decision, role) = answer(&report, clause);
    let expected = row["expect"]["decision"].as_str().unwrap_or_default();
    let expected_role = row["expect"]["role"].as_str();
    let severe = |name: &str| matches!(name, "legal_review" | "walk_away");
    let worst_other = report
        .clauses
        .iter()
        .filter(|verdict| clause.is_some() && verdict.id.as_deref() != clause)
        .map(|verdict| verdict.decision.name())
        .find(|name| {
            rank(name) > rank(expected) && (*name != "legal_review" || expected != "walk_away")
        });
    let exact = decision == expected;
    let missed = severe(expected) && !severe(decision);
    let cried = !severe(expected) && (severe(decision) || worst_other.is_some());
    tally.rows += 1;
    tally.exact += usize::from(exact);
    tally.missed += usize::from(missed);
    tally.cried += usize::from(cried);
    tally.legal += usize::from(severe(expected));
    tally.light += usize::from(!severe(expected));
    if exact && expected_role.is_some() {
        tally.roles += 1;
        tally.roles_right += usize::from(role.as_deref() == expected_role);
    }
    if !exact || cried || (expected_role.is_some() && role.as_deref() != expected_role) {
        let word = if missed {
            "MISSED"
        } else if cried {
            "CRIED"
        } else {
            "INEXACT"
        };
        println!(
            "{word} {} [{}] expected {expected} {}, got {decision} {}",
            row["id"].as_str().unwrap_or(""),
            clause.unwrap_or("-"),
            expected_role.unwrap_or("-"),
            role.as_deref().unwrap_or("-")
        );
        println!(
            "    {}",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        println!("    why: {}", row["why"].as_str().unwrap_or(""));
        for finding in &report.findings {
            println!(
                "    {} {} {}: {}",
                finding.id,
                finding.decision.name(),
                finding.position.as_deref().unwrap_or("-"),
                finding.reasons.join(" | ")
            );
        }
    }
}

fn rank(name: &str) -> usize {
    ["accept", "approve", "legal_review", "walk_away"]
        .iter()
        .position(|known| *known == name)
        .unwrap_or(0)
}

/// The decision and role on the clause asked for; without one, on the document.
fn answer(report: &Report, clause: Option<&str>) -> (&'static str, Option<String>) {
    match clause {
        None => (report.decision.name(), None),
        Some(clause) => report
            .clauses
            .iter()
            .find(|verdict| verdict.id.as_deref() == Some(clause))
            .map_or((Decision::Accept.name(), None), |verdict| {
                (verdict.decision.name(), verdict.role.clone())
            }),
    }
}

/// Lints the default library and judges its examples: `cargo xtask library [CLAUSE] [--lint]`.
pub fn prove(args: &[String]) -> Result<(), String> {
    let library = library(Path::new("clauses"))?;
    let only = args
        .iter()
        .find(|arg| !arg.starts_with("--"))
        .map(String::as_str);
    let outcome = clausecheck::proof::examples(&library, only);
    for failed in &outcome.failed {
        println!("{failed}");
    }
    println!(
        "{} examples passed, {} failed",
        outcome.passed,
        outcome.failed.len()
    );
    if args.iter().any(|arg| arg == "--lint") {
        for fault in clausecheck::proof::lint(&library) {
            println!("{fault}");
        }
    }
    Ok(())
}

/// Judges a text given on the command line and prints the report: `cargo xtask judge TEXT [annual_value]`.
pub fn judge(args: &[String]) -> Result<(), String> {
    let library = library(Path::new("clauses"))?;
    let text = args.first().ok_or("judge: give a text")?;
    let mut options = Options::default();
    if let Some(value) = args.get(1) {
        options
            .deal
            .insert(String::from("annual value"), value.clone());
    }
    let input = Input {
        bytes: text.as_bytes(),
        format: Some(Format::Markdown),
        base: None,
    };
    let report = check(&input, &library, &options).map_err(|error| error.to_string())?;
    println!(
        "{}",
        serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?
    );
    Ok(())
}
