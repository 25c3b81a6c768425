//! Compiles rules on several fields: conditions and demands, reviews, expiry dates, and
//! publicity.

use super::dated::DATED;
use super::{Compiler, field_at};
use crate::diagnostic::{Diagnostic, Severity};
use crate::schema::spec::{ConditionSpec, OneOrMore, PublicitySpec, ReviewSpec, RuleSpec};
use crate::schema::{
    Comparison, Condition, Demand, FieldPath, FieldType, Fields, Operand, Publicity, Review, Rule,
    Value,
};
use crate::text::Span;
use crate::yaml::Node;

impl Compiler<'_> {
    pub(super) fn rules(&mut self, specs: Vec<RuleSpec>, fields: &Fields) -> Vec<Rule> {
        specs
            .into_iter()
            .map(|spec| self.rule(spec, fields))
            .collect()
    }

    fn rule(&mut self, spec: RuleSpec, fields: &Fields) -> Rule {
        let given = spec
            .given
            .map(|given| self.condition("rules", given, fields));
        let mut demands = Vec::new();
        let present = self.paths("rules", &spec.require, fields);
        demands.extend(present.into_iter().map(Demand::Present));
        let absent = self.paths("rules", &spec.forbid, fields);
        demands.extend(absent.into_iter().map(Demand::Absent));
        if !spec.one_of.is_empty() {
            demands.push(Demand::OneOf(self.paths("rules", &spec.one_of, fields)));
        }
        if let Some(text) = &spec.compare {
            demands.extend(self.comparison(text, fields).map(Demand::Compare));
        } else if demands.is_empty()
            && let Some(span) = self.place_of("rules", "")
        {
            self.findings.push(Diagnostic::new("S052", span));
        }
        Rule {
            given,
            demands,
            severity: spec.severity.unwrap_or(Severity::Warning),
            message: spec.message,
        }
    }

    pub(super) fn condition(
        &mut self,
        part: &str,
        spec: ConditionSpec,
        fields: &Fields,
    ) -> Condition {
        let own = |span: &Span| {
            let built_in = self.declared.map_or(&[][..], |declared| declared.built_in);
            !built_in.contains(&span.source)
        };
        let places = spec.is.iter().filter_map(|text| self.place_of(part, text));
        let places: Vec<Span> = places.collect();
        let places = if places.iter().all(own) {
            places
        } else {
            Vec::new()
        };
        Condition {
            field: self.path(part, &spec.field, fields),
            is: spec.is,
            places,
        }
    }

    fn comparison(&mut self, text: &str, fields: &Fields) -> Option<Comparison> {
        let span = self.place_of("rules", text)?;
        let Some(read) = Comparison::parse(text) else {
            self.findings
                .push(Diagnostic::new("S051.form", span).arg("text", text));
            return None;
        };
        let right = match &read.right {
            Operand::Field(path) => Some(path),
            Operand::Literal(_) => None,
        };
        for path in std::iter::once(&read.left).chain(right) {
            match field_at(fields, path.as_str()) {
                None => self.unknown_path(span, path.as_str(), text, fields),
                Some(field) if read.operator.orders() && !field.kind.is_ordered() => {
                    self.findings.push(
                        Diagnostic::new("S051.order", span)
                            .arg("text", text)
                            .arg("field", path.as_str()),
                    );
                }
                Some(_) => {}
            }
        }
        self.unlike(&read, span, fields);
        Some(read)
    }

    /// Reports a comparison of values that can never be compared: a day with a number, a
    /// quantity with a number that has no unit.
    fn unlike(&mut self, read: &Comparison, span: Span, fields: &Fields) {
        let of = |path: &FieldPath| field_at(fields, path.as_str()).map(|field| &field.kind);
        let left = of(&read.left).and_then(ordered_as);
        let (right, written) = match &read.right {
            Operand::Field(path) => (of(path).and_then(ordered_as), path.as_str()),
            Operand::Literal(Value::Date(_)) => (Some(Ordered::Time), ""),
            Operand::Literal(_) => (Some(Ordered::Number), ""),
        };
        let is_year = |path: &FieldPath| matches!(of(path), Some(FieldType::Year));
        let years = is_year(&read.left)
            || matches!(&read.right, Operand::Field(path) if is_year(path))
            || matches!(&read.right, Operand::Literal(value)
                if left == Some(Ordered::Time) && value.as_text().is_some_and(|text| text.len() == 4));
        if left.is_some() && right.is_some() && left != right && !years {
            let literal = read.text.split_whitespace().last().unwrap_or_default();
            let right = if written.is_empty() { literal } else { written };
            self.findings.push(
                Diagnostic::new("S051.unlike", span)
                    .arg("left", read.left.as_str())
                    .arg("right", right),
            );
        }
    }

    pub(super) fn review(&mut self, spec: Option<ReviewSpec>, fields: &Fields) -> Option<Review> {
        let spec = spec?;
        Some(Review {
            field: self.dated_path("review", &spec.field, fields),
            months: spec.months,
        })
    }

    pub(super) fn publicity(
        &mut self,
        specs: Option<OneOrMore<PublicitySpec>>,
        fields: &Fields,
    ) -> Vec<Publicity> {
        let specs = specs.map(|specs| specs.0).unwrap_or_default();
        specs
            .into_iter()
            .map(|spec| {
                let of = self.condition("publicity", spec.of, fields);
                // Visitors are to read the sentence and to see the emblem.
                for shown in [&spec.statement, &spec.emblem] {
                    self.must_be_public("publicity", shown.as_deref(), fields);
                }
                let mut path =
                    |text: Option<String>| text.map(|text| self.path("publicity", &text, fields));
                Publicity {
                    of,
                    statement: path(spec.statement),
                    emblem: path(spec.emblem),
                    until: path(spec.until),
                }
            })
            .collect()
    }

    /// A path to a field with a day; reports any other path.
    pub(super) fn dated_path(&mut self, part: &str, text: &str, fields: &Fields) -> FieldPath {
        if let Some(field) = field_at(fields, text)
            && !DATED.contains(&field.kind.single().name())
            && let Some(span) = self.place_of(part, text)
        {
            self.findings.push(
                Diagnostic::new("S065", span)
                    .arg("role", part)
                    .arg("field", text)
                    .arg("type", field.kind.name())
                    .arg("types", DATED.join("`, `")),
            );
        }
        self.path(part, text, fields)
    }

    pub(super) fn paths(
        &mut self,
        part: &str,
        texts: &[String],
        fields: &Fields,
    ) -> Vec<FieldPath> {
        texts
            .iter()
            .map(|text| self.path(part, text, fields))
            .collect()
    }

    /// A path of fields in a part of the declaration; reports an unknown one at its place.
    fn path(&mut self, part: &str, text: &str, fields: &Fields) -> FieldPath {
        if field_at(fields, text).is_none()
            && let Some(span) = self.place_of(part, text)
        {
            self.unknown_path(span, text, text, fields);
        }
        FieldPath::new(text)
    }

    /// Reports an unknown path in a text, and suggests the field that was meant.
    fn unknown_path(&mut self, span: Span, path: &str, text: &str, fields: &Fields) {
        let (group, last) = match path.rsplit_once('.') {
            Some((group, last)) => (field_at(fields, group).map(|group| &group.kind), last),
            None => (None, path),
        };
        let beside = match group {
            Some(kind) => kind.fields(),
            None => (!path.contains('.')).then_some(fields),
        };
        let meant = beside.and_then(|beside| crate::diagnostic::closest(last, beside.names()));
        let mut found = Diagnostic::new("S035", span).arg("field", path);
        if let Some(meant) = meant {
            let kept = path.strip_suffix(last).unwrap_or_default();
            found = found.fix(span, text.replacen(path, &format!("{kept}{meant}"), 1));
        }
        self.findings.push(found);
    }

    /// The place of a text in a part of the declaration, in the last file that contains it;
    /// the part itself if it is written in another way.
    pub(super) fn place_of(&self, part: &str, text: &str) -> Option<Span> {
        let parts = self.written.iter().rev().filter_map(|file| file.get(part));
        parts
            .clone()
            .find_map(|node| scalar(node, text))
            .or_else(|| parts.clone().next().map(|node| node.span))
            .or_else(|| self.span(&[], ""))
    }
}

/// The kinds of values that have an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ordered {
    Time,
    Number,
    Quantity,
}

fn ordered_as(kind: &FieldType) -> Option<Ordered> {
    match kind.single() {
        FieldType::Date | FieldType::DateTime => Some(Ordered::Time),
        FieldType::Int | FieldType::Decimal | FieldType::Year => Some(Ordered::Number),
        FieldType::Quantity { .. } => Some(Ordered::Quantity),
        _ => None,
    }
}

/// The scalar of a text somewhere in a node.
fn scalar(node: &Node, text: &str) -> Option<Span> {
    if node.as_text() == Some(text) {
        return Some(node.span);
    }
    let in_pairs = node
        .pairs()
        .iter()
        .find_map(|pair| scalar(&pair.value, text));
    in_pairs.or_else(|| node.items().iter().find_map(|item| scalar(item, text)))
}
