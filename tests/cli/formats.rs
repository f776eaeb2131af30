//! What newsrooms have: every format through the command, its filters, its failures, and coming back.

use crate::util::{Dir, Outcome, Ran};
use flate2::Compression;
use flate2::write::GzEncoder;
use newsgraph::article::{Article, Columns, Progress, documents};
use newsgraph::facts::json;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TEXT: &str = "The port takes on 300 people, says Jane Roe. It opens in May.";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("a vector takes all");
    encoder.finish().expect("a vector takes all")
}

/// A line of JSON.
fn line(number: usize, date: &str, text: &str) -> String {
    format!(
        "{{\"headline\": \"Port {number}\", \"link\": \"https://a.example/{number}\", \"date\": \"{date}\", \
         \"body\": \"{text}\"}}\n"
    )
}

fn titles(ran: &Ran) -> Vec<String> {
    let facts = json::read(ran.stdout.as_bytes()).expect("what extract wrote");
    facts.into_iter().map(|facts| facts.article.title).collect()
}

#[test]
fn every_container_gives_its_articles_in_order() -> Outcome {
    let dir = Dir::new();
    let lines: String = (1..=3).map(|number| line(number, "2026-01-31", TEXT)).collect();
    dir.write("a.jsonl", &lines);
    dir.write("b.jsonl.gz", gzip(lines.as_bytes()));
    dir.write(
        "c.csv",
        format!("title;text;url\nPort 1;\"{TEXT}\";https://a.example/1\nPort 2;x y;\n"),
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("news/one.jsonl.gz", gzip(lines.as_bytes())),
        ("news/two.md", format!("# Port 9\n\n{TEXT}\n").into_bytes()),
        ("__MACOSX/._two.md", b"x".to_vec()),
        ("news/image.png", b"x".to_vec()),
    ] {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(&bytes)?;
    }
    dir.write("d.zip", zip.finish()?.into_inner());
    let ports = ["Port 1", "Port 2", "Port 3"];
    for name in ["a.jsonl", "b.jsonl.gz"] {
        assert_eq!(titles(&dir.newsgraph(["extract", name]).status(0)), ports, "{name}");
    }
    assert_eq!(titles(&dir.newsgraph(["extract", "c.csv"]).status(0)), ports[..2]);
    let zipped = titles(&dir.newsgraph(["extract", "d.zip"]).status(0));
    assert_eq!(zipped, ["Port 1", "Port 2", "Port 3", "Port 9"]);
    let piped = dir.newsgraph(["extract", "-"]).input(gzip(lines.as_bytes())).status(0);
    assert_eq!(titles(&piped), ports);
    Ok(())
}

#[test]
fn columns_are_named_on_the_command_line() {
    let dir = Dir::new();
    dir.write("a.csv", format!("kop,inhoud,adres\nPort 1,\"{TEXT}\",https://a.example/1\n"));
    let ran = dir.newsgraph(["extract", "a.csv"]).status(2);
    ran.says(&["a.csv: has no column for a text", "kop, inhoud, adres", "--columns text=NAME"]);
    let columns = "title=kop,text=inhoud,url=adres";
    let ran = dir.newsgraph(["extract", "a.csv", "--columns", columns]).status(0);
    let facts = json::read(ran.stdout.as_bytes()).expect("what extract wrote");
    assert_eq!(
        (facts[0].article.url.as_str(), facts[0].article.title.as_str()),
        ("https://a.example/1", "Port 1")
    );
    dir.newsgraph(["extract", "a.csv", "--columns", "kop=title"])
        .status(2)
        .says(&["the parts are title, text"]);
}

#[test]
fn only_what_is_asked_for_is_read() {
    let dir = Dir::new();
    let french = "Le port engage trois cents personnes, dit Jane Roe. Il ouvre ses portes en mai.";
    let lines = [
        line(1, "2026-01-30", TEXT),
        line(2, "2026-01-31", TEXT),
        line(3, "", TEXT),
        line(4, "2026-02-01", french),
        line(5, "2026-02-02T10:00:00Z", TEXT),
    ];
    dir.write("a.jsonl", lines.concat());
    let ran =
        dir.newsgraph(["extract", "a.jsonl", "--since", "2026-01-31", "--lang", "en,nl"]).status(0);
    assert_eq!(titles(&ran), ["Port 2", "Port 5"]);
    ran.says(&["passed over: 1 older than asked for, 1 without a date, 1 in other languages"]);
    let ran = dir.newsgraph(["extract", "a.jsonl", "--lang", "fr", "--limit", "1"]).status(0);
    assert_eq!(titles(&ran), ["Port 4"]);
    assert_eq!(
        titles(&dir.newsgraph(["extract", "a.jsonl", "--limit", "2"]).status(0)),
        ["Port 1", "Port 2"]
    );
}

