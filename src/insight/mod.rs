//! Views of many entries at once: a map, a matrix, a market. A `view` block of a text or a
//! template requests one. It is computed from public data, and a template of the theme draws
//! it.
//!
//! 1. [`make`] looks up the kind in its table.
//! 2. The module of the kind positions the marks: in units, in percentages, in rows and
//!    columns. It knows neither fields nor collections by name; those come from the block.
//! 3. The template `views/<kind>.html` receives the result as `view`.

pub(crate) mod chart;
pub(crate) mod figures;
mod landscape;
mod map;
mod market;
mod matrix;
mod outlines;
mod picture;
mod projection;
mod timeline;

pub(crate) use figures::{FiguresView, figures};

use serde::Serialize;

use crate::markdown::view_block::ViewBlock;
use crate::present::Scope;
use tera::Value;

/// Builds a view of a kind; `None` if there is nothing to draw.
type Make = fn(Scope<'_>, &ViewBlock) -> Option<Value>;

/// The function for each kind of view.
const MAKERS: &[(&str, Make)] = &[
    ("map", |scope, block| value(map::make(scope, block)?)),
    ("matrix", |scope, block| value(matrix::make(scope, block)?)),
    ("landscape", |scope, block| {
        value(landscape::make(scope, block)?)
    }),
    ("market", |scope, block| value(market::make(scope, block)?)),
    ("timeline", |scope, block| {
        value(timeline::make(scope, block)?)
    }),
    ("chart", |scope, block| value(chart::make(scope, block)?)),
    ("figures", |scope, block| value(figures::make(scope, block))),
];

fn value(view: impl Serialize) -> Option<Value> {
    Value::try_from_serializable(&view).ok()
}

/// The view that a block asks for.
#[must_use]
pub(crate) fn make(scope: Scope<'_>, block: &ViewBlock) -> Option<Value> {
    let (_, make) = MAKERS.iter().find(|(name, _)| *name == block.kind.name)?;
    make(scope, block)
}

#[cfg(test)]
mod tests {
    use super::MAKERS;
    use crate::markdown::view_kinds::KINDS;
    use crate::schema::shapes;

    /// Every kind of view has a function and a shape.
    #[test]
    fn every_kind_is_made() {
        let named: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        let made: Vec<&str> = MAKERS.iter().map(|(name, _)| *name).collect();
        assert_eq!(named, made);
        for kind in KINDS {
            let shape = shapes().get(kind.shape);
            let shape = shape.unwrap_or_else(|| panic!("no shape {}", kind.shape));
            for key in kind.keys {
                assert!(shape.get(key.key).is_some(), "{}: {}", kind.name, key.key);
            }
        }
    }
}
