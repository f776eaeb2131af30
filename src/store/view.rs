//! A store as it is, or as it will be: what reads from both alike.

use super::{Changes, Store, StoreError};
use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, TermRef};

/// A pattern of quads; what is left out fits all.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pattern<'a> {
    pub(crate) subject: Option<NamedOrBlankNodeRef<'a>>,
    pub(crate) predicate: Option<NamedNodeRef<'a>>,
    pub(crate) object: Option<TermRef<'a>>,
    pub(crate) graph: Option<GraphNameRef<'a>>,
}

/// Quads that can be searched.
pub(crate) trait View {
    /// Shows the statements of a pattern, each once, until `each` answers that it has seen enough.
    fn visit(
        &self,
        pattern: Pattern<'_>,
        each: &mut dyn FnMut(Quad) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError>;

    /// Whether a statement is there.
    fn has(&self, quad: &Quad) -> Result<bool, StoreError>;

    /// The statements of a pattern, each once.
    fn find(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> Result<Vec<Quad>, StoreError> {
        let mut found = Vec::new();
        self.visit(Pattern { subject, predicate, object, graph }, &mut |quad| {
            found.push(quad);
            Ok(true)
        })?;
        Ok(found)
    }

    /// Whether there is a statement of a pattern.
    fn is_any(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> Result<bool, StoreError> {
        let mut found = false;
        self.visit(Pattern { subject, predicate, object, graph }, &mut |_| {
            found = true;
            Ok(false)
        })?;
        Ok(found)
    }
}

/// Shows quads until one is enough.
fn show(
    quads: impl Iterator<Item = Result<Quad, impl Into<StoreError>>>,
    each: &mut dyn FnMut(Quad) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    for quad in quads {
        if !each(quad.map_err(Into::into)?)? {
            break;
        }
    }
    Ok(())
}

impl View for Store {
    fn visit(
        &self,
        Pattern { subject, predicate, object, graph }: Pattern<'_>,
        each: &mut dyn FnMut(Quad) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        show(self.quads().quads_for_pattern(subject, predicate, object, graph), each)
    }

    fn has(&self, quad: &Quad) -> Result<bool, StoreError> {
        Ok(self.quads().contains(quad)?)
    }
}

impl View for Changes<'_> {
    fn visit(
        &self,
        Pattern { subject, predicate, object, graph }: Pattern<'_>,
        each: &mut dyn FnMut(Quad) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        show(self.quads_for_pattern(subject, predicate, object, graph), each)
    }

    fn has(&self, quad: &Quad) -> Result<bool, StoreError> {
        self.contains(quad)
    }
}
