//! Finds entries that are over and still on the home page.

use std::collections::BTreeSet;

use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::messages::Arg;
use crate::model::{Catalog, Days, EntryIndex};
use crate::plan::{Plan, Target};
use crate::schema::Lang;
use crate::text::{Sources, Span};

/// For this many days after its end an entry is still news.
const DAYS_OF_GRACE: i32 = 7;

/// Reports the entries of lists by date that ended long enough ago and that a home
/// page names; `on_home` holds the paths of the artifacts that home pages name.
#[must_use]
pub(crate) fn past_on_home(
    catalog: &Catalog,
    plan: &Plan,
    sources: &Sources,
    on_home: &BTreeSet<String>,
) -> Vec<Diagnostic> {
    let named = plan.routes().filter_map(|(_, route)| match route.target {
        Target::Entry(index) if on_home.contains(route.out.as_str()) => Some(index),
        _ => None,
    });
    let named: BTreeSet<EntryIndex> = named.collect();
    let past = named.into_iter();
    past.filter_map(|index| past_event(catalog, sources, index))
        .collect()
}

fn past_event(catalog: &Catalog, sources: &Sources, index: EntryIndex) -> Option<Diagnostic> {
    let days = Days::of(catalog, index);
    let (last_day, span) = (days.last()?, days.end_span?);
    let days = last_day.until(catalog.as_of).ok()?.get_days();
    if days <= DAYS_OF_GRACE {
        return None;
    }
    let collection = catalog.collection_of(index);
    let singular = |lang: &str| {
        let lang = Lang::parse(lang)?;
        Some(catalog.label(&collection.singular, &lang).to_owned())
    };
    let zone = catalog.config.time_zone.iana_name().unwrap_or("UTC");
    let found = Diagnostic::new("D003", span)
        .arg_if("singular", Arg::by_language(singular))
        .arg("days", days.to_string())
        .arg("date", last_day.to_string())
        .arg("today", catalog.as_of.to_string())
        .arg("zone", zone);
    let line = expires_line(sources, span, &last_day.to_string());
    Some(found.edits(line.into_iter().collect(), Applicability::Suggested))
}

/// An edit that inserts `expires` after the line of a date, if that line has only its key
/// and the date.
fn expires_line(sources: &Sources, span: Span, date: &str) -> Option<Edit> {
    let text = &sources.get(span.source)?.text;
    let before = text.get(..span.range().start)?;
    let line = before.rsplit('\n').next()?;
    let key = line.trim_end_matches(['"', '\'', ' ']).strip_suffix(':')?;
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let end = span.range().end;
    plain.then(|| Edit {
        span: Span::new(span.source, end..end),
        text: format!("\nexpires: {date}"),
    })
}
