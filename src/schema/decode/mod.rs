//! Decodes YAML nodes into values by the fields of a schema. Every fault is reported with
//! its place, and decoding continues with the next value, so that an editor sees all faults
//! of a file in one run.

mod color;
mod comma;
mod composite;
mod contacts;
mod day_fault;
mod email;
mod in_place;
mod items;
mod keys;
mod languages;
mod markup;
mod meant;
mod moment;
mod moment_fault;
mod notations;
mod number;
mod position;
mod said_day;
mod scalar;
mod split_groups;
mod strays;
mod text_rules;
mod two_languages;
mod web_addresses;
mod zeros;
mod zone_named;

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::tz::TimeZone;

pub(crate) use contacts::is_rounded;
pub(crate) use email::is_email;
pub(crate) use meant::padded_moment as said_moment;
pub(crate) use said_day::said_day;
pub(crate) use scalar::{NO, YES, said_flag};

use super::{Field, FieldType, Fields, Item, Lang, Record, Required, Value, shapes};
use crate::diagnostic::{Diagnostic, closest};
use crate::messages::{Arg, Message, message};
use crate::text::is_visible;
use crate::yaml::{Kind, Node, Pair, quote_if_needed};
use keys::{called, is_misspelt};
use languages::is_no_language;
use strays::Strays;

/// What decoding needs besides the fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decoder<'a> {
    /// The languages of the site.
    pub languages: &'a [Lang],
    /// What the record is, for messages: `structures`, `site.yaml`.
    pub place: DecodedIn<'a>,
    /// The ids of the measurable properties.
    pub properties: &'a [Arc<str>],
    /// The time zone in which a time with an offset is shown.
    pub zone: Option<&'a TimeZone>,
}

/// What is decoded, as messages name it.
#[derive(Debug, Clone, Copy)]
pub enum DecodedIn<'a> {
    /// A name: `structures`, `site.yaml`.
    Named(&'a str),
    /// A key of the texts.
    Text(&'static str),
}

impl From<DecodedIn<'_>> for Arg {
    fn from(place: DecodedIn<'_>) -> Self {
        match place {
            DecodedIn::Named(name) => name.into(),
            DecodedIn::Text(key) => Message::new(key).into(),
        }
    }
}

