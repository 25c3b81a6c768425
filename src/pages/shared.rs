//! Caches views that entries share. A card is rendered for each page that shows it, and most
//! of its parts are on other cards too: terms, words of an enum, short texts such as a unit.
//! Each of these is built once for each language.

use std::sync::{PoisonError, RwLock};

use tera::Value;

use crate::ordered::OrderedMap;
use crate::present::{Detail, ValueView};

/// The longest text whose view is cached; longer ones rarely repeat.
const MAX_BYTES: usize = 32;
/// The most cached views of a field, so that a field with only distinct texts costs next to
/// nothing. The limit for numbers is higher, since short numbers repeat sooner or later.
const MAX_VIEWS: usize = 512;
const MAX_NUMBERS: usize = 4096;

/// The cached views of one language. Every rendering thread has its own cache. A shared lock
/// and reference counts, touched a hundred times for each card, cost more than building a few
/// views once more.
pub(super) struct Shared {
    of_threads: Box<[RwLock<Views>]>,
}

type Views = OrderedMap<ViewKey, OrderedMap<Box<str>, Value>>;

impl Default for Shared {
    fn default() -> Self {
        let threads = rayon::current_num_threads();
        Self {
            of_threads: (0..threads).map(|_| RwLock::default()).collect(),
        }
    }
}

/// The cache key together with the text: the field and its top-level field, both by their
/// address in the schema, which outlives the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct ViewKey {
    field: usize,
    top: usize,
    form: ViewForm,
}

/// The kind of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ViewForm {
    /// An item of a list.
    Item,
    /// A field with its value.
    Field,
}

impl Shared {
    /// The cached view; `make` builds it if it is missing or cannot be shared.
    pub(super) fn view(
        &self,
        form: ViewForm,
        (field, top): (usize, usize),
        view: &ValueView<'_>,
        make: impl FnOnce() -> Value,
    ) -> Value {
        let Some(text) = text_of(view) else {
            return make();
        };
        let most = match view.detail {
            Detail::Decimal(_) => MAX_NUMBERS,
            _ => MAX_VIEWS,
        };
        let place = ViewKey { field, top, form };
        let thread = rayon::current_thread_index().unwrap_or_default();
        let Some(own) = self.of_threads.get(thread) else {
            return make();
        };
        let views = own.read().unwrap_or_else(PoisonError::into_inner);
        let of_field = views.get(&place);
        if let Some(view) = of_field.and_then(|of_field| of_field.get(text)) {
            return view.clone();
        }
        let full = of_field.is_some_and(|of_field| of_field.len() >= most);
        drop(views);
        let view = make();
        if !full {
            let mut views = own.write().unwrap_or_else(PoisonError::into_inner);
            let of_field = views.entry(place).or_default();
            of_field.insert(text.into(), view.clone());
        }
        view
    }
}

/// The text, if it determines the view on its own; `None` if the view also depends on the
/// entry.
fn text_of<'a>(view: &ValueView<'a>) -> Option<&'a str> {
    let text = match &view.detail {
        Detail::Written(text) | Detail::Decimal(text) => text,
        Detail::Term(term) => term.id,
        Detail::Choice { id, .. } => id,
        _ => return None,
    };
    (view.lang.is_none() && text.len() <= MAX_BYTES).then_some(text)
}
