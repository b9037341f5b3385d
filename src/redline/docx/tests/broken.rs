//! Files that are broken, hostile, or something else: an error that says which, or what could be read and a problem.

use proptest::prelude::*;

use super::pack::{Pack, zip};
use super::{del, document, ins, p, show, t};
use crate::redline::docx::{limits, read};
use crate::redline::{Op, Span};

fn error(bytes: &[u8]) -> String {
    read(bytes).expect_err("it is no .docx").to_string()
}

const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

fn compound(stream: &str) -> Vec<u8> {
    let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
    COMPOUND
        .iter()
        .copied()
        .chain([0; 500])
        .chain(name)
        .chain([0; 500])
        .collect()
}

#[test]
fn what_cannot_be_read_says_which_it_is_and_what_to_do() {
    let whole = Pack::body(&p(&t("text"))).bytes();
    let mut flipped = whole.clone();
    let at = flipped
        .windows(4)
        .position(|window| window == b"text")
        .unwrap();
    flipped[at] = b'n';
    let mut locked = zip(&[("word/document.xml", 0, b"x", 1)]);
    let at = locked
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    locked[at + 8] |= 1;
    let rels = |target: &str| {
        format!(
            r#"<Relationships><Relationship Type="x/officeDocument" Target="{target}"/></Relationships>"#
        )
    };
    let table: [(Vec<u8>, &str); 17] = [
        (
            b"Payment is due.".to_vec(),
            "this is no .docx: it does not begin as one; open it in a word processor and save it as .docx",
        ),
        (
            Vec::new(),
            "this is no .docx: it does not begin as one; open it in a word processor and save it as .docx",
        ),
        (
            compound("EncryptedPackage"),
            "the document is locked with a password; open it in Word, take the password off (File, Info, Protect Document) and save it again",
        ),
        (
            locked,
            "the document is locked with a password; open it in Word, take the password off (File, Info, Protect Document) and save it again",
        ),
        (
            compound("WordDocument"),
            "this is a document of the old .doc format; open it in a word processor and save it as .docx",
        ),
        (
            compound("Workbook"),
            "this is a file of an old Office format, and no Word document; save the contract as .docx",
        ),
        (
            Pack::empty()
                .part("_rels/.rels", &rels("xl/workbook.xml"))
                .part("xl/workbook.xml", "<workbook/>")
                .bytes(),
            "this is an Excel workbook, not a Word document; save the contract as .docx",
        ),
        (
            Pack::empty()
                .part("_rels/.rels", &rels("/ppt/presentation.xml"))
                .part("ppt/presentation.xml", "<p/>")
                .bytes(),
            "this is a PowerPoint presentation, not a Word document; save the contract as .docx",
        ),
        (
            Pack::empty()
                .part("mimetype", "application/vnd.oasis.opendocument.text")
                .bytes(),
            "this is an OpenDocument file, not a Word document; save the contract as .docx",
        ),
        (
            Pack::empty().part("notes.txt", "x").bytes(),
            "this is a zip archive, not a Word document; save the contract as .docx",
        ),
        (
            Pack::empty()
                .part("[Content_Types].xml", "<Types/>")
                .part("word/vbaProject.bin", "x")
                .bytes(),
            "this file holds macros and no document; ask for the contract itself, saved as .docx",
        ),
        (
            Pack::empty()
                .part("_rels/.rels", &rels("word/document.xml"))
                .part("[Content_Types].xml", "<Types/>")
                .bytes(),
            "the file is packed like a .docx, but the document itself is not in it; save it again in a word processor, or ask for another copy",
        ),
        (
            whole[..whole.len() / 2].to_vec(),
            "the end of the file is missing; it was not sent or saved whole: ask for another copy",
        ),
        (
            flipped,
            "the file is damaged (word/document.xml cannot be unpacked); open it in a word processor, let it repair the file, and save it again",
        ),
        (
            Pack::body("").part("WORD/document.xml", "<x/>").bytes(),
            "the file is damaged (it holds word/document.xml twice); open it in a word processor, let it repair the file, and save it again",
        ),
        (
            Pack::main("just text").bytes(),
            "the file is damaged (word/document.xml is not XML); open it in a word processor, let it repair the file, and save it again",
        ),
        (
            Pack::main("<html><body>page</body></html>").bytes(),
            "this is a package without a document of Word's, not a Word document; save the contract as .docx",
        ),
    ];
    for (bytes, expected) in table {
        assert_eq!(error(&bytes), expected);
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let deep = "<w:sdt>".repeat(limits::DEPTH) + &t("x");
    assert_eq!(
        error(&Pack::body(&deep).bytes()),
        "the document is nested too deeply to be read; open it in a word processor and save it again"
    );
    // One byte over the limit, in a file a hundred times smaller whose directory says that it is small.
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![b' '; limits::PART + 1], 1);
    assert!(zeros.len() < 1_000_000);
    let bomb = zip(&[("word/document.xml", 8, &zeros, 100)]);
    assert_eq!(
        error(&bomb),
        "the document is too large: it has more than 67108864 bytes when unpacked; send the contract without its annexes"
    );
    let paragraphs = "<w:p/>".repeat(limits::BLOCKS + 1);
    assert_eq!(
        error(&Pack::body(&paragraphs).bytes()),
        "the document is too large: it has more than 200000 paragraphs; send the contract without its annexes"
    );
    let changes: String = (0..=limits::CHANGES)
        .map(|id| format!("<w:ins w:id=\"{id}\"/>"))
        .collect();
    assert_eq!(
        error(&Pack::body(&p(&changes)).bytes()),
        "the document is too large: it has more than 200000 tracked changes; send the contract without its annexes"
    );
    let styles: String = (0..=limits::DEFINITIONS)
        .map(|id| format!("<w:style w:styleId=\"{id}\"/>"))
        .collect();
    assert_eq!(
        error(&Pack::body("").with("styles", &styles).bytes()),
        "the document is too large: it has more than 50000 styles; send the contract without its annexes"
    );
    let parts: Vec<String> = (0..=limits::ENTRIES).map(|n| format!("{n}.xml")).collect();
    let parts: Vec<(&str, u16, &[u8], usize)> = parts
        .iter()
        .map(|name| (name.as_str(), 0, [].as_slice(), 0))
        .collect();
    assert_eq!(
        error(&zip(&parts)),
        "the document is too large: it has more than 10000 parts; send the contract without its annexes"
    );
}

