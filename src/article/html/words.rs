//! The words that pages are read with, from `ontology/pages.ttl` and the months of
//! `ontology/calendar.ttl`, in lower case.

use crate::vocab::skos;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const FILES: [&str; 2] =
    [include_str!("../../../ontology/pages.ttl"), include_str!("../../../ontology/calendar.ttl")];
const BY: &str = "https://newsgraph.example/page/by";
const AND: &str = "https://newsgraph.example/page/and";
const NONE: &str = "https://newsgraph.example/page/none";
const MONTH: &str = "https://newsgraph.example/calendar/month-";

/// The words, longest first within each list.
pub(super) struct Words {
    pub(super) by: Vec<String>,
    pub(super) and: Vec<String>,
    pub(super) none: Vec<String>,
    /// Names of months with their numbers, without a full stop at the end.
    pub(super) months: BTreeMap<String, i8>,
}

static WORDS: OnceLock<Words> = OnceLock::new();

/// The words in use: the bundled ones, unless [`add`] came first; without any where the bundled files would
/// not read.
pub(super) fn page_words() -> &'static Words {
    WORDS.get_or_init(|| Words::of(&[]))
}

/// Adds the words of some Turtle files to the bundled ones, for the whole process. `false` where words were in
/// use before, which then stay.
pub(in crate::article) fn add(turtle: &[&str]) -> bool {
    WORDS.set(Words::of(turtle)).is_ok()
}

impl Words {
    fn of(more: &[&str]) -> Self {
        let mut words =
            Self { by: Vec::new(), and: Vec::new(), none: Vec::new(), months: BTreeMap::new() };
        let labels = [skos::PREF_LABEL, skos::ALT_LABEL, skos::HIDDEN_LABEL];
        for file in FILES.iter().chain(more) {
            let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(file.as_bytes());
            for quad in quads.flatten().filter(|quad| labels.contains(&quad.predicate.as_str())) {
                let subject = quad.subject.to_string();
                let Term::Literal(label) = quad.object else { continue };
                let label = label.value().to_lowercase();
                match subject.trim_matches(['<', '>']) {
                    BY => words.by.push(label),
                    AND => words.and.push(label),
                    NONE => words.none.push(label),
                    subject => {
                        if let Some(Ok(month)) = subject.strip_prefix(MONTH).map(str::parse) {
                            words.months.insert(label.trim_end_matches('.').to_owned(), month);
                        }
                    }
                }
            }
        }
        for list in [&mut words.by, &mut words.and, &mut words.none] {
            list.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
            list.dedup();
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_of_ones_own_stand_beside_the_bundled_ones() {
        let own = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            <https://newsgraph.example/page/by> skos:altLabel \"Genoteerd door\"@nl .";
        let words = Words::of(&[own]);
        assert!(words.by.iter().any(|word| word == "genoteerd door"));
        assert!(words.by.iter().any(|word| word == "by"));
        assert!(!Words::of(&[]).by.iter().any(|word| word == "genoteerd door"));
    }
}
