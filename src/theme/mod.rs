//! A theme: templates, files, and texts of the interface. A theme may extend another one and
//! override single files of it.

mod assets;
mod brand;
mod comments;
mod embedded;
mod files;
mod gathered;
mod icons;
mod ids;
mod magic;
mod manifest;
mod meant;
pub(crate) mod meter;
mod pictures;
mod private_fields;
mod scales;
mod svg;
pub(crate) mod template_error;
mod texts;
pub use assets::AssetTable;

pub(crate) use assets::{AssetError, ContentAsset, CopySet, NamedPictures};
pub(crate) use brand::STYLE as BRAND_STYLE;
pub(crate) use comments::published_script;
pub(crate) use files::{ThemeFile, theme_files};
pub(crate) use ids::ThemeIds;
pub(crate) use private_fields::private_fields;
pub(crate) use scales::scale_findings;
pub(crate) use texts::Texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::config::limits::MAX_TEXT_BYTES;
use crate::diagnostic::{Diagnostic, Place};
use crate::disk::Disk;
use crate::messages::system;
use crate::path::{Slug, SourcePath};
use crate::pictures::Sizes;
use crate::plan::{Edition, Tool, Tools};
use crate::schema;
use crate::schema::{DecodedIn, Decoder, Lang, Record, shapes};
use crate::text::{SourceId, Sources, Span, conflicts, decode};

/// Templates that a theme may leave out.
const DEFAULTS: &[(&str, &str)] = &[
    ("catalog.html", include_str!("defaults/catalog.html")),
    ("redirect.html", include_str!("defaults/redirect.html")),
    ("single.html", include_str!("defaults/single.html")),
    (
        "single-list.html",
        include_str!("defaults/single-list.html"),
    ),
    ("start.html", include_str!("defaults/start.html")),
    (
        "views/landscape.html",
        include_str!("defaults/views/landscape.html"),
    ),
    ("views/map.html", include_str!("defaults/views/map.html")),
    (
        "views/chart.html",
        include_str!("defaults/views/chart.html"),
    ),
    (
        "views/figures.html",
        include_str!("defaults/views/figures.html"),
    ),
    // A filter of market listings, for themes with the script for it.
    ("views/market-filter.html", ""),
    (
        "views/market.html",
        include_str!("defaults/views/market.html"),
    ),
    (
        "views/matrix.html",
        include_str!("defaults/views/matrix.html"),
    ),
    (
        "views/timeline.html",
        include_str!("defaults/views/timeline.html"),
    ),
];

/// The size of a drawing, in pixels; `None` if it states none.
#[must_use]
pub(crate) fn svg_size(svg: &[u8]) -> Option<(u32, u32)> {
    svg::size(svg).ok().flatten()
}

/// The template of social cards.
pub(crate) const SOCIAL_CARD: &str = "social.svg";

/// The longest chain of themes that extend one another.
const MAX_EXTENDS: usize = 8;

/// A loaded theme.
#[derive(Debug)]
pub struct Theme {
    /// The theme's name.
    pub name: String,
    /// Its `theme.yaml`; `None` if it has none, which is reported.
    pub manifest: Option<SourceId>,
    /// Templates by name, such as `members/entry.html`.
    pub templates: BTreeMap<String, SourceId>,
    /// Files by their path below `assets/`.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The style sheets and scripts among them, for the places of findings.
    pub scripts_and_styles: BTreeMap<String, SourceId>,
    /// The texts of the interface by language.
    pub texts: Arc<BTreeMap<Lang, Texts>>,
    /// The templates of print projects by name, such as `catalog.typ`.
    pub print_templates: BTreeMap<String, SourceId>,
    /// The other files of print projects by name, such as `fonts/x.ttf`.
    pub print_files: BTreeMap<String, Vec<u8>>,
    /// The ids that its templates use.
    pub ids: Arc<ThemeIds>,
    /// The widths in which it shows pictures.
    pub(crate) pictures: Arc<Sizes>,
    /// The most bytes that a page of each kind may load.
    pub(crate) budgets: BTreeMap<String, u64>,
    /// The scripts of the single-page edition, by purpose.
    pub(crate) single_scripts: BTreeMap<String, Vec<String>>,
    /// The fonts of social cards, by name.
    pub(crate) card_fonts: Arc<BTreeMap<String, Vec<u8>>>,
    /// How it applies a site's house style.
    brand_tokens: brand::BrandTokens,
    /// The file of the content that is the font of the house style.
    brand_font: Option<SourcePath>,
}

