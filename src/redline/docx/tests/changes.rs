//! What tracked changes do.

use super::pack::Pack;
use super::{check, del, document, ins, marked, p, show, t};
use crate::redline::{Change, ChangeKind, Side};

#[test]
fn text_is_inserted_and_deleted() {
    let table = [
        (
            p(&(t("within ") + &del("thirty") + &ins("sixty") + &t(" days"))),
            "within {-thirty-}{+sixty+} days",
        ),
        // Within what is walked through.
        (
            p(&format!("<w:hyperlink>{}</w:hyperlink>", ins("a"))),
            "{+a+}",
        ),
        (
            p(&format!(
                "<w:ins w:id=\"1\"><w:hyperlink>{}</w:hyperlink></w:ins>",
                t("a")
            )),
            "{+a+}",
        ),
        (
            p(&format!("<w:smartTag>{}</w:smartTag>", del("a"))),
            "{-a-}",
        ),
        (
            p(&format!(
                "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
                ins("a")
            )),
            "{+a+}",
        ),
        (
            p(&format!(
                "<w:ins w:id=\"1\"><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:ins>",
                t("a")
            )),
            "{+a+}",
        ),
        (
            p(&format!("<w:fldSimple>{}</w:fldSimple>", ins("a"))),
            "{+a+}",
        ),
        (
            p("<m:oMath><w:ins w:id=\"1\"><m:r><m:t>x</m:t></m:r></w:ins></m:oMath>"),
            "{+x+}",
        ),
        (
            p("<m:oMath><m:r><w:del w:id=\"1\"><m:t>2</m:t></w:del></m:r></m:oMath>"),
            "{-2-}",
        ),
        // The control around the text was inserted, the text was not.
        (
            p(&format!(
                "<w:customXmlInsRangeStart w:id=\"1\"/>{}<w:customXmlInsRangeEnd w:id=\"1\"/>",
                t("a")
            )),
            "a",
        ),
        // Inserted by one, deleted by the other: in neither text.
        (
            p(&format!(
                "{}<w:ins w:id=\"1\">{}</w:ins>{}",
                t("a"),
                del("b"),
                t("c")
            )),
            "ac",
        ),
        (p(&format!("<w:del w:id=\"1\">{}</w:del>", ins("b"))), ""),
        // Changes of formatting alone.
        (
            p(
                "<w:pPr><w:jc/><w:pPrChange w:id=\"1\"><w:pPr><w:rPr><w:del w:id=\"2\"/></w:rPr></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange w:id=\"3\"><w:rPr/></w:rPrChange></w:rPr><w:t>a</w:t></w:r>",
            ),
            "a",
        ),
        (
            p(&format!(
                "<w:pPr><w:numPr><w:ins w:id=\"1\"/></w:numPr></w:pPr>{}",
                t("a")
            )),
            "a",
        ),
    ];
    for (body, expected) in table {
        check(&body, expected);
    }
}

#[test]
fn changes_have_authors_and_dates_and_are_each_listed_once() {
    let split = ins("a") + &t(" ") + &ins("b") + &del("c");
    let document = document(Pack::body(&p(&split)));
    assert_eq!(
        document.changes,
        [
            Change {
                id: "1".to_owned(),
                kind: ChangeKind::Insertion,
                author: Some("A".to_owned()),
                date: Some("2026-01-02T03:04:05Z".to_owned()),
            },
            Change {
                id: "2".to_owned(),
                kind: ChangeKind::Deletion,
                author: Some("B".to_owned()),
                date: None,
            },
        ]
    );
    assert_eq!(show(&document), "{+a+} {+b+}{-c-}");
}

/// The paragraphs of both sides, joined by `|`.
fn sides(body: &str) -> (String, String) {
    let document = document(Pack::body(body));
    let side = |side| document.paragraphs(side).join("|");
    (side(Side::Original), side(Side::Final))
}

#[test]
fn paragraphs_are_split_and_merged() {
    let table_after = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p(&t("cell")));
    let gone = format!(
        "<w:tbl><w:tr><w:trPr><w:ins w:id=\"7\"/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&t("cell"))
    );
    let both = "<w:pPr><w:rPr><w:ins w:id=\"1\"/><w:del w:id=\"2\"/></w:rPr></w:pPr>";
    let table = [
        (
            marked("del", &t("a")) + &p(&t("b")),
            "a-¶\nb",
            ("a|b", "ab"),
        ),
        (
            marked("ins", &t("a")) + &p(&t("b")),
            "a+¶\nb",
            ("ab", "a|b"),
        ),
        (
            marked("del", &del("a")) + &p(&t("b")),
            "{-a-}-¶\nb",
            ("a|b", "b"),
        ),
        (
            marked("ins", &ins("a")) + &p(&t("b")),
            "{+a+}+¶\nb",
            ("b", "a|b"),
        ),
        (
            marked("del", &del("a")) + &marked("ins", &ins("x")) + &p(&t("b")),
            "{-a-}-¶\n{+x+}+¶\nb",
            ("a|b", "x|b"),
        ),
        // A mark that is in neither text ends nothing.
        (
            p(&(both.to_owned() + &t("a"))) + &p(&t("b")),
            "ab",
            ("ab", "ab"),
        ),
        (p(&(both.to_owned() + &t("a"))), "a", ("a", "a")),
        // No paragraph runs on into a table, however its mark was called.
        (
            marked("del", &t("a")) + &table_after + &p(&t("b")),
            "a\n[0,0,0] cell\nb",
            ("a|cell|b", "a|cell|b"),
        ),
        (
            marked("del", &del("a")) + &table_after,
            "{-a-}-¶\n[0,0,0] cell",
            ("a|cell", "cell"),
        ),
        (
            marked("del", &t("a")) + &marked("del", &del("x")) + &table_after,
            "a\n{-x-}-¶\n[0,0,0] cell",
            ("a|x|cell", "a|cell"),
        ),
        // But over one that is not there.
        (
            marked("ins", &t("a")) + &gone + &p(&t("b")),
            "a+¶\n[0,0,0] {+cell+}+¶\nb",
            ("ab", "a|cell|b"),
        ),
        // Nor into the next cell.
        (
            format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
                marked("del", &t("a")),
                p(&t("b"))
            ),
            "[0,0,0] a\n[0,0,1] b",
            ("a|b", "a|b"),
        ),
    ];
    for (body, expected, (original, last)) in table {
        check(&body, expected);
        assert_eq!(
            sides(&body),
            (original.to_owned(), last.to_owned()),
            "{body}"
        );
    }
}

