//! The rule by examples, and the promise (incremental equals computed from nothing, in any order)
//! by random histories of small stores.

use super::{ArticleGraph, Batch, Change, MergeError, check, rebuild};
use crate::iri::Base;
use crate::store::{Store, StoreError};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use std::collections::BTreeMap;
use std::error::Error;

mod copies;
mod foreign;
mod search;

type Outcome = Result<(), Box<dyn Error>>;

const PREFIXES: &str = "
    @prefix s: <https://schema.org/> .
    @prefix ng: <https://newsgraph.example/ns#> .
    @prefix id: <https://newsgraph.example/id/> .
    @prefix key: <https://newsgraph.example/key/> .
    @prefix doc: <https://newsgraph.example/doc/> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix itsrdf: <http://www.w3.org/2005/11/its/rdf#> .
    @prefix wd: <http://www.wikidata.org/entity/> .
    @prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
";

fn turtle(text: &str) -> Result<Vec<Quad>, Box<dyn Error>> {
    // Turtle wants the tilde of local IRIs escaped.
    let text = format!("{PREFIXES}{}", text.replace('~', "\\~"));
    Ok(RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).collect::<Result<_, _>>()?)
}

/// An article `https://a.example/{name}` whose graph is `{base}graph/{hash}`.
fn article(name: &str, hash: &str, text: &str) -> Result<ArticleGraph, Box<dyn Error>> {
    Ok(ArticleGraph {
        article: NamedNode::new(format!("https://a.example/{name}"))?,
        graph: NamedNode::new(format!("https://newsgraph.example/graph/{hash}"))?,
        quads: turtle(text)?,
    })
}

fn memory() -> Result<Store, StoreError> {
    Store::in_memory(Base::default())
}

fn put(store: &Store, article: &ArticleGraph) -> Result<Change, MergeError> {
    let mut batch = Batch::begin(store)?;
    let change = batch.put(article.clone())?;
    batch.commit()?;
    Ok(change)
}

fn forget(store: &Store, article: &ArticleGraph) -> Result<bool, MergeError> {
    let mut batch = Batch::begin(store)?;
    let found = batch.forget(&article.article)?;
    batch.commit()?;
    Ok(found)
}

/// Every quad as a line, sorted.
fn lines(store: &Store) -> Result<Vec<String>, StoreError> {
    let mut lines = Vec::new();
    for quad in store.quads() {
        lines.push(quad?.to_string());
    }
    lines.sort_unstable();
    Ok(lines)
}

/// Asserts that the merged graph says this and not that.
fn expect(store: &Store, says: &str, not: &str) -> Outcome {
    for (text, expected) in [(says, true), (not, false)] {
        for mut quad in turtle(text)? {
            quad.graph_name = GraphName::DefaultGraph;
            assert_eq!(store.quads().contains(&quad)?, expected, "{quad}");
        }
    }
    assert!(check(store)?.is_none());
    Ok(())
}

