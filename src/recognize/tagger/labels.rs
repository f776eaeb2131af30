//! The labels that the tagger gives to units: outside a name, or a place in a name of a type (first,
//! inner, last, only: the BILOU scheme of Ratinov and Roth, CoNLL 2009).

use super::super::NameType;

/// How many labels there are.
pub(crate) const LABELS: usize = 1 + 4 * NameType::ALL.len();

/// The label of what stands outside all names.
pub(crate) const OUTSIDE: usize = 0;

/// The place of a unit in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    First,
    Inner,
    Last,
    Only,
}

/// The label of a type and place.
pub(crate) const fn label(kind: NameType, place: Place) -> usize {
    1 + 4 * kind as usize + place as usize
}

/// The type and place of a label, none for [`OUTSIDE`].
pub(crate) fn parts(label: usize) -> Option<(NameType, Place)> {
    let at = label.checked_sub(1)?;
    let place = [Place::First, Place::Inner, Place::Last, Place::Only][at % 4];
    Some((*NameType::ALL.get(at / 4)?, place))
}

/// Whether a label may stand where nothing is open before it: outside, first, only.
pub(crate) fn opens(label: usize) -> bool {
    parts(label).is_none_or(|(_, place)| matches!(place, Place::First | Place::Only))
}

/// Whether a label leaves nothing open behind it: outside, last, only.
pub(crate) fn closes(label: usize) -> bool {
    parts(label).is_none_or(|(_, place)| matches!(place, Place::Last | Place::Only))
}

/// Whether one label may follow another.
pub(crate) fn may_follow(before: usize, label: usize) -> bool {
    if closes(before) {
        return opens(label);
    }
    match (parts(before), parts(label)) {
        (Some((open, _)), Some((kind, place))) => {
            open == kind && matches!(place, Place::Inner | Place::Last)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{LABELS, OUTSIDE, Place, label, may_follow, parts};
    use crate::recognize::NameType;

    #[test]
    fn labels_are_numbered_without_gaps() {
        let mut seen = vec![OUTSIDE];
        for kind in NameType::ALL {
            for place in [Place::First, Place::Inner, Place::Last, Place::Only] {
                let number = label(kind, place);
                assert_eq!(parts(number), Some((kind, place)));
                seen.push(number);
            }
        }
        assert_eq!(seen, (0..LABELS).collect::<Vec<_>>());
    }

    #[test]
    fn a_name_goes_on_in_its_own_type() {
        let first = label(NameType::Person, Place::First);
        assert!(may_follow(first, label(NameType::Person, Place::Last)));
        assert!(!may_follow(first, label(NameType::Place, Place::Last)));
        assert!(!may_follow(first, OUTSIDE));
        assert!(may_follow(label(NameType::Person, Place::Only), first));
    }
}
