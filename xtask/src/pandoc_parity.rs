//! `cargo xtask pandoc-parity DIR`: does the .docx reader give the paragraphs that pandoc gives?
//!
//! For each .docx in DIR, all changes accepted and all rejected, our paragraphs are compared with those of
//! `pandoc --track-changes=accept|reject`, white space aside. Pandoc's `-t plain` draws rules, bullets, table frames and
//! note marks that cannot be told from text afterwards, so its document is taken as JSON, from which `plain` is written
//! too, and the text of its paragraphs is read out of that: title and other metadata first, notes last.
//!
//! This is no test of the reader: pandoc is not installed everywhere, and it is not always right. Where ours is better,
//! [`reason`] says why.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clausecheck::redline::{self, Document, Format, Side};
use serde_json::Value;

/// Runs the comparison; `--verbose` shows the first difference of each file.
pub fn run(args: &[String]) -> Result<(), String> {
    let verbose = args.iter().any(|argument| argument == "--verbose");
    let Some(directory) = args.iter().find(|argument| !argument.starts_with("--")) else {
        return Err("usage: cargo xtask pandoc-parity DIR [--verbose]".to_owned());
    };
    let Some(files) = list(Path::new(directory)) else {
        println!("pandoc-parity: skipped, there is no folder {directory}");
        return Ok(());
    };
    let Some(version) = pandoc_version() else {
        println!("pandoc-parity: skipped, pandoc is not installed");
        return Ok(());
    };
    println!("{} files, {version}", files.len());
    let mut tally = Tally::default();
    for file in &files {
        compare(file, verbose, &mut tally)?;
    }
    let share = |count: usize| 100.0 * count as f64 / files.len().max(1) as f64;
    println!(
        "\nagree: {} of {} ({:.1} %); better, with the reason above: {} ({:.1} %); differ: {} ({:.1} %)",
        tally.agree,
        files.len(),
        share(tally.agree),
        tally.better,
        share(tally.better),
        tally.differ,
        share(tally.differ),
    );
    Ok(())
}

#[derive(Default)]
struct Tally {
    agree: usize,
    better: usize,
    differ: usize,
}

fn list(directory: &Path) -> Option<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(directory)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|e| e.eq_ignore_ascii_case("docx"))
        })
        .collect();
    files.sort();
    Some(files)
}

fn pandoc_version() -> Option<String> {
    let output = Command::new("pandoc").arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().next().map(str::to_owned)
}

fn compare(file: &Path, verbose: bool, tally: &mut Tally) -> Result<(), String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let ours = redline::read(&bytes, Some(Format::Docx));
    let mut differences = Vec::new();
    for (side, word) in [(Side::Final, "accept"), (Side::Original, "reject")] {
        let mut ours = match &ours {
            Ok(document) => Ok(paragraphs(document, side)),
            Err(error) => Err(error.to_string()),
        };
        let mut theirs = pandoc(file, word);
        // Formulas are TeX there and a line of text here: their layout is not compared.
        if let (Ok(ours), Ok((theirs, true))) = (&mut ours, &mut theirs) {
            ours.iter_mut().chain(theirs).for_each(flatten);
        }
        let theirs = theirs.map(|(paragraphs, _)| paragraphs);
        if ours != theirs || ours.is_err() {
            differences.push((word, ours, theirs));
        }
    }
    if differences.is_empty() {
        tally.agree += 1;
        println!("agrees  {name}");
        return Ok(());
    }
    let sides: Vec<&str> = differences.iter().map(|(word, ..)| *word).collect();
    match reason(&name, ours.as_ref().map_or(0, hash)) {
        Ok(reason) => {
            tally.better += 1;
            println!("better  {name} ({}): {reason}", sides.join(", "));
        }
        Err(why) => {
            tally.differ += 1;
            println!("DIFFERS {name} ({}): {why}", sides.join(", "));
        }
    }
    if verbose {
        for (word, ours, theirs) in &differences {
            show(word, ours, theirs);
        }
    }
    Ok(())
}

type Text = Result<Vec<String>, String>;

fn show(word: &str, ours: &Text, theirs: &Text) {
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => {
            let only = |these: &[String], those: &[String]| -> Vec<String> {
                let only = these.iter().filter(|text| !those.contains(text)).take(6);
                only.map(|text| text.chars().take(120).collect()).collect()
            };
            println!("  {word}: {} and {}", ours.len(), theirs.len());
            println!("    only ours   {:?}", only(ours, theirs));
            println!("    only pandoc {:?}", only(theirs, ours));
        }
        (ours, theirs) => {
            println!("  {word}: ours {:?}", ours.as_ref().map(Vec::len));
            println!("    pandoc {:?}", theirs.as_ref().map(Vec::len));
        }
    }
}

