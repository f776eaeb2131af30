//! What an export promises: nothing is lost, nothing hangs on the order of arrival, and the text is
//! for readers.

use super::{
    Context, ExportError, Format, Selection, Style, write_file, write_store, write_triples,
};
use crate::prefixes::Prefixes;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm, Dataset};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{
    BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term, Triple,
};
use oxigraph::store::Store;

fn context() -> Context {
    Context::parse(include_str!("../../ontology/context.jsonld"))
        .expect("the project's own context")
}

fn reader(format: Format) -> RdfFormat {
    match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() },
    }
}

fn written(triples: &[Triple], format: Format) -> Result<String, ExportError> {
    let (prefixes, context) = (Prefixes::default(), context());
    let mut out = Vec::new();
    let style = Style { format, prefixes: &prefixes, context: &context };
    write_triples(triples.iter().cloned(), style, &mut out)?;
    Ok(String::from_utf8(out).expect("UTF-8"))
}

fn canonical(quads: impl IntoIterator<Item = Quad>) -> Dataset {
    let mut dataset: Dataset = quads.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    dataset
}

fn read_back(text: &str, format: Format) -> Dataset {
    let quads = RdfParser::from_format(reader(format)).for_slice(text.as_bytes());
    canonical(quads.map(|quad| quad.unwrap_or_else(|e| panic!("{format:?}: {e}\n{text}"))))
}

fn assert_round_trip(triples: &[Triple], format: Format) {
    match written(triples, format) {
        Ok(text) => {
            let before =
                canonical(triples.iter().map(|t| t.clone().in_graph(GraphName::DefaultGraph)));
            assert!(before == read_back(&text, format), "{format:?} lost something:\n{text}");
        }
        // What XML cannot hold is refused, never written wrongly.
        Err(ExportError::NoXmlCharacter { .. } | ExportError::NoXmlName(_))
            if format == Format::RdfXml => {}
        Err(error) => panic!("{format:?}: {error}"),
    }
}

fn node(iri: &str) -> NamedNode {
    NamedNode::new(iri).unwrap_or_else(|e| panic!("{iri}: {e}"))
}

/// A generator of its own, so that a failing case stays the same case (xorshift).
struct Cases(u64);

impl Cases {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.next(from.len())]
    }

    fn text(&mut self) -> String {
        const PARTS: &[&str] = &[
            "",
            "a",
            " ",
            "\"",
            "\"\"\"",
            "\\",
            "\\n",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\u{0}",
            "\u{1F}",
            "\u{7F}",
            "\u{85}",
            "\u{2028}",
            "é",
            "e\u{301}",
            "😀",
            "<&>'",
            "]]>",
            "@fr",
            "^^",
            "\u{FEFF}",
            "{}",
            "x ",
            "\u{FFFD}",
            "\u{10FFFF}",
            "%41",
            "_:b",
            "1",
            "true",
        ];
        (0..self.next(5)).map(|_| self.pick(PARTS)).collect()
    }

    fn iri(&mut self) -> NamedNode {
        const SPACES: &[&str] = &[
            "https://schema.org/",
            "http://www.wikidata.org/entity/",
            "https://newsgraph.example/id/",
            "https://newsgraph.example/doc/44#",
            "http://a.example/?q=",
            "urn:x:",
            "schema:x/",
            "wd://h/",
        ];
        const NAMES: &[&str] = &[
            "name",
            "Q31",
            "a.b",
            "a.",
            ".a",
            "-a",
            "1a",
            "é",
            "a~b",
            "a'b",
            "a(b)",
            "a,b;c",
            "a/b",
            "a#b",
            "a%20b",
            "char=0,188",
            "a:b",
            "a@b",
            "_",
            "_:x",
            "a\u{B7}",
            "name!",
            "$x*y",
            "mentions",
            "value",
        ];
        loop {
            let iri = format!("{}{}", self.pick(SPACES), self.pick(NAMES));
            if let Ok(node) = NamedNode::new(iri) {
                return node;
            }
        }
    }

    fn subject(&mut self) -> NamedOrBlankNode {
        if self.next(6) == 0 {
            return BlankNode::new_unchecked(format!("b{}", self.next(4))).into();
        }
        self.iri().into()
    }

    fn object(&mut self) -> Term {
        const TYPED: &[(&str, &str)] = &[
            ("1", "integer"),
            ("+01", "integer"),
            ("-0", "integer"),
            ("12345678901234567890", "integer"),
            ("1.0", "decimal"),
            ("1", "decimal"),
            ("1.", "decimal"),
            (".5", "decimal"),
            ("-.5", "decimal"),
            ("1e6", "double"),
            ("1.E3", "double"),
            ("INF", "double"),
            ("1", "double"),
            ("e5", "double"),
            ("true", "boolean"),
            ("1", "boolean"),
            ("TRUE", "boolean"),
            ("2028", "gYear"),
            ("2026-01-15", "date"),
            ("no date", "date"),
            ("", "integer"),
            ("x y", "token"),
        ];
        match self.next(6) {
            0 | 1 => self.subject().into(),
            2 => Literal::new_simple_literal(self.text()).into(),
            3 => {
                let language = self.pick(&["fr", "nl", "en-gb", "de"]);
                Literal::new_language_tagged_literal_unchecked(self.text(), language).into()
            }
            4 => Literal::new_typed_literal(self.text(), self.iri()).into(),
            _ => {
                let (value, datatype) = TYPED[self.next(TYPED.len())];
                let datatype = node(&format!("http://www.w3.org/2001/XMLSchema#{datatype}"));
                Literal::new_typed_literal(value, datatype).into()
            }
        }
    }

    fn graph(&mut self) -> Vec<Triple> {
        (0..=self.next(8))
            .map(|_| {
                let predicate = if self.next(4) == 0 { rdf::TYPE.into_owned() } else { self.iri() };
                Triple::new(self.subject(), predicate, self.object())
            })
            .collect()
    }
}

