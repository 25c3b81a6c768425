//! The table of modifiers: the keys next to `type:` in a field's declaration. A row is the
//! complete definition of one. The table determines the form of schema files, what an
//! extension overrides or removes, what does not apply to a type, what a private field must
//! not have, and what the compiled [`Field`] stores. So a new modifier is a row and, if it
//! does more than store a value, a function.

use super::json_form::{Forms, Object};
use super::modifier_json::{
    by_language, default_in_json, deprecated_in_json, describe, limit, pattern_in_json,
    single_in_json, unknown_in_json,
};
use super::modifier_rules::{bound, pattern, put, unit};
use super::read::FromNode;
use super::types::Type;
use super::{Facet, Field, Required};
use crate::diagnostic::Diagnostic;
use crate::yaml::{Kind, Node};

/// A key of a field's declaration.
pub(super) struct Modifier {
    /// The key.
    pub key: &'static str,
    /// The form of its value, as a field in the language of the schema; empty for a key
    /// that schema files may not use, only the shapes of other files.
    pub form: &'static str,
    /// What other programs call the key.
    pub also: &'static [&'static str],
    /// The types to which it applies.
    pub fits: Fits,
    /// Its meaning on a list or a group.
    pub passes: Passes,
    /// The key that describes its value; a new value removes that description.
    pub describes: Option<&'static str>,
    /// Whether a field that has it shows its values to visitors.
    pub shows: fn(&Field) -> bool,
    /// Puts the value into the field.
    pub set: fn(&mut Field, &Node, &mut Vec<Diagnostic>),
    /// Its part of the JSON Schema.
    pub json: InJson,
}

/// The part of a modifier in the JSON Schema of its field.
#[derive(Clone, Copy)]
pub(super) enum InJson {
    /// JSON Schema has no word for it.
    Nothing,
    /// A group is incomplete without a field for which this is true.
    Demands(fn(&Field) -> bool),
    /// It narrows the accepted values.
    Narrows(fn(&Field, &mut Object)),
    /// It accepts another notation of a value.
    Widens(fn(&Field, Object, &dyn Forms) -> Object),
    /// It is a description of the field for editors.
    Describes(fn(&Field, &dyn Forms, &mut Object)),
}

/// The types to which a modifier applies.
pub(super) enum Fits {
    /// Every type.
    All,
    /// Types that are written as a text.
    Texts,
    /// Types that have a size.
    Sizes,
    /// These.
    Types(&'static [&'static str]),
    /// All but these.
    Except(&'static [&'static str]),
}

impl Fits {
    /// Whether it applies to a type.
    pub(super) fn holds(&self, row: &Type) -> bool {
        match self {
            Self::All => true,
            Self::Texts => row.is_text,
            Self::Sizes => row.has_size,
            Self::Types(names) => names.contains(&row.name),
            Self::Except(names) => !names.contains(&row.name),
        }
    }
}

/// The meaning of a modifier on a list or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passes {
    /// It applies to the list or the group.
    Nothing,
    /// It applies to each item of a list.
    ToItems,
    /// It applies to the references inside.
    ToReferences,
}

/// The defaults of a row.
const ROW: Modifier = Modifier {
    key: "",
    form: "",
    also: &[],
    fits: Fits::All,
    passes: Passes::Nothing,
    describes: None,
    shows: |_| false,
    set: |_, _, _| {},
    json: InJson::Nothing,
};

const FLAG: &str = "{type: bool}";

const TEXT: &str = "{type: string}";

const BY_LANGUAGE: &str = "{type: string, localized: true}";

const ID: &str = r#"{type: string, pattern: "[a-z][a-z0-9-]*", help: {en: "lower-case letters a-z, digits and hyphens, a letter first", cs: "malá písmena a–z, číslice a spojovníky, na začátku písmeno"}}"#;

const FIELDS: &str = "{type: map, of: {type: object, shape: field}}";

const REFERENCES: Fits = Fits::Types(&["ref", "list", "object"]);

/// The key that names the type; its form follows from the table of types.
pub(super) const TYPE: &str = "type";

/// Whether other programs call a modifier by this key: `options` for `values`.
pub(super) fn is_called(key: &str, modifier: &str) -> bool {
    let mut rows = MODIFIERS.iter().filter(|row| row.key == modifier);
    rows.any(|row| row.also.contains(&key))
}