fn paragraphs(document: &Document, side: Side) -> Vec<String> {
    tidy(document.paragraphs(side))
}

/// Paragraphs without white space, and without those that are empty then.
fn tidy(paragraphs: Vec<String>) -> Vec<String> {
    paragraphs
        .iter()
        .map(|text| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        })
        .filter(|text| !text.is_empty())
        .collect()
}

/// A formula without its layout.
fn flatten(text: &mut String) {
    for (tex, sign) in [
        ("\\left", ""),
        ("\\right", ""),
        ("\\frac", ""),
        ("\\pi", "π"),
        ("\\sum", "∑"),
    ] {
        *text = text.replace(tex, sign);
    }
    text.retain(|c| !"{}()^_/".contains(c));
}

/// The paragraphs that pandoc reads, and whether there are formulas in them.
fn pandoc(file: &Path, word: &str) -> Result<(Vec<String>, bool), String> {
    let output = Command::new("pandoc")
        .args(["--from=docx", "--to=json", "--wrap=none"])
        .arg(format!("--track-changes={word}"))
        .arg(file)
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let json: Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let mut reading = Reading::default();
    // Paragraphs in the styles Title, Author, Date and Abstract at the beginning.
    for key in ["title", "subtitle", "author", "date", "abstract"] {
        reading.meta(&json["meta"][key]);
    }
    reading.blocks(&json["blocks"]);
    let mut all = reading.paragraphs;
    all.append(&mut reading.notes);
    Ok((tidy(all), reading.math))
}

/// The paragraphs read out of pandoc's JSON: <https://hackage.haskell.org/package/pandoc-types>.
#[derive(Default)]
struct Reading {
    paragraphs: Vec<String>,
    notes: Vec<String>,
    math: bool,
}

impl Reading {
    fn meta(&mut self, value: &Value) {
        match value["t"].as_str() {
            Some("MetaInlines") => self.paragraph(&value["c"]),
            Some("MetaBlocks") => self.blocks(&value["c"]),
            Some("MetaList") => items(&value["c"]).for_each(|item| self.meta(item)),
            _ => {}
        }
    }

    fn paragraph(&mut self, inlines: &Value) {
        let mut text = String::new();
        self.inlines(inlines, &mut text);
        self.paragraphs.push(text);
    }

    fn blocks(&mut self, blocks: &Value) {
        items(blocks).for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Value) {
        let content = &block["c"];
        match block["t"].as_str().unwrap_or_default() {
            "Para" | "Plain" => self.paragraph(content),
            "Header" => self.paragraph(&content[2]),
            "LineBlock" => items(content).for_each(|line| self.paragraph(line)),
            "CodeBlock" => {
                let text = content[1].as_str().unwrap_or_default();
                self.paragraphs.extend(text.lines().map(str::to_owned));
            }
            "BlockQuote" => self.blocks(content),
            "Div" => self.blocks(&content[1]),
            "BulletList" => items(content).for_each(|item| self.blocks(item)),
            "OrderedList" => items(&content[1]).for_each(|item| self.blocks(item)),
            "DefinitionList" => {
                for item in items(content) {
                    self.paragraph(&item[0]);
                    items(&item[1]).for_each(|definition| self.blocks(definition));
                }
            }
            "Table" => self.table(content),
            _ => {}
        }
    }

    /// `[attr, caption, columns, head, bodies, foot]`.
    fn table(&mut self, table: &Value) {
        self.blocks(&table[1][1]);
        self.rows(&table[3][1]);
        for body in items(&table[4]) {
            self.rows(&body[2]);
            self.rows(&body[3]);
        }
        self.rows(&table[5][1]);
    }

    fn rows(&mut self, rows: &Value) {
        for row in items(rows) {
            items(&row[1]).for_each(|cell| self.blocks(&cell[4]));
        }
    }

    fn inlines(&mut self, inlines: &Value, text: &mut String) {
        items(inlines).for_each(|inline| self.inline(inline, text));
    }

    fn inline(&mut self, inline: &Value, text: &mut String) {
        let content = &inline["c"];
        match inline["t"].as_str().unwrap_or_default() {
            "Str" => text.push_str(content.as_str().unwrap_or_default()),
            "Space" | "SoftBreak" | "LineBreak" => text.push(' '),
            "Emph" | "Underline" | "Strong" | "Strikeout" | "Superscript" | "Subscript"
            | "SmallCaps" => {
                self.inlines(content, text);
            }
            "Quoted" | "Cite" | "Span" | "Link" => self.inlines(&content[1], text),
            kind @ ("Code" | "Math") => {
                self.math |= kind == "Math";
                text.push_str(content[1].as_str().unwrap_or_default());
            }
            "Note" => {
                let mut note = Self::default();
                note.blocks(content);
                self.notes.append(&mut note.paragraphs);
                self.notes.append(&mut note.notes);
            }
            // The alternative text of a picture is no text of the document.
            _ => {}
        }
    }
}

