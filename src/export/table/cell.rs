//! The parts of a table: columns with metadata, and typed cells.

use std::collections::BTreeSet;

/// A table in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) struct Table {
    /// Its title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, with one cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) struct Column {
    /// The name for programs, the same in all languages: `address.city`.
    pub key: String,
    /// The name for people: `Address: City`.
    pub label: String,
    /// The help text from the schema.
    pub help: String,
    /// The unit of its numbers.
    pub unit: Option<ColumnUnit>,
    /// The type of its cells.
    pub kind: Kind,
    /// Its schema.org property.
    pub meaning: Option<String>,
    /// Whether its values are unique.
    pub is_unique: bool,
}

/// The unit of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) struct ColumnUnit {
    /// As pages print it.
    pub symbol: String,
    /// In UCUM.
    pub code: String,
}

/// The type of the cells of a column; text if they have several types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum Kind {
    /// Texts.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Decimal,
    /// Yes or no.
    Flag,
    /// Days.
    Day,
    /// Days with a time.
    Moment,
    /// Addresses.
    Link,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::export) enum Cell {
    /// Nothing.
    Empty,
    /// A text, the same for people and programs.
    Text(String),
    /// A thing with an id for programs and a name for people.
    Named {
        /// The id, or several.
        id: String,
        /// The name, or several.
        name: String,
    },
    /// A whole number.
    Integer(i64),
    /// A number with its digits: `1.50`, `-7.7e-4`.
    Decimal(String),
    /// Yes or no, and the word for it.
    Flag(bool, String),
    /// A whole date in the form of ISO 8601.
    Day(String),
    /// A date and time in the form of ISO 8601.
    Moment(String),
    /// A whole address.
    Link(String),
}

impl Column {
    /// A column of texts.
    pub(in crate::export) fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            help: String::new(),
            unit: None,
            kind: Kind::Text,
            meaning: None,
            is_unique: false,
        }
    }

    /// The heading for people: the name with the unit.
    pub(in crate::export) fn heading(&self) -> String {
        match &self.unit {
            Some(unit) if !unit.symbol.is_empty() => format!("{} [{}]", self.label, unit.symbol),
            _ => self.label.clone(),
        }
    }
}

impl Cell {
    /// A text; `Empty` if it is blank.
    pub(in crate::export) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            return Self::Empty;
        }
        Self::Text(text)
    }

    /// The cell as programs read it.
    pub(in crate::export) fn for_programs(&self) -> &str {
        match self {
            Self::Empty | Self::Integer(_) => "",
            Self::Named { id, .. } => id,
            Self::Flag(true, _) => "true",
            Self::Flag(false, _) => "false",
            Self::Text(text)
            | Self::Decimal(text)
            | Self::Day(text)
            | Self::Moment(text)
            | Self::Link(text) => text,
        }
    }

    fn kind(&self) -> Option<Kind> {
        Some(match self {
            Self::Empty => return None,
            Self::Text(_) | Self::Named { .. } => Kind::Text,
            Self::Integer(_) => Kind::Integer,
            Self::Decimal(_) => Kind::Decimal,
            Self::Flag(..) => Kind::Flag,
            Self::Day(_) => Kind::Day,
            Self::Moment(_) => Kind::Moment,
            Self::Link(_) => Kind::Link,
        })
    }
}

impl Table {
    /// A table of these rows. The types of columns follow from their cells, and duplicate keys
    /// are renamed.
    pub(in crate::export) fn new(
        title: impl Into<String>,
        mut columns: Vec<Column>,
        rows: Vec<Vec<Cell>>,
    ) -> Self {
        for (at, column) in columns.iter_mut().enumerate() {
            let mut kinds = rows.iter().filter_map(|row| row.get(at)?.kind());
            if let Some(first) = kinds.next() {
                let is_one = kinds.all(|kind| kind == first);
                column.kind = if is_one { first } else { Kind::Text };
            }
        }
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for column in &mut columns {
            let own = column.key.clone();
            let mut number = 2;
            while taken.contains(&column.key) {
                column.key = format!("{own}_{number}");
                number += 1;
            }
            taken.insert(column.key.clone());
        }
        Self {
            title: title.into(),
            columns,
            rows,
        }
    }

    /// The table without its rows.
    pub(in crate::export) fn outline(&self) -> Self {
        Self {
            title: self.title.clone(),
            columns: self.columns.clone(),
            rows: Vec::new(),
        }
    }
}
