//! Facts out of names, tokens and the lexicon; one file a kind.

mod age;
mod antecedent;
mod attribution;
mod compound;
mod currency;
mod described;
mod exclusion;
mod expression;
mod figure;
mod glance;
mod loose_unit;
mod marks;
mod measure;
mod modality;
mod moment;
mod noun_phrase;
mod number;
mod number_digits;
mod number_pieces;
mod number_sum;
mod number_words;
mod oblique;
mod owner;
mod pair;
mod qualifier;
mod quantity;
mod quantity_read;
mod quote;
mod rate;
mod reading;
mod relation;
mod relation_cue;
mod role;
mod role_as;
mod role_before;
mod role_behind;
mod role_words;
mod scene;
mod share;
mod single;
mod source;
mod source_phrase;
mod speaker;
mod subject;
mod target;
mod time;
mod unit;
mod worth;

pub use attribution::Party;
pub use expression::{
    Expressions, NumberExpression, QuantityExpression, TimeExpression, expressions,
    expressions_from,
};
pub use figure::FigureFact;
pub use glance::Glance;
pub use measure::Measure;
pub use modality::Modality;
pub use moment::{Bound, Grain, Lean, Part};
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
mod expression_tests;
#[cfg(test)]
mod figure_tests;
#[cfg(test)]
mod moment_tests;
#[cfg(test)]
mod speech_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
