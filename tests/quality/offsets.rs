//! Each offset of every row gives back its words, and lies in the row's sentence: on all annotated texts.

use crate::corpus::{read, shared};
use newsgraph::article::Article;
use newsgraph::facts::Facts;
use newsgraph::iri::Base;
use newsgraph::pipeline::Pipeline;

const CORPORA: [(&str, &str); 9] = [
    ("corpora/ntrex", "fr"),
    ("corpora/ntrex", "nl"),
    ("corpora/ntrex", "en"),
    ("corpora/ntrex", "de"),
    ("corpora/wikinews", "fr"),
    ("corpora/constructed", "fr"),
    ("corpora/constructed", "nl"),
    ("corpora/constructed", "en"),
    ("corpora/constructed", "de"),
];

/// One row: its table, its words if it has them, its range and its sentences' range in code points.
type Row<'a> = (&'static str, Option<&'a str>, [usize; 4]);

fn rows(facts: &Facts) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    macro_rules! add {
        ($table:ident, $words:expr) => {
            for row in &facts.$table {
                let words: fn(_) -> Option<_> = $words;
                let at = [row.start, row.end, row.sentence_start, row.sentence_end];
                rows.push((stringify!($table), words(row), at));
            }
        };
    }
    add!(figures, |row: &newsgraph::facts::Figure| Some(row.text.as_str()));
    add!(quotes, |row: &newsgraph::facts::Quote| Some(row.text.as_str()));
    add!(roles, |row: &newsgraph::facts::Role| Some(row.role.as_str()));
    add!(mentions, |row: &newsgraph::facts::MentionRecord| Some(row.surface.as_str()));
    add!(people, |_: &newsgraph::facts::Person| None);
    add!(organizations, |_: &newsgraph::facts::Organization| None);
    add!(programmes, |_: &newsgraph::facts::Programme| None);
    add!(places, |_: &newsgraph::facts::Place| None);
    rows
}

/// Holds each row of an article's tables against its text; gives how many there were.
///
/// # Panics
/// Where an offset is none, or does not give back the words of its row.
pub(crate) fn check(facts: &Facts, text: &str, place: &str) -> usize {
    let points: Vec<char> = text.chars().collect();
    let rows = rows(facts);
    for (table, words, [start, end, sentence_start, sentence_end]) in &rows {
        let (start, end) = (*start, *end);
        assert!(start < end && end <= points.len(), "{place}: {table} {start}..{end}");
        let is_within = *sentence_start <= start && end <= *sentence_end;
        assert!(is_within, "{place}: {table} {start}..{end}");
        if let Some(words) = words {
            let found: String = points[start..end].iter().collect();
            assert_eq!(found, *words, "{place}: {table} {start}..{end}");
        }
    }
    rows.len()
}

#[test]
fn offsets_give_back_their_words() {
    let Some(shared) = shared() else { return };
    let pipeline = Pipeline::new(Base::default(), &[], &[]).expect("the bundled words");
    let mut checked = 0;
    for (folder, name) in CORPORA {
        for document in read(&shared.join(folder), name).expect("a corpus") {
            let text = &document.text;
            let article =
                Article { text: text.clone(), language: name.to_owned(), ..Article::default() };
            let facts = pipeline.extract(&article);
            let place = format!("{folder}/{name} {}", document.id);
            checked += check(&facts, text, &place);
            for figure in &facts.figures {
                let measured = figure.measure.as_str();
                let known = measured == "age" || text.contains(measured);
                assert!(known, "{folder}/{name} {}: measure «{measured}»", document.id);
            }
        }
    }
    println!("offsets: {checked} rows give back their words");
}
