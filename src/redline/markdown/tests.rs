//! What Markdown is read as.

use crate::redline::testing::{check, show};
use crate::redline::{Format, Marks, read};

#[test]
fn marks_and_their_edges() {
    for (source, expected) in [
        ("Fees are {++not ++}due.", "Fees are [+not +]due."),
        ("Fees are {--not --}due.", "Fees are [-not -]due."),
        ("within {~~30~>60~~} days", "within [-30-][+60+] days"),
        (
            "{~~30~>60~~}{++ (sixty)++} days",
            "[-30-][+60 (sixty)+] days",
        ),
        ("99.{~~5~>9~~}% uptime", "99.[-5-][+9+]% uptime"),
        ("Nothing{++++} here", "Nothing here"),
        ("{~~gone~>~~}{~~~>come~~}", "[-gone-][+come+]"),
        ("The {==Vendor==}{>>who?<<} pays", "The Vendor pays"),
        ("Pay {++with {>>why?<<}care++}.", "Pay [+with care+]."),
        ("a{++b\u{200b}в++}c", "a[+b\u{200b}в+]c"),
        // Inserted and then deleted again: in neither text.
        ("a {++b {--c--}d++} e", "a [+b d+] e"),
        ("a \\{++b++} c", "a {++b++} c"),
        ("set {a, b} and {{c}}", "set {a, b} and {{c}}"),
        ("a *very {++late++}* fee", "a very [+late+] fee"),
        ("a **{~~late~>early~~}** fee", "a [-late-][+early+] fee"),
        ("a {~~**late**~>**early**~~} fee", "a [-late-][+early+] fee"),
        (
            "a ~~late~~ <ins>early</ins> fee",
            "a [-late-] [+early+] fee",
        ),
        ("a <DEL class='x'>late</DEL> fee", "a [-late-] fee"),
        ("about ~10 days, ~20 at most", "about ~10 days, ~20 at most"),
    ] {
        check(Format::Markdown, source, expected);
    }
}

#[test]
fn unfinished_marks_are_text_with_a_problem() {
    for (source, expected, problems) in [
        ("a {++b", "a {++b", 1),
        ("a {~~b~~} c", "a {~~b~~} c", 1),
        ("a {++b {--c++} d--}", "a [+b {--c+] d--}", 1),
        ("a {++b {++c++} d++}", "a [+b {++c+] d++}", 1),
        ("a {++b++}", "a [+b+]", 0),
        ("a b++} c", "a b++} c", 0),
    ] {
        check(Format::Markdown, source, expected);
        let document = read(source.as_bytes(), Some(Format::Markdown)).unwrap();
        assert_eq!(document.problems.len(), problems, "{source}");
        for problem in &document.problems {
            let span = problem.span.as_ref().unwrap();
            let text = document.blocks[span.block].redline();
            assert!(
                text[span.range.clone()].starts_with('{'),
                "{source}: {span:?}"
            );
        }
    }
}

#[test]
fn marks_across_paragraphs() {
    for (source, expected) in [
        ("One.\n\n{--Two.--}\n\nThree.", "One.\n[-Two.-]¶-\nThree."),
        ("One.\n\n{++Two.++}\n\nThree.", "One.\n[+Two.+]¶+\nThree."),
        ("One{++ a.\n\nTwo++} b.", "One[+ a.+]¶+\n[+Two+] b."),
        ("One{-- a.\n\nTwo--} b.", "One[- a.-]¶-\n[-Two-] b."),
        ("One.{++\n\nTwo.++}\n\nThree.", "One.¶+\n[+Two.+]\nThree."),
        ("{--One.\n\n--}Two.", "[-One.-]¶-\nTwo."),
        ("One.{--\n\n--}Two.", "One.¶-\nTwo."),
        ("One. {++\n\n++}Two.", "One. ¶+\nTwo."),
        (
            "{++One.\n\nTwo.\n\n++}Three.",
            "[+One.+]¶+\n[+Two.+]¶+\nThree.",
        ),
        (
            "{~~One.\n\nTwo.~>Three.~~}",
            "[-One.-]¶-\n[-Two.-][+Three.+]",
        ),
        (
            "1. One\n{--2. Two\n--}3. Three",
            "<1.> One\n<2.> [-Two-]¶-\n<3.> Three",
        ),
        (
            "{++## 5. New\n\n5.1 Text++}",
            "## [+5. New+]¶+\n[+5.1 Text+]¶+",
        ),
    ] {
        check(Format::Markdown, source, expected);
    }
}

