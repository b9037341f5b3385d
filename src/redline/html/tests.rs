//! What clipboard HTML is read as.

use crate::redline::testing::{check, show};
use crate::redline::{Format, Marks, read};

#[test]
fn words_marks() {
    for (source, expected) in [
        (
            "<p class=MsoNormal>Fees are <ins cite=\"mailto:A%20B\" datetime=\"2026-01-02T03:04\">not\n</ins>due.</p>",
            "Fees are [+not +]due.",
        ),
        (
            "<p>a <span class=msoDel><del>b</del></span><span class=msoIns>c</span></p>",
            "a [-b-][+c+]",
        ),
        ("<p>a <s><del>b</del></s> c</p>", "a [-b-] c"),
        ("<p>a <s>b</s> <ins>c</ins></p>", "a b [+c+]"),
        // Inserted by one, deleted by another: in neither text.
        ("<p>a <ins>b <del>c</del></ins> d</p>", "a [+b +]d"),
        ("<p>99.<del>5</del><ins>9</ins>%</p>", "99.[-5-][+9+]%"),
        ("<p>a<del> b </del>c</p>", "a[- b -]c"),
        ("<p>a<del> b </del> c</p>", "a[- b -] c"),
        ("<p>a <ins> b</ins></p>", "a [+b+]"),
        ("<p>One\n two&nbsp;\n three</p>", "One two\u{a0} three"),
        (
            "<p>2.8<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>Fees</p>",
            "2.8\tFees",
        ),
        (
            "<p><span style='mso-tab-count:1'>&nbsp; </span>Fees</p>",
            "Fees",
        ),
        (
            "<p>a<span style='mso-spacerun:yes'>&nbsp; </span>b</p>",
            "a b",
        ),
        ("<p>&#8220;Fee&#8221; &amp; <o:p></o:p></p>", "“Fee” &"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<div>a<br><br>b</div>", "a\nb"),
        ("<p>a</p><p><o:p>&nbsp;</o:p></p><p>b</p>", "a\nb"),
    ] {
        check(Format::Html, source, expected);
    }
}

#[test]
fn paragraph_marks() {
    for (source, expected) in [
        (
            "<p>One <ins>a<o:p></o:p></ins></p><p><ins>b </ins>two</p>",
            "One [+a+]¶+\n[+b +]two",
        ),
        (
            "<p>One <del><o:p></o:p></del></p>\n\n<p>two</p>",
            "One ¶-\ntwo",
        ),
        (
            "<p>One</p><p><ins>Two<o:p></o:p></ins></p><p>Three</p>",
            "One\n[+Two+]¶+\nThree",
        ),
        (
            "<p>One</p><p><del>Two</del><o:p></o:p></p><p>Three</p>",
            "One\n[-Two-]¶-\nThree",
        ),
        (
            "<p>One</p><p><del>Two</del> <del>too</del></p>",
            "One\n[-Two too-]¶-",
        ),
        (
            "<ins><p>One</p><p>Two</p></ins><p>Three</p>",
            "[+One+]¶+\n[+Two+]¶+\nThree",
        ),
        (
            "<p>One<ins><o:p></o:p></ins></p><p><o:p>&nbsp;</o:p></p><p>Two</p>",
            "One\nTwo",
        ),
    ] {
        check(Format::Html, source, expected);
    }
}

#[test]
fn numbers_and_headings() {
    for (source, expected) in [
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Fees</p>",
            "<1.> Fees",
        ),
        (
            "<p><!--[if !supportLists]--><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><!--[endif]-->Fees</p>",
            "<•> Fees",
        ),
        ("<h2>5. Fees</h2><p>Text</p>", "## 5. Fees\nText"),
        (
            "<p class=MsoHeading7>Fees</p><p style='mso-outline-level:3'>Taxes</p>",
            "####### Fees\n### Taxes",
        ),
        ("<p role=heading aria-level=1>Fees</p>", "# Fees"),
        (
            "<ol><li>a<li>b<ul><li>c</ul><li>d</ol>e",
            "<1.> a\n<2.> b\n<•> c\n<3.> d\ne",
        ),
        (
            "<ol start=4 type=a><li><p>a</p><p>more</p></li><li value=7>b</li></ol>",
            "<d.> a\nmore\n<g.> b",
        ),
        (
            "<ol><li style='list-style-type:upper-roman' value=14>a</li></ol>",
            "<XIV.> a",
        ),
        (
            "<ol start=2><li data-leveltext='(%1)' style='list-style-type:lower-alpha'>a</li></ol>",
            "<(b)> a",
        ),
        ("<ol><li data-leveltext='%1.%2.'>a</li></ol>", "a"),
    ] {
        check(Format::Html, source, expected);
    }
}

