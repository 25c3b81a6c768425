//! The text of a new entry: what is given, in the order of the schema, each field below
//! a comment that says what it is; the fields that may follow are there as comments, so
//! that an editor has to take away one character and not to look anything up.

use super::given::{Given, Group};
use super::question::Asker;
use crate::messages::text;
use crate::schema::{Field, FieldType, Fields};
use crate::yaml::quote_if_needed;

/// How many words a comment lists of those that a field can have.
const LISTED: usize = 12;

/// Writes the entry.
pub(super) struct Writer<'a> {
    pub(super) asker: Asker<'a>,
    /// Fields that are there only if they are given.
    pub(super) left_out: &'a dyn Fn(&str) -> bool,
}

impl Writer<'_> {
    /// The YAML of the whole entry.
    pub(super) fn entry(&self, fields: &Fields, given: &Group) -> String {
        let lang = self.asker.lang.as_str();
        let mut yaml = String::new();
        for line in text(lang, "new.head").lines() {
            yaml.push_str(&format!("# {line}\n"));
        }
        for field in fields.iter() {
            let of_field = given.get(&field.name);
            if of_field.is_none() && (field.deprecated.is_some() || (self.left_out)(&field.name)) {
                continue;
            }
            yaml.push_str(&format!("\n# {}\n", one_line(&self.about(field))));
            match of_field {
                Some(given) => self.given(field, given, 0, &mut yaml),
                None => self.open(field, 0, "#", &mut yaml),
            }
        }
        yaml
    }

    /// What a comment says of a field: its name, what a value is, what to put there.
    fn about(&self, field: &Field) -> String {
        let catalog = self.asker.catalog;
        let lang = self.asker.lang;
        let label = catalog.label(&field.label, lang);
        let expected = field.kind.single().expected();
        let mut about = format!("{label}: {}", expected.text(lang.as_str()));
        if let Some(choices) = self.asker.choices(field.kind.single()) {
            let words = choices.iter().take(LISTED).map(|choice| &*choice.word);
            let mut words = words.collect::<Vec<_>>().join(", ");
            if choices.len() > LISTED {
                words.push_str(", …");
            }
            if !words.is_empty() {
                about.push_str(&format!(" ({words})"));
            }
        }
        let help = catalog.label(&field.help, lang);
        if !help.is_empty() {
            about.push_str(&format!("; {help}"));
        }
        about
    }

    /// A field that is given.
    fn given(&self, field: &Field, given: &Given, depth: usize, yaml: &mut String) {
        let blanks = "  ".repeat(depth);
        let name = &field.name;
        let languages = &self.asker.catalog.config.languages;
        match given {
            Given::Values(values) if field.localized && languages.len() > 1 => {
                let value = written(&field.kind, values);
                yaml.push_str(&format!(
                    "{blanks}{name}:\n{blanks}  {}: {value}\n",
                    languages[0]
                ));
            }
            Given::Values(values) => {
                yaml.push_str(&format!(
                    "{blanks}{name}: {}\n",
                    written(&field.kind, values)
                ));
            }
            Given::Parts(parts) => {
                yaml.push_str(&format!("{blanks}{name}:\n"));
                self.parts(field, parts, depth + 1, yaml);
            }
        }
    }

    /// The parts of a field: its fields, the first item of its list, its languages, or
    /// keys that no schema file declares.
    fn parts(&self, field: &Field, parts: &Group, depth: usize, yaml: &mut String) {
        let blanks = "  ".repeat(depth);
        let is_list = matches!(field.kind, FieldType::List(_) | FieldType::Measurements);
        let start = yaml.len();
        let inner_depth = depth + usize::from(is_list);
        if let Some(fields) = field.kind.fields().filter(|_| !field.localized) {
            for field in fields.iter() {
                match parts.get(&field.name) {
                    Some(given) => self.given(field, given, inner_depth, yaml),
                    None => self.open(field, inner_depth, "# ", yaml),
                }
            }
        } else {
            let blanks = "  ".repeat(inner_depth);
            for (name, given) in parts.iter() {
                let value = match given {
                    Given::Values(values) => written(&field.kind, values),
                    Given::Parts(parts) => flow(&field.kind, parts),
                };
                yaml.push_str(&format!("{blanks}{name}: {value}\n"));
            }
        }
        if is_list && !field.localized {
            as_item(yaml, start, &blanks);
        }
    }

    /// A field that may be filled in, as a comment.
    fn open(&self, field: &Field, depth: usize, mark: &str, yaml: &mut String) {
        let blanks = "  ".repeat(depth);
        let languages = &self.asker.catalog.config.languages;
        let by_language = field.localized && languages.len() > 1;
        let is_list = matches!(field.kind, FieldType::List(_));
        let is_flat = field.kind.fields().is_none();
        let value = if is_list && is_flat { " []" } else { "" };
        let own = if by_language { "" } else { value };
        yaml.push_str(&format!("{blanks}{mark}{}:{own}", field.name));
        let label = self.asker.catalog.label(&field.label, self.asker.lang);
        if depth > 0 {
            yaml.push_str(&format!("  # {}", one_line(label)));
        }
        yaml.push('\n');
        if by_language {
            for lang in languages {
                yaml.push_str(&format!("{blanks}{mark}  {lang}:{value}\n"));
            }
            return;
        }
        let Some(inner) = field.kind.fields() else {
            return;
        };
        for (place, field) in inner.iter().enumerate() {
            let item = match (is_list, place) {
                (true, 0) => "- ",
                (true, _) => "  ",
                (false, _) => "",
            };
            let label = self.asker.catalog.label(&field.label, self.asker.lang);
            let label = one_line(label);
            yaml.push_str(&format!(
                "{blanks}{mark}  {item}{}:  # {label}\n",
                field.name
            ));
        }
    }
}

