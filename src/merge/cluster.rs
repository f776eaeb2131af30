//! Which things are one in the end: those that are one by their names ([`Component`]), joined further by
//! links. Links come from the search for identity and from people, and are followed in the order of their
//! weight, but never so far that
//!
//! * two things would be one that a person found to be different, unless a person joined them;
//! * a thing would have two ids of one catalogue.
//!
//! A link names its ends by IRIs that last: that of a foreign or linked thing, or the local IRI of a name,
//! which stands for whatever bears that name at the time.

use super::component::{Component, Edge, Index, Part, is_local};
use super::keys::{key_of_local, local_of_key};
use crate::iri::Base;
use oxigraph::model::NamedNode;
use std::collections::{BTreeMap, BTreeSet};

/// Catalogues, the most trusted first: no two of their ids are one thing.
const CATALOGUES: [&str; 3] =
    ["http://www.wikidata.org/entity/", "https://sws.geonames.org/", "https://ror.org/"];

/// Things that are one by their names, or a thing that stands alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unit {
    /// The local things in it.
    pub(super) locals: BTreeSet<NamedNode>,
    /// The keys whose further bearers belong here.
    pub(super) keys: BTreeSet<NamedNode>,
}

/// Things that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The IRI under which the merged graph speaks of them.
    pub(super) canonical: NamedNode,
    /// By the IRI that each would have without links.
    pub(super) units: BTreeMap<NamedNode, Unit>,
}

/// Finds clusters.
pub(super) struct Clusters<'a, I> {
    pub(super) base: &'a Base,
    pub(super) index: &'a I,
    /// Whether there are any links or decisions at all.
    pub(super) linked: bool,
}

impl<I: Index> Clusters<'_, I> {
    /// All things that a key's bearers are connected with, in groups that are one thing each. The
    /// keys of the components found are added to `seen`.
    pub(super) fn of_key(
        &self,
        key: &NamedNode,
        seen: &mut BTreeSet<NamedNode>,
    ) -> Result<Vec<Group>, I::Error> {
        let component = Component::of(self.base, key, self.index)?;
        seen.extend(component.keys.iter().cloned());
        if !self.linked {
            let groups = component.parts(self.base, self.index)?.into_iter().map(|part| Group {
                canonical: part.canonical.clone(),
                units: BTreeMap::from([unit(part, &component.keys)]),
            });
            return Ok(groups.collect());
        }
        let mut starts = component.linked;
        starts.extend(component.locals);
        self.reach(starts, seen)
    }

    /// The same for a thing.
    pub(super) fn of_thing(
        &self,
        thing: &NamedNode,
        seen: &mut BTreeSet<NamedNode>,
    ) -> Result<Vec<Group>, I::Error> {
        self.reach(BTreeSet::from([thing.clone()]), seen)
    }

    fn reach(
        &self,
        mut open: BTreeSet<NamedNode>,
        seen: &mut BTreeSet<NamedNode>,
    ) -> Result<Vec<Group>, I::Error> {
        let mut units: BTreeMap<NamedNode, Unit> = BTreeMap::new();
        // From the IRIs that links use to units.
        let mut ends: BTreeMap<NamedNode, NamedNode> = BTreeMap::new();
        let mut edges = BTreeSet::new();
        while let Some(end) = open.pop_first() {
            if ends.contains_key(&end) {
                continue;
            }
            let (iri, unit) = self.unit_of(&end)?;
            ends.insert(end, iri.clone());
            if units.contains_key(&iri) {
                continue;
            }
            seen.extend(unit.keys.iter().cloned());
            for name in self.names(&iri, &unit)? {
                for edge in self.index.links_of(&name)? {
                    open.extend([edge.left.clone(), edge.right.clone()]);
                    edges.insert(edge);
                }
                ends.entry(name).or_insert_with(|| iri.clone());
            }
            units.insert(iri, unit);
        }
        let mut apart: BTreeSet<(NamedNode, NamedNode)> = BTreeSet::new();
        for (end, unit) in &ends {
            for other in self.index.different_from(end)? {
                if let Some(other) = ends.get(&other) {
                    apart.insert((unit.clone(), other.clone()));
                    apart.insert((other.clone(), unit.clone()));
                }
            }
        }
        Ok(join(self.base, units, &ends, &edges, &apart))
    }

    /// The IRIs by which a link may name a unit.
    fn names(&self, iri: &NamedNode, unit: &Unit) -> Result<BTreeSet<NamedNode>, I::Error> {
        let mut names = BTreeSet::from([iri.clone()]);
        names.extend(unit.locals.iter().cloned());
        for key in &unit.keys {
            let name = local_of_key(self.base, key);
            // A thing may bear the IRI of a name that it has not.
            if !names.contains(&name) && self.index.keys_of(&name)?.is_empty() {
                names.insert(name);
            }
        }
        Ok(names)
    }

    /// What a link means by an IRI: the unit's IRI, and the unit.
    fn unit_of(&self, end: &NamedNode) -> Result<(NamedNode, Unit), I::Error> {
        if !is_local(self.base, end) {
            let mut unit = Unit::default();
            for key in self.index.keys_of(end)? {
                let component = Component::of(self.base, &key, self.index)?;
                for part in component.parts(self.base, self.index)? {
                    if part.canonical == *end {
                        if part.is_main {
                            unit.keys.extend(component.keys.iter().cloned());
                        }
                        unit.locals.extend(part.locals);
                    }
                }
            }
            return Ok((end.clone(), unit));
        }
        let own = self.index.keys_of(end)?;
        let by_name = own.is_empty();
        // The part of a name that people divided bears the name with a suffix.
        let whole = end.as_str().rsplit_once('~').filter(|_| by_name);
        let whole = whole.map(|(name, _)| NamedNode::new_unchecked(name));
        let keys = match own.into_iter().next() {
            Some(key) => vec![key],
            None => [Some(end), whole.as_ref()]
                .into_iter()
                .flatten()
                .map(|name| key_of_local(self.base, name))
                .collect(),
        };
        for (place, key) in keys.iter().enumerate() {
            let component = Component::of(self.base, key, self.index)?;
            for part in component.parts(self.base, self.index)? {
                let is_meant = match (by_name, place) {
                    (false, _) => part.locals.contains(end),
                    (true, 0) => part.is_main,
                    _ => part.canonical == *end,
                };
                if !is_meant {
                    continue;
                }
                if !is_local(self.base, &part.canonical) {
                    // Other names may stand for the same linked thing.
                    return self.unit_of(&part.canonical);
                }
                return Ok(unit(part, &component.keys));
            }
        }
        // Nobody bears the name now.
        Ok((end.clone(), Unit::default()))
    }
}

