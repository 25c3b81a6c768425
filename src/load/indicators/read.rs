//! Merges `content/schema/indicators.yaml` over the built-in file, key by key: a key of the
//! site overrides the built-in one, and a key without a value removes it.

use std::collections::BTreeSet;
use std::sync::Arc;

use indexmap::IndexMap;

use super::fields::IndicatorReader;
use super::formula::{self, FORMULAS};
use super::set::{self, SetSource, group, number};
use super::{Check, HeldLabel, Indicator, Indicators};
use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::load::vocabulary_over::over;
use crate::load::{ReadSchema, TextFile, Vocabulary, document};
use crate::path::SourcePath;
use crate::schema::{BUILT_IN_INDICATORS, DecodedIn, Decoder, Item, Record, Value, decode, shapes};
use crate::text::Sources;
use crate::yaml::{Kind, Node, Pair};

/// Reads the indicators of a site.
pub(crate) fn read(
    own: Option<&TextFile>,
    config: &Config,
    schema: &ReadSchema,
    vocabularies: &IndexMap<Arc<str>, Vocabulary>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Indicators {
    let path = SourcePath::built_in("schema/indicators.yaml");
    let built_in = sources.add(path, BUILT_IN_INDICATORS);
    let Some(base) = document::yaml(built_in, sources, findings) else {
        return Indicators::default();
    };
    let own = own.and_then(|file| document::yaml(file.source, sources, findings));
    let root = own
        .as_ref()
        .map_or_else(|| base.clone(), |own| laid_over(&base, own));
    let Some(shape) = shapes().get("indicators") else {
        return Indicators::default();
    };
    let mut found = Vec::new();
    let decoder = Decoder {
        languages: &config.languages,
        place: DecodedIn::Text("place.indicators"),
        properties: &[],
        zone: None,
    };
    let record = decode(&root, shape, decoder, &mut found);
    let names = group(&record, "sets").map_or_else(Vec::new, |sets| {
        sets.iter().map(|(name, _)| Arc::from(name)).collect()
    });
    let mut reader = IndicatorReader {
        config,
        collections: &schema.collections,
        unread: &schema.unread,
        vocabularies,
        built_in,
        sets: Vec::new(),
        names,
        findings,
    };
    for wrong in found {
        reader.report(wrong);
    }
    indicators(&record, &root, own.is_some(), &mut reader)
}

fn indicators(
    record: &Record,
    root: &Node,
    is_own: bool,
    reader: &mut IndicatorReader<'_>,
) -> Indicators {
    sets(record, root, reader);
    let groups = group(record, "groups").into_iter().flat_map(Record::iter);
    let groups = groups.filter_map(|(id, item)| Some((Arc::from(id), label(record_of(item)?))));
    let mut read = Indicators {
        seat: record.get("seat").and_then(seat),
        groups: groups.collect(),
        is_own,
        ..Indicators::default()
    };
    for (id, item) in group(record, "indicators")
        .into_iter()
        .flat_map(Record::iter)
    {
        if let Some(own) = record_of(item)
            && let Some(indicator) = indicator(id, own, &read, reader)
        {
            read.all.push(indicator);
        }
    }
    for (id, item) in group(record, "checks").into_iter().flat_map(Record::iter) {
        if let Some(own) = record_of(item) {
            read.checks.extend(check(id, own, &read.all, reader));
        }
    }
    for item in super::fields::items(record, "labels") {
        let held = record_of(item).and_then(|own| {
            Some(HeldLabel {
                name: config::text(own, "name"),
                number: own.text("number").cloned(),
                valid_until: own.date("valid_until")?,
            })
        });
        read.labels.extend(held);
    }
    read.sets = std::mem::take(&mut reader.sets);
    read
}

/// Reads the sets, each after those that it names.
fn sets(record: &Record, root: &Node, reader: &mut IndicatorReader<'_>) {
    let Some(written) = group(record, "sets") else {
        return;
    };
    let mut left: Vec<(&str, &Record)> = written
        .iter()
        .filter_map(|(id, item)| Some((id, record_of(item)?)))
        .collect();
    let mut waiting: BTreeSet<&str> = left.iter().map(|(id, _)| *id).collect();
    while !left.is_empty() {
        let before = left.len();
        let mut rest = Vec::new();
        for (id, record) in left {
            if named_sets(record).any(|name| waiting.contains(name)) {
                rest.push((id, record));
                continue;
            }
            // Later sets in the file that name it can be read in the same pass.
            waiting.remove(id);
            let Some(node) = root.get("sets").and_then(|sets| sets.get(id)) else {
                continue;
            };
            let read = set::read(&SetSource { id, record, node }, reader);
            reader.sets.extend(read);
        }
        if rest.len() == before {
            for (id, own) in rest {
                reader.report(Diagnostic::new("S082.circle", own.span).arg("set", id));
            }
            return;
        }
        left = rest;
    }
}

/// The sets that a set names.
fn named_sets(own: &Record) -> impl Iterator<Item = &str> {
    let named = group(own, "named_in").and_then(|naming| naming.text("set"));
    own.text("in").into_iter().chain(named).map(|name| &**name)
}

fn indicator(
    id: &str,
    own: &Record,
    all: &Indicators,
    reader: &mut IndicatorReader<'_>,
) -> Option<Indicator> {
    if let Some(item) = own.get("group")
        && let Some(name) = item.value.as_text()
        && !all.groups.contains_key(name)
    {
        let names: Vec<Arc<str>> = all.groups.keys().cloned().collect();
        let wrong = Diagnostic::new("S080.group", item.span)
            .arg("group", &**name)
            .did_you_mean(item.span, name, names.iter().map(|name| &**name));
        reader.report(wrong);
    }
    let formula = formula::read(id, own, reader)?;
    Some(Indicator {
        id: id.into(),
        label: label(own),
        group: own.text("group").cloned(),
        unit: config::text(own, "unit"),
        note: config::text(own, "note"),
        words: config::text(own, "words"),
        by_year: own.is_true("by_year"),
        on: own.date("on"),
        formula,
    })
}

fn check(
    id: &str,
    own: &Record,
    indicators: &[Indicator],
    reader: &mut IndicatorReader<'_>,
) -> Option<Check> {
    let item = own.get("indicator")?;
    let name = item.value.as_text()?;
    let indicator = indicators.iter().position(|known| *known.id == **name);
    if indicator.is_none() {
        let names = indicators.iter().map(|known| &*known.id);
        let wrong = Diagnostic::new("S080.indicator", item.span)
            .arg("indicator", &**name)
            .did_you_mean(item.span, name, names);
        reader.report(wrong);
    }
    Some(Check {
        id: id.into(),
        label: label(own),
        indicator,
        at_least: number(own, "at_least")?,
        source: config::text(own, "source"),
    })
}

fn label(own: &Record) -> crate::schema::Localized<String> {
    config::text(own, "label")
}

fn record_of(item: &Item) -> Option<&Record> {
    match &item.value {
        Value::Object(record) => Some(record),
        _ => None,
    }
}

fn seat(item: &Item) -> Option<(f64, f64)> {
    match &item.value {
        Value::Geo { lat, lon } => Some((lat.parse().ok()?, lon.parse().ok()?)),
        _ => None,
    }
}

/// Merges the site's file over the built-in one. A formula replaces the formula, and the
/// collection of a set replaces all its conditions.
fn laid_over(base: &Node, own: &Node) -> Node {
    let is_formula = |key: &str| FORMULAS.contains(&key);
    let is_origin = |key: &str| matches!(key, "from" | "in");
    let cleared = without_replaced(base, own, "indicators", is_formula, is_formula);
    let cleared = without_replaced(&cleared, own, "sets", is_origin, |key| key != "label");
    over(&cleared, own)
}

/// The base without the keys that become obsolete, in each part where the site has a key
/// that replaces them.
fn without_replaced(
    base: &Node,
    own: &Node,
    part: &str,
    replaces: impl Fn(&str) -> bool,
    gives_way: impl Fn(&str) -> bool,
) -> Node {
    let pairs = base.pairs().iter().map(|pair| {
        if &*pair.key != part {
            return pair.clone();
        }
        let parts = pair.value.pairs().iter().map(|named| {
            let over = own.get(part).and_then(|own| own.get(&named.key));
            let is_replaced =
                over.is_some_and(|own| own.pairs().iter().any(|key| replaces(&key.key)));
            if !is_replaced {
                return named.clone();
            }
            let kept = named
                .value
                .pairs()
                .iter()
                .filter(|key| !gives_way(&key.key));
            with_pairs(named, kept.cloned().collect())
        });
        with_pairs(pair, parts.collect())
    });
    Node {
        span: base.span,
        kind: Kind::Mapping(pairs.collect()),
    }
}

fn with_pairs(pair: &Pair, pairs: Vec<Pair>) -> Pair {
    let value = Node {
        span: pair.value.span,
        kind: Kind::Mapping(pairs),
    };
    Pair {
        value,
        ..pair.clone()
    }
}
