//! How the engine judges: each behaviour with its negative beside it.

#![allow(
    clippy::expect_used,
    reason = "a test whose check gives no report has failed"
)]

mod support;

#[path = "support/judged.rs"]
mod by_small;

use by_small::{compared, judged, said, table, verdicts};
use clausecheck::Options;
use clausecheck::report::{Decision, Extent, Mode, Paper};

const PAY: &str = "Customer shall pay each invoice within thirty (30) days after the invoice date.";

#[test]
fn values_stand_on_their_rows() {
    table(
        &Options::default(),
        &[
            (
                "a fallback",
                "Customer shall pay each invoice within {~~thirty (30)~>forty-five (45)~~} days after the invoice date.",
                "payment-terms approve",
                "45 days",
            ),
            (
                "no row, for no deal opens it",
                "Customer shall pay each invoice within {~~thirty (30)~>sixty (60)~~} days after the invoice date.",
                "payment-terms legal_review",
                "60 days",
            ),
            (
                "the walk-away",
                "Customer shall pay each invoice within {~~thirty (30)~>ninety-five (95)~~} days after the invoice date.",
                "payment-terms walk_away",
                "days to pay > 90 days",
            ),
            (
                "a value spread over several edits",
                "Customer shall pay each invoice within {~~thirty~>forty-five~~} ({~~30~>45~~}) days after the invoice date.",
                "payment-terms approve",
                "45 days",
            ),
            (
                "an edit inside a number",
                "Customer shall pay each invoice within {~~3~>4~~}0 days after the invoice date.",
                "payment-terms approve",
                "40 days",
            ),
            (
                "an edit inside a number, beyond the matrix",
                "Customer shall pay each invoice within 3{++0++}0 days after the invoice date.",
                "payment-terms walk_away",
                "days to pay > 90 days",
            ),
            (
                "word and figure disagree",
                "Customer shall pay each invoice within {~~thirty (30)~>forty-five (30)~~} days after the invoice date.",
                "payment-terms legal_review",
                "the words and the figures disagree",
            ),
            (
                "word and figure agree",
                "Customer shall pay each invoice within {~~thirty (30)~>twenty (20)~~} days after the invoice date.",
                "payment-terms accept",
                "20 days",
            ),
            (
                "one of two values gone",
                "Customer shall pay each invoice within thirty (30) days after the invoice date. {--Customer shall pay the last invoice within forty-five (45) days after the invoice date.--}",
                "payment-terms legal_review",
                "",
            ),
            (
                "a place",
                "This agreement is governed by {~~Delaware~>New York~~} law.",
                "governing-law accept",
                "New York",
            ),
            (
                "a place of no row",
                "This agreement is governed by {~~Delaware~>Utah~~} law.",
                "governing-law legal_review",
                "",
            ),
        ],
    );
}

#[test]
fn words_need_a_rule() {
    table(
        &Options::default(),
        &[
            (
                "a condition",
                "Customer shall pay each invoice within thirty (30) days after the invoice date{++ if it is satisfied++}.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "an equivalence",
                "Customer {~~shall~>will~~} pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms accept",
                "equivalent wording",
            ),
            (
                "a right for a duty",
                "Customer {~~shall~>may~~} pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "a negation",
                "Customer shall {++not ++}pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms legal_review",
                "not",
            ),
            (
                "or for and",
                "This agreement is governed by Delaware {~~and~>or~~} New York law.",
                "governing-law legal_review",
                "nothing",
            ),
            (
                "a typing error put right",
                "Customer shall pay each {~~invioce~>invoice~~} within thirty (30) days after the invoice date.",
                "payment-terms accept",
                "typing error",
            ),
            (
                "a typing error put in",
                "Customer shall pay each {~~invoice~>invioce~~} within thirty (30) days after the invoice date.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "a stop that joins two sentences",
                "Customer shall pay each invoice within thirty (30) days after notice to {~~Vendor.~>vendor~~} No fee is refunded.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "a passage of no clause",
                "Birds {~~meet~>sing~~} in spring.",
                "- legal_review",
                "nothing",
            ),
            (
                "a passage of no clause, explained",
                "The parties {~~shall~>will~~} meet each spring.",
                "- accept",
                "equivalent wording",
            ),
            (
                "only a heading",
                "## {~~Payment~>Fees~~}\n\nCustomer shall pay each invoice within thirty (30) days after the invoice date.",
                "- accept",
                "a heading",
            ),
            (
                "a heading that matters",
                "## {++Only ++}Payment\n\nCustomer shall pay each invoice within thirty (30) days after the invoice date.",
                "- legal_review",
                "nothing",
            ),
            (
                "renumbering",
                "{~~7~>8~~}. Customer shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms accept",
                "",
            ),
            (
                "a reference",
                "Subject to Section {~~7~>8~~}, Customer shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms accept",
                "cross-reference",
            ),
        ],
    );
}

