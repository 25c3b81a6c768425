//! A value as plain text for people, and as an id for programs.

use html5gum::{Token, Tokenizer};

use crate::markdown::FieldPart;
use crate::present::{Detail, FieldView, Scope, ValueView};

/// Separates the values of a list.
pub(super) const SEPARATOR: &str = "; ";

/// Separates, for programs, the values of a list inside a value of another list.
const INNER_SEPARATOR: &str = "|";

/// A value as plain text for people.
pub(in crate::export) fn plain(scope: Scope<'_>, value: &ValueView<'_>) -> String {
    match &value.detail {
        Detail::Written(raw) => (*raw).to_owned(),
        Detail::Address(href) => {
            let href = href.strip_prefix("mailto:").unwrap_or(href);
            match href.strip_prefix("tel:") {
                Some(_) => value.text.to_string(),
                None => href.to_owned(),
            }
        }
        Detail::Markdown(text) => {
            let html = text.parts.iter().map(|part| match part {
                FieldPart::Html(html) => html.as_str(),
                FieldPart::Address(_) => "",
            });
            words(&html.collect::<String>())
        }
        Detail::Date { iso, .. } => iso.clone(),
        Detail::Ref {
            entry: Some(entry), ..
        } => scope.title(*entry).to_owned(),
        Detail::Ref { id, .. } => (*id).to_owned(),
        Detail::Picture(picture) => scope.site.plan.edition.absolute(picture.url),
        Detail::File { path, .. } => {
            let asset = scope.site.assets.content(path);
            asset.map_or_else(
                || value.text.to_string(),
                |asset| scope.site.plan.edition.absolute(&asset.url),
            )
        }
        Detail::List { items, .. } => {
            let items = items.iter().map(|item| plain(scope, item));
            let said = items.filter(|text| !text.is_empty());
            said.collect::<Vec<String>>().join(SEPARATOR)
        }
        Detail::Group(fields) => group(scope, fields),
        Detail::Rows(_) => String::new(),
        _ => value.text.to_string(),
    }
}

/// The fields of a group, each with its label.
fn group(scope: Scope<'_>, fields: &[FieldView<'_>]) -> String {
    let said = fields.iter().filter_map(|field| {
        let text = plain(scope, &field.value);
        (!text.is_empty()).then_some((field.info.label, text))
    });
    let said: Vec<(&str, String)> = said.collect();
    if let [(_, only)] = &*said {
        return only.clone();
    }
    let said = said.iter().map(|(label, text)| format!("{label}: {text}"));
    said.collect::<Vec<String>>().join(", ")
}

/// A value for programs: the id of a term, a word or an entry, or else the plain text.
pub(super) fn id(scope: Scope<'_>, value: &ValueView<'_>) -> String {
    match &value.detail {
        Detail::Term(term) => term.id.to_owned(),
        Detail::Choice { id, .. } | Detail::Ref { id, .. } => (*id).to_owned(),
        Detail::Quantity { amount, .. } => amount.source(),
        Detail::List { items, .. } => {
            let items = items.iter().map(|item| id(scope, item));
            let known = items.filter(|id| !id.is_empty());
            known.collect::<Vec<String>>().join(INNER_SEPARATOR)
        }
        Detail::Group(fields) => group_of_ids(scope, fields),
        Detail::Unknown => String::new(),
        _ => plain(scope, value),
    }
}

/// The fields of a group for programs, each with its key.
fn group_of_ids(scope: Scope<'_>, fields: &[FieldView<'_>]) -> String {
    let known = fields.iter().filter_map(|field| {
        let id = id(scope, &field.value);
        (!id.is_empty()).then(|| (field.info.name(), id))
    });
    let known: Vec<(&str, String)> = known.collect();
    if let [(_, only)] = &*known {
        return only.clone();
    }
    let known = known.iter().map(|(key, id)| format!("{key}: {id}"));
    known.collect::<Vec<String>>().join(", ")
}

/// The words of a piece of HTML, one line for each paragraph.
fn words(html: &str) -> String {
    let mut text = String::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        if let Token::String(words) = token {
            text.push_str(&String::from_utf8_lossy(&words));
        }
    }
    text.trim().to_owned()
}
