//! The command with the engine behind it: contracts in, verdicts and exit status out.

#![allow(
    clippy::expect_used,
    reason = "a test whose command gives no JSON has failed"
)]

#[path = "support/command.rs"]
mod command;
mod support;

use command::{changed, folder, run, small};
use std::fs;

const FORTY_FIVE: &str = "Customer shall pay each invoice within {~~thirty (30)~>forty-five (45)~~} days after the invoice date.\n";
const SIXTY: &str = "Customer shall pay each invoice within {~~thirty (30)~>sixty (60)~~} days after the invoice date.\n";
const HUNDRED: &str = "Customer shall pay each invoice within {~~thirty (30)~>one hundred (100)~~} days after the invoice date.\n";
const CONDITION: &str = "Customer shall pay each invoice within thirty (30) days after the invoice date{++ if it is satisfied++}.\n";

fn check(text: &str, more: &[&str]) -> (Option<i32>, serde_json::Value) {
    let small = small();
    let mut arguments = vec!["check", "-", "--library", &small, "--output", "json"];
    arguments.extend(more);
    let ran = run(&arguments, text);
    assert_eq!(ran.messages, "");
    assert!(ran.output.ends_with("}\n"));
    (ran.status, serde_json::from_str(&ran.output).expect("JSON"))
}

#[test]
fn the_status_says_whether_there_is_something_to_act_on() {
    for (text, fail_on, decision, status) in [
        (FORTY_FIVE, "legal_review", "approve", 0),
        (FORTY_FIVE, "approve", "approve", 1),
        (CONDITION, "legal_review", "legal_review", 1),
        (CONDITION, "walk-away", "legal_review", 0),
        (HUNDRED, "walk_away", "walk_away", 1),
        (HUNDRED, "never", "walk_away", 0),
    ] {
        let (ended, report) = check(text, &["--fail-on", fail_on]);
        assert_eq!(report["schema"], "clausecheck-report/1");
        assert_eq!(report["decision"], decision, "{text}");
        assert_eq!(ended, Some(status), "{text} {fail_on}");
    }
}

#[test]
fn the_deal_opens_a_row() {
    assert_eq!(check(SIXTY, &[]).1["decision"], "legal_review");
    for deal in [
        "annual_value=300000",
        "annual value=300 000",
        "annual-value=300,000",
    ] {
        let report = check(SIXTY, &["--deal", deal]).1;
        assert_eq!(report["clauses"][0]["position"], "Fallback 2", "{deal}");
        assert_eq!(report["decision"], "approve", "{deal}");
    }
    assert_eq!(
        check(SIXTY, &["--deal", "annual_value=100000"]).1["decision"],
        "legal_review"
    );
}

#[test]
fn a_deal_or_fact_that_makes_no_sense_is_status_2() {
    for (option, value, message) in [
        ("--deal", "annual_value=much", "annual_value"),
        ("--fact", "uptime.suported=99 %", "uptime.supported"),
    ] {
        let ran = run(&["check", "-", "--library", &small(), option, value], SIXTY);
        assert_eq!((ran.status, ran.output.as_str()), (Some(2), ""));
        assert!(ran.messages.contains(message), "{}", ran.messages);
    }
}

#[test]
fn two_texts_are_compared() {
    let folder = folder("compared");
    let base = folder.join("base.txt");
    fs::write(
        &base,
        SIXTY.replace("{~~thirty (30)~>sixty (60)~~}", "thirty (30)"),
    )
    .expect("a file");
    let text = SIXTY.replace("{~~thirty (30)~>sixty (60)~~}", "forty-five (45)");
    let base = base.display().to_string();
    let report = check(&text, &["--base", &base, "--format", "text"]).1;
    assert_eq!(report["document"]["mode"], "compare");
    assert_eq!(report["decision"], "approve");
}

