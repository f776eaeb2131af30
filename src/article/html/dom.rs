//! The document tree of a web page: parsed by html5ever into one vector, read without recursion.
//!
//! Nodes are numbers, so a page of any depth is walked and dropped without stack. Pages that nest
//! deeper or hold more nodes than a browser would bear are refused while they are parsed.

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The deepest nesting that is read. Browsers stop at 512.
pub(super) const MAX_DEPTH: u32 = 1_000;
/// The most nodes that are read; long live reports have some ten thousand.
pub(super) const MAX_NODES: usize = 2_000_000;
/// How much is parsed between two looks at the limits, in bytes.
const STEP: usize = 16 * 1024;

/// The number of a node.
pub(super) type Id = u32;
const NONE: Id = Id::MAX;
/// The document itself.
pub(super) const ROOT: Id = 0;

/// A limit that a page goes beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    Depth,
    Nodes,
}

#[derive(Debug)]
enum Data {
    Document,
    Element {
        name: Rc<QualName>,
        attributes: Vec<Attribute>,
    },
    Text(StrTendril),
    /// Comments and processing instructions.
    Other,
}

#[derive(Debug)]
struct Node {
    parent: Id,
    first_child: Id,
    last_child: Id,
    previous: Id,
    next: Id,
    depth: u32,
    data: Data,
}

/// A parsed page.
#[derive(Debug)]
pub(super) struct Dom {
    nodes: Vec<Node>,
}

impl Dom {
    /// Parses a page.
    ///
    /// # Errors
    /// Where it goes beyond [`MAX_DEPTH`] or [`MAX_NODES`].
    pub(super) fn parse(text: &str) -> Result<Self, Excess> {
        let sink = Sink::default();
        let mut parser = parse_document(sink, ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let most = rest.len().min(STEP);
            let step = (0..=most).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(most);
            parser.process(StrTendril::from_slice(&rest[..step]));
            rest = &rest[step..];
            if let Some(excess) = parser.tokenizer.sink.sink.excess.get() {
                return Err(excess);
            }
        }
        let (dom, excess) = parser.finish();
        excess.map_or(Ok(dom), Err)
    }

    /// The tag's name in lower case; `None` for what is no HTML element.
    pub(super) fn tag(&self, id: Id) -> Option<&str> {
        match &self.nodes[id as usize].data {
            Data::Element { name, .. } if name.ns == ns!(html) => Some(&name.local),
            _ => None,
        }
    }

    /// Whether it is the element of that name.
    pub(super) fn is(&self, id: Id, tag: &str) -> bool {
        self.tag(id) == Some(tag)
    }

    /// An attribute's value as it stands.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match &self.nodes[id as usize].data {
            Data::Element { attributes, .. } => {
                attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
            }
            _ => None,
        }
    }

    /// The characters of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id as usize].data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        some(self.nodes[id as usize].parent)
    }

    /// The node and what it stands in, outwards.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), |&id| self.parent(id))
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let first = some(self.nodes[id as usize].first_child);
        std::iter::successors(first, |&id| some(self.nodes[id as usize].next))
    }

    /// The node and all in it, in the order of the page.
    pub(super) fn descendants(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(Some(id), move |&at| {
            some(self.nodes[at as usize].first_child).or_else(|| self.after(at, id))
        })
    }

    /// The node that follows `at` and all in it, within `top`.
    pub(super) fn after(&self, at: Id, top: Id) -> Option<Id> {
        let mut at = at;
        while at != top {
            if let Some(next) = some(self.nodes[at as usize].next) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The steps of a walk through a node and all in it. With `enters`, what it refuses is passed over.
    pub(super) fn walk<'a>(&'a self, top: Id, enters: impl Fn(Id) -> bool + 'a) -> Walk<'a> {
        Walk { dom: self, top, at: Some(Step::Enter(top)), enters: Box::new(enters) }
    }

    /// All characters in a node, as they stand.
    pub(super) fn text_content(&self, id: Id) -> String {
        self.descendants(id).filter_map(|id| self.text(id)).collect()
    }

    /// How many nodes there are; their numbers are below it.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }
}

fn some(id: Id) -> Option<Id> {
    (id != NONE).then_some(id)
}

/// A step of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Enter(Id),
    /// All in the node has been seen.
    Leave(Id),
}

