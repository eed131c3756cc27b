//! A page as a tree of numbered nodes, as browsers would read it: whatever is missing or
//! wrongly nested is mended by their rules.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::tree_builder::{
    ElementFlags, NodeOrText, QuirksMode, TreeSink,
};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, parse_document};

use crate::base::Error;

/// The most nodes of a page, and how deep they may stand.
const MOST_NODES: usize = 3_000_000;
const MOST_DEPTH: usize = 300;
/// How much of a page is read at a time, in bytes.
const PIECE: usize = 4_096;

/// The number of a node.
pub(in crate::import) type Id = usize;

/// A page.
#[derive(Debug)]
pub(in crate::import) struct Dom {
    nodes: Vec<HtmlNode>,
}

#[derive(Debug)]
struct HtmlNode {
    parent: Option<Id>,
    children: Vec<Id>,
    depth: usize,
    data: Data,
}

#[derive(Debug)]
enum Data {
    /// The page itself, a comment, or what is no element.
    Other,
    Text(String),
    Element(Box<str>, Vec<(Box<str>, String)>),
}

impl Dom {
    /// Reads a page.
    ///
    /// # Errors
    ///
    /// Wrong use: it is nested too deep, or holds too much.
    pub(in crate::import) fn read(text: &str) -> Result<Dom, Error> {
        let sink = Sink {
            nodes: RefCell::new(vec![HtmlNode::new(Data::Other)]),
            fault: Rc::new(Cell::new(None)),
        };
        let fault = sink.fault.clone();
        let mut parser = parse_document(sink, ParseOpts::default());
        let mut rest = text;
        while !rest.is_empty() {
            let mut end = rest.len().min(PIECE);
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            parser.process(StrTendril::from(&rest[..end]));
            rest = &rest[end..];
            match fault.get() {
                Some(HtmlFault::Deep) => {
                    return Err(Error::usage(format!(
                        "the page is nested more than {MOST_DEPTH} levels deep"
                    ))
                    .with_help("open it in a browser, copy its text, and import that"));
                }
                Some(HtmlFault::Large) => {
                    return Err(Error::usage("the page holds too many elements")
                        .with_help("split it, and import its parts"));
                }
                None => {}
            }
        }
        Ok(parser.finish())
    }

    /// The topmost node.
    pub(in crate::import) const ROOT: Id = 0;

    /// The nodes in a node.
    pub(in crate::import) fn children(&self, id: Id) -> &[Id] {
        &self.nodes[id].children
    }

