//! Formats figures in a language.

use jiff::civil::Date;

use super::answer::{Answer, AnswerKind, Status, answer};
use super::by_year::by_year;
use super::count::{Counter, Moment};
use super::view::{
    CheckView, CountedView, FigureView, FiguresView, FileView, GroupView, LabelView, SplitView,
    WordsView, YearView,
};
use super::words::{counted_text, words};
use crate::locale::DateForm;
use crate::markdown::view_block::ViewBlock;
use crate::messages::{Message, message};
use crate::plan::{DataFormat, DataOf, RouteId, Target};
use crate::present::Scope;
use crate::present::{Formula, Indicator};
use crate::schema::{FieldPath, PartialDate};

/// How many days before its end a label counts as ending soon.
const LABEL_ENDS_SOON: i32 = 270;

/// Computes all figures of an edition, in a language.
#[must_use]
pub(crate) fn figures(scope: Scope<'_>) -> FiguresView {
    let day = scope.site.day();
    let counter = Counter::new(scope.site);
    let indicators = scope.site.indicators();
    let mut groups: Vec<GroupView> = indicators
        .groups
        .iter()
        .map(|(id, label)| GroupView {
            id: id.to_string(),
            label: scope.declared_text(label).to_owned(),
            figures: Vec::new(),
        })
        .collect();
    let mut others = GroupView {
        id: String::new(),
        label: String::new(),
        figures: Vec::new(),
    };
    let answers: Vec<(Date, Answer)> = indicators
        .all
        .iter()
        .map(|indicator| {
            let day = indicator.on.map_or(day, PartialDate::last_day);
            (day, answer(&counter, &indicator.formula, Moment::on(day)))
        })
        .collect();
    for (indicator, (of_day, answer)) in indicators.all.iter().zip(&answers) {
        let figure = figure(scope, &counter, indicator, (day, *of_day), answer);
        let group = groups
            .iter_mut()
            .find(|group| Some(&*group.id) == indicator.group.as_deref());
        group.unwrap_or(&mut others).figures.push(figure);
    }
    groups.push(others);
    groups.retain(|group| !group.figures.is_empty());
    let said = |message: Message| message.text(scope.lang.as_str());
    FiguresView {
        date: day.to_string(),
        date_text: scope.formats.date(PartialDate::day(day), DateForm::Long),
        checks: checks(scope, &answers),
        labels: labels(scope, day),
        counted: counted(scope, &counter),
        is_whole: true,
        note: said(message!("figures.self_assessment")),
        words: WordsView {
            figure: said(message!("figures.column_figure")),
            value: said(message!("figures.column_value")),
            fraction: said(message!("figures.column_fraction")),
            formula: said(message!("figures.column_words")),
            by_year: said(message!("figures.by_year")),
            readiness: said(message!("figures.readiness")),
            labels: said(message!("figures.labels")),
            counted: said(message!("figures.counted")),
            rules: said(message!("figures.rules")),
        },
        files: files(scope),
        groups,
    }
}

/// The figures that a block asks for: those of some groups, some by name, or all with their
/// notes. Unknown figures are not shown on pages.
#[must_use]
pub(crate) fn make(scope: Scope<'_>, block: &ViewBlock) -> FiguresView {
    let mut view = figures(scope);
    let (groups, names): (Vec<&str>, Vec<&str>) = (
        block.texts("groups").collect(),
        block.texts("indicators").collect(),
    );
    view.is_whole = groups.is_empty() && names.is_empty();
    for group in &mut view.groups {
        let is_named = groups.contains(&&*group.id);
        let (is_whole, names) = (view.is_whole, &names);
        group.figures.retain(|figure| {
            let is_asked_for = is_whole || is_named || names.contains(&&*figure.id);
            is_asked_for && figure.status != Status::Missing.as_str()
        });
    }
    view.groups.retain(|group| !group.figures.is_empty());
    if !block.flag("checks", view.is_whole) {
        view.checks.clear();
    }
    view
}

