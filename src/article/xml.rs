//! XML as a tree, as far as it reads: feeds and wires are often broken at one place and whole at all
//! others.

use super::Reason;
use super::limits::MAX_DEPTH;
use super::markup::{self, Blocks};
use encoding_rs::Encoding;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::borrow::Cow;
use std::rc::Rc;

/// An element with all in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// The namespace's IRI, empty where it has none.
    pub(super) space: Rc<str>,
    /// The name without its prefix.
    pub(super) name: String,
    /// Attributes by their names as written.
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
    /// Whether its end was found.
    pub(super) whole: bool,
}

#[derive(Debug)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// An attribute's value; of one with a prefix (`xml:lang`) the name is given with it.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.trim())
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The children of a name, whatever their namespace.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children().filter(move |child| child.name == name)
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name == name)
    }

    /// The first element at a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The text of the first element at a path, on one line; empty where there is none.
    pub(super) fn text_at(&self, path: &[&str]) -> String {
        self.at(path).map(Self::text).unwrap_or_default()
    }

    /// All elements in it of one of some names, itself left out, in their order; none inside another.
    pub(super) fn descendants<'a>(&'a self, names: &'a [&'a str]) -> Vec<&'a Self> {
        let mut found = Vec::new();
        for child in self.children() {
            if names.contains(&child.name.as_str()) {
                found.push(child);
            } else {
                found.extend(child.descendants(names));
            }
        }
        found
    }

    /// All characters in it, as they stand.
    pub(super) fn raw_text(&self) -> String {
        fn gather(element: &Element, text: &mut String) {
            for node in &element.nodes {
                match node {
                    Node::Text(part) => text.push_str(part),
                    Node::Element(element) => gather(element, text),
                }
            }
        }
        let mut text = String::new();
        gather(self, &mut text);
        text
    }

    /// The same on one line.
    pub(super) fn text(&self) -> String {
        self.raw_text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The paragraphs of marked-up content (XHTML, NITF).
    pub(super) fn paragraphs(&self) -> Vec<String> {
        fn gather(element: &Element, blocks: &mut Blocks) {
            for node in &element.nodes {
                match node {
                    Node::Text(text) => blocks.text(text),
                    Node::Element(element) => {
                        blocks.open(&element.name);
                        gather(element, blocks);
                        blocks.close(&element.name);
                    }
                }
            }
        }
        let mut blocks = Blocks::default();
        gather(self, &mut blocks);
        blocks.finish()
    }

    fn push_text(&mut self, text: &str) {
        match self.nodes.last_mut() {
            Some(Node::Text(last)) => last.push_str(text),
            _ => self.nodes.push(Node::Text(text.to_owned())),
        }
    }
}

/// A document's root, and what is wrong behind the place up to which it reads.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) root: Element,
    pub(super) problem: Option<String>,
}

/// Reads a document as far as it is well-formed. Names of elements that cross are borne.
///
/// # Errors
/// Where not even the root reads, and where elements stand too deep in each other.
pub(super) fn parse(format: &'static str, text: &str) -> Result<Document, Reason> {
    let mut reader = NsReader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends) = (false, true);
    (config.allow_dangling_amp, config.trim_markup_names_in_closing_tags) = (true, true);
    let mut open: Vec<Element> = Vec::new();
    let mut spaces: Vec<Rc<str>> = vec![Rc::from("")];
    let mut root = None;
    let problem = loop {
        let (space, event) = match reader.read_resolved_event() {
            Ok((space, event)) => (space, event),
            Err(error) => {
                let line = line_at(text, reader.error_position());
                break Some(format!("line {line}: {error}"));
            }
        };
        match event {
            Event::Start(start) => {
                if open.len() >= MAX_DEPTH {
                    return Err(Reason::Limit(format!(
                        "nests elements more than {MAX_DEPTH} deep, the limit for XML"
                    )));
                }
                open.push(element(&start, &space, &mut spaces));
            }
            Event::Empty(start) => {
                let element = Element { whole: true, ..element(&start, &space, &mut spaces) };
                attach(element, &mut open, &mut root);
            }
            Event::End(end) => {
                let name = end.local_name();
                // What was not closed before is closed here; an end without a beginning is nothing.
                if let Some(depth) = open.iter().rposition(|element| element.name == name.as_ref())
                {
                    while open.len() > depth {
                        let Some(mut element) = open.pop() else { break };
                        element.whole = true;
                        attach(element, &mut open, &mut root);
                    }
                }
            }
            Event::Text(content) => push(&mut open, &content.xml10_content()),
            Event::CData(content) => push(&mut open, &content.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten();
                match character {
                    Some(character) => push(&mut open, character.encode_utf8(&mut [0; 4])),
                    // Of the others HTML knows the most; those that a document defines are not read.
                    None => push(&mut open, &entity(&reference.xml10_content())),
                }
            }
            Event::Eof => {
                break open.last().map(|open| format!("ends before `</{}>`", open.name));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    };
    while let Some(element) = open.pop() {
        attach(element, &mut open, &mut root);
    }
    match root {
        Some(root) => Ok(Document { root, problem }),
        None => Err(Reason::syntax(format, problem.unwrap_or_else(|| "has no element".to_owned()))),
    }
}

fn element(
    start: &BytesStart<'_>,
    space: &ResolveResult<'_>,
    spaces: &mut Vec<Rc<str>>,
) -> Element {
    let space: &str = match space {
        ResolveResult::Bound(space) => space.0,
        _ => "",
    };
    // Few namespaces stand on many elements.
    let space = spaces.iter().find(|known| &***known == space).cloned().unwrap_or_else(|| {
        let new: Rc<str> = Rc::from(space);
        if spaces.len() < 64 {
            spaces.push(Rc::clone(&new));
        }
        new
    });
    let mut attributes = Vec::new();
    for attribute in start.html_attributes().with_checks(false).filter_map(Result::ok) {
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .unwrap_or_else(|_| Cow::Owned(markup::text(&attribute.value)));
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    let name = start.local_name().as_ref().to_owned();
    Element { space, name, attributes, ..Element::default() }
}

fn attach(element: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.nodes.push(Node::Element(element)),
        None => drop(root.get_or_insert(element)),
    }
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.push_text(text);
    }
}

