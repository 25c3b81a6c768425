//! The house style of a site as the tokens of its theme.
//!
//! 1. `theme.yaml` says which tokens a colour, the font or the radius sets, and which tokens
//!    must be distinguishable ([`BrandTokens`]).
//! 2. [`tokens`] reads what the theme's own style sheets give the tokens.
//! 3. [`contrast`] checks the ratios of the pairs, and finds the nearest sufficient colour; it
//!    also derives a dark colour that the site does not set.
//! 4. [`style`] writes the style sheet, and adds it and the font to the files of the theme, so
//!    that every edition includes them.

mod color;
mod contrast;
mod font;
mod style;
mod tokens;

pub(crate) use style::STYLE;

use std::collections::BTreeSet;

use super::Theme;
use crate::config::BrandConfig;
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::messages::system;
use crate::path::SourcePath;
use crate::schema::{Item, Record, Value};
use crate::text::Sources;

/// What determines the value of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Follows {
    /// The first colour.
    Primary,
    /// The second colour.
    Accent,
    /// The font.
    Font,
    /// The radius.
    Radius,
}

/// A token that a house style sets.
#[derive(Debug)]
pub(super) struct BrandToken {
    name: String,
    follows: Follows,
    /// The lightness that it has in the light and the dark scheme, if that is not the colour's
    /// own.
    lightness: [Option<f64>; 2],
}

/// Two tokens that must be distinguishable.
#[derive(Debug)]
pub(super) struct Pair {
    color: String,
    on: String,
    ratio: f64,
}

/// How a theme applies a house style.
#[derive(Debug, Default)]
pub(crate) struct BrandTokens {
    tokens: Vec<BrandToken>,
    pairs: Vec<Pair>,
}

impl BrandTokens {
    /// Reads `brand` and `contrast` of a theme; the nearest theme that sets a value wins.
    pub(super) fn read(manifests: &[Record]) -> Self {
        let first = |key: &str| manifests.iter().find_map(|manifest| manifest.get(key));
        let tokens = match first("brand").map(|item| &item.value) {
            Some(Value::Object(tokens)) => {
                let tokens = tokens.iter();
                tokens
                    .filter_map(|(name, item)| token(name, item))
                    .collect()
            }
            _ => Vec::new(),
        };
        let pairs = first("contrast").map(Item::items).unwrap_or_default();
        Self {
            tokens,
            pairs: pairs.iter().filter_map(pair).collect(),
        }
    }

    fn following(&self, follows: Follows) -> impl Iterator<Item = &BrandToken> {
        let tokens = self.tokens.iter();
        tokens.filter(move |token| token.follows == follows)
    }

    fn get(&self, name: &str) -> Option<&BrandToken> {
        self.tokens.iter().find(|token| token.name == name)
    }
}

fn token(name: &str, item: &Item) -> Option<BrandToken> {
    let Value::Object(record) = &item.value else {
        return None;
    };
    let follows = match &**record.text("from")? {
        "primary" => Follows::Primary,
        "accent" => Follows::Accent,
        "font" => Follows::Font,
        _ => Follows::Radius,
    };
    Some(BrandToken {
        name: name.to_owned(),
        follows,
        lightness: [number(record, "light"), number(record, "dark")],
    })
}

fn pair(item: &Item) -> Option<Pair> {
    let Value::Object(record) = &item.value else {
        return None;
    };
    Some(Pair {
        color: record.text("color")?.to_string(),
        on: record.text("on")?.to_string(),
        ratio: number(record, "ratio")?,
    })
}

fn number(record: &Record, key: &str) -> Option<f64> {
    record.text(key)?.parse().ok()
}

impl Theme {
    /// Applies the house style of a site to the theme; `content` are the files of the content.
    pub fn put_on(
        &mut self,
        brand: &BrandConfig,
        content: &[SourcePath],
        disk: &dyn Disk,
        sources: &mut Sources,
        findings: &mut Vec<Diagnostic>,
    ) {
        if brand.is_empty() {
            self.add_icons(None, findings);
            return;
        }
        let mut missing = BTreeSet::new();
        for file in brand.files() {
            let is_there = file
                .path
                .as_ref()
                .is_some_and(|path| content.contains(path));
            if !is_there && missing.insert(file.text.clone()) {
                let known = content.iter().filter_map(|path| path.below("content"));
                findings.push(
                    Diagnostic::new("I003", file.span)
                        .arg("file", &*file.text)
                        .did_you_mean(file.span, &file.text, known),
                );
            }
        }
        let mut own = tokens::Tokens::default();
        for source in self.scripts_and_styles.values() {
            if let Some(source) = sources.get(*source)
                && source.path.extension() == "css"
            {
                own.read(&source.text);
            }
        }
        let colors = contrast::colors(brand, &self.brand_tokens, &own);
        findings.extend(contrast::faults(&colors, brand, &self.brand_tokens, &own));
        let font = brand.font.as_ref().and_then(|font| font.path.clone());
        let font = font.filter(|path| content.contains(path));
        let font = font.and_then(|path| match disk.read(&path) {
            Ok(bytes) => Some((path, bytes)),
            Err(error) => {
                let place = Place::File(path);
                findings.push(Diagnostic::new("I010", place).arg("why", system(&error)));
                None
            }
        });
        style::add(self, brand, &colors, font, &own, sources);
        let icon = brand.icon.as_ref().and_then(|icon| icon.path.clone());
        let icon = icon.filter(|path| content.contains(path));
        // An unreadable file is reported with the other files of the content.
        let icon = icon.and_then(|path| Some((path.clone(), disk.read(&path).ok()?)));
        self.add_icons(icon, findings);
    }
}
