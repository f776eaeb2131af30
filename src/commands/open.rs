//! Opening the store that the global options name.

use crate::cli::GlobalArgs;
use crate::iri::Base;
use crate::store::{Access, Store};
use anyhow::Result;

/// Opens the store for writing, and makes it where there is none.
pub(super) fn or_make(global: &GlobalArgs) -> Result<Store> {
    Ok(Store::open(&global.store, base(global)?.as_ref())?)
}

/// Opens a store that must be there.
pub(super) fn existing(global: &GlobalArgs, access: Access) -> Result<Store> {
    Ok(Store::open_existing(&global.store, base(global)?.as_ref(), access)?)
}

/// The base that the global options name, if any.
pub(super) fn base(global: &GlobalArgs) -> Result<Option<Base>> {
    Ok(global.base.as_deref().map(Base::new).transpose()?)
}
