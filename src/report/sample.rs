//! A report for the renderings' tests.

use super::*;

fn span(start: usize, end: usize) -> Span {
    Span {
        block: String::from("3"),
        start,
        end,
    }
}

fn read(text: &str, value: serde_json::Value, unit: Option<&str>) -> ReadValue {
    ReadValue {
        text: String::from(text),
        value,
        unit: unit.map(String::from),
        span: Some(span(0, text.len())),
    }
}

/// A report in which nothing was found.
pub(crate) fn clean() -> Report {
    Report {
        schema: SCHEMA,
        library: LibraryName {
            name: String::from("small"),
            version: String::from("1.0.0"),
            hash: String::from("0123456789abcdef0123456789abcdef"),
        },
        document: DocumentSummary {
            format: "docx",
            mode: Mode::Redline,
            paper: Paper::Ours,
            extent: Extent::Excerpt,
            words: 1,
            insertions: 0,
            deletions: 0,
            settled: 1,
            authors: Vec::new(),
            parties: Vec::new(),
            changes: Vec::new(),
            blocks: None,
        },
        used: Used::default(),
        decision: Decision::Accept,
        desk: None,
        counts: Counts::default(),
        approvals: Vec::new(),
        clauses: Vec::new(),
        findings: Vec::new(),
        unread: Vec::new(),
        problems: Vec::new(),
    }
}

/// A report with findings of several kinds.
pub(crate) fn report() -> Report {
    let mut report = clean();
    report.document.words = 240;
    report.document.insertions = 3;
    report.document.deletions = 2;
    report.document.settled = 4;
    report.document.authors = vec![String::from("A. Buyer"), String::from("B. Counsel")];
    report.decision = Decision::WalkAway;
    report.desk = Some(String::from("a clause is beyond the walk-away point"));
    report.counts = Counts {
        accept: 0,
        approve: 1,
        legal_review: 1,
        walk_away: 1,
    };
    report.approvals = vec![Approval {
        role: String::from("finance"),
        function: String::from("finance"),
        contact: Some(String::from("finance desk")),
        reply_within: Some(String::from("1 day")),
        clauses: vec![String::from("payment-terms")],
        escalates_to: vec![String::from("cfo")],
    }];
    let clause = |id: Option<&str>, title: &str, decision, role: Option<&str>| ClauseVerdict {
        id: id.map(String::from),
        title: String::from(title),
        risk: "medium",
        decision,
        was: Some(String::from("Standard")),
        position: id.map(|_| String::from("Fallback 2")),
        role: role.map(String::from),
        findings: Vec::new(),
    };
    report.clauses = vec![
        clause(
            Some("payment-terms"),
            "Payment Terms",
            Decision::Approve,
            Some("finance"),
        ),
        clause(None, "No clause", Decision::LegalReview, None),
        clause(
            Some("discount"),
            "Discount",
            Decision::WalkAway,
            Some("cfo"),
        ),
    ];
    let finding = Finding {
        id: String::from("payment-terms/1"),
        clause: Some(String::from("payment-terms")),
        kind: FindingKind::Changed,
        decision: Decision::Approve,
        was: Some(String::from("Standard")),
        position: Some(String::from("Fallback 2")),
        role: Some(String::from("finance")),
        spans: vec![span(40, 70)],
        print: String::from("00ff"),
        original: String::from("Customer shall pay each invoice within thirty (30) days."),
        revised: String::from("Customer shall pay each invoice within sixty (60) days."),
        edits: vec![Edit {
            op: "replace",
            old: String::from("thirty (30)"),
            new: String::from("sixty (60)"),
            span: span(40, 60),
            changes: vec![String::from("1"), String::from("2")],
            explained_by: Some(Explanation {
                by: "reading",
                text: String::from("days to pay is 60 days"),
            }),
        }],
        readings: vec![Reading {
            term: String::from("days to pay"),
            original: Some(read("thirty (30) days", 30.into(), Some("days"))),
            revised: Some(read("sixty (60) days", 60.into(), Some("days"))),
            row: Some(String::from("Fallback 2")),
            cell: Some(String::from("<= 60 days")),
            decision: Some(Decision::Approve),
            judged: true,
        }],
        reasons: vec![String::from(
            "60 days are at most 60 days, which finance may approve.",
        )],
        suggestion: Some(Suggestion {
            position: String::from("Standard"),
            text: String::from("Customer shall pay each invoice within thirty (30) days."),
            replaces: vec![span(0, 70)],
        }),
        say: Some(String::from("We can usually do forty-five days.")),
    };
    let unknown = Finding {
        id: String::from("-/1"),
        clause: None,
        kind: FindingKind::Added,
        decision: Decision::LegalReview,
        position: None,
        was: None,
        role: None,
        original: String::new(),
        revised: String::from("Time is of the <essence> | *always*."),
        edits: vec![Edit {
            op: "insert",
            old: String::new(),
            new: String::from("Time is of the <essence> | *always*."),
            span: span(0, 36),
            changes: vec![String::from("3")],
            explained_by: None,
        }],
        readings: Vec::new(),
        reasons: vec![String::from("No clause claims the passage.")],
        suggestion: None,
        say: None,
        ..finding.clone()
    };
    let beyond = Finding {
        id: String::from("discount/1"),
        clause: Some(String::from("discount")),
        kind: FindingKind::Removed,
        decision: Decision::WalkAway,
        position: Some(String::from("Walk-away")),
        role: Some(String::from("cfo")),
        original: String::from("The discount is ten percent. ").repeat(12),
        revised: String::new(),
        edits: Vec::new(),
        readings: vec![Reading {
            term: String::from("discount"),
            original: Some(read("ten percent", 10.into(), Some("%"))),
            revised: None,
            row: None,
            cell: None,
            decision: None,
            judged: true,
        }],
        reasons: vec![String::from("The discount is gone.")],
        suggestion: None,
        say: None,
        ..finding.clone()
    };
    report.findings = vec![finding, unknown, beyond];
    report.unread = vec![Unread {
        span: span(0, 5),
        why: String::from("no clause claims it"),
    }];
    report.problems = vec![Problem {
        message: String::from("\"Party A\" is neither vendor nor customer; add it to parties.md"),
        span: None,
    }];
    report
}

