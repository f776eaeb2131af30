//! What queries promise: columns, parameters, errors; and that every bundled query runs.

use super::{BUNDLED, Dataset, PreparedQuery, QueryError, ResultFormat, write_solutions};
use crate::prefixes::Prefixes;
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;
use oxigraph::sparql::QueryResults;
use oxigraph::store::Store;

const DATA: &str = r#"
@prefix schema: <https://schema.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix ng: <https://newsgraph.example/ns#> .
@prefix measure: <https://newsgraph.example/measure/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix e: <https://news.example/> .
e:anna a schema:Person ; schema:name "Anna Peeters"@nl .
e:luc a schema:Person ; schema:name "Luc Martin"@fr .
e:zon a schema:Organization ; schema:name "Zonnewind"@nl .
e:m1 a org:Membership ; org:member e:anna ; org:organization e:zon ; ng:roleLabel "directeur"@nl ; prov:hadPrimarySource e:a1 .
e:m2 a org:Membership ; org:member e:luc ; ng:roleLabel "ministre"@fr ; prov:hadPrimarySource e:a1 .
e:a1 a schema:NewsArticle ; schema:headline "Wind op zee"@nl ; schema:mentions e:anna, e:zon .
<https://news.example/doc/1#figure-10-14> a ng:Figure ; schema:value 1200.0 ; ng:measure measure:jobs ;
    ng:surface "1.200 banen"@nl ; schema:variableMeasured "banen"@nl ; ng:modality ng:Reported ;
    schema:observationAbout e:zon ; prov:wasAttributedTo e:zon ; prov:wasDerivedFrom e:s1 ; prov:hadPrimarySource e:a1 .
<https://news.example/doc/1#figure-40-44> a ng:Figure, ng:Target ; schema:value 3000.0 ; ng:measure measure:jobs ;
    ng:surface "3.000 banen"@nl ; ng:modality ng:Targeted ; ng:deadline "2030"^^<http://www.w3.org/2001/XMLSchema#gYear> ;
    schema:observationAbout e:zon ; prov:hadPrimarySource e:a1 .
e:q1 a schema:Quotation ; schema:text "We bouwen door."@nl ; schema:spokenByCharacter e:anna ; schema:isPartOf e:a1 .
GRAPH e:g1 { e:s1 nif:anchorOf "Zonnewind telt 1.200 banen." . e:zon schema:name "Zonnewind"@nl . }
"#;

fn store() -> Store {
    let store = Store::new().expect("a store in memory");
    store.load_from_slice(RdfFormat::TriG, DATA).expect("the test's own data");
    store
}

