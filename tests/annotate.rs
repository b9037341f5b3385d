//! Verdicts written into a .docx: what is put in, where, and that nothing else changes.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test whose file cannot be written has failed"
)]

#[path = "support/command.rs"]
mod command;
#[path = "support/pack.rs"]
mod pack;
mod support;
#[path = "support/word.rs"]
mod word;

use std::fs;
use std::process::{Command, Stdio};

use clausecheck::annotate::{AnnotateError, Annotated, Audience, Options, annotate};
use clausecheck::library::{DEFAULT_BUNDLE, Library};
use clausecheck::redline::{self, Document, Format, Op, Side};
use clausecheck::report::{Decision, Report};
use clausecheck::{Input, check};

const FIXTURES: [&str; 3] = ["saas-redline", "paragraphs", "table-and-notes"];

fn fixture(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/tests/fixtures/docx/{name}.docx",
        env!("CARGO_MANIFEST_DIR")
    );
    fs::read(path).expect("the fixture is there")
}

fn library() -> &'static Library {
    static LIBRARY: std::sync::OnceLock<Library> = std::sync::OnceLock::new();
    LIBRARY.get_or_init(|| Library::from_bundle(DEFAULT_BUNDLE).expect("a library").0)
}

fn report(bytes: &[u8], options: &clausecheck::Options) -> Report {
    let input = Input {
        bytes,
        format: Some(Format::Docx),
        base: None,
    };
    check(&input, library(), options).expect("a report")
}

fn read(bytes: &[u8]) -> Document {
    redline::read(bytes, Some(Format::Docx)).expect("a document")
}

fn legal(counter: bool) -> Options {
    Options {
        author: String::from("Vendor Legal"),
        counter,
        ..Options::default()
    }
}

/// Writes verdicts into a file and looks for everything that must not have happened.
fn written(bytes: &[u8], options: &Options) -> Annotated {
    let report = report(bytes, &clausecheck::Options::default());
    let annotated = annotate(bytes, &report, options).expect("a file");
    sound(bytes, &annotated, options.counter);
    annotated
}

fn sound(bytes: &[u8], annotated: &Annotated, counter: bool) {
    let faults = word::faults(bytes, &annotated.bytes, &annotated.touched);
    assert_eq!(faults, Vec::<String>::new());
    let (before, after) = (read(bytes), read(&annotated.bytes));
    assert_eq!(
        before.paragraphs(Side::Original),
        after.paragraphs(Side::Original)
    );
    assert_eq!(
        after.notes.len(),
        before.notes.len() + annotated.comments,
        "{:?}",
        after.notes
    );
    if !counter {
        assert_eq!(before.blocks, after.blocks);
        assert_eq!(before.changes, after.changes);
        let (old, new) = (word::unpack(bytes), word::unpack(&annotated.bytes));
        let (old, new) = (old.expect("a zip").1, new.expect("a zip").1);
        for (name, entry) in &old {
            let now = &new.get(name).expect("the part").data;
            assert!(word::is_only_added(&entry.data, now), "{name}");
        }
    }
}

/// The comments: what they stand at, and what they say.
fn comments(document: &Document) -> Vec<(String, String)> {
    let notes = document.notes.iter().map(|note| {
        let at = note.span.as_ref().map_or_else(String::new, |span| {
            let text = document.blocks[span.block].redline();
            text.get(span.range.clone()).unwrap_or_default().to_owned()
        });
        (at, note.text.clone())
    });
    notes.collect()
}

/// The blocks that somebody changed, with whoever did it.
fn changed(document: &Document) -> Vec<String> {
    let author = |change: Option<usize>| {
        let change = change.and_then(|change| document.changes.get(change));
        let author = change.and_then(|change| change.author.clone());
        author.unwrap_or_default().chars().next().unwrap_or('?')
    };
    let blocks = document.blocks.iter().filter(|block| block.is_changed());
    blocks
        .map(|block| {
            let mut line = String::new();
            for run in &block.runs {
                let by = author(run.change);
                line.push_str(&match run.op {
                    Op::Keep => run.text.clone(),
                    Op::Insert => format!("{{{by}+{}}}", run.text),
                    Op::Delete => format!("{{{by}-{}}}", run.text),
                });
            }
            match block.mark {
                Op::Keep => line,
                Op::Insert => format!("{line}{}+¶", author(block.mark_change)),
                Op::Delete => format!("{line}{}-¶", author(block.mark_change)),
            }
        })
        .collect()
}

