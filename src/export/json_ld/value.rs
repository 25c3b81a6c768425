//! Converts the values of fields to schema.org statements.

use super::writer::{Facts, Object, number, string};
use crate::present::{Detail, FieldInfo, FieldView, RowView, Scope, ValueView};
use crate::quantity::Amount;
use crate::schema::{Licence, Statement};

/// The property for values that no schema.org property covers.
const FURTHER: &str = "additionalProperty";

/// Adds the statements of fields. A group without its own statement describes the enclosing
/// thing.
pub(super) fn state(scope: Scope<'_>, fields: &[FieldView<'_>], facts: &mut Facts) {
    for field in fields {
        let Some(statement) = field.info.statement() else {
            for item in field.value.items() {
                state(scope, item.group(), facts);
            }
            continue;
        };
        if !is_given(statement, fields) {
            continue;
        }
        for item in field.value.items() {
            for row in item.rows() {
                facts.add(&statement.property, measured(scope, row));
            }
            let stated = if &*statement.property == FURTHER {
                further(scope, &field.info, item)
            } else {
                value(scope, item, statement)
            };
            if let Some(value) = stated {
                facts.add(&statement.property, value);
            }
        }
    }
}

/// Whether the fields beside it meet the condition of a statement.
fn is_given(statement: &Statement, beside: &[FieldView<'_>]) -> bool {
    statement.given.iter().all(|(name, asked)| {
        let mut named = beside.iter().filter(|field| field.info.name() == name);
        named.any(|field| {
            let mut items = field.value.items().iter();
            items.any(|item| id_of(item).is_some_and(|id| asked.iter().any(|word| word == id)))
        })
    })
}

/// The word of an enum, or the id of a term.
fn id_of<'a>(value: &ValueView<'a>) -> Option<&'a str> {
    match &value.detail {
        Detail::Choice { id, .. } => Some(id),
        Detail::Term(term) => Some(term.id),
        _ => None,
    }
}

/// A single value as JSON; `None` for what schema.org cannot express.
fn value(scope: Scope<'_>, item: &ValueView<'_>, statement: &Statement) -> Option<String> {
    if let Detail::Group(fields) = &item.detail {
        let mut facts = Facts::default();
        state(scope, fields, &mut facts);
        let mut object = Object::of(statement.of.as_deref()?);
        facts.write(&mut object);
        return (!facts.is_empty()).then(|| object.end());
    }
    let own = if statement.values.is_empty() {
        plain(scope, item, statement)?
    } else {
        let member = statement.values.get(id_of(item)?)?;
        string(&format!("https://schema.org/{member}"))
    };
    let (Some(kind), Some(inner)) = (&statement.of, &statement.inner) else {
        return Some(own);
    };
    let mut object = Object::of(kind);
    object.json(inner, &own);
    Some(object.end())
}

fn plain(scope: Scope<'_>, item: &ValueView<'_>, statement: &Statement) -> Option<String> {
    let prefix = statement.prefix.as_deref().unwrap_or_default();
    let text = |text: &str| Some(string(&format!("{prefix}{text}")));
    match &item.detail {
        Detail::Written(written) => text(written),
        Detail::Address(address) if item.kind == "url" => text(address),
        Detail::Address(_) | Detail::Choice { .. } | Detail::Term(_) => text(&item.text),
        Detail::Quantity { amount: of, .. } => {
            let mut object = Object::of("QuantitativeValue");
            amount(scope, &mut object, of, &item.text);
            Some(object.end())
        }
        Detail::Flag(flag) => Some(flag.to_string()),
        // A year is a date.
        Detail::Number(number) if item.kind == "year" => text(&format!("{number:04}")),
        Detail::Number(number) => Some(number.to_string()),
        Detail::Decimal(digits) => Some(number(digits)),
        Detail::Date { iso, .. } if item.kind == "datetime" => text(&scope.with_offset(iso)?),
        Detail::Date { iso, .. } => text(iso),
        Detail::Ref { entry, .. } => {
            let (kind, id) = scope.named_thing((*entry)?)?;
            let mut object = Object::of(kind);
            object.text_if("@id", id.as_deref());
            object.text("name", scope.title((*entry)?));
            Some(object.end())
        }
        Detail::Picture(picture) => {
            let mut object = Object::of("ImageObject");
            let address = scope.site.plan.edition.absolute(picture.url);
            object.text("contentUrl", &address);
            object.text_if("caption", Some(&item.text));
            object.text_if("creditText", picture.about.credit);
            let licence = picture.about.licence.map(Licence::url);
            object.text_if("license", licence.as_deref());
            Some(object.end())
        }
        Detail::Geo { lat, lon } => {
            let mut object = Object::of("GeoCoordinates");
            object.json("latitude", &number(lat));
            object.json("longitude", &number(lon));
            Some(object.end())
        }
        Detail::None if item.kind == "slug" => text(&item.text),
        Detail::None
        | Detail::Unknown
        | Detail::Markdown(_)
        | Detail::File { .. }
        | Detail::Rows(_)
        | Detail::List { .. }
        | Detail::Group(_) => None,
    }
}

/// A value with the name of its field.
fn further(scope: Scope<'_>, field: &FieldInfo<'_>, item: &ValueView<'_>) -> Option<String> {
    let mut object = Object::of("PropertyValue");
    object.text("propertyID", field.name());
    object.text("name", field.label);
    match &item.detail {
        Detail::Quantity { amount: of, .. } => amount(scope, &mut object, of, &item.text),
        Detail::Number(number) => object.json("value", &number.to_string()),
        Detail::Decimal(digits) => object.json("value", &number(digits)),
        Detail::Flag(flag) => object.json("value", &flag.to_string()),
        Detail::Unknown | Detail::Rows(_) | Detail::List { .. } | Detail::Group(_) => return None,
        _ if item.text.is_empty() => return None,
        _ => object.text("value", &item.text),
    }
    Some(object.end())
}

/// A measured value with its unit, method and conditions.
fn measured(scope: Scope<'_>, row: &RowView<'_>) -> String {
    let mut object = Object::of("PropertyValue");
    object.text("propertyID", row.property);
    object.text("name", row.label);
    amount(
        scope,
        &mut object,
        &row.measurement.quantity.amount,
        &row.text,
    );
    let how: Vec<&str> = [row.method, row.standard].into_iter().flatten().collect();
    object.text_if("measurementTechnique", Some(&how.join(", ")));
    let conditions = row.conditions.iter().map(|condition| {
        let mut object = Object::of("PropertyValue");
        object.text("name", condition.label);
        match condition.amount {
            Some(of) => amount(scope, &mut object, of, &condition.text),
            None => object.text("value", &condition.text),
        }
        object.end()
    });
    let mut facts = Facts::default();
    for condition in conditions {
        facts.add("valueReference", condition);
    }
    facts.write(&mut object);
    object.end()
}

/// The numbers and the unit of an amount; also as text if that says more.
fn amount(scope: Scope<'_>, object: &mut Object, amount: &Amount, text: &str) {
    let numbers = amount.numbers();
    let parts = [
        ("value", numbers.value),
        ("minValue", numbers.least),
        ("maxValue", numbers.most),
    ];
    for (name, digits) in parts {
        if let Some(digits) = digits {
            object.json(name, &number(&digits.to_string()));
        }
    }
    if !amount.unit.is_one() {
        object.text("unitCode", &amount.unit.schema_org_code());
        object.text("unitText", &amount.unit.symbol(scope.lang.as_str()));
    }
    if !numbers.is_plain {
        object.text("description", text);
    }
}
