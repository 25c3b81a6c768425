//! The workflows that `spunweb init --ci` writes: their commands run, and their files are
//! valid YAML.

use std::process::Command;

use crate::support::SiteTest;

/// The services and the paths of their workflows.
const SERVICES: [(&str, &str); 3] = [
    ("github", ".github/workflows/site.yaml"),
    ("gitlab", ".gitlab-ci.yml"),
    ("forgejo", ".forgejo/workflows/site.yaml"),
];

/// Each command of a workflow that names the program runs in the project, with no environment
/// except a path to the program.
#[test]
fn commands_run() {
    for (service, path) in SERVICES {
        let site = SiteTest::empty();
        site.run(&["init", "p", "--languages", "cs,en", "--ci", service])
            .ended_with(0);
        let workflow = site.read(&format!("p/{path}"));
        let yaml: serde_json::Value = serde_yaml::from_str(&workflow).expect(path);
        let commands = commands(&yaml);
        let own: Vec<&String> = commands
            .iter()
            .filter(|command| command.starts_with("spunweb "))
            .collect();
        assert_eq!(own.len(), 2, "{service}: {commands:?}");
        for command in own {
            let ran = in_project(&site, command);
            assert!(ran.status.success(), "{service}: {command}: {ran:?}");
        }
        let summary = if service == "github" {
            "summary"
        } else {
            "summary.md"
        };
        assert!(site.read(&format!("p/{summary}")).contains('#'));
        assert!(site.path("p/public/web/index.html").is_file());
        assert!(site.path("p/public/offline.zip").is_file());
        if service == "gitlab" {
            let report = site.read("p/gl-code-quality-report.json");
            serde_json::from_str::<serde_json::Value>(&report).expect("a report");
        }
    }
}

/// The steps that install the program unpack it from a release archive, and only if the
/// checksum matches; if their variables are missing, they say what to set.
#[test]
fn the_program_is_installed() {
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !has("curl") || !has("tar") {
        return;
    }
    for (service, path) in SERVICES {
        let site = SiteTest::empty();
        site.run(&["init", "p", "--ci", service]).ended_with(0);
        site.put("release/spunweb", "#!/bin/sh\necho installed\n");
        site.put("release/docs/README.md", "# Docs\n");
        // The packages that a step installs exist already.
        site.put("tools/apt-get", "#!/bin/sh\nexit 0\n");
        let made = in_project(
            &site,
            "chmod +x ../release/spunweb ../tools/apt-get && mkdir ../bin \
             && tar --create --gzip --file ../a.tar.gz --directory ../release . \
             && sha256sum ../a.tar.gz",
        );
        let sum = String::from_utf8(made.stdout).expect("a checksum");
        let sum = sum.split(' ').next().expect("a checksum");
        let yaml: serde_json::Value =
            serde_yaml::from_str(&site.read(&format!("p/{path}"))).expect(path);
        let steps = commands(&yaml);
        let first = steps.iter().position(|line| line.contains("SPUNWEB_URL"));
        let last = steps.iter().position(|line| line.contains("--extract"));
        let (Some(first), Some(last)) = (first, last) else {
            panic!("{service}: {steps:?}");
        };
        let here = |name: &str| site.path(name).display().to_string();
        let script = steps[first..=last]
            .join("\n")
            .replace("/tmp/spunweb.tar.gz", &here("spunweb.tar.gz"))
            .replace("/usr/local/bin", &here("bin"));
        let run = |url: &str, sum: &str| {
            let set = format!(
                "set -e\nPATH={}:$PATH\nRUNNER_TEMP={}\nGITHUB_PATH=/dev/null\n\
                 SPUNWEB_URL='{url}'\nSPUNWEB_SHA256='{sum}'\n",
                here("tools"),
                here("bin"),
            );
            in_project(&site, &(set + &script))
        };
        let address = format!("file://{}", here("a.tar.gz"));
        let unset = run("", "");
        assert!(!unset.status.success(), "{service}");
        let said = String::from_utf8_lossy(&unset.stderr).into_owned();
        assert!(said.contains("SPUNWEB_URL: set this variable"), "{said}");
        assert!(
            !run(&address, &"0".repeat(64)).status.success(),
            "{service}"
        );
        assert!(!site.path("bin/spunweb").exists(), "{service}");
        let ran = run(&address, sum);
        assert!(ran.status.success(), "{service}: {ran:?}");
        assert!(site.path("bin/spunweb").is_file(), "{service}");
        assert!(!site.path("bin/docs").exists(), "{service}");
    }
}

