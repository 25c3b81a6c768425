//! A list and its entries as JSON, for other programs: one file for each list and, if the
//! edition includes them, one for each entry, in each language.
//!
//! 1. [`list`] lists the entries: id, title, address, and the file of each.
//! 2. [`entry`] has every public field by its name in the schema.
//! 3. [`mod@schema`] describes both (JSON Schema 2020-12), from the declared fields.

mod schema;
mod value;

pub(super) use schema::schema;

use serde_json::{Map, Value, json};

use super::listed::Listed;
use super::table::address;
use crate::plan::{DataFile, DataFormat, DataOf, Plan, RouteId};
use crate::present::Scope;
use crate::schema::EntryIndex;
use crate::schema::Lang;

/// The entries of a list.
pub(super) fn list(listed: &Listed<'_>) -> Option<Vec<u8>> {
    let (scope, position) = (listed.scope, listed.position);
    let collection = scope.collection(position)?;
    let plan = &scope.site.plan;
    let entries = listed.indexes().map(|(index, page)| {
        let mut said = Map::new();
        said.insert("id".into(), json!(scope.site.id_of(index)));
        said.insert("title".into(), json!(scope.title(index)));
        said.insert("url".into(), json!(address(scope, page)));
        if let Some(file) = file_of(plan, page, index) {
            said.insert("data".into(), json!(address(scope, file)));
        }
        Value::Object(said)
    });
    let mut document = json!({
        "id": collection.id,
        "title": collection.label,
        "lang": scope.lang.as_str(),
        "url": address(scope, collection.link?),
        "entries": entries.collect::<Vec<Value>>(),
    });
    let schema = schema_of(plan, position, scope.lang);
    if let (Some(said), Some(schema)) = (document.as_object_mut(), schema) {
        said.insert("$schema".into(), json!(address(scope, schema)));
    }
    serde_json::to_vec_pretty(&document).ok()
}

/// An entry with its public fields.
pub(super) fn entry(scope: Scope<'_>, index: EntryIndex) -> Option<Vec<u8>> {
    let entry = scope.entry(index)?;
    let plan = &scope.site.plan;
    let mut said = Map::new();
    if let Some(schema) = schema_of(plan, entry.position, scope.lang) {
        said.insert("$schema".into(), json!(address(scope, schema)));
    }
    said.insert("id".into(), json!(entry.id));
    said.insert("collection".into(), json!(entry.collection));
    said.insert("title".into(), json!(entry.title));
    if let Some(summary) = entry.summary {
        said.insert("summary".into(), json!(summary));
    }
    said.insert("lang".into(), json!(scope.lang.as_str()));
    said.insert("url".into(), json!(address(scope, entry.link)));
    if entry.sample {
        said.insert("sample".into(), json!(true));
    }
    let fields = entry.fields.iter();
    let fields = fields.filter(|field| !field.info.is_of_every_entry());
    let fields = fields.map(|field| {
        let value = value::of(scope, field.info.own_kind(), &field.value);
        (field.info.name().to_owned(), value)
    });
    said.insert("fields".into(), Value::Object(fields.collect()));
    serde_json::to_vec(&Value::Object(said)).ok()
}

/// The file of an entry, if the edition includes it.
fn file_of(plan: &Plan, page: RouteId, index: EntryIndex) -> Option<RouteId> {
    let wanted = DataFile {
        of: DataOf::Entry(index),
        format: DataFormat::JsonEntry,
    };
    plan.data_file(page, wanted)
}

/// The schema of a collection.
fn schema_of(plan: &Plan, position: usize, lang: &Lang) -> Option<RouteId> {
    let wanted = DataFile {
        of: DataOf::List(position),
        format: DataFormat::JsonSchema,
    };
    plan.data_file(*plan.list(position, lang).first()?, wanted)
}
