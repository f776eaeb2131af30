//! From Turtle files to the compiled lexicon.

use super::{Beginnings, Concept, ConceptId, Lexicon, Phrases, Scheme, Vocabulary};
use crate::language::{AbbreviationKind, Language, WordFacts, fold, tokenize};
use crate::vocab::{ng, skos};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use thiserror::Error;

/// An ontology file: a name for messages, and its Turtle.
#[derive(Clone, Copy, Debug)]
pub struct OntologyFile<'a> {
    pub name: &'a str,
    pub turtle: &'a str,
}

/// An ontology file that cannot be used.
#[derive(Debug, Error)]
pub enum LexiconError {
    #[error("{name}: no valid Turtle")]
    Turtle { name: String, source: Box<oxigraph::io::RdfParseError> },
    #[error("the ontology has no words: no language has a `skos:prefLabel` in a known scheme")]
    Empty,
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(OntologyFile { name: $name, turtle: include_str!(concat!("../../ontology/", $name)) }),+]
    };
}

/// The ontology files that the program carries and that drive extraction.
pub fn bundled() -> impl Iterator<Item = OntologyFile<'static>> {
    const FILES: &[OntologyFile<'static>] = files![
        "approximators.ttl",
        "calendar.ttl",
        "cues.ttl",
        "currencies.ttl",
        "extraction.ttl",
        "given-names.ttl",
        "horizons.ttl",
        "language.ttl",
        "measures.ttl",
        "modality.ttl",
        "names.ttl",
        "newsgraph.ttl",
        "numbers.ttl",
        "organization-kinds.ttl",
        // Of use to the readers of pages alone; it is here to be part of the fingerprint.
        "pages.ttl",
        "place-kinds.ttl",
        "programme-kinds.ttl",
        "relations.ttl",
        "roles.ttl",
        "speech.ttl",
        "titles.ttl",
        "units.ttl",
        "verbs.ttl",
        // Last, so that what it adds to concepts of other files leaves their order alone.
        "aspects.ttl",
    ];
    FILES.iter().copied()
}

/// What the statements of all files say of one concept.
#[derive(Default)]
struct Draft {
    scheme: Option<Scheme>,
    notation: String,
    broader: Option<String>,
    /// (language or empty for every language, label, whether it is the preferred one)
    labels: Vec<(String, String, bool)>,
    properties: BTreeMap<String, String>,
}

/// Reads the files and compiles them.
pub(super) fn load<'a>(
    files: impl IntoIterator<Item = OntologyFile<'a>>,
) -> Result<Lexicon, LexiconError> {
    // Concepts keep the order in which they are first named, so that ties are settled by the files.
    let mut order: Vec<String> = Vec::new();
    let mut drafts: BTreeMap<String, Draft> = BTreeMap::new();
    let mut digest = Sha256::new();
    let files: Vec<OntologyFile<'a>> = files.into_iter().collect();
    let parsed: Vec<Result<Vec<(String, Draft)>, LexiconError>> =
        files.par_iter().map(parse).collect();
    for (file, parsed) in files.iter().zip(parsed) {
        digest.update(file.turtle.as_bytes());
        for (subject, more) in parsed? {
            match drafts.entry(subject) {
                Entry::Occupied(mut draft) => draft.get_mut().add(more),
                Entry::Vacant(place) => {
                    order.push(place.key().clone());
                    place.insert(more);
                }
            }
        }
    }
    let mut lexicon = compile(&order, drafts)?;
    for byte in &digest.finalize()[..6] {
        let _ = write!(lexicon.fingerprint, "{byte:02x}");
    }
    Ok(lexicon)
}

/// What a file says, by subject. A subject that it comes back to is there again.
fn parse(file: &OntologyFile<'_>) -> Result<Vec<(String, Draft)>, LexiconError> {
    let mut drafts: Vec<(String, Draft)> = Vec::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(file.turtle) {
        let quad = quad.map_err(|error| LexiconError::Turtle {
            name: file.name.to_owned(),
            source: Box::new(error.into()),
        })?;
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        if drafts.last().is_none_or(|(last, _)| *last != subject.as_str()) {
            drafts.push((subject.into_string(), Draft::default()));
        }
        if let Some((_, draft)) = drafts.last_mut() {
            draft.take(quad.predicate.as_str(), quad.object);
        }
    }
    Ok(drafts)
}

impl Draft {
    /// Takes up what is said later on.
    fn add(&mut self, later: Self) {
        self.scheme = self.scheme.or(later.scheme);
        if !later.notation.is_empty() {
            self.notation = later.notation;
        }
        self.broader = later.broader.or_else(|| self.broader.take());
        self.labels.extend(later.labels);
        self.properties.extend(later.properties);
    }

