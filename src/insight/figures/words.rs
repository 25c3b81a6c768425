//! Formulas in words.

use crate::messages::{Message, message};
use crate::present::Scope;
use crate::present::{EntrySet, Formula, Indicator, Magnitude, Statistic};

/// The explanation of a figure, in the language of a scope: the site's own text, or one
/// generated from the labels of its sets.
#[must_use]
pub(super) fn words(scope: Scope<'_>, indicator: &Indicator) -> String {
    let own = scope.declared_text(&indicator.words);
    if !own.is_empty() {
        return own.to_owned();
    }
    let lang = scope.lang.as_str();
    formula(scope, &indicator.formula).map_or_else(String::new, |said| said.text(lang))
}

fn formula(scope: Scope<'_>, formula: &Formula) -> Option<Message> {
    let sets = &scope.site.indicators().sets;
    let set = |place: usize| sets.get(place);
    let name = |place: usize| set(place).map(|set| scope.declared_text(&set.label));
    let field = |place: usize, path| set(place).map(|set| field_label(scope, set, path));
    Some(match formula {
        Formula::Count(of) => message!("figures.count", of = name(*of)?),
        Formula::Share { part, of } => {
            message!("figures.share", part = name(*part)?, of = name(*of)?)
        }
        Formula::Split { of, field: path } => {
            message!(
                "figures.split",
                of = name(*of)?,
                field = field(*of, path.as_str())?
            )
        }
        Formula::Distinct { of, field: path } => {
            message!(
                "figures.distinct",
                of = name(*of)?,
                field = field(*of, path.as_str())?
            )
        }
        Formula::Statistic {
            of,
            magnitude,
            statistic,
        } => {
            let what = match magnitude {
                Magnitude::Distance(_) => message!("figures.distance"),
                Magnitude::Field(path) => {
                    message!("figures.field", field = field(*of, path.as_str())?)
                }
            };
            statistic_words(*statistic, name(*of)?, what)
        }
        Formula::Change { of, months } => {
            message!("figures.change", of = name(*of)?, months = count(*months))
        }
        Formula::Growth { of, months } => {
            message!("figures.growth", of = name(*of)?, months = count(*months))
        }
        Formula::Retention { of, months } => {
            message!(
                "figures.retention",
                of = name(*of)?,
                months = count(*months)
            )
        }
        Formula::Pairs { of, sharing, .. } => {
            message!("figures.pairs", of = name(*of)?, sharing = name(*sharing)?)
        }
        Formula::DaysSince { of, field: path } => {
            message!(
                "figures.days_since",
                of = name(*of)?,
                field = field(*of, path.as_str())?
            )
        }
        Formula::Languages => message!("figures.languages"),
        Formula::Language(lang) => message!("figures.language", lang = scope.site.endonym(lang)),
        Formula::Declared { source, date, .. } => {
            let source = scope.declared_text(source);
            let date = scope.formats.date(*date, crate::locale::DateForm::Long);
            match source {
                "" => message!("figures.declared", date = date),
                source => message!("figures.declared_by", date = date, source = source),
            }
        }
    })
}

fn statistic_words(statistic: Statistic, of: &str, what: Message) -> Message {
    match statistic {
        Statistic::Median => message!("figures.median", what = what, of = of),
        Statistic::Percentile(rank) => {
            message!(
                "figures.percentile",
                what = what,
                of = of,
                rank = u64::from(rank)
            )
        }
        Statistic::Minimum => message!("figures.minimum", what = what, of = of),
        Statistic::Maximum => message!("figures.maximum", what = what, of = of),
        Statistic::Sum => message!("figures.sum", what = what, of = of),
    }
}

fn count(months: i32) -> u64 {
    u64::try_from(months).unwrap_or_default()
}

/// The label of a field of a set's collection.
fn field_label(scope: Scope<'_>, set: &EntrySet, path: &str) -> String {
    scope
        .label_at(set.collection, path)
        .map_or_else(|| path.to_owned(), str::to_owned)
}

/// How many entries of a collection were counted, and how many of them are examples.
#[must_use]
pub(super) fn counted_text(label: &str, (entries, samples): (usize, usize), lang: &str) -> String {
    let number = |count: usize| u64::try_from(count).unwrap_or_default();
    let counted = message!(
        "figures.counted_from",
        label = label,
        count = number(entries)
    );
    let mut text = counted.text(lang);
    if samples > 0 {
        let samples = message!("figures.samples", count = number(samples));
        text.push_str(&format!(", {}", samples.text(lang)));
    }
    text
}
