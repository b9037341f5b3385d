//! The forms of a report that other programs and browsers read, from the command as a whole.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test whose command gives no output has failed"
)]

#[path = "support/command.rs"]
mod command;
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use command::{Ran, folder, run, small};
use serde_json::Value;

const REDLINE: &str = "# \u{1f600} Services\r\n\r\n## Payment\r\n\r\nCustomer shall pay each invoice within \
{~~thirty (30)~>forty-five (45)~~} days after the invoice date.\r\n\r\n## Other\r\n\r\nTime is of the essence{++ {0} \
\\[always\\](https://example.com)++}.\r\n";

/// The schema of SARIF 2.1.0 as the package `serde-sarif` carries it.
fn schema() -> Value {
    let ran = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages
        .iter()
        .find(|package| package["name"] == "serde-sarif")
        .expect("the package");
    let manifest = package["manifest_path"].as_str().expect("a path");
    let schema = Path::new(manifest)
        .with_file_name("src")
        .join("schema.json");
    let text = fs::read_to_string(schema).expect("the schema");
    // The published pattern of a language's name has a bracket too many, which makes it no regular expression.
    let text = text.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    serde_json::from_str(&text).expect("JSON")
}

/// Checks an input by the small library.
fn checked(output: &str, more: &[&str], input: &str) -> Ran {
    let small = small();
    let mut all = vec!["check", "--library", &small, "--output", output];
    all.extend(more);
    run(&all, input)
}

fn sarif(arguments: &[&str], input: &str) -> Value {
    let ran = checked("sarif", arguments, input);
    assert_eq!(ran.messages, "");
    serde_json::from_str(&ran.output).expect("JSON")
}

/// The part of the input that a region means, by its offsets and by its lines and columns.
fn parts(input: &str, region: &Value) -> [String; 2] {
    let units: Vec<u16> = input.encode_utf16().collect();
    let number = |name: &str| region[name].as_u64().expect("a number") as usize;
    let offset = |line: usize, column: usize| {
        let lines: Vec<&str> = input.split_inclusive('\n').collect();
        let before: usize = lines[..line - 1]
            .iter()
            .map(|line| line.encode_utf16().count())
            .sum();
        before + column - 1
    };
    let start = number("charOffset");
    let by_offset = &units[start..start + number("charLength")];
    let start = offset(number("startLine"), number("startColumn"));
    let by_line = &units[start..offset(number("endLine"), number("endColumn"))];
    [by_offset, by_line].map(|units| String::from_utf16(units).expect("text"))
}

