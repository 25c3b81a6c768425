//! The pages of an edition, each rendered with the template of its kind.
//!
//! 1. [`Prepared`] is what all pages share: the languages with their cards, the data of
//!    scripts, the templates.
//! 2. [`Prepared::render`] renders every page, in parallel, and passes it to a sink; [`Pages`]
//!    renders single pages on request.
//!
//! Links are printed by the edition's link style while a page is rendered; finished HTML is
//! never rewritten.

mod artifact;
pub(crate) mod budget;
mod cards;
mod frame;
mod functions;
pub(crate) mod handout;
mod kinds;
pub(crate) mod language;
mod lettering;
mod on_request;
mod order;
pub(crate) mod pairs;
pub(crate) mod prepared;
pub(crate) mod renderer;
mod shared;
mod social_card;
mod values;
mod view;

pub(crate) use language::Language;
pub(crate) use on_request::Pages;
pub(crate) use prepared::{Prepared, first_of_each, templates_failed};
