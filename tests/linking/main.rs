//! Which things names mean, in four languages: ambiguous ones decided by what else the text says, or left open.
//!
//! A data file (`fr.txt`, ...) holds cases: `> ` and a text, then `- ` and `name = id` for names that it has: a
//! Wikidata id, `gn:` and a GeoNames id, or `-` where the name must stay open.

#![expect(clippy::print_stdout, reason = "the figures are said on standard output")]

use newsgraph::catalogue::Catalogue;
use newsgraph::iri::{Base, TextHash};
use newsgraph::language::Analysis;
use newsgraph::lexicon::Lexicon;
use newsgraph::recognize::{recognize, tagger::Model};
use newsgraph::resolve::{Entities, resolve};

/// The fewest cases in all four languages.
const FEWEST: usize = 60;
/// Of links given, right ones, in percent; of links wanted, found ones.
const PRECISION: f64 = 97.0;
const RECALL: f64 = 85.0;

struct Case<'a> {
    text: &'a str,
    /// Name and IRI, empty where it must stay open.
    wanted: Vec<(&'a str, String)>,
}

fn read(file: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(text) = line.strip_prefix("> ") {
            cases.push(Case { text, wanted: Vec::new() });
        } else if let Some((name, id)) =
            line.strip_prefix("- ").and_then(|line| line.split_once(" = "))
        {
            let iri = match id.strip_prefix("gn:") {
                Some(number) => format!("https://sws.geonames.org/{number}/"),
                None if id == "-" => String::new(),
                None => format!("http://www.wikidata.org/entity/{id}"),
            };
            cases.last_mut().expect("a text above").wanted.push((name, iri));
        } else {
            panic!("neither a text nor a name: {line}");
        }
    }
    cases
}

/// The links of the things that a name stands for.
fn links<'e>(entities: &'e Entities, name: &str) -> Option<&'e str> {
    let bears = |e: &&newsgraph::resolve::Entity| {
        e.name == name || e.aliases.iter().any(|alias| alias == name)
    };
    let entity = entities.all.iter().find(bears)?;
    let known = ["http://www.wikidata.org/", "https://sws.geonames.org/"];
    known.iter().any(|start| entity.iri.starts_with(start)).then_some(entity.iri.as_str())
}

#[test]
fn ambiguous_names_are_decided_or_left_open() {
    let lexicon = Lexicon::bundled().expect("the bundled ontology");
    let catalogue = Catalogue::load(&[]).expect("the bundled catalogue");
    let model = Model::bundled().expect("the bundled model");
    let (mut cases, mut given, mut wanted, mut right) = (0, 0, 0, 0);
    for (tag, file) in [
        ("fr", include_str!("fr.txt")),
        ("nl", include_str!("nl.txt")),
        ("en", include_str!("en.txt")),
        ("de", include_str!("de.txt")),
    ] {
        let language = tag.parse().expect("a tag");
        let words = lexicon.words(language).expect("words");
        for case in read(file) {
            cases += 1;
            let analysis = Analysis::new(case.text, language, words);
            let names = recognize(&model, &analysis, &lexicon, &catalogue);
            let (base, hash) = (Base::default(), TextHash::of(case.text));
            let entities = resolve(&analysis, &names, &lexicon, &catalogue, &base, &hash, "");
            for (name, iri) in case.wanted {
                let found = links(&entities, name).unwrap_or_default();
                wanted += usize::from(!iri.is_empty());
                given += usize::from(!found.is_empty());
                right += usize::from(!iri.is_empty() && found == iri);
                if found != iri {
                    let things = entities
                        .all
                        .iter()
                        .map(|e| format!("{} {} ({})", e.kind.code(), e.name, e.confidence));
                    let things: Vec<String> = things.collect();
                    println!(
                        "{tag} {name}: `{found}` instead of `{iri}` in «{}»: {}",
                        case.text,
                        things.join(", ")
                    );
                }
            }
        }
    }
    let share = |of: usize| 100.0 * right as f64 / of as f64;
    let (precision, recall) = (share(given), share(wanted));
    println!("{cases} texts, {wanted} links: precision {precision:.1}, recall {recall:.1}");
    assert!(cases >= FEWEST);
    assert!(precision >= PRECISION, "precision {precision:.1}");
    assert!(recall >= RECALL, "recall {recall:.1}");
}
