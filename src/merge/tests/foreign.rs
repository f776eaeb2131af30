//! Foreign graphs, links and decisions: the rules by examples, and the promise by random histories.

use super::super::rebuild::differences;
use super::super::{Finding, Revision, Statement, Taken, rules};
use super::Batch;
use super::{Outcome, PREFIXES, Random, article, expect, forget, lines, memory, put, random_text};
use crate::foreign::{ForeignGraph, Reader, Syntax};
use crate::store::Store;
use oxigraph::model::NamedNode;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;

const FOREIGN: &str = "
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix dbo: <http://dbpedia.org/ontology/> .
    @prefix dbr: <http://dbpedia.org/resource/> .
    @prefix h: <http://schema.org/> .
    @prefix gaf: <http://groundedannotationframework.org/gaf#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix e: <http://e.example/> .
";

/// A file of TriG with all prefixes.
pub(super) fn file(name: &str, text: &str) -> Result<ForeignGraph, Box<dyn Error>> {
    let base = crate::iri::Base::default();
    let text = format!("{PREFIXES}{FOREIGN}{}", text.replace('~', "\\~"));
    let reader = Reader { base: &base, syntax: Some(Syntax::Trig) };
    Ok(reader.read_bytes(name, text.into_bytes(), None)?)
}

fn take(store: &Store, graph: &ForeignGraph) -> Result<Taken, Box<dyn Error>> {
    let mut revision = Revision::begin(store)?;
    let taken = revision.put(graph)?;
    revision.commit()?;
    Ok(taken)
}

fn drop_file(store: &Store, graph: &ForeignGraph) -> Result<bool, Box<dyn Error>> {
    let mut revision = Revision::begin(store)?;
    let found = revision.forget(&store.foreign_iri(&graph.sha256))?;
    revision.commit()?;
    Ok(found)
}

fn node(iri: &str) -> NamedNode {
    let iri = iri
        .replace("id:", "https://newsgraph.example/id/")
        .replace("wd:", "http://www.wikidata.org/entity/")
        .replace("dbr:", "http://dbpedia.org/resource/")
        .replace("e:", "http://e.example/");
    NamedNode::new_unchecked(iri)
}

fn linked(one: &str, other: &str) -> Statement {
    let finding = Finding::Linked { score: 900_000, reasons: "the same name".to_owned() };
    Statement::new(node(one), node(other), finding)
}

fn link(store: &Store, links: &[Statement]) -> Outcome {
    let mut revision = Revision::begin(store)?;
    revision.link(links)?;
    revision.commit()?;
    Ok(())
}

fn decide(store: &Store, one: &str, other: &str, finding: Option<Finding>) -> Outcome {
    let mut revision = Revision::begin(store)?;
    revision.decide(node(one), node(other), finding)?;
    revision.commit()?;
    Ok(())
}

fn different() -> Finding {
    Finding::Different { note: String::new() }
}

