//! The data of a chart for templates.

use serde::Serialize;

/// A chart.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChartView {
    /// The horizontal axis.
    pub x: AxisView,
    /// The vertical axis.
    pub y: AxisView,
    /// The marks.
    pub marks: Vec<MarkView>,
    /// The legend of the groups; empty if all marks look the same.
    pub groups: Vec<LegendView>,
    /// The name of the field that groups the marks.
    pub by: String,
    /// Whether marks are so many that they overlap.
    pub is_dense: bool,
    /// The groups with marks, if each mark is only a dot with a name and tables are cut short;
    /// otherwise empty.
    pub shapes: Vec<usize>,
    /// The most rows of a table.
    pub rows: usize,
    /// The list of the collection.
    pub list: Option<String>,
    /// Whether a mark is a limit.
    pub has_limits: bool,
    /// Whether a mark is a box.
    pub has_areas: bool,
    /// The title of the drawing.
    pub name: String,
    /// The texts around it.
    pub words: ChartWords,
    /// Entries that state both properties, but not as measured on the axes.
    pub others: Vec<OtherView>,
}

/// The texts around a chart.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChartWords {
    /// The description.
    pub about: String,
    /// The explanation of boxes.
    pub areas: String,
    /// The explanation of open boxes.
    pub limits: String,
    /// The heading of the table of values.
    pub table: String,
    /// The heading of the values that were measured otherwise.
    pub others: String,
    /// The column heading of mark numbers.
    pub number: String,
    /// The column heading of entries.
    pub entry: String,
    /// The note below a table that is cut short: how many rows it leaves out.
    pub more: String,
    /// The same note below the values that were measured otherwise.
    pub more_others: String,
}

/// An axis.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AxisView {
    /// The label of the property.
    pub label: String,
    /// The unit.
    pub unit: String,
    /// How all values on it were measured.
    pub notes: Vec<String>,
    /// Whether equal steps are equal ratios.
    pub is_log: bool,
    /// The ticks.
    pub ticks: Vec<TickView>,
}

/// A tick of an axis.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TickView {
    /// Its position, in per cent from the left or from the top.
    pub at: f64,
    /// The number.
    pub text: String,
}

/// An entry on a chart. Positions are in per cent from the left and from the top.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MarkView {
    /// Its number in the table.
    pub number: usize,
    /// The side of the mark where the number is placed.
    pub side: Option<&'static str>,
    /// The title of the entry.
    pub title: String,
    /// The same with its values.
    pub name: String,
    /// Its page.
    pub link: Option<String>,
    /// The group, from 0.
    pub group: usize,
    /// The label of the group.
    pub group_label: String,
    /// The value on the horizontal axis.
    pub x_text: String,
    /// The value on the vertical axis.
    pub y_text: String,
    /// The horizontal middle.
    pub x: f64,
    /// The vertical middle.
    pub y: f64,
    /// The box that the entry may be in; `None` for a point.
    pub area: Option<AreaView>,
    /// Whether one of the values is a limit.
    pub is_open: bool,
}

/// A box.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct AreaView {
    /// The left side.
    pub left: f64,
    /// The upper side.
    pub top: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
    /// The right side.
    pub right: f64,
    /// The lower side.
    pub bottom: f64,
}

/// An item of the legend.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LegendView {
    /// The group, from 0.
    pub group: usize,
    /// Its label.
    pub label: String,
    /// How many marks it has.
    pub count: usize,
}

/// An entry whose values were measured otherwise.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OtherView {
    /// The title of the entry.
    pub title: String,
    /// Its page.
    pub link: Option<String>,
    /// The value of the horizontal axis, with how it was measured.
    pub x_text: String,
    /// The value of the vertical axis.
    pub y_text: String,
}
