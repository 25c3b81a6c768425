//! The facts of an artifact: its references, its anchors, and the features that do not
//! work in a page opened from a folder.

use super::script;

/// The references and anchors of an artifact.
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

/// A reference of a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reference {
    /// The address as written.
    pub to: String,
    /// How it is used.
    pub kind: Use,
}

/// What a browser does with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// It opens the address when the user follows the link.
    Link,
    /// It loads the address automatically.
    Load,
}

/// Something that does not work in a page opened from a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PageFault {
    /// The code.
    pub key: &'static str,
    /// What it is.
    pub feature: String,
    /// Its offset in the artifact, if that is a file of the theme.
    pub at: Option<usize>,
    /// Search texts, one of which finds it in a template.
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

    /// Records something that is loaded.
    pub(super) fn loads(&mut self, to: &str) {
        self.references.push(Reference {
            to: to.to_owned(),
            kind: Use::Load,
        });
    }

    /// Records what a script does.
    pub(super) fn runs(&mut self, text: &str) {
        for found in script::forbidden(text) {
            let fault = PageFault::at("O007", found.name, found.at, found.name);
            self.faults.push(fault);
        }
    }
}