/// One file of a theme: where it is, and its bytes.
type File = (SourcePath, Vec<u8>);

impl Theme {
    /// Loads a theme and those that it extends, from `themes/` of the project or else from the
    /// program. `at` is where the theme is named.
    pub fn load(
        name: &str,
        at: Span,
        disk: &dyn Disk,
        sources: &mut Sources,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Layered {
            files,
            texts,
            manifest,
            manifests,
        } = layered((name, at), disk, sources, findings)?;
        let mut theme = Self {
            name: name.to_owned(),
            manifest,
            templates: BTreeMap::new(),
            assets: BTreeMap::new(),
            scripts_and_styles: BTreeMap::new(),
            texts: Arc::default(),
            print_templates: BTreeMap::new(),
            print_files: BTreeMap::new(),
            ids: Arc::default(),
            pictures: Arc::new(pictures::sizes(&manifests)),
            budgets: pictures::budgets(&manifests),
            single_scripts: pictures::single_scripts(&manifests),
            card_fonts: Arc::default(),
            brand_tokens: brand::BrandTokens::read(&manifests),
            brand_font: None,
        };
        let mut card_fonts = BTreeMap::new();
        for (below, (path, bytes)) in files {
            if let Some(font) = below.strip_prefix("cards/") {
                card_fonts.insert(font.to_owned(), bytes);
            } else {
                theme.add(&below, (path, bytes), sources, findings);
            }
        }
        theme.card_fonts = Arc::new(card_fonts);
        theme.texts = Arc::new(interface(texts, sources, findings));
        for (name, text) in DEFAULTS {
            theme
                .templates
                .entry((*name).to_owned())
                .or_insert_with(|| {
                    sources.add(SourcePath::built_in(&format!("templates/{name}")), *text)
                });
        }
        let templates = theme.templates.values();
        let templates = templates.filter_map(|id| Some(&*sources.get(*id)?.text));
        theme.ids = Arc::new(ThemeIds::of(templates));
        Some(theme)
    }

    /// Adds a file, by the folder that contains it.
    fn add(
        &mut self,
        below: &str,
        (path, bytes): File,
        sources: &mut Sources,
        findings: &mut Vec<Diagnostic>,
    ) {
        if let Some(asset) = below.strip_prefix("assets/") {
            let ending = asset.rsplit_once('.').map_or("", |(_, ending)| ending);
            if let ("css" | "js" | "html", Ok(text)) = (ending, decode(bytes.clone())) {
                let source = sources.add(path, text);
                findings.extend(conflict(source, sources));
                self.scripts_and_styles.insert(asset.to_owned(), source);
            }
            self.assets.insert(asset.to_owned(), bytes);
        } else if let Some(name) = below.strip_prefix("print/") {
            if name.strip_suffix(".typ").is_none() {
                self.print_files.insert(name.to_owned(), bytes);
            } else if let Some(source) = text_source(path, bytes, sources, findings) {
                findings.extend(conflict(source, sources));
                self.print_templates.insert(name.to_owned(), source);
            }
        } else if let Some(template) = below.strip_prefix("templates/")
            && let Some(source) = text_source(path, bytes, sources, findings)
        {
            findings.extend(conflict(source, sources));
            self.templates.insert(template.to_owned(), source);
        }
    }

    /// The place of findings about the theme as a whole.
    #[must_use]
    pub fn place(&self) -> Place {
        self.manifest
            .map_or(Place::Run, |manifest| Span::start_of(manifest).into())
    }

