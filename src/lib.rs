//! newsgraph reads news and gives back a knowledge graph: people and their roles, organisations,
//! programmes, figures and quotations, each with the words that say so.

pub mod article;
pub mod catalogue;
pub mod cli;
pub mod commands;
pub mod compare;
pub mod export;
pub mod extract;
pub mod facts;
pub mod foreign;
pub mod iri;
pub mod language;
pub mod lexicon;
pub mod merge;
pub mod pipeline;
pub mod prefixes;
pub mod printer;
pub mod query;
pub mod recognize;
pub mod resolve;
pub mod rml;
pub mod store;
pub mod training;
pub mod validate;
pub mod vocab;
