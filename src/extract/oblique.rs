//! Whether a name stands behind a preposition, so that it is no subject.

use super::reading::Reading;
use crate::lexicon::Scheme;

/// The most titles, roles, articles and enumerated names between a preposition and a name.
const MOST_STEPS: usize = 12;

/// Whether a name stands behind a preposition, titles, roles and articles between them, or is
/// enumerated with a name that does.
pub(super) fn is_oblique(reading: &Reading<'_>, name: usize) -> bool {
    let mut name = name;
    let mut at = reading.names[name].tokens.start;
    let from = reading.sentence_tokens(at).start;
    for _ in 0..MOST_STEPS {
        let Some(before) = at.checked_sub(1).filter(|&i| i >= from) else { return false };
        let article = reading.is_class("article", before);
        let preposition =
            reading.is_class("preposition", before) || reading.is_class("partitive", before);
        if reading.is_class("contraction", before) || preposition && !article {
            return true;
        }
        // «with BeCode and Howest»: what one name stands behind, the next does, too.
        if reading.is_class("link", before) {
            let earlier = before.checked_sub(1).and_then(|i| reading.name_over(i));
            let Some(earlier) = earlier.filter(|&earlier| earlier < name) else { return false };
            name = earlier;
            at = reading.names[name].tokens.start;
            continue;
        }
        let phrase = [Scheme::Titles, Scheme::Roles, Scheme::Nationalities, Scheme::RoleModifiers]
            .into_iter()
            .find_map(|scheme| {
                let phrases = reading.phrases(scheme);
                phrases.match_before(reading.analysis.text, reading.tokens(), at, from)
            });
        match phrase {
            Some(hit) => at = hit.tokens.start,
            None if article || reading.is_class("determiner", before) => at = before,
            None => return false,
        }
    }
    false
}
