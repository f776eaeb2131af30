//! The RML test cases of the Knowledge Graph Construction community group.
//!
//! RML-Core's cases come over JSON only. Their data are flat, so they run here as tables: the array
//! that the iterator names becomes rows, each `$.key` a column. What that cannot show is listed.

use newsgraph::facts::Table;
use newsgraph::rml::Mapping;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Dataset, Literal, Quad, Term};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const BASE: &str = "http://example.com/";

/// Cases beyond tables, each with the reason.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("RMLTC0000-JSON", "an empty JSON array names no columns, which a table does"),
    ("RMLTC0002g-JSON", "an invalid JSONPath: none is read"),
    ("RMLTC0025a-JSON", "arrays within a row"),
    ("RMLTC0025b-JSON", "arrays within a row"),
    ("RMLTC0025c-JSON", "arrays within a row"),
    ("RMLIOREGTC0012a", "its file is at a web address: nothing is fetched"),
    ("RMLIOREGTC0012i", "its mapping names columns that its file has not"),
    ("RMLSTC0008b", "one of its two sources is JSON"),
];

struct Case {
    name: String,
    folder: PathBuf,
    wants_error: bool,
}

#[test]
fn rml_test_cases() {
    let shared = PathBuf::from("../shared/rml");
    if !shared.is_dir() {
        println!("skipped: ../shared/rml is absent");
        return;
    }
    let mut failures = Vec::new();
    for (suite, all) in [("rml-core", true), ("rml-io", false), ("rml-io-registry", false)] {
        let (mut passed, mut failed, mut unsupported) = (0, 0, 0);
        for case in cases(&shared.join(suite).join("test-cases"), all) {
            if let Some((name, reason)) = UNSUPPORTED.iter().find(|(name, _)| *name == case.name) {
                println!("unsupported {name}: {reason}");
                unsupported += 1;
                continue;
            }
            match run(&case) {
                Ok(()) => passed += 1,
                Err(problem) => {
                    failed += 1;
                    failures.push(format!("{}: {problem}", case.name));
                }
            }
        }
        println!("{suite}: {passed} passed, {failed} failed, {unsupported} unsupported");
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The cases of a suite, or only those whose mapping reads CSV.
fn cases(suite: &Path, all: bool) -> Vec<Case> {
    let mut errors = BTreeMap::new();
    let metadata = csv::Reader::from_path(suite.join("metadata.csv"));
    for row in metadata.expect("metadata.csv").records().flatten() {
        errors.insert(row[0].to_owned(), row[row.len() - 1].trim() == "true");
    }
    let folders = std::fs::read_dir(suite).expect("a suite is a folder");
    let mut cases: Vec<Case> = folders
        .flatten()
        .filter_map(|entry| {
            let (name, folder) = (entry.file_name().into_string().ok()?, entry.path());
            let mapping = std::fs::read_to_string(folder.join("mapping.ttl")).ok()?;
            let wanted = all || mapping.contains("rml:CSV");
            // RMLSTC0009a is marked as an error, yet its title and expected output say otherwise.
            let wants_error =
                errors.get(&name) == Some(&true) && !folder.join("output.nq").exists();
            wanted.then_some(Case { name, folder, wants_error })
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn run(case: &Case) -> Result<(), String> {
    let mapping = std::fs::read_to_string(case.folder.join("mapping.ttl")).expect("listed above");
    let json = mapping.contains("rml:JSONPath");
    let mapping = mapping.replace("rml:JSONPath", "rml:CSV");
    let mut quads = Vec::new();
    let result = Mapping::parse(&mapping, BASE).and_then(|mapping| {
        if json {
            mapping.run(&tables(&case.folder), |quad| quads.push(quad))
        } else {
            mapping.run_folder(&case.folder, |quad| quads.push(quad))
        }
    });
    match (result, case.wants_error) {
        (Err(_), true) => Ok(()),
        (Err(error), false) => Err(error.to_string()),
        (Ok(()), true) => Err("an error was expected".to_owned()),
        (Ok(()), false) => {
            let mut expected = expected(&case.folder)?;
            if json {
                expected = expected.into_iter().map(without_natural_type).collect();
                quads = quads.into_iter().map(without_natural_type).collect();
            }
            let (got, expected) = (canonical(quads), canonical(expected));
            if got == expected {
                Ok(())
            } else {
                Err(format!("got {got:#?}, expected {expected:#?}"))
            }
        }
    }
}

/// JSON numbers come with a datatype of their own, table cells do not.
fn without_natural_type(mut quad: Quad) -> Quad {
    if let Term::Literal(literal) = &quad.object
        && literal.datatype() == xsd::INTEGER
    {
        quad.object = Literal::from(literal.value()).into();
    }
    quad
}

fn expected(folder: &Path) -> Result<Vec<Quad>, String> {
    let file =
        ["output.nq", "default.nq"].iter().map(|name| folder.join(name)).find(|f| f.is_file());
    let text =
        std::fs::read_to_string(file.ok_or("no expected output")?).map_err(|e| e.to_string())?;
    // Unsafe IRIs are wanted where the mapping asks for them.
    let parser = RdfParser::from_format(RdfFormat::NQuads).lenient().for_slice(text.as_bytes());
    parser.collect::<Result<_, _>>().map_err(|error| format!("expected output: {error}"))
}

fn canonical(quads: Vec<Quad>) -> Vec<String> {
    let mut dataset: Dataset = quads.into_iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    let mut lines: Vec<String> = dataset.iter().map(|quad| quad.to_string()).collect();
    lines.sort();
    lines
}

/// Each JSON file of a case as the table of its first array of objects.
fn tables(folder: &Path) -> Vec<Table> {
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a case is a folder").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("readable");
        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
        let rows = match &value {
            Value::Object(object) => object.values().find_map(Value::as_array),
            other => other.as_array(),
        };
        let rows = rows.cloned().unwrap_or_default();
        let mut keys: Vec<String> =
            rows.iter().filter_map(Value::as_object).flat_map(|row| row.keys().cloned()).collect();
        keys.sort();
        keys.dedup();
        // A key is known by both of JSONPath's spellings.
        let columns =
            keys.iter().flat_map(|key| [format!("$.{key}"), format!("$['{key}']")]).collect();
        let cell = |value: Option<&Value>| match value {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => Some(other.to_string()),
        };
        let rows = rows
            .iter()
            .map(|row| {
                keys.iter().flat_map(|key| [cell(row.get(key)), cell(row.get(key))]).collect()
            })
            .collect();
        tables.push(Table::new(
            path.file_stem().unwrap_or_default().to_string_lossy(),
            columns,
            rows,
        ));
    }
    tables
}