#[test]
fn documents_of_other_names_and_kinds_are_read() {
    // A template or a document with macros differs in its content type alone; some writers name the main part otherwise.
    let body = Pack::body(&p(&t("text"))).bytes();
    assert!(read(&body).is_ok());
    let xml = r#"<d:document xmlns:d="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><d:body><d:p><d:r><d:t>text</d:t></d:r></d:p></d:body></d:document>"#;
    let rels = r#"<Relationships><Relationship Type="x/officeDocument" Target="/Word/../word/document2.xml"/></Relationships>"#;
    let named = Pack::empty()
        .part("_rels/.rels", rels)
        .part("word/document2.xml", xml)
        .bytes();
    assert_eq!(show(&read(&named).unwrap()), "text");
    // Without relationships, by the usual name.
    let bare = Pack::empty().part("word/document.xml", xml).bytes();
    assert_eq!(show(&read(&bare).unwrap()), "text");
}

#[test]
fn broken_xml_gives_what_there_is_and_a_problem() {
    let open = r#"<w:ins w:id="1" w:author="A">"#;
    let table = [
        (
            p(&t("a ")).replace("</w:p>", open) + &t("b") + "</w:p>" + &p(&t("c")),
            "a {+b+}\nc",
            "<w:ins> is not closed before </w:p>; it was taken to end there",
            Some((0, 3)),
        ),
        (
            p(&(t("a") + "</w:ins>" + &t("b"))),
            "ab",
            "</w:ins> closes nothing; it was passed over",
            Some((0, 1)),
        ),
        (
            p(&t("a &nbsp; b")),
            "a &nbsp; b",
            "&nbsp; is no character; it was read as it stands",
            Some((0, 2)),
        ),
        (
            p(&t("a")) + "<w:p><w:r><w:t>b",
            "a\nb",
            "the part ends within <w:t>",
            Some((1, 1)),
        ),
    ];
    for (body, expected, message, place) in table {
        let whole = Pack::body(&body);
        // Nothing after the body, so that it can break off.
        let pack = if message.starts_with("the part") {
            Pack::main(&format!(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}"
            ))
        } else {
            whole
        };
        let document = document(pack);
        assert_eq!(show(&document), expected);
        let [problem] = document.problems.as_slice() else {
            panic!("{:?}", document.problems);
        };
        assert!(
            problem.message.starts_with("word/document.xml, byte "),
            "{}",
            problem.message
        );
        assert!(problem.message.ends_with(message), "{}", problem.message);
        let span = place.map(|(block, at)| Span {
            block,
            range: at..at,
        });
        assert_eq!(problem.span, span, "{message}");
    }
    let document = document(Pack::body(
        &(p(&t("a")) + "<w:p><w:r <w:t>b</w:t></w:r></w:p>"),
    ));
    assert!(show(&document).starts_with('a'));
}