fn entity(name: &str) -> String {
    let written = format!("&{name};");
    if name.len() > 32 || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return written;
    }
    markup::characters(&written)
}

/// The line of a byte, from 1.
fn line_at(text: &str, position: u64) -> usize {
    text.get(..position as usize).unwrap_or(text).matches('\n').count() + 1
}

/// XML's characters by the encoding that it declares; `None` where it declares none that is known.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = String::from_utf8_lossy(head);
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.split(['"', '\'']).nth(1)?;
    Encoding::for_label(label.as_bytes())
}

/// The name of a document's root element, its prefix left out, without reading further; empty where
/// the text does not begin as XML or HTML.
pub(super) fn root_name(head: &str) -> &str {
    let mut rest = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    loop {
        let end = if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<!") {
            ">"
        } else {
            break;
        };
        let Some((before, after)) = rest.split_once(end) else { return "" };
        // A document type with entities of its own holds elements in brackets.
        let after = if end == ">" && before.contains('[') && !before.contains(']') {
            after.split_once("]>").or_else(|| after.split_once(']')).map_or("", |(_, after)| after)
        } else {
            after
        };
        rest = after.trim_start();
    }
    let Some(name) = rest.strip_prefix('<') else { return "" };
    let end =
        name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
    let name = &name[..end];
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{Reason, declared, parse, root_name};

    #[test]
    fn a_tree_is_read_with_its_namespaces_and_entities() {
        let text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><r xmlns='urn:a' xmlns:b='urn:b'>\
                    <b:t k='1 &amp; 2'>R&amp;D &eacute;t&#233; &x; &lt;<![CDATA[<p>]]></b:t><p/>tail</r>";
        let document = parse("feed", text).unwrap();
        assert_eq!(document.problem, None);
        let t = document.root.child("t").unwrap();
        assert_eq!((&*document.root.space, &*t.space), ("urn:a", "urn:b"));
        assert_eq!((t.attribute("k"), t.text().as_str()), ("1 & 2", "R&D été &x; <<p>"));
    }

    #[test]
    fn what_is_cut_short_is_read_as_far_as_it_goes() {
        let document = parse("feed", "<r><i>one</i><i>tw").unwrap();
        let whole: Vec<bool> = document.root.children().map(|child| child.whole).collect();
        assert_eq!(whole, [true, false]);
        assert_eq!(document.problem.as_deref(), Some("ends before `</i>`"));
        let crossed = parse("feed", "<r><b><i>one</b></i>two</r>").unwrap();
        assert_eq!(crossed.root.text(), "onetwo");
        assert!(matches!(parse("feed", "no element"), Err(Reason::Syntax { .. })));
    }

    #[test]
    fn depth_is_limited() {
        let error = parse("feed", &"<a>".repeat(100_000)).unwrap_err().to_string();
        assert!(error.contains("256 deep"), "{error}");
    }

    #[test]
    fn the_root_is_told_from_what_stands_before_it() {
        for (head, root) in [
            ("<?xml version=\"1.0\"?>\n<!-- <x> -->\n<rss version='2.0'>", "rss"),
            ("\u{feff}<rdf:RDF xmlns", "RDF"),
            ("<!DOCTYPE html>\n<html lang=fr>", "html"),
            ("<!DOCTYPE x [<!ENTITY a \"<b>\">]><newsItem>", "newsItem"),
            ("< 5 jobs", ""),
            ("Text <a>", ""),
        ] {
            assert_eq!(root_name(head), root, "{head}");
        }
        assert_eq!(
            declared(b"<?xml version='1.0' encoding='ISO-8859-1'?>").unwrap().name(),
            "windows-1252"
        );
    }
}
