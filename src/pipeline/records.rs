//! The rows of the tables: IRIs, code-point ranges and evidence for what was extracted. What follows
//! from a row's other cells is left to [`super::complete`].

use super::Identity;
use super::statements::statements;
use crate::article::Article;
use crate::extract::{
    Extraction, FigureFact, Party, QuoteFact, Reading, RelationFact, RoleFact, UnitKind,
};
use crate::facts::{
    AliasRecord, ArticleRecord, AuthorRecord, Facts, Figure, MentionRecord, Organization, Person,
    Place, Programme, Quote, Relation, Role, SentenceRecord,
};
use crate::iri::{Base, TextHash};
use crate::language::CodePoints;
use crate::recognize::NameType;
use crate::resolve::Entity;
use crate::vocab::schema;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::Range;

/// Writes the rows of one article.
pub(super) struct Recorder<'a> {
    article: &'a Article,
    base: &'a Base,
    hash: &'a TextHash,
    points: &'a CodePoints<'a>,
    reading: &'a Reading<'a>,
    article_iri: String,
    graph: String,
    input_sha256: String,
    language: String,
}

/// Where a fact stands: its own range and its sentence's, in code points.
struct Standing {
    start: usize,
    end: usize,
    sentence_start: usize,
    sentence_end: usize,
    sentence_iri: String,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(
        article: &'a Article,
        base: &'a Base,
        hash: &'a TextHash,
        points: &'a CodePoints<'a>,
        reading: &'a Reading<'a>,
        identity: Identity,
    ) -> Self {
        let Identity { iri: article_iri, graph, input_sha256 } = identity;
        let language = reading.analysis.language.as_str().to_owned();
        Self { article, base, hash, points, reading, article_iri, graph, input_sha256, language }
    }

    /// All tables of the article.
    pub(super) fn facts(&self, extraction: &Extraction) -> Facts {
        let mut facts = Facts { article: self.article_record(), ..Facts::default() };
        for (index, author) in self.article.authors.iter().enumerate() {
            facts.authors.push(self.author(index, author));
        }
        facts.statements = statements(
            &self.article.statements,
            &facts.article.iri,
            &facts.article.publisher_iri,
            &self.graph,
        );
        for (index, entity) in self.reading.entities.all.iter().enumerate() {
            self.entity(index, entity, extraction, &mut facts);
        }
        facts.figures = extraction.figures.iter().map(|fact| self.figure(fact)).collect();
        facts.quotes = extraction.quotes.iter().map(|fact| self.quote(fact)).collect();
        facts.roles = extraction.roles.iter().map(|fact| self.role(fact)).collect();
        facts.relations = extraction.relations.iter().map(|fact| self.relation(fact)).collect();
        facts.mentions = (0..self.reading.names.len()).map(|name| self.mention(name)).collect();
        facts.sentences = self.sentences(&facts);
        facts
    }

    fn article_record(&self) -> ArticleRecord {
        let length = self.points.len();
        let version = env!("CARGO_PKG_VERSION");
        let publisher_iri = if self.article.publisher.is_empty() {
            String::new()
        } else {
            self.base.thing("org", &self.article.publisher)
        };
        ArticleRecord {
            iri: self.article_iri.clone(),
            doc: self.base.range(self.hash, 0, length),
            graph: self.graph.clone(),
            url: self.article.url.clone(),
            title: self.article.title.clone(),
            language: self.language.clone(),
            published: self.article.published.clone(),
            modified: self.article.modified.clone(),
            modified_type: String::new(),
            publisher: self.article.publisher.clone(),
            publisher_iri,
            authors: self.article.authors.clone(),
            sha256: self.hash.as_str().to_owned(),
            length,
            text: self.article.text.clone(),
            agent_iri: format!("{}software/newsgraph-{version}", self.base.as_str()),
            agent_version: format!("{version}+{}", self.reading.lexicon.fingerprint()),
            input_sha256: self.input_sha256.clone(),
        }
    }

    fn author(&self, _index: usize, name: &str) -> AuthorRecord {
        AuthorRecord {
            iri: self.base.person(name, self.hash),
            name: name.to_owned(),
            class_iri: schema::PERSON.to_owned(),
            article_iri: self.article_iri.clone(),
            graph: self.graph.clone(),
        }
    }

