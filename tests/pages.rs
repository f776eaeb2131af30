//! Measures how well web pages are read, on the saved pages beside the project (`../shared/pages`), and
//! fails below the recorded floors. Floors only go up. Where the pages are absent it says «skipped».
//!
//! `PAGES_ERRORS=apnews cargo test --release --test pages -- --nocapture` prints, for the pages whose
//! name has that in it, the words too few and too many.

#![expect(clippy::print_stdout, reason = "the table is what this test is read for")]

use newsgraph::article::{Article, read_bytes};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const PAGES: &str = "../shared/pages";

/// What the source of a page says is right; an empty text is not stated.
#[derive(Debug, Default)]
struct Gold {
    body: String,
    title: String,
    date: String,
    authors: Vec<String>,
    /// Snippets that have to stand in the text, or must not.
    with: Vec<String>,
    without: Vec<String>,
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn gold(json: &Value) -> Gold {
    let first = |value: &Value| texts(value).into_iter().next().unwrap_or_default();
    let day = |text: String| text.chars().take(10).collect::<String>();
    if let Some(fundus) = json.get("fundus") {
        let body = &fundus["body"];
        let mut parts = texts(&body["summary"]);
        for section in body["sections"].as_array().into_iter().flatten() {
            parts.extend(texts(&section["headline"]));
            parts.extend(texts(&section["paragraphs"]));
        }
        return Gold {
            body: parts.join("\n"),
            title: first(&fundus["title"]),
            date: day(first(&fundus["publishing_date"])),
            authors: texts(&fundus["authors"]),
            ..Gold::default()
        };
    }
    if let Some(html) = json["expected_html"].as_str() {
        let mut body = String::new();
        for part in html.split('<') {
            body.push_str(part.split_once('>').map_or(part, |(_, text)| text));
            body.push(' ');
        }
        let byline = first(&json["metadata"]["byline"]).replace("Par ", "");
        let title = first(&json["metadata"]["title"]);
        return Gold { body, title, authors: vec![byline], ..Gold::default() };
    }
    let author = first(&json["author"]);
    Gold {
        title: first(&json["title"]),
        date: day(first(&json["date"])),
        authors: author
            .split(';')
            .map(str::trim)
            .filter(|a| !a.is_empty())
            .map(str::to_owned)
            .collect(),
        with: texts(&json["with"]),
        without: texts(&json["without"]),
        ..Gold::default()
    }
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let plain = text.replace("&nbsp;", " ").replace("&amp;", "&");
    let mut words = BTreeMap::new();
    for word in plain.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty())
    {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// Precision, recall and F1 of the words, each as often as it stands.
fn score(found: &str, right: &str) -> (f64, f64, f64) {
    let (found, right) = (words(found), words(right));
    let common: usize =
        found.iter().map(|(word, &n)| n.min(right.get(word).copied().unwrap_or(0))).sum();
    let part =
        |all: &BTreeMap<String, usize>| common as f64 / all.values().sum::<usize>().max(1) as f64;
    let (precision, recall) = (part(&found), part(&right));
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE))
}

