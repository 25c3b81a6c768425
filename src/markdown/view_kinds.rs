//! The kinds of `view` blocks: what each is called, the form of its YAML, and which of
//! its keys name fields of what types. A kind is a row here, a shape in `shapes.yaml`, a
//! file in `insight`, and a template of the theme, `views/<name>.html`.

/// A kind of view.
#[derive(Debug)]
pub(crate) struct ViewKind {
    /// What `view` says.
    pub name: &'static str,
    /// The shape of its YAML.
    pub shape: &'static str,
    /// The keys that name fields.
    pub keys: &'static [FieldKey],
}

/// A key of a block that names a field, or several.
#[derive(Debug)]
pub(crate) struct FieldKey {
    /// The key.
    pub key: &'static str,
    /// The types that a field may have, alone or in a list; any where there is none.
    pub types: &'static [&'static str],
    /// How far a name may lead.
    pub reach: Reach,
}

/// How far the name of a field may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// To fields of the collection.
    Own,
    /// To fields of entries that refer to it, too: `structures.polymers`.
    Related,
    /// To the relation itself: `projects`, the entries that refer to it as theirs.
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

/// The types whose values are one of some: what columns and filters are made of.
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

/// What a key names that is declared in `content/schema/indicators.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeclaredFields {
    /// Headings of figures.
    Groups,
    /// Figures.
    Indicators,
}

/// The keys that name such things, by the name of their kind.
pub(crate) const NAMES: &[(&str, &str, DeclaredFields)] = &[
    ("figures", "groups", DeclaredFields::Groups),
    ("figures", "indicators", DeclaredFields::Indicators),
];

/// The kind of a name.
pub(crate) fn kind_named(name: &str) -> Option<&'static ViewKind> {
    KINDS.iter().find(|kind| kind.name == name)
}
