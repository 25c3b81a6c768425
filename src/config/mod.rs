//! `site.yaml`: the organisation, the languages, the theme, the menus and the editions of a
//! site. It is decoded with the shape `site` of the schema, so that its errors are reported as
//! precisely as those of an entry.

mod brand;
mod complete;
mod edition;
mod fallback;
mod findings;
pub(crate) mod limits;
mod security;

pub(crate) use brand::{BrandColor, BrandConfig, BrandFile, StatedColor};
pub(crate) use complete::steps;
pub(crate) use edition::{DataAmount, EditionConfig, SelectionConfig, SpannedText};
pub(crate) use fallback::Fallback;
pub(crate) use findings::FindingsConfig;
pub(crate) use security::SecurityConfig;

use std::sync::Arc;

use indexmap::IndexMap;
use jiff::tz::TimeZone;

use self::limits::MAX_LANGUAGES;
use crate::diagnostic::Diagnostic;
use crate::path::{BaseUrlFault, LinkStyle};
use crate::schema::{
    DecodedIn, Decoder, Field, FieldPath, Fields, Item, Lang, Localized, Record, Value, decode,
    shapes, untranslated,
};
use crate::text::{SourceId, Span};
use crate::yaml::Node;

/// The contents of `site.yaml`.
#[derive(Debug)]
pub struct Config {
    /// The file itself.
    pub source: SourceId,
    /// The site's title.
    pub title: Localized<String>,
    /// A line under the title.
    pub tagline: Localized<String>,
    /// What the site is about, for search engines.
    pub description: Localized<String>,
    /// The organisation, by the shape `organisation`.
    pub organisation: Record,
    /// The address of the site's root, ending with a slash.
    pub base_url: String,
    /// The languages, the default one first; never empty.
    pub languages: Vec<Lang>,
    /// The fallback languages of each language.
    pub fallback: Fallback,
    /// Where they are declared.
    pub languages_span: Span,
    /// The time zone that decides what day it is today.
    pub time_zone: TimeZone,
    /// The theme's name.
    pub theme: Arc<str>,
    /// Where it is named.
    pub theme_span: Span,
    /// The house style.
    pub brand: BrandConfig,
    /// Menus by name.
    pub menus: IndexMap<Arc<str>, Vec<MenuEntry>>,
    /// The built-in collections that the site turns off, and where.
    pub collections_off: Vec<Named>,
    /// The editions to build; only `web` if none is declared.
    pub editions: Vec<EditionConfig>,
    /// Whether pages note that some entries are samples.
    pub sample_notice: bool,
    /// Whether every page has its own social card.
    pub social_cards: bool,
    /// Whom to tell about security holes.
    pub security: Option<SecurityConfig>,
    /// The fields that a complete `site.yaml` has, and whether this one has them.
    pub complete: Vec<(FieldPath, bool)>,
    /// How the site treats its findings.
    pub findings: FindingsConfig,
}

/// A name and its place.
pub(crate) type Named = (Arc<str>, Span);

/// A line of a menu.
#[derive(Debug, Clone)]
pub struct MenuEntry {
    /// A typed link: `members:`, `pages:about`.
    pub to: Arc<str>,
    /// Where the link is written.
    pub span: Span,
    /// The text; the default is the title of the page.
    pub label: Localized<String>,
}

impl Config {
    /// The language at the root of the site.
    #[must_use]
    pub fn default_language(&self) -> &Lang {
        // `read` refuses an empty list.
        &self.languages[0]
    }

    /// The default edition of a command: `web`, or else the first.
    #[must_use]
    pub fn default_edition(&self) -> Option<&EditionConfig> {
        let web = self.editions.iter().find(|edition| &*edition.name == "web");
        web.or_else(|| self.editions.first())
    }

    /// The path part of the base address, with a slash at both ends.
    #[must_use]
    pub fn base_path(&self) -> String {
        url::Url::parse(&self.base_url).map_or_else(|_| "/".to_owned(), |url| url.path().to_owned())
    }

    /// Whether the site turns off a built-in collection.
    #[must_use]
    pub fn is_off(&self, collection: &str) -> bool {
        let mut off = self.collections_off.iter();
        off.any(|(name, _)| **name == *collection)
    }

    /// The link style of an edition.
    #[must_use]
    pub fn link_style(&self, edition: &EditionConfig) -> LinkStyle {
        if edition.offline {
            LinkStyle::Relative
        } else {
            LinkStyle::Rooted {
                base: self.base_path(),
            }
        }
    }

    /// Whether the organisation has a contact, in a field that visitors may see.
    #[must_use]
    pub(crate) fn is_reached(&self) -> bool {
        let is_stated = |name: &str| {
            let field = Self::organisation_fields().and_then(|fields| fields.get(name));
            field.is_some_and(Field::is_public) && self.organisation.get(name).is_some()
        };
        is_stated("email") || is_stated("phone")
    }

    /// The declaration of the organisation's fields.
    #[must_use]
    pub fn organisation_fields() -> Option<&'static Fields> {
        shapes().get("organisation")
    }
}

