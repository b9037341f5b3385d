//! Why a file cannot be read as a .docx at all, and what its owner can do about it.

use std::fmt;

/// Why a file is no .docx that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocxError {
    /// It does not begin as a zip, which every .docx is.
    NotZip,
    /// It is locked with a password.
    Encrypted,
    /// It is a document of Word 97 to 2003.
    LegacyWord,
    /// It is another file in the container of the old Office formats; holds what it may be.
    LegacyOther,
    /// It is a package of another kind: a workbook, a presentation, an OpenDocument text.
    NotWord(&'static str),
    /// It holds macros and no document.
    MacrosOnly,
    /// The package names no main document, or does not hold it.
    NoDocument,
    /// The end of the zip is missing.
    Truncated,
    /// The zip or the main document is damaged; says where.
    Damaged(String),
    /// It is bigger than is read: of what there is too much, and how much is read.
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// How much of it is read.
        limit: usize,
    },
    /// Its elements lie too deep within each other.
    TooDeep,
}

impl fmt::Display for DocxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotZip => f.write_str(
                "this is no .docx: it does not begin as one; open it in a word processor and save it as .docx",
            ),
            Self::Encrypted => f.write_str(
                "the document is locked with a password; open it in Word, take the password off (File, Info, Protect \
                 Document) and save it again",
            ),
            Self::LegacyWord => f.write_str(
                "this is a document of the old .doc format; open it in a word processor and save it as .docx",
            ),
            Self::LegacyOther => f.write_str(
                "this is a file of an old Office format, and no Word document; save the contract as .docx",
            ),
            Self::NotWord(what) => {
                write!(f, "this is {what}, not a Word document; save the contract as .docx")
            }
            Self::MacrosOnly => f.write_str(
                "this file holds macros and no document; ask for the contract itself, saved as .docx",
            ),
            Self::NoDocument => f.write_str(
                "the file is packed like a .docx, but the document itself is not in it; save it again in a word \
                 processor, or ask for another copy",
            ),
            Self::Truncated => f.write_str(
                "the end of the file is missing; it was not sent or saved whole: ask for another copy",
            ),
            Self::Damaged(what) => write!(
                f,
                "the file is damaged ({what}); open it in a word processor, let it repair the file, and save it again"
            ),
            Self::TooLarge { what, limit } => write!(
                f,
                "the document is too large: it has more than {limit} {what}; send the contract without its annexes"
            ),
            Self::TooDeep => f.write_str(
                "the document is nested too deeply to be read; open it in a word processor and save it again",
            ),
        }
    }
}
