//! Which tokens can begin a time, found out once per text: most cannot, and the rules ask much of those
//! that can.

use crate::extract::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::Scheme;

/// How far from its first word the telling word of a time stands («from the end of [March]»).
const REACH: usize = 5;

/// Where a time can begin.
#[derive(Debug, Default)]
pub(in crate::extract) struct Scan {
    may_begin: Vec<bool>,
}

impl Scan {
    pub(in crate::extract) fn new(reading: &Reading<'_>) -> Self {
        let tokens = reading.tokens();
        let mut may_begin = vec![false; tokens.len()];
        let mut next = usize::MAX;
        for (at, token) in tokens.iter().enumerate().rev() {
            let classes = reading.glance.classes(at);
            let told = classes.iter().any(|(class, _)| {
                matches!(
                    *class,
                    "weekend"
                        | "noon"
                        | "midnight"
                        | "now"
                        | "repeatedly"
                        | "every"
                        | "decade-word"
                )
            });
            let strong = token.kind == TokenKind::Number
                || told
                || [Scheme::Calendar, Scheme::Units, Scheme::Numbers]
                    .into_iter()
                    .any(|scheme| reading.begins(scheme, at))
                || token.folded.starts_with('\'');
            if strong {
                next = at;
            }
            let opens = strong || !classes.is_empty() || reading.begins(Scheme::Horizons, at);
            may_begin[at] = opens && next <= at.saturating_add(REACH);
        }
        Self { may_begin }
    }

    /// Whether a time can begin at a token.
    pub(in crate::extract) fn may_begin(&self, at: usize) -> bool {
        self.may_begin.get(at).copied().unwrap_or(false)
    }
}