    /// The node that a node stands in.
    pub(in crate::import) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id].parent
    }

    /// The name of an element; empty for anything else.
    pub(in crate::import) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].data {
            Data::Element(name, _) => name,
            Data::Text(_) | Data::Other => "",
        }
    }

    /// The letters of a text.
    pub(in crate::import) fn letters(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Text(text) => Some(text),
            Data::Element(..) | Data::Other => None,
        }
    }

    /// The value of an attribute.
    pub(in crate::import) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        match &self.nodes[id].data {
            Data::Element(_, attributes) => attributes
                .iter()
                .find(|(own, _)| &**own == name)
                .map(|(_, value)| value.as_str()),
            Data::Text(_) | Data::Other => None,
        }
    }

    /// Every node from a node down, in the order of the text.
    pub(in crate::import) fn below(&self, id: Id) -> Vec<Id> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            found.push(next);
            open.extend(self.children(next).iter().rev());
        }
        found
    }

    /// The elements of a name in a node, in the order of the text.
    pub(in crate::import) fn all(&self, id: Id, name: &str) -> Vec<Id> {
        let mut found = self.below(id);
        found.retain(|own| self.name(*own) == name);
        found
    }

    /// The words in a node.
    pub(in crate::import) fn text(&self, id: Id) -> String {
        let mut text = String::new();
        for own in self.below(id) {
            if let Some(letters) = self.letters(own) {
                text.push_str(letters);
            } else {
                text.push(' ');
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether a node stands in another, or is it.
    pub(in crate::import) fn is_in(&self, id: Id, outer: Id) -> bool {
        let mut at = Some(id);
        while let Some(own) = at {
            if own == outer {
                return true;
            }
            at = self.parent(own);
        }
        false
    }
}

impl HtmlNode {
    fn new(data: Data) -> HtmlNode {
        HtmlNode { parent: None, children: Vec::new(), depth: 0, data }
    }
}

#[derive(Debug, Clone, Copy)]
enum HtmlFault {
    Deep,
    Large,
}

/// What the parser calls a node: its number, and its name if it is an element.
struct NodeName {
    id: Id,
    name: Option<QualName>,
}

/// Where the parser puts its nodes.
struct Sink {
    nodes: RefCell<Vec<HtmlNode>>,
    fault: Rc<Cell<Option<HtmlFault>>>,
}

impl Sink {
    fn make(&self, data: Data, name: Option<QualName>) -> Rc<NodeName> {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(HtmlNode::new(data));
        if nodes.len() > MOST_NODES {
            self.fault.set(Some(HtmlFault::Large));
        }
        Rc::new(NodeName { id: nodes.len() - 1, name })
    }

    fn detach(nodes: &mut [HtmlNode], id: Id) {
        if let Some(parent) = nodes[id].parent.take() {
            nodes[parent].children.retain(|own| *own != id);
        }
    }

    /// Puts a node into another, before the child at a place.
    fn put(&self, parent: Id, place: Option<usize>, child: NodeOrText<Rc<NodeName>>) {
        let mut nodes = self.nodes.borrow_mut();
        let place = place.unwrap_or(nodes[parent].children.len());
        let id = match child {
            NodeOrText::AppendNode(node) => {
                Sink::detach(&mut nodes, node.id);
                node.id
            }
            NodeOrText::AppendText(text) => {
                let before = place.checked_sub(1).map(|at| nodes[parent].children[at]);
                if let Some(before) = before
                    && let Data::Text(last) = &mut nodes[before].data
                {
                    last.push_str(&text);
                    return;
                }
                nodes.push(HtmlNode::new(Data::Text(text.to_string())));
                nodes.len() - 1
            }
        };
        let place = place.min(nodes[parent].children.len());
        nodes[id].parent = Some(parent);
        nodes[id].depth = nodes[parent].depth + 1;
        if nodes[id].depth > MOST_DEPTH {
            self.fault.set(Some(HtmlFault::Deep));
        }
        nodes[parent].children.insert(place, id);
    }
}

fn attributes(given: Vec<Attribute>) -> Vec<(Box<str>, String)> {
    let read = |own: Attribute| (Box::from(&*own.name.local), own.value.to_string());
    given.into_iter().map(read).collect()
}

impl TreeSink for Sink {
    type Handle = Rc<NodeName>;
    type Output = Dom;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Dom {
        Dom { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Rc<NodeName> {
        Rc::new(NodeName { id: Dom::ROOT, name: None })
    }

    fn elem_name<'a>(&'a self, target: &'a Rc<NodeName>) -> ExpandedName<'a> {
        let name = target.name.as_ref();
        name.expect("the parser asks for the names of elements only").expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        given: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> Rc<NodeName> {
        let data = Data::Element(Box::from(&*name.local), attributes(given));
        self.make(data, Some(name))
    }

    fn create_comment(&self, _text: StrTendril) -> Rc<NodeName> {
        self.make(Data::Other, None)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Rc<NodeName> {
        self.make(Data::Other, None)
    }

    fn append(&self, parent: &Rc<NodeName>, child: NodeOrText<Rc<NodeName>>) {
        self.put(parent.id, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Rc<NodeName>,
        before: &Rc<NodeName>,
        child: NodeOrText<Rc<NodeName>>,
    ) {
        if self.nodes.borrow()[element.id].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Rc<NodeName>) -> Rc<NodeName> {
        Rc::new(NodeName { id: target.id, name: target.name.clone() })
    }

    fn same_node(&self, one: &Rc<NodeName>, other: &Rc<NodeName>) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(
        &self,
        sibling: &Rc<NodeName>,
        child: NodeOrText<Rc<NodeName>>,
    ) {
        let place = {
            let nodes = self.nodes.borrow();
            nodes[sibling.id].parent.map(|parent| {
                let mut children = nodes[parent].children.iter();
                (parent, children.position(|own| *own == sibling.id))
            })
        };
        if let Some((parent, place)) = place {
            self.put(parent, place, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Rc<NodeName>, given: Vec<Attribute>) {
        if let Data::Element(_, own) = &mut self.nodes.borrow_mut()[target.id].data {
            for (name, value) in attributes(given) {
                if !own.iter().any(|(known, _)| *known == name) {
                    own.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Rc<NodeName>) {
        Sink::detach(&mut self.nodes.borrow_mut(), target.id);
    }

    fn reparent_children(&self, node: &Rc<NodeName>, parent: &Rc<NodeName>) {
        let mut nodes = self.nodes.borrow_mut();
        let moved = std::mem::take(&mut nodes[node.id].children);
        let depth = nodes[parent.id].depth + 1;
        for &child in &moved {
            nodes[child].parent = Some(parent.id);
            nodes[child].depth = depth;
        }
        nodes[parent.id].children.extend(moved);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_browsers_do() {
        let dom = Dom::read("<p>a<p>b<table><tr><td>c</table>").unwrap();
        assert_eq!(dom.all(Dom::ROOT, "p").len(), 2);
        assert_eq!(dom.text(Dom::ROOT), "a b c");
        let cell = dom.all(Dom::ROOT, "td")[0];
        assert!(dom.is_in(cell, dom.all(Dom::ROOT, "table")[0]));
    }

    #[test]
    fn a_page_that_is_too_deep_is_refused() {
        assert!(Dom::read(&"<div>".repeat(100_000)).is_err());
        assert!(Dom::read(&"<div>".repeat(100)).is_ok());
    }
}
