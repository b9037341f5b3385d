//! Properties of the text readers and of comparison, over generated texts: both sides of a redline come back, nothing
//! is lost, nothing panics.

use clausecheck::redline::{Document, Format, Side, compare, read};
use proptest::prelude::*;

/// A stretch of a generated paragraph.
#[derive(Clone, Debug)]
enum Stretch {
    Kept(String),
    Inserted(String),
    Deleted(String),
    Replaced(String, String),
}

use Stretch::{Deleted, Inserted, Kept, Replaced};

type Paragraph = Vec<Stretch>;

impl Stretch {
    fn side(&self, side: Side) -> &str {
        match (self, side) {
            (Kept(text), _) | (Inserted(text), Side::Final) | (Deleted(text), Side::Original) => {
                text
            }
            (Replaced(old, _), Side::Original) => old,
            (Replaced(_, new), Side::Final) => new,
            _ => "",
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-z]{2,8}",
        1 => "[0-9]{1,3}(\\.[0-9])?",
        1 => Just("“Fees”".to_owned()),
        1 => Just("(sixty)".to_owned()),
        1 => Just("5%,".to_owned()),
        1 => Just("Party's".to_owned()),
    ];
    prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "))
}

fn stretch() -> impl Strategy<Value = Stretch> {
    prop_oneof![
        3 => words().prop_map(Kept),
        1 => words().prop_map(Inserted),
        1 => words().prop_map(Deleted),
        1 => (words(), words()).prop_map(|(old, new)| Replaced(old, new)),
    ]
}

fn paragraphs() -> impl Strategy<Value = Vec<Paragraph>> {
    prop::collection::vec(prop::collection::vec(stretch(), 1..6), 1..6)
}

/// The paragraphs of a side, as a reader of the page would write them down.
fn side(paragraphs: &[Paragraph], side: Side) -> Vec<String> {
    let texts = paragraphs.iter().map(|paragraph| {
        let texts: Vec<&str> = paragraph.iter().map(|stretch| stretch.side(side)).collect();
        even(&texts.join(" "))
    });
    texts.filter(|text| !text.is_empty()).collect()
}

fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sides(document: &Document) -> [Vec<String>; 2] {
    [Side::Original, Side::Final].map(|side| {
        let paragraphs = document.paragraphs(side);
        let texts = paragraphs.iter().map(|text| even(text));
        texts.filter(|text| !text.is_empty()).collect()
    })
}

fn critic_markup(paragraphs: &[Paragraph]) -> String {
    let render = |stretch: &Stretch| match stretch {
        Kept(text) => text.clone(),
        Inserted(text) => format!("{{++{text}++}}"),
        Deleted(text) => format!("{{--{text}--}}"),
        Replaced(old, new) => format!("{{~~{old}~>{new}~~}}"),
    };
    let texts = paragraphs.iter().map(|paragraph| {
        let stretches: Vec<String> = paragraph.iter().map(render).collect();
        stretches.join(" ")
    });
    texts.collect::<Vec<_>>().join("\n\n")
}

