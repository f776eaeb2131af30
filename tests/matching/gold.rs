//! Reading the gold standards: graphs and tables as things, and which of them are one.
//!
//! The graphs are read by their shape alone, as graphs of unknown vocabulary come: literals are
//! values, IRIs are neighbours, and only labels that everyone knows are names.

use newsgraph::merge::link::{Name, Options, Thing};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(crate) const FOLDER: &str = "../shared/matching";

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const DISJOINT: &str = "http://www.w3.org/2002/07/owl#disjointWith";
/// What names end in, in vocabularies that everyone knows.
const NAMES: [&str; 4] =
    ["rdf-schema#label", "skos/core#prefLabel", "foaf/0.1/name", "ontologies/creativework/title"];

/// Two sources, the pairs that are one, and how to tell the things that count.
pub(crate) struct Gold {
    pub(crate) things: Vec<Thing>,
    pub(crate) options: Options,
    /// IRIs of the first and of the second source.
    pub(crate) pairs: BTreeSet<(String, String)>,
    /// Numbers of the things that the gold standard is about.
    pub(crate) judged: BTreeSet<usize>,
}

/// The four sets that lie there.
pub(crate) fn all() -> Vec<(&'static str, Gold)> {
    vec![
        ("spimbench", spimbench()),
        ("restaurants", okkam("restaurants/corrected", RESTAURANTS, "-Restaurant")),
        ("persons1", okkam("persons1", PERSONS, "-Person")),
        ("abt-buy", abt_buy()),
    ]
}

const RESTAURANTS: [&str; 3] =
    ["restaurant1.nt", "restaurant2.nt", "restaurant1_restaurant2_goldstandard.rdf"];
const PERSONS: [&str; 3] =
    ["person11.nt", "person12.nt", "dataset11_dataset12_goldstandard_person.xml"];

fn spimbench() -> Gold {
    let mut gold = two_graphs("spimbench", ["Abox1.nt", "Abox2.nt", "refalign.rdf"]);
    for file in ["Tbox1.nt", "Tbox2.nt"] {
        gold.options.disjoint.extend(disjoint(&read("spimbench", file)));
    }
    let is_work =
        |thing: &Thing| thing.classes.iter().any(|class| class.contains("/creativework/"));
    gold.judged = numbers(&gold.things, is_work);
    gold
}

fn okkam(folder: &str, files: [&str; 3], judged: &str) -> Gold {
    let mut gold = two_graphs(folder, files);
    gold.judged = numbers(&gold.things, |thing| thing.iri.contains(judged));
    gold
}

fn abt_buy() -> Gold {
    let mut things = table("abt-buy", "Abt.csv", 0);
    things.extend(table("abt-buy", "Buy.csv", 1));
    let text = String::from_utf8(read("abt-buy", "abt_buy_perfectMapping.csv")).expect("UTF-8");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let pair =
        |record: csv::StringRecord| (format!("0:{}", &record[0]), format!("1:{}", &record[1]));
    let pairs = reader.records().map(|record| pair(record.expect("a line"))).collect();
    let judged = numbers(&things, |_| true);
    Gold { things, options: Options::default(), pairs, judged }
}

fn two_graphs(folder: &str, [left, right, alignment]: [&str; 3]) -> Gold {
    let mut things = graph(&read(folder, left), 0);
    things.extend(graph(&read(folder, right), 1));
    let pairs = aligned(&String::from_utf8_lossy(&read(folder, alignment)));
    Gold { things, options: Options::default(), pairs, judged: BTreeSet::new() }
}

fn numbers(things: &[Thing], is_judged: impl Fn(&Thing) -> bool) -> BTreeSet<usize> {
    (0..things.len()).filter(|&at| is_judged(&things[at])).collect()
}

fn read(folder: &str, file: &str) -> Vec<u8> {
    let path = Path::new(FOLDER).join(folder).join(file);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All subjects of a graph as things.
fn graph(bytes: &[u8], source: u32) -> Vec<Thing> {
    let mut things: BTreeMap<String, Thing> = BTreeMap::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).lenient().for_slice(bytes) {
        let quad = quad.expect("Turtle");
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else { continue };
        let iri = subject.into_string();
        let thing =
            things.entry(iri.clone()).or_insert_with(|| Thing { iri, source, ..Thing::default() });
        let property = quad.predicate.into_string();
        match quad.object {
            Term::NamedNode(class) if property == TYPE => {
                thing.classes.insert(class.into_string());
            }
            Term::NamedNode(node) => thing.neighbours.push((property, node.into_string())),
            Term::Literal(literal) if NAMES.iter().any(|name| property.ends_with(name)) => {
                thing.names.push(Name {
                    text: literal.value().to_owned(),
                    language: literal.language().map(str::to_owned),
                    preferred: true,
                });
            }
            Term::Literal(literal) => thing.values.push((property, literal.value().to_owned())),
            Term::BlankNode(_) => {}
        }
    }
    things.into_values().collect()
}

fn disjoint(bytes: &[u8]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for quad in RdfParser::from_format(RdfFormat::Turtle).lenient().for_slice(bytes) {
        let quad = quad.expect("Turtle");
        if quad.predicate.as_str() == DISJOINT
            && let (NamedOrBlankNode::NamedNode(one), Term::NamedNode(two)) =
                (quad.subject, quad.object)
        {
            pairs.push((one.into_string(), two.into_string()));
        }
    }
    pairs
}

/// A table with a header, whose first column numbers the lines.
fn table(folder: &str, file: &str, source: u32) -> Vec<Thing> {
    let text = match String::from_utf8(read(folder, file)) {
        Ok(text) => text,
        Err(latin) => latin.as_bytes().iter().map(|&byte| char::from(byte)).collect(),
    };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().expect("a header").clone();
    let mut things = Vec::new();
    for record in reader.records() {
        let record = record.expect("a line");
        let mut thing =
            Thing { iri: format!("{source}:{}", &record[0]), source, ..Thing::default() };
        let cells = columns.iter().zip(&record).skip(1);
        for (column, value) in cells.filter(|(_, value)| !value.is_empty()) {
            if column == "name" {
                let name = Name { text: value.to_owned(), language: None, preferred: true };
                thing.names.push(name);
            } else {
                thing.values.push((column.to_owned(), value.to_owned()));
            }
        }
        things.push(thing);
    }
    things
}

/// The cells of an alignment, some of which are no proper XML.
fn aligned(text: &str) -> BTreeSet<(String, String)> {
    let resources = |element: &str| -> Vec<String> {
        text.split(element)
            .skip(1)
            .filter_map(|rest| {
                let rest = &rest[rest.find("resource=")? + "resource=".len()..];
                let quote = rest.chars().next()?;
                Some(rest[1..].split(quote).next()?.to_owned())
            })
            .collect()
    };
    resources("<entity1").into_iter().zip(resources("<entity2")).collect()
}
