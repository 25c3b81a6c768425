//! Writes entries, values and texts as the data of a print project. A template reads them from
//! JSON, so that no text of the content can become code.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::pictures::Pictures;
use crate::diagnostic::Diagnostic;
use crate::insight;
use crate::markdown::{Inline, Structured, TextBlock, structure_field};
use crate::pictures::qr_svg;
use crate::plan::{EntryIndex, RouteId};
use crate::present::{
    AboutPicture, CardView, Detail, EntryView, FieldView, Reach, RowView, Scope, TextOf, ValueView,
};
use crate::schema::{Facet, FieldType, Lang};
use crate::text::Sources;

/// Writes the data of one project, in one language.
pub(super) struct ProjectWriter<'a, 'w> {
    /// The entries that may be printed.
    pub(super) scope: Scope<'a>,
    pub(super) sources: &'a Sources,
    /// The anchors of the entries of the document, by the address of the entry.
    pub(super) anchors: BTreeMap<String, String>,
    pub(super) pictures: &'w mut Pictures<'a>,
    pub(super) findings: &'w mut Vec<Diagnostic>,
}

/// The anchor of an entry in a document.
pub(super) fn anchor(entry: &EntryView<'_>) -> String {
    format!("{}/{}", entry.collection, entry.id)
}

impl<'a> ProjectWriter<'a, '_> {
    /// The absolute URL of a page.
    pub(super) fn address(&self, route: RouteId) -> String {
        self.scope.site.plan.absolute(route)
    }

    /// An entry with everything that its page shows.
    pub(super) fn entry(&mut self, index: EntryIndex) -> Option<Value> {
        let entry = self.scope.entry(index)?;
        let image = entry.image.and_then(|at| entry.fields.get(at));
        let shown = entry.fields.iter().enumerate().filter(|(at, field)| {
            !field.info.is_of_every_entry()
                && entry.image != Some(*at)
                && !is_heading(&entry, field)
        });
        let shown: Vec<&FieldView<'a>> = shown.map(|(_, field)| field).collect();
        let code = shown.iter().find(|field| is_code(field));
        let grouping = self.scope.grouping(entry.position);
        let text = self.scope.text_of(index);
        let page = &self.scope.site.plan.route(entry.link).url;
        let text = text.map(|text| self.text(text, page, entry.lang));
        let image = image.map(|field| self.value(&field.value));
        let fields: Vec<Value> = shown.iter().map(|field| self.field(field)).collect();
        let relations = self.relations(index);
        let lang_of = |lang: &Lang| (lang != self.scope.lang).then(|| lang.as_str().to_owned());
        Some(json!({
            "anchor": anchor(&entry),
            "id": entry.id,
            "collection": entry.collection,
            "singular": entry.singular,
            "title": entry.title,
            "title_lang": lang_of(entry.title_lang),
            "summary": entry.summary,
            "summary_lang": entry.summary_lang.and_then(lang_of),
            "code": code.map(|field| field.value.text.to_string()),
            "code_field": code.map(|field| field.info.name()),
            "group_field": grouping,
            "url": self.address(entry.link),
            "url_text": shown_address(&self.address(entry.link)),
            "sample": entry.sample,
            "former": entry.former,
            "image": image,
            "text": text,
            "fields": fields,
            "relations": relations,
            "contact": self.scope.card(index).map(|card| contact(&card)),
        }))
    }

    /// An entry in short, as lists show it.
    pub(super) fn named(&self, index: EntryIndex) -> Option<Map<String, Value>> {
        let entry = self.scope.entry(index)?;
        let code = entry.fields.iter().find(|field| is_code(field));
        let mut named = Map::new();
        let mut add = |key: &str, value: Value| named.insert(key.to_owned(), value);
        add("title", json!(entry.title));
        add(
            "code",
            json!(code.map(|field| field.value.text.to_string())),
        );
        for (key, value) in self.link(&self.address(entry.link)) {
            add(key, value);
        }
        Some(named)
    }

    fn relations(&self, index: EntryIndex) -> Value {
        let groups = self.scope.relations(index).into_iter().map(|group| {
            let entries = group.entries.iter().filter_map(|relation| {
                let mut named = self.named(relation.entry)?;
                named.insert("role".to_owned(), json!(relation.role));
                Some(named)
            });
            json!({
                "collection": group.collection,
                "label": group.label,
                "entries": entries.collect::<Vec<_>>(),
            })
        });
        groups.collect()
    }

    /// A long text with its footnotes.
    pub(super) fn text(&mut self, text: TextOf, page: &crate::path::UrlPath, lang: &Lang) -> Value {
        let structured = self
            .scope
            .structured(text, page, self.sources, self.findings);
        let Structured { blocks, notes } = structured;
        let foreign = lang != self.scope.lang;
        json!({
            "blocks": self.blocks(&blocks),
            "notes": notes.iter().map(|note| self.blocks(note)).collect::<Vec<_>>(),
            "lang": foreign.then(|| lang.as_str()),
        })
    }

    /// A field with its value.
    pub(super) fn field(&mut self, field: &FieldView<'a>) -> Value {
        let info = &field.info;
        json!({
            "name": info.name(),
            "label": info.label,
            "type": info.kind(),
            "column": info.is_column(),
            "facet": info.facet() != Facet::No,
            "compare": info.is_compared(),
            "schema_org": info.schema_org(),
            "steps": info.steps(),
            "value": self.value(&field.value),
        })
    }

    /// A value: always a type and a text, plus what its type adds.
    pub(super) fn value(&mut self, view: &ValueView<'a>) -> Value {
        let mut value = Map::new();
        value.insert("type".to_owned(), json!(view.kind));
        value.insert("text".to_owned(), json!(view.text));
        if let Some(lang) = view.lang {
            value.insert("lang".to_owned(), json!(lang.as_str()));
        }
        self.detail(view, &mut value);
        Value::Object(value)
    }

    fn detail(&mut self, view: &ValueView<'a>, value: &mut Map<String, Value>) {
        let mut add = |key: &str, detail: Value| {
            value.insert(key.to_owned(), detail);
        };
        match &view.detail {
            Detail::None | Detail::Unknown | Detail::Written(_) => {}
            Detail::Address(href) => add("href", json!(href)),
            Detail::Markdown(written) => {
                let mut links = written.links.iter();
                let page = || {
                    let page = links.next()?.as_ref()?;
                    let address = self.address(page.route);
                    let anchor = page.anchor.as_deref().map(crate::path::percent_encode);
                    Some(anchor.map_or(address.clone(), |anchor| format!("{address}#{anchor}")))
                };
                let blocks = structure_field(&view.text, self.scope.lang, page);
                add("blocks", self.blocks(&blocks));
            }
            Detail::Flag(flag) => add("raw", json!(flag)),
            Detail::Number(number) => add("raw", json!(number)),
            Detail::Decimal(digits) => add("raw", json!(digits)),
            Detail::Date { iso, .. } => add("iso", json!(iso)),
            Detail::Choice { id, .. } => add("id", json!(id)),
            Detail::Term(term) => {
                add("id", json!(term.id));
                add("description", json!(term.description));
                let page = term.link.map(|link| self.address(link));
                add("href", json!(page));
            }
            Detail::Ref {
                id,
                collection,
                link,
                ..
            } => {
                add("id", json!(id));
                add("collection", json!(collection));
                for (key, detail) in link.iter().flat_map(|link| self.link(&self.address(*link))) {
                    add(key, detail);
                }
            }
            Detail::Picture(picture) => {
                add("file", json!(self.pictures.name(picture.path.as_str())));
                add("alt", json!(view.text));
                add("width", json!(picture.size.map(|(width, _)| width)));
                add("height", json!(picture.size.map(|(_, height)| height)));
                for (key, detail) in about_picture(&picture.about) {
                    add(key, detail);
                }
            }
            Detail::File { format, size, .. } => {
                add("format", json!(format));
                add("size", json!(size));
            }
            Detail::Geo { lat, lon } => {
                add("lat", json!(lat));
                add("lon", json!(lon));
            }
            Detail::Quantity { number, unit, .. } => {
                add("number", json!(number));
                add("unit", json!(unit));
            }
            Detail::Rows(rows) => add("rows", rows.iter().map(row).collect()),
            Detail::List { of, items, columns } => {
                add("of", json!(of));
                let columns = columns.iter();
                let columns = columns.map(|one| json!({"name": one.name(), "label": one.label}));
                add("columns", columns.collect());
                add("items", items.iter().map(|item| self.value(item)).collect());
            }
            Detail::Group(fields) => {
                add(
                    "fields",
                    fields.iter().map(|field| self.field(field)).collect(),
                );
            }
        }
    }

    /// The target of a link: its address, and the entry of the document at that address.
    fn link(&self, href: &str) -> impl Iterator<Item = (&'static str, Value)> + use<> {
        let page = href.split('#').next().unwrap_or(href);
        let to = self.anchors.get(page).cloned();
        [("href", json!(href)), ("to", json!(to))].into_iter()
    }

    fn blocks(&mut self, blocks: &[TextBlock]) -> Value {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &TextBlock) -> Value {
        match block {
            TextBlock::Paragraph(text) => json!({"kind": "paragraph", "text": self.inlines(text)}),
            TextBlock::Heading { level, text } => {
                json!({"kind": "heading", "level": level, "text": self.inlines(text)})
            }
            TextBlock::List { start, items } => {
                let items: Vec<Value> = items.iter().map(|item| self.blocks(item)).collect();
                json!({"kind": "list", "start": start, "items": items})
            }
            TextBlock::Definitions(all) => {
                let items = all.iter().map(
                    |(term, said)| json!({"term": self.inlines(term), "blocks": self.blocks(said)}),
                );
                json!({"kind": "definitions", "items": items.collect::<Vec<_>>()})
            }
            TextBlock::Quote(blocks) => json!({"kind": "quote", "blocks": self.blocks(blocks)}),
            TextBlock::Code(text) => json!({"kind": "code", "text": text}),
            TextBlock::Table { columns, rows } => {
                let row = |cells: &Vec<Vec<Inline>>| -> Value {
                    cells.iter().map(|cell| self.inlines(cell)).collect()
                };
                let rows: Vec<Value> = rows.iter().map(row).collect();
                json!({"kind": "table", "columns": columns, "rows": rows})
            }
            TextBlock::Rule => json!({"kind": "rule"}),
            TextBlock::Entries(entries) => {
                let entries = entries.iter().filter_map(|index| {
                    let mut named = self.named(*index)?;
                    let summary = self.scope.summary(*index);
                    named.insert("summary".to_owned(), json!(summary));
                    Some(named)
                });
                json!({"kind": "entries", "entries": entries.collect::<Vec<_>>()})
            }
            TextBlock::View(block) => {
                let view = insight::make(self.scope, block);
                let view = view.and_then(|view| serde_json::to_value(&view).ok());
                json!({"kind": "view", "name": block.kind.name, "title": block.text("title"), "view": view})
            }
        }
    }

    fn inlines(&mut self, parts: &[Inline]) -> Value {
        parts.iter().map(|part| self.inline(part)).collect()
    }

    fn inline(&mut self, part: &Inline) -> Value {
        match part {
            Inline::Text(text) => json!({"kind": "text", "text": text}),
            Inline::Marked(mark, inside) => {
                json!({"kind": mark.as_str(), "text": self.inlines(inside)})
            }
            Inline::Link(href, inside) => {
                let mut link = Map::new();
                link.insert("kind".to_owned(), json!("link"));
                link.insert("text".to_owned(), self.inlines(inside));
                for (key, value) in self.link(href) {
                    link.insert(key.to_owned(), value);
                }
                Value::Object(link)
            }
            Inline::Code(text) => json!({"kind": "code", "text": text}),
            Inline::Break => json!({"kind": "break"}),
            Inline::Picture { path, alt } => {
                json!({"kind": "picture", "file": self.pictures.name(path), "alt": alt})
            }
            Inline::Note(number) => json!({"kind": "note", "number": number}),
        }
    }
}

