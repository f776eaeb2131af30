//! Groups of things that are one, which grow only where nothing forbids it: families and classes
//! that exclude each other, two ids of one catalogue, decisions, two things of a source that says
//! each thing once.

use super::collection::Collection;
use super::options::Options;
use super::outcome::Reason;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// What the options and the things say about pairs, looked up quickly.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// Pairs of nodes that people decided on, the smaller first.
    same: Vec<(u32, u32)>,
    different: FxHashSet<(u32, u32)>,
    /// Pairs of disjoint classes, in both orders.
    disjoint: FxHashMap<String, BTreeSet<String>>,
    /// The ids of each thing that belongs to a catalogue of which a thing has one id.
    exclusive: FxHashMap<u32, BTreeSet<(usize, String)>>,
    /// Pairs of things that are one beyond question: same IRI, same id.
    certain: Vec<(u32, u32, Reason)>,
}

impl Rules {
    pub(super) fn new(collection: &Collection<'_>, options: &Options) -> Self {
        let mut rules = Self::default();
        let mut bearers: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        for (at, thing) in collection.things.iter().enumerate() {
            bearers.entry(&thing.iri).or_default().push(at as u32);
        }
        let of = |iri: &str| bearers.get(iri).map_or(&[][..], Vec::as_slice);
        for (one, two) in &options.same {
            for &left in of(one) {
                rules.same.extend(of(two).iter().map(|&right| (left, right)));
            }
        }
        for (one, two) in &options.different {
            for &left in of(one) {
                let pairs = of(two).iter().map(|&right| (left.min(right), left.max(right)));
                rules.different.extend(pairs.filter(|(left, right)| left != right));
            }
        }
        rules.same.sort_unstable();
        for (one, two) in &options.disjoint {
            rules.disjoint.entry(one.clone()).or_default().insert(two.clone());
            rules.disjoint.entry(two.clone()).or_default().insert(one.clone());
        }
        rules.read_ids(collection, options);
        rules
    }

    fn read_ids(&mut self, collection: &Collection<'_>, options: &Options) {
        let mut holders: Vec<((Option<usize>, &str), u32)> = Vec::new();
        for (at, thing) in collection.things.iter().enumerate() {
            for id in thing.ids.iter().chain([&thing.iri]) {
                let host = id.split_once("://").and_then(|(_, rest)| rest.split('/').next());
                let catalogue = options.catalogues.iter().position(|name| host == Some(name));
                let own = match catalogue {
                    Some(_) => id.rsplit(['/', '#']).next().unwrap_or(id),
                    None => id,
                };
                holders.push(((catalogue, own), at as u32));
                if let Some(catalogue) = catalogue {
                    let ids = self.exclusive.entry(at as u32).or_default();
                    ids.insert((catalogue, own.to_owned()));
                }
            }
        }
        holders.sort_unstable();
        for group in holders.chunk_by(|one, two| one.0 == two.0) {
            for (place, &((_, id), left)) in group.iter().enumerate().skip(1) {
                let (_, first) = group[0];
                let right = group[place - 1].1;
                for other in BTreeSet::from([first, right]) {
                    let iri = &collection.things[left as usize].iri;
                    let reason = if *iri == collection.things[other as usize].iri {
                        Reason::SameIri
                    } else {
                        Reason::SharedId(id.to_owned())
                    };
                    self.certain.push((other, left, reason));
                }
            }
        }
        self.certain.sort_by_key(|&(left, right, _)| (left, right));
        self.certain.dedup_by_key(|&mut (left, right, _)| (left, right));
    }

    /// Pairs that are one because people say so.
    pub(super) fn same(&self) -> &[(u32, u32)] {
        &self.same
    }

    /// Pairs that are one beyond question, with why.
    pub(super) fn certain(&self) -> &[(u32, u32, Reason)] {
        &self.certain
    }

    /// Why two things cannot be one, whatever speaks for it.
    pub(super) fn forbids(
        &self,
        collection: &Collection<'_>,
        one: u32,
        two: u32,
    ) -> Option<Reason> {
        if self.different.contains(&(one.min(two), one.max(two))) {
            return Some(Reason::DecidedDifferent);
        }
        let (left, right) = (collection.things[one as usize], collection.things[two as usize]);
        if let (Some(one), Some(two)) = (left.family, right.family)
            && one.excludes(two)
        {
            return Some(Reason::Families(one, two));
        }
        if !self.disjoint.is_empty() {
            for class in &left.classes {
                let Some(others) = self.disjoint.get(class) else { continue };
                if let Some(other) = right.classes.intersection(others).next() {
                    return Some(Reason::Classes(class.clone(), other.clone()));
                }
            }
        }
        let (one, two) = (self.exclusive.get(&one)?, self.exclusive.get(&two)?);
        for (catalogue, id) in one {
            let mut others = two.iter().filter(|(other, _)| other == catalogue).peekable();
            if let Some((_, other)) = others.peek().copied()
                && others.all(|(_, other)| other != id)
            {
                return Some(Reason::DifferentIds(id.clone(), other.clone()));
            }
        }
        None
    }
}

/// Groups that grow: a union-find with the members of each group at hand.
#[derive(Debug)]
pub(super) struct Groups {
    parent: Vec<u32>,
    members: FxHashMap<u32, Vec<u32>>,
}

impl Groups {
    pub(super) fn new(count: usize) -> Self {
        Self { parent: (0..count as u32).collect(), members: FxHashMap::default() }
    }

    /// The number of a thing's group.
    pub(super) fn of(&mut self, thing: u32) -> u32 {
        let mut root = thing;
        while self.parent[root as usize] != root {
            let above = self.parent[self.parent[root as usize] as usize];
            self.parent[root as usize] = above;
            root = above;
        }
        root
    }

    /// The members of the group of this number.
    pub(super) fn members<'a>(&'a self, group: &'a u32) -> &'a [u32] {
        self.members.get(group).map_or(std::slice::from_ref(group), Vec::as_slice)
    }

    pub(super) fn join(&mut self, one: u32, two: u32) {
        let (one, two) = (self.of(one), self.of(two));
        if one == two {
            return;
        }
        let mut left = self.members.remove(&one).unwrap_or_else(|| vec![one]);
        let mut right = self.members.remove(&two).unwrap_or_else(|| vec![two]);
        // The smaller joins the larger, so that no thing moves often.
        let (root, other) = if left.len() >= right.len() { (one, two) } else { (two, one) };
        self.parent[other as usize] = root;
        if left.len() < right.len() {
            std::mem::swap(&mut left, &mut right);
        }
        left.extend(right);
        self.members.insert(root, left);
    }

    /// All groups of two and more, each sorted, in the order of their first members.
    pub(super) fn into_groups(self) -> Vec<Vec<u32>> {
        let mut groups: Vec<Vec<u32>> = self.members.into_values().collect();
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable();
        groups
    }
}
