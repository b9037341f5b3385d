//! `cargo xtask round-trip DIR`: is anything lost when verdicts are written into the .docx files of a folder?
//!
//! Each file is judged by the default library and written three ways: for legal, for legal with a counter-redline, and
//! for the customer with one. What Word insists on is looked at, what nothing went into must be packed as it was, and
//! what is read again must say what it said: the same blocks and changes without a counter-redline, the same original
//! with one. With `--office`, LibreOffice opens each, and must show every comment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clausecheck::annotate::{Annotated, Audience, Options, annotate};
use clausecheck::library::Library;
use clausecheck::redline::{self, Document, Format, Op, Side};
use clausecheck::{Input, check};

use crate::{eval, tools};

#[path = "../../tests/support/word.rs"]
mod word;

/// The three ways, with what they are called.
const WAYS: [(&str, Audience, bool); 3] = [
    ("legal", Audience::Legal, false),
    ("counter", Audience::Legal, true),
    ("customer", Audience::Customer, true),
];

#[derive(Default)]
struct Tally {
    files: usize,
    refused: usize,
    written: usize,
    comments: usize,
    rejected: usize,
    replaced: usize,
    left: usize,
    faults: usize,
    /// Bytes that were copied as they stood, and all.
    copied: u64,
    all: u64,
}

/// Runs the comparison.
pub fn run(args: &[String]) -> Result<(), String> {
    let with_office = args.iter().any(|argument| argument == "--office");
    let Some(folder) = args.iter().find(|argument| !argument.starts_with("--")) else {
        return Err(String::from("usage: cargo xtask round-trip DIR [--office]"));
    };
    let Ok(listing) = fs::read_dir(folder) else {
        tools::say(&format!("round-trip: skipped, there is no folder {folder}"));
        return Ok(());
    };
    let mut files: Vec<PathBuf> = listing
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "docx"))
        .collect();
    files.sort();
    let library = eval::library(Path::new("clauses"))?;
    let out = tools::target_dir().join("round-trip");
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let mut tally = Tally::default();
    let mut shown = Vec::new();
    for file in &files {
        one(file, &library, &out, &mut tally, &mut shown)?;
    }
    if with_office {
        tally.faults += office(&out, &shown)?;
    }
    tools::say(&format!(
        "\n{} files, {} refused with a reason; {} written, {} comments, {} findings rejected, {} replaced, {} left; \
         {:.1} % of the unpacked bytes in parts copied as they were packed; {} faults",
        tally.files,
        tally.refused,
        tally.written,
        tally.comments,
        tally.rejected,
        tally.replaced,
        tally.left,
        100.0 * tally.copied as f64 / tally.all.max(1) as f64,
        tally.faults
    ));
    match tally.faults {
        0 => Ok(()),
        more => Err(format!("{more} faults")),
    }
}

fn one(
    file: &Path,
    library: &Library,
    out: &Path,
    tally: &mut Tally,
    shown: &mut Vec<Shown>,
) -> Result<(), String> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let bytes = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    tally.files += 1;
    let input = Input {
        bytes: &bytes,
        format: Some(Format::Docx),
        base: None,
    };
    let report = match check(&input, library, &clausecheck::Options::default()) {
        Ok(report) => report,
        Err(error) => {
            tally.refused += 1;
            tools::say(&format!("refused {name}: {error}"));
            return Ok(());
        }
    };
    let before = redline::read(&bytes, Some(Format::Docx)).map_err(|error| error.to_string())?;
    for (way, audience, counter) in WAYS {
        let options = Options {
            author: String::from("Vendor Legal"),
            date: Some(String::from("2026-03-02T10:15:00Z")),
            audience,
            counter,
        };
        let annotated = match annotate(&bytes, &report, &options) {
            Ok(annotated) => annotated,
            Err(error) => {
                tally.refused += 1;
                tools::say(&format!("refused {name}: {error}"));
                return Ok(());
            }
        };
        tally.written += 1;
        tally.comments += annotated.comments;
        tally.rejected += annotated.rejected.len();
        tally.replaced += annotated.replaced.len();
        tally.left += annotated.left.len();
        let faults = faults(&bytes, &before, &annotated, counter, tally);
        for fault in &faults {
            tools::say(&format!("FAULT   {name} ({way}): {fault}"));
        }
        for left in annotated.left.iter().filter(|_| way != "customer") {
            tools::say(&format!(
                "left    {name} ({way}): {} {}",
                left.finding, left.why
            ));
        }
        tally.faults += faults.len();
        let path = out.join(format!("{name}--{way}.docx"));
        fs::write(&path, &annotated.bytes).map_err(|error| error.to_string())?;
        shown.push(Shown {
            path,
            from: file.to_path_buf(),
            comments: annotated.comments,
        });
    }
    Ok(())
}

