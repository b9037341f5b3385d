//! Writes the redline of the benches into a folder: as .docx, as Word's clipboard HTML and as Markdown. It has 50 pages,
//! or as many as the second argument says.

#[path = "../benches/generate.rs"]
mod generate;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use generate::Redline;

const PAGES: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder")?);
    let pages = match std::env::args().nth(2) {
        Some(pages) => pages.parse()?,
        None => PAGES,
    };
    fs::create_dir_all(&folder)?;
    let redline = Redline::new(pages);
    fs::write(folder.join("redline.docx"), redline.docx()?)?;
    fs::write(folder.join("redline.html"), redline.word_html())?;
    fs::write(folder.join("redline.md"), redline.critic_markup())?;
    Ok(())
}
