//! The W3C's SHACL test suite, Core part (`tests/suites/shacl`): full compliance, that is the whole
//! report and not only `sh:conforms`.

use newsgraph::prefixes::Prefixes;
use newsgraph::validate::{Graph, Report, Shapes, validate};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm, Dataset};
use oxigraph::model::{
    GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, QuadRef, Term, Triple,
};
use oxigraph::store::Store;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const SH: &str = "http://www.w3.org/ns/shacl#";
const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const SHT: &str = "http://www.w3.org/ns/shacl-test#";
const BASE: &str = "https://suite.example/";

/// Tests that are not passed, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[(
    "core/property/uniqueLang-002",
    "wants `sh:uniqueLang \"1\"^^xsd:boolean` not to count as true; the store keeps values and not \
     their spellings, so that it is `true`",
)];

/// How many pass: fewer found would be a hole in the runner.
const TESTS: usize = 97;

/// What a report says, without the results' own nodes: the suite compares exactly these properties.
const COMPARED: &[&str] = &[
    "focusNode",
    "resultPath",
    "resultSeverity",
    "sourceConstraintComponent",
    "sourceShape",
    "value",
];

fn suite() -> PathBuf {
    PathBuf::from("tests/suites/shacl")
}

fn load(path: &Path) -> Store {
    let store = Store::new().expect("a store in memory");
    let text = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let relative = path.strip_prefix(suite()).expect("a file of the suite");
    let base = format!("{BASE}{}", relative.display());
    let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(base).expect("an IRI");
    store.load_from_slice(parser, &text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    store
}

fn objects(store: &Store, subject: &Term, predicate: &str) -> Vec<Term> {
    let subject: NamedOrBlankNode = match subject.clone() {
        Term::NamedNode(node) => node.into(),
        Term::BlankNode(node) => node.into(),
        Term::Literal(_) => return Vec::new(),
    };
    let predicate = NamedNodeRef::new_unchecked(predicate);
    let quads = store.quads_for_pattern(Some(subject.as_ref()), Some(predicate), None, None);
    quads.map(|quad| quad.expect("a quad").object).collect()
}

/// Every manifest that the main one includes.
fn manifests(path: &Path, found: &mut Vec<PathBuf>) {
    found.push(path.to_owned());
    let store = load(path);
    let include = NamedNode::new_unchecked(format!("{MF}include"));
    let mut included: Vec<PathBuf> = store
        .quads_for_pattern(None, Some(include.as_ref()), None, None)
        .map(|quad| file_of(&quad.expect("a quad").object))
        .collect();
    included.sort();
    for path in included {
        manifests(&path, found);
    }
}

fn file_of(term: &Term) -> PathBuf {
    let Term::NamedNode(node) = term else { panic!("no file: {term}") };
    suite().join(node.as_str().strip_prefix(BASE).expect("a file of the suite"))
}

/// The report's statements that count, results as blank nodes, under canonical names.
fn comparable(report: &Term, statements: &Store) -> Dataset {
    let mut quads = Vec::new();
    let sh = |name: &str| NamedNode::new_unchecked(format!("{SH}{name}"));
    let mut nodes: BTreeMap<String, oxigraph::model::BlankNode> = BTreeMap::new();
    let mut blank = |node: &Term| -> NamedOrBlankNode {
        nodes.entry(node.to_string()).or_default().clone().into()
    };
    for result in objects(statements, report, &format!("{SH}result")) {
        let subject = blank(&result);
        for name in COMPARED {
            for object in objects(statements, &result, &format!("{SH}{name}")) {
                let object = if *name == "resultPath" {
                    copy_path(&object, statements, &mut quads)
                } else if object.is_blank_node() && *name == "sourceShape" {
                    // Nodes without a name differ between the two readings of the file.
                    sh("anonymous").into()
                } else {
                    object
                };
                quads.push(
                    Triple::new(subject.clone(), sh(name), object)
                        .in_graph(GraphName::DefaultGraph),
                );
            }
        }
    }
    let mut dataset: Dataset = quads.iter().collect::<Dataset>();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    dataset
}

/// Paths are copied, so that results share none.
fn copy_path(path: &Term, statements: &Store, quads: &mut Vec<Quad>) -> Term {
    let is_node = path.is_blank_node() || path.to_string().contains("#result-");
    if !is_node {
        return path.clone();
    }
    let node = oxigraph::model::BlankNode::default();
    let subject: NamedOrBlankNode = match path.clone() {
        Term::NamedNode(node) => node.into(),
        Term::BlankNode(node) => node.into(),
        Term::Literal(_) => return path.clone(),
    };
    let inner: Vec<Quad> = statements
        .quads_for_pattern(Some(subject.as_ref()), None, None, None)
        .map(|quad| quad.expect("a quad"))
        .collect();
    for quad in inner {
        let object = copy_path(&quad.object, statements, quads);
        quads.push(
            Triple::new(node.clone(), quad.predicate, object).in_graph(GraphName::DefaultGraph),
        );
    }
    node.into()
}

/// Gives the reason of a failure.
fn run(entry: &Term, manifest: &Store) -> Result<(), String> {
    let action = objects(manifest, entry, &format!("{MF}action")).remove(0);
    let expected = objects(manifest, entry, &format!("{MF}result")).remove(0);
    let data = load(&file_of(&objects(manifest, &action, &format!("{SHT}dataGraph"))[0]));
    let shapes = load(&file_of(&objects(manifest, &action, &format!("{SHT}shapesGraph"))[0]));
    let prefixes = Prefixes::default();
    let report = Shapes::read(&Graph::new(&shapes, GraphName::DefaultGraph)).and_then(|shapes| {
        validate(&Graph::new(&data, GraphName::DefaultGraph), &shapes, &prefixes)
    });
    let report: Report = report.map_err(|error| error.to_string())?;
    let actual = Store::new().expect("a store in memory");
    for triple in report.to_triples(BASE, &prefixes) {
        actual.insert(&triple.in_graph(GraphName::DefaultGraph)).expect("a quad");
    }
    let node = NamedNode::new_unchecked(format!("{BASE}validation#report"));
    let (wanted, got) = (comparable(&expected, manifest), comparable(&node.into(), &actual));
    let conforms = objects(manifest, &expected, &format!("{SH}conforms"));
    let says = conforms.first().is_some_and(|term| term.to_string().starts_with("\"true"));
    if wanted == got && says == report.conforms() {
        return Ok(());
    }
    let lines = |dataset: &Dataset| {
        let mut lines: Vec<String> =
            dataset.iter().map(|quad: QuadRef<'_>| quad.to_string()).collect();
        lines.sort();
        lines.join("\n    ")
    };
    Err(format!("expected\n    {}\n  found\n    {}", lines(&wanted), lines(&got)))
}

#[test]
fn shacl_core() {
    let mut files = Vec::new();
    manifests(&suite().join("core/manifest.ttl"), &mut files);
    let (mut passed, mut failures) = (0, String::new());
    for file in files {
        let manifest = load(&file);
        let kind = NamedNode::new_unchecked(format!("{SHT}Validate"));
        let entries = manifest
            .quads_for_pattern(None, None, Some(kind.as_ref().into()), None)
            .map(|quad| Term::from(quad.expect("a quad").subject));
        for entry in entries {
            let name = entry.to_string();
            let name = name.trim_matches(['<', '>']).trim_start_matches(BASE);
            let excepted = EXCEPTIONS.iter().any(|(known, _)| *known == name);
            match run(&entry, &manifest) {
                Ok(()) if excepted => {
                    let _ = writeln!(failures, "{name}: passes, strike it from the exceptions");
                }
                Ok(()) => passed += 1,
                Err(_) if excepted => {}
                Err(reason) => {
                    let _ = writeln!(failures, "{name}:\n  {reason}");
                }
            }
        }
    }
    assert!(failures.is_empty(), "{passed} passed\n{failures}");
    assert_eq!(passed, TESTS);
}