/// Puts the dash of a list's item before the first line from `start` on that is no
/// comment.
fn as_item(yaml: &mut String, start: usize, blanks: &str) {
    let mut at = start;
    for line in yaml[start..].split_inclusive('\n') {
        if !line.trim_start().starts_with('#') {
            break;
        }
        at += line.len();
    }
    if at < yaml.len() {
        yaml.replace_range(at..at + blanks.len() + 2, &format!("{blanks}- "));
    }
}

/// Values as YAML on one line.
fn written(kind: &FieldType, values: &[String]) -> String {
    let first = values.first().map(String::as_str).unwrap_or_default();
    let is_flow = |text: &str| text.starts_with('[') || text.starts_with('{');
    if takes_flow(kind) && values.len() == 1 && is_flow(first) {
        return first.to_owned();
    }
    let FieldType::List(of) = kind else {
        return scalar(kind, first);
    };
    let items = values.iter().flat_map(|value| items(&of.kind, value));
    let items: Vec<String> = items
        .map(|item| {
            if takes_flow(&of.kind) && is_flow(item) {
                item.to_owned()
            } else {
                scalar(&of.kind, item)
            }
        })
        .collect();
    format!("[{}]", items.join(", "))
}

/// Names need no commas: one text can give several.
fn items<'t>(kind: &FieldType, text: &'t str) -> Vec<&'t str> {
    let names = matches!(
        kind,
        FieldType::Term { .. }
            | FieldType::Ref { .. }
            | FieldType::Enum(_)
            | FieldType::Country
            | FieldType::Language
    );
    if names {
        text.split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect()
    } else {
        vec![text]
    }
}

/// Whether a value is more than a text, and may be given as YAML on one line.
fn takes_flow(kind: &FieldType) -> bool {
    matches!(
        kind,
        FieldType::List(_)
            | FieldType::Object(_)
            | FieldType::Image { .. }
            | FieldType::Geo
            | FieldType::Measurements
            | FieldType::Conditions
            | FieldType::Map(_)
            | FieldType::Either(_)
            | FieldType::Shape(_)
            | FieldType::Any
    )
}

/// A text as YAML: numbers, days and the like bare, since in quotes they are texts.
fn scalar(kind: &FieldType, text: &str) -> String {
    let is_bare = matches!(
        kind,
        FieldType::Bool
            | FieldType::Int
            | FieldType::Decimal
            | FieldType::Date
            | FieldType::DateTime
            | FieldType::Year
            | FieldType::Geo
    );
    let plain = |c: char| c.is_ascii_alphanumeric() || "-+.:".contains(c);
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
        && text.chars().all(plain)
        && !text.ends_with(':');
    if is_bare && is_plain && text != "-" {
        return text.to_owned();
    }
    quote_if_needed(text)
}

/// Parts as YAML on one line.
fn flow(kind: &FieldType, parts: &Group) -> String {
    let each = parts.iter().map(|(name, given)| {
        let value = match given {
            Given::Values(values) => written(kind, values),
            Given::Parts(parts) => flow(kind, parts),
        };
        format!("{name}: {value}")
    });
    format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
