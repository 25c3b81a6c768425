//! A value of a field as templates see it: always `type` and `text`, and what
//! its type adds.

use tera::Value;
use tera::value::Key;

use super::measurement::rows;
use super::shared::Form;
use super::{Pairs, Scope, array, map, object, part, text_or_null};
use crate::config::Config;
use crate::model::EntryIndex;
use crate::render::binding::bind;
use crate::render::format::DateForm;
use crate::schema::{Field, FieldType, Fields, Item, Lang, Record, Value as Decoded, shapes};

/// A field with its value; `None` for what is private or empty.
pub(in crate::render) fn field_view(
    scope: Scope<'_>,
    field: &Field,
    item: &Item,
    owner: &Owner<'_>,
) -> Option<Value> {
    if field.private {
        return None;
    }
    let make = || made_field(scope, field, item, owner);
    scope
        .shared
        .view(Form::Field, field, &item.value, owner, make)
}

fn made_field(scope: Scope<'_>, field: &Field, item: &Item, owner: &Owner<'_>) -> Option<Value> {
    let value = value_view(scope, field, item, owner)?;
    let catalog = &scope.site.catalog;
    Some(object([
        ("name", Value::from(&*field.name)),
        (
            "label",
            Value::from(catalog.label(&field.label, scope.lang)),
        ),
        ("help", Value::from(catalog.label(&field.help, scope.lang))),
        ("type", Value::from(field.kind.shown_as())),
        ("column", Value::from(field.column)),
        (
            "facet",
            Value::from(field.facet != crate::schema::Facet::No),
        ),
        ("compare", Value::from(field.compare)),
        ("value", value),
    ]))
}

/// What a value belongs to: the folder beside which its files are.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::render) struct Owner<'a> {
    pub folder: Option<&'a crate::path::SourcePath>,
    /// The collection, where terms have pages.
    pub collection: Option<usize>,
    /// The field of the entry that holds the value.
    pub field: Option<&'a Field>,
}

/// The fields of a record in the order of the schema, as a map by name.
pub(in crate::render) fn fields_view(
    scope: Scope<'_>,
    fields: &Fields,
    record: &Record,
    owner: &Owner<'_>,
) -> Pairs {
    fields
        .iter()
        .filter_map(|field| {
            let item = record.get(&field.name)?;
            let owner = Owner {
                field: Some(field),
                ..*owner
            };
            let view = field_view(scope, field, item, &owner)?;
            Some((Key::String(field.name.clone()), view))
        })
        .collect()
}

/// The organisation of the site as a record view with its plain texts beside.
pub(in crate::render) fn organisation(scope: Scope<'_>) -> Value {
    let Some(fields) = Config::organisation_fields() else {
        return Value::none();
    };
    let record = &scope.site.catalog.config.organisation;
    let mut all: Pairs = Pairs::default();
    for field in fields.iter() {
        let item = record
            .get(&field.name)
            .and_then(|item| scope.site.catalog.value(item, scope.lang));
        let text = item.and_then(|(item, _)| item.value.as_text());
        all.insert(
            Key::String(field.name.clone()),
            text_or_null(text.map(|text| bind(text, scope.lang)).as_deref()),
        );
    }
    let views = fields_view(scope, fields, record, &Owner::default());
    all.insert("fields", Value::from(views));
    Value::from(all)
}

/// The value of a field of an entry with a page; `None` where there is none.
pub(in crate::render) fn entry_field(
    scope: Scope<'_>,
    index: EntryIndex,
    field: &Field,
) -> Option<Value> {
    scope.site.plan.entry(index, scope.lang)?;
    let entry = scope.site.catalog.entry(index);
    let owner = Owner {
        folder: entry.folder.as_ref(),
        collection: Some(entry.collection),
        field: Some(field),
    };
    let item = entry.record.get(&field.name)?;
    value_view(scope, field, item, &owner)
}

/// A value; `None` for an empty one.
pub(in crate::render) fn value_view(
    scope: Scope<'_>,
    field: &Field,
    item: &Item,
    owner: &Owner<'_>,
) -> Option<Value> {
    let (item, other_language) = scope.site.catalog.value(item, scope.lang)?;
    let make = || {
        let mut view = single(scope, field, item, owner)?;
        let lang = text_or_null(other_language.as_ref().map(Lang::as_str));
        view.insert("lang", lang);
        Some(Value::from(view))
    };
    if other_language.is_some() {
        return make();
    }
    let form = Form::Value;
    scope.shared.view(form, field, &item.value, owner, make)
}

fn plain(kind: &'static str, text: &str) -> Pairs {
    map([("type", Value::from(kind)), ("text", Value::from(text))])
}

