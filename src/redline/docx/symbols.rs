//! Characters of symbol fonts: `w:sym` names a font and a place in it (ECMA-376 part 1, 17.3.3.30).

/// What Adobe's Symbol encoding holds, which the font Symbol follows, from 0x20 and from 0xA0.
const SYMBOL: [(u32, &str); 2] = [
    (
        0x20,
        " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    ),
    (
        0xA0,
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
    ),
];

/// The signs of Wingdings that stand in contracts: bullets, boxes, ticks, arrows.
const WINGDINGS: [(u32, char); 18] = [
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
    (0x78, '☒'),
];

/// The character of a symbol; none if it is not known which.
pub(super) fn character(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    // Symbol fonts have their places shifted into the private use area.
    let place = if (0xF000..0xF100).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    match font.trim().to_ascii_lowercase().as_str() {
        "symbol" => SYMBOL.iter().find_map(|(from, signs)| {
            signs
                .chars()
                .nth(usize::try_from(place.checked_sub(*from)?).ok()?)
        }),
        "wingdings" => WINGDINGS
            .iter()
            .find(|(at, _)| *at == place)
            .map(|(_, sign)| *sign),
        "wingdings 2" | "wingdings 3" | "webdings" => None,
        _ => char::from_u32(place).filter(|sign| !sign.is_control()),
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn a_symbol_is_a_character_or_unknown() {
        let table = [
            ("Symbol", "F0B7", Some('•')),
            ("Symbol", "F0A3", Some('≤')),
            ("Symbol", "B3", Some('≥')),
            ("Symbol", "F061", Some('α')),
            ("Symbol", "F0E5", Some('∑')),
            ("Symbol", "F0D2", Some('®')),
            ("Symbol", "F0FF", None),
            ("Wingdings", "F0FE", Some('☑')),
            ("Wingdings", "F001", None),
            ("Calibri", "00A7", Some('§')),
            ("Segoe UI Symbol", "2612", Some('☒')),
            ("Calibri", "0007", None),
            ("Calibri", "xyz", None),
        ];
        for (font, code, expected) in table {
            assert_eq!(character(font, code), expected, "{font} {code}");
        }
    }
}
