//! A value as JSON. An id is accompanied by its label. Decimal numbers are strings, so that no
//! digit is lost.

use serde_json::{Value, json};

use crate::export::table::{address, ends, plain, reference_unit};
use crate::plan::RouteId;
use crate::present::{Detail, RowView, Scope, ValueView};
use crate::quantity::{Amount, Unit};
use crate::schema::{FieldType, Licence};

fn licence(licence: &Licence) -> Value {
    json!({"id": licence.id, "name": licence.name, "url": licence.url()})
}

/// Converts a value of a field type.
pub(super) fn of(scope: Scope<'_>, kind: &FieldType, value: &ValueView<'_>) -> Value {
    let link = |page: Option<RouteId>| page.map(|page| json!(address(scope, page)));
    match &value.detail {
        Detail::Unknown => Value::Null,
        Detail::Flag(flag) => json!(flag),
        Detail::Number(number) => json!(number),
        Detail::Decimal(digits) => json!(digits),
        Detail::Choice { id, .. } => json!({"id": id, "label": value.text}),
        Detail::Term(term) => with(
            json!({"id": term.id, "label": value.text}),
            [("url", link(term.link))],
        ),
        Detail::Ref {
            id,
            collection,
            link: page,
            ..
        } => with(
            json!({"id": id, "collection": collection, "title": plain(scope, value)}),
            [("url", link(*page))],
        ),
        Detail::Picture(picture) => with(
            json!({"url": plain(scope, value), "alt": value.text}),
            [
                ("width", picture.size.map(|size| json!(size.0))),
                ("height", picture.size.map(|size| json!(size.1))),
                ("credit", picture.about.credit.map(|credit| json!(credit))),
                ("licence", picture.about.licence.map(licence)),
            ],
        ),
        Detail::File { .. } => json!({"url": plain(scope, value), "name": value.text}),
        Detail::Geo { lat, lon } => json!({"lat": lat, "lon": lon}),
        Detail::Quantity { amount, .. } => {
            let reference = reference_unit(scope, kind);
            quantity(amount, reference.as_ref())
        }
        Detail::Rows(rows) => rows.iter().map(|row| measured(scope, row)).collect(),
        Detail::List { items, .. } => {
            let items = items.iter();
            items.map(|item| of(scope, kind.single(), item)).collect()
        }
        Detail::Group(fields) => {
            let fields = fields.iter();
            let fields = fields.map(|field| {
                let value = of(scope, field.info.own_kind(), &field.value);
                (field.info.name().to_owned(), value)
            });
            Value::Object(fields.collect())
        }
        _ => json!(plain(scope, value)),
    }
}

/// Adds the members that have a value to an object.
fn with<const N: usize>(mut group: Value, more: [(&str, Option<Value>); N]) -> Value {
    for (key, of) in more {
        if let (Some(fields), Some(of)) = (group.as_object_mut(), of) {
            fields.insert(key.to_owned(), of);
        }
    }
    group
}

/// An amount: as written, its bounds in its own unit, and in the canonical unit of the field.
fn quantity(amount: &Amount, reference: Option<&Unit>) -> Value {
    let canonical = reference.map(|unit| limits(amount, unit, json!({})));
    with(
        limits(amount, &amount.unit, json!({"text": amount.source()})),
        [("canonical", canonical)],
    )
}

fn limits(amount: &Amount, unit: &Unit, group: Value) -> Value {
    let ends = ends(amount, unit);
    let value = ends.value().map(|digits| json!(digits));
    let range = value.is_none();
    let end = |digits: Option<String>| digits.filter(|_| range).map(|digits| json!(digits));
    with(
        group,
        [
            ("unit", Some(json!(unit.code()))),
            ("value", value),
            ("min", end(ends.min.clone())),
            ("max", end(ends.max.clone())),
        ],
    )
}

fn measured(scope: Scope<'_>, row: &RowView<'_>) -> Value {
    let read = row.measurement;
    let named = |id: Option<&str>, label: Option<&str>| {
        label.map(|label| match id {
            Some(id) => json!({"id": id, "label": label}),
            None => json!({"id": label, "label": label}),
        })
    };
    let unit = scope.property(row.property_index);
    let unit = unit.map(|property| &property.scale.unit);
    let conditions = row.conditions.iter();
    let conditions = conditions.map(|one| json!({"label": one.label, "text": one.text}));
    let conditions: Vec<Value> = conditions.collect();
    let source = row.source.map(|source| {
        let link = source.link.map(|link| json!(link));
        with(json!({"label": source.text}), [("url", link)])
    });
    with(
        json!({
            "property": {"id": row.property, "label": row.label},
            "quantity": quantity(&read.quantity.amount, unit),
        }),
        [
            (
                "statistic",
                named(read.effective_statistic(), row.statistic),
            ),
            ("n", row.n.map(|n| json!(n))),
            ("method", named(read.method.as_deref(), row.method)),
            ("standard", row.standard.map(|standard| json!(standard))),
            (
                "conditions",
                (!conditions.is_empty()).then(|| json!(conditions)),
            ),
            ("source", source),
        ],
    )
}
