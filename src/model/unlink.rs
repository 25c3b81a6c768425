//! Removes references whose target is gone or unpublished, as `on_delete: unlink` asks.
//! They are removed from the record here, so that no page, search index or data file has to
//! know about it.

use std::sync::Arc;

use super::State;
use super::resolve::Known;
use crate::diagnostic::Diagnostic;
use crate::load::Entry;
use crate::schema::{
    Field, FieldType, Fields, Item, OnDelete, Record, Required, Unlinked, Value, walk,
};

/// Removes the references of an entry whose target has no page, and reports them.
pub(super) fn unlink(
    entry: &mut Arc<Entry>,
    state: State,
    known: Known<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(collection) = known.collections.get(entry.collection) else {
        return;
    };
    let mut run = Unlinking {
        known,
        reports: state.has_page(),
        findings,
    };
    // Entries are shared with callers who keep them for the next version, so only those
    // with something to remove are copied.
    if run.is_needed(&entry.record, &collection.fields) {
        run.record(&mut Arc::make_mut(entry).record, &collection.fields);
    }
}

struct Unlinking<'a, 'f> {
    known: Known<'a>,
    reports: bool,
    findings: &'f mut Vec<Diagnostic>,
}

impl Unlinking<'_, '_> {
    /// The state of an entry; `None` if it is gone. Compiling the schema reports an unknown
    /// collection, so every entry of it counts as existing.
    fn state(&self, (to, by): (&str, Option<&Arc<str>>), id: &Arc<str>) -> Option<State> {
        let mut collections = self.known.collections.iter();
        let Some(collection) = collections.position(|c| *c.id == *to) else {
            return Some(State::Published);
        };
        let names = self.known.names.of(self.known.ids, collection, by)?;
        let index = names.get(id)?;
        self.known.states.get(index.position()).copied()
    }

    /// Whether there is a reference to remove.
    fn is_needed(&self, record: &Record, fields: &Fields) -> bool {
        let mut needed = false;
        let asked = |field: &Field| field.on_delete == OnDelete::Unlink;
        walk(record, fields, &asked, &mut |visit| {
            needed |= self.is_left_out(&visit.item.value, visit.field);
        });
        needed
    }

    fn is_left_out(&self, value: &Value, field: &Field) -> bool {
        match (value, &field.kind) {
            (Value::Unlinked(Unlinked::Ref(id)), FieldType::Ref { to, by })
                if field.on_delete == OnDelete::Unlink =>
            {
                !self
                    .state((to, by.as_ref()), id)
                    .is_some_and(State::has_page)
            }
            _ => false,
        }
    }

    /// Removes references from a group; whether its required ones remain.
    fn record(&mut self, record: &mut Record, fields: &Fields) -> bool {
        let mut whole = true;
        for field in fields.iter() {
            let kept = match record.get_mut(&field.name) {
                Some(item) => self.item(item, field),
                None => continue,
            };
            if !kept {
                record.remove(&field.name);
                whole &= field.required == Required::No;
            }
        }
        whole
    }

    /// Whether the value stays.
    fn item(&mut self, item: &mut Item, field: &Field) -> bool {
        match (&mut item.value, &field.kind) {
            (Value::Unlinked(Unlinked::Ref(id)), FieldType::Ref { to, by })
                if field.on_delete == OnDelete::Unlink =>
            {
                let state = self.state((to, by.as_ref()), id);
                if state.is_some_and(State::has_page) {
                    return true;
                }
                if self.reports {
                    let key = match state {
                        Some(_) => "S057.state",
                        None => "S057.gone",
                    };
                    self.findings.push(
                        Diagnostic::new(key, item.span)
                            .arg("id", &**id)
                            .arg("collection", &**to)
                            .arg_if("state", state.map(State::name)),
                    );
                }
                false
            }
            (Value::List(items), FieldType::List(of)) => {
                let before = items.len();
                items.retain_mut(|item| self.item(item, of));
                before == 0 || !items.is_empty()
            }
            (Value::Object(record), FieldType::Object(fields)) => self.record(record, fields),
            (Value::Object(record), FieldType::Map(of)) => {
                let before = record.iter().count();
                let keys: Vec<Arc<str>> = record
                    .iter_mut()
                    .filter_map(|(key, item)| (!self.item(item, of)).then(|| Arc::from(key)))
                    .collect();
                for key in &keys {
                    record.remove(key);
                }
                before == 0 || before > keys.len()
            }
            (Value::Localized(values), _) => {
                values.retain(|_, item| self.item(item, field));
                !values.is_empty()
            }
            _ => true,
        }
    }
}
