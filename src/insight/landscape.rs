//! A landscape: entries as logos in columns, by the values of a field such as the position in
//! the value chain. An entry with several values appears in several columns.

use serde::Serialize;

use super::picture::{Picture, picture};
use crate::markdown::view_block::ViewBlock;
use crate::present::{ChoiceView, Detail, MarkView, Scope};

/// A landscape as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct LandscapeView<'a> {
    /// The label of the field.
    label: String,
    /// Its values in order, including those without entries.
    columns: Vec<LandscapeColumn<'a>>,
    /// The entries without a value.
    others: Vec<Tile<'a>>,
    /// The number of entries.
    total: usize,
}

/// The entries of a value.
#[derive(Debug, Serialize)]
struct LandscapeColumn<'a> {
    /// The value.
    #[serde(flatten)]
    choice: ChoiceView<'a>,
    /// Its entries.
    entries: Vec<Tile<'a>>,
}

/// An entry with its logo.
#[derive(Debug, Clone, Serialize)]
struct Tile<'a> {
    /// The entry.
    #[serde(flatten)]
    entry: MarkView<'a>,
    /// Its logo.
    logo: Option<Picture<'a>>,
    /// The fallback for a missing logo.
    initials: String,
}

/// Builds a landscape.
pub(super) fn make<'a>(scope: Scope<'a>, block: &ViewBlock) -> Option<LandscapeView<'a>> {
    let position = block.collection?;
    let field = block.field("columns")?;
    let choices = scope.choices(position, field);
    let mut columns: Vec<LandscapeColumn<'a>> = choices
        .into_iter()
        .map(|choice| LandscapeColumn {
            choice,
            entries: Vec::new(),
        })
        .collect();
    let (mut others, mut total) = (Vec::new(), 0);
    for &index in &block.entries {
        let Some(entry) = scope.mark(index) else {
            continue;
        };
        total += 1;
        let logo = block.field("logo");
        let logo = logo.and_then(|named| scope.named_values(index, named).into_iter().next());
        let tile = Tile {
            initials: initials(&entry.title),
            logo: logo.as_ref().and_then(picture),
            entry,
        };
        let values = scope.named_values(index, field);
        let mut is_placed = false;
        for value in &values {
            let id = match &value.detail {
                Detail::Term(term) => term.id,
                Detail::Choice { id, .. } => id,
                _ => continue,
            };
            let column = columns.iter_mut().find(|column| column.choice.id == id);
            if let Some(column) = column {
                column.entries.push(tile.clone());
                is_placed = true;
            }
        }
        if !is_placed {
            others.push(tile);
        }
    }
    // An unused value that only groups narrower ones is not a gap.
    let above: Vec<&str> = columns
        .iter()
        .flat_map(|column| column.choice.broader.clone())
        .collect();
    columns.retain(|column| !column.entries.is_empty() || !above.contains(&column.choice.id));
    Some(LandscapeView {
        label: scope.named_label(position, field),
        columns,
        others,
        total,
    })
}

/// The first letters of a title's first two words.
fn initials(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric());
    let first = words.filter_map(|word| word.chars().next()).take(2);
    first.flat_map(char::to_uppercase).collect()
}
