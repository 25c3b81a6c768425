//! Describes the tables of an edition for programs: one `datapackage.json` (Frictionless Data
//! Package 2) for each language, and metadata beside each table (CSV on the Web, W3C).

use serde_json::{Map, Value, json};

use super::listed::{Listed, Outlines};
use super::table::{Column, ID, Kind, Table, address};
use crate::plan::{DataFile, DataFormat, DataOf, RouteId};
use crate::present::Scope;

/// The package: every table for programs, with its fields.
pub(super) fn package(scope: Scope<'_>, own: RouteId, outlines: &Outlines) -> Option<Vec<u8>> {
    let plan = &scope.site.plan;
    let folder = plan.route(own).url.as_str().to_owned();
    let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut resources = Vec::new();
    for position in plan.edition.collections.iter().copied() {
        let collection = scope.collection(position)?;
        let listed = Listed::new(scope, position, outlines);
        let id = collection.id;
        for (format, name) in [
            (DataFormat::Csv, id.to_owned()),
            (DataFormat::MeasurementsCsv, format!("{id}-measurements")),
        ] {
            let Some(route) = file(scope, position, format) else {
                continue;
            };
            let outline = listed.outline();
            let table = match format {
                DataFormat::Csv => &outline.entries,
                _ => &outline.measurements,
            };
            let path = plan.route(route).url.as_str();
            let path = path.strip_prefix(folder).unwrap_or(path);
            resources.push(json!({
                "name": name,
                "title": table.title,
                "type": "table",
                "path": path.trim_start_matches('/'),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n"},
                "schema": table_schema(table),
            }));
        }
    }
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "data",
        "title": scope.site_title(),
        "homepage": address(scope, plan.home(scope.lang)?),
        "languages": [scope.lang.as_str()],
        "resources": resources,
    });
    serde_json::to_vec_pretty(&package).ok()
}

/// The route of a file of a list.
fn file(scope: Scope<'_>, position: usize, format: DataFormat) -> Option<RouteId> {
    let page = scope.collection(position)?.link?;
    let of = DataOf::List(position);
    scope.site.plan.data_file(page, DataFile { of, format })
}

fn table_schema(table: &Table) -> Value {
    let fields = table.columns.iter().map(|column| {
        let mut field = Map::new();
        field.insert("name".into(), json!(column.key));
        field.insert("title".into(), json!(column.label));
        let kind = match column.kind {
            Kind::Text | Kind::Link | Kind::Moment => "string",
            Kind::Integer => "integer",
            Kind::Decimal => "number",
            Kind::Flag => "boolean",
            Kind::Day => "date",
        };
        field.insert("type".into(), json!(kind));
        if column.kind == Kind::Link {
            field.insert("format".into(), json!("uri"));
        }
        if !column.help.is_empty() {
            field.insert("description".into(), json!(column.help));
        }
        if let Some(unit) = &column.unit {
            field.insert("unit".into(), json!(unit.code));
        }
        if let Some(meaning) = &column.meaning {
            field.insert("rdfType".into(), json!(at_schema_org(meaning)));
        }
        if column.is_unique {
            field.insert("constraints".into(), json!({"unique": true}));
        }
        Value::Object(field)
    });
    let mut schema = json!({"fields": fields.collect::<Vec<Value>>()});
    if let (Some(schema), true) = (schema.as_object_mut(), has_key(table)) {
        schema.insert("primaryKey".into(), json!([ID]));
    }
    schema
}

/// Whether the first column is a key.
fn has_key(table: &Table) -> bool {
    table.columns.first().is_some_and(|first| first.is_unique)
}

fn at_schema_org(meaning: &str) -> String {
    format!("https://schema.org/{meaning}")
}

/// The metadata of a list's table.
pub(super) fn metadata(listed: &Listed<'_>) -> Option<Vec<u8>> {
    let (scope, position) = (listed.scope, listed.position);
    let table = &listed.tables().entries;
    let route = file(scope, position, DataFormat::Csv)?;
    let url = scope.site.plan.route(route).url.as_str();
    let name = url.rsplit('/').next().unwrap_or(url);
    let lang = scope.lang.as_str();
    let columns = table.columns.iter().map(|column| csvw_column(column, lang));
    let mut schema = json!({"columns": columns.collect::<Vec<Value>>()});
    if let (Some(schema), true) = (schema.as_object_mut(), has_key(table)) {
        schema.insert("primaryKey".into(), json!(ID));
    }
    let metadata = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": lang}],
        "url": name,
        "dc:title": table.title,
        "dc:language": lang,
        "dc:source": scope.collection(position)?.link.map(|page| address(scope, page)),
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": true},
        "tableSchema": schema,
    });
    serde_json::to_vec_pretty(&metadata).ok()
}

fn csvw_column(column: &Column, lang: &str) -> Value {
    let datatype = match column.kind {
        Kind::Text | Kind::Moment => "string",
        Kind::Link => "anyURI",
        Kind::Integer => "integer",
        Kind::Decimal => "number",
        Kind::Flag => "boolean",
        Kind::Day => "date",
    };
    // Names in CSVW become parts of an address: letters, digits, `_` and `.`.
    let is_safe = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.');
    let name: String = column
        .key
        .chars()
        .map(|sign| if is_safe(sign) { sign } else { '_' })
        .collect();
    let mut own = Map::new();
    own.insert("name".into(), json!(name));
    own.insert("titles".into(), json!([column.key]));
    own.insert("datatype".into(), json!(datatype));
    own.insert(
        "dc:title".into(),
        json!({"@value": column.label, "@language": lang}),
    );
    if !column.help.is_empty() {
        let help = json!({"@value": column.help, "@language": lang});
        own.insert("dc:description".into(), help);
    }
    if let Some(meaning) = &column.meaning {
        own.insert("propertyUrl".into(), json!(at_schema_org(meaning)));
    }
    if let Some(unit) = &column.unit {
        own.insert("schema:unitText".into(), json!(unit.symbol));
        own.insert("schema:unitCode".into(), json!(unit.code));
    }
    if column.key == ID {
        own.insert("required".into(), json!(true));
    }
    Value::Object(own)
}
