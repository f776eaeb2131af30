//! Which things are one: the rule by which names join things, and the IRI that the joined bear.
//!
//! * Local things (`{base}id/...`) that bear a key in common are one, and so on from one to the next.
//! * Where exactly one linked thing (Wikidata, GeoNames, ROR, a foreign graph) bears one of their
//!   keys, they are that thing. Where several do, the name does not tell which, and they stay local.
//! * Linked things never join by name: two of them with one name are homonyms.
//! * Things without a name and a class stand for themselves.
//!
//! No two components share a key, so the local IRI of the smallest key is nobody else's.

use super::keys::local_of_key;
use crate::iri::Base;
use oxigraph::model::NamedNode;
use std::collections::BTreeSet;

/// Local things that are one, all their keys, and the linked things that bear one of those.
#[derive(Debug, Default)]
pub(super) struct Component {
    pub(super) keys: BTreeSet<NamedNode>,
    pub(super) locals: BTreeSet<NamedNode>,
    linked: BTreeSet<NamedNode>,
}

/// Whether an IRI is one of ours, and not one that others have given.
pub(super) fn is_local(base: &Base, iri: &NamedNode) -> bool {
    iri.as_str().strip_prefix(base.as_str()).is_some_and(|rest| rest.starts_with("id/"))
}

impl Component {
    /// The component of a key. `bearers_of` gives the things that bear a key, `keys_of` the keys
    /// that a thing bears.
    pub(super) fn of<E>(
        base: &Base,
        key: &NamedNode,
        mut bearers_of: impl FnMut(&NamedNode) -> Result<Vec<NamedNode>, E>,
        mut keys_of: impl FnMut(&NamedNode) -> Result<Vec<NamedNode>, E>,
    ) -> Result<Self, E> {
        let mut component = Self { keys: BTreeSet::from([key.clone()]), ..Self::default() };
        let mut open = vec![key.clone()];
        while let Some(key) = open.pop() {
            for thing in bearers_of(&key)? {
                if !is_local(base, &thing) {
                    component.linked.insert(thing);
                } else if !component.locals.contains(&thing) {
                    for other in keys_of(&thing)? {
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

    /// The one IRI of all its local things; `None` where there are none.
    pub(super) fn canonical(&self, base: &Base) -> Option<NamedNode> {
        if self.locals.is_empty() {
            return None;
        }
        match (self.linked.len(), self.linked.first()) {
            (1, Some(linked)) => Some(linked.clone()),
            _ => self.keys.first().map(|key| local_of_key(base, key)),
        }
    }
}