/// Whether a field repeats the heading or the sentence below it.
fn is_heading(entry: &EntryView<'_>, field: &FieldView<'_>) -> bool {
    let written = match &field.value.detail {
        Detail::Written(raw) => raw,
        _ => &*field.value.text,
    };
    written == entry.title || Some(written) == entry.summary
}

/// Whether a field is an identifier that people use beside the name: it is unique and shown in
/// lists.
fn is_code(field: &FieldView<'_>) -> bool {
    let info = &field.info;
    info.is_unique() && info.is_column() && matches!(info.single_kind(), FieldType::String)
}

/// An address as it is printed.
pub(super) fn shown_address(address: &str) -> &str {
    let (_, rest) = address.split_once("://").unwrap_or(("", address));
    rest.trim_end_matches('/')
}

/// A QR code as a drawing.
pub(super) fn qr(text: &str) -> Value {
    json!(qr_svg(text))
}

fn row(row: &RowView<'_>) -> Value {
    let conditions = row.conditions.iter();
    let conditions = conditions.map(|one| json!({"label": one.label, "text": one.text}));
    json!({
        "property": row.property,
        "label": row.label,
        "text": row.text,
        "number": row.number,
        "unit": row.unit,
        "statistic": row.statistic,
        "n": row.n,
        "method": row.method,
        "standard": row.standard,
        "conditions": conditions.collect::<Vec<_>>(),
        "source": row.source.map(|source| {
            json!({"text": source.text, "kind": source.kind, "href": source.link})
        }),
        "unstated": row.unstated,
    })
}

