//! Reports private fields that a template names. No view contains them, so nothing leaks. But
//! such a template does not work, and its author should know before somebody makes the field
//! public to fix the page.

use std::sync::{Arc, LazyLock};

use regex_lite::Regex;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::Catalog;
use crate::schema::{Field, FieldType, Fields};
use crate::text::{Position, Sources, Span};
use crate::theme::Theme;

/// Names joined by dots or brackets: `entry.fields["contact"].value`.
static CHAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // If the pattern were invalid, which a test rules out, nothing would be found.
    Regex::new(
        r"[A-Za-z_][A-Za-z0-9_]*(?:\s*\??\.\s*[A-Za-z0-9_]+|\s*\[\s*(?:\x22[^\x22]*\x22|'[^']*'|[0-9]+)\s*\])+",
    )
    .ok()
});

/// The key of an entry's fields in a view.
const FIELDS: &str = "fields";

/// The keys between a field and the fields inside it in a view.
const BETWEEN: &[&str] = &["value", "items", FIELDS];

/// Reports every private field that a template names.
#[must_use]
pub(crate) fn private_fields(
    theme: &Theme,
    catalog: &Catalog,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let mut paths = Vec::new();
    for collection in catalog.collections.iter() {
        let mut inside = Paths::new(&collection.id);
        inside.collect(&collection.fields, &[]);
        paths.push(inside);
    }
    // Every page may show the organisation.
    if let Some(fields) = Config::organisation_fields() {
        let mut inside = Paths::new("site.yaml");
        inside.collect(fields, &[]);
        paths.push(inside);
    }
    let mut findings = Vec::new();
    for (name, source) in &theme.templates {
        let Some(text) = sources.get(*source).map(|source| &source.text) else {
            continue;
        };
        let own = name.split_once('/').map(|(folder, _)| folder);
        for (range, chain) in chains(text) {
            let Some((collection, path)) = named(&paths, own, &chain) else {
                continue;
            };
            let line = Position::of(text, range.start).line;
            findings.push(
                Diagnostic::new("P001", Span::new(*source, range))
                    .arg("field", path.join("."))
                    .arg("template", name.as_str())
                    .arg("line", line.to_string())
                    .arg("collection", collection),
            );
        }
    }
    findings
}

/// The fields of a collection by path.
struct Paths<'a> {
    collection: &'a str,
    private: Vec<Vec<Arc<str>>>,
    public: Vec<Vec<Arc<str>>>,
}

impl<'a> Paths<'a> {
    fn new(collection: &'a str) -> Self {
        Self {
            collection,
            private: Vec::new(),
            public: Vec::new(),
        }
    }

    fn collect(&mut self, fields: &Fields, above: &[Arc<str>]) {
        for field in fields.iter() {
            let mut path = above.to_vec();
            path.push(Arc::from(&*field.name));
            if field.private {
                self.private.push(path);
                continue;
            }
            if let Some(fields) = fields_inside(field) {
                self.collect(fields, &path);
            }
            self.public.push(path);
        }
    }
}

fn fields_inside(field: &Field) -> Option<&Fields> {
    match &field.kind {
        FieldType::Object(fields) => Some(fields),
        FieldType::List(of) | FieldType::Map(of) => fields_inside(of),
        _ => None,
    }
}

/// The private field that a chain names. A template of one collection is checked against that
/// collection. In any other, the name may be a public field elsewhere.
fn named<'p>(
    all: &'p [Paths<'_>],
    own: Option<&str>,
    chain: &[&str],
) -> Option<(&'p str, &'p [Arc<str>])> {
    let own = own.filter(|own| all.iter().any(|paths| paths.collection == *own));
    let candidates = all.iter();
    let mut candidates = candidates.filter(|paths| own.is_none_or(|own| own == paths.collection));
    candidates.find_map(|paths| {
        let mut private = paths.private.iter();
        let path = private.find(|path| names(chain, path))?;
        let public = || all.iter().any(|paths| paths.public.contains(path));
        (own.is_some() || !public()).then_some((paths.collection, path.as_slice()))
    })
}

/// Whether a chain leads to a field: `entry.fields.a.value.fields.b` leads to `a`, and to `b`
/// inside `a`.
fn names(chain: &[&str], path: &[Arc<str>]) -> bool {
    let mut names = chain.iter();
    let start = names.position(|name| *name == FIELDS);
    start.is_some_and(|at| {
        let mut rest = chain.iter().skip(at + 1);
        path.iter().enumerate().all(|(depth, wanted)| {
            let next = rest.find(|name| {
                let between = BETWEEN.contains(name) || name.parse::<usize>().is_ok();
                depth == 0 || !between || ***name == **wanted
            });
            next.is_some_and(|name| **name == **wanted)
        })
    })
}

/// The chains through fields in the tags of a template, with their places.
fn chains(text: &str) -> Vec<(std::ops::Range<usize>, Vec<&str>)> {
    let Some(pattern) = CHAIN.as_ref() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for tag in tags(text) {
        // Most tags name no field, and the pattern is slow.
        let inside = text.get(tag.clone());
        let Some(inside) = inside.filter(|inside| inside.contains(FIELDS)) else {
            continue;
        };
        for chain in pattern.find_iter(inside) {
            let names = chain
                .as_str()
                .split(|c: char| !c.is_alphanumeric() && c != '_');
            let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
            found.push((tag.start + chain.start()..tag.start + chain.end(), names));
        }
    }
    found
}

/// The byte ranges inside `{{ }}` and `{% %}`, without comments.
fn tags(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + open;
        let close = match text.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let inside = start + 2;
        let Some(length) = text.get(inside..).and_then(|rest| rest.find(close)) else {
            break;
        };
        if close != "#}" {
            tags.push(inside..inside + length);
        }
        at = inside + length + close.len();
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(names: &[&str]) -> Vec<Arc<str>> {
        names.iter().map(|name| Arc::from(*name)).collect()
    }

    #[test]
    fn chains_are_found_only_in_tags() {
        let text = "entry.fields.a {# entry.fields.b #}{{ entry.fields[\"c\"].value }}{% if m.fields.y or x.y %}";
        let chains = chains(text);
        let names: Vec<&[&str]> = chains.iter().map(|(_, names)| names.as_slice()).collect();
        assert_eq!(
            names,
            [
                &["entry", "fields", "c", "value"][..],
                &["m", "fields", "y"][..],
                &["x", "y"][..]
            ]
        );
    }

    #[test]
    fn a_chain_leads_to_a_field() {
        let chain = [
            "entry", "fields", "contacts", "value", "items", "0", "fields", "person",
        ];
        assert!(names(&chain, &path(&["contacts", "person"])));
        assert!(names(&chain, &path(&["contacts"])));
        assert!(!names(&chain, &path(&["person"])));
        assert!(!names(&["m", "contact"], &path(&["contact"])));
    }
}