#[test]
fn tables() {
    for (source, expected) in [
        (
            "<table><tr><th>Event<th>Time<tr><td><p>Breach</p><p>more</p><td>six <del>hours</del></table>After",
            "|0.0.0| Event\n|0.0.1| Time\n|0.1.0| Breach\n|0.1.0| more\n|0.1.1| six [-hours-]\nAfter",
        ),
        (
            "<table><tr><td colspan=2>a</td><td>b<table><tr><td>c</table>d</td></tr></table>",
            "|0.0.0| a\n|0.0.2| b\n|1.0.0| c\n|0.0.2| d",
        ),
        // An end tag reaches no further than its cell.
        (
            "<table><tr><td><ins>a</td><td>b</ins></td></tr></table>c",
            "|0.0.0| [+a+]¶+\n|0.0.1| b\nc",
        ),
        (
            "<ins><table><tr><td>a</ins>b</td></tr></table></ins>c",
            "|0.0.0| [+ab+]¶+\nc",
        ),
    ] {
        check(Format::Html, source, expected);
    }
}

#[test]
fn what_is_no_text() {
    for (source, expected) in [
        (
            "<head><title>x</title><style>p{}</style></head><body><p>a</p><script>1<2</script></body>",
            "a",
        ),
        ("<!--[if gte mso 9]><xml>x</xml><![endif]--><p>a</p>", "a"),
        (
            "Version:0.9\r\nStartHTML:00000097\r\n<html><body><!--StartFragment--><p>a</p><!--EndFragment--></body></html>",
            "a",
        ),
        (
            "<p>a<a style='mso-footnote-id:ftn1' href='#_ftn1'><span style='mso-special-character:footnote'>[1]</span></a></p>",
            "a",
        ),
        ("a <Customer> b", "a b"),
        ("</ins>a</p>b</div></td>c", "a\nb\nc"),
    ] {
        check(Format::Html, source, expected);
    }
}

#[test]
fn authors_and_dates() {
    let source = "<p><ins cite='mailto:Priya%20Raman' datetime='2026-01-19T16:42'>a</ins><span class=msoIns><ins cite='mailto:Priya%20Raman' datetime='2026-01-19T16:42'>b</ins></span><del cite='J%c3%b6rg 5%'>c</del></p>";
    let document = read(source.as_bytes(), None).unwrap();
    let changes: Vec<_> = document
        .changes
        .iter()
        .map(|change| (change.author.as_deref(), change.date.as_deref()))
        .collect();
    assert_eq!(
        changes,
        [
            (Some("Priya Raman"), Some("2026-01-19T16:42")),
            (Some("Jörg 5%"), None)
        ]
    );
}

#[test]
fn looks_count_only_without_marks() {
    for (source, expected, marks) in [
        (
            "<p>a <s>b</s> <span style='color:red;text-decoration:underline'>c</span></p>",
            "a [-b-] [+c+]",
            Marks::Guessed,
        ),
        (
            "<p>a <span style='color:#0b5394'>b <u>c</u></span></p>",
            "a b [+c+]",
            Marks::Guessed,
        ),
        (
            "<p><u>a</u> <font color=red>b</font> <span style='color:#1F1F1F'><u>c</u></span></p>",
            "a b c",
            Marks::None,
        ),
        (
            "<p><a href='x' style='color:blue;text-decoration:underline'>a</a></p>",
            "a",
            Marks::None,
        ),
        ("<p><s>a</s> <ins>b</ins></p>", "a [+b+]", Marks::Tracked),
        (
            "<p><span style='text-decoration:none;color:red'>a</span></p>",
            "a",
            Marks::None,
        ),
    ] {
        let document = read(source.as_bytes(), Some(Format::Html)).unwrap();
        assert_eq!(show(&document), expected, "{source}");
        assert_eq!(document.marks, marks, "{source}");
        assert_eq!(
            document.problems.len(),
            usize::from(marks == Marks::Guessed),
            "{source}"
        );
    }
}

#[test]
fn comments() {
    let source = "<p>Pay <a style='mso-comment-reference:PR_1;mso-comment-date:20260114T0930'>all fees</a><span class=MsoCommentReference><a style='mso-comment-reference:PR_1;mso-comment-date:20260114T0930'></a><span style='mso-special-character:comment'>&nbsp;<![if !supportAnnotations]><a class=msocomanchor>[PR1]</a><![endif]></span></span> now.</p><div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'><div id=\"_com_1\" class=msocomtxt><span style='mso-comment-author:\"Priya Raman\"'><p class=MsoCommentText><a class=msocomoff>[PR1]</a>Too much,</p><p>I think.</p></span></div></div></div>";
    let document = read(source.as_bytes(), None).unwrap();
    assert_eq!(show(&document), "Pay all fees now.");
    let [note] = document.notes.as_slice() else {
        panic!("{:?}", document.notes);
    };
    assert_eq!(note.text, "Too much, I think.");
    assert_eq!(note.author.as_deref(), Some("Priya Raman"));
    assert_eq!(note.date.as_deref(), Some("2026-01-14T09:30"));
    assert_eq!(note.span.as_ref().unwrap().range, 4..12);
}

#[test]
fn hidden_text_is_read_and_reported() {
    let source = "<p>a <span style='display:none;mso-hide:all'>b</span></p><p>c</p>";
    let document = read(source.as_bytes(), None).unwrap();
    assert_eq!(show(&document), "a b\nc");
    assert_eq!(document.problems.len(), 1);
}
