//! A letter that asks a member for what its entry needs: plain text that also
//! reads as Markdown.

use jiff::civil::Date;

use super::labels::{help, label};
use super::{LetterTexts, Maintenance, outstanding};
use crate::config::text;
use crate::locale::{DateForm, Formats};
use crate::model::{Catalog, EntryIndex};
use crate::schema::{Field, FieldType, Lang, PartialDate, walk};

/// The language of the letter for an entry: the first language in its language field, or else
/// the site's default.
#[must_use]
pub(crate) fn language_of(catalog: &Catalog, index: EntryIndex) -> Lang {
    let fields = &catalog.collection_of(index).fields;
    let mut named = None;
    let asked = |field: &Field| matches!(field.kind, FieldType::Language);
    walk(&catalog.entry(index).record, fields, &asked, &mut |visit| {
        if named.is_none() {
            named = visit.item.value.as_text().and_then(|tag| Lang::parse(tag));
        }
    });
    named.unwrap_or_else(|| catalog.config.default_language().clone())
}

/// The letter about an entry.
#[must_use]
pub(crate) fn letter(
    catalog: &Catalog,
    maintenance: &Maintenance,
    lang: &Lang,
    texts: &LetterTexts,
) -> String {
    let writer = LetterWriter {
        catalog,
        index: maintenance.entry,
        lang,
        texts,
        formats: Formats::of(lang),
    };
    let default = catalog.config.default_language();
    let title = catalog.title(maintenance.entry, lang);
    let site = catalog.label(&catalog.config.title, lang);
    let today = writer.day(catalog.as_of);
    let named = [("title", title), ("site", site), ("date", &*today)];
    let mut parts = vec![
        texts.text("subject", &named),
        texts.text("greeting", &[]),
        texts.text("intro", &named),
    ];
    parts.extend(writer.standing(maintenance));
    let outstanding = outstanding(catalog, maintenance, lang);
    parts.extend(writer.wishes(maintenance, outstanding));
    if let Some(review) = maintenance.review.filter(|review| review.is_due) {
        parts.push(match review.last {
            Some(last) => texts.text("confirm", &[("date", &writer.date(last))]),
            None => texts.text("never_confirmed", &[]),
        });
    }
    let organisation = &catalog.config.organisation;
    parts.push(match organisation.text("email") {
        Some(email) => texts.text("reply_to", &[("email", email)]),
        None => texts.text("reply", &[]),
    });
    let name = text(organisation, "name");
    let thanks = texts.text("thanks", &[]);
    parts.push(format!("{thanks}\n{}", name.text(lang, default)));
    format!("{}\n", parts.join("\n\n"))
}

struct LetterWriter<'a> {
    catalog: &'a Catalog,
    index: EntryIndex,
    lang: &'a Lang,
    texts: &'a LetterTexts,
    formats: Formats,
}

impl LetterWriter<'_> {
    /// The requests of a letter: what is missing and what the entry lists as lacking, with a
    /// list for each kind of task.
    fn wishes(
        &self,
        maintenance: &Maintenance,
        outstanding: impl IntoIterator<Item = String>,
    ) -> impl Iterator<Item = String> {
        let missing: Vec<String> = maintenance
            .missing()
            .map(|path| self.wanted(path.as_str()))
            .chain(outstanding)
            .collect();
        let missing = self.list("missing", &missing);
        let untranslated: Vec<String> = maintenance
            .untranslated
            .iter()
            .map(|(name, lang)| format!("{} ({})", self.label(name), self.texts.in_language(lang)))
            .collect();
        let untranslated = self.list("untranslated", &untranslated);
        let stale: Vec<String> = maintenance
            .stale
            .iter()
            .flatten()
            .map(|one| {
                let changed = self.day(one.original.day);
                let changed = self.texts.text("changed", &[("date", &changed)]);
                let lang = self.texts.in_language(&one.translation.lang);
                format!("{} ({lang}): {changed}", self.label(&one.name))
            })
            .collect();
        let stale = self.list("stale", &stale);
        let dates: Vec<String> = maintenance
            .dates
            .iter()
            .map(|one| {
                let key = if one.has_passed { "passed" } else { "ends" };
                let when = self.texts.text(key, &[("date", &self.date(one.date))]);
                let label = self.label(one.path.as_str());
                let what = one.what.as_deref().unwrap_or(&label);
                format!("{what}: {when}")
            })
            .collect();
        let dates = self.list("dates", &dates);
        [missing, untranslated, stale, dates].into_iter().flatten()
    }

    fn date(&self, date: PartialDate) -> String {
        self.formats.date(date, DateForm::Long)
    }

    fn day(&self, day: Date) -> String {
        let written = day.to_string();
        PartialDate::parse(&written).map_or(written, |date| self.date(date))
    }

    fn label(&self, path: &str) -> String {
        label(self.catalog, self.index, path, self.lang, self.texts)
    }

    /// A field to fill in, with its help text from the schema.
    fn wanted(&self, path: &str) -> String {
        let label = self.label(path);
        match help(self.catalog, self.index, path, self.lang) {
            Some(help) => format!("{label}: {help}"),
            None => label,
        }
    }

    /// How complete the entry is, and which fields are filled in.
    fn standing(&self, maintenance: &Maintenance) -> Option<String> {
        let percent = maintenance.percent()?.to_string();
        let there: Vec<String> = maintenance
            .wanted
            .iter()
            .filter(|(_, is_there)| *is_there)
            .map(|(path, _)| self.label(path.as_str()))
            .collect();
        let percent = self.texts.text("percent", &[("percent", &percent)]);
        if there.is_empty() {
            return Some(percent);
        }
        let list = self.texts.text("there", &[("list", &there.join(", "))]);
        Some(format!("{percent} {list}"))
    }

    /// A heading with a list below it; `None` if the list is empty.
    fn list(&self, key: &str, items: &[String]) -> Option<String> {
        let heading = (!items.is_empty()).then(|| self.texts.count(key, items.len()))?;
        let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        Some(format!("{heading}\n\n{}", items.join("\n")))
    }
}