fn faults(
    bytes: &[u8],
    before: &Document,
    annotated: &Annotated,
    counter: bool,
    tally: &mut Tally,
) -> Vec<String> {
    let mut faults = word::faults(bytes, &annotated.bytes, &annotated.touched);
    if let (Ok((_, old)), Ok((_, new))) = (word::unpack(bytes), word::unpack(&annotated.bytes)) {
        for (name, entry) in &old {
            let Some(now) = new.get(name) else { continue };
            let size = entry.data.len() as u64;
            tally.all += size;
            tally.copied += if now.raw == entry.raw { size } else { 0 };
            if !counter && !word::is_only_added(&entry.data, &now.data) {
                faults.push(format!("{name} has lost something"));
            }
        }
    }
    let after = match redline::read(&annotated.bytes, Some(Format::Docx)) {
        Ok(after) => after,
        Err(error) => {
            faults.push(error.to_string());
            return faults;
        }
    };
    if !counter && after.problems != before.problems {
        faults.push(format!("other problems: {:?}", after.problems));
    }
    if before.paragraphs(Side::Original) != after.paragraphs(Side::Original) {
        faults.push(String::from("it has another original"));
    }
    let is_same = (&before.blocks, &before.changes) == (&after.blocks, &after.changes);
    if !counter && !is_same {
        faults.push(String::from("it reads otherwise"));
    }
    let done = annotated.rejected.len() + annotated.replaced.len();
    if counter && done == 0 && before.paragraphs(Side::Final) != after.paragraphs(Side::Final) {
        faults.push(String::from(
            "nothing was countered, and it has another final text",
        ));
    }
    // Whatever they inserted and is still there was there before.
    let inserted = |document: &Document| -> Vec<String> {
        let ours = |change: Option<usize>| {
            let change = change.and_then(|change| document.changes.get(change));
            change.is_some_and(|c| c.author.as_deref() == Some("Vendor Legal"))
        };
        let runs = document.blocks.iter().flat_map(|block| &block.runs);
        runs.filter(|run| run.op == Op::Insert && !ours(run.change))
            .map(|run| run.text.clone())
            .collect()
    };
    let (old, new) = (inserted(before).concat(), inserted(&after).concat());
    if !word::is_only_added(new.as_bytes(), old.as_bytes()) {
        faults.push(String::from("their insertions say something else"));
    }
    if after.notes.len() != before.notes.len() + annotated.comments {
        faults.push(format!("{} comments are read", after.notes.len()));
    }
    // A paragraph that was inserted and is struck is in neither text, and a comment in it stands in none that is read.
    let adrift = after
        .notes
        .iter()
        .filter(|note| note.span.is_none())
        .count();
    let were = before
        .notes
        .iter()
        .filter(|note| note.span.is_none())
        .count();
    if !counter && adrift > were {
        faults.push(format!("{} comments stand nowhere", adrift - were));
    }
    faults
}

/// A file that was written, the one that it was made from, and the comments put in.
struct Shown {
    path: PathBuf,
    from: PathBuf,
    comments: usize,
}

/// Opens all files in LibreOffice and counts the comments; gives the number of faults. What it does not show of the
/// first file is not asked of the second.
fn office(out: &Path, files: &[Shown]) -> Result<usize, String> {
    let originals = out.join("originals");
    fs::create_dir_all(&originals).map_err(|error| error.to_string())?;
    let mut from: Vec<&PathBuf> = files.iter().map(|shown| &shown.from).collect();
    from.dedup();
    let written: Vec<&PathBuf> = files.iter().map(|shown| &shown.path).collect();
    if !convert(out, &originals, &from)? || !convert(out, out, &written)? {
        tools::say("round-trip: LibreOffice is not installed; nothing was opened in it");
        return Ok(0);
    }
    let count = |folder: &Path, path: &Path| {
        let text = fs::read_to_string(converted(folder, path)).ok()?;
        Some(text.matches("<office:annotation ").count())
    };
    let (mut faults, mut opened, mut comments) = (0, 0, 0);
    for shown in files {
        let name = shown.path.file_stem().unwrap_or_default().to_string_lossy();
        let Some(before) = count(&originals, &shown.from) else {
            tools::say(&format!(
                "unknown {name}: LibreOffice does not open what it was made from"
            ));
            continue;
        };
        match count(out, &shown.path) {
            Some(after) if after == before + shown.comments => {
                opened += 1;
                comments += shown.comments;
            }
            after => {
                faults += 1;
                let after = after.map_or_else(
                    || String::from("does not open it"),
                    |after| format!("shows {after} of {} comments", before + shown.comments),
                );
                tools::say(&format!("FAULT   {name}: LibreOffice {after}"));
            }
        }
    }
    tools::say(&format!(
        "LibreOffice opened {opened} of {} files with all {comments} comments",
        files.len()
    ));
    Ok(faults)
}

fn converted(folder: &Path, path: &Path) -> PathBuf {
    folder
        .join(path.file_name().unwrap_or_default())
        .with_extension("fodt")
}

/// Converts files, and goes on behind one that stops it; says whether there is a LibreOffice.
fn convert(home: &Path, folder: &Path, files: &[&PathBuf]) -> Result<bool, String> {
    let mut rest = files.to_vec();
    let mut alone = false;
    while !rest.is_empty() {
        let batch = if alone { 1 } else { rest.len() };
        let mut command = Command::new("soffice");
        command
            .arg(format!(
                "-env:UserInstallation=file://{}",
                home.join("profile").display()
            ))
            .args(["--headless", "--convert-to", "fodt", "--outdir"])
            .arg(folder)
            .args(rest.iter().take(batch))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if command.status().is_err() {
            return Ok(false);
        }
        let done = rest
            .iter()
            .rposition(|path| converted(folder, path).exists());
        let done = done.map_or(0, |done| done + 1);
        // It stops after some files, whatever is in them: the next one gets a try of its own before it is given up.
        let given_up = usize::from(alone && done == 0);
        alone = !alone && done < rest.len();
        rest.drain(..(done + given_up).min(rest.len()));
    }
    Ok(true)
}
