//! `newsgraph extract`.

use crate::util::Dir;
use newsgraph::facts::{csv, json};

const PORT: &str = "---\nurl: https://News.example/port?utm_source=x\ndate: 2026-01-31\n---\n\
                    # A port grows\n\nThe port takes on 300 people, says Jane Roe.\n";

/// A folder with two articles, a hidden file, and one of another kind.
fn articles() -> Dir {
    let dir = Dir::new();
    dir.write("in/port.md", PORT);
    dir.write("in/sub/strike.txt", "A strike ends\n\nThe strike at the mill ended on Monday.\n");
    dir.write("in/.hidden.txt", "x");
    dir.write("in/image.png", b"\x89PNG\r\n");
    dir
}

#[test]
fn json_has_an_object_an_article_in_the_order_of_the_paths() {
    let dir = articles();
    let ran = dir.newsgraph(["extract", "in"]).status(0);
    assert_eq!(ran.stderr, "");
    let facts = json::read(ran.stdout.as_bytes()).unwrap();
    let titles: Vec<&str> = facts.iter().map(|facts| facts.article.title.as_str()).collect();
    assert_eq!(titles, ["A port grows", "A strike ends"]);
    assert_eq!(ran.stdout.lines().count(), 2);
    let port = &facts[0].article;
    assert_eq!(port.iri, "https://news.example/port");
    assert_eq!(port.published, "2026-01-31");
    assert_eq!(port.text, "A port grows\n\nThe port takes on 300 people, says Jane Roe.");
    assert_eq!(port.length, port.text.chars().count());
    assert!(port.doc.ends_with(&format!("#char=0,{}", port.length)));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let dir = articles();
    for format in ["json", "table"] {
        let run = || dir.newsgraph(["extract", "in", "--format", format]).status(0).stdout;
        assert_eq!(run(), run());
    }
    for format in ["csv", "html"] {
        for out in ["one", "two"] {
            dir.newsgraph(["extract", "in", "--format", format, "--out", out]).status(0);
        }
        for name in dir.list("one") {
            assert_eq!(
                dir.read(&format!("one/{name}")),
                dir.read(&format!("two/{name}")),
                "{name}"
            );
        }
    }
}

#[test]
fn csv_tables_come_back() {
    let dir = articles();
    dir.newsgraph(["extract", "in", "--format", "csv", "--out", "tables"]).status(0);
    let printed = dir.newsgraph(["extract", "in", "--format", "json"]).status(0).stdout;
    let tables = csv::read_tables(&dir.path("tables")).unwrap();
    assert_eq!(tables, json::read(printed.as_bytes()).unwrap());
    let names = dir.list("tables");
    assert!(names.contains(&"figures.csv".to_owned()) && !names.iter().any(|n| n.starts_with('.')));
    let one = dir.newsgraph(["extract", "in", "--format", "csv", "--table", "article"]).status(0);
    assert_eq!(one.stdout, dir.read("tables/article.csv"));
}

#[test]
fn html_is_a_page_an_article_with_an_index() {
    let dir = articles();
    dir.newsgraph(["extract", "in", "--format", "html", "--out", "pages"]).status(0);
    let names = dir.list("pages");
    assert_eq!(names.len(), 3);
    assert!(names[0].starts_with("a-port-grows-"), "{names:?}");
    assert!(dir.read("pages/index.html").contains(&format!("href=\"{}\"", names[0])));
    let page = dir.newsgraph(["extract", "in/port.md", "--format", "html"]).status(0).stdout;
    assert_eq!(page, dir.read(&format!("pages/{}", names[0])));
    dir.newsgraph(["extract", "in", "--format", "html"]).status(2).says(&["--out DIR"]);
}

#[test]
fn a_graph_is_what_the_store_would_hold() {
    let dir = articles();
    dir.newsgraph(["ingest", "in"]).status(0);
    for format in ["trig", "nquads"] {
        let stored = dir.newsgraph(["export", "--sources", "--format", format]).status(0).stdout;
        assert_eq!(dir.newsgraph(["extract", "in", "--format", format]).status(0).stdout, stored);
    }
    let turtle = dir.newsgraph(["extract", "in", "--format", "turtle"]).status(0).stdout;
    assert_eq!(turtle.matches("schema:NewsArticle").count(), 2);
    assert!(turtle.starts_with("@prefix ") && !turtle.contains("@prefix owl:"));
}

#[test]
fn standard_input_is_read() {
    let dir = Dir::new();
    let ran = dir.newsgraph(["extract", "-"]).input(PORT).status(0);
    assert!(ran.stdout.contains("A port grows"));
}

#[test]
fn bad_documents_are_named_and_cost_only_themselves() {
    let dir = articles();
    dir.write("bad/1.txt", b"a\0b");
    dir.write("bad/2.txt", "  \n");
    dir.write("bad/3.md", "---\ndate: soon\n---\nText");
    dir.write("bad/4.html", "<!DOCTYPE html>");
    dir.write("empty/x.png", "x");
    let ran = dir
        .newsgraph(["extract", "bad", "bad/4.html", "missing.txt", "empty", "in/port.md"])
        .status(1);
    ran.says(&[
        "1.txt: is binary data",
        "2.txt: holds no text",
        "3.md: front matter, line 2: `soon`",
    ]);
    ran.says(&[
        "4.html: no article text found",
        "missing.txt: No such file",
        "empty: holds no file",
    ]);
    assert_eq!(json::read(ran.stdout.as_bytes()).unwrap().len(), 1);
}

#[test]
fn when_no_document_is_read_nothing_is_written() {
    let dir = articles();
    dir.newsgraph(["extract", "in", "--format", "csv", "--out", "tables"]).status(0);
    let before = dir.read("tables/article.csv");
    let ran =
        dir.newsgraph(["extract", "none.txt", "--format", "csv", "--out", "tables"]).status(2);
    ran.says(&["none.txt", "no document could be read"]);
    assert_eq!(dir.read("tables/article.csv"), before);
    assert!(dir.list("tables").iter().all(|name| !name.starts_with('.')));
    dir.newsgraph(["extract", "-"]).status(2).says(&["-: holds no text"]);
}

#[test]
fn arguments_that_do_not_fit_say_what_to_write() {
    let dir = articles();
    for (arguments, words) in [
        (&["extract"][..], "PATH"),
        (&["extract", "in", "--format", "csv"], "--out DIR"),
        (&["extract", "in", "--format", "csv", "--table", "nothing"], "figures"),
        (&["extract", "in", "--format", "json", "--out", "x"], "csv and html only"),
        (&["extract", "in", "--table", "people"], "--format csv"),
        (&["extract", "in", "--base", "news"], "absolute IRI"),
        (&["extract", "in", "--format", "xls"], "table, json, csv"),
        (&["extract", "in", "--format", "turtle", "--out", "x"], "csv and html only"),
    ] {
        let ran = dir.newsgraph(arguments).status(2);
        ran.says(&[words]);
        assert_eq!(ran.stdout, "");
    }
}

/// Whoever reads the output may stop when they have enough.
#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_failure() {
    use std::io::{BufRead as _, BufReader};
    use std::process::{Command, Stdio};

    let dir = Dir::new();
    let long = format!("A title\n\n{}", "The port grows. ".repeat(20_000));
    for number in 0..20 {
        dir.write(&format!("in/{number:02}.txt"), &long);
    }
    for format in [&["json"][..], &["table"], &["csv", "--table", "article"], &["turtle"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_newsgraph"))
            .args(["extract", "in", "--format"])
            .args(format)
            .current_dir(dir.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{format:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}
