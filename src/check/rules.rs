//! Rules of a collection on several fields of an entry: fields that must occur together,
//! and comparisons of values.

use std::cmp::Ordering;

use crate::config::limits::MAX_COMPARED;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Catalog;
use crate::quantity::{Amount, Bound, Decimal, Interval};
use crate::schema::{
    Comparison, Condition, Demand, FieldPath, Fields, Item, Operand, Operator, PartialDate, Record,
    Rule, Value,
};
use crate::text::Span;

/// Every entry meets the rules of its collection.
pub(super) fn rules_hold(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for index in catalog
        .all()
        .filter(|index| catalog.state(*index).has_page())
    {
        let entry = catalog.entry(index);
        for rule in &catalog.collection_of(index).rules {
            let default = catalog.config.default_language();
            let mut held = Held {
                rule,
                record: &entry.record,
                fields: &catalog.collection_of(index).fields,
                entry: entry.span,
                why: catalog.label(&rule.message, default),
                findings,
            };
            for demand in &rule.demands {
                held.demand(demand);
            }
        }
    }
}

/// A rule that is checked against an entry.
struct Held<'a, 'f> {
    rule: &'a Rule,
    record: &'a Record,
    fields: &'a Fields,
    entry: Span,
    why: &'a str,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'a> Held<'a, '_> {
    fn demand(&mut self, demand: &'a Demand) {
        match demand {
            Demand::Present(path) => {
                for (group, rest, place) in self.groups(path) {
                    if rest.values(group).is_empty() {
                        let found = self.found("S040", "S041", place);
                        self.findings.push(found.arg("field", path.as_str()));
                    }
                }
            }
            Demand::Absent(path) => {
                for (group, rest, _) in self.groups(path) {
                    if let Some(item) = rest.values(group).first() {
                        let found = self.found("S040.forbidden", "S041.forbidden", item.span);
                        self.findings.push(found.arg("field", path.as_str()));
                    }
                }
            }
            Demand::OneOf(paths) => self.one_of(paths),
            Demand::Compare(comparison) => self.compare(comparison),
        }
    }

    /// The groups in which a demand is checked, the rest of its path there, and the place
    /// of the value that triggers it. If the condition and the field are in the same group,
    /// both are checked in every item of a list.
    fn groups(&self, path: &FieldPath) -> Vec<(&'a Record, FieldPath, Span)> {
        let Some(given) = &self.rule.given else {
            return vec![(self.record, path.clone(), self.entry)];
        };
        let (groups, field, rest) = given.field.beside(path, self.record);
        let is = given.is.clone();
        let condition = Condition {
            field,
            is,
            places: Vec::new(),
        };
        groups
            .into_iter()
            .filter_map(|group| Some((group, rest.clone(), condition.met(group)?.span)))
            .collect()
    }

    /// Where the entry as a whole meets the condition; `None` if it does not.
    fn place(&self) -> Option<Span> {
        match &self.rule.given {
            None => Some(self.entry),
            Some(given) => given.met(self.record).map(|item| item.span),
        }
    }

    fn one_of(&mut self, paths: &[FieldPath]) {
        let Some(place) = self.place() else { return };
        if paths.iter().all(|path| path.values(self.record).is_empty()) {
            let names: Vec<&str> = paths.iter().map(FieldPath::as_str).collect();
            let found = self.found("S040.none", "S041.none", place);
            self.findings.push(found.arg("fields", names.join(", ")));
        }
    }

    fn compare(&mut self, comparison: &'a Comparison) {
        if self.place().is_none() {
            return;
        }
        if let Some(many) = too_many(comparison, self.record) {
            let found = self.found("S040.pairs", "S041.pairs", many.span);
            let found = found.arg("comparison", comparison.text.as_str());
            self.findings
                .push(found.arg("limit", MAX_COMPARED.to_string()));
            return;
        }
        for (left, right) in broken(comparison, self.record) {
            let other = match &comparison.right {
                Operand::Field(path) => self.shown(path, right.value()),
                Operand::Literal(value) => value.written().unwrap_or_default(),
            };
            let mut found = self
                .found("S040.compare", "S041.compare", left.span)
                .arg("comparison", comparison.text.as_str())
                .arg("left", self.shown(&comparison.left, &left.value))
                .arg("right", other);
            if let Side::Written(item) = right {
                found = found.related(item.span, "right");
            }
            self.findings.push(found);
        }
    }

    /// A value as a message may print it; of a private field only its name.
    fn shown(&self, path: &FieldPath, value: &Value) -> String {
        if path.is_public(self.fields) {
            value.written().unwrap_or_default()
        } else {
            format!("`{}`", path.as_str())
        }
    }

    fn found(&self, error: &'static str, warning: &'static str, place: Span) -> Diagnostic {
        let key = match self.rule.severity {
            Severity::Error => error,
            Severity::Warning | Severity::Note => warning,
        };
        let given = self.rule.given.as_ref().map(|given| given.field.as_str());
        Diagnostic::new(key, place)
            .arg_if("given", given)
            .arg("why", self.why)
    }
}

/// The right side of a comparison.
#[derive(Clone, Copy)]
enum Side<'a> {
    Written(&'a Item),
    Literal(&'a Value),
}

impl<'a> Side<'a> {
    fn value(self) -> &'a Value {
        match self {
            Self::Written(item) => &item.value,
            Self::Literal(value) => value,
        }
    }
}

/// The first value of a comparison of two lists with more pairs than the limit.
fn too_many<'a>(comparison: &Comparison, record: &'a Record) -> Option<&'a Item> {
    let Operand::Field(right) = &comparison.right else {
        return None;
    };
    let (groups, left, right) = comparison.left.beside(right, record);
    let pairs = |group: &Record| {
        let (left, right) = (left.values(group).len(), right.values(group).len());
        left.saturating_mul(right)
    };
    let all = groups.iter().map(|group| pairs(group));
    let is_over = all.fold(0, usize::saturating_add) > MAX_COMPARED;
    let mut values = groups.iter().flat_map(|group| left.values(group));
    values.next().filter(|_| is_over)
}

