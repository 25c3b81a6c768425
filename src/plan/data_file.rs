//! The machine-readable files that accompany pages: one row for each kind. A row says what the
//! kind is called, what it contains, where it goes, and which entries and collections have
//! one. `export` writes the files, one module for each kind.

use crate::model::{Catalog, EntryIndex, State, When, day};
use crate::path::UrlPath;
use crate::schema::{Collection, Field, FieldType, Item, Lang, Value};

use super::{Plan, Tool};

/// A machine-readable file in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DataFile {
    /// What it contains.
    pub of: DataOf,
    /// Its format.
    pub format: DataFormat,
}

/// What a machine-readable file contains, which decides the page that it accompanies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataOf {
    /// The whole edition: beside the home page.
    Site,
    /// The entries that the list of a collection shows: beside its first page.
    List(usize),
    /// An entry: beside its page.
    Entry(EntryIndex),
}

/// The format of a machine-readable file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataFormat {
    /// The feed of a list (RFC 4287).
    Atom,
    /// The same as JSON Feed 1.1.
    JsonFeed,
    /// All events of a collection (RFC 5545).
    Calendar,
    /// One event (RFC 5545).
    Event,
    /// An entry for an address book (RFC 6350).
    Card,
    /// The organisation itself, for an address book.
    SiteCard,
    /// A list as a table for programs (RFC 4180).
    Csv,
    /// The same for a spreadsheet, which opens it with a double click.
    ExcelCsv,
    /// The list and its measured values as a workbook.
    Xlsx,
    /// The measured values of a list, a row each.
    MeasurementsCsv,
    /// The metadata of a list's columns (CSV on the Web).
    CsvMetadata,
    /// The entries of a list that have a position (RFC 7946).
    GeoJson,
    /// The entries of a list for programs.
    JsonList,
    /// The schema of the JSON of a list and its entries.
    JsonSchema,
    /// An entry for programs.
    JsonEntry,
    /// All tables of the edition (Frictionless Data Package).
    DataPackage,
    /// The figures of the cluster for programs.
    Figures,
    /// The same as a table.
    FiguresCsv,
    /// How a browser searches the site (`OpenSearch` 1.1).
    OpenSearch,
}

/// What a visitor does with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Subscribe to it in a feed reader.
    Subscribe,
    /// Save it to a calendar or an address book.
    Save,
    /// Work with the data, in a spreadsheet or a program.
    Data,
    /// Search the site from the browser's search bar.
    Search,
}

impl Purpose {
    /// The word for templates.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Subscribe => "subscribe",
            Self::Save => "save",
            Self::Data => "data",
            Self::Search => "search",
        }
    }
}

/// A row of the table: the facts about one kind of file.
pub(crate) struct FormatFacts {
    /// The name for templates; the theme's text `file_<name>` is the label.
    pub name: &'static str,
    /// The media type.
    pub media_type: &'static str,
    /// What a visitor does with it.
    pub purpose: Purpose,
    /// The `rel` of the link in the page's head; `None` if only visible links point to it.
    pub rel: Option<&'static str>,
    /// Whether the home page links to it as well.
    pub is_on_home: bool,
    /// Whether the page shows a link to it. Files that other files refer to have none.
    pub is_shown: bool,
    /// Whether a handed-out folder includes it. Files that are useful only on the Web are not
    /// included.
    pub is_offline: bool,
    /// Which pages have it.
    has: Has,
    /// Its address.
    url: fn(&FileContext<'_>) -> UrlPath,
}

/// The defaults of the kinds that both people and programs use.
const DATA: FormatFacts = FormatFacts {
    name: "data",
    media_type: "application/json",
    purpose: Purpose::Data,
    rel: None,
    is_on_home: false,
    is_shown: true,
    is_offline: true,
    has: Has::List(has_entries),
    url: |at| at.page.clone(),
};

/// Which pages have a file of a kind.
enum Has {
    /// The home page, if the rule says so.
    Site(fn(&Catalog, &Plan, &Lang) -> bool),
    /// The lists of collections for which the rule holds, given the listed entries.
    List(fn(&Catalog, &Collection, &[EntryIndex]) -> bool),
    /// The entries for which the rule holds.
    Entry(fn(&Catalog, EntryIndex) -> bool),
}

/// What the address of a file is derived from.
pub(super) struct FileContext<'a> {
    /// The root page of the language.
    pub root: &'a UrlPath,
    /// The page that the file belongs to.
    pub page: &'a UrlPath,
    /// The id of the collection, also for an entry; `site` for the whole edition.
    pub collection: &'a str,
    /// The id of the collection or the entry; `site` for the whole edition.
    pub id: &'a str,
}