#[test]
fn disguises_are_found_where_a_change_put_them() {
    table(
        &Options::default(),
        &[
            (
                "a hidden character",
                "Customer shall pay each invoice within {~~thirty (30)~>twenty\u{200b} (20)~~} days after the invoice date.",
                "payment-terms legal_review",
                "hidden",
            ),
            (
                "a Cyrillic letter in a Latin word",
                "Customer shall pay each invoice within {~~thirty (30)~>twenty (20)~~} d{++\u{430}++}ys after the invoice date.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "a hidden character beside an edit of another clause is in all that the passage is of",
                "The law of Delaware{++\u{200b}++} governs, and Customer {~~shall~>will~~} pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms legal_review, governing-law legal_review",
                "hidden",
            ),
            (
                "an honest word",
                "Customer shall pay each invoice within {~~thirty (30)~>twenty (20)~~} days after the invoice date.",
                "payment-terms accept",
                "",
            ),
            (
                "a disguise that stood there before",
                "Customer shall p\u{430}y each invoice. The law of {~~Delaware~>New York~~} governs.",
                "governing-law accept",
                "",
            ),
        ],
    );
}

#[test]
fn a_label_is_changed_throughout_or_not_at_all() {
    table(
        &Options::default(),
        &[
            (
                "throughout, by a name that nobody lists",
                "{~~Customer~>Client~~} shall pay each invoice within thirty (30) days after the invoice date. {~~Customer~>Client~~} pays no interest.",
                "payment-terms accept",
                "changed throughout",
            ),
            (
                "by such a name, and not throughout",
                "{~~Customer~>Client~~} shall pay each invoice within thirty (30) days after the invoice date. {~~Customer~>Client~~} pays no interest. Customer knows.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "both, by names that nobody lists, once each",
                "The {~~Vendor~>Zorblatt~~} sends each invoice, and the {~~Customer~>Maison~~} shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms accept",
                "changed throughout",
            ),
            (
                "both, and crosswise",
                "The {~~Vendor~>Customer~~} sends each invoice, and the {~~Customer~>Maison~~} shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "from a name that nobody lists to a listed label",
                "{~~Zorblatt~>Vendor~~} sends each invoice. Customer shall pay each invoice within thirty (30) days after the invoice date to {~~Zorblatt~>Vendor~~}.",
                "payment-terms accept",
                "changed throughout",
            ),
            (
                "its article",
                "{~~The Customer~>Customer~~} shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms accept",
                "the article of a party's label",
            ),
            (
                "by such a name, once",
                "{~~Customer~>Guarantor~~} shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "throughout, of a known label",
                "{~~Vendor~>Company~~} sends each invoice, and Customer shall pay each invoice within thirty (30) days after the invoice date. {~~Vendor~>Company~~} waits for it.",
                "payment-terms accept",
                "changed throughout",
            ),
            (
                "once",
                "{~~Vendor~>Company~~} sends each invoice, and Customer shall pay each invoice within thirty (30) days after the invoice date. Vendor waits for it.",
                "payment-terms legal_review",
                "nothing",
            ),
            (
                "the other party",
                "{~~Customer~>Vendor~~} shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms legal_review",
                "nothing",
            ),
        ],
    );
}