fn single(scope: Scope<'_>, field: &Field, item: &Item, owner: &Owner<'_>) -> Option<Pairs> {
    let kind = field.kind.shown_as();
    let text = |text: &str| Some(plain(kind, text));
    match &item.value {
        Decoded::Text(raw) => Some(of_text(scope, field, raw)),
        Decoded::Slug(slug) => text(slug.as_str()),
        Decoded::Url(url) => {
            let shown = url
                .as_str()
                .trim_start_matches("https://")
                .trim_start_matches("http://");
            Some(with(
                plain(kind, shown.trim_end_matches('/')),
                "href",
                url.as_str(),
            ))
        }
        Decoded::Bool(flag) => {
            let word = if *flag { "yes" } else { "no" };
            let mut view = plain(kind, &scope.texts.or(word, word));
            view.insert("raw", Value::from(*flag));
            Some(view)
        }
        Decoded::Int(number) => {
            let digits = number.to_string();
            let shown = if matches!(field.kind, FieldType::Year) {
                digits
            } else {
                scope.formats.number(&digits)
            };
            let mut view = plain(kind, &shown);
            view.insert("raw", Value::from(*number));
            Some(view)
        }
        Decoded::Decimal(digits) => Some(with(
            plain(kind, &scope.formats.number(digits)),
            "raw",
            digits,
        )),
        Decoded::Date(date) => {
            let shown = scope.formats.date(*date, DateForm::Long);
            Some(with(plain(kind, &shown), "iso", &date.to_string()))
        }
        Decoded::DateTime(moment) => {
            let date = crate::schema::PartialDate::parse(&moment.date().to_string())?;
            let time = moment.time();
            let shown = format!(
                "{}, {}:{:02}",
                scope.formats.date(date, DateForm::Long),
                time.hour(),
                time.minute()
            );
            Some(with(plain(kind, &shown), "iso", &moment.to_string()))
        }
        Decoded::Choice(id) => {
            let label = scope.site.catalog.choice_label(&field.kind, id, scope.lang);
            Some(with(plain(kind, label), "raw", id))
        }
        Decoded::Term(id) => Some(term(scope, field, id, owner)),
        Decoded::Ref(id) => Some(reference(scope, field, id)),
        Decoded::Image(record) => image(scope, record, owner),
        Decoded::File(path) => file(scope, path, owner),
        Decoded::Geo { lat, lon } => {
            let mut view = with(plain(kind, &format!("{lat}, {lon}")), "lat", lat);
            view.insert("lon", Value::from(&**lon));
            Some(view)
        }
        Decoded::Quantity(written) => Some(super::measurement::quantity(scope, written)),
        Decoded::Measurements(records) => {
            let rows = rows(scope, records);
            let mut view = plain(kind, "");
            view.insert("rows", array(rows));
            Some(view)
        }
        Decoded::List(items) => list(scope, field, items, owner),
        Decoded::Object(record) => Some(record_view(scope, field, record, owner)),
        Decoded::Localized(_) | Decoded::Any => None,
    }
}

/// A value that is a text, of whatever kind.
fn of_text(scope: Scope<'_>, field: &Field, raw: &str) -> Pairs {
    let kind = field.kind.shown_as();
    match field.kind {
        FieldType::Email => with(plain(kind, raw), "href", &format!("mailto:{raw}")),
        FieldType::Phone => {
            let digits: String = raw
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            with(plain(kind, raw), "href", &format!("tel:{digits}"))
        }
        FieldType::Markdown => {
            let mut view = plain(kind, raw);
            let html = crate::render::markdown::render_field(raw, scope.lang);
            view.insert("html", Value::safe_string(&html));
            view
        }
        FieldType::Country => {
            let name = scope.texts.country(raw, scope.lang);
            with(plain(kind, &name), "raw", raw)
        }
        FieldType::Language => {
            let name = scope.texts.or(&format!("language_{raw}"), raw);
            with(plain(kind, &name), "raw", raw)
        }
        FieldType::String | FieldType::Text => as_written(kind, &bind(raw, scope.lang), raw),
        _ => as_written(kind, raw, raw),
    }
}

/// A text and what was written for it, which is one value where they are the same.
fn as_written(kind: &'static str, text: &str, raw: &str) -> Pairs {
    let shown = Value::from(text);
    let raw = if text == raw {
        shown.clone()
    } else {
        Value::from(raw)
    };
    map([("type", Value::from(kind)), ("text", shown), ("raw", raw)])
}

fn with(mut view: Pairs, key: &'static str, text: &str) -> Pairs {
    view.insert(key, Value::from(text));
    view
}

