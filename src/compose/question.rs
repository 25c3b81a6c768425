//! What a new entry still needs: its required fields without a value, including those of its
//! groups.

use super::given::{Given, Group};
use crate::editor::choices;
use crate::messages::Message;
use crate::model::Catalog;
use crate::schema::{Choice, ChoiceOf, Field, FieldType, Fields, Lang, Required};

/// A field to ask for.
#[derive(Debug)]
pub(crate) struct Question {
    /// The names of the fields that lead to it, then the language for a localised text.
    pub path: Vec<String>,
    /// What it is called.
    pub label: String,
    /// What an editor should put there.
    pub help: String,
    /// What kind of value it expects.
    pub expected: Message,
    /// The words that it accepts, if they can be listed.
    pub choices: Option<Vec<Choice>>,
    /// Whether several values may be given.
    pub is_list: bool,
    /// Whether it must be answered.
    pub is_required: bool,
}

/// Collects the missing fields of a group; `lang` is the language of the person who answers.
pub(super) struct Asker<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) lang: &'a Lang,
}

impl Asker<'_> {
    /// The missing fields of a group; `path` leads to it, and `labels` are the names of the
    /// groups along that path.
    pub(super) fn missing(
        &self,
        fields: &Fields,
        given: Option<&Group>,
        path: &[String],
        labels: &[&str],
    ) -> Vec<Question> {
        let mut questions = Vec::new();
        for field in fields.iter() {
            let of_field = given.and_then(|given| given.get(&field.name));
            let mut path = path.to_vec();
            path.push(field.name.to_string());
            let mut labels = labels.to_vec();
            labels.push(self.catalog.label(&field.label, self.lang));
            self.of_field(field, of_field, &path, &labels, &mut questions);
        }
        questions
    }

    fn of_field(
        &self,
        field: &Field,
        given: Option<&Given>,
        path: &[String],
        labels: &[&str],
        questions: &mut Vec<Question>,
    ) {
        let is_required = field.required != Required::No && field.default.is_none();
        match (given, field.kind.fields()) {
            (None, _) if !is_required => {}
            (Some(Given::Values(_)), _) => {}
            (given, Some(inner)) if !field.localized => {
                let parts = match given {
                    Some(Given::Parts(parts)) => Some(parts),
                    _ => None,
                };
                questions.extend(self.missing(inner, parts, path, labels));
            }
            (given, _) if is_required => self.in_languages(field, given, path, labels, questions),
            _ => {}
        }
    }

    /// One question, or one for each language of a localised text. The default language and
    /// those that the schema requires must be answered.
    fn in_languages(
        &self,
        field: &Field,
        given: Option<&Given>,
        path: &[String],
        labels: &[&str],
        questions: &mut Vec<Question>,
    ) {
        let languages = &self.catalog.config.languages;
        if !field.localized || languages.len() == 1 {
            if given.is_none() {
                questions.push(self.question(field, path.to_vec(), labels.join(": "), true));
            }
            return;
        }
        for (place, lang) in languages.iter().enumerate() {
            let parts = match given {
                Some(Given::Parts(parts)) => parts.get(lang.as_str()),
                _ => None,
            };
            if parts.is_some() {
                continue;
            }
            let is_required = match &field.required {
                Required::In(named) => named.contains(lang),
                _ => place == 0,
            };
            let mut path = path.to_vec();
            path.push(lang.to_string());
            let label = format!("{} ({lang})", labels.join(": "));
            questions.push(self.question(field, path, label, is_required));
        }
    }

    fn question(
        &self,
        field: &Field,
        path: Vec<String>,
        label: String,
        is_required: bool,
    ) -> Question {
        let single = field.kind.single();
        Question {
            path,
            label,
            help: self.catalog.label(&field.help, self.lang).to_owned(),
            expected: single.expected(),
            choices: self.choices(single),
            is_list: matches!(field.kind, FieldType::List(_)),
            is_required,
        }
    }

    /// The words that a value accepts, if they can be listed.
    pub(super) fn choices(&self, kind: &FieldType) -> Option<Vec<Choice>> {
        let of = match kind {
            FieldType::Enum(words) => {
                let labelled = words.iter().map(|(word, label)| Choice {
                    word: word.clone(),
                    meaning: self.catalog.label(label, self.lang).to_owned(),
                });
                return Some(labelled.collect());
            }
            FieldType::Term { vocabulary } => ChoiceOf::Terms(vocabulary),
            FieldType::Ref { to, by } => ChoiceOf::Entries {
                of: to,
                by: by.as_deref(),
            },
            FieldType::Country => ChoiceOf::Countries,
            _ => return None,
        };
        choices(self.catalog, of)
    }
}
