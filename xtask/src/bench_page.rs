//! From a dropped .docx to its findings on the built page, timed in Chromium.

use crate::{bench_wasm, tools, www};

/// Builds the page and the redlines, and times the one with the other.
pub(crate) fn run() -> Result<(), String> {
    www::build()?;
    let chromium = tools::need_chromium()?;
    tools::step("redlines of 5, 50 and 500 pages");
    // `www/tests/bench-page.ts` drops each.
    let redlines = bench_wasm::redlines_by_pages()?;
    tools::step("the page in Chromium");
    tools::run(
        tools::node_tool("vitest")
            .args(["run", "--project", "bench-page"])
            .env("CHROMIUM", chromium)
            .env("REDLINES", redlines),
    )
}
