//! Which things are one by their names: the rule, and the IRI that the joined bear.
//!
//! * Local things (`{base}id/...`) that bear a key in common are one, and so on from one to the next.
//! * Where exactly one linked thing (Wikidata, GeoNames, ROR) bears one of their keys, they are that
//!   thing. Where several do, the name does not tell which, and they stay local.
//! * Linked things never join by name: two of them with one name are homonyms.
//! * Things without a name and a class stand for themselves.
//! * Things that a person found to be different part company.
//!
//! No two components share a key, so the local IRI of the smallest key is nobody else's.

use super::keys::local_of_key;
use crate::iri::{Base, TextHash};
use oxigraph::model::NamedNode;
use std::collections::BTreeSet;

/// Who bears which key, and what people and the search for identity found.
pub(super) trait Index {
    type Error;

    /// The things that bear a key.
    fn bearers_of(&self, key: &NamedNode) -> Result<Vec<NamedNode>, Self::Error>;

    /// The keys that a thing bears.
    fn keys_of(&self, thing: &NamedNode) -> Result<Vec<NamedNode>, Self::Error>;

    /// The links of a thing.
    fn links_of(&self, thing: &NamedNode) -> Result<Vec<Edge>, Self::Error>;

    /// The things that a person found to be another.
    fn different_from(&self, thing: &NamedNode) -> Result<Vec<NamedNode>, Self::Error>;
}

/// A link between two things, from the smaller IRI to the greater. The order is that in which links are
/// followed: what people decided, then the surest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    /// How unsure it is, in millionths; 0 is for decisions alone.
    pub(super) doubt: u32,
    pub(super) left: NamedNode,
    pub(super) right: NamedNode,
}

/// Local things that bear keys in common, and the linked things that bear one of those.
#[derive(Debug, Default)]
pub(super) struct Component {
    pub(super) keys: BTreeSet<NamedNode>,
    pub(super) locals: BTreeSet<NamedNode>,
    pub(super) linked: BTreeSet<NamedNode>,
}

/// Things of a component that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) canonical: NamedNode,
    pub(super) locals: BTreeSet<NamedNode>,
    /// Whether a thing of which nobody decided anything belongs here.
    pub(super) is_main: bool,
}

/// Whether an IRI is one of ours, and not one that others have given.
pub(super) fn is_local(base: &Base, iri: &NamedNode) -> bool {
    iri.as_str().strip_prefix(base.as_str()).is_some_and(|rest| rest.starts_with("id/"))
}

impl Component {
    /// The component of a key.
    pub(super) fn of<I: Index>(base: &Base, key: &NamedNode, index: &I) -> Result<Self, I::Error> {
        let mut component = Self { keys: BTreeSet::from([key.clone()]), ..Self::default() };
        let mut open = vec![key.clone()];
        while let Some(key) = open.pop() {
            for thing in index.bearers_of(&key)? {
                if !is_local(base, &thing) {
                    component.linked.insert(thing);
                } else if !component.locals.contains(&thing) {
                    for other in index.keys_of(&thing)? {
                        if component.keys.insert(other.clone()) {
                            open.push(other);
                        }
                    }
                    component.locals.insert(thing);
                }
            }
        }
        Ok(component)
    }

    /// The one linked thing that its local things are, if any.
    fn sole(&self) -> Option<&NamedNode> {
        if self.linked.len() == 1 { self.linked.first() } else { None }
    }

    /// Its parts, none of them without local things. There is but one, the main one, where nobody
    /// decided that two of its things differ.
    pub(super) fn parts<I: Index>(&self, base: &Base, index: &I) -> Result<Vec<Part>, I::Error> {
        let Some(key) = self.keys.first().filter(|_| !self.locals.is_empty()) else {
            return Ok(Vec::new());
        };
        let own = local_of_key(base, key);
        let mut differ: Vec<(&NamedNode, BTreeSet<NamedNode>)> = Vec::new();
        for local in &self.locals {
            let others = index.different_from(local)?;
            if !others.is_empty() {
                differ.push((local, others.into_iter().collect()));
            }
        }
        // Whoever decides on the IRI that stands for the name decides on all that bear it.
        let mut without_linked = false;
        if let Some(sole) = self.sole() {
            for key in &self.keys {
                let by_name = local_of_key(base, key);
                without_linked |= index.different_from(&by_name)?.contains(sole);
            }
        }
        let sole = self.sole();
        let mut groups: Vec<BTreeSet<NamedNode>> = vec![BTreeSet::new()];
        let main = usize::from(sole.is_some() && without_linked);
        if main == 1 {
            groups.push(BTreeSet::new());
        }
        let decided: BTreeSet<&NamedNode> = differ.iter().map(|(local, _)| *local).collect();
        groups[main].extend(self.locals.iter().filter(|local| !decided.contains(local)).cloned());
        for (local, others) in &differ {
            let fits = |(place, group): (usize, &BTreeSet<NamedNode>)| {
                let by_linked =
                    place == 0 && sole.is_some_and(|sole| without_linked || others.contains(sole));
                !by_linked && group.is_disjoint(others)
            };
            let place = groups.iter().enumerate().position(fits).unwrap_or(groups.len());
            if place == groups.len() {
                groups.push(BTreeSet::new());
            }
            groups[place].insert((*local).clone());
        }
        let mut parts = Vec::new();
        for (place, locals) in groups.into_iter().enumerate() {
            let Some(first) = locals.first() else { continue };
            let is_main = place == main;
            let canonical = match sole.filter(|_| place == 0) {
                Some(sole) => sole.clone(),
                None if is_main => own.clone(),
                None => {
                    let hash = TextHash::of(first.as_str());
                    NamedNode::new_unchecked(format!("{}~{}", own.as_str(), &hash.short()[..6]))
                }
            };
            parts.push(Part { canonical, locals, is_main });
        }
        Ok(parts)
    }
}