#[test]
fn every_format_reads_back_as_the_same_graph() {
    let mut cases = Cases(0x2545_F491_4F6C_DD1D);
    for _ in 0..1500 {
        let graph = cases.graph();
        for format in Format::ALL {
            let confusing = graph.iter().any(|triple| triple.to_string().contains("<schema:x/"));
            if format == Format::JsonLd && confusing {
                // Such an IRI cannot be told from a prefixed name, and is refused.
                assert!(matches!(written(&graph, format), Err(ExportError::IriLooksPrefixed(_))));
                continue;
            }
            assert_round_trip(&graph, format);
        }
    }
}

#[test]
fn the_order_of_arrival_leaves_no_trace() {
    let mut cases = Cases(7);
    for _ in 0..100 {
        let mut graph = cases.graph();
        let first: Vec<_> =
            Format::ALL.iter().map(|&format| written(&graph, format).ok()).collect();
        graph.reverse();
        for triple in &mut graph {
            // Other labels for the same nodes, as another reading of the same file would give.
            if let NamedOrBlankNode::BlankNode(node) = &triple.subject {
                triple.subject = BlankNode::new_unchecked(format!("z{}", node.as_str())).into();
            }
            if let Term::BlankNode(node) = &triple.object {
                triple.object = BlankNode::new_unchecked(format!("z{}", node.as_str())).into();
            }
        }
        let second: Vec<_> =
            Format::ALL.iter().map(|&format| written(&graph, format).ok()).collect();
        assert_eq!(first, second);
    }
}

fn small_graph() -> Vec<Triple> {
    let zon = node("https://newsgraph.example/id/org.zonnewind");
    let name = node("https://schema.org/name");
    let page = node("https://news.example/zon");
    vec![
        Triple::new(
            zon.clone(),
            name.clone(),
            Literal::new_language_tagged_literal_unchecked("Zonnewind", "nl"),
        ),
        Triple::new(zon.clone(), rdf::TYPE, node("https://schema.org/Organization")),
        Triple::new(page.clone(), node("https://schema.org/mentions"), zon),
        Triple::new(page.clone(), node("https://schema.org/wordCount"), Literal::from(240)),
        Triple::new(
            page,
            node("https://schema.org/datePublished"),
            Literal::new_typed_literal("2026-01-15", xsd::DATE),
        ),
    ]
}

#[test]
fn turtle_is_for_readers() {
    let expected = "\
@prefix ngr: <https://newsgraph.example/id/> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://news.example/zon>
    schema:datePublished \"2026-01-15\"^^xsd:date ;
    schema:mentions ngr:org.zonnewind ;
    schema:wordCount 240 .

ngr:org.zonnewind
    a schema:Organization ;
    schema:name \"Zonnewind\"@nl .
";
    assert_eq!(written(&small_graph(), Format::Turtle).expect("Turtle"), expected);
}