#[test]
fn the_other_partys_name_is_told_by_its_duty() {
    let named = |text: &str| -> Vec<(String, String)> {
        let parties = judged(text, &Options::default()).document.parties;
        let parties = parties.into_iter();
        parties
            .map(|party| (party.label, String::from(party.side)))
            .collect()
    };
    let pair = |label: &str, side: &str| (String::from(label), String::from(side));
    let text = "Vendor sends each invoice. Zorblatt shall pay each invoice within thirty (30) days after the invoice date.";
    assert_eq!(
        named(text),
        [pair("Vendor", "vendor"), pair("Zorblatt", "customer")]
    );
    let two = format!("{text} Quux shall see to it.");
    assert_eq!(named(&two), [pair("Vendor", "vendor")], "two such names");
    let vendor = || pair("Vendor", "vendor");
    for (shows, text, parties) in [
        (
            "a thing, to which something is done",
            "Vendor sends each invoice. The Bill shall be settled within thirty (30) days.",
            vec![vendor()],
        ),
        (
            "who owns something",
            "Vendor sends each invoice with Zorblatt's consent.",
            vec![vendor(), pair("Zorblatt", "customer")],
        ),
        (
            "one who is never a party",
            "Vendor sends each invoice, and the Auditors shall see it.",
            vec![vendor()],
        ),
        (
            "a noun before a noun",
            "Customer days shall be fixed. Vendor sends each invoice.",
            vec![vendor()],
        ),
    ] {
        assert_eq!(named(text), parties, "{shows}");
    }
    let known = format!("{text} Customer shall see to it.");
    let labels = [pair("Vendor", "vendor"), pair("Customer", "customer")];
    assert_eq!(named(&known), labels, "the other party has a label");
}

#[test]
fn moves_are_one_change() {
    let pay = "Customer shall pay each invoice within thirty (30) days after the invoice date.";
    let moved =
        |to: &str| format!("{{--{pay}--}}\n\nThe parties meet each spring.\n\n{{++{to}++}}\n");
    let whole = moved(pay);
    let value = moved(&pay.replace("thirty (30)", "forty-five (45)"));
    let condition = moved(&pay.replace(" date.", " date if satisfied."));
    table(
        &Options::default(),
        &[
            (
                "moved",
                &whole,
                "payment-terms accept",
                "payment-terms/1 Moved",
            ),
            (
                "moved with another value",
                &value,
                "payment-terms approve",
                "45 days",
            ),
            (
                "moved with a condition",
                &condition,
                "payment-terms legal_review",
                "nothing",
            ),
        ],
    );
}

#[test]
fn a_sentence_that_came_in_whole_may_hold_words_of_no_weight() {
    table(
        &Options::default(),
        &[
            (
                "around what is read, the party in its usual role",
                "The parties meet.\n\n{++Customer shall quietly pay each invoice within forty-five (45) days after the invoice date.++}",
                "payment-terms approve",
                "45 days",
            ),
            (
                "the other party in that role",
                "The parties meet.\n\n{++Vendor shall quietly pay each invoice within forty-five (45) days after the invoice date.++}",
                "payment-terms legal_review",
                "Vendor",
            ),
            (
                "a part of the sentence in which nothing is read",
                "The parties meet.\n\n{++Customer shall pay each invoice within forty-five (45) days after the invoice date and hum.++}",
                "payment-terms legal_review",
                "hum",
            ),
            (
                "a part of a sentence that was there",
                "Customer shall {++quietly ++}pay each invoice within {~~thirty (30)~>forty-five (45)~~} days after the invoice date.",
                "payment-terms legal_review",
                "quietly",
            ),
        ],
    );
}

#[test]
fn a_passage_that_no_clause_reads_goes_to_the_one_it_is_most_like() {
    table(
        &Options::default(),
        &[
            (
                "words of one clause alone",
                "The parties meet.\n\n{++A journalist is told of our release in the press.++}",
                "publicity legal_review",
                "most like this one",
            ),
            (
                "words of none",
                "The parties meet.\n\n{++The moon is made of cheese.++}",
                "- legal_review",
                "No clause of the library covers",
            ),
        ],
    );
}

