//! Two blanks for each level: a key below its parent's, the dash of a list below its key,
//! and one space after a dash.

use super::LayoutEdit;
use crate::yaml::{Kind, Node, Yaml};

/// The edits that bring every line to its column.
pub(super) fn edits(text: &str, yaml: &Yaml) -> Option<Vec<LayoutEdit>> {
    let mut lines = IndentedLines {
        text,
        moved: Vec::new(),
        gaps: Vec::new(),
    };
    lines.block(&yaml.root, 0, 0)?;
    lines.moved.sort_unstable();
    let comments = yaml.comments.iter();
    let comments: Vec<usize> = comments
        .map(|comment| comment.span.start as usize)
        .filter(|at| lines.is_first(*at))
        .map(|at| lines.start(at))
        .collect();
    let mut edits = lines.gaps.split_off(0);
    edits.extend(lines.shifts(&comments));
    Some(edits)
}

/// The lines of a text and how far each moves.
struct IndentedLines<'a> {
    text: &'a str,
    /// The start of a line and by how many columns it moves.
    moved: Vec<(usize, isize)>,
    /// The edits of spaces after dashes.
    gaps: Vec<LayoutEdit>,
}

impl IndentedLines<'_> {
    /// Aligns a value that begins on its own line to a column; `from` is the end of the
    /// token before it.
    fn block(&mut self, node: &Node, from: usize, column: usize) -> Option<()> {
        let start = node.span.start as usize;
        let written = self.text.get(start..)?;
        match &node.kind {
            Kind::Mapping(pairs) if !written.starts_with('{') => {
                for pair in pairs {
                    let key = pair.key_span.start as usize;
                    // Explicit keys (`? a`) and the like are rare; the file stays as it
                    // is.
                    self.align(key, column)?;
                    self.below(&pair.value, pair.key_span.end as usize, column)?;
                }
            }
            Kind::Sequence(items) if !written.starts_with('[') => {
                let mut after = from;
                for item in items {
                    let dash = self.dash(item, after)?;
                    self.align(dash, column)?;
                    after = (item.span.end as usize).max(dash + 1);
                    self.behind(item, dash, column)?;
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Aligns the value of a key at a column.
    fn below(&mut self, value: &Node, key_end: usize, column: usize) -> Option<()> {
        let start = value.span.start as usize;
        let between = self.text.get(key_end..start).unwrap_or_default();
        // An anchor or a tag comes between: the file stays as it is.
        if between.contains(['&', '!', '*']) {
            return None;
        }
        if is_text_of_lines(between.trim_start_matches(':')) {
            return self.lines_of_text(between, start, column + 2);
        }
        if between.contains('\n') {
            if self.is_block(value) {
                return self.block(value, key_end, column + 2);
            }
            return self.align(start, column + 2);
        }
        Some(())
    }

    /// Aligns the value after a dash at a column.
    fn behind(&mut self, item: &Node, dash: usize, column: usize) -> Option<()> {
        let start = item.span.start as usize;
        if start <= dash {
            return Some(());
        }
        let between = self.text.get(dash + 1..start)?;
        if is_text_of_lines(between) {
            return self.lines_of_text(between, start, column + 2);
        }
        if between.contains('\n') {
            if self.is_block(item) {
                return self.block(item, dash + 1, column + 2);
            }
            return self.align(start, column + 2);
        }
        if !between.chars().all(|c| c == ' ') {
            return None;
        }
        if between.len() > 1 {
            self.gaps.push(LayoutEdit {
                range: dash + 1..start,
                text: " ".to_owned(),
            });
        }
        if !self.is_block(item) {
            return Some(());
        }
        match &item.kind {
            // The first key follows the dash, the others are below it.
            Kind::Mapping(pairs) => {
                for (number, pair) in pairs.iter().enumerate() {
                    if number > 0 {
                        self.align(pair.key_span.start as usize, column + 2)?;
                    }
                    self.below(&pair.value, pair.key_span.end as usize, column + 2)?;
                }
                Some(())
            }
            _ => None,
        }
    }

    /// Moves the lines of a block scalar (`|` or `>`). One with an explicit indentation
    /// moves with the line of its indicator.
    fn lines_of_text(&mut self, mark: &str, start: usize, column: usize) -> Option<()> {
        let mark = mark.lines().next().unwrap_or_default();
        if mark.contains(|c: char| c.is_ascii_digit()) {
            return Some(());
        }
        self.align(start, column)
    }

    fn is_block(&self, node: &Node) -> bool {
        let written = self.text.get(node.span.start as usize..);
        let is_flow = written.is_some_and(|text| text.starts_with(['{', '[']));
        matches!(node.kind, Kind::Mapping(_) | Kind::Sequence(_)) && !is_flow
    }

    /// The offset of the dash of a list item; `None` if it is not certain.
    fn dash(&self, item: &Node, after: usize) -> Option<usize> {
        let start = item.span.start as usize;
        let before = self.text.get(after..start)?;
        let dash = before.rfind('-')?;
        let between = before.get(dash + 1..)?;
        let is_its_own = between.split('\n').all(|line| {
            let line = line.trim();
            line.is_empty() || line.starts_with(['#', '|', '>'])
        });
        is_its_own.then_some(after + dash)
    }

    fn start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or_default();
        before.rfind('\n').map_or(0, |end| end + 1)
    }

    /// Whether only blanks precede it in its line.
    fn is_first(&self, at: usize) -> bool {
        let before = self.text.get(self.start(at)..at);
        before.is_some_and(|text| text.chars().all(|c| c == ' '))
    }

    /// Moves the line of a token, which must be the first in it, to a column.
    fn align(&mut self, at: usize, column: usize) -> Option<()> {
        let start = self.start(at);
        if !self.is_first(at) {
            return None;
        }
        let shift = isize::try_from(column).ok()? - isize::try_from(at - start).ok()?;
        self.moved.push((start, shift));
        Some(())
    }

    /// Each line moves with the token before it, a comment with the one after it.
    fn shifts(&self, comments: &[usize]) -> Vec<LayoutEdit> {
        let mut edits = Vec::new();
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if line.trim().is_empty() {
                continue;
            }
            let next = self.moved.partition_point(|(moved, _)| *moved <= start);
            let before = next
                .checked_sub(1)
                .and_then(|before| self.moved.get(before));
            let after = self.moved.get(next);
            let own = if comments.contains(&start) {
                after.or(before)
            } else {
                before
            };
            let shift = own.map_or(0, |(_, shift)| *shift);
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let moved = blanks.saturating_add_signed(shift);
            if moved != blanks {
                edits.push(LayoutEdit {
                    range: start..start + blanks,
                    text: " ".repeat(moved),
                });
            }
        }
        edits
    }
}

/// Whether the text before a value is the indicator of a block scalar, `|` or `>`.
fn is_text_of_lines(between: &str) -> bool {
    between.trim_start_matches(' ').starts_with(['|', '>'])
}
