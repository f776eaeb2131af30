//! Completes facts that a person typed: mints the IRIs that rows lack and fills the twins of columns
//! that name other rows, so that corrected tables can be ingested like extracted ones.
//!
//! It works on the tables by column names, so a new column that follows the rules of the others
//! needs nothing here.

use super::assemble::TableError;
use super::{
    AliasRecord, AuthorRecord, Facts, LIST_SEPARATOR, Record as _, Relation, SentenceRecord, Table,
};
use crate::iri::{Base, TextHash, slug};
use crate::vocab::{ng, schema};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// A relation whose end names nothing that the tables hold.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("relations, row {}: `{name}` ({column}) is in none of the tables people, organizations, programmes, places: add it there", row + 1)]
pub struct Unresolved {
    /// Counts the rows from 0.
    pub row: usize,
    pub column: String,
    pub name: String,
}

/// The tables of things, with the kind that stands in the IRIs of unlinked ones.
pub(super) const THINGS: [(&str, &str); 4] =
    [("people", "person"), ("organizations", "org"), ("programmes", "prog"), ("places", "place")];

/// Columns that name a thing, with the table to add the thing to where no table has it.
pub(super) const NAMING: [(&str, Option<&str>); 7] = [
    ("person", Some("people")),
    ("speaker", Some("people")),
    ("organization", Some("organizations")),
    ("owner", Some("organizations")),
    ("source", None),
    ("subject", None),
    ("object", None),
];

/// Fills what is missing and can be known: IRIs, the article's hash and length, languages, types of
/// dates, evidence. People and organisations that only a role, a quotation or an ownership names
/// become rows of their own. Concepts are known from rows with the same words. What is there stays.
///
/// Gives the ends of relations that remain unknown.
///
/// # Errors
/// Never for facts that were read by this module's siblings; see [`Facts::from_tables`].
pub fn complete(facts: &mut Facts, base: &Base) -> Result<Vec<Unresolved>, TableError> {
    let hash = complete_article(facts, base);
    let mut tables = facts.tables();
    for (table, kind) in THINGS {
        if let Some(table) = find(&mut tables, table) {
            mint_things(table, kind, base, &hash);
        }
    }
    let names = add_missing_things(&mut tables, base, &hash);
    for table in tables.iter_mut().skip(1) {
        fill_from_article(table, facts);
        fill_twins(table, &names);
        fill_derived(table, base, &hash);
        mint_facts(table, base, &hash);
    }
    add_sentences(&mut tables, facts, base, &hash);
    *facts = Facts::from_tables(&tables)?;
    list_authors(facts, base, &hash);
    list_aliases(facts);
    if facts.article.publisher_iri.is_empty() && !facts.article.publisher.is_empty() {
        let publisher = &facts.article.publisher;
        facts.article.publisher_iri =
            names.get(publisher).cloned().unwrap_or_else(|| base.thing("org", publisher));
    }
    Ok(unresolved(&facts.relations))
}

fn complete_article(facts: &mut Facts, base: &Base) -> TextHash {
    let article = &mut facts.article;
    let written = TextHash::from_hex(&article.sha256).filter(|_| article.text.is_empty());
    let hash = written.unwrap_or_else(|| TextHash::of(&article.text));
    if !article.text.is_empty() {
        article.length = article.text.chars().count();
    }
    hash.as_str().clone_into(&mut article.sha256);
    fill(&mut article.doc, || base.range(&hash, 0, article.length));
    fill(&mut article.iri, || {
        if article.url.is_empty() { base.document(&hash) } else { article.url.clone() }
    });
    fill(&mut article.graph, || base.graph(&article.iri, &hash));
    let version = env!("CARGO_PKG_VERSION");
    fill(&mut article.agent_iri, || format!("{}software/newsgraph-{version}", base.as_str()));
    fill(&mut article.agent_version, || version.to_owned());
    let kind = if article.modified.contains('T') {
        Some("http://www.w3.org/2001/XMLSchema#dateTime")
    } else {
        date_type(&article.modified)
    };
    fill(&mut article.modified_type, || kind.unwrap_or_default().to_owned());
    hash
}

fn fill(cell: &mut String, value: impl FnOnce() -> String) {
    if cell.is_empty() {
        *cell = value();
    }
}

