//! Maintenance that is easily forgotten: entries to confirm, dates that have passed, fields
//! that a complete entry needs, and e-mail addresses of persons.

use super::maintenance::{completeness, current, expiring, percent, reviewed};
use crate::diagnostic::Diagnostic;
use crate::model::Catalog;
use crate::schema::{Field, FieldType, walk};

/// Every entry was confirmed within the interval that its collection sets.
pub(super) fn reviews_are_recent(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in current(catalog) {
        let Some(review) = reviewed(catalog, index).filter(|review| review.is_due) else {
            continue;
        };
        let field = catalog.collection_of(index).review.as_ref();
        findings.push(match review.last {
            Some(last) => {
                let collection = catalog.collection_of(index);
                let is_public = field.is_some_and(|one| one.field.is_public(&collection.fields));
                let key = if is_public { "P003" } else { "P003.private" };
                Diagnostic::new(key, review.span)
                    .arg_if("date", is_public.then(|| last.to_string()))
                    .arg("months", review.months.to_string())
            }
            None => Diagnostic::new("P003.never", review.span)
                .arg_if("field", field.map(|review| review.field.as_str())),
        });
    }
}

/// No expiry date has passed.
pub(super) fn nothing_has_expired(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let security = catalog.config.security.iter();
    for security in security.filter(|security| security.expires < catalog.as_of) {
        findings.push(
            Diagnostic::new("D004", security.expires_span)
                .arg("field", "security.expires")
                .arg("date", security.expires.to_string())
                .arg("today", catalog.as_of.to_string()),
        );
    }
    for index in current(catalog) {
        for one in expiring(catalog, index).filter(|one| one.has_passed) {
            let is_public = one.path.is_public(&catalog.collection_of(index).fields);
            let key = if is_public { "D004" } else { "D004.private" };
            findings.push(
                Diagnostic::new(key, one.span)
                    .arg("field", one.path.as_str())
                    .arg_if("date", is_public.then(|| one.date.to_string()))
                    .arg("today", catalog.as_of.to_string()),
            );
        }
    }
}

/// No entry expires before it is published.
pub(super) fn entries_are_published_once(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in catalog.all() {
        let record = &catalog.entry(index).record;
        let (Some(publish), Some(expires)) = (record.date("publish"), record.date("expires"))
        else {
            continue;
        };
        let place = record.get("expires").map(|item| item.span);
        if let Some(place) = place.filter(|_| expires.last_day() < publish.first_day()) {
            findings.push(
                Diagnostic::new("D005.never", place)
                    .arg("expires", expires.to_string())
                    .arg("publish", publish.to_string()),
            );
        }
    }
}

/// Every entry has the fields that its collection calls complete.
pub(super) fn entries_are_complete(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in current(catalog) {
        let wanted = completeness(catalog, index);
        let missing = wanted.iter().filter(|(_, is_there)| !is_there);
        let missing: Vec<&str> = missing.map(|(path, _)| path.as_str()).collect();
        if !missing.is_empty() {
            let percent = percent(&wanted).unwrap_or_default();
            findings.push(
                Diagnostic::new("P004", catalog.entry(index).span)
                    .arg("percent", percent.to_string())
                    .arg("missing", missing.join(", ")),
            );
        }
    }
}

/// No published e-mail address seems to be that of a person, judged by its form.
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
