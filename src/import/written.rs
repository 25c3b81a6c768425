//! Values as written to a YAML file: unquoted if that is unambiguous to every parser, else
//! quoted; on one line if short, else one line per part.

use crate::schema::{Field, FieldType};
use crate::yaml::quoted;

/// The longest line that a group or a list is written on.
const MAX_LINE: usize = 100;

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Written {
    /// A text, in quotes where it needs them.
    Text(String),
    /// A number, a date or a word, which is written without quotes if possible.
    Bare(String),
    /// A list.
    List(Vec<Written>),
    /// A group of keys.
    Group(Vec<(String, Written)>),
}

impl Written {
    /// A text as a value of a field.
    #[must_use]
    pub(crate) fn scalar(text: &str, field: &Field) -> Self {
        let is_unknown = field.unknown && text == "unknown";
        let is_bare = match &field.kind {
            FieldType::Bool
            | FieldType::Int
            | FieldType::Year
            | FieldType::Date
            | FieldType::DateTime => true,
            FieldType::Decimal | FieldType::Enum(_) => !is_changed_by_programs(text),
            _ => false,
        };
        if is_bare || is_unknown {
            Self::Bare(text.to_owned())
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// Sets the value at a path of keys.
    pub(crate) fn put(&mut self, path: &[&str], value: Written) {
        let Some((first, rest)) = path.split_first() else {
            *self = value;
            return;
        };
        if !matches!(self, Self::Group(_)) {
            *self = Self::Group(Vec::new());
        }
        let Self::Group(pairs) = self else { return };
        let at = pairs.iter().position(|(key, _)| key == first);
        let at = at.unwrap_or_else(|| {
            pairs.push(((*first).to_owned(), Self::Group(Vec::new())));
            pairs.len() - 1
        });
        if let Some((_, inner)) = pairs.get_mut(at) {
            inner.put(rest, value);
        }
    }

    /// The value on one line.
    #[must_use]
    pub(crate) fn on_one_line(&self) -> String {
        match self {
            Self::Text(text) => text_on_one_line(text),
            Self::Bare(text) if is_bare(text) => text.clone(),
            Self::Bare(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::on_one_line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Group(pairs) => {
                let pair = |(key, value): &(String, Self)| {
                    format!("{}: {}", key_text(key), value.on_one_line())
                };
                let pairs: Vec<String> = pairs.iter().map(pair).collect();
                format!("{{{}}}", pairs.join(", "))
            }
        }
    }

    /// The value with its key. All lines but the first are indented by `indent` spaces, and
    /// the last has no line break.
    #[must_use]
    pub(crate) fn under_key(&self, key: &str, indent: usize) -> String {
        format!("{}:{}", key_text(key), self.after_colon(key.len(), indent))
    }

    /// The text after the colon of a key.
    #[must_use]
    pub(crate) fn after_colon(&self, key: usize, indent: usize) -> String {
        let inner = indent + 2;
        if let Self::Text(text) = self
            && let Some(lines) = as_block(text, inner)
        {
            return format!(" |-{lines}");
        }
        let line = self.on_one_line();
        let is_short = indent + key + 2 + line.chars().count() <= MAX_LINE;
        let is_empty = matches!(self, Self::List(items) if items.is_empty());
        match self {
            Self::List(items) if !is_empty && (!is_short || self.has_groups()) => {
                let items = items.iter().map(|item| {
                    let item = item.as_item(inner);
                    format!("\n{:inner$}{item}", "")
                });
                items.collect()
            }
            Self::Group(pairs) if !pairs.is_empty() && (!is_short || self.has_lines()) => {
                let pairs = pairs.iter().map(|(key, value)| {
                    let pair = value.under_key(key, inner);
                    format!("\n{:inner$}{pair}", "")
                });
                pairs.collect()
            }
            _ => format!(" {line}"),
        }
    }

    /// The value as an item of a list whose dash is indented by `indent` spaces.
    #[must_use]
    pub(crate) fn as_item(&self, indent: usize) -> String {
        let line = self.on_one_line();
        let inner = indent + 2;
        match self {
            Self::Group(pairs)
                if !pairs.is_empty()
                    && (inner + line.chars().count() > MAX_LINE || self.has_lines()) =>
            {
                let between = format!("\n{:inner$}", "");
                let pairs = pairs.iter().map(|(key, value)| value.under_key(key, inner));
                format!("- {}", pairs.collect::<Vec<_>>().join(&between))
            }
            _ => format!("- {line}"),
        }
    }

    fn has_groups(&self) -> bool {
        matches!(self, Self::List(items) if items.iter().any(|item| matches!(item, Self::Group(_))))
    }

    /// Whether it contains a text of several lines, which is most readable as a block scalar.
    fn has_lines(&self) -> bool {
        match self {
            Self::Text(text) => text.contains('\n'),
            Self::Bare(_) => false,
            Self::List(items) => items.iter().any(Self::has_lines),
            Self::Group(pairs) => pairs.iter().any(|(_, value)| value.has_lines()),
        }
    }
}

/// A key of a mapping.
fn key_text(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(plain) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

fn text_on_one_line(text: &str) -> String {
    let of_a_number = |c: char| c.is_ascii_digit() || "+-.:_eExXoO".contains(c);
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.chars().all(of_a_number);
    if is_bare(text) && !is_number {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// Whether a text needs no quotes, even inside brackets, in YAML 1.1 and 1.2.
fn is_bare(text: &str) -> bool {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = words.contains(&text.to_lowercase().as_str());
    let is_syntax = |c: char| {
        c.is_control() || "#,[]{}&*!|>'\"%@`\\\u{a0}\u{85}\u{2028}\u{2029}\u{feff}".contains(c)
    };
    let starts_well = text.starts_with(char::is_alphanumeric);
    let is_negative = text.starts_with('-') && text.parse::<f64>().is_ok();
    (starts_well || is_negative)
        && (!is_word || matches!(text, "true" | "false"))
        && !text.contains(is_syntax)
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
}

/// Whether programs that parse a number write it differently: `1.50`, `007`, `1e3`.
fn is_changed_by_programs(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['-', '+']);
    let whole = unsigned.split('.').next().unwrap_or_default();
    let leading = whole.len() > 1 && whole.starts_with('0');
    let trailing = unsigned.contains('.') && unsigned.ends_with(['0', '.']);
    let signed = text.starts_with('+');
    let long = unsigned.len() > 15;
    text.parse::<f64>().is_ok()
        && (leading || trailing || signed || long || unsigned.contains(['e', 'E']))
}

/// A text of several lines as a block scalar; `None` if spaces could be lost.
fn as_block(text: &str, indent: usize) -> Option<String> {
    let is_plain =
        |c: char| c == '\n' || (!c.is_control() && !"\u{85}\u{2028}\u{2029}\u{feff}".contains(c));
    let is_fine = |line: &str| line.trim_end() == line;
    let first = text.lines().next()?;
    let fits = text.contains('\n')
        && !text.ends_with('\n')
        && !first.is_empty()
        && !first.starts_with(' ')
        && text.chars().all(is_plain)
        && text.split('\n').all(is_fine);
    let line = |line: &str| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("\n{:indent$}{line}", "")
        }
    };
    fits.then(|| text.split('\n').map(line).collect())
}
