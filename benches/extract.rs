//! Reading: a whole article of 3,000 characters from text to tables and from tables to statements, and
//! what a start costs.
//!
//! Beside the whole extraction runs a peer that every gazetteer tagger contains: an Aho-Corasick
//! automaton over the same catalogue's names, which only finds them. The ratio of the two says what
//! understanding costs over finding, whatever the machine.

use aho_corasick::{AhoCorasick, MatchKind};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsgraph::article::{Article, Columns, Source};
use newsgraph::catalogue::Catalogue;
use newsgraph::extract::{Lean, expressions};
use newsgraph::iri::Base;
use newsgraph::language::Analysis;
use newsgraph::lexicon::Lexicon;
use newsgraph::pipeline::Pipeline;
use newsgraph::recognize::recognize;
use newsgraph::rml::Mapping;
use newsgraph::training::{Corpus, read};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

const CHARACTERS: usize = 3000;
const ARTICLES: [(&str, &str); 4] = [
    ("fr", "belgique-cloud.fr.md"),
    ("nl", "belgie-cloud.nl.md"),
    ("en", "belgium-cloud.en.md"),
    ("de", "deutschlandticket.de.md"),
];
const MAPPING: &str = include_str!("../ontology/mapping.ttl");

/// A bundled article, its text repeated until it has so many characters.
fn own_article(name: &str, characters: usize) -> Article {
    let path = Path::new("data/articles").join(name);
    let mut article = Source::File(path)
        .articles(&Columns::default())
        .next()
        .expect("an article")
        .expect("a bundled article");
    let once = article.text.clone();
    while article.text.chars().count() < characters {
        article.text.push_str("\n\n");
        article.text.push_str(&once);
    }
    article
}

fn extraction(criterion: &mut Criterion) {
    let base = Base::default();
    let pipeline = Pipeline::new(base.clone(), &[], &[]).expect("the bundled words");
    let mapping = Mapping::parse(MAPPING, base.as_str()).expect("the bundled mapping");
    let catalogue = Catalogue::load(&[]).expect("the bundled catalogue");
    let names = (0..catalogue.len()).flat_map(|number| &catalogue.entry(number).names);
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(names.filter(|name| !name.is_empty()))
        .expect("an automaton");

    let mut group = criterion.benchmark_group("article");
    for (language, name) in ARTICLES {
        let article = own_article(name, CHARACTERS);
        let words = pipeline.lexicon().words(language.parse().expect("a tag")).expect("words");
        let facts = pipeline.extract(&article);
        group.throughput(Throughput::Elements(article.text.chars().count() as u64));
        group.bench_function(format!("{language}/extract"), |bench| {
            bench.iter(|| pipeline.extract(black_box(&article)));
        });
        group.bench_function(format!("{language}/tokens only"), |bench| {
            let language = language.parse().expect("a tag");
            bench.iter(|| Analysis::new(black_box(&article.text), language, words).tokens.len());
        });
        group.bench_function(format!("{language}/numbers, quantities and times"), |bench| {
            let language = language.parse().expect("a tag");
            let read = |text| expressions(text, language, pipeline.lexicon(), None, Lean::Nearest);
            bench.iter(|| read(black_box(&article.text)).quantities.len());
        });
        group.bench_function(format!("{language}/names"), |bench| {
            let language = language.parse().expect("a tag");
            let analysis = Analysis::new(&article.text, language, words);
            let (lexicon, catalogue) = (pipeline.lexicon(), pipeline.catalogue());
            bench.iter(|| recognize(pipeline.model(), black_box(&analysis), lexicon, catalogue));
        });
        group.bench_function(format!("{language}/names only (Aho-Corasick)"), |bench| {
            bench.iter(|| finder.find_iter(black_box(&article.text)).count());
        });
        group.bench_function(format!("{language}/tables to statements"), |bench| {
            bench.iter(|| {
                let mut count = 0_usize;
                mapping.run(&black_box(&facts).tables(), |_| count += 1).expect("statements");
                count
            });
        });
    }
    group.finish();
}

