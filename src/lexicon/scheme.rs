//! The concept schemes that extraction knows by name.

use crate::vocab::ng;

macro_rules! schemes {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// A concept scheme of `ontology/`; its IRI is `ng:` and its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Scheme {
            $($(#[$doc])* $name,)+
        }

        impl Scheme {
            /// All schemes.
            pub(super) const ALL: &[Self] = &[$(Self::$name),+];

            /// The scheme with this IRI; `None` for one that extraction does not use.
            pub fn from_iri(iri: &str) -> Option<Self> {
                match iri.strip_prefix(ng::NS)? {
                    $(stringify!($name) => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// The scheme as a bit of a set; there are fewer than 32.
            pub const fn bit(self) -> u32 {
                1 << self as u32
            }
        }
    };
}

schemes! {
    /// Roles of people.
    Roles,
    /// Former, future, acting, deputy, honorary.
    RoleModifiers,
    /// Titles before names.
    Titles,
    OrganizationKinds,
    ProgrammeKinds,
    PlaceKinds,
    /// Words that state a relation between two names.
    Relations,
    /// «such as», which opens a list of examples.
    Enumerators,
    Negations,
    Numbers,
    Units,
    Currencies,
    /// Words that mean other things more often than the unit or currency that they are narrower than.
    LooseUnits,
    /// What is counted or measured.
    Measures,
    ReportingVerbs,
    /// «according to».
    AttributionCues,
    /// «about», «more than».
    Approximators,
    /// «to» between the ends of a range.
    RangeConnectors,
    /// «by 2030», «since», «compared with».
    Horizons,
    /// Forecast, target, estimate.
    ModalityCues,
    /// What becomes of the things that a figure counts, and over what they are counted.
    Aspects,
    /// Words of what is done.
    Completions,
    /// Months, weekdays, relative days.
    Calendar,
    /// Function words, abbreviations, elisions.
    LanguageFacts,
    /// Adjectives and inhabitants of countries.
    Nationalities,
    /// Words in and around names.
    NameWords,
    /// How figures are meant: terms of the vocabulary, found by their notation, as the next three.
    Modalities,
    Approximations,
    QuoteForms,
    RoleStatuses,
}
