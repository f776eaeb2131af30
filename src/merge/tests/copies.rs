//! Copies in small stores: what the merged graph takes of them, and that no order of coming shows.

use super::{Outcome, Random, check, expect, forget, lines, memory, put};
use crate::iri::{Base, TextHash};
use crate::merge::{ArticleGraph, Batch, Change};
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use std::error::Error;

/// What an agency writes; each sentence claims the number in it.
const WIRE: [&str; 5] = [
    "The river rose by 4 metres in the night and flooded the lower streets of the old town.",
    "Some 320 people spent the night in the sports hall, the mayor said early on Tuesday morning.",
    "Rescue workers brought 17 residents of a home for the elderly to safety in rubber boats.",
    "The railway line to the coast stays closed for 2 weeks because a bridge was undermined.",
    "Last year the province had put off 6 of the works on the dykes for want of money.",
];

/// Another text on the same event.
const OWN: [&str; 4] = [
    "Nobody in the quarter by the water had slept when the siren sounded at 3 in the morning.",
    "We counted 41 cars under water from the church tower, with only their roofs to be seen.",
    "The baker has lost 9 ovens and all the flour, but hands out coffee to whoever comes by.",
    "Of the dyke that everybody talked about for 20 years there is not one stone to be found.",
];

/// An article `https://{paper}.example/{paper}` that claims what its sentences say.
fn printed(paper: &str, date: &str, sentences: &[&str]) -> Result<ArticleGraph, Box<dyn Error>> {
    let base = Base::default();
    let node = |iri: String| NamedNode::new(iri);
    let term = |name: &str| {
        let (prefix, name) = name.split_once(':').unwrap_or_default();
        let namespace = match prefix {
            "s" => "https://schema.org/",
            "prov" => "http://www.w3.org/ns/prov#",
            "nif" => "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
            "rdf" => "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            _ => "https://newsgraph.example/ns#",
        };
        node(format!("{namespace}{name}"))
    };
    let text = |text: &str| Term::from(Literal::new_simple_literal(text));
    let headline = format!("What {paper} calls it");
    let whole = format!("{headline}\n\n{}", sentences.join(" "));
    let hash = TextHash::of(&whole);
    let article = node(format!("https://{paper}.example/{paper}"))?;
    let graph = node(base.graph(article.as_str(), &hash))?;
    let mut quads = Vec::new();
    let mut say = |subject: &NamedNode, predicate: &str, object: Term| {
        quads.push(Quad::new(subject.clone(), term(predicate)?, object, GraphName::DefaultGraph));
        Ok::<_, Box<dyn Error>>(())
    };
    say(&article, "s:headline", text(&headline))?;
    if !date.is_empty() {
        let date = Literal::new_typed_literal(date, xsd::DATE);
        say(&article, "s:datePublished", date.into())?;
    }
    let context = node(base.range(&hash, 0, whole.chars().count()))?;
    say(&context, "rdf:type", term("nif:Context")?.into())?;
    say(&context, "nif:isString", text(&whole))?;
    let mut begin = headline.chars().count() + 2;
    for sentence in sentences {
        let evidence = node(base.range(&hash, begin, begin + sentence.chars().count()))?;
        say(&evidence, "rdf:type", term("nif:Sentence")?.into())?;
        say(&evidence, "nif:beginIndex", Literal::from(begin as u64).into())?;
        say(&evidence, "nif:anchorOf", text(sentence))?;
        let digits = |c: char| c.is_ascii_digit();
        let at = sentence.find(digits).ok_or("no number")?;
        let number: String = sentence[at..].chars().take_while(|&c| digits(c)).collect();
        let claim = node(base.fact(&hash, "figure", begin + at, begin + at + number.len()))?;
        say(&claim, "rdf:type", term("ng:Figure")?.into())?;
        say(&claim, "s:value", text(&number))?;
        say(&claim, "prov:hadPrimarySource", article.clone().into())?;
        say(&claim, "prov:wasDerivedFrom", evidence.into())?;
        begin += sentence.chars().count() + 1;
    }
    Ok(ArticleGraph { article, graph, quads })
}

/// The claims of the merged graph as `number paper`, sorted.
fn claims(store: &crate::store::Store) -> Result<Vec<String>, Box<dyn Error>> {
    let mut claims = Vec::new();
    let graph = Some(oxigraph::model::GraphNameRef::DefaultGraph);
    let primary = crate::store::terms::PRIMARY_SOURCE;
    let value = NamedNode::new("https://schema.org/value")?;
    for quad in store.quads().quads_for_pattern(None, Some(primary), None, graph) {
        let quad = quad?;
        let Term::NamedNode(article) = &quad.object else { continue };
        let paper = article.as_str().rsplit('/').next().unwrap_or_default();
        let subject = Some(quad.subject.as_ref());
        for value in store.quads().quads_for_pattern(subject, Some(value.as_ref()), None, graph) {
            if let Term::Literal(value) = value?.object {
                claims.push(format!("{} {paper}", value.value()));
            }
        }
    }
    claims.sort_unstable();
    Ok(claims)
}