fn unit(part: Part, keys: &BTreeSet<NamedNode>) -> (NamedNode, Unit) {
    let keys = if part.is_main { keys.clone() } else { BTreeSet::new() };
    (part.canonical, Unit { locals: part.locals, keys })
}

fn join(
    base: &Base,
    mut units: BTreeMap<NamedNode, Unit>,
    ends: &BTreeMap<NamedNode, NamedNode>,
    edges: &BTreeSet<Edge>,
    apart: &BTreeSet<(NamedNode, NamedNode)>,
) -> Vec<Group> {
    // The number of each unit's group, and the groups.
    let mut group_of: BTreeMap<NamedNode, usize> = BTreeMap::new();
    let mut groups: Vec<BTreeSet<NamedNode>> = Vec::new();
    for iri in units.keys() {
        group_of.insert(iri.clone(), groups.len());
        groups.push(BTreeSet::from([iri.clone()]));
    }
    for edge in edges {
        let number = |end| ends.get(end).and_then(|iri| group_of.get(iri)).copied();
        let (Some(one), Some(other)) = (number(&edge.left), number(&edge.right)) else { continue };
        if one == other {
            continue;
        }
        let clash = edge.doubt > 0
            && groups[one].iter().any(|left| {
                groups[other].iter().any(|right| {
                    catalogue_of(left).is_some() && catalogue_of(left) == catalogue_of(right)
                        || apart.contains(&(left.clone(), right.clone()))
                })
            });
        if clash {
            continue;
        }
        let moved = std::mem::take(&mut groups[other]);
        for iri in &moved {
            group_of.insert(iri.clone(), one);
        }
        groups[one].extend(moved);
    }
    let mut joined = Vec::new();
    for group in groups {
        let Some(canonical) = group.iter().min_by_key(|iri| (rank(base, iri), *iri)).cloned()
        else {
            continue;
        };
        let take = |iri: NamedNode| units.remove(&iri).map(|unit| (iri, unit));
        joined.push(Group { canonical, units: group.into_iter().filter_map(take).collect() });
    }
    joined
}

fn catalogue_of(iri: &NamedNode) -> Option<usize> {
    CATALOGUES.iter().position(|catalogue| iri.as_str().starts_with(catalogue))
}

/// The order in which IRIs are taken for a thing that has several: catalogues, other people's, ours, and
/// last those that stand for no name at all.
fn rank(base: &Base, iri: &NamedNode) -> usize {
    let after = CATALOGUES.len();
    let own = iri.as_str().strip_prefix(base.as_str());
    match catalogue_of(iri) {
        Some(place) => place,
        None if own.is_some_and(|rest| rest.starts_with("genid/")) => after + 2,
        None if is_local(base, iri) => after + 1,
        None => after,
    }
}