#[test]
fn a_sentence_that_a_clause_only_claims_goes_to_the_one_whose_words_it_has() {
    table(
        &Options::default(),
        &[
            (
                "a press release among the payments",
                "## Payment\n\nCustomer shall pay each invoice within thirty (30) days after the invoice date. {++With the other's prior consent, which is written, either may issue a release to the press.++}",
                "publicity legal_review",
                "most like this one",
            ),
            (
                "words of no other clause stay with the one that claims them",
                "## Payment\n\nCustomer shall pay each invoice within thirty (30) days after the invoice date. {++The moon is made of cheese.++}",
                "payment-terms legal_review",
                "nothing",
            ),
        ],
    );
}

#[test]
fn a_second_number_of_a_passage_is_not_taken_for_its_value() {
    let paid = "Customer shall pay each invoice within thirty (30) days after the invoice date.";
    let text =
        |change: &str| format!("{paid} A corrected invoice is payable within {change} days.");
    table(
        &Options::default(),
        &[
            (
                "the value stands beside it, another, and did not change",
                &text("{~~ten~>twenty~~}"),
                "payment-terms legal_review",
                "the passage says what it is beside it",
            ),
            (
                "both said the same before",
                &text("{~~thirty~>forty~~}"),
                "payment-terms approve",
                "40 days",
            ),
        ],
    );
}

#[test]
fn what_is_read_only_in_another_form_stood_there_before() {
    table(
        &Options::default(),
        &[
            (
                "a place that had no capital",
                "The law of {~~utah~>Utah~~} governs.",
                "governing-law accept",
                "Only the form changed",
            ),
            (
                "beside a word that changed",
                "The law of {~~utah~>Utah~~} governs {++not ++}this agreement.",
                "governing-law legal_review",
                "nothing",
            ),
        ],
    );
}

#[test]
fn known_words_ride_on_what_is_read_on_their_side() {
    table(
        &Options::default(),
        &[
            (
                "beside a value that came",
                "Customer shall pay each invoice within {~~30 days of the invoice date~>20 days of the date of the invoice~~}.",
                "payment-terms accept",
                "20 days",
            ),
            (
                "in the place of a value that nothing reads any more",
                "Customer shall pay each invoice {~~within 30 days of the invoice date~>each day~~}.",
                "payment-terms legal_review",
                "nothing",
            ),
        ],
    );
}

#[test]
fn words_of_any_kind_are_explained_with_those_around_them() {
    table(
        &Options::default(),
        &[
            (
                "in words that the pattern spells out",
                "Either party may issue a press release {~~with the other party's prior written consent~>once the brand and media team has approved~~}.",
                "publicity accept",
                "[brand and media team has approved]: Publicity: leave",
            ),
            (
                "alone",
                "Either party may issue a press release once the {++zork ++}team has approved.",
                "publicity legal_review",
                "insert [] [zork]: nothing",
            ),
        ],
    );
}

#[test]
fn numbers_and_titles_of_paragraphs_are_no_words() {
    table(
        &Options::default(),
        &[
            (
                "an abbreviated number",
                "Art. {~~51~>50~~} Annexes form part of this agreement.",
                "- accept",
                "",
            ),
            (
                "a title that the library knows",
                "## Other\n\n{++Publicity. Either party may issue a press release with the other party's prior written consent.++}",
                "publicity approve",
                "",
            ),
            (
                "a title that it does not know",
                "## Other\n\n{++Moonshine. Either party may issue a press release with the other party's prior written consent.++}",
                "publicity legal_review",
                "Moonshine",
            ),
            (
                "a slip in a label",
                "{~~Custmer~>Customer~~} shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms accept",
                "typing error",
            ),
        ],
    );
}

#[test]
fn a_place_is_no_known_word() {
    table(
        &Options::default(),
        &[(
            "beside a value that is read",
            "The law of {~~Delaware governs. Our offices are in Delaware~>New York governs. Our offices are in Utah~~}.",
            "governing-law legal_review",
            "Utah",
        )],
    );
}