#[test]
fn a_foreign_graph_stays_as_it_came_and_speaks_our_words_in_the_merged_one() -> Outcome {
    let store = memory()?;
    let text = r#"dbr:IDC a dbo:Company ; foaf:name "IDC"@en ; e:founded "1964" ; h:sameAs <https://www.wikidata.org/wiki/Q1> .
        e:doc a h:NewsArticle ; h:headline "x" . <http://t.example/1#char=0,3> s:x 1 .
        dbr:IDC gaf:denotedBy <http://t.example/1#char=0,3> .
        <http://t.example/2#char=4,7> a nif:RFC5147String ; nif:anchorOf "IDC" ; itsrdf:taIdentRef dbr:IDC ."#;
    let graph = file("a.trig", text)?;
    assert_eq!(take(&store, &graph)?, Taken::Added);
    for quad in &graph.quads {
        let mut quad = quad.clone();
        quad.graph_name = store.foreign_graph(&graph.sha256).into();
        assert!(store.quads().contains(&quad)?, "{quad}");
    }
    expect(
        &store,
        r#"@prefix dbr: <http://dbpedia.org/resource/> . @prefix e: <http://e.example/> .
        dbr:IDC a s:Corporation, s:Organization ; s:name "IDC"@en ; e:founded "1964" ; s:sameAs wd:Q1 .
        e:doc a s:NewsArticle, s:CreativeWork ; s:headline "x" .
        <http://t.example/1> s:mentions dbr:IDC . <http://t.example/2> s:mentions dbr:IDC ."#,
        r#"@prefix dbr: <http://dbpedia.org/resource/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
        dbr:IDC foaf:name "IDC"@en . <http://t.example/2#char=4,7> nif:anchorOf "IDC" ."#,
    )?;
    assert_eq!(take(&store, &graph)?, Taken::Unchanged);
    let before = lines(&store)?;
    assert_eq!(take(&store, &file("a.trig", r#"e:x foaf:name "y" ."#)?)?, Taken::Replaced);
    assert_eq!(store.foreign_sources()?.len(), 1);
    assert_eq!(take(&store, &graph)?, Taken::Replaced);
    assert_eq!(lines(&store)?, before);
    assert!(drop_file(&store, &graph)?);
    assert!(lines(&store)?.is_empty());
    Ok(())
}

#[test]
fn a_graph_keeps_its_name_while_one_file_alone_uses_it() -> Outcome {
    let store = memory()?;
    let one = file("a.trig", "e:g { e:s e:p 1 , 2 } e:h { e:s e:p 3 }")?;
    let two = file("b.trig", "e:g { e:s e:p 2 , 4 }")?;
    take(&store, &one)?;
    let alone = lines(&store)?;
    let named =
        |name: &str| Ok::<_, Box<dyn Error>>(store.quads().contains_named_graph(&node(name))?);
    assert!(named("e:g")? && named("e:h")?);
    take(&store, &two)?;
    assert!(!named("e:g")? && named("e:h")?);
    let both = lines(&store)?;
    drop_file(&store, &one)?;
    assert!(named("e:g")?);
    take(&store, &one)?;
    assert_eq!(lines(&store)?, both);
    drop_file(&store, &two)?;
    assert_eq!(lines(&store)?, alone);
    Ok(())
}

#[test]
fn a_licence_and_the_name_of_the_file_are_kept() -> Outcome {
    let store = memory()?;
    let license = "<https://creativecommons.org/licenses/by/4.0/>";
    let text = format!(
        "@prefix dct: <http://purl.org/dc/terms/> . <> dct:license {license} . e:s e:p 1 . e:work dct:license e:other ."
    );
    take(&store, &file("a.trig", &text)?)?;
    let sources = store.foreign_sources()?;
    assert_eq!(sources[0].names.iter().collect::<Vec<_>>(), ["a.trig"]);
    let expected = license.trim_matches(['<', '>']);
    assert_eq!(sources[0].licenses.iter().collect::<Vec<_>>(), [expected]);
    Ok(())
}

#[test]
fn links_join_and_decisions_win() -> Outcome {
    let store = memory()?;
    put(&store, &article("1", "a1", r#"id:person.jo~a1 a s:Person ; s:name "Jo" ."#)?)?;
    put(&store, &article("2", "b2", r#"id:person.jo~b2 a s:Person ; s:name "Jo" ."#)?)?;
    take(&store, &file("a.trig", r#"dbr:Jo a foaf:Person ; foaf:name "J. Jo" ."#)?)?;
    link(&store, &[linked("id:person.jo", "dbr:Jo")])?;
    let dbr = "@prefix dbr: <http://dbpedia.org/resource/> .";
    expect(
        &store,
        &format!(r#"{dbr} dbr:Jo s:name "Jo", "J. Jo" ."#),
        "id:person.jo a s:Person .",
    )?;
    // Homonyms: the one goes, the other stays with the link.
    decide(&store, "id:person.jo~b2", "dbr:Jo", Some(different()))?;
    decide(&store, "id:person.jo~a1", "id:person.jo~b2", Some(different()))?;
    let hash = crate::iri::TextHash::of("https://newsgraph.example/id/person.jo~b2");
    let other = format!("id:person.jo~{}", &hash.short()[..6]);
    let apart = format!(r#"{dbr} dbr:Jo s:name "Jo", "J. Jo" . {other} s:name "Jo" ."#);
    expect(&store, &apart, "id:person.jo a s:Person .")?;
    decide(&store, "id:person.jo~a1", "id:person.jo~b2", None)?;
    decide(&store, "id:person.jo~b2", "dbr:Jo", None)?;
    decide(&store, "id:person.jo", "dbr:Jo", Some(different()))?;
    let apart = format!(r#"{dbr} dbr:Jo s:name "J. Jo" . id:person.jo s:name "Jo" ."#);
    expect(&store, &apart, &format!(r#"{dbr} dbr:Jo s:name "Jo" ."#))
}

#[test]
fn no_thing_has_two_ids_of_one_catalogue() -> Outcome {
    let store = memory()?;
    put(&store, &article("1", "a1", r#"id:org.idc a s:Organization ; s:name "IDC" ."#)?)?;
    let text = r#"e:a a foaf:Organization ; foaf:name "IDC" . wd:Q5 a foaf:Organization ; foaf:name "IDC" ."#;
    take(&store, &file("a.trig", text)?)?;
    link(&store, &[linked("id:org.idc", "e:a"), linked("e:a", "wd:Q5")])?;
    expect(&store, r#"wd:Q5 s:name "IDC" ."#, r#"id:org.idc s:name "IDC" ."#)?;
    // The name now stands for another thing of the catalogue: the weaker of the links gives way.
    put(&store, &article("2", "b2", r#"wd:Q1 a s:Organization ; s:name "IDC" ."#)?)?;
    expect(&store, r#"wd:Q1 s:name "IDC" . wd:Q5 s:name "IDC" ."#, "")
}

#[test]
fn people_add_rules_and_they_stay() -> Outcome {
    let store = memory()?;
    take(&store, &file("a.trig", r#"e:s e:called "x" ."#)?)?;
    let more = "<http://e.example/called> <http://www.w3.org/2002/07/owl#equivalentProperty> <https://schema.org/name> .";
    let mut revision = Revision::begin(&store)?;
    revision.align(&rules("mine.ttl", more)?);
    revision.commit()?;
    let says = r#"<http://e.example/s> s:name "x" ."#;
    expect(&store, says, r#"<http://e.example/s> <http://e.example/called> "x" ."#)?;
    assert!(
        rules("mine.ttl", "no turtle")
            .is_err_and(|error| error.to_string().starts_with("mine.ttl: "))
    );
    Ok(())
}

#[test]
fn forgetting_an_article_leaves_what_a_foreign_graph_says_too() -> Outcome {
    let store = memory()?;
    let says = r#"wd:Q1 a s:Place ; s:name "Ghent" . <http://t.example/1> s:mentions wd:Q1 ."#;
    let text = r#"<https://www.wikidata.org/entity/Q1> a h:Place ; rdfs:label "Ghent" .
        wd:Q1 gaf:denotedBy <http://t.example/1#char=0,3> ."#;
    let one = article("1", "a1", &format!("{says} wd:Q1 s:alternateName \"Gent\" ."))?;
    take(&store, &file("a.trig", text)?)?;
    let before = lines(&store)?;
    put(&store, &one)?;
    forget(&store, &one)?;
    expect(&store, says, r#"wd:Q1 s:alternateName "Gent" ."#)?;
    assert_eq!(lines(&store)?, before);
    Ok(())
}

/// A file with few names, so that its things meet those of articles and of other files.
fn random_file(random: &mut Random, number: usize) -> Result<ForeignGraph, Box<dyn Error>> {
    let mut text = String::new();
    for _ in 0..=random.below(4) {
        let thing = random.pick(&["dbr:Jo", "dbr:Bo", "e:al", "wd:Q0", "wd:Q1", "id:org.jo"]);
        let class = random.pick(&["foaf:Person", "dbo:Company", "h:Place", "e:Thing"]);
        let name = random.pick(&["foaf:name", "rdfs:label", "s:name", "h:name"]);
        let other = random.pick(&["dbr:Jo", "e:al", "wd:Q2", "[ foaf:name \"Jo\" ]"]);
        let said = random.pick(&["Jo", "jo", "bo", "al"]);
        let graph = random.pick(&["", "e:g1", "e:g2"]);
        writeln!(text, "{graph} {{ {thing} a {class} ; {name} \"{said}\" ; h:knows {other} . }}")?;
        if random.below(3) == 0 {
            writeln!(text, "{{ {thing} gaf:denotedBy <http://t.example/{number}#char=0,3> . }}")?;
        }
    }
    file(&format!("{number}.trig"), &text)
}

const ENDS: [&str; 10] = [
    "id:person.jo",
    "id:org.jo",
    "id:person.bo",
    "id:org.al",
    "dbr:Jo",
    "dbr:Bo",
    "e:al",
    "wd:Q0",
    "wd:Q1",
    "id:person.jo~10",
];

fn random_pair(random: &mut Random) -> Option<(&'static str, &'static str)> {
    let (one, other) = (random.pick(&ENDS), random.pick(&ENDS));
    (one != other).then_some((one, other))
}

fn apply(
    store: &Store,
    files: &BTreeMap<usize, ForeignGraph>,
    decisions: &BTreeMap<(NamedNode, NamedNode), Finding>,
    links: &[Statement],
) -> Outcome {
    let mut revision = Revision::begin(store)?;
    for ((one, other), finding) in decisions {
        revision.decide(one.clone(), other.clone(), Some(finding.clone()))?;
    }
    for file in files.values().rev() {
        revision.put(file)?;
    }
    revision.link(links)?;
    revision.commit()?;
    Ok(())
}

#[test]
fn any_history_with_foreign_graphs_ends_in_what_counts() -> Outcome {
    for seed in 1..=300_u64 {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let store = memory()?;
        let (mut held, mut files, mut decisions) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut links: Vec<Statement> = Vec::new();
        for step in 0..10 {
            match random.below(10) {
                0 | 1 => {
                    let number = random.below(3);
                    let graph = random_file(&mut random, number)?;
                    take(&store, &graph)?;
                    files.insert(number, graph);
                }
                2 => {
                    if let Some((_, graph)) = files.pop_first() {
                        drop_file(&store, &graph)?;
                    }
                }
                3 => {
                    let pairs = (0..4).filter_map(|_| random_pair(&mut random));
                    let mut next: Vec<Statement> = pairs.map(|(a, b)| linked(a, b)).collect();
                    next.sort_unstable();
                    next.dedup();
                    link(&store, &next)?;
                    links = next;
                }
                4 => {
                    if let Some((one, other)) = random_pair(&mut random) {
                        let note = String::new();
                        let finding = match random.below(3) {
                            0 => None,
                            1 => Some(Finding::Same { note }),
                            _ => Some(different()),
                        };
                        decide(&store, one, other, finding.clone())?;
                        let stated = linked(one, other);
                        let pair = (stated.left, stated.right);
                        match finding {
                            Some(finding) => decisions.insert(pair, finding),
                            None => decisions.remove(&pair),
                        };
                    }
                }
                _ => {
                    let mut batch = Batch::begin(&store)?;
                    for _ in 0..=random.below(2) {
                        let number = random.below(5);
                        if random.below(3) == 0 {
                            let iri = NamedNode::new(format!("https://a.example/{number}"))?;
                            assert_eq!(batch.forget(&iri)?, held.remove(&number).is_some());
                            continue;
                        }
                        let hash = format!("{number}{}", random.below(2));
                        let text = random_text(&mut random, &hash);
                        let next = article(&number.to_string(), &hash, &text)?;
                        batch.put(next.clone())?;
                        held.insert(number, next);
                    }
                    batch.commit()?;
                }
            }
            let wrong = differences(&store)?;
            assert!(wrong.is_empty(), "seed {seed}, step {step}: {wrong:#?}");
        }
        let other = memory()?;
        apply(&other, &files, &decisions, &links)?;
        let mut batch = Batch::begin(&other)?;
        for article in held.values().rev() {
            batch.put(article.clone())?;
        }
        batch.commit()?;
        assert_eq!(lines(&store)?, lines(&other)?, "seed {seed}: the order of coming shows");
    }
    Ok(())
}
