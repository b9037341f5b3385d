//! One spelling for each word: British forms become American ones, whether or not they are words.
//!
//! The forms serve comparison alone and are never shown, so a rule may be broader than the dictionary (`otherwise`
//! becomes `otherwize`) as long as no two words of different meaning meet.

/// Stems in `our` that American spelling writes `or`.
const OUR: [&str; 15] = [
    "arbour",
    "behaviour",
    "colour",
    "endeavour",
    "favour",
    "harbour",
    "honour",
    "humour",
    "labour",
    "neighbour",
    "odour",
    "rigour",
    "rumour",
    "vapour",
    "vigour",
];

/// Whole words with another spelling.
const PAIRS: [(&str, &str); 50] = [
    ("acknowledgement", "acknowledgment"),
    ("acknowledgements", "acknowledgments"),
    ("ageing", "aging"),
    ("amongst", "among"),
    ("analogue", "analog"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("catalogue", "catalog"),
    ("catalogues", "catalogs"),
    ("centre", "center"),
    ("centres", "centers"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("counselled", "counseled"),
    ("defence", "defense"),
    ("defences", "defenses"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("fibre", "fiber"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("fulfils", "fulfills"),
    ("grey", "gray"),
    ("instal", "install"),
    ("instalment", "installment"),
    ("instalments", "installments"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("learnt", "learned"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("litre", "liter"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("offence", "offense"),
    ("offences", "offenses"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practises", "practices"),
    ("pretence", "pretense"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("signalled", "signaled"),
    ("travelled", "traveled"),
    ("travelling", "traveling"),
    ("whilst", "while"),
];

/// Endings that American spelling writes with a z.
const ENDINGS: [(&str, &str); 12] = [
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("isers", "izers"),
    ("iser", "izer"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysed", "yzed"),
    ("yses", "yzes"),
    ("yse", "yze"),
];

/// The one spelling of a lower-case word.
pub(super) fn normal(word: String) -> String {
    if word.len() < 4 || !word.is_ascii() {
        return word;
    }
    if let Ok(index) = PAIRS.binary_search_by(|(british, _)| (*british).cmp(&word))
        && let Some((_, american)) = PAIRS.get(index)
    {
        return String::from(*american);
    }
    for stem in OUR {
        if let Some(rest) = word.strip_prefix(stem) {
            let shorter = stem.strip_suffix("our").unwrap_or(stem);
            return format!("{shorter}or{rest}");
        }
    }
    if word.len() > 5 {
        for (british, american) in ENDINGS {
            if let Some(start) = word.strip_suffix(british)
                && start.len() > 2
            {
                return format!("{start}{american}");
            }
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_sorted_for_the_search() {
        assert!(PAIRS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn british_and_american_meet() {
        for (british, american) in [
            ("favourable", "favorable"),
            ("itemise", "itemize"),
            ("authorised", "authorized"),
            ("organisation", "organization"),
            ("licence", "license"),
            ("programme", "program"),
            ("cancelled", "canceled"),
        ] {
            assert_eq!(
                normal(String::from(british)),
                normal(String::from(american))
            );
        }
        for word in ["four", "your", "hour", "pay", "rise", "wise"] {
            assert_eq!(normal(String::from(word)), word);
        }
    }
}
