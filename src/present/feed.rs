//! The feed of a list: its entries by date, the newest first.

use jiff::Timestamp;
use jiff::civil::Time;

use super::role::Roles;
use super::site::of_changes;
use super::{Detail, Scope};
use crate::model::EntryIndex;
use crate::path::UrlPath;
use crate::plan::RouteId;
use crate::schema::{Collection, Feed, Value};

/// The feed of a list.
#[derive(Debug, Clone)]
pub(crate) struct FeedView<'a> {
    /// When it changed last.
    pub updated: FeedTime,
    /// The newest entries that are in the language, the newest first.
    pub items: Vec<FeedItem<'a>>,
}

/// An entry of a feed.
#[derive(Debug, Clone)]
pub(crate) struct FeedItem<'a> {
    /// The entry.
    pub index: EntryIndex,
    /// Its page.
    pub link: RouteId,
    /// Its heading.
    pub title: &'a str,
    /// A sentence that says what it is.
    pub summary: Option<&'a str>,
    /// When it was published.
    pub published: FeedTime,
    /// When it was last changed.
    pub updated: FeedTime,
    /// The terms that it is about.
    pub tags: Vec<FeedTag<'a>>,
    /// Its picture.
    pub image: Option<&'a UrlPath>,
}

/// A term that an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FeedTag<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub label: String,
}

/// An instant, ordered by time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FeedTime {
    instant: Timestamp,
    /// As RFC 3339 writes it, with the offset of the site.
    pub text: String,
}

impl<'a> Scope<'a> {
    /// The feed of a collection's list; `None` if it has no feed or no dates.
    #[must_use]
    pub(crate) fn feed(self, position: usize) -> Option<FeedView<'a>> {
        let catalog = self.catalog();
        let collection = catalog.collections.get(position)?;
        let feed = collection.feed.as_ref()?;
        let listed = self.site.plan.listed(position, self.lang).iter();
        let mut dated: Vec<(FeedTime, FeedTime, EntryIndex)> = listed
            .filter_map(|index| {
                let (published, updated) = self.times(collection, feed, *index)?;
                Some((published, updated, *index))
            })
            .collect();
        let last = |dated: &[(FeedTime, FeedTime, EntryIndex)]| {
            dated.iter().map(|(_, updated, _)| updated).max().cloned()
        };
        let of_all = last(&dated)?;
        dated.retain(|(.., index)| catalog.is_translated(*index, self.lang));
        // An empty feed has the date of the whole list.
        let updated = last(&dated).unwrap_or(of_all);
        // The sort is stable: entries of the same moment stay in list order.
        dated.sort_by(|(one, ..), (other, ..)| other.cmp(one));
        let here = dated
            .into_iter()
            .filter_map(|(published, updated, index)| self.item(index, published, updated));
        Some(FeedView {
            updated,
            items: here.take(feed.limit).collect(),
        })
    }

    fn item(
        self,
        index: EntryIndex,
        published: FeedTime,
        updated: FeedTime,
    ) -> Option<FeedItem<'a>> {
        let link = self.site.plan.entry(index, self.lang)?;
        let fields = self.fields(index);
        let tags = fields.iter().flat_map(|field| field.value.items());
        let tags = tags.filter_map(|value| match &value.detail {
            Detail::Term(term) => Some(FeedTag {
                id: term.id,
                label: value.text.to_string(),
            }),
            _ => None,
        });
        Some(FeedItem {
            index,
            link,
            title: self.title(index),
            summary: self.summary(index),
            published,
            updated,
            tags: tags.collect(),
            image: fields.picture("image"),
        })
    }

    /// When an entry was published and last changed; a change is never earlier.
    fn times(
        self,
        collection: &Collection,
        feed: &Feed,
        index: EntryIndex,
    ) -> Option<(FeedTime, FeedTime)> {
        let time = |name: &str| {
            let moment = match self.site.says(index, name)? {
                Value::Date(date) => date.first_day().to_datetime(Time::midnight()),
                Value::DateTime(moment) => *moment,
                _ => return None,
            };
            Some(self.feed_time(self.instant(moment)))
        };
        let published = time(&feed.date)?;
        let updated = of_changes(collection).find_map(time);
        let updated = updated.unwrap_or_else(|| published.clone());
        let updated = updated.max(published.clone());
        Some((published, updated))
    }

    fn feed_time(self, instant: Timestamp) -> FeedTime {
        let zone = &self.catalog().config.time_zone;
        let (here, offset) = (zone.to_datetime(instant), zone.to_offset(instant));
        let (sign, minutes) = (offset.is_negative(), offset.seconds().abs() / 60);
        FeedTime {
            instant,
            text: format!(
                "{}{}{:02}:{:02}",
                here.strftime("%Y-%m-%dT%H:%M:%S"),
                if sign { '-' } else { '+' },
                minutes / 60,
                minutes % 60
            ),
        }
    }
}
