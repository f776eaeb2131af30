//! What the article gives clearly and in full once settles its short forms: «Zorvax» is what «Zorvax Ltd» is, «Lindners»
//! is Petra Lindner’s.

use super::marks::Marks;
use super::{Name, NameType};
use std::collections::BTreeSet;

/// From here a full name is clear, and up to here a short one is not.
const CLEAR: u8 = 90;

/// How sure a short form is that nothing but its full name proves.
const ECHO: u8 = 80;

/// Gives the short forms of clear names the type of these, and finds genitives of surnames that were left out.
pub(super) fn echo(marks: &Marks<'_>, names: &mut Vec<Name>) {
    let mut bodies: BTreeSet<&str> = BTreeSet::new();
    let mut surnames: BTreeSet<&str> = BTreeSet::new();
    for name in names.iter().filter(|name| name.tokens.len() > 1) {
        let last = name.tokens.end - 1;
        let legal = marks.organizations.covering(last).is_some_and(|found| {
            marks.lexicon.concept(found.concept).property("position") == "after"
        });
        // A legal form is proof enough, however unsure the tagger is.
        if name.kind == NameType::Organization && name.tokens.len() == 2 && legal {
            bodies.insert(&marks.token(name.tokens.start).folded);
        } else if name.kind == NameType::Person && name.confidence >= CLEAR {
            surnames.insert(&marks.token(last).folded);
        }
    }
    for name in names.iter_mut().filter(|n| n.tokens.len() == 1 && n.confidence < CLEAR) {
        let word = marks.token(name.tokens.start).folded.as_str();
        let whole = marks.analysis.bytes(&name.tokens) == name.bytes;
        if whole && bodies.contains(word) && !surnames.contains(word) {
            name.kind = NameType::Organization;
            name.confidence = name.confidence.max(ECHO);
        }
    }
    let Some(endings) = marks.words.endings.get("genitive-ending") else { return };
    for at in 0..marks.len() {
        let word = marks.token(at).folded.as_str();
        let genitive = || {
            endings.iter().any(|ending| {
                let bare = word.strip_suffix(ending.as_str()).filter(|bare| bare.len() > 3);
                bare.is_some_and(|bare| surnames.contains(bare))
            })
        };
        let free = |name: &Name| !name.tokens.contains(&at);
        if marks.is_capital(at) && genitive() && names.iter().all(free) {
            names.push(Name {
                tokens: at..at + 1,
                bytes: marks.analysis.bytes(&(at..at + 1)),
                kind: NameType::Person,
                confidence: ECHO,
            });
        }
    }
}
