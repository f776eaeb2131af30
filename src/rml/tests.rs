//! Small mappings, one for each rule, and the mapping of the articles themselves.

use super::{Mapping, RmlError};
use crate::facts::Table;
use std::path::Path;

const PREFIXES: &str = "@prefix rml: <http://w3id.org/rml/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";

fn table(name: &str, columns: &[&str], rows: &[&[&str]]) -> Table {
    let cell = |cell: &&str| (!cell.is_empty()).then(|| (*cell).to_owned());
    let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    Table::new(name, columns.iter().map(|&column| column.to_owned()).collect(), rows)
}

/// The mapping of one triples map over the table `t`, as lines.
fn map(rest: &str, tables: &[Table]) -> Result<Vec<String>, RmlError> {
    let turtle = format!(
        "{PREFIXES}<#M> rml:logicalSource [ rml:source [ rml:path \"t.csv\" ] ] ; {rest} ."
    );
    let mut lines = Vec::new();
    Mapping::parse(&turtle, "http://x/")?.run(tables, |quad| lines.push(quad.to_string()))?;
    Ok(lines)
}

#[test]
fn values_in_templates_are_encoded_and_absent_ones_give_nothing() -> Result<(), RmlError> {
    let t = table("t", &["a", "b"], &[&["é/ü b", "1"], &["", "2"]]);
    let lines = map(
        r#"rml:subjectMap [ rml:template "s/{a}" ] ;
           rml:predicateObjectMap [ rml:predicate <p> ; rml:objectMap [ rml:reference "b" ] ]"#,
        &[t],
    )?;
    assert_eq!(lines, [r#"<http://x/s/é%2Fü%20b> <http://x/p> "1""#]);
    Ok(())
}

#[test]
fn datatypes_and_languages_come_from_columns() -> Result<(), RmlError> {
    let year = "http://www.w3.org/2001/XMLSchema#gYear";
    let t = table("t", &["v", "t", "l"], &[&["2030", year, "fr"], &["x", "", ""]]);
    let lines = map(
        r#"rml:subject <s> ; rml:predicateObjectMap
             [ rml:predicate <p> ; rml:objectMap [ rml:reference "v" ; rml:datatypeMap [ rml:reference "t" ] ] ] ,
             [ rml:predicate <q> ; rml:objectMap [ rml:reference "v" ; rml:languageMap [ rml:reference "l" ] ] ]"#,
        &[t],
    )?;
    assert_eq!(
        lines,
        [
            format!(r#"<http://x/s> <http://x/p> "2030"^^<{year}>"#),
            r#"<http://x/s> <http://x/q> "2030"@fr"#.to_owned()
        ]
    );
    Ok(())
}

#[test]
fn each_graph_map_gives_a_quad_and_an_absent_graph_none() -> Result<(), RmlError> {
    let t = table("t", &["g"], &[&["http://g/1"], &[""]]);
    let lines = map(
        r#"rml:subjectMap [ rml:constant <s> ; rml:graphMap [ rml:reference "g" ] ] ;
           rml:predicateObjectMap [ rml:predicate <p> ; rml:object "o" ; rml:graph rml:defaultGraph ]"#,
        &[t],
    )?;
    let plain = r#"<http://x/s> <http://x/p> "o""#;
    assert_eq!(lines, [&format!("{plain} <http://g/1>"), plain, plain]);
    Ok(())
}

#[test]
fn joins_need_all_their_conditions() -> Result<(), RmlError> {
    let child = table("t", &["id", "a", "b"], &[&["1", "x", "y"], &["2", "x", ""]]);
    let parent =
        table("p", &["id", "a", "b"], &[&["7", "x", "y"], &["8", "x", "z"], &["9", "x", "y"]]);
    let lines = map(
        r#"rml:subjectMap [ rml:template "c/{id}" ] ;
           rml:predicateObjectMap [ rml:predicate <p> ; rml:objectMap [ rml:parentTriplesMap <#P> ;
             rml:joinCondition [ rml:child "a" ; rml:parent "a" ] , [ rml:child "b" ; rml:parent "b" ] ] ] .
           <#P> rml:logicalSource [ rml:source [ rml:path "p.csv" ] ] ; rml:subjectMap [ rml:template "p/{id}" ]"#,
        &[child, parent],
    )?;
    let expected = ["7", "9"].map(|id| format!("<http://x/c/1> <http://x/p> <http://x/p/{id}>"));
    assert_eq!(lines, expected);
    Ok(())
}

#[test]
fn blank_nodes_are_the_same_every_time_and_differ_with_their_values() -> Result<(), RmlError> {
    let t = table("t", &["a"], &[&["b c"], &["b_c"], &["b_20c"]]);
    let rest = r#"rml:subjectMap [ rml:reference "a" ; rml:termType rml:BlankNode ] ;
        rml:predicateObjectMap [ rml:predicate <p> ; rml:object "o" ]"#;
    let mut lines = map(rest, std::slice::from_ref(&t))?;
    assert_eq!(lines, map(rest, &[t])?);
    lines.dedup();
    assert_eq!(lines.len(), 3);
    Ok(())
}

#[test]
fn errors_name_the_triples_map_and_the_remedy() {
    let t = || table("t", &["a"], &[&["x y"]]);
    let message = |rest: &str| map(rest, &[t()]).map_err(|error| error.to_string());
    let missing = message(r#"rml:subjectMap [ rml:reference "b" ]"#);
    assert_eq!(
        missing,
        Err("triples map <http://x/#M>: there is no column `b`; there are: a".to_owned())
    );
    let bad =
        message(r#"rml:subjectMap [ rml:reference "a" ]"#).unwrap_or_else(|error| vec![error]);
    assert!(
        bad[0].starts_with("triples map <http://x/#M>: `t.csv`, row 1: `http://x/x y`"),
        "{bad:?}"
    );
    let unsupported = message("rml:subjectMap [ rml:functionExecution <f> ]");
    assert!(
        unsupported.is_err_and(|error| error.contains("rml:functionExecution is not supported"))
    );
    let other = map(r#"rml:subjectMap [ rml:reference "a" ]"#, &[table("u", &[], &[])]);
    assert!(other.is_err_and(|error| error.to_string().contains("there are: u")));
}

#[test]
fn the_articles_mapping_keeps_everything_in_the_articles_graph() -> Result<(), RmlError> {
    let mapping = Mapping::parse(include_str!("../../ontology/mapping.ttl"), "http://x/")?;
    let mut quads = Vec::new();
    mapping.run_folder(Path::new("tests/tables"), |quad| quads.push(quad))?;
    assert!(quads.iter().all(|quad| quad.graph_name.to_string().contains("/graph/")));
    assert!(!quads.iter().any(|quad| quad.to_string().contains("_:")));
    let lines: Vec<String> = quads.iter().map(ToString::to_string).collect();
    for wanted in [
        r#"ns#deadline> "2050"^^<http://www.w3.org/2001/XMLSchema#gYear>"#,
        r#"schema.org/maxValue> "4"^^<http://www.w3.org/2001/XMLSchema#decimal>"#,
        "<http://www.wikidata.org/entity/Q60772> <https://newsgraph.example/ns#leads> <http://www.wikidata.org/entity/Q8880>",
        r#"schema.org/alternateName> "EGD"@en"#,
    ] {
        assert!(lines.iter().any(|line| line.contains(wanted)), "{wanted}");
    }
    Ok(())
}

/// The columns that the mapping reads are those of the records: none is misspelt.
#[test]
fn the_articles_mapping_fits_the_records() -> Result<(), RmlError> {
    let mapping = Mapping::parse(include_str!("../../ontology/mapping.ttl"), "http://x/")?;
    let mut quads = 0;
    mapping.run(&crate::facts::Facts::default().tables(), |_| quads += 1)
}
