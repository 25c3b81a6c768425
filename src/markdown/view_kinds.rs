//! The kinds of `view` blocks: their names, the shape of their YAML, and the keys that name
//! fields, with the accepted types. A kind is a row here, a shape in `shapes.yaml`, a file in
//! `insight`, and a template of the theme, `views/<name>.html`.

/// A kind of view.
#[derive(Debug)]
pub(crate) struct ViewKind {
    /// The value of `view`.
    pub name: &'static str,
    /// The shape of its YAML.
    pub shape: &'static str,
    /// The keys that name fields.
    pub keys: &'static [FieldKey],
}

/// A key of a block that names one or more fields.
#[derive(Debug)]
pub(crate) struct FieldKey {
    /// The key.
    pub key: &'static str,
    /// The accepted types, single or in a list; empty for any type.
    pub types: &'static [&'static str],
    /// Which fields a name may refer to.
    pub reach: Reach,
}

/// Which fields a name may refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Fields of the collection.
    Own,
    /// Also fields of entries that refer to it: `structures.polymers`.
    Related,
    /// The relation itself: `projects`, the entries that refer to it.
    Relation,
}

/// A key that names fields of the collection.
const fn own(key: &'static str, types: &'static [&'static str]) -> FieldKey {
    FieldKey {
        key,
        types,
        reach: Reach::Own,
    }
}

/// The types with a fixed set of values, for columns and filters.
const CHOICES: &[&str] = &["term", "enum"];

/// Every kind.
pub(crate) const KINDS: &[ViewKind] = &[
    ViewKind {
        name: "map",
        shape: "view_map",
        keys: &[
            own("position", &["geo"]),
            own("region", &["term"]),
            FieldKey {
                key: "threads",
                types: &["ref"],
                reach: Reach::Relation,
            },
        ],
    },
    ViewKind {
        name: "matrix",
        shape: "view_matrix",
        keys: &[FieldKey {
            key: "columns",
            types: CHOICES,
            reach: Reach::Related,
        }],
    },
    ViewKind {
        name: "landscape",
        shape: "view_landscape",
        keys: &[own("columns", CHOICES), own("logo", &["image"])],
    },
    ViewKind {
        name: "market",
        shape: "view_market",
        keys: &[own("lines", &["string", "text"]), own("filters", CHOICES)],
    },
    ViewKind {
        name: "timeline",
        shape: "view_timeline",
        keys: &[
            own("start", &["date", "datetime", "year"]),
            own("end", &["date", "datetime", "year"]),
            own("group", CHOICES),
        ],
    },
    ViewKind {
        name: "chart",
        shape: "view_chart",
        keys: &[own("by", &["term", "enum"])],
    },
    ViewKind {
        name: "figures",
        shape: "view_figures",
        keys: &[],
    },
];

/// Names that a key may use from `content/schema/indicators.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeclaredFields {
    /// Headings of figures.
    Groups,
    /// Figures.
    Indicators,
}

/// The keys that use such names, by kind.
pub(crate) const NAMES: &[(&str, &str, DeclaredFields)] = &[
    ("figures", "groups", DeclaredFields::Groups),
    ("figures", "indicators", DeclaredFields::Indicators),
];

/// The kind of this name.
pub(crate) fn kind_named(name: &str) -> Option<&'static ViewKind> {
    KINDS.iter().find(|kind| kind.name == name)
}
