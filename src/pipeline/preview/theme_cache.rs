//! Caches the theme and the files that pages refer to; each is read again only when one of its
//! files has changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::is_of_theme;
use crate::config::BrandConfig;
use crate::diagnostic::Diagnostic;
use crate::disk::{Changes, Disk};
use crate::model::{self, Catalog};
use crate::path::SourcePath;
use crate::pipeline::stages;
use crate::text::{Sources, Span};
use crate::theme::{AssetTable, Theme, scale_findings};

/// The theme and the files as of the last read.
#[derive(Default)]
pub(super) struct ThemeCache {
    theme: Option<Arc<Theme>>,
    /// The theme's name, and the place for its findings.
    theme_name: Option<(Arc<str>, Span)>,
    theme_findings: Vec<Diagnostic>,
    /// The house style applied to it.
    brand: BrandConfig,
    assets: Arc<AssetTable>,
    /// The files of the content that `assets` was built from.
    content: Option<Vec<SourcePath>>,
    /// Those of them that are shown without their empty border.
    trimmed: BTreeSet<SourcePath>,
    assets_findings: Vec<Diagnostic>,
    /// The files changed since then. They accumulate while no version can be read.
    changed: BTreeSet<SourcePath>,
}

impl ThemeCache {
    /// Records a change.
    pub(super) fn note(&mut self, changes: &Changes) {
        self.changed.extend(changes.files.iter().cloned());
    }

    /// Reads what has changed; `None` if there is no theme, which is reported.
    pub(super) fn renew(
        &mut self,
        catalog: &Catalog,
        disk: &dyn Disk,
        sources: &mut Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(Arc<Theme>, Arc<AssetTable>)> {
        let changed = std::mem::take(&mut self.changed);
        let (name, at) = (&catalog.config.theme, catalog.config.theme_span);
        let of_theme = changed.iter().any(is_of_theme);
        let is_new = |path: &SourcePath| changed.contains(path);
        let brand = &catalog.config.brand;
        let of_brand = self.brand != *brand
            || brand
                .files()
                .any(|file| file.path.as_ref().is_some_and(is_new));
        if of_theme || of_brand || self.theme_name != Some((name.clone(), at)) {
            self.theme_findings.clear();
            let found = &mut self.theme_findings;
            let theme = Theme::load(name, at, disk, sources, found);
            self.theme = theme.map(|mut theme| {
                theme.put_on(brand, &catalog.assets, disk, sources, found);
                Arc::new(theme)
            });
            self.brand = brand.clone();
            self.theme_name = Some((name.clone(), at));
            self.content = None;
        }
        findings.extend(self.theme_findings.iter().cloned());
        let Some(theme) = self.theme.clone() else {
            // Reads the files again with the next theme.
            self.content = None;
            return None;
        };
        let trimmed = model::trimmed(catalog);
        let same_files = self.content.as_ref() == Some(&catalog.assets) && self.trimmed == trimmed;
        if !same_files || catalog.assets.iter().any(is_new) {
            self.assets_findings.clear();
            let found = &mut self.assets_findings;
            let content = &catalog.assets;
            let assets = AssetTable::new(&theme, content, &trimmed, disk, sources, found);
            self.assets = Arc::new(assets);
            self.content = Some(content.clone());
            self.trimmed = trimmed;
        }
        let found = self.assets_findings.clone();
        findings.extend(stages::at_uses(found, catalog, sources));
        findings.extend(scale_findings(catalog, &self.assets));
        Some((theme, self.assets.clone()))
    }
}