impl DataFormat {
    /// All kinds, in the order in which pages link to them.
    pub(super) const ALL: [Self; 19] = [
        Self::Atom,
        Self::JsonFeed,
        Self::Calendar,
        Self::Event,
        Self::Card,
        Self::SiteCard,
        Self::Csv,
        Self::ExcelCsv,
        Self::Xlsx,
        Self::MeasurementsCsv,
        Self::JsonList,
        Self::GeoJson,
        Self::CsvMetadata,
        Self::JsonSchema,
        Self::JsonEntry,
        Self::DataPackage,
        Self::Figures,
        Self::FiguresCsv,
        Self::OpenSearch,
    ];

    /// The row of a kind. File names beside entries have at most ten characters, like
    /// `index.html`, so that their path fits wherever the page's path does.
    #[must_use]
    pub(crate) const fn facts(self) -> &'static FormatFacts {
        match self {
            Self::Atom => &FormatFacts {
                name: "atom",
                media_type: "application/atom+xml",
                purpose: Purpose::Subscribe,
                rel: Some("alternate"),
                is_on_home: true,
                is_shown: true,
                is_offline: false,
                has: Has::List(has_news),
                url: |at| at.page.file("feed.xml"),
            },
            Self::JsonFeed => &FormatFacts {
                name: "json_feed",
                media_type: "application/feed+json",
                purpose: Purpose::Subscribe,
                rel: Some("alternate"),
                is_on_home: false,
                is_shown: true,
                is_offline: false,
                has: Has::List(has_news),
                url: |at| at.page.file("feed.json"),
            },
            Self::Calendar => &FormatFacts {
                name: "calendar",
                media_type: "text/calendar",
                purpose: Purpose::Subscribe,
                rel: Some("alternate"),
                is_on_home: true,
                is_shown: true,
                is_offline: true,
                has: Has::List(|catalog, _, listed| {
                    listed.iter().any(|index| is_dated(catalog, *index))
                }),
                url: |at| at.page.file("calendar.ics"),
            },
            Self::Event => &FormatFacts {
                name: "event",
                media_type: "text/calendar",
                purpose: Purpose::Save,
                rel: Some("alternate"),
                is_on_home: false,
                is_shown: true,
                is_offline: true,
                has: Has::Entry(is_dated),
                url: |at| at.page.file("event.ics"),
            },
            Self::Card => &FormatFacts {
                name: "card",
                media_type: "text/vcard",
                purpose: Purpose::Save,
                rel: Some("alternate"),
                is_on_home: false,
                is_shown: true,
                is_offline: true,
                has: Has::Entry(is_reached),
                url: |at| at.page.file("card.vcf"),
            },
            Self::SiteCard => &FormatFacts {
                name: "site_card",
                media_type: "text/vcard",
                purpose: Purpose::Save,
                rel: None,
                is_on_home: false,
                // Themes link to it next to the contact, on every page.
                is_shown: false,
                is_offline: true,
                has: Has::Site(|catalog, _, _| catalog.config.is_reached()),
                url: |at| at.page.file("contact.vcf"),
            },
            Self::OpenSearch => &FormatFacts {
                name: "open_search",
                media_type: "application/opensearchdescription+xml",
                purpose: Purpose::Search,
                rel: Some("search"),
                is_on_home: false,
                is_shown: true,
                is_offline: false,
                has: Has::Site(|_, plan, lang| plan.tool(Tool::Search, lang).is_some()),
                url: |at| at.root.file("search.xml"),
            },
            data => data.data_facts(),
        }
    }

    /// The rows of the kinds that both people and programs use.
    const fn data_facts(self) -> &'static FormatFacts {
        match self {
            Self::Csv => &FormatFacts {
                name: "csv",
                media_type: "text/csv",
                rel: Some("alternate"),
                url: |at| at.page.file(&format!("{}.csv", at.id)),
                ..DATA
            },
            Self::ExcelCsv => &FormatFacts {
                name: "excel_csv",
                media_type: "text/csv",
                url: |at| at.page.file(&format!("{}-excel.csv", at.id)),
                ..DATA
            },
            Self::Xlsx => &FormatFacts {
                name: "xlsx",
                media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                rel: Some("alternate"),
                url: |at| at.page.file(&format!("{}.xlsx", at.id)),
                ..DATA
            },
            Self::MeasurementsCsv => &FormatFacts {
                name: "measurements_csv",
                media_type: "text/csv",
                has: Has::List(has_measurements),
                url: |at| at.page.file(&format!("{}-measurements.csv", at.id)),
                ..DATA
            },
            Self::GeoJson => &FormatFacts {
                name: "geojson",
                media_type: "application/geo+json",
                has: Has::List(has_positions),
                url: |at| at.page.file(&format!("{}.geojson", at.id)),
                ..DATA
            },
            other => other.program_facts(),
        }
    }

    /// The rows of the kinds that only programs use.
    const fn program_facts(self) -> &'static FormatFacts {
        match self {
            Self::CsvMetadata => &FormatFacts {
                name: "csv_metadata",
                media_type: "application/csvm+json",
                is_shown: false,
                url: |at| at.page.file("csv-metadata.json"),
                ..DATA
            },
            Self::JsonList => &FormatFacts {
                name: "json",
                rel: Some("alternate"),
                url: |at| at.root.folder("api").file(&format!("{}.json", at.id)),
                ..DATA
            },
            Self::JsonSchema => &FormatFacts {
                name: "json_schema",
                media_type: "application/schema+json",
                is_shown: false,
                url: |at| {
                    at.root
                        .folder("api")
                        .file(&format!("{}-schema.json", at.id))
                },
                ..DATA
            },
            Self::JsonEntry => &FormatFacts {
                name: "json_entry",
                is_shown: false,
                is_offline: false,
                has: Has::Entry(|_, _| true),
                url: |at| entry_file(at),
                ..DATA
            },
            Self::Figures => &FormatFacts {
                name: "figures",
                is_shown: false,
                has: Has::Site(has_indicators),
                url: |at| at.root.file("excellence.json"),
                ..DATA
            },
            Self::FiguresCsv => &FormatFacts {
                name: "figures_csv",
                media_type: "text/csv",
                is_shown: false,
                has: Has::Site(has_indicators),
                url: |at| at.root.file("excellence.csv"),
                ..DATA
            },
            _ => &FormatFacts {
                name: "data_package",
                is_shown: false,
                has: Has::Site(|_, _, _| true),
                url: |at| at.root.file("datapackage.json"),
                ..DATA
            },
        }
    }

    /// Its address, relative to what it belongs to.
    pub(super) fn url(self, at: &FileContext<'_>) -> UrlPath {
        (self.facts().url)(at)
    }
}