#[test]
fn sarif_meets_its_schema() {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let docx = fixtures
        .join("docx/saas-redline.docx")
        .display()
        .to_string();
    let services = fixtures.join("md/services.md").display().to_string();
    for (arguments, input) in [
        (&["-"][..], REDLINE),
        (&["-", "--format", "text"], "Party A shall pay net 90.\n"),
        (&[docx.as_str()], ""),
        (&[services.as_str(), "--paper", "theirs"], ""),
    ] {
        let log = sarif(arguments, input);
        let faults: Vec<String> = validator
            .iter_errors(&log)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new(), "{arguments:?}");
        assert_eq!(log["runs"][0]["columnKind"], "utf16CodeUnits");
    }
    // The schema is not one that takes anything.
    let mut wrong = sarif(&["-"], REDLINE);
    wrong["runs"][0]["columnKind"] = Value::from("bytes");
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn sarif_points_at_the_words() {
    let log = sarif(&["-"], REDLINE);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let [payment, other] = results.as_slice() else {
        panic!("{results:#?}");
    };
    assert_eq!(
        (&payment["ruleId"], &payment["level"], &payment["kind"]),
        (&"payment-terms".into(), &"warning".into(), &"fail".into())
    );
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let region = &payment["locations"][0]["physicalLocation"]["region"];
    let changed = "thirty (30)~>forty-five (45)";
    assert_eq!(parts(REDLINE, region), [changed, changed]);
    // The fix replaces the paragraph, its marks of change too.
    let replacement = &payment["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let [by_offset, by_line] = parts(REDLINE, &replacement["deletedRegion"]);
    assert!(by_offset.starts_with("Customer shall pay") && by_offset.ends_with("invoice date."));
    assert_eq!(by_offset, by_line);
    let inserted = replacement["insertedContent"]["text"].as_str();
    assert!(inserted.expect("text").contains("thirty (30) days"));
    // A contract makes neither a placeholder nor a link of a message.
    let message = other["message"]["text"].as_str().expect("text");
    assert_eq!(other["ruleId"], "no-clause");
    assert!(message.contains("{{0}} [always] (https"), "{message}");
}

#[test]
fn a_docx_has_paragraphs_and_no_regions() {
    let docx = "tests/fixtures/docx/saas-redline.docx";
    let log = sarif(&[docx], "");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(!results.is_empty());
    for location in results.iter().flat_map(|result| {
        let locations = result["locations"].as_array().expect("locations");
        locations.iter()
    }) {
        let physical = &location["physicalLocation"];
        assert_eq!(physical["artifactLocation"]["uri"], docx);
        assert_eq!(physical["region"], Value::Null);
        let name = &location["logicalLocations"][0]["fullyQualifiedName"];
        assert!(!name.as_str().expect("a name").is_empty());
    }
}

#[test]
fn a_page_stands_by_itself() {
    for reader in ["legal", "customer"] {
        let page = checked("html", &["-", "--for", reader], REDLINE).output;
        for outside in ["<script", "<link", "<img", "src=", "url(", "@import"] {
            assert!(!page.contains(outside), "{reader}: {outside}");
        }
        assert!(page.contains("default-src 'none'"));
        assert!(page.contains("<del>thirty (30)</del><ins>forty-five (45)</ins>"));
        // Each place that a link leads to is there, once.
        for target in page.split("href=\"#").skip(1) {
            let id = target.split('"').next().expect("an id");
            assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
    }
}

#[test]
fn the_customer_gets_text_markdown_and_json() {
    let sent = |output: &str| checked(output, &["-", "--for", "customer"], REDLINE).output;
    assert!(sent("text").contains("Proposed wording: Customer shall pay"));
    assert!(sent("markdown").contains("## Point 1: Payment"));
    let reply: Value = serde_json::from_str(&sent("json")).expect("JSON");
    assert_eq!(reply["schema"], "clausecheck-customer/1");
    assert_eq!(reply["points"][0]["heading"], "Payment");
    assert_eq!(reply.get("blocks"), None);
}

#[test]
fn a_form_goes_to_a_file_too() {
    let path: PathBuf = folder("outputs").join("report.html");
    let path = path.display().to_string();
    let ran = checked("html", &["-", "-o", &path], REDLINE);
    assert_eq!((ran.output.as_str(), ran.messages.as_str()), ("", ""));
    let page = fs::read_to_string(path).expect("a page");
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
}

/// What the hooks and the example workflow run is there, and passes on a sound library.
#[test]
fn hooks_and_workflow_run_what_there_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("a file");
    let (hooks, workflow) = (
        read(".pre-commit-hooks.yaml"),
        read("docs/library-workflow.yml"),
    );
    let entries = hooks
        .lines()
        .filter_map(|line| line.trim().strip_prefix("entry: clausecheck "));
    let steps = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("run: clausecheck "));
    let commands: Vec<&str> = entries.chain(steps).collect();
    assert_eq!(commands, ["lint", "test", "lint clauses", "test clauses"]);
    let small = small();
    for command in commands {
        let action = command.split(' ').next().expect("an action");
        assert_eq!(run(&[action, &small], "").status, Some(0), "{command}");
    }
    let version = format!("clausecheck@{}\n", env!("CARGO_PKG_VERSION"));
    assert!(workflow.contains(&version));
}
