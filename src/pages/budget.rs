//! What a page may cost: turns of loops, bytes that are made, time. A template that asks
//! for more ends with an error at its line, so that a theme of a stranger cannot keep a
//! build busy or take all memory. [`crate::theme::meter`] puts the calls that count into
//! templates.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::messages::{Message, message};
use crate::theme::meter::{MADE, STEP};
use crate::theme::template_error::fault;

/// How often loops of a page may turn. The largest page measured, a list of 5,000 rows
/// with all columns, has some 60,000 turns.
const MAX_STEPS: u64 = 1_000_000;
/// How many bytes the templates of a page may make, in its output or on the way to it.
const MAX_BYTES: u64 = 128 * 1024 * 1024;
/// How long a page may take. Turns and bytes end sooner what is without end; this is for
/// turns that are dear.
const MAX_TIME: Duration = Duration::from_secs(30);
/// After how many pages that cost too much no other is made.
const MAX_EXCEEDED: usize = 2;
/// How often the clock is looked at.
const STEPS_BETWEEN_LOOKS: u64 = 1024;

/// What the page that is being made has cost so far.
struct Spent {
    steps: u64,
    bytes: u64,
    begun: Instant,
    refused: bool,
}

thread_local! {
    /// The pages that this thread is making: while one is made, a part of it or another
    /// page may be.
    static PAGES: RefCell<Vec<Spent>> = const { RefCell::new(Vec::new()) };
}

/// Pages that cost more than they may.
#[derive(Default)]
pub(crate) struct Exceeded(AtomicUsize);

impl Exceeded {
    /// Whether so many pages cost too much that no other page is worth the time: what is
    /// wrong has been reported, and nothing is published.
    pub(crate) fn is_enough(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= MAX_EXCEEDED
    }
}

/// Makes a page, which may cost so much and no more.
pub(crate) fn page<T>(exceeded: &Exceeded, make: impl FnOnce() -> T) -> T {
    PAGES.with_borrow_mut(|pages| {
        pages.push(Spent {
            steps: 0,
            bytes: 0,
            begun: Instant::now(),
            refused: false,
        });
    });
    let result = make();
    let spent = PAGES.with_borrow_mut(Vec::pop);
    if spent.is_some_and(|spent| spent.refused) {
        exceeded.0.fetch_add(1, Ordering::Relaxed);
    }
    result
}

/// Registers what counts.
pub(crate) fn register(tera: &mut Tera) {
    tera.register_function(STEP, |kwargs: Kwargs, _: &State| -> TeraResult<bool> {
        let bytes = kwargs.must_get::<u64>("bytes")?;
        spend(1, bytes).map_err(fault)?;
        Ok(true)
    });
    tera.register_function(MADE, |kwargs: Kwargs, _: &State| -> TeraResult<bool> {
        let size = kwargs.get::<Value>("value")?.as_ref().map_or(0, size);
        spend(0, size).map_err(fault)?;
        Ok(true)
    });
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.set_escape_fn(|text, output| {
        spend(0, text.len() as u64).map_err(io::Error::other)?;
        tera::escape_html(text, output)
    });
}

/// Counts what has been done; an error where it is too much.
pub(super) fn spend(steps: u64, bytes: u64) -> Result<(), Message> {
    PAGES.with_borrow_mut(|pages| {
        let Some(spent) = pages.last_mut() else {
            return Ok(());
        };
        let asked = spent.add(steps, bytes);
        spent.refused |= asked.is_err();
        asked
    })
}

impl Spent {
    fn add(&mut self, steps: u64, bytes: u64) -> Result<(), Message> {
        self.steps += steps;
        self.bytes = self.bytes.saturating_add(bytes);
        if self.steps > MAX_STEPS {
            return Err(message!("template.too_many_turns", limit = MAX_STEPS));
        }
        if self.bytes > MAX_BYTES {
            return Err(too_many_bytes());
        }
        let looks = steps > 0 && self.steps.is_multiple_of(STEPS_BETWEEN_LOOKS);
        if looks && self.begun.elapsed() > MAX_TIME {
            return Err(message!("template.too_long", limit = MAX_TIME.as_secs()));
        }
        Ok(())
    }
}

fn too_many_bytes() -> Message {
    let limit = MAX_BYTES / (1024 * 1024);
    message!("template.too_many_bytes", limit = limit)
}

/// The bytes of a text, and a few for everything else: how much memory a value takes,
/// roughly. Values that are shared count each time, since each time they are printed.
fn size(value: &Value) -> u64 {
    if let Some(text) = value.as_str() {
        return text.len() as u64;
    }
    let mut total = 0;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        total += 8 + value.as_str().map_or(0, |text| text.len() as u64);
        if total > MAX_BYTES {
            break;
        }
        if let Some(items) = value.as_array() {
            open.extend(items);
        }
    }
    total
}

/// The filter `replace` of Tera, with its result counted before it is made.
#[expect(clippy::needless_pass_by_value, reason = "as Tera calls filters")]
fn replace(text: StringInput<'_>, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let from = kwargs.must_get::<&str>("from")?;
    let to = kwargs.must_get::<StringInput<'_>>("to")?;
    let is_safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
    let (text, to) = if is_safe {
        (text.rendered(state)?, to.rendered(state)?)
    } else {
        (Cow::Borrowed(text.as_str()), Cow::Borrowed(to.as_str()))
    };
    let found = text.matches(from).count() as u64;
    let size = (text.len() as u64).saturating_add(found.saturating_mul(to.len() as u64));
    spend(0, size).map_err(fault)?;
    let replaced = text.replace(from, &to);
    Ok(if is_safe {
        Value::safe_string(&replaced)
    } else {
        Value::from(replaced)
    })
}

/// The filter `join` of Tera, with its result counted before it is made.
#[expect(clippy::needless_pass_by_value, reason = "as Tera calls filters")]
fn join(items: &[Value], kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let separator = kwargs.get::<StringInput<'_>>("sep")?;
    let length = separator.as_ref().map_or(0, |text| text.as_str().len()) as u64;
    let size = items.iter().map(size).sum::<u64>();
    let between = length.saturating_mul(items.len() as u64);
    spend(0, size.saturating_add(between)).map_err(fault)?;
    let is_safe = state.autoescaping_enabled()
        && (items.iter().any(|item| item.is_string() && item.is_safe())
            || separator.as_ref().is_some_and(StringInput::is_safe));
    if !is_safe {
        let items: Vec<String> = items.iter().map(ToString::to_string).collect();
        let separator = separator.as_ref().map_or("", StringInput::as_str);
        return Ok(Value::from(items.join(separator)));
    }
    let rendered = items.iter().map(|item| {
        if item.is_undefined() {
            Ok(String::new())
        } else {
            state.escape_if_needed(item)
        }
    });
    let items: Vec<String> = rendered.collect::<TeraResult<_>>()?;
    let separator = separator.as_ref().map(|text| text.rendered(state));
    let separator = separator.transpose()?.unwrap_or_default();
    Ok(Value::safe_string(&items.join(&separator)))
}

/// The bytes of a page as they come; too many are an error.
#[derive(Default)]
pub(crate) struct PageBytes(pub Vec<u8>);

impl Write for PageBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.0.len() + bytes.len()) as u64 > MAX_BYTES {
            return Err(io::Error::other(too_many_bytes()));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
