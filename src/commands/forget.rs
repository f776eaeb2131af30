//! `newsgraph forget`: takes articles and foreign graphs out of the store, and with them all that only
//! they say.

use super::{Status, open};
use crate::cli::GlobalArgs;
use crate::merge::{Batch, Revision};
use crate::printer::Printer;
use crate::store::{Access, Source};
use anyhow::{Result, bail};
use clap::Args;
use oxigraph::model::NamedNode;

/// How alike two IRIs must be (Jaro-Winkler, 1 is equal) for the one to be offered for the other.
const ALIKE: f64 = 0.85;
/// How many near IRIs an error names.
const OFFERED: usize = 3;

/// Takes articles and foreign graphs out of the store, and with them all that only they say
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// The IRI of an article or of its graph; the file that a foreign graph was merged from, or its IRI
    #[arg(required = true, value_name = "SOURCE")]
    pub articles: Vec<String>,
}

pub(super) fn run(args: &ForgetArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let store = open::existing(global, Access::Write)?;
    let sources = store.sources()?;
    // All are looked up before the first is taken out: a slip of the pen changes nothing.
    let (mut articles, mut files) = (Vec::new(), Vec::new());
    let known = store.foreign_sources()?;
    for wanted in &args.articles {
        let file = known.iter().find(|file| file.names.contains(wanted)).map(|file| &file.iri);
        let found = file.cloned().map_or_else(|| find(wanted, &sources), Ok)?;
        if known.iter().any(|file| file.iri == found) {
            files.push(found);
        } else {
            articles.push(found);
        }
    }
    for found in [&mut articles, &mut files] {
        found.sort_unstable();
        found.dedup();
    }
    let mut batch = Batch::begin(&store)?;
    for article in &articles {
        batch.forget(article)?;
    }
    batch.commit()?;
    let mut revision = Revision::begin(&store)?;
    for file in &files {
        revision.forget(file)?;
    }
    if !files.is_empty() {
        revision.commit()?;
    }
    store.flush()?;
    for article in articles.into_iter().chain(files) {
        printer.say(&format!("forgotten: {}", article.as_str()));
    }
    Ok(Status::Done)
}

/// The article that is meant, or an error with those that might be.
fn find(wanted: &str, sources: &[Source]) -> Result<NamedNode> {
    let iri = wanted.strip_prefix('<').and_then(|w| w.strip_suffix('>')).unwrap_or(wanted);
    let meant = |source: &&Source| source.article.as_str() == iri || source.graph.as_str() == iri;
    if let Some(source) = sources.iter().find(meant) {
        return Ok(source.article.clone());
    }
    let near = near(iri, sources);
    if near.is_empty() {
        bail!(
            "no article or graph `{iri}` in the store; `newsgraph export --sources` names them all"
        );
    }
    bail!("no article or graph `{iri}` in the store; near it are:\n  {}", near.join("\n  "));
}

/// The articles whose IRI holds the text, then the most alike ones.
fn near<'a>(wanted: &str, sources: &'a [Source]) -> Vec<&'a str> {
    let mut near: Vec<(f64, &str)> = Vec::new();
    for source in sources {
        let article = source.article.as_str();
        let likeness =
            if article.contains(wanted) { 1.0 } else { strsim::jaro_winkler(wanted, article) };
        if likeness >= ALIKE {
            near.push((likeness, article));
        }
    }
    near.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    near.truncate(OFFERED);
    near.into_iter().map(|(_, article)| article).collect()
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::store::Source;
    use oxigraph::model::NamedNode;

    #[test]
    fn an_article_is_found_by_its_iri_or_its_graph_and_else_its_neighbours_are_named() {
        let source = |name: &str| Source {
            article: NamedNode::new_unchecked(format!("https://news.example.org/fr/{name}")),
            graph: NamedNode::new_unchecked(format!("https://newsgraph.example/graph/{name}")),
        };
        let sources = ["ai-in-belgium", "harbour"].map(source);
        let found = |wanted: &str| find(wanted, &sources).map_err(|error| error.to_string());
        let harbour = Ok(sources[1].article.clone());
        assert_eq!(found("https://news.example.org/fr/harbour"), harbour);
        assert_eq!(found("<https://newsgraph.example/graph/harbour>"), harbour);
        for near in ["harbour", "https://news.example.org/fr/harbor"] {
            let said = found(near).err().unwrap_or_default();
            assert!(said.contains("near it are:\n  https://news.example.org/fr/harbour"), "{said}");
        }
        let said = found("zebra").err().unwrap_or_default();
        assert!(said.starts_with("no article or graph `zebra` in the store;"), "{said}");
    }
}