    fn take(&mut self, predicate: &str, object: Term) {
        match (predicate, object) {
            (skos::IN_SCHEME, Term::NamedNode(scheme)) => {
                self.scheme = self.scheme.or(Scheme::from_iri(scheme.as_str()));
            }
            (skos::BROADER, Term::NamedNode(broader)) => self.broader = Some(broader.into_string()),
            (skos::NOTATION, Term::Literal(literal)) => {
                literal.value().clone_into(&mut self.notation);
            }
            (skos::PREF_LABEL | skos::ALT_LABEL | skos::HIDDEN_LABEL, Term::Literal(literal)) => {
                let language = literal.language().unwrap_or_default().to_owned();
                let preferred = predicate == skos::PREF_LABEL;
                self.labels.push((language, literal.value().to_owned(), preferred));
            }
            (predicate, object) => {
                let Some(name) = predicate.strip_prefix(ng::NS) else { return };
                let value = match object {
                    Term::Literal(literal) => literal.value().to_owned(),
                    Term::NamedNode(node) => node.into_string(),
                    Term::BlankNode(_) => return,
                };
                self.properties.insert(name.to_owned(), value);
            }
        }
    }
}

fn compile(order: &[String], drafts: BTreeMap<String, Draft>) -> Result<Lexicon, LexiconError> {
    let mut drafts: Vec<(String, Scheme, Draft)> = {
        let mut drafts = drafts;
        let take = |iri: &String| {
            let draft = drafts.remove(iri)?;
            Some((iri.clone(), draft.scheme?, draft))
        };
        order.iter().filter_map(take).collect()
    };
    let mut lexicon = Lexicon::default();
    for (index, (iri, ..)) in drafts.iter().enumerate() {
        lexicon.ids.insert(iri.clone(), ConceptId(u32::try_from(index).unwrap_or(u32::MAX)));
    }
    lexicon.words = word_facts(&drafts);
    if lexicon.words.is_empty() {
        return Err(LexiconError::Empty);
    }
    let phrases: Vec<_> = lexicon
        .words
        .par_iter()
        .map(|(&language, words)| phrases(&drafts, language, words))
        .collect();
    lexicon.phrases = phrases.into_iter().collect();
    for (iri, scheme, draft) in &mut drafts {
        let mut names = BTreeMap::new();
        for (tag, label, preferred) in draft.labels.drain(..) {
            if let (Ok(language), true) = (tag.parse(), preferred) {
                names.insert(language, label);
            }
        }
        lexicon.concepts.push(Concept {
            iri: std::mem::take(iri),
            scheme: *scheme,
            notation: std::mem::take(&mut draft.notation),
            broader: draft.broader.as_ref().and_then(|iri| lexicon.ids.get(iri)).copied(),
            names,
            properties: std::mem::take(&mut draft.properties).into_iter().collect(),
        });
    }
    for (index, concept) in lexicon.concepts.iter().enumerate() {
        if concept.broader.is_none() && !concept.notation.is_empty() {
            let tops = lexicon.tops.entry(concept.scheme).or_default();
            let id = ConceptId(u32::try_from(index).unwrap_or(u32::MAX));
            tops.entry(concept.notation.clone()).or_insert(id);
        }
    }
    inherit_notations(&mut lexicon);
    lexicon.capital_nouns = languages_with_capital_nouns(&lexicon);
    Ok(lexicon)
}

/// The phrases of all schemes in one language: its own labels, and those of no language.
fn phrases(
    drafts: &[(String, Scheme, Draft)],
    language: Language,
    words: &WordFacts,
) -> (Language, Vocabulary) {
    let mut phrases = vec![Phrases::default(); Scheme::ALL.len()];
    for (index, (_, scheme, draft)) in drafts.iter().enumerate() {
        let id = ConceptId(u32::try_from(index).unwrap_or(u32::MAX));
        for (tag, label, _) in &draft.labels {
            let tagged: Option<Language> = tag.parse().ok();
            if tagged.is_none_or(|tagged| tagged == language) {
                phrases[*scheme as usize].add(label, &tokenize(label, words), id);
            }
        }
    }
    phrases.iter_mut().for_each(Phrases::finish);
    let mut beginnings = Beginnings::default();
    for scheme in Scheme::ALL {
        beginnings.add(*scheme, &phrases[*scheme as usize]);
    }
    (language, Vocabulary { phrases, beginnings })
}

