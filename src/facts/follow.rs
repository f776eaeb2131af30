//! A name that a person corrected takes its twin `x_iri` along: the twin is emptied where its thing
//! does not bear the name, so that completing fills it anew.
//!
//! Nothing says which cell was changed, so a twin goes only where its thing is in the tables and
//! bears the name nowhere: not in its own row, not among the mentions. A person whose row is
//! corrected («Jane Roe» to «Janet Roe») is still mentioned as before, and keeps what names her.

use super::assemble::TableError;
use super::complete::{NAMING, THINGS, find, thing_iri};
use super::{Facts, LIST_SEPARATOR, MentionRecord, Record as _, Table};
use crate::iri::{Base, TextHash};
use std::collections::{BTreeMap, BTreeSet};

/// Empties the twins that no longer fit their names.
///
/// # Errors
/// Never for facts that were read by this module's siblings; see [`Facts::from_tables`].
pub fn follow_names(facts: &mut Facts, base: &Base) -> Result<(), TableError> {
    let hash = TextHash::from_hex(&facts.article.sha256)
        .unwrap_or_else(|| TextHash::of(&facts.article.text));
    let mut tables = facts.tables();
    let borne = names_of_things(&mut tables);
    let minted = |name: &str, iri: &str| {
        THINGS.iter().any(|(_, kind)| iri == thing_iri(kind, name, base, &hash))
    };
    for table in &mut tables {
        for (naming, _) in NAMING {
            let twin = format!("{naming}_iri");
            let at = |name: &str| table.columns.iter().position(|column| column == name);
            let (Some(naming), Some(twin)) = (at(naming), at(&twin)) else { continue };
            for row in &mut table.rows {
                let Some(iri) = &row[twin] else { continue };
                let fits = match (&row[naming], borne.get(iri)) {
                    (None, _) => false,
                    (Some(_), None) => true,
                    (Some(name), Some(names)) => names.contains(name) || minted(name, iri),
                };
                if !fits {
                    row[twin] = None;
                }
            }
        }
    }
    *facts = Facts::from_tables(&tables)?;
    Ok(())
}

/// The things of the tables by their IRIs, with all the names that they bear there.
fn names_of_things(tables: &mut [Table]) -> BTreeMap<String, BTreeSet<String>> {
    let mut borne: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, _) in THINGS {
        let Some(table) = find(tables, table) else { continue };
        for row in table.rows() {
            let Some(iri) = row.get("iri") else { continue };
            let names = borne.entry(iri.to_owned()).or_default();
            names.extend(row.get("name").map(str::to_owned));
            let aliases = row.get("aliases").unwrap_or_default();
            names.extend(aliases.split(LIST_SEPARATOR).map(str::to_owned));
        }
    }
    if let Some(mentions) = find(tables, MentionRecord::TABLE) {
        for row in mentions.rows() {
            let names = row.get("iri").and_then(|iri| borne.get_mut(iri));
            if let (Some(names), Some(surface)) = (names, row.get("surface")) {
                names.insert(surface.to_owned());
            }
        }
    }
    borne
}
