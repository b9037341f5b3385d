//! What is text, and what is none.

use super::pack::{Pack, namespaces};
use super::{check, del, document, ins, p, show, t};
use crate::redline::{Format, Marks, Side, Span};

#[test]
fn text_is_read() {
    let r = |content: &str| p(&format!("<w:r>{content}</w:r>"));
    let table = [
        (
            p(&t("Fees &amp; &#x201C;Taxes&#8221; &lt;30 days")),
            "Fees & “Taxes” <30 days",
        ),
        (p(&(t("one ") + &t("run"))), "one run"),
        (
            r("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:ptab/>"),
            "a⇥b⏎c⏎⇥",
        ),
        (r("<w:t>a\n\tb</w:t>"), "a  b"),
        (
            r("<w:t>non</w:t><w:noBreakHyphen/><w:t>bre</w:t><w:softHyphen/><w:t>aking</w:t>"),
            "non\u{2011}bre\u{AD}aking",
        ),
        (
            r(r#"<w:sym w:font="Symbol" w:char="F0A3"/><w:t> 30</w:t>"#),
            "≤ 30",
        ),
        (r("<w:t><![CDATA[a<b]]></w:t>"), "a<b"),
        (
            r(
                "<w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>bold</w:t>",
            ),
            "bold",
        ),
        (
            p(&format!(
                r#"<w:hyperlink w:anchor="x">{}</w:hyperlink>"#,
                t("link")
            )),
            "link",
        ),
        (
            p(&format!(
                "<w:smartTag><w:smartTagPr><w:x/></w:smartTagPr>{}</w:smartTag>",
                t("tag")
            )),
            "tag",
        ),
        (
            p(&format!(
                "<w:customXml><w:customXmlPr/>{}</w:customXml>",
                t("xml")
            )),
            "xml",
        ),
        (
            p(&format!("<w:bdo><w:dir>{}</w:dir></w:bdo>", t("bidi"))),
            "bidi",
        ),
        (
            p(&format!(
                "<w:sdt><w:sdtPr><w:rPr/><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                t("control")
            )),
            "control",
        ),
        (
            format!(
                "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
                p(&t("block"))
            ),
            "block",
        ),
        (
            r(
                "<w:ruby><w:rt><w:r><w:t>aid</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby>",
            ),
            "base",
        ),
        (
            p("<w:pPr><w:tabs><w:tab w:pos=\"1\"/></w:tabs><w:sectPr><w:p/></w:sectPr></w:pPr>"),
            "",
        ),
    ];
    for (body, expected) in table {
        check(&body, expected);
    }
}

#[test]
fn a_field_shows_its_result() {
    let char = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let (begin, separate, end) = (char("begin"), char("separate"), char("end"));
    let code = "<w:r><w:instrText>REF x \\h</w:instrText></w:r>";
    let table = [
        (
            format!("<w:fldSimple w:instr=\"REF x\">{}</w:fldSimple>", t("5.2")),
            "5.2",
        ),
        (
            format!("{begin}{code}{separate}{}{end}{}", t("5.2"), t("!")),
            "5.2!",
        ),
        // Without a result.
        (format!("{begin}{code}{end}{}", t("after")), "after"),
        // Within an instruction: IF { REF x } = ...
        (
            format!(
                "{begin}{code}{begin}{code}{separate}{}{end}{code}{separate}{}{end}",
                t("inner"),
                t("outer")
            ),
            "outer",
        ),
        // Instructions deleted and inserted.
        (
            format!(
                "{begin}<w:del><w:r><w:delInstrText>OLD</w:delInstrText></w:r></w:del><w:ins>{code}</w:ins>{separate}{}{}{end}",
                del("5"),
                ins("6")
            ),
            "{-5-}{+6+}",
        ),
        // Ends without a beginning.
        (format!("{separate}{end}{}", t("text")), "text"),
    ];
    for (runs, expected) in table {
        check(&p(&runs), expected);
    }
    // A field over several paragraphs, as a table of contents, and one that never ends: no text is lost to it.
    check(
        &(p(&format!("{begin}{code}{separate}{}", t("1 Fees")))
            + &p(&t("2 Term"))
            + &p(&format!("{end}{}", t("text")))),
        "1 Fees\n2 Term\ntext",
    );
    check(
        &(p(&format!("{begin}{code}{}", t("lost"))) + &p(&t("kept"))),
        "\nkept",
    );
}

#[test]
fn a_drop_down_field_shows_its_choice() {
    let list = r#"<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="net 30"/><w:listEntry w:val="net 45"/></w:ddList></w:ffData>"#;
    let field = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin">{list}</w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
    );
    check(&p(&field), "net 45");
}