#[test]
fn blocks_come_when_asked_for() {
    assert!(check(SIXTY, &[]).1["document"].get("blocks").is_none());
    assert!(check(SIXTY, &["--with", "blocks"]).1["document"]["blocks"].is_array());
    let ran = run(&["read", "-", "--format", "markdown"], SIXTY);
    assert_eq!((ran.status, ran.messages.as_str()), (Some(0), ""));
    let shown: serde_json::Value = serde_json::from_str(&ran.output).expect("JSON");
    assert_eq!(shown["blocks"][0]["runs"][1]["op"], "delete");
}

#[test]
fn text_and_markdown_start_with_the_verdict() {
    for (output, start) in [
        ("text", "Approval: sales-manager must approve first.\n"),
        (
            "markdown",
            "# Approval\n\nApproval: sales-manager must approve first.\n",
        ),
    ] {
        let ran = run(
            &["check", "-", "--library", &small(), "--output", output],
            FORTY_FIVE,
        );
        assert!(ran.output.starts_with(start), "{}", ran.output);
    }
}

#[test]
fn lines_are_judged_one_by_one() {
    let line = |id: &str, text: &str, deal: &str| {
        format!(
            "{}\n",
            serde_json::json!({"id": id, "format": "markdown", "text": text, "context": {"annual value": deal}})
        )
    };
    let input = [
        line("a", SIXTY, "300000"),
        String::from("{\n"),
        line("b", SIXTY, "1"),
    ]
    .concat();
    let ran = run(&["check", "--jsonl", "--library", &small()], &input);
    assert_eq!(ran.status, Some(2));
    let answers: Vec<serde_json::Value> = ran
        .output
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), 3);
    assert_eq!(
        (&answers[0]["id"], &answers[0]["report"]["decision"]),
        (&"a".into(), &"approve".into())
    );
    assert!(answers[1].get("error").is_some());
    assert_eq!(
        (&answers[2]["id"], &answers[2]["report"]["decision"]),
        (&"b".into(), &"legal_review".into())
    );
}

#[test]
fn a_sound_library_is_silent_and_passes() {
    let ran = run(&["lint", &small()], "");
    assert_eq!(
        (ran.status, ran.output.as_str(), ran.messages.as_str()),
        (Some(0), "", "")
    );
    let ran = run(&["test", &small()], "");
    assert_eq!(
        (ran.status, ran.output.as_str()),
        (Some(0), "13 examples, 0 wrong\n")
    );
}

#[test]
fn a_wrong_example_is_named() {
    let file = "commercial/payment-terms.md";
    let folder = changed("example", file, "sixty (60)~~}", "eighty (80)~~}");
    let ran = run(&["test", &folder], "");
    assert_eq!(ran.status, Some(1));
    let start = format!(
        "{folder}/{file}:75:3: the example must be Fallback 2 but is Legal review (legal_review)"
    );
    assert!(ran.output.starts_with(&start), "{}", ran.output);
    assert!(ran.output.ends_with("13 examples, 1 wrong\n"));
}

#[test]
fn language_must_read_as_its_position() {
    let file = "commercial/payment-terms.md";
    let folder = changed(
        "language",
        file,
        "within forty-five (45) days",
        "within seventy (70) days",
    );
    let ran = run(&["lint", &folder], "");
    assert_eq!(ran.status, Some(1));
    assert_eq!(
        ran.output,
        format!(
            "{folder}/{file}:52:3: the language of Fallback 1 reads as Legal review (legal_review); mend the language, the patterns or the row\n"
        )
    );
}

#[test]
fn a_pattern_must_match_something_of_its_clause() {
    let file = "commercial/payment-terms.md";
    let folder = changed(
        "idle",
        file,
        "once … approved`",
        "once … approved`, `if … approved`",
    );
    let ran = run(&["lint", &folder], "");
    assert_eq!(ran.status, Some(1));
    assert_eq!(
        ran.output,
        format!(
            "{folder}/{file}:32:77: `if … approved` matches no language and no example of the clause; add an example or remove it\n"
        )
    );
}