#[test]
fn local_things_of_one_name_and_class_are_one() -> Outcome {
    let store = memory()?;
    put(&store, &article("1", "a1", r#"id:person.jo~a1 a s:Person ; s:name "Jo"@fr ."#)?)?;
    expect(
        &store,
        r#"id:person.jo a s:Person ; s:name "Jo"@fr ."#,
        "id:person.jo~a1 a s:Person .",
    )?;
    put(&store, &article("2", "b2", r#"id:person.jo~b2 a s:Person ; s:name "JO"@nl ."#)?)?;
    put(&store, &article("3", "c3", r#"id:org.jo a s:Organization ; s:name "Jo" ."#)?)?;
    expect(
        &store,
        r#"id:person.jo s:name "Jo"@fr, "JO"@nl . id:org.jo s:name "Jo" ."#,
        "id:person.jo a s:Organization . id:person.jo~b2 a s:Person .",
    )
}

#[test]
fn a_linked_thing_takes_in_its_namesakes_and_lets_them_go() -> Outcome {
    let store = memory()?;
    let local = article(
        "1",
        "a1",
        r#"id:org.idc a s:Organization ; s:name "IDC" . doc:f s:about id:org.idc ."#,
    )?;
    let linked = article("2", "b2", r#"wd:Q1 a s:Organization ; s:name "Idc"@en ."#)?;
    let homonym = article("3", "c3", r#"wd:Q2 a s:Organization ; s:name "I-D C", "IDC"@en ."#)?;
    put(&store, &local)?;
    expect(&store, "doc:f s:about id:org.idc .", "")?;
    put(&store, &linked)?;
    expect(
        &store,
        r#"doc:f s:about wd:Q1 . wd:Q1 s:name "IDC" ."#,
        "id:org.idc a s:Organization .",
    )?;
    // Two linked things of one name: the name does not tell which is meant.
    put(&store, &homonym)?;
    expect(
        &store,
        "doc:f s:about id:org.idc . wd:Q1 a s:Organization .",
        r#"wd:Q1 s:name "IDC" ."#,
    )?;
    assert!(forget(&store, &homonym)?);
    expect(&store, "doc:f s:about wd:Q1 .", "doc:f s:about id:org.idc . wd:Q2 a s:Organization .")?;
    forget(&store, &linked)?;
    expect(&store, "doc:f s:about id:org.idc .", "wd:Q1 a s:Organization .")
}

#[test]
fn a_statement_goes_when_its_last_source_goes() -> Outcome {
    let store = memory()?;
    let one = article("1", "a1", r#"wd:Q1 a s:Place ; s:name "Ghent"@en . doc:x s:about wd:Q1 ."#)?;
    let two = article("2", "b2", r#"wd:Q1 a s:Place ; s:name "Gent"@nl ."#)?;
    put(&store, &one)?;
    put(&store, &two)?;
    forget(&store, &one)?;
    expect(
        &store,
        r#"wd:Q1 a s:Place ; s:name "Gent"@nl ."#,
        r#"wd:Q1 s:name "Ghent"@en . doc:x s:about wd:Q1 ."#,
    )?;
    forget(&store, &two)?;
    assert_eq!(lines(&store)?, Vec::<String>::new());
    assert!(!forget(&store, &two)?);
    Ok(())
}

#[test]
fn evidence_nodes_stay_in_their_source_and_pointers_to_them_do_not() -> Outcome {
    let store = memory()?;
    let text = r#"doc:c a nif:Context ; nif:isString "Ghent." . doc:s a nif:Sentence ; nif:anchorOf "Ghent." .
        doc:m a nif:Phrase ; itsrdf:taIdentRef wd:Q1 . doc:f s:about wd:Q1 ; prov:wasDerivedFrom doc:s ."#;
    put(&store, &article("1", "a1", text)?)?;
    expect(
        &store,
        "doc:f prov:wasDerivedFrom doc:s .",
        r#"doc:c nif:isString "Ghent." . doc:s a nif:Sentence . doc:m itsrdf:taIdentRef wd:Q1 ."#,
    )?;
    let graph = NamedNode::new("https://newsgraph.example/graph/a1")?;
    let in_source = store.quads().quads_for_pattern(None, None, None, Some((&graph).into()));
    assert_eq!(in_source.count(), turtle(text)?.len());
    Ok(())
}

#[test]
fn the_same_again_writes_nothing_and_another_text_replaces_the_graph() -> Outcome {
    let store = memory()?;
    let one = article("1", "a1", r#"id:person.jo~a1 a s:Person ; s:name "Jo" ; s:age 1 ."#)?;
    let two = article("1", "b2", r#"id:person.jo~b2 a s:Person ; s:name "Jo" ."#)?;
    assert_eq!(put(&store, &one)?, Change::Added);
    let before = lines(&store)?;
    assert_eq!(put(&store, &one)?, Change::Unchanged);
    assert_eq!(lines(&store)?, before);
    assert_eq!(put(&store, &two)?, Change::Replaced);
    expect(&store, r#"id:person.jo s:name "Jo" ."#, "id:person.jo s:age 1 .")?;
    assert_eq!(store.sources()?.len(), 1);
    assert!(!store.quads().contains_named_graph(&one.graph)?);
    assert_eq!(put(&store, &one)?, Change::Replaced);
    assert_eq!(lines(&store)?, before);
    Ok(())
}

#[test]
fn a_graph_belongs_to_one_article_and_the_batch_goes_on() -> Outcome {
    let store = memory()?;
    let mut batch = Batch::begin(&store)?;
    batch.put(article("1", "a1", "doc:a s:about wd:Q1 .")?)?;
    let taken = batch.put(article("2", "a1", "doc:b s:about wd:Q1 .")?);
    assert!(matches!(taken, Err(StoreError::GraphTaken { .. })));
    batch.put(article("3", "c3", "doc:c s:about wd:Q1 .")?)?;
    batch.commit()?;
    expect(&store, "doc:a s:about wd:Q1 . doc:c s:about wd:Q1 .", "doc:b s:about wd:Q1 .")
}

#[test]
fn a_batch_without_commit_leaves_no_trace() -> Outcome {
    let store = memory()?;
    let mut batch = Batch::begin(&store)?;
    batch.put(article("1", "a1", "doc:a s:about wd:Q1 .")?)?;
    drop(batch);
    assert!(lines(&store)?.is_empty());
    Ok(())
}

#[test]
fn a_rebuild_finds_and_mends_what_other_hands_changed() -> Outcome {
    let store = memory()?;
    put(&store, &article("1", "a1", r#"id:person.jo~a1 a s:Person ; s:name "Jo" ."#)?)?;
    let whole = lines(&store)?;
    let quads = store.quads();
    let mut removed = 0;
    for quad in quads.quads_for_pattern(None, None, None, Some(store.identity_graph().into())) {
        quads.remove(&quad?)?;
        removed += 1;
    }
    let mut foreign = turtle("doc:x s:about wd:Q9 .")?;
    for quad in &mut foreign {
        quad.graph_name = GraphName::DefaultGraph;
        quads.insert(&*quad)?;
    }
    let difference = check(&store)?;
    assert_eq!((difference.missing, difference.surplus), (removed, 1));
    assert_eq!(rebuild(&store)?, difference);
    assert_eq!(lines(&store)?, whole);
    assert!(rebuild(&store)?.is_none());
    Ok(())
}

/// A small generator of its own: the histories must be the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// A graph with few names, so that things meet: shared and own local IRIs, linked things, several
/// names and classes for one thing, things without any, statements between them, evidence nodes.
fn random_text(random: &mut Random, hash: &str) -> String {
    let mut text = Vec::new();
    let mut things = Vec::new();
    for _ in 0..random.below(5) {
        let name = random.pick(&["jo", "bo", "al"]);
        let thing = match random.below(6) {
            0 | 1 => format!("id:person.{name}~{hash}"),
            2 | 3 => format!("id:org.{name}"),
            4 => format!("id:person.{name}"),
            _ => format!("wd:Q{}", random.below(3)),
        };
        let class = if thing.contains("org") { "s:Organization" } else { "s:Person" };
        if random.below(6) > 0 {
            text.push(format!("{thing} a {class} . "));
        }
        if random.below(8) == 0 {
            text.push(format!("{thing} a s:Organization, s:Corporation . "));
        }
        for _ in 0..=random.below(8) / 6 {
            let named = random.pick(&[name, name, name, "Jo", "Bo!", "al", "cy"]);
            text.push(format!("{thing} s:name \"{named}\" . "));
        }
        things.push(thing);
    }
    for (number, thing) in things.iter().enumerate() {
        let other = &things[random.below(things.len())];
        match random.below(5) {
            0 => text.push(format!("doc:m{number} a nif:Phrase ; s:about {thing} . ")),
            1 => text.push(format!("doc:f{number} s:about {thing}, {other} . ")),
            2 => text.push(format!("{thing} s:knows {other} . ")),
            // A node that is evidence in one source and none in another.
            3 => text.push(format!("doc:m{number} s:about {other} . ")),
            _ => text.push(format!("wd:Q{number} s:knows {thing} . ")),
        }
    }
    text.concat()
}

#[test]
fn any_history_ends_in_what_its_sources_give() -> Outcome {
    for seed in 1..=400_u64 {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let store = memory()?;
        let mut held: BTreeMap<usize, ArticleGraph> = BTreeMap::new();
        for _ in 0..8 {
            let mut batch = Batch::begin(&store)?;
            for _ in 0..=random.below(3) {
                let number = random.below(5);
                if random.below(4) == 0 {
                    let iri = NamedNode::new(format!("https://a.example/{number}"))?;
                    assert_eq!(batch.forget(&iri)?, held.remove(&number).is_some());
                    continue;
                }
                let hash = format!("{number}{}", random.below(2));
                let next = article(&number.to_string(), &hash, &random_text(&mut random, &hash))?;
                let change = batch.put(next.clone())?;
                assert_eq!(change == Change::Added, !held.contains_key(&number));
                assert_eq!(batch.put(next.clone())?, Change::Unchanged);
                held.insert(number, next);
            }
            batch.commit()?;
            let difference = check(&store)?;
            assert!(difference.is_none(), "seed {seed}: {difference:?}");
        }
        let other = memory()?;
        let mut batch = Batch::begin(&other)?;
        for article in held.values().rev() {
            batch.put(article.clone())?;
        }
        batch.commit()?;
        assert_eq!(lines(&store)?, lines(&other)?, "seed {seed}: the order of coming shows");
        for article in held.values() {
            forget(&store, article)?;
        }
        assert!(lines(&store)?.is_empty(), "seed {seed}: something is left");
    }
    Ok(())
}

/// The rule once more in the plainest way, on the statements of the default graph alone.
#[test]
fn the_merged_graph_bears_no_local_iri_that_has_moved() -> Outcome {
    let store = memory()?;
    for number in 0..20 {
        let name = if number % 2 == 0 { "Jo Rau" } else { "Jo  RAU" };
        let text = format!(
            "id:person.jo-rau~{number} a s:Person ; s:name \"{name}\" . doc:q{number} s:spokenByCharacter id:person.jo-rau~{number} ."
        );
        put(&store, &article(&number.to_string(), &format!("h{number}"), &text)?)?;
    }
    let graph = Some(GraphNameRef::DefaultGraph);
    let mut spoken = 0;
    for quad in store.quads().quads_for_pattern(None, None, None, graph) {
        let quad = quad?;
        let is_moved = |iri: &str| iri.contains("id/person.jo-rau~");
        assert!(
            !matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if is_moved(node.as_str()))
        );
        if let Term::NamedNode(node) = &quad.object {
            assert!(!is_moved(node.as_str()));
            spoken += usize::from(node.as_str().ends_with("id/person.jo-rau"));
        }
    }
    assert_eq!(spoken, 20);
    Ok(())
}