#[test]
fn each_failure_is_one_line_and_costs_itself_alone() {
    let dir = Dir::new();
    let good = line(1, "2026-01-31", TEXT);
    let deep = format!("{}1{}\n", "[".repeat(5000), "]".repeat(5000));
    let lines = [
        good.as_str(),
        "{\"title\": broken\n",
        "{\"name\": \"x\"}\n",
        "{\"title\": \"\", \"text\": \" \"}\n",
        &deep,
        &line(6, "", TEXT),
    ];
    dir.write("a.jsonl", lines.concat());
    let whole = gzip(lines.concat().repeat(50).as_bytes());
    dir.write("b.jsonl.gz", &whole[..whole.len() / 2]);
    dir.write("c.json", "{\"$schema\": \"x\",\n\"properties\": {}}");
    dir.write("d.jsonl.gz", gzip(&vec![b'\n'; 80 << 20]));
    dir.write("e.zip", "PK\u{3}\u{4} no archive");
    dir.write("f.xml", "<a/>");
    let ran = dir.newsgraph(["extract", "a.jsonl"]).status(1);
    assert_eq!(titles(&ran), ["Port 1", "Port 6"]);
    let problems: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(problems.len(), 4, "{}", ran.stderr);
    for (problem, words) in problems.iter().zip([
        "a.jsonl:2: is no JSON",
        "a.jsonl:3: has no column",
        "a.jsonl:4: holds no text",
        "a.jsonl:5: nests values more than 128 deep",
    ]) {
        assert!(problem.contains(words), "{problem}");
    }
    let cut = dir.newsgraph(["extract", "b.jsonl.gz"]).status(1);
    assert!(titles(&cut).len() > 2, "{}", cut.stderr);
    cut.says(&["b.jsonl.gz: is cut short or damaged"]);
    for (name, words) in [
        ("c.json", "looks like a JSON Schema, which is not read"),
        ("d.jsonl.gz", "unpacks to more than 200 times its size, the limit"),
        ("e.zip", "e.zip: is no zip archive that can be read"),
        ("f.xml", "looks like an XML file of another kind"),
    ] {
        dir.newsgraph(["extract", name]).status(2).says(&[words]);
    }
}