pub(super) fn find<'a>(tables: &'a mut [Table], name: &str) -> Option<&'a mut Table> {
    tables.iter_mut().find(|table| table.name == name)
}

fn column(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|column| column == name)
}

fn mint_things(table: &mut Table, kind: &str, base: &Base, hash: &TextHash) {
    let (Some(iri), Some(name)) = (column(table, "iri"), column(table, "name")) else { return };
    for row in &mut table.rows {
        if let (None, Some(name)) = (&row[iri], &row[name]) {
            row[iri] = Some(thing_iri(kind, name, base, hash));
        }
    }
}

pub(super) fn thing_iri(kind: &str, name: &str, base: &Base, hash: &TextHash) -> String {
    if kind == "person" { base.person(name, hash) } else { base.thing(kind, name) }
}

/// Adds the people and organisations that only other rows name, and gives the IRI of every name.
fn add_missing_things(
    tables: &mut [Table],
    base: &Base,
    hash: &TextHash,
) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for column in ["name", "aliases"] {
        for (table, _) in THINGS {
            let Some(table) = find(tables, table) else { continue };
            for row in table.rows() {
                let cell = row.get(column).unwrap_or_default();
                for name in cell.split(LIST_SEPARATOR).filter(|name| !name.is_empty()) {
                    let iri = row.get("iri").unwrap_or_default().to_owned();
                    names.entry(name.to_owned()).or_insert(iri);
                }
            }
        }
    }
    let mut missing: Vec<(&str, String, [Option<String>; 5])> = Vec::new();
    for (naming, target) in NAMING {
        let Some(target) = target else { continue };
        for row in tables.iter().flat_map(Table::rows) {
            let twin = row.get(&format!("{naming}_iri"));
            let Some(name) =
                row.get(naming).filter(|name| twin.is_none() && !names.contains_key(*name))
            else {
                continue;
            };
            let kind =
                THINGS.iter().find(|(table, _)| *table == target).map_or("", |(_, kind)| kind);
            names.insert(name.to_owned(), thing_iri(kind, name, base, hash));
            let range = ["start", "end", "sentence_start", "sentence_end", "confidence"];
            missing.push((target, name.to_owned(), range.map(|c| row.get(c).map(str::to_owned))));
        }
    }
    for (target, name, [start, end, sentence_start, sentence_end, confidence]) in missing {
        let Some(table) = find(tables, target) else { continue };
        let iri = names.get(&name).cloned();
        let cell = |column: &String| match column.as_str() {
            "iri" => iri.clone(),
            "name" => Some(name.clone()),
            "start" => start.clone(),
            "end" => end.clone(),
            "sentence_start" => sentence_start.clone(),
            "sentence_end" => sentence_end.clone(),
            "confidence" => confidence.clone(),
            _ => None,
        };
        let row = table.columns.iter().map(cell).collect();
        table.rows.push(row);
    }
    names
}

/// Cells that the article gives to all its rows.
fn fill_from_article(table: &mut Table, facts: &Facts) {
    let article = &facts.article;
    for (name, value) in [
        ("article_iri", &article.iri),
        ("doc", &article.doc),
        ("graph_iri", &article.graph),
        ("language", &article.language),
        ("as_of", &article.published),
    ] {
        let Some(at) = column(table, name).filter(|_| !value.is_empty()) else { continue };
        for row in &mut table.rows {
            row[at].get_or_insert_with(|| value.clone());
        }
    }
}

/// Fills the columns `x_iri`: things by their name, concepts from rows with the same words.
fn fill_twins(table: &mut Table, names: &BTreeMap<String, String>) {
    let twins: Vec<(usize, usize, bool)> = (0..table.columns.len())
        .filter_map(|twin| {
            let words = match (table.columns[twin].strip_suffix("_iri")?, table.name.as_str()) {
                ("concept", "roles") => "role",
                ("concept", "figures") => "measure",
                (words, _) => words,
            };
            let thing = NAMING.iter().any(|(naming, _)| *naming == words);
            Some((column(table, words)?, twin, thing))
        })
        .collect();
    for (words, twin, thing) in twins {
        let learned: BTreeMap<String, String> = table
            .rows
            .iter()
            .filter_map(|row| Some((row[words].clone()?, row[twin].clone()?)))
            .collect();
        let known = if thing { names } else { &learned };
        for row in table.rows.iter_mut().filter(|row| row[twin].is_none()) {
            row[twin] = row[words].as_ref().and_then(|words| known.get(words)).cloned();
        }
    }
    let surface = column(table, "surface");
    if let (Some(surface), Some(iri)) = (surface, column(table, "iri")) {
        for row in table.rows.iter_mut().filter(|row| row[iri].is_none()) {
            row[iri] = row[surface].as_ref().and_then(|surface| names.get(surface)).cloned();
        }
    }
}

