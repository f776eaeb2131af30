//! The joint between the reading wing and the graph wing: plain typed records, one table a kind.

mod cell;
mod records;
mod table;

pub use cell::{Cell, LIST_SEPARATOR};
pub use records::{
    AliasRecord, ArticleRecord, AuthorRecord, Figure, MentionRecord, Organization, Person, Place,
    Programme, Quote, Record, Relation, Role, SentenceRecord,
};
pub use table::{Row, RowError, Table};

/// Everything that one article says, as tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub article: ArticleRecord,
    pub authors: Vec<AuthorRecord>,
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
}