/// A walk through a part of the page; see [`Dom::walk`].
pub(super) struct Walk<'a> {
    dom: &'a Dom,
    top: Id,
    at: Option<Step>,
    enters: Box<dyn Fn(Id) -> bool + 'a>,
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.at?;
        self.at = match step {
            Step::Enter(id) => {
                let first = Some(self.dom.nodes[id as usize].first_child)
                    .and_then(some)
                    .filter(|_| (self.enters)(id));
                Some(first.map_or(Step::Leave(id), Step::Enter))
            }
            Step::Leave(id) if id == self.top => None,
            Step::Leave(id) => {
                let node = &self.dom.nodes[id as usize];
                some(node.next).map(Step::Enter).or_else(|| some(node.parent).map(Step::Leave))
            }
        };
        Some(step)
    }
}

/// Takes what html5ever finds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    excess: Cell<Option<Excess>>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Self { nodes: RefCell::default(), excess: Cell::new(None) };
        sink.create(Data::Document);
        sink
    }
}

impl Sink {
    fn create(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        if nodes.len() >= MAX_NODES {
            self.excess.set(Some(Excess::Nodes));
        }
        let (parent, first_child, last_child) = (NONE, NONE, NONE);
        let id = nodes.len() as Id;
        nodes.push(Node {
            parent,
            first_child,
            last_child,
            previous: NONE,
            next: NONE,
            depth: 0,
            data,
        });
        id
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[id as usize];
        if parent == NONE {
            return;
        }
        match previous {
            NONE => nodes[parent as usize].first_child = next,
            previous => nodes[previous as usize].next = next,
        }
        match next {
            NONE => nodes[parent as usize].last_child = previous,
            next => nodes[next as usize].previous = previous,
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node without parent under `parent`, before `next` or, where that is `NONE`, at the end.
    fn attach(&self, id: Id, parent: Id, next: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent as usize].depth + 1;
        if depth > MAX_DEPTH {
            self.excess.set(Some(Excess::Depth));
        }
        let previous = match next {
            NONE => std::mem::replace(&mut nodes[parent as usize].last_child, id),
            next => std::mem::replace(&mut nodes[next as usize].previous, id),
        };
        match previous {
            NONE => nodes[parent as usize].first_child = id,
            previous => nodes[previous as usize].next = id,
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
    }

    /// Puts a node or characters under `parent` before `next`; characters join those before them.
    fn insert(&self, parent: Id, next: Id, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let previous = match next {
                    NONE => nodes[parent as usize].last_child,
                    next => nodes[next as usize].previous,
                };
                if let Some(Data::Text(before)) =
                    some(previous).map(|id| &mut nodes[id as usize].data)
                {
                    before.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.create(Data::Text(text))
            }
        };
        self.attach(id, parent, next);
    }
}

/// An element's name, shared with the tree.
#[derive(Debug)]
struct Name(Rc<QualName>);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = (Dom, Option<Excess>);
    type ElemName<'a> = Name;

    fn finish(self) -> Self::Output {
        (Dom { nodes: self.nodes.into_inner() }, self.excess.get())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        match &self.nodes.borrow()[*target as usize].data {
            Data::Element { name, .. } => Name(Rc::clone(name)),
            // The parser asks for elements alone.
            _ => Name(Rc::new(QualName::new(None, Namespace::default(), LocalName::default()))),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.create(Data::Element { name: Rc::new(name), attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element as usize].parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    // What a template holds is shown by no browser, but some pages are saved with their text in one.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = child {
            self.detach(id);
        }
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        if parent != NONE {
            self.insert(parent, *sibling, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, added: Vec<Attribute>) {
        if let Data::Element { attributes, .. } =
            &mut self.nodes.borrow_mut()[*target as usize].data
        {
            for attribute in added {
                if attributes.iter().all(|known| known.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        loop {
            let child = self.nodes.borrow()[*node as usize].first_child;
            if child == NONE {
                return;
            }
            self.detach(child);
            self.attach(child, *new_parent, NONE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dom, Excess, ROOT};

    #[test]
    fn broken_markup_is_read_as_browsers_do() {
        let dom = Dom::parse("<p>One<p>Two <b>three<p>four</b><table>five<tr><td>six").unwrap();
        let tags: Vec<_> = dom.descendants(ROOT).filter_map(|id| dom.tag(id)).collect();
        assert_eq!(tags[..3], ["html", "head", "body"]);
        assert_eq!(dom.text_content(ROOT), "OneTwo threefourfivesix");
        let last = dom.descendants(ROOT).last().unwrap();
        assert!(dom.ancestors(last).any(|id| dom.is(id, "td")));
    }

    #[test]
    fn deep_pages_are_refused_without_stack() {
        let deep = "<div>".repeat(100_000);
        assert_eq!(Dom::parse(&deep).unwrap_err(), Excess::Depth);
        let bold = "<b><i>".repeat(50_000);
        assert_eq!(Dom::parse(&bold).unwrap_err(), Excess::Depth);
        assert!(Dom::parse(&"<div>".repeat(500)).is_ok());
    }
}