fn term(scope: Scope<'_>, field: &Field, id: &std::sync::Arc<str>, owner: &Owner<'_>) -> Pairs {
    let catalog = &scope.site.catalog;
    let mut view = plain("term", catalog.choice_label(&field.kind, id, scope.lang));
    let known = field
        .kind
        .vocabulary()
        .and_then(|vocabulary| catalog.term(vocabulary, id));
    let description = known.map(|term| catalog.label(&term.description, scope.lang));
    let page = owner
        .collection
        .zip(owner.field)
        .and_then(|(collection, top)| {
            scope
                .site
                .plan
                .term(collection, &top.name, id, scope.lang)
                .first()
                .copied()
        });
    view.insert("id", Value::from(&**id));
    view.insert(
        "link",
        text_or_null(page.map(|page| page.to_string()).as_deref()),
    );
    view.insert(
        "description",
        text_or_null(description.filter(|text| !text.is_empty())),
    );
    view
}

fn reference(scope: Scope<'_>, field: &Field, id: &str) -> Pairs {
    let site = scope.site;
    let FieldType::Ref { to } = &field.kind else {
        return plain("ref", id);
    };
    let target = site
        .catalog
        .collection(to)
        .and_then(|collection| site.catalog.find(collection, id));
    // What is not published shows nothing of itself but the id that names it.
    let shown = target.filter(|target| site.catalog.state(*target).has_page());
    let title = shown.map_or(id, |target| site.catalog.title(target, scope.lang));
    let page = target.and_then(|target| site.plan.entry(target, scope.lang));
    let mut view = plain("ref", &bind(title, scope.lang));
    view.insert("id", Value::from(id));
    view.insert("collection", Value::from(&**to));
    view.insert(
        "link",
        text_or_null(page.map(|page| page.to_string()).as_deref()),
    );
    view
}

/// A picture; `None` where its file is missing, which is reported elsewhere.
fn image(scope: Scope<'_>, record: &Record, owner: &Owner<'_>) -> Option<Pairs> {
    let path = record.text("file")?;
    let (source, asset) = scope.site.find_asset(path, owner.folder)?;
    let alt = record
        .get("alt")
        .and_then(|item| scope.site.catalog.value(item, scope.lang));
    let alt = alt
        .and_then(|(item, _)| item.value.as_text())
        .map_or("", |text| text);
    let mut view = plain("image", alt);
    view.insert("asset", Value::from(source.as_str()));
    view.insert("alt", Value::from(alt));
    let side = |side: Option<u32>| side.map_or_else(Value::none, Value::from);
    view.insert("width", side(asset.size.map(|(width, _)| width)));
    view.insert("height", side(asset.size.map(|(_, height)| height)));
    Some(view)
}

fn file(scope: Scope<'_>, path: &str, owner: &Owner<'_>) -> Option<Pairs> {
    let (source, asset) = scope.site.find_asset(path, owner.folder)?;
    let mut view = plain("file", source.file_name());
    view.insert("asset", Value::from(source.as_str()));
    view.insert("name", Value::from(source.file_name()));
    view.insert("format", Value::from(source.extension().to_uppercase()));
    let size = format!(
        "{}\u{a0}kB",
        scope.formats.number(&asset.len.div_ceil(1000).to_string())
    );
    view.insert("size", Value::from(size));
    Some(view)
}

fn list(scope: Scope<'_>, field: &Field, items: &[Item], owner: &Owner<'_>) -> Option<Pairs> {
    let FieldType::List(of) = &field.kind else {
        return None;
    };
    let views: Vec<Value> = items
        .iter()
        .filter_map(|item| value_view(scope, of, item, owner))
        .collect();
    if views.is_empty() {
        return None;
    }
    let texts: Vec<&str> = views
        .iter()
        .filter_map(|view| part(view, "text")?.as_str())
        .collect();
    let mut view = plain("list", &texts.join(", "));
    view.insert("of", Value::from(of.kind.shown_as()));
    view.insert("items", array(views));
    Some(view)
}

fn record_view(scope: Scope<'_>, field: &Field, record: &Record, owner: &Owner<'_>) -> Pairs {
    let fields = match &field.kind {
        FieldType::Object(fields) => Some(&**fields),
        FieldType::Shape(name) => shapes().get(name),
        _ => None,
    };
    let views: Vec<Value> = fields
        .into_iter()
        .flat_map(Fields::iter)
        .filter_map(|field| field_view(scope, field, record.get(&field.name)?, owner))
        .collect();
    let texts: Vec<&str> = views
        .iter()
        .filter_map(|view| part(part(view, "value")?, "text")?.as_str())
        .collect();
    let mut view = plain("object", &texts.join(", "));
    view.insert("fields", array(views));
    view
}
