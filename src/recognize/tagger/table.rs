//! A hash table that is used where it lies in a file: nothing is read or built when the program starts.
//!
//! Open addressing with linear probing. A slot holds three bytes of its key's hash (none zero: empty) and a payload
//! of fixed length.

use std::borrow::Cow;

/// How many bytes of a hash a slot keeps.
const PRINT: usize = 3;
/// How full a table is, in percent: a word that is not there is seen to be missing after a few slots.
const FILL: u64 = 65;

/// A table from hashes to payloads of one length.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    bytes: Cow<'static, [u8]>,
    slots: u64,
    payload: usize,
}

impl Table {
    /// Lays out pairs of hash and payload. Of a hash that comes twice the first payload counts.
    pub(crate) fn build<'a>(
        payload: usize,
        pairs: impl ExactSizeIterator<Item = (u64, &'a [u8])>,
    ) -> Self {
        let slots = pairs.len() as u64 * 100 / FILL + 1;
        let mut table =
            Self { bytes: Cow::Owned(vec![0; slots as usize * (PRINT + payload)]), slots, payload };
        let bytes = table.bytes.to_mut();
        for (hash, content) in pairs {
            let (mut slot, print) = place(hash, slots);
            loop {
                let start = slot as usize * (PRINT + payload);
                let entry = &mut bytes[start..start + PRINT + payload];
                if entry[..PRINT] == [0; PRINT] {
                    entry[..PRINT].copy_from_slice(&print);
                    entry[PRINT..].copy_from_slice(content);
                    break;
                }
                if entry[..PRINT] == print {
                    break;
                }
                slot = (slot + 1) % slots;
            }
        }
        table
    }

    /// Takes up a table that lies in a file; `None` where the length does not fit.
    pub(crate) fn open(bytes: Cow<'static, [u8]>, payload: usize) -> Option<Self> {
        let slot = PRINT + payload;
        let slots = (bytes.len() / slot) as u64;
        (slots > 0 && bytes.len().is_multiple_of(slot)).then_some(Self { bytes, slots, payload })
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The payload of a hash.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<&[u8]> {
        let (first, print) = place(hash, self.slots);
        let size = PRINT + self.payload;
        let start = first as usize * size;
        // Round the end once; a damaged file without an empty slot ends there, too.
        let (before, from) = self.bytes.split_at_checked(start)?;
        for entry in from.chunks_exact(size).chain(before.chunks_exact(size)) {
            if entry[..PRINT] == print {
                return Some(&entry[PRINT..]);
            }
            if entry[..PRINT] == [0; PRINT] {
                return None;
            }
        }
        None
    }
}

/// The slot where a hash is looked for first, and what tells it there.
#[inline]
fn place(hash: u64, slots: u64) -> (u64, [u8; PRINT]) {
    let [a, b, c, ..] = hash.to_le_bytes();
    let print = if [a, b, c] == [0; PRINT] { [1, 0, 0] } else { [a, b, c] };
    (((hash >> 32) * slots) >> 32, print)
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::recognize::tagger::known::{hash, mix};

    #[test]
    fn gives_back_what_was_put_in() {
        let pairs: Vec<(u64, [u8; 2])> =
            (0..5000_u16).map(|n| (mix(u64::from(n), 7), n.to_le_bytes())).collect();
        let table = Table::build(2, pairs.iter().map(|(hash, bytes)| (*hash, bytes.as_slice())));
        let again = Table::open(table.as_bytes().to_vec().into(), 2).expect("the same table");
        for (hash, bytes) in &pairs {
            assert_eq!(again.get(*hash), Some(bytes.as_slice()));
        }
        let missing = (0..5000).filter(|n| again.get(mix(*n, 8)).is_some()).count();
        assert!(missing < 5, "{missing} words that are not there were found");
    }

    #[test]
    fn damaged_tables_end() {
        assert!(Table::open(vec![1; 7].into(), 2).is_none());
        let full = Table::open(vec![1; 50].into(), 2).expect("ten slots, none empty");
        assert_eq!(full.get(hash("x")), None);
    }
}