fn word_html(paragraphs: &[Paragraph]) -> String {
    let mark = |tag: &str, text: &str| {
        let class = if tag == "ins" { "msoIns" } else { "msoDel" };
        let text = text.replace(' ', "\n");
        format!(
            "<span\nclass={class}><{tag} cite=\"mailto:A%20B\" datetime=\"2026-01-02T03:04\">{text}</{tag}></span>"
        )
    };
    let render = |stretch: &Stretch| match stretch {
        Kept(text) => format!("<span lang=EN-GB\nstyle='color:black'>{text}</span>"),
        Inserted(text) => mark("ins", text),
        Deleted(text) => mark("del", text),
        Replaced(old, new) => mark("del", old) + &mark("ins", new),
    };
    let texts = paragraphs.iter().map(|paragraph| {
        let stretches: Vec<String> = paragraph.iter().map(render).collect();
        format!(
            "<p class=MsoNormal style='text-align:justify'>{}<o:p></o:p></p>\n\n",
            stretches.join("\n")
        )
    });
    format!(
        "<html><body lang=EN-US>\n<!--StartFragment-->\n{}<!--EndFragment-->\n</body></html>",
        texts.collect::<String>()
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn critic_markup_gives_both_sides(paragraphs in paragraphs()) {
        let source = critic_markup(&paragraphs);
        let document = read(source.as_bytes(), Some(Format::Markdown)).unwrap();
        let expected = [side(&paragraphs, Side::Original), side(&paragraphs, Side::Final)];
        prop_assert_eq!(sides(&document), expected, "{}", source);
    }

    #[test]
    fn word_html_gives_both_sides(paragraphs in paragraphs()) {
        let source = word_html(&paragraphs);
        let document = read(source.as_bytes(), None).unwrap();
        prop_assert_eq!(document.format, Format::Html);
        let expected = [side(&paragraphs, Side::Original), side(&paragraphs, Side::Final)];
        prop_assert_eq!(sides(&document), expected, "{}", source);
    }

    #[test]
    fn plain_text_comes_back(paragraphs in paragraphs()) {
        let texts = side(&paragraphs, Side::Final);
        prop_assume!(!texts.is_empty());
        let document = read(texts.join("\n\n").as_bytes(), Some(Format::Text)).unwrap();
        prop_assert_eq!(document.paragraphs(Side::Final), texts);
    }

    #[test]
    fn comparison_gives_both_texts(paragraphs in paragraphs()) {
        let [base, revised] = [Side::Original, Side::Final].map(|of| {
            let text = side(&paragraphs, of).join("\n\n");
            read(text.as_bytes(), Some(Format::Text)).unwrap_or_default()
        });
        let document = compare(&base, &revised);
        prop_assert_eq!(document.paragraphs(Side::Original), base.paragraphs(Side::Final));
        prop_assert_eq!(document.paragraphs(Side::Final), revised.paragraphs(Side::Final));
    }

    #[test]
    fn comparison_gives_both_unlike_texts(
        base in prop::collection::vec("([abc] ){0,3}[abc]", 0..12),
        revised in prop::collection::vec("([abc] ){0,3}[abc]", 0..12),
    ) {
        let [base, revised] = [base, revised].map(|paragraphs| {
            read(paragraphs.join("\n\n").as_bytes(), Some(Format::Text)).unwrap_or_default()
        });
        let document = compare(&base, &revised);
        prop_assert_eq!(document.paragraphs(Side::Original), base.paragraphs(Side::Final));
        prop_assert_eq!(document.paragraphs(Side::Final), revised.paragraphs(Side::Final));
    }

    #[test]
    fn markdown_loses_no_word(pieces in prop::collection::vec(prop::sample::select(MARKDOWN), 1..40)) {
        let source = numbered(&pieces);
        let Ok(document) = read(source.as_bytes(), Some(Format::Markdown)) else {
            return Ok(());
        };
        let text = shown(&document);
        for word in source.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with('w')) {
            prop_assert!(text.contains(word), "{} in {:?} of {:?}", word, text, source);
        }
    }

    #[test]
    fn soups_never_panic(pieces in prop::collection::vec(prop::sample::select(SOUP), 1..60)) {
        for format in [None, Some(Format::Html), Some(Format::Markdown), Some(Format::Text)] {
            if let Ok(document) = read(numbered(&pieces).as_bytes(), format) {
                let _ = sides(&compare(&document, &document));
            }
        }
    }

    #[test]
    fn strings_never_panic(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        for format in [None, Some(Format::Html), Some(Format::Markdown), Some(Format::Text)] {
            let _ = read(text.as_bytes(), format);
            let _ = read(&bytes, format);
        }
    }
}

/// Joins pieces, each `w` with a number of its own.
fn numbered(pieces: &[&str]) -> String {
    let numbered = pieces
        .iter()
        .enumerate()
        .map(|(index, piece)| match *piece {
            "w" => format!("w{index}x "),
            piece => piece.to_owned(),
        });
    numbered.collect()
}

fn shown(document: &Document) -> String {
    let blocks = document.blocks.iter();
    let texts = blocks.map(|block| {
        format!(
            "{} {}\n",
            block.number.as_deref().unwrap_or_default(),
            block.redline()
        )
    });
    texts.collect()
}

const MARKDOWN: &[&str] = &[
    "w",
    "w",
    "w",
    "w",
    "w",
    "\n",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "1. ",
    "2) ",
    "31. ",
    "- ",
    "* ",
    "+ ",
    "# ",
    "## ",
    "#",
    "> ",
    "|",
    "| ",
    "\n| --- | --- |\n",
    "---\n",
    "===\n",
    "**",
    "*",
    "_",
    "__",
    "[",
    "]",
    "[w]: ",
    "&amp;",
    "\\",
    "{++",
    "++}",
    "{==",
    "==}",
    "(a) ",
    "3.1 ",
    ".",
    ";\n",
    "<",
    "<w ",
    "\r\n",
    "~",
];

const SOUP: &[&str] = &[
    "w",
    "w",
    "w",
    "\n",
    "\n\n",
    " ",
    "{++",
    "++}",
    "{--",
    "--}",
    "{~~",
    "~>",
    "~~}",
    "{>>",
    "<<}",
    "{==",
    "==}",
    "~~",
    "<ins>",
    "</ins>",
    "<del>",
    "</del>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<ol>",
    "<ul>",
    "<li>",
    "</li>",
    "</ol>",
    "<br>",
    "<s>",
    "</s>",
    "<!--",
    "-->",
    "<![if !x]>",
    "<span style='mso-list:Ignore'>",
    "</span>",
    "<span class=msoIns>",
    "<o:p></o:p>",
    "<span style='color:red'><u>",
    "<a style='mso-comment-reference:A_1'>",
    "</a>",
    "<div style='mso-element:comment'>",
    "<style>",
    "</style>",
    "é",
    "\u{a0}",
    "`",
    "*",
    "1. ",
    "# ",
    "| a |\n|---|\n",
    "\\",
    "&lt;",
    "\r",
];