#[test]
fn what_is_not_read_is_said() {
    let symbol = r#"<w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r>"#;
    let table = [
        (
            p(symbol),
            "the symbol F021 of the font Wingdings is not known; it was read as \u{FFFD}",
        ),
        (
            p("<w:r><w:object><o:OLEObject/></w:object></w:r>"),
            "an embedded object was not read; open it in Word to see what it says",
        ),
        (
            "<w:altChunk/>".to_owned(),
            "a document that is linked or embedded here was not read; open the file in Word and save it again",
        ),
    ];
    for (body, message) in table {
        let problems = document(Pack::body(&body)).problems;
        let messages: Vec<&str> = problems
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        assert_eq!(messages, [message]);
    }
    let rels =
        r#"<Relationships><Relationship Type="x/styles" Target="styles.xml"/></Relationships>"#;
    let missing = Pack::empty()
        .part("word/document.xml", r#"<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:p/></w:document>"#)
        .part("word/_rels/document.xml.rels", rels);
    // `bytes` would add relationships of its own.
    let parts: Vec<(&str, u16, &[u8], usize)> = missing.parts().collect();
    let document = read(&zip(&parts)).unwrap();
    assert_eq!(document.problems.len(), 1);
    assert_eq!(
        document.problems[0].message,
        "word/styles.xml is missing from the file"
    );
}

/// A file with a little of everything.
fn everything() -> Vec<u8> {
    let table = format!(
        r#"<w:tbl><w:tr><w:trPr><w:del w:id="8"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc></w:tr></w:tbl>"#,
        p(&t("cell"))
    );
    let body = p(&format!(
        r#"<w:pPr><w:pStyle w:val="S"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:ins w:id="1"/><w:del w:id="2"/></w:rPr></w:pPr>{}{}"#,
        ins("a"),
        del("b")
    )) + &p(
        r#"<w:moveFromRangeStart w:id="3" w:name="m"/><w:moveFrom w:id="4"><w:r><w:t>c</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="3"/>"#,
    ) + &table
        + &p(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>d</w:t><w:fldChar w:fldCharType="end"/></w:r><w:commentRangeStart w:id="1"/>"#,
        )
        + &p(
            r#"<w:r><w:footnoteReference w:id="2"/></w:r><m:oMath><m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p/></w:txbxContent></mc:Choice></mc:AlternateContent></w:r>"#,
        );
    Pack::body(&body)
        .with("styles", r#"<w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="S"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>"#)
        .with("numbering", r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#)
        .with("footnotes", &format!(r#"<w:footnote w:id="2">{}</w:footnote>"#, p(&t("note"))))
        .with("comments", &format!(r#"<w:comment w:id="1">{}</w:comment>"#, p(&t("note"))))
        .bytes()
}

/// Whatever was read hangs together: indices lie within, spans on characters.
fn hangs_together(bytes: &[u8]) {
    let Ok(document) = read(bytes) else {
        return;
    };
    for block in &document.blocks {
        for run in &block.runs {
            assert_eq!(run.op == Op::Keep, run.change.is_none());
            assert!(
                run.change
                    .is_none_or(|change| change < document.changes.len())
            );
            assert!(!run.text.is_empty());
        }
        assert!(
            block
                .mark_change
                .is_none_or(|change| change < document.changes.len())
        );
    }
    let notes = document.notes.iter().filter_map(|note| note.span.as_ref());
    let problems = document
        .problems
        .iter()
        .filter_map(|problem| problem.span.as_ref());
    for span in notes.chain(problems) {
        let text = document.blocks[span.block].redline();
        assert!(text.get(span.range.clone()).is_some(), "{span:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        hangs_together(&bytes);
        let mut zip = b"PK\x03\x04".to_vec();
        zip.extend(&bytes);
        hangs_together(&zip);
    }

    #[test]
    fn arbitrary_xml_never_panics(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("<w:p>"), Just("</w:p>"), Just("<w:r>"), Just("</w:r>"), Just("<w:t>"), Just("</w:t>"), Just("é"),
                Just("<w:ins w:id='1'>"), Just("</w:ins>"), Just("<w:del>"), Just("</w:del>"), Just("<w:pPr>"),
                Just("</w:pPr>"), Just("<w:rPr>"), Just("</w:rPr>"), Just("<w:ins/>"), Just("<w:del/>"), Just("<w:tbl>"),
                Just("</w:tbl>"), Just("<w:tr>"), Just("</w:tr>"), Just("<w:tc>"), Just("</w:tc>"), Just("<w:trPr>"),
                Just("<w:txbxContent>"), Just("</w:txbxContent>"), Just("<w:fldChar w:fldCharType='begin'/>"),
                Just("<w:fldChar w:fldCharType='separate'/>"), Just("<w:fldChar w:fldCharType='end'/>"),
                Just("<m:d>"), Just("<m:e>"), Just("</m:d>"), Just("<mc:AlternateContent>"), Just("<mc:Choice>"),
                Just("</mc:Choice>"), Just("&"), Just("&#0;"), Just("<w:sdtPr>"), Just("<w:vanish/>"),
                Just("<w:commentRangeStart w:id='1'/>"), Just("<w:commentRangeEnd w:id='1'/>"), Just("<"), Just("]]>"),
            ],
            0..60,
        )
    ) {
        hangs_together(&Pack::body(&pieces.concat()).with("comments", "<w:comment w:id='1'/>").bytes());
    }

    #[test]
    fn mutated_files_never_panic(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12),
        cut in proptest::option::of(any::<proptest::sample::Index>()),
    ) {
        let mut bytes = everything();
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at.index(length)] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        hangs_together(&bytes);
    }

    #[test]
    fn mutated_parts_never_panic(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), "[<>/&;:='\" a-z0-9]{0,3}"), 1..8),
    ) {
        // Checksums are made after the mutation, so that it gets past them.
        let whole = everything();
        let archive = rawzip::ZipArchive::from_slice(&whole).unwrap();
        let mut parts: Vec<(String, String)> = archive
            .entries()
            .map(|entry| {
                let entry = entry.unwrap();
                let name = String::from_utf8_lossy(entry.file_path().as_ref()).into_owned();
                let data = archive.get_entry(entry.wayfinder()).unwrap().data().to_vec();
                (name, String::from_utf8(data).unwrap())
            })
            .collect();
        for (at, text) in &changes {
            let index = at.index(parts.len());
            let part = &mut parts[index].1;
            let place = at.index(part.len() + 1);
            if part.is_char_boundary(place) {
                let end = (place + text.len()).min(part.len());
                if part.is_char_boundary(end) {
                    part.replace_range(place..end, text);
                }
            }
        }
        let parts: Vec<(&str, u16, &[u8], usize)> =
            parts.iter().map(|(name, xml)| (name.as_str(), 0, xml.as_bytes(), xml.len())).collect();
        hangs_together(&zip(&parts));
    }
}
