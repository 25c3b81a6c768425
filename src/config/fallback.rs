//! The fallback languages for labels and theme texts that lack a language.
//!
//! 1. The languages that `fallback` in site.yaml names for it, in their order.
//! 2. The language without its region: `de` for `de-AT`.
//! 3. The default language of the site, then English.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::schema::{Lang, Record, Value};
use crate::yaml::Node;

/// The fallback languages of each language of a site, in order.
#[derive(Debug, Clone, Default)]
pub struct Fallback(BTreeMap<Lang, Vec<Lang>>);

impl Fallback {
    /// The fallback languages of a language; empty for one that the site does not have.
    #[must_use]
    pub fn of(&self, lang: &Lang) -> &[Lang] {
        self.0.get(lang).map_or(&[], Vec::as_slice)
    }
}

/// Reads `fallback`; a language that the site does not have is reported.
pub(super) fn read(
    root: &Node,
    record: &Record,
    languages: &[Lang],
    findings: &mut Vec<Diagnostic>,
) -> Fallback {
    report_unknown(root, languages, findings);
    let declared = record.get("fallback").map(|item| &item.value);
    let chain = |lang: &Lang| {
        let named = match declared {
            Some(Value::Object(chains)) => chains.get(lang.as_str()),
            _ => None,
        };
        let named = named.into_iter().flat_map(crate::schema::Item::items);
        let named = named.filter_map(|item| Lang::parse(item.value.as_text()?));
        let general = Lang::parse(lang.language());
        let all = named
            .chain(general)
            .chain(languages.first().cloned())
            .chain(Lang::parse("en"));
        let mut chain: Vec<Lang> = Vec::new();
        for other in all {
            if other != *lang && !chain.contains(&other) {
                chain.push(other);
            }
        }
        chain
    };
    let chains = languages.iter().map(|lang| (lang.clone(), chain(lang)));
    Fallback(chains.collect())
}

fn report_unknown(root: &Node, languages: &[Lang], findings: &mut Vec<Diagnostic>) {
    let pairs = root.get("fallback").map(Node::pairs).unwrap_or_default();
    let unknown = pairs
        .iter()
        .filter(|pair| languages.iter().all(|lang| lang.as_str() != &*pair.key));
    findings.extend(unknown.map(|pair| {
        let known = languages.iter().map(Lang::as_str);
        Diagnostic::new("C040", pair.key_span)
            .arg("lang", &*pair.key)
            .arg("languages", known.clone().collect::<Vec<_>>().join(", "))
            .did_you_mean(pair.key_span, &pair.key, known)
    }));
}
