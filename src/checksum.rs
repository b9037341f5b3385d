//! The checksum that a zip holds of each part: CRC-32, as PKWARE's APPNOTE.TXT has it (4.4.7).
//!
//! Its tables are worked out when first needed, which takes microseconds. As data they would be 16 kB of the Wasm that
//! nothing compresses; `rawzip`'s own are.

use std::sync::OnceLock;

/// The polynomial 0x04C11DB7 with its bits the other way round, as the lowest bit is the first.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// How many bytes are taken at once.
const BLOCK: usize = 16;

/// What a byte leaves of the checksum, by its place in a block: the last table is that of the last byte.
type Tables = [[u32; 256]; BLOCK];

static TABLES: OnceLock<Tables> = OnceLock::new();

fn tables() -> Tables {
    let mut tables: Tables = [[0; 256]; BLOCK];
    let mut left: [u32; 256] = std::array::from_fn(|byte| {
        (0..8).fold(byte as u32, |left, _| {
            (left >> 1) ^ if left & 1 == 1 { POLYNOMIAL } else { 0 }
        })
    });
    let one = left;
    for table in tables.iter_mut().rev() {
        *table = left;
        // A byte further from the end: what is left goes through a byte of zeros.
        left = left.map(|left| (left >> 8) ^ one[usize::from(left as u8)]);
    }
    tables
}

/// The checksum of a part's bytes, not packed.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let tables = TABLES.get_or_init(tables);
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let mut crc = !0;
    for block in blocks {
        let mut block = *block;
        for (byte, crc) in block.iter_mut().zip(u32::to_le_bytes(crc)) {
            *byte ^= crc;
        }
        crc = 0;
        for (byte, table) in block.iter().zip(tables) {
            crc ^= table[usize::from(*byte)];
        }
    }
    for byte in rest {
        crc = (crc >> 8) ^ tables[BLOCK - 1][usize::from(crc as u8 ^ byte)];
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_is_that_of_the_catalogue() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    proptest::proptest! {
        #[test]
        fn it_is_the_one_of_another_program(bytes in proptest::collection::vec(0u8.., 0..200)) {
            proptest::prop_assert_eq!(crc32(&bytes), rawzip::crc32(&bytes));
        }
    }
}