/// The pairs of values that violate a comparison. Two fields of one group are compared
/// within each group of a list.
fn broken<'a>(comparison: &'a Comparison, record: &'a Record) -> Vec<(&'a Item, Side<'a>)> {
    let right = match &comparison.right {
        Operand::Field(path) => path,
        Operand::Literal(value) => {
            let items = comparison.left.values(record).into_iter();
            return items
                .filter(|item| !holds(&item.value, comparison.operator, value))
                .map(|item| (item, Side::Literal(value)))
                .collect();
        }
    };
    let (groups, left, right) = comparison.left.beside(right, record);
    let mut found = Vec::new();
    for group in groups {
        for item in left.values(group) {
            for other in right.values(group) {
                if !holds(&item.value, comparison.operator, &other.value) {
                    found.push((item, Side::Written(other)));
                }
            }
        }
    }
    found
}

/// Whether two values satisfy the operator; incomparable values do.
fn holds(left: &Value, operator: Operator, right: &Value) -> bool {
    if let (Some(left), Some(right)) = (days(left, right), days(right, left)) {
        return dates_hold(left, operator, right);
    }
    if let (Some(left), Some(right)) = (moment(left), moment(right)) {
        return ordering_holds(left.cmp(&right), operator);
    }
    if let Some(order) = numbers(left, right) {
        return ordering_holds(order, operator);
    }
    if let Some((left, right)) = quantities(left, right) {
        return intervals_hold(&left, operator, &right);
    }
    let same = left.written() == right.written();
    match operator {
        Operator::Equal => same,
        Operator::Unequal => !same,
        _ => true,
    }
}

fn ordering_holds(order: Ordering, operator: Operator) -> bool {
    match operator {
        Operator::Less => order.is_lt(),
        Operator::AtMost => order.is_le(),
        Operator::Equal => order.is_eq(),
        Operator::Unequal => order.is_ne(),
        Operator::AtLeast => order.is_ge(),
        Operator::More => order.is_gt(),
    }
}

/// A date, or a year compared with one.
fn days(value: &Value, beside: &Value) -> Option<PartialDate> {
    match (value, beside) {
        (Value::Date(date), _) => Some(*date),
        (Value::Int(year), Value::Date(_) | Value::DateTime(_)) => {
            PartialDate::parse(&year.to_string())
        }
        (Value::Decimal(year), Value::Date(_) | Value::DateTime(_)) => PartialDate::parse(year),
        (Value::DateTime(_), Value::Date(_) | Value::Int(_) | Value::Decimal(_)) => value.date(),
        _ => None,
    }
}

/// Partially known dates satisfy an operator if they possibly do.
fn dates_hold(left: PartialDate, operator: Operator, right: PartialDate) -> bool {
    match operator {
        Operator::Less => left.first_day() < right.last_day(),
        Operator::AtMost => left.first_day() <= right.last_day(),
        Operator::Equal => {
            left.first_day() <= right.last_day() && right.first_day() <= left.last_day()
        }
        Operator::Unequal => left != right,
        Operator::AtLeast => left.last_day() >= right.first_day(),
        Operator::More => left.last_day() > right.first_day(),
    }
}

fn moment(value: &Value) -> Option<jiff::civil::DateTime> {
    match value {
        Value::DateTime(at) => Some(*at),
        _ => None,
    }
}

fn numbers(left: &Value, right: &Value) -> Option<Ordering> {
    let number = |value: &Value| match value {
        Value::Int(number) => Decimal::parse(&number.to_string()).ok(),
        Value::Decimal(digits) => Decimal::parse(digits).ok(),
        _ => None,
    };
    let (left, right) = (number(left)?, number(right)?);
    Some(left.to_rational().cmp(&right.to_rational()))
}

