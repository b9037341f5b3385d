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
        let ours = match &ours {
            Ok(document) => Ok(paragraphs(document, side)),
            Err(error) => Err(error.to_string()),
        };
        let theirs = pandoc(file, word);
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
    match reason(&name) {
        Some(reason) => {
            tally.better += 1;
            println!("better  {name} ({}): {reason}", sides.join(", "));
        }
        None => {
            tally.differ += 1;
            println!("DIFFERS {name} ({})", sides.join(", "));
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
            let same = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
            let cut = |list: &[String]| -> Vec<String> {
                let shown = list.iter().skip(same).take(3);
                shown.map(|text| text.chars().take(150).collect()).collect()
            };
            println!("  {word}: at {same} of {}, {}", ours.len(), theirs.len());
            println!("    ours   {:?}", cut(ours));
            println!("    pandoc {:?}", cut(theirs));
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

fn pandoc(file: &Path, word: &str) -> Text {
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
    Ok(tidy(all))
}

/// The paragraphs read out of pandoc's JSON: <https://hackage.haskell.org/package/pandoc-types>.
#[derive(Default)]
struct Reading {
    paragraphs: Vec<String>,
    notes: Vec<String>,
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
            "Code" | "Math" => text.push_str(content[1].as_str().unwrap_or_default()),
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

/// Why our reading of a file is better than pandoc's, where it is another.
fn reason(_file: &str) -> Option<&'static str> {
    None
}