#[test]
fn a_word_for_nothing_may_give_way() {
    table(
        &Options::default(),
        &[
            (
                "the whole entry",
                "Payment terms: {~~none~>Customer shall pay each invoice within forty-five (45) days after the invoice date~~}.",
                "payment-terms approve",
                "45 days",
            ),
            (
                "in the place of what was struck",
                "4.2 {~~Either party may issue a press release with the other party's prior written consent.~>[Reserved]~~}",
                "publicity accept",
                "The clause is gone",
            ),
            (
                "a part of what was said",
                "Customer pays {~~none~>all~~} of the costs. Customer shall pay each invoice within thirty (30) days after the invoice date.",
                "payment-terms legal_review",
                "none",
            ),
        ],
    );
}

#[test]
fn clauses_come_and_go() {
    let release =
        "Either party may issue a press release with the other party's prior written consent.";
    table(
        &Options::default(),
        &[
            (
                "a required clause struck",
                &format!("{{--{PAY}--}}\n\nThe parties meet."),
                "payment-terms legal_review",
                "Removed",
            ),
            (
                "one that standard paper lacks struck",
                &format!("{{--{release}--}}\n\nThe parties meet."),
                "publicity accept",
                "Removed",
            ),
            (
                "one that standard paper lacks, struck from a sentence that stays",
                "The parties meet each year{--, and either party may issue a press release with the other party's prior written consent--}.",
                "publicity accept",
                "Removed",
            ),
            (
                "the same with a duty that nothing reads",
                "The parties meet each year{--, either party may issue a press release, and Vendor shall guard the keys--}.",
                "publicity legal_review",
                "guard",
            ),
            (
                "the same as the exception from something else",
                "The parties meet each year{--, unless either party may issue a press release--}.",
                "publicity legal_review",
                "unless",
            ),
            (
                "one that standard paper lacks, added",
                &format!("The parties meet.\n\n{{++{release}++}}"),
                "publicity approve",
                "Added",
            ),
            (
                "added under an unrelated heading",
                &format!(
                    "## Notices\n\nThe parties meet.\n\n{{++{}++}}",
                    PAY.replace("thirty (30)", "ninety-five (95)")
                ),
                "payment-terms walk_away",
                "Added",
            ),
            (
                "added in other words",
                "The parties meet.\n\n{++Vendor may issue a press release about Customer at will.++}",
                "publicity legal_review",
                "nothing",
            ),
        ],
    );
}

#[test]
fn table_rows_are_read_under_their_heading() {
    let row = |value: &str| {
        format!("| Availability | Credit |\n| --- | --- |\n| {{~~99.5 %~>{value}~~}} | none |\n")
    };
    table(
        &Options::default(),
        &[
            (
                "within the facts",
                &row("99.9 %"),
                "service-levels approve",
                "99.9",
            ),
            (
                "beyond them",
                &row("99.99 %"),
                "service-levels walk_away",
                "99.99",
            ),
            (
                "under another heading",
                &row("99.99 %").replace("Availability", "Discount"),
                "service-levels legal_review",
                "most like this one",
            ),
        ],
    );
}

#[test]
fn what_nobody_changed_is_settled() {
    let text = "Customer shall pay each invoice within ninety-five (95) days after the last of all its many dates.\n\nThe law of {~~Delaware~>New York~~} governs.\n";
    let report = judged(text, &Options::default());
    assert_eq!(verdicts(&report), "governing-law accept");
    assert_eq!(
        (report.document.mode, report.document.settled),
        (Mode::Redline, 1)
    );

    let slipped = format!(
        "{}\n\nThe law of {{~~Delaware~>New York~~}} governs.\n",
        PAY.replace("thirty (30)", "sixty (60)")
    );
    let own = judged(&slipped, &Options::default());
    assert_eq!(
        verdicts(&own),
        "governing-law accept",
        "a fallback's own language is nobody's slip"
    );
    let slipped = slipped.replace("sixty (60)", "seventy (70)");
    let report = judged(&slipped, &Options::default());
    assert_eq!(
        verdicts(&report),
        "payment-terms legal_review, governing-law accept"
    );
    assert!(said(&report).contains("Untracked"), "{}", said(&report));
}

