//! The settings of pictures in `theme.yaml`: the widths in which they are shown, and how much
//! a page may load. A theme inherits the settings that it lacks.

use std::collections::BTreeMap;

use crate::pictures::Sizes;
use crate::schema::{Item, Record, Value};

/// The widths of copies, by the place where pictures are shown.
pub(super) fn sizes(manifests: &[Record]) -> Sizes {
    Sizes::new(map(manifests, "pictures", |item| {
        let widths = item.items().iter().filter_map(|item| match item.value {
            Value::Int(width) => u32::try_from(width).ok(),
            _ => None,
        });
        Some(widths.collect())
    }))
}

/// The most bytes that a page of each kind may load.
pub(super) fn budgets(manifests: &[Record]) -> BTreeMap<String, u64> {
    map(manifests, "budgets", |item| match item.value {
        Value::Int(kilobytes) => Some(u64::try_from(kilobytes).ok()? * 1000),
        _ => None,
    })
}

/// The scripts of the single-page edition, by purpose.
pub(super) fn single_scripts(manifests: &[Record]) -> BTreeMap<String, Vec<String>> {
    map(manifests, "single_page", |item| {
        let named = item.items().iter();
        let named = named.filter_map(|item| item.value.as_text());
        Some(named.map(ToString::to_string).collect())
    })
}

/// The values of a map; the first theme overrides those below it.
fn map<T>(
    manifests: &[Record],
    key: &str,
    read: impl Fn(&Item) -> Option<T>,
) -> BTreeMap<String, T> {
    let mut all = BTreeMap::new();
    for manifest in manifests {
        let Some(Value::Object(own)) = manifest.get(key).map(|item| &item.value) else {
            continue;
        };
        for (name, item) in own.iter() {
            if let Some(value) = read(item) {
                all.entry(name.to_string()).or_insert(value);
            }
        }
    }
    all
}
