//! A field with its value as visitors see it, and the metadata of a field. Private fields have
//! neither.

use super::value::Owner;
use super::{Scope, ValueView};
use crate::load::Entry;
use crate::model::EntryIndex;
use crate::schema::{
    Facet, Field, FieldType, Fields, Item, Record, Statement, is_of_every_entry, shapes,
};

/// A field that has a value.
#[derive(Debug, Clone)]
pub(crate) struct FieldView<'a> {
    /// The field.
    pub info: FieldInfo<'a>,
    /// Its value.
    pub value: ValueView<'a>,
}

/// A public field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldInfo<'a> {
    field: &'a Field,
    /// The key, if it is not the field's name.
    key: Option<&'a str>,
    /// The name that visitors see.
    pub label: &'a str,
    /// What the schema says of it.
    pub help: &'a str,
    /// The other words by which visitors look for it.
    pub synonyms: &'a [String],
}

impl<'a> FieldInfo<'a> {
    /// The same field, named by its path through groups.
    #[must_use]
    pub(super) fn at_path(self, path: &'a str) -> Self {
        Self {
            key: Some(path),
            ..self
        }
    }

    /// The same field for a free key, which is also its label.
    #[must_use]
    pub(super) fn of_key(self, key: &'a str) -> Self {
        Self {
            key: Some(key),
            label: key,
            ..self
        }
    }

    /// The key in the YAML.
    #[must_use]
    pub(crate) fn name(&self) -> &'a str {
        self.key.unwrap_or(&self.field.name)
    }

    /// Whether the key belongs to one value, as in a map, and not to the schema.
    #[must_use]
    pub(crate) fn has_own_key(&self) -> bool {
        self.key.is_some()
    }

    /// The key, shared.
    #[must_use]
    pub(crate) fn shared_name(&self) -> std::sync::Arc<str> {
        match self.key {
            Some(key) => key.into(),
            None => self.field.name.clone(),
        }
    }

    /// The type, as the schema names it.
    #[must_use]
    pub(crate) fn kind(&self) -> &'static str {
        self.field.kind.name()
    }

    /// Its schema.org statement about the entry.
    #[must_use]
    pub(crate) fn statement(&self) -> Option<&'a Statement> {
        self.field.schema_org.as_ref()
    }

    /// How lists are filtered by it.
    #[must_use]
    pub(crate) fn facet(&self) -> Facet {
        self.field.facet
    }

    /// Whether tables show it.
    #[must_use]
    pub(crate) fn is_column(&self) -> bool {
        self.field.column
    }

    /// Whether the search index contains its words.
    #[must_use]
    pub(crate) fn is_searched(&self) -> bool {
        self.field.search
    }

    /// Whether the comparison shows it.
    #[must_use]
    pub(crate) fn is_compared(&self) -> bool {
        self.field.compare
    }

    /// Whether visitors may sort by it.
    #[must_use]
    pub(crate) fn is_sorted(&self) -> bool {
        self.field.sort
    }

    /// Whether no two entries of the collection may share a value.
    #[must_use]
    pub(crate) fn is_unique(&self) -> bool {
        self.field.unique
    }

    /// The schema.org property of its value.
    #[must_use]
    pub(crate) fn schema_org(&self) -> Option<&'a str> {
        let statement = self.statement().filter(|own| own.inner.is_none())?;
        Some(&statement.property)
    }

    /// The type of a single value, also for a list.
    #[must_use]
    pub(crate) fn single_kind(&self) -> &'a FieldType {
        self.field.kind.single()
    }

    /// Whether its value may be explicitly unknown.
    #[must_use]
    pub(crate) fn may_be_unknown(&self) -> bool {
        self.field.unknown
    }

    /// Whether it controls how an entry is published, and is not content.
    #[must_use]
    pub(crate) fn is_of_every_entry(&self) -> bool {
        is_of_every_entry(self.name())
    }

    /// Whether it refers to other entries, directly or in groups.
    #[must_use]
    pub(crate) fn refers(&self) -> bool {
        let is_ref = |kind: &FieldType| matches!(kind, FieldType::Ref { .. });
        let kind = self.single_kind();
        let mut inside = kind.fields().into_iter().flat_map(Fields::iter);
        is_ref(kind) || inside.any(|field| field.is_public() && is_ref(&field.kind))
    }

    /// Whether its value needs no label: a term is clear on its own, a number is not.
    #[must_use]
    pub(crate) fn speaks_for_itself(&self) -> bool {
        let kind = self.single_kind();
        !matches!(
            kind,
            FieldType::Bool
                | FieldType::Int
                | FieldType::Decimal
                | FieldType::Date
                | FieldType::DateTime
                | FieldType::Year
                | FieldType::Quantity { .. }
        )
    }

    /// The number of steps, if its integers form a scale.
    #[must_use]
    pub(crate) fn steps(&self) -> Option<u8> {
        let last = self.field.bounds.max.filter(|_| self.field.steps)?;
        format!("{last}").parse().ok()
    }

    /// Its type; for a list, the list type.
    #[must_use]
    pub(crate) fn own_kind(&self) -> &'a FieldType {
        &self.field.kind
    }

    /// An identity of the field in the schema.
    #[must_use]
    pub(crate) fn address(&self) -> usize {
        std::ptr::from_ref(self.field).addr()
    }
}

