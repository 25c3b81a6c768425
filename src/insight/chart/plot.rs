//! One property against another.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Axis;
use super::extent::AxisExtent;
use super::numbers::sides;
use super::view::{
    AreaView, AxisView, ChartView, ChartWords, LegendView, MarkView, OtherView, TickView,
};
use crate::markdown::view_block::ViewBlock;
use crate::messages::{Message, message};
use crate::plan::EntryIndex;
use crate::present::{RowView, Scope, Stated};
use crate::quantity::Lines;
use crate::schema::FieldPath;

/// The most marks that have numbers beside them.
const MOST_NUMBERED: usize = 60;
/// From how many marks on they are translucent.
const DENSE: usize = 150;
/// From how many marks on each is only a dot with a name: a page with thousands of links and
/// boxes is slow, and nobody could tell them apart.
const CROWDED: usize = 600;
/// The most rows in the tables of a crowded chart.
const MOST_ROWS: usize = 250;
/// How many groups have a style of their own; the others share the last one.
const GROUPS: usize = 6;

/// The parameters of a chart.
#[derive(Debug, Clone)]
struct PlotRequest<'a> {
    /// The entries, in order.
    pub entries: &'a [EntryIndex],
    /// The collection, by position.
    pub collection: usize,
    /// The property of the horizontal axis, by its position in the registry.
    pub x: usize,
    /// The property of the vertical axis.
    pub y: usize,
    /// The field whose value groups the marks.
    pub by: Option<&'a FieldPath>,
}

/// The chart of a block; `None` if no entry states both properties.
#[must_use]
pub(crate) fn make(scope: Scope<'_>, block: &ViewBlock) -> Option<ChartView> {
    let by = block.field("by").map(|field| FieldPath::new(&field.path));
    let wanted = PlotRequest {
        entries: &block.entries,
        collection: block.collection?,
        x: scope.property_named(block.text("x")?)?,
        y: scope.property_named(block.text("y")?)?,
        by: by.as_ref(),
    };
    chart(scope, &wanted)
}

