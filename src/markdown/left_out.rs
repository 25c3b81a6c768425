//! The parts of a text that are not searched for marks, such as code.

use std::ops::Range;

/// Byte ranges in the order of the text, none inside another.
#[derive(Debug, Default)]
pub(super) struct LeftOut<'r> {
    ranges: Vec<&'r Range<usize>>,
}

impl<'r> LeftOut<'r> {
    /// Adds the next part, unless it is within the last one.
    pub(super) fn add(&mut self, range: &'r Range<usize>) {
        let is_within = self
            .ranges
            .last()
            .is_some_and(|last| range.start < last.end);
        if !is_within {
            self.ranges.push(range);
        }
    }

    /// Whether an offset is in one of the parts.
    pub(super) fn holds(&self, at: usize) -> bool {
        let next = self.ranges.partition_point(|range| range.start <= at);
        let before = next.checked_sub(1).and_then(|last| self.ranges.get(last));
        before.is_some_and(|range| range.contains(&at))
    }
}
