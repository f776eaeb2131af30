//! What the search for identity knows beside the sources: the names of well-known things in four
//! languages, the one form of a web address, and which words mean the same.

use crate::article::canonical_url;
use crate::catalogue::Catalogue;
use crate::iri::percent_decoded;
use crate::lexicon::bundled;
use crate::merge::Knowledge;
use crate::merge::link::{Name, Words};
use anyhow::{Context as _, Result};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// The labels of concepts that stand within names («Flemish», «government», «plan»).
const SCHEMES: [&str; 3] = [
    "https://newsgraph.example/nationality/",
    "https://newsgraph.example/orgkind/",
    "https://newsgraph.example/progkind/",
];

/// Words of many people's names, each with the share of names that has it.
const COMMON: &str = include_str!("../../../data/gazetteer/common-in-names.csv");

/// The bundled catalogue and the user's.
pub(super) struct Known {
    names: HashMap<String, Vec<String>>,
}

impl Known {
    pub(super) fn load(more: &[PathBuf]) -> Result<Self> {
        let catalogue = Catalogue::load(more)?;
        let mut names: HashMap<String, Vec<String>> = HashMap::new();
        for entry in (0..catalogue.len()).map(|number| catalogue.entry(number)) {
            if !entry.iri.is_empty() {
                names.entry(entry.iri.clone()).or_default().extend(entry.names.iter().cloned());
            }
        }
        Ok(Self { names })
    }
}

impl Knowledge for Known {
    fn address(&self, text: &str) -> Option<String> {
        let canonical = canonical_url(text).ok()?;
        let (scheme, rest) = canonical.split_once("://")?;
        if scheme != "http" && scheme != "https" {
            return None;
        }
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = percent_decoded(path);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        // The front page of a site is the address of no article.
        (!parts.is_empty()).then(|| format!("https://{host}/{}", parts.join("/")))
    }

    fn names(&self, iri: &str) -> Vec<Name> {
        let names = self.names.get(iri).into_iter().flatten();
        names.map(|text| Name { text: text.clone(), language: None, preferred: false }).collect()
    }
}

/// Words that mean the same in several languages, which are the labels of the bundled concepts, and words
/// that are common in names.
pub(super) fn words() -> Result<Words> {
    let mut words = Words::default();
    for file in bundled() {
        let mut labels: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(file.turtle) {
            let quad = quad.with_context(|| file.name.to_owned())?;
            let concept = quad.subject.to_string();
            let is_label = quad.predicate.as_str().ends_with("#prefLabel")
                || quad.predicate.as_str().ends_with("#altLabel")
                || quad.predicate.as_str().ends_with("#hiddenLabel");
            if let Term::Literal(label) = &quad.object
                && is_label
                && SCHEMES.iter().any(|scheme| concept[1..].starts_with(scheme))
            {
                labels.entry(concept).or_default().push(label.value().to_owned());
            }
        }
        for labels in labels.values() {
            words.add_kind(labels.iter().map(String::as_str));
        }
    }
    for row in csv::Reader::from_reader(COMMON.as_bytes()).deserialize() {
        let (word, share): (String, f64) = row.context("common-in-names.csv")?;
        words.set_share(&word, share);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::Known;
    use crate::merge::Knowledge as _;
    use std::collections::HashMap;

    #[test]
    fn one_page_has_one_address() {
        let known = Known { names: HashMap::new() };
        let expected = Some("https://news.example.org/a/b".to_owned());
        for text in [
            "http://www.news.example.org/a/b/",
            "https://news.example.org//a/b?utm_source=x#top",
            "HTTPS://News.Example.org/%61/b",
        ] {
            assert_eq!(known.address(text), expected, "{text}");
        }
        assert_eq!(known.address("https://news.example.org/"), None);
        assert_eq!(known.address("Ghent"), None);
    }
}