#[test]
fn jsonld_is_compact() {
    let text = written(&small_graph(), Format::JsonLd).expect("JSON-LD");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let expected = serde_json::json!([
        {"id": "https://news.example/zon", "datePublished": "2026-01-15",
         "mentions": "https://newsgraph.example/id/org.zonnewind", "schema:wordCount": 240},
        {"id": "https://newsgraph.example/id/org.zonnewind", "type": "Organization",
         "name": {"@value": "Zonnewind", "@language": "nl"}}
    ]);
    assert_eq!(json["@graph"], expected);
}

#[test]
fn a_context_beyond_this_writer_is_refused() {
    for text in [
        "[]",
        "{",
        r#"{"@context": {"a": {"@id": "http://a/", "@container": "@list"}}}"#,
        r#"{"@context": {"a": {"@reverse": "http://a/"}}}"#,
        r#"{"@base": "http://a/"}"#,
    ] {
        assert!(matches!(Context::parse(text), Err(ExportError::Context(_))), "{text}");
    }
}

#[test]
fn language_maps_and_sets_read_back() {
    let context = Context::parse(
        r#"{"schema": "https://schema.org/", "id": "@id", "type": "@type",
            "name": {"@id": "schema:name", "@container": "@language"},
            "fr": {"@id": "schema:text", "@language": "fr"}}"#,
    )
    .expect("a context");
    let subject = node("http://a/");
    let name = node("https://schema.org/name");
    let text = node("https://schema.org/text");
    let tagged = |value: &str, language: &str| {
        Literal::new_language_tagged_literal_unchecked(value, language)
    };
    let triples = vec![
        Triple::new(subject.clone(), name.clone(), tagged("a", "fr")),
        Triple::new(subject.clone(), name.clone(), tagged("b", "fr")),
        Triple::new(subject.clone(), name.clone(), Literal::new_simple_literal("c")),
        Triple::new(subject.clone(), name.clone(), Literal::from(5)),
        Triple::new(subject.clone(), text.clone(), tagged("d", "fr")),
        Triple::new(subject, text, tagged("e", "nl")),
    ];
    let prefixes = Prefixes::default();
    let mut out = Vec::new();
    let style = Style { format: Format::JsonLd, prefixes: &prefixes, context: &context };
    write_triples(triples.iter().cloned(), style, &mut out).expect("JSON-LD");
    let back = read_back(&String::from_utf8_lossy(&out), Format::JsonLd);
    assert!(back == canonical(triples.into_iter().map(|t| t.in_graph(GraphName::DefaultGraph))));
}

#[test]
fn sources_keep_their_graphs_and_need_a_format_that_holds_them() {
    let store = Store::new().expect("a store in memory");
    let (one, two) =
        (node("https://newsgraph.example/graph/1"), node("https://newsgraph.example/graph/2"));
    for (graph, triple) in [&one, &two].into_iter().zip(small_graph()) {
        store.insert(&triple.in_graph(graph.clone())).expect("a quad");
        // The same label in two graphs is two nodes to a reader only if it says so.
        let blank = Triple::new(
            BlankNode::new_unchecked("x"),
            node("https://schema.org/name"),
            Literal::new_simple_literal(graph.as_str()),
        );
        store.insert(&blank.in_graph(graph.clone())).expect("a quad");
    }
    let (prefixes, context) = (Prefixes::default(), context());
    let selection = Selection::Named(vec![two, one]);
    for format in Format::ALL {
        let style = Style { format, prefixes: &prefixes, context: &context };
        let mut out = Vec::new();
        let result = write_store(&store, &selection, style, &mut out);
        if !format.holds_graphs() {
            assert!(matches!(result, Err(ExportError::OneGraphOnly(_))));
            continue;
        }
        result.expect("a dataset");
        let back = read_back(&String::from_utf8_lossy(&out), format);
        let before = canonical(store.iter().map(|quad| quad.expect("a quad")));
        assert!(back == before, "{format:?}\n{}", String::from_utf8_lossy(&out));
    }
}

#[test]
fn a_failed_write_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("graph.ttl");
    write_file(&path, |out| Ok(out.write_all(b"good")?)).expect("a file");
    let result = write_file(&path, |out| {
        out.write_all(b"half")?;
        Err(ExportError::OneGraphOnly("Turtle"))
    });
    assert!(result.is_err());
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), "good");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
}
