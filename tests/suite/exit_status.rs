//! The severity of a finding decides how a run ends, what it prints and whether it
//! publishes: every severity of the table, beside every one that `site.yaml` may give
//! it, with and without `--deny-warnings`, in every command.

use std::sync::Arc;

use spunweb::testing::diagnostic::{Report, Severity};
use spunweb::testing::disk::{Hints, OperatingSystemDisk};
use spunweb::testing::pipeline::preview::{PreviewBuilder, PreviewOptions};

use crate::support::{AS_OF, Run, SiteTest, wait_for};

/// A site with one finding, for the severity under test.
struct Finding {
    code: &'static str,
    /// The severity that the table of codes gives it.
    usual: Severity,
    /// Whether `site.yaml` may make it less than an error.
    may_be_lowered: bool,
    files: &'static [(&'static str, &'static str)],
}

const FINDINGS: &[Finding] = &[
    Finding {
        code: "Q013",
        usual: Severity::Note,
        may_be_lowered: true,
        files: &[(
            "content/structures/ns-001.yaml",
            "code: NS-001\ntitle: {en: Layer, cs: Vrstva}\nsummary: {en: Fine., cs: Jemná.}\npolymers: [pa6]\ntechnology: electrospinning\nform: membrane\napplications: [air-filtration]\nproperties:\n  - {property: air_permeability, value: \"350\", unit: mm/s, conditions: {area: 20 cm2}}\n",
        )],
    },
    Finding {
        code: "L001",
        usual: Severity::Warning,
        may_be_lowered: true,
        files: &[(
            "content/pages/half.md",
            "---\ntitle: {en: Half}\n---\nText.\n",
        )],
    },
    Finding {
        code: "S021",
        usual: Severity::Error,
        may_be_lowered: true,
        files: &[
            (
                "content/schema/things.yaml",
                "collection: things\nlabel: {en: Things, cs: Věci}\nroute: {en: things, cs: veci}\nfields:\n  title: {type: string, required: true}\n  code: {type: string, unique: true}\n",
            ),
            ("content/things/one.yaml", "title: One\ncode: X\n"),
            ("content/things/two.yaml", "title: Two\ncode: X\n"),
        ],
    },
    Finding {
        code: "S002",
        usual: Severity::Error,
        may_be_lowered: false,
        files: &[(
            "content/pages/half.md",
            "---\ntitle: Half\nodd: 1\n---\nText.\n",
        )],
    },
];

/// The severities that `site.yaml` may set for a code.
const OWN: &[Option<Severity>] = &[
    None,
    Some(Severity::Note),
    Some(Severity::Warning),
    Some(Severity::Error),
];

impl Finding {
    fn site(&self, own: Option<Severity>) -> SiteTest {
        let mut site = SiteTest::minimal().replaced("content/site.yaml", "  offline: {}\n", "");
        for (path, text) in self.files {
            site = site.file(path, text);
        }
        if let Some(own) = own {
            let file = site.read("content/site.yaml");
            let findings = format!(
                "{file}findings: {{severity: {{{}: {}}}}}\n",
                self.code,
                own.word()
            );
            site.put("content/site.yaml", &findings);
        }
        site
    }

    /// The effective severity, and whether the setting in `site.yaml` is refused, which is an
    /// error of its own.
    fn effective(&self, own: Option<Severity>, denies: bool) -> (Severity, bool) {
        let lowers = own.is_some_and(|own| own != Severity::Error);
        let is_refused = lowers && !self.may_be_lowered;
        let own = own.filter(|_| !is_refused);
        let severity = match own.unwrap_or(self.usual) {
            Severity::Warning if denies => Severity::Error,
            severity => severity,
        };
        (severity, is_refused)
    }
}

