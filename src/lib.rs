//! clausecheck judges contract redlines by a clause library with a fallback matrix.
//!
//! Every edit must be explained: by a value that the matrix permits, by wording that a position carries, or by an
//! equivalence that legal listed. What no rule explains needs legal review. The same input and library always give the
//! same report, byte for byte; nothing here reads a clock, a network or a file.
//!
//! The flow, low to high: [`redline`] reads a document, [`library`] reads the clauses, [`judge`] puts them together
//! and [`report`] says what came of it. [`check()`] does all of it.

pub mod annotate;
pub mod check;
mod checksum;
#[cfg(feature = "cli")]
pub mod cli;
mod json;
pub mod judge;
pub mod library;
pub mod live;
pub mod markup;
pub mod ordered;
pub mod pattern;
pub mod proof;
pub mod redline;
pub mod report;
pub mod slots;
pub mod text;
pub mod value;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use check::{CheckError, Input, Options, check};
pub use live::Live;
