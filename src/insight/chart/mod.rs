//! Drawings of measured values.
//!
//! 1. [`make`] draws one property against another, with one mark per entry. Only comparable
//!    values share an axis: the largest group whose statistic, method and key conditions
//!    agree. Values that were measured otherwise are listed beside it.
//! 2. [`Standings`] knows the position of each value of an entry among all comparable values.
//!
//! Positions are in per cent of the drawing, so that a theme can draw them at any size without
//! scaling its text.

mod axis;
mod extent;
mod numbers;
mod plot;
mod standing;
mod view;

pub(crate) use plot::make;
pub(crate) use standing::Standings;