/// Runs a command in this process.
fn run(site: &SiteTest, command: &str, denies: bool) -> Run {
    let root = site.root();
    let mut arguments = vec!["spunweb", command, "--as-of", AS_OF, "--project"];
    let project = root.to_string_lossy();
    arguments.push(&project);
    if command == "build" {
        arguments.push("--no-sync");
    }
    if denies {
        arguments.push("--deny-warnings");
    }
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(std::ffi::OsString::from);
    let status = spunweb::cli::run(arguments, &mut out, &mut err);
    Run {
        status: status.code().into(),
        stdout: String::from_utf8(out).expect("messages are UTF-8"),
        stderr: String::from_utf8(err).expect("messages are UTF-8"),
    }
}

/// The severities with which a command printed a code.
fn printed<'a>(said: &'a str, code: &str) -> Vec<&'a str> {
    let tag = format!("[{code}]");
    let lines = said.lines();
    lines
        .filter_map(|line| Some(line.split_once(&tag)?.0))
        .collect()
}

/// `build` and `check`: the status follows the effective severity with all settings, and the
/// output exists if and only if the status is 0.
#[test]
fn severity_decides_status_output_and_what_is_printed() {
    for finding in FINDINGS {
        for own in OWN {
            for denies in [false, true] {
                let (severity, is_refused) = finding.effective(*own, denies);
                let fails = severity == Severity::Error || is_refused;
                for command in ["build", "check"] {
                    let site = finding.site(*own);
                    let run = run(&site, command, denies);
                    let case = format!(
                        "{command} of {} ({}), in site.yaml {own:?}, --deny-warnings {denies}",
                        finding.code,
                        finding.usual.word()
                    );
                    let said = run.said();
                    assert_eq!(run.status, i32::from(fails), "status of {case}:\n{said}");
                    let is_published = site.path("public/web/index.html").exists();
                    assert_eq!(
                        is_published,
                        command == "build" && !fails,
                        "output of {case}"
                    );
                    // Notes are counted, but printed only with `--notes`.
                    let is_left_out = command != "serve" && severity == Severity::Note;
                    let wanted = (!is_left_out).then(|| severity.word());
                    let mut found = printed(&said, finding.code);
                    found.dedup();
                    assert_eq!(
                        found,
                        wanted.into_iter().collect::<Vec<_>>(),
                        "{case}:\n{said}"
                    );
                    let refusals = printed(&said, "C031").len();
                    assert_eq!(refusals, usize::from(is_refused), "{case}:\n{said}");
                    assert_last_line(&run, command, severity, fails, &case);
                }
            }
        }
    }
}

/// The last line has the counts of the findings and the result.
fn assert_last_line(run: &Run, command: &str, severity: Severity, fails: bool, case: &str) {
    let last = run.stdout.lines().last().or(run.stderr.lines().last());
    let last = last.unwrap_or_default();
    let counted = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    assert!(last.contains(counted), "{case}: {last}");
    let done = match (command, fails) {
        ("build", true) => "nothing was published",
        ("build", false) => "; published",
        (_, true) => "checked",
        (_, false) => "would be published",
    };
    assert!(last.contains(done), "{case}: {last}");
}

/// `serve` shows a site if and only if `build` would publish it, and finds the same at
/// the same severity.
#[test]
fn severity_decides_what_the_preview_shows() {
    for finding in FINDINGS {
        for own in OWN {
            let (severity, is_refused) = finding.effective(*own, false);
            let fails = severity == Severity::Error || is_refused;
            let site = finding.site(*own);
            let case = format!("serve of {}, in site.yaml {own:?}", finding.code);
            let disk = OperatingSystemDisk::new(&site.root()).expect("a project");
            let options = PreviewOptions {
                as_of: AS_OF.parse().ok(),
                ..PreviewOptions::default()
            };
            let mut live = PreviewBuilder::new(Arc::new(disk), options);
            let version = live.refresh(&Hints::Everything).expect("a first version");
            assert_eq!(version.is_good, !fails, "{case}");
            assert_eq!(version.pages.is_some(), !fails, "{case}");
            let found = severities(&version.report, finding.code);
            assert_eq!(found, [severity], "{case}");
            let refused = severities(&version.report, "C031");
            assert_eq!(refused.len(), usize::from(is_refused), "{case}");
        }
    }
}

