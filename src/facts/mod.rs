//! The joint between the reading wing and the graph wing: plain typed records, one table a kind.

mod assemble;
mod atomic;
mod cell;
mod complete;
pub mod csv;
mod follow;
pub mod html;
pub mod json;
pub mod overview;
mod records;
mod sections;
mod table;

pub use assemble::TableError;
pub use atomic::AtomicFile;
pub use cell::{Cell, LIST_SEPARATOR};
pub use complete::{Unresolved, complete};
pub use follow::follow_names;
pub use records::{
    AliasRecord, ArticleRecord, AuthorRecord, Figure, MentionRecord, Organization, Person, Place,
    Programme, Quote, Record, Relation, Role, SentenceRecord, StatementRecord,
};
pub(crate) use sections::grouped;
pub use sections::{Section, sections};
pub use table::{Row, RowError, Table};

use serde_json::{Map, Value};

/// Everything that one article says, as tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub article: ArticleRecord,
    pub authors: Vec<AuthorRecord>,
    pub statements: Vec<StatementRecord>,
    pub people: Vec<Person>,
    pub organizations: Vec<Organization>,
    pub programmes: Vec<Programme>,
    pub places: Vec<Place>,
    pub roles: Vec<Role>,
    pub figures: Vec<Figure>,
    pub quotes: Vec<Quote>,
    pub relations: Vec<Relation>,
    pub mentions: Vec<MentionRecord>,
    pub sentences: Vec<SentenceRecord>,
    pub aliases: Vec<AliasRecord>,
}

impl Facts {
    /// The tables in their fixed order, as the RML processor and the CSV files take them.
    pub fn tables(&self) -> Vec<Table> {
        vec![
            Record::table(std::slice::from_ref(&self.article)),
            Record::table(&self.authors),
            Record::table(&self.statements),
            Record::table(&self.people),
            Record::table(&self.organizations),
            Record::table(&self.programmes),
            Record::table(&self.places),
            Record::table(&self.roles),
            Record::table(&self.figures),
            Record::table(&self.quotes),
            Record::table(&self.relations),
            Record::table(&self.mentions),
            Record::table(&self.sentences),
            Record::table(&self.aliases),
        ]
    }

    /// Reads one article's facts back from tables; tables that are missing are empty.
    ///
    /// # Errors
    /// Names the table, the row and the column whose cell does not fit.
    pub fn from_tables(tables: &[Table]) -> Result<Self, TableError> {
        let articles = assemble::records(tables)?;
        Ok(Self {
            article: articles.into_iter().next().unwrap_or_default(),
            authors: assemble::records(tables)?,
            statements: assemble::records(tables)?,
            people: assemble::records(tables)?,
            organizations: assemble::records(tables)?,
            programmes: assemble::records(tables)?,
            places: assemble::records(tables)?,
            roles: assemble::records(tables)?,
            figures: assemble::records(tables)?,
            quotes: assemble::records(tables)?,
            relations: assemble::records(tables)?,
            mentions: assemble::records(tables)?,
            sentences: assemble::records(tables)?,
            aliases: assemble::records(tables)?,
        })
    }

    /// All of it as one JSON object: a key a table, its columns as keys of each record.
    pub fn to_json(&self) -> Value {
        let mut object = Map::new();
        object.insert(ArticleRecord::TABLE.to_owned(), self.article.to_json());
        insert(&mut object, &self.authors);
        insert(&mut object, &self.statements);
        insert(&mut object, &self.people);
        insert(&mut object, &self.organizations);
        insert(&mut object, &self.programmes);
        insert(&mut object, &self.places);
        insert(&mut object, &self.roles);
        insert(&mut object, &self.figures);
        insert(&mut object, &self.quotes);
        insert(&mut object, &self.relations);
        insert(&mut object, &self.mentions);
        insert(&mut object, &self.sentences);
        insert(&mut object, &self.aliases);
        Value::Object(object)
    }
}

fn insert<R: Record>(object: &mut Map<String, Value>, records: &[R]) {
    let values = records.iter().map(Record::to_json).collect();
    object.insert(R::TABLE.to_owned(), Value::Array(values));
}