fn parse(text: &str) -> PreparedQuery {
    PreparedQuery::parse("q.rq", text, &Prefixes::default())
        .unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn csv_with(text: &str, parameters: &[(&str, &str)], dataset: &Dataset) -> String {
    let mut query = parse(text);
    for (name, value) in parameters {
        query.set(name, value, &Prefixes::default()).unwrap_or_else(|e| panic!("{text}: {e}"));
    }
    let store = store();
    let mut out = Vec::new();
    match query.run(&store, dataset).unwrap_or_else(|e| panic!("{text}: {e}")) {
        QueryResults::Solutions(solutions) => {
            write_solutions(solutions, ResultFormat::Csv, &Prefixes::default(), &mut out)
                .expect("solutions that can be written");
        }
        QueryResults::Boolean(answer) => out.extend(answer.to_string().bytes()),
        QueryResults::Graph(triples) => {
            for triple in triples {
                out.extend(format!("{}\n", triple.expect("a triple")).bytes());
            }
        }
    }
    String::from_utf8(out).expect("UTF-8").replace("\r\n", "\n")
}

fn csv(text: &str, parameters: &[(&str, &str)]) -> String {
    csv_with(text, parameters, &Dataset::Merged)
}

fn error(text: &str) -> String {
    match PreparedQuery::parse("q.rq", text, &Prefixes::default()) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn columns_of_select_star_come_as_they_appear() {
    let text = "SELECT * { ?who schema:name ?called ; a schema:Organization }";
    assert_eq!(csv(text, &[]), "who,called\nhttps://news.example/zon,Zonnewind\n");
}

#[test]
fn parameters_bind_wherever_they_stand() {
    let anna = &[("p", "<https://news.example/anna>")];
    let name = "name\nAnna Peeters\n";
    assert_eq!(csv("SELECT ?name { ?p schema:name ?name }", anna), name);
    assert_eq!(csv("SELECT ?name { { SELECT ?name { ?p schema:name ?name } } }", anna), name);
    assert_eq!(
        csv("SELECT ?p (COUNT(*) AS ?n) { ?p schema:name ?name } GROUP BY ?p", anna),
        "p,n\nhttps://news.example/anna,1\n"
    );
    assert_eq!(
        csv("ASK { ?p a schema:Person MINUS { ?p schema:name 'Anna Peeters'@nl } }", anna),
        "false"
    );
    assert_eq!(csv("ASK { FILTER EXISTS { ?p a schema:Person } }", anna), "true");
    assert_eq!(csv("SELECT ?p { VALUES ?p { 1 2 } }", &[("p", "2")]), "p\n2\n");
    assert_eq!(csv("ASK { ?s ?p ?o }", &[("p", "no property")]), "false");
    assert_eq!(
        csv("SELECT ?s { GRAPH ?g { ?s nif:anchorOf ?t } }", &[("g", "https://news.example/g1")]),
        "s\nhttps://news.example/s1\n"
    );
    assert!(csv("CONSTRUCT { ?p a ?q } { ?p a schema:Person }", &[("q", "ng:X")]).contains("ns#X"));
}

#[test]
fn a_computed_variable_cannot_be_given() {
    let mut query = parse("SELECT ?x { BIND(1 AS ?x) }");
    query.set("x", "2", &Prefixes::default()).expect("a variable of the query");
    let result = query.run(&store(), &Dataset::Merged).map(|_| ());
    assert!(matches!(result, Err(QueryError::ComputedParameter(_))));
}

#[test]
fn unknown_and_missing_parameters_are_named() {
    let prefixes = Prefixes::default();
    let text = "# Who?\n# param person (a name)\nSELECT ?x { ?x schema:name ?person }";
    let mut query = parse(text);
    let message = query.set("persn", "A", &prefixes).map_err(|e| e.to_string());
    assert_eq!(
        message,
        Err("the query has no parameter `persn`; it has `person` (a name)".to_owned())
    );
    let missing = query.run(&store(), &Dataset::Merged).map(|_| ()).map_err(|e| e.to_string());
    assert_eq!(
        missing,
        Err("the query needs a value: add `--param person=VALUE` (a name)".to_owned())
    );
}

#[test]
fn sources_are_seen_where_asked_for() {
    let text = "SELECT ?s { ?s nif:anchorOf ?t }";
    let sources = Dataset::Sources(vec![NamedNode::new_unchecked("https://news.example/g1")]);
    assert_eq!(csv(text, &[]), "s\n");
    assert_eq!(csv_with(text, &[], &sources), "s\nhttps://news.example/s1\n");
}

#[test]
fn syntax_errors_show_place_and_remedy() {
    let shown = "q.rq:2:3: unknown prefix `shema:`\n 2 |   shema:name ?n }\n   |   ^^^^^^ did you mean `schema:`?";
    assert_eq!(error("SELECT ?n { ?x\n  shema:name ?n }"), shown);
    let cases = [
        ("SELEC * {}", "q.rq:1:1: `SELEC` is no word of SPARQL", "did you mean `SELECT`?"),
        ("SELECT * { ?s ?p ?o ", "q.rq:1:10: this `{` is never closed", "add `}`"),
        ("SELECT * { ?s ?p (?o } ", "q.rq:1:22: `}` where `)` is expected", "line 1, column 18"),
        ("SELECT * { ?s ?p 'a }", "q.rq:1:18: this string is never closed", "add '"),
        ("{ ?s ?p ?o }", "there is no query here", "SELECT, ASK, CONSTRUCT"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "unbound", "?s"),
        ("SELECT * { ?s ?p ?o } LIMIT ten", "`ten` is no word", "variables begin with"),
        ("SELECT * { ?s schema:name }", "q.rq:1:27: `}` does not fit here", "expected"),
        ("SELECT * WHERE ?s ?p ?o", "q.rq:1:16: `?s` does not fit here", "`{`"),
        ("", "there is no query", ""),
    ];
    for (text, problem, remedy) in cases {
        let message = error(text);
        assert!(message.contains(problem), "{text}\n{message}");
        assert!(message.contains(remedy), "{text}\n{message}");
    }
}

#[test]
fn updates_are_refused() {
    let message = error("PREFIX a: <http://a/> INSERT DATA { a:b a:c a:d }");
    assert!(message.contains("is an update (`INSERT`)"), "{message}");
    assert!(error("DROP ALL").contains("queries only read"));
}

#[test]
fn every_bundled_query_asks_a_question_and_runs() {
    let store = store();
    let prefixes = Prefixes::default();
    for bundled in BUNDLED {
        let mut query = PreparedQuery::parse(bundled.name, bundled.text, &prefixes)
            .unwrap_or_else(|e| panic!("{e}"));
        assert!(query.question().ends_with('?'), "{}: {}", bundled.name, query.question());
        for declaration in query.declarations().to_vec() {
            assert!(!declaration.description.is_empty(), "{}", bundled.name);
            if declaration.default.is_none() {
                query.set(&declaration.name, "Zon", &prefixes).expect("a declared parameter");
            }
        }
        match query
            .run(&store, &Dataset::Merged)
            .unwrap_or_else(|e| panic!("{}: {e}", bundled.name))
        {
            QueryResults::Solutions(rows) => rows.for_each(|row| {
                row.unwrap_or_else(|e| panic!("{}: {e}", bundled.name));
            }),
            QueryResults::Graph(triples) => triples.for_each(|triple| {
                triple.unwrap_or_else(|e| panic!("{}: {e}", bundled.name));
            }),
            QueryResults::Boolean(_) => {}
        }
    }
}

#[test]
fn the_main_questions_have_their_answers() {
    let answer = |name: &str, parameters: &[(&str, &str)]| {
        csv(super::bundled(name).map(|query| query.text).unwrap_or_default(), parameters)
    };
    assert_eq!(
        answer("people-and-roles", &[("person", "anna")]),
        "name,role,status,at,articles,first,last\nAnna Peeters,directeur,,Zonnewind,1,,\n"
    );
    assert!(answer("figures-and-claimants", &[]).contains("Zonnewind telt 1.200 banen."));
    assert!(answer("targets-by-year", &[("by", "2029")]).lines().count() == 1);
    assert!(answer("targets-by-year", &[("by", "2030")]).contains("2030,3000"));
    assert!(answer("quotations-of-a-person", &[("person", "peeters")]).contains("We bouwen door."));
    assert_eq!(answer("figures-on-a-measure", &[]).lines().count(), 3);
    assert!(
        answer("what-an-article-says", &[("article", "wind op")])
            .contains("Wind op zee,figure,Zonnewind,1.200 banen (banen),10")
    );
    assert!(
        answer("about-an-organisation", &[("organization", "zonne")])
            .contains("Zonnewind,person,Anna Peeters,directeur")
    );
    assert_eq!(answer("forecasts-and-reported", &[]).lines().count(), 2);
}
