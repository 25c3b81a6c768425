//! The timings of a run, as people and a profiler's viewer see them.

use serde_json::Value;

use crate::support::SiteTest;

/// Timings are printed beside the findings and change nothing in the output.
#[test]
fn timings_are_told_and_stay_out_of_the_output() {
    let (plain, timed) = (SiteTest::minimal(), SiteTest::minimal());
    plain.build().is_clean();
    let run = timed.run(&[
        "build",
        "--timings",
        "--trace",
        "trace.json",
        "--as-of",
        "2026-06-01",
    ]);
    let run = run.ended_with(0);
    for stage in [
        "Read the content:",
        "(web): ",
        "(offline): ",
        "Publish:",
        "The whole run",
    ] {
        assert!(run.stderr.contains(stage), "{stage} in {}", run.stderr);
    }
    assert!(!run.stdout.contains(" ms "), "{}", run.stdout);
    assert_eq!(plain.output().difference(&timed.output()), "");
    timed
        .run(&["check", "--timings", "--lang", "cs"])
        .ended_with(0)
        .says("Celý běh");
}

/// A trace has one event for every stage and two for every file, none of which ends before it
/// begins.
#[test]
fn a_trace_has_stages_and_files() {
    let site = SiteTest::minimal();
    let trace = site.root().join("trace.json");
    site.run(&["build", "--trace", trace.to_str().unwrap()])
        .ended_with(0);
    let text = std::fs::read_to_string(trace).unwrap();
    let trace: Value = serde_json::from_str(&text).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    let named = |name: &str| events.iter().filter(|event| event["name"] == name).count();
    assert_eq!(named("Link the catalogue"), 1);
    assert_eq!(named("web/index.html"), 2);
    for event in events {
        assert_eq!(event["ph"], "X");
        assert!(event["ts"].as_f64().unwrap() >= 0.0 && event["dur"].as_f64().unwrap() >= 0.0);
    }
}
