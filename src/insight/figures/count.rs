//! The entries of a set on a day. For each entry a condition is true, false, or unknown
//! because the entry does not state the value.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::distance::kilometres;
use crate::plan::EntryIndex;
use crate::present::{EntrySet, Indicators, SetCondition};
use crate::present::{Fact, Site};
use crate::schema::{FieldPath, PartialDate};

/// The date and the period of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    /// The day.
    pub day: Date,
    /// Whether a period is the calendar year of the day, and not the months before it.
    pub by_year: bool,
}

impl Moment {
    /// A day with the months before it.
    #[must_use]
    pub(super) fn on(day: Date) -> Self {
        Self {
            day,
            by_year: false,
        }
    }

    /// The day some months earlier.
    #[must_use]
    pub(super) fn earlier(self, months: i32) -> Self {
        Self {
            day: earlier(self.day, months),
            ..self
        }
    }

    /// The days of a period: after the first date, up to the second.
    fn window(self, months: i32) -> (Date, Date) {
        let from = if self.by_year {
            let first = self.day.first_of_year();
            first.yesterday().unwrap_or(first)
        } else {
            earlier(self.day, months)
        };
        (from, self.day)
    }
}

fn earlier(day: Date, months: i32) -> Date {
    day.checked_sub(months.months()).unwrap_or(Date::MIN)
}

/// The entries of a set.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// The entries that belong to it.
    pub entries: Vec<EntryIndex>,
    /// The entries of which it is unknown whether they belong.
    pub unknown: Vec<EntryIndex>,
}

/// Counts sets, each once per day.
pub(super) struct Counter<'a> {
    /// The site.
    pub site: &'a Site,
    /// The sets.
    pub indicators: &'a Indicators,
    known: RefCell<BTreeMap<(usize, Moment), Rc<Counted>>>,
}

impl<'a> Counter<'a> {
    /// A counter for a site.
    #[must_use]
    pub(super) fn new(site: &'a Site) -> Self {
        Self {
            site,
            indicators: site.indicators(),
            known: RefCell::default(),
        }
    }

