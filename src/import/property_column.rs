//! The headings of columns with measured values: a property, and a unit in brackets.

use super::ListTable;
use super::headings::folded;
use crate::load::Declarations;
use crate::quantity::{Property, Unit};

/// A column of a property.
#[derive(Debug, Clone)]
pub(super) struct WideColumn<'a> {
    /// Its number in the sheet.
    pub at: usize,
    /// The list of measured values.
    pub list: &'a ListTable<'a>,
    /// The property.
    pub property: &'a Property,
    /// The unit of the cells.
    pub unit: Unit,
}

impl<'a> WideColumn<'a> {
    /// The property and unit of a heading such as `Fibre diameter [nm]` or
    /// `properties.fibre_diameter [nm]`.
    pub(super) fn of(
        heading: &str,
        at: usize,
        lists: &'a [ListTable<'a>],
        declared: &'a Declarations,
    ) -> Option<Self> {
        let (name, unit) = match heading.trim_end_matches([' ', '*', ':']).strip_suffix(']') {
            Some(before) => {
                let (name, unit) = before.rsplit_once('[')?;
                (name, Unit::parse(unit.trim()).ok()?)
            }
            None => (heading, Unit::one()),
        };
        let name = folded(name);
        let lists = lists.iter().filter(|list| list.is_measured);
        let mut fitting = lists.filter_map(|list| {
            let path = format!("{}.", folded(&list.steps.join(".")));
            let own = name.strip_prefix(&path).unwrap_or(&name);
            let property = property(own, declared)?;
            let is_agreed = property.scale.units.contains(&unit);
            is_agreed.then_some((list, property))
        });
        let (list, property) = fitting.next()?;
        fitting.next().is_none().then_some(Self {
            at,
            list,
            property,
            unit,
        })
    }

    /// The heading in names of the schema: `properties.fibre_diameter [nm]`.
    pub(super) fn path(&self) -> String {
        let steps = self.list.steps.join(".");
        format!("{steps}.{} [{}]", self.property.id, self.unit.code())
    }
}

/// The property with this id, or the only one with this label in a language of the site.
fn property<'a>(name: &str, declared: &'a Declarations) -> Option<&'a Property> {
    let properties = &declared.registry.properties;
    if let Some(property) = properties.get(name) {
        return Some(property);
    }
    let languages = &declared.config.languages;
    let is_called = |property: &&Property| {
        let mut labels = languages
            .iter()
            .map(|lang| property.label.get(lang.as_str()));
        labels.any(|label| folded(label) == name)
    };
    let mut called = properties.values().filter(is_called);
    let first = called.next()?;
    called.next().is_none().then_some(first)
}