/// Cells that follow from others of the same row: evidence, types of dates, the class of targets.
fn fill_derived(table: &mut Table, base: &Base, hash: &TextHash) {
    let number = |row: &[Option<String>], at: Option<usize>| -> Option<usize> {
        row[at?].as_deref()?.parse().ok()
    };
    for (target, from, to) in
        [("sentence_iri", "sentence_start", "sentence_end"), ("node", "start", "end")]
    {
        let (from, to) = (column(table, from), column(table, to));
        let Some(at) = column(table, target) else { continue };
        for row in table.rows.iter_mut().filter(|row| row[at].is_none()) {
            if let (Some(start), Some(end)) = (number(row, from), number(row, to)) {
                row[at] = Some(base.range(hash, start, end));
            }
        }
    }
    for at in 0..table.columns.len() {
        let Some(date) = table.columns[at].strip_suffix("_type").and_then(|d| column(table, d))
        else {
            continue;
        };
        for row in table.rows.iter_mut().filter(|row| row[at].is_none()) {
            row[at] = row[date].as_deref().and_then(date_type).map(str::to_owned);
        }
    }
    let target = (column(table, "class_iri"), column(table, "deadline"), column(table, "modality"));
    if let (Some(class), Some(deadline), Some(modality)) = target {
        for row in &mut table.rows {
            let is_target = row[deadline].is_some() && row[modality].as_deref() == Some("target");
            if is_target && row[class].is_none() {
                row[class] = Some(format!("{}Target", ng::NS));
            }
        }
    }
}

/// The XML Schema datatype of an ISO 8601 year, month or day.
fn date_type(date: &str) -> Option<&'static str> {
    match date.len() {
        4 => Some("http://www.w3.org/2001/XMLSchema#gYear"),
        7 => Some("http://www.w3.org/2001/XMLSchema#gYearMonth"),
        10 => Some("http://www.w3.org/2001/XMLSchema#date"),
        _ => None,
    }
}

/// Mints the nodes of roles, figures, quotations, relations and sentences.
fn mint_facts(table: &mut Table, base: &Base, hash: &TextHash) {
    let (kind, words) = match table.name.as_str() {
        "roles" => ("role", "person"),
        "figures" => ("figure", "text"),
        "quotes" => ("quote", "text"),
        "relations" => ("relation", "object"),
        SentenceRecord::TABLE => ("", "text"),
        _ => return,
    };
    let (class, relation) = (column(table, "class_iri"), column(table, "relation"));
    let columns = ["iri", "start", "end", words].map(|name| column(table, name));
    let [Some(iri), Some(start), Some(end), Some(words)] = columns else { return };
    let mut taken: BTreeSet<String> =
        table.rows.iter().filter_map(|row| row[iri].clone()).collect();
    for row in table.rows.iter_mut().filter(|row| row[iri].is_none()) {
        let number = |at: usize| row[at].as_deref().and_then(|n| n.parse().ok()).unwrap_or(0);
        let (start, end) = (number(start), number(end));
        let mut node = match kind {
            "" => base.range(hash, start, end),
            kind => {
                let target = row_text(row, class).map(|_| "target");
                let kind = target.or(row_text(row, relation)).unwrap_or(kind);
                base.fact(hash, kind, start, end)
            }
        };
        // One word may be a role of two people, and facts that were typed without a range all stand
        // on the whole document.
        if taken.contains(&node) {
            node = format!("{node}-{}", slug(row[words].as_deref().unwrap_or_default()));
        }
        let plain = node.clone();
        for number in 2.. {
            if taken.insert(node.clone()) {
                break;
            }
            node = format!("{plain}-{number}");
        }
        row[iri] = Some(node);
    }
}

