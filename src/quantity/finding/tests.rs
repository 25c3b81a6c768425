//! Tests of findings.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::comparison::Difference;
use super::plausibility::Implausible;
use super::*;
use crate::quantity::registry::Registry;

struct Rows(Registry);

impl Rows {
    fn row(&self, property: &str, text: &str, conditions: &[(&str, &str)]) -> Measurement {
        let quantity = self
            .0
            .read_text(property, &self.0.properties[property].scale, text)
            .unwrap();
        let mut measurement = Measurement::new(property, quantity);
        for (id, text) in conditions {
            let value = match &self.0.conditions[*id].scale {
                Some(scale) => {
                    ConditionValue::Quantity(Box::new(self.0.read_text(id, scale, text).unwrap()))
                }
                None => ConditionValue::Text((*text).to_owned()),
            };
            measurement.conditions.insert((*id).to_owned(), value);
        }
        measurement
    }

    fn property(&self, id: &str) -> &Property {
        &self.0.properties[id]
    }

    fn implausible(&self, property: &str, text: &str) -> Option<Implausible> {
        plausibility(
            &self.row(property, text, &[]).quantity.amount,
            self.property(property),
        )
    }
}

fn rows() -> Rows {
    Rows(Registry::built_in().unwrap())
}

#[test]
fn questions_a_value_and_suggests_the_unit() {
    let rows = rows();
    let found = rows.implausible("fibre_diameter", "150 um").unwrap();
    assert_eq!(found.usual_min.unwrap().source(), "1 nm");
    assert_eq!(found.usual_max.unwrap().source(), "50 um");
    assert_eq!(found.better_unit.as_deref(), Some("nm"));
    assert_eq!(rows.implausible("fibre_diameter", "150 nm"), None);
    assert_eq!(rows.implausible("fibre_diameter", "1 nm"), None);
    assert!(rows.implausible("fibre_diameter", "0.1..100 nm").is_some());
    // The spread may reach below zero.
    assert_eq!(rows.implausible("fibre_diameter", "150 ± 200 nm"), None);
    assert_eq!(
        rows.implausible("porosity", "120 %").unwrap().better_unit,
        None
    );
}

#[test]
fn lists_what_is_not_stated() {
    let rows = rows();
    let unstated = |row: &Measurement| super::unstated(row, rows.property(&row.property));
    let mut row = rows.row(
        "air_permeability",
        "350 mm/s",
        &[("pressure_drop", "100 Pa")],
    );
    assert_eq!(unstated(&row), ["area"]);
    row = rows.row(
        "air_permeability",
        "350 mm/s",
        &[("pressure_drop", "100 Pa"), ("area", "20 cm2")],
    );
    assert!(unstated(&row).is_empty());

    let at = [("accelerating_voltage", "5 kV")];
    row = rows.row("fibre_diameter", "150 nm", &at);
    assert_eq!(unstated(&row), ["n", "statistic"]);
    row.n = Some(100);
    row.statistic = Some("mean".to_owned());
    assert!(unstated(&row).is_empty());
    assert_eq!(
        unstated(&rows.row("fibre_diameter", "150 (sd 20) nm", &at)),
        ["n"]
    );
    assert!(unstated(&rows.row("fibre_diameter", "100..300 nm", &at)).is_empty());

    row = rows.row("wvtr", "9200 g/(m2.d)", &[]);
    assert_eq!(unstated(&row), ["method", "climate"]);
    row.method = Some(UNKNOWN_METHOD.to_owned());
    assert_eq!(unstated(&row), ["climate"]);
}

#[test]
fn compares_only_what_was_measured_alike() {
    let rows = rows();
    let compare = |one: &Measurement, other: &Measurement| {
        comparable(one, other, rows.property(&one.property))
    };
    let conditions = [("pressure_drop", "100 Pa"), ("area", "20 cm2")];
    let one = rows.row("air_permeability", "350 mm/s", &conditions);
    let same = rows.row(
        "air_permeability",
        "1 m/s",
        &[("pressure_drop", "1 mbar"), ("area", "0.2 dm2")],
    );
    assert!(compare(&one, &same).is_comparable());

    let other = rows.row(
        "air_permeability",
        "350 mm/s",
        &[("pressure_drop", "200 Pa")],
    );
    let differences = vec![
        Difference::Condition("pressure_drop".to_owned()),
        Difference::ConditionUnstated("area".to_owned()),
    ];
    assert_eq!(compare(&one, &other), Comparability::Different(differences));

    let pressure_drop = rows.row("pressure_drop", "100 Pa", &conditions);
    assert_eq!(
        compare(&one, &pressure_drop),
        Comparability::Different(vec![Difference::Property])
    );
}

#[test]
fn words_agree_whatever_their_case() {
    let rows = rows();
    let angle = |liquid: &str| rows.row("contact_angle", "128.5 deg", &[("liquid", liquid)]);
    let property = rows.property("contact_angle");
    assert!(comparable(&angle("Water"), &angle(" water"), property).is_comparable());
    assert!(!comparable(&angle("water"), &angle("diiodomethane"), property).is_comparable());
}

#[test]
fn methods_must_agree_where_they_are_known() {
    let rows = rows();
    let row = |property: &str, text: &str, method: Option<&str>| {
        let mut row = rows.row(property, text, &[("climate", "38 °C, 90 %")]);
        row.method = method.map(str::to_owned);
        row
    };
    let compare =
        |property: &str, text: &str, one: Option<&str>, other: Option<&str>| match comparable(
            &row(property, text, one),
            &row(property, text, other),
            rows.property(property),
        ) {
            Comparability::Comparable => Vec::new(),
            Comparability::Different(differences) => differences,
        };
    let wvtr = |one, other| compare("wvtr", "9200 g/(m2.d)", one, other);
    assert_eq!(wvtr(Some("iso-15496"), Some("iso-15496")), []);
    assert_eq!(
        wvtr(Some("iso-15496"), Some("astm-e96")),
        [Difference::Method]
    );
    assert_eq!(wvtr(Some("iso-15496"), None), [Difference::MethodUnstated]);
    assert_eq!(
        wvtr(Some("unknown"), Some("unknown")),
        [Difference::MethodUnstated]
    );
    assert_eq!(wvtr(None, None), [Difference::MethodUnstated]);
    assert_eq!(compare("fibre_diameter", "150 nm", None, None), []);
}

#[test]
fn a_limit_is_not_a_mean() {
    let rows = rows();
    let property = rows.property("fibre_diameter");
    let mean = rows.row("fibre_diameter", "150 (sd 20) nm", &[]);
    let limit = rows.row("fibre_diameter", "< 5 um", &[]);
    assert_eq!(
        comparable(&mean, &limit, property),
        Comparability::Different(vec![Difference::Statistic])
    );
}