/// Gives each concept without a notation that of the nearest broader one.
fn inherit_notations(lexicon: &mut Lexicon) {
    for index in 0..lexicon.concepts.len() {
        let mut at = lexicon.concepts[index].broader;
        let mut steps = 0;
        while lexicon.concepts[index].notation.is_empty() && steps < 16 {
            let Some(id) = at else { break };
            let broader = lexicon.concept(id);
            at = broader.broader;
            lexicon.concepts[index].notation = broader.notation.clone();
            steps += 1;
        }
    }
}

/// The languages in which most names of measures begin with a capital.
fn languages_with_capital_nouns(lexicon: &Lexicon) -> BTreeSet<Language> {
    let measures = || lexicon.concepts.iter().filter(|c| c.scheme == Scheme::Measures);
    let capital = |name: &&String| name.chars().next().is_some_and(char::is_uppercase);
    let most = |language: &Language| {
        let names: Vec<_> = measures().filter_map(|c| c.names.get(language)).collect();
        names.iter().filter(|name| capital(name)).count() * 2 > names.len()
    };
    lexicon.words.keys().copied().filter(most).collect()
}

/// Gathers what tokens and sentences must know, for each language that any label is in.
fn word_facts(drafts: &[(String, Scheme, Draft)]) -> BTreeMap<Language, WordFacts> {
    let languages: BTreeSet<Language> = drafts
        .iter()
        .flat_map(|(_, _, draft)| draft.labels.iter())
        .filter_map(|(tag, ..)| tag.parse().ok())
        .collect();
    let mut all: BTreeMap<Language, WordFacts> =
        languages.into_iter().map(|language| (language, WordFacts::default())).collect();
    // What the scheme of small words says of an abbreviation comes before where else it stands.
    let mut others: Vec<(Language, &str, bool)> = Vec::new();
    for (_, scheme, draft) in drafts {
        let makes_facts = matches!(scheme, Scheme::LanguageFacts | Scheme::NameWords);
        for (tag, label, _) in &draft.labels {
            if !makes_facts && !label.ends_with('.') {
                continue;
            }
            let folded = fold(label);
            let tagged: Option<Language> = tag.parse().ok();
            for (language, words) in &mut all {
                if tagged.is_some_and(|tagged| tagged != *language) {
                    continue;
                }
                // Titles such as «Dr.» are abbreviations too, whatever file they stand in.
                let class = draft.properties.get("wordClass").map_or("", String::as_str);
                if *scheme == Scheme::LanguageFacts {
                    sort_in(words, class, label, &folded);
                }
                if !class.ends_with("abbreviation")
                    && folded.ends_with('.')
                    && !folded.contains(' ')
                {
                    let before_names = *scheme == Scheme::Titles
                        && draft.properties.get("position").is_none_or(|p| p != "after");
                    others.push((*language, label.as_str(), before_names));
                }
                if *scheme == Scheme::NameWords && class.ends_with("-ending") {
                    let endings = words.endings.entry(class.to_owned()).or_default();
                    endings.insert(folded.clone());
                }
            }
        }
    }
    others.retain(|(language, label, _)| !all[language].abbreviations.contains(label));
    for (language, label, before_names) in others {
        let kind = if before_names { AbbreviationKind::Leading } else { AbbreviationKind::Plain };
        if let Some(words) = all.get_mut(&language) {
            words.abbreviations.add(label, kind);
        }
    }
    all.values_mut().for_each(WordFacts::index_endings);
    all
}

fn sort_in(words: &mut WordFacts, class: &str, label: &str, folded: &str) {
    let set = match class {
        "abbreviation" => return words.abbreviations.add(label, AbbreviationKind::Plain),
        "leading-abbreviation" => return words.abbreviations.add(label, AbbreviationKind::Leading),
        "closing-abbreviation" => return words.abbreviations.add(label, AbbreviationKind::Closing),
        "number-abbreviation" => return words.abbreviations.add(label, AbbreviationKind::Numbered),
        "ordinal-stop" => {
            words.ordinal_stops = true;
            return;
        }
        "elision" => &mut words.elisions,
        "enclitic" => &mut words.enclitics,
        "marked-name" => &mut words.marked_names,
        "domain" => &mut words.domains,
        "adverb" => &mut words.adverbs,
        "sentence-opener" => &mut words.openers,
        "name-particle" => &mut words.name_particles,
        "article" => {
            words.articles.insert(folded.to_owned());
            &mut words.function_words
        }
        "preposition" | "pronoun" | "conjunction" | "auxiliary" | "determiner" | "question" => {
            &mut words.function_words
        }
        _ => return,
    };
    set.insert(folded.to_owned());
}
