//! A number of entries in words, *4 projects*, in the plural forms of each language.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Lang;
use super::read::FromNode;
use crate::messages::{Category, Plurals, Text, fill};
use crate::yaml::Node;

/// The forms of each language, with `{count}` for the number.
#[derive(Debug, Clone, Default)]
pub struct Counted(Vec<(Lang, Text)>);

impl Counted {
    /// A number of entries in a language; `None` where the language has no forms.
    #[must_use]
    pub fn text(&self, lang: &Lang, count: usize) -> Option<String> {
        let (_, forms) = self.0.iter().find(|(own, _)| own == lang)?;
        let number = u64::try_from(count).ok();
        let form = forms.form(&Plurals::of(lang.as_str()), number);
        let value = |name: &str| (name == "count").then(|| Cow::Owned(count.to_string()));
        Some(fill(form, value)).filter(|text| !text.is_empty())
    }

    /// The forms of a language, for scripts.
    #[must_use]
    pub(crate) fn forms(&self, lang: &Lang) -> Option<&Text> {
        self.0
            .iter()
            .find_map(|(own, forms)| (own == lang).then_some(forms))
    }

    /// Adds the languages of another one that are missing here.
    pub(in crate::schema) fn complete_from(&mut self, other: &Self) {
        for (lang, forms) in &other.0 {
            if !self.0.iter().any(|(own, _)| own == lang) {
                self.0.push((lang.clone(), forms.clone()));
            }
        }
    }
}

impl FromNode for Counted {
    fn from_node(node: &Node) -> Option<Self> {
        let of_language = |forms: &Node| -> BTreeMap<Category, String> {
            let forms = forms.pairs().iter();
            let read = forms.map(|form| Some((Category::named(&form.key)?, form.value.as_text()?)));
            read.flatten()
                .map(|(category, text)| (category, text.to_owned()))
                .collect()
        };
        let read = node.pairs().iter().map(|pair| {
            let forms = Text::Plural(of_language(&pair.value));
            Some((Lang::parse(&pair.key)?, forms))
        });
        Some(Self(read.flatten().collect()))
    }
}