/// Decodes a node by fields. Values that do not fit are reported and ignored.
pub(crate) fn decode(
    node: &Node,
    fields: &Fields,
    decoder: Decoder<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Record {
    let before = findings.len();
    let mut run = Decoding {
        decoder,
        group: None,
        findings,
    };
    let record = run.record(node, fields);
    if matches!(node.kind, Kind::Null) {
        missing_at_once(node, decoder, before, findings);
    }
    record
}

/// Replaces the findings about missing fields of an empty file by one that lists them.
fn missing_at_once(
    node: &Node,
    decoder: Decoder<'_>,
    before: usize,
    findings: &mut Vec<Diagnostic>,
) {
    let own = findings.get(before..).unwrap_or_default();
    let missing = own.iter().filter(|finding| finding.key == "S004");
    let fields: Vec<&str> = missing
        .filter_map(|finding| finding.text("field"))
        .collect();
    if fields.len() < 2 {
        return;
    }
    let all = Diagnostic::new("S004.empty", node.span)
        .arg("place", decoder.place)
        .arg("fields", fields.join(", "));
    let own = findings.split_off(before);
    findings.extend(own.into_iter().filter(|finding| finding.key != "S004"));
    findings.push(all);
}

/// Reports the defaults of fields that do not fit their own field, at the place
/// where they are declared.
pub(crate) fn test_defaults(
    collections: &[super::Collection],
    decoder: Decoder<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut run = Decoding {
        decoder,
        group: None,
        findings,
    };
    for collection in collections {
        run.defaults(&collection.fields);
    }
}

/// One decoding, with the findings that it adds to.
struct Decoding<'a, 'f> {
    decoder: Decoder<'a>,
    /// The field whose group of keys is read.
    group: Option<Arc<str>>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Decoding<'_, '_> {
    fn record(&mut self, node: &Node, fields: &Fields) -> Record {
        let mut record = Record::empty(node.span);
        let mut strays = Strays::default();
        match &node.kind {
            Kind::Mapping(pairs) => {
                strays = self.strays(node, fields);
                let own = pairs.iter().filter(|pair| !strays.keys.contains(&pair.key));
                for pair in own {
                    self.pair(pair, node, fields, &mut record);
                }
            }
            Kind::Null => {}
            Kind::Scalar(scalar) if scalar.plain && names_a_field(&scalar.text, fields) => {
                let found = Diagnostic::new("S003.equals", node.span);
                self.findings.push(found.arg("place", self.decoder.place));
                return record;
            }
            Kind::Scalar(scalar) if scalar.plain && first_field(&scalar.text, fields).is_some() => {
                let key = first_field(&scalar.text, fields).unwrap_or_default();
                let behind = node.span.part(key.len()..key.len());
                let found = Diagnostic::new("S003.no_colon", node.span).arg("key", key);
                self.findings.push(found.fix(behind, ":"));
                return record;
            }
            _ => {
                self.findings.push(
                    Diagnostic::new("S003", node.span)
                        .arg("field", self.decoder.place)
                        .arg("expected", message!("value.group"))
                        .arg("found", node.kind_name()),
                );
                return record;
            }
        }
        for field in fields.iter() {
            if record.get(&field.name).is_none() && !strays.of.contains(&field.name) {
                self.absent(node, field, fields, &mut record);
            }
        }
        record.shrink_to_fit();
        record
    }

    fn pair(&mut self, pair: &Pair, node: &Node, fields: &Fields, record: &mut Record) {
        if pair.key.starts_with("x-") {
            return;
        }
        if self.is_state(pair, fields) {
            return;
        }
        let Some(field) = fields.get(&pair.key) else {
            let is_known = |key: &str| fields.get(key).is_some();
            if self.is_tight(pair, &is_known) || self.cut_by_comma(node, pair, &is_known) {
                return;
            }
            if let Some((field, lang)) = self.in_a_language(&pair.key, fields) {
                self.findings.push(
                    Diagnostic::new("S002.language", pair.key_span)
                        .arg("key", &*pair.key)
                        .arg("field", &*field.name)
                        .arg("lang", lang.as_str()),
                );
                return;
            }
            self.unknown_key(pair, node, fields);
            return;
        };
        if let Some(instead) = &field.deprecated {
            let found = Diagnostic::new("S022", pair.key_span)
                .arg("field", &*field.name)
                .arg("instead", instead.as_str());
            // With values under both names, renaming the key would create a duplicate.
            let free = fields.get(instead).is_some() && node.pair(instead).is_none();
            self.findings.push(if free {
                found.safe_fix(pair.key_span, instead.as_str())
            } else {
                found.fix(pair.key_span, instead.as_str())
            });
        }
        if is_nothing(&pair.value, field) {
            return;
        }
        if let Some(item) = self.value(&pair.value, field) {
            record.insert(field.name.clone(), item);
        }
    }

    /// Reports an unknown key, with the field that is meant, or else with the known fields.
    fn unknown_key(&mut self, pair: &Pair, node: &Node, fields: &Fields) {
        let found = Diagnostic::new("S002", pair.key_span).arg("field", &*pair.key);
        let found = match (&self.group, self.decoder.place) {
            (Some(group), DecodedIn::Named(_)) => found.arg("place", format!("`{group}`")),
            (_, place) => found.arg("place", place),
        };
        let own_form = keys::own_note(&pair.key);
        let is_free = |name: &str| node.pair(name).is_none();
        let called = called(&pair.key, fields).filter(|field| is_free(&field.name));
        let found = match (own_form, called) {
            (Some(form), _) => found.fix(pair.key_span, form),
            (None, Some(field)) => found.fix(pair.key_span, &*field.name),
            (None, None) => {
                let is_taken = |name: &str| !is_free(name);
                found.did_you_mean_key(pair.key_span, &pair.key, fields.names(), is_taken)
            }
        };
        if found.fix.is_none()
            && let Some(meant) = meant_and_there(&pair.key, node, fields)
        {
            let found = Diagnostic {
                key: "S002.taken",
                ..found
            };
            return self.findings.push(found.arg("meant", meant));
        }
        let listed = keys::listed(fields).filter(|_| found.fix.is_none());
        self.findings.push(found.arg_if("fields", listed));
    }

    fn defaults(&mut self, fields: &Fields) {
        for field in fields.iter() {
            if let Some(default) = &field.default {
                self.value(default, field);
            }
            if let Some(inner) = field.kind.fields() {
                self.defaults(inner);
            }
        }
    }

    /// Handles a field without a value: uses its default, or reports a required field.
    fn absent(&mut self, node: &Node, field: &Field, fields: &Fields, record: &mut Record) {
        let written = node.pair(&field.name);
        if let Some(default) = &field.default
            && written.is_none_or(|pair| is_nothing(&pair.value, field))
        {
            // A default that does not fit is reported once, where it is declared.
            let before = self.findings.len();
            let item = self.value(default, field);
            self.findings.truncate(before);
            if let Some(item) = item {
                record.insert(field.name.clone(), item);
                return;
            }
        }
        // A value that did not fit has already been reported.
        let is_null = written.is_some_and(|pair| is_nothing(&pair.value, field));
        if field.required != Required::No
            && (written.is_none() || is_null)
            && !is_misspelt(node, field, fields)
            && !self.is_by_suffix(node, field, fields)
        {
            let span = written.map_or_else(|| first_key(node), |pair| pair.key_span);
            self.findings.push(
                Diagnostic::new("S004", span)
                    .arg("field", &*field.name)
                    .arg("place", self.decoder.place)
                    .arg("expected", field.kind.expected()),
            );
        }
    }

    /// The value of a field, by language where it is localised.
    fn value(&mut self, node: &Node, field: &Field) -> Option<Item> {
        let takes_keys = match &field.kind {
            FieldType::List(of) if field.single => of.kind.holds_keys() || of.localized,
            // Only the built-in shapes have groups that differ by language.
            FieldType::Shape(_) if field.localized => false,
            kind => kind.holds_keys(),
        };
        let pairs = match &node.kind {
            Kind::Mapping(pairs) if !takes_keys => pairs,
            Kind::Scalar(_) if self.is_of_two_languages(node, field) => return None,
            _ => return self.single(node, field),
        };
        if let FieldType::List(of) = &field.kind
            && of.kind.holds_keys()
            && !field.localized
        {
            self.findings.push(Self::group_for_list(node, field));
            return None;
        }
        if !field.localized {
            let by_language = pairs.iter().all(|pair| Lang::parse(&pair.key).is_some());
            let key = if by_language && !pairs.is_empty() {
                "S012"
            } else {
                "S003"
            };
            let found = Diagnostic::new(key, node.span)
                .arg("field", &*field.name)
                .arg("expected", field.kind.expected())
                .arg("found", node.kind_name());
            let names = || in_place::keys_as_names(pairs, field);
            self.findings
                .push(match text_with_colon(pairs, field).or_else(names) {
                    Some(text) if !by_language => found.fix(node.span, text),
                    _ => found,
                });
            return None;
        }
        let mut values = IndexMap::new();
        let before = self.findings.len();
        for pair in pairs {
            if pair.key.starts_with("x-") {
                continue;
            }
            let known = Lang::parse(&pair.key).filter(|lang| self.decoder.languages.contains(lang));
            match known {
                Some(_) if is_nothing(&pair.value, field) => {}
                Some(lang) => {
                    if let Some(item) = self.single(&pair.value, field) {
                        values.insert(lang, item);
                    }
                }
                None => self.unknown_language(node, pair, field),
            }
        }
        self.lengths_as_one(before);
        self.stand_in(pairs, field, &mut values);
        // A misspelt language is reported at its key, so its text is not reported as
        // missing.
        let has_slip = pairs.iter().any(|pair| {
            let meant = Lang::meant_among(&pair.key, self.decoder.languages);
            let is_tight = pair.key.contains(':') && pair.value.kind == Kind::Null;
            is_tight || is_no_language(&pair.key) && meant.is_some()
        });
        if !has_slip {
            self.languages_required(node, field, &values);
        }
        (!values.is_empty()).then_some(Item {
            span: node.span,
            value: Value::Localized(Box::new(values)),
        })
    }

    fn single(&mut self, node: &Node, field: &Field) -> Option<Item> {
        let value = match &node.kind {
            _ if field.unknown && is_unknown(node) => Some(Value::Unknown),
            Kind::Null => None,
            Kind::Scalar(scalar) => self.scalar(node, scalar, field),
            Kind::Sequence(_) | Kind::Mapping(_) => self.collection(node, field),
        }?;
        Some(Item {
            span: node.span,
            value,
        })
    }

    fn wrong_type(&mut self, node: &Node, field: &Field) {
        let found = Self::wrong(node, field);
        self.findings.push(found);
    }

    fn wrong(node: &Node, field: &Field) -> Diagnostic {
        Diagnostic::new("S003", node.span)
            .arg("field", &*field.name)
            .arg("expected", field.kind.expected())
            .arg("found", found(node))
            .arg_if("example", items::example_of(field))
            .arg_if("keys", items::keys_of(field))
    }

    fn shape(name: &str) -> &'static Fields {
        static NOTHING: std::sync::LazyLock<Fields> = std::sync::LazyLock::new(Fields::default);
        shapes().get(name).unwrap_or(&NOTHING)
    }
}

/// The field that an unknown key means, where the group has that field too.
fn meant_and_there<'f>(key: &str, node: &Node, fields: &'f Fields) -> Option<&'f str> {
    let meant = called(key, fields).map(|field| &*field.name);
    let meant = meant.or_else(|| closest(key, fields.names()))?;
    node.pair(meant).map(|_| meant)
}

