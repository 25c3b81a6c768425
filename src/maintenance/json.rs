//! What entries need, for programs: one JSON document.

use serde::Serialize;

use super::tasks::{Task, tasks};
use super::{LetterTexts, Maintenance, SITE, SiteNeeds};
use crate::check::maintenance::percent;
use crate::messages::pretty;
use crate::model::Catalog;
use crate::schema::Lang;

/// The version of the format; it increases with every breaking change.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct ReportDocument<'a> {
    format: u32,
    as_of: String,
    lang: &'a str,
    entries: Vec<Standing>,
    tasks: Vec<Task>,
}

/// How complete an entry is.
#[derive(Serialize)]
struct Standing {
    collection: String,
    entry: String,
    title: String,
    percent: Option<usize>,
    due: bool,
}

/// All tasks, and how complete each entry is.
#[must_use]
pub(crate) fn json(
    catalog: &Catalog,
    site: Option<&SiteNeeds<'_>>,
    all: &[Maintenance],
    lang: &Lang,
    texts: &LetterTexts,
) -> String {
    let of_site = site.map(|site| Standing {
        collection: String::new(),
        entry: SITE.to_owned(),
        title: catalog.label(&catalog.config.title, lang).to_owned(),
        percent: percent(site.wanted),
        due: site.is_due(),
    });
    let entries = all.iter().map(|maintenance| Standing {
        collection: catalog.collection_of(maintenance.entry).id.to_string(),
        entry: catalog.entry(maintenance.entry).id.to_string(),
        title: catalog.title(maintenance.entry, lang).to_owned(),
        percent: maintenance.percent(),
        due: maintenance.is_due(),
    });
    let document = ReportDocument {
        format: FORMAT,
        as_of: catalog.as_of.to_string(),
        lang: lang.as_str(),
        entries: of_site.into_iter().chain(entries).collect(),
        tasks: tasks(catalog, site, all, lang, texts),
    };
    pretty(&document)
}
