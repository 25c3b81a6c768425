//! Print projects, from which the Typst compiler makes a PDF. A project is a folder with the
//! theme's templates and fonts, the pictures at print size, and `data.json` with everything
//! that the templates print. Browsers can print pages, but only a compiler knows the page
//! number of each entry of a catalogue.
//!
//! 1. [`What`] is the document to print.
//! 2. [`ProjectWriter`] writes entries, texts and indexes as data, from the views of the gate.
//! 3. [`project`] puts the files together. The caller writes them to disk and runs the
//!    compiler, or leaves them to be compiled elsewhere.

mod index;
mod people;
mod pictures;
mod what;
mod writer;

pub(crate) use what::What;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::diagnostic::Diagnostic;
use crate::disk::Disk;
use crate::locale::direction;
use crate::path::LinkStyle;
use crate::plan::EntryIndex;
use crate::present::{Scope, Site};
use crate::schema::Lang;
use crate::text::Sources;
use crate::theme::{AssetError, Theme};
use pictures::Pictures;
use writer::{ProjectWriter, anchor, qr, shown_address};

/// A print project.
#[derive(Debug)]
pub(crate) struct Project {
    /// The name of its folder and of the document.
    pub name: String,
    /// The file to compile.
    pub main: String,
    /// Whether the document has no people: no contact has a card, or an event names nobody.
    pub is_empty: bool,
    /// The files by their path in the project.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The options of a printed document.
#[derive(Debug, Clone, Default)]
pub(crate) struct PrintOptions {
    /// The paper size.
    pub paper: Paper,
    /// Whether sheets are larger than the trimmed page, with crop marks.
    pub bleed: bool,
    /// The second language, printed beside the first.
    pub beside: Option<Lang>,
    /// The entry whose text becomes the foreword.
    pub foreword: Option<EntryIndex>,
}

/// A paper size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 148 × 210 mm.
    A5,
}

impl Paper {
    /// Its name in Typst.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
        }
    }
}

/// The site with the links for paper: absolute URLs.
#[must_use]
pub(crate) fn on_paper(site: &Site) -> Site {
    let base = site.plan.edition.base_url.clone();
    let mut site = site.with_plan(site.plan.with_links(LinkStyle::Rooted { base }));
    // A picture on paper does not count as shown by a page.
    site.named_pictures = std::sync::Arc::default();
    site
}

