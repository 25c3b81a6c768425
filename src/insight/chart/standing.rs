//! The position of a value among all comparable values of the catalogue.

use std::collections::BTreeMap;

use serde::Serialize;

use super::axis::Axis;
use super::extent::AxisExtent;
use crate::messages::message;
use crate::plan::EntryIndex;
use crate::present::{Scope, Site, Stated};
use crate::quantity::Lines;

/// The fewest comparable values for which a position is shown.
const FEWEST: usize = 4;
/// The most values that are drawn individually.
const MOST_TICKS: usize = 40;

/// The values of a line: one property, measured in one way.
#[derive(Debug, Default)]
struct StandingLine {
    /// How many values there are.
    count: usize,
    /// Their lower ends, sorted.
    lows: Vec<f64>,
    /// Their upper ends, sorted.
    highs: Vec<f64>,
    /// Their axis.
    axis: Option<Axis>,
    /// Their middles in per cent of the axis, sorted.
    middles: Vec<f64>,
    /// The values, until all are collected.
    values: Vec<AxisExtent>,
}

impl StandingLine {
    /// Sorts the collected values.
    fn finish(&mut self) {
        let values = std::mem::take(&mut self.values);
        self.count = values.len();
        self.axis = Axis::of(values.iter().flat_map(|own| own.ends()));
        self.lows = values.iter().filter_map(|own| own.low).collect();
        self.highs = values.iter().filter_map(|own| own.high).collect();
        if let Some(axis) = &self.axis {
            let middles = values.iter().map(|own| {
                let (low, high) = sides(axis, *own);
                round(f64::midpoint(low, high))
            });
            self.middles = middles.collect();
        }
        for numbers in [&mut self.lows, &mut self.highs, &mut self.middles] {
            numbers.sort_by(f64::total_cmp);
        }
    }

    /// The smallest and the largest number; `None` if they are equal.
    fn range(&self) -> Option<(f64, f64)> {
        let first = [self.lows.first(), self.highs.first()];
        let last = [self.lows.last(), self.highs.last()];
        let smallest = first
            .into_iter()
            .flatten()
            .copied()
            .min_by(f64::total_cmp)?;
        let largest = last.into_iter().flatten().copied().max_by(f64::total_cmp)?;
        (smallest < largest).then_some((smallest, largest))
    }
}

/// The positions of the ends of a value.
fn sides(axis: &Axis, own: AxisExtent) -> (f64, f64) {
    let low = own.low.map_or(0.0, |low| axis.place(low));
    (low, own.high.map_or(100.0, |high| axis.place(high)))
}

fn round(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

/// The values of all comparable entries, by line.
#[derive(Debug, Default)]
pub(crate) struct Standings {
    /// The collection and the line of each row of a field of an entry.
    of_rows: BTreeMap<(EntryIndex, String, usize), (usize, usize)>,
    lines: BTreeMap<(usize, usize), StandingLine>,
}

/// The position of a value. Positions are in per cent of the strip.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct StandingView {
    /// The middle of each value; empty if there are too many.
    pub ticks: Vec<f64>,
    /// The interval of the middle half of the values.
    pub half: (f64, f64),
    /// Where the value begins.
    pub low: f64,
    /// How long it is.
    pub length: f64,
    /// Whether it is a limit.
    pub is_open: bool,
    /// The smallest value, as it is printed.
    pub from: String,
    /// The largest value.
    pub to: String,
    /// The same in words.
    pub text: String,
}

impl Standings {
    /// The values of the entries that the lists of an edition show.
    #[must_use]
    pub(crate) fn of(site: &Site) -> Self {
        let mut all = Self::default();
        let Some(lang) = site.plan.edition.languages.first() else {
            return all;
        };
        let Some(scope) = Scope::of(site, lang) else {
            return all;
        };
        for collection in &site.plan.edition.collections {
            let mut lines = Lines::default();
            for index in site.plan.listed(*collection, lang) {
                for stated in site.stated(*index) {
                    all.add(scope, (*collection, *index), stated, &mut lines);
                }
            }
        }
        all.lines.values_mut().for_each(StandingLine::finish);
        all
    }

    fn add(
        &mut self,
        scope: Scope<'_>,
        (collection, index): (usize, EntryIndex),
        stated: Stated<'_>,
        lines: &mut Lines,
    ) {
        let Some(property) = scope.property(stated.property) else {
            return;
        };
        let Some(line) = lines.of(stated.measurement, property) else {
            return;
        };
        let Some(extent) = AxisExtent::of(&stated.measurement.quantity.interval) else {
            return;
        };
        let key = (index, stated.field.to_owned(), stated.place);
        self.of_rows.insert(key, (collection, line));
        let line = self.lines.entry((collection, line)).or_default();
        line.values.push(extent);
    }

    /// The position of an entry's row; `None` if too few values compare with it.
    #[must_use]
    pub(crate) fn view(
        &self,
        scope: Scope<'_>,
        index: EntryIndex,
        stated: Stated<'_>,
    ) -> Option<StandingView> {
        let key = (index, stated.field.to_owned(), stated.place);
        let line = self.lines.get(self.of_rows.get(&key)?)?;
        let own = AxisExtent::of(&stated.measurement.quantity.interval)?;
        if line.count < FEWEST {
            return None;
        }
        let (smallest, largest) = line.range()?;
        let (low, high) = sides(line.axis.as_ref()?, own);
        let quarter = |share: usize| line.middles.get((line.count - 1) * share / 4).copied();
        let lang = scope.lang.as_str();
        let unit = scope.property(stated.property)?.scale.unit.symbol(lang);
        let from = with_unit(&short(smallest, scope), &unit);
        let to = with_unit(&short(largest, scope), &unit);
        // Only values that are certainly lower or higher count: overlapping ranges are
        // neither.
        let below = own
            .low
            .map_or(0, |own| line.highs.partition_point(|high| *high < own));
        let beyond = own.high.map_or(0, |own| {
            line.lows.len() - line.lows.partition_point(|low| *low <= own)
        });
        let number = |count: usize| u64::try_from(count).unwrap_or_default();
        let text = message!(
            "figures.standing",
            count = number(line.count - 1),
            less = number(below),
            more = number(beyond),
            from = from.as_str(),
            to = to.as_str(),
        );
        let is_drawn = line.count <= MOST_TICKS;
        Some(StandingView {
            ticks: if is_drawn {
                line.middles.clone()
            } else {
                Vec::new()
            },
            half: (quarter(1)?, round(quarter(3)? - quarter(1)?)),
            low: round(low),
            length: round(high - low),
            is_open: own.is_open(),
            from,
            to,
            text: text.text(lang),
        })
    }
}

fn with_unit(number: &str, unit: &str) -> String {
    match unit {
        "" => number.to_owned(),
        unit => format!("{number}\u{a0}{unit}"),
    }
}

/// A number in few digits, for the end of a strip.
fn short(number: f64, scope: Scope<'_>) -> String {
    let size = number.abs();
    let digits = if size >= 100.0 || size == 0.0 {
        0
    } else if size >= 1.0 {
        1
    } else {
        (0..9)
            .find(|power: &usize| size * 10f64.powi(i32::try_from(*power).unwrap_or(0)) >= 1.0)
            .unwrap_or(9)
            + 1
    };
    let text = format!("{number:.digits$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    scope.formats.number(text)
}
