//! Tables that a person corrects, and what the graph then says; ranges that give back their words.

use crate::util::Dir;

const ARTICLE: &str = "---\nurl: https://news.example/harbour\ndate: 2026-01-31\nlanguage: en\n---\n\
    # Harbour \u{1f6a2} grows\n\n\
    \u{1f389} Jane Roe, director of Havenwerk, was pleased. \
    \u{201c}We \u{2764}\u{fe0f} ships and will create 1,200 jobs by 2030\u{201d}, said Jane Roe.\n\n\
    According to Havenwerk, the terminal \u{1f3d7} will cost about 90 million euros.\n";

fn extracted() -> Dir {
    let dir = Dir::new();
    dir.write("in/harbour.md", ARTICLE);
    dir.newsgraph(["extract", "in", "--format", "csv", "--out", "tables"]).status(0);
    dir
}

fn export(dir: &Dir, store: &str) -> String {
    let arguments = ["--store", store, "export", "--sources", "--format", "nquads"];
    dir.newsgraph(arguments).status(0).stdout
}

/// A table with a row more; its cells are given by column, the others stay empty.
fn add_row(dir: &Dir, table: &str, cells: &[(&str, &str)]) {
    let file = format!("tables/{table}.csv");
    let content = dir.read(&file);
    let header = content.lines().next().expect("a header").trim_start_matches('\u{feff}');
    let cell = |column| cells.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text);
    let row: Vec<&str> = header.split(',').map(cell).collect();
    dir.write(&file, format!("{content}{}\n", row.join(",")));
}

#[test]
fn tables_give_the_graph_of_their_article_to_the_byte() {
    let dir = extracted();
    dir.newsgraph(["--store", "one", "ingest", "in"]).status(0);
    dir.newsgraph(["--store", "other", "ingest", "tables"]).status(0);
    assert_eq!(export(&dir, "one"), export(&dir, "other"));
}

#[test]
fn corrections_reach_the_graph_and_it_conforms() {
    let dir = extracted();
    let people = dir.read("tables/people.csv");
    assert!(people.contains("Jane Roe"), "{people}");
    dir.write("tables/people.csv", people.replace("Jane Roe", "Janet Roe"));
    let article = ("article_iri", "https://news.example/harbour");
    add_row(&dir, "people", &[("name", "Ada Quill"), article]);
    add_row(
        &dir,
        "roles",
        &[("person", "Ada Quill"), ("role", "CEO"), ("organization", "Havenwerk"), article],
    );
    add_row(
        &dir,
        "figures",
        &[
            ("text", "40 to 50 staff"),
            ("value", "40"),
            ("value_max", "50"),
            ("unit", "EUR"),
            article,
        ],
    );
    add_row(&dir, "organizations", &[("name", "Quay Union"), ("kind", "union"), article]);
    add_row(
        &dir,
        "relations",
        &[("subject", "Quay Union"), ("relation", "partner"), ("object", "Havenwerk"), article],
    );
    let quotes = dir.read("tables/quotes.csv");
    assert!(quotes.contains("ships"), "{quotes}");
    let header = quotes.lines().next().expect("a header");
    dir.write("tables/quotes.csv", format!("{header}\n"));

    dir.newsgraph(["ingest", "tables"]).status(0);
    let turtle = dir.newsgraph(["export"]).status(0).stdout;
    for stated in [
        "\"Janet Roe\"@en",
        "\"Ada Quill\"@en",
        "org:role role:ceo",
        "schema:minValue \"40\"^^xsd:decimal",
        "ng:approximation ng:Between",
        "qudt:hasUnit unit:CCY_EUR",
        "ng:modality ng:Reported",
        "schema:WorkersUnion",
        "ng:partner ngr:",
    ] {
        assert!(turtle.contains(stated), "no `{stated}` in:\n{turtle}");
    }
    assert!(!turtle.contains("\"Jane Roe\"") && !turtle.contains("schema:Quotation"), "{turtle}");
    dir.newsgraph(["validate"]).status(0);
    dir.newsgraph(["validate", "--sources"]).status(0);
}

#[test]
fn a_corrected_word_takes_its_twin_along() {
    let dir = extracted();
    let change = |table: &str, from: &str, to: &str| {
        let file = format!("tables/{table}.csv");
        let content = dir.read(&file);
        assert!(content.contains(from), "no `{from}` in {content}");
        dir.write(&file, content.replace(from, to));
    };
    // Another word of the ontology, a person that no table has, a claimant who is none after all.
    change("roles", ",director,", ",chairman,");
    change("quotes", ",Jane Roe,", ",Ada Quill,");
    change("figures", ",Havenwerk,", ",,");
    dir.newsgraph(["ingest", "tables"]).status(0);
    let turtle = dir.newsgraph(["export"]).status(0).stdout;
    assert!(turtle.contains("org:role role:chair"), "{turtle}");
    assert!(!turtle.contains("org:role role:director"), "{turtle}");
    assert!(turtle.contains("schema:spokenByCharacter ngr:person.ada-quill"), "{turtle}");
    assert!(turtle.contains("\"Ada Quill\"@en") && turtle.contains("\"Jane Roe\"@en"), "{turtle}");
    assert!(!turtle.contains("wasAttributedTo ngr:org.havenwerk"), "{turtle}");
    dir.newsgraph(["validate", "--sources"]).status(0);
}

#[test]
fn ranges_give_back_their_words_in_code_points() {
    let dir = extracted();
    dir.newsgraph(["ingest", "in"]).status(0);
    // Of mentions and sentences the range is stated, of facts it stands in the IRI.
    let query = "SELECT ?words ?found WHERE { GRAPH ?g {
        ?text a nif:Context ; nif:isString ?string .
        {
          ?range nif:referenceContext ?text ; nif:beginIndex ?start ; nif:endIndex ?end ; nif:anchorOf ?words
        } UNION {
          ?fact ng:surface|schema:text|ng:roleLabel ?words .
          BIND(REPLACE(STR(?fact), '^.*#[a-z]+-([0-9]+)-([0-9]+)$', '$1 $2') AS ?both)
          BIND(xsd:integer(STRBEFORE(?both, ' ')) AS ?start)
          BIND(xsd:integer(STRAFTER(?both, ' ')) AS ?end)
        }
        BIND(SUBSTR(?string, ?start + 1, ?end - ?start) AS ?found) } }";
    let answer = dir.newsgraph(["query", "-q", query, "--format", "tsv"]).status(0).stdout;
    let plain =
        |term: &str| term.rsplit_once('"').map_or(String::new(), |(term, _)| term.to_owned());
    let rows: Vec<(String, String)> = answer
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .map(|(words, found)| (plain(words), plain(found)))
        .collect();
    assert!(rows.len() >= 10, "{answer}");
    assert!(answer.contains("1,200 jobs") && answer.contains("\u{2764}"), "{answer}");
    for (words, found) in rows {
        assert_eq!(words, found);
    }
}
