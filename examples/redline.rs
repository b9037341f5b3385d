//! Writes the redline of the benches, 50 pages, into a folder: as .docx, as Word's clipboard HTML and as Markdown; and into
//! a second one, if it is named, redlines of 5, 50 and 500 pages as Markdown.

#[path = "../benches/generate.rs"]
mod generate;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use generate::Redline;

const PAGES: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder")?);
    fs::create_dir_all(&folder)?;
    let redline = Redline::new(PAGES);
    fs::write(folder.join("redline.docx"), redline.docx()?)?;
    fs::write(folder.join("redline.html"), redline.word_html())?;
    fs::write(folder.join("redline.md"), redline.critic_markup())?;
    if let Some(folder) = std::env::args_os().nth(2).map(PathBuf::from) {
        fs::create_dir_all(&folder)?;
        for pages in [5, 50, 500] {
            let name = format!("{pages:03}-pages.md");
            fs::write(folder.join(name), Redline::new(pages).critic_markup())?;
        }
    }
    Ok(())
}
