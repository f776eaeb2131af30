//! The record types between text and RDF: one struct a table, one field a column.
//!
//! All ranges (`start`, `end`, `sentence_start`, `sentence_end`) count Unicode code points of the
//! article's text from 0, end exclusive, as RFC 5147 and SPARQL's `SUBSTR` do. An empty `String` is
//! an absent value. A column that names another record holds its name; its twin with the suffix
//! `_iri` holds its IRI.

use super::cell::Cell;
use super::table::{Row, RowError, Table};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

/// A record that is one row of one table.
pub trait Record: Sized {
    /// The table's name, which is also its file's name without `.csv`.
    const TABLE: &'static str;
    /// The columns in their order.
    const COLUMNS: &'static [&'static str];
    /// The cells in the order of [`Self::COLUMNS`].
    fn to_cells(&self) -> Vec<Option<String>>;
    /// Reads a row by column names; columns that are missing count as empty.
    ///
    /// # Errors
    /// Names the column whose cell does not fit.
    fn from_row(row: &Row<'_>) -> Result<Self, RowError>;
    /// The record as a JSON object whose keys are the columns.
    fn to_json(&self) -> Value;

    /// The records as a table.
    fn table(records: &[Self]) -> Table {
        let rows = records.iter().map(Self::to_cells).collect();
        Table::new(Self::TABLE, Self::COLUMNS.iter().map(|&c| c.to_owned()).collect(), rows)
    }
}

/// A field's column: its own name, or the one given where Rust reserves the word.
macro_rules! column {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $column:literal) => {
        $column
    };
}

macro_rules! record {
    ($(#[$meta:meta])* $name:ident, $table:literal, { $($(#[$doc:meta])* $field:ident $(as $column:literal)?: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)+
        }

        impl Record for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(column!($field $($column)?),)+];

            fn to_cells(&self) -> Vec<Option<String>> {
                vec![$(Cell::write(&self.$field),)+]
            }

            fn from_row(row: &Row<'_>) -> Result<Self, RowError> {
                Ok(Self {
                    $($field: Cell::read(row.get(column!($field $($column)?)))
                        .map_err(|problem| RowError::new(column!($field $($column)?), problem))?,)+
                })
            }

            fn to_json(&self) -> Value {
                let mut object = Map::new();
                $(object.insert(column!($field $($column)?).to_owned(), Cell::to_json(&self.$field));)+
                Value::Object(object)
            }
        }
    };
}

record! {
    /// The article itself.
    ArticleRecord, "article", {
        /// The article's IRI: its canonical URL, else `{base}doc/{hash}`.
        iri: String,
        /// The text snapshot's node: `{base}doc/{hash}#char=0,{length}`.
        doc: String,
        /// The named graph: `{base}graph/{hash}`.
        graph as "graph_iri": String,
        url: String,
        title: String,
        /// BCP 47 language tag, two letters.
        language: String,
        /// ISO 8601 date.
        published: String,
        /// When this version was made: ISO 8601 date or UTC time.
        modified: String,
        /// IRI of its XSD datatype.
        modified_type: String,
        publisher: String,
        publisher_iri: String,
        authors: Vec<String>,
        /// SHA-256 of the text in NFC, hexadecimal.
        sha256: String,
        /// Code points in `text`.
        length: usize,
        text: String,
        /// The program that wrote the graph: `{base}software/newsgraph-{version}`.
        agent_iri: String,
        /// Its version, with a hash of the words and taggers it used.
        agent_version: String,
        /// SHA-256 of all that the tables come from (the article, the program, its words), hexadecimal: the
        /// same article need not be read again.
        input_sha256: String,
    }
}

record! {
    /// One author of the article: `authors` of the article, one a row.
    AuthorRecord, "authors", {
        iri: String,
        name: String,
        /// `https://schema.org/Person` or `https://schema.org/Organization`.
        class_iri: String,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
    }
}

record! {
    /// One property that the publisher itself states, of the article or of what it names in that: one
    /// value a row, a thing or a literal.
    StatementRecord, "statements", {
        subject_iri: String,
        predicate_iri: String,
        /// The thing, empty where the value is a literal.
        object_iri: String,
        value: String,
        /// The datatype of the literal.
        datatype_iri: String,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
    }
}

record! {
    /// One more name of a thing: `aliases` of the other tables, one a row.
    AliasRecord, "aliases", {
        /// The thing.
        iri: String,
        alias: String,
        language: String,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
    }
}

record! {
    /// A sentence that states a fact: the evidence.
    SentenceRecord, "sentences", {
        iri: String,
        doc: String,
        start: usize,
        end: usize,
        text: String,
        language: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
    }
}

record! {
    /// A person.
    Person, "people", {
        iri: String,
        name: String,
        aliases: Vec<String>,
        same_as: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
        language: String,
    }
}

