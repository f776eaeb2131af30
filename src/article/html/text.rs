//! The main text of a page: the part that holds the running text, less what does not belong to it.

use super::agree::{Runs, same_title, words};
use super::block::{self, Block, Kind};
use super::byline::{Byline, byline};
use super::dom::{Dom, Id, ROOT};
use super::head::one_line;
use super::hint::{Hint, is_hidden};
use super::zone::{Zone, Zones, weights};
use rustc_hash::FxHashMap;

/// What a page states about its article that helps to find it.
#[derive(Debug, Default)]
pub(super) struct Stated<'a> {
    pub(super) headlines: Vec<&'a str>,
    pub(super) descriptions: Vec<&'a str>,
    /// The text of the article as the publisher gives it to search engines.
    pub(super) body: &'a str,
}

/// The text of an article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MainText {
    /// The heading of the page, empty where it has none.
    pub(super) headline: String,
    /// One paragraph, or the points of a summary.
    pub(super) standfirst: Vec<String>,
    /// Paragraphs and subheads.
    pub(super) paragraphs: Vec<String>,
    pub(super) captions: Vec<String>,
    pub(super) byline: Byline,
    /// Characters of running text.
    pub(super) weight: usize,
}

/// So much running text makes a text, in characters.
const ENOUGH: usize = 300;

/// Finds the main text of a page.
pub(super) fn main_text(dom: &Dom, stated: &Stated) -> MainText {
    let shown = block::blocks(dom, |id| !is_hidden(dom, id));
    let mut text = of_blocks(dom, &shown, stated);
    // A page whose script shows the text only later.
    if text.weight < ENOUGH {
        let all = block::blocks(dom, |_| true);
        let hidden = of_blocks(dom, &all, stated);
        if hidden.weight > 2 * text.weight + ENOUGH {
            text = hidden;
        }
    }
    // One whose script brings the text, or that shows but its beginning.
    let stated_length = stated.body.chars().count();
    if stated_length > 2 * text.weight + ENOUGH {
        text.paragraphs =
            stated.body.lines().map(one_line).filter(|line| !line.is_empty()).collect();
        text.weight = stated_length;
    }
    text
}

fn of_blocks(dom: &Dom, blocks: &[Block], stated: &Stated) -> MainText {
    let headline = headline(dom, blocks, stated);
    let zones = Zones::of(dom, blocks, headline.map(|at| blocks[at].owner));
    let open: Vec<usize> =
        (0..blocks.len()).filter(|&at| zones.zone(dom, &blocks[at]) == Zone::Open).collect();
    let weights = weights(dom, open.iter().map(|&at| &blocks[at]));
    let region = region(dom, &zones, &weights, headline.map(|at| blocks[at].owner));
    let inside = |block: &Block| dom.ancestors(block.owner).any(|id| id == region);
    let titles: Vec<Vec<String>> = stated
        .headlines
        .iter()
        .map(|title| words(title))
        .filter(|words| !words.is_empty())
        .collect();
    let is_title = |at: usize| Some(at) == headline || titles.contains(&words(&blocks[at].text));
    let open: Vec<usize> = open.into_iter().filter(|&at| !is_title(at)).collect();
    let candidates: Vec<usize> = open.iter().copied().filter(|&at| inside(&blocks[at])).collect();
    let chosen = chosen(dom, blocks, &candidates, &weights);
    let chosen = agreed(dom, blocks, &zones, chosen, stated.body);
    let standfirst = standfirst(dom, blocks, &zones, &open, headline, &chosen, stated);
    let captions = blocks
        .iter()
        .filter(|block| {
            zones.zone(dom, block) == Zone::Caption && inside(block) && block.length >= 10
        })
        .map(|block| block.text.clone())
        .collect();
    let byline = match (chosen.first(), chosen.last()) {
        (Some(&first), Some(&last)) => byline(dom, blocks, headline, first..last + 1),
        _ => Byline::default(),
    };
    MainText {
        byline,
        headline: headline.map(|at| blocks[at].text.replace('\n', " ")).unwrap_or_default(),
        standfirst: standfirst.iter().map(|&at| blocks[at].text.clone()).collect(),
        weight: chosen.iter().map(|&at| blocks[at].weight()).sum(),
        paragraphs: chosen
            .iter()
            .filter(|at| !standfirst.contains(at))
            .map(|&at| blocks[at].text.clone())
            .collect(),
        captions,
    }
}

