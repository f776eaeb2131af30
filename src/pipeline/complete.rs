//! Completes an article's tables: by themselves ([`facts::complete`]), and by the ontology, which knows
//! the concept behind a word, the class of a kind, the property of a relation.
//!
//! Extracted and hand-typed rows pass through here alike. So tables that were written, read again and
//! completed are the same as before, and a row that a person adds needs its words only.

use super::language_of;
use crate::facts::{self, Facts, TableError, Unresolved};
use crate::iri::Base;
use crate::language::Language;
use crate::lexicon::{ConceptId, Lexicon, Scheme};
use crate::recognize::NameType;
use crate::vocab::{ng, schema};

/// The unit of scores such as 2-1, whose two numbers are no range.
const SCORE: &str = "score";

/// Fills the cells that are empty and can be known. What is there stays.
///
/// Gives the ends of relations that name nothing in the tables.
///
/// # Errors
/// As [`facts::complete`].
pub(super) fn complete(
    facts: &mut Facts,
    lexicon: &Lexicon,
    base: &Base,
) -> Result<Vec<Unresolved>, TableError> {
    let article = &mut facts.article;
    let language = language_of(lexicon, &article.language, &article.text);
    fill(&mut article.language, || language.as_str());
    for figure in &mut facts.figures {
        fill(&mut figure.modality, || "reported");
        if figure.value_max.is_some() && figure.unit != SCORE {
            figure.value_min = figure.value_min.or(figure.value);
            fill(&mut figure.qualifier, || "between");
        }
    }
    for quote in &mut facts.quotes {
        // It claims less than «direct»: that the words were handed on, not that they are these.
        fill(&mut quote.kind, || "indirect");
    }
    let unresolved = facts::complete(facts, base)?;
    Words { lexicon, language }.fill(facts);
    Ok(unresolved)
}

/// Empties the concepts that no longer fit their words, and what hangs on those. A word that the
/// ontology does not know, or a concept of the user's own, says nothing: the concept stays.
pub(super) fn follow_words(facts: &mut Facts, lexicon: &Lexicon) {
    let language = language_of(lexicon, &facts.article.language, &facts.article.text);
    let words = Words { lexicon, language };
    for thing in &mut facts.organizations {
        if words.follow(&mut thing.kind_iri, Scheme::OrganizationKinds, &thing.kind) {
            thing.class_iri.clear();
        }
    }
    for thing in &mut facts.programmes {
        if words.follow(&mut thing.kind_iri, Scheme::ProgrammeKinds, &thing.kind) {
            thing.class_iri.clear();
        }
    }
    for role in &mut facts.roles {
        words.follow(&mut role.concept_iri, Scheme::Roles, &role.role);
    }
    for figure in &mut facts.figures {
        words.follow(&mut figure.concept_iri, Scheme::Measures, &figure.measure);
        words.follow(&mut figure.modality_iri, Scheme::Modalities, &figure.modality);
        words.follow(&mut figure.qualifier_iri, Scheme::Approximations, &figure.qualifier);
        if figure.unit_iri != words.unit(&figure.unit) {
            figure.unit_iri.clear();
        }
    }
    for quote in &mut facts.quotes {
        words.follow(&mut quote.kind_iri, Scheme::QuoteForms, &quote.kind);
        words.follow(&mut quote.verb_iri, Scheme::ReportingVerbs, &quote.verb);
    }
    for relation in &mut facts.relations {
        if relation.relation_iri != words.property(&relation.relation) {
            relation.relation_iri.clear();
        }
    }
}

fn fill<'a>(cell: &mut String, value: impl FnOnce() -> &'a str) {
    if cell.is_empty() {
        value().clone_into(cell);
    }
}

/// What the ontology says of the words of one language.
#[derive(Clone, Copy)]
struct Words<'a> {
    lexicon: &'a Lexicon,
    language: Language,
}

