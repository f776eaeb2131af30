//! Names glued to other words by a hyphen: «Microsoft-topvrouw», «EU-Kommission», «pro-Trump».

use super::NameType;
use super::candidates::Candidate;
use super::document::Document;
use super::marks::Marks;
use crate::lexicon::Scheme;

/// «Microsoft-topvrouw», «EU-Kommission», «Trump-Regierung»: the name before the hyphen.
pub(super) fn compound(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> Option<Candidate> {
    let token = marks.token(at);
    if !marks.is_capital(at) || !token.folded.contains('-') {
        return None;
    }
    let surface = marks.surface(at);
    if !marks.named(surface).is_empty() || marks.is_first_name(at) {
        return None;
    }
    // «anti-Erdogan», «pro-Trump».
    if let Some((prefix, name)) = surface.split_once('-')
        && prefix.chars().all(char::is_lowercase)
        && name.starts_with(char::is_uppercase)
    {
        let mut candidate = Candidate::new(marks, at..at + 1);
        candidate.bytes.start += prefix.len() + 1;
        candidate.proper = 3;
        return Some(candidate);
    }
    // From the longest prefix down, one that names something by itself.
    let mut cut = surface.len();
    while let Some(hyphen) = surface[..cut].rfind('-') {
        cut = hyphen;
        let (name, rest) = (&surface[..hyphen], &surface[hyphen + 1..]);
        let folded = crate::language::fold(name);
        let last = crate::language::fold(rest.rsplit('-').next().unwrap_or(rest));
        let headed = marks.has_ending("place-ending", &last)
            || marks
                .lexicon
                .phrases(Scheme::PlaceKinds, marks.analysis.language)
                .word(&last)
                .is_some();
        let kind = marks
            .lexicon
            .phrases(Scheme::ProgrammeKinds, marks.analysis.language)
            .word(&last)
            .map(|concept| marks.programme_type(concept))
            .filter(|kind| *kind != NameType::Work && *kind != NameType::Product);
        let proper_prefix = !marks.is_common_noun(&folded)
            && !marks.is_lexical(&folded)
            && !marks.is_not_name(name)
            && document.usage(&folded).lower == 0;
        if proper_prefix && (headed || kind.is_some()) && !marks.catalogue.is_first_name(name) {
            let kind = if headed { NameType::Place } else { kind? };
            let mut candidate = Candidate::of(marks, at..at + 1, kind, 6);
            candidate.proper = 2;
            return Some(candidate);
        }
        let common = rest.starts_with(char::is_lowercase)
            || marks.capital_nouns && (marks.is_common_noun(&last) || marks.is_lexical(&last));
        let acronym = name.chars().count() > 1
            && name.chars().all(|c| c.is_uppercase() || c == '.' || c == '&')
            && !marks.is_not_name(name);
        let usage = document.usage(&folded);
        // A language with small nouns shows by the tail in lower case where the name ends.
        let shown = !marks.capital_nouns
            && marks.glued_at(at) == Some(hyphen)
            && usage.lower == 0
            && !marks.is_lexical(&folded);
        let known = shown
            || !marks.catalogue.named(name).is_empty()
            || usage.free > 0 && usage.lower == 0 && !marks.is_common_noun(&folded);
        if common && (acronym || known) && !marks.is_not_name(name) {
            let mut candidate = Candidate::new(marks, at..at + 1);
            candidate.bytes.end = candidate.bytes.start + hyphen;
            candidate.proper = 2;
            return Some(candidate);
        }
    }
    None
}
