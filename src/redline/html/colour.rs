//! Whether a colour stands out as a change does: red, blue or green beside text in black or grey.

/// How far apart the strongest and the weakest of red, green and blue must be.
const SPREAD: u8 = 64;

/// Whether a CSS colour is more than a shade of grey; `None` where it says nothing (`inherit`).
pub(super) fn stands_out(value: &str) -> Option<bool> {
    let value = value.trim().to_ascii_lowercase();
    if let Some(hex) = value.strip_prefix('#') {
        return Some(is_spread(&hex_parts(hex)?));
    }
    if let Some(inner) = value.strip_prefix("rgb(").or(value.strip_prefix("rgba(")) {
        let numbers = inner
            .split([',', ' ', '/', ')'])
            .filter(|part| !part.is_empty());
        let parts: Vec<u8> = numbers
            .take(3)
            .filter_map(|part| part.parse().ok())
            .collect();
        return Some(is_spread(&parts));
    }
    match value.as_str() {
        "inherit" | "initial" | "unset" | "" => None,
        "black" | "white" | "gray" | "grey" | "silver" | "windowtext" | "auto" | "transparent"
        | "dimgray" | "dimgrey" | "darkgray" | "darkgrey" | "currentcolor" | "canvastext" => {
            Some(false)
        }
        name => Some(name.bytes().all(|byte| byte.is_ascii_alphabetic())),
    }
}

fn hex_parts(hex: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = hex
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    match digits.as_slice() {
        [r, g, b] | [r, g, b, _] => Some(vec![r * 17, g * 17, b * 17]),
        [r, s, g, h, b, c] | [r, s, g, h, b, c, _, _] => {
            Some(vec![r * 16 + s, g * 16 + h, b * 16 + c])
        }
        _ => None,
    }
}

fn is_spread(parts: &[u8]) -> bool {
    match (parts.iter().max(), parts.iter().min()) {
        (Some(most), Some(least)) => most - least >= SPREAD,
        _ => false,
    }
}
