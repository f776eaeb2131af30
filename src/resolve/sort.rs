//! What sort of its kind a thing is: company or government, plan or law, city or river.

use crate::catalogue::Catalogue;
use crate::language::Analysis;
use crate::lexicon::{ConceptId, Lexicon, Scheme};
use crate::recognize::{Name, NameType};

/// What the sort of a thing is read from.
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) names: &'a [Name],
    pub(super) lexicon: &'a Lexicon,
    pub(super) catalogue: &'a Catalogue,
}

impl Context<'_> {
    /// The notation and the concept's IRI; empty where nothing tells.
    pub(super) fn sort(
        &self,
        kind: NameType,
        mentions: &[usize],
        entry: Option<usize>,
    ) -> (String, String) {
        let Some(scheme) = scheme(kind) else { return (String::new(), String::new()) };
        let otherwise = match kind {
            NameType::Programme => "programme",
            NameType::Product => "product",
            NameType::Event => "event",
            NameType::Work => "work",
            _ => "other",
        };
        let known = entry.map(|e| self.catalogue.entry(e).sort.as_str()).filter(|s| !s.is_empty());
        let notation = known
            .map(str::to_owned)
            .or_else(|| self.worded(kind, mentions))
            .or_else(|| mentions.iter().find_map(|&m| self.parent(kind, &self.names[m])))
            .unwrap_or_else(|| otherwise.to_owned());
        let concept = self.lexicon.by_notation(scheme, &notation);
        let iri = concept.map(|id| self.lexicon.concept(id).iri.clone()).unwrap_or_default();
        (notation, iri)
    }

    /// The sort that the words in and around the mentions tell: a noun before one («plan X»), what is said
    /// of it («X est un programme»), a noun inside («X Initiative»), a noun behind.
    pub(super) fn worded(&self, kind: NameType, mentions: &[usize]) -> Option<String> {
        let scheme = scheme(kind)?;
        let names = || mentions.iter().map(|&m| &self.names[m]);
        names()
            .find_map(|name| self.before(scheme, kind, name))
            .or_else(|| names().find_map(|name| self.said(scheme, kind, name)))
            .or_else(|| names().find_map(|name| self.inside(scheme, kind, name)))
            .or_else(|| names().find_map(|name| self.behind(scheme, kind, name)))
    }

    /// A concept's notation where it is one of things of this type.
    fn fitting(&self, kind: NameType, concept: ConceptId) -> Option<String> {
        let notation = self.lexicon.notation(concept);
        let fits = match (notation, kind) {
            ("", _) => false,
            ("product" | "service", NameType::Product)
            | ("event", NameType::Event)
            | ("work", NameType::Work)
            | (_, NameType::Organization | NameType::Place) => true,
            ("product" | "service" | "event" | "work", _) => false,
            (_, kind) => kind == NameType::Programme,
        };
        fits.then(|| notation.to_owned())
    }

    fn before(&self, scheme: Scheme, kind: NameType, name: &Name) -> Option<String> {
        let (analysis, mut end) = (self.analysis, name.tokens.start);
        let phrases = self.lexicon.phrases(scheme, analysis.language);
        if end > 0 && analysis.tokens[end - 1].kind == crate::language::TokenKind::Mark {
            end -= 1;
        }
        let from = end.saturating_sub(5);
        let found = phrases.match_before(analysis.text, &analysis.tokens, end, from)?;
        let same =
            analysis.sentence_of(found.tokens.start) == analysis.sentence_of(name.tokens.start);
        same.then(|| self.fitting(kind, found.concept)).flatten()
    }

    /// «X est un programme», «X, le programme»: the first noun of the scheme within three words behind a
    /// form of «to be».
    fn said(&self, scheme: Scheme, kind: NameType, name: &Name) -> Option<String> {
        let analysis = self.analysis;
        let words = self.lexicon.words(analysis.language)?;
        let end = analysis.sentences[analysis.sentence_of(name.tokens.start)].tokens.end;
        let phrases = self.lexicon.phrases(Scheme::LanguageFacts, analysis.language);
        let copula = (name.tokens.end..end.min(name.tokens.end + 6)).find(|&t| {
            let mut concepts = phrases.concepts(&analysis.tokens[t].folded);
            concepts.any(|id| self.lexicon.concept(id).property("wordClass") == "copula")
        })?;
        let kinds = self.lexicon.phrases(scheme, analysis.language);
        let mut at = copula + 1;
        while at < end && at < copula + 3 {
            if let Some(found) = kinds.match_at(analysis.text, &analysis.tokens, at) {
                return self.fitting(kind, found.concept);
            }
            if !words.is_function_word(&analysis.tokens[at].folded) {
                return None;
            }
            at += 1;
        }
        None
    }

    fn inside(&self, scheme: Scheme, kind: NameType, name: &Name) -> Option<String> {
        let analysis = self.analysis;
        let phrases = self.lexicon.phrases(scheme, analysis.language);
        let found = phrases.find(analysis.text, &analysis.tokens, name.tokens.clone());
        let legal = phrases.match_at(analysis.text, &analysis.tokens, name.tokens.end);
        let legal =
            legal.filter(|m| self.lexicon.concept(m.concept).property("position") == "after");
        // The head stands last in most names, first in French ones: one of the two.
        found
            .last()
            .filter(|m| m.tokens.end == name.tokens.end)
            .or(found.first())
            .or(legal.as_ref())
            .and_then(|m| self.fitting(kind, m.concept))
    }

    fn behind(&self, scheme: Scheme, kind: NameType, name: &Name) -> Option<String> {
        let analysis = self.analysis;
        let phrases = self.lexicon.phrases(scheme, analysis.language);
        let next = analysis.tokens.get(name.tokens.end)?;
        if next.has_capital() {
            return None;
        }
        let found = phrases.match_at(analysis.text, &analysis.tokens, name.tokens.end)?;
        self.fitting(kind, found.concept)
    }

    /// «Microsoft Belux» is what Microsoft is.
    fn parent(&self, kind: NameType, name: &Name) -> Option<String> {
        let limit = name.tokens.end;
        let hit = self.catalogue.longest_at(self.analysis, name.tokens.start, limit)?;
        let entry = self.catalogue.entry(hit.entry);
        let same = entry.kind == Some(kind) && !entry.sort.is_empty();
        same.then(|| entry.sort.clone())
    }
}

/// The scheme of the kinds that things of a type are of; people have none.
fn scheme(kind: NameType) -> Option<Scheme> {
    match kind {
        NameType::Person => None,
        NameType::Organization => Some(Scheme::OrganizationKinds),
        NameType::Place => Some(Scheme::PlaceKinds),
        _ => Some(Scheme::ProgrammeKinds),
    }
}
