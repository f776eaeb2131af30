//! `newsgraph compare` on articles with planted disagreements: every one found, none invented.

use crate::util::{Dir, Outcome};
use serde_json::Value;
use std::path::Path;

/// A line a group: its verdict, topic, what and about whom, then its statements from the first on, each
/// with its verdict, value and outlet.
fn groups(json: &str) -> Result<Vec<String>, serde_json::Error> {
    let comparison: Value = serde_json::from_str(json)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().replace('\u{a0}', " ");
    let judged = |value: &Value| match text(&value["contradiction"]) {
        kind if kind.is_empty() => text(&value["verdict"]),
        kind => format!("{}: {kind}", text(&value["verdict"])),
    };
    let groups = comparison["groups"].as_array().into_iter().flatten();
    Ok(groups
        .map(|group| {
            let statements = group["statements"].as_array().into_iter().flatten();
            let statements: Vec<String> = statements
                .map(|s| {
                    let parts = [judged(s), text(&s["value"]), text(&s["article"]["publisher"])];
                    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
                })
                .collect();
            let head = [judged(group), text(&group["topic"]), text(&group["what"])];
            format!("{} | {}", head.join(" | "), statements.join("; "))
        })
        .collect())
}

fn store_of(dir: &Dir, articles: &str) {
    let path = Path::new(articles).canonicalize().expect("the articles");
    dir.newsgraph(["ingest".as_ref(), path.as_os_str()]).status(0);
}

#[test]
fn planted_disagreements_are_found_and_none_is_invented() -> Outcome {
    let dir = Dir::new();
    store_of(&dir, "tests/compare");
    let ran = dir.newsgraph(["compare", "--format", "json"]).status(1);
    let found = groups(&ran.stdout)?;
    let expected = std::fs::read_to_string("tests/cli/compare.expected")?;
    let expected: Vec<&str> =
        expected.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let urgent = |groups: &[&str]| -> Vec<String> {
        let urgent =
            |group: &&&str| group.starts_with("contradicting") || group.starts_with("differing");
        groups.iter().filter(urgent).map(ToString::to_string).collect()
    };
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(urgent(&found), urgent(&expected), "\nfound:\n{}\n", found.join("\n"));
    for group in expected {
        assert!(found.contains(&group), "not found: {group}\n{}\n", found.join("\n"));
    }
    Ok(())
}

#[test]
fn the_bundled_articles_differ_in_jobs_alone() -> Outcome {
    let dir = Dir::new();
    store_of(&dir, "data/articles");
    let ran = dir.newsgraph(["compare", "--format", "json"]).status(0);
    let found = groups(&ran.stdout)?;
    assert_eq!(
        found[0],
        "differing | figure | jobs | 85 000, The Courier; agreeing, 85 000, La Gazette; \
         differing, 80 000, De Koerier"
    );
    assert!(found[1..].iter().all(|group| group.starts_with("agreeing")), "{found:#?}");
    ran.says(&["1 differing"]);
    Ok(())
}

#[test]
fn what_is_asked_for_is_what_is_shown() -> Outcome {
    let dir = Dir::new();
    store_of(&dir, "tests/compare");
    let count = |arguments: &[&str], status| -> Result<usize, serde_json::Error> {
        let all = ["compare", "--format", "json"].iter().chain(arguments);
        groups(&dir.newsgraph(all).status(status).stdout).map(|groups| groups.len())
    };
    assert_eq!(count(&["--only", "superseded", "--about", "Proximus"], 0)?, 2);
    assert_eq!(count(&["--measure", "emplois", "--only", "contradicting"], 1)?, 1);
    assert_eq!(count(&["--measure", "role:ceo"], 1)?, 1);
    assert_eq!(count(&["--since", "2022-03", "--until", "2022-03-15"], 0)?, 0);
    dir.newsgraph(["compare", "--measure", "zzz"]).status(2).says(&["`zzz` is no measure"]);
    dir.newsgraph(["compare", "--since", "soon"]).status(2).says(&["2025-11-18"]);
    Ok(())
}

#[test]
fn kept_comparisons_conform_are_queried_and_leave_the_merge_alone() {
    let dir = Dir::new();
    store_of(&dir, "tests/compare");
    let once = dir.newsgraph(["compare", "--keep", "--format", "trig"]).status(1).stdout;
    let again = dir.newsgraph(["compare", "--keep", "--format", "trig"]).status(1).stdout;
    assert_eq!(once, again, "the same sources give the same bytes");
    let graph = "https://newsgraph.example/graph/comparison";
    dir.newsgraph(["validate", "--graph", graph]).status(0);
    dir.newsgraph(["rebuild", "--check"]).status(0);
    dir.newsgraph(["validate", "--sources"]).status(0);
    let rows = dir.newsgraph(["query", "comparisons", "--param", "only=contradicting"]).status(0);
    assert!(rows.stdout.contains("contradicting,currency"), "{}", rows.stdout);
    assert!(rows.stdout.contains("17 miljard dollar,De Koerier"), "{}", rows.stdout);
}

#[test]
fn the_page_stands_alone_and_marks_the_words() {
    let dir = Dir::new();
    store_of(&dir, "tests/compare");
    let page = dir.newsgraph(["compare", "--format", "html"]).status(1).stdout;
    assert!(page.contains("<mark>17 miljard dollar</mark>"));
    assert!(page.contains("<blockquote lang=\"nl\">"));
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("src="));
}