impl<'a> Words<'a> {
    fn fill(self, facts: &mut Facts) {
        for thing in &mut facts.organizations {
            fill(&mut thing.kind_iri, || self.term(Scheme::OrganizationKinds, &thing.kind));
            fill(&mut thing.class_iri, || self.class(&thing.kind_iri));
        }
        for thing in &mut facts.programmes {
            fill(&mut thing.kind_iri, || self.term(Scheme::ProgrammeKinds, &thing.kind));
            fill(&mut thing.class_iri, || self.class(&thing.kind_iri));
        }
        for thing in &mut facts.places {
            fill(&mut thing.class_iri, || self.class(self.term(Scheme::PlaceKinds, &thing.kind)));
        }
        for role in &mut facts.roles {
            fill(&mut role.concept_iri, || self.term(Scheme::Roles, &role.role));
        }
        for figure in &mut facts.figures {
            fill(&mut figure.concept_iri, || self.term(Scheme::Measures, &figure.measure));
            fill(&mut figure.unit_iri, || self.unit(&figure.unit));
            fill(&mut figure.modality_iri, || self.term(Scheme::Modalities, &figure.modality));
            fill(&mut figure.qualifier_iri, || {
                self.term(Scheme::Approximations, &figure.qualifier)
            });
        }
        for quote in &mut facts.quotes {
            fill(&mut quote.kind_iri, || self.term(Scheme::QuoteForms, &quote.kind));
            fill(&mut quote.verb_iri, || self.term(Scheme::ReportingVerbs, &quote.verb));
        }
        for relation in &mut facts.relations {
            fill(&mut relation.relation_iri, || self.property(&relation.relation));
        }
        for mention in &mut facts.mentions {
            fill(&mut mention.type_iri, || class_of_type(&mention.type_name));
        }
    }

    /// The concept of a word of the tables, such as `at_least`, or of a word of the language.
    fn concept(self, scheme: Scheme, word: &str) -> Option<ConceptId> {
        let by_notation = self.lexicon.by_notation(scheme, word);
        by_notation.or_else(|| self.lexicon.named(scheme, self.language, word))
    }

    /// Empties a concept that its word does not name, where the word names another or is gone.
    fn follow(self, concept: &mut String, scheme: Scheme, word: &str) -> bool {
        let lexicon = self.lexicon;
        let Some(held) = lexicon.id(concept) else { return false };
        let fits = match self.concept(scheme, word) {
            None => !word.is_empty(),
            Some(named) => {
                named == held
                    || lexicon.notation(held) == word
                    || lexicon.names(scheme, self.language, word).any(|id| id == held)
            }
        };
        if !fits {
            concept.clear();
        }
        !fits
    }

    fn term(self, scheme: Scheme, word: &str) -> &'a str {
        self.concept(scheme, word).map_or("", |id| &self.lexicon.concept(id).iri)
    }

    fn class(self, kind: &str) -> &'a str {
        self.lexicon.id(kind).map_or("", |id| self.lexicon.property(id, "schemaClass"))
    }

    fn property(self, relation: &str) -> &'a str {
        let id = self.lexicon.by_notation(Scheme::Relations, relation);
        id.map_or("", |id| self.lexicon.property(id, "property"))
    }

    fn unit(self, unit: &str) -> &'a str {
        let in_scheme = |scheme| self.lexicon.by_notation(scheme, unit);
        let id = in_scheme(Scheme::Currencies).or_else(|| in_scheme(Scheme::Units));
        id.map_or("", |id| self.lexicon.property(id, "qudtUnit"))
    }
}

fn class_of_type(code: &str) -> &'static str {
    match NameType::from_code(code) {
        Some(NameType::Person) => schema::PERSON,
        Some(NameType::Organization) => schema::ORGANIZATION,
        Some(NameType::Place) => schema::PLACE,
        Some(NameType::Programme | NameType::Product | NameType::Event | NameType::Work) => {
            ng::PROGRAMME
        }
        None => "",
    }
}
