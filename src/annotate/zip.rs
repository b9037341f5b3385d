//! The package written again: entries that nobody touched are copied as they stand, compressed bytes and all.
//!
//! The layout of a zip is that of PKWARE's APPNOTE.TXT, section 4.3: local headers with their data (4.3.7), the central
//! directory (4.3.12), and its end (4.3.16). Nothing here is larger than the records without ZIP64 hold; a file that is
//! gets an error.

use rawzip::ZipArchive;

use super::AnnotateError;
use crate::checksum;
use crate::ordered::{self, Map};
use crate::redline::DocxError;

/// How hard parts are packed: what zip programs do when nothing is said.
const LEVEL: u8 = 6;

/// The flags that a packed part keeps (4.4.4): that its name is in UTF-8. Sizes that follow the data, and how hard it
/// was packed, are no longer so.
const KEPT_FLAGS: u16 = 1 << 11;

/// The lengths of the records before their variable parts.
const LOCAL: usize = 30;
const CENTRAL: usize = 46;

/// An entry as it stands.
struct Entry<'a> {
    /// The name in lower case: part names do not tell case apart.
    name: String,
    /// Its record in the directory.
    record: &'a [u8],
    /// Where its local header begins.
    offset: usize,
    packed: u64,
    size: u64,
}

/// A part packed anew.
struct Packed {
    method: u16,
    crc: u32,
    data: Vec<u8>,
    size: u32,
}

/// Writes a package with some parts changed and some added, by name.
pub(super) fn rewrite(bytes: &[u8], parts: Map<String, Vec<u8>>) -> Result<Vec<u8>, AnnotateError> {
    let archive = ZipArchive::from_slice(bytes).map_err(|_| damaged())?;
    let (entries, directory_begins) = entries(bytes).ok_or_else(damaged)?;
    let mut parts: Map<String, (String, Vec<u8>)> = parts
        .into_iter()
        .map(|(name, part)| (name.to_ascii_lowercase(), (name, part)))
        .collect();
    let mut begins: Vec<usize> = entries.iter().map(|entry| entry.offset).collect();
    begins.push(directory_begins);
    ordered::sort(&mut begins);

    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 8);
    let mut directory = Vec::new();
    for entry in &entries {
        let offset = fit(out.len())?;
        match parts.remove(&entry.name) {
            None => {
                // What stands between this entry and the next goes with it: sizes that follow the data, padding.
                let next = begins.partition_point(|begin| *begin <= entry.offset);
                let end = *begins.get(next).ok_or_else(damaged)?;
                out.extend(bytes.get(entry.offset..end).ok_or_else(damaged)?);
                copy(&mut directory, entry, offset).ok_or_else(damaged)?;
            }
            Some((_, part)) => {
                let name = variable(entry.record).ok_or_else(damaged)?.0;
                let new = Packed::of(&part)?;
                new.local(&mut out, name, entry.record);
                new.central(&mut directory, name, entry.record, offset);
            }
        }
    }
    let added = parts.len();
    for (name, part) in parts.into_values() {
        let offset = fit(out.len())?;
        let new = Packed::of(&part)?;
        new.local(&mut out, name.as_bytes(), &NEW);
        new.central(&mut directory, name.as_bytes(), &NEW, offset);
    }

    let begins = fit(out.len())?;
    let count = u16::try_from(entries.len() + added).map_err(|_| too_large())?;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(fit(directory.len())?.to_le_bytes());
    out.extend(begins.to_le_bytes());
    let comment = archive.comment();
    let length = u16::try_from(comment.as_bytes().len()).unwrap_or(0);
    out.extend(length.to_le_bytes());
    out.extend(comment.as_bytes().iter().take(usize::from(length)));
    Ok(out)
}

/// The record of a part that was not there before: version 2.0, the first day that a zip can name.
const NEW: [u8; CENTRAL] = {
    let mut record = [0; CENTRAL];
    record[4] = 20;
    record[6] = 20;
    record[14] = 0x21;
    record
};

/// The entries in the order of the directory, and where that begins.
fn entries(bytes: &[u8]) -> Option<(Vec<Entry<'_>>, usize)> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    let mut list = Vec::new();
    let mut begins = usize::MAX;
    let mut listing = archive.entries();
    while let Some(entry) = listing.next_entry().ok()? {
        let at = usize::try_from(entry.central_directory_offset()).ok()?;
        begins = begins.min(at);
        let record = bytes.get(at..)?;
        let (name, extra, comment) = variable(record)?;
        let length = CENTRAL + name.len() + extra.len() + comment.len();
        let path = String::from_utf8_lossy(name).replace('\\', "/");
        list.push(Entry {
            name: path.trim_start_matches('/').to_ascii_lowercase(),
            record: record.get(..length)?,
            offset: usize::try_from(entry.local_header_offset()).ok()?,
            packed: entry.compressed_size_hint(),
            size: entry.uncompressed_size_hint(),
        });
    }
    Some((list, begins))
}

