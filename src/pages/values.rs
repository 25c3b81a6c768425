//! Converts views to maps of Tera. A field always has `type` and `text`, and further keys
//! depend on its type.

use tera::Value;
use tera::value::Key;

use super::pairs::{Pairs, array, map, object, text_or_null};
use super::shared::{Shared, ViewForm};
use crate::markdown::{FieldPart, FieldText};
use crate::plan::RouteId;
use crate::present::{AboutPicture, Detail, FieldInfo, FieldView, PageLink, RowView, ValueView};
use crate::schema::{Facet, Lang};

/// The fields of a record, as a map by name.
pub(super) fn fields(shared: &Shared, views: &[FieldView<'_>]) -> Pairs {
    let all = views.iter().map(|view| {
        let value = field(shared, view, view.info.address());
        (Key::String(view.info.shared_name()), value)
    });
    all.collect()
}

/// A field with its value; `top` identifies the top-level field that contains it.
fn field(shared: &Shared, view: &FieldView<'_>, top: usize) -> Value {
    let info = &view.info;
    let place = (info.address(), top);
    let make = || {
        object([
            ("name", Value::from(info.name())),
            ("label", Value::from(info.label)),
            ("help", Value::from(info.help)),
            ("type", Value::from(info.kind())),
            ("column", Value::from(info.is_column())),
            ("facet", Value::from(info.facet() != Facet::No)),
            ("compare", Value::from(info.is_compared())),
            ("value", value(shared, &view.value, place)),
        ])
    };
    // All keys of a map share one field, and the key is the label.
    if info.has_own_key() {
        return make();
    }
    shared.view(ViewForm::Field, place, &view.value, make)
}

/// A value that is not shared with other pages.
pub(super) fn plain_value(view: &ValueView<'_>) -> Value {
    value(&Shared::default(), view, (0, 0))
}

/// The value of a field; `place` identifies the field, and the top-level field that contains
/// it.
fn value(shared: &Shared, view: &ValueView<'_>, place: (usize, usize)) -> Value {
    let mut pairs = map([("type", Value::from(view.kind))]);
    let text = Value::from(&*view.text);
    pairs.insert("text", text.clone());
    detail(shared, view, &text, place, &mut pairs);
    pairs.insert("lang", text_or_null(view.lang.map(Lang::as_str)));
    Value::from(pairs)
}

fn detail(
    shared: &Shared,
    view: &ValueView<'_>,
    text: &Value,
    place: (usize, usize),
    pairs: &mut Pairs,
) {
    let mut add = |key: &'static str, value: Value| pairs.insert(key, value);
    match &view.detail {
        Detail::None | Detail::Unknown => {}
        Detail::Written(raw) if *raw == view.text => add("raw", text.clone()),
        Detail::Written(raw) | Detail::Decimal(raw) => add("raw", Value::from(*raw)),
        Detail::Address(href) => add("href", Value::from(&**href)),
        Detail::Markdown(written) => add("parts", prose(written)),
        Detail::Flag(flag) => add("raw", Value::from(*flag)),
        Detail::Number(number) => add("raw", Value::from(*number)),
        Detail::Date { iso, .. } => add("iso", Value::from(iso.as_str())),
        Detail::Choice { id, .. } => add("raw", Value::from(*id)),
        Detail::Term(term) => {
            add("id", Value::from(term.id));
            add("link", link(term.link));
            add("description", text_or_null(term.description));
        }
        Detail::Ref {
            id,
            collection,
            link: page,
            ..
        } => {
            add("id", Value::from(*id));
            add("collection", Value::from(*collection));
            add("link", link(*page));
        }
        Detail::Picture(picture) => {
            let side = |side: Option<u32>| side.map_or_else(Value::none, Value::from);
            add("asset", Value::from(picture.path.as_str()));
            add("alt", text.clone());
            add("width", side(picture.size.map(|(width, _)| width)));
            add("height", side(picture.size.map(|(_, height)| height)));
            let proportion = picture.proportion;
            add(
                "proportion",
                proportion.map_or_else(Value::none, Value::from),
            );
            for (key, value) in about_picture(&picture.about) {
                add(key, value);
            }
        }
        Detail::File { path, format, size } => {
            add("asset", Value::from(path.as_str()));
            add("name", text.clone());
            add("format", Value::from(format.as_str()));
            add("size", Value::from(size.as_str()));
        }
        Detail::Geo { lat, lon } => {
            add("lat", Value::from(*lat));
            add("lon", Value::from(*lon));
        }
        Detail::Quantity { number, unit, .. } => {
            add("number", Value::from(number.as_str()));
            add("unit", Value::from(unit.as_str()));
        }
        Detail::Rows(rows) => add("rows", array(rows.iter().map(row).collect())),
        Detail::List { of, items, columns } => {
            let item = |view: &ValueView<'_>| {
                shared.view(ViewForm::Item, place, view, || value(shared, view, place))
            };
            add("of", Value::from(*of));
            if let Some((columns, rows)) = table(shared, (columns, items), place.1) {
                add("columns", columns);
                add("rows", rows);
            }
            add("items", array(items.iter().map(item).collect()));
        }
        Detail::Group(views) => {
            let views = views.iter().map(|view| field(shared, view, place.1));
            add("fields", array(views.collect()));
        }
    }
}

