//! From a dropped .docx to its findings on the built page, timed in Chromium.

use crate::{bench_wasm, tools, www};

/// The lengths of the redlines, in pages; `www/tests/bench-page.ts` drops each.
const PAGES: [usize; 3] = [5, 50, 500];

/// Builds the page and the redlines, and times the one with the other.
pub(crate) fn run() -> Result<(), String> {
    www::build()?;
    let chromium = tools::need_chromium()?;
    tools::step("redlines of 5, 50 and 500 pages");
    let redlines = tools::target_dir().join("redlines-by-pages");
    for pages in PAGES {
        bench_wasm::write_redline(&redlines.join(pages.to_string()), pages)?;
    }
    tools::step("the page in Chromium");
    tools::run(
        tools::node_tool("vitest")
            .args(["run", "--project", "bench-page"])
            .env("CHROMIUM", chromium)
            .env("REDLINES", redlines),
    )
}
