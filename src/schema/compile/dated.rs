//! Compiles the dates of a collection: the list by date, which is also a calendar, and the
//! feed of new entries.

use std::sync::Arc;

use super::Compiler;
use crate::diagnostic::Diagnostic;
use crate::schema::spec::{ConditionSpec, FeedSpec, TimelineSpec};
use crate::schema::{Condition, Feed, FieldType, Fields, Timeline};

/// The default for the most entries of a feed.
const FEED_LIMIT: usize = 50;

/// The types that give a day.
pub(super) const DATED: &[&str] = &["date", "datetime"];

impl Compiler<'_> {
    pub(super) fn timeline(&mut self, spec: TimelineSpec, fields: &Fields) -> Timeline {
        const AT: [&str; 2] = ["list", "timeline"];
        let start = self.of_type(&AT, "start", Some(spec.start), DATED, fields);
        Timeline {
            start: start.unwrap_or_default(),
            end: self.of_type(&AT, "end", spec.end, DATED, fields),
            time: self.of_type(&AT, "time", spec.time, &["string"], fields),
            cancelled: self.shown_condition(spec.cancelled, fields),
            tentative: self.shown_condition(spec.tentative, fields),
            revision: self.of_type(&AT, "revision", spec.revision, &["int"], fields),
        }
    }

    pub(super) fn feed(&mut self, spec: FeedSpec, fields: &Fields) -> Feed {
        let date = self.of_type(&["feed"], "date", Some(spec.date), DATED, fields);
        Feed {
            date: date.unwrap_or_default(),
            updated: self.of_type(&["feed"], "updated", spec.updated, DATED, fields),
            limit: spec.limit.unwrap_or(FEED_LIMIT),
        }
    }

    /// A condition that decides what visitors read about an entry.
    fn shown_condition(
        &mut self,
        spec: Option<ConditionSpec>,
        fields: &Fields,
    ) -> Option<Condition> {
        let spec = spec?;
        self.must_be_public("list", Some(&spec.field), fields);
        Some(self.condition("list", spec, fields))
    }

    /// The name of a field in a role that requires a type; reports a field of another type.
    pub(super) fn of_type(
        &mut self,
        above: &[&str],
        part: &str,
        name: Option<String>,
        types: &[&str],
        fields: &Fields,
    ) -> Option<Arc<str>> {
        let path: Vec<&str> = above.iter().copied().chain([part]).collect();
        if let Some(unknown) = name.as_deref().filter(|name| fields.get(name).is_none()) {
            let fitting = fields
                .iter()
                .filter(|field| types.contains(&field.kind.name()));
            self.unknown_field_among(&path, unknown, fitting.map(|field| &*field.name));
            return name.map(Arc::from);
        }
        let name = self.named(&path, name, fields)?;
        self.is_of_type(&path, &name, types, fields);
        Some(name)
    }

    /// Reports a field in a role that requires another type.
    pub(super) fn is_of_type(
        &mut self,
        path: &[&str],
        name: &str,
        types: &[&str],
        fields: &Fields,
    ) {
        // An unknown type has already been reported.
        let fits =
            |kind: &FieldType| types.contains(&kind.name()) || matches!(kind, FieldType::Any);
        let field = fields.get(name).filter(|field| !fits(&field.kind));
        if let Some(field) = field
            && let Some(span) = self.span(path, "")
        {
            let steps = path.iter().filter(|step| step.parse::<usize>().is_err());
            let role = steps.copied().collect::<Vec<_>>().join(".");
            let others = fields.iter().filter(|other| fits(&other.kind));
            self.findings.push(
                Diagnostic::new("S065", span)
                    .arg("role", role)
                    .arg("field", name)
                    .arg("type", field.kind.name())
                    .arg("types", types.join("`, `"))
                    .did_you_mean(span, name, others.map(|other| &*other.name)),
            );
        }
    }
}
