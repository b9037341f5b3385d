//! The numbers and headings that a reader sees.

use super::pack::Pack;
use super::{del, document, ins, marked, p, show, t};

/// Levels `1.`, `1.1`, `(a)`, `(i)` of a definition.
const CLAUSES: &str = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Clause"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Sub"/><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl><w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%4)"/></w:lvl></w:abstractNum>"#;

fn num(id: u8, definition: u8, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>"#)
}

/// A paragraph numbered directly.
fn n(list: u8, level: u8, runs: &str) -> String {
    let properties = format!(
        r#"<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>"#
    );
    p(&(properties + runs))
}

fn styled(style: &str, runs: &str) -> String {
    p(&format!(
        r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}"#
    ))
}

/// The numbers of a document, one after the other, `-` for none.
fn numbers(numbering: &str, styles: &str, body: &str) -> String {
    let document = document(
        Pack::body(body)
            .with("numbering", numbering)
            .with("styles", styles),
    );
    assert_eq!(document.problems, [], "{body}");
    let numbers: Vec<&str> = document
        .blocks
        .iter()
        .map(|block| block.number.as_deref().unwrap_or("-"))
        .collect();
    numbers.join(" ")
}

#[test]
fn levels_count_and_restart() {
    let list = |levels: &[u8]| {
        levels
            .iter()
            .map(|level| n(1, *level, ""))
            .collect::<String>()
    };
    let table = [
        (
            list(&[0, 1, 1, 2, 2, 3, 2, 1, 2, 0, 1]),
            "1. 1.1 1.2 (a) (b) (i) (c) 1.3 (a) 2. 2.1",
        ),
        // A level above that was not used shows its start, and is not counted.
        (list(&[1, 0, 1]), "1.1 1. 1.1"),
        (
            n(1, 0, "") + &p(&t("plain")) + &n(1, 0, "") + &n(0, 0, "") + &n(9, 0, ""),
            "1. - 2. - -",
        ),
        (n(1, 7, ""), "-"),
    ];
    for (body, expected) in table {
        assert_eq!(
            numbers(&(CLAUSES.to_owned() + &num(1, 0, "")), "", &body),
            expected
        );
    }
}

#[test]
fn lists_share_a_count_unless_they_start_anew() {
    let start = |level: u8, at: u8| {
        format!(
            r#"<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{at}"/></w:lvlOverride>"#
        )
    };
    let level = r#"<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Article %1"/></w:lvl></w:lvlOverride>"#;
    let numbering = CLAUSES.to_owned()
        + &num(1, 0, "")
        + &num(2, 0, "")
        + &num(3, 0, &start(0, 5))
        + &num(4, 0, level);
    let table = [
        (n(1, 0, "") + &n(2, 0, "") + &n(1, 0, ""), "1. 2. 3."),
        (
            n(1, 0, "") + &n(3, 0, "") + &n(3, 0, "") + &n(1, 0, ""),
            "1. 5. 6. 7.",
        ),
        (
            n(4, 0, "") + &n(4, 0, "") + &n(4, 1, ""),
            "Article IV Article V V.1",
        ),
    ];
    for (body, expected) in table {
        assert_eq!(numbers(&numbering, "", &body), expected);
    }
}

#[test]
fn formats_are_written_as_word_shows_them() {
    let level = |format: &str, text: &str, more: &str| {
        format!(
            r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>"#
        ) + &num(1, 0, "")
    };
    let table = [
        (level("decimal", "Section %1.%2", ""), "III Section III.3"),
        (level("decimal", "%1.%2", "<w:isLgl/>"), "III 3.3"),
        (level("upperLetter", "%2)", ""), "III C)"),
        (level("ordinal", "%2", ""), "III 3rd"),
        (level("ordinalText", "%2", ""), "III Third"),
        (level("decimalZero", "%2.", ""), "III 03."),
        (level("bullet", "\u{F0B7}", ""), "III •"),
        (level("bullet", "-", ""), "III -"),
        (level("bullet", "o", ""), "III o"),
        (level("none", "%2", ""), "III -"),
        (level("decimal", "", ""), "III -"),
        (level("decimal", "100 %%2", ""), "III 100 %3"),
    ];
    for (numbering, expected) in table {
        assert_eq!(
            numbers(&numbering, "", &(n(1, 0, "") + &n(1, 1, ""))),
            expected,
            "{numbering}"
        );
    }
    // A level that does not restart, and one that only the first restarts.
    let restart = |at: u8| {
        CLAUSES.replace(
            "<w:lvl w:ilvl=\"2\">",
            &format!("<w:lvl w:ilvl=\"2\"><w:lvlRestart w:val=\"{at}\"/>"),
        ) + &num(1, 0, "")
    };
    let body: String = [0, 1, 2, 1, 2, 0, 2]
        .iter()
        .map(|level| n(1, *level, ""))
        .collect();
    assert_eq!(numbers(&restart(0), "", &body), "1. 1.1 (a) 1.2 (b) 2. (c)");
    assert_eq!(numbers(&restart(1), "", &body), "1. 1.1 (a) 1.2 (b) 2. (a)");
}