/// The intervals of two quantities, in the unit of the left one; `None` if their dimensions
/// differ.
fn quantities(left: &Value, right: &Value) -> Option<(Interval, Interval)> {
    fn amount(value: &Value) -> Option<&Amount> {
        match value {
            Value::Quantity(stated) => Some(&stated.amount),
            _ => None,
        }
    }
    let (left, right) = (amount(left)?, amount(right)?);
    let in_unit = |amount: &Amount| -> Option<Interval> { amount.interval(&left.unit).ok() };
    Some((in_unit(left)?, in_unit(right)?))
}

/// Ranges and limits satisfy an operator if they possibly do, as dates do.
fn intervals_hold(left: &Interval, operator: Operator, right: &Interval) -> bool {
    match operator {
        Operator::Less => may_be_less(left, right),
        Operator::AtMost => may_be_less(left, right) || may_be_equal(left, right),
        Operator::Equal => may_be_equal(left, right),
        Operator::Unequal => left != right || left.lower() != left.upper(),
        Operator::AtLeast => may_be_less(right, left) || may_be_equal(left, right),
        Operator::More => may_be_less(right, left),
    }
}

fn may_be_less(left: &Interval, right: &Interval) -> bool {
    match (left.lower().value(), right.upper().value()) {
        (Some(lower), Some(upper)) => lower < upper,
        _ => true,
    }
}

/// Whether the intervals overlap.
fn may_be_equal(left: &Interval, right: &Interval) -> bool {
    let reaches = |upper: &Bound, lower: &Bound| match (upper, lower) {
        (Bound::Closed(upper), Bound::Closed(lower)) => lower <= upper,
        (upper, lower) => match (upper.value(), lower.value()) {
            (Some(upper), Some(lower)) => lower < upper,
            _ => true,
        },
    };
    reaches(left.upper(), right.lower()) && reaches(right.upper(), left.lower())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::StatedQuantity;

    fn date(text: &str) -> Value {
        PartialDate::parse(text).map_or(Value::Any, Value::Date)
    }

    #[test]
    fn dates_of_partial_precision_hold_where_they_may() {
        let may = |left: &str, operator, right: &str| holds(&date(left), operator, &date(right));
        assert!(may("2026-05", Operator::AtMost, "2026"));
        assert!(may("2026", Operator::AtMost, "2026-05-01"));
        assert!(!may("2026-05", Operator::AtMost, "2026-04-30"));
        assert!(!may("2026-05-01", Operator::Less, "2026-05-01"));
        assert!(may("2026-05", Operator::Equal, "2026-05-09"));
        assert!(!may("2025", Operator::AtLeast, "2026-01"));
    }

    #[test]
    fn numbers_and_quantities_compare_by_what_they_say() {
        let quantity = |text: &str| {
            let amount = Amount::parse(text).map(|parsed| parsed.amount);
            amount.map_or(Value::Any, |amount| {
                Value::Quantity(Box::new(StatedQuantity {
                    written: text.into(),
                    amount,
                    interval: None,
                }))
            })
        };
        assert!(holds(
            &Value::Int(2),
            Operator::Less,
            &Value::Decimal("2.50".into())
        ));
        assert!(holds(
            &quantity("25.4 mm"),
            Operator::Equal,
            &quantity("1 [in_i]")
        ));
        assert!(!holds(
            &quantity("1 cm"),
            Operator::AtMost,
            &quantity("9 mm")
        ));
        let ranges =
            |left: &str, operator, right: &str| holds(&quantity(left), operator, &quantity(right));
        assert!(ranges("5 nm", Operator::AtMost, "4–6 nm"));
        assert!(ranges("4–6 nm", Operator::AtMost, "5 nm"));
        assert!(ranges("5 nm", Operator::Equal, "4–6 nm"));
        assert!(!ranges("7 nm", Operator::AtMost, "4–6 nm"));
        assert!(!ranges("7 nm", Operator::Equal, "4–6 nm"));
        assert!(ranges("> 5 nm", Operator::More, "5 nm"));
        assert!(!ranges("< 5 nm", Operator::AtLeast, "5 nm"));
        assert!(ranges("<= 5 nm", Operator::AtLeast, "5 nm"));
        assert!(!ranges("5 nm", Operator::Unequal, "5.0 nm"));
        // A length and a mass do not compare.
        assert!(holds(
            &quantity("1 cm"),
            Operator::AtMost,
            &quantity("9 kg")
        ));
        assert!(!holds(
            &Value::Text("a".into()),
            Operator::Equal,
            &Value::Text("b".into())
        ));
        assert!(holds(&date("2019-06"), Operator::AtMost, &Value::Int(2019)));
        let moment = jiff::civil::date(2019, 6, 1).at(9, 0, 0, 0);
        let moment = Value::DateTime(moment);
        assert!(holds(&moment, Operator::AtLeast, &Value::Int(2019)));
        assert!(!holds(&moment, Operator::AtLeast, &Value::Int(2020)));
        assert!(!holds(&Value::Int(2020), Operator::AtMost, &moment));
    }
}