#[test]
fn a_comment_stands_at_each_finding_and_nothing_else_changes() {
    for name in FIXTURES {
        let bytes = fixture(name);
        let annotated = written(&bytes, &legal(false));
        let findings = report(&bytes, &clausecheck::Options::default()).findings;
        assert_eq!(annotated.comments, findings.len(), "{name}");
        assert_eq!((annotated.left.len(), annotated.rejected.len()), (0, 0));
    }
    let annotated = written(&fixture("saas-redline"), &legal(false));
    let comments = comments(&read(&annotated.bytes));
    assert_eq!(annotated.earlier, 1);
    // The one that was there is where it was.
    assert_eq!(comments[0].0, "sixty (60)");
    let (at, says) = &comments
        .iter()
        .find(|(_, says)| says.contains("Limitation of Liability"))
        .expect("the comment");
    assert_eq!(at, "twelve (12)twenty-four (24)");
    for part in [
        "Legal review: Limitation of Liability, changed\n",
        "Position: Standard \u{2192} Legal review\n",
        "Why: ",
        "Decides: legal",
        "Offer instead (Standard): ",
        "You may say: ",
    ] {
        assert!(says.contains(part), "{part} in {says}");
    }
    assert!(!says.contains("Counter"));
}

#[test]
fn a_counter_redline_undoes_what_is_not_acceptable() {
    let annotated = written(&fixture("paragraphs"), &legal(true));
    assert_eq!(
        changed(&read(&annotated.bytes)),
        [
            "Vendor {C-shall keep the records }{V+shall keep the records }V+¶",
            "C-¶",
            "{C-and }{V+and }shall produce the records on request.",
            "Customer may inspect them once a year.P+¶",
            "{P-Vendor may raise its prices once a year.}{V+Vendor may raise its prices once a year.}V+¶",
            "P-¶",
        ]
    );
    assert_eq!(
        read(&annotated.bytes).paragraphs(Side::Final),
        [
            "Vendor shall keep the records ",
            "and shall produce the records on request.",
            "Customer may inspect them once a year.",
            " It shall give ten days’ notice.",
            "Vendor may raise its prices once a year.",
            "Prices are those of the Order Form.",
            "Prices are in US dollars.",
        ]
    );
    let annotated = written(&fixture("table-and-notes"), &legal(true));
    let after = read(&annotated.bytes).paragraphs(Side::Final);
    assert!(after.contains(&String::from("\tCredits are paid in kind.")));
    assert!(after.contains(&String::from("\tMeasured over a quarter.")));
    assert!(after.contains(&String::from("10% of the monthly fee")));
}

#[test]
fn acceptable_changes_are_left_for_acceptance() {
    let bytes = fixture("saas-redline");
    let annotated = written(&bytes, &legal(true));
    let verdicts = report(&bytes, &clausecheck::Options::default());
    let severe = verdicts
        .findings
        .iter()
        .filter(|finding| finding.decision >= Decision::LegalReview);
    assert_eq!(annotated.rejected.len(), severe.count());
    let (before, after) = (changed(&read(&bytes)), changed(&read(&annotated.bytes)));
    let (countered, untouched): (Vec<_>, Vec<_>) =
        after.iter().partition(|line| line.contains("{V"));
    assert_eq!(countered.len(), 2, "{after:?}");
    assert_eq!(untouched.len(), before.len() - 2);
    assert!(untouched.iter().all(|line| before.contains(line)));
    assert!(
        countered[0].contains("{C-twelve (12)}{V+twelve (12)}"),
        "{}",
        countered[0]
    );
}

#[test]
fn where_nothing_was_tracked_the_passage_is_replaced() {
    // A settled number that somebody changed with tracking off, beside a change of another paragraph.
    let source = "Neither party may terminate this Agreement for {--its --}convenience.\n\nVendor shall notify Customer of a breach of the security of Customer's data within twelve (12) hours after Vendor becomes aware of it.\n";
    let document = redline::read(source.as_bytes(), Some(Format::Markdown)).expect("text");
    let bytes = pack::document(&document);
    let verdicts = report(&bytes, &clausecheck::Options::default());
    let finding = verdicts
        .findings
        .iter()
        .find(|finding| finding.clause.as_deref() == Some("security-incident"))
        .or(verdicts.findings.last())
        .expect("a finding");
    let offered = finding.suggestion.clone();
    let annotated = written(&bytes, &legal(true));
    if let Some(offered) = offered.filter(|_| annotated.replaced.contains(&finding.id)) {
        let after = read(&annotated.bytes);
        assert!(after.paragraphs(Side::Final).contains(&offered.text));
    } else {
        panic!("{:?} {:?}", annotated.left, verdicts.findings);
    }
}