/// The author of a picture, its licence, and its scale bar.
fn about_picture(about: &AboutPicture<'_>) -> [(&'static str, Value); 4] {
    let licence = about.licence.map_or_else(Value::none, |licence| {
        object([
            ("id", Value::from(licence.id)),
            ("name", Value::from(licence.name)),
            ("url", Value::from(licence.url())),
        ])
    });
    let scale = about.scale.as_ref().map_or_else(Value::none, |scale| {
        object([
            ("text", Value::from(scale.text.as_str())),
            ("share", Value::from(scale.share.as_str())),
        ])
    });
    [
        ("credit", text_or_null(about.credit)),
        (
            "credit_lang",
            text_or_null(about.credit_lang.map(Lang::as_str)),
        ),
        ("licence", licence),
        ("scale", scale),
    ]
}

/// A Markdown field as an argument of `prose`: parts of safe HTML, and between them the pages
/// that links lead to.
fn prose(written: &FieldText<PageLink>) -> Value {
    let parts = written.parts.iter().map(|part| match part {
        FieldPart::Html(html) => Value::safe_string(html),
        FieldPart::Address(page) => object([
            ("link", link(Some(page.route))),
            ("anchor", text_or_null(page.anchor.as_deref())),
        ]),
    });
    array(parts.collect())
}

/// A list of groups as a table: the names and labels of its columns, and the rows with a value
/// or null for each column. `None` if it has a single row or column, which needs no table.
fn table(
    shared: &Shared,
    (columns, items): (&[FieldInfo<'_>], &[ValueView<'_>]),
    top: usize,
) -> Option<(Value, Value)> {
    if items.len() < 2 || columns.len() < 2 {
        return None;
    }
    let cell = |fields: &[FieldView<'_>], name: &str| {
        let field = fields.iter().find(|field| field.info.name() == name);
        field.map_or_else(Value::none, |field| {
            value(shared, &field.value, (field.info.address(), top))
        })
    };
    let rows = items.iter().map(|item| {
        let cells = columns.iter().map(|info| cell(item.group(), info.name()));
        array(cells.collect())
    });
    let rows = array(rows.collect());
    let columns = columns.iter().map(|info| {
        object([
            ("name", Value::from(info.name())),
            ("label", Value::from(info.label)),
        ])
    });
    Some((array(columns.collect()), rows))
}

/// A link to a page, as an argument of `url`; null if there is no page.
pub(super) fn link(page: Option<RouteId>) -> Value {
    page.map_or_else(Value::none, |page| Value::from(page.to_string()))
}

fn row(view: &RowView<'_>) -> Value {
    let conditions = view.conditions.iter().map(|condition| {
        object([
            ("label", Value::from(condition.label)),
            ("text", Value::from(condition.text.as_str())),
        ])
    });
    let source = view.source.map_or_else(Value::none, |source| {
        object([
            ("text", Value::from(source.text)),
            ("kind", Value::from(source.kind)),
            ("link", text_or_null(source.link)),
        ])
    });
    let unstated = view.unstated.iter().map(|name| Value::from(*name));
    object([
        ("property", Value::from(view.property)),
        ("label", Value::from(view.label)),
        ("text", Value::from(view.text.as_str())),
        ("number", Value::from(view.number.as_str())),
        ("unit", Value::from(view.unit.as_str())),
        ("statistic", text_or_null(view.statistic)),
        ("n", view.n.map_or_else(Value::none, Value::from)),
        ("method", text_or_null(view.method)),
        ("standard", text_or_null(view.standard)),
        ("conditions", array(conditions.collect())),
        ("source", source),
        ("unstated", array(unstated.collect())),
        ("notes", array(Vec::new())),
    ])
}