/// The block with the headline: of the headings that say what the page states as its headline the
/// highest one; otherwise the first of the highest level.
fn headline(dom: &Dom, blocks: &[Block], stated: &Stated) -> Option<usize> {
    let level = |block: &Block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => dom.attribute(block.owner, "itemprop").filter(|&name| name == "headline").map(|_| 2),
    };
    let says = |block: &Block| stated.headlines.iter().any(|title| same_title(title, &block.text));
    let headings = || {
        blocks
            .iter()
            .enumerate()
            .filter_map(|(at, block)| Some((level(block)?, at)))
            .filter(|&(_, at)| blocks[at].link_share() < 80)
    };
    headings()
        .filter(|&(_, at)| says(&blocks[at]))
        .min()
        .or_else(|| headings().filter(|&(level, _)| level == 1).min())
        .or_else(|| {
            // The nearest one over the text.
            let text = blocks.iter().position(|block| block.weight() >= 80)?;
            headings()
                .filter(|&(_, at)| at < text)
                .min_by_key(|&(level, at)| (level, usize::MAX - at))
        })
        .map(|(_, at)| at)
}

/// The element that holds the text: the one that the page itself names its body; otherwise the innermost
/// one that holds nearly all of the running text, sought from the article that the headline stands in.
fn region(dom: &Dom, zones: &Zones, weights: &[usize], headline: Option<Id>) -> Id {
    let weight = |id: Id| weights[id as usize];
    let named = dom.descendants(ROOT).filter(|&id| zones.is_body(dom, id) && weight(id) >= ENOUGH);
    if let Some(body) = common(dom, named) {
        return body;
    }
    let around = headline.and_then(|id| {
        let article =
            |&id: &Id| dom.is(id, "article") || dom.attribute(id, "role") == Some("article");
        dom.ancestors(id).filter(article).find(|&id| weight(id) >= ENOUGH)
    });
    let mut region = around.unwrap_or(ROOT);
    loop {
        let best = dom.children(region).max_by_key(|&id| (weight(id), std::cmp::Reverse(id)));
        match best {
            Some(best) if weight(best) * 100 > weight(region) * 70 => region = best,
            _ => break,
        }
    }
    // What is named the body of an article holds the last bit too.
    let named = |&id: &Id| zones.hints[id as usize] == Some(Hint::Body);
    dom.ancestors(region).take(3).find(named).unwrap_or(region)
}

/// The innermost element around some elements.
fn common(dom: &Dom, mut ids: impl Iterator<Item = Id>) -> Option<Id> {
    let first = ids.next()?;
    let around: Vec<Id> = dom.ancestors(first).collect();
    let top = ids.fold(0, |top, id| {
        let place = dom.ancestors(id).find_map(|id| around.iter().position(|&known| known == id));
        top.max(place.unwrap_or(around.len() - 1))
    });
    Some(around[top])
}

/// How an element is written: paragraphs of one text are written alike.
fn form(dom: &Dom, id: Id) -> (String, String) {
    let own = |id: Id| {
        let class = dom.attribute(id, "class").unwrap_or_default();
        format!("{} {class}", dom.tag(id).unwrap_or_default())
    };
    (dom.parent(id).map(own).unwrap_or_default(), own(id))
}