    fn entity(&self, index: usize, entity: &Entity, extraction: &Extraction, facts: &mut Facts) {
        let first = entity.mentions.first().map(|&name| self.reading.names[name].bytes.clone());
        let Standing { start, end, sentence_start, sentence_end, sentence_iri } =
            self.place(&first.unwrap_or(0..0));
        let confidence = percent(entity.confidence);
        let (article_iri, graph, language) =
            (self.article_iri.clone(), self.graph.clone(), self.language.clone());
        let (iri, name, aliases, same_as) = (
            entity.iri.clone(),
            entity.name.clone(),
            entity.aliases.clone(),
            entity.same_as.clone(),
        );
        for alias in &entity.aliases {
            facts.aliases.push(AliasRecord {
                iri: iri.clone(),
                alias: alias.clone(),
                language: language.clone(),
                article_iri: article_iri.clone(),
                graph: graph.clone(),
            });
        }
        let lexicon = self.reading.lexicon;
        let sort = lexicon.id(&entity.sort_iri);
        let class_iri = sort.map_or("", |id| lexicon.property(id, "schemaClass")).to_owned();
        match entity.kind {
            NameType::Person => facts.people.push(Person {
                iri,
                name,
                aliases,
                same_as,
                confidence,
                start,
                end,
                sentence_start,
                sentence_end,
                article_iri,
                graph,
                language,
            }),
            NameType::Organization => facts.organizations.push(Organization {
                iri,
                name,
                aliases,
                kind: entity.sort.clone(),
                kind_iri: entity.sort_iri.clone(),
                class_iri,
                same_as,
                confidence,
                start,
                end,
                sentence_start,
                sentence_end,
                article_iri,
                graph,
                language,
            }),
            NameType::Place => facts.places.push(Place {
                iri,
                name,
                aliases,
                kind: entity.sort.clone(),
                class_iri,
                same_as,
                confidence,
                start,
                end,
                sentence_start,
                sentence_end,
                article_iri,
                graph,
                language,
            }),
            NameType::Programme | NameType::Product | NameType::Event | NameType::Work => {
                let owner =
                    extraction.owners.get(&index).map(|&owner| &self.reading.entities.all[owner]);
                let deadline = Self::deadline_of(index, extraction);
                facts.programmes.push(Programme {
                    iri,
                    name,
                    aliases,
                    kind: entity.sort.clone(),
                    kind_iri: entity.sort_iri.clone(),
                    class_iri,
                    owner: owner.map(|o| o.name.clone()).unwrap_or_default(),
                    owner_iri: owner.map(|o| o.iri.clone()).unwrap_or_default(),
                    deadline_type: String::new(),
                    deadline,
                    same_as,
                    confidence,
                    start,
                    end,
                    sentence_start,
                    sentence_end,
                    sentence_iri,
                    article_iri,
                    graph,
                    language,
                });
            }
        }
    }

    /// The deadline of the targets that a programme is the subject of, where they agree.
    fn deadline_of(entity: usize, extraction: &Extraction) -> String {
        let about =
            |fact: &&FigureFact| fact.subject.as_ref().and_then(|s| s.entity) == Some(entity);
        let mut deadlines: Vec<&str> = extraction
            .figures
            .iter()
            .filter(about)
            .map(|f| f.deadline.as_str())
            .filter(|d| !d.is_empty())
            .collect();
        deadlines.dedup();
        if deadlines.len() == 1 { deadlines[0].to_owned() } else { String::new() }
    }

