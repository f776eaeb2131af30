//! The authors and the date that readers see, in the few lines over the text and under it.

use super::block::Block;
use super::dom::{Dom, Id};
use super::words::page_words;
use super::{author, date};
use std::ops::Range;

/// The longest line that is looked at, in characters.
const MAX_LENGTH: usize = 160;

/// What stands beside the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Byline {
    pub(super) authors: Vec<String>,
    /// ISO 8601, empty where none is shown.
    pub(super) date: String,
}

/// Looks around the text: from a little over the headline to the text's beginning, and right behind
/// its end.
pub(super) fn byline(
    dom: &Dom,
    blocks: &[Block],
    headline: Option<usize>,
    text: Range<usize>,
) -> Byline {
    let from = headline.unwrap_or(text.start).min(text.start).saturating_sub(4);
    let over = from..(text.start + 1).min(blocks.len());
    let under = text.end..(text.end + 4).min(blocks.len());
    let lines = || {
        over.clone().chain(under.clone()).filter(|&at| {
            Some(at) != headline && blocks[at].length <= MAX_LENGTH && blocks[at].weight() == 0
        })
    };
    let mut authors = Vec::new();
    for at in lines() {
        let found = of_line(dom, blocks, at);
        if !found.is_empty() {
            authors = found;
            break;
        }
    }
    let shown = over.clone().filter(|&at| Some(at) != headline && blocks[at].length <= MAX_LENGTH);
    let date = shown.into_iter().find_map(|at| date::iso(&blocks[at].text)).unwrap_or_default();
    Byline { authors, date }
}

/// The names in a line that is marked as a by-line, opens as one, or follows the word for one.
fn of_line(dom: &Dom, blocks: &[Block], at: usize) -> Vec<String> {
    let text = &blocks[at].text;
    let label = at.checked_sub(1).map(|before| blocks[before].text.to_lowercase());
    let labelled = label.is_some_and(|label| {
        page_words().by.iter().any(|word| word == label.trim_end_matches([' ', ':', '\u{a0}']))
    });
    let opens = |part: &&str| {
        let lower = part.trim().to_lowercase();
        page_words().by.iter().any(|word| {
            lower
                .strip_prefix(word.as_str())
                .is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}']))
        })
    };
    let opening = text.split(['|', '•', '·', '\n']).find(opens);
    let top = dom.ancestors(blocks[at].owner).take(3);
    let inner = dom.ancestors(blocks[at].start).take_while(|&id| id != blocks[at].owner);
    let marked = inner.chain(top).any(|id| is_marked(dom, id));
    if !(labelled || opening.is_some() || marked) {
        return Vec::new();
    }
    author::names(opening.unwrap_or(text))
        .into_iter()
        .filter(|name| author::is_whole(name))
        .collect()
}

fn is_marked(dom: &Dom, id: Id) -> bool {
    let relation = dom.attribute(id, "rel").unwrap_or_default();
    let names = ["class", "id", "itemprop", "data-testid", "data-component"];
    relation.split_whitespace().any(|one| one == "author")
        || names.iter().filter_map(|name| dom.attribute(id, name)).any(|names| {
            names.split(|c: char| !c.is_alphanumeric()).any(|word| {
                let word = word.to_lowercase();
                ["author", "authors", "byline", "bylines", "autor", "auteur", "auteurs"]
                    .contains(&word.as_str())
            })
        })
}
