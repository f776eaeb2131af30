//! The reasons for a link, or against it, for people: names, values, neighbours.

use super::collection::{Collection, Field, NameKind, NameWords};
use super::evidence::Judge;
use super::outcome::{Link, Reason};
use super::settle::Verdict;

/// So many reasons are given.
const REASONS: usize = 4;
/// What weighs less, in nats, is no reason.
const LEAST: f64 = 3.0;
/// Values of properties that agree at least so often count against a link where they differ.
const RELIABLE: f32 = 0.5;
/// Names of which at least this share agrees are alike.
const ALIKE: f64 = 0.5;

/// A verdict with the reasons for it, the weightiest first.
pub(super) fn explain(judge: &Judge<'_>, verdict: &Verdict) -> Link {
    let collection = judge.collection;
    let (left, right) = (verdict.left as usize, verdict.right as usize);
    let mut reasons: Vec<(f64, Reason)> = Vec::new();
    if let Some(reason) = &verdict.reason {
        reasons.push((f64::MAX, reason.clone()));
    }
    if let Some(found) = judge.names(left, right) {
        let name = |at: usize, words: NameWords| name(collection, at, words);
        let (one, two) = (name(left, found.left), name(right, found.right));
        let is_equal = found.share > 0.999;
        let reason = match (found.left.kind, found.right.kind) {
            (NameKind::Acronym, _) => Reason::Acronym(one, two),
            (_, NameKind::Acronym) => Reason::Acronym(two, one),
            (NameKind::Meaning, _) if is_equal && one != two => Reason::SameMeaning(one, two),
            _ if is_equal && one == two => Reason::SameName(one),
            _ if found.share >= ALIKE => Reason::LikeName(one, two, found.share),
            _ => Reason::OtherName(one, two),
        };
        reasons.push((found.nats.abs(), reason));
    }
    values(judge, left, right, &mut reasons);
    neighbours(judge, left, right, &mut reasons);
    if reasons.is_empty() {
        let share = judge.share_of_words(left, right);
        reasons.push((0.0, Reason::LikeText(share)));
    }
    // Stable, so that equal weights keep the order of properties.
    reasons.sort_by(|(one, _), (two, _)| two.total_cmp(one));
    reasons.truncate(REASONS);
    Link {
        left: collection.places[left],
        right: collection.places[right],
        score: verdict.score,
        reasons: reasons.into_iter().map(|(_, reason)| reason).collect(),
    }
}

fn name(collection: &Collection<'_>, at: usize, words: NameWords) -> String {
    match collection.things[at].names.get(words.number as usize) {
        Some(name) => name.text.clone(),
        // Read from the IRI.
        None => text(collection, collection.words_of_name(words)),
    }
}

fn text(collection: &Collection<'_>, words: &[u32]) -> String {
    let words: Vec<&str> = words.iter().map(|&word| collection.word(word).0).collect();
    words.join(" ")
}

/// Values that are the same, and values that ought to be and are not.
fn values(judge: &Judge<'_>, left: usize, right: usize, reasons: &mut Vec<(f64, Reason)>) {
    let collection = judge.collection;
    for &field in collection.fields.of(left) {
        let words = collection.words_of(field);
        let others = collection.fields.of(right).iter();
        let rate = |other: &Field| judge.rates.of_words(field.property, other.property);
        let best = others.copied().max_by(|one, two| rate(one).total_cmp(&rate(two)));
        let Some(other) = best else { continue };
        let others = collection.words_of(other);
        let shared: Vec<u32> =
            words.iter().copied().filter(|word| others.binary_search(word).is_ok()).collect();
        let weight: f64 = shared.iter().map(|&word| f64::from(judge.weights.word(word))).sum();
        let property = collection.properties[field.property as usize].clone();
        if shared.len() == words.len() {
            if weight >= LEAST {
                let value = value(collection, left, field);
                reasons.push((weight, Reason::SameValue(property, value)));
            }
        } else if shared.is_empty() && rate(&other) >= RELIABLE {
            let against = -f64::from(1.0 - rate(&other)).ln() * words.len() as f64;
            let (one, two) = (value(collection, left, field), value(collection, right, other));
            reasons.push((against, Reason::OtherValue(property, one, two)));
        }
    }
}

/// A value as it stands in the source, or its words where it is a part's.
fn value(collection: &Collection<'_>, at: usize, field: Field) -> String {
    let property = &collection.properties[field.property as usize];
    let own = collection.things[at].values.iter().find(|(other, _)| other == property);
    match own {
        Some((_, value)) => value.clone(),
        None => text(collection, collection.words_of(field)),
    }
}

fn neighbours(judge: &Judge<'_>, left: usize, right: usize, reasons: &mut Vec<(f64, Reason)>) {
    let collection = judge.collection;
    let others = judge.links.bags.of(right);
    for &field in collection.links.of(left) {
        let nodes = judge.links.of(field).iter().copied();
        let shared = nodes.filter(|node| others.binary_search(node).is_ok());
        let weight = |node: u32| f64::from(judge.weights.node(node));
        let best = shared.max_by(|&one, &two| weight(one).total_cmp(&weight(two)));
        if let Some(node) = best.filter(|&node| weight(node) >= LEAST) {
            let property = collection.properties[field.property as usize].clone();
            let iri = collection.iris[node as usize].to_owned();
            reasons.push((weight(node), Reason::SharedNeighbour(property, iri)));
        }
    }
}
