//! Every way of saving is one change, and a bad one keeps the last good site.

use std::process::Command;

use super::pages::site;
use crate::support::{Events, Serving, SiteTest};

const ALPHA: &str = "content/members/alpha.yaml";

/// A preview with a page open, and a way to save that changes the name of a
/// member.
struct Saving {
    site: SiteTest,
    serving: Serving,
    events: Events,
}

impl Saving {
    fn start() -> Self {
        Self::of(site())
    }

    fn of(site: SiteTest) -> Self {
        let serving = site.serve();
        let events = serving.events();
        Self {
            site,
            serving,
            events,
        }
    }

    fn shell(&self, script: &str) {
        let done = Command::new("sh")
            .args(["-euc", script])
            .current_dir(self.site.root())
            .output();
        let done = done.expect("a shell");
        assert!(
            done.status.success(),
            "{script}\n{}",
            String::from_utf8_lossy(&done.stderr)
        );
    }

    /// Runs a script and counts how often open pages are told of something,
    /// up to a save of another file that is known to be one change.
    fn changes_by(&self, script: &str, shows: Option<(&str, &str)>) -> usize {
        let before = self.events.count();
        self.shell(script);
        if let Some((page, text)) = shows {
            self.serving.shows(page, text);
        }
        let last = format!("Marker {before}");
        self.site.put(
            "content/pages/picture.md",
            &format!("---\ntitle: {last}\n---\nx\n"),
        );
        self.serving.shows("/picture/", &last);
        let version = self.serving.get("/").text();
        self.events.until("the last version", |event| {
            version.contains(event["version"].as_str().expect("a version"))
        });
        self.events.count() - before - 1
    }
}

/// The ways in which editors and tools save a file.
#[test]
fn every_way_of_saving_is_one_change() {
    let saving = Saving::start();
    let written = |name: &str| {
        format!("printf 'name: {name}\\nkind: company\\njoined: 2020\\nsummary: S\\n'")
    };
    let file = ALPHA;
    let ways = [
        ("write", format!("{} > {file}", written("Write"))),
        (
            "cut, then write",
            format!(": > {file}; sleep 0.01; {} > {file}", written("Cut")),
        ),
        (
            "in two parts",
            format!(
                "exec 3> {file}; printf 'name: Parts\\n' >&3; sleep 0.01; printf 'kind: company\\njoined: 2020\\nsummary: S\\n' >&3"
            ),
        ),
        (
            "write beside and rename",
            format!(
                "{} > content/members/.tmp; mv content/members/.tmp {file}",
                written("Rename")
            ),
        ),
        (
            "as vim with a backup",
            format!(
                "mv {file} {file}~; {} > {file}; rm {file}~",
                written("Backup")
            ),
        ),
        (
            "with an open name beside",
            format!(
                "{} > content/members/4913; mv content/members/4913 {file}",
                written("Beside")
            ),
        ),
        (
            "cp -p",
            format!(
                "{} > other; touch -d 2001-01-01 other; cp -p other {file}",
                written("Copy")
            ),
        ),
        (
            "remove and make anew",
            format!("rm {file}; sleep 0.01; {} > {file}", written("Anew")),
        ),
        ("in place", format!("sed -i 's/Anew/Sed/' {file}")),
        (
            "the folder away and back",
            "mv content/members away; sleep 0.01; sed -i 's/Sed/Folder/' away/alpha.yaml; mv away content/members".to_owned(),
        ),
        (
            "the folder removed and made anew",
            format!(
                "cp -r content/members kept; rm -r content/members; sleep 0.01; mkdir content/members; {} > {file}",
                written("Made")
            ),
        ),
    ];
    for (way, script) in &ways {
        let name = [
            "Write", "Cut", "Parts", "Rename", "Backup", "Beside", "Copy", "Anew", "Sed", "Folder",
            "Made",
        ];
        let at = ways
            .iter()
            .position(|(own, _)| own == way)
            .expect("it is there");
        assert_eq!(
            saving.changes_by(script, Some(("/members/alpha/", name[at]))),
            1,
            "{way}"
        );
    }
}

/// What leaves the bytes as they are is no change, and neither is what lies
/// outside of the content.
#[test]
fn the_same_bytes_are_no_change() {
    let saving = Saving::start();
    for (way, script) in [
        ("touch", "touch {ALPHA}".to_owned()),
        ("chmod", format!("chmod 600 {ALPHA}")),
        (
            "written again",
            format!("cp {ALPHA} same; cat same > {ALPHA}"),
        ),
        (
            "renamed over",
            format!("cp {ALPHA} content/members/.same; mv content/members/.same {ALPHA}"),
        ),
        (
            "a swap file",
            "echo x > content/members/.alpha.yaml.swp".to_owned(),
        ),
        (
            "the output",
            "mkdir -p public/web .public.staging; echo x > public/web/index.html; mv public old"
                .to_owned(),
        ),
        ("reading", "cat content/members/* > /dev/null".to_owned()),
    ] {
        assert_eq!(saving.changes_by(&script, None), 0, "{way}");
    }
}

/// Git writes many files one after the other, and that is one change.
#[test]
fn a_checkout_of_many_files_is_one_change() {
    let site = site();
    for number in 0..500 {
        site.put(
            &format!("content/members/m{number}.yaml"),
            &format!("name: Old {number}\nkind: company\njoined: 2020\nsummary: S\n"),
        );
    }
    let git = "git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false";
    let saving = Saving::of(site);
    saving.shell(&format!(
        "git init -q .; git add content; {git} commit -qm old; git branch old; \
         sed -i 's/Old/New/' content/members/m*.yaml; {git} commit -qam new"
    ));
    saving.serving.shows("/members/m99/", "New 99");
    let changes = saving.changes_by("true", None);
    assert!(changes < 10, "{changes} changes until all is quiet");
    assert_eq!(
        saving.changes_by("git checkout -q old", Some(("/members/m99/", "Old 99"))),
        1
    );
    for number in [0, 99, 250, 499] {
        let text = saving.serving.get(&format!("/members/m{number}/")).text();
        assert!(text.contains(&format!("Old {number}")));
    }
}

