//! What is known of an artifact: what it names, what it may be named by, and what it
//! does that a page opened from a folder cannot.

use super::script;

/// What an artifact names and what it may be named by.
#[derive(Debug, Default)]
pub(super) struct PageFacts {
    pub references: Vec<Reference>,
    pub repeated_ids: Vec<String>,
    pub faults: Vec<PageFault>,
    /// The anchors, sorted.
    pub ids: Vec<Box<str>>,
    /// The first pictures that it shows, in their order: the widest copy of each.
    pub pictures: Vec<String>,
}

/// Something that a page names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reference {
    /// The address as it stands there.
    pub to: String,
    /// What happens with it.
    pub kind: Use,
}

/// What a browser does with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// It goes there when a person asks.
    Link,
    /// It loads it by itself.
    Load,
}

/// Something that does not work in a page opened from a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PageFault {
    /// The code.
    pub key: &'static str,
    /// What it is.
    pub feature: String,
    /// Where it stands in the artifact, where that is a file of the theme.
    pub at: Option<usize>,
    /// Texts by one of which it is found in a template.
    pub needles: Vec<String>,
}

impl PageFault {
    /// A fault at a place of a style sheet or a script.
    pub(super) fn at(key: &'static str, feature: &str, at: usize, needle: &str) -> Self {
        Self {
            key,
            feature: feature.to_owned(),
            at: Some(at),
            needles: vec![needle.to_owned()],
        }
    }

    /// A fault of a page.
    pub(super) fn of<const N: usize>(
        key: &'static str,
        feature: &str,
        needles: [String; N],
    ) -> Self {
        Self {
            key,
            feature: feature.to_owned(),
            at: None,
            needles: needles.into(),
        }
    }
}

impl PageFacts {
    /// Whether an anchor is on the page; `top` always is.
    pub(super) fn has_id(&self, anchor: &str) -> bool {
        anchor == "top" || self.ids.binary_search_by(|id| (**id).cmp(anchor)).is_ok()
    }

    /// Notes something that is loaded.
    pub(super) fn loads(&mut self, to: &str) {
        self.references.push(Reference {
            to: to.to_owned(),
            kind: Use::Load,
        });
    }

    /// Notes what a script does.
    pub(super) fn runs(&mut self, text: &str) {
        for found in script::forbidden(text) {
            let fault = PageFault::at("O007", found.name, found.at, found.name);
            self.faults.push(fault);
        }
    }
}
