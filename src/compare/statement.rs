//! What articles state, as far as it can be compared: figures, aims, roles, deadlines.

use super::amount::{Amount, UnitKind};
use super::span::Span;
use super::things::Thing;
use crate::lexicon::ConceptId;
use std::collections::{BTreeMap, BTreeSet};

/// An article that states something.
#[derive(Clone, Debug, Default)]
pub struct Article {
    pub iri: String,
    pub title: String,
    pub publisher: String,
    /// ISO 8601, or empty.
    pub published: String,
    pub language: String,
    /// The named graph that it comes from.
    pub graph: String,
    /// The article whose text it prints, where that one takes part: its index among the articles.
    pub copy_of: Option<usize>,
    /// Those that print its text: their indices. What they repeat of it is stated here alone.
    pub copies: Vec<usize>,
    pub(super) day: Option<jiff::civil::Date>,
    pub(super) named: BTreeSet<Thing>,
    /// The numbers it gives, by value and unit, with how much each tells.
    pub(super) numbers: BTreeMap<String, f64>,
    /// The places that its title names and others know by the same IRI.
    pub(super) scene: BTreeSet<Thing>,
    /// The country it names most, where one is named more often than all others.
    pub(super) country: Option<Thing>,
}

/// How a figure is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Modality {
    #[default]
    Reported,
    Estimated,
    Projected,
    Targeted,
}

impl Modality {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Estimated => "estimate",
            Self::Projected => "forecast",
            Self::Targeted => "target",
        }
    }

    /// Whether it speaks of what is or was.
    pub(super) fn is_fact(self) -> bool {
        matches!(self, Self::Reported | Self::Estimated)
    }
}

/// The words that state something, with where the telling ones stand among them.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub(super) sentence: String,
    /// Code points of the sentence, end exclusive; empty where they are not known.
    pub(super) mark: (usize, usize),
    /// Things that the sentence names.
    pub(super) named: BTreeSet<Thing>,
}

impl Evidence {
    pub(super) fn names(&self, thing: Thing) -> bool {
        self.named.contains(&thing)
    }
}

/// A quantity, or an aim without one.
#[derive(Clone, Debug, Default)]
pub(super) struct Figure {
    pub(super) iri: String,
    pub(super) article: usize,
    pub(super) evidence: Evidence,
    /// The words of the text that give it.
    pub(super) words: String,
    pub(super) amount: Option<Amount>,
    /// What is counted, as worded, folded.
    pub(super) measure: String,
    pub(super) concept: Option<ConceptId>,
    pub(super) modality: Modality,
    pub(super) claimant: Option<Thing>,
    pub(super) subject: Option<Thing>,
    pub(super) period: Option<(Span, Span)>,
    pub(super) baseline: Option<Span>,
    pub(super) deadline: Option<Span>,
    /// What befalls what is counted, by the words of its clause.
    pub(super) aspects: BTreeSet<ConceptId>,
    /// Whether its clause has a word of what is done.
    pub(super) done: bool,
    /// Other numbers of the same sentence.
    pub(super) beside: BTreeSet<String>,
}

impl Figure {
    /// A key that figures of the same value and unit share.
    pub(super) fn number(&self) -> Option<String> {
        let amount = self.amount.as_ref()?;
        Some(format!("{} {}", amount.value.normalize(), amount.unit))
    }

    pub(super) fn unit_kind(&self) -> Option<&UnitKind> {
        self.amount.as_ref().map(|amount| &amount.kind)
    }

    /// The period's days, first and last.
    pub(super) fn days(&self) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        self.period.as_ref().map(|(start, end)| (start.first, end.last.max(start.first)))
    }

    /// Its times for people: `2025 to 2028`, `by 2030`.
    pub(super) fn when(&self) -> String {
        let period = self.period.as_ref().map(|(start, end)| {
            if start.text == end.text {
                start.text.clone()
            } else {
                format!("{} to {}", start.text, end.text)
            }
        });
        let deadline = self.deadline.as_ref().map(|span| format!("by {}", span.text));
        let baseline = self.baseline.as_ref().map(|span| format!("against {}", span.text));
        let parts: Vec<String> = period.into_iter().chain(baseline).chain(deadline).collect();
        parts.join(", ")
    }
}

/// That somebody holds a role.
#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) iri: String,
    pub(super) article: usize,
    pub(super) evidence: Evidence,
    pub(super) words: String,
    pub(super) person: Thing,
    pub(super) concept: ConceptId,
    pub(super) organization: Option<Thing>,
    /// Former, future, acting, deputy, honorary: no plain holder.
    pub(super) status: bool,
}

/// By when a programme is to be done.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) programme: Thing,
    pub(super) article: usize,
    pub(super) evidence: Evidence,
    pub(super) deadline: Span,
}
