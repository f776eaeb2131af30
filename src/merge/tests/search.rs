//! What the search for identity joins, asks about and passes over, seen from the store.

use super::super::link::{Name, Options, Words};
use super::super::{Found, Knowledge, Revision};
use super::foreign::file;
use super::{Outcome, article, memory, put};
use crate::store::Store;
use std::error::Error;

/// Knows nothing beyond the sources.
struct Nothing;

impl Knowledge for Nothing {
    fn address(&self, _: &str) -> Option<String> {
        None
    }

    fn names(&self, _: &str) -> Vec<Name> {
        Vec::new()
    }
}

/// What a search finds once foreign graphs have come to the articles.
fn search(store: &Store, graphs: &[&str]) -> Result<Found, Box<dyn Error>> {
    let mut revision = Revision::begin(store)?;
    for (number, graph) in graphs.iter().enumerate() {
        revision.put(&file(&format!("{number}.trig"), graph)?)?;
    }
    let mut words = Words::default();
    words.add_kind(["Parlement", "Parliament"]);
    words.add_kind(["wallon", "Walloon"]);
    let options = Options { words, ..Options::default() };
    Ok(revision.search(options, &Nothing)?)
}

/// The last parts of the IRIs that were joined, and of those that are asked about.
fn ends(found: &Found) -> [Vec<String>; 2] {
    let end = |iri: &str| iri.rsplit('/').next().unwrap_or_default().to_owned();
    [&found.joined, &found.doubtful].map(|pairs| {
        let pair = |pair: &crate::merge::Pair| {
            format!("{} {}", end(pair.left.as_str()), end(pair.right.as_str()))
        };
        pairs.iter().map(pair).collect()
    })
}

#[test]
fn a_page_of_an_encyclopedia_is_known_by_its_title() -> Outcome {
    let store = memory()?;
    put(
        &store,
        &article(
            "1",
            "a1",
            r#"id:place.new-haven a s:Place ; s:name "New Haven" .
               id:person.david-thompson a s:Person ; s:name "David Thompson" ."#,
        )?,
    )?;
    let found = search(
        &store,
        &[r#"dbr:New_Haven_Airport a s:Place ; rdfs:label "New Haven" .
             dbr:New_Haven a s:Place ; rdfs:label "New Haven" .
             <http://dbpedia.org/resource/David_Thompson_(explorer)> a foaf:Person ; foaf:name "David Thompson" ."#],
    )?;
    let [joined, doubtful] = ends(&found);
    assert_eq!(joined, ["New_Haven place.new-haven"]);
    assert_eq!(doubtful, ["David_Thompson_(explorer) person.david-thompson"]);
    Ok(())
}

#[test]
fn one_id_for_two_people_of_one_source_is_asked_about() -> Outcome {
    let store = memory()?;
    let found = search(
        &store,
        &[
            r#"e:a a foaf:Person ; foaf:name "Dawn Primarolo" ; s:sameAs wd:Q7 .
             e:b a foaf:Person ; foaf:name "Stephen Pound" ; s:sameAs wd:Q7 .
             e:c a foaf:Person ; foaf:name "Jeremy Hunt" ; s:sameAs wd:Q8 ."#,
            r#"e:d a foaf:Person ; foaf:name "J. Hunt" ; s:sameAs wd:Q8 ."#,
        ],
    )?;
    let [joined, doubtful] = ends(&found);
    assert_eq!(joined, ["c d"]);
    assert_eq!(doubtful, ["a b"]);
    Ok(())
}

#[test]
fn what_shares_a_common_word_is_no_question() -> Outcome {
    let store = memory()?;
    put(
        &store,
        &article(
            "1",
            "a1",
            r#"id:place.mount-apo a s:Place ; s:name "Mount Apo" .
               id:org.parlement a s:Organization ; s:name "Parlement"@fr .
               id:org.parlement-wallon a s:Organization ; s:name "Parlement wallon"@fr ."#,
        )?,
    )?;
    let found = search(
        &store,
        &[r#"e:rushmore a s:Place ; s:name "Mount Rushmore" .
             e:parliament a s:Organization ; s:name "Parliament"@en .
             e:walloon a s:Organization ; s:name "Walloon Parliament"@en ."#],
    )?;
    let [joined, doubtful] = ends(&found);
    assert_eq!(joined, ["walloon org.parlement-wallon"]);
    assert_eq!(doubtful, Vec::<String>::new());
    Ok(())
}
