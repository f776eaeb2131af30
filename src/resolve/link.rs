//! Which thing of the catalogue a name means.

use crate::catalogue::Catalogue;
use crate::recognize::NameType;

/// The catalogue's thing of a type that bears one of these spellings; `None` where a name is too weak
/// a proof: one word of a person's name, a common word, a name of several well-known things.
pub(super) fn entry(catalogue: &Catalogue, kind: NameType, spellings: &[String]) -> Option<usize> {
    let mut weak = None;
    for spelling in spellings {
        if kind == NameType::Person && !spelling.contains(' ') && spellings.len() > 1 {
            continue;
        }
        let found = catalogue.named(spelling).iter().map(|&number| number as usize);
        let Some(number) = found.into_iter().find(|&n| catalogue.entry(n).kind == Some(kind))
        else {
            continue;
        };
        let entry = catalogue.entry(number);
        let doubtful = entry.ambiguous
            || entry.is_common(spelling)
            || kind == NameType::Person && !spelling.contains(' ');
        if !doubtful {
            return Some(number);
        }
        // Two doubtful spellings of one thing prove it together.
        match weak {
            Some(known) if known == number => return Some(number),
            None => weak = Some(number),
            Some(_) => {}
        }
    }
    None
}
