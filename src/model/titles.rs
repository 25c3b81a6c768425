//! Titles composed of several fields, as `display` of a collection declares them:
//! `"{brand} {name}"`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::catalog::Catalog;
use crate::quantity::{format_amount, format_number};
use crate::schema::{EntryIndex, Field, Item, Lang, TitlePart, Value};

/// How deep titles may name other entries in turn.
const MAX_DEPTH: usize = 4;

/// Titles by language and entry; `None` if the title is one field.
pub(crate) type Titles = BTreeMap<Lang, Vec<Option<Arc<str>>>>;

/// Puts the titles together, in every language of the site.
pub(super) fn titles(catalog: &Catalog) -> Titles {
    let has_form = |index: &EntryIndex| !catalog.collection_of(*index).display.form.is_empty();
    if !catalog.all().any(|index| has_form(&index)) {
        return Titles::new();
    }
    let languages = catalog.config.languages.iter();
    languages
        .map(|lang| {
            let composer = Composer { catalog, lang };
            let own = catalog.all().map(|index| {
                let title = composer.title(index, 0);
                has_form(&index).then_some(title).flatten().map(Arc::from)
            });
            (lang.clone(), own.collect())
        })
        .collect()
}

#[derive(Clone, Copy)]
struct Composer<'a> {
    catalog: &'a Catalog,
    lang: &'a Lang,
}

impl Composer<'_> {
    /// The title of an entry; `None` if it has no readable text.
    fn title(self, index: EntryIndex, depth: usize) -> Option<String> {
        let collection = self.catalog.collection_of(index);
        let display = &collection.display;
        if display.form.is_empty() || depth > MAX_DEPTH {
            return Some(self.catalog.title(index, self.lang).to_owned());
        }
        let record = &self.catalog.entry(index).record;
        let mut found = false;
        let mut title = String::new();
        for part in &display.form {
            match part {
                TitlePart::Text(text) => title.push_str(text),
                TitlePart::Field(name) => {
                    let field = collection
                        .fields
                        .get(name)
                        .filter(|field| field.is_public());
                    let value = field.zip(record.get(name));
                    let text = value.and_then(|(field, item)| self.text(field, item, depth));
                    found |= text.is_some();
                    title.push_str(&text.unwrap_or_default());
                }
            }
        }
        let title = without_gaps(&title);
        (found && !title.is_empty()).then_some(title)
    }

    /// The text that a page prints for a value.
    fn text(self, field: &Field, item: &Item, depth: usize) -> Option<String> {
        let catalog = self.catalog;
        let (item, _) = catalog.value(item, self.lang)?;
        match &item.value {
            Value::List(items) => {
                let texts = items
                    .iter()
                    .filter_map(|item| self.text(field, item, depth));
                let texts: Vec<String> = texts.collect();
                (!texts.is_empty()).then(|| texts.join(", "))
            }
            Value::Term(named) => {
                let term = catalog.term_at(named.to)?;
                Some(catalog.label(&term.label, self.lang).to_owned())
            }
            Value::Ref(named) if catalog.state(named.to).has_page() => {
                self.title(named.to, depth + 1)
            }
            Value::Decimal(digits) => Some(format_number(digits, self.lang.as_str())),
            Value::Quantity(stated) => Some(format_amount(&stated.amount, self.lang.as_str()).text),
            value => {
                let written = value.written()?;
                let label = catalog.choice_label(field.kind.single(), &written, self.lang);
                Some(label.to_owned())
            }
        }
    }
}

/// A text without the traces of a missing part: double spaces, empty brackets, a comma or a
/// dash at either end.
fn without_gaps(text: &str) -> String {
    let text = text.replace("()", "").replace("[]", "");
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").replace(" ,", ",");
    let is_joint = |sign: char| sign.is_whitespace() || ",;:/–—-·|".contains(sign);
    text.trim_matches(is_joint).to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_gaps;

    #[test]
    fn missing_parts_leave_no_gaps() {
        for (written, shown) in [
            ("Acme  PLA", "Acme PLA"),
            (" PLA ()", "PLA"),
            ("Acme – ", "Acme"),
            ("Acme, , red", "Acme,, red"),
            (", red", "red"),
        ] {
            assert_eq!(without_gaps(written), shown);
        }
    }
}
