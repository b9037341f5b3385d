//! The bounds within which a .docx is read, each with its reason. They are wide for contracts and narrow for attacks.

use super::error::DocxError;

/// Entries of the zip directory. A contract has some twenty, one full of pictures a few hundred.
pub(super) const ENTRIES: usize = 10_000;

/// Unpacked bytes of one part. The text of a contract of 500 pages, with a mark at every word, takes some 30 MB.
pub(super) const PART: usize = 64 << 20;

/// Unpacked bytes of all parts that are read. Deflate packs a thousand to one, so a small file could fill a browser's
/// memory; unpacking stops here, whatever the file says of its own size.
pub(super) const TOTAL: usize = 128 << 20;

/// Elements within elements. A table within a table within a cell adds three; Word itself stops at 11 tables deep.
pub(super) const DEPTH: usize = 256;

/// Paragraphs. A thousand pages have some 30,000; each costs a few hundred bytes in memory.
pub(super) const BLOCKS: usize = 200_000;

/// Tracked changes. A word in three of a thousand pages makes as many; each has its author and date in memory.
pub(super) const CHANGES: usize = 200_000;

/// Fields within fields. Word allows twenty.
pub(super) const FIELDS: usize = 100;

/// Styles, and lists. Word keeps at most some four thousand styles.
pub(super) const DEFINITIONS: usize = 50_000;

/// Problems that are listed. Whoever has a hundred has a broken file and needs no more of them.
pub(super) const PROBLEMS: usize = 100;

/// Characters of an author, an identifier, the name of a move, a number: they are copied once for each use, so a long
/// one would make the reading slower than linear. Word writes under fifty.
pub(super) const NAME: usize = 100;

/// Styles that lead from one to its base, ends of numbering links: a longer chain is a circle.
pub(super) const CHAIN: usize = 32;

/// Columns that a cell may span: Word's own limit is 63.
pub(super) const COLUMNS: usize = 1_000;

/// Cuts a name to [`NAME`] characters.
pub(super) fn short(text: &str) -> &str {
    match text.char_indices().nth(NAME) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

/// An error where there is more of something than is read.
pub(super) fn check(count: usize, limit: usize, what: &'static str) -> Result<(), DocxError> {
    if count > limit {
        return Err(DocxError::TooLarge { what, limit });
    }
    Ok(())
}