    /// The edition with social cards if it asks for them and the theme has a template.
    #[must_use]
    pub(crate) fn with_cards(
        &self,
        mut edition: Edition,
        findings: &mut Vec<Diagnostic>,
    ) -> Edition {
        if edition.social_cards && !self.templates.contains_key(SOCIAL_CARD) {
            findings.push(
                Diagnostic::new("T008", self.place())
                    .arg("theme", self.name.as_str())
                    .arg("templates", SOCIAL_CARD),
            );
            edition.social_cards = false;
        }
        edition
    }

    /// The texts of the interface in each language of a site, with fallbacks for missing ones.
    /// A language without any texts has no entry.
    #[must_use]
    pub fn interface(&self, config: &Config) -> BTreeMap<Lang, Texts> {
        let of = |lang: &Lang| {
            let chain = config.fallback.of(lang).iter();
            let mut all = std::iter::once(lang)
                .chain(chain)
                .filter_map(|lang| self.texts.get(lang));
            let mut texts = all.next()?.shown_in(lang);
            all.for_each(|others| texts.stand_on(others));
            Some((lang.clone(), texts))
        };
        config.languages.iter().filter_map(of).collect()
    }

    /// The tools that the theme has templates for, with their slug from the interface text
    /// `route_search` and the like.
    #[must_use]
    pub fn tools(&self, interface: &BTreeMap<Lang, Texts>) -> Tools {
        let has = |tool: &Tool| {
            self.templates
                .contains_key(&format!("{}.html", tool.name()))
        };
        let mut tools = Tools::default();
        for tool in Tool::ALL.into_iter().filter(has) {
            for (lang, texts) in interface {
                let text = texts.or(&format!("route_{}", tool.name()), tool.name());
                let slug = Slug::parse(&text).or_else(|_| Slug::parse(tool.name()));
                tools
                    .0
                    .extend(slug.ok().map(|slug| ((tool, lang.clone()), slug)));
            }
        }
        tools
    }
}

/// The files of a theme, layered over those that it extends.
struct Layered {
    files: BTreeMap<String, File>,
    /// The texts by language, those of the theme itself first.
    texts: Vec<(Lang, File)>,
    /// The theme's own `theme.yaml`.
    manifest: Option<SourceId>,
    /// The contents of its `theme.yaml`, then those of the theme below, and so on.
    manifests: Vec<Record>,
}

