//! Views that entries have in common. A card is made on each page that shows it,
//! and most of what is on it stands on other cards too: terms, words of an enum,
//! short texts such as a unit. Each of these is made once a language.

use std::sync::{PoisonError, RwLock};

use tera::Value;

use crate::ordered::OrderedMap;
use crate::present::{Detail, ValueView};

/// The longest text whose view is kept; longer ones are rarely the same.
const MAX_BYTES: usize = 32;
/// The most views that are kept of a field, so that a field whose texts all
/// differ costs next to nothing; numbers of a few digits repeat sooner or later.
const MAX_VIEWS: usize = 512;
const MAX_NUMBERS: usize = 4096;

/// The views of one language. Every thread that renders has its own: a lock and
/// counts of owners that all of them touch a hundred times a card cost more than the
/// making of the few views that each has to make once more.
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

/// What decides how a text is seen: the field and the field of the entry that
/// holds it, both by their place in the schema, which outlives the views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct ViewKey {
    field: usize,
    top: usize,
    form: ViewForm,
}

/// What a view is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ViewForm {
    /// An item of a list.
    Item,
    /// A field with its value.
    Field,
}

impl Shared {
    /// The form of a view that templates read, made by `make` where it is not there
    /// yet or must not be shared.
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

/// The text that decides a view alone; `None` for what is seen otherwise by
/// another entry.
fn text_of<'a>(view: &ValueView<'a>) -> Option<&'a str> {
    let text = match &view.detail {
        Detail::Written(text) | Detail::Decimal(text) => text,
        Detail::Term(term) => term.id,
        Detail::Choice { id, .. } => id,
        _ => return None,
    };
    (view.lang.is_none() && text.len() <= MAX_BYTES).then_some(text)
}
