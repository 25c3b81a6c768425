//! The document to print, as the command line and `site.yaml` write it: `catalog members`,
//! `sheet structures/ns-001`, `cards`. Any collection can be used.

use crate::diagnostic::closest;
use crate::messages::{Message, message};
use crate::path::Slug;
use crate::plan::EntryIndex;
use crate::present::Scope;

/// The document to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// The catalogue of a collection.
    Catalog(usize),
    /// The data sheet of an entry.
    Sheet(EntryIndex),
    /// The data sheets of a collection.
    Sheets(usize),
    /// Business cards.
    Cards,
    /// The badges of the participants of an event.
    Badges(EntryIndex),
    /// The table signs of the participants.
    Signs(EntryIndex),
    /// A page as a flyer.
    Flyer(EntryIndex),
}

/// The kinds, as the user writes them.
const KINDS: [&str; 7] = [
    "catalog", "sheet", "sheets", "cards", "badges", "signs", "flyer",
];

impl What {
    /// Parses the text: a kind, then its subject.
    ///
    /// # Errors
    /// The error says what is missing or unknown.
    pub(crate) fn read(text: &str, scope: Scope<'_>) -> Result<Self, Message> {
        let mut words = text.split_whitespace();
        let kind = words.next().unwrap_or_default();
        let of = words.next();
        if words.next().is_some() || (kind == "cards" && of.is_some()) {
            return Err(message!("print.too_much", what = text));
        }
        if !KINDS.contains(&kind) {
            let kinds = KINDS.join(", ");
            return Err(match closest(kind, KINDS) {
                Some(meant) => message!("print.no_kind_meant", kind = kind, meant = meant),
                None => message!("print.no_kind", kind = kind, kinds = kinds),
            });
        }
        if kind == "cards" {
            return Ok(Self::Cards);
        }
        let of = of.ok_or_else(|| too_little(kind))?;
        Ok(match kind {
            "catalog" => Self::Catalog(collection(of, scope)?),
            "sheets" => Self::Sheets(collection(of, scope)?),
            "sheet" => Self::Sheet(entry(of, scope)?),
            "badges" => Self::Badges(entry(of, scope)?),
            "signs" => Self::Signs(entry(of, scope)?),
            _ => Self::Flyer(entry(of, scope)?),
        })
    }

    /// The entry to print, if the document is about one.
    #[must_use]
    pub(crate) fn of_entry(self) -> Option<EntryIndex> {
        match self {
            Self::Sheet(index) | Self::Flyer(index) => Some(index),
            _ => None,
        }
    }

    /// The name of the template without its extension.
    #[must_use]
    pub(crate) fn template(self) -> &'static str {
        match self {
            Self::Catalog(_) => "catalog",
            Self::Sheet(_) | Self::Sheets(_) => "sheet",
            Self::Cards => "cards",
            Self::Badges(_) => "badges",
            Self::Signs(_) => "signs",
            Self::Flyer(_) => "flyer",
        }
    }

    /// The heading of the document.
    #[must_use]
    pub(crate) fn title(self, scope: Scope<'_>) -> String {
        let of = |position: usize| scope.collection(position);
        match self {
            Self::Catalog(position) => of(position).map_or("", |one| one.catalog_label).to_owned(),
            Self::Sheets(position) => of(position).map_or("", |one| one.label).to_owned(),
            Self::Cards => scope.texts.or("print_cards", "Cards"),
            Self::Sheet(index) | Self::Badges(index) | Self::Signs(index) | Self::Flyer(index) => {
                scope.title(index).to_owned()
            }
        }
    }

    /// The name of the project and its document: `catalog-members-cs`.
    #[must_use]
    pub(crate) fn name(self, scope: Scope<'_>) -> String {
        let of_entry = |kind: &str, index: EntryIndex| {
            let entry = scope.entry(index);
            entry.map_or(kind.to_owned(), |entry| {
                format!("{kind}-{}-{}", entry.collection, entry.id)
            })
        };
        let of_collection = |kind: &str, position: usize| {
            let id = scope.collection(position).map_or("", |one| one.id);
            format!("{kind}-{id}")
        };
        let name = match self {
            Self::Catalog(position) => of_collection("catalog", position),
            Self::Sheets(position) => of_collection("sheets", position),
            Self::Sheet(index) => of_entry("sheet", index),
            Self::Badges(index) => of_entry("badges", index),
            Self::Signs(index) => of_entry("signs", index),
            Self::Flyer(index) => of_entry("flyer", index),
            Self::Cards => "cards".to_owned(),
        };
        let lang = scope.lang.as_str().to_ascii_lowercase();
        let short: String = name.chars().take(50).collect();
        let slug = Slug::from_text(&format!("{short}-{lang}"));
        slug.map_or_else(|| self.template().to_owned(), |slug| slug.to_string())
    }
}

/// The error for a kind without a subject.
fn too_little(kind: &str) -> Message {
    let example = match kind {
        "catalog" | "sheets" => "members",
        "badges" | "signs" => "events/fair",
        "flyer" => "pages/about",
        _ => "members/fiolume",
    };
    message!("print.too_little", kind = kind, example = example)
}

/// The collection of the edition with this id.
fn collection(id: &str, scope: Scope<'_>) -> Result<usize, Message> {
    let own = scope.site.plan.edition.collections.iter();
    let all: Vec<(usize, &str)> = own
        .filter_map(|at| Some((*at, scope.collection(*at)?.id)))
        .collect();
    if let Some((position, _)) = all.iter().find(|(_, own)| *own == id) {
        return Ok(*position);
    }
    let ids = all.iter().map(|(_, id)| *id);
    let edition = &*scope.site.plan.edition.name;
    Err(match closest(id, ids.clone()) {
        Some(meant) => message!("print.no_collection_meant", id = id, meant = meant),
        None => message!(
            "print.no_collection",
            id = id,
            edition = edition,
            ids = ids.collect::<Vec<_>>().join(", "),
        ),
    })
}

/// The entry with this name: `structures/ns-001`, or only the id if it is unambiguous.
fn entry(text: &str, scope: Scope<'_>) -> Result<EntryIndex, Message> {
    if let Some((name, id)) = text.split_once('/') {
        let position = collection(name, scope)?;
        return scope
            .find(position, id)
            .ok_or_else(|| match closest(id, scope.ids(position)) {
                Some(meant) => {
                    let meant = format!("{name}/{meant}");
                    message!("print.no_entry_meant", entry = text, meant = meant)
                }
                None => message!("print.no_entry", entry = text),
            });
    }
    let own = scope.site.plan.edition.collections.iter();
    let found: Vec<EntryIndex> = own.filter_map(|at| scope.find(*at, text)).collect();
    match found.as_slice() {
        [only] => Ok(*only),
        [] => Err(message!("print.no_entry", entry = text)),
        several => {
            let entries = several.iter().filter_map(|index| scope.entry(*index));
            let names = entries.map(|entry| format!("{}/{}", entry.collection, entry.id));
            let names = names.collect::<Vec<_>>().join(", ");
            Err(message!(
                "print.several_entries",
                id = text,
                entries = names
            ))
        }
    }
}
