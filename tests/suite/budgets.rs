//! Untrusted templates: one that would run for ever or use all memory soon ends with an error
//! at its line.

use crate::support::SiteTest;

const TEMPLATE: &str = "themes/bare/templates/entry.html";

/// A site with a part inserted into its entry template.
fn with(part: &str) -> SiteTest {
    let site = SiteTest::minimal();
    let template = site.read(TEMPLATE);
    let changed = template.replacen("{% endblock", &format!("{part}{{% endblock"), 1);
    assert_ne!(changed, template);
    site.put(TEMPLATE, &changed);
    site
}

/// Infinite loops end with an error at the loop that exceeded the limit.
#[test]
fn loops_are_counted() {
    for (part, place) in [
        (
            "\n{% for a in range(end=100000) %}\n{% for b in range(end=3000) %}{% set c = a %}{% endfor %}{% endfor %}",
            "for b in range",
        ),
        (
            "\n{% for a in range(end=90000) %}{% for b in range(end=90000) %}\n{%- for c in range(end=90) -%}x{% endfor %}{% endfor %}{% endfor %}",
            "for c in range",
        ),
    ] {
        with(part)
            .check()
            .ended_with(1)
            .says("T002")
            .says("the loops of this page ran more than 1000000 times")
            .says(place);
    }
}

/// Values that grow, by whatever means, end with an error where they are created; so does
/// printed output.
#[test]
fn bytes_are_counted() {
    let doubled = format!(
        "{{% set a = 'xxxxxxxxxxxxxxxx' %}}{}",
        "{% set a = a ~ a %}".repeat(40)
    );
    let listed = format!(
        "{{% set a = ['xxxxxxxxxxxxxxxx'] %}}{}{{{{ a }}}}",
        "{% set a = [a, a] %}".repeat(40)
    );
    let encoded = format!(
        "{{% set a = '\"' %}}{}",
        "{% set a = a | json_encode %}".repeat(60)
    );
    let replaced = format!(
        "{{% set a = 'xxxxxxxxxxxxxxxx' %}}{}",
        "{% set a = a | replace(from='x', to='xxxxxxxxxxxxxxxx') %}".repeat(12)
    );
    let joined = "{% set a = 'x' %}{% for i in range(end=24) %}{% set_global a = a ~ a %}{% endfor %}{% set b = range(end=1000) | join(sep=a) %}";
    let doubling_loop = "{% set_global a = 'x' %}{% for i in range(end=60) %}{% set_global a = a ~ a %}{% endfor %}{{ a }}";
    let captured = format!(
        "{{% set a %}}{{% for i in range(end=90000) %}}{}{{% endfor %}}{{% endset %}}",
        "x".repeat(2000)
    );
    let printed = "{% set a = 'x' %}{% for i in range(end=20) %}{% set_global a = a ~ a %}{% endfor %}{% for i in range(end=1000) %}{{ a }}{% endfor %}";
    for (name, part) in [
        ("doubled", &*doubled),
        ("a list in a list", &listed),
        ("encoded", &encoded),
        ("replaced", &replaced),
        ("joined", joined),
        ("doubled in a loop", doubling_loop),
        ("captured", &captured),
        ("printed", printed),
    ] {
        let run = with(&format!("\n{part}")).check();
        assert!(
            run.said().contains("the templates made more than 128 MiB"),
            "{name}: {}",
            run.said()
        );
        run.ended_with(1).says("T002").says("themes/bare/");
    }
}

/// The counting is invisible: nothing changes in a page, and an error after a loop is reported
/// at its own line.
#[test]
fn counting_is_not_seen() {
    let site = with(
        "[\n{%- for a in range(end=3) -%}\n {{ a }} {% set b = a ~ '.' -%}\n {{ b }}{% endfor -%}\n]",
    );
    site.build().ended_with(0);
    let page = site.output().text("web/index.html");
    assert!(page.contains("[0 0.1 1.2 2.]"), "{page}");
    with("{% for a in range(end=3) %}{{ a }}{% endfor %}{{ nothing.here }}")
        .check()
        .ended_with(1)
        .says("{{ nothing.here }}")
        .says("T002");
}