impl DataFile {
    /// Whether the file exists, by the rule of its kind.
    pub(super) fn is_there(self, catalog: &Catalog, plan: &Plan, lang: &Lang) -> bool {
        match (&self.format.facts().has, self.of) {
            (Has::Site(rule), DataOf::Site) => rule(catalog, plan, lang),
            (Has::List(rule), DataOf::List(position)) => {
                let collection = catalog.collections.get(position);
                let listed = plan.listed(position, lang);
                collection.is_some_and(|collection| rule(catalog, collection, listed))
            }
            (Has::Entry(rule), DataOf::Entry(index)) => rule(catalog, index),
            _ => false,
        }
    }
}

/// Whether an entry starts on a known day: a calendar needs more than a month.
fn is_dated(catalog: &Catalog, index: EntryIndex) -> bool {
    When::of(catalog, index).is_some()
}

/// Whether the site configures indicators of its cluster.
fn has_indicators(catalog: &Catalog, _: &Plan, _: &Lang) -> bool {
    catalog.indicators.is_own
}

/// Whether a list has an entry.
fn has_entries(_: &Catalog, _: &Collection, listed: &[EntryIndex]) -> bool {
    !listed.is_empty()
}

/// Whether a list has a measured value that visitors may see.
fn has_measurements(catalog: &Catalog, collection: &Collection, listed: &[EntryIndex]) -> bool {
    let is = |value: &Value| matches!(value, Value::Measurements(rows) if !rows.is_empty());
    any_states(catalog, collection, listed, is)
}

