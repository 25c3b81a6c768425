//! What a template sees of a chart.

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
    /// What the looks of marks mean; none where all look the same.
    pub groups: Vec<LegendView>,
    /// What distinguishes the groups.
    pub by: String,
    /// Whether there are so many marks that they lie over one another.
    pub is_dense: bool,
    /// The groups that have marks, where each mark is a dot with a name and nothing else,
    /// and tables end early; none elsewhere.
    pub shapes: Vec<usize>,
    /// How many rows a table has at most.
    pub rows: usize,
    /// The list of the collection.
    pub list: Option<String>,
    /// Whether a mark is open at an end.
    pub has_limits: bool,
    /// Whether a mark is a box.
    pub has_areas: bool,
    /// What the drawing is called.
    pub name: String,
    /// The words around it.
    pub words: ChartWords,
    /// Entries that state both properties, but not as the axes have them.
    pub others: Vec<OtherView>,
}

/// The words around a chart.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ChartWords {
    /// What stands on it.
    pub about: String,
    /// What a box means.
    pub areas: String,
    /// What an open box means.
    pub limits: String,
    /// Over the table of its values.
    pub table: String,
    /// Over what was measured otherwise.
    pub others: String,
    /// Over the numbers of marks.
    pub number: String,
    /// Over what entries are called.
    pub entry: String,
    /// Below a table that ends early: how many are left out of it.
    pub more: String,
    /// The same below what was measured otherwise.
    pub more_others: String,
}

/// An axis.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AxisView {
    /// What the property is called.
    pub label: String,
    /// The unit.
    pub unit: String,
    /// How all values on it were measured.
    pub notes: Vec<String>,
    /// Whether equal steps are equal ratios.
    pub is_log: bool,
    /// The numbers beside it.
    pub ticks: Vec<TickView>,
}

/// A number beside an axis.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TickView {
    /// Where it stands, in per cent from the left or from the top.
    pub at: f64,
    /// The number.
    pub text: String,
}

/// An entry on a chart. Places are in per cent from the left and from the top.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MarkView {
    /// Its number in the table.
    pub number: usize,
    /// On which side of the mark the number stands.
    pub side: Option<&'static str>,
    /// What the entry is called.
    pub title: String,
    /// The same with its values.
    pub name: String,
    /// Its page.
    pub link: Option<String>,
    /// The group, from 0.
    pub group: usize,
    /// What the group is called.
    pub group_label: String,
    /// The value on the horizontal axis.
    pub x_text: String,
    /// The value on the vertical axis.
    pub y_text: String,
    /// The middle.
    pub x: f64,
    /// The middle.
    pub y: f64,
    /// The box that the entry may lie in; none for a point.
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

/// What the look of marks means.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LegendView {
    /// The group, from 0.
    pub group: usize,
    /// What it is called.
    pub label: String,
    /// How many marks it has.
    pub count: usize,
}

/// An entry whose values were measured otherwise.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OtherView {
    /// What the entry is called.
    pub title: String,
    /// Its page.
    pub link: Option<String>,
    /// The value of the horizontal axis, with how it was measured.
    pub x_text: String,
    /// The value of the vertical axis.
    pub y_text: String,
}
