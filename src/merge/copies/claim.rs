//! Which claims of a copy are those of the text that it copies.
//!
//! A claim (a figure, a quotation, a role, a relation) is repeated where an earlier printing of the group
//!
//! * has the same words at the same place of the same sentence, marks and case aside, or
//! * says the very same in a sentence that has most words in common: a typing error makes no new claim.
//!
//! Anything else a paper has of its own: a sentence that it added, a number that it changed. So a later
//! version of a story with another death toll keeps its toll, and only what stayed the same counts once.

use super::signature::words;
use crate::iri::Base;
use crate::store::terms::{
    ANCHOR_OF, AS_OF, BEGIN, CONFIDENCE, IS_PART_OF, IS_STRING, PRIMARY_SOURCE, WAS_DERIVED_FROM,
};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The share of words that two sentences must have in common for the same claim (Dice).
const MIN_COMMON: f64 = 0.6;

/// What is said of where a claim stands and not of what it says. The date of the article is no part of
/// it either: the paper of the next day claims nothing new.
const NOT_SAID: [NamedNodeRef<'static>; 5] =
    [WAS_DERIVED_FROM, PRIMARY_SOURCE, IS_PART_OF, CONFIDENCE, AS_OF];

/// A claim of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) node: NamedNode,
    /// What kind of claim, its words, those of its sentence and those of it that stand before.
    place: Option<[Vec<String>; 3]>,
    /// What it says, sorted.
    says: Vec<String>,
}

/// Whether an IRI is that of a claim: `{base}doc/{hash}#{kind}-{start}-{end}`.
pub(in super::super) fn is_claim(base: &Base, node: &NamedNode) -> bool {
    kind(base, node).is_some_and(|kind| kind != "stated" && !kind.starts_with("char="))
}

fn kind<'a>(base: &Base, node: &'a NamedNode) -> Option<&'a str> {
    let rest = node.as_str().strip_prefix(base.as_str())?.strip_prefix("doc/")?;
    rest.split_once('#')?.1.split('-').next()
}

/// All claims of one article, in the order of their IRIs. `quads`: at least all that its graph says of
/// them, of its text and of the text's sentences.
pub(super) fn claims(base: &Base, article: &NamedNode, quads: &[Quad]) -> Vec<Claim> {
    let mut said: BTreeMap<&NamedNode, Vec<&Quad>> = BTreeMap::new();
    let mut text = None;
    for quad in quads {
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
            said.entry(subject).or_default().push(quad);
        }
        if quad.predicate == IS_STRING {
            text = literal(&quad.object);
        }
    }
    let text: Vec<char> = text.unwrap_or_default().chars().collect();
    let primary = Term::from(article.clone());
    let is_own = |quad: &&Quad| quad.predicate == PRIMARY_SOURCE && quad.object == primary;
    let mut claims = Vec::new();
    for (&node, quads) in &said {
        if is_claim(base, node) && quads.iter().any(is_own) {
            let place = place(base, node, quads, &said, &text);
            claims.push(Claim { node: node.clone(), place, says: says(base, quads) });
        }
    }
    claims
}

/// The sentences that claims are taken from, by what is said of them.
pub(super) fn sentences(said: &[Quad]) -> impl Iterator<Item = &NamedNode> {
    let evidence = said.iter().filter(|quad| quad.predicate == WAS_DERIVED_FROM);
    evidence.filter_map(|quad| match &quad.object {
        Term::NamedNode(sentence) => Some(sentence),
        _ => None,
    })
}

fn literal(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// Where a claim stands, in words.
fn place(
    base: &Base,
    node: &NamedNode,
    quads: &[&Quad],
    said: &BTreeMap<&NamedNode, Vec<&Quad>>,
    text: &[char],
) -> Option<[Vec<String>; 3]> {
    let sentence = quads.iter().find_map(|quad| sentences(std::slice::from_ref(*quad)).next())?;
    let of = |predicate: NamedNodeRef<'_>| {
        let found = said.get(sentence)?.iter().find(|quad| quad.predicate == predicate)?;
        literal(&found.object)
    };
    let begin: usize = of(BEGIN)?.parse().ok()?;
    let (rest, end) = node.as_str().rsplit_once('-')?;
    let (_, start) = rest.rsplit_once('-')?;
    let (start, end): (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
    let slice = |from: usize, to: usize| {
        let part: String = text.get(from..to).unwrap_or_default().iter().collect();
        words(&part).collect::<Vec<_>>()
    };
    let mut own = vec![kind(base, node)?.to_owned()];
    own.extend(slice(start, end));
    Some([words(of(ANCHOR_OF)?).collect(), own, slice(begin.min(start), start)])
}

/// What a claim says, in a form in which two articles say the same.
fn says(base: &Base, quads: &[&Quad]) -> Vec<String> {
    let mut says = BTreeSet::new();
    for quad in quads.iter().filter(|quad| NOT_SAID.iter().all(|not| quad.predicate != *not)) {
        let object = match &quad.object {
            Term::NamedNode(thing) => plain(base, thing).to_owned(),
            Term::Literal(literal) if literal.language().is_some() => {
                words(literal.value()).collect::<Vec<_>>().join(" ")
            }
            other => other.to_string(),
        };
        says.insert(format!("{} {object}", quad.predicate.as_str()));
    }
    says.into_iter().collect()
}

/// The IRI of a person without the hash of the article that speaks of them: people of two printings of
/// one text are no homonyms.
fn plain<'a>(base: &Base, thing: &'a NamedNode) -> &'a str {
    let iri = thing.as_str();
    let local = iri.strip_prefix(base.as_str()).is_some_and(|rest| rest.starts_with("id/"));
    if local { iri.rsplit_once('~').map_or(iri, |(name, _)| name) } else { iri }
}

/// For each printing of a group, in the order of their rank, the claims that it repeats.
pub(super) fn repeated(group: &[Vec<Claim>]) -> Vec<BTreeSet<NamedNode>> {
    let mut nodes = HashSet::new();
    let mut places = HashSet::new();
    let mut said: BTreeMap<&[String], Vec<&[String]>> = BTreeMap::new();
    let mut repeated = Vec::with_capacity(group.len());
    for claims in group {
        let is_repeated = |claim: &&Claim| {
            nodes.contains(&claim.node)
                || claim.place.as_ref().is_some_and(|place| {
                    let like = said.get(claim.says.as_slice());
                    places.contains(place)
                        || like.into_iter().flatten().any(|other| are_alike(&place[0], other))
                })
        };
        repeated.push(claims.iter().filter(is_repeated).map(|claim| claim.node.clone()).collect());
        for claim in claims {
            nodes.insert(&claim.node);
            if let Some(place) = &claim.place {
                places.insert(place);
                said.entry(&claim.says).or_default().push(&place[0]);
            }
        }
    }
    repeated
}

/// Whether two sentences have most words in common.
fn are_alike(one: &[String], other: &[String]) -> bool {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for word in one {
        *left.entry(word).or_default() += 1;
    }
    let is_common = |word: &&String| match left.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    let common = other.iter().filter(is_common).count();
    2.0 * common as f64 >= MIN_COMMON * (one.len() + other.len()) as f64
}
