//! Values that are written as one word, number or text.

use std::sync::Arc;

use indexmap::IndexMap;

use super::contacts::{not_one, phone};
use super::day_fault::day_fault;
use super::email::email;
use super::meant::{guessed, meant, says_nothing};
use super::said_day::{month_without_the_day, two_days};
use super::{Decoding, found, position};
use crate::diagnostic::{Diagnostic, MAX_HINTED};
use crate::messages::language_name;
use crate::path::Slug;
use crate::schema::words::{no_word, not_listed};
use crate::schema::{
    Field, FieldType, Item, Lang, Localized, PartialDate, Record, Unlinked, Value, WebUrl, country,
    licence,
};
use crate::text::link_target;
use crate::yaml::{Node, Scalar, quote_if_needed};

impl Decoding<'_, '_> {
    /// Decodes a scalar; reports a fault and returns `None`.
    pub(super) fn scalar(&mut self, node: &Node, scalar: &Scalar, field: &Field) -> Option<Value> {
        let bare = self.without_sign(node, scalar, field);
        let text = bare.as_ref().unwrap_or(&scalar.text);
        if text.trim().is_empty() && !is_words(&field.kind) {
            let empty = Diagnostic::new("S003.empty", node.span);
            self.findings.push(empty.arg("field", &*field.name));
            return None;
        }
        let value = match &field.kind {
            FieldType::String
            | FieldType::Text
            | FieldType::Markdown
            | FieldType::Unit
            | FieldType::Any => Some(Value::Text(text.clone())),
            FieldType::Slug => self.slug(node, text),
            FieldType::Url => {
                // Other notations put a comma behind each value.
                let is_bare = !text.ends_with([',', ';']);
                let url = WebUrl::parse(text).filter(|_| is_bare);
                self.or_wrong(node, field, url.map(Value::Url))
            }
            FieldType::Email => self.or_wrong(node, field, email(text)),
            FieldType::Phone => self.or_wrong(node, field, phone(text)),
            FieldType::Country => self.country(node, field, text),
            FieldType::Language => self.language(node, field, text),
            FieldType::Licence => self.licence(node, field, text),
            FieldType::Color => self.color(node, field, text),
            FieldType::Bool => self.bool(node, scalar, field),
            FieldType::Int => self.int(node, field, text),
            FieldType::Year => self.year(node, field, text),
            FieldType::Decimal => self.decimal(node, field, text),
            FieldType::Date => {
                let date = PartialDate::parse(text);
                let month = PartialDate::month_without_the_day(text);
                if let Some(month) = month.or_else(|| month_without_the_day(text)) {
                    self.no_such_day(node, field, month);
                    return None;
                }
                if let Some((first, second)) = two_days(text).filter(|_| date.is_none()) {
                    self.findings.push(
                        Diagnostic::new("D001.unclear", node.span)
                            .arg("text", &**text)
                            .arg("first", first)
                            .arg("second", second),
                    );
                    return None;
                }
                if let Some(found) = day_fault(node, field, text).filter(|_| date.is_none()) {
                    self.findings.push(found);
                    return None;
                }
                let value = self.or_report("D001", node, field, date.map(Value::Date))?;
                self.within_dates(node, field, date).then_some(value)
            }
            FieldType::DateTime => self.moment(node, field, text),
            FieldType::Enum(values) => self.choice(node, field, values, text),
            FieldType::Term { .. } => Some(Value::Unlinked(Unlinked::Term(text.clone()))),
            FieldType::Ref { .. } => Some(Value::Unlinked(Unlinked::Ref(text.clone()))),
            FieldType::File { accept } => self.file(node, field, text, accept),
            FieldType::Quantity { .. } => Some(Value::Unlinked(Unlinked::Quantity(text.clone()))),
            FieldType::Property => {
                let known: Vec<&str> = self.decoder.properties.iter().map(|p| &**p).collect();
                if known.is_empty() || known.contains(&&**text) {
                    Some(Value::Text(text.clone()))
                } else {
                    let named = (&*field.name, &**text);
                    self.findings
                        .push(not_listed("Q010", named, node.span, &known));
                    None
                }
            }
            FieldType::Image { .. } => self.image_from_text(node, field),
            FieldType::List(of) if field.single => return self.only(node, of),
            FieldType::List(of) => {
                self.text_for_list(node, field, of, text);
                None
            }
            FieldType::Either(all) => return self.either(node, all, field),
            FieldType::Geo => {
                let wrong = Self::wrong(node, field);
                self.findings.push(match position::of_node(node) {
                    Some(meant) => wrong.fix(node.span, meant),
                    None => wrong,
                });
                None
            }
            FieldType::Object(_) | FieldType::Shape(_) => {
                self.findings.push(Self::text_for_group(node, field, text));
                None
            }
            FieldType::Map(_) => {
                self.findings.push(Self::text_for_keys(node, field, text));
                None
            }
            FieldType::Measurements | FieldType::Conditions => {
                self.wrong_type(node, field);
                None
            }
        }?;
        self.text_rules(node, field, text).then_some(value)
    }

