//! What an edition is handed out as, beside its folder: one page that holds all of
//! it.

mod single;

pub(crate) use single::document;
