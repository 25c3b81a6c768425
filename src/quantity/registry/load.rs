//! Reads registries, merges them, and validates the result: every unit can be parsed and
//! has the dimension of its kind, and every name that an entry uses is declared.

use indexmap::IndexMap;

use super::error::{RegistryError, RegistryProblem as Problem};
use super::raw::{RawCondition, RawKind, RawPlausible, RawProperty, RawRegistry};
use super::{Label, MeasurementCondition, Property, QuantityKind, Registry, Requirement, Scale};
use crate::quantity::decimal::Decimal;
use crate::quantity::unit::Unit;

pub(super) fn load(
    built_in: &str,
    overlays: &[(&str, &str)],
) -> Result<Registry, Vec<RegistryError>> {
    let mut raw = read(None, built_in)?;
    let mut registry = check(&raw, None)?;
    for (name, yaml) in overlays {
        raw.overlay(read(Some(name), yaml)?);
        registry = check(&raw, Some(name))?;
    }
    Ok(registry)
}

fn read(overlay: Option<&str>, yaml: &str) -> Result<RawRegistry, Vec<RegistryError>> {
    // An empty file is a registry that changes nothing.
    if yaml
        .lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    {
        return Ok(RawRegistry::default());
    }
    serde_yaml::from_str(yaml).map_err(|error| {
        let location = error.location();
        vec![RegistryError {
            overlay: overlay.map(str::to_owned),
            path: String::new(),
            problem: Problem::Yaml {
                message: error.to_string(),
                line: location.as_ref().map(serde_yaml::Location::line),
                column: location.as_ref().map(serde_yaml::Location::column),
            },
        }]
    })
}

fn check(raw: &RawRegistry, overlay: Option<&str>) -> Result<Registry, Vec<RegistryError>> {
    let mut checker = Checker {
        raw,
        overlay,
        errors: Vec::new(),
    };
    let kinds = checker.entries(&raw.kinds, "kinds", Checker::kind);
    let conditions = checker.entries(&raw.conditions, "conditions", Checker::condition);
    let properties = checker.entries(&raw.properties, "properties", Checker::property);
    for (id, label) in &raw.statistics {
        checker.label(&format!("statistics.{id}"), label);
    }
    if !checker.errors.is_empty() {
        return Err(checker.errors);
    }
    Ok(Registry {
        kinds,
        properties,
        conditions,
        statistics: raw.statistics.clone(),
    })
}

struct Checker<'a> {
    raw: &'a RawRegistry,
    overlay: Option<&'a str>,
    errors: Vec<RegistryError>,
}

