//! An entry as written in its files: the record, and the front matter of texts with values of
//! one language; and its values as cells.

use std::ops::Range;
use std::sync::Arc;

use super::separated;
use super::{Column, ColumnForm};
use crate::load::EntryFiles;
use crate::path::SourcePath;
use crate::schema::{Field, Lang};
use crate::text::Sources;
use crate::yaml::{self, Kind, Node};

/// The most characters that a cell of a spreadsheet holds.
const MAX_CELL: usize = 32_767;

/// A value that no cell can hold without loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unfit;

/// A file with fields of an entry.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// The file.
    pub path: SourcePath,
    /// The language of its values; `None` for the record itself.
    pub lang: Option<Lang>,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// The byte range of the YAML; `None` if there is none yet.
    pub yaml: Option<Range<usize>>,
    /// The YAML.
    pub root: Node,
}

/// An entry.
#[derive(Debug, Clone)]
pub(crate) struct WrittenEntry {
    /// Its files, the record first.
    pub records: Vec<Record>,
}

impl WrittenEntry {
    /// Reads the files of an entry; `None` where one of them cannot be read.
    #[must_use]
    pub(crate) fn read(files: &EntryFiles, default: &Lang, sources: &Sources) -> Option<Self> {
        let mut texts: Vec<_> = files.texts.iter().collect();
        texts.sort_by_key(|(lang, _)| {
            let is_original = lang.as_ref().is_none_or(|lang| lang == default);
            (!is_original, lang.clone())
        });
        let mut records = Vec::new();
        if let Some(file) = &files.record {
            let text = sources.get(file.source)?.text.clone();
            records.push(Record::read(file.path.clone(), None, text, false)?);
        }
        for (lang, file) in texts {
            let text = sources.get(file.source)?.text.clone();
            let own = Some(lang.as_ref().unwrap_or(default).clone());
            let own = own.filter(|_| !records.is_empty());
            let record = Record::read(file.path.clone(), own, text, true)?;
            if record.lang.is_none() || record.yaml.is_some() {
                records.push(record);
            }
        }
        (!records.is_empty()).then_some(Self { records })
    }

    /// The file with the value of a column, and the text of its cell; empty if there is no
    /// value.
    ///
    /// # Errors
    /// The value does not fit in a cell.
    pub(crate) fn cell(&self, column: &Column<'_>) -> Result<(usize, String), Unfit> {
        for (number, record) in self.records.iter().enumerate() {
            let found = match (&record.lang, column.lang) {
                (None, _) => text_at(&record.root, column)?,
                (Some(own), Some(lang)) if own == lang => {
                    let plain = Column {
                        lang: None,
                        ..column.clone()
                    };
                    text_at(&record.root, &plain)?
                }
                _ => None,
            };
            if let Some(text) = found {
                return Ok((number, text));
            }
        }
        Ok((0, String::new()))
    }
}

impl Record {
    /// Reads a file; `None` if its YAML is invalid.
    #[must_use]
    pub(crate) fn read(
        path: SourcePath,
        lang: Option<Lang>,
        text: Arc<str>,
        is_markdown: bool,
    ) -> Option<Self> {
        let range = if is_markdown {
            yaml::front_matter(&text).front_matter
        } else {
            Some(0..text.len())
        };
        let own = range.clone().and_then(|range| text.get(range));
        let root = parse(own.unwrap_or_default())?;
        Some(Self {
            path,
            lang,
            yaml: range,
            root,
            text,
        })
    }

