//! An entry as visitors see it, and what its own page adds.

use std::borrow::Cow;

use super::{FieldView, Scope};
use crate::model::{BackLink, EntryIndex, State};
use crate::path::SourcePath;
use crate::plan::RouteId;
use crate::schema::{Collection, Field, FieldType, Fields, Lang, PartialDate, Record};
use crate::text::Span;

/// An entry in a language, with a page to lead to.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a statement of its own"
)]
pub(crate) struct EntryView<'a> {
    /// Its index in the catalogue.
    pub index: EntryIndex,
    /// Its id.
    pub id: &'a str,
    /// Its collection, by position.
    pub position: usize,
    /// The id of its collection.
    pub collection: &'a str,
    /// What one entry of its collection is called.
    pub singular: &'a str,
    /// Its heading, as written.
    pub title: &'a str,
    /// A sentence that says what it is, as written.
    pub summary: Option<&'a str>,
    /// Its page.
    pub link: RouteId,
    /// The language of the heading.
    pub title_lang: &'a Lang,
    /// The language of the sentence, where the collection has one.
    pub summary_lang: Option<&'a Lang>,
    /// The language of its long text.
    pub lang: &'a Lang,
    /// The index of its picture among the fields.
    pub image: Option<usize>,
    /// The index of its date among the fields.
    pub date: Option<usize>,
    /// Whether it is a sample.
    pub sample: bool,
    /// Whether it is a draft, in a preview that shows drafts.
    pub draft: bool,
    /// Whether it is a former entry, which no list shows.
    pub former: bool,
    /// Whether a fallback language replaces a missing translation.
    pub fallback: bool,
    /// Why it is cancelled or uncertain, by the `timeline` of its collection.
    pub called_off: Option<String>,
    /// Its public fields that have a value, in the order of the schema.
    pub fields: Vec<FieldView<'a>>,
}

/// The entries of a collection that refer to an entry.
#[derive(Debug, Clone)]
pub(crate) struct RelationGroup<'a> {
    /// The id of the collection.
    pub collection: &'a str,
    /// The name of the relation.
    pub name: Option<&'a str>,
    /// What they are called.
    pub label: Cow<'a, str>,
    /// The entries.
    pub entries: Vec<Relation<'a>>,
}

/// An entry that refers to another one.
#[derive(Debug, Clone)]
pub(crate) struct Relation<'a> {
    /// The entry.
    pub entry: EntryIndex,
    /// Its role in the relation.
    pub role: Option<Cow<'a, str>>,
}

