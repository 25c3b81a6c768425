//! The format of a collection's JSON, as JSON Schema 2020-12. It is derived from the declared
//! fields, so that future entries match it.

use serde_json::{Map, Value, json};

use crate::export::table::content_fields;
use crate::present::{FieldInfo, Scope};
use crate::schema::FieldType;

/// The schema of a list and of its entries; `own` is its address.
pub(in crate::export) fn schema(scope: Scope<'_>, position: usize, own: &str) -> Option<Vec<u8>> {
    let collection = scope.collection(position)?;
    let fields = content_fields(scope, position);
    let item = json!({
        "type": "object",
        "required": ["id", "title", "url"],
        "properties": {
            "id": string(), "title": string(), "url": uri(), "data": uri(),
        },
        "additionalProperties": false,
    });
    let list = json!({
        "type": "object",
        "required": ["id", "title", "lang", "url", "entries"],
        "properties": {
            "$schema": uri(), "id": {"const": collection.id}, "title": string(),
            "lang": {"const": scope.lang.as_str()}, "url": uri(),
            "entries": {"type": "array", "items": item},
        },
        "additionalProperties": false,
    });
    let entry = json!({
        "type": "object",
        "required": ["id", "collection", "title", "lang", "url", "fields"],
        "properties": {
            "$schema": uri(), "id": string(), "collection": {"const": collection.id},
            "title": string(), "summary": string(), "sample": {"const": true},
            "lang": {"const": scope.lang.as_str()}, "url": uri(),
            "fields": group(scope, &fields),
        },
        "additionalProperties": false,
    });
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": own,
        "title": collection.label,
        "oneOf": [{"$ref": "#/$defs/list"}, {"$ref": "#/$defs/entry"}],
        "$defs": {
            "list": list, "entry": entry, "named": named(),
            "quantity": quantity(), "measurement": measurement(),
        },
    });
    serde_json::to_vec_pretty(&document).ok()
}

fn string() -> Value {
    json!({"type": "string"})
}

fn uri() -> Value {
    json!({"type": "string", "format": "uri"})
}

fn digits() -> Value {
    json!({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?(e-?[0-9]+)?$"})
}

fn group(scope: Scope<'_>, fields: &[FieldInfo<'_>]) -> Value {
    let properties = fields.iter();
    let properties = properties.map(|info| (info.name().to_owned(), field(scope, *info)));
    json!({
        "type": "object",
        "properties": properties.collect::<Map<String, Value>>(),
        "additionalProperties": false,
    })
}

/// The schema of a field, with its label and help.
fn field(scope: Scope<'_>, info: FieldInfo<'_>) -> Value {
    let mut own = of(scope, info);
    if info.may_be_unknown() {
        own = json!({"anyOf": [own, {"type": "null"}]});
    }
    if let Some(own) = own.as_object_mut() {
        if !info.label.is_empty() {
            own.insert("title".into(), json!(info.label));
        }
        if !info.help.is_empty() {
            own.insert("description".into(), json!(info.help));
        }
    }
    own
}

fn of(scope: Scope<'_>, info: FieldInfo<'_>) -> Value {
    match info.own_kind() {
        FieldType::Bool => json!({"type": "boolean"}),
        FieldType::Int | FieldType::Year => json!({"type": "integer"}),
        FieldType::Decimal => digits(),
        FieldType::Date => {
            json!({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"})
        }
        FieldType::DateTime => {
            json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T"})
        }
        FieldType::Url => uri(),
        FieldType::Enum(_) | FieldType::Term { .. } => json!({"$ref": "#/$defs/named"}),
        FieldType::Ref { .. } => json!({
            "type": "object",
            "required": ["id", "collection", "title"],
            "properties": {"id": string(), "collection": string(), "title": string(), "url": uri()},
            "additionalProperties": false,
        }),
        FieldType::Image { .. } => json!({
            "type": "object",
            "required": ["url", "alt"],
            "properties": {
                "url": uri(), "alt": string(),
                "width": {"type": "integer"}, "height": {"type": "integer"},
                "credit": string(),
                "licence": {
                    "type": "object",
                    "required": ["id", "name", "url"],
                    "properties": {"id": string(), "name": string(), "url": uri()},
                    "additionalProperties": false,
                },
            },
            "additionalProperties": false,
        }),
        FieldType::File { .. } => json!({
            "type": "object",
            "required": ["url", "name"],
            "properties": {"url": uri(), "name": string()},
            "additionalProperties": false,
        }),
        FieldType::Geo => json!({
            "type": "object",
            "required": ["lat", "lon"],
            "properties": {"lat": digits(), "lon": digits()},
            "additionalProperties": false,
        }),
        FieldType::Quantity { .. } => json!({"$ref": "#/$defs/quantity"}),
        FieldType::Measurements => {
            json!({"type": "array", "items": {"$ref": "#/$defs/measurement"}})
        }
        FieldType::Object(_) => group(scope, &scope.parts(info)),
        FieldType::List(_) => {
            let items = scope.values_of(info).map(|of| field(scope, of));
            json!({"type": "array", "items": items.unwrap_or(json!(true))})
        }
        FieldType::Map(_) => {
            let values = scope.values_of(info).map(|of| field(scope, of));
            json!({"type": "object", "additionalProperties": values.unwrap_or(json!(true))})
        }
        FieldType::Shape(_) | FieldType::Conditions => json!({"type": "object"}),
        FieldType::Either(_) | FieldType::Any => json!({}),
        _ => string(),
    }
}

/// The schema of an object with an id and a label.
fn named() -> Value {
    json!({
        "type": "object",
        "required": ["id", "label"],
        "properties": {"id": string(), "label": string(), "url": uri()},
        "additionalProperties": false,
    })
}

fn quantity() -> Value {
    let limits = json!({"unit": string(), "value": digits(), "min": digits(), "max": digits()});
    let mut own = limits.clone();
    if let Some(own) = own.as_object_mut() {
        own.insert("text".into(), string());
        own.insert(
            "canonical".into(),
            json!({"type": "object", "properties": limits, "additionalProperties": false}),
        );
    }
    json!({
        "type": "object",
        "required": ["text", "unit"],
        "properties": own,
        "additionalProperties": false,
    })
}

fn measurement() -> Value {
    let named = json!({"$ref": "#/$defs/named"});
    json!({
        "type": "object",
        "required": ["property", "quantity"],
        "properties": {
            "property": named,
            "quantity": {"$ref": "#/$defs/quantity"},
            "statistic": named,
            "n": {"type": "integer"},
            "method": named,
            "standard": string(),
            "conditions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["label", "text"],
                    "properties": {"label": string(), "text": string()},
                    "additionalProperties": false,
                },
            },
            "source": {
                "type": "object",
                "required": ["label"],
                "properties": {"label": string(), "url": string()},
                "additionalProperties": false,
            },
        },
        "additionalProperties": false,
    })
}