#[test]
fn formulas_are_a_line_of_text() {
    let r = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let table = [
        (
            format!(
                "<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>",
                r("a"),
                r("b")
            ),
            "a/b",
        ),
        (
            format!(
                "<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>",
                r("x"),
                r("2")
            ),
            "x^2",
        ),
        (
            format!(
                "<m:d><m:dPr><m:endChr m:val=\"]\"/></m:dPr><m:e>{}</m:e><m:e>{}</m:e></m:d>{}",
                r("a+b"),
                r("c"),
                r("*d")
            ),
            "(a+b|c]*d",
        ),
        (
            format!(
                "<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:e>{}</m:e></m:nary>",
                r("x")
            ),
            "∑x",
        ),
    ];
    for (math, expected) in table {
        check(
            &p(&format!(
                "<m:oMathPara><m:oMath>{math}</m:oMath></m:oMathPara>"
            )),
            expected,
        );
    }
}

#[test]
fn cells_know_their_place() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&t(text)))
    };
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", "inner"));
    let table = format!(
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr><w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "a"),
        cell("", "b"),
        p(&t("c")),
        p(""),
    );
    check(
        &(table.clone() + &p(&t("between")) + &table),
        "[0,0,0] a\n[0,0,2] b\n[0,1,1] c\n[1,0,0] inner\n[0,1,1] \nbetween\n[2,0,0] a\n[2,0,2] b\n[2,1,1] c\n[3,0,0] inner\n[2,1,1] ",
    );
}

#[test]
fn of_alternatives_one_is_read_and_text_boxes_follow_their_paragraph() {
    let content = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(&t(text)));
    let alternative = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        content("box"),
        content("box again")
    );
    check(
        &(p(&(t("before ") + &alternative + &t("after"))) + &p(&t("next"))),
        "before after\nbox\nnext",
    );
    // The paragraph of the box is none of those that run on.
    check(
        &(super::marked("del", &(t("before ") + &alternative)) + &p(&t("next"))),
        "before -¶\nnext\nbox",
    );
    check(
        &p(
            "<w:r><mc:AlternateContent><mc:Fallback><w:t>only</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        ),
        "only",
    );
}

#[test]
fn hidden_text_is_read_and_reported() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>";
    let styles = r#"<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="P"><w:basedOn w:val="Q"/></w:style><w:style w:type="paragraph" w:styleId="Q"><w:rPr><w:vanish w:val="1"/></w:rPr></w:style>"#;
    let by_style = "<w:r><w:rPr><w:rStyle w:val=\"H\"/></w:rPr><w:t>secret</w:t></w:r>";
    let by_paragraph = r#"<w:pPr><w:pStyle w:val="P"/></w:pPr>"#;
    let shown = "<w:r><w:rPr><w:vanish w:val=\"false\"/></w:rPr><w:t>shown</w:t></w:r>";
    let table = [
        (t("a ") + hidden + &t(" b") + hidden, Some(2..8)),
        (t("a ") + by_style, Some(2..8)),
        (by_paragraph.to_owned() + &t("secret"), Some(0..6)),
        (by_paragraph.to_owned() + shown, None),
        (shown.to_owned(), None),
        // A mark that is hidden hides no text: the run-in heading of a style separator.
        (
            "<w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>".to_owned() + &t("Fees."),
            None,
        ),
    ];
    for (runs, range) in table {
        let document = document(Pack::body(&p(&runs)).with("styles", styles));
        let spans: Vec<Span> = document
            .problems
            .into_iter()
            .filter_map(|p| p.span)
            .collect();
        let expected: Vec<Span> = range
            .map(|range| Span { block: 0, range })
            .into_iter()
            .collect();
        assert_eq!(spans, expected, "{runs}");
    }
}