fn about_picture(about: &AboutPicture<'_>) -> [(&'static str, Value); 3] {
    let scale = about.scale.as_ref();
    let scale = scale.map(|scale| json!({"text": scale.text, "share": scale.share}));
    let licence = about.licence;
    let licence = licence.map(|licence| json!({"name": licence.name, "href": licence.url()}));
    [
        ("credit", json!(about.credit)),
        ("licence", json!(licence)),
        ("scale", json!(scale)),
    ]
}

/// The contact details of an entry.
pub(super) fn contact(card: &CardView<'_>) -> Value {
    let address = card.address.as_ref().map(|address| {
        let town = [&*address.code, &*address.locality].join(" ");
        let lines = [&*address.street, town.trim(), &*address.country];
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        json!(lines.collect::<Vec<_>>())
    });
    let contacts = card.contacts.iter().map(|(role, own)| {
        let mut contact = reach(own);
        contact.insert("role".to_owned(), json!(role));
        contact
    });
    let mut all = reach(&card.general);
    all.insert("name".to_owned(), json!(card.name));
    all.insert("address".to_owned(), json!(address));
    all.insert("website".to_owned(), json!(card.website));
    let website = card.website.as_deref().map(shown_address);
    all.insert("website_text".to_owned(), json!(website));
    all.insert("contacts".to_owned(), contacts.collect());
    Value::Object(all)
}

fn reach(reach: &Reach) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert("emails".to_owned(), json!(reach.emails));
    all.insert("phones".to_owned(), json!(reach.phones));
    all
}