    fn figure(&self, fact: &FigureFact) -> Figure {
        let bytes = self.reading.analysis.bytes(&fact.tokens);
        let Standing { start, end, sentence_start, sentence_end, sentence_iri } =
            self.place(&bytes);
        let lexicon = self.reading.lexicon;
        let quantity = fact.quantity.as_ref();
        let qualifier = quantity
            .map(|q| {
                q.qualifier.map_or(
                    if q.max.is_some() && q.kind != UnitKind::Score { "between" } else { "" },
                    |id| lexicon.notation(id),
                )
            })
            .unwrap_or_default();
        let vague = quantity.is_some_and(|q| q.form == crate::extract::NumberForm::Vague);
        let qualifier = if vague { "order_of_magnitude" } else { qualifier };
        let (source, source_iri) = self.party(fact.source.as_ref());
        let (subject, subject_iri) = self.party(fact.subject.as_ref());
        let (period_start, period_end) = fact.period.clone().unwrap_or_default();
        let measure = match &fact.measure {
            Some(measure) => self.reading.analysis.slice(&measure.tokens).to_owned(),
            // A target without a number: its words are what is to be reached.
            None if quantity.is_none() => self.reading.analysis.slice(&fact.tokens).to_owned(),
            None if quantity.is_some_and(|q| q.kind == UnitKind::Age) => "age".to_owned(),
            None => String::new(),
        };
        Figure {
            iri: String::new(),
            text: self.reading.analysis.slice(&fact.tokens).to_owned(),
            value: quantity.map(|q| q.value.normalize()),
            value_min: None,
            value_max: quantity.and_then(|q| q.max).map(|max| max.normalize()),
            unit: quantity.map(|q| q.unit.clone()).unwrap_or_default(),
            unit_iri: quantity.map(|q| q.unit_iri.clone()).unwrap_or_default(),
            measure,
            concept_iri: fact
                .measure
                .as_ref()
                .and_then(|m| m.concept)
                .map(|id| lexicon.concept(id).iri.clone())
                .unwrap_or_default(),
            qualifier: qualifier.to_owned(),
            qualifier_iri: String::new(),
            modality: fact.modality.code().to_owned(),
            modality_iri: String::new(),
            source,
            source_iri,
            subject,
            subject_iri,
            period_start_type: String::new(),
            period_start,
            period_end_type: String::new(),
            period_end,
            baseline: fact.baseline.clone(),
            baseline_type: String::new(),
            deadline: fact.deadline.clone(),
            deadline_type: String::new(),
            class_iri: String::new(),
            confidence: percent(fact.confidence),
            start,
            end,
            sentence_start,
            sentence_end,
            sentence_iri,
            article_iri: self.article_iri.clone(),
            graph: self.graph.clone(),
            language: self.language.clone(),
        }
    }

    fn quote(&self, fact: &QuoteFact) -> Quote {
        let bytes = self.reading.analysis.bytes(&fact.tokens);
        let Standing { start, end, sentence_start, sentence_end, sentence_iri } =
            self.place(&bytes);
        let (speaker, speaker_iri) = self.party(fact.speaker.as_ref());
        Quote {
            iri: String::new(),
            text: self.reading.analysis.text[bytes].to_owned(),
            speaker,
            speaker_iri,
            kind: if fact.direct { "direct" } else { "indirect" }.to_owned(),
            kind_iri: String::new(),
            verb: fact.verb.as_ref().map(|(worded, _)| worded.clone()).unwrap_or_default(),
            verb_iri: fact
                .verb
                .as_ref()
                .map(|(_, id)| self.reading.lexicon.concept(*id).iri.clone())
                .unwrap_or_default(),
            confidence: percent(fact.confidence),
            start,
            end,
            sentence_start,
            sentence_end,
            sentence_iri,
            article_iri: self.article_iri.clone(),
            graph: self.graph.clone(),
            language: self.language.clone(),
        }
    }

    fn role(&self, fact: &RoleFact) -> Role {
        let Standing { start, end, sentence_start, sentence_end, sentence_iri } =
            self.place(&fact.bytes);
        let person = self.reading.entity(fact.person);
        let organization = fact.organization.map(|name| self.reading.entity(name));
        Role {
            iri: String::new(),
            person: person.name.clone(),
            person_iri: person.iri.clone(),
            role: self.reading.analysis.text[fact.bytes.clone()].to_owned(),
            concept_iri: fact
                .concept
                .map(|id| self.reading.lexicon.concept(id).iri.clone())
                .unwrap_or_default(),
            organization: organization.map(|o| o.name.clone()).unwrap_or_default(),
            organization_iri: organization.map(|o| o.iri.clone()).unwrap_or_default(),
            as_of: self.article.published.clone(),
            status: fact.status.clone(),
            confidence: percent(fact.confidence),
            start,
            end,
            sentence_start,
            sentence_end,
            sentence_iri,
            article_iri: self.article_iri.clone(),
            graph: self.graph.clone(),
            language: self.language.clone(),
        }
    }