/// The step for editions with PDFs unpacks the compiler from its archive, and only if the
/// checksum matches.
#[test]
fn the_compiler_of_pdfs_is_installed() {
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !has("curl") || !has("xz") {
        return;
    }
    for (service, path) in SERVICES {
        let site = SiteTest::empty();
        site.run(&["init", "p", "--ci", service]).ended_with(0);
        site.put("release/typst-linux/typst", "#!/bin/sh\necho 0.15\n");
        site.put("release/typst-linux/LICENSE", "free\n");
        site.put("tools/apt-get", "#!/bin/sh\nexit 0\n");
        let made = in_project(
            &site,
            "chmod +x ../tools/apt-get && mkdir ../bin \
             && tar --create --xz --file ../a.tar.xz --directory ../release typst-linux \
             && sha256sum ../a.tar.xz",
        );
        assert!(made.status.success(), "{made:?}");
        let sum = String::from_utf8(made.stdout).expect("a checksum");
        let sum = sum.split(' ').next().expect("a checksum");
        let yaml: serde_json::Value =
            serde_yaml::from_str(&site.read(&format!("p/{path}"))).expect(path);
        let here = |name: &str| site.path(name).display().to_string();
        let steps = commands(&yaml);
        let own = steps.iter().filter(|line| {
            let lines = ["typst", "xz-utils"];
            lines.iter().any(|own| line.contains(own))
        });
        let script = own.cloned().collect::<Vec<_>>().join("\n");
        let script = script
            .replace("/tmp/typst.tar.xz", &here("typst.tar.xz"))
            .replace("/usr/local/bin", &here("bin"));
        let run = |sum: &str| {
            let set = format!(
                "set -e\nPATH={}:$PATH\nRUNNER_TEMP={}\nTYPST_URL='file://{}'\nTYPST_SHA256='{sum}'\n",
                here("tools"),
                here("bin"),
                here("a.tar.xz"),
            );
            in_project(&site, &(set + &script))
        };
        assert!(!run(&"0".repeat(64)).status.success(), "{service}");
        assert!(!site.path("bin/typst").exists(), "{service}");
        let ran = run(sum);
        assert!(ran.status.success(), "{service}: {ran:?}");
        assert!(site.path("bin/typst").is_file(), "{service}");
        assert!(!site.path("bin/LICENSE").exists(), "{service}");
    }
}

/// On GitLab, the report is written to a file; the job log has the findings too.
#[test]
fn the_log_has_the_findings() {
    let site = SiteTest::empty();
    site.run(&["init", "p", "--ci", "gitlab"]).ended_with(0);
    site.put("p/content/members/acme.yaml", "nmae: Acme\n");
    let yaml: serde_json::Value =
        serde_yaml::from_str(&site.read("p/.gitlab-ci.yml")).expect("YAML");
    let check = commands(&yaml)
        .into_iter()
        .find(|line| line.starts_with("spunweb check"))
        .expect("a check");
    let ran = in_project(&site, &check);
    assert_eq!(ran.status.code(), Some(1));
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(said.contains("content/members/acme.yaml:1:1"), "{said}");
    assert!(site.read("p/gl-code-quality-report.json").contains("S002"));
}

/// A mistake in a pull request is marked at its line, and the check fails.
#[test]
fn a_mistake_is_marked() {
    let site = SiteTest::empty();
    site.run(&["init", "p", "--ci", "github"]).ended_with(0);
    site.put("p/content/members/acme.yaml", "nmae: Acme\n");
    let command = "spunweb check --format github --summary \"$GITHUB_STEP_SUMMARY\"";
    let ran = in_project(&site, command);
    assert_eq!(ran.status.code(), Some(1));
    let said = String::from_utf8(ran.stdout).unwrap();
    assert!(
        said.contains("::error file=content/members/acme.yaml,line=1"),
        "{said}"
    );
}

/// The hook prevents a commit with a mistake.
#[test]
fn the_hook_checks() {
    let site = SiteTest::empty();
    site.run(&["init", "p"]).ended_with(0);
    assert!(in_project(&site, ".githooks/pre-commit").status.success());
    site.put("p/content/members/acme.yaml", "nmae: Acme\n");
    assert_eq!(
        in_project(&site, ".githooks/pre-commit").status.code(),
        Some(1)
    );
}