/// Runs that tempt a reader of numbers to look ahead for ever: time must grow with the length alone.
fn runs(criterion: &mut Criterion) {
    let lexicon = Lexicon::bundled().expect("the bundled words");
    let language = "fr".parse().expect("a tag");
    let mut group = criterion.benchmark_group("runs");
    group.sample_size(10);
    for run in ["1", "1 ", "(", "deux ", "3 mai "] {
        for length in [20_000, 160_000] {
            let text = run.repeat(length / run.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(format!("{run:?} {length}"), |bench| {
                bench.iter(|| {
                    expressions(black_box(&text), language, &lexicon, None, Lean::Nearest)
                });
            });
        }
    }
    group.finish();
}

/// The same for the whole of extraction: quotes that none closes, capitals, digits, one endless sentence.
fn whole_runs(criterion: &mut Criterion) {
    let pipeline = Pipeline::new(Base::default(), &[], &[]).expect("the bundled words");
    let mut group = criterion.benchmark_group("whole runs");
    group.sample_size(10);
    for run in ["7", "« ", "\"Ja\", ", "A ", "Jean Dupont ", "le plan ", "a dit ", "(", "x"] {
        for length in [20_000, 160_000] {
            let text = run.repeat(length / run.len());
            group.throughput(Throughput::Bytes(text.len() as u64));
            let article = Article { text, language: "fr".to_owned(), ..Article::default() };
            group.bench_function(format!("{run:?} {length}"), |bench| {
                bench.iter(|| pipeline.extract(black_box(&article)));
            });
        }
    }
    group.finish();
}

/// Names alone, tokens given, by the second of one core: short news texts, each new to the recogniser's caches. The
/// model has learned from them, so it knows more of their features than of other texts', and has more to add up.
fn tagging(criterion: &mut Criterion) {
    let pipeline = Pipeline::new(Base::default(), &[], &[]).expect("the bundled words");
    let (lexicon, catalogue) = (pipeline.lexicon(), pipeline.catalogue());
    let mut group = criterion.benchmark_group("tagging");
    for (tag, _) in ARTICLES {
        let language = tag.parse().expect("a tag");
        let words = lexicon.words(language).expect("words");
        let corpora = (1..=10).map(|number| format!("data/training/{tag}-{number:02}.txt"));
        let texts: Vec<String> = corpora
            .map(|path| Corpus { language, path: path.into() })
            .flat_map(|corpus| read(&corpus).expect("a bundled corpus"))
            .map(|sample| sample.text)
            .collect();
        let analyses: Vec<Analysis<'_>> =
            texts.iter().map(|text| Analysis::new(text, language, words)).collect();
        let tokens: usize = analyses.iter().map(|analysis| analysis.tokens.len()).sum();
        group.throughput(Throughput::Elements(tokens as u64));
        group.bench_function(tag, |bench| {
            bench.iter(|| {
                let names = |analysis| recognize(pipeline.model(), analysis, lexicon, catalogue);
                analyses.iter().map(|analysis| names(black_box(analysis)).len()).sum::<usize>()
            });
        });
    }
    group.finish();
}

fn start(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("start");
    group.sample_size(20);
    group.bench_function("lexicon", |bench| {
        bench.iter(|| Lexicon::bundled().expect("the bundled words").len());
    });
    group.bench_function("catalogue", |bench| {
        bench.iter(|| Catalogue::load(&[]).expect("the bundled catalogue").len());
    });
    group.bench_function("pipeline", |bench| {
        bench.iter(|| Pipeline::new(Base::default(), &[], &[]).expect("the bundled words"));
    });
    group.bench_function("mapping", |bench| {
        bench.iter(|| Mapping::parse(MAPPING, Base::default().as_str()).expect("the mapping"));
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .without_plots();
    targets = extraction, tagging, runs, whole_runs, start
}
criterion_main!(benches);
