//! The built-in registry knows what the trade measures: `tests/fixtures/domain/`
//! says what that is, row by row.

use spunweb::testing::quantity::{Amount, Registry, UNITS, Unit};

use crate::support::{PACKAGE, expect_none};

struct Row {
    property: String,
    units: Vec<(String, Option<String>)>,
    usual: (String, String),
    stated: Vec<String>,
}

fn rows() -> Vec<Row> {
    let path = format!("{PACKAGE}/tests/fixtures/domain/quantities.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split('|').collect();
            let [property, units, usual, stated] = parts[..] else {
                panic!("{line}");
            };
            let (low, high) = usual.split_once("..").unwrap();
            let unit = |text: &str| {
                let (unit, code) = text.rsplit_once('=').unwrap();
                (unit.to_owned(), (code != "-").then(|| code.to_owned()))
            };
            Row {
                property: property.to_owned(),
                units: units.split(' ').map(unit).collect(),
                usual: (low.to_owned(), high.to_owned()),
                stated: stated.split_whitespace().map(str::to_owned).collect(),
            }
        })
        .collect()
}

/// Every quantity is there, in its units with their codes, with what it must
/// state, and none of its usual values is questioned.
#[test]
fn the_registry_holds_the_table_row_by_row() {
    let registry = Registry::built_in().unwrap();
    let mut wrong = Vec::new();
    let rows = rows();
    assert!(rows.len() >= 52, "{} rows", rows.len());
    for row in &rows {
        let Some(property) = registry.properties.get(&row.property) else {
            wrong.push(format!("{}: not in the registry", row.property));
            continue;
        };
        for (code, unece) in &row.units {
            let unit = Unit::parse(code).unwrap();
            if !property.scale.units.contains(&unit) {
                wrong.push(format!("{}: {code} is not allowed", row.property));
            }
            if unit.unece_code() != unece.as_deref() {
                wrong.push(format!("{code}: {:?}, not {unece:?}", unit.unece_code()));
            }
        }
        let stated: Vec<&str> = property.must_state.iter().map(|r| r.name()).collect();
        let missing: Vec<&String> = row
            .stated
            .iter()
            .filter(|name| !stated.contains(&name.as_str()))
            .collect();
        if !missing.is_empty() {
            wrong.push(format!("{}: does not ask for {missing:?}", row.property));
        }
        for value in [&row.usual.0, &row.usual.1] {
            let text = format!("{value} {}", property.scale.unit.code());
            let amount = Amount::parse(&text).unwrap().amount;
            if spunweb::testing::quantity::plausibility(&amount, property).is_some() {
                wrong.push(format!("{}: {text} is questioned", row.property));
            }
        }
    }
    expect_none("rows of the table are not held", &wrong);
}

/// Every unit that a property or a condition allows is in the table of units, so
/// that its code is a decision and not an oversight.
#[test]
fn every_allowed_unit_has_a_decision_about_its_code() {
    let registry = Registry::built_in().unwrap();
    let properties = registry.properties.values().map(|p| &p.scale);
    let conditions = registry
        .conditions
        .values()
        .filter_map(|c| c.scale.as_ref());
    let unknown: Vec<&str> = properties
        .chain(conditions)
        .flat_map(|scale| &scale.units)
        .map(Unit::code)
        .filter(|code| !UNITS.iter().any(|known| known.code == *code))
        .collect();
    expect_none("units are not in the table", &unknown);
}
