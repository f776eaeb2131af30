//! Runs SPARQL 1.1 queries on a store: prefixes that need no declaration, parameters, columns in
//! their written order, errors with their place, results in six forms.

mod bundle;
mod diagnose;
mod error;
mod header;
mod lexer;
mod results;
mod substitute;
mod table;
mod value;

pub use bundle::{BUNDLED, BundledQuery, bundled};
pub use error::{QueryError, SyntaxError};
pub use header::Declaration;
pub use results::{ResultFormat, write_boolean, write_solutions};

use crate::prefixes::Prefixes;
use lexer::{Kind, tokens};
use oxigraph::model::{GraphName, NamedNode, Term, Variable};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};
use std::collections::BTreeMap;

/// Which statements a query sees outside of `GRAPH`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Dataset {
    /// The default graph, which is the merged graph.
    #[default]
    Merged,
    /// These named graphs taken together, each source as it came.
    Sources(Vec<NamedNode>),
}

/// A query that has been read and may be given parameters.
#[derive(Clone, Debug)]
pub struct PreparedQuery {
    query: Query,
    question: String,
    declarations: Vec<Declaration>,
    variables: Vec<String>,
    given: BTreeMap<String, Term>,
}

impl PreparedQuery {
    /// Reads a query. `name` (a file's or query's name) stands in front of syntax errors.
    ///
    /// # Errors
    /// [`QueryError::Syntax`] with line, column and remedy; [`QueryError::Update`] for an update.
    pub fn parse(name: &str, text: &str, prefixes: &Prefixes) -> Result<Self, QueryError> {
        let mut parser = SparqlParser::new();
        for (prefix, iri) in prefixes.iter() {
            parser = match parser.with_prefix(prefix, iri) {
                Ok(parser) => parser,
                Err(error) => {
                    return Err(diagnose::diagnose(name, text, prefixes, &error.to_string()));
                }
            };
        }
        let mut query = parser
            .parse_query(text)
            .map_err(|error| diagnose::diagnose(name, text, prefixes, &error.to_string()))?;
        let header = header::read(name, text, prefixes)?;
        let variables = variables_in_order(text);
        match &mut query {
            Query::Select { pattern, .. } if selects_everything(text) => {
                order_columns(pattern, &variables);
            }
            _ => {}
        }
        Ok(Self {
            query,
            question: header.question,
            declarations: header.declarations,
            variables,
            given: BTreeMap::new(),
        })
    }

    /// The question that the header asks; empty where it asks none.
    pub fn question(&self) -> &str {
        &self.question
    }

    /// The parameters that the header declares.
    pub fn declarations(&self) -> &[Declaration] {
        &self.declarations
    }

    /// Gives a parameter its value, as typed (see the forms in the user's manual of `--param`).
    ///
    /// # Errors
    /// Where the query has no such variable, or the value does not fit.
    pub fn set(&mut self, name: &str, text: &str, prefixes: &Prefixes) -> Result<(), QueryError> {
        let name = name.trim_start_matches(['?', '$']);
        let declaration = self.declarations.iter().find(|declaration| declaration.name == name);
        if declaration.is_none() && !self.variables.iter().any(|variable| variable == name) {
            return Err(QueryError::UnknownParameter {
                name: name.to_owned(),
                known: self.known_parameters(),
            });
        }
        let like = declaration.and_then(|declaration| declaration.default.as_ref());
        let value = value::read(name, text, like, prefixes)?;
        self.given.insert(name.to_owned(), value);
        Ok(())
    }

    fn known_parameters(&self) -> String {
        if self.declarations.is_empty() {
            let names: Vec<String> =
                self.variables.iter().map(|name| format!("`{name}`")).collect();
            return format!("its variables are {}", names.join(", "));
        }
        let names: Vec<String> = self
            .declarations
            .iter()
            .map(|declaration| format!("`{}` ({})", declaration.name, declaration.description))
            .collect();
        format!("it has {}", names.join(", "))
    }

    /// Runs the query. Parameters not given take their defaults.
    ///
    /// # Errors
    /// Where a parameter lacks its value, or the evaluation fails.
    pub fn run<'a>(
        &self,
        store: &'a Store,
        dataset: &Dataset,
    ) -> Result<QueryResults<'a>, QueryError> {
        let mut query = self.query.clone();
        let mut values = self.given.clone();
        for declaration in &self.declarations {
            if values.contains_key(&declaration.name) {
                continue;
            }
            let Some(default) = &declaration.default else {
                return Err(QueryError::MissingParameter {
                    name: declaration.name.clone(),
                    description: declaration.description.clone(),
                });
            };
            values.insert(declaration.name.clone(), default.clone());
        }
        for (name, value) in &values {
            substitute::substitute(&mut query, &Variable::new_unchecked(name.as_str()), value)?;
        }
        let says_its_own = query.dataset().is_some();
        let mut prepared = SparqlEvaluator::new().for_query(query);
        if let (Dataset::Sources(graphs), false) = (dataset, says_its_own) {
            let graphs = graphs.iter().cloned().map(GraphName::from).collect();
            prepared.dataset_mut().set_default_graph(graphs);
        }
        Ok(prepared.on_store(store).execute()?)
    }
}

/// The names of all variables, by first appearance.
fn variables_in_order(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for token in tokens(text).iter().filter(|token| token.kind == Kind::Variable) {
        let name = &token.of(text)[1..];
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether the outermost query is a `SELECT *`: the first `SELECT` is always the outermost one.
fn selects_everything(text: &str) -> bool {
    let tokens = tokens(text);
    let is = |index: usize, word: &str| {
        tokens.get(index).is_some_and(|token| token.of(text).eq_ignore_ascii_case(word))
    };
    (0..tokens.len()).find(|&index| is(index, "SELECT")).is_some_and(|index| {
        let quantified = is(index + 1, "DISTINCT") || is(index + 1, "REDUCED");
        is(index + 1 + usize::from(quantified), "*")
    })
}

/// The parser sorts the columns of `SELECT *` by name; here they come as they appear in the text.
fn order_columns(pattern: &mut GraphPattern, order: &[String]) {
    match pattern {
        GraphPattern::Project { variables, .. } => {
            variables
                .sort_by_key(|variable| order.iter().position(|name| name == variable.as_str()));
        }
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => order_columns(inner, order),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
