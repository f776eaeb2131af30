//! The article that the project exists for: its figures, targets, roles, quotations and relations stand in
//! the tables as expected, and next to nothing else does.

use crate::corpus::shared;
use newsgraph::article::Article;
use newsgraph::facts::Facts;
use newsgraph::iri::Base;
use newsgraph::pipeline::Pipeline;
use std::collections::BTreeMap;
use std::path::Path;

/// Rows that may stand in all tables together without being expected.
const SPURIOUS: usize = 2;

type Row = BTreeMap<String, String>;

/// The rows of an expected table by column.
fn rows(folder: &Path, file: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join(file)).expect("an expected table");
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn facts(text: String, language: &str) -> Facts {
    let pipeline = Pipeline::new(Base::default(), &[], &[]).expect("the bundled words");
    pipeline.extract(&Article { text, language: language.to_owned(), ..Article::default() })
}

#[test]
fn facts_of_the_seed_article() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("seed/article.fr.txt")).expect("the article");
    let folder = shared.join("seed/expected");
    let facts = facts(text, "fr");
    let mut expected = 0;
    for row in rows(&folder, "figures.csv") {
        expected += 1;
        let figure = facts
            .figures
            .iter()
            .find(|f| f.value.map(|v| v.to_string()).as_deref() == Some(&row["value"]));
        let figure = figure.unwrap_or_else(|| panic!("no figure {row:?}"));
        // The expected «commitment» is what the tables call a target; where it says nothing, all may be.
        let modality = row["modality"].replace("commitment", "target");
        for (column, is) in [
            ("unit", &figure.unit),
            ("measure", &figure.measure),
            ("qualifier", &figure.qualifier),
            ("source", &figure.source),
            ("baseline", &figure.baseline),
            ("end", &figure.deadline),
        ] {
            assert_eq!(row[column], *is, "{column} of {row:?}");
        }
        assert!(modality.is_empty() || modality == figure.modality, "{row:?}");
    }
    for row in rows(&folder, "targets.csv") {
        expected += 1;
        let same = |f: &&newsgraph::facts::Figure| {
            f.text == row["statement"] && f.subject == row["subject"] && f.deadline == row["by"]
        };
        assert!(facts.figures.iter().any(|f| same(&f)), "no target {row:?}");
    }
    for row in rows(&folder, "people.csv") {
        expected += 1;
        let same = |r: &newsgraph::facts::Role| {
            r.person == row["name"]
                && r.role == row["role"]
                && r.organization == row["organization"]
        };
        assert!(facts.roles.iter().any(same), "no role {row:?}");
    }
    for row in rows(&folder, "quotes.csv") {
        expected += 1;
        let plain = |text: &str| text.trim_end_matches(['.', ' ', '\u{a0}']).to_owned();
        let same = |q: &newsgraph::facts::Quote| {
            q.speaker == row["speaker"]
                && q.text.starts_with(&row["begins"])
                && plain(&q.text).ends_with(&row["ends"])
        };
        assert!(facts.quotes.iter().any(same), "no quotation {row:?}");
    }
    for row in rows(&folder, "relations.csv") {
        expected += 1;
        let same = |r: &newsgraph::facts::Relation| {
            r.subject == row["subject"]
                && r.relation == row["relation"]
                && r.object == row["object"]
        };
        assert!(facts.relations.iter().any(same), "no relation {row:?}");
    }
    let found =
        facts.figures.len() + facts.roles.len() + facts.quotes.len() + facts.relations.len();
    println!("seed: {expected} facts expected, {found} found");
    assert!(found <= expected + SPURIOUS, "{found} facts for {expected}");
}
