//! The package: a zip whose parts point to each other by relationships (ECMA-376 part 2).
//!
//! Only the parts that are asked for are unpacked, in memory and within limits. Nothing here knows what a part means.

use rawzip::{CompressionMethod, ErrorKind, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::error::DocxError;
use super::limits;
use super::xml::{Token, Xml, decode};
use crate::checksum;
use crate::ordered::Map;

/// How a compound file of [MS-CFB] begins: old Office formats, and the envelope of encrypted new ones ([MS-OFFCRYPTO]
/// 2.3.4).
pub(super) const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A .docx opened, not yet read.
pub(crate) struct Package<'a> {
    archive: ZipSliceArchive<&'a [u8]>,
    /// By name in lower case: part names do not tell case apart (part 2, 6.2.2.3).
    entries: Map<String, Entry>,
    /// Bytes that may still be unpacked.
    left: usize,
}

struct Entry {
    wayfinder: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
    crc: u32,
    /// Two parts of one name: which of them a reader takes is anybody's guess, so neither is read.
    doubled: bool,
}

/// A relationship from one part to another.
pub(crate) struct Relation {
    /// The last segment of its type, the same in transitional and strict files: `styles`.
    pub(crate) kind: String,
    /// The part that it leads to.
    pub(crate) target: String,
}

impl<'a> Package<'a> {
    /// Opens a package by its directory.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, DocxError> {
        if !bytes.starts_with(b"PK") {
            return Err(sniff(bytes));
        }
        let archive = ZipArchive::from_slice(bytes).map_err(|error| match error.kind() {
            ErrorKind::MissingEndOfCentralDirectory | ErrorKind::Eof => DocxError::Truncated,
            _ => DocxError::Damaged("its directory is broken".to_owned()),
        })?;
        let mut entries = Map::new();
        let mut listing = archive.entries();
        loop {
            let entry = match listing.next_entry() {
                Ok(Some(entry)) => entry,
                Ok(None) => break,
                Err(_) => {
                    return Err(DocxError::Damaged("its directory is broken".to_owned()));
                }
            };
            limits::check(entries.len() + 1, limits::ENTRIES, "parts")?;
            let path = entry.file_path();
            let name = String::from_utf8_lossy(path.as_ref()).replace('\\', "/");
            let name = name.trim_start_matches('/').to_ascii_lowercase();
            let new = Entry {
                wayfinder: entry.wayfinder(),
                method: entry.compression_method(),
                encrypted: entry.flags().is_encrypted(),
                crc: entry.crc32(),
                doubled: false,
            };
            entries
                .entry(name)
                .and_modify(|entry: &mut Entry| entry.doubled = true)
                .or_insert(new);
        }
        Ok(Self {
            archive,
            entries,
            left: limits::TOTAL,
        })
    }

    /// Whether it holds a part of this name.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.entries.contains_key(&name.to_ascii_lowercase())
    }

    /// Whether the name of any part begins so.
    pub(crate) fn holds_under(&self, folder: &str) -> bool {
        self.entries.keys().any(|name| name.starts_with(folder))
    }

    /// A part unpacked; none if there is no such part.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, DocxError> {
        let Some(entry) = self.entries.get(&name.to_ascii_lowercase()) else {
            return Ok(None);
        };
        if entry.doubled {
            return Err(DocxError::Damaged(format!("it holds {name} twice")));
        }
        if entry.encrypted {
            return Err(DocxError::Encrypted);
        }
        let damaged = || DocxError::Damaged(format!("{name} cannot be unpacked"));
        let data = self
            .archive
            .get_entry(entry.wayfinder)
            .map_err(|_| damaged())?
            .data();
        let limit = self.left.min(limits::PART);
        let too_large = || DocxError::TooLarge {
            what: "bytes when unpacked",
            limit: if limit < limits::PART {
                limits::TOTAL
            } else {
                limits::PART
            },
        };
        let unpacked = match entry.method {
            CompressionMethod::STORE if data.len() > limit => return Err(too_large()),
            CompressionMethod::STORE => data.to_vec(),
            CompressionMethod::DEFLATE => {
                // The size that the directory declares is not believed: the limit holds while inflating.
                miniz_oxide::inflate::decompress_to_vec_with_limit(data, limit).map_err(
                    |error| match error.status {
                        miniz_oxide::inflate::TINFLStatus::HasMoreOutput => too_large(),
                        _ => damaged(),
                    },
                )?
            }
            _ => return Err(damaged()),
        };
        if checksum::crc32(&unpacked) != entry.crc {
            return Err(damaged());
        }
        self.left = self.left.saturating_sub(unpacked.len());
        Ok(Some(unpacked))
    }

    /// A part as text, and whether bytes in it had to be replaced.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<(String, bool)>, DocxError> {
        Ok(self.bytes(name)?.map(decode))
    }

    /// The relationships of a part, or of the package where the part is empty: part 2, section 6.5. External ones and
    /// those that do not parse are left out.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, DocxError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let mut relations = Vec::new();
        let Some((text, _)) = self.text(&name)? else {
            return Ok(relations);
        };
        let mut xml = Xml::new(&text);
        while let Some(token) = xml.next()? {
            let Token::Open(element) = token else {
                continue;
            };
            if element.local != "Relationship"
                || element.attribute("TargetMode").as_deref() == Some("External")
            {
                continue;
            }
            let (Some(kind), Some(target)) =
                (element.attribute("Type"), element.attribute("Target"))
            else {
                continue;
            };
            relations.push(Relation {
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: resolve(folder, &target),
            });
        }
        Ok(relations)
    }
}

/// A target as the name of a part: targets are relative to the folder of the part that names them.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|s| !s.is_empty()).collect()
    };
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            segment => path.push(segment),
        }
    }
    path.join("/")
}

/// What a file is that is no zip.
fn sniff(bytes: &[u8]) -> DocxError {
    if !bytes.starts_with(&COMPOUND_FILE) {
        return DocxError::NotZip;
    }
    // Names of streams are in UTF-16, little-endian.
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") {
        DocxError::Encrypted
    } else if holds("WordDocument") {
        DocxError::LegacyWord
    } else {
        DocxError::LegacyOther
    }
}