    /// The YAML as written.
    #[must_use]
    pub(crate) fn yaml_text(&self) -> &str {
        let range = self.yaml.clone();
        range
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    /// The same file with other YAML; `None` where it cannot be read.
    #[must_use]
    pub(crate) fn with_yaml(&self, yaml: &str) -> Option<Self> {
        let text = match &self.yaml {
            Some(range) => {
                let before = self.text.get(..range.start)?;
                [before, yaml, self.text.get(range.end..)?].concat()
            }
            None => format!("---\n{yaml}---\n\n{}", self.text),
        };
        let is_markdown = self.path.extension() == "md";
        Self::read(
            self.path.clone(),
            self.lang.clone(),
            text.into(),
            is_markdown,
        )
    }
}

/// Parses a YAML text; offsets count from its beginning.
pub(super) fn parse(text: &str) -> Option<Node> {
    let source = Sources::default().next_id();
    let parsed = yaml::parse(source, text, 0, &mut Vec::new());
    parsed.ok().map(|yaml| yaml.root)
}

/// The text of a column's cell for a group of keys; `None` if it has no value.
///
/// # Errors
/// The value does not fit in a cell.
pub(super) fn text_at(root: &Node, column: &Column<'_>) -> Result<Option<String>, Unfit> {
    let mut node = root;
    for step in &column.steps {
        node = match &node.kind {
            Kind::Mapping(_) => match node.get(step) {
                Some(node) => node,
                None => return Ok(None),
            },
            Kind::Null => return Ok(None),
            // A picture may be written as the path of its file.
            Kind::Scalar(_) if column.steps.len() > 1 && *step == "file" => node,
            _ => return Err(Unfit),
        };
    }
    let node = match (by_language(node, column), column.lang) {
        (true, Some(lang)) => node.get(lang.as_str()),
        (false, None) => Some(node),
        (true, None) | (false, Some(_)) => None,
    };
    let text = match (node, column.form) {
        (None, _) => None,
        (Some(node), ColumnForm::One) => one(node)?,
        (Some(node), ColumnForm::Many) => many(node, column.field)?,
        (Some(node), ColumnForm::Pairs) => pairs(node)?,
    };
    match text {
        Some(text) if !fits(&text) => Err(Unfit),
        text => Ok(text.filter(|text| !text.is_empty())),
    }
}

/// Whether a value is written as a group of languages.
pub(super) fn by_language(node: &Node, column: &Column<'_>) -> bool {
    column.field.localized && matches!(node.kind, Kind::Mapping(_))
}

fn one(node: &Node) -> Result<Option<String>, Unfit> {
    match &node.kind {
        Kind::Null => Ok(None),
        Kind::Scalar(scalar) => Ok(Some(scalar.text.to_string())),
        _ => Err(Unfit),
    }
}

fn many(node: &Node, field: &Field) -> Result<Option<String>, Unfit> {
    let items = match &node.kind {
        Kind::Null => return Ok(None),
        Kind::Sequence(items) => items.iter().map(|item| one(item)?.ok_or(Unfit)),
        // A list may be written as its single item, if its field allows it.
        Kind::Scalar(_) if field.single => {
            return Ok(one(node)?.map(|text| separated::join(&[text])));
        }
        _ => return Err(Unfit),
    };
    let items: Vec<String> = items.collect::<Result<_, _>>()?;
    let text = separated::join(&items);
    if separated::split(&text, ';') != items {
        return Err(Unfit);
    }
    Ok(Some(text))
}

fn pairs(node: &Node) -> Result<Option<String>, Unfit> {
    let mut items = Vec::new();
    match &node.kind {
        Kind::Null => return Ok(None),
        Kind::Mapping(_) => {}
        _ => return Err(Unfit),
    }
    for pair in node.pairs() {
        match &pair.value.kind {
            Kind::Scalar(scalar) => items.push(format!("{} = {}", pair.key, scalar.text)),
            Kind::Mapping(each) => {
                for inner in each {
                    let text = one(&inner.value)?.ok_or(Unfit)?;
                    items.push(format!("{} [{}] = {text}", pair.key, inner.key));
                }
            }
            Kind::Null | Kind::Sequence(_) => return Err(Unfit),
        }
    }
    Ok(Some(separated::join(&items)))
}

/// Whether a cell can hold a text.
fn fits(text: &str) -> bool {
    let is_fine = |c: char| {
        c == '\n' || c == '\t' || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().all(is_fine) && text.encode_utf16().count() <= MAX_CELL
}