/// The blocks of the region that belong to the text.
fn chosen(dom: &Dom, blocks: &[Block], candidates: &[usize], weights: &[usize]) -> Vec<usize> {
    let mut forms: FxHashMap<(String, String), usize> = FxHashMap::default();
    for &at in candidates {
        *forms.entry(form(dom, blocks[at].owner)).or_default() += blocks[at].weight();
    }
    let all: usize = candidates.iter().map(|&at| blocks[at].weight()).sum();
    let usual = |block: &Block| {
        forms.get(&form(dom, block.owner)).is_some_and(|&weight| weight * 10 >= all)
            || dom.ancestors(block.owner).skip(1).find(|&id| !dom.is(id, "blockquote")).is_some_and(
                |parent| weights[parent as usize] * 4 >= all && block.kind != Kind::Other,
            )
    };
    let lists = linked_lists(dom, blocks, candidates);
    let mut kept: Vec<usize> = Vec::new();
    for (number, &at) in candidates.iter().enumerate() {
        let block = &blocks[at];
        let sentence =
            block.text.ends_with('.') && matches!(block.kind, Kind::Paragraph) && usual(block);
        let linked = block.link_share() >= 60
            && !(block.ends_sentence() && block.length >= 120)
            && !sentence;
        let pointer = block.ends_in_link && block.link_share() >= 50 && !sentence;
        if linked
            || pointer
            || lists.iter().any(|&list| dom.ancestors(block.owner).any(|id| id == list))
        {
            continue;
        }
        // What announces a link that is left out.
        let next = candidates.get(number + 1).map(|&at| &blocks[at]);
        let announces = block.length <= 40
            && !matches!(block.kind, Kind::Heading(_))
            && next.is_some_and(|next| next.link_share() >= 80);
        let right = match block.kind {
            Kind::Heading(_) => block.length <= 600,
            Kind::Cell | Kind::Caption => block.weight() > 0,
            Kind::Other | Kind::Paragraph | Kind::Item => block.weight() > 0 || usual(block),
        };
        let repeated =
            block.length >= 30 && kept.iter().any(|&before| blocks[before].text == block.text);
        if right && !announces && !repeated {
            kept.push(at);
        }
    }
    without_loose_ends(blocks, kept)
}

/// The lists that are made of links.
fn linked_lists(dom: &Dom, blocks: &[Block], candidates: &[usize]) -> Vec<Id> {
    let mut lists: FxHashMap<Id, (usize, usize)> = FxHashMap::default();
    for &at in candidates {
        let block = &blocks[at];
        for id in dom.ancestors(block.owner).filter(|&id| matches!(dom.tag(id), Some("ul" | "ol")))
        {
            let (length, linked) = lists.entry(id).or_default();
            *length += block.length;
            *linked += block.linked;
        }
    }
    let mut linked: Vec<Id> = lists
        .into_iter()
        .filter(|(_, (length, linked))| linked * 100 >= length * 50)
        .map(|(id, _)| id)
        .collect();
    linked.sort_unstable();
    linked
}

/// Drops short lines before the first and after the last running text, and headings of nothing.
fn without_loose_ends(blocks: &[Block], mut kept: Vec<usize>) -> Vec<usize> {
    let weighty = |&at: &usize| blocks[at].weight() > 0;
    let Some(first) = kept.iter().position(weighty) else { return Vec::new() };
    let last = kept.iter().rposition(weighty).unwrap_or(first);
    let opening = |at: usize| matches!(blocks[at].kind, Kind::Heading(2..));
    let keep_first = if first > 0 && opening(kept[first - 1]) { first - 1 } else { first };
    kept.truncate(last + 1);
    kept.drain(..keep_first);
    let level = |at: usize| match blocks[at].kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let mut out: Vec<usize> = Vec::new();
    for at in kept {
        while let (Some(&before), Some(own)) = (out.last(), level(at))
            && level(before).is_some_and(|before| before >= own)
        {
            out.pop();
        }
        out.push(at);
    }
    out
}