/// The report with findings and the text that they stand in.
pub(crate) fn with_blocks() -> Report {
    let mut report = report();
    let run = |op: &'static str, text: &str| RunText {
        op,
        text: String::from(text),
        change: None,
        at: None,
    };
    let block = |id: &str, heading, number: Option<&str>, runs| BlockText {
        id: String::from(id),
        place: String::from("document.xml, paragraph 1"),
        number: number.map(String::from),
        heading,
        runs,
    };
    report.document.blocks = Some(vec![
        block("1", Some(1), Some("2."), vec![run("keep", "Fees")]),
        block(
            "3",
            None,
            Some("2.1"),
            vec![
                run("keep", "Customer shall pay each invoice within "),
                run("delete", "thirty (30)"),
                run("insert", "sixty (60)"),
                run("keep", " days."),
            ],
        ),
        block("4", None, None, vec![run("keep", " ")]),
    ]);
    report
}

/// A report each of whose texts is this one.
pub(crate) fn full_of(text: &str) -> Report {
    fn put(value: &mut String, text: &str) {
        text.clone_into(value);
    }
    let mut report = with_blocks();
    put(&mut report.library.name, text);
    put(&mut report.library.version, text);
    put(&mut report.library.hash, text);
    report.desk = Some(String::from(text));
    report.document.authors = vec![String::from(text)];
    for approval in &mut report.approvals {
        put(&mut approval.role, text);
        approval.contact = Some(String::from(text));
        approval.reply_within = Some(String::from(text));
        approval.clauses = vec![String::from(text)];
        approval.escalates_to = vec![String::from(text)];
    }
    for clause in &mut report.clauses {
        put(&mut clause.title, text);
        clause.role = Some(String::from(text));
    }
    for finding in &mut report.findings {
        finding.was = Some(String::from("Standard"));
        finding.position = Some(String::from(text));
        finding.role = Some(String::from(text));
        put(&mut finding.original, text);
        put(&mut finding.revised, text);
        for edit in &mut finding.edits {
            put(&mut edit.old, text);
            put(&mut edit.new, text);
            edit.explained_by = Some(Explanation {
                by: "reading",
                text: String::from(text),
            });
        }
        for reading in &mut finding.readings {
            put(&mut reading.term, text);
            reading.row = Some(String::from(text));
            reading.cell = Some(String::from(text));
            reading.revised = Some(read(text, serde_json::Value::from(text), Some(text)));
        }
        finding.reasons = vec![String::from(text)];
        finding.suggestion = Some(Suggestion {
            position: String::from("Standard"),
            text: String::from(text),
            replaces: Vec::new(),
        });
        finding.say = Some(String::from(text));
        for span in &mut finding.spans {
            put(&mut span.block, text);
        }
    }
    for unread in &mut report.unread {
        put(&mut unread.span.block, text);
        put(&mut unread.why, text);
    }
    for problem in &mut report.problems {
        put(&mut problem.message, text);
    }
    for block in report.document.blocks.iter_mut().flatten() {
        put(&mut block.id, text);
        put(&mut block.place, text);
        block.number = Some(String::from(text));
        for run in &mut block.runs {
            put(&mut run.text, text);
        }
    }
    report
}
