//! The units that the tagger labels: tokens, where a word with hyphens and a capital is cut at its hyphens,
//! so that a name may end inside it («Microsoft-topvrouw», «pro-Trump»).

use crate::language::{Analysis, TokenKind};
use std::ops::Range;

/// A token or a part of one.
#[derive(Clone, Debug)]
pub(crate) struct Unit<'a> {
    /// The token that it belongs to.
    pub(crate) token: usize,
    /// The bytes in the text, without the hyphen before it.
    pub(crate) bytes: Range<usize>,
    pub(crate) folded: &'a str,
    /// It stands behind a hyphen inside its token.
    pub(crate) glued: bool,
}

/// Cuts a text's tokens into units.
pub(crate) fn units<'a>(analysis: &'a Analysis<'_>) -> Vec<Unit<'a>> {
    let mut units = Vec::with_capacity(analysis.tokens.len() + 8);
    for (index, token) in analysis.tokens.iter().enumerate() {
        let whole = Unit {
            token: index,
            bytes: token.start..token.end,
            folded: &token.folded,
            glued: false,
        };
        let surface = &analysis.text[token.start..token.end];
        if token.kind != TokenKind::Word || !token.has_capital() || !token.folded.contains('-') {
            units.push(whole);
            continue;
        }
        let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
        let parts: Vec<&str> = surface.split(is_hyphen).collect();
        let folded: Vec<&str> = token.folded.split('-').collect();
        if parts.len() != folded.len() || parts.iter().any(|part| part.is_empty()) {
            units.push(whole);
            continue;
        }
        for (at, (part, folded)) in parts.iter().zip(folded).enumerate() {
            // Where a part lies in the text: by its place in memory, as hyphens differ in length.
            let start = token.start + (part.as_ptr() as usize - surface.as_ptr() as usize);
            units.push(Unit {
                token: index,
                bytes: start..start + part.len(),
                folded,
                glued: at > 0,
            });
        }
    }
    units
}
