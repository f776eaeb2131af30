//! What the mark-up of a page states of it outside JSON-LD: `<meta>`, `<link>`, `<html lang>`,
//! microdata, `<time>`, by-lines.

use super::dom::{Dom, Id, ROOT};
use super::statement::plain;
use oxiri::Iri;

/// The statements of a page's mark-up.
pub(super) struct Head<'a> {
    dom: &'a Dom,
    /// Names of `<meta>` in lower case with their contents, in the order of the page.
    metas: Vec<(String, String)>,
}

impl<'a> Head<'a> {
    pub(super) fn of(dom: &'a Dom) -> Self {
        let mut metas = Vec::new();
        for id in dom.descendants(ROOT).filter(|&id| dom.is(id, "meta")) {
            let Some(content) = dom.attribute(id, "content").filter(|c| !c.trim().is_empty())
            else {
                continue;
            };
            for key in ["property", "name", "itemprop", "http-equiv"] {
                for name in dom.attribute(id, key).unwrap_or_default().split_whitespace() {
                    metas.push((name.to_lowercase(), plain(content)));
                }
            }
        }
        Self { dom, metas }
    }

    /// The contents of the `<meta>` of these names, those of the first name first.
    pub(super) fn metas(&self, names: &[&str]) -> Vec<&str> {
        let mut found = Vec::new();
        for name in names {
            found.extend(
                self.metas.iter().filter(|(known, _)| known == name).map(|(_, c)| c.trim()),
            );
        }
        found
    }

    /// The first of them.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        self.metas(names).into_iter().next()
    }

    /// The `<title>` of the page.
    pub(super) fn title(&self) -> String {
        let title = self.dom.descendants(ROOT).find(|&id| self.dom.is(id, "title"));
        title.map(|id| plain(&one_line(&self.dom.text_content(id)))).unwrap_or_default()
    }

    /// The language that the page states of itself.
    pub(super) fn language(&self) -> Option<&str> {
        let html = self.dom.descendants(ROOT).find(|&id| self.dom.is(id, "html"))?;
        ["lang", "xml:lang"].iter().find_map(|name| self.dom.attribute(html, name))
    }

    /// What `href` of the links of a relation say, in the order of the page.
    pub(super) fn links(&self, relation: &str) -> Vec<&str> {
        self.with(|id| {
            self.dom.is(id, "link")
                && self.dom.attribute(id, "rel").is_some_and(|all| {
                    all.split_whitespace().any(|one| one.eq_ignore_ascii_case(relation))
                })
        })
        .filter_map(|id| self.dom.attribute(id, "href"))
        .collect()
    }

    /// The address that relative ones on the page are to be read from.
    pub(super) fn base(&self) -> Option<&str> {
        self.with(|id| self.dom.is(id, "base")).find_map(|id| self.dom.attribute(id, "href"))
    }

    /// The values of a property in microdata or RDFa, in the order of the page.
    pub(super) fn items(&self, property: &str) -> Vec<String> {
        self.with(|id| {
            !self.dom.is(id, "meta")
                && ["itemprop", "property"].iter().any(|name| {
                    self.dom.attribute(id, name).is_some_and(|all| {
                        all.split_whitespace()
                            .any(|one| one.trim_start_matches("schema:") == property)
                    })
                })
        })
        .map(|id| self.value(id))
        .filter(|value| !value.is_empty())
        .collect()
    }

    /// What an element with a property says: its `content` or `datetime`, the `name` in it, its text.
    fn value(&self, id: Id) -> String {
        let stated = ["content", "datetime"].iter().find_map(|name| self.dom.attribute(id, name));
        let name = || {
            self.dom
                .descendants(id)
                .skip(1)
                .find(|&id| self.dom.attribute(id, "itemprop") == Some("name"))
        };
        match stated {
            Some(value) => one_line(value),
            None => match name() {
                Some(inner) => self.value_of_name(inner),
                None => one_line(&self.dom.text_content(id)),
            },
        }
    }

    fn value_of_name(&self, id: Id) -> String {
        let text = self
            .dom
            .attribute(id, "content")
            .map_or_else(|| self.dom.text_content(id), str::to_owned);
        one_line(&text)
    }

    /// Dates in `<time>`, those marked as the date of publication first.
    pub(super) fn times(&self) -> Vec<String> {
        let mut times: Vec<(bool, String)> = self
            .with(|id| self.dom.is(id, "time"))
            .map(|id| {
                let class = self.dom.attribute(id, "class").unwrap_or_default().to_lowercase();
                let marked = self.dom.attribute(id, "pubdate").is_some() || class.contains("publi");
                let stated = self.dom.attribute(id, "datetime").map(str::to_owned);
                (!marked, stated.unwrap_or_else(|| one_line(&self.dom.text_content(id))))
            })
            .collect();
        times.sort_by_key(|(unmarked, _)| *unmarked);
        times.into_iter().map(|(_, time)| time).collect()
    }

    fn with(&self, wanted: impl Fn(Id) -> bool) -> impl Iterator<Item = Id> {
        self.dom.descendants(ROOT).filter(move |&id| wanted(id))
    }
}

/// A text on one line, without double spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address in full, read from `base` where it is relative.
pub(super) fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    let web = |address: &str| {
        crate::article::canonical_url(address).ok().filter(|address| address.starts_with("http"))
    };
    if let Some(rest) = address.strip_prefix("//") {
        let scheme =
            if base.is_some_and(|base| base.starts_with("http:")) { "http" } else { "https" };
        return web(&format!("{scheme}://{rest}"));
    }
    if Iri::parse(address).is_ok() {
        return web(address);
    }
    let resolved = Iri::parse(base?).ok()?.resolve(address).ok()?;
    web(resolved.as_str())
}
