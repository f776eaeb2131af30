//! What a comparison is narrowed to.

use super::outcome::Group;
use super::span::Span;
use super::verdict::Verdict;
use crate::language::fold;
use crate::lexicon::{ConceptId, Lexicon};
use std::collections::BTreeSet;

/// What is asked for; by default everything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// An IRI, or a name or part of one, of something that a statement is about or names.
    pub about: Option<String>,
    /// A measure or role; what is narrower counts too.
    pub concept: Option<ConceptId>,
    /// Only groups whose most urgent verdict is one of these; empty: all.
    pub only: BTreeSet<Verdict>,
    /// Only articles published on or after the first day of this.
    pub since: Option<String>,
    /// Only articles published on or before the last day of this.
    pub until: Option<String>,
}

impl Filter {
    /// Whether a date can be read: a year, a month or a day.
    pub fn is_date(text: &str) -> bool {
        Span::read(text).is_some()
    }

    /// Whether articles published then take part. Those without a date do where no date is asked for.
    pub(super) fn takes_article(&self, published: &str) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        let Some(published) = Span::read(published) else { return false };
        let bound = |text: &Option<String>| text.as_deref().and_then(Span::read);
        bound(&self.since).is_none_or(|since| published.last >= since.first)
            && bound(&self.until).is_none_or(|until| published.first <= until.last)
    }

    pub(super) fn takes(&self, group: &Group, lexicon: &Lexicon) -> bool {
        let verdict = self.only.is_empty() || self.only.contains(&group.judgement.verdict);
        let concept = self.concept.is_none_or(|asked| {
            lexicon.id(&group.concept).is_some_and(|given| lexicon.is_within(given, asked))
        });
        let about = self.about.as_deref().is_none_or(|about| {
            let asked = fold(about);
            group.things.contains(about)
                || group.names.iter().any(|name| fold(name).contains(&asked))
        });
        verdict && concept && about
    }
}