    fn or_wrong(&mut self, node: &Node, field: &Field, value: Option<Value>) -> Option<Value> {
        self.or_report("S003", node, field, value)
    }

    pub(super) fn or_report(
        &mut self,
        key: &'static str,
        node: &Node,
        field: &Field,
        value: Option<Value>,
    ) -> Option<Value> {
        if value.is_none() && self.says_nothing(node, field) {
            return None;
        }
        if let Some(found) = not_one(node, field).filter(|_| value.is_none()) {
            self.findings.push(found);
            return None;
        }
        if value.is_none() {
            let wrong = Diagnostic::new(key, node.span)
                .arg("field", &*field.name)
                .arg("expected", field.kind.expected())
                .arg("found", found(node));
            let written = node.as_text().unwrap_or_default();
            let meant = meant(&field.kind, written, self.decoder.zone);
            self.findings.push(match meant {
                Some(meant) => wrong.safe_fix(node.span, meant),
                None => match guessed(&field.kind, written) {
                    Some(guessed) => wrong.fix(node.span, guessed),
                    None => wrong,
                },
            });
        }
        value
    }

    /// Reports a word that stands for no value, such as `n/a`: a missing value must be left
    /// out.
    pub(super) fn says_nothing(&mut self, node: &Node, field: &Field) -> bool {
        let text = node.as_text().filter(|text| says_nothing(text));
        let Some(text) = text else { return false };
        self.findings.push(
            Diagnostic::new("S003.nothing", node.span)
                .arg("field", &*field.name)
                .arg("text", text),
        );
        true
    }

    fn slug(&mut self, node: &Node, text: &str) -> Option<Value> {
        match Slug::parse(text) {
            Ok(slug) => Some(Value::Slug(slug)),
            Err(why) => {
                let mut diagnostic = Diagnostic::new("U001", node.span)
                    .arg("text", text)
                    .arg("why", why.message());
                if let Some(slug) = Slug::from_text(text) {
                    diagnostic = diagnostic.fix(node.span, slug.as_str());
                }
                self.findings.push(diagnostic);
                None
            }
        }
    }

    fn bool(&mut self, node: &Node, scalar: &Scalar, field: &Field) -> Option<Value> {
        match &*scalar.text {
            "true" | "True" | "TRUE" if scalar.plain => return Some(Value::Bool(true)),
            "false" | "False" | "FALSE" if scalar.plain => return Some(Value::Bool(false)),
            _ => {}
        }
        let meant = said_flag(&scalar.text);
        if meant.is_none() && self.says_nothing(node, field) {
            return None;
        }
        let is_quoted = !scalar.plain && matches!(&*scalar.text, "true" | "false");
        let key = if is_quoted { "S003.quotes" } else { "S003" };
        let mut diagnostic = Diagnostic::new(key, node.span)
            .arg("field", &*field.name)
            .arg("expected", field.kind.expected())
            .arg("found", found(node));
        if let Some(meant) = meant {
            diagnostic = diagnostic.safe_fix(node.span, meant.to_string());
        }
        self.findings.push(diagnostic);
        None
    }

