//! The order in which pages are rendered. Pages that show the same entries come close
//! together, so that a cached card can be reused. Before them come the files of lists, which
//! take longest. The output is the same in any order.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::plan::{DataOf, EntryIndex, Route, Target};
use crate::present::Site;
use crate::schema::Lang;

/// The collection of a list, if the route is a file of that list.
pub(crate) fn list_of(route: &Route) -> Option<usize> {
    match route.target {
        Target::Data(file) => match file.of {
            DataOf::List(position) => Some(position),
            DataOf::Site | DataOf::Entry(_) => None,
        },
        _ => None,
    }
}

/// Whether two routes are rendered together: the files of one list, which share their data.
pub(crate) fn are_made_together(one: &Route, other: &Route) -> bool {
    let list = list_of(one);
    list.is_some() && list == list_of(other) && one.lang == other.lang
}

/// The sort key of a page: whether it is not a file of a list, its language, its collection,
/// and the index in the collection's list of the first entry that it shows.
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

/// Processes all items in parallel; each thread takes the next one. So the threads work on
/// neighbouring items, unlike with a slice for each thread. Returns the first error of a
/// thread; after an error, no further item is started.
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