fn without_title(article: &Article) -> &str {
    article.text.strip_prefix(article.title.as_str()).unwrap_or(&article.text).trim_start()
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A headline with or without its kicker is right.
fn title_fits(found: &str, right: &str) -> bool {
    let (found, right) = (fold(found), fold(right));
    found == right || !found.is_empty() && (found.ends_with(&right) || right.ends_with(&found))
}

fn authors_fit(found: &[String], right: &[String]) -> bool {
    let set = |names: &[String]| {
        let mut names: Vec<String> = names.iter().map(|name| fold(name)).collect();
        names.sort();
        names
    };
    set(found) == set(right)
}

fn show_errors(name: &str, found: &str, right: &str) {
    let wanted = std::env::var("PAGES_ERRORS").unwrap_or_default();
    if wanted.is_empty() || !name.contains(&wanted) {
        return;
    }
    for (title, one, other) in [("TOO MUCH", found, right), ("MISSING", right, found)] {
        println!("  {title}");
        let other = fold(other);
        for line in
            one.lines().filter(|line| !line.trim().is_empty() && !other.contains(&fold(line)))
        {
            println!("    {line}");
        }
    }
}

#[test]
fn saved_pages() {
    let Ok(folder) = fs::read_dir(PAGES) else {
        println!("skipped: no {PAGES}");
        return;
    };
    let mut names: Vec<String> = folder
        .flatten()
        .filter_map(|entry| {
            entry.file_name().into_string().ok()?.strip_suffix(".html").map(str::to_owned)
        })
        .collect();
    names.sort();
    let manifest = fs::read_to_string(Path::new(PAGES).join("manifest.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(manifest.as_bytes());
    let addresses: BTreeMap<String, String> = rows
        .records()
        .flatten()
        .map(|row| (row[0].trim_end_matches(".html").to_owned(), row[2].to_owned()))
        .collect();
    let mut scores = Vec::new();
    // Right and stated, of title, date, authors, snippets.
    let mut counts = [(0_usize, 0_usize); 4];
    let mut canonical = 0;
    let mut publishers = 0;
    let mut misses = Vec::new();
    for name in &names {
        let bytes = fs::read(Path::new(PAGES).join(format!("{name}.html"))).unwrap();
        let article = match read_bytes(&format!("{name}.html"), &bytes) {
            Ok(article) => article,
            Err(error) => {
                println!("{error}");
                Article::default()
            }
        };
        let gold = fs::read_to_string(Path::new(PAGES).join(format!("gold/{name}.json")))
            .map(|text| gold(&serde_json::from_str(&text).unwrap()))
            .unwrap_or_default();
        let text = without_title(&article);
        let body = if gold.body.is_empty() {
            String::new()
        } else {
            let (precision, recall, f1) = score(text, &gold.body);
            scores.push(f1);
            format!("{precision:.3} {recall:.3} {f1:.3}")
        };
        show_errors(name, text, &gold.body);
        let mut check = |at: usize, stated: bool, right: bool, what: String| {
            if stated {
                counts[at].1 += 1;
                counts[at].0 += usize::from(right);
                if !right {
                    misses.push(format!("{name}: {what}"));
                }
            }
        };
        let title = title_fits(&article.title, &gold.title);
        // A headline that stands nowhere in the page was read from a later one.
        let whole = fold(&String::from_utf8_lossy(&bytes));
        check(
            0,
            !gold.title.is_empty() && (title || whole.contains(&fold(&gold.title))),
            title,
            format!("title {:?}, not {:?}", article.title, gold.title),
        );
        let date = article.published == gold.date;
        check(
            1,
            !gold.date.is_empty(),
            date,
            format!("date {:?}, not {:?}", article.published, gold.date),
        );
        let authors = authors_fit(&article.authors, &gold.authors);
        check(
            2,
            !gold.authors.is_empty(),
            authors,
            format!("authors {:?}, not {:?}", article.authors, gold.authors),
        );
        for snippet in &gold.with {
            check(3, true, fold(text).contains(&fold(snippet)), format!("lacks {snippet:?}"));
        }
        for snippet in &gold.without {
            check(3, true, !fold(text).contains(&fold(snippet)), format!("has {snippet:?}"));
        }
        let bare =
            |url: &str| url.split('?').next().unwrap_or_default().replace("http://", "https://");
        let fits = bare(&article.url) == bare(&addresses[name]);
        canonical += usize::from(fits);
        if !fits {
            misses.push(format!("{name}: address {:?}, not {:?}", article.url, addresses[name]));
        }
        publishers += usize::from(!article.publisher.is_empty());
        println!(
            "{name:42} {body:18} {} {:?} by {:?}, {} captions",
            article.published,
            article.publisher,
            article.authors,
            article.captions.len()
        );
    }
    let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
    for miss in &misses {
        println!("{miss}");
    }
    println!(
        "text F1 {mean:.4} of {} pages; title {:?}, date {:?}, authors {:?}, snippets {:?}",
        scores.len(),
        counts[0],
        counts[1],
        counts[2],
        counts[3]
    );
    println!("address {canonical}, publisher {publishers} of {}", names.len());
    let share = |(right, stated): (usize, usize)| right as f64 / stated.max(1) as f64;
    for (at, floor) in [0.96, 1.0, 0.91, 1.0].into_iter().enumerate() {
        assert!(share(counts[at]) >= floor, "{:?} is below {floor}", counts[at]);
    }
    assert!(mean >= 0.99, "text F1 {mean}");
    // One page names an address that it got after it was listed.
    assert!(canonical + 1 >= names.len(), "{canonical} addresses");
    assert_eq!(publishers, names.len());
}