    /// Reports a day that does not exist in its month.
    fn no_such_day(&mut self, node: &Node, field: &Field, month: PartialDate) {
        let days = month.last_day().day();
        self.findings.push(
            Diagnostic::new("D001.no_day", node.span)
                .arg("field", &*field.name)
                .arg("month", month.to_string())
                .arg("days", days.to_string()),
        );
    }

    /// Checks a date, as far as it is known, against the bounds of its field.
    pub(super) fn within_dates(
        &mut self,
        node: &Node,
        field: &Field,
        date: Option<PartialDate>,
    ) -> bool {
        let Some(date) = date else { return true };
        let early = field.bounds.earliest;
        let early = early.filter(|earliest| date.last_day() < earliest.first_day());
        let late = field.bounds.latest;
        let late = late.filter(|latest| date.first_day() > latest.last_day());
        let Some(limit) = early.or(late) else {
            return true;
        };
        let key = if early.is_some() {
            "D005.early"
        } else {
            "D005.late"
        };
        self.findings.push(
            Diagnostic::new(key, node.span)
                .arg("field", &*field.name)
                .arg("date", date.to_string())
                .arg("limit", limit.to_string()),
        );
        false
    }

    /// A country of ISO 3166-1; for a code used elsewhere or a name, the finding suggests
    /// the right code.
    fn country(&mut self, node: &Node, field: &Field, text: &Arc<str>) -> Option<Value> {
        if country::exists(text) {
            return Some(Value::Text(text.clone()));
        }
        let mut found = Diagnostic::new("S054", node.span)
            .arg("field", &*field.name)
            .arg("text", &**text);
        if let Some(meant) = country::meant(text) {
            found = found.fix(node.span, meant);
        }
        self.findings.push(found);
        None
    }

    /// A licence by its id or its name, kept as its id.
    fn licence(&mut self, node: &Node, field: &Field, text: &str) -> Option<Value> {
        if let Some(known) = licence::named(text) {
            return Some(Value::Text(known.id.into()));
        }
        let found = Diagnostic::new("I060", node.span)
            .arg("field", &*field.name)
            .arg("text", text);
        self.findings.push(match licence::meant(text) {
            Some(meant) => found.safe_fix(node.span, meant.id),
            None => found.did_you_mean_name(node.span, text, licence::ids()),
        });
        None
    }

    /// A language code; for a country code or a name, the finding suggests the right code.
    fn language(&mut self, node: &Node, field: &Field, text: &Arc<str>) -> Option<Value> {
        let instead = Lang::instead_of(text);
        if Lang::parse(text).is_some() && instead.is_none() {
            return Some(Value::Text(text.clone()));
        }
        let meant = instead.clone().or_else(|| Lang::meant(text));
        let key = if instead.is_some() {
            "S003.language"
        } else {
            "S003"
        };
        let wrong = Diagnostic::new(key, node.span)
            .arg("field", &*field.name)
            .arg("expected", field.kind.expected())
            .arg("found", found(node))
            .arg_if("name", instead.map(|lang| language_name(lang.as_str())));
        self.findings.push(match meant {
            Some(meant) => wrong
                .arg("meant", meant.as_str())
                .fix(node.span, meant.as_str()),
            None => wrong,
        });
        None
    }

