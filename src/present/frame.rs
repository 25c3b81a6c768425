//! The data around the entries: the site, the organisation, the edition and its print
//! documents.

use std::borrow::Cow;

use serde::Serialize;

use super::{FieldView, FundingView, Scope, Site};
use crate::config::{BrandFile, Config};
use crate::locale::{DateForm, bind};
use crate::path::LinkStyle;
use crate::plan::{DataFile, DataFormat, DataOf};
use crate::schema::{Lang, PartialDate};
use crate::theme::BRAND_STYLE;

/// The site.
#[derive(Debug, Clone)]
pub(crate) struct SiteView<'a> {
    /// Its title.
    pub title: &'a str,
    /// The line below the title.
    pub tagline: &'a str,
    /// A sentence that says what it is.
    pub description: &'a str,
    /// The organisation behind it.
    pub organisation: OrganisationView<'a>,
    /// The acknowledgements of funding.
    pub funding: Vec<FundingView<'a>>,
    /// Its address.
    pub base_url: &'a str,
    /// Whether pages note that entries are samples.
    pub sample_notice: bool,
    /// The languages of the edition.
    pub languages: Vec<LanguageView<'a>>,
    /// Its house style, where it has one.
    pub brand: Option<BrandView<'a>>,
    /// The icons, as arguments of `asset`.
    pub icons: IconsView,
    /// The organisation's contact card, as an argument of `url`.
    pub card: Option<String>,
}

/// The house style of the site.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct BrandView<'a> {
    /// The style sheet with the tokens, for `asset()`.
    pub style: &'a str,
    /// The logo.
    pub logo: Option<LogoView<'a>>,
    /// The logo on a dark background.
    pub logo_dark: Option<LogoView<'a>>,
}

/// A logo.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LogoView<'a> {
    /// The picture, for `asset()`.
    pub asset: &'a str,
    /// Its width, where its header says so.
    pub width: Option<u32>,
    /// Its height.
    pub height: Option<u32>,
}

/// A language of the edition.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LanguageView<'a> {
    /// Its tag.
    pub code: &'a str,
    /// Its name in itself.
    pub name: String,
}

/// The icons of the site, as arguments of `asset`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct IconsView {
    /// The drawing, if the icon is one.
    pub svg: Option<&'static str>,
    /// For programs that support nothing else.
    pub ico: Option<&'static str>,
    /// For the home screen of a phone.
    pub apple: Option<&'static str>,
    /// 192 pixels.
    pub png: Option<&'static str>,
    /// 512 pixels.
    pub large: Option<&'static str>,
    /// The web app manifest, as an argument of `url`; an edition without a server has none.
    pub manifest: Option<String>,
}

/// The organisation behind the site.
#[derive(Debug, Clone, Default)]
pub(crate) struct OrganisationView<'a> {
    /// Every field that the program knows, with its text.
    pub texts: Vec<(&'a str, Option<Cow<'a, str>>)>,
    /// The fields that have a value.
    pub fields: Vec<FieldView<'a>>,
}

/// The edition.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EditionView<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is called.
    pub label: &'a str,
    /// Whether it is opened without a server.
    pub offline: bool,
    /// Whether all pages are in one document.
    pub single: bool,
    /// The day that decides what is published.
    pub date: String,
    /// The day in readable form.
    pub date_text: String,
    /// The last day on which it is valid.
    pub valid_until: Option<String>,
    /// That day in readable form.
    pub valid_until_text: Option<String>,
    /// Where the current version is.
    pub online_url: &'a str,
    /// The print documents in the language.
    pub printed: Vec<PrintedView<'a>>,
}

/// A PDF of the edition.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PrintedView<'a> {
    /// Its heading.
    pub title: &'a str,
    /// The file, as an argument of `asset`.
    pub asset: &'a str,
    /// Its length in readable form.
    pub size: String,
}

