//! The text of a new entry: the given values in schema order, each field below a comment that
//! explains it. Optional fields are there as comments, so that an editor removes one character
//! and looks nothing up.

use super::given::{Given, Group, has_parts};
use super::question::Asker;
use crate::import::Written;
use crate::messages::{message, one_line, text};
use crate::schema::{Field, FieldType, Fields, is_of_every_entry};

/// The most accepted words that a comment lists.
const LISTED: usize = 12;

/// Writes the entry.
pub(super) struct EntryWriter<'a>(pub(super) Asker<'a>);

impl EntryWriter<'_> {
    /// The YAML of the whole entry.
    pub(super) fn entry(&self, fields: &Fields, given: &Group) -> String {
        let lang = self.0.lang.as_str();
        let mut yaml = String::new();
        for line in text(lang, "new.head").lines() {
            yaml.push_str(&format!("# {line}\n"));
        }
        for field in fields.iter() {
            let of_field = given.get(&field.name);
            if of_field.is_none() && (field.deprecated.is_some() || is_of_every_entry(&field.name))
            {
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

    /// The comment of a field: its name, the kind of value, what to enter.
    fn about(&self, field: &Field) -> String {
        let catalog = self.0.catalog;
        let lang = self.0.lang;
        let label = catalog.label(&field.label, lang);
        let expected = match field.kind.single() {
            FieldType::Quantity {
                unit: Some(unit), ..
            } => message!("value.quantity_in", unit = &**unit),
            kind => kind.expected(),
        };
        let mut about = format!("{label}: {}", expected.text(lang.as_str()));
        if let Some(choices) = self.0.choices(field.kind.single()) {
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
        let languages = &self.0.catalog.config.languages;
        match given {
            Given::Values(values) if field.localized && languages.len() > 1 => {
                let value = written(field, values);
                yaml.push_str(&format!(
                    "{blanks}{name}:\n{blanks}  {}: {value}\n",
                    languages[0]
                ));
                self.other_languages(&[languages[0].as_str()], &format!("{blanks}  "), yaml);
            }
            Given::Values(values) => {
                yaml.push_str(&format!("{blanks}{name}: {}\n", written(field, values)));
            }
            Given::Parts(parts) => {
                yaml.push_str(&format!("{blanks}{name}:\n"));
                self.parts(field, parts, depth + 1, yaml);
            }
        }
    }

    /// The parts of a field: its subfields, the first item of its list, its languages, or keys
    /// that no schema file declares.
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
                    Given::Values(values) => written(field, values),
                    Given::Parts(parts) => flow(field, parts),
                };
                yaml.push_str(&format!("{blanks}{name}: {value}\n"));
            }
            if field.localized {
                let written: Vec<&str> = parts.iter().map(|(name, _)| name).collect();
                self.other_languages(&written, &"  ".repeat(depth), yaml);
            }
        }
        if is_list && !field.localized {
            as_item(yaml, start, &blanks);
        }
    }

    /// The languages that a text still lacks, as comments.
    fn other_languages(&self, written: &[&str], blanks: &str, yaml: &mut String) {
        let languages = self.0.catalog.config.languages.iter();
        for lang in languages.filter(|lang| !written.contains(&lang.as_str())) {
            yaml.push_str(&format!("{blanks}#{lang}:\n"));
        }
    }

    /// An empty field, as a comment.
    fn open(&self, field: &Field, depth: usize, mark: &str, yaml: &mut String) {
        let blanks = "  ".repeat(depth);
        let languages = &self.0.catalog.config.languages;
        let by_language = field.localized && languages.len() > 1;
        let is_list = matches!(field.kind, FieldType::List(_));
        let is_flat = field.kind.fields().is_none();
        let value = if is_list && is_flat { " []" } else { "" };
        let own = if by_language { "" } else { value };
        yaml.push_str(&format!("{blanks}{mark}{}:{own}", field.name));
        let label = self.0.catalog.label(&field.label, self.0.lang);
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
            let label = self.0.catalog.label(&field.label, self.0.lang);
            let label = one_line(label);
            yaml.push_str(&format!(
                "{blanks}{mark}  {item}{}:  # {label}\n",
                field.name
            ));
        }
    }
}

/// Puts the list dash before the first line from `start` on that is not a comment.
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
fn written(field: &Field, values: &[String]) -> String {
    let first = values.first().map(String::as_str).unwrap_or_default();
    let FieldType::List(of) = &field.kind else {
        return one(field, first);
    };
    if values.len() == 1 && is_flow(first) {
        return first.to_owned();
    }
    let items = values.iter().flat_map(|value| items(&of.kind, value));
    let items: Vec<String> = items.map(|item| one(of, item)).collect();
    format!("[{}]", items.join(", "))
}

/// A single value; a value with parts may be given as one-line YAML.
fn one(field: &Field, text: &str) -> String {
    let has_parts = has_parts(&field.kind) || matches!(field.kind, FieldType::Object(_));
    if has_parts && is_flow(text) {
        return text.to_owned();
    }
    // The degrees of a position are numbers.
    let value = match field.kind {
        FieldType::Geo => Written::Bare(text.to_owned()),
        _ => Written::scalar(text, field),
    };
    value.on_one_line()
}

fn is_flow(text: &str) -> bool {
    text.starts_with('[') || text.starts_with('{')
}

/// Splits a text into items. Names are not split, since they need no commas.
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
        let names = text.split(',').map(str::trim);
        names.filter(|name| !name.is_empty()).collect()
    } else {
        vec![text]
    }
}

/// Parts as YAML on one line.
fn flow(field: &Field, parts: &Group) -> String {
    let each = parts.iter().map(|(name, given)| {
        let value = match given {
            Given::Values(values) => written(field, values),
            Given::Parts(parts) => flow(field, parts),
        };
        format!("{name}: {value}")
    });
    format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
}