    fn file(
        &mut self,
        node: &Node,
        field: &Field,
        text: &Arc<str>,
        accept: &[String],
    ) -> Option<Value> {
        let extension = text.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
        let extension = extension.unwrap_or_default();
        if !accept.is_empty() && !accept.contains(&extension) {
            let key = if matches!(extension.as_str(), "tif" | "tiff") {
                "I004"
            } else {
                "I005"
            };
            let found = Diagnostic::new(key, node.span)
                .arg("field", &*field.name)
                .arg("file", &**text)
                .arg("accept", accept.join(", "));
            // A Markdown picture contains the path of the file.
            let target = link_target(text).map(quote_if_needed);
            self.findings.push(match target {
                Some(target) => found.fix(node.span, target),
                None => found,
            });
            return None;
        }
        Some(Value::Unlinked(Unlinked::File(text.clone())))
    }

    /// A picture written as only its path has no description.
    fn image_from_text(&mut self, node: &Node, field: &Field) -> Option<Value> {
        let mut record = Record::empty(node.span);
        let file = Self::shape("image").get("file")?;
        let value = self.scalar(node, scalar_of(node)?, file)?;
        record.insert(
            "file".into(),
            Item {
                span: node.span,
                value,
            },
        );
        if let FieldType::Image { required, .. } = &field.kind {
            let missing = required.iter().map(|key| Self::not_stated(node.span, key));
            self.findings.extend(missing);
        }
        Some(Value::Image(record))
    }

    /// One of the words of an enum; a label that visitors read is not a word, but shows
    /// which one is meant.
    fn choice(
        &mut self,
        node: &Node,
        field: &Field,
        words: &IndexMap<String, Localized<String>>,
        text: &Arc<str>,
    ) -> Option<Value> {
        let is_listed = words.contains_key(&**text);
        if !is_listed && self.findings.len() >= MAX_HINTED {
            let wrong = Diagnostic::new("S007", node.span);
            let wrong = wrong.arg("field", &*field.name).arg("text", &**text);
            self.findings.push(wrong);
            return None;
        }
        let parts: Vec<&str> = text.split([',', ';', '/', '|']).map(str::trim).collect();
        if !is_listed && parts.len() > 1 && parts.iter().all(|part| words.contains_key(*part)) {
            let found = Diagnostic::new("S003.several", node.span)
                .arg("field", &*field.name)
                .arg("items", parts.len().to_string())
                .arg("expected", field.kind.expected());
            self.findings.push(found);
            return None;
        }
        match no_word(words, &field.name, text, node.span) {
            None => Some(Value::Choice(text.clone())),
            Some(wrong) => {
                self.findings.push(wrong);
                None
            }
        }
    }
}

fn scalar_of(node: &Node) -> Option<&Scalar> {
    match &node.kind {
        crate::yaml::Kind::Scalar(scalar) => Some(scalar),
        _ => None,
    }
}

/// What people write for `true`, in lower case.
pub(crate) const YES: &[&str] = &[
    "yes",
    "y",
    "ano",
    "áno",
    "ja",
    "tak",
    "on",
    "1",
    "true",
    "pravda",
    "wahr",
    "x",
    "✓",
    "✔",
    "✔\u{fe0f}",
    "✅",
    "☑",
    "☑\u{fe0f}",
];

/// What people write for `false`, in lower case.
pub(crate) const NO: &[&str] = &[
    "no", "n", "ne", "nie", "nein", "off", "0", "false", "nepravda", "falsch", "☐", "✗", "✘", "❌",
];

/// Whether a word means yes or no, in the languages of editors; `None` for other words.
pub(crate) fn said_flag(word: &str) -> Option<bool> {
    let word = word.to_lowercase();
    match (YES.contains(&&*word), NO.contains(&&*word)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Whether an empty text is an ordinary value, or is checked elsewhere.
fn is_words(kind: &FieldType) -> bool {
    matches!(
        kind,
        FieldType::String
            | FieldType::Text
            | FieldType::Markdown
            | FieldType::Any
            | FieldType::Either(_)
            | FieldType::List(_)
    )
}
