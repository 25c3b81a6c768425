//! The order in which pages are rendered: those that show the same entries near
//! one another, so that a card that one has made is there for the next; before them the
//! files of each list, which are the longest pieces of work. What is written is the same
//! in any order.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::plan::{DataOf, EntryIndex, Route, Target};
use crate::present::Site;
use crate::schema::Lang;

/// The list, by its collection, that a route is a file of.
pub(crate) fn list_of(route: &Route) -> Option<usize> {
    match route.target {
        Target::Data(file) => match file.of {
            DataOf::List(position) => Some(position),
            DataOf::Site | DataOf::Entry(_) => None,
        },
        _ => None,
    }
}

/// Whether two routes are made in one go: the files of one list, which share what they
/// are made of.
pub(crate) fn are_made_together(one: &Route, other: &Route) -> bool {
    let list = list_of(one);
    list.is_some() && list == list_of(other) && one.lang == other.lang
}

/// Where a page belongs: whether it is none of the files of a list, its language, its collection, and the place in the
/// collection's list of the first entry that it shows.
pub(crate) fn place<'a>(site: &Site, route: &'a Route) -> (bool, &'a Lang, usize, usize) {
    let lang = &route.lang;
    if let Some(collection) = list_of(route) {
        return (false, lang, collection, 0);
    }
    let plan = &site.plan;
    let first_of = |collection: usize, entries: &[EntryIndex], page: usize| {
        let first = entries.get((page - 1) * site.page_size(collection)?)?;
        plan.place(*first, lang)
    };
    let (collection, first) = match &route.target {
        Target::Entry(index) => {
            let collection = site.collection_of(*index);
            (collection, plan.place(*index, lang))
        }
        Target::List { collection, page } => {
            let entries = plan.listed(*collection, lang);
            (*collection, first_of(*collection, entries, *page))
        }
        Target::Term {
            collection,
            field,
            term,
            page,
        } => {
            let mut all = plan.term_uses(*collection, field, lang).iter();
            let used = all.find(|used| used.term == *term);
            let first = used.and_then(|used| first_of(*collection, &used.entries, *page));
            (*collection, first)
        }
        _ => (usize::MAX, None),
    };
    (true, lang, collection, first.unwrap_or(usize::MAX))
}

/// Does something with every item, on all threads, each taking the next one in the
/// order: so that they are at work near one another, which a list cut into a part for
/// each thread would not have them be. Returns the first error that a thread came to;
/// after one, no further item is begun.
pub(crate) fn each_in_turn<T: Sync, E: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let ended = rayon::broadcast(|_| -> Result<(), E> {
        while !failed.load(Ordering::Relaxed)
            && let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed))
        {
            work(item).inspect_err(|_| failed.store(true, Ordering::Relaxed))?;
        }
        Ok(())
    });
    ended.into_iter().collect()
}