fn items(value: &Value) -> std::slice::Iter<'_, Value> {
    value
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
}

/// Why our reading is better than pandoc's where it is another: the file, a hash of the reading that was looked at
/// beside the file's XML, and the reason. It holds only as long as the reading is that one.
const REASONS: [(&str, u64, &str); 19] = [
    (
        "adeu--tables_cells.docx",
        0xca90_ef22_c657_391b,
        "pandoc leaves out a table whose columns have no width",
    ),
    (
        "open-xml-powertools--008-InsertedFieldCode.docx",
        0x54a7_94c5_0076_2e93,
        "pandoc leaves out the result of a simple date field, which a reader sees",
    ),
    (
        "open-xml-powertools--011-InsertedMathChar.docx",
        0x0fe1_1692_60ce_529f,
        MATH,
    ),
    (
        "open-xml-powertools--012-DeletedMathChar.docx",
        0x7631_222c_09a2_b9f0,
        MATH,
    ),
    (
        "open-xml-powertools--HC031-Complicated-Document.docx",
        0x1908_7f5e_5b87_2cff,
        BOX,
    ),
    (
        "open-xml-powertools--Jupiter.docx",
        0xf6f3_a3f3_01cc_a7fd,
        "pandoc leaves out the number of a figure, the result of a simple field",
    ),
    (
        "open-xml-powertools--RA001-Tracked-Revisions-01.docx",
        0x9663_19bf_2656_6f63,
        MOVED,
    ),
    (
        "open-xml-powertools--RA001-Tracked-Revisions-02.docx",
        0x9663_19bf_2656_6f63,
        MOVED,
    ),
    (
        "open-xml-powertools--RP013-Deleted-Math-Control-Char.docx",
        0xd29a_9183_d507_6259,
        MATH,
    ),
    (
        "open-xml-powertools--RP014-Inserted-Math-Control-Char.docx",
        0x0fe1_1692_60ce_529f,
        MATH,
    ),
    (
        "open-xml-powertools--TestDocument.docx",
        0xf76f_ab7f_d829_a74b,
        "pandoc leaves out pictograms of Wingdings; ours reads them as unknown characters and reports them",
    ),
    (
        "open-xml-powertools--WC012-Math-After.docx",
        0x98eb_6eef_1235_eb85,
        MATH,
    ),
    (
        "open-xml-powertools--WC066-Textbox-Before-Ins-Mod.docx",
        0xc637_b0c6_5567_ff24,
        BOX,
    ),
    ("open-xml-sdk--Comment042.docx", 0xfc39_3c08_ddda_2448, BOX),
    ("open-xml-sdk--Complex01.docx", 0xc58d_03d8_115e_68e7, BOX),
    ("open-xml-sdk--Document.docx", 0xc517_2833_4cfd_93ef, BOX),
    (
        "open-xml-sdk--Strict01.docx",
        0xc58d_03d8_115e_68e7,
        "pandoc reads no strict file",
    ),
    (
        "open-xml-sdk--customXmlDelRangeStart-Custom-XML-Markup-Deletion-Start-val-author-special-chars.docx",
        0xada0_8888_b5b3_b0f2,
        "pandoc does not open it",
    ),
    (
        "safe-docx--atomizer_redline.docx",
        0x68bf_ab5d_8e78_3ab9,
        "pandoc loses the text that shares a run with a field: cross-references and what stands beside them",
    ),
];
const MATH: &str = "pandoc leaves out a character of a formula that is tracked within its run";
const BOX: &str = "pandoc leaves out text boxes, which a reader sees";
const MOVED: &str =
    "pandoc takes text that was moved away and deleted as well for no part of the original";

fn reason(file: &str, reading: u64) -> Result<&'static str, String> {
    match REASONS.iter().find(|(name, ..)| *name == file) {
        Some((_, known, reason)) if *known == reading => Ok(reason),
        Some((.., reason)) => Err(format!(
            "the reading {reading:#018x} is not the one that was found better because: {reason}"
        )),
        None => Err("no reason is known".to_owned()),
    }
}

/// FNV-1a over both texts: a name for a reading, not a safeguard.
fn hash(document: &Document) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for side in [Side::Final, Side::Original] {
        for byte in paragraphs(document, side).join("\n").bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