fn figure(
    scope: Scope<'_>,
    counter: &Counter<'_>,
    indicator: &Indicator,
    (today, day): (Date, Date),
    answer: &Answer,
) -> FigureView {
    let lang = scope.lang.as_str();
    let unit = unit(scope, indicator, answer.kind);
    let fraction = answer.fraction.map(|(part, of)| {
        let (part, of) = (part.to_string(), of.to_string());
        message!("figures.fraction", part = part, of = of).text(lang)
    });
    let unknown = u64::try_from(answer.unknown).unwrap_or_default();
    let unknown_text =
        (unknown > 0).then(|| message!("figures.unknown", count = unknown).text(lang));
    let day_text = || scope.formats.date(PartialDate::day(day), DateForm::Long);
    let years = by_year(counter, indicator, day);
    let years: Vec<(i16, Option<f64>, String)> = years
        .into_iter()
        .map(|(year, answer)| (year, rounded(&answer), printed(scope, &answer, &unit)))
        .collect();
    let (last_year, count) = (years.last().map(|(year, ..)| *year), years.len());
    let largest = years
        .iter()
        .filter_map(|(_, value, _)| *value)
        .fold(0.0, f64::max);
    let years = years.into_iter().enumerate();
    let years = years.map(|(place, (year, value, text))| {
        let height = part_of(value.unwrap_or_default(), largest);
        let [place, count] = [place, count].map(float);
        YearView {
            year,
            value,
            text,
            height,
            top: part_of(100.0 - height, 100.0),
            left: part_of(place, count),
            width: part_of(BAR, count),
        }
    });
    FigureView {
        id: indicator.id.to_string(),
        label: scope.declared_text(&indicator.label).to_owned(),
        status: answer.status.as_str(),
        status_text: status_text(answer.status, lang),
        text: printed(scope, answer, &unit),
        value: rounded(answer),
        unit,
        numerator: answer.fraction.map(|(part, _)| part),
        denominator: answer.fraction.map(|(_, of)| of),
        fraction: fraction.unwrap_or_default(),
        unknown: answer.unknown,
        unknown_text: unknown_text.unwrap_or_default(),
        words: words(scope, indicator),
        note: scope.declared_text(&indicator.note).to_owned(),
        date_text: (day != today).then(day_text).unwrap_or_default(),
        rows: rows(scope, indicator, answer),
        years: years.collect(),
        last_year,
        years_width: count * YEAR_PIXELS,
    }
}

fn status_text(status: Status, lang: &str) -> String {
    match status {
        Status::Computed => message!("figures.computed"),
        Status::Declared => message!("figures.stated"),
        Status::Stale => message!("figures.stale"),
        Status::Missing => message!("figures.missing"),
    }
    .text(lang)
}

fn unit(scope: Scope<'_>, indicator: &Indicator, kind: AnswerKind) -> String {
    match kind {
        AnswerKind::Percent => "%".to_owned(),
        AnswerKind::Kilometres => "km".to_owned(),
        AnswerKind::Flag => String::new(),
        AnswerKind::Plain => scope.declared_text(&indicator.unit).to_owned(),
    }
}

/// The most digits after the decimal point.
const DIGITS: usize = 2;