/// The findings that `serve` prints, each at its effective severity, including notes since a
/// writer sees them, and whether there is a site to show. It writes no output, and it exits
/// normally when it is stopped, whatever it found.
#[test]
fn severity_decides_what_the_preview_prints() {
    for finding in FINDINGS {
        for own in OWN {
            let (severity, is_refused) = finding.effective(*own, false);
            let fails = severity == Severity::Error || is_refused;
            let case = format!("serve of {}, in site.yaml {own:?}", finding.code);
            let site = finding.site(*own);
            let mut serving = site.serve();
            serving.says(match fails {
                true => "there is nothing to show yet",
                false => "(as of 2026-06-01)",
            });
            let said = wait_for("the finding", || {
                let said = serving.said();
                let is_there = |code: &str| !printed(&said, code).is_empty();
                let all = is_there(finding.code) && (!is_refused || is_there("C031"));
                all.then_some(said)
            });
            assert_eq!(printed(&said, finding.code), [severity.word()], "{case}");
            let refusals = printed(&said, "C031").len();
            assert_eq!(refusals, usize::from(is_refused), "{case}:\n{said}");
            let status = serving.get("/").status;
            assert_eq!(status == 200, !fails, "{case}: {status}");
            assert!(!site.path("public").exists(), "{case}");
            assert_eq!(serving.end_by("-INT"), Some(0), "{case}");
        }
    }
}

/// The severities of a code in a report, without duplicates.
fn severities(report: &Report, code: &str) -> Vec<Severity> {
    let found = report
        .findings()
        .iter()
        .filter(|found| found.code() == code);
    let mut severities: Vec<Severity> = found.map(|found| report.severity(found)).collect();
    severities.dedup();
    severities
}

/// A failure because of a system limit is reported as an error of the machine: the largest
/// file, and the stack of the process, which the program does not use.
#[cfg(target_os = "linux")]
#[test]
fn limits_of_the_system_are_told() {
    let limited = |site: SiteTest, limit: &str| {
        let build = site.command(&["build", "--no-sync", "--as-of", AS_OF]);
        let mut shell = std::process::Command::new("sh");
        shell
            .args(["-c", &format!("ulimit {limit} && exec \"$@\""), "sh"])
            .arg(build.get_program())
            .args(build.get_args())
            .current_dir(site.root())
            .env("LC_ALL", "C");
        site.finish(shell)
    };
    limited(SiteTest::minimal(), "-f 1")
        .ended_with(3)
        .says("could not write");
    // Also for a single page, when every other file fits.
    let text = "The words of a page. ".repeat(16 * 1024);
    let text = format!("---\ntitle: Large\n---\n{text}\n");
    let large = SiteTest::minimal()
        .replaced("content/site.yaml", "  offline: {}\n", "")
        .file("content/pages/large.md", &text);
    limited(large, "-f 256")
        .ended_with(3)
        .says("could not write")
        .says("large/index.html");
    limited(SiteTest::minimal(), "-s 256").ended_with(0);
    // A failed allocation ends the program at once, so this little is refused beforehand.
    limited(SiteTest::minimal(), "-d 204800")
        .ended_with(3)
        .says("lets the program use 200 MiB of memory, and it needs at least 256 MiB");
    // Too little for the program to start, and the standard library aborts it.
    limited(SiteTest::minimal(), "-d 8192")
        .ended_with(3)
        .says("memory allocation of");
    // Possibly too little for threads.
    limited(SiteTest::minimal(), "-v 204800").ended_with(3);
    limited(SiteTest::minimal(), "-d 524288").ended_with(0);
}
