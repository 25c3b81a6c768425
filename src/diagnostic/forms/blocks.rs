//! Groups findings for people: the same finding at many places is one block, notes are
//! counted, and a long list ends with a tally.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::diagnostic::codes::{TextPart, message_of, text_of};
use crate::diagnostic::finding::{Diagnostic, Place, Severity};
use crate::diagnostic::page::title_of;
use crate::diagnostic::report::Report;
use crate::messages::{message, one_line};
use crate::text::Sources;

/// The number of findings above which the list ends with a tally.
const MANY: usize = 20;
/// The number of blocks above which only examples are printed, unless all are requested.
const MANY_BLOCKS: usize = 24;
/// The number of findings above which the total length of the blocks is limited, unless
/// all are requested.
const VERY_MANY: usize = 100;
/// How many blocks are printed then; more if there are more kinds.
const EXAMPLES: usize = 10;
/// Findings of a code are split into kinds by field only if there are at most this many
/// fields: for some codes, the field itself is what is wrong.
const MOST_KINDS: usize = 12;
/// The most codes that are counted there.
const MOST_CODES: usize = 15;
/// The most files that are named there.
const MOST_FILES: usize = 5;

/// How much people are shown of many findings.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Amount {
    /// Whether findings that ask for nothing are printed.
    pub notes: bool,
    /// Whether every place of a finding is named.
    pub all: bool,
    /// The most findings that are printed.
    pub most: Option<usize>,
}

/// The identity of a finding for grouping: its key, message, label, note and help, and
/// all its arguments, since a text may not contain each of them.
type Said<'r> = (&'r str, String, [Option<String>; 3], String);

/// The same finding at some places.
#[derive(Debug)]
pub(super) struct FindingsBlock<'r> {
    pub severity: Severity,
    pub message: String,
    /// The finding at each of its places.
    pub findings: Vec<&'r Diagnostic>,
    /// Similar findings of its kind, which have no block of their own.
    pub alike: Vec<&'r Diagnostic>,
}

/// The blocks of a report that are shown, in the order of their first places, and
/// how many findings are left out because there are more than were asked for.
pub(super) fn blocks<'r>(
    report: &'r Report,
    sources: &Sources,
    lang: &str,
    shown: Amount,
) -> (Vec<FindingsBlock<'r>>, Left) {
    let mut blocks: IndexMap<Said<'r>, FindingsBlock<'r>> = IndexMap::new();
    for found in report.sorted(sources) {
        let severity = report.severity(found);
        if severity == Severity::Note && !shown.notes {
            continue;
        }
        let message = message_of(found, lang);
        // Findings that differ in any text are different blocks.
        let further = [TextPart::Label, TextPart::Note, TextPart::Help]
            .map(|part| text_of(found, part, lang));
        let of = format!("{:?}", found.args);
        let block = blocks.entry((found.key, message.clone(), further, of));
        let block = block.or_insert_with(|| FindingsBlock {
            severity,
            message,
            findings: Vec::new(),
            alike: Vec::new(),
        });
        block.findings.push(found);
    }
    let mut blocks: Vec<FindingsBlock<'r>> = blocks.into_values().collect();
    let count: usize = blocks.iter().map(|block| block.findings.len()).sum();
    let left = match shown.most {
        Some(most) => blocks.split_off(most.min(blocks.len())),
        None if !shown.all && blocks.len() > MANY_BLOCKS => {
            let left;
            (blocks, left) = examples(blocks);
            left
        }
        None => Vec::new(),
    };
    let left = left.iter().map(|block| block.findings.len()).sum();
    let asked = shown.most.is_some();
    (
        blocks,
        Left {
            count: left,
            asked,
            are_many: !asked && !shown.all && (left > 0 || count > VERY_MANY),
        },
    )
}

/// Findings that are not printed.
pub(super) struct Left {
    count: usize,
    /// Whether a number of findings was asked for.
    asked: bool,
    are_many: bool,
}

impl Left {
    /// Whether there are so many that what is printed is kept short.
    pub(super) fn are_many(&self) -> bool {
        self.are_many
    }
}

/// The kind of a finding: its key and its field.
type Kind<'r> = (&'r str, Option<&'r str>);

/// The kinds of blocks.
fn kinds<'r>(blocks: &[FindingsBlock<'r>]) -> Vec<Kind<'r>> {
    let field = |found: &&'r Diagnostic| (found.key, found.text("field"));
    let all = blocks.iter().filter_map(|block| block.findings.first());
    let kinds: Vec<Kind<'r>> = all.map(field).collect();
    let mut fields: IndexMap<&str, BTreeSet<Option<&str>>> = IndexMap::new();
    for (key, field) in &kinds {
        fields.entry(key).or_default().insert(*field);
    }
    let are_few = |key: &str| fields.get(key).is_some_and(|own| own.len() <= MOST_KINDS);
    let kinds = kinds.into_iter();
    kinds
        .map(|(key, field)| (key, field.filter(|_| are_few(key))))
        .collect()
}

