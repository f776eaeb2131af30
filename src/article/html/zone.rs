//! Which parts of a page belong to its article at all: menus, teasers, boxes, comments are set apart by
//! their names and by what they are made of.

use super::block::{Block, Kind};
use super::dom::{Dom, Id, ROOT};
use super::hint::{Hint, hint};

/// Where a block stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Zone {
    #[default]
    Open,
    Caption,
    Apart,
}

/// What each element of a page holds and is.
pub(super) struct Zones {
    /// By the number of the node; what is inside an element set apart is so too.
    zones: Vec<Zone>,
    /// What the names of each element say.
    pub(super) hints: Vec<Option<Hint>>,
}

/// The weight of running text in each element.
pub(super) fn weights<'a>(dom: &Dom, blocks: impl Iterator<Item = &'a Block>) -> Vec<usize> {
    let mut weights = vec![0; dom.len()];
    for block in blocks {
        let weight = block.weight();
        if weight > 0 {
            for id in dom.ancestors(block.owner) {
                weights[id as usize] += weight;
            }
        }
    }
    weights
}

/// The longest text that a teaser has, in characters, its headline among them.
const MAX_TEASER: usize = 600;

impl Zones {
    /// Looks at all elements. What holds the headline, or most of the running text, is never apart.
    pub(super) fn of(dom: &Dom, blocks: &[Block], headline: Option<Id>) -> Self {
        let mut hints = vec![None; dom.len()];
        for id in dom.descendants(ROOT).filter(|&id| dom.tag(id).is_some()) {
            hints[id as usize] = hint(dom, id);
        }
        let mut protected = vec![false; dom.len()];
        let bodies = dom.descendants(ROOT).filter(|&id| {
            dom.attribute(id, "itemprop")
                .is_some_and(|names| names.split_whitespace().any(|name| name == "articleBody"))
        });
        for id in headline.into_iter().chain(bodies) {
            for id in dom.ancestors(id) {
                protected[id as usize] = true;
            }
        }
        let commented = inherit(dom, |id| {
            let comments = hints[id as usize] == Some(Hint::Comments) && !protected[id as usize];
            comments.then_some(Zone::Apart)
        });
        let weights =
            weights(dom, blocks.iter().filter(|b| commented[b.owner as usize] == Zone::Open));
        let all = weights[ROOT as usize];
        let teasers = teasers(dom, blocks, &protected);
        let zones = inherit(dom, |id| {
            let at = id as usize;
            if commented[at] == Zone::Apart {
                return Some(Zone::Apart);
            }
            if protected[at] || weights[at] * 2 > all {
                return None;
            }
            match hints[at] {
                Some(Hint::Apart) => Some(Zone::Apart),
                Some(Hint::Caption) if weights[at] * 5 < all => Some(Zone::Caption),
                _ if teasers[at] => Some(Zone::Apart),
                _ => None,
            }
        });
        Self { zones, hints }
    }

    /// Where a block stands.
    pub(super) fn zone(&self, dom: &Dom, block: &Block) -> Zone {
        match self.zones[block.owner as usize] {
            Zone::Open if block.kind == Kind::Caption => Zone::Caption,
            Zone::Open => self.zone_within(dom, block),
            zone => zone,
        }
    }

    /// The zone of an inline element that holds nearly all of the block.
    fn zone_within(&self, dom: &Dom, block: &Block) -> Zone {
        let inner = |&id: &Id| id != block.owner;
        let Some(top) = dom
            .ancestors(block.start)
            .take_while(inner)
            .filter(|&id| self.zones[id as usize] != Zone::Open && dom.tag(id).is_some())
            .last()
        else {
            return Zone::Open;
        };
        let length =
            dom.text_content(top).split_whitespace().map(|w| w.chars().count() + 1).sum::<usize>();
        if length * 100 >= block.length * 80 { self.zones[top as usize] } else { Zone::Open }
    }

    /// Whether an element is named as the body of the article, and no part of another's.
    pub(super) fn is_body(&self, dom: &Dom, id: Id) -> bool {
        self.zones[id as usize] == Zone::Open
            && dom
                .attribute(id, "itemprop")
                .is_some_and(|names| names.split_whitespace().any(|name| name == "articleBody"))
    }
}

/// The zones of all elements, where each takes that of its parent unless it has one of its own.
fn inherit(dom: &Dom, own: impl Fn(Id) -> Option<Zone>) -> Vec<Zone> {
    let mut zones = vec![Zone::Open; dom.len()];
    for id in dom.descendants(ROOT) {
        let outer = dom.parent(id).map(|parent| zones[parent as usize]).unwrap_or_default();
        zones[id as usize] = match outer {
            Zone::Apart => Zone::Apart,
            outer => own(id).unwrap_or(outer),
        };
    }
    zones
}

/// The elements that are a teaser for another article: a heading that is a link, and little else.
fn teasers(dom: &Dom, blocks: &[Block], protected: &[bool]) -> Vec<bool> {
    let mut lengths = vec![0; dom.len()];
    for block in blocks {
        for id in dom.ancestors(block.owner) {
            lengths[id as usize] += block.length;
        }
    }
    let mut teasers = vec![false; dom.len()];
    for block in blocks {
        if matches!(block.kind, Kind::Heading(_)) && block.link_share() >= 80 {
            let within = |id: &Id| !protected[*id as usize] && lengths[*id as usize] <= MAX_TEASER;
            if let Some(top) = dom.ancestors(block.owner).take_while(within).last() {
                teasers[top as usize] = true;
            }
        }
    }
    teasers
}
