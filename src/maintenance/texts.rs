//! The texts of letters and tables: the program's defaults, overridden by the site in
//! `content/letters.yaml`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::messages::{Category, Plurals, Text, fill, find, keys, languages};
use crate::schema::Lang;
use crate::yaml::{Kind, Node};

/// The section of the program's texts that contains them.
const SECTION: &str = "letters";

/// The texts of one language.
#[derive(Debug)]
pub(crate) struct LetterTexts {
    lang: String,
    own: IndexMap<String, Text>,
    plurals: Plurals,
}

impl LetterTexts {
    /// The texts of a language: the program's, overridden by the site's; `None` if neither has
    /// it. English fills the gaps of a language that only the site has.
    #[must_use]
    pub(crate) fn of(lang: &str, site: Option<&Node>) -> Option<Self> {
        let own = site.and_then(|site| site.get(lang));
        if own.is_none() && !languages().contains(&lang) {
            return None;
        }
        let written = own.map(Node::pairs).unwrap_or_default().iter();
        let own = written.filter_map(|pair| Some((pair.key.to_string(), read(&pair.value)?)));
        Some(Self {
            lang: lang.to_owned(),
            own: own.collect(),
            plurals: Plurals::of(lang),
        })
    }

    /// A text with its `{name}` placeholders filled in.
    #[must_use]
    pub(crate) fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.filled(key, None, args)
            .unwrap_or_else(|| key.to_owned())
    }

    /// *in Czech*; the tag of a language that has no such text.
    #[must_use]
    pub(crate) fn in_language(&self, lang: &Lang) -> String {
        let word = self.filled(&format!("in_{lang}"), None, &[]);
        word.unwrap_or_else(|| lang.to_string())
    }

    /// A text in the plural form for a number, which replaces `{count}`.
    #[must_use]
    pub(crate) fn count(&self, key: &str, count: usize) -> String {
        let shown = count.to_string();
        self.filled(key, Some(count as u64), &[("count", &shown)])
            .unwrap_or_else(|| key.to_owned())
    }

    fn filled(&self, key: &str, count: Option<u64>, args: &[(&str, &str)]) -> Option<String> {
        let form = if let Some(own) = self.own.get(key) {
            own.form(&self.plurals, count)
        } else {
            let (text, plurals) = find(&self.lang, &format!("{SECTION}.{key}"))?;
            text.form(plurals, count)
        };
        Some(fill(form, |name| {
            let (_, value) = args.iter().find(|(known, _)| *known == name)?;
            Some(Cow::Borrowed(*value))
        }))
    }
}

fn read(node: &Node) -> Option<Text> {
    match &node.kind {
        Kind::Scalar(scalar) => Some(Text::Plain(scalar.text.to_string())),
        Kind::Mapping(pairs) => {
            let forms: Option<BTreeMap<Category, String>> = pairs
                .iter()
                .map(|pair| {
                    Some((
                        Category::named(&pair.key)?,
                        pair.value.as_text()?.to_owned(),
                    ))
                })
                .collect();
            forms.map(Text::Plural)
        }
        _ => None,
    }
}

/// Reports keys of the site's texts that no letter uses, and values that are not texts.
pub(crate) fn letters_are_known(site: &Node, findings: &mut Vec<Diagnostic>) {
    let known: Vec<&str> = keys("en", SECTION)
        .filter_map(|key| key.strip_prefix(SECTION)?.strip_prefix('.'))
        .collect();
    for lang in site.pairs() {
        if lang.value.pairs().is_empty() {
            findings.push(Diagnostic::new("L008", lang.value.span).arg("key", &*lang.key));
        }
        for pair in lang.value.pairs() {
            if !known.contains(&&*pair.key) {
                findings.push(
                    Diagnostic::new("L007", pair.key_span)
                        .arg("key", &*pair.key)
                        .arg("keys", known.join(", "))
                        .did_you_mean_key(pair.key_span, &pair.key, known.iter().copied(), |key| {
                            lang.value.pair(key).is_some()
                        }),
                );
            } else if read(&pair.value).is_none() {
                findings.push(Diagnostic::new("L008", pair.value.span).arg("key", &*pair.key));
            }
        }
    }
}
