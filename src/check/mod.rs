//! The rules for the catalogue as a whole: one rule, one function, one row.

mod care;
mod conditions;
pub(crate) mod maintenance;
mod markdown;
mod position;
mod publicity;
mod quantity;
mod rules;
mod stale;
mod stated;
mod titles;
mod unreliable;
pub use unreliable::Unreliable;

pub(crate) use stale::{age_is_unknown, translations_are_fresh};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::{Catalog, untranslated};
use crate::schema::MissingTranslation;
use crate::text::Sources;

/// A rule.
pub struct Check {
    /// The codes of what it finds.
    pub codes: &'static [&'static str],
    /// Its name.
    pub name: &'static str,
    /// Whether it is about maintenance. Such a rule does not apply to an entry with an
    /// error, which may only seem incomplete because a part could not be read.
    pub of_care: bool,
    /// Runs the rule on the catalogue.
    pub run: fn(&Catalog, &mut Vec<Diagnostic>),
}

/// Every rule, in the order of its codes.
pub const CHECKS: &[Check] = &[
    Check {
        codes: &["D004"],
        name: "nothing-has-expired",
        of_care: true,
        run: care::nothing_has_expired,
    },
    Check {
        codes: &["D005.never"],
        name: "entries-are-published-once",
        of_care: false,
        run: care::entries_are_published_once,
    },
    Check {
        codes: &["L001"],
        name: "translations-exist",
        of_care: false,
        run: translations_exist,
    },
    Check {
        codes: &["P002"],
        name: "mailboxes-are-of-roles",
        of_care: true,
        run: care::mailboxes_are_of_roles,
    },
    Check {
        codes: &["P003"],
        name: "reviews-are-recent",
        of_care: true,
        run: care::reviews_are_recent,
    },
    Check {
        codes: &["P004"],
        name: "entries-are-complete",
        of_care: true,
        run: care::entries_are_complete,
    },
    Check {
        codes: &["P010", "P011"],
        name: "funding-is-public",
        of_care: true,
        run: publicity::funding_is_public,
    },
    Check {
        codes: &["Q007"],
        name: "quantities-are-usual",
        of_care: false,
        run: quantity::quantities,
    },
    Check {
        codes: &["Q013"],
        name: "measurements-are-stated",
        of_care: true,
        run: stated::measurements_are_stated,
    },
    Check {
        codes: &["S040", "S041"],
        name: "rules-hold",
        of_care: false,
        run: rules::rules_hold,
    },
    Check {
        codes: &["K002", "K003", "K004", "K005", "S053"],
        name: "links-of-fields-lead-somewhere",
        of_care: false,
        run: markdown::links_of_fields_lead_somewhere,
    },
    Check {
        codes: &["S003", "S007", "S065", "V001", "R001"],
        name: "conditions-can-be-met",
        of_care: false,
        run: conditions::conditions_can_be_met,
    },
    Check {
        codes: &["S064"],
        name: "titles-differ",
        of_care: false,
        run: titles::titles_differ,
    },
    Check {
        codes: &["S070"],
        name: "positions-are-somewhere",
        of_care: false,
        run: position::positions_are_somewhere,
    },
];

/// Runs every rule. Findings of maintenance rules in unreliable entries are dropped.
pub fn run(
    catalog: &Catalog,
    unreliable: &Unreliable,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) {
    let of_each: Vec<Vec<Diagnostic>> = CHECKS
        .par_iter()
        .map(|check| {
            let mut findings = Vec::new();
            (check.run)(catalog, &mut findings);
            if check.of_care {
                unreliable.take_out(&mut findings, sources);
            }
            findings
        })
        .collect();
    findings.extend(of_each.into_iter().flatten());
}

/// Every localised value exists in every language of the site, in lists and groups too.
fn translations_exist(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in catalog
        .all()
        .filter(|index| catalog.state(*index).has_page())
    {
        let omits = catalog.collection_of(index).missing_translation == MissingTranslation::Omit;
        for one in untranslated(catalog, index) {
            // A language without a page of the entry needs no translation.
            if omits && !catalog.is_translated(index, &one.lang) {
                continue;
            }
            findings.push(
                Diagnostic::new("L001", one.span)
                    .arg("field", one.field)
                    .arg("lang", one.lang.as_str()),
            );
        }
    }
}