#[test]
fn two_texts_are_compared_word_by_word() {
    let report = compared(PAY, &PAY.replace("thirty (30)", "forty-five (45)"));
    assert_eq!(report.document.mode, Mode::Compare);
    assert_eq!(verdicts(&report), "payment-terms approve");
    assert_eq!(verdicts(&compared(PAY, PAY)), "");
}

#[test]
fn clean_text_is_judged_by_its_paper() {
    let on = |paper| Options {
        paper: Some(paper),
        ..Options::default()
    };
    let seventy = PAY.replace("thirty (30)", "forty-five (45)");
    let odd = PAY.replace("after", "quibblesomely after");
    for (text, paper, mode, expected) in [
        (PAY, Paper::Ours, Mode::Ours, ""),
        (PAY, Paper::Theirs, Mode::ThirdParty, "payment-terms accept"),
        (&seventy, Paper::Ours, Mode::Ours, "payment-terms approve"),
        (
            &seventy,
            Paper::Theirs,
            Mode::ThirdParty,
            "payment-terms approve",
        ),
        (&odd, Paper::Ours, Mode::Ours, "payment-terms legal_review"),
        (
            &odd,
            Paper::Theirs,
            Mode::ThirdParty,
            "payment-terms accept",
        ),
    ] {
        let report = judged(text, &on(paper));
        assert_eq!(report.document.mode, mode);
        assert_eq!(
            verdicts(&report),
            expected,
            "{text} {paper:?}\n{}",
            said(&report)
        );
    }
    let nothing = judged("The parties meet each spring.", &on(Paper::Theirs));
    assert_eq!(
        nothing.decision,
        Decision::LegalReview,
        "{}",
        said(&nothing)
    );
}

#[test]
fn silence_is_a_finding_only_where_a_row_says_absent() {
    let on = |extent| Options {
        paper: Some(Paper::Theirs),
        extent: Some(extent),
        ..Options::default()
    };
    let whole = judged(PAY, &on(Extent::Whole));
    // Publicity has a row for its absence; governing-law and service-levels have none for theirs.
    assert_eq!(
        verdicts(&whole),
        "payment-terms accept, publicity accept",
        "{}",
        said(&whole)
    );
    let excerpt = judged(PAY, &on(Extent::Excerpt));
    assert_eq!(verdicts(&excerpt), "payment-terms accept");
}

#[test]
fn on_third_party_paper_a_clause_is_not_accepted_for_being_there() {
    let theirs = Options {
        paper: Some(Paper::Theirs),
        ..Options::default()
    };
    for (text, expected) in [
        (
            "This Agreement is governed by the laws of Delaware.",
            "governing-law accept",
        ),
        (
            "This Agreement is governed by the laws that the Cover Page names.",
            "governing-law legal_review",
        ),
    ] {
        let report = judged(text, &theirs);
        assert_eq!(verdicts(&report), expected, "{}", said(&report));
    }
}

#[test]
fn the_deal_and_the_facts_move_the_rows() {
    let sixty = "Customer shall pay each invoice within {~~thirty (30)~>sixty (60)~~} days after the invoice date.";
    let uptime = "The monthly uptime is at least {~~99.5~>99.99~~} %.";
    let with = |deal: &[(&str, &str)], facts: &[(&str, &str)]| {
        let map = |list: &[(&str, &str)]| {
            list.iter()
                .map(|(key, value)| (String::from(*key), String::from(*value)))
                .collect()
        };
        Options {
            deal: map(deal),
            facts: map(facts),
            ..Options::default()
        }
    };
    for (text, options, expected) in [
        (sixty, with(&[], &[]), "payment-terms legal_review"),
        (
            sixty,
            with(&[("annual value", "300000")], &[]),
            "payment-terms approve",
        ),
        (
            sixty,
            with(&[("annual_value", "100 000")], &[]),
            "payment-terms legal_review",
        ),
        (uptime, with(&[], &[]), "service-levels walk_away"),
        (
            uptime,
            with(&[], &[("uptime.supported", "99.99 %")]),
            "service-levels approve",
        ),
    ] {
        assert_eq!(
            verdicts(&judged(text, &options)),
            expected,
            "{text} {options:?}"
        );
    }
}