    /// A set by its index.
    #[must_use]
    pub(super) fn set(&self, place: usize) -> Option<&'a EntrySet> {
        self.indicators.sets.get(place)
    }

    /// The entries of a set.
    #[must_use]
    pub(super) fn of(&self, place: usize, moment: Moment) -> Rc<Counted> {
        let known = self.known.borrow().get(&(place, moment)).cloned();
        known.unwrap_or_else(|| {
            let counted = self.set(place).map(|set| self.count(set, moment));
            let counted = Rc::new(counted.unwrap_or_default());
            let mut known = self.known.borrow_mut();
            known.insert((place, moment), counted.clone());
            counted
        })
    }

    /// Whether the edition has no entries at all in a collection that a set builds on: the
    /// result is then unknown, and not zero.
    #[must_use]
    pub(super) fn has_nothing(&self, place: usize) -> bool {
        let Some(set) = self.set(place) else {
            return true;
        };
        let named = set
            .conditions
            .iter()
            .filter_map(|condition| match condition {
                SetCondition::NamedIn { set, .. } => Some(*set),
                _ => None,
            });
        let mut made_of = set.base.into_iter().chain(named);
        let is_whole = set.base.is_none();
        (is_whole && self.site.counted(set.collection).is_empty())
            || made_of.any(|set| self.has_nothing(set))
    }

    fn count(&self, set: &EntrySet, moment: Moment) -> Counted {
        // A set refers only to earlier sets.
        let (certain, uncertain) = match set.base {
            Some(base) => {
                let base = self.of(base, moment);
                (base.entries.clone(), base.unknown.clone())
            }
            None => (self.site.counted(set.collection), Vec::new()),
        };
        let conditions: Vec<Asked<'_>> = set
            .conditions
            .iter()
            .map(|condition| self.asked(condition, moment))
            .collect();
        let mut counted = Counted::default();
        let all = certain.iter().map(|index| (*index, true));
        for (index, is_in_base) in all.chain(uncertain.iter().map(|index| (*index, false))) {
            let mut answers = conditions
                .iter()
                .map(|asked| self.holds(asked, index, moment));
            let answer = answers.try_fold(is_in_base, |so_far, answer| match answer {
                Some(false) => None,
                answer => Some(so_far && answer.is_some()),
            });
            match answer {
                Some(true) => counted.entries.push(index),
                Some(false) => counted.unknown.push(index),
                None => {}
            }
        }
        counted
    }

    /// A condition with its precomputed value, if that is the same for all entries.
    fn asked<'c>(&self, condition: &'c SetCondition, moment: Moment) -> Asked<'c> {
        let named = match condition {
            SetCondition::NamedIn { set, field } => {
                let naming = self.of(*set, moment);
                let named = naming.entries.iter();
                named.flat_map(|index| self.named(*index, field)).collect()
            }
            _ => BTreeSet::new(),
        };
        Asked { condition, named }
    }

    /// The entries that a field of an entry refers to.
    #[must_use]
    pub(super) fn named(&self, index: EntryIndex, field: &FieldPath) -> BTreeSet<EntryIndex> {
        let facts = self.site.facts(index, field).into_iter();
        facts
            .filter_map(|fact| match fact {
                Fact::Entry(named) => Some(named),
                _ => None,
            })
            .collect()
    }

    fn holds(&self, asked: &Asked<'_>, index: EntryIndex, moment: Moment) -> Option<bool> {
        match asked.condition {
            SetCondition::Active { since, until } => {
                let until = until.as_ref().and_then(|field| self.date(index, field));
                let is_gone = until.is_some_and(|until| until.first_day() <= moment.day);
                match since.as_ref().filter(|_| !is_gone) {
                    Some(field) => Some(self.date(index, field)?.first_day() <= moment.day),
                    None => Some(!is_gone),
                }
            }
            SetCondition::During { start, end, months } => {
                let (after, last) = moment.window(*months);
                let start = self.date(index, start)?.first_day();
                let Some(end) = end else {
                    return Some(start > after && start <= last);
                };
                let end = self.date(index, end);
                let is_over = end.is_some_and(|end| end.last_day() <= after);
                Some(start <= last && !is_over)
            }
            SetCondition::Where { field, values } => self.is_one_of(index, field, values),
            SetCondition::Except { field, values } => {
                let facts = self.site.facts(index, field);
                if facts.is_empty() {
                    return Some(true);
                }
                self.is_one_of(index, field, values).map(|is| !is)
            }
            SetCondition::States(field) => Some(!self.site.facts(index, field).is_empty()),
            SetCondition::Complete => Some(self.site.is_complete(index)),
            SetCondition::Within { field, km } => Some(self.distance(index, field)? <= *km),
            SetCondition::NamedIn { .. } => Some(asked.named.contains(&index)),
            SetCondition::AtLeast { field, values } => {
                Some(self.distinct(index, field).len() >= *values)
            }
        }
    }

    fn is_one_of(
        &self,
        index: EntryIndex,
        field: &FieldPath,
        values: &[std::sync::Arc<str>],
    ) -> Option<bool> {
        let facts = self.site.facts(index, field);
        let is = |word: &str| values.iter().any(|value| **value == *word);
        let matches = |fact: &Fact<'_>| match fact {
            Fact::Word(words) => words.iter().any(|word| is(word)),
            Fact::Entry(named) => is(self.site.id_of(*named)),
            fact => fact.word().is_some_and(|word| is(&word)),
        };
        if facts.iter().any(matches) {
            return Some(true);
        }
        let says_nothing = facts.iter().all(|fact| matches!(fact, Fact::Unknown));
        (!says_nothing).then_some(false)
    }

    /// The distinct values of a field.
    #[must_use]
    pub(super) fn distinct(&self, index: EntryIndex, field: &FieldPath) -> BTreeSet<String> {
        let facts = self.site.facts(index, field);
        let words = facts.iter().filter_map(|fact| match fact {
            Fact::Entry(named) => Some(self.site.id_of(*named).to_owned()),
            fact => fact.word(),
        });
        words.collect()
    }

    /// The first date of a field.
    #[must_use]
    pub(super) fn date(&self, index: EntryIndex, field: &FieldPath) -> Option<PartialDate> {
        let facts = self.site.facts(index, field);
        facts.iter().find_map(|fact| match fact {
            Fact::Date(date) => Some(*date),
            Fact::Number(year) => PartialDate::parse(&format!("{year:04}")),
            _ => None,
        })
    }

    /// The distance in kilometres from the seat to the nearest position of a field.
    #[must_use]
    pub(super) fn distance(&self, index: EntryIndex, field: &FieldPath) -> Option<f64> {
        let seat = self.indicators.seat?;
        let facts = self.site.facts(index, field);
        let places = facts.iter().filter_map(|fact| match fact {
            Fact::Place(lat, lon) => Some(kilometres(seat, (*lat, *lon))),
            _ => None,
        });
        places.min_by(f64::total_cmp)
    }
}

/// A condition, and the entries that others refer to, if it needs them.
struct Asked<'c> {
    condition: &'c SetCondition,
    named: BTreeSet<EntryIndex>,
}
