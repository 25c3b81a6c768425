//! The texts of the interface in one language, with the plural forms of CLDR. A missing text
//! comes from the theme below, then from the fallback languages. A fallback text uses the
//! plural forms of its own language.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, closest};
use crate::messages::{Category, Message, Plurals, Text, fill, message};
use crate::schema::{DecodedIn, Decoder, Field, Fields, Lang, Value, decode, shapes};
use crate::text::{SourceId, Sources};
use crate::yaml::{Kind, Node};

/// Texts by key, from layered files.
#[derive(Clone)]
pub struct Texts {
    /// The language that they are shown in.
    lang: Lang,
    /// The files: that of the theme itself first, then the fallbacks; never empty.
    layers: Vec<Arc<Layer>>,
}

/// The texts of one file.
struct Layer {
    lang: Lang,
    entries: BTreeMap<String, Text>,
    plurals: Plurals,
    source: SourceId,
}

/// The texts of a file: each is a single text or has plural forms, by the shape
/// `interface_text`. Other forms are reported.
fn entries(root: &Node, findings: &mut Vec<Diagnostic>) -> BTreeMap<String, Text> {
    let decoder = Decoder {
        languages: &[],
        place: DecodedIn::Text("place.texts"),
        properties: &[],
        zone: None,
    };
    let shape = shapes().get("interface_text");
    let Some(form) = shape.and_then(|shape| shape.get("text")) else {
        return BTreeMap::new();
    };
    let mut entries = BTreeMap::new();
    for pair in root.pairs() {
        // The shape has a single key, but a file of texts may have any.
        let field = Field::new(&pair.key, form.kind.clone());
        let alone = Node {
            span: root.span,
            kind: Kind::Mapping(vec![pair.clone()]),
        };
        let fields: Fields = [field].into_iter().collect();
        let record = decode(&alone, &fields, decoder, findings);
        let Some(item) = record.get(&pair.key) else {
            continue;
        };
        let text = match &item.value {
            Value::Object(forms) => Text::Plural(
                forms
                    .iter()
                    .filter_map(|(name, item)| {
                        let text = item.value.as_text()?.to_string();
                        Some((Category::named(name)?, text))
                    })
                    .collect(),
            ),
            value => match value.as_text() {
                Some(text) => Text::Plain(text.to_string()),
                None => continue,
            },
        };
        entries.insert(pair.key.to_string(), text);
    }
    entries
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let layers = self
            .layers
            .iter()
            .map(|layer| (&layer.lang, &layer.entries));
        f.debug_map().entries(layers).finish()
    }
}

impl Texts {
    /// Reads the texts of a language.
    pub(crate) fn read(
        source: SourceId,
        lang: &Lang,
        sources: &Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let root = super::manifest::root(source, sources, findings);
        let entries = root
            .map(|root| entries(&root, findings))
            .unwrap_or_default();
        let layer = Layer {
            lang: lang.clone(),
            entries,
            plurals: Plurals::of(lang.as_str()),
            source,
        };
        Self {
            lang: lang.clone(),
            layers: vec![Arc::new(layer)],
        }
    }

    /// Appends other texts as a fallback.
    pub(crate) fn stand_on(&mut self, others: &Self) {
        self.layers.extend(others.layers.iter().cloned());
    }

    /// The same texts as a fallback for another language.
    #[must_use]
    pub(crate) fn shown_in(&self, lang: &Lang) -> Self {
        Self {
            lang: lang.clone(),
            layers: self.layers.clone(),
        }
    }

    /// The keys of the texts in the language itself, with or without a region, each once.
    #[must_use]
    pub fn own_keys(&self) -> BTreeSet<&str> {
        let language = self.lang.language();
        let layers = self.layers.iter();
        let own = layers.filter(|layer| layer.lang.language() == language);
        own.flat_map(|layer| layer.entries.keys().map(String::as_str))
            .collect()
    }

    /// All keys, including those of fallback languages, each once.
    #[must_use]
    pub fn keys(&self) -> BTreeSet<&str> {
        let layers = self.layers.iter();
        layers
            .flat_map(|layer| layer.entries.keys().map(String::as_str))
            .collect()
    }

    /// The language that a text is in.
    #[must_use]
    pub fn language_of(&self, key: &str) -> Option<&Lang> {
        let mut layers = self.layers.iter();
        let layer = layers.find(|layer| layer.entries.contains_key(key))?;
        Some(&layer.lang)
    }

    /// The texts for scripts, without the prefix `script_` of their keys. Plural forms stay
    /// together; the script selects one by the count.
    #[must_use]
    pub fn of_scripts(&self) -> serde_json::Value {
        self.beginning_with("script_")
    }

    /// The texts whose keys have a prefix, without that prefix.
    #[must_use]
    pub fn beginning_with(&self, beginning: &str) -> serde_json::Value {
        let keys = self.keys().into_iter();
        let texts = keys.filter_map(|key| {
            let short = key.strip_prefix(beginning)?;
            let text = serde_json::to_value(self.find(key)?.0).ok()?;
            Some((short.to_owned(), text))
        });
        serde_json::Value::Object(texts.collect())
    }

    /// The file of the language's texts, or else that of a fallback.
    #[must_use]
    pub fn source(&self) -> Option<SourceId> {
        self.layers.first().map(|layer| layer.source)
    }

    fn find(&self, key: &str) -> Option<(&Text, &Plurals)> {
        self.layers
            .iter()
            .find_map(|layer| Some((layer.entries.get(key)?, &layer.plurals)))
    }

    /// A text with its `{name}` placeholders filled in; `count` chooses the plural form.
    ///
    /// # Errors
    /// There is no such text, or it needs a count.
    pub fn get(
        &self,
        key: &str,
        count: Option<u64>,
        args: &[(&str, String)],
    ) -> Result<String, Message> {
        let (text, plurals) =
            self.find(key)
                .ok_or_else(|| match closest(key, self.keys().iter().copied()) {
                    Some(meant) => message!("theme_text.unknown_meant", key = key, meant = meant),
                    None => message!("theme_text.unknown", key = key),
                })?;
        if matches!(text, Text::Plural(_)) && count.is_none() {
            return Err(message!("theme_text.needs_count", key = key));
        }
        Ok(fill(text.form(plurals, count), |name| {
            let count = count.filter(|_| name == "count");
            if let Some(count) = count {
                return Some(Cow::Owned(count.to_string()));
            }
            let (_, value) = args.iter().find(|(known, _)| *known == name)?;
            Some(Cow::Borrowed(value))
        }))
    }

    /// A text without arguments; `fallback` if it is missing.
    #[must_use]
    pub fn or(&self, key: &str, fallback: &str) -> String {
        self.get(key, None, &[])
            .unwrap_or_else(|_| fallback.to_owned())
    }

    /// The name of a country: the theme's, else its own name in the language, else its code.
    #[must_use]
    pub fn country(&self, code: &str, lang: &Lang) -> String {
        let name = crate::schema::country_name(code, lang).unwrap_or(code);
        self.or(&format!("country_{code}"), name)
    }
}