impl<'a> Scope<'a> {
    /// The site.
    #[must_use]
    pub(crate) fn site_view(self) -> SiteView<'a> {
        let config = &self.catalog().config;
        let label = |text| self.catalog().label(text, self.lang);
        SiteView {
            title: label(&config.title),
            tagline: label(&config.tagline),
            description: label(&config.description),
            organisation: self.organisation(),
            funding: self.funding(),
            base_url: &config.base_url,
            sample_notice: config.sample_notice,
            languages: self.languages(),
            brand: self.brand(),
            icons: self.icons(),
            card: self.own_card(),
        }
    }

    /// The file with the organisation's card; the single-page edition has none.
    fn own_card(self) -> Option<String> {
        let plan = &self.site.plan;
        let home = plan.home(self.lang)?;
        let card = DataFile {
            of: DataOf::Site,
            format: DataFormat::SiteCard,
        };
        let is_apart = plan.edition.links != LinkStyle::FromRoot;
        let route = plan.data_file(home, card).filter(|_| is_apart)?;
        Some(route.to_string())
    }

    /// The icons of the theme, and the manifest for phones.
    fn icons(self) -> IconsView {
        let icon = |path: &'static str| self.site.assets.theme(path).map(|_| path);
        IconsView {
            svg: icon("icons/icon.svg"),
            ico: icon("icons/favicon.ico"),
            apple: icon("icons/apple-touch-icon.png"),
            png: icon("icons/icon-192.png"),
            large: icon("icons/icon-512.png"),
            manifest: self.site.plan.manifest().map(|route| route.to_string()),
        }
    }

    fn brand(self) -> Option<BrandView<'a>> {
        let brand = &self.catalog().config.brand;
        let logo = |file: &'a Option<BrandFile>| {
            let path = file.as_ref()?.path.as_ref()?;
            let (width, height) = self.site.shown_file(path)?.shown_size().unzip();
            Some(LogoView {
                asset: path.as_str(),
                width,
                height,
            })
        };
        (!brand.is_empty()).then(|| BrandView {
            style: BRAND_STYLE,
            logo: logo(&brand.logo),
            logo_dark: logo(&brand.logo_dark),
        })
    }

    fn languages(self) -> Vec<LanguageView<'a>> {
        let languages = self.site.plan.edition.languages.iter();
        languages
            .map(|lang| LanguageView {
                code: lang.as_str(),
                name: self.site.endonym(lang),
            })
            .collect()
    }

    /// The title of the site.
    #[must_use]
    pub(crate) fn site_title(self) -> &'a str {
        let catalog = self.catalog();
        catalog.label(&catalog.config.title, self.lang)
    }

    /// The host of the site on the Web, for unique ids.
    #[must_use]
    pub(crate) fn host(self) -> &'a str {
        let (_, rest) = self
            .site
            .plan
            .edition
            .base_url
            .split_once("//")
            .unwrap_or_default();
        rest.split(['/', ':']).next().unwrap_or_default()
    }

    /// The site's description of itself.
    #[must_use]
    pub(crate) fn site_description(self) -> &'a str {
        let catalog = self.catalog();
        catalog.label(&catalog.config.description, self.lang)
    }

    /// What visitors may see of the organisation.
    pub(super) fn organisation(self) -> OrganisationView<'a> {
        let Some(fields) = Config::organisation_fields() else {
            return OrganisationView::default();
        };
        let record = &self.catalog().config.organisation;
        let public = fields.iter().filter(|field| field.is_public());
        let texts = public.map(|field| {
            let item = record.get(&field.name);
            let item = item.and_then(|item| self.catalog().value(item, self.lang));
            let text = item.and_then(|(item, _)| item.value.as_text());
            (&*field.name, text.map(|text| bind(text, self.lang)))
        });
        OrganisationView {
            texts: texts.collect(),
            fields: self.fields_of(fields, record, None),
        }
    }

    /// A text of the organisation.
    #[must_use]
    pub(crate) fn organisation_text(self, name: &str) -> Option<&'a str> {
        let field = Config::organisation_fields()?.get(name);
        field.filter(|field| field.is_public())?;
        let item = self.catalog().config.organisation.get(name)?;
        let (item, _) = self.catalog().value(item, self.lang)?;
        let text = item.value.as_text()?;
        Some(text)
    }

    /// The edition's name, where it has one in the language.
    #[must_use]
    pub(crate) fn edition_label(self) -> &'a str {
        let label = &self.site.plan.edition.label;
        self.catalog().label(label, self.lang)
    }

    /// The day that decides what is published.
    #[must_use]
    pub(crate) fn as_of(self) -> Option<PartialDate> {
        PartialDate::parse(&self.catalog().as_of.to_string())
    }

    /// The edition.
    #[must_use]
    pub(crate) fn edition_view(self) -> EditionView<'a> {
        let edition = &self.site.plan.edition;
        let label = self.edition_label();
        let date = self.catalog().as_of.to_string();
        let long = |date: PartialDate| self.formats.date(date, DateForm::Long);
        EditionView {
            name: &edition.name,
            label: if label.is_empty() {
                &edition.name
            } else {
                label
            },
            offline: edition.offline,
            single: false,
            date_text: self.as_of().map_or_else(|| date.clone(), long),
            date,
            valid_until: edition.valid_until.map(|date| date.to_string()),
            valid_until_text: edition.valid_until.map(long),
            online_url: &edition.base_url,
            printed: self.printed(),
        }
    }

    fn printed(self) -> Vec<PrintedView<'a>> {
        let all = self.site.printed.iter();
        let own = all.filter(|file| file.lang == *self.lang);
        own.map(|file| {
            let kilobytes = file.len.div_ceil(1000).to_string();
            PrintedView {
                title: &file.title,
                asset: file.path.as_str(),
                size: format!("{}\u{a0}kB", self.formats.number(&kilobytes)),
            }
        })
        .collect()
    }
}

impl Site {
    /// The name of a language in itself: as the theme has it in that language, or else the
    /// common one.
    #[must_use]
    pub fn endonym(&self, lang: &Lang) -> String {
        let of_theme = self.texts(lang).filter(|texts| {
            let own = texts.language_of("language_name");
            own.is_some_and(|own| own.language() == lang.language())
        });
        let common = crate::locale::endonym(lang);
        of_theme.map_or_else(
            || common.to_owned(),
            |texts| texts.or("language_name", common),
        )
    }
}
