//! What two statements on the same thing come to: terms of `ontology/comparison.ttl`.

/// How two statements on the same thing stand to each other. The order is that of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// They cannot both be right, and the difference shows what went wrong.
    Contradicting,
    /// Other values, and nothing tells why.
    Differing,
    /// The later one takes the place of the earlier one.
    Superseded,
    /// A bound or a range that holds the other value.
    Compatible,
    /// One value is the other, rounded.
    Rounded,
    /// The same value.
    Agreeing,
}

impl Verdict {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [
        Self::Contradicting,
        Self::Differing,
        Self::Superseded,
        Self::Compatible,
        Self::Rounded,
        Self::Agreeing,
    ];

    /// The word for tables and options.
    pub fn word(self) -> &'static str {
        match self {
            Self::Contradicting => "contradicting",
            Self::Differing => "differing",
            Self::Superseded => "superseded",
            Self::Compatible => "compatible",
            Self::Rounded => "rounded",
            Self::Agreeing => "agreeing",
        }
    }

    /// The local name of its concept in `ng:`.
    pub(super) fn term(self) -> &'static str {
        match self {
            Self::Contradicting => "Contradicting",
            Self::Differing => "Differing",
            Self::Superseded => "Superseded",
            Self::Compatible => "Compatible",
            Self::Rounded => "Rounded",
            Self::Agreeing => "Agreeing",
        }
    }
}

/// In what two contradicting statements differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Million here, billion there: the same digits, a thousand times or more apart.
    Scale,
    /// The same number in another currency.
    Currency,
    /// The same number in another unit of the same kind: per cent here, points there.
    Unit,
    /// The same figure, said to be by somebody else.
    Claimant,
    /// A fact here, a forecast or an aim there.
    Modality,
    /// Another date by which the same is to be reached.
    Deadline,
    /// Two people in an office that one holds at a time.
    Holder,
}

impl Kind {
    /// The words for tables.
    pub fn words(self) -> &'static str {
        match self {
            Self::Scale => "scale by a thousand",
            Self::Currency => "currency",
            Self::Unit => "unit",
            Self::Claimant => "claimant",
            Self::Modality => "modality",
            Self::Deadline => "deadline",
            Self::Holder => "holder",
        }
    }

    /// The local name of its concept in `ng:`.
    pub(super) fn term(self) -> &'static str {
        match self {
            Self::Scale => "OtherScale",
            Self::Currency => "OtherCurrency",
            Self::Unit => "OtherUnit",
            Self::Claimant => "OtherClaimant",
            Self::Modality => "OtherModality",
            Self::Deadline => "OtherDeadline",
            Self::Holder => "OtherHolder",
        }
    }
}

/// A verdict with its kind, where it is a contradiction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Judgement {
    pub verdict: Verdict,
    pub kind: Option<Kind>,
}

impl Judgement {
    /// A verdict that needs no kind.
    pub(super) fn plain(verdict: Verdict) -> Self {
        Self { verdict, kind: None }
    }

    /// A contradiction of a kind.
    pub(super) fn contradicting(kind: Kind) -> Self {
        Self { verdict: Verdict::Contradicting, kind: Some(kind) }
    }

    /// For people: the verdict, and in what.
    pub fn words(self) -> String {
        match self.kind {
            Some(kind) => format!("{}: {}", self.verdict.word(), kind.words()),
            None => self.verdict.word().to_owned(),
        }
    }
}
