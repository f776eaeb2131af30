//! Facts out of names, tokens and the lexicon; one file a kind.

mod antecedent;
mod attribution;
mod exclusion;
mod figure;
mod marks;
mod measure;
mod noun_phrase;
mod number;
mod number_words;
mod oblique;
mod owner;
mod pair;
mod quantity;
mod quote;
mod reading;
mod relation;
mod relation_cue;
mod role;
mod role_as;
mod role_before;
mod role_behind;
mod role_words;
mod source;
mod source_phrase;
mod speaker;
mod subject;
mod target;
mod time;
mod unit;

pub use attribution::Party;
pub use figure::{FigureFact, Modality};
pub use measure::Measure;
pub use number::NumberForm;
pub use quantity::{Quantity, UnitKind};
pub use quote::QuoteFact;
pub use reading::Reading;
pub use relation::RelationFact;
pub use role::RoleFact;

/// All facts of one article beside its names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    pub figures: Vec<FigureFact>,
    pub quotes: Vec<QuoteFact>,
    pub roles: Vec<RoleFact>,
    pub relations: Vec<RelationFact>,
    /// Owners of programmes and products, by entity.
    pub owners: figure::Owners,
}

/// Reads all facts of an article.
pub fn extract(reading: &Reading<'_>) -> Extraction {
    let times = time::times(reading);
    let quantities = quantity::quantities(reading, &times);
    let relations = relation::relations(reading);
    let owners = owner::owners(reading, &relations);
    let mut figures = figure::figures(reading, &quantities, &times, &owners);
    figures.extend(target::targets(reading, &times, &quantities));
    figures.sort_by_key(|fact| (fact.tokens.start, fact.tokens.end));
    let roles = role::roles(reading);
    let quotes = quote::quotes(reading, &roles);
    source::complete(reading, &mut figures, &quotes);
    Extraction { figures, quotes, roles, relations, owners }
}

#[cfg(test)]
mod figure_tests;
#[cfg(test)]
mod speech_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
