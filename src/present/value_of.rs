//! Converts a value of an entry to a view, by its type.

use std::borrow::Cow;
use std::sync::Arc;

use super::measurement::rows;
use super::picture::proportion;
use super::value::{Detail, Owner, PageLink, PictureView, TermView, ValueView};
use super::{FieldInfo, FieldView, Scope};
use crate::locale::{DateForm, bind};
use crate::markdown::render_field;
use crate::model::{EntryIndex, FileIndex, TermIndex, entry_of_file};
use crate::path::{SourcePath, decoded};
use crate::plan::RouteId;
use crate::quantity::{format_amount, format_number};
use crate::schema::{Field, FieldType, Fields, Item, Named, PartialDate, Record, Value, shapes};
use crate::text::is_visible;

impl<'a> Scope<'a> {
    /// The value of a public field; `None` for an empty one.
    pub(super) fn value(
        self,
        field: &'a Field,
        item: &'a Item,
        owner: Owner<'a>,
    ) -> Option<ValueView<'a>> {
        let (item, lang) = self.catalog().value(item, self.lang)?;
        let mut view = self.single(field, item, owner)?;
        view.lang = lang;
        Some(view)
    }

    fn single(self, field: &'a Field, item: &'a Item, owner: Owner<'a>) -> Option<ValueView<'a>> {
        let kind = field.kind.name();
        let of = |text: Cow<'a, str>, detail| Some(ValueView::new(kind, text, detail));
        match &item.value {
            Value::Text(raw) => is_visible(raw).then(|| self.of_text(field, raw, owner.path)),
            Value::Slug(slug) => of(slug.as_str().into(), Detail::None),
            Value::Url(url) => {
                let href = url.as_str();
                let shown = href.trim_start_matches("https://");
                let shown = shown.trim_start_matches("http://").trim_end_matches('/');
                of(shown.into(), Detail::Address(href.into()))
            }
            Value::Bool(flag) => {
                let word = if *flag { "yes" } else { "no" };
                of(self.texts.or(word, word).into(), Detail::Flag(*flag))
            }
            Value::Int(number) => {
                let digits = number.to_string();
                let shown = match field.kind {
                    FieldType::Year => digits,
                    _ => self.formats.number(&digits),
                };
                of(shown.into(), Detail::Number(*number))
            }
            Value::Decimal(digits) => {
                let shown = format_number(digits, self.lang.as_str());
                of(shown.into(), Detail::Decimal(digits))
            }
            Value::Date(date) => {
                let shown = self.formats.date(*date, DateForm::Long);
                let iso = date.to_string();
                of(shown.into(), Detail::Date { date: *date, iso })
            }
            Value::DateTime(moment) => {
                let date = PartialDate::parse(&moment.date().to_string())?;
                let (time, day) = (moment.time(), self.formats.date(date, DateForm::Long));
                let shown = format!("{day}, {}:{:02}", time.hour(), time.minute());
                let iso = moment.to_string();
                of(shown.into(), Detail::Date { date, iso })
            }
            Value::Choice(id) => {
                let label = self.catalog().choice_label(&field.kind, id, self.lang);
                let place = field.kind.place_of(id).unwrap_or(usize::MAX);
                of(label.into(), Detail::Choice { id, place })
            }
            Value::Term(named) => Some(self.term_value(field, named, owner)),
            Value::Ref(named) => Some(self.reference(named)),
            Value::Image(record) => self.picture(record),
            Value::File(named) => self.file(named.to),
            Value::Geo { lat, lon } => of(format!("{lat}, {lon}").into(), Detail::Geo { lat, lon }),
            Value::Quantity(stated) => {
                let printed = format_amount(&stated.amount, self.lang.as_str());
                let detail = Detail::Quantity {
                    amount: &stated.amount,
                    number: printed.number,
                    unit: printed.unit,
                    interval: stated.interval.as_ref(),
                };
                Some(ValueView::new("quantity", printed.text, detail))
            }
            Value::Measurements(written) => {
                let rows = rows(self, written);
                (!rows.is_empty()).then(|| ValueView::new(kind, "", Detail::Rows(rows)))
            }
            Value::List(items) => self.items(field, items, owner),
            // A group without visible fields has no label either.
            Value::Object(record) => {
                let group = self.group(field, record, owner);
                (!group.group().is_empty()).then_some(group)
            }
            Value::Unknown => {
                let shown = self.texts.or("unknown", "unknown");
                Some(ValueView::new("string", shown, Detail::Unknown))
            }
            Value::Localized(_) | Value::Unlinked(_) | Value::Any => None,
        }
    }

    /// A text value of any kind.
    fn of_text(self, field: &'a Field, raw: &'a str, path: Option<&SourcePath>) -> ValueView<'a> {
        let kind = field.kind.name();
        match field.kind {
            FieldType::Email => {
                ValueView::new(kind, raw, Detail::Address(format!("mailto:{raw}").into()))
            }
            FieldType::Phone => {
                let is_dialled = |c: &char| c.is_ascii_digit() || *c == '+';
                let digits: String = raw.chars().filter(is_dialled).collect();
                ValueView::new(kind, raw, Detail::Address(format!("tel:{digits}").into()))
            }
            FieldType::Markdown => {
                let page = |link: &str| self.page_link(link, path);
                let text = render_field(raw, self.lang, page);
                ValueView::new(kind, raw, Detail::Markdown(text))
            }
            FieldType::Country => {
                let name = self.texts.country(raw, self.lang);
                ValueView::new(kind, name, Detail::Written(raw))
            }
            FieldType::Language => {
                let name = self.texts.or(&format!("language_{raw}"), raw);
                ValueView::new(kind, name, Detail::Written(raw))
            }
            FieldType::String | FieldType::Text => {
                ValueView::new(kind, bind(raw, self.lang), Detail::Written(raw))
            }
            _ => ValueView::new(kind, raw, Detail::Written(raw)),
        }
    }

    /// The page that a link in a field of the file `path` leads to; the checks have reported
    /// broken links.
    fn page_link(self, link: &str, path: Option<&SourcePath>) -> Option<PageLink> {
        let typed = path.and_then(|path| entry_of_file(path, link));
        let link = typed.as_deref().unwrap_or(link);
        let target = self.site.resolve(link, self.lang).ok()?;
        Some(PageLink {
            route: target.route,
            anchor: target.anchor.map(|anchor| decoded(anchor).into_owned()),
        })
    }

    /// The page of a term, by its facet: a field of the entry, or a field in a group.
    fn term_link(self, field: &Field, id: &Arc<str>, owner: Owner<'a>) -> Option<RouteId> {
        let (position, top) = owner.collection.zip(owner.field)?;
        let page = |path: &Arc<str>| {
            let pages = self.site.plan.term(position, path, id, self.lang);
            pages.first().copied()
        };
        if top.kind.vocabulary().is_some() {
            return page(&top.name);
        }
        let collection = self.catalog().collections.get(position)?;
        let states = |declared: &Field| match &declared.kind {
            FieldType::List(of) => std::ptr::eq(&raw const **of, field),
            _ => std::ptr::eq(declared, field),
        };
        let mut paths = collection.facets.iter().filter(|path| path.contains('.'));
        let path = paths.find(|path| collection.fields.at(path).is_some_and(states))?;
        page(path)
    }

    fn term_value(
        self,
        field: &Field,
        named: &'a Named<TermIndex>,
        owner: Owner<'a>,
    ) -> ValueView<'a> {
        let catalog = self.catalog();
        let known = catalog.term_at(named.to);
        let label = known.map_or(&*named.written, |term| {
            catalog.label(&term.label, self.lang)
        });
        let description = known.map(|term| catalog.label(&term.description, self.lang));
        let link = self.term_link(field, &named.written, owner);
        let view = TermView {
            term: named.to,
            id: &named.written,
            link,
            description: description.filter(|text| !text.is_empty()),
        };
        ValueView::new("term", label, Detail::Term(view))
    }

    /// A reference to another entry. If that is not published, only its id is shown.
    fn reference(self, named: &'a Named<EntryIndex>) -> ValueView<'a> {
        let (catalog, target) = (self.catalog(), named.to);
        let entry = catalog.state(target).has_page().then_some(target);
        let title = entry.map_or(&*named.written, |entry| self.title(entry));
        let detail = Detail::Ref {
            entry,
            id: &catalog.entry(target).id,
            collection: &catalog.collection_of(target).id,
            link: self.site.plan.entry(target, self.lang),
        };
        ValueView::new("ref", bind(title, self.lang), detail)
    }

    /// A picture; `None` where its file is not published.
    fn picture(self, record: &'a Record) -> Option<ValueView<'a>> {
        let Value::File(named) = &record.get("file")?.value else {
            return None;
        };
        let path = self.catalog().file(named.to)?;
        let asset = self.site.shown_file(path)?;
        let alt = record.get("alt");
        let alt = alt.and_then(|item| self.catalog().value(item, self.lang));
        let alt = alt.and_then(|(item, _)| item.value.as_text());
        let detail = Detail::Picture(PictureView {
            path,
            url: asset.shown(),
            size: asset.shown_size(),
            proportion: asset.size.map(proportion),
            about: self.about_picture(record, asset.pixels()),
            asset,
        });
        Some(ValueView::new("image", alt.map_or("", |alt| alt), detail))
    }

    /// A file to download: a picture is downloaded unchanged.
    fn file(self, file: FileIndex) -> Option<ValueView<'a>> {
        let path = self.catalog().file(file)?;
        let asset = self.site.assets.content(path)?;
        self.site.named_pictures.name(&asset.url);
        let kilobytes = asset.len.div_ceil(1000).to_string();
        let detail = Detail::File {
            path,
            format: path.extension().to_uppercase(),
            size: format!("{}\u{a0}kB", self.formats.number(&kilobytes)),
        };
        Some(ValueView::new("file", path.file_name(), detail))
    }

    fn items(self, field: &'a Field, items: &'a [Item], owner: Owner<'a>) -> Option<ValueView<'a>> {
        let FieldType::List(of) = &field.kind else {
            return None;
        };
        let items: Vec<ValueView<'a>> = items
            .iter()
            .filter_map(|item| self.value(of, item, owner))
            .collect();
        if items.is_empty() {
            return None;
        }
        let texts: Vec<&str> = items.iter().map(|item| &*item.text).collect();
        let (text, columns) = (texts.join(", "), self.columns_of(&of.kind, &items));
        let of = of.kind.name();
        let detail = Detail::List { of, items, columns };
        Some(ValueView::new("list", text, detail))
    }

    /// The fields that some of the groups have.
    fn columns_of(self, kind: &'a FieldType, items: &[ValueView<'a>]) -> Vec<FieldInfo<'a>> {
        let FieldType::Object(fields) = kind else {
            return Vec::new();
        };
        let has = |name: &str| {
            let mut groups = items.iter().map(ValueView::group);
            groups.any(|group| group.iter().any(|field| field.info.name() == name))
        };
        let all = fields.iter().filter_map(|field| self.info(field));
        all.filter(|info| has(info.name())).collect()
    }

    /// A group with free keys: each key is the label of its value.
    fn map(self, of: &'a Field, record: &'a Record, owner: Owner<'a>) -> ValueView<'a> {
        let views: Vec<FieldView<'a>> = record
            .iter()
            .filter_map(|(key, item)| {
                let mut view = self.field(of, item, owner)?;
                view.info = view.info.of_key(key);
                Some(view)
            })
            .collect();
        ValueView::new("object", labelled(&views), Detail::Group(views))
    }

    fn group(self, field: &'a Field, record: &'a Record, owner: Owner<'a>) -> ValueView<'a> {
        if let FieldType::Map(of) = &field.kind {
            return self.map(of, record, owner);
        }
        let fields = match &field.kind {
            FieldType::Object(fields) => Some(&**fields),
            FieldType::Shape(name) => shapes().get(name),
            _ => None,
        };
        let all = fields.into_iter().flat_map(Fields::iter);
        let views: Vec<FieldView<'a>> = all
            .filter_map(|field| self.field(field, record.get(&field.name)?, owner))
            .collect();
        ValueView::new("object", labelled(&views), Detail::Group(views))
    }
}

/// The fields of a group as a text. Labels distinguish numbers of different things.
fn labelled(views: &[FieldView<'_>]) -> String {
    match views {
        [only] => return only.value.text.to_string(),
        // The term beside a reference is its role.
        [entry, role] if entry.info.kind() == "ref" && role.info.kind() == "term" => {
            return format!("{} ({})", entry.value.text, role.value.text);
        }
        _ => {}
    }
    let texts = views.iter().map(|view| {
        let (label, text) = (view.info.label, &view.value.text);
        format!("{label}: {text}")
    });
    texts.collect::<Vec<_>>().join(", ")
}