/// Outdated content does not fail the nightly run: two years on, it builds.
#[test]
fn a_night_in_two_years() {
    let site = SiteTest::empty();
    site.run(&["init", "p"]).ended_with(0);
    site.run(&[
        "build",
        "--project",
        "p",
        "--no-sync",
        "--as-of",
        "2031-01-01",
    ])
    .ended_with(0)
    .says("warning");
}

/// The summary, the last line of a build and the JSON form name the next day on which the site
/// changes by itself.
#[test]
fn the_next_change() {
    let site = SiteTest::minimal()
        .file(
            "content/events/fair.yaml",
            "title: Fair\nsummary: A fair.\nstart: 2026-06-10\nend: 2026-06-12\n",
        )
        .file(
            "content/news/old.yaml",
            "title: Old\nsummary: Old.\ndate: 2026-05-01\nexpires: 2026-06-11\n",
        )
        .file(
            "content/news/new.yaml",
            "title: New\nsummary: New.\ndate: 2026-05-01\npublish: 2027\n",
        )
        .file(
            "content/news/draft.yaml",
            "title: Draft\nsummary: D.\ndate: 2026-05-01\npublish: 2026-06-03\ndraft: true\n",
        );
    let mut day = "2026-06-01";
    for next in [
        // The event begins; it has begun; the news item expires; the event is over; another
        // appears.
        "2026-06-10",
        "2026-06-11",
        "2026-06-12",
        "2026-06-13",
        "2027-01-01",
    ] {
        site.run(&["check", "--as-of", day, "--summary", "s.md"])
            .ended_with(0);
        let summary = site.read("s.md");
        assert!(
            summary.contains(&format!("due on {next}")),
            "{day}: {summary}"
        );
        let json = site.run(&["check", "--as-of", day, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
        assert_eq!(json["as_of"], day);
        assert_eq!(json["next_change"], next);
        site.run(&["build", "--no-sync", "--as-of", day])
            .ended_with(0)
            .says(&format!("(as of {day}; next change due on {next})"));
        day = next;
    }
    let json = site.run(&["check", "--as-of", day, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    // Nothing else changes, but the footer of every page names the year.
    assert_eq!(json["next_change"], "2028-01-01");
    site.run(&["check", "--as-of", day, "--summary", "s.md"])
        .ended_with(0);
    assert!(site.read("s.md").contains("due on 2028-01-01"));
}

/// The day after a news item changes nothing: nothing depends on its date.
#[test]
fn a_day_after_news_is_no_change() {
    let site = SiteTest::minimal().file(
        "content/news/new.yaml",
        "title: New\nsummary: New.\ndate: 2026-05-01\n",
    );
    let json = site.run(&["check", "--as-of", "2026-05-01", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("JSON");
    assert_eq!(json["next_change"], "2027-01-01");
    let mut published = Vec::new();
    for day in ["2026-05-01", "2026-05-02"] {
        site.run(&["build", "--no-sync", "--edition", "web", "--as-of", day])
            .ended_with(0);
        published.push(site.read("public/web/index.html"));
    }
    assert_eq!(published[0], published[1]);
}

/// The commands under `run:` and `script:`, at any depth.
fn commands(yaml: &serde_json::Value) -> Vec<String> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    match yaml {
        serde_json::Value::Object(all) => all
            .iter()
            .flat_map(|(key, value)| match (&**key, value) {
                ("run", serde_json::Value::String(text)) => lines(text),
                ("script" | "before_script", serde_json::Value::Array(all)) => all
                    .iter()
                    .filter_map(|one| one.as_str().map(str::to_owned))
                    .collect(),
                _ => commands(value),
            })
            .collect(),
        serde_json::Value::Array(all) => all.iter().flat_map(commands).collect(),
        _ => Vec::new(),
    }
}

/// Runs a shell command in the project `p` of a site, with an empty environment.
fn in_project(site: &SiteTest, line: &str) -> std::process::Output {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_spunweb"));
    let folder = program.parent().unwrap().display().to_string();
    Command::new("sh")
        .args(["-c", line])
        .current_dir(site.path("p"))
        .env_clear()
        .env("PATH", format!("{folder}:/usr/bin:/bin"))
        .env("GITHUB_STEP_SUMMARY", "summary")
        .output()
        .expect("a shell")
}
