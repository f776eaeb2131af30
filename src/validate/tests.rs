//! What a validation promises beside the W3C suite: reports that stay the same, ill-formed shapes
//! that are named, recursion that ends.

use super::{Graph, Report, Shapes, ValidateError, validate};
use crate::prefixes::Prefixes;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::GraphName;
use oxigraph::store::Store;

const PREFIXES: &str = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix e: <https://e.example/> .\n";

fn store(turtle: &str) -> Store {
    let store = Store::new().expect("a store in memory");
    let text = format!("{PREFIXES}{turtle}");
    store
        .load_from_slice(RdfParser::from_format(RdfFormat::Turtle), text.as_bytes())
        .expect("the test's own data");
    store
}

fn report(shapes: &str, data: &str) -> Result<Report, ValidateError> {
    let (shapes, data) = (store(shapes), store(data));
    let shapes = Shapes::read(&Graph::new(&shapes, GraphName::DefaultGraph))?;
    validate(&Graph::new(&data, GraphName::DefaultGraph), &shapes, &Prefixes::default())
}

#[test]
fn the_report_is_for_readers() {
    let shapes = "e:Shape a sh:NodeShape ; sh:targetClass e:Figure ;
        sh:property [ sh:path e:value ; sh:minCount 1 ; sh:datatype xsd:decimal ] ;
        sh:property [ sh:path e:unit ; sh:maxLength 3 ; sh:severity sh:Warning ; sh:message \"trop long\"@fr, \"too long\"@en ] .";
    let data = "e:a a e:Figure ; e:unit \"euros\" . e:b a e:Figure ; e:value 1.0, 2 .";
    let report = report(shapes, data).expect("a report");
    assert_eq!(report.summary(), "does not conform: 2 violations, 1 warning");
    let text = report.to_text(&Prefixes::default());
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "  violation: <https://e.example/a> <https://e.example/value>: needs at least 1 value",
            "  violation: <https://e.example/b> <https://e.example/value> \"2\"^^xsd:integer: is no well-formed xsd:decimal",
            "  warning: <https://e.example/a> <https://e.example/unit> \"euros\": too long (is longer than 3 characters)",
            "<https://e.example/Shape> › <https://e.example/unit> (1)",
            "<https://e.example/Shape> › <https://e.example/value> (2)",
        ]
    );
}

#[test]
fn what_conforms_says_so() {
    let report = report(
        "e:S sh:targetNode e:a ; sh:class e:C .",
        "e:a a e:D . e:D <http://www.w3.org/2000/01/rdf-schema#subClassOf> e:C .",
    );
    assert!(report.is_ok_and(|report| report.conforms() && report.summary() == "conforms"));
}

#[test]
fn recursive_shapes_end() {
    let shapes = "e:S a sh:NodeShape ; sh:targetNode e:a ; sh:property [ sh:path e:knows ; sh:node e:S ; sh:maxCount 1 ] .";
    let data = "e:a e:knows e:b . e:b e:knows e:a .";
    assert!(report(shapes, data).is_ok_and(|report| report.conforms()));
    let data = "e:a e:knows e:b . e:b e:knows e:a, e:c .";
    assert!(report(shapes, data).is_ok_and(|report| report.results().len() == 1));
}

#[test]
fn ill_formed_shapes_are_named() {
    for shapes in [
        "e:S sh:targetNode e:a ; sh:minLength \"two\" .",
        "e:S sh:targetNode e:a ; sh:pattern \"(\" .",
        "e:S sh:targetNode e:a ; sh:in e:list .",
        "e:S sh:targetNode e:a ; sh:nodeKind e:Kind .",
        "e:S sh:targetNode e:a ; sh:property [ sh:path [ e:none e:none ] ] .",
        "e:S sh:targetNode e:a ; sh:path e:p, e:q .",
    ] {
        assert!(
            matches!(report(shapes, "e:a e:b e:c ."), Err(ValidateError::Shape { .. })),
            "{shapes}"
        );
    }
}

#[test]
fn reports_as_rdf_have_no_blank_nodes_of_their_own() {
    let shapes = "e:S sh:targetNode e:a ; sh:property e:P . e:P sh:path ( e:x [ sh:inversePath e:y ] ) ; sh:minCount 1 .";
    let report = report(shapes, "e:a e:x e:b .").expect("a report");
    let triples = report.to_triples("https://e.example/", &Prefixes::default());
    assert!(
        triples
            .iter()
            .all(|triple| !triple.subject.is_blank_node() && !triple.object.is_blank_node())
    );
    assert!(triples.iter().any(|triple| triple.object.to_string().ends_with("#result-1-path-2>")));
}