impl<'a> Scope<'a> {
    /// The metadata of a field; `None` for a private one.
    pub(super) fn info(self, field: &'a Field) -> Option<FieldInfo<'a>> {
        field.is_public().then(|| FieldInfo {
            field,
            key: None,
            label: self.catalog().label(&field.label, self.lang),
            help: self.catalog().label(&field.help, self.lang),
            synonyms: self.catalog().words(&field.synonyms, self.lang),
        })
    }

    /// The public fields of a group, or of the groups of a list.
    #[must_use]
    pub(crate) fn parts(self, info: FieldInfo<'a>) -> Vec<FieldInfo<'a>> {
        let fields = match info.field.kind.single() {
            FieldType::Object(fields) => Some(&**fields),
            FieldType::Shape(name) => shapes().get(name),
            _ => None,
        };
        let all = fields.into_iter().flat_map(Fields::iter);
        all.filter_map(|field| self.info(field)).collect()
    }

    /// The common field of a map's values, which is public if the map is.
    #[must_use]
    pub(crate) fn values_of(self, info: FieldInfo<'a>) -> Option<FieldInfo<'a>> {
        match &info.field.kind {
            FieldType::List(of) | FieldType::Map(of) => self.info(of),
            _ => None,
        }
    }

    /// A field with its value; `None` if it is private or empty.
    pub(super) fn field(
        self,
        field: &'a Field,
        item: &'a Item,
        owner: Owner<'a>,
    ) -> Option<FieldView<'a>> {
        let info = self.info(field)?;
        let value = self.value(field, item, owner)?;
        Some(FieldView { info, value })
    }

    /// The fields of a record in the order of the schema.
    pub(super) fn fields_of(
        self,
        fields: &'a Fields,
        record: &'a Record,
        entry: Option<&'a Entry>,
    ) -> Vec<FieldView<'a>> {
        let owner = |field| match entry {
            Some(entry) => Owner::of(entry, field),
            None => Owner {
                field: Some(field),
                ..Owner::default()
            },
        };
        let all = fields.iter();
        all.filter_map(|field| self.field(field, record.get(&field.name)?, owner(field)))
            .collect()
    }

    /// The public fields of a collection in the order of the schema.
    #[must_use]
    pub(crate) fn fields_of_collection(self, position: usize) -> Vec<FieldInfo<'a>> {
        let collection = self.catalog().collections.get(position);
        let fields = collection.into_iter().flat_map(|c| c.fields.iter());
        fields.filter_map(|field| self.info(field)).collect()
    }

    /// The fields that filter the lists of a collection, each named by its path.
    #[must_use]
    pub(crate) fn facets_of_collection(self, position: usize) -> Vec<FieldInfo<'a>> {
        let collection = self.catalog().collections.get(position);
        let paths = collection.into_iter().flat_map(|own| {
            let paths = own.facets.iter();
            paths.filter_map(|path| Some((path, own.fields.at(path)?)))
        });
        paths
            .filter_map(|(path, field)| Some(self.info(field)?.at_path(path)))
            .collect()
    }

    /// The selected fields of an entry that have a value, in schema order.
    pub(super) fn fields_where(
        self,
        index: EntryIndex,
        chosen: impl Fn(&Field) -> bool,
    ) -> Vec<FieldView<'a>> {
        let catalog = self.catalog();
        let entry = catalog.entry(index);
        let all = catalog.collection_of(index).fields.iter();
        let views = all.filter(|field| chosen(field)).filter_map(|field| {
            let item = entry.record.get(&field.name)?;
            self.field(field, item, Owner::of(entry, field))
        });
        views.collect()
    }

    /// The fields of an entry that have a value, in the order of the schema.
    #[must_use]
    pub(crate) fn fields(self, index: EntryIndex) -> Vec<FieldView<'a>> {
        let catalog = self.catalog();
        let entry = catalog.entry(index);
        let fields = &catalog.collection_of(index).fields;
        self.fields_of(fields, &entry.record, Some(entry))
    }
}