/// The values of an entry, each with the line that it compares on.
struct ComparableEntry<'a> {
    index: EntryIndex,
    x: Vec<(Stated<'a>, Option<usize>)>,
    y: Vec<(Stated<'a>, Option<usize>)>,
}

/// An entry that is to become a mark.
struct PlottedEntry<'a> {
    index: EntryIndex,
    x: (Stated<'a>, AxisExtent),
    y: (Stated<'a>, AxisExtent),
}

/// Draws one property against another; `None` if no entry states both.
fn chart(scope: Scope<'_>, wanted: &PlotRequest<'_>) -> Option<ChartView> {
    let candidates = candidates(scope, wanted);
    let lines = commonest(&candidates);
    let mut placed = Vec::new();
    let mut others = Vec::new();
    for candidate in &candidates {
        let on = |values: &[(Stated<'_>, Option<usize>)], line: usize| {
            values.iter().position(|(_, own)| *own == Some(line))
        };
        let found = lines.and_then(|(x, y)| on(&candidate.x, x).zip(on(&candidate.y, y)));
        let entry = found.and_then(|(x, y)| {
            let (x, y) = (candidate.x.get(x)?.0, candidate.y.get(y)?.0);
            let extent = |stated: Stated<'_>| AxisExtent::of(&stated.measurement.quantity.interval);
            Some(PlottedEntry {
                index: candidate.index,
                x: (x, extent(x)?),
                y: (y, extent(y)?),
            })
        });
        match entry {
            Some(entry) => placed.push(entry),
            None => others.push(other(scope, candidate)),
        }
    }
    drawn(scope, wanted, &placed, others)
}

fn candidates<'a>(scope: Scope<'a>, wanted: &PlotRequest<'_>) -> Vec<ComparableEntry<'a>> {
    let (Some(x), Some(y)) = (scope.property(wanted.x), scope.property(wanted.y)) else {
        return Vec::new();
    };
    let (mut of_x, mut of_y) = (Lines::default(), Lines::default());
    let mut found = Vec::new();
    for index in wanted.entries {
        let stated = scope.site.stated(*index);
        let of = |property: usize| stated.iter().filter(move |row| row.property == property);
        if of(wanted.x).next().is_none() || of(wanted.y).next().is_none() {
            continue;
        }
        found.push(ComparableEntry {
            index: *index,
            x: of(wanted.x)
                .map(|row| (*row, of_x.of(row.measurement, x)))
                .collect(),
            y: of(wanted.y)
                .map(|row| (*row, of_y.of(row.measurement, y)))
                .collect(),
        });
    }
    found
}

/// The pair of lines on which most entries have both values; the first of equals.
fn commonest(candidates: &[ComparableEntry<'_>]) -> Option<(usize, usize)> {
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for candidate in candidates {
        let lines = |values: &[(Stated<'_>, Option<usize>)]| {
            let mut lines: Vec<usize> = values.iter().filter_map(|(_, line)| *line).collect();
            lines.sort_unstable();
            lines.dedup();
            lines
        };
        for x in lines(&candidate.x) {
            for y in lines(&candidate.y) {
                *counts.entry((x, y)).or_default() += 1;
            }
        }
    }
    let most = counts.values().max()?;
    let mut all = counts.iter();
    all.find(|(_, count)| *count == most)
        .map(|(lines, _)| *lines)
}

fn drawn(
    scope: Scope<'_>,
    wanted: &PlotRequest<'_>,
    placed: &[PlottedEntry<'_>],
    others: Vec<OtherView>,
) -> Option<ChartView> {
    let ends_of_x: Vec<f64> = placed.iter().flat_map(|own| own.x.1.ends()).collect();
    let ends_of_y: Vec<f64> = placed.iter().flat_map(|own| own.y.1.ends()).collect();
    let (x, y) = (
        Axis::of(ends_of_x.into_iter()),
        Axis::of(ends_of_y.into_iter()),
    );
    // If no two values compare, the list of the others remains.
    if placed.is_empty() && others.is_empty() {
        return None;
    }
    let groups = groups(scope, wanted, placed);
    let mut marks: Vec<MarkView> = placed
        .iter()
        .zip(&groups.of_entries)
        .enumerate()
        .filter_map(|(number, (own, group))| {
            let axes = (x.as_ref()?, y.as_ref()?);
            Some(mark(scope, own, axes, (number + 1, *group, &groups)))
        })
        .collect();
    if marks.len() <= MOST_NUMBERED {
        let middles: Vec<(f64, f64)> = marks.iter().map(|mark| (mark.x, mark.y)).collect();
        let areas = marks.iter().filter_map(|mark| mark.area);
        let bars = areas.filter(|area| area.width <= 0.0 || area.height <= 0.0);
        let bars: Vec<AreaView> = bars.collect();
        for (mark, side) in marks.iter_mut().zip(sides(&middles, &bars)) {
            mark.side = side;
        }
    }
    let is_crowded = marks.len() > CROWDED;
    let dots = marks.iter().filter(|_| is_crowded);
    let shapes: BTreeSet<usize> = dots.map(|mark| mark.group).collect();
    let list = scope.site.plan.list(wanted.collection, scope.lang).first();
    let lang = scope.lang.as_str();
    let x = axis_view(scope, wanted.x, x.as_ref(), placed, |own| own.x.0);
    let y = upright(axis_view(scope, wanted.y, y.as_ref(), placed, |own| {
        own.y.0
    }));
    let name = message!("chart.name", x = x.label.as_str(), y = y.label.as_str());
    Some(ChartView {
        x,
        y,
        name: name.text(lang),
        words: chart_words(lang, marks.len(), others.len()),
        has_areas: !is_crowded && marks.iter().any(|mark| mark.area.is_some()),
        shapes: shapes.into_iter().collect(),
        rows: if is_crowded {
            MOST_ROWS
        } else {
            marks.len().max(others.len())
        },
        list: list.map(ToString::to_string),
        is_dense: marks.len() > DENSE,
        has_limits: !is_crowded && marks.iter().any(|mark| mark.is_open),
        groups: groups.legend,
        by: groups.label,
        marks,
        others,
    })
}

fn chart_words(lang: &str, marks: usize, others: usize) -> ChartWords {
    let number = |count: usize| u64::try_from(count).unwrap_or_default();
    let said = |message: Message| message.text(lang);
    let left = |all: usize| match all.checked_sub(MOST_ROWS) {
        Some(left) if left > 0 && marks > CROWDED => {
            said(message!("chart.more", count = number(left)))
        }
        _ => String::new(),
    };
    ChartWords {
        about: said(message!("chart.about", count = number(marks))),
        areas: said(message!("chart.areas")),
        limits: said(message!("chart.limits")),
        table: said(message!("chart.table", count = number(marks))),
        others: said(message!("chart.others", count = number(others))),
        number: said(message!("chart.number")),
        entry: said(message!("chart.entry")),
        more: left(marks),
        more_others: left(others),
    }
}

fn axis_view<'a>(
    scope: Scope<'a>,
    property: usize,
    axis: Option<&Axis>,
    placed: &[PlottedEntry<'a>],
    value: fn(&PlottedEntry<'a>) -> Stated<'a>,
) -> AxisView {
    let known = scope.property(property);
    let ticks = axis.into_iter().flat_map(|axis| {
        let ticks = axis.ticks().into_iter();
        ticks.map(|(number, digits)| TickView {
            at: axis.place(number),
            text: scope.formats.number(&digits),
        })
    });
    AxisView {
        label: known
            .map_or("", |known| scope.property_label(known))
            .to_owned(),
        unit: known.map_or_else(String::new, |known| {
            known.scale.unit.symbol(scope.lang.as_str())
        }),
        notes: shared_notes(scope, placed, value),
        is_log: axis.is_some_and(|axis| axis.is_log),
        ticks: ticks.collect(),
    }
}

/// The vertical axis, with positions counted from the top.
fn upright(view: AxisView) -> AxisView {
    let ticks = view.ticks.into_iter().map(|tick| TickView {
        at: from_top(tick.at),
        ..tick
    });
    AxisView {
        ticks: ticks.collect(),
        ..view
    }
}

fn from_top(percent: f64) -> f64 {
    ((100.0 - percent) * 100.0).round() / 100.0
}

/// How the values on an axis were measured: the notes that all of them share, including the
/// key conditions.
fn shared_notes<'a>(
    scope: Scope<'a>,
    placed: &[PlottedEntry<'a>],
    value: fn(&PlottedEntry<'a>) -> Stated<'a>,
) -> Vec<String> {
    let mut views = placed.iter().filter_map(|own| scope.row(value(own)));
    let Some(first) = views.next() else {
        return Vec::new();
    };
    let mut shared = first.notes();
    for view in views {
        let notes = view.notes();
        shared.retain(|note| notes.contains(note));
        if shared.is_empty() {
            break;
        }
    }
    shared
}

fn mark(
    scope: Scope<'_>,
    own: &PlottedEntry<'_>,
    (x, y): (&Axis, &Axis),
    (number, group, groups): (usize, usize, &Groups),
) -> MarkView {
    let ((x_row, x_extent), (y_row, y_extent)) = (own.x, own.y);
    let side = |axis: &Axis, extent: AxisExtent| {
        let low = extent.low.map_or(0.0, |low| axis.place(low));
        (low, extent.high.map_or(100.0, |high| axis.place(high)))
    };
    let ((left, right), (bottom, top)) = (side(x, x_extent), side(y, y_extent));
    let is_point = x_extent.is_point() && y_extent.is_point();
    let round = |percent: f64| (percent * 100.0).round() / 100.0;
    let text = |stated: Stated<'_>| scope.row(stated).map_or_else(String::new, |row| row.text);
    let label = groups.legend.iter().find(|legend| legend.group == group);
    let (x_text, y_text) = (text(x_row), text(y_row));
    let title = scope.title(own.index);
    MarkView {
        number,
        side: None,
        name: format!("{title}: {x_text}, {y_text}"),
        title: title.to_owned(),
        link: scope
            .site
            .plan
            .entry(own.index, scope.lang)
            .map(|page| page.to_string()),
        group,
        group_label: label.map_or_else(String::new, |legend| legend.label.clone()),
        x_text,
        y_text,
        x: round(f64::midpoint(left, right)),
        y: from_top(f64::midpoint(bottom, top)),
        area: (!is_point).then(|| AreaView {
            left,
            top: from_top(top),
            width: round(right - left),
            height: round(top - bottom),
            right,
            bottom: from_top(bottom),
        }),
        is_open: x_extent.is_open() || y_extent.is_open(),
    }
}

/// The style of each entry's mark.
struct Groups {
    of_entries: Vec<usize>,
    legend: Vec<LegendView>,
    label: String,
}

fn groups(scope: Scope<'_>, wanted: &PlotRequest<'_>, placed: &[PlottedEntry<'_>]) -> Groups {
    let Some(field) = wanted.by else {
        return Groups {
            of_entries: vec![0; placed.len()],
            legend: Vec::new(),
            label: String::new(),
        };
    };
    let words: Vec<String> = placed
        .iter()
        .map(|own| {
            let facts = scope.site.facts(own.index, field);
            let word = facts.iter().find_map(crate::present::Fact::word);
            word.unwrap_or_default()
        })
        .collect();
    let mut counts: Vec<(String, usize)> = Vec::new();
    for word in &words {
        match counts.iter_mut().find(|(known, _)| known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word.clone(), 1)),
        }
    }
    // The most common value first; entries without a value join the rest.
    counts.sort_by(|(a, one), (b, other)| (a.is_empty(), other, a).cmp(&(b.is_empty(), one, b)));
    let own = if counts.len() > GROUPS {
        GROUPS - 1
    } else {
        GROUPS
    };
    let place = |word: &String| {
        let place = counts.iter().position(|(known, _)| known == word);
        place.unwrap_or_default().min(own)
    };
    let mut legend: Vec<LegendView> = Vec::new();
    for (group, (word, count)) in counts.iter().enumerate() {
        if let Some(others) = legend.iter_mut().find(|legend| legend.group == own) {
            others.count += count;
            continue;
        }
        let label = if group >= own || word.is_empty() {
            message!("chart.other_groups").text(scope.lang.as_str())
        } else {
            scope.named_value(wanted.collection, field, word).0
        };
        legend.push(LegendView {
            group: group.min(own),
            label,
            count: *count,
        });
    }
    let label = scope.label_at(wanted.collection, field.as_str());
    Groups {
        of_entries: words.iter().map(place).collect(),
        legend,
        label: label.unwrap_or_default().to_owned(),
    }
}

fn other(scope: Scope<'_>, candidate: &ComparableEntry<'_>) -> OtherView {
    let said = |values: &[(Stated<'_>, Option<usize>)]| {
        let rows = values.iter().filter_map(|(stated, _)| scope.row(*stated));
        let said: Vec<String> = rows.map(|row| with_notes(&row)).collect();
        said.join("; ")
    };
    OtherView {
        title: scope.title(candidate.index).to_owned(),
        link: scope
            .site
            .plan
            .entry(candidate.index, scope.lang)
            .map(|page| page.to_string()),
        x_text: said(&candidate.x),
        y_text: said(&candidate.y),
    }
}

fn with_notes(row: &RowView<'_>) -> String {
    let notes = row.notes();
    if notes.is_empty() {
        return row.text.clone();
    }
    format!("{} ({})", row.text, notes.join(", "))
}