impl Checker<'_> {
    fn entries<R, T>(
        &mut self,
        raw: &IndexMap<String, R>,
        list: &str,
        read: impl Fn(&mut Self, &str, &str, &R) -> Option<T>,
    ) -> IndexMap<String, T> {
        let mut entries = IndexMap::new();
        for (id, raw) in raw {
            let path = format!("{list}.{id}");
            let in_style = id.starts_with(|first: char| first.is_ascii_lowercase())
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            if !in_style {
                self.error(&path, Problem::Id);
            }
            if let Some(entry) = read(self, &path, id, raw) {
                entries.insert(id.clone(), entry);
            }
        }
        entries
    }

    fn kind(&mut self, path: &str, _id: &str, raw: &RawKind) -> Option<QuantityKind> {
        self.label(path, &raw.label);
        let unit = self.required_unit(path, raw.unit.as_deref())?;
        Some(QuantityKind {
            label: raw.label.clone(),
            unit,
        })
    }

    fn property(&mut self, path: &str, id: &str, raw: &RawProperty) -> Option<Property> {
        self.label(path, &raw.label);
        if raw.kind.is_none() {
            self.error(path, Problem::Missing("kind"));
        }
        let scale = self.scale(
            path,
            raw.kind.as_deref(),
            raw.unit.as_deref(),
            raw.units.as_deref(),
        );
        let (plausible_min, plausible_max) = self.plausible(path, raw.plausible.as_ref());
        let must_state = raw.must_state.iter().flatten();
        let must_state = must_state
            .map(|name| self.requirement(path, name))
            .collect();
        let key_conditions = raw.key_conditions.clone().unwrap_or_default();
        for name in &key_conditions {
            self.condition_name(&format!("{path}.key_conditions"), name);
        }
        let (id, label) = (id.to_owned(), raw.label.clone());
        Some(Property {
            id,
            label,
            synonyms: raw.synonyms.clone(),
            scale: scale?,
            plausible_min,
            plausible_max,
            must_state,
            key_conditions,
        })
    }

    fn condition(
        &mut self,
        path: &str,
        id: &str,
        raw: &RawCondition,
    ) -> Option<MeasurementCondition> {
        self.label(path, &raw.label);
        let scale = if raw.text == Some(true) {
            if raw.kind.is_some() || raw.unit.is_some() || raw.units.is_some() {
                self.error(path, Problem::TextWithUnit);
            }
            None
        } else {
            Some(self.scale(
                path,
                raw.kind.as_deref(),
                raw.unit.as_deref(),
                raw.units.as_deref(),
            )?)
        };
        Some(MeasurementCondition {
            id: id.to_owned(),
            label: raw.label.clone(),
            scale,
        })
    }

    fn scale(
        &mut self,
        path: &str,
        kind: Option<&str>,
        unit: Option<&str>,
        units: Option<&[String]>,
    ) -> Option<Scale> {
        let unit = self.required_unit(path, unit)?;
        if let Some(kind) = kind {
            match self
                .raw
                .kinds
                .get(kind)
                .map(|raw| raw.unit.as_deref().map(Unit::parse))
            {
                None => self.error(
                    &format!("{path}.kind"),
                    Problem::UnknownKind(kind.to_owned()),
                ),
                Some(Some(Ok(of_kind))) => {
                    self.same_dimension(&format!("{path}.unit"), &unit, &of_kind);
                }
                // A missing or wrong unit of a kind is already reported at the kind.
                Some(_) => {}
            }
        }
        let mut allowed = Vec::new();
        for (index, code) in units.unwrap_or_default().iter().enumerate() {
            let path = format!("{path}.units[{index}]");
            if let Some(other) = self.unit(&path, code) {
                self.same_dimension(&path, &other, &unit);
                allowed.push(other);
            }
        }
        if units.is_none() {
            allowed.push(unit.clone());
        } else if !allowed.contains(&unit) {
            self.error(
                &format!("{path}.units"),
                Problem::CanonicalMissing(unit.code().to_owned()),
            );
        }
        Some(Scale {
            kind: kind.map(str::to_owned),
            unit,
            units: allowed,
        })
    }

    fn plausible(
        &mut self,
        path: &str,
        raw: Option<&RawPlausible>,
    ) -> (Option<Decimal>, Option<Decimal>) {
        let mut bound = |key: &str, text: Option<&String>| {
            let text = text?;
            let decimal = Decimal::parse(text).ok();
            if decimal.is_none() {
                self.error(
                    &format!("{path}.plausible.{key}"),
                    Problem::Number(text.clone()),
                );
            }
            decimal
        };
        let min = bound("min", raw.and_then(|raw| raw.min.as_ref()));
        let max = bound("max", raw.and_then(|raw| raw.max.as_ref()));
        if let (Some(min), Some(max)) = (&min, &max)
            && min.to_rational() > max.to_rational()
        {
            self.error(&format!("{path}.plausible"), Problem::Bounds);
        }
        (min, max)
    }

    fn requirement(&mut self, path: &str, name: &str) -> Requirement {
        match name {
            "n" => Requirement::N,
            "statistic" => Requirement::Statistic,
            "method" => Requirement::Method,
            "standard" => Requirement::Standard,
            id => {
                self.condition_name(&format!("{path}.must_state"), id);
                Requirement::Condition(id.to_owned())
            }
        }
    }

    fn condition_name(&mut self, path: &str, name: &str) {
        if !self.raw.conditions.contains_key(name) {
            self.error(path, Problem::UnknownCondition(name.to_owned()));
        }
    }

    fn required_unit(&mut self, path: &str, code: Option<&str>) -> Option<Unit> {
        let Some(code) = code else {
            self.error(path, Problem::Missing("unit"));
            return None;
        };
        self.unit(&format!("{path}.unit"), code)
    }

    fn unit(&mut self, path: &str, code: &str) -> Option<Unit> {
        match Unit::parse(code) {
            Ok(unit) => Some(unit),
            Err(error) => {
                let suggestion = error.suggestions.into_iter().next();
                self.error(
                    path,
                    Problem::Unit {
                        unit: code.to_owned(),
                        suggestion,
                    },
                );
                None
            }
        }
    }

    fn same_dimension(&mut self, path: &str, unit: &Unit, canonical: &Unit) {
        if unit.dimension() != canonical.dimension() {
            let (unit, canonical) = (unit.code().to_owned(), canonical.code().to_owned());
            self.error(path, Problem::Dimension { unit, canonical });
        }
    }

    fn label(&mut self, path: &str, label: &Label) {
        if label.is_empty() {
            self.error(path, Problem::Missing("label"));
        }
    }

    fn error(&mut self, path: &str, problem: Problem) {
        self.errors.push(RegistryError {
            overlay: self.overlay.map(str::to_owned),
            path: path.to_owned(),
            problem,
        });
    }
}
