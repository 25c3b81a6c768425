//! A page as a browser reads it: parsed by html5ever, which follows the standard
//! also where a page is wrong, and laid out as a flat list of elements.

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A parsed page: its elements in the order of the document.
#[derive(Debug)]
pub(crate) struct Page {
    elements: Vec<Element>,
    /// What the parser had to forgive.
    pub(crate) faults: Vec<String>,
}

/// An element of a page.
#[derive(Debug)]
pub(crate) struct Element {
    /// The tag's name.
    pub(crate) name: String,
    /// The attributes with their values, character references resolved.
    pub(crate) attributes: Vec<(String, String)>,
    /// All text inside it, with single spaces.
    pub(crate) text: String,
    /// The position after its last descendant.
    end: usize,
}

impl Page {
    /// Parses a page.
    pub(crate) fn parse(html: &str) -> Self {
        let dom =
            html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
        let mut elements = Vec::new();
        collect(&dom.document, &mut elements);
        let faults = dom
            .errors
            .borrow()
            .iter()
            .map(ToString::to_string)
            .collect();
        Self { elements, faults }
    }

    /// All elements.
    pub(crate) fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The elements with a tag's name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.elements
            .iter()
            .filter(move |element| element.name == name)
    }

    /// The elements with a tag's name inside the element with an id.
    #[track_caller]
    pub(crate) fn inside(&self, id: &str, name: &str) -> Vec<&Element> {
        let start = self.elements.iter().position(|e| e.is("id", id));
        let start = start.unwrap_or_else(|| panic!("no element has the id `{id}`"));
        let inside = &self.elements[start + 1..self.elements[start].end];
        inside
            .iter()
            .filter(|element| element.name == name)
            .collect()
    }

    /// The texts of the elements with a tag's name inside the element with an id.
    #[track_caller]
    pub(crate) fn texts(&self, id: &str, name: &str) -> Vec<&str> {
        self.inside(id, name)
            .into_iter()
            .map(|element| element.text.as_str())
            .collect()
    }

    /// The text of the element with an id, if there is one.
    pub(crate) fn text_of(&self, id: &str) -> Option<&str> {
        let element = self.elements.iter().find(|element| element.is("id", id))?;
        Some(&element.text)
    }

    /// The value of an attribute of the first element with a tag's name whose
    /// other attribute has a value: `attribute("link", "rel", "canonical", "href")`.
    pub(crate) fn attribute(
        &self,
        name: &str,
        of: &str,
        value: &str,
        wanted: &str,
    ) -> Option<&str> {
        self.all(name)
            .find(|element| element.is(of, value))?
            .get(wanted)
    }

    /// Where the links of the page lead to.
    pub(crate) fn links(&self) -> Vec<&str> {
        self.all("a").filter_map(|a| a.get("href")).collect()
    }
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has a value.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

fn collect(node: &Handle, elements: &mut Vec<Element>) -> String {
    let at = elements.len();
    let mut text = String::new();
    match &node.data {
        NodeData::Text { contents } => text.push_str(&contents.borrow()),
        NodeData::Element { name, attrs, .. } => {
            let attributes = attrs.borrow();
            let attribute = |a: &html5ever::Attribute| {
                let prefix = a
                    .name
                    .prefix
                    .as_ref()
                    .map_or_else(String::new, |p| format!("{p}:"));
                (format!("{prefix}{}", a.name.local), a.value.to_string())
            };
            elements.push(Element {
                name: name.local.to_string(),
                attributes: attributes.iter().map(attribute).collect(),
                text: String::new(),
                end: 0,
            });
        }
        _ => {}
    }
    let is_element = elements.len() > at;
    for child in node.children.borrow().iter() {
        text.push_str(&collect(child, elements));
    }
    if let NodeData::Element {
        template_contents, ..
    } = &node.data
        && let Some(contents) = template_contents.borrow().as_ref()
    {
        collect(contents, elements);
    }
    if is_element {
        let end = elements.len();
        elements[at].end = end;
        elements[at].text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    text
}
