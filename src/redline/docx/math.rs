//! Office math as a line of text: the brackets that its markup implies are text too, as `(a+b)*c` is not `a+b*c`.
//!
//! ECMA-376 part 1, 22.1. No layout: a fraction reads `a/b`, a power `a^b`.

use super::xml::Element;

/// The delimiters that are open: 22.1.2.24.
#[derive(Default)]
pub(super) struct Brackets {
    open: Vec<Bracket>,
    /// The sign of the large operator whose properties are being read: 22.1.2.70.
    operator: Option<String>,
}

struct Bracket {
    depth: usize,
    begun: bool,
    begin: String,
    separator: String,
    end: String,
}

impl Brackets {
    /// What an element of math puts before its content.
    pub(super) fn open(&mut self, element: &Element<'_>) -> Option<String> {
        match element.local {
            "den" => return Some("/".to_owned()),
            "sup" => return Some("^".to_owned()),
            "sub" => return Some("_".to_owned()),
            "d" => self.open.push(Bracket {
                depth: element.depth,
                begun: false,
                begin: "(".to_owned(),
                separator: "|".to_owned(),
                end: ")".to_owned(),
            }),
            // Without a sign it is an integral.
            "naryPr" => self.operator = Some("∫".to_owned()),
            _ => {}
        }
        let sign = || super::limits::short(&element.val().unwrap_or_default()).to_owned();
        if element.local == "chr"
            && let Some(operator) = &mut self.operator
        {
            *operator = sign();
        }
        let bracket = self.open.last_mut()?;
        match element.local {
            "begChr" => bracket.begin = sign(),
            "sepChr" => bracket.separator = sign(),
            "endChr" => bracket.end = sign(),
            "e" if element.depth == bracket.depth + 1 => {
                let before = if bracket.begun {
                    &bracket.separator
                } else {
                    &bracket.begin
                };
                bracket.begun = true;
                return Some(before.clone());
            }
            _ => {}
        }
        None
    }

    /// What an element that ends puts after its content.
    pub(super) fn close(&mut self, local: &str, depth: usize) -> Option<String> {
        if local == "naryPr" {
            return self.operator.take();
        }
        let bracket = self.open.pop_if(|bracket| bracket.depth >= depth)?;
        bracket.begun.then_some(bracket.end)
    }
}
