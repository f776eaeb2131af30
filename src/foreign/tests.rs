//! Files of every syntax, whole and broken.

use super::{ForeignGraph, Reader, Refused, Syntax};
use crate::iri::Base;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::error::Error;
use std::io::Write as _;
use std::path::Path;

type Outcome = Result<(), Box<dyn Error>>;

fn read(name: &str, text: impl AsRef<[u8]>) -> Result<ForeignGraph, Refused> {
    let base = Base::default();
    let reader = Reader { base: &base, syntax: None };
    reader.read_bytes(name, text.as_ref().to_vec(), Syntax::of_name(Path::new(name)))
}

/// The statements as N-Quads, sorted, the hash of the content left out.
fn lines(graph: &ForeignGraph) -> Vec<String> {
    let hash = &graph.sha256[..12];
    let mut lines: Vec<String> =
        graph.quads.iter().map(|quad| quad.to_string().replace(hash, "HASH")).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn every_syntax_says_the_same() -> Outcome {
    let expected = [r#"<http://a.example/s> <https://schema.org/name> "Ghent"@en"#];
    let texts = [
        ("a.ttl", "@prefix s: <https://schema.org/> . <http://a.example/s> s:name 'Ghent'@en ."),
        ("a.trig", "{ <http://a.example/s> <https://schema.org/name> \"Ghent\"@en }"),
        ("a.nt", "<http://a.example/s> <https://schema.org/name> \"Ghent\"@en ."),
        ("a.nq", "<http://a.example/s> <https://schema.org/name> \"Ghent\"@en ."),
        (
            "a.rdf",
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:s='https://schema.org/'><rdf:Description rdf:about='http://a.example/s'><s:name xml:lang='en'>Ghent</s:name></rdf:Description></rdf:RDF>",
        ),
        (
            "a.json",
            r#"{"@context":"https://schema.org","@id":"http://a.example/s","name":{"@value":"Ghent","@language":"en"}}"#,
        ),
    ];
    for (name, text) in texts {
        assert_eq!(lines(&read(name, text)?), expected, "{name}");
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(text.as_bytes())?;
        let packed = read(&format!("{name}.gz"), packed.finish()?)?;
        assert_eq!(packed.sha256, read(name, text)?.sha256, "{name}");
        assert_eq!(lines(&packed), expected, "{name}");
    }
    Ok(())
}

#[test]
fn blank_nodes_are_the_same_iris_each_time_and_no_other_file_has_them() -> Outcome {
    let text = "@prefix e: <http://e/> . [] e:p [ e:q _:x ] . _:x e:r 1 .";
    let one = read("a.ttl", text)?;
    assert_eq!(one.quads, read("b.ttl", text)?.quads);
    let other = read("a.ttl", format!("{text} "))?;
    assert!(one.quads.is_disjoint(&other.quads));
    assert_eq!(lines(&one), lines(&other));
    assert!(lines(&one)[0].contains("<https://newsgraph.example/genid/HASH/1>"));
    Ok(())
}

#[test]
fn a_bad_line_costs_only_itself_and_is_named() -> Outcome {
    let text = "<http://e/s> <http://e/p> \"1\" .\n<http://e/s> <http://e/p> .\n<http://e/s> <http://e/p> <no iri> .\n<http://e/s> <http://e/p> \"2\" .\n";
    let graph = read("a.nt", text)?;
    assert_eq!(graph.quads.len(), 2);
    let lines: Vec<_> = graph.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [Some(2), Some(3)], "{:?}", graph.faults);
    Ok(())
}

#[test]
fn loose_terms_are_put_right() -> Outcome {
    let graph = read(
        "a.ttl",
        "<http://e/a b> <http://e/p> \"x\"@en_US , \"y\"^^<http://www.w3.org/2001/XMLSchema#int> .",
    )?;
    let expected = [
        r#"<http://e/a%20b> <http://e/p> "x"@en-us"#,
        r#"<http://e/a%20b> <http://e/p> "y"^^<http://www.w3.org/2001/XMLSchema#int>"#,
    ];
    assert_eq!(lines(&graph), expected);
    Ok(())
}

#[test]
fn a_broken_whole_is_refused_with_its_line() {
    let said = |name: &str, text: &str| {
        read(name, text).map(|graph| graph.quads.len()).map_err(|error| error.to_string())
    };
    let broken = said("a.ttl", "<http://e/s> <http://e/p> 1 .\n<http://e/s> ; .\n");
    assert!(broken.as_ref().is_err_and(|said| said.starts_with("line 2: ")), "{broken:?}");
    let json = said("a.json", "{\"@context\": \"https://schema.org\",\n \"name\": }");
    assert!(json.as_ref().is_err_and(|said| said.starts_with("line 2: ")), "{json:?}");
    let context = said("a.json", r#"{"@context": "https://a.example/c", "name": "x"}"#);
    assert!(
        context.as_ref().is_err_and(|said| said.contains("https://a.example/c")),
        "{context:?}"
    );
    assert!(said("a.json", r#"{"name": "no JSON-LD"}"#).is_err());
    assert!(said("a.ttl", "<!DOCTYPE html><title>x</title>").is_err());
}

#[test]
fn json_ld_is_found_within_other_json_and_in_lines() -> Outcome {
    let page = r#"{"url": "https://n.example/1", "blocks": [{"@context": "http://schema.org", "@type": "NewsArticle", "author": {"@type": "Person", "name": "Jo"}, "url": "https://n.example/1"}]}"#;
    let graph = read("a.json", page)?;
    assert!(lines(&graph).iter().any(|line| line.ends_with("<http://schema.org/NewsArticle>")));
    assert!(lines(&graph).iter().any(|line| line.ends_with("/url> <https://n.example/1>")));
    let line = r#"{"@context": {"@vocab": "http://e/"}, "@id": "_:x", "p": "1"}"#;
    let graph = read("a.jsonl", format!("{line}\n{line}\n"))?;
    assert_eq!(graph.quads.len(), 2, "blank nodes of two documents are two");
    Ok(())
}