record! {
    /// An organisation.
    Organization, "organizations", {
        iri: String,
        name: String,
        aliases: Vec<String>,
        /// company, government, international, media, education, ngo, party, union, military, sport or other.
        kind: String,
        kind_iri: String,
        /// The schema.org class beside `schema:Organization`, such as `https://schema.org/Corporation`.
        class_iri: String,
        same_as: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
        language: String,
    }
}

record! {
    /// A programme, plan, law, project, product, service, event, agreement or work.
    Programme, "programmes", {
        iri: String,
        name: String,
        aliases: Vec<String>,
        /// programme, plan, initiative, law, project, product, service, event, agreement, work, campaign or fund.
        kind: String,
        kind_iri: String,
        /// The schema.org class beside `ng:Programme`, such as `https://schema.org/Product`.
        class_iri: String,
        owner: String,
        owner_iri: String,
        /// ISO 8601 year, month or day: to be reached by its end.
        deadline: String,
        deadline_type: String,
        same_as: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        sentence_iri: String,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
        language: String,
    }
}

record! {
    /// A place.
    Place, "places", {
        iri: String,
        name: String,
        aliases: Vec<String>,
        /// country, region, city, street, facility, water, mountain, continent or other.
        kind: String,
        /// The schema.org class beside `schema:Place`, such as `https://schema.org/City`.
        class_iri: String,
        same_as: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
        language: String,
    }
}

record! {
    /// A role that the text states of a person.
    Role, "roles", {
        iri: String,
        person: String,
        person_iri: String,
        /// The role as worded.
        role: String,
        concept_iri: String,
        organization: String,
        organization_iri: String,
        /// ISO 8601 date at which the text attests the role: the article's date.
        as_of: String,
        /// former, future, acting, deputy, honorary or empty.
        status: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        sentence_iri: String,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
        language: String,
    }
}

record! {
    /// A quantity that the text states, or a target without a number (then `value` is empty).
    Figure, "figures", {
        iri: String,
        /// The words of the text.
        text: String,
        /// Plain decimal, fully expanded.
        value: Option<Decimal>,
        /// Upper end of a range.
        value_max: Option<Decimal>,
        /// Lower end of a range: `value` once more where `value_max` is given, else empty.
        value_min: Option<Decimal>,
        /// ISO 4217 code, `%`, `pp`, a unit's symbol, a duration's name, or empty for counts.
        unit: String,
        /// IRI of the QUDT unit, where there is one.
        unit_iri: String,
        /// What is counted or measured, as worded.
        measure: String,
        /// The measure's concept in `ontology/measures.ttl`.
        concept_iri: String,
        /// approximately, `at_least`, `at_most`, `more_than`, `less_than`, between, `order_of_magnitude` or empty.
        qualifier: String,
        qualifier_iri: String,
        /// reported, estimate, forecast or target.
        modality: String,
        modality_iri: String,
        /// Who gives the figure.
        source: String,
        source_iri: String,
        /// Whom or what the figure is about.
        subject: String,
        subject_iri: String,
        period_start: String,
        period_start_type: String,
        period_end: String,
        period_end_type: String,
        /// Year, month, day that the figure is measured against.
        baseline: String,
        baseline_type: String,
        /// Year, month or day by whose end the figure is to be reached.
        deadline: String,
        deadline_type: String,
        /// `https://newsgraph.example/ns#Target` for targets with a deadline, else empty.
        class_iri: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        sentence_iri: String,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
        language: String,
    }
}

record! {
    /// A quotation.
    Quote, "quotes", {
        iri: String,
        text: String,
        speaker: String,
        speaker_iri: String,
        /// direct or indirect.
        kind: String,
        kind_iri: String,
        /// The reporting verb as worded.
        verb: String,
        verb_iri: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        sentence_iri: String,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
        language: String,
    }
}

record! {
    /// A relation between two things: `works_for`, `leads`, `owner` (subject: the thing, object: its
    /// owner), `partner`, `located_in`, `part_of`, `invests_in`, `acquires` or `member_of`.
    Relation, "relations", {
        /// The statement's own node; another one for each subject, relation and object.
        iri: String,
        subject: String,
        subject_iri: String,
        relation: String,
        /// The property that the relation maps to.
        relation_iri: String,
        object: String,
        object_iri: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        sentence_iri: String,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
    }
}

record! {
    /// One mention of a name in the text.
    MentionRecord, "mentions", {
        /// The mention's own node: `{base}doc/{hash}#char={start},{end}`.
        node: String,
        doc: String,
        /// The thing that is meant.
        iri: String,
        surface: String,
        /// PER, ORG, LOC, PROG, PROD, EVT or WORK.
        type_name as "type": String,
        type_iri: String,
        confidence: Decimal,
        start: usize,
        end: usize,
        sentence_start: usize,
        sentence_end: usize,
        article_iri: String,
        /// The named graph of the article.
        graph as "graph_iri": String,
        language: String,
    }
}