fn row_text(row: &[Option<String>], at: Option<usize>) -> Option<&str> {
    row[at?].as_deref()
}

/// Adds the sentences that facts stand on and the table lacks. The whole document needs no row: its
/// node is the article's own.
fn add_sentences(tables: &mut [Table], facts: &Facts, base: &Base, hash: &TextHash) {
    let article = &facts.article;
    let mut ranges = BTreeSet::new();
    for row in tables.iter().filter(|t| column(t, "sentence_iri").is_some()).flat_map(Table::rows) {
        let number = |name: &str| row.get(name).and_then(|n| n.parse::<usize>().ok());
        if let (Some(start), Some(end)) = (number("sentence_start"), number("sentence_end")) {
            ranges.insert((start, end));
        }
    }
    ranges.remove(&(0, article.length));
    let Some(table) = find(tables, SentenceRecord::TABLE).filter(|_| !article.text.is_empty())
    else {
        return;
    };
    let there: BTreeSet<String> =
        table.rows().filter_map(|row| row.get("iri").map(str::to_owned)).collect();
    let added = ranges.into_iter().filter_map(|(start, end)| {
        let iri = base.range(hash, start, end);
        let text = article.text.chars().skip(start).take(end - start).collect();
        let (doc, language) = (article.doc.clone(), article.language.clone());
        let graph = article.graph.clone();
        (!there.contains(&iri)).then_some(SentenceRecord {
            iri,
            doc,
            start,
            end,
            text,
            language,
            graph,
        })
    });
    let added: Vec<SentenceRecord> = added.collect();
    table.rows.extend(SentenceRecord::table(&added).rows);
}

/// Makes the table `authors` agree with the article's column of that name.
fn list_authors(facts: &mut Facts, base: &Base, hash: &TextHash) {
    let Facts { article, authors, .. } = facts;
    authors.retain(|author| article.authors.contains(&author.name));
    for name in &article.authors {
        if authors.iter().all(|author| author.name != *name) {
            authors.push(AuthorRecord {
                iri: base.person(name, hash),
                name: name.clone(),
                class_iri: schema::PERSON.to_owned(),
                article_iri: article.iri.clone(),
                graph: article.graph.clone(),
            });
        }
    }
}

/// Makes the table `aliases` agree with the columns of that name.
fn list_aliases(facts: &mut Facts) {
    let people = facts.people.iter().map(|thing| (&thing.iri, &thing.aliases));
    let organizations = facts.organizations.iter().map(|thing| (&thing.iri, &thing.aliases));
    let programmes = facts.programmes.iter().map(|thing| (&thing.iri, &thing.aliases));
    let places = facts.places.iter().map(|thing| (&thing.iri, &thing.aliases));
    let things = people.chain(organizations).chain(programmes).chain(places);
    let wanted: Vec<(&String, &String)> =
        things.flat_map(|(iri, aliases)| aliases.iter().map(move |alias| (iri, alias))).collect();
    let (article, aliases) = (&facts.article, &mut facts.aliases);
    let mut there = BTreeSet::new();
    aliases.retain(|row| {
        there.insert((row.iri.clone(), row.alias.clone()))
            && wanted.contains(&(&row.iri, &row.alias))
    });
    for (iri, alias) in wanted {
        if there.insert((iri.clone(), alias.clone())) {
            aliases.push(AliasRecord {
                iri: iri.clone(),
                alias: alias.clone(),
                language: article.language.clone(),
                article_iri: article.iri.clone(),
                graph: article.graph.clone(),
            });
        }
    }
}

fn unresolved(relations: &[Relation]) -> Vec<Unresolved> {
    let mut unresolved = Vec::new();
    for (row, relation) in relations.iter().enumerate() {
        for (column, name, iri) in [
            ("subject", &relation.subject, &relation.subject_iri),
            ("object", &relation.object, &relation.object_iri),
        ] {
            if iri.is_empty() {
                unresolved.push(Unresolved { row, column: column.to_owned(), name: name.clone() });
            }
        }
    }
    unresolved
}
