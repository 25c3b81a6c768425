//! Renders a view of many entries, for a `view` block or a template, with the theme's template
//! for its kind.

use std::sync::Arc;

use serde_json::{Map, Value as Json};
use tera::{Error, Kwargs, TeraResult, Value};

use super::pairs::text_or_null;
use crate::diagnostic::Diagnostic;
use crate::insight;
use crate::locale::bind;
use crate::markdown::view_block::ViewBlock;
use crate::messages::{Message, message};
use crate::present::{Scope, Site};
use crate::schema::Lang;
use crate::text::{SourceId, Span};
use crate::theme::template_error::fault;

/// The texts of a view: the name in its template, the key of the theme's text, and the
/// default.
const TEXTS: &[(&str, &str, &str)] = &[
    ("map", "view_map", "Map"),
    ("places", "view_map_places", "Places"),
    ("outside", "view_map_outside", "Outside the map:"),
    ("unplaced", "view_map_unplaced", "Position not stated"),
    ("empty", "view_empty", "There is nothing to show here yet."),
    ("sum", "view_sum", "Total"),
    ("nobody", "view_nobody", "Nobody yet"),
    ("csv", "view_csv", "Download as a table (CSV)"),
    ("ask", "view_ask", "Ask"),
    ("others", "group_none", "Others"),
    ("undated", "timeline_undated", "Date not recorded"),
    ("market_kind", "view_market_kind", "Kind"),
    ("market_all", "view_market_all", "all"),
];

/// A view as templates see it.
pub(super) fn value(scope: Scope<'_>, block: &ViewBlock) -> Option<Value> {
    let made = insight::make(scope, block)?;
    let collection = block.collection.and_then(|at| scope.collection(at));
    let mut view = made.into_map().unwrap_or_default();
    view.insert("kind".into(), Value::from(block.kind.name));
    view.insert("title".into(), text_or_null(block.text("title")));
    let collection = collection.map_or_else(Value::none, |one| Value::from_serializable(&one));
    view.insert("collection".into(), collection);
    let texts = TEXTS.iter().map(|(name, key, unsaid)| {
        let text = scope.texts.or(key, unsaid);
        (
            (*name).into(),
            Value::from(bind(&text, scope.lang).as_ref()),
        )
    });
    let texts = texts.collect::<tera::Map>();
    view.insert("texts".into(), Value::from(texts));
    Some(Value::from(view))
}

/// The function `view` of templates, whose arguments are the keys of a block. Invalid
/// arguments are errors of the template.
pub(super) fn function(site: &Arc<Site>, lang: &Lang, kwargs: &Kwargs) -> TeraResult<Value> {
    let scope = Scope::of(site, lang)
        .ok_or_else(|| fault(message!("template.no_texts", lang = lang.as_str())))?;
    let mut keys = Map::new();
    for (key, value) in kwargs.iter() {
        let json =
            serde_json::to_value(value).map_err(|error| Error::message(error.to_string()))?;
        if let Some(key) = key.as_str().filter(|_| !json.is_null()) {
            keys.insert(key.to_owned(), json);
        }
    }
    // JSON is YAML, so that the same rules check blocks and templates.
    let text = Json::Object(keys).to_string();
    let span = Span::new(SourceId::OF_NO_FILE, 0..text.len());
    let mut findings = Vec::new();
    let block = scope.view_block(&text, span, &mut findings);
    if let Some(finding) = findings.first() {
        return Err(fault(in_words(finding)));
    }
    Ok(block
        .and_then(|block| value(scope, &block))
        .unwrap_or_else(Value::none))
}

/// Converts a finding of a block to an error of a template, which has its own place.
fn in_words(finding: &Diagnostic) -> Message {
    let key = format!("codes.{}.message", finding.key);
    let why = finding
        .args
        .iter()
        .fold(Message::new(key), |why, (name, arg)| {
            why.with(name, arg.clone())
        });
    let edits = finding.fix.as_ref().map(|fix| &fix.edits);
    match edits.and_then(|edits| edits.first()) {
        Some(edit) => message!("template.view_meant", why = why, meant = &*edit.text),
        None => message!("template.view", why = why),
    }
}
