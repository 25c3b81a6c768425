//! The texts next to a record may contain localised fields as plain values. They are merged
//! into the record's tree before it is decoded, so that one decoding sees everything, each
//! value with the place where it was written.

use crate::diagnostic::Diagnostic;
use crate::messages::message;
use crate::schema::{Fields, Lang};
use crate::yaml::{Kind, Node, Pair};

/// Puts the front matter of a text into the record.
pub(super) fn merge(
    record: &mut Node,
    front_matter: Node,
    lang: &Lang,
    default: &Lang,
    fields: &Fields,
    findings: &mut Vec<Diagnostic>,
) {
    let Kind::Mapping(pairs) = front_matter.kind else {
        if front_matter.kind != Kind::Null {
            findings.push(
                Diagnostic::new("S003", front_matter.span)
                    .arg("field", message!("place.front_matter"))
                    .arg("expected", message!("value.group"))
                    .arg("found", message!("value.another")),
            );
        }
        return;
    };
    if record.kind == Kind::Null {
        record.kind = Kind::Mapping(Vec::new());
    }
    for pair in pairs {
        let declared = fields.get(&pair.key);
        if declared.is_some_and(|field| !field.localized) {
            findings.push(Diagnostic::new("S015", pair.key_span).arg("field", &*pair.key));
            continue;
        }
        place(record, pair, lang, default, findings);
    }
}

fn place(
    record: &mut Node,
    pair: Pair,
    lang: &Lang,
    default: &Lang,
    findings: &mut Vec<Diagnostic>,
) {
    let Kind::Mapping(mine) = &mut record.kind else {
        return;
    };
    let translated = |lang: &Lang, value: Node, span| Pair {
        key: lang.as_str().into(),
        key_span: span,
        value,
    };
    let Some(existing) = mine.iter_mut().find(|own| own.key == pair.key) else {
        mine.push(Pair {
            value: Node {
                span: pair.value.span,
                kind: Kind::Mapping(vec![translated(lang, pair.value, pair.key_span)]),
            },
            ..pair
        });
        return;
    };
    let by_language = existing
        .value
        .pairs()
        .iter()
        .all(|p| Lang::parse(&p.key).is_some())
        && matches!(existing.value.kind, Kind::Mapping(_));
    if !by_language {
        let first = std::mem::replace(&mut existing.value.kind, Kind::Mapping(Vec::new()));
        let span = existing.value.span;
        let first = Node { span, kind: first };
        if let Kind::Mapping(values) = &mut existing.value.kind {
            values.push(translated(default, first, existing.key_span));
        }
    }
    if let Kind::Mapping(values) = &mut existing.value.kind {
        if let Some(first) = values.iter().find(|value| &*value.key == lang.as_str()) {
            findings.push(
                Diagnostic::new("S016", pair.key_span)
                    .arg("field", &*pair.key)
                    .arg("lang", lang.as_str())
                    .related(first.value.span, "first"),
            );
            return;
        }
        values.push(translated(lang, pair.value, pair.key_span));
    }
}
