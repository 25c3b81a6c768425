//! Rules across fields.

use super::{Things as _, said_of, things};
use crate::support::{AS_OF, expect_none};

/// A rule, an entry, and what is said of it; nothing, where the rule holds.
const CASES: &[(&str, &str, &str)] = &[
    ("if: a, require: [b]", "a: x", "`b` is missing: so it is"),
    ("if: a, require: [b]", "c: x", ""),
    ("require: [a]", "b: x", "`a` is missing: so it is"),
    (
        "if: {field: state, is: done}, require: [end]",
        "state: done",
        "`end` is missing",
    ),
    (
        "if: {field: state, is: [done, gone]}, require: [end]",
        "state: open",
        "",
    ),
    (
        "if: a, forbid: [b]",
        "a: x\nb: y",
        "`b` must not be here: so it is",
    ),
    ("if: a, forbid: [b]", "b: y", ""),
    (
        "if: phases.start, require: [phases.end]",
        "phases: [{start: 2020, end: 2021}, {start: 2022}]",
        "`phases.end` is missing",
    ),
    ("one_of: [a, b]", "c: x", "none of a, b is there: so it is"),
    ("one_of: [a, b]", "b: x", ""),
    (
        "compare: start <= end",
        "start: 2026-05\nend: 2026-04-30",
        "`start <= end` does not hold: so it is",
    ),
    ("compare: start <= end", "start: 2026-05\nend: 2026", ""),
    ("compare: start <= end", "start: 2026-05", ""),
    (
        "compare: start >= 2020-01",
        "start: 2019",
        "`start >= 2020-01` does not hold",
    ),
    (
        "compare: low < high",
        "low: \"1.50\"\nhigh: \"1.5\"",
        "`low < high` does not hold",
    ),
    ("compare: low < 2", "low: \"1.50\"", ""),
    ("compare: a = b", "a: x\nb: y", "`a = b` does not hold"),
    ("compare: a != b", "a: x\nb: x", "`a != b` does not hold"),
    (
        "compare: wide >= thick",
        "wide: 25.4 mm\nthick: \"1 [in_i]\"",
        "",
    ),
    (
        "compare: wide > thick",
        "wide: 25.4 mm\nthick: \"1 [in_i]\"",
        "`wide > thick` does not hold",
    ),
    (
        "compare: phases.start <= phases.end",
        "phases: [{start: 2020, end: 2021}, {start: 2022-03, end: 2022-02}]",
        "`phases.start <= phases.end` does not hold",
    ),
    (
        "compare: phases.start <= phases.end",
        "phases: [{start: 2030, end: 2031}, {start: 2020, end: 2021}]",
        "",
    ),
    (
        "compare: born < start",
        "born: 2026\nstart: 2025-12",
        "`born < start` does not hold",
    ),
];

const FIELDS: &str = "
    a: {type: string}
    b: {type: string}
    c: {type: string}
    state: {type: enum, values: [open, done, gone]}
    start: {type: date}
    end: {type: date}
    born: {type: year}
    low: {type: decimal}
    high: {type: decimal}
    wide: {type: quantity}
    thick: {type: quantity}
    phases: {type: list, of: {type: object, fields: {start: {type: date}, end: {type: date}}}}
";

#[test]
fn rules_hold_or_say_why() {
    let mut wrong = Vec::new();
    for (rule, entry, wanted) in CASES {
        let rules = format!(
            "rules:\n  - {{{rule}, severity: error, message: {{en: so it is, cs: tak to je}}}}\n"
        );
        let said = things(FIELDS, &rules)
            .thing("one", entry)
            .run(&["check", "--as-of", AS_OF, "--format", "short"])
            .said();
        let found = said_of(&said, "one");
        let fits = match *wanted {
            "" => {
                // A test's site has no git history, which is a note of the run.
                let lines = said.lines().filter(|line| !line.contains(": note[L005]"));
                found.is_empty() && lines.count() == 1
            }
            wanted => {
                found.contains(wanted)
                    && found.contains("error[S040]")
                    && found.lines().count() == 1
            }
        };
        if !fits {
            wrong.push(format!("{rule} of {entry:?}: {said}"));
        }
    }
    expect_none("rules say something else", &wrong);
}

/// A rule that is no rule is told where it stands, with the field that was meant.
#[test]
fn rules_that_are_none() {
    let said = things(
        FIELDS,
        "
        rules:
          - {if: phases.stat, require: [a], message: x}
          - {compare: start =< end, message: x}
          - {compare: strat <= end, message: x}
          - {compare: a < b, message: x}
          - {if: a, message: x}
        ",
    )
    .check()
    .ended_with(1)
    .said();
    for wanted in [
        "the collection has no field `phases.stat`",
        "- {if: phases.start, require",
        "`start =< end` is not a comparison",
        "the collection has no field `strat`",
        "- {compare: start <= end, message",
        "`a` cannot be the larger or the smaller one",
        "a rule asks for nothing",
    ] {
        assert!(said.contains(wanted), "`{wanted}` is not in:\n{said}");
    }
}

/// The built-in collections hold their dates in order.
#[test]
fn built_in_dates_are_in_order() {
    crate::support::SiteTest::minimal()
        .file(
            "content/events/fair.yaml",
            "title: Fair\nsummary: A fair.\nstart: 2026-05-02\nend: 2026-05-01\n",
        )
        .check()
        .ended_with(1)
        .says("`start <= end` does not hold");
}
