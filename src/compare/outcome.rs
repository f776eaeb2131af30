//! What a comparison comes to, as plain data: groups of statements on one thing, with verdicts.

use super::statement::Article;
use super::verdict::{Judgement, Verdict};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What the statements of a group are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    Figure,
    /// What somebody sets out to reach: figures with a deadline, and states without a number.
    Target,
    Role,
    /// By when a programme is to be done.
    Deadline,
}

impl Topic {
    /// The word for tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Target => "target",
            Self::Role => "role",
            Self::Deadline => "deadline",
        }
    }
}

/// One statement of a group.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// The statement's node in its article's graph.
    pub iri: String,
    /// Index of the article in [`Comparison::articles`].
    pub article: usize,
    /// What it states: the value with its unit, the holder, the date.
    pub value: String,
    /// How it is meant: reported, estimate, forecast, target; empty for roles and deadlines.
    pub modality: String,
    /// Whom it is attributed to.
    pub says: String,
    /// The times it holds for.
    pub when: String,
    /// The words of the text.
    pub words: String,
    pub sentence: String,
    /// Where in the sentence the words stand: code points, end exclusive; empty where unknown.
    pub mark: (usize, usize),
    /// How it stands to another of the group, and that one's index; `None` for the first.
    pub judgement: Option<Judgement>,
    pub against: Option<usize>,
}

/// Statements of several articles on one thing.
#[derive(Clone, Debug)]
pub struct Group {
    pub topic: Topic,
    /// The measure or role, as a concept where all have one, else empty.
    pub concept: String,
    /// In words.
    pub what: String,
    /// Whom or what it is about: an IRI, or empty.
    pub about: String,
    pub about_name: String,
    /// All things that the statements are about, are said by, or name in their sentences.
    pub things: BTreeSet<String>,
    /// The names of those, for looking a group up.
    pub names: BTreeSet<String>,
    /// The first is the one that the others are laid to: what most articles give, and the newest where
    /// something is superseded. Holders of a role are laid to the next in time.
    pub members: Vec<Member>,
    /// The most urgent of its verdicts.
    pub judgement: Judgement,
}

/// All that came of comparing.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    pub articles: Vec<Article>,
    /// The most urgent first.
    pub groups: Vec<Group>,
}

impl Comparison {
    /// How many groups have a verdict as their most urgent one.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.groups.iter().filter(|group| group.judgement.verdict == verdict).count()
    }

    /// The articles that have a say in some group.
    pub fn articles_compared(&self) -> usize {
        let members = self.groups.iter().flat_map(|group| &group.members);
        members.map(|member| member.article).collect::<BTreeSet<_>>().len()
    }
}

/// The most urgent first, then by topic, by what and about whom.
pub(super) fn order(one: &Group, two: &Group) -> Ordering {
    let key = |group: &Group| {
        let first = group.members.first().map(|member| member.iri.clone());
        (group.judgement, group.topic, group.what.clone(), group.about_name.clone(), first)
    };
    key(one).cmp(&key(two))
}

/// The most urgent verdict of the members but the first.
pub(super) fn worst(members: &[Member]) -> Option<Judgement> {
    members.iter().filter_map(|member| member.judgement).min()
}
