//! The catalogue at a glance: what is counted of it, and what is drawn of it. Everything
//! here is made of views and of what may be counted, so that it is as public as a page.
//!
//! 1. [`figures()`] works out the indicators that the site declares.
//! 2. [`chart()`](chart::chart) draws one measured property against another, and
//!    [`Standings`](chart::Standings) says where a value stands among all.

pub(crate) mod chart;
pub(crate) mod figures;

pub(crate) use figures::{FiguresView, figures};
