//! The article that the project exists for: every organisation, programme, place and person is found, and
//! no person or organisation that is none.

use crate::corpus::shared;
use newsgraph::catalogue::Catalogue;
use newsgraph::iri::{Base, TextHash};
use newsgraph::language::Analysis;
use newsgraph::lexicon::Lexicon;
use newsgraph::recognize::tagger::Model;
use newsgraph::recognize::{NameType, recognize};
use newsgraph::resolve::{Entities, resolve};
use std::collections::BTreeSet;
use std::path::Path;

/// The column of names, and the further names of the columns given.
fn expected(folder: &Path, file: &str, more: &[&str]) -> Vec<BTreeSet<String>> {
    let mut reader = csv::Reader::from_path(folder.join(file)).expect("an expected table");
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|c| c == name);
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            let cells = ["name"].iter().chain(more).filter_map(|name| column(name));
            let names = cells.filter_map(|c| record.get(c)).flat_map(|cell| cell.split(['|', ';']));
            names.filter(|n| !n.is_empty()).map(str::to_owned).collect()
        })
        .collect()
}

fn found(entities: &Entities, kinds: &[NameType]) -> Vec<BTreeSet<String>> {
    let wanted = entities.all.iter().filter(|e| kinds.contains(&e.kind));
    wanted.map(|e| e.aliases.iter().chain([&e.name]).cloned().collect()).collect()
}

#[test]
fn names_of_the_seed_article() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("seed/article.fr.txt")).expect("the article");
    let folder = shared.join("seed/expected");
    let lexicon = Lexicon::bundled().expect("the bundled ontology");
    let catalogue = Catalogue::load(&[]).expect("the bundled catalogue");
    let language = "fr".parse().expect("a tag");
    let analysis = Analysis::new(&text, language, lexicon.words(language).expect("French"));
    let model = Model::bundled().expect("the bundled model");
    let names = recognize(&model, &analysis, &lexicon, &catalogue);
    let entities = resolve(
        &analysis,
        &names,
        &lexicon,
        &catalogue,
        &Base::default(),
        &TextHash::of(&text),
        "",
    );
    for entity in &entities.all {
        println!(
            "{} {} [{}] {} {} ×{} {}",
            entity.kind.code(),
            entity.name,
            entity.aliases.join("|"),
            entity.sort,
            entity.iri,
            entity.mentions.len(),
            entity.confidence
        );
    }
    let programmes = [NameType::Programme, NameType::Product, NameType::Event, NameType::Work];
    for (file, more, kinds) in [
        ("organizations.csv", &["aliases"][..], &[NameType::Organization][..]),
        ("people.csv", &[], &[NameType::Person]),
        ("places.csv", &["aliases"], &[NameType::Place]),
        ("programmes.csv", &["acronym"], &programmes),
    ] {
        let wanted: BTreeSet<_> = expected(&folder, file, more).into_iter().collect();
        let got: BTreeSet<_> = found(&entities, kinds).into_iter().collect();
        assert_eq!(got, wanted, "{file}");
    }
    println!("seed: {} mentions", names.len());
}
