//! A market: what entries offer and what they seek, line by line on one page, each with an
//! enquiry link. The block names the fields that contain the lines.

use serde::Serialize;

use crate::markdown::view_block::{NamedField, ViewBlock};
use crate::path::percent_encode;
use crate::plan::EntryIndex;
use crate::present::{ChoiceView, Detail, MarkView, Scope};
use crate::schema::Lang;

/// A market as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct MarketView<'a> {
    /// The kinds of lines, one for each field that contains them.
    kinds: Vec<MarketKind<'a>>,
    /// What the lines can be filtered by.
    filters: Vec<Filter<'a>>,
    /// The number of lines.
    total: usize,
}

/// A kind of lines.
#[derive(Debug, Serialize)]
struct MarketKind<'a> {
    /// The name of the field.
    name: String,
    /// Its label.
    label: String,
    /// The entries that have lines.
    stalls: Vec<Stall<'a>>,
    /// The number of lines.
    count: usize,
}

/// The lines of an entry.
#[derive(Debug, Serialize)]
struct Stall<'a> {
    /// The entry.
    entry: MarkView<'a>,
    /// Its values in the filter fields.
    terms: Vec<ChoiceView<'a>>,
    /// Its lines.
    lines: Vec<MarketLine>,
}

/// A line: one thing that an entry offers or seeks.
#[derive(Debug, Serialize)]
struct MarketLine {
    /// The text.
    text: String,
    /// Its language, if it differs from that of the page.
    text_lang: Option<String>,
    /// The link for an enquiry about it.
    ask: Option<String>,
}

/// A field that the lines can be filtered by.
#[derive(Debug, Serialize)]
struct Filter<'a> {
    /// The name of the field.
    name: String,
    /// Its label.
    label: String,
    /// The values that entries with lines have.
    choices: Vec<CountedChoice<'a>>,
}

/// A value with its number of lines.
#[derive(Debug, Serialize)]
struct CountedChoice<'a> {
    #[serde(flatten)]
    choice: ChoiceView<'a>,
    count: usize,
}

/// An entry with the data that all its lines share.
struct Party<'a> {
    index: EntryIndex,
    mark: MarkView<'a>,
    address: Option<String>,
    terms: Vec<ChoiceView<'a>>,
}

/// Builds a market.
pub(super) fn make<'a>(scope: Scope<'a>, block: &ViewBlock) -> Option<MarketView<'a>> {
    let position = block.collection?;
    let filters: Vec<(&NamedField, Vec<ChoiceView<'a>>)> = block
        .fields("filters")
        .map(|named| (named, scope.choices(position, named)))
        .collect();
    let entries = block.entries.iter();
    let parties: Vec<Party<'a>> = entries
        .filter_map(|index| party(scope, *index, &filters))
        .collect();
    let kinds: Vec<MarketKind<'a>> = block
        .fields("lines")
        .map(|named| {
            let stalls = stalls(scope, named, &parties);
            MarketKind {
                name: named.name.to_string(),
                label: scope.named_label(position, named),
                count: stalls.iter().map(|stall| stall.lines.len()).sum(),
                stalls,
            }
        })
        .collect();
    let filters = filters.into_iter().map(|(named, choices)| Filter {
        name: named.name.to_string(),
        label: scope.named_label(position, named),
        choices: counted(choices, &kinds),
    });
    Some(MarketView {
        filters: filters.collect(),
        total: kinds.iter().map(|kind| kind.count).sum(),
        kinds,
    })
}

/// An entry with its address for enquiries: its own, otherwise that of the organisation.
fn party<'a>(
    scope: Scope<'a>,
    index: EntryIndex,
    filters: &[(&NamedField, Vec<ChoiceView<'a>>)],
) -> Option<Party<'a>> {
    let view = scope.entry(index)?;
    let own = scope.enquiry_address(&view);
    let office = || scope.organisation_text("email").map(str::to_owned);
    let mut terms: Vec<ChoiceView<'a>> = Vec::new();
    for (named, choices) in filters {
        for value in scope.named_values(index, named) {
            let id = match &value.detail {
                Detail::Term(term) => term.id,
                Detail::Choice { id, .. } => id,
                _ => continue,
            };
            terms.extend(choices.iter().find(|choice| choice.id == id).cloned());
        }
    }
    Some(Party {
        index,
        mark: scope.mark(index)?,
        address: own.or_else(office),
        terms,
    })
}

fn stalls<'a>(scope: Scope<'a>, named: &NamedField, parties: &[Party<'a>]) -> Vec<Stall<'a>> {
    let stalls = parties.iter().map(|party| {
        let values = scope.named_values(party.index, named).into_iter();
        let lines = values.map(|value| {
            let subject = format!("{} ({})", value.text, party.mark.title);
            let ask = party.address.as_ref();
            MarketLine {
                ask: ask.map(|to| format!("mailto:{to}?subject={}", percent_encode(&subject))),
                text_lang: value.lang.map(|lang: &Lang| lang.to_string()),
                text: value.text.into_owned(),
            }
        });
        Stall {
            lines: lines.collect(),
            entry: party.mark.clone(),
            terms: party.terms.clone(),
        }
    });
    stalls.filter(|stall| !stall.lines.is_empty()).collect()
}

/// The values of at least one line, with the number of lines.
fn counted<'a>(choices: Vec<ChoiceView<'a>>, kinds: &[MarketKind<'_>]) -> Vec<CountedChoice<'a>> {
    let lines_of = |id: &str| {
        let stalls = kinds.iter().flat_map(|kind| &kind.stalls);
        let own = stalls.filter(|stall| stall.terms.iter().any(|term| term.id == id));
        own.map(|stall| stall.lines.len()).sum()
    };
    let counted = choices.into_iter().map(|choice| CountedChoice {
        count: lines_of(choice.id),
        choice,
    });
    counted.filter(|one| one.count > 0).collect()
}
