//! Long texts: those of entries, and the introductions of lists.

use super::Scope;
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::markdown::{self, BlockRenderer, LinkContext, OutputForm, RenderedText, Structured};
use crate::model::EntryIndex;
use crate::path::UrlPath;
use crate::text::Sources;

/// A long text that may be shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextOf {
    body: Body,
}

/// What introduces the list of a collection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Introduction<'a> {
    /// Its own title, if it has one.
    pub title: Option<&'a str>,
    /// A sentence for search engines.
    pub summary: Option<&'a str>,
    /// The text.
    pub text: TextOf,
}

impl TextOf {
    /// The Markdown.
    #[must_use]
    pub(crate) fn markdown<'s>(&self, sources: &'s Sources) -> &'s str {
        sources.slice(self.body.span)
    }
}

impl<'a> Scope<'a> {
    /// The long text of an entry, in the language or a fallback.
    #[must_use]
    pub(crate) fn text_of(self, index: EntryIndex) -> Option<TextOf> {
        let catalog = self.catalog();
        let entry = catalog.entry(index);
        let default = catalog.config.default_language();
        let own = entry.bodies.get(self.lang);
        let body = own
            .or_else(|| entry.bodies.get(default))
            .or_else(|| entry.bodies.values().next());
        body.map(|body| TextOf { body: *body })
    }

    /// What introduces the list of a collection.
    #[must_use]
    pub(crate) fn introduction(self, position: usize) -> Option<Introduction<'a>> {
        let mut all = self.catalog().introductions.iter();
        let own = all.find(|intro| intro.collection == position && intro.lang == *self.lang)?;
        Some(Introduction {
            title: own.title.as_deref(),
            summary: own.summary.as_deref(),
            text: TextOf { body: own.body },
        })
    }

    /// Renders a text for a page.
    pub(crate) fn render(
        self,
        text: TextOf,
        page: &UrlPath,
        sources: &Sources,
        blocks: &BlockRenderer<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> RenderedText {
        let place = self.place(text, page, sources, OutputForm::Html(blocks));
        markdown::render(&place, findings)
    }

    /// Parses a text into blocks.
    pub(crate) fn structured(
        self,
        text: TextOf,
        page: &UrlPath,
        sources: &Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Structured {
        let place = self.place(text, page, sources, OutputForm::Structure);
        markdown::structured(&place, findings)
    }

    fn place<'p>(
        self,
        text: TextOf,
        page: &'p UrlPath,
        sources: &'p Sources,
        form: OutputForm<'p>,
    ) -> markdown::TextContext<'p>
    where
        'a: 'p,
    {
        markdown::TextContext {
            site: LinkContext {
                catalog: self.catalog(),
                plan: &self.site.plan,
                assets: &self.site.assets,
                named_pictures: &self.site.named_pictures,
                sources,
                theme_ids: &self.site.theme_ids,
            },
            text: text.markdown(sources),
            body: text.body,
            lang: self.lang,
            page,
            form,
        }
    }
}