#[test]
fn notes_come_last_in_the_order_of_their_references() {
    let refer = |kind: &str, id: u8| format!(r#"<w:r><w:{kind}Reference w:id="{id}"/></w:r>"#);
    let note = |kind: &str, id: u8, text: &str| {
        format!(
            "<w:{kind} w:id=\"{id}\">{}</w:{kind}>",
            p(&format!("<w:r><w:footnoteRef/></w:r>{}", t(text)))
        )
    };
    let body = p(&(t("a") + &refer("endnote", 1) + &refer("footnote", 3)))
        + &p(&format!(
            "<w:del w:id=\"9\">{}</w:del>{}{}",
            refer("footnote", 2),
            t("b"),
            refer("footnote", 3)
        ));
    let document = document(
        Pack::body(&body)
            .with(
                "footnotes",
                &(r#"<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/><w:t>x</w:t></w:r></w:p></w:footnote>"#.to_owned()
                    + &note("footnote", 2, "two")
                    + &note("footnote", 3, "three")
                    + &note("footnote", 4, "not referred to")),
            )
            .with("endnotes", &note("endnote", 1, "end")),
    );
    assert_eq!(show(&document), "a\nb\nthree\n{-two-}-¶\nend");
    let places: Vec<&str> = document
        .blocks
        .iter()
        .map(|block| block.place.as_str())
        .collect();
    assert_eq!(
        places,
        [
            "word/document.xml, paragraph 1",
            "word/document.xml, paragraph 2",
            "word/footnotes.xml, paragraph 3",
            "word/footnotes.xml, paragraph 2",
            "word/endnotes.xml, paragraph 1",
        ]
    );
    assert_eq!(document.paragraphs(Side::Final), ["a", "b", "three", "end"]);
}

#[test]
fn comments_are_kept_as_notes() {
    let start = |id: u8| format!(r#"<w:commentRangeStart w:id="{id}"/>"#);
    let end = |id: u8| {
        format!(r#"<w:commentRangeEnd w:id="{id}"/><w:r><w:commentReference w:id="{id}"/></w:r>"#)
    };
    let body = p(&(t("pay ")
        + &start(10)
        + &ins("within ")
        + &t("sixty")
        + &end(10)
        + &start(2)
        + &t(" days")))
        + &start(3)
        + &p(&(t("and ") + &end(2) + &t("more") + &end(3) + &end(4)));
    let comments = r#"<w:comment w:id="10" w:author="A" w:date="2026-01-02T03:04:05Z"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>Too</w:t></w:r></w:p><w:p><w:r><w:t>long.</w:t></w:r></w:p></w:comment><w:comment w:id="2"><w:p><w:r><w:t>Over two paragraphs</w:t></w:r></w:p></w:comment><w:comment w:id="3"><w:p/></w:comment><w:comment w:id="4"/><w:comment w:id="5"/>"#;
    let document = document(Pack::body(&body).with("comments", comments));
    let at = |block, range| Some(Span { block, range });
    let notes: Vec<_> = document
        .notes
        .iter()
        .map(|note| {
            (
                note.author.as_deref(),
                note.text.as_str(),
                note.span.clone(),
            )
        })
        .collect();
    assert_eq!(
        notes,
        [
            (Some("A"), "Too\nlong.", at(0, 4..16)),
            (None, "Over two paragraphs", at(0, 16..21)),
            (None, "", at(1, 0..8)),
            (None, "", at(1, 8..8)),
            (None, "", None),
        ]
    );
    assert_eq!(document.problems, []);
}

#[test]
fn strict_and_other_prefixes_are_read() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let main = format!(
        "<w:document {}><w:body>{}</w:body></w:document>",
        namespaces(strict),
        p(&(t("a ") + &ins("b")))
    );
    let renamed = main
        .replace("w:", "word:")
        .replace("xmlns:w=", "xmlns:word=");
    let default = main
        .replace("xmlns:w=", "xmlns=")
        .replace("<w:", "<")
        .replace("</w:", "</")
        .replace("w:", "");
    for xml in [main, renamed, default] {
        assert_eq!(show(&document(Pack::main(&xml))), "a {+b+}", "{xml}");
    }
    // Elements of the same names in other namespaces are no text.
    let foreign = p("<w:r><v:t>foreign</v:t></w:r>");
    check(&foreign, "");
}

#[test]
fn utf_16_is_read() {
    let xml = format!(
        "<w:document {}><w:body>{}</w:body></w:document>",
        namespaces("http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        p(&t("§ 5 €"))
    );
    for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let bytes: Vec<u8> = std::iter::once(0xFEFF)
            .chain(xml.encode_utf16())
            .flat_map(order)
            .collect();
        let (text, replaced) = super::super::xml::decode(bytes);
        assert_eq!((text.as_str(), replaced), (xml.as_str(), false));
    }
}

#[test]
fn a_clean_document_has_no_marks() {
    let clean = document(Pack::body(&p(&t("text"))));
    assert_eq!((clean.format, clean.marks), (Format::Docx, Marks::None));
    let marked = document(Pack::body(&p(&ins("text"))));
    assert_eq!(marked.marks, Marks::Tracked);
}
