//! A hash table that is used where it lies in a file: nothing is read or built when the program starts.
//!
//! Open addressing with linear probing. A slot holds three bytes of its key's hash (none zero: empty) and a payload
//! of fixed length. Before the slots lies a bit for each of many hash values, set where a key has it: most keys that
//! are looked for are not there, and these bits fit into a processor's cache where the slots do not.

use std::borrow::Cow;

/// How many bytes of a hash a slot keeps.
pub(crate) const PRINT: usize = 3;
/// How full a table is, in percent: a word that is not there is seen to be missing after a few slots.
const FILL: u64 = 65;

/// How many filter bits there are for each slot, at least.
const BITS: u64 = 4;
/// Length of the number of slots in front.
const HEAD: usize = 4;

/// A table from hashes to payloads of one length, in slots of `SIZE` bytes.
#[derive(Clone, Debug)]
pub(crate) struct Table<const SIZE: usize> {
    bytes: Cow<'static, [u8]>,
    slots: u64,
    /// Number of filter bits, a power of two, less one.
    mask: u64,
    /// Where the slots begin.
    first: usize,
}

impl<const SIZE: usize> Table<SIZE> {
    /// Lays out pairs of hash and payload. Of a hash that comes twice the first payload counts.
    pub(crate) fn build<'a>(pairs: impl ExactSizeIterator<Item = (u64, &'a [u8])>) -> Self {
        let slots = pairs.len() as u64 * 100 / FILL + 1;
        let (mask, first) = layout(slots);
        let mut bytes = vec![0; first + slots as usize * SIZE];
        bytes[..HEAD].copy_from_slice(&(slots as u32).to_le_bytes());
        for (hash, content) in pairs {
            let bit = (hash >> 24) & mask;
            bytes[HEAD + (bit / 8) as usize] |= 1 << (bit % 8);
            let (mut slot, print) = place(hash, slots);
            loop {
                let start = first + slot as usize * SIZE;
                let entry = &mut bytes[start..start + SIZE];
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
        Self { bytes: Cow::Owned(bytes), slots, mask, first }
    }

    /// Takes up a table that lies in a file; `None` where the length does not fit.
    pub(crate) fn open(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let slots = u64::from(u32::from_le_bytes(bytes.get(..HEAD)?.try_into().ok()?));
        let (mask, first) = layout(slots);
        let fits = bytes.len() == first.checked_add(slots as usize * SIZE)?;
        (slots > 0 && fits).then_some(Self { bytes, slots, mask, first })
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The payload of a hash.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<&[u8]> {
        if !self.may_have(hash) {
            return None;
        }
        self.slot(hash).map(|slot| &slot[PRINT..])
    }

    /// Whether the filter lets a hash through; most of those that are not there it does not.
    #[inline]
    pub(crate) fn may_have(&self, hash: u64) -> bool {
        let bit = (hash >> 24) & self.mask;
        self.bytes[HEAD + (bit / 8) as usize] >> (bit % 8) & 1 == 1
    }

    /// The slot of a hash, its payload behind [`PRINT`] other bytes.
    #[inline]
    pub(crate) fn slot(&self, hash: u64) -> Option<&[u8; SIZE]> {
        let (start, print) = place(hash, self.slots);
        let (slots, _) = self.bytes[self.first..].as_chunks::<SIZE>();
        // Round the end once; a damaged file without an empty slot ends there, too.
        let (before, from) = slots.split_at_checked(start as usize)?;
        for slot in from.iter().chain(before) {
            if slot[..PRINT] == print {
                return Some(slot);
            }
            if slot[..PRINT] == [0; PRINT] {
                return None;
            }
        }
        None
    }
}

/// The number of filter bits less one, and where the slots begin.
fn layout(slots: u64) -> (u64, usize) {
    let bits = (slots * BITS).next_power_of_two().max(8);
    (bits - 1, HEAD + (bits / 8) as usize)
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
        let table = Table::<5>::build(pairs.iter().map(|(hash, bytes)| (*hash, bytes.as_slice())));
        let again = Table::<5>::open(table.as_bytes().to_vec().into()).expect("the same table");
        for (hash, bytes) in &pairs {
            assert_eq!(again.get(*hash), Some(bytes.as_slice()));
        }
        let missing = (0..5000).filter(|n| again.get(mix(*n, 8)).is_some()).count();
        assert!(missing < 5, "{missing} words that are not there were found");
    }

    #[test]
    fn damaged_tables_end() {
        assert!(Table::<5>::open(vec![1; 7].into()).is_none());
        // Ten slots, none empty, every filter bit set.
        let mut full = vec![255; 4 + 8 + 50];
        full[..4].copy_from_slice(&10_u32.to_le_bytes());
        let full = Table::<5>::open(full.into()).expect("ten slots");
        assert_eq!(full.get(hash("x")), None);
    }
}
