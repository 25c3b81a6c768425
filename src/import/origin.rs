//! Maps an error in the content to the cell that it comes from.

use super::planned::PlannedEntry;
use super::record::Record;
use crate::path::SourcePath;
use crate::text::Span;
use crate::yaml::{Kind, Node};

impl PlannedEntry {
    /// The cell of a span in one of the entry's files; the cell that names the entry if the
    /// span is in none of the changed values.
    #[must_use]
    pub(crate) fn cell_of(&self, path: &SourcePath, place: Span) -> Option<Span> {
        let text = self.texts.iter().find(|text| text.path == *path)?;
        let is_markdown = path.extension() == "md";
        let record = Record::read(path.clone(), None, text.after.clone(), is_markdown)?;
        let start = record.yaml.as_ref().map_or(0, |yaml| yaml.start);
        let at = (place.start as usize).saturating_sub(start);
        let steps = steps_to(&record.root, at);
        let shared = |path: &Vec<String>| {
            let both = path.iter().zip(&steps);
            both.take_while(|(own, other)| own == other).count()
        };
        let origins = self.origins.iter().filter(|(path, _)| shared(path) > 0);
        let nearest = origins.rev().max_by_key(|(path, _)| shared(path));
        Some(nearest.map_or(self.row, |(_, cell)| *cell))
    }
}

/// The path of keys and item numbers to an offset.
fn steps_to(root: &Node, at: usize) -> Vec<String> {
    let mut steps = Vec::new();
    let mut node = root;
    loop {
        let next = match &node.kind {
            Kind::Mapping(pairs) => {
                let mut pairs = pairs.iter().rev();
                let pair = pairs.find(|pair| (pair.key_span.start as usize) <= at);
                pair.map(|pair| (pair.key.to_string(), &pair.value))
            }
            Kind::Sequence(items) => {
                let items = items.iter().enumerate();
                let mut items = items.rev();
                let item = items.find(|(_, item)| (item.span.start as usize) <= at);
                item.map(|(number, item)| (number.to_string(), item))
            }
            Kind::Null | Kind::Scalar(_) => None,
        };
        let Some((step, below)) = next else {
            return steps;
        };
        steps.push(step);
        node = below;
    }
}