#[test]
fn structure() {
    for (source, expected) in [
        (
            "## 13. {~~Developement~>Custom~~} Work\n\nText",
            "## 13. [-Developement-][+Custom+] Work\nText",
        ),
        ("Fees\n====\n\nText", "# Fees\nText"),
        ("# Fees #", "# Fees"),
        ("1. Fees\n2. Taxes", "<1.> Fees\n<2.> Taxes"),
        (
            "31. PRICING. Seller represents",
            "<31.> PRICING. Seller represents",
        ),
        ("7) Fees", "<7)> Fees"),
        ("1. Fees\n3. Taxes", "<1.> Fees\n<3.> Taxes"),
        ("- Fees\n- Taxes", "<•> Fees\n<•> Taxes"),
        (
            "1. Fees\n\n   more\n\n   - deep",
            "<1.> Fees\nmore\n<•> deep",
        ),
        ("6.4 Fees are due", "6.4 Fees are due"),
        ("(a) Fees are due", "(a) Fees are due"),
        ("1. 2. Fees", "<1. 2.> Fees"),
        ("1.", "<1.> "),
        ("{~~5~>6~~}. Fees", "[-5-][+6+]. Fees"),
        ("{~~5.~>6.~~} Fees", "[-5.-][+6.+] Fees"),
        ("16.{~~5~>4~~} Headings", "16.[-5-][+4+] Headings"),
        ("{--1. Fees--}", "<1.> [-Fees-]¶-"),
        ("{++1.++} Fees", "[+1.+] Fees"),
        ("    indented is no code", "indented is no code"),
        ("one\ntwo", "one two"),
        ("one\r\ntwo\r\n\r\nthree", "one two\nthree"),
        ("one  \ntwo", "one\ntwo"),
        ("3.1 One.\n3.2 Two.", "3.1 One.\n3.2 Two."),
        ("see Section\n6.4 of this", "see Section 6.4 of this"),
        ("> quoted {++new++}", "quoted [+new+]"),
        ("[Vendor]: Acme", "[Vendor]: Acme"),
        (
            "[Vendor] pays [the fee](http://x.example)",
            "[Vendor] pays the fee",
        ),
        (
            "<Customer> pays <b>all</b><br>now",
            "<Customer> pays all\nnow",
        ),
        ("Fees &amp; taxes &lt; 5\\*", "Fees & taxes < 5*"),
        ("`{++code++}`", "[+code+]¶+"),
        ("Name: ________", "Name: ________"),
        ("```\n  Fees\n```", "Fees\n"),
    ] {
        check(Format::Markdown, source, expected);
    }
}

#[test]
fn tables() {
    check(
        Format::Markdown,
        "| Event | Time |\n| --- | --- |\n| Breach | {~~72~>6~~} hours | lost |\n\nAfter",
        "|0.0.0| Event\n|0.0.1| Time\n|0.1.0| Breach\n|0.1.1| [-72-][+6+] hours\n|0.1.2| lost\nAfter",
    );
    check(
        Format::Markdown,
        "| A |\n|---|\n{++| B |\n++}| C |",
        "|0.0.0| A\n|0.1.0| [+B+]¶+\n|0.2.0| C",
    );
}

#[test]
fn offsets_count_the_byte_order_mark() {
    let source = "\u{feff}One\n{++two++}";
    let document = read(source.as_bytes(), None).unwrap();
    assert_eq!(show(&document), "One [+two+]");
    let at: Vec<_> = document.blocks[0].runs.iter().map(|run| run.at).collect();
    assert_eq!(at, [Some(3), None, Some(10)]);
    assert_eq!(document.blocks[0].place, "line 1");
}

#[test]
fn comments_stand_at_their_highlight() {
    let source = "Pay {==all fees==}{>>too much<<} and{>>what?<<} taxes.";
    let document = read(source.as_bytes(), None).unwrap();
    let notes: Vec<_> = document
        .notes
        .iter()
        .map(|note| (note.text.as_str(), note.span.clone().unwrap().range))
        .collect();
    assert_eq!(notes, [("too much", 4..12), ("what?", 16..16)]);
}

#[test]
fn struck_text_alone_is_a_guess() {
    for (source, marks) in [
        ("a ~~b~~ c", Marks::Guessed),
        ("a ~~b~~ <ins>c</ins>", Marks::Tracked),
        ("a ~~b~~ {++c++}", Marks::Tracked),
        ("a b", Marks::None),
    ] {
        let document = read(source.as_bytes(), Some(Format::Markdown)).unwrap();
        assert_eq!(document.marks, marks, "{source}");
        assert_eq!(
            document.problems.len(),
            usize::from(marks == Marks::Guessed)
        );
    }
}