#[test]
fn styles_number_and_head_paragraphs() {
    let numbering = CLAUSES.to_owned()
        + &num(1, 0, "")
        + r#"<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="ListStyle"/></w:abstractNum>"#
        + &num(2, 1, "");
    let style = |id: &str, content: &str| {
        format!(r#"<w:style w:type="paragraph" w:styleId="{id}">{content}</w:style>"#)
    };
    let styles = style("Clause", r#"<w:name w:val="Heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>"#)
        // Its level comes from the list, which names the style.
        + &style("Sub", r#"<w:basedOn w:val="Clause"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>"#)
        + &style("Letter", r#"<w:basedOn w:val="Sub"/><w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr>"#)
        + &style("Plain", r#"<w:basedOn w:val="Clause"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>"#)
        + &style("Circle", r#"<w:basedOn w:val="Circle"/>"#)
        + r#"<w:style w:type="numbering" w:styleId="ListStyle"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let body = styled("Clause", &t("Fees"))
        + &styled("Sub", &t("Invoices"))
        + &styled("Letter", &t("by post"))
        + &styled("Plain", &t("no number"))
        + &styled("Circle", &t("circle"))
        + &styled("Unknown", &t("unknown"))
        + &n(2, 0, &t("linked"))
        + &p(&format!(
            r#"<w:pPr><w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="2"/></w:pPr>{}"#,
            t("direct")
        ));
    let document = document(
        Pack::body(&body)
            .with("numbering", &numbering)
            .with("styles", &styles),
    );
    assert_eq!(
        show(&document),
        "h1 (1.) Fees\nh2 (1.1) Invoices\n((a)) by post\nh1 no number\ncircle\nunknown\n(2.) linked\nh3 direct"
    );
    // The style of paragraphs that name none.
    let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="Clause"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    assert_eq!(
        numbers(&numbering, styles, &(p("") + &p("<w:pPr/>"))),
        "1. 2."
    );
}

#[test]
fn the_final_text_is_counted() {
    let mark = |change: &str, runs: &str| {
        n(1, 0, &format!("{}{runs}", "")).replace(
            "</w:pPr>",
            &format!(r#"<w:rPr><w:{change} w:id="3"/></w:rPr></w:pPr>"#),
        )
    };
    let table = [
        // A clause struck: it shows the number it had, and those after it move up.
        (
            n(1, 0, &t("a")) + &mark("del", &del("b")) + &n(1, 0, &t("c")),
            "1. 2. 2.",
        ),
        (
            n(1, 0, &t("a")) + &mark("ins", &ins("b")) + &n(1, 0, &t("c")),
            "1. 2. 3.",
        ),
        // Two joined: one number, at the beginning of the joined paragraph.
        (
            mark("del", &t("a")) + &n(1, 0, &t("b")) + &n(1, 0, &t("c")),
            "1. 2. 2.",
        ),
        (
            mark("ins", &t("a")) + &n(1, 0, &t("b")) + &n(1, 0, &t("c")),
            "1. 2. 3.",
        ),
        // The paragraph that is left has no number of its own.
        (
            mark("del", &t("a")) + &p(&t("b")) + &n(1, 0, &t("c")),
            "- - 1.",
        ),
        (marked("del", &del("x")) + &n(1, 0, &t("a")), "- 1."),
    ];
    for (body, expected) in table {
        assert_eq!(
            numbers(&(CLAUSES.to_owned() + &num(1, 0, "")), "", &body),
            expected,
            "{body}"
        );
    }
}
