//! The queries that come with the program; `newsgraph query NAME` runs them without a file.

/// A query file of `queries/`.
#[derive(Clone, Copy, Debug)]
pub struct BundledQuery {
    /// The file's name without `.rq`.
    pub name: &'static str,
    /// The whole file.
    pub text: &'static str,
}

macro_rules! bundle {
    ($($name:literal),+ $(,)?) => {
        &[$(BundledQuery { name: $name, text: include_str!(concat!("../../queries/", $name, ".rq")) }),+]
    };
}

/// All of them, sorted by name.
pub const BUNDLED: &[BundledQuery] = bundle![
    "about-an-organisation",
    "articles-by-publisher",
    "co-mentioned-organisations",
    "comparisons",
    "contradicting-figures",
    "copies",
    "figures-and-claimants",
    "figures-on-a-measure",
    "forecasts-and-reported",
    "partners",
    "people-and-roles",
    "places-most-mentioned",
    "programmes-and-owners",
    "quotations-of-a-person",
    "schema-org-excerpt",
    "targets-by-year",
    "what-an-article-says",
    "who-speaks-for-whom",
    "without-wikidata",
];

/// The bundled query of a name; a closing `.rq` may stand or lack.
pub fn bundled(name: &str) -> Option<&'static BundledQuery> {
    let name = name.strip_suffix(".rq").unwrap_or(name);
    BUNDLED.iter().find(|query| query.name == name)
}
