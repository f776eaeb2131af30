//! Readings of short texts for the tests of the rules: names are given, so that each rule is tested
//! by itself.

use super::{Glance, Reading};
use crate::language::{Analysis, Language};
use crate::lexicon::Lexicon;
use crate::recognize::{Name, NameType};
use crate::resolve::{Entities, Entity};
use std::sync::OnceLock;

/// The bundled lexicon, loaded once for all tests.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::bundled().expect("the bundled ontology loads"))
}

/// Reads a text in which the given names stand; the same surface is the same thing.
pub(super) fn read<T>(
    language: &str,
    text: &str,
    names: &[(&str, NameType)],
    published: &str,
    test: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    let lexicon = lexicon();
    let language: Language = language.parse().expect("a language tag");
    let words = lexicon.words(language).expect("a language of the lexicon");
    let analysis = Analysis::new(text, language, words);
    let mut found: Vec<Name> = Vec::new();
    for (surface, kind) in names {
        for (start, _) in text.match_indices(surface) {
            let end = start + surface.len();
            let first = analysis.tokens.partition_point(|t| t.end <= start);
            let last = analysis.tokens.partition_point(|t| t.start < end);
            found.push(Name {
                tokens: first..last,
                bytes: start..end,
                kind: *kind,
                confidence: 90,
            });
        }
    }
    found.sort_by_key(|name| name.bytes.start);
    let mut entities = Entities::default();
    for (index, name) in found.iter().enumerate() {
        let surface = &text[name.bytes.clone()];
        let known = entities.all.iter().position(|e| e.name == surface);
        let entity = known.unwrap_or_else(|| {
            entities.all.push(Entity {
                kind: name.kind,
                iri: format!("https://newsgraph.example/id/{}", entities.all.len()),
                name: surface.to_owned(),
                aliases: Vec::new(),
                sort: String::new(),
                sort_iri: String::new(),
                same_as: String::new(),
                mentions: Vec::new(),
                confidence: 90,
            });
            entities.all.len() - 1
        });
        entities.all[entity].mentions.push(index);
        entities.of_name.push(entity);
    }
    let glance = Glance::new(&analysis, lexicon);
    let reading = Reading {
        analysis: &analysis,
        glance: &glance,
        lexicon,
        words,
        names: &found,
        entities: &entities,
        published: published.parse().ok(),
        country: "",
    };
    test(&reading)
}
