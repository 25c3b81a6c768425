//! Renders the pages of an edition on request, for a preview. The result is the same as that
//! of [`super::prepared::Prepared::render`], except for the names of script data: they are
//! assigned before the content is known.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::Tera;

use crate::artifact::Artifact;
use crate::diagnostic::Diagnostic;
use crate::disk::Disk;
use crate::export::Outlines;
use crate::listing::{self, Data, DataVersion, Naming};
use crate::pages::budget::Exceeded;
use crate::pages::functions::register;
use crate::pages::language::{self, Language, languages};
use crate::pages::prepared::templates;
use crate::pages::renderer::Renderer;
use crate::path::{OutPath, UrlPath};
use crate::plan::{Plan, RouteId, Target};
use crate::present::Scope;
use crate::present::Site;
use crate::schema::Lang;
use crate::text::Sources;
use crate::theme::Theme;

/// The names that the context of a template may have.
const SEEN: &[&str] = &[
    "collections",
    "dir",
    "edition",
    "entry",
    "facets",
    "lang",
    "latest",
    "link",
    "list",
    "menus",
    "page",
    "site",
    "starts",
    "target",
    "term",
    "tools",
];

/// The pages and files of an edition.
pub struct Pages {
    site: Arc<Site>,
    theme: Arc<Theme>,
    sources: Sources,
    tera: Tera,
    languages: Vec<Language>,
    data: Arc<Data>,
    data_version: DataVersion,
    made: BTreeMap<Lang, OnceLock<Vec<Artifact>>>,
}

impl Pages {
    /// Prepares the pages of a site; `data_version` becomes a part of the names of data files.
    /// `None` if errors of theme or menus prevent all pages, which is reported.
    pub fn new(
        site: Arc<Site>,
        theme: Arc<Theme>,
        sources: Sources,
        data_version: &str,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let languages = languages(&site, findings)?;
        let data_version = DataVersion(data_version.to_owned());
        let data = Arc::new(announced(&site, &languages, &data_version));
        let tera = templates(&site, &data, &theme, &sources, findings)?;
        let data = (data, data_version);
        Some(Self::of(site, theme, sources, tera, languages, data))
    }

    /// The same pages for a site with the same addresses and orders. If no measured value has
    /// changed, their ranks are kept.
    #[must_use]
    pub(crate) fn renewed(
        &self,
        site: Site,
        sources: Sources,
        data_version: &str,
        is_measured_anew: bool,
    ) -> Self {
        let site = Arc::new(site);
        let languages = language::renewed(&self.languages, &site, is_measured_anew);
        let data_version = DataVersion(data_version.to_owned());
        let data = Arc::new(announced(&site, &languages, &data_version));
        let mut tera = self.tera.clone();
        register(&mut tera, &site, &data);
        let data = (data, data_version);
        Self::of(site, self.theme.clone(), sources, tera, languages, data)
    }

    fn of(
        site: Arc<Site>,
        theme: Arc<Theme>,
        sources: Sources,
        tera: Tera,
        languages: Vec<Language>,
        (data, data_version): (Arc<Data>, DataVersion),
    ) -> Self {
        let made = languages.iter();
        let made = made.filter(|language| data.folder(&language.lang).is_some());
        Self {
            made: made
                .map(|own| (own.lang.clone(), OnceLock::new()))
                .collect(),
            site,
            theme,
            sources,
            tera,
            languages,
            data,
            data_version,
        }
    }

