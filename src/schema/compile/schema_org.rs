//! Checks the schema.org declarations against the vocabulary of schema.org: known types,
//! properties and members, and properties that the type allows.
//!
//! A finding is always in a file of the site. A built-in declaration is correct for its
//! built-in type; if a site gives the collection another type, the finding is at that type.

use super::{Compiler, reaches};
use crate::diagnostic::Diagnostic;
use crate::schema::{EntryType, Field, FieldType, Fields, Statement, Vocabulary};
use crate::text::Span;
use crate::yaml::Node;

/// The kind of name that is looked up.
#[derive(Clone, Copy)]
enum SchemaOrgWord {
    Type,
    Property,
    Member,
}

impl Compiler<'_> {
    /// Reports unknown schema.org names in the type of a collection and in its fields.
    pub(super) fn schema_org(&mut self, declared: Option<&EntryType>, fields: &Fields) {
        let mut types = Vec::new();
        if let Some(declared) = declared {
            let field = declared.field.as_deref().map(str::to_owned);
            self.named(&["schema_org", "field"], field, fields);
            types.push(&*declared.name);
            self.known(SchemaOrgWord::Type, &declared.name, &["schema_org", "type"]);
            for (value, name) in &declared.values {
                types.push(name);
                self.known(SchemaOrgWord::Type, name, &["schema_org", "values", value]);
            }
            if let Some(property) = &declared.organisation {
                self.property(property, &types, &["schema_org", "organisation"]);
            }
        }
        self.statements(fields, &types, &["fields"]);
    }

    fn statements(&mut self, fields: &Fields, types: &[&str], path: &[&str]) {
        for field in fields.iter() {
            self.stated(field, types, &[path, &[&*field.name]].concat());
        }
    }

    /// Checks the statement of a field and the fields inside it. These describe either a
    /// thing of their own, or the thing that the field belongs to.
    fn stated(&mut self, field: &Field, types: &[&str], path: &[&str]) {
        let own = field.schema_org.as_ref();
        if let Some(statement) = own {
            self.statement(statement, types, &[path, &["schema_org"]].concat());
        }
        let of = own.and_then(|statement| statement.of.as_deref());
        let inner: &[&str] = match (&of, own) {
            (Some(of), _) => std::slice::from_ref(of),
            // A group that is a value and has no type makes no statement.
            (None, Some(_)) => &[],
            (None, None) => types,
        };
        match &field.kind {
            FieldType::Object(fields) => {
                self.statements(fields, inner, &[path, &["fields"]].concat());
            }
            FieldType::List(of) | FieldType::Map(of) => {
                self.stated(of, inner, &[path, &["of"]].concat());
            }
            _ => {}
        }
    }

    fn statement(&mut self, statement: &Statement, types: &[&str], path: &[&str]) {
        let below = |step| [path, &[step]].concat();
        self.property(&statement.property, types, &below("property"));
        if let Some(of) = &statement.of {
            self.known(SchemaOrgWord::Type, of, &below("type"));
            if let Some(inner) = &statement.inner {
                self.property(inner, &[of], &below("as"));
            }
        }
        for (value, member) in &statement.values {
            let path = [path, &["values", value]].concat();
            self.known(SchemaOrgWord::Member, member, &path);
        }
    }

    /// Checks that one of the types allows a property; unknown types have already been
    /// reported.
    fn property(&mut self, name: &str, types: &[&str], path: &[&str]) {
        if !self.known(SchemaOrgWord::Property, name, path) {
            return;
        }
        let vocabulary = Vocabulary::get();
        let mut known = types.iter().filter(|kind| vocabulary.is_type(kind));
        let Some(first) = known.next() else { return };
        let may = |kind: &&str| vocabulary.may_have(kind, name);
        if may(first) || known.any(may) {
            return;
        }
        // The site may have changed the type and not the field.
        let place = self
            .place(path)
            .or_else(|| self.place(&["schema_org", "type"]));
        if let Some(span) = place {
            self.findings.push(
                Diagnostic::new("S066.of", span)
                    .arg("name", name)
                    .arg("type", *first),
            );
        }
    }

    /// Whether a name is known; reports an unknown one.
    fn known(&mut self, word: SchemaOrgWord, name: &str, path: &[&str]) -> bool {
        let vocabulary = Vocabulary::get();
        let (is_known, key) = match word {
            SchemaOrgWord::Type => (vocabulary.is_type(name), "S066"),
            SchemaOrgWord::Property => (vocabulary.is_property(name), "S066.property"),
            SchemaOrgWord::Member => (vocabulary.is_member(name), "S066.member"),
        };
        if !is_known && let Some(span) = self.place(path) {
            let found = Diagnostic::new(key, span).arg("name", name);
            self.findings.push(match word {
                SchemaOrgWord::Type => found.did_you_mean_name(span, name, vocabulary.types()),
                SchemaOrgWord::Property => {
                    found.did_you_mean_name(span, name, vocabulary.properties())
                }
                SchemaOrgWord::Member => found.did_you_mean_name(span, name, vocabulary.members()),
            });
        }
        is_known
    }

    /// The place of a path in a file of the site; `None` if a built-in file has the last
    /// word.
    fn place(&self, path: &[&str]) -> Option<Span> {
        let end = path.iter().rposition(|step| *step == "schema_org")?;
        let declaration = path.get(..=end)?;
        let mut files = self.written.iter().rev();
        let file: &&Node = files.find(|file| reaches(file, declaration))?;
        let built_in = self.declared?.built_in;
        let is_own = !built_in.contains(&file.span.source);
        is_own.then(|| file.nearest(path).span)
    }
}
