//! A redline of so many pages, always the same: numbered clauses of some five hundred words a page, an edit in every
//! third paragraph, as CriticMarkup, as Word's clipboard HTML and as a .docx.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

const WORDS_A_PAGE: usize = 500;

/// A generated redline.
pub(crate) struct Redline {
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    is_heading: bool,
    stretches: Vec<(Fate, String)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Kept,
    Inserted,
    Deleted,
}

const TITLES: [&str; 12] = [
    "Payment",
    "Term",
    "Liability",
    "Confidentiality",
    "Support",
    "Data Protection",
    "Insurance",
    "Assignment",
    "Governing Law",
    "Service Levels",
    "Audit",
    "Publicity",
];

const SENTENCES: [&str; 12] = [
    "Customer shall pay each invoice within {n} days after the invoice date.",
    "Vendor may suspend the Services on {n} days' notice where a sum is overdue.",
    "The liability of either party in a contract year is limited to {n}% of the fees paid in that year.",
    "Each party keeps the other's information secret for {n} months after this Agreement ends.",
    "Vendor answers every fault of the highest class within {n} hours of its report.",
    "Vendor tells Customer of a breach of security within {n} hours after it becomes aware of it.",
    "Neither party may assign this Agreement without the written consent of the other, which is not unreasonably withheld.",
    "This Agreement is governed by the law of the State of New York, and its courts alone decide on it.",
    "The Services are available for {n}% of each calendar month, planned maintenance aside.",
    "Customer may audit the records that bear on the fees once a year, on {n} days' notice.",
    "The subscription renews for periods of {n} months unless a party gives notice beforehand.",
    "A copy of the data is handed over in a common format within {n} days after the end of the term.",
];

impl Redline {
    /// A redline of so many pages.
    pub(crate) fn new(pages: usize) -> Self {
        let mut paragraphs = Vec::new();
        let mut seed = 7_u64;
        let mut words = 0;
        let mut clause = 0;
        while words < pages * WORDS_A_PAGE {
            clause += 1;
            let title = TITLES[clause % TITLES.len()];
            paragraphs.push(Paragraph {
                is_heading: true,
                stretches: vec![(Fate::Kept, format!("{clause}. {title}"))],
            });
            for item in 1..=4 {
                let paragraph = paragraph(
                    &mut seed,
                    &format!("{clause}.{item} "),
                    paragraphs.len() % 3 == 0,
                );
                words += paragraph
                    .stretches
                    .iter()
                    .map(|(_, text)| text.split(' ').count())
                    .sum::<usize>();
                paragraphs.push(paragraph);
            }
        }
        Redline { paragraphs }
    }

    /// It as Markdown with CriticMarkup.
    pub(crate) fn critic_markup(&self) -> String {
        let mut text = String::new();
        for paragraph in &self.paragraphs {
            text += if paragraph.is_heading { "## " } else { "" };
            for (fate, words) in &paragraph.stretches {
                match fate {
                    Fate::Kept => text += words,
                    Fate::Inserted => text += &format!("{{++{words}++}}"),
                    Fate::Deleted => text += &format!("{{--{words}--}}"),
                }
            }
            text += "\n\n";
        }
        text
    }

    /// It as Word puts it on the clipboard.
    pub(crate) fn word_html(&self) -> String {
        let mut html = "<html><body lang=EN-US>\n<!--StartFragment-->\n\n".to_owned();
        for paragraph in &self.paragraphs {
            let tag = if paragraph.is_heading { "h2" } else { "p" };
            let _ = write!(
                html,
                "<{tag} class=MsoNormal style='text-align:justify'><span lang=EN-GB\nstyle='mso-ansi-language:EN-GB'>"
            );
            for (fate, words) in &paragraph.stretches {
                let words = words.replace("'", "&#8217;");
                let tag = match fate {
                    Fate::Kept => {
                        html += &words;
                        continue;
                    }
                    Fate::Inserted => "ins",
                    Fate::Deleted => "del",
                };
                let _ = write!(
                    html,
                    "<{tag}\ncite=\"mailto:Legal\" datetime=\"2026-01-02T03:04\">{words}</{tag}>"
                );
            }
            let _ = write!(html, "<o:p></o:p></span></{tag}>\n\n");
        }
        html + "<!--EndFragment-->\n</body></html>\n"
    }

    /// It as a .docx.
    ///
    /// # Errors
    ///
    /// None: it is written to memory.
    pub(crate) fn docx(&self) -> zip::result::ZipResult<Vec<u8>> {
        let mut body = String::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let style = if paragraph.is_heading {
                "<w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr>"
            } else {
                ""
            };
            let _ = write!(body, "<w:p>{style}");
            for (fate, words) in &paragraph.stretches {
                let attributes =
                    format!("w:id=\"{index}\" w:author=\"Legal\" w:date=\"2026-01-02T03:04:00Z\"");
                let _ = match fate {
                    Fate::Kept => {
                        write!(body, "<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
                    }
                    Fate::Inserted => write!(
                        body,
                        "<w:ins {attributes}><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:ins>"
                    ),
                    Fate::Deleted => write!(
                        body,
                        "<w:del {attributes}><w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r></w:del>"
                    ),
                };
            }
            body += "</w:p>";
        }
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
        );
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in [
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", RELATIONSHIPS),
            ("word/document.xml", document.as_str()),
        ] {
            archive.start_file(name, SimpleFileOptions::default())?;
            archive.write_all(part.as_bytes())?;
        }
        Ok(archive.finish()?.into_inner())
    }
}

const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

const RELATIONSHIPS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

fn paragraph(seed: &mut u64, number: &str, is_edited: bool) -> Paragraph {
    let mut stretches = vec![(Fate::Kept, number.to_owned())];
    for sentence in 0..3 {
        let template = SENTENCES[next(seed) % SENTENCES.len()];
        let (old, new) = (next(seed) % 90 + 5, next(seed) % 90 + 5);
        let edit = is_edited && sentence == 1;
        match template.split_once("{n}") {
            Some((before, after)) if edit => {
                stretches.push((Fate::Kept, before.to_owned()));
                stretches.push((Fate::Deleted, old.to_string()));
                stretches.push((Fate::Inserted, new.to_string()));
                stretches.push((Fate::Kept, format!("{after} ")));
            }
            None if edit => stretches.push((Fate::Inserted, format!("{template} "))),
            _ => stretches.push((Fate::Kept, template.replace("{n}", &old.to_string()) + " ")),
        }
    }
    Paragraph {
        is_heading: false,
        stretches,
    }
}

/// A linear congruential generator (Knuth's MMIX): no randomness, the same everywhere.
fn next(seed: &mut u64) -> usize {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}