/// Corrects the choice by the text that the publisher states, where the page shows all of that.
fn agreed(
    dom: &Dom,
    blocks: &[Block],
    zones: &Zones,
    chosen: Vec<usize>,
    body: &str,
) -> Vec<usize> {
    const ENOUGH_WORDS: usize = 50;
    let runs = Runs::of(body);
    if runs.words < ENOUGH_WORDS {
        return chosen;
    }
    let shares: Vec<usize> = blocks.iter().map(|block| runs.share_of(&block.text)).collect();
    let agrees = |at: &usize| shares[*at] >= 70;
    let mut seen = rustc_hash::FxHashSet::default();
    let found: Vec<usize> = (0..blocks.len())
        .filter(|at| agrees(at) && blocks[*at].weight() > 0)
        .filter(|&at| seen.insert(blocks[at].text.as_str()))
        .collect();
    let weight = |ats: &[usize]| ats.iter().map(|&at| blocks[at].weight()).sum::<usize>();
    let covered = runs.covered_by(found.iter().map(|&at| blocks[at].text.as_str()));
    // The page shows less than is stated, or more: then the statement is of an abridged text.
    if covered < 85 || weight(&found) * 100 < weight(&chosen) * 70 {
        return chosen;
    }
    let (Some(&first), Some(&last)) = (found.first(), found.last()) else { return chosen };
    let mut right: Vec<usize> = found;
    right.extend(chosen.iter().filter(|&&at| {
        let block = &blocks[at];
        let small = block.weight() == 0;
        agrees(&at) || small && (first..last).contains(&at) && zones.zone(dom, block) == Zone::Open
    }));
    right.sort_unstable();
    right.dedup();
    right
}

/// The blocks between the headline and the text that sum the article up: what says the same as the
/// page's description, is named so, or stands in one header with the headline.
fn standfirst(
    dom: &Dom,
    blocks: &[Block],
    zones: &Zones,
    open: &[usize],
    headline: Option<usize>,
    chosen: &[usize],
    stated: &Stated,
) -> Vec<usize> {
    let Some(&first) = chosen.first() else { return Vec::new() };
    let from = headline.map_or(0, |at| at + 1);
    let near: Vec<usize> = open
        .iter()
        .copied()
        .filter(|at| (from..first).contains(at))
        .filter(|&at| (30..=1_000).contains(&blocks[at].length) && blocks[at].link_share() < 50)
        .collect();
    let descriptions: Vec<(Runs, &str)> =
        stated.descriptions.iter().map(|&text| (Runs::of(text), text)).collect();
    let says = |&at: &usize| {
        let text = &blocks[at].text;
        let own = Runs::of(text);
        descriptions.iter().any(|(runs, description)| {
            runs.words >= 5 && (runs.share_of(text) >= 60 || own.share_of(description) >= 60)
        })
    };
    let named = |&at: &usize| {
        let named = |id| zones.hints[id as usize] == Some(Hint::Standfirst);
        dom.ancestors(blocks[at].owner).take(4).any(named)
    };
    let reads = |&at: &usize| {
        let block = &blocks[at];
        block.length >= 40 && (block.ends_sentence() || block.length >= 100)
    };
    // One element holds it and the headline, and not the text.
    let beside = |&at: &usize| {
        let Some(headline) = headline else { return false };
        let both = common(dom, [blocks[headline].owner, blocks[at].owner].into_iter());
        both.is_some_and(|both| dom.ancestors(blocks[first].owner).all(|id| id != both))
    };
    let mut found: Vec<usize> =
        near.iter().copied().filter(|at| says(at) || named(at) && reads(at)).collect();
    if found.is_empty() {
        found.extend(near.iter().copied().find(|at| reads(at) && beside(at)));
    }
    if found.is_empty() && !says(&first) && headline.is_some() {
        found.extend(near.iter().copied().find(|&at| blocks[at].weight() > 0));
    }
    // Many pages set it apart by a name alone, as the first paragraph of the text.
    if found.is_empty() && chosen.len() > 1 && named(&first) {
        return vec![first];
    }
    // A summary in points is taken whole.
    let list = |at: usize| {
        dom.ancestors(blocks[at].owner).take(3).find(|&id| matches!(dom.tag(id), Some("ul" | "ol")))
    };
    if let Some(list) = found.first().and_then(|&at| list(at)) {
        let inside = |&&at: &&usize| dom.ancestors(blocks[at].owner).any(|id| id == list);
        return near.iter().filter(inside).copied().collect();
    }
    found.truncate(2);
    found
}
