//! `cargo xtask found DIR --truth=FILE`: which clauses are found in whole agreements, beside which are there.
//!
//! The truth is one JSON object: for each file of the folder, the clauses that a reader found in it, each with where:
//! `{"terms.md": {"assignment": "12.6"}}`. A clause is *missed* where the reader found it and the check did not, and
//! *false* the other way round. A clause that the report only calls missing was not found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use clausecheck::report::FindingKind;
use clausecheck::{Input, Options, check};

use crate::eval;
use crate::tools::say;

type Truth = BTreeMap<String, BTreeMap<String, String>>;

/// Runs the command.
pub fn run(args: &[String]) -> Result<(), String> {
    let folder = args
        .iter()
        .find(|arg| !arg.starts_with("--"))
        .ok_or("found: name a folder of agreements")?;
    let truth = args
        .iter()
        .find_map(|arg| arg.strip_prefix("--truth="))
        .ok_or("found: name what is true, --truth=FILE")?;
    if !Path::new(folder).exists() || !Path::new(truth).exists() {
        say(&format!(
            "found: {folder} or {truth} is not here; nothing was measured"
        ));
        return Ok(());
    }
    let text = fs::read_to_string(truth).map_err(|error| format!("{truth}: {error}"))?;
    let truth: Truth = serde_json::from_str(&text).map_err(|error| format!("{truth}: {error}"))?;
    let library = eval::library(Path::new("clauses"))?;
    let mut total = [0; 4];
    say(&format!(
        "{:<52}{:>8}{:>7}{:>8}{:>7}",
        "agreement", "present", "found", "missed", "false"
    ));
    for (name, present) in &truth {
        let path = Path::new(folder).join(name);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let input = Input {
            bytes: &bytes,
            format: None,
            base: None,
        };
        let report = check(&input, &library, &Options::default())
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let found: BTreeSet<&str> = report
            .findings
            .iter()
            .filter(|finding| finding.kind != FindingKind::Missing)
            .filter_map(|finding| finding.clause.as_deref())
            .collect();
        let (line, counts) = row(name, present, &found);
        say(line.trim_end());
        for (sum, count) in total.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    say(cells("all", total).trim_end());
    Ok(())
}

/// A line of the table, with the clauses that differ under it; present, found, missed, false.
fn row(
    name: &str,
    present: &BTreeMap<String, String>,
    found: &BTreeSet<&str>,
) -> (String, [usize; 4]) {
    let mut differ = String::new();
    let mut counts = [present.len(), 0, 0, 0];
    for (clause, place) in present {
        if found.contains(clause.as_str()) {
            counts[1] += 1;
        } else {
            counts[2] += 1;
            differ.push_str(&format!("    missed {clause}: {place}\n"));
        }
    }
    for clause in found
        .iter()
        .filter(|clause| !present.contains_key(**clause))
    {
        counts[3] += 1;
        differ.push_str(&format!("    false {clause}\n"));
    }
    (cells(name, counts) + &differ, counts)
}

fn cells(name: &str, [present, found, missed, false_ones]: [usize; 4]) -> String {
    format!("{name:<52}{present:>8}{found:>7}{missed:>8}{false_ones:>7}\n")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::row;

    #[test]
    fn what_was_missed_and_what_is_false() {
        let present = BTreeMap::from([
            (String::from("assignment"), String::from("12.6")),
            (String::from("taxes"), String::from("4.4")),
        ]);
        let (line, counts) = row("terms.md", &present, &BTreeSet::from(["taxes", "warranty"]));
        assert_eq!(counts, [2, 1, 1, 1]);
        assert!(
            line.ends_with("    missed assignment: 12.6\n    false warranty\n"),
            "{line}"
        );
    }
}