#[test]
fn rows_and_cells_are_inserted_and_deleted_with_all_they_hold() {
    let row = |properties: &str, cell: &str| {
        format!("<w:tr><w:trPr>{properties}</w:trPr><w:tc>{cell}</w:tc></w:tr>")
    };
    let rows = row("<w:ins w:id=\"1\"/>", &p(&(t("a") + &del("b"))))
        + &row("<w:del w:id=\"2\"/>", &(p(&t("c")) + &p(&ins("d"))))
        + &row(
            "<w:trPrChange w:id=\"3\"><w:trPr><w:del w:id=\"4\"/></w:trPr></w:trPrChange>",
            &p(&t("e")),
        );
    check(
        &format!("<w:tbl>{rows}</w:tbl>"),
        "[0,0,0] {+a+}+¶\n[0,1,0] {-c-}-¶\n[0,1,0] -¶\n[0,2,0] e",
    );
    let cell = |change: &str, text: &str| {
        format!(
            "<w:tc><w:tcPr><w:{change} w:id=\"5\"/></w:tcPr>{}</w:tc>",
            p(&t(text))
        )
    };
    check(
        &format!(
            "<w:tbl><w:tr>{}{}{}</w:tr></w:tbl>",
            cell("cellIns", "a"),
            cell("cellDel", "b"),
            cell("cellMerge", "c")
        ),
        "[0,0,0] {+a+}+¶\n[0,0,1] {-b-}-¶\n[0,0,2] c",
    );
}

#[test]
fn both_ends_of_a_move_share_its_name() {
    let from = format!(
        r#"<w:moveFromRangeStart w:id="1" w:name="move7"/><w:moveFrom w:id="2" w:author="A">{}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>"#,
        t("clause")
    );
    let to = from.replace("From", "To");
    check(&(p(&from) + &p(&to)), "{<move7:clause-}\n{>move7:clause+}");
    // Whole paragraphs: the mark is read before the range begins, and the range may end in the next paragraph.
    let mark = r#"<w:pPr><w:rPr><w:moveFrom w:id="3" w:author="A"/></w:rPr></w:pPr>"#;
    let open = from.replace(r#"<w:moveFromRangeEnd w:id="1"/>"#, "");
    let body = p(&(mark.to_owned() + &open))
        + &p(&format!(r#"<w:moveFromRangeEnd w:id="1"/>{}"#, t("x")))
        + &p(&(mark.replace("From", "To") + &to))
        + &p(&(mark.to_owned() + &t("y")))
        + &p("");
    let document = document(Pack::body(&body));
    assert_eq!(
        show(&document),
        "{<move7:clause-}-¶\nx\n{>move7:clause+}+¶\ny-¶\n"
    );
    let kinds: Vec<&ChangeKind> = document
        .blocks
        .iter()
        .filter_map(|block| Some(&document.changes[block.mark_change?].kind))
        .collect();
    let name = || "move7".to_owned();
    assert_eq!(
        kinds,
        [
            &ChangeKind::MoveFrom(name()),
            &ChangeKind::MoveTo(name()),
            // No range names this one.
            &ChangeKind::Deletion,
        ]
    );
    // Moved, and then changed: text inserted into what moved away was never there.
    let changed = from.replace(&t("clause"), &(t("clause") + &ins("more")));
    check(&p(&changed), "{<move7:clause-}");
    let changed = to.replace(&t("clause"), &(t("clause") + &ins(" more") + &del(" less")));
    check(&p(&changed), "{>move7:clause+}{+ more+}");
}

#[test]
fn changes_in_headers_are_reported() {
    for (content, expected) in [
        (p(&ins("Draft 2")), 1),
        (marked("del", ""), 1),
        (p(&t("Confidential")), 0),
    ] {
        let document = document(Pack::body(&p(&t("text"))).with("header", &content));
        assert_eq!(document.problems.len(), expected, "{content}");
        for problem in document.problems {
            assert_eq!(
                problem.message,
                "word/header.xml has tracked changes; headers and footers are not checked: read them in Word"
            );
        }
    }
}