/// Whether an entry of a list has a position that visitors may see.
fn has_positions(catalog: &Catalog, collection: &Collection, listed: &[EntryIndex]) -> bool {
    let is = |value: &Value| matches!(value, Value::Geo { .. });
    any_states(catalog, collection, listed, is)
}

fn any_states(
    catalog: &Catalog,
    collection: &Collection,
    listed: &[EntryIndex],
    is: fn(&Value) -> bool,
) -> bool {
    let one_states = |index: &EntryIndex| {
        let record = &catalog.entry(*index).record;
        collection.fields.iter().any(|field| {
            let item = record.get(&field.name);
            item.is_some_and(|item| states(field, item, is))
        })
    };
    listed.iter().any(one_states)
}

/// Whether the public part of a value contains a value for which `is` holds.
fn states(field: &Field, item: &Item, is: fn(&Value) -> bool) -> bool {
    if !field.is_public() {
        return false;
    }
    match (&field.kind, &item.value) {
        (_, value) if is(value) => true,
        (FieldType::List(of), Value::List(items)) => items.iter().any(|item| states(of, item, is)),
        (FieldType::Map(of), Value::Object(record)) => {
            record.iter().any(|(_, item)| states(of, item, is))
        }
        (FieldType::Object(fields), Value::Object(record)) => fields.iter().any(|field| {
            let item = record.get(&field.name);
            item.is_some_and(|item| states(field, item, is))
        }),
        _ => false,
    }
}

/// The file of an entry in the folder of its collection.
fn entry_file(at: &FileContext<'_>) -> UrlPath {
    let folder = at.root.folder("api").folder(at.collection);
    folder.file(&format!("{}.json", at.id))
}

/// Whether a collection has a feed, and an entry with a date to list in it.
fn has_news(catalog: &Catalog, collection: &Collection, listed: &[EntryIndex]) -> bool {
    let date = collection.feed.as_ref().map(|feed| &*feed.date);
    let date = date.filter(|name| {
        let field = collection.fields.get(name);
        field.is_some_and(Field::is_public)
    });
    date.is_some_and(|name| {
        let mut records = listed.iter().map(|index| &catalog.entry(*index).record);
        records.any(|record| record.get(name).and_then(day).is_some())
    })
}

/// The schema.org properties that make a contact card useful.
const REACHED_BY: [&str; 5] = ["address", "contactPoint", "email", "telephone", "url"];

/// Whether an entry belongs in an address book and has a way to be contacted.
fn is_reached(catalog: &Catalog, index: EntryIndex) -> bool {
    let collection = catalog.collection_of(index);
    let record = &catalog.entry(index).record;
    let reaches = |field: &Field| {
        let statement = field.schema_org.as_ref();
        statement.is_some_and(|own| REACHED_BY.contains(&&*own.property))
            && record.get(&field.name).is_some()
    };
    let mut fields = collection.fields.iter().filter(|field| field.is_public());
    collection.card.is_some() && catalog.state(index) == State::Published && fields.any(reaches)
}