#[test]
fn what_five_papers_copy_is_claimed_once_by_the_first() -> Outcome {
    let store = memory()?;
    let cut = &WIRE[..3];
    let marks = WIRE.map(|sentence| sentence.replace(", ", " – "));
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    let mut added = WIRE.to_vec();
    added
        .insert(2, "Our own reporter counted 12 shops that will not open again before the summer.");
    for article in [
        printed("b", "2026-02-03", &marks)?,
        printed("c", "2026-02-03", &added)?,
        printed("a", "2026-02-03", &WIRE)?,
        printed("d", "", cut)?,
        printed("own", "2026-02-03", &OWN)?,
    ] {
        put(&store, &article)?;
        assert!(check(&store)?.is_none());
    }
    let own = ["20 own", "3 own", "41 own", "9 own"].map(str::to_owned);
    let mut expected = ["12 c", "17 a", "2 a", "320 a", "4 a", "6 a"].map(str::to_owned).to_vec();
    expected.extend(own.clone());
    expected.sort_unstable();
    assert_eq!(claims(&store)?, expected);
    expect(
        &store,
        "<https://b.example/b> prov:alternateOf <https://a.example/a> .
         <https://c.example/c> prov:alternateOf <https://a.example/a> .
         <https://d.example/d> prov:alternateOf <https://a.example/a> .",
        "<https://own.example/own> prov:alternateOf <https://a.example/a> .
         <https://a.example/a> prov:alternateOf <https://b.example/b> .",
    )?;
    // The next in rank takes the place of the one that is taken out.
    forget(&store, &printed("a", "2026-02-03", &WIRE)?)?;
    assert!(check(&store)?.is_none());
    let mut expected = ["12 c", "17 b", "2 b", "320 b", "4 b", "6 b"].map(str::to_owned).to_vec();
    expected.extend(own);
    expected.sort_unstable();
    assert_eq!(claims(&store)?, expected);
    Ok(())
}

#[test]
fn a_number_that_a_later_version_changes_stays_beside_the_first() -> Outcome {
    let store = memory()?;
    let later = WIRE.map(|sentence| sentence.replace("Some 320 people", "Some 410 people"));
    let later: Vec<&str> = later.iter().map(String::as_str).collect();
    put(&store, &printed("later", "2026-02-04", &later)?)?;
    put(&store, &printed("wire", "2026-02-03", &WIRE)?)?;
    assert_eq!(claims(&store)?, ["17 wire", "2 wire", "320 wire", "4 wire", "410 later", "6 wire"]);
    Ok(())
}

#[test]
fn a_typing_error_makes_no_new_claim_and_a_short_note_is_nobodys_copy() -> Outcome {
    let store = memory()?;
    let slip = WIRE.map(|sentence| sentence.replace("night", "nihgt"));
    let slip: Vec<&str> = slip.iter().map(String::as_str).collect();
    put(&store, &printed("a", "2026-02-03", &WIRE)?)?;
    put(&store, &printed("b", "2026-02-04", &slip)?)?;
    put(&store, &printed("c", "2026-02-04", &WIRE[..1])?)?;
    assert_eq!(claims(&store)?, ["17 a", "2 a", "320 a", "4 a", "4 c", "6 a"]);
    Ok(())
}

#[test]
fn one_text_under_two_addresses_has_one_source() -> Outcome {
    let store = memory()?;
    let mut first = printed("a", "2026-02-03", &WIRE)?;
    let second = printed("b", "2026-02-03", &WIRE)?;
    // The very same text has the very same claims.
    let address = "https://a.example/a?view=2";
    for quad in &mut first.quads {
        if quad.object == Term::from(first.article.clone()) {
            quad.object = NamedNode::new(address)?.into();
        }
        if quad.subject == first.article.clone().into() {
            quad.subject = NamedNode::new(address)?.into();
        }
    }
    first.article = NamedNode::new(address)?;
    first.graph = NamedNode::new("https://newsgraph.example/graph/0123456789ab")?;
    put(&store, &first)?;
    put(&store, &printed("a", "2026-02-03", &WIRE)?)?;
    put(&store, &second)?;
    assert!(check(&store)?.is_none());
    assert_eq!(claims(&store)?, ["17 a", "2 a", "320 a", "4 a", "6 a"]);
    Ok(())
}

#[test]
fn any_history_of_copies_ends_in_what_its_sources_give() -> Outcome {
    for seed in 1..=60_u64 {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let store = memory()?;
        let mut held = std::collections::BTreeMap::new();
        for _ in 0..6 {
            let mut batch = Batch::begin(&store)?;
            for _ in 0..=random.below(3) {
                let paper = ["a", "b", "c", "d", "e", "f"][random.below(6)];
                if random.below(4) == 0 {
                    let iri = NamedNode::new(format!("https://{paper}.example/{paper}"))?;
                    assert_eq!(batch.forget(&iri)?, held.remove(paper).is_some());
                    continue;
                }
                let date = ["", "2026-02-03", "2026-02-04"][random.below(3)];
                let mut sentences = match random.below(6) {
                    0 => OWN.to_vec(),
                    // A survey that holds both texts.
                    1 => WIRE.iter().chain(&OWN).copied().collect(),
                    2 => WIRE[..3].to_vec(),
                    _ => WIRE.to_vec(),
                };
                let changed = sentences[1].replace("320", "330").replace("41", "42");
                if random.below(3) == 0 {
                    sentences[1] = &changed;
                }
                let next = printed(paper, date, &sentences)?;
                let change = batch.put(next.clone())?;
                assert_eq!(change == Change::Added, !held.contains_key(paper));
                assert_eq!(batch.put(next.clone())?, Change::Unchanged);
                held.insert(paper, next);
            }
            batch.commit()?;
            let difference = check(&store)?;
            let wrong = crate::merge::rebuild::differences(&store)?;
            assert!(difference.is_none(), "seed {seed}: {difference:?} {wrong:#?}");
        }
        let other = memory()?;
        for article in held.values().rev() {
            put(&other, article)?;
        }
        assert_eq!(lines(&store)?, lines(&other)?, "seed {seed}: the order of coming shows");
        for article in held.values() {
            forget(&store, article)?;
        }
        assert!(lines(&store)?.is_empty(), "seed {seed}: something is left");
    }
    Ok(())
}
