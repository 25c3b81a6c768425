//! `brand:` of `site.yaml`: the colours, the font, the logo and the corners of the
//! organisation's house style.

use std::sync::Arc;

use crate::path::SourcePath;
use crate::schema::{Item, Localized, Record, Unlinked, Value};
use crate::text::Span;

/// The house style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrandConfig {
    /// The colour of links and buttons.
    pub primary: Option<BrandColor>,
    /// The colour of highlights.
    pub accent: Option<BrandColor>,
    /// The font of all texts.
    pub font: Option<BrandFile>,
    /// The logo.
    pub logo: Option<BrandFile>,
    /// The logo on a dark background.
    pub logo_dark: Option<BrandFile>,
    /// The icon of the site.
    pub icon: Option<BrandFile>,
    /// The default picture of a shared link.
    pub social_image: Option<BrandPicture>,
    /// The radius of rounded corners, in pixels.
    pub radius: Option<i64>,
}

/// A colour, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandColor {
    /// The colour on a light background.
    pub light: StatedColor,
    /// The colour on a dark background; derived from the light one if not given.
    pub dark: Option<StatedColor>,
}

/// A colour with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedColor {
    /// `#263f94`.
    pub text: Arc<str>,
    /// Where it is written.
    pub span: Span,
}

/// A file of the content with the place where it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandFile {
    /// Its path as written.
    pub text: Arc<str>,
    /// Its path in the project; `None` if it points outside the content.
    pub path: Option<SourcePath>,
    /// Where it is named.
    pub span: Span,
}

/// A picture with its description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandPicture {
    /// The file.
    pub file: BrandFile,
    /// What it shows.
    pub alt: Localized<String>,
}

impl BrandConfig {
    /// Whether the site sets no house style.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The files that it names.
    pub fn files(&self) -> impl Iterator<Item = &BrandFile> {
        let picture = self.social_image.as_ref().map(|picture| &picture.file);
        [&self.font, &self.logo, &self.logo_dark, &self.icon]
            .into_iter()
            .flatten()
            .chain(picture)
    }
}

/// Reads `brand:`. Rejected values have been reported, and are ignored.
pub(super) fn read(record: &Record) -> BrandConfig {
    let Some(Value::Object(brand)) = record.get("brand").map(|item| &item.value) else {
        return BrandConfig::default();
    };
    let radius = match brand.get("radius").map(|item| &item.value) {
        Some(Value::Int(radius)) => Some(*radius),
        _ => None,
    };
    BrandConfig {
        primary: brand.get("primary").and_then(color),
        accent: brand.get("accent").and_then(color),
        font: brand.get("font").and_then(file),
        logo: brand.get("logo").and_then(file),
        logo_dark: brand.get("logo_dark").and_then(file),
        icon: brand.get("icon").and_then(file),
        social_image: brand.get("social_image").and_then(picture),
        radius,
    }
}

fn picture(item: &Item) -> Option<BrandPicture> {
    let Value::Image(record) = &item.value else {
        return None;
    };
    Some(BrandPicture {
        file: file(record.get("file")?)?,
        alt: super::text(record, "alt"),
    })
}

fn color(item: &Item) -> Option<BrandColor> {
    let Value::Object(both) = &item.value else {
        return Some(BrandColor {
            light: stated(item)?,
            dark: None,
        });
    };
    Some(BrandColor {
        light: both.get("light").and_then(stated)?,
        dark: both.get("dark").and_then(stated),
    })
}

fn stated(item: &Item) -> Option<StatedColor> {
    Some(StatedColor {
        text: item.value.as_text()?.clone(),
        span: item.span,
    })
}

fn file(item: &Item) -> Option<BrandFile> {
    let Value::Unlinked(Unlinked::File(text)) = &item.value else {
        return None;
    };
    Some(BrandFile {
        text: text.clone(),
        path: SourcePath::new(&format!("content/{text}")),
        span: item.span,
    })
}
