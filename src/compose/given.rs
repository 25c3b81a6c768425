//! The given values of a new entry, by the paths of their fields, as in
//! `address.locality=Liberec` or `title.cs=Ahoj`.

use indexmap::IndexMap;

use crate::diagnostic::closest;
use crate::messages::{Message, message};
use crate::schema::{Field, FieldType, Fields, Lang};

/// Values as typed, nested like their fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Group(IndexMap<String, Given>);

/// What is given for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Given {
    /// A value, or several values of a list, as typed.
    Values(Vec<String>),
    /// The values of its subfields, or of its languages.
    Parts(Group),
}

impl Group {
    /// What is given for a field.
    pub(super) fn get(&self, name: &str) -> Option<&Given> {
        self.0.get(name)
    }

    /// All given values, in the order in which they were added.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Given)> {
        self.0.iter().map(|(name, given)| (&**name, given))
    }

    /// The value of a path, if one is given.
    pub(crate) fn text(&self, path: &[&str]) -> Option<&str> {
        match (self.get(path.first()?)?, path.get(1..)?) {
            (Given::Values(values), []) => values.first().map(String::as_str),
            (Given::Parts(parts), rest) => parts.text(rest),
            (Given::Values(_), _) => None,
        }
    }

    /// Adds a value typed as `path=value`; an empty value is ignored.
    ///
    /// # Errors
    /// It has no `=`, or the path does not lead to a field of the entry.
    pub(crate) fn set(
        &mut self,
        typed: &str,
        fields: &Fields,
        languages: &[Lang],
    ) -> Result<(), Message> {
        let Some((path, value)) = typed.split_once('=') else {
            return Err(message!("new.no_value", typed = typed));
        };
        let path = path.trim();
        let steps: Vec<&str> = path.split('.').collect();
        leads_to_a_field(path, &steps, fields, languages)?;
        self.put(path, &steps, value.trim())
    }

    /// Adds the value of a path that has been checked.
    ///
    /// # Errors
    /// The same path has both a value and parts.
    pub(crate) fn put(&mut self, path: &str, steps: &[&str], value: &str) -> Result<(), Message> {
        let [step, rest @ ..] = steps else {
            return Ok(());
        };
        if value.is_empty() {
            return Ok(());
        }
        let new = || match rest {
            [] => Given::Values(Vec::new()),
            _ => Given::Parts(Self::default()),
        };
        let given = self.0.entry((*step).to_owned()).or_insert_with(new);
        match (given, rest) {
            (Given::Values(values), []) => values.push(value.to_owned()),
            (Given::Parts(parts), [_, ..]) => parts.put(path, rest, value)?,
            _ => return Err(message!("new.value_and_parts", path = path)),
        }
        Ok(())
    }
}

/// Checks that a path leads to a field. A localised field may be followed by a language.
fn leads_to_a_field(
    path: &str,
    steps: &[&str],
    fields: &Fields,
    languages: &[Lang],
) -> Result<(), Message> {
    let [step, rest @ ..] = steps else {
        return Ok(());
    };
    let Some(field) = fields.get(step) else {
        let known = fields.names();
        return Err(match closest(step, known) {
            Some(near) => {
                let meant = path.replacen(step, near, 1);
                message!("new.no_field_meant", path = path, meant = meant)
            }
            None => message!("new.no_field", path = path),
        });
    };
    let rest = match rest {
        [lang, rest @ ..] if is_language(field, lang, languages) => rest,
        rest => rest,
    };
    match (rest, field.kind.fields()) {
        ([], _) => Ok(()),
        (rest, Some(inner)) => leads_to_a_field(path, rest, inner, languages),
        (_, None) if has_parts(&field.kind) => Ok(()),
        _ => Err(message!("new.no_parts", path = path, field = *step)),
    }
}

/// Whether a step after a localised field is one of its languages.
fn is_language(field: &Field, step: &str, languages: &[Lang]) -> bool {
    field.localized && languages.iter().any(|lang| lang.as_str() == step)
}

/// Whether a value is a group of keys that no schema file declares.
pub(super) fn has_parts(kind: &FieldType) -> bool {
    matches!(
        kind.single(),
        FieldType::Image { .. }
            | FieldType::Geo
            | FieldType::Measurements
            | FieldType::Conditions
            | FieldType::Map(_)
            | FieldType::Either(_)
            | FieldType::Shape(_)
            | FieldType::Any
    )
}
