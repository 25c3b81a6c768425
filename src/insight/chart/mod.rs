//! Drawings of measured values.
//!
//! 1. [`make`] draws one property against another, a mark an entry. Only values that
//!    compare stand on an axis: the largest group whose statistic, method and key
//!    conditions agree; what was measured otherwise is listed beside it.
//! 2. [`Standings`] knows, of each value of an entry, where it stands among all that
//!    compare with it.
//!
//! Places are per cent of the drawing, so that a theme draws them at any size without
//! scaling its text.

mod axis;
mod extent;
mod numbers;
mod plot;
mod standing;
mod view;

pub(crate) use plot::make;
pub(crate) use standing::Standings;
