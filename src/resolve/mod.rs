//! Which mentions of one article mean the same thing, and which thing that is.

mod context;
mod group;
mod link;
mod sort;

use crate::catalogue::Catalogue;
use crate::iri::{Base, TextHash};
use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::recognize::{Name, NameType};
use context::Context;
use link::Named;
use std::collections::BTreeSet;

/// A thing that an article names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub kind: NameType,
    pub iri: String,
    /// The fullest form that the article gives.
    pub name: String,
    /// The other forms, in the order of the text.
    pub aliases: Vec<String>,
    /// The kind's notation as the tables give it (company, city, plan, ...), empty where unknown.
    pub sort: String,
    /// The IRI of the kind's concept, empty where unknown.
    pub sort_iri: String,
    /// IRI of the same thing elsewhere, where `iri` is our own.
    pub same_as: String,
    /// Indexes of its mentions among the names, in the order of the text.
    pub mentions: Vec<usize>,
    /// 0 to 100.
    pub confidence: u8,
}

/// The things of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// In the order of their first mention.
    pub all: Vec<Entity>,
    /// For each name, the index of its entity in `all`.
    pub of_name: Vec<usize>,
}

/// Groups the names of an article to things and gives each its IRI, fullest name and kind.
///
/// A thing of the catalogue bears the catalogue's IRI; others bear one made of their name (people:
/// of their name and the article, as two articles' homonyms may be two people). `home` is the ISO 3166-1 code of
/// the country that the article comes from, empty where unknown: one witness for names that several places bear.
pub fn resolve(
    analysis: &Analysis<'_>,
    names: &[Name],
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    base: &Base,
    hash: &TextHash,
    home: &str,
) -> Entities {
    let forms = group::forms(analysis, names, lexicon, catalogue);
    let groups = group::groups(analysis, &forms, lexicon);
    let mut entities = Entities { all: Vec::new(), of_name: vec![0; names.len()] };
    let sorts = sort::Context { analysis, names, lexicon, catalogue };
    let by_name: Vec<Option<usize>> = groups
        .iter()
        .map(|mentions| {
            let kind = names[*mentions.first()?].kind;
            link::by_name(catalogue, kind, &group::spellings(&forms, mentions))
        })
        .collect();
    let certain: BTreeSet<usize> = by_name.iter().flatten().copied().collect();
    let context = Context::new(analysis, lexicon, catalogue, &certain, home);
    for (mentions, by_name) in groups.into_iter().zip(by_name) {
        let Some(&first) = mentions.first() else { continue };
        let kind = names[first].kind;
        for &mention in &mentions {
            entities.of_name[mention] = entities.all.len();
        }
        let spellings = group::spellings(&forms, &mentions);
        let name = spellings.first().cloned().unwrap_or_default();
        let best = mentions.iter().map(|&m| names[m].confidence).max().unwrap_or(0);
        let named = Named {
            kind,
            spellings: &spellings,
            confidence: best,
            sort: &sorts.worded(kind, &mentions).unwrap_or_default(),
            stated: context::stated(analysis, names, &mentions, catalogue),
        };
        let entry = link::in_context(catalogue, &named, &context.without(catalogue, by_name));
        let iri = entry.map(|e| catalogue.entry(e).iri.clone()).filter(|iri| !iri.is_empty());
        let known = iri.is_some();
        let iri = iri.unwrap_or_else(|| match kind {
            NameType::Person => base.person(&name, hash),
            NameType::Organization => base.thing("org", &name),
            NameType::Place => base.thing("place", &name),
            _ => base.thing("prog", &name),
        });
        let (sort, sort_iri) = sorts.sort(kind, &mentions, entry);
        entities.all.push(Entity {
            kind,
            iri,
            name,
            aliases: spellings.into_iter().skip(1).collect(),
            sort,
            sort_iri,
            same_as: String::new(),
            confidence: (best + if known { 10 } else { 0 }).min(99),
            mentions,
        });
    }
    entities
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use crate::catalogue::Catalogue;
    use crate::iri::{Base, TextHash};
    use crate::language::Analysis;
    use crate::lexicon::Lexicon;
    use crate::recognize::recognize;
    use crate::recognize::tagger::Model;

    /// The fullest names of the people in an English text, each with the number of its mentions.
    fn people(text: &str) -> Vec<(String, usize)> {
        let lexicon = Lexicon::bundled().expect("the bundled ontology");
        let catalogue = Catalogue::load(&[]).expect("the bundled catalogue");
        let language = "en".parse().expect("a tag");
        let analysis = Analysis::new(text, language, lexicon.words(language).expect("English"));
        let model = Model::bundled().expect("the bundled model");
        let names = recognize(&model, &analysis, &lexicon, &catalogue);
        let (base, hash) = (Base::default(), TextHash::of(text));
        let entities = resolve(&analysis, &names, &lexicon, &catalogue, &base, &hash, "");
        let people = entities.all.iter().filter(|e| e.kind == super::NameType::Person);
        people.map(|e| (e.name.clone(), e.mentions.len())).collect()
    }

    #[test]
    fn who_shares_a_surname_or_a_given_name_stays_apart() {
        let told = people(
            "Sharon Davis met her lawyer in Bristol. Davis said she was relieved. Her brother Tyler Davis \
             agreed. Tyler told reporters that Davis was glad.",
        );
        assert_eq!(told, [("Sharon Davis".to_owned(), 3), ("Tyler Davis".to_owned(), 2)]);
        let told = people(
            "Justin Thomas won the first match. Thomas said he was proud. The captain, Thomas Bjørn, praised \
             the team. Bjorn said it was a good day.",
        );
        assert_eq!(told, [("Justin Thomas".to_owned(), 2), ("Thomas Bjørn".to_owned(), 2)]);
    }

    #[test]
    fn short_forms_acronyms_and_legal_forms_join() {
        let text = "Hanne Claeskens leads Zorvax Ltd in Belgium. Claeskens said Zorvax runs the Open \
                    Harbour Initiative (OHI). The OHI trains 300 people, Hanne Claeskens added.";
        let lexicon = Lexicon::bundled().expect("the bundled ontology");
        let catalogue = Catalogue::load(&[]).expect("the bundled catalogue");
        let language = "en".parse().expect("a tag");
        let analysis = Analysis::new(text, language, lexicon.words(language).expect("English"));
        let names = recognize(
            &Model::bundled().expect("the bundled model"),
            &analysis,
            &lexicon,
            &catalogue,
        );
        let (base, hash) = (Base::default(), TextHash::of(text));
        let entities = resolve(&analysis, &names, &lexicon, &catalogue, &base, &hash, "");
        let told: Vec<_> = entities
            .all
            .iter()
            .map(|e| (e.name.as_str(), e.aliases.join("|"), e.mentions.len(), e.sort.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("Hanne Claeskens", "Claeskens".to_owned(), 3, ""),
                ("Zorvax Ltd", "Zorvax".to_owned(), 2, "company"),
                ("Belgium", String::new(), 1, "country"),
                ("Open Harbour Initiative", "OHI".to_owned(), 3, "initiative"),
            ]
        );
        assert_eq!(entities.all[2].iri, "http://www.wikidata.org/entity/Q31");
        assert!(entities.all[0].iri.contains("id/person.hanne-claeskens~"));
        assert_eq!(entities.of_name.len(), names.len());
    }
}
