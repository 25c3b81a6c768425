//! What an office forgets: entries to confirm, dates that have passed, fields
//! that a complete entry has, and addresses of persons.

use jiff::ToSpan;

use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, EntryIndex, State};
use crate::schema::{Field, FieldType, Item, PartialDate, walk};

/// The entries that lists show: what is a draft or gone needs no care.
pub(super) fn current(catalog: &Catalog) -> impl Iterator<Item = EntryIndex> + '_ {
    catalog
        .all()
        .filter(|index| catalog.state(*index) == State::Published)
}

/// Every entry was confirmed within the time that its collection asks for.
pub(super) fn reviews_are_recent(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in current(catalog) {
        let Some(review) = &catalog.collection_of(index).review else {
            continue;
        };
        for (item, date) in dates(review.field.values(&catalog.entry(index).record)) {
            let due = date.last_day().checked_add(review.months.months());
            if due.is_ok_and(|due| due < catalog.as_of) {
                findings.push(
                    Diagnostic::new("P003", item.span)
                        .arg("date", date.to_string())
                        .arg("months", review.months.to_string()),
                );
            }
        }
    }
}

/// No date after which something no longer holds has passed.
pub(super) fn nothing_has_expired(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in current(catalog) {
        for path in &catalog.collection_of(index).expiry {
            for (item, date) in dates(path.values(&catalog.entry(index).record)) {
                if date.last_day() < catalog.as_of {
                    findings.push(
                        Diagnostic::new("D004", item.span)
                            .arg("field", path.as_str())
                            .arg("date", date.to_string())
                            .arg("today", catalog.as_of.to_string()),
                    );
                }
            }
        }
    }
}

fn dates(items: Vec<&Item>) -> impl Iterator<Item = (&Item, PartialDate)> {
    let dates = items.into_iter();
    dates.filter_map(|item| Some((item, item.value.date()?)))
}

/// Every entry has the fields that its collection calls complete.
pub(super) fn entries_are_complete(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in current(catalog) {
        let wanted = &catalog.collection_of(index).complete;
        let entry = catalog.entry(index);
        let missing: Vec<&str> = wanted
            .iter()
            .filter(|path| path.values(&entry.record).is_empty())
            .map(crate::schema::FieldPath::as_str)
            .collect();
        if !missing.is_empty() {
            let percent = (wanted.len() - missing.len()) * 100 / wanted.len();
            findings.push(
                Diagnostic::new("P004", entry.span)
                    .arg("percent", percent.to_string())
                    .arg("missing", missing.join(", ")),
            );
        }
    }
}

/// No published e-mail address is that of a person, as far as its form tells.
pub(super) fn mailboxes_are_of_roles(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in catalog
        .all()
        .filter(|index| catalog.state(*index).has_page())
    {
        let fields = &catalog.collection_of(index).fields;
        walk(
            &catalog.entry(index).record,
            fields,
            &is_email,
            &mut |visit| {
                let email = visit.item.value.as_text();
                if let Some(email) = email.filter(|email| !visit.private && names_a_person(email)) {
                    findings.push(Diagnostic::new("P002", visit.item.span).arg("email", &**email));
                }
            },
        );
    }
}

fn is_email(field: &Field) -> bool {
    matches!(field.kind, FieldType::Email)
}

/// `jana.novakova@…`, `j.novak@…`: words with a dot between them.
fn names_a_person(email: &str) -> bool {
    let name = email.split('@').next().unwrap_or_default();
    let words: Vec<&str> = name.split('.').collect();
    words.len() >= 2
        && words
            .iter()
            .all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::names_a_person;

    #[test]
    fn persons_and_roles() {
        assert!(names_a_person("jana.novakova@sever.example"));
        assert!(!names_a_person("sales@sever.example"));
        assert!(!names_a_person("info2.office@sever.example"));
    }
}