/// The field that a text begins with, where a colon belongs behind it: `title One`.
fn first_field<'t>(text: &'t str, fields: &Fields) -> Option<&'t str> {
    let (key, _) = text.split_once([' ', '\t'])?;
    fields.get(key).map(|_| key)
}

/// Whether a text is a key and a value with `=` between them: `title = One`.
fn names_a_field(text: &str, fields: &Fields) -> bool {
    let key = text.split_once('=').map(|(key, _)| key.trim());
    key.is_some_and(|key| fields.get(key).or_else(|| called(key, fields)).is_some())
}

/// The text of `Hall 3: entrance`, which YAML reads as a key and its value.
fn text_with_colon(pairs: &[Pair], field: &Field) -> Option<String> {
    let [only] = pairs else { return None };
    let Kind::Scalar(value) = &only.value.kind else {
        return None;
    };
    let is_text = matches!(
        field.kind,
        FieldType::String | FieldType::Text | FieldType::Markdown
    );
    (is_text && value.plain).then(|| quote_if_needed(&format!("{}: {}", only.key, value.text)))
}

/// Whether a value counts as missing: null, or a text without visible characters.
fn is_nothing(node: &Node, field: &Field) -> bool {
    let is_text = matches!(
        field.kind,
        FieldType::String | FieldType::Text | FieldType::Markdown
    );
    match &node.kind {
        Kind::Null => true,
        Kind::Scalar(scalar) => is_text && !is_visible(&scalar.text),
        // An empty list or group is a value, unless there must be one.
        Kind::Sequence(items) => items.is_empty() && field.required != Required::No,
        Kind::Mapping(pairs) => {
            let is_group = matches!(field.kind, FieldType::Object(_) | FieldType::Map(_));
            pairs.is_empty() && is_group && field.required != Required::No
        }
    }
}

/// Whether a value states that it is not known.
fn is_unknown(node: &Node) -> bool {
    match &node.kind {
        Kind::Scalar(scalar) => scalar.plain && &*scalar.text == "unknown",
        _ => false,
    }
}

/// Where a missing key is reported: at the first key of the group that lacks it.
fn first_key(node: &Node) -> crate::text::Span {
    node.pairs().first().map_or(node.span, |pair| pair.key_span)
}

/// The value in the words of a message.
fn found(node: &Node) -> Arg {
    match node.as_text() {
        Some(text) if text.chars().count() <= 40 => format!("`{text}`").into(),
        _ => node.kind_name().into(),
    }
}
