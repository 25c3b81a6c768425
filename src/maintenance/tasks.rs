//! The tasks of a catalogue, as CSV and JSON list them.

use serde::Serialize;

use super::labels::{label, label_of_site};
use super::{LetterTexts, Maintenance, SITE, SiteNeeds, outstanding};
use crate::model::Catalog;
use crate::schema::Lang;

/// A task.
#[derive(Debug, Default, Serialize)]
pub(super) struct Task {
    /// The collection of the entry; empty for the site itself.
    pub collection: String,
    /// The id of the entry, or the name of the file.
    pub entry: String,
    /// The title.
    pub title: String,
    /// The kind of task: `missing`, `outstanding`, `untranslated`, `stale`, `review`,
    /// `passed`, `ends`.
    pub kind: &'static str,
    /// The path of the field.
    pub field: String,
    /// The field's label.
    pub label: String,
    /// What it is about, quoted from the entry.
    pub item: String,
    /// The language of the text in question.
    pub lang: String,
    /// The date in question.
    pub date: String,
}

/// All tasks: those of the site, then those of each entry.
pub(super) fn tasks(
    catalog: &Catalog,
    site: Option<&SiteNeeds<'_>>,
    all: &[Maintenance],
    lang: &Lang,
    texts: &LetterTexts,
) -> Vec<Task> {
    let of_site = site.into_iter().flat_map(SiteNeeds::missing);
    let of_site = of_site.map(|path| Task {
        entry: SITE.to_owned(),
        title: catalog.label(&catalog.config.title, lang).to_owned(),
        kind: "missing",
        field: path.as_str().to_owned(),
        label: label_of_site(catalog, path.as_str(), lang),
        ..Task::default()
    });
    let mut tasks: Vec<Task> = of_site.collect();
    for maintenance in all {
        tasks.extend(of_entry(catalog, maintenance, lang, texts));
    }
    tasks
}

fn of_entry(
    catalog: &Catalog,
    maintenance: &Maintenance,
    lang: &Lang,
    texts: &LetterTexts,
) -> Vec<Task> {
    let entry = catalog.entry(maintenance.entry);
    let collection = catalog.collection_of(maintenance.entry);
    let task = |kind: &'static str, field: &str| Task {
        collection: collection.id.to_string(),
        entry: entry.id.to_string(),
        title: catalog.title(maintenance.entry, lang).to_owned(),
        kind,
        field: field.to_owned(),
        label: label(catalog, maintenance.entry, field, lang, texts),
        ..Task::default()
    };
    let mut tasks: Vec<Task> = maintenance
        .missing()
        .map(|path| task("missing", path.as_str()))
        .collect();
    let points = outstanding(catalog, maintenance, lang).into_iter();
    let listed = maintenance.outstanding.as_ref();
    let listed = listed.map_or("", |path| path.as_str());
    tasks.extend(points.map(|item| Task {
        item,
        ..task("outstanding", listed)
    }));
    tasks.extend(maintenance.untranslated.iter().map(|(name, lang)| Task {
        lang: lang.to_string(),
        ..task("untranslated", name)
    }));
    tasks.extend(maintenance.stale.iter().flatten().map(|one| Task {
        lang: one.translation.lang.to_string(),
        date: one.original.day.to_string(),
        ..task("stale", &one.name)
    }));
    if let Some(review) = maintenance.review.filter(|review| review.is_due) {
        let field = collection.review.as_ref();
        let last = review.last.map(|last| last.to_string());
        tasks.push(Task {
            date: last.unwrap_or_default(),
            ..task("review", field.map_or("", |review| review.field.as_str()))
        });
    }
    tasks.extend(maintenance.dates.iter().map(|one| Task {
        item: one.what.clone().unwrap_or_default(),
        date: one.date.to_string(),
        ..task(
            if one.has_passed { "passed" } else { "ends" },
            one.path.as_str(),
        )
    }));
    tasks
}