/// With an error the last good site stays, and open pages are told what is
/// wrong; the next good save takes it back.
#[test]
fn errors_keep_the_last_good_site() {
    let saving = Saving::start();
    let good = saving.serving.get("/members/alpha/").text();
    saving.site.put(
        ALPHA,
        "name: Beta <script>\nkind: company\ntitel: x\njoined: 2020\nsummary: S\n",
    );
    let event = saving.events.until("an error", |event| {
        event["findings"] != serde_json::json!([])
    });
    let finding = &event["findings"][0];
    assert_eq!(finding["code"], "S002");
    assert_eq!(finding["path"], ALPHA);
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64()),
        (Some(3), Some(1))
    );
    assert_eq!(finding["snippet"], serde_json::json!(["", "titel", ": x"]));
    assert_eq!(event["title"], "1 error in 1 file");
    assert_eq!(saving.serving.get("/members/alpha/").text(), good);
    saving
        .serving
        .says("1 error in 1 file; the last good version is shown");

    saving.site.put(
        ALPHA,
        "name: Gamma\nkind: company\njoined: 2020\nsummary: S\n",
    );
    let event = saving.events.until("no error", |event| {
        event["findings"] == serde_json::json!([])
    });
    assert!(!good.contains(event["version"].as_str().expect("a version")));
    saving.serving.shows("/members/alpha/", "Gamma");
    let address = format!(
        "changed: http://127.0.0.1:{}/members/alpha/\n",
        saving.serving.port
    );
    saving.serving.says(&address);
}

/// What is found while pages are made counts as well: a link that leads nowhere.
#[test]
fn links_of_a_changed_text_are_checked_at_once() {
    let saving = Saving::start();
    saving.site.put(
        "content/pages/picture.md",
        "---\ntitle: P\n---\n[x](members:nobody)\n",
    );
    let event = saving.events.until("an error", |event| {
        event["findings"] != serde_json::json!([])
    });
    assert_eq!(event["findings"][0]["code"], "K005");
    assert!(saving.serving.get("/picture/").text().contains("A dot"));
}

/// What only the whole shows is found later: a link to an entry that has gone.
#[test]
fn links_to_what_has_gone_are_found() {
    let saving = Saving::of(site().file(
        "content/pages/links.md",
        "---\ntitle: Links\n---\n[Picture](pages:picture)\n",
    ));
    saving.site.remove("content/pages/picture.md");
    let event = saving.events.until("an error", |event| {
        event["findings"] != serde_json::json!([])
    });
    assert_eq!(event["findings"][0]["path"], "content/pages/links.md");
    saving
        .site
        .put("content/pages/links.md", "---\ntitle: Links\n---\nNone.\n");
    saving.events.until("no error", |event| {
        event["findings"] == serde_json::json!([])
    });
}

/// A site that begins with errors says so on a page, and recovers.
#[test]
fn a_start_with_errors_recovers() {
    let site = site().file(
        ALPHA,
        "name: Alpha\nkind: company\ntitel: <b>\"x\"\njoined: 2020\nsummary: S\n",
    );
    let saving = Saving::of(site);
    let answer = saving.serving.get("/members/alpha/");
    assert_eq!(answer.status, 503);
    let text = answer.text();
    assert!(text.contains("content/members/alpha.yaml:3:1"), "{text}");
    assert!(text.contains("&lt;b&gt;"), "{text}");
    assert!(!text.contains("<b>"), "{text}");
    saving.site.put(
        ALPHA,
        "name: Alpha\nkind: company\njoined: 2020\nsummary: S\n",
    );
    assert_eq!(saving.serving.shows("/members/alpha/", "Alpha").status, 200);
}

/// Where nothing but style sheets changes, open pages get new ones and stay.
#[test]
fn style_sheets_alone() {
    let saving = Saving::start();
    let first = saving.events.last();
    saving
        .site
        .put("themes/bare/assets/bare.css", "body { color: red }\n");
    let event = saving
        .events
        .until("a version", |event| event["version"] != first["version"]);
    assert_eq!(event["styles"]["since"], first["version"]);
    let folder = event["styles"]["folder"].as_str().expect("a folder");
    let style = saving.serving.get(&format!("/{folder}/bare.css"));
    assert_eq!(style.text(), "body { color: red }\n");
    assert!(saving.serving.get("/").text().contains(folder));

    saving.site.put(
        ALPHA,
        "name: Other\nkind: company\njoined: 2020\nsummary: S\n",
    );
    let event = saving
        .events
        .until("a version", |now| now["version"] != event["version"]);
    assert_eq!(event["styles"], serde_json::Value::Null);
}

/// The messages are in the language that was asked for.
#[test]
fn in_czech() {
    let site = site();
    let serving = site.serve_with(&["--lang", "cs"]);
    let events = serving.events();
    site.put(
        ALPHA,
        "name: Alpha\nkind: company\njoined: 2020\nsummary: S\ntitel: x\n",
    );
    let event = events.until("an error", |event| {
        event["findings"] != serde_json::json!([])
    });
    assert_eq!(event["title"], "1 chyba v 1 souboru");
    assert_eq!(event["note"], "ukazuje se poslední dobrá verze");
    assert_eq!(event["language"], "cs");
}