/// The number as printed, in plain digits.
fn digits(value: f64) -> String {
    let text = format!("{value:.DIGITS$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// The number, rounded as printed.
fn rounded(answer: &Answer) -> Option<f64> {
    digits(answer.value?).parse().ok()
}

fn printed(scope: Scope<'_>, answer: &Answer, unit: &str) -> String {
    let Some(value) = answer.value else {
        return "–".to_owned();
    };
    if answer.kind == AnswerKind::Flag {
        let word = if value > 0.0 { "yes" } else { "no" };
        return scope.texts.or(word, word);
    }
    let number = scope.formats.number(&digits(value));
    match unit {
        "" => number,
        unit => format!("{number}\u{a0}{unit}"),
    }
}

/// The width of a year, in pixels.
const YEAR_PIXELS: usize = 26;

/// The width of its bar, as a share of that.
const BAR: f64 = 0.8;

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn float(count: usize) -> f64 {
    count as f64
}

/// A percentage, as precise as a drawing needs.
fn part_of(part: f64, whole: f64) -> f64 {
    let percent = if whole > 0.0 {
        part * 100.0 / whole
    } else {
        0.0
    };
    (percent * 100.0).round() / 100.0
}

/// The values of a split, in declaration order, with the unknown ones last.
fn rows(scope: Scope<'_>, indicator: &Indicator, answer: &Answer) -> Vec<SplitView> {
    let Formula::Split { of, field } = &indicator.formula else {
        return Vec::new();
    };
    let Some(set) = scope.site.indicators().sets.get(*of) else {
        return Vec::new();
    };
    let all = answer.value.unwrap_or_default();
    let order = scope.words_of(set.collection, field);
    let place = |word: &str| order.iter().position(|known| *known == word);
    let mut counts = answer.rows.clone();
    counts.sort_by_cached_key(|(word, _)| {
        let number = word.parse::<i64>().unwrap_or(i64::MAX);
        (place(word).unwrap_or(usize::MAX), number, word.clone())
    });
    let row = |(word, count): (String, usize)| {
        let (label, link) = row_label(scope, set.collection, field, &word);
        let share = part_of(float(count), all);
        let share_text = format!("{}\u{a0}%", scope.formats.number(&digits(share)));
        SplitView {
            id: word,
            label,
            link: link.map(|link| link.to_string()),
            count,
            share_text,
            share,
        }
    };
    let unknown = (answer.unknown > 0).then(|| (String::new(), answer.unknown));
    counts.into_iter().chain(unknown).map(row).collect()
}

fn row_label(
    scope: Scope<'_>,
    position: usize,
    field: &FieldPath,
    word: &str,
) -> (String, Option<RouteId>) {
    if word.is_empty() {
        return (
            message!("figures.not_stated").text(scope.lang.as_str()),
            None,
        );
    }
    scope.named_value(position, field, word)
}

fn checks(scope: Scope<'_>, answers: &[(Date, Answer)]) -> Vec<CheckView> {
    let lang = scope.lang.as_str();
    let indicators = scope.site.indicators();
    let checks = indicators.checks.iter().map(|check| {
        let held = check.indicator.and_then(|place| {
            let indicator = indicators.all.get(place)?;
            let (_, answer) = answers.get(place)?;
            let is_old = answer.status == Status::Stale;
            let value = answer.value.filter(|_| !is_old)?;
            let unit = unit(scope, indicator, answer.kind);
            Some((value, printed(scope, answer, &unit)))
        });
        let (state, said) = match &held {
            Some((value, _)) if *value >= check.at_least => ("met", message!("figures.met")),
            Some(_) => ("not_met", message!("figures.not_met")),
            None => ("unknown", message!("figures.not_stated")),
        };
        CheckView {
            id: check.id.to_string(),
            label: scope.declared_text(&check.label).to_owned(),
            state,
            state_text: said.text(lang),
            text: held.map_or_else(String::new, |(_, text)| text),
            source: scope.declared_text(&check.source).to_owned(),
        }
    });
    checks.collect()
}

fn labels(scope: Scope<'_>, day: Date) -> Vec<LabelView> {
    let held = scope.site.indicators().labels.iter().map(|label| {
        let last = label.valid_until.last_day();
        let left = last.since(day).map_or(0, |span| span.get_days());
        let date = scope.formats.date(label.valid_until, DateForm::Long);
        let (state, said) = if left < 0 {
            ("expired", message!("figures.expired", date = date))
        } else if left < LABEL_ENDS_SOON {
            let count = u64::try_from(left).unwrap_or_default();
            (
                "soon",
                message!("figures.ends_soon", date = date, count = count),
            )
        } else {
            ("valid", message!("figures.valid", date = date))
        };
        LabelView {
            name: scope.declared_text(&label.name).to_owned(),
            number: label.number.as_ref().map(ToString::to_string),
            valid_until: label.valid_until.to_string(),
            state,
            state_text: said.text(scope.lang.as_str()),
        }
    });
    held.collect()
}

/// The downloads with the same figures, if the edition has them.
fn files(scope: Scope<'_>) -> Vec<FileView> {
    let plan = &scope.site.plan;
    let home = plan.home(scope.lang);
    let beside = home.map_or(&[][..], |home| plan.data_beside(home)).iter();
    let files = beside.filter_map(|id| {
        let route = plan.route(*id);
        let Target::Data(file) = &route.target else {
            return None;
        };
        let is_one = matches!(file.format, DataFormat::Figures | DataFormat::FiguresCsv);
        (is_one && file.of == DataOf::Site).then(|| FileView {
            name: route
                .url
                .as_str()
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned(),
            link: id.to_string(),
        })
    });
    files.collect()
}

/// The collections of the sets.
fn counted(scope: Scope<'_>, counter: &Counter<'_>) -> Vec<CountedView> {
    let mut positions: Vec<usize> = counter
        .indicators
        .sets
        .iter()
        .map(|set| set.collection)
        .collect();
    positions.sort_unstable();
    positions.dedup();
    let all = positions.into_iter().filter_map(|position| {
        let entries = scope.site.counted(position);
        let collection = scope.collection(position)?;
        let samples = entries.iter().filter(|index| scope.site.is_sample(**index));
        let (entries, samples) = (entries.len(), samples.count());
        Some(CountedView {
            collection: collection.id.to_owned(),
            label: collection.label.to_owned(),
            text: counted_text(collection.label, (entries, samples), scope.lang.as_str()),
            samples,
            entries,
        })
    });
    all.filter(|counted| counted.entries > 0).collect()
}