/// The name, the extra fields and the comment of a record of the directory.
fn variable(record: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let length = |at: usize| Some(usize::from(u16::from_le_bytes(field(record, at)?)));
    let (name, rest) = record.get(CENTRAL..)?.split_at_checked(length(28)?)?;
    let (extra, rest) = rest.split_at_checked(length(30)?)?;
    Some((name, extra, rest.get(..length(32)?)?))
}

/// Copies a record of the directory to where its entry now is. Sizes that stood in a ZIP64 field (4.5.3) fit the record.
fn copy(directory: &mut Vec<u8>, entry: &Entry<'_>, offset: u32) -> Option<()> {
    let (name, mut extra, comment) = variable(entry.record)?;
    let mut kept: Vec<u8> = Vec::new();
    while let (Some(id), Some(length)) = (field(extra, 0), field(extra, 2)) {
        let length = 4 + usize::from(u16::from_le_bytes(length));
        let Some((one, rest)) = extra.split_at_checked(length) else {
            break;
        };
        if u16::from_le_bytes(id) != 1 {
            kept.extend(one);
        }
        extra = rest;
    }
    kept.extend(extra);
    directory.extend(entry.record.get(..20)?);
    directory.extend(u32::try_from(entry.packed).ok()?.to_le_bytes());
    directory.extend(u32::try_from(entry.size).ok()?.to_le_bytes());
    directory.extend(entry.record.get(28..30)?);
    directory.extend(u16::try_from(kept.len()).ok()?.to_le_bytes());
    directory.extend(entry.record.get(32..42)?);
    directory.extend(offset.to_le_bytes());
    directory.extend(name);
    directory.extend(kept);
    directory.extend(comment);
    Some(())
}

impl Packed {
    fn of(part: &[u8]) -> Result<Self, AnnotateError> {
        let packed = miniz_oxide::deflate::compress_to_vec(part, LEVEL);
        let (method, data) = if packed.len() < part.len() {
            (8, packed)
        } else {
            (0, part.to_vec())
        };
        fit(data.len())?;
        Ok(Self {
            method,
            crc: checksum::crc32(part),
            data,
            size: fit(part.len())?,
        })
    }

    /// What local header and directory share, after the versions: flags, method, time and date, checksum, sizes.
    fn shared(&self, out: &mut Vec<u8>, name: &[u8], record: &[u8]) {
        let flags = field(record, 8).map_or(0, u16::from_le_bytes) & KEPT_FLAGS;
        out.extend(flags.to_le_bytes());
        out.extend(self.method.to_le_bytes());
        out.extend(field::<4>(record, 12).unwrap_or_default());
        out.extend(self.crc.to_le_bytes());
        // Both fit: `of` saw to it.
        out.extend((self.data.len() as u32).to_le_bytes());
        out.extend(self.size.to_le_bytes());
        out.extend((name.len() as u16).to_le_bytes());
        out.extend([0; 2]);
    }

    fn local(&self, out: &mut Vec<u8>, name: &[u8], record: &[u8]) {
        out.reserve(LOCAL + name.len() + self.data.len());
        out.extend(b"PK\x03\x04\x14\0");
        self.shared(out, name, record);
        out.extend(name);
        out.extend(&self.data);
    }

    fn central(&self, out: &mut Vec<u8>, name: &[u8], record: &[u8], offset: u32) {
        out.extend(b"PK\x01\x02");
        out.extend(field::<2>(record, 4).unwrap_or_default());
        out.extend(b"\x14\0");
        self.shared(out, name, record);
        // No comment; the disk and the attributes as they were.
        out.extend([0; 4]);
        out.extend(field::<6>(record, 36).unwrap_or_default());
        out.extend(offset.to_le_bytes());
        out.extend(name);
    }
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at + N)?.try_into().ok()
}

fn fit(length: usize) -> Result<u32, AnnotateError> {
    u32::try_from(length).map_err(|_| too_large())
}

fn damaged() -> AnnotateError {
    DocxError::Damaged(String::from("its directory is broken")).into()
}

fn too_large() -> AnnotateError {
    DocxError::TooLarge {
        what: "bytes",
        limit: u32::MAX as usize,
    }
    .into()
}
