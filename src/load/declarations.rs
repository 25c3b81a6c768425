//! What a site declares: everything needed to read its entries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    Confirmed, ContentTree, Indicators, Vocabulary, confirmed, indicators, letters, ranges,
    registry, schema, site, vocabularies,
};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::quantity::Registry;
use crate::schema::Collection;
use crate::text::{Sources, Span};
use crate::yaml::Node;

/// The content of `site.yaml`, the vocabularies and the schema. Clones share it.
#[derive(Debug, Clone)]
pub struct Declarations {
    /// What `site.yaml` says.
    pub config: Arc<Config>,
    /// The schema.
    pub collections: Arc<Vec<Collection>>,
    /// The collections whose declaration cannot be read.
    pub unread_collections: Arc<BTreeSet<Arc<str>>>,
    /// The vocabularies by id.
    pub vocabularies: Arc<IndexMap<Arc<str>, Vocabulary>>,
    /// The measurable properties.
    pub registry: Arc<Registry>,
    /// Where the site sets the usual range of a property.
    pub ranges: Arc<BTreeMap<String, Span>>,
    /// The translations that were checked against their original.
    pub confirmed: Arc<Confirmed>,
    /// The site's own words for letters.
    pub letters: Option<Arc<Node>>,
    /// The ids of the measurable properties.
    pub properties: Arc<[Arc<str>]>,
    /// What the cluster counts of itself.
    pub(crate) indicators: Arc<Indicators>,
}

/// Reads what a site declares; `base_url` overrides the one in `site.yaml`.
pub fn declarations(
    tree: &ContentTree,
    base_url: Option<&str>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Declarations> {
    let mut config = site(tree, sources, findings)?;
    if let Some(base_url) = base_url {
        base_url.clone_into(&mut config.base_url);
    }
    let vocabularies = vocabularies(tree, &config, sources, findings);
    let registry = registry(tree, &config, sources, findings)?;
    let properties: Vec<Arc<str>> = registry
        .properties
        .keys()
        .map(|id| id.as_str().into())
        .collect();
    let schema = schema(tree, &config, &vocabularies, &properties, sources, findings);
    let vocabularies = vocabularies
        .into_iter()
        .map(|vocabulary| (vocabulary.id.clone(), vocabulary))
        .collect();
    let indicators = indicators::read(
        tree.indicators.as_ref(),
        &config,
        &schema,
        &vocabularies,
        sources,
        findings,
    );
    Some(Declarations {
        indicators: Arc::new(indicators),
        properties: properties.into(),
        confirmed: Arc::new(confirmed(tree.confirmed.as_ref(), sources, findings)),
        letters: letters(tree, sources, findings).map(Arc::new),
        config: Arc::new(config),
        collections: Arc::new(schema.collections),
        unread_collections: Arc::new(schema.unread),
        vocabularies: Arc::new(vocabularies),
        registry: Arc::new(registry),
        ranges: Arc::new(ranges(tree, sources)),
    })
}
