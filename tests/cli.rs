//! The command as a whole: arguments in, output, messages and exit status out.

#[path = "support/command.rs"]
mod command;
mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use command::{changed, folder, run, small};

#[test]
fn help_and_version_go_to_standard_output() {
    for argument in ["--help", "--version"] {
        let ran = run(&[argument], "");
        assert_eq!(
            (ran.status, ran.messages.as_str()),
            (Some(0), ""),
            "{argument}"
        );
        assert!(ran.output.contains("clausecheck"), "{argument}");
    }
}

#[test]
fn a_wrong_command_is_status_2_and_a_message() {
    let small = small();
    for (arguments, message) in [
        (&["chek"][..], "unrecognized subcommand 'chek'"),
        (&["check"], "<FILE>"),
        (&["check", "-", "--deal", "300000"], "write it as key=value"),
        (
            &["check", "-", "--output", "pdf"],
            "[possible values: text, json, markdown, html, sarif]",
        ),
        (
            &[
                "check",
                "-",
                "--library",
                &small,
                "--output",
                "sarif",
                "--for",
                "customer",
            ],
            "SARIF is for our own tools; for the customer write text, markdown, html or json",
        ),
        (
            &["check", "no-such-file.docx"],
            "cannot read no-such-file.docx: there is no such file; check the path",
        ),
        (
            &["check", "-", "--library", "no-such-folder"],
            "cannot read no-such-folder: there is no such file; check the path",
        ),
        (
            &["read", "no-such-file.docx"],
            "cannot read no-such-file.docx: there is no such file; check the path",
        ),
        (
            &["lint", "src"],
            "src: there is no clause in it; name a folder with clause files like commercial/payment-terms.md",
        ),
        (
            &["matrix", &small, "-o", "no-such-folder/x"],
            "cannot write no-such-folder/x: there is no such file; check the path",
        ),
        (
            &["matrix", "Cargo.toml"],
            "Cargo.toml:1:1: this is no library bundle (an object is wanted here)",
        ),
    ] {
        let ran = run(arguments, "");
        assert_eq!(
            (ran.status, ran.output.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            ran.messages.contains(message),
            "{arguments:?}: {}",
            ran.messages
        );
    }
}

#[test]
fn lint_names_file_line_and_column() {
    let folder = changed(
        "typo",
        "commercial/payment-terms.md",
        "<= 60 days",
        "<= 60 dys",
    );
    let ran = run(&["lint", &folder], "");
    assert_eq!(ran.status, Some(1));
    let message = format!(
        "{folder}/commercial/payment-terms.md:40:31: \"60 dys\" is no duration; write \"60 days\"\n"
    );
    assert!(ran.output.contains(&message), "{}", ran.output);
}

#[test]
fn a_faulty_library_is_told_of_once() {
    let folder = changed(
        "told",
        "commercial/payment-terms.md",
        "<= 60 days",
        "<= 60 dys",
    );
    let ran = run(&["check", "-", "--library", &folder, "--jsonl"], "");
    assert_eq!((ran.status, ran.output.as_str()), (Some(0), ""));
    assert_eq!(
        ran.messages,
        format!(
            "clausecheck: the library has a fault: {folder}/commercial/payment-terms.md:40:31: \"60 dys\" is no duration; write \"60 days\"\nclausecheck: see them all with \"clausecheck lint\"\n"
        )
    );
}

#[test]
fn the_matrix_comes_in_three_forms() {
    for (output, start) in [
        ("markdown", "# Fallback matrix of small 1.0.0\n"),
        ("csv", "folder,clause,title,"),
        ("html", "<!doctype html>\n"),
    ] {
        let ran = run(&["matrix", &small(), "--output", output], "");
        assert_eq!((ran.status, ran.messages.as_str()), (Some(0), ""));
        assert!(ran.output.starts_with(start), "{}", ran.output);
    }
}

#[test]
fn a_bundle_stands_for_its_folder() {
    let path = folder("bundle").join("library.json");
    let path = path.display().to_string();
    let ran = run(&["bundle", &small(), "-o", &path], "");
    assert_eq!(
        (ran.status, ran.output.as_str(), ran.messages.as_str()),
        (Some(0), "", "")
    );
    let from_bundle = run(&["matrix", &path], "");
    let from_folder = run(&["matrix", &small()], "");
    assert_eq!(from_bundle.output, from_folder.output);
}

#[test]
fn a_bad_line_gets_an_error_and_the_rest_goes_on() {
    let lines = "{\n\n{\"id\": 7}\n{\"id\":\"a\",\"text\":\"x\",\"format\":\"docx\"}\n{\"id\":\"b\",\"text\":\"x\",\"format\":\"pdf\"}\n{\"id\":\"c\",\"text\":\"x\",\"deal\":{\"annual value\":true}}\n";
    let ran = run(&["check", "--jsonl", "--library", &small()], lines);
    assert_eq!((ran.status, ran.messages.as_str()), (Some(2), ""));
    insta::assert_snapshot!(ran.output);
}

#[test]
fn a_closed_pipe_is_quiet() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_clausecheck"))
        .args(["check", "--jsonl", "--library", &small()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(b"{\n{\n");
    }
    let ended = child.wait_with_output().expect("the command ends");
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(0));
}
