//! One text in several papers: claimed once, whoever comes first, and every paper kept.

use crate::util::{Dir, Outcome};
use serde_json::Value;
use std::fs;

/// The bundled article as an agency's, and what papers make of it: name, date, and the text.
fn papers() -> Vec<(&'static str, &'static str, String)> {
    let wire =
        fs::read_to_string("data/articles/belgium-cloud.en.md").expect("the bundled article");
    let text = wire.rsplit_once("\n# ").expect("a headline").1;
    let (_, body) = text.split_once("\n\n").expect("a body");
    let printed = |headline: &str, body: &str| format!("# {headline}\n\n{body}");
    let cut = body.trim_end().rsplit_once("\n\n").expect("paragraphs").0;
    vec![
        ("wire", "2025-11-17", printed("Microsoft opens its first cloud region in Belgium", body)),
        ("evening", "2025-11-18", printed("Cloud region opens", &body.replace('"', "'"))),
        ("mirror", "2025-11-19", printed("American clouds over Belgium", cut)),
        (
            "northern",
            "2025-11-19",
            printed("Jobs and clouds", &body.replace("new revenue", "new reveune")),
        ),
        (
            "valley",
            "2025-11-20",
            printed(
                "What the clouds bring to the valley",
                &format!("{body}\nThe valley hopes for 450 jobs.\n"),
            ),
        ),
    ]
}

fn write(dir: &Dir) {
    for (name, date, text) in papers() {
        let front = format!(
            "---\nurl: https://{name}.example/cloud\ndate: {date}\npublisher: The {name}\nlanguage: en\n---\n"
        );
        dir.write(&format!("{name}.md"), front + &text);
    }
    for name in ["belgique-cloud.fr.md", "belgie-cloud.nl.md"] {
        dir.write(name, fs::read(format!("data/articles/{name}")).expect("a bundled article"));
    }
}

#[test]
fn five_papers_with_one_text_are_one_claim_in_any_order() -> Outcome {
    let dir = Dir::new();
    write(&dir);
    let names = [
        "wire.md",
        "evening.md",
        "mirror.md",
        "northern.md",
        "valley.md",
        "belgique-cloud.fr.md",
        "belgie-cloud.nl.md",
    ];
    let said = dir.newsgraph(["ingest"].iter().chain(&names)).status(0).stderr;
    assert!(
        said.contains("7 articles: 7 new") && said.contains("; 4 print texts that the store had"),
        "{said}"
    );
    let graph = dir.newsgraph(["export"]).status(0).stdout;
    let mut order = names;
    for (turn, store) in ["one", "two", "three"].into_iter().enumerate() {
        order.rotate_left(2 + turn);
        for name in order {
            dir.newsgraph(["--store", store, "ingest", name]).status(0);
        }
        let other = dir.newsgraph(["--store", store, "export"]).status(0).stdout;
        assert_eq!(other, graph, "the order of coming shows");
    }
    dir.newsgraph(["rebuild", "--check"]).status(0);
    dir.newsgraph(["validate"]).status(0);

    let copies = dir.newsgraph(["query", "copies", "--format", "csv"]).status(0).stdout;
    let first = "Microsoft opens its first cloud region in Belgium,The wire,2025-11-17";
    let papers: Vec<&str> = copies
        .lines()
        .skip(1)
        .map(|line| {
            assert!(line.starts_with(first), "{copies}");
            line.split(',').nth(3).unwrap_or_default()
        })
        .collect();
    assert_eq!(papers, ["The evening", "The mirror", "The northern", "The valley"]);
    let stats: Value =
        serde_json::from_str(&dir.newsgraph(["stats", "--format", "json"]).status(0).stdout)?;
    assert_eq!((&stats["articles"], &stats["copies"]), (&7.into(), &4.into()));

    // Each claim of the text is there once; what one paper added is its own.
    let query = "SELECT ?value ?article { ?f a ng:Figure ; schema:value ?value ; prov:hadPrimarySource ?article .
        FILTER(CONTAINS(STR(?article), '/cloud')) FILTER(?value IN (85000.0, 600000.0, 450.0)) } ORDER BY ?value";
    let claims = dir.newsgraph(["query", "--format", "csv", "-q", query]).status(0).stdout;
    assert_eq!(
        claims.lines().skip(1).collect::<Vec<_>>(),
        [
            "450,https://valley.example/cloud",
            "85000,https://wire.example/cloud",
            "600000,https://wire.example/cloud"
        ]
    );
    let compared =
        dir.newsgraph(["compare", "--format", "json", "--measure", "jobs"]).status(0).stdout;
    let compared: Value = serde_json::from_str(&compared)?;
    let statements = compared["groups"][0]["statements"].as_array().ok_or("no group")?;
    assert_eq!(statements.len(), 3, "{compared:#}");
    let wire =
        statements.iter().find(|s| s["article"]["publisher"] == "The wire").ok_or("no wire")?;
    assert_eq!(wire["article"]["copies"].as_array().map(Vec::len), Some(4));

    // Without the first the next one speaks for all.
    dir.newsgraph(["forget", "https://wire.example/cloud"]).status(0);
    dir.newsgraph(["rebuild", "--check"]).status(0);
    let claims = dir.newsgraph(["query", "--format", "csv", "-q", query]).status(0).stdout;
    assert!(claims.lines().any(|line| line == "85000,https://evening.example/cloud"), "{claims}");
    assert_eq!(claims.lines().count(), 4);
    Ok(())
}

#[test]
fn pages_that_the_program_wrote_are_not_read_back() {
    let dir = Dir::new();
    write(&dir);
    dir.newsgraph(["extract", "wire.md", "mirror.md", "--format", "html", "--out", "own"])
        .status(0);
    dir.newsgraph(["ingest", "wire.md", "belgie-cloud.nl.md"]).status(0);
    let page = dir.newsgraph(["compare", "--format", "html"]).status(0).stdout;
    dir.write("own/compared.html", page);
    let said = dir.newsgraph(["extract", "own", "--format", "json"]).status(2).stderr;
    assert_eq!(said.matches("is a page that newsgraph wrote").count(), 4, "{said}");
}