/// Puts a project together; `None` if the theme has no template for it.
///
/// # Errors
/// A picture of the content can no longer be read.
pub(crate) fn project(
    site: &Site,
    (theme, sources): (&Theme, &Sources),
    disk: &dyn Disk,
    (what, lang): (What, &Lang),
    options: &PrintOptions,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Project>, AssetError> {
    let Some(scope) = Scope::of(site, lang) else {
        return Ok(None);
    };
    let main = format!("{}.typ", what.template());
    if !theme.print_templates.contains_key(&main) {
        let missing = Diagnostic::new("T012", theme.place());
        findings.push(missing.arg("template", main).arg("theme", &*theme.name));
        return Ok(None);
    }
    let mut pictures = Pictures::new(site, disk);
    let mut writer = ProjectWriter {
        scope,
        sources,
        anchors: BTreeMap::new(),
        pictures: &mut pictures,
        findings,
    };
    let mut data = writer.document(what, options);
    if let Some(beside) = options
        .beside
        .as_ref()
        .and_then(|lang| Scope::of(site, lang))
    {
        let mut writer = ProjectWriter {
            scope: beside,
            anchors: writer.anchors.clone(),
            sources,
            pictures: writer.pictures,
            findings: writer.findings,
        };
        data.insert(
            "beside".to_owned(),
            Value::Object(writer.document(what, options)),
        );
    }
    let mut project = Project {
        name: what.name(scope),
        main,
        is_empty: ["cards", "participants"].iter().any(|key| {
            data.get(*key)
                .and_then(Value::as_array)
                .is_some_and(Vec::is_empty)
        }),
        files: theme.print_files.clone(),
    };
    for (name, source) in &theme.print_templates {
        let text = sources.get(*source).map_or("", |source| &source.text);
        project.files.insert(name.clone(), text.as_bytes().to_vec());
    }
    if let Some(error) = pictures.failed {
        return Err(error);
    }
    project.files.append(&mut pictures.files);
    let data = serde_json::to_vec_pretty(&Value::Object(data)).unwrap_or_default();
    project.files.insert("data.json".to_owned(), data);
    Ok(Some(project))
}

impl ProjectWriter<'_, '_> {
    /// The data that the templates see.
    fn document(&mut self, what: What, options: &PrintOptions) -> Map<String, Value> {
        let mut data = self.frame(what, options);
        let mut add = |key: &str, value: Value| data.insert(key.to_owned(), value);
        add("title", json!(what.title(self.scope)));
        match what {
            What::Catalog(position) => {
                let groups = self.groups(position);
                let listed: Vec<EntryIndex> =
                    groups.iter().flat_map(|(_, own)| own).copied().collect();
                self.anchor_all(&listed);
                add("collection", self.collection(position));
                add("foreword", self.foreword(position, options));
                let groups = groups.into_iter().map(|(label, entries)| {
                    let entries = entries.iter().filter_map(|index| self.entry(*index));
                    json!({"label": label, "entries": entries.collect::<Vec<_>>()})
                });
                add("groups", groups.collect());
                add("indexes", self.indexes(position, &listed));
            }
            What::Sheets(position) => {
                let listed = self.scope.site.plan.listed(position, self.scope.lang);
                self.anchor_all(listed);
                add("collection", self.collection(position));
                let sheets = listed.iter().filter_map(|index| self.sheet(*index));
                add("entries", sheets.collect());
            }
            What::Sheet(index) | What::Flyer(index) => {
                self.anchor_all(&[index]);
                add(
                    "collection",
                    self.collection(self.scope.site.collection_of(index)),
                );
                add("entries", self.sheet(index).into_iter().collect());
            }
            What::Cards => {
                add("cards", self.cards());
            }
            What::Badges(index) | What::Signs(index) => {
                add("event", self.entry(index).unwrap_or_default());
                add("participants", self.participants(index));
            }
        }
        data
    }

    /// The data of every document: the site, the edition, the texts of the interface.
    fn frame(&mut self, what: What, options: &PrintOptions) -> Map<String, Value> {
        let scope = self.scope;
        let site = scope.site_view();
        let [primary, accent] = scope.brand_colors();
        let organisation = site
            .organisation
            .fields
            .iter()
            .map(|field| self.field(field));
        let organisation: Vec<Value> = organisation.collect();
        let funding = scope.funding().into_iter().map(|funding| {
            json!({
                "title": funding.title,
                "href": self.address(funding.link),
                "statement": funding.statement.map(|statement| self.value(&statement)),
                "emblem": funding.emblem.map(|emblem| self.value(&emblem)),
            })
        });
        let funding: Vec<Value> = funding.collect();
        let labels = [
            "method",
            "standard",
            "source",
            "conditions",
            "statistic",
            "n",
        ];
        let labels =
            labels.map(|key| (key.to_owned(), json!(scope.shape_label("measurement", key))));
        let labels: Map<String, Value> = labels.into_iter().collect();
        let document = json!({
            "what": what.template(),
            "lang": scope.lang.as_str(),
            "language": scope.lang.language(),
            "dir": direction(scope.lang),
            "paper": options.paper.as_str(),
            "bleed": options.bleed,
            "texts": scope.texts.beginning_with("print_"),
            "labels": labels,
            "edition": scope.edition_view(),
            "site": {
                "title": site.title,
                "tagline": site.tagline,
                "description": site.description,
                "url": site.base_url,
                "url_text": shown_address(site.base_url),
                "sample_notice": site.sample_notice,
                "organisation": organisation,
                "logo": self.brand_logo(),
                "primary": primary,
                "accent": accent,
            },
            "funding": funding,
        });
        match document {
            Value::Object(document) => document,
            _ => Map::new(),
        }
    }

    fn collection(&self, position: usize) -> Value {
        let Some(collection) = self.scope.collection(position) else {
            return Value::Null;
        };
        let list = collection.link.map(|link| self.address(link));
        json!({
            "id": collection.id,
            "label": collection.label,
            "singular": collection.singular,
            "catalog_label": collection.catalog_label,
            "count": collection.count,
            "url": list,
            "url_text": list.as_deref().map(shown_address),
        })
    }

    /// The listed entries by group; one group without a name if there are no groups.
    fn groups(&self, position: usize) -> Vec<(Option<String>, Vec<EntryIndex>)> {
        let groups = self.scope.grouped(position);
        if groups.is_empty() {
            let listed = self.scope.site.plan.listed(position, self.scope.lang);
            return vec![(None, listed.to_vec())];
        }
        let groups = groups.into_iter();
        groups
            .map(|group| (Some(group.label), group.entries))
            .collect()
    }

    /// Records which entries the document contains, before any link is written.
    fn anchor_all(&mut self, entries: &[EntryIndex]) {
        for index in entries {
            if let Some(entry) = self.scope.entry(*index) {
                self.anchors
                    .insert(self.address(entry.link), anchor(&entry));
            }
        }
    }

    /// The introduction of a catalogue: the requested entry, the title page of the edition, or
    /// the introduction of the list.
    fn foreword(&mut self, position: usize, options: &PrintOptions) -> Value {
        let scope = self.scope;
        let page = options.foreword.or_else(|| scope.title_page());
        if let Some(entry) = page.and_then(|index| scope.entry(index)) {
            let at = &scope.site.plan.route(entry.link).url;
            let text = scope.text_of(entry.index);
            let text = text.map(|text| self.text(text, at, entry.lang));
            return json!({"title": entry.title, "summary": entry.summary, "text": text});
        }
        let list = scope.site.plan.list(position, scope.lang).first();
        let (Some(introduction), Some(list)) = (scope.introduction(position), list) else {
            return Value::Null;
        };
        let at = &scope.site.plan.route(*list).url;
        let text = self.text(introduction.text, at, scope.lang);
        json!({"title": introduction.title, "summary": introduction.summary, "text": text})
    }

    /// An entry with the extras of a data sheet: its QR code, and the contact details of the
    /// entries that it refers to.
    fn sheet(&mut self, index: EntryIndex) -> Option<Value> {
        let mut sheet = self.entry(index)?;
        let entry = self.scope.entry(index)?;
        let contacts = self.contacts(index);
        if let Value::Object(sheet) = &mut sheet {
            sheet.insert("qr".to_owned(), qr(&self.address(entry.link)));
            sheet.insert("contacts".to_owned(), contacts);
        }
        Some(sheet)
    }
}