/// Reads `site.yaml`; `None` if its errors make it unusable.
pub(crate) fn read(
    root: &Node,
    source: SourceId,
    findings: &mut Vec<Diagnostic>,
) -> Option<Config> {
    let languages = languages(root, findings)?;
    let decoder = Decoder {
        languages: &languages,
        place: DecodedIn::Named("site.yaml"),
        properties: &[],
        zone: None,
    };
    let before = findings.len();
    let shape = shapes().get("site")?;
    let record = decode(root, shape, decoder, findings);
    untranslated(&record, shape, &languages, findings);
    let theme = record.text("theme");
    let time_zone = time_zone(&record, findings);
    let base_url = base_url(&record, findings);
    if findings.len() > before && (theme.is_none() || record.get("title").is_none()) {
        return None;
    }
    let Value::Object(organisation) = &record.get("organisation")?.value else {
        return None;
    };
    let editions = edition::editions(&record, root, findings);
    let fallback = fallback::read(root, &record, &languages, findings);
    Some(Config {
        source,
        title: text(&record, "title"),
        tagline: text(&record, "tagline"),
        description: text(&record, "description"),
        organisation: organisation.clone(),
        base_url: base_url?,
        time_zone: time_zone?,
        theme: theme?.clone(),
        theme_span: record.get("theme")?.span,
        brand: brand::read(&record),
        menus: menus(&record),
        collections_off: collections_off(root),
        editions,
        fallback,
        security: security::read(&record),
        sample_notice: record.is_true("sample_notice"),
        social_cards: record.is_true("social_cards"),
        complete: complete::read(&record, findings),
        findings: findings::read(root, &record, findings),
        languages_span: root.nearest(&["languages"]).span,
        languages,
    })
}

/// Reads the languages, before everything that may be localised.
fn languages(root: &Node, findings: &mut Vec<Diagnostic>) -> Option<Vec<Lang>> {
    let mut languages: Vec<Lang> = Vec::new();
    let written = root.get("languages");
    // `languages: de, en` is a single text, and reported as such.
    let listed = written.and_then(Node::as_text).unwrap_or_default();
    let listed = listed
        .split([',', ';', ' '])
        .filter(|name| !name.is_empty());
    languages.extend(listed.filter_map(Lang::meant_or_same));
    languages.dedup();
    for node in written.map(Node::items).unwrap_or_default() {
        // The decoder reports what is wrong here; using the intended language avoids follow-up
        // findings.
        let lang = node.as_text().and_then(Lang::meant_or_same);
        let Some(lang) = lang else { continue };
        let is_as_written = node.as_text().is_some_and(|text| lang.as_str() == text);
        if languages.contains(&lang) && is_as_written {
            let found = Diagnostic::new("C003.twice", node.span);
            findings.push(found.arg("lang", lang.as_str()));
        } else if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    if languages.len() > MAX_LANGUAGES {
        let span = root.nearest(&["languages"]).span;
        let found = Diagnostic::new("C003.many", span);
        findings.push(found.arg("limit", MAX_LANGUAGES.to_string()));
        return None;
    }
    if languages.is_empty() {
        let span = root.nearest(&["languages"]).span;
        findings.push(Diagnostic::new("C003", span));
        return None;
    }
    Some(languages)
}

fn time_zone(record: &Record, findings: &mut Vec<Diagnostic>) -> Option<TimeZone> {
    let item = record.get("time_zone")?;
    let name = item.value.as_text()?;
    let zone = TimeZone::get(name).ok();
    if zone.is_none() {
        let known: Vec<String> = jiff::tz::db()
            .available()
            .map(|zone| zone.to_string())
            .collect();
        let found = Diagnostic::new("C004", item.span).arg("zone", &**name);
        // Only a city: `Berlin` is `Europe/Berlin`.
        let town = name.trim().replace(' ', "_").to_lowercase();
        let of_town = |zone: &&String| {
            let last = zone.rsplit('/').next().unwrap_or_default();
            zone.contains('/') && last.to_lowercase() == town
        };
        findings.push(match known.iter().find(of_town) {
            Some(zone) => found.fix(item.span, zone.as_str()),
            None => found.did_you_mean(item.span, name, known.iter().map(String::as_str)),
        });
    }
    zone
}

fn base_url(record: &Record, findings: &mut Vec<Diagnostic>) -> Option<String> {
    let item = record.get("base_url")?;
    let text = item.value.as_text()?;
    let key = match crate::path::base_url(text) {
        Ok(url) => return Some(url),
        Err(BaseUrlFault::Form) => "C005",
        Err(BaseUrlFault::Credentials) => "C036",
    };
    findings.push(Diagnostic::new(key, item.span).arg("url", &**text));
    None
}

fn menus(record: &Record) -> IndexMap<Arc<str>, Vec<MenuEntry>> {
    let Some(Value::Object(menus)) = record.get("menus").map(|item| &item.value) else {
        return IndexMap::new();
    };
    menus
        .iter()
        .map(|(name, item)| {
            let entries = item.items().iter().filter_map(menu_entry).collect();
            (Arc::from(name), entries)
        })
        .collect()
}

/// The keys of `collections:`; the shape checks their values.
fn collections_off(root: &Node) -> Vec<Named> {
    let written = root.get("collections").map(Node::pairs).unwrap_or_default();
    let off = written
        .iter()
        .filter(|pair| pair.value.as_text() == Some("off"));
    off.map(|pair| (pair.key.clone(), pair.key_span)).collect()
}

fn menu_entry(item: &Item) -> Option<MenuEntry> {
    let Value::Object(record) = &item.value else {
        return None;
    };
    let to = record.get("to")?;
    Some(MenuEntry {
        to: to.value.as_text()?.clone(),
        span: to.span,
        label: text(record, "label"),
    })
}

/// A text of a record, by language if it is localised.
#[must_use]
pub(crate) fn text(record: &Record, name: &str) -> Localized<String> {
    let Some(item) = record.get(name) else {
        return Localized::default();
    };
    let plain = |item: &Item| item.value.as_text().map(ToString::to_string);
    match &item.value {
        Value::Localized(values) => Localized::Each(
            values
                .iter()
                .filter_map(|(lang, item)| Some((lang.clone(), plain(item)?)))
                .collect(),
        ),
        _ => plain(item).map_or_else(Localized::default, Localized::Same),
    }
}