impl<'a> Scope<'a> {
    /// An entry; `None` if it has no page.
    #[must_use]
    pub(crate) fn entry(self, index: EntryIndex) -> Option<EntryView<'a>> {
        let link = self.site.plan.entry(index, self.lang)?;
        let catalog = self.catalog();
        let entry = catalog.entry(index);
        let collection = catalog.collection_of(index);
        let display = &collection.display;
        let fields = self.fields(index);
        let place = |name: &Option<std::sync::Arc<str>>| {
            let name = name.as_ref()?;
            fields.iter().position(|field| *field.info.name() == **name)
        };
        let (image, date) = (place(&display.image), place(&display.date));
        let language_of = |name: &str| self.language_of(index, name);
        Some(EntryView {
            index,
            id: &entry.id,
            position: entry.collection,
            collection: &collection.id,
            singular: catalog.label(&collection.singular, self.lang),
            title: self.title(index),
            summary: self.summary(index),
            link,
            title_lang: language_of(&display.title),
            summary_lang: display.summary.as_deref().map(language_of),
            lang: self.text_language(index),
            image,
            date,
            sample: entry.record.is_true("sample"),
            draft: entry.record.is_true("draft"),
            former: catalog.state(index) == State::Former,
            fallback: !catalog.is_translated(index, self.lang),
            called_off: called_off(collection, &entry.record, &fields),
            fields,
        })
    }

    /// The language of a text of an entry: the title may be translated when the long text is
    /// not.
    pub(super) fn language_of(self, index: EntryIndex, name: &str) -> &'a Lang {
        let catalog = self.catalog();
        let item = catalog.entry(index).record.get(name);
        let other = item.and_then(|item| catalog.value(item, self.lang)?.1);
        other.unwrap_or(self.lang)
    }

    /// The title of an entry, as written; its id if it has none.
    #[must_use]
    pub(crate) fn title(self, index: EntryIndex) -> &'a str {
        let catalog = self.catalog();
        if let Some(title) = catalog.composed(index, self.lang) {
            return title;
        }
        let title = &catalog.collection_of(index).display.title;
        let text = self.text(index, Some(title));
        text.unwrap_or(&catalog.entry(index).id)
    }

    /// The headings of an entry in the other languages of the edition, where they differ.
    pub(crate) fn titles_elsewhere(self, index: EntryIndex) -> Vec<&'a str> {
        let own = self.title(index);
        let others = self.site.plan.edition.languages.iter();
        let others = others.filter_map(|lang| Some(Self::of(self.site, lang)?.title(index)));
        let mut titles: Vec<&str> = others.filter(|title| *title != own).collect();
        titles.dedup();
        titles
    }

    /// The sentence that says what an entry is, as written.
    #[must_use]
    pub(crate) fn summary(self, index: EntryIndex) -> Option<&'a str> {
        let summary = &self.catalog().collection_of(index).display.summary;
        self.text(index, summary.as_deref())
    }

    /// The text of a public field.
    fn text(self, index: EntryIndex, name: Option<&str>) -> Option<&'a str> {
        let catalog = self.catalog();
        let field = public(catalog.collection_of(index), name?)?;
        let text = catalog.text(index, &field.name, self.lang)?;
        Some(text)
    }

    /// The language of the page whose long text is shown.
    #[must_use]
    pub(crate) fn text_language(self, index: EntryIndex) -> &'a Lang {
        let catalog = self.catalog();
        if catalog.is_translated(index, self.lang) {
            return self.lang;
        }
        let mut languages = catalog.config.languages.iter();
        let own = languages.find(|lang| catalog.is_translated(index, lang));
        own.unwrap_or(self.lang)
    }

    /// The day since which an entry is a former one.
    #[must_use]
    pub(crate) fn former_since(self, index: EntryIndex) -> Option<PartialDate> {
        let catalog = self.catalog();
        let collection = catalog.collection_of(index);
        if catalog.state(index) != State::Former {
            return None;
        }
        let field = public(collection, collection.former.as_deref()?)?;
        catalog.entry(index).record.date(&field.name)
    }

    /// The file with an entry's record.
    #[must_use]
    pub(crate) fn source(self, index: EntryIndex) -> &'a SourcePath {
        &self.catalog().entry(index).path
    }

    /// The template that an entry asks for, and where.
    #[must_use]
    pub(crate) fn template(self, index: EntryIndex) -> Option<(&'a str, Span)> {
        let item = self.catalog().entry(index).record.get("template")?;
        let name = item.value.as_text()?;
        Some((name, item.span))
    }

    /// The entries that refer to an entry, by collection, each with its role.
    #[must_use]
    pub(crate) fn relations(self, index: EntryIndex) -> Vec<RelationGroup<'a>> {
        let catalog = self.catalog();
        let links = catalog.referring_to(index);
        let plan = &self.site.plan;
        let mut groups = Vec::new();
        for (position, collection) in catalog.collections.iter().enumerate() {
            let mut of: Vec<_> = links
                .iter()
                .filter(|link| catalog.entry(link.from).collection == position)
                .collect();
            of.sort_by_key(|link| plan.place(link.from, self.lang));
            of.retain(|link| plan.entry(link.from, self.lang).is_some());
            let mut names: Vec<&'a str> = Vec::new();
            for link in &of {
                if !names.contains(&&*link.inverse) {
                    names.push(&link.inverse);
                }
            }
            for name in &names {
                let own = of.iter().filter(|link| *link.inverse == **name);
                groups.push(RelationGroup {
                    collection: &collection.id,
                    name: Some(name),
                    label: self.inverse_label(collection, name, names.len() == 1),
                    entries: self.each_once(own.copied()),
                });
            }
        }
        groups
    }

    /// The label of a relation: the one that the field declares, or else that of the
    /// collection. If the collection refers in several ways, it is the field's label.
    fn inverse_label(self, collection: &'a Collection, name: &str, is_only: bool) -> Cow<'a, str> {
        let catalog = self.catalog();
        let of_collection = catalog.label(&collection.label, self.lang);
        let Some((top, field)) = referring(&collection.fields, name) else {
            return of_collection.into();
        };
        let own = catalog.label(&field.inverse_label, self.lang);
        match (own.is_empty(), is_only) {
            (false, _) => own.into(),
            (true, true) => of_collection.into(),
            (true, false) => {
                let label = catalog.label(&top.label, self.lang);
                format!("{of_collection}: {label}").into()
            }
        }
    }

    /// The referring entries, each once with all its roles.
    fn each_once(self, links: impl Iterator<Item = &'a BackLink>) -> Vec<Relation<'a>> {
        let catalog = self.catalog();
        let mut entries: Vec<Relation<'a>> = Vec::new();
        for link in links {
            let role = link.role.and_then(|term| catalog.term_at(term));
            let role = role.map(|term| catalog.label(&term.label, self.lang));
            match entries.iter_mut().find(|own| own.entry == link.from) {
                Some(own) => {
                    if let Some(role) = role {
                        own.role = Some(match own.role.take() {
                            Some(first) => format!("{first}, {role}").into(),
                            None => role.into(),
                        });
                    }
                }
                None => entries.push(Relation {
                    entry: link.from,
                    role: role.map(Cow::from),
                }),
            }
        }
        entries
    }
}

/// The field of a named relation, and the top-level field that contains it.
fn referring<'a>(fields: &'a Fields, name: &str) -> Option<(&'a Field, &'a Field)> {
    fn inside<'a>(field: &'a Field, name: &str) -> Option<&'a Field> {
        if field.inverse.as_deref() == Some(name) && matches!(field.kind, FieldType::Ref { .. }) {
            return Some(field);
        }
        match &field.kind {
            FieldType::List(of) | FieldType::Map(of) => inside(of, name),
            FieldType::Object(fields) => fields.iter().find_map(|field| inside(field, name)),
            _ => None,
        }
    }
    let mut all = fields.iter().filter(|field| field.is_public());
    all.find_map(|top| Some((top, inside(top, name)?)))
}

/// A public field of a collection.
pub(super) fn public<'a>(collection: &'a Collection, name: &str) -> Option<&'a Field> {
    collection
        .fields
        .get(name)
        .filter(|field| field.is_public())
}

/// The value that makes an entry cancelled or uncertain; for a yes-or-no field, the field's
/// label.
fn called_off(
    collection: &Collection,
    record: &Record,
    fields: &[FieldView<'_>],
) -> Option<String> {
    let timeline = collection.list.timeline.as_ref()?;
    let mut conditions = [&timeline.cancelled, &timeline.tentative]
        .into_iter()
        .flatten();
    let met = conditions.find(|condition| condition.met(record).is_some())?;
    let field = fields
        .iter()
        .find(|field| field.info.name() == met.field.as_str())?;
    Some(match field.info.single_kind() {
        FieldType::Bool => field.info.label.to_owned(),
        _ => field.value.text.to_string(),
    })
}