#[test]
fn a_later_version_replaces_the_earlier_and_keeps_that_it_did() {
    let dir = Dir::new();
    let version = |date: &str, text: &str| line(1, date, text);
    let (first, second) = (
        version("2026-01-30", TEXT),
        version("2026-01-31", "The port takes on 400 people, says Jane Roe."),
    );
    dir.write("1.jsonl", &first);
    dir.write("2.jsonl", &second);
    let ingest = |name: &str, expected: &str| {
        dir.newsgraph(["ingest", name]).status(0).says(&[expected]);
    };
    let revisions = || {
        let query =
            "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT * { ?new prov:wasRevisionOf ?old }";
        let ran = dir.newsgraph(["query", "-q", query, "--format", "csv"]).status(0);
        ran.stdout.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    ingest("1.jsonl", "1 article: 1 new");
    ingest("1.jsonl", "1 article: 0 new, 0 replaced, 1 unchanged");
    assert!(revisions().is_empty());
    ingest("2.jsonl", "1 article: 0 new, 1 replaced, 0 unchanged");
    let after = revisions();
    assert_eq!(after.len(), 1, "{after:?}");
    // The earlier one comes again, as it does when the same archive is read twice.
    ingest("1.jsonl", "1 earlier version");
    ingest("2.jsonl", "1 article: 0 new, 0 replaced, 1 unchanged");
    assert_eq!(revisions(), after);
    // It comes back with a later date: no version is a revision of itself.
    dir.write("3.jsonl", version("2026-02-01", TEXT));
    ingest("3.jsonl", "1 article: 0 new, 1 replaced, 0 unchanged");
    let back = revisions();
    assert_eq!(back.len(), 1, "{back:?}");
    assert_ne!(back, after);
    dir.newsgraph(["validate"]).status(0);
    dir.newsgraph(["rebuild", "--check"]).status(0);
    dir.newsgraph(["forget", "https://a.example/1"]).status(0);
    assert!(revisions().is_empty());
    let empty = dir.newsgraph([
        "query",
        "-q",
        "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
        "--format",
        "csv",
    ]);
    assert_eq!(empty.status(0).stdout.lines().count(), 1);
}

#[test]
fn corrections_by_hand_stay_until_the_article_changes() {
    let dir = Dir::new();
    dir.write("a.jsonl", line(1, "2026-01-30", TEXT));
    dir.newsgraph(["extract", "a.jsonl", "--format", "csv", "--out", "tables"]).status(0);
    let roles = dir.read("tables/people.csv").replace("Jane Roe", "Jane Rowe");
    dir.write("tables/people.csv", roles);
    dir.newsgraph(["ingest", "a.jsonl"]).status(0).says(&["1 new"]);
    dir.newsgraph(["ingest", "tables"]).status(0).says(&["1 replaced"]);
    dir.newsgraph(["ingest", "a.jsonl"]).status(0).says(&["1 unchanged"]);
    dir.newsgraph(["ingest", "a.jsonl", "--again"]).status(0).says(&["1 replaced"]);
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

/// The records of a table of the examples of a standard: the file, how many articles, and of the first
/// which parts are filled.
fn row(table: &mut String, name: &str, articles: &[Article]) {
    let filled = |text: &str| if text.is_empty() { "-" } else { "x" };
    let Some(first) = articles.first() else { return };
    let paragraphs = first.text.split("\n\n").count();
    let _ = writeln!(
        table,
        "{name:<100} {:>3} {paragraphs:>4} {} {} {} {} {} {} {} {}",
        articles.len(),
        filled(&first.title),
        filled(&first.url),
        filled(&first.language),
        filled(&first.published),
        filled(&first.modified),
        filled(&first.publisher),
        filled(&first.authors.join("")),
        filled(&first.description),
    );
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is what the test shows")]
fn the_examples_of_ninjs_and_newsml_are_read() -> Outcome {
    let folder = Path::new("../shared/graphs/iptc-ninjs/examples");
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return Ok(());
    }
    let mut table = format!(
        "{:<100} all para title url lang published modified publisher authors lead\n",
        "file"
    );
    let (mut read, mut refused) = (0, Vec::new());
    for source in newsgraph::article::sources(&[folder.to_owned()]) {
        let source = source?;
        let name = source.origin();
        if has_extension(&name, "md") {
            continue;
        }
        let stated = std::fs::read_to_string(&name)?.to_lowercase();
        let articles: Result<Vec<Article>, _> = source.articles(&Columns::default()).collect();
        match articles {
            Err(error) => refused.push(error.to_string()),
            Ok(articles) => {
                row(
                    &mut table,
                    name.strip_prefix("../shared/graphs/iptc-ninjs/").unwrap_or(&name),
                    &articles,
                );
                read += 1;
                let Some(first) = articles.first() else {
                    return Err(format!("{name}: nothing").into());
                };
                let states =
                    |keys: &[&str]| keys.iter().any(|key| stated.contains(&format!("\"{key}\"")));
                for (part, filled, keys) in [
                    (
                        "title",
                        !first.title.is_empty(),
                        &["headline", "headlines", "title", "<headline>"][..],
                    ),
                    ("url", !first.url.is_empty(), &["uri"][..]),
                    ("publisher", !first.publisher.is_empty(), &["copyrightholder"][..]),
                    (
                        "authors",
                        !first.authors.is_empty() || stated.contains("\"ntb\""),
                        &["byline"][..],
                    ),
                ] {
                    assert!(filled || !states(keys), "{name}: no {part}\n{table}");
                }
                let dated = states(&["versioncreated", "firstcreated", "contentcreated"]);
                assert!(!first.published.is_empty() || !dated, "{name}: no date");
            }
        }
    }
    println!("{table}{refused:#?}");
    // A schema and nothing else is no article.
    assert_eq!((read, refused.len()), (46, 1), "{refused:?}");
    Ok(())
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that cannot run says so")]
fn saved_pages_in_a_web_archive_are_the_pages() -> Outcome {
    let folder = Path::new("../shared/pages");
    if !folder.is_dir() {
        println!("skipped: there is no {}", folder.display());
        return Ok(());
    }
    let dir = Dir::new();
    let (mut archive, mut expected) = (Vec::new(), Vec::new());
    for source in newsgraph::article::sources(&[folder.to_owned()]) {
        let name = source?.origin();
        if !has_extension(&name, "html") {
            continue;
        }
        let page = std::fs::read(&name)?;
        expected.extend(newsgraph::article::read_bytes("page", &page).map(|article| article.text));
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
        let mut record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.org/{}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            expected.len(),
            head.len() + page.len()
        )
        .into_bytes();
        record.extend([head.as_slice(), &page, b"\r\n\r\n"].concat());
        archive.extend(gzip(&record));
    }
    dir.write("a.warc.gz", &archive);
    let found = documents(&[dir.path("a.warc.gz")], &Columns::default(), &Progress::default());
    let texts: Vec<String> =
        found.articles().filter_map(Result::ok).map(|article| article.text).collect();
    assert!(expected.len() > 30 && texts == expected, "{} of {}", texts.len(), expected.len());
    dir.write("b.warc.gz", &archive[..archive.len() - 1000]);
    let found = documents(&[dir.path("b.warc.gz")], &Columns::default(), &Progress::default());
    let (kept, lost): (Vec<_>, Vec<_>) = found.articles().partition(Result::is_ok);
    assert!(kept.len() + 2 >= expected.len() && !lost.is_empty());
    Ok(())
}
