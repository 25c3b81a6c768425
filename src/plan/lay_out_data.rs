//! The addresses of machine-readable files, and the page that each file belongs to.

use super::data_file::{DataFile, DataFormat, DataOf, FileContext};
use super::lay_out::Surveyor;
use super::{RouteId, Target};
use crate::schema::Lang;
use crate::text::Span;

impl Surveyor<'_, '_> {
    /// Adds a route for every machine-readable file. Pages have their routes by now. An entry
    /// that a language only links to has its files in the other language.
    pub(super) fn data_files(&mut self) {
        for lang in self.plan.edition.languages.clone() {
            let home = self.plan.home(&lang);
            self.data_of(DataOf::Site, home, ("site", "site"), &lang, None);
            for position in self.plan.edition.collections.clone() {
                let list = self.plan.list(position, &lang).first().copied();
                if let Some(collection) = self.catalog.collections.get(position) {
                    let ids = (&*collection.id, &*collection.id);
                    self.data_of(DataOf::List(position), list, ids, &lang, None);
                }
            }
            for index in self.catalog.all() {
                let page = self.plan.entry(index, &lang);
                let entry = self.catalog.entry(index);
                let (of, span) = (DataOf::Entry(index), Some(entry.span));
                let collection = &self.catalog.collection_of(index).id;
                self.data_of(of, page, (collection, &entry.id), &lang, span);
            }
        }
    }

    fn data_of(
        &mut self,
        of: DataOf,
        page: Option<RouteId>,
        (collection, id): (&str, &str),
        lang: &Lang,
        from: Option<Span>,
    ) {
        let Some(page) = page else { return };
        let root = self.plan.edition.root(lang);
        for format in DataFormat::ALL {
            let file = DataFile { of, format };
            let is_here = self.plan.edition.has_data(file);
            if !is_here || !file.is_there(self.catalog, &self.plan, lang) {
                continue;
            }
            let at = FileContext {
                root: &root,
                page: &self.plan.route(page).url,
                collection,
                id,
            };
            let url = format.url(&at);
            let Some(id) = self.add(url, lang, Target::Data(file), from) else {
                continue;
            };
            self.plan.data.entry(page).or_default().push(id);
            let home = self.plan.home(lang).filter(|home| *home != page);
            if let Some(home) = home.filter(|_| format.facts().is_on_home) {
                self.plan.data.entry(home).or_default().push(id);
            }
        }
    }
}
