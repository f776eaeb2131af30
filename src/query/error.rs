//! What can go wrong with a query, in words that say what to do.

use oxigraph::sparql::QueryEvaluationError;
use std::fmt;
use std::io;
use thiserror::Error;

/// Why a query could not be run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is no SPARQL query.
    #[error(transparent)]
    Syntax(Box<SyntaxError>),
    /// The text is a SPARQL update.
    #[error(
        "{name} is an update (`{keyword}`), and queries only read: the store is changed by `newsgraph ingest`, `merge` and `forget`"
    )]
    Update { name: String, keyword: String },
    /// A parameter that the query does not have.
    #[error("the query has no parameter `{name}`; {known}")]
    UnknownParameter { name: String, known: String },
    /// A value that does not fit the parameter.
    #[error("`{value}` does not fit the parameter `{name}`: expected {expected}")]
    ParameterValue { name: String, value: String, expected: String },
    /// A parameter that the query computes itself and so cannot be given.
    #[error("`{0}` cannot be given: the query computes it itself")]
    ComputedParameter(String),
    /// A parameter without a default was not given.
    #[error("the query needs a value: add `--param {name}=VALUE` ({description})")]
    MissingParameter { name: String, description: String },
    /// A line of the query's header that declares a parameter wrongly.
    #[error(
        "{name}:{line}: cannot read this declaration: write `# param NAME: DEFAULT (what it is)`"
    )]
    Declaration { name: String, line: usize },
    /// The evaluation failed.
    #[error("the query could not be evaluated")]
    Evaluation(#[from] QueryEvaluationError),
    /// The results could not be written.
    #[error("the results could not be written")]
    Write(#[from] io::Error),
}

/// A syntax error with its place: prints the line, a caret below it and the remedy.
#[derive(Debug)]
pub struct SyntaxError {
    /// The query's file or name.
    pub source_name: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// How many characters the caret underlines, at least 1.
    pub width: usize,
    /// The line's text.
    pub text: String,
    /// What is wrong.
    pub problem: String,
    /// What to do about it; may be empty.
    pub remedy: String,
}

impl std::error::Error for SyntaxError {}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        // Tabs stay tabs below the line, so that the caret stands under its character.
        let indent: String = self
            .text
            .chars()
            .take(self.column - 1)
            .map(|c| if c == '\t' { c } else { ' ' })
            .collect();
        writeln!(f, "{}:{}:{}: {}", self.source_name, self.line, self.column, self.problem)?;
        writeln!(f, " {number} | {}", self.text)?;
        write!(f, " {margin} | {indent}{}", "^".repeat(self.width))?;
        if !self.remedy.is_empty() {
            write!(f, " {}", self.remedy)?;
        }
        Ok(())
    }
}
