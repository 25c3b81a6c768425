//! Values that differ by language: which key is a language, which text is missing, and
//! which language is meant by an unknown key.

use indexmap::IndexMap;

use super::keys::{MOST_UNKNOWN, called, with_language};
use super::{Decoding, is_nothing};
use crate::diagnostic::Diagnostic;
use crate::schema::{Field, Fields, Item, Lang, Required, Value};
use crate::text::Span;
use crate::yaml::{Kind, Node, Pair};

impl Decoding<'_, '_> {
    /// Whether a key is one of the languages of the site.
    pub(super) fn is_own_language(&self, key: &str) -> bool {
        Lang::parse(key).is_some_and(|lang| self.decoder.languages.contains(&lang))
    }

    /// The field and the language of a key such as `title_en`.
    pub(super) fn in_a_language<'f>(
        &self,
        key: &str,
        fields: &'f Fields,
    ) -> Option<(&'f Field, Lang)> {
        let (name, tag) = with_language(key)?;
        let tag = tag.trim_end_matches(')');
        let name = name.trim_end();
        let field = fields.get(name).or_else(|| called(name, fields));
        let field = field.filter(|field| field.localized)?;
        let tag = tag.to_lowercase();
        let lang = Lang::meant_among(&tag, self.decoder.languages).filter(|_| tag.len() < 4)?;
        Some((field, lang.clone()))
    }

    /// Whether a field is written as keys that end with a language, which are reported.
    pub(super) fn is_by_suffix(&self, node: &Node, field: &Field, fields: &Fields) -> bool {
        field.localized
            && node.pairs().iter().take(MOST_UNKNOWN).any(|pair| {
                let meant = self.in_a_language(&pair.key, fields);
                fields.get(&pair.key).is_none()
                    && meant.is_some_and(|(meant, _)| meant.name == field.name)
            })
    }

    /// Stores a text with a misspelt language under the language that is meant, or else
    /// under the first one without a text. So no language is reported as missing because of
    /// a slip that has its own finding. Such a text is never published.
    pub(super) fn stand_in(
        &mut self,
        pairs: &[Pair],
        field: &Field,
        values: &mut IndexMap<Lang, Item>,
    ) {
        let languages = self.decoder.languages;
        for (lang, text, span) in pairs.iter().filter_map(tight_text) {
            let value = Value::Text(text.into());
            values.entry(lang).or_insert(Item { span, value });
        }
        let slips = pairs.iter().filter(|pair| is_no_language(&pair.key));
        for pair in slips.filter(|pair| !pair.key.starts_with("x-")) {
            let is_free = |lang: &&Lang| !values.contains_key(*lang);
            let meant = Lang::meant_among(&pair.key, languages).filter(is_free);
            let Some(lang) = meant.or_else(|| languages.iter().find(is_free)) else {
                continue;
            };
            // Faults in the text are reported once its language is right.
            let before = self.findings.len();
            let item = self.single(&pair.value, field);
            self.findings.truncate(before);
            if let Some(item) = item {
                values.insert(lang.clone(), item);
            }
        }
    }

    pub(super) fn unknown_language(&mut self, node: &Node, pair: &Pair, field: &Field) {
        let is_known = |key: &str| Lang::parse(key).is_some();
        if self.is_tight(pair, &is_known) || self.cut_by_comma(node, pair, &is_known) {
            return;
        }
        let languages = self.decoder.languages.iter().map(Lang::as_str);
        let key = if is_no_language(&pair.key) {
            "L004"
        } else {
            "L003"
        };
        // For a language that the site does not have, the field does not matter: the same
        // cause in many places is one finding for people.
        let mut found = Diagnostic::new(key, pair.key_span)
            .arg("lang", &*pair.key)
            .arg_if("field", (key == "L004").then_some(&*field.name))
            .arg("languages", languages.collect::<Vec<_>>().join(", "));
        let meant = Lang::meant_among(&pair.key, self.decoder.languages);
        if let Some(meant) = meant.filter(|meant| node.pair(meant.as_str()).is_none()) {
            found = found.fix(pair.key_span, meant.as_str());
        }
        self.findings.push(found);
    }

    pub(super) fn languages_required(
        &mut self,
        node: &Node,
        field: &Field,
        values: &IndexMap<Lang, Item>,
    ) {
        let Required::In(languages) = &field.required else {
            // A text that does not fit has its own finding.
            let is_written = |pair: &Pair| !is_nothing(&pair.value, field);
            let is_missing = values.is_empty() && !node.pairs().iter().any(is_written);
            if field.required == Required::Yes && is_missing {
                self.missing_language(node, field, "");
            }
            return;
        };
        for lang in languages {
            let written = node
                .get(lang.as_str())
                .is_some_and(|n| !is_nothing(n, field));
            if self.decoder.languages.contains(lang) && !values.contains_key(lang) && !written {
                self.missing_language(node, field, lang.as_str());
            }
        }
    }

    pub(super) fn missing_language(&mut self, node: &Node, field: &Field, lang: &str) {
        self.findings.push(
            Diagnostic::new("S011", node.span)
                .arg("field", &*field.name)
                .arg_if("lang", (!lang.is_empty()).then_some(lang)),
        );
    }
}

/// The text of `en:One`, which lacks the space after its colon.
fn tight_text(pair: &Pair) -> Option<(Lang, &str, Span)> {
    let (key, text) = pair.key.split_once(':')?;
    let lang = Lang::parse(key)?;
    (pair.value.kind == Kind::Null && !text.is_empty()).then_some((lang, text, pair.key_span))
}

/// Whether a key is not a language: it has another form, or is a country code.
pub(super) fn is_no_language(key: &str) -> bool {
    Lang::parse(key).is_none() || Lang::instead_of(key).is_some()
}
