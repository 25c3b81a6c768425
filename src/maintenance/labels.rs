//! The labels of fields, for people.

use super::LetterTexts;
use crate::config;
use crate::model::{Catalog, EntryIndex, LONG_TEXT};
use crate::schema::{Field, FieldType, Fields, Lang, shapes};

/// The label of a path of an entry in a language, through its groups:
/// *Certificates – Valid until*.
pub(super) fn label(
    catalog: &Catalog,
    index: EntryIndex,
    path: &str,
    lang: &Lang,
    texts: &LetterTexts,
) -> String {
    if path == LONG_TEXT {
        return texts.text("long_text", &[]);
    }
    joined(catalog, &fields_at(catalog, index, path), lang)
}

/// The label of a path of `site.yaml`; a group without a label is left out.
pub(super) fn label_of_site(catalog: &Catalog, path: &str, lang: &Lang) -> String {
    let steps = config::steps(path);
    let is_last = |position: usize| position + 1 == steps.len();
    let named = |field: Option<&Field>| {
        field.is_some_and(|field| !catalog.label(&field.label, lang).is_empty())
    };
    let shown: Vec<(&str, Option<&Field>)> = steps
        .iter()
        .enumerate()
        .filter(|(position, (_, field))| is_last(*position) || named(*field))
        .map(|(_, step)| *step)
        .collect();
    joined(catalog, &shown, lang)
}

fn joined(catalog: &Catalog, steps: &[(&str, Option<&Field>)], lang: &Lang) -> String {
    let labels: Vec<&str> = steps
        .iter()
        .map(|(name, field)| match field {
            Some(field) if !catalog.label(&field.label, lang).is_empty() => {
                catalog.label(&field.label, lang)
            }
            _ => name,
        })
        .collect();
    labels.join(" – ")
}

/// The help text of a field for editors, in a language.
pub(super) fn help<'a>(
    catalog: &'a Catalog,
    index: EntryIndex,
    path: &str,
    lang: &Lang,
) -> Option<&'a str> {
    let steps = fields_at(catalog, index, path);
    let (_, field) = steps.last()?;
    let help = catalog.label(&(*field)?.help, lang);
    (!help.is_empty()).then_some(help)
}

fn fields_at<'a, 'p>(
    catalog: &'a Catalog,
    index: EntryIndex,
    path: &'p str,
) -> Vec<(&'p str, Option<&'a Field>)> {
    let mut fields = Some(&catalog.collection_of(index).fields);
    let mut steps = Vec::new();
    // People do not need positions in lists.
    for name in path
        .split('.')
        .filter(|step| step.parse::<usize>().is_err())
    {
        let field = fields.and_then(|fields| fields.get(name));
        fields = field.and_then(|field| inside(&field.kind));
        steps.push((name, field));
    }
    steps
}

fn inside(kind: &FieldType) -> Option<&Fields> {
    match kind {
        FieldType::Object(fields) => Some(fields),
        FieldType::List(of) => inside(&of.kind),
        FieldType::Image { .. } => shapes().get("image"),
        FieldType::Measurements => shapes().get("measurement"),
        _ => None,
    }
}
