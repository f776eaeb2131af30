//! Puts a value in the place of a variable, everywhere in a query's algebra.
//!
//! The engine's own substitution takes projected variables only. A parameter of ours may stand
//! anywhere: in patterns, filters, sub-selects, `GRAPH ?g`. Its name belongs to the whole query, so a
//! sub-select that does not project it means the same parameter.
//!
//! Where a variable stays visible (it is projected, grouped by, or shared by both sides of a
//! `MINUS`), the value is bound to it again, so that results and joins see what they saw.

use super::error::QueryError;
use oxigraph::model::{Literal, Term, Variable};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

/// Replaces the variable by the value in the whole query.
///
/// # Errors
/// Where the query computes the variable itself (`BIND`, `AS`).
pub(super) fn substitute(
    query: &mut Query,
    variable: &Variable,
    value: &Term,
) -> Result<(), QueryError> {
    let parameter = Parameter { variable, value };
    match query {
        Query::Select { pattern, .. }
        | Query::Ask { pattern, .. }
        | Query::Describe { pattern, .. } => parameter.pattern(pattern),
        Query::Construct { template, pattern, .. } => {
            if template.iter().any(|triple| parameter.is_in_triple(triple)) {
                parameter.show(pattern);
            }
            parameter.pattern(pattern)
        }
    }
}

struct Parameter<'a> {
    variable: &'a Variable,
    value: &'a Term,
}

