//! Finds the source of a fault of a finished page: the Markdown of its entry, a style
//! sheet or script of the theme, or the template that rendered it.

use std::collections::BTreeMap;

use crate::diagnostic::Place;
use crate::model::Catalog;
use crate::plan::Target;
use crate::present::Site;
use crate::text::{SourceId, Sources, Span};
use crate::theme::Theme;

/// What artifacts are made from.
#[derive(Clone, Copy)]
pub struct Origins<'a> {
    /// The entries.
    pub catalog: &'a Catalog,
    /// The edition's pages.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// All sources.
    pub sources: &'a Sources,
}

/// A fault whose source is searched.
pub(super) struct Sought<'a> {
    /// The artifact.
    pub path: &'a str,
    /// Its byte offset in the artifact, if known.
    pub at: Option<usize>,
    /// Search texts, one of which finds it.
    pub needles: &'a [String],
}

impl Origins<'_> {
    /// The place of a fault. A text that was composed from pieces is found nowhere; it is
    /// reported at the beginning of the page's entry, or else of the theme.
    pub(super) fn place(&self, sought: &Sought<'_>) -> Place {
        let found = match self.theme_file(sought.path) {
            Some(source) => self.in_file(source, sought),
            None => self.in_entry(sought).or_else(|| self.in_templates(sought)),
        };
        found
            .or_else(|| self.entry_of(sought.path))
            .map_or_else(|| self.theme.place(), Place::Span)
    }

    /// Whether a fault is in the text of the page's entry.
    pub(super) fn is_of_entry(&self, sought: &Sought<'_>) -> bool {
        self.theme_file(sought.path).is_none() && self.in_entry(sought).is_some()
    }

    /// The source of a file of the theme, by the path of its artifact.
    fn theme_file(&self, path: &str) -> Option<SourceId> {
        let mut files = self.theme.scripts_and_styles.iter();
        let file = files.find(|(name, _)| {
            let url = self.site.assets.theme(name);
            url.is_some_and(|url| url.as_str() == path)
        });
        file.map(|(_, source)| *source)
    }

    fn in_file(&self, source: SourceId, sought: &Sought<'_>) -> Option<Span> {
        let text = &self.sources.get(source)?.text;
        let needle = sought.needles.first().map_or("", String::as_str);
        let at = match sought.at {
            Some(at) => {
                let after = text.get(at..)?;
                at + after.find(needle).filter(|_| !needle.is_empty())?
            }
            None => text.find(needle)?,
        };
        Some(Span::new(source, at..at + needle.len()))
    }

    /// The beginning of the entry that a page shows.
    fn entry_of(&self, path: &str) -> Option<Span> {
        let mut routes = self.site.plan.routes();
        let (_, route) = routes.find(|(_, route)| route.out.as_str() == path)?;
        match &route.target {
            Target::Entry(index) => Some(self.catalog.entry(*index).span),
            _ => None,
        }
    }

    /// Searches the text of the page's entry.
    fn in_entry(&self, sought: &Sought<'_>) -> Option<Span> {
        let mut routes = self.site.plan.routes();
        let (_, route) = routes.find(|(_, route)| route.out.as_str() == sought.path)?;
        let catalog = self.catalog;
        let spans: Vec<Span> = match &route.target {
            Target::Entry(index) => {
                let entry = catalog.entry(*index);
                entry.bodies.values().map(|body| body.span).collect()
            }
            Target::List { collection, .. } => {
                let own = catalog.introductions.iter();
                let own = own.filter(|intro| intro.collection == *collection);
                own.map(|intro| intro.body.span).collect()
            }
            _ => Vec::new(),
        };
        spans.into_iter().find_map(|span| {
            let text = self.sources.slice(span);
            let (at, length) = first(text, sought.needles)?;
            let start = span.start as usize + at;
            Some(Span::new(span.source, start..start + length))
        })
    }

    /// Searches the templates for the whole text, or else for the attribute value that is
    /// its longest prefix and continues with `{{`.
    fn in_templates(&self, sought: &Sought<'_>) -> Option<Span> {
        let templates: BTreeMap<&str, (SourceId, &str)> = self
            .theme
            .templates
            .iter()
            .filter_map(|(name, id)| Some((name.as_str(), (*id, &*self.sources.get(*id)?.text))))
            .collect();
        // The pages of the theme first, then the program's own templates.
        for (source, text) in templates.values() {
            if let Some((at, length)) = first(text, sought.needles) {
                return Some(Span::new(*source, at..at + length));
            }
        }
        let value = sought.needles.first()?;
        let beginnings = templates.values().flat_map(|(source, text)| {
            let quotes = text.match_indices("=\"");
            quotes.filter_map(|(at, quote)| {
                let start = at + quote.len();
                let rest = text.get(start..)?;
                let end = rest.find(['"', '{'])?;
                let literal = rest.get(..end)?;
                let goes_on = rest.get(end..)?.starts_with("{{");
                let fits = goes_on && literal.len() > 1 && value.starts_with(literal);
                fits.then(|| Span::new(*source, start..start + end))
            })
        });
        beginnings.max_by_key(|span| (span.end - span.start, std::cmp::Reverse(span.start)))
    }
}

/// The first of the search texts that is found, with its offset.
fn first(text: &str, needles: &[String]) -> Option<(usize, usize)> {
    needles.iter().find_map(|needle| {
        let quoted = needle.replace('&', "&amp;");
        [needle, &quoted]
            .into_iter()
            .filter(|needle| !needle.is_empty())
            .find_map(|needle| Some((text.find(needle.as_str())?, needle.len())))
    })
}