    fn relation(&self, fact: &RelationFact) -> Relation {
        let (a, b) =
            (&self.reading.names[fact.subject].bytes, &self.reading.names[fact.object].bytes);
        let object_sentence = self.place(b);
        let (start, end) = (self.points.at(a.start.min(b.start)), self.points.at(a.end.max(b.end)));
        let (subject, object) =
            (self.reading.entity(fact.subject), self.reading.entity(fact.object));
        Relation {
            iri: String::new(),
            subject: subject.name.clone(),
            subject_iri: subject.iri.clone(),
            relation: fact.relation.clone(),
            relation_iri: String::new(),
            object: object.name.clone(),
            object_iri: object.iri.clone(),
            confidence: percent(fact.confidence),
            start,
            end,
            sentence_start: object_sentence.sentence_start,
            sentence_end: object_sentence.sentence_end,
            sentence_iri: object_sentence.sentence_iri,
            article_iri: self.article_iri.clone(),
            graph: self.graph.clone(),
        }
    }

    fn mention(&self, index: usize) -> MentionRecord {
        let name = &self.reading.names[index];
        let Standing { start, end, sentence_start, sentence_end, .. } = self.place(&name.bytes);
        MentionRecord {
            node: self.base.range(self.hash, start, end),
            doc: self.base.range(self.hash, 0, self.points.len()),
            iri: self.reading.entity(index).iri.clone(),
            surface: self.reading.analysis.text[name.bytes.clone()].to_owned(),
            type_name: name.kind.code().to_owned(),
            type_iri: String::new(),
            confidence: percent(name.confidence),
            start,
            end,
            sentence_start,
            sentence_end,
            article_iri: self.article_iri.clone(),
            graph: self.graph.clone(),
            language: self.language.clone(),
        }
    }

    /// The sentences that facts stand in, each once, in the order of the text.
    fn sentences(&self, facts: &Facts) -> Vec<SentenceRecord> {
        let mut ranges: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut add = |start: usize, end: usize| {
            ranges.insert((start, end));
        };
        facts.figures.iter().for_each(|f| add(f.sentence_start, f.sentence_end));
        facts.quotes.iter().for_each(|f| add(f.sentence_start, f.sentence_end));
        facts.roles.iter().for_each(|f| add(f.sentence_start, f.sentence_end));
        facts.relations.iter().for_each(|f| add(f.sentence_start, f.sentence_end));
        facts.programmes.iter().for_each(|f| add(f.sentence_start, f.sentence_end));
        let doc = self.base.range(self.hash, 0, self.points.len());
        let text: Vec<char> = self.article.text.chars().collect();
        let record = |(start, end): (usize, usize)| SentenceRecord {
            iri: self.base.range(self.hash, start, end),
            doc: doc.clone(),
            start,
            end,
            text: text[start..end].iter().collect(),
            language: self.language.clone(),
            graph: self.graph.clone(),
        };
        ranges.into_iter().map(record).collect()
    }

    fn party(&self, party: Option<&Party>) -> (String, String) {
        let Some(party) = party else { return (String::new(), String::new()) };
        let iri = party.entity.map(|entity| self.reading.entities.all[entity].iri.clone());
        (party.name.clone(), iri.unwrap_or_default())
    }

    /// A byte range as code points, with the sentences around it: a quotation may span several.
    fn place(&self, bytes: &Range<usize>) -> Standing {
        let sentences = &self.reading.analysis.sentences;
        let first = sentences.get(self.reading.analysis.sentence_at(bytes.start));
        let last = sentences.get(self.reading.analysis.sentence_at(bytes.end.saturating_sub(1)));
        let sentence_start =
            self.points.at(first.map_or(bytes.start, |s| s.start.min(bytes.start)));
        let sentence_end = self.points.at(last.map_or(bytes.end, |s| s.end.max(bytes.end)));
        Standing {
            start: self.points.at(bytes.start),
            end: self.points.at(bytes.end),
            sentence_start,
            sentence_end,
            sentence_iri: self.base.range(self.hash, sentence_start, sentence_end),
        }
    }
}

fn percent(confidence: u8) -> Decimal {
    Decimal::new(i64::from(confidence.min(100)), 2)
}
