//! Whether an entry is published on a day.

use jiff::civil::Date;

use crate::messages::Message;
use crate::schema::{Collection, Record};

/// Whether the entry has a page, and whether lists show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has a page and is in lists.
    Published,
    /// It has a page that says so, but is in no list: a member who left.
    Former,
    /// `draft: true`.
    Draft,
    /// Its `publish` date has not come.
    Scheduled,
    /// Its `expires` date has passed.
    Expired,
}

/// Which entries have a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// Those that are published on the day.
    #[default]
    Published,
    /// All of them, for editors.
    Everything,
}

impl State {
    /// The state of a record as of a day.
    #[must_use]
    pub fn of(
        record: &Record,
        collection: &Collection,
        as_of: Date,
        visibility: Visibility,
    ) -> Self {
        if visibility == Visibility::Published {
            if record.is_true("draft") {
                return Self::Draft;
            }
            if record
                .date("publish")
                .is_some_and(|date| date.first_day() > as_of)
            {
                return Self::Scheduled;
            }
            if record
                .date("expires")
                .is_some_and(|date| date.last_day() < as_of)
            {
                return Self::Expired;
            }
        }
        let left = collection
            .former
            .as_ref()
            .and_then(|field| record.date(field));
        if left.is_some_and(|date| date.first_day() <= as_of) {
            return Self::Former;
        }
        Self::Published
    }

    /// Whether there is a page.
    #[must_use]
    pub fn has_page(self) -> bool {
        matches!(self, Self::Published | Self::Former)
    }

    /// The state as messages name it.
    #[must_use]
    pub fn name(self) -> Message {
        Message::new(match self {
            Self::Published => "state.published",
            Self::Former => "state.former",
            Self::Draft => "state.draft",
            Self::Scheduled => "state.scheduled",
            Self::Expired => "state.expired",
        })
    }
}