/// Splits many blocks into shown examples and the rest: the first of each kind, then the
/// second of each, and so on, errors before warnings, so that every kind of fault is
/// visible and the list fits a few screens. The first of a kind lists the places of those
/// that are not shown.
fn examples<'r>(
    blocks: Vec<FindingsBlock<'r>>,
) -> (Vec<FindingsBlock<'r>>, Vec<FindingsBlock<'r>>) {
    let kinds = kinds(&blocks);
    let mut seen: IndexMap<Kind<'_>, usize> = IndexMap::new();
    let mut order: Vec<(usize, Severity, usize)> = Vec::new();
    for (at, (block, kind)) in blocks.iter().zip(&kinds).enumerate() {
        let turn = seen.entry(*kind).or_default();
        order.push((*turn, block.severity, at));
        *turn += 1;
    }
    order.sort_by_key(|(turn, severity, at)| (*turn, std::cmp::Reverse(*severity), *at));
    let chosen = order.into_iter().enumerate();
    let chosen = chosen.filter(|(number, (turn, ..))| *turn == 0 || *number < EXAMPLES);
    let chosen: BTreeSet<usize> = chosen.map(|(_, (_, _, at))| at).collect();
    let mut shown: Vec<FindingsBlock<'r>> = Vec::new();
    let mut left = Vec::new();
    let mut first_of: IndexMap<Kind<'_>, usize> = IndexMap::new();
    for (at, (block, kind)) in blocks.into_iter().zip(kinds).enumerate() {
        if chosen.contains(&at) {
            first_of.entry(kind).or_insert(shown.len());
            shown.push(block);
            continue;
        }
        let first = first_of.get(&kind).and_then(|first| shown.get_mut(*first));
        if let Some(first) = first {
            first.alike.extend(&block.findings);
        }
        left.push(block);
    }
    (shown, left)
}

/// How often each code was found and which files have the most findings, where
/// there are many; else nothing.
pub(super) fn tally(report: &Report, sources: &Sources, lang: &str, shown: Amount) -> String {
    let mut by_code: IndexMap<(Severity, &str), usize> = IndexMap::new();
    let mut by_file: IndexMap<&str, usize> = IndexMap::new();
    let mut count = 0;
    for found in report.sorted(sources) {
        let severity = report.severity(found);
        if severity == Severity::Note && !shown.notes {
            continue;
        }
        count += 1;
        *by_code.entry((severity, found.code())).or_default() += 1;
        if let Some(path) = found.path(sources) {
            *by_file.entry(path.as_str()).or_default() += 1;
        }
    }
    if count <= MANY {
        return String::new();
    }
    let mut out = format!(
        "{}\n",
        message!("run.tally_codes", count = count).text(lang)
    );
    by_code.sort_by(|a, left, b, right| (a.0, right, a.1).cmp(&(b.0, left, b.1)));
    for ((severity, code), count) in by_code.iter().take(MOST_CODES) {
        let title = title_of(code, lang);
        out.push_str(&format!(
            "{count:>7}  {:<7}  {code}  {title}\n",
            severity.word()
        ));
    }
    more(
        by_code.len().saturating_sub(MOST_CODES),
        "run.tally_more_codes",
        lang,
        &mut out,
    );
    by_file.sort_by(|a, left, b, right| (right, a).cmp(&(left, b)));
    out.push_str(&format!("{}\n", message!("run.tally_files").text(lang)));
    for (path, count) in by_file.iter().take(MOST_FILES) {
        out.push_str(&format!("{count:>7}  {}\n", one_line(path)));
    }
    more(
        by_file.len().saturating_sub(MOST_FILES),
        "run.tally_more_files",
        lang,
        &mut out,
    );
    out.push('\n');
    out
}

fn more(count: usize, key: &'static str, lang: &str, out: &mut String) {
    if count > 0 {
        let said = crate::messages::Message::new(key).with("count", count);
        out.push_str(&format!("         {}\n", said.text(lang)));
    }
}

/// The line about the findings that were left out.
pub(super) fn left_out(left: &Left, lang: &str) -> String {
    let count = left.count;
    if count == 0 {
        return String::new();
    }
    let said = if left.asked {
        message!("run.left_out", count = count)
    } else {
        message!("run.left_out_many", count = count)
    };
    format!("{}\n\n", said.text(lang))
}

/// A place as it is named in a line: `content/a.yaml:3:1`.
pub(super) fn place(found: &Diagnostic, sources: &Sources) -> Option<String> {
    let path = one_line(found.path(sources)?.as_str());
    Some(match &found.place {
        Place::Span(span) => {
            let at = sources.position(*span);
            format!("{path}:{}:{}", at.line, at.column)
        }
        Place::File(_) | Place::Run => path.into_owned(),
    })
}
