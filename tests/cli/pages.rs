//! Web pages on their way into the graph.

use crate::util::Dir;

/// A page whose publisher states more than it should.
const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>A port grows | The Courier</title>
<link rel="canonical" href="https://courier.example/port">
<script type="application/ld+json">{"@context": ["http://schema.org", {"x": "https://x.example/"}], "@type": "NewsArticle",
"@id": "https://courier.example/port#article", "headline": "A port grows", "inLanguage": "en-GB", "datePublished": "2025-11-18T06:30:00+01:00",
"isAccessibleForFree": true, "articleSection": "Economy", "minValue": 4, "bad key": 1, "x:y": "z",
"author": {"@type": "Person", "name": "Ann Lee", "sameAs": ["https://social.example/@ann", "no address"]},
"publisher": {"@type": "NewsMediaOrganization", "name": "The Courier", "logo": {"@type": "ImageObject", "url": "https://courier.example/logo of it.png"}}}
</script><script type="application/ld+json">{{{ broken</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>A port grows</h1><p>The harbour of Ostend will take on 300 people by 2027, its director Tom Poe said on Monday.</p>
<p>“We are looking for welders above all”, he told The Courier. The new pier will cost 60 million euros.</p></article>
<footer><p>All rights reserved. No part of this page may be printed without the consent of the publisher.</p></footer></body></html>"#;

#[test]
fn a_page_brings_its_publishers_statement_into_the_graph() {
    let dir = Dir::new();
    dir.write("in/port.html", PAGE);
    let turtle = dir.newsgraph(["extract", "in", "--format", "turtle"]).status(0).stdout;
    for wanted in [
        "<https://courier.example/port#stated-1>",
        "ng:PublisherStatement",
        "ng:statedType schema:NewsArticle",
        "schema:articleSection \"Economy\"",
        "schema:isAccessibleForFree true",
        "\"no address\"",
        "<https://social.example/@ann>",
        "ng:statedType schema:Person",
    ] {
        assert!(turtle.contains(wanted), "no `{wanted}` in {turtle}");
    }
    for unwanted in ["_:", "minValue", "bad key", "x.example", "All rights", "Home"] {
        assert!(!turtle.contains(unwanted), "`{unwanted}` in {turtle}");
    }
    assert_eq!(turtle, dir.newsgraph(["extract", "in", "--format", "turtle"]).status(0).stdout);
}

#[test]
fn a_store_of_pages_conforms_and_tables_give_the_same() {
    let dir = Dir::new();
    dir.write("in/port.html", PAGE);
    dir.newsgraph(["--store", "one", "ingest", "in"]).status(0);
    dir.newsgraph(["--store", "one", "validate"]).status(0);
    dir.newsgraph(["extract", "in", "--format", "csv", "--out", "tables"]).status(0);
    assert!(dir.read("tables/statements.csv").contains("#stated-2"));
    dir.newsgraph(["--store", "other", "ingest", "tables"]).status(0);
    let export = |store| {
        dir.newsgraph(["--store", store, "export", "--sources", "--format", "nquads"])
            .status(0)
            .stdout
    };
    assert_eq!(export("one"), export("other"));
}
