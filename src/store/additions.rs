//! Quads that are about to be written: each once, found by subject, object or graph.
//!
//! Only what the merge asks for is indexed, and only by hashes. A batch adds hundreds of thousands of
//! quads and looks for a few hundred of them, so adding has to be cheap.

use indexmap::IndexSet;
use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, Quad, TermRef};
use rustc_hash::FxBuildHasher;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash};

/// The end of a chain.
const NONE: u32 = u32::MAX;

/// A set of quads that only grows.
#[derive(Default)]
pub(super) struct Additions {
    quads: IndexSet<Quad, FxBuildHasher>,
    subjects: Chains,
    objects: Chains,
    graphs: Chains,
}

/// For the hash of a value the latest place in the set that has it, and for each place the one before
/// with the same hash. One table for all: thousands of short lists would cost more than the quads.
#[derive(Default)]
struct Chains {
    latest: HashMap<u64, u32, FxBuildHasher>,
    before: Vec<u32>,
}

impl Additions {
    pub(super) fn insert(&mut self, quad: Quad) {
        let hashes = [
            hash(quad.subject.as_ref()),
            hash(quad.object.as_ref()),
            hash(quad.graph_name.as_ref()),
        ];
        if self.quads.insert(quad) {
            for (chains, hash) in
                [&mut self.subjects, &mut self.objects, &mut self.graphs].into_iter().zip(hashes)
            {
                chains.push(hash);
            }
        }
    }

    pub(super) fn contains(&self, quad: &Quad) -> bool {
        self.quads.contains(quad)
    }

    /// The quads of a pattern, given by the most telling of its parts; the others are for the caller
    /// to compare, this one too.
    pub(super) fn candidates(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = &Quad> {
        let (chains, hash) = match (subject, object, graph) {
            (Some(subject), ..) => (Some(&self.subjects), hash(subject)),
            (None, Some(object), _) => (Some(&self.objects), hash(object)),
            (None, None, Some(graph)) => (Some(&self.graphs), hash(graph)),
            (None, None, None) => (None, 0),
        };
        let all = if chains.is_none() { self.quads.len() } else { 0 };
        let places = chains.into_iter().flat_map(move |chains| chains.places(hash)).chain(0..all);
        places.filter_map(|place| self.quads.get_index(place))
    }

    /// All of them, in the order of their coming.
    pub(super) fn into_quads(self) -> IndexSet<Quad, FxBuildHasher> {
        self.quads
    }
}

impl Chains {
    fn push(&mut self, hash: u64) {
        // A batch of four thousand million quads would not fit into memory.
        let place = self.before.len() as u32;
        self.before.push(self.latest.insert(hash, place).unwrap_or(NONE));
    }

    fn places(&self, hash: u64) -> impl Iterator<Item = usize> {
        let mut next = self.latest.get(&hash).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let place = next as usize;
            next = *self.before.get(place)?;
            Some(place)
        })
    }
}

fn hash(value: impl Hash) -> u64 {
    FxBuildHasher.hash_one(value)
}