    /// The addresses of the edition.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.site.plan
    }

    /// The data of the pages.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The theme that shows them.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// What the pages of each language share.
    pub(crate) fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The sources that they are built from.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The path part of the address of the edition's root, with a slash at both
    /// ends.
    #[must_use]
    pub fn base_path(&self) -> String {
        match &self.plan().edition.links {
            crate::path::LinkStyle::Rooted { base } => base.clone(),
            crate::path::LinkStyle::Relative | crate::path::LinkStyle::FromRoot => "/".to_owned(),
        }
    }

    /// The route at an address without its leading slash; `index.html` stands for its folder.
    #[must_use]
    pub fn find(&self, address: &str) -> Option<RouteId> {
        let folder = address
            .strip_suffix("index.html")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let url = UrlPath::root().file(folder.unwrap_or(address));
        self.plan().at(&url)
    }

    /// The page for an unknown address, in the language of that address.
    #[must_use]
    pub fn not_found(&self, address: &str) -> Option<RouteId> {
        let plan = self.plan();
        let all = plan
            .routes()
            .filter(|(_, route)| route.target == Target::NotFound);
        let near = all.filter(|(_, route)| {
            let folder = route.url.as_str().trim_end_matches("404.html");
            address.starts_with(folder)
        });
        let nearest = near.max_by_key(|(_, route)| route.url.as_str().len());
        nearest.map(|(id, _)| id)
    }

    /// Renders a route; `None` if a template failed, which is reported.
    pub fn page(&self, id: RouteId, findings: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        let exceeded = Exceeded::default();
        // The system may have enough resources for the next request.
        let made = self
            .renderer(&exceeded)
            .artifact(id, self.plan().route(id), None, findings);
        made.ok().flatten()
    }

    fn renderer<'p>(&'p self, exceeded: &'p Exceeded) -> Renderer<'p> {
        Renderer {
            site: &self.site,
            theme: &self.theme,
            sources: &self.sources,
            tera: &self.tera,
            languages: &self.languages,
            exceeded,
            outlines: Outlines::default(),
            disk: None,
        }
    }

    /// The data for the template of a route, as JSON, with the name of the template; `None`
    /// for a file without a template.
    pub(crate) fn seen(&self, id: RouteId) -> Option<(String, serde_json::Value)> {
        let exceeded = Exceeded::default();
        let route = self.plan().route(id);
        let (context, templates) = self.renderer(&exceeded).seen(id, route, &mut Vec::new())?;
        let mut names = templates.iter();
        let template = names.find(|name| self.theme.templates.contains_key(&***name))?;
        let data = SEEN.iter().filter_map(|name| {
            let value = serde_json::to_value(context.get(name)?).ok()?;
            Some(((*name).to_owned(), value))
        });
        Some((template.to_string(), data.collect()))
    }

    /// The folder of the theme's files, whose name contains their hash.
    #[must_use]
    pub fn theme_folder(&self) -> Option<&str> {
        self.site.assets.theme_folder()
    }

    /// The bytes of a file of the theme, of data, or of the content. Files of the content are
    /// read, and must not have changed.
    #[must_use]
    pub fn file(&self, address: &str, disk: &dyn Disk) -> Option<Cow<'_, [u8]>> {
        let assets = &self.site.assets;
        let kept = assets.artifact(address).or_else(|| self.data_file(address));
        let kept = kept.map(|artifact| Cow::Borrowed(&*artifact.bytes));
        kept.or_else(|| assets.file(address)?.read(disk).ok().map(Cow::Owned))
    }

    /// The files of the theme and the data files, which are generated.
    pub fn files(&self) -> impl Iterator<Item = &Artifact> {
        let data = self.made.keys().flat_map(|lang| self.data_of(lang));
        self.site.assets.artifacts().iter().chain(data)
    }

    fn data_file(&self, address: &str) -> Option<&Artifact> {
        let (folder, _) = address.rsplit_once('/')?;
        let files = self.data_of(self.data.language_of(folder)?);
        files
            .iter()
            .find(|artifact| artifact.path.as_str() == address)
    }

    fn data_of(&self, lang: &Lang) -> &[Artifact] {
        let language = self.languages.iter().find(|own| own.lang == *lang);
        let (Some(made), Some(language)) = (self.made.get(lang), language) else {
            return &[];
        };
        made.get_or_init(|| {
            let scope = Scope::of(&self.site, &language.lang);
            let folder = self.data.folder(&language.lang);
            let (Some(scope), Some(folder)) = (scope, folder) else {
                return Vec::new();
            };
            let files = listing::files(
                scope,
                &self.sources,
                &Naming::Version(self.data_version.clone()),
            );
            listing::artifacts(files, folder)
        })
    }

    /// The paths of all artifacts, sorted, as [`super::prepared::Prepared::render`] returns
    /// them.
    #[must_use]
    pub fn paths(&self) -> Vec<OutPath> {
        let routes = self.plan().routes().map(|(_, route)| route.out.clone());
        let files = self.files().map(|artifact| artifact.path.clone());
        let content = self.site.assets.files(&self.site.named_pictures);
        let content = content.iter().map(|file| file.path.clone());
        let mut paths: Vec<OutPath> = routes.chain(files).chain(content).collect();
        paths.sort();
        paths
    }
}

/// The addresses of script data, if the theme has a page that needs it.
fn announced(site: &Site, languages: &[Language], version: &DataVersion) -> Data {
    let mut data = Data::default();
    for Language { lang, .. } in languages {
        if let Some(scope) = Scope::of(site, lang)
            && site.plan.tools(lang).next().is_some()
        {
            data.announce(scope, version);
        }
    }
    data
}
