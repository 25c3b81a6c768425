//! Where a fault of a finished page comes from: the Markdown of the entry that it
//! shows, the style sheet or the script of the theme, or the template that has
//! written it.

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

/// A fault to be placed.
pub(super) struct Sought<'a> {
    /// The artifact.
    pub path: &'a str,
    /// Where it stands in the artifact, in bytes, where that is known.
    pub at: Option<usize>,
    /// Texts by one of which it is found.
    pub needles: &'a [String],
}

impl Origins<'_> {
    /// The place of a fault. What was put together from pieces that are nowhere as
    /// they stand is reported at the beginning of what made the page: the entry that
    /// it shows, else the theme.
    pub(super) fn place(&self, sought: &Sought<'_>) -> Place {
        let found = match self.theme_file(sought.path) {
            Some(source) => self.in_file(source, sought),
            None => self.in_entry(sought).or_else(|| self.in_templates(sought)),
        };
        found
            .or_else(|| self.entry_of(sought.path))
            .map_or_else(|| self.theme.place(), Place::Span)
    }

    /// Whether the text of the entry that a page shows holds a fault.
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

    /// In the text of the entry that the page shows.
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

    /// In a template: as it stands, else by the longest beginning that one has
    /// written before it goes on with a value.
    fn in_templates(&self, sought: &Sought<'_>) -> Option<Span> {
        let templates: BTreeMap<&str, (SourceId, &str)> = self
            .theme
            .templates
            .iter()
            .filter_map(|(name, id)| Some((name.as_str(), (*id, &*self.sources.get(*id)?.text))))
            .collect();
        // The pages of the theme before what the program keeps for all themes.
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

/// The first of some texts that is there, and where.
fn first(text: &str, needles: &[String]) -> Option<(usize, usize)> {
    needles.iter().find_map(|needle| {
        let quoted = needle.replace('&', "&amp;");
        [needle, &quoted]
            .into_iter()
            .filter(|needle| !needle.is_empty())
            .find_map(|needle| Some((text.find(needle.as_str())?, needle.len())))
    })
}