/// The texts by language, layered over those of the extended theme.
fn interface(
    files: Vec<(Lang, File)>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<Lang, Texts> {
    let mut all: BTreeMap<Lang, Texts> = BTreeMap::new();
    for (lang, (path, bytes)) in files {
        let Some(source) = text_source(path, bytes, sources, findings) else {
            continue;
        };
        let texts = Texts::read(source, &lang, sources, findings);
        match all.get_mut(&lang) {
            Some(over) => over.stand_on(&texts),
            None => {
                all.insert(lang, texts);
            }
        }
    }
    all
}

/// Reads the files of a theme and of those that it extends.
fn layered(
    (name, at): (&str, Span),
    disk: &dyn Disk,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<Layered> {
    let mut manifest = None;
    let mut manifests = Vec::new();
    let mut layers: Vec<BTreeMap<String, File>> = Vec::new();
    let mut next = Some((name.to_owned(), at));
    while let Some((name, place)) = next.take() {
        let Some(files) = files(&name, disk, findings) else {
            findings.push(no_theme(&name, place, disk));
            return None;
        };
        if let Some((path, bytes)) = files.get("theme.yaml") {
            let source = text_source(path.clone(), bytes.clone(), sources, findings)?;
            manifest = manifest.or(layers.is_empty().then_some(source));
            let said = said(source, sources, findings);
            next = said.as_ref().and_then(extends);
            manifests.extend(said);
        } else {
            findings.push(Diagnostic::new("T005", place).arg("theme", name));
        }
        layers.push(files);
        if layers.len() > MAX_EXTENDS {
            findings.push(Diagnostic::new("T006", place));
            return None;
        }
    }
    let mut texts = Vec::new();
    for (below, file) in layers.iter().flatten() {
        let lang = below.strip_prefix("texts/");
        let lang = lang.and_then(|file| Lang::parse(file.strip_suffix(".yaml")?));
        texts.extend(lang.map(|lang| (lang, file.clone())));
    }
    let mut files = BTreeMap::new();
    for layer in layers.into_iter().rev() {
        files.extend(layer);
    }
    Some(Layered {
        files,
        texts,
        manifest,
        manifests,
    })
}

/// The names of all themes: those of the project, and those of the program.
pub(crate) fn theme_names(disk: &dyn Disk) -> BTreeSet<String> {
    let files = disk.walk("themes").files;
    let own = files
        .iter()
        .filter_map(|file| file.path.below("themes")?.split_once('/'));
    let own = own.map(|(folder, _)| folder.to_owned());
    own.chain(embedded::names().map(str::to_owned)).collect()
}

fn no_theme(name: &str, place: Span, disk: &dyn Disk) -> Diagnostic {
    let built_in: Vec<&str> = embedded::names().collect();
    let all = theme_names(disk);
    Diagnostic::new("C007", place)
        .arg("theme", name)
        .arg("themes", built_in.join(", "))
        .did_you_mean(place, name, all.iter().map(String::as_str))
}

/// The contents of a `theme.yaml`.
fn said(source: SourceId, sources: &Sources, findings: &mut Vec<Diagnostic>) -> Option<Record> {
    let root = manifest::root(source, sources, findings)?;
    let decoder = Decoder {
        languages: &[],
        place: DecodedIn::Named("theme.yaml"),
        properties: &[],
        zone: None,
    };
    let shape = shapes().get("theme")?;
    Some(schema::decode(&root, shape, decoder, findings))
}

/// The theme that is extended, and where it is named.
fn extends(record: &Record) -> Option<(String, Span)> {
    let item = record.get("extends")?;
    Some((item.value.as_text()?.to_string(), item.span))
}

/// The files of one theme by their path in it.
fn files(
    name: &str,
    disk: &dyn Disk,
    findings: &mut Vec<Diagnostic>,
) -> Option<BTreeMap<String, File>> {
    let folder = format!("themes/{name}");
    let walk = disk.walk(&folder);
    findings.extend(walk.oddities.iter().map(crate::load::oddity));
    let found = walk.files;
    if found.is_empty() {
        return embedded::files(name).map(|files| {
            files
                .into_iter()
                .map(|(below, bytes)| {
                    let path = SourcePath::built_in(&format!("{folder}/{below}"));
                    (below, (path, bytes.to_vec()))
                })
                .collect()
        });
    }
    let mut files = BTreeMap::new();
    for file in found {
        let Some(below) = file.path.below(&folder).map(str::to_owned) else {
            continue;
        };
        match disk.read(&file.path) {
            Ok(bytes) => {
                files.insert(below, (file.path, bytes));
            }
            Err(error) => findings
                .push(Diagnostic::new("I010", Place::File(file.path)).arg("why", system(&error))),
        }
    }
    Some(files)
}

/// A conflict that git left in a file of a theme other than YAML.
fn conflict(source: SourceId, sources: &Sources) -> Vec<Diagnostic> {
    let text = sources.get(source).map_or("", |source| &source.text);
    let conflicts = conflicts(text).into_iter();
    let found = conflicts.map(|line| Diagnostic::new("Y031", Span::new(source, line)));
    found.collect()
}

fn text_source(
    path: SourcePath,
    bytes: Vec<u8>,
    sources: &mut Sources,
    findings: &mut Vec<Diagnostic>,
) -> Option<SourceId> {
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        let size = (bytes.len() / 1024).to_string();
        let limit = (MAX_TEXT_BYTES / 1024).to_string();
        findings.push(
            Diagnostic::new("Y012", Place::File(path))
                .arg("size", size)
                .arg("limit", limit),
        );
        return None;
    }
    match decode(bytes) {
        Ok(text) => Some(sources.add(path, text)),
        Err(error) => {
            findings.push(Diagnostic::new("Y011", Place::File(path)).arg("why", error.message()));
            None
        }
    }
}