/// Every modifier, in the order in which messages name them.
pub(super) static MODIFIERS: &[Modifier] = &[
    Modifier {
        key: "label",
        form: BY_LANGUAGE,
        set: |field, node, _| put(&mut field.label, node),
        json: InJson::Describes(|field, forms, said| {
            describe("title", forms.text(&field.label), said);
        }),
        ..ROW
    },
    Modifier {
        key: "help",
        form: "{type: string, localized: true}",
        also: &["hint", "description", "placeholder"],
        set: |field, node, _| put(&mut field.help, node),
        json: InJson::Describes(|field, forms, said| {
            describe("description", forms.text(&field.help), said);
        }),
        ..ROW
    },
    Modifier {
        key: "synonyms",
        form: "{type: list, localized: true, of: {type: string}}",
        set: |field, node, _| put(&mut field.synonyms, node),
        ..ROW
    },
    Modifier {
        key: "localized",
        form: "{type: bool}",
        also: &["translatable", "translated", "multilingual", "i18n"],
        set: |field, node, _| put(&mut field.localized, node),
        json: InJson::Widens(by_language),
        ..ROW
    },
    Modifier {
        key: "required",
        form: "{type: either, of: [{type: bool}, {type: list, of: {type: language}}]}",
        also: &["mandatory", "obligatory"],
        set: |field, node, _| put(&mut field.required, node),
        json: InJson::Demands(|field| field.required != Required::No && field.default.is_none()),
        ..ROW
    },
    Modifier {
        key: "unique",
        form: FLAG,
        fits: Fits::Except(&["markdown"]),
        passes: Passes::ToItems,
        set: |field, node, _| put(&mut field.unique, node),
        ..ROW
    },
    Modifier {
        key: "pattern",
        form: TEXT,
        fits: Fits::Texts,
        passes: Passes::ToItems,
        // The help describes this pattern, not another one.
        describes: Some("help"),
        set: pattern,
        json: InJson::Narrows(pattern_in_json),
        ..ROW
    },
    Modifier {
        key: "min",
        form: TEXT,
        fits: Fits::Sizes,
        set: |field, node, findings| bound(field, ("min", node), findings),
        json: InJson::Narrows(|field, form| {
            limit(field, form, |(min, _)| min, field.bounds.min);
        }),
        ..ROW
    },
    Modifier {
        key: "max",
        form: TEXT,
        fits: Fits::Sizes,
        set: |field, node, findings| bound(field, ("max", node), findings),
        json: InJson::Narrows(|field, form| {
            limit(field, form, |(_, max)| max, field.bounds.max);
        }),
        ..ROW
    },
    Modifier {
        key: "default",
        form: "{type: any}",
        set: |field, node, _| field.default = Some(node.clone()),
        json: InJson::Describes(default_in_json),
        ..ROW
    },
    Modifier {
        key: "facet",
        form: "{type: either, of: [{type: bool}, {type: enum, values: [range]}]}",
        fits: Fits::Except(&["geo", "markdown"]),
        shows: |field| field.facet != Facet::No,
        set: |field, node, _| put(&mut field.facet, node),
        ..ROW
    },
    Modifier {
        key: "column",
        form: FLAG,
        shows: |field| field.column,
        set: |field, node, _| put(&mut field.column, node),
        ..ROW
    },
    Modifier {
        key: "compare",
        form: FLAG,
        fits: Fits::Except(&["markdown"]),
        shows: |field| field.compare,
        set: |field, node, _| put(&mut field.compare, node),
        ..ROW
    },
    Modifier {
        key: "sort",
        form: FLAG,
        fits: Fits::Except(&["markdown"]),
        shows: |field| field.sort,
        set: |field, node, _| put(&mut field.sort, node),
        ..ROW
    },
    Modifier {
        key: "search",
        form: FLAG,
        set: |field, node, _| put(&mut field.search, node),
        ..ROW
    },
    Modifier {
        key: "private",
        form: FLAG,
        set: |field, node, _| put(&mut field.private, node),
        ..ROW
    },
    Modifier {
        key: "deprecated",
        form: TEXT,
        set: |field, node, _| field.deprecated = String::from_node(node),
        json: InJson::Describes(deprecated_in_json),
        ..ROW
    },
    Modifier {
        key: "schema_org",
        form: r#"{type: either, of: [{type: string, pattern: "[a-z][A-Za-z0-9]*", help: {en: "a property of schema.org, such as vatID", cs: "vlastnost ze schema.org, třeba vatID"}}, {type: object, shape: statement}]}"#,
        shows: |field| field.schema_org.is_some(),
        set: |field, node, _| field.schema_org = FromNode::from_node(node),
        ..ROW
    },
    Modifier {
        key: "checksum",
        form: "{type: enum, values: [ico, gtin, orcid, lei]}",
        fits: Fits::Types(&["string", "list"]),
        passes: Passes::ToItems,
        set: |field, node, _| field.checksum = FromNode::from_node(node),
        ..ROW
    },
    Modifier {
        key: "vocabulary",
        form: ID,
        fits: Fits::Types(&["term"]),
        ..ROW
    },
    Modifier {
        key: "to",
        form: ID,
        fits: Fits::Types(&["ref"]),
        ..ROW
    },
    Modifier {
        key: "by",
        form: TEXT,
        fits: Fits::Types(&["ref"]),
        ..ROW
    },
    Modifier {
        key: "inverse",
        form: r#"{type: string, pattern: "[a-z][a-z0-9_-]*", help: {en: "lower-case letters a-z, digits, hyphens and _, a letter first", cs: "malá písmena a–z, číslice, spojovníky a _, na začátku písmeno"}}"#,
        fits: REFERENCES,
        passes: Passes::ToReferences,
        shows: |field| field.inverse.is_some(),
        set: |field, node, _| field.inverse = String::from_node(node),
        ..ROW
    },
    Modifier {
        key: "inverse_label",
        form: BY_LANGUAGE,
        fits: REFERENCES,
        passes: Passes::ToReferences,
        set: |field, node, _| put(&mut field.inverse_label, node),
        ..ROW
    },
    Modifier {
        key: "on_delete",
        form: "{type: enum, values: [restrict, unlink]}",
        fits: REFERENCES,
        passes: Passes::ToReferences,
        set: |field, node, _| put(&mut field.on_delete, node),
        ..ROW
    },
    Modifier {
        key: "property",
        form: "{type: property}",
        fits: Fits::Types(&["quantity"]),
        ..ROW
    },
    Modifier {
        key: "unit",
        form: "{type: unit}",
        fits: Fits::Types(&["quantity"]),
        set: unit,
        ..ROW
    },
    Modifier {
        key: "single",
        form: FLAG,
        fits: Fits::Types(&["list"]),
        set: |field, node, _| put(&mut field.single, node),
        json: InJson::Widens(single_in_json),
        ..ROW
    },
    Modifier {
        key: "steps",
        form: FLAG,
        fits: Fits::Types(&["int"]),
        set: |field, node, _| put(&mut field.steps, node),
        ..ROW
    },
    Modifier {
        key: "unknown",
        form: FLAG,
        passes: Passes::ToItems,
        set: |field, node, _| put(&mut field.unknown, node),
        json: InJson::Widens(unknown_in_json),
        ..ROW
    },
    Modifier {
        key: "alt",
        form: "{type: enum, values: [required, optional]}",
        fits: Fits::Types(&["image"]),
        ..ROW
    },
    Modifier {
        key: "credit",
        form: "{type: enum, values: [required, optional]}",
        fits: Fits::Types(&["image"]),
        ..ROW
    },
    Modifier {
        key: "licence",
        form: "{type: enum, values: [required, optional]}",
        fits: Fits::Types(&["image"]),
        ..ROW
    },
    Modifier {
        key: "trim",
        form: FLAG,
        fits: Fits::Types(&["image"]),
        ..ROW
    },
    Modifier {
        key: "accept",
        form: r#"{type: list, of: {type: string, pattern: "[a-z0-9]+", help: {en: "the ending of a file without its point, in lower case, such as pdf", cs: "přípona souboru bez tečky a malými písmeny, třeba pdf"}}}"#,
        fits: Fits::Types(&["file"]),
        ..ROW
    },
    Modifier {
        key: "values",
        form: "{type: either, of: [{type: list, of: {type: string}}, {type: map, of: {type: string, localized: true}}]}",
        also: &["options", "choices", "enum", "items"],
        fits: Fits::Types(&["enum"]),
        ..ROW
    },
    Modifier {
        key: "of",
        form: "{type: object, shape: field}",
        fits: Fits::Types(&["list", "map", "either"]),
        ..ROW
    },
    Modifier {
        key: "shape",
        fits: Fits::Types(&["object"]),
        ..ROW
    },
    Modifier {
        key: "also",
        set: |field, node, _| put(&mut field.also, node),
        ..ROW
    },
    Modifier {
        key: "fields",
        form: FIELDS,
        fits: Fits::Types(&["object"]),
        ..ROW
    },
];

impl FromNode for Required {
    fn from_node(node: &Node) -> Option<Self> {
        match &node.kind {
            Kind::Sequence(_) => Vec::from_node(node).map(Self::In),
            _ => bool::from_node(node).map(|yes| if yes { Self::Yes } else { Self::No }),
        }
    }
}

impl FromNode for Facet {
    fn from_node(node: &Node) -> Option<Self> {
        if node.as_text() == Some("range") {
            return Some(Self::Range);
        }
        bool::from_node(node).map(|yes| if yes { Self::Value } else { Self::No })
    }
}