#[test]
fn the_customer_reads_only_what_may_be_said() {
    let mut seen = 0;
    for clause in &library().clauses {
        for example in &clause.examples {
            let mut text = example.text.clone();
            for (placeholder, _) in clausecheck::library::PLACEHOLDERS {
                text = text.replace(&format!("{{{placeholder}}}"), placeholder);
            }
            let document = redline::read(text.as_bytes(), Some(Format::Markdown)).expect("text");
            let bytes = pack::document(&document);
            let verdicts = report(
                &bytes,
                &clausecheck::Options {
                    deal: example.deal.clone(),
                    ..clausecheck::Options::default()
                },
            );
            for counter in [false, true] {
                let options = Options {
                    audience: Audience::Customer,
                    counter,
                    ..Options::default()
                };
                let annotated = annotate(&bytes, &verdicts, &options).expect("a file");
                sound(&bytes, &annotated, counter);
                seen += leaks(&document, &verdicts, &annotated);
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

/// Every word that was put in is of `say`, of Standard's wording, or of the contract; gives how many comments said it.
fn leaks(document: &Document, verdicts: &Report, annotated: &Annotated) -> usize {
    let mut allowed = vec![String::from("Proposed wording: ")];
    for finding in &verdicts.findings {
        allowed.extend(finding.say.clone());
        let standard = finding.suggestion.as_ref();
        let standard = standard.filter(|suggestion| suggestion.position == "Standard");
        allowed.extend(standard.map(|suggestion| suggestion.text.clone()));
    }
    let after = read(&annotated.bytes);
    for note in &after.notes {
        for line in note.text.lines() {
            let said = line.strip_prefix("Proposed wording: ").unwrap_or(line);
            let known = allowed.iter().flat_map(|text| text.lines());
            assert!(known.into_iter().any(|known| known == said), "{line}");
        }
    }
    // Nor does anything stand in the text or between the tags that was not there.
    let texts: Vec<String> = document.blocks.iter().map(|b| b.redline()).collect();
    for block in &after.blocks {
        for run in block.runs.iter().filter(|run| run.op != Op::Keep) {
            let is_theirs = texts.iter().any(|text| text.contains(run.text.trim()));
            let is_ours = allowed.iter().any(|text| text.contains(run.text.trim()));
            assert!(is_theirs || is_ours, "{}", run.text);
        }
    }
    let (_, entries) = word::unpack(&annotated.bytes).expect("a zip");
    for name in ["word/document.xml", "word/comments.xml"] {
        let Some(entry) = entries.get(name) else {
            continue;
        };
        let text = String::from_utf8_lossy(&entry.data);
        for finding in &verdicts.findings {
            for reason in &finding.reasons {
                assert!(!text.contains(reason.as_str()), "{reason}");
            }
        }
        assert!(!text.contains("Decides") && !text.contains("Why:"));
    }
    after.notes.len()
}

/// A document that has everything in it that a place may lie in.
const HARD: &str = r#"<w:p w:rsidR="00A1"><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:rPr><w:b/><w:rPrChange w:id="4" w:author="A"><w:rPr/></w:rPrChange></w:rPr><w:t>Alpha &amp; beta &lt;x&gt;</w:t><w:tab/><w:t xml:space="preserve"> gamma é😀</w:t><w:br/></w:r><w:hyperlink><w:r><w:t>link one</w:t></w:r><w:ins w:id="5" w:author="A"><w:r><w:t>in link</w:t></w:r></w:ins></w:hyperlink><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent><w:r><w:t>control</w:t></w:r><w:del w:id="6" w:author="B"><w:r><w:delText>gone here</w:delText></w:r></w:del></w:sdtContent></w:sdt><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath><w:r><w:t><![CDATA[raw <data>]]></w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent><w:p><w:r><w:t>boxed text</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell one</w:t></w:r></w:p></w:tc><w:tc><w:p><w:ins w:id="7" w:author="A"><w:r><w:t>cell two</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl><w:p><w:moveFromRangeStart w:id="8" w:name="m"/><w:moveFrom w:id="9" w:author="A"><w:r><w:t>moved words</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="8"/><w:fldSimple w:instr="REF x"><w:r><w:t>4.2</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF y</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4.3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p/><w:p><w:smartTag><w:r><w:noBreakHyphen/><w:t>end</w:t></w:r></w:smartTag></w:p>"#;

/// A report on a document with findings at these places and no others.
fn findings_at(bytes: &[u8], places: &[(usize, usize, usize)], decision: Decision) -> Report {
    static SAMPLE: std::sync::OnceLock<Report> = std::sync::OnceLock::new();
    let sample =
        SAMPLE.get_or_init(|| report(&fixture("saas-redline"), &clausecheck::Options::default()));
    let finding = &sample.findings[0];
    let document = read(bytes);
    let mut verdicts = Report {
        findings: Vec::new(),
        ..sample.clone()
    };
    for (index, (block, start, end)) in places.iter().enumerate() {
        let block = &document.blocks[block % document.blocks.len()];
        let length = block.redline().encode_utf16().count();
        // Never in the middle of a character.
        let text: Vec<u16> = block.redline().encode_utf16().collect();
        let whole = |at: usize| {
            let at = at % (length + 1);
            match text.get(at) {
                Some(unit) if (0xDC00..0xE000).contains(unit) => at + 1,
                _ => at,
            }
        };
        let (start, end) = (whole(*start), whole(*end));
        let mut finding = finding.clone();
        finding.id = format!("x/{index}");
        finding.decision = decision;
        finding.edits.clear();
        finding.suggestion = None;
        finding.spans = vec![clausecheck::report::Span {
            block: block.id.clone(),
            start: start.min(end),
            end: start.max(end),
        }];
        verdicts.findings.push(finding);
    }
    verdicts
}

#[test]
fn any_place_can_hold_a_comment() {
    let mut bodies = vec![pack::body(HARD, &[])];
    bodies.extend(FIXTURES.map(fixture));
    for bytes in &bodies {
        for (index, block) in read(bytes).blocks.iter().enumerate() {
            let length = block.redline().encode_utf16().count();
            // Many at once: the places of one comment must not move those of another.
            let starts = 0..length.min(60);
            let places: Vec<_> = starts
                .flat_map(|start| {
                    [
                        (index, start, start + 1),
                        (index, 0, start),
                        (index, start, length),
                    ]
                })
                .collect();
            let verdicts = findings_at(bytes, &places, Decision::Accept);
            let annotated = annotate(bytes, &verdicts, &legal(false)).expect("a file");
            sound(bytes, &annotated, false);
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_comments_leave_the_text_alone(
        which in 0_usize..4,
        places in proptest::collection::vec((0_usize..90, 0_usize..300, 0_usize..300), 1..12),
    ) {
        let bytes = match which {
            0 => pack::body(HARD, &[]),
            more => fixture(FIXTURES[more - 1]),
        };
        let verdicts = findings_at(&bytes, &places, Decision::Accept);
        let annotated = annotate(&bytes, &verdicts, &legal(false)).expect("a file");
        sound(&bytes, &annotated, false);
    }

    #[test]
    fn any_counter_leaves_the_original_alone(
        which in 0_usize..4,
        places in proptest::collection::vec((0_usize..90, 0_usize..300, 0_usize..300), 1..12),
    ) {
        let bytes = match which {
            0 => pack::body(HARD, &[]),
            more => fixture(FIXTURES[more - 1]),
        };
        let verdicts = findings_at(&bytes, &places, Decision::WalkAway);
        let annotated = annotate(&bytes, &verdicts, &legal(true)).expect("a file");
        sound(&bytes, &annotated, true);
    }
}

#[test]
fn a_comment_stands_exactly_where_its_finding_does() {
    let bytes = pack::body(HARD, &[]);
    let text = read(&bytes).blocks[0].redline();
    let expect = |wanted: &str| {
        let start = text.find(wanted).expect("the words");
        let start = text[..start].encode_utf16().count();
        let end = start + wanted.encode_utf16().count();
        let verdicts = findings_at(&bytes, &[(0, start, end)], Decision::Accept);
        let annotated = annotate(&bytes, &verdicts, &legal(false)).expect("a file");
        comments(&read(&annotated.bytes))[0].0.clone()
    };
    for wanted in [
        "lpha",
        "a & b",
        "& beta <",
        "x>\t gam",
        "é😀",
        "\n",
        "nk on",
        "one",
        "in li",
        "contr",
        "ne here",
        "x+1",
        "raw <data>",
        "trolgone",
    ] {
        assert_eq!(expect(wanted), wanted);
    }
    // In a formula and in raw data a place is moved outwards.
    assert_eq!(expect("+"), "x+1");
    assert_eq!(expect("data"), "raw <data>");
}

#[test]
fn other_prefixes_kinds_and_encodings_are_written_as_they_are() {
    const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    const LOOSE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const STRICT_REL: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let runs = |p: &str, ns: &str, a: &str| {
        format!(
            "<{p}document {ns}><{p}body><{p}p><{p}r><{p}t>one two </{p}t></{p}r><{p}ins {a}id=\"1\" {a}author=\"A\"><{p}r><{p}t>three</{p}t></{p}r></{p}ins></{p}p></{p}body></{p}document>"
        )
    };
    let plain = runs("w:", &format!("xmlns:w=\"{LOOSE}\""), "w:");
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(plain.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let marked = [b"\xEF\xBB\xBF", plain.as_bytes()].concat();
    let table: [(&str, Vec<u8>, &str); 5] = [
        (
            "strict",
            runs("w:", &format!("xmlns:w=\"{STRICT}\""), "w:").into_bytes(),
            STRICT_REL,
        ),
        (
            "another prefix",
            runs("a:", &format!("xmlns:a=\"{LOOSE}\""), "a:").into_bytes(),
            REL,
        ),
        (
            "no prefix",
            runs("", &format!("xmlns=\"{LOOSE}\" xmlns:q=\"{LOOSE}\""), "q:").into_bytes(),
            REL,
        ),
        ("UTF-16", wide, REL),
        ("a byte order mark", marked, REL),
    ];
    for (what, xml, rel) in table {
        let bytes = pack::main(&xml, rel, &[]);
        let verdicts = findings_at(&bytes, &[(0, 2, 10)], Decision::WalkAway);
        let annotated = annotate(&bytes, &verdicts, &legal(true)).expect("a file");
        sound(&bytes, &annotated, true);
        assert_eq!(annotated.rejected.len(), 1, "{what}");
        let after = read(&annotated.bytes);
        assert_eq!(after.paragraphs(Side::Final), ["one two "], "{what}");
        let (_, entries) = word::unpack(&annotated.bytes).expect("a zip");
        let made = String::from_utf8_lossy(&entries["word/comments.xml"].data).into_owned();
        assert_eq!(made.contains(STRICT), what == "strict", "{made}");
    }
}

#[test]
fn comments_that_are_there_stay_and_new_ones_get_other_identifiers() {
    const NS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let open = format!(
        "<x:comments xmlns:x=\"{NS}\"><x:comment x:id=\"41\" x:author=\"B\"><x:p><x:r><x:t>old</x:t></x:r></x:p></x:comment></x:comments>"
    );
    let empty = format!("<w:comments xmlns:w=\"{NS}\"/>");
    for (part, count) in [(&open, 1), (&empty, 0)] {
        let mark = if count == 1 {
            "<w:commentRangeStart w:id=\"41\"/><w:r><w:t>Some</w:t></w:r><w:commentRangeEnd w:id=\"41\"/><w:r><w:commentReference w:id=\"41\"/></w:r>"
        } else {
            "<w:r><w:t>Some</w:t></w:r>"
        };
        let bytes = pack::body(
            &format!("<w:p>{mark}<w:r><w:t> words</w:t></w:r></w:p>"),
            &[("word/comments.xml", part.as_bytes())],
        );
        let verdicts = findings_at(&bytes, &[(0, 0, 4), (0, 2, 7)], Decision::Accept);
        let annotated = annotate(&bytes, &verdicts, &legal(false)).expect("a file");
        sound(&bytes, &annotated, false);
        assert_eq!(annotated.earlier, count);
        assert_eq!(
            annotated.touched,
            ["word/comments.xml", "word/document.xml"]
        );
        let places: Vec<String> = comments(&read(&annotated.bytes))
            .into_iter()
            .map(|(at, _)| at)
            .collect();
        assert!(places.ends_with(&[String::from("Some"), String::from("me wo")]));
    }
}

#[test]
fn what_cannot_be_written_into_is_refused_and_says_why() {
    let good = fixture("saas-redline");
    let verdicts = report(&good, &clausecheck::Options::default());
    let error = |bytes: &[u8], verdicts: &Report, options: &Options| {
        annotate(bytes, verdicts, options)
            .expect_err("it cannot be")
            .to_string()
    };
    assert!(error(b"text", &verdicts, &legal(false)).starts_with("not a .docx"));
    let other = fixture("paragraphs");
    assert_eq!(
        annotate(&other, &verdicts, &legal(false)),
        Err(AnnotateError::Report)
    );
    let nobody = Options {
        author: String::from(" "),
        ..Options::default()
    };
    assert_eq!(
        error(&good, &verdicts, &nobody),
        "the author has no name; give one"
    );
    for (date, is_one) in [
        ("2026-03-02", true),
        ("2026-03-02T10:15:00Z", true),
        ("2026-13-02", false),
        ("yesterday", false),
        ("2026-03-02T10:15", false),
    ] {
        let options = Options {
            date: Some(date.to_owned()),
            ..Options::default()
        };
        let made = annotate(&good, &verdicts, &options);
        assert_eq!(made.is_ok(), is_one, "{date}");
    }
    // Broken XML is read as far as it goes, but not written into.
    let broken = pack::body("<w:p><w:r><w:t>a</w:r></w:p>", &[]);
    let verdicts = findings_at(&broken, &[(0, 0, 1)], Decision::Accept);
    let message = error(&broken, &verdicts, &legal(false));
    assert!(message.contains("damaged"), "{message}");
}

#[test]
fn nothing_found_leaves_the_file_as_it_is() {
    let bytes = fixture("saas-redline");
    let verdicts = findings_at(&bytes, &[], Decision::Accept);
    let annotated = annotate(&bytes, &verdicts, &legal(true)).expect("a file");
    assert_eq!(annotated.bytes, bytes);
    assert_eq!(annotated.touched, Vec::<String>::new());
}

#[test]
fn the_command_writes_a_file_and_says_what_is_in_it() {
    let folder = command::folder("annotate");
    let out = folder.join("out.docx").display().to_string();
    let file = format!(
        "{}/tests/fixtures/docx/saas-redline.docx",
        env!("CARGO_MANIFEST_DIR")
    );
    let ran = command::run(
        &[
            "annotate",
            &file,
            "-o",
            &out,
            "--counter",
            "--for",
            "customer",
        ],
        "",
    );
    assert_eq!((ran.status, ran.output.as_str()), (Some(0), ""));
    assert!(
        ran.messages
            .contains("9 comments put in; 2 findings rejected"),
        "{}",
        ran.messages
    );
    assert!(
        ran.messages
            .contains("1 comment stood in the file before and still does")
    );
    assert_eq!(read(&fs::read(&out).expect("the file")).notes.len(), 10);
    for (arguments, part) in [
        (vec!["annotate", "-", "-o", &out], "not a .docx"),
        (vec!["annotate", &file], "-o <FILE>"),
        (
            vec!["annotate", "none.docx", "-o", &out],
            "there is no such file",
        ),
        (
            vec!["annotate", &file, "-o", &out, "--date", "soon"],
            "\"soon\" is no date",
        ),
    ] {
        let ran = command::run(&arguments, "plain text");
        assert_eq!(
            (ran.status, ran.output.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(ran.messages.contains(part), "{}", ran.messages);
    }
}

#[test]
fn libreoffice_shows_every_comment_and_change() {
    let folder = command::folder("annotate-office");
    for name in FIXTURES {
        let annotated = written(&fixture(name), &legal(true));
        fs::write(folder.join(format!("{name}.docx")), &annotated.bytes).expect("a file");
    }
    let files = FIXTURES.map(|name| folder.join(format!("{name}.docx")));
    let ran = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            folder.join("profile").display()
        ))
        .args(["--headless", "--convert-to", "fodt", "--outdir"])
        .arg(&folder)
        .args(&files)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if ran.is_err() {
        println!("skipped: LibreOffice is not installed");
        return;
    }
    for name in FIXTURES {
        let shown = fs::read_to_string(folder.join(format!("{name}.fodt"))).expect("it opens");
        let wanted = read(&fs::read(folder.join(format!("{name}.docx"))).expect("the file"));
        let count = |what: &str| shown.matches(what).count();
        assert_eq!(count("<office:annotation "), wanted.notes.len(), "{name}");
        assert!(
            count("<dc:creator>Vendor Legal</dc:creator>") > wanted.notes.len(),
            "{name}"
        );
        for line in ["Vendor Legal", "Counter: the change is rejected"] {
            assert!(shown.contains(line), "{name}: {line}");
        }
    }
    // Where they belong: the struck words, the same words again, and the comment around both.
    let shown = fs::read_to_string(folder.join("paragraphs.fodt")).expect("it opens");
    let at = shown
        .find("</office:annotation>shall keep the records")
        .expect("the comment");
    let rest = &shown[at..];
    let end = rest.find("<office:annotation-end").expect("its end");
    assert_eq!(rest[..end].matches("shall keep the records").count(), 2);
}