impl Parameter<'_> {
    fn pattern(&self, pattern: &mut GraphPattern) -> Result<(), QueryError> {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                // A value that cannot stand in a place (a text as predicate) matches nothing.
                if patterns.iter_mut().any(|triple| !self.triple(triple)) {
                    *pattern = nothing();
                }
                Ok(())
            }
            GraphPattern::Path { subject, object, .. } => {
                self.term(subject);
                self.term(object);
                Ok(())
            }
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right } => {
                self.pattern(left)?;
                self.pattern(right)
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                self.pattern(left)?;
                self.pattern(right)?;
                expression.as_mut().map_or(Ok(()), |expression| self.expression(expression))
            }
            GraphPattern::Minus { left, right } => {
                let shared = self.is_visible(left) && self.is_visible(right);
                self.pattern(left)?;
                self.pattern(right)?;
                if shared {
                    self.bind(left);
                    self.bind(right);
                }
                Ok(())
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr)?;
                self.pattern(inner)
            }
            GraphPattern::Graph { name, inner } | GraphPattern::Service { name, inner, .. } => {
                self.pattern(inner)?;
                if !self.name(name) {
                    *pattern = nothing();
                }
                Ok(())
            }
            GraphPattern::Extend { inner, variable, expression } => {
                if variable == self.variable {
                    return Err(QueryError::ComputedParameter(variable.as_str().to_owned()));
                }
                self.pattern(inner)?;
                self.expression(expression)
            }
            GraphPattern::Values { variables, bindings } => {
                self.values(variables, bindings);
                Ok(())
            }
            GraphPattern::OrderBy { inner, expression } => {
                for order in expression {
                    let (OrderExpression::Asc(expression) | OrderExpression::Desc(expression)) =
                        order;
                    self.expression(expression)?;
                }
                self.pattern(inner)
            }
            GraphPattern::Project { inner, variables } => {
                self.pattern(inner)?;
                if variables.contains(self.variable) {
                    self.bind(inner);
                }
                Ok(())
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                self.pattern(inner)?;
                if variables.contains(self.variable) {
                    self.bind(inner);
                }
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr)?;
                    }
                }
                Ok(())
            }
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.pattern(inner),
        }
    }

    /// Whether the value fits the places of the triple where the variable stood.
    fn triple(&self, triple: &mut TriplePattern) -> bool {
        self.term(&mut triple.subject);
        self.term(&mut triple.object);
        !matches!(triple.subject, TermPattern::Literal(_)) && self.name(&mut triple.predicate)
    }

    fn is_in_triple(&self, triple: &TriplePattern) -> bool {
        let is =
            |term: &TermPattern| matches!(term, TermPattern::Variable(v) if v == self.variable);
        let predicate =
            matches!(&triple.predicate, NamedNodePattern::Variable(v) if v == self.variable);
        is(&triple.subject) || is(&triple.object) || predicate
    }

    fn term(&self, term: &mut TermPattern) {
        if matches!(term, TermPattern::Variable(variable) if variable == self.variable) {
            match self.value {
                Term::NamedNode(node) => *term = TermPattern::NamedNode(node.clone()),
                Term::Literal(literal) => *term = TermPattern::Literal(literal.clone()),
                // Values are read from text and never blank.
                Term::BlankNode(_) => {}
            }
        }
    }

    fn name(&self, name: &mut NamedNodePattern) -> bool {
        if matches!(name, NamedNodePattern::Variable(variable) if variable == self.variable) {
            let Term::NamedNode(node) = self.value else { return false };
            *name = NamedNodePattern::NamedNode(node.clone());
        }
        true
    }

    fn expression(&self, expression: &mut Expression) -> Result<(), QueryError> {
        match expression {
            Expression::Variable(variable) => {
                if variable == self.variable {
                    *expression = self.constant();
                }
                Ok(())
            }
            Expression::Bound(variable) => {
                if variable == self.variable {
                    *expression = Expression::Literal(Literal::from(true));
                }
                Ok(())
            }
            Expression::NamedNode(_) | Expression::Literal(_) => Ok(()),
            Expression::Or(left, right)
            | Expression::And(left, right)
            | Expression::Equal(left, right)
            | Expression::SameTerm(left, right)
            | Expression::Greater(left, right)
            | Expression::GreaterOrEqual(left, right)
            | Expression::Less(left, right)
            | Expression::LessOrEqual(left, right)
            | Expression::Add(left, right)
            | Expression::Subtract(left, right)
            | Expression::Multiply(left, right)
            | Expression::Divide(left, right) => {
                self.expression(left)?;
                self.expression(right)
            }
            Expression::UnaryPlus(inner)
            | Expression::UnaryMinus(inner)
            | Expression::Not(inner) => self.expression(inner),
            Expression::In(inner, list) => {
                self.expression(inner)?;
                list.iter_mut().try_for_each(|item| self.expression(item))
            }
            Expression::If(condition, yes, no) => {
                self.expression(condition)?;
                self.expression(yes)?;
                self.expression(no)
            }
            Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
                list.iter_mut().try_for_each(|item| self.expression(item))
            }
            Expression::Exists(pattern) => self.pattern(pattern),
        }
    }

    fn constant(&self) -> Expression {
        match self.value {
            Term::Literal(literal) => Expression::Literal(literal.clone()),
            Term::NamedNode(node) => Expression::NamedNode(node.clone()),
            Term::BlankNode(_) => Expression::Variable(self.variable.clone()),
        }
    }

    /// Keeps the rows that agree with the value (or leave it open) and drops the column.
    fn values(&self, variables: &mut Vec<Variable>, bindings: &mut Vec<Vec<Option<GroundTerm>>>) {
        let Some(column) = variables.iter().position(|variable| variable == self.variable) else {
            return;
        };
        variables.remove(column);
        bindings.retain(|row| match &row[column] {
            None => true,
            Some(GroundTerm::NamedNode(node)) => self.value == &Term::from(node.clone()),
            Some(GroundTerm::Literal(literal)) => self.value == &Term::from(literal.clone()),
        });
        for row in bindings {
            row.remove(column);
        }
    }

    fn is_visible(&self, pattern: &GraphPattern) -> bool {
        let mut visible = false;
        pattern.on_in_scope_variable(|variable| visible |= variable == self.variable);
        visible
    }

    /// Binds the value to the variable behind the pattern, unless the pattern does.
    fn bind(&self, pattern: &mut GraphPattern) {
        if !self.is_visible(pattern) {
            *pattern = GraphPattern::Extend {
                inner: Box::new(std::mem::take(pattern)),
                variable: self.variable.clone(),
                expression: self.constant(),
            };
        }
    }

    /// Adds the variable to what the query's outermost projection gives.
    fn show(&self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Project { variables, .. } if !variables.contains(self.variable) => {
                variables.push(self.variable.clone());
            }
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.show(inner),
            _ => {}
        }
    }
}

/// The pattern without any solution.
fn nothing() -> GraphPattern {
    GraphPattern::Values { variables: Vec::new(), bindings: Vec::new() }
}
