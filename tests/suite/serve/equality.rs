//! After any number of edits, good and bad, the running preview shows what a build
//! makes. `clean_run` holds many more edits to it, without the server.

use std::collections::BTreeMap;

use super::pages::site;
use crate::support::packed::without_data_versions;
use crate::support::{Serving, SiteTest, wait_for};

/// The texts that a file may have; an empty one is a file that is not there.
/// The first is good, and so are those that do not say `bad`.
const FILES: &[(&str, &[&str])] = &[
    (
        "content/members/alpha.yaml",
        &[
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\naliases: [/old/alpha/]\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: Second\naliases: [/old/alpha/]\n",
            "name: Zeta\nkind: university\njoined: 2021\nsummary: {en: Third, cs: Třetí}\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\nbad: x\n",
            "name: [bad\n",
            "name: Alpha\nkind: bad\njoined: 2020\nsummary: First\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\ndraft: true\n",
        ],
    ),
    (
        "content/members/beta.yaml",
        &[
            "name: Beta\nkind: company\njoined: 2019\nsummary: S\nwebsite: https://beta.example/\n",
            "",
            "name: Beta\nkind: company\njoined: 2019\nsummary: S\nwebsite: https://other.example/\n",
            "name: Beta\nkind: company\njoined: 2018-02\nsummary: S\nslug: bee\n",
        ],
    ),
    (
        "content/members/beta.md",
        &["", "More of *it*.\n", "## A heading\n\nMore.\n"],
    ),
    ("content/members/beta.cs.md", &["", "Víc.\n"]),
    (
        "content/news/one.md",
        &[
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S\nmembers: [alpha]\n---\nHello.\n",
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S\nmembers: [alpha]\n---\nHello again.\n",
            "---\ntitle: One\ndate: 2026-05-02\nsummary: S\n---\nHello.\n",
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S\nmembers: [bad]\n---\nHello.\n",
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S\n---\n[bad](members:bad)\n",
        ],
    ),
    (
        "content/members/_index.md",
        &["", "---\ntitle: All of them\n---\nHere.\n"],
    ),
    (
        "content/vocabularies/member-kinds.yaml",
        &[
            "label: {en: Kinds, cs: Druhy}\nterms:\n  company: {label: {en: Company, cs: Firma}}\n  university: {label: {en: University, cs: Univerzita}}\n",
            "label: {en: Kinds, cs: Druhy}\nterms:\n  company: {label: {en: Firm, cs: Podnik}}\n  university: {label: {en: University, cs: Univerzita}}\n",
        ],
    ),
    (
        "content/assets/dot.svg",
        &[
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"2\"/>",
        ],
    ),
];

/// A site that is edited, and which text each of its files has.
struct Edited {
    site: SiteTest,
    serving: Serving,
    state: BTreeMap<usize, usize>,
    dice: u64,
}

impl Edited {
    fn start() -> Self {
        let site = site().theme("cluster");
        let mut edited = Self {
            serving: site.serve(),
            site,
            state: BTreeMap::new(),
            dice: 11,
        };
        for file in 0..FILES.len() {
            edited.set(file, 0);
        }
        edited
    }

    /// A number below another one; the same ones in every run.
    fn roll(&mut self, below: usize) -> usize {
        // Knuth, MMIX.
        self.dice = self
            .dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.dice >> 33) as usize % below
    }

    fn set(&mut self, file: usize, text: usize) {
        self.state.insert(file, text);
        let (path, texts) = FILES[file];
        let there = self.site.path(path).exists();
        match texts[text] {
            "" if there => self.site.remove(path),
            "" => {}
            text => self.site.put(path, text),
        }
    }

    /// Ends all that is bad, and waits until the last change is shown.
    fn compare_with_a_build(&mut self, marker: &str) {
        for (file, (_, texts)) in FILES.iter().enumerate() {
            if texts[self.state[&file]].contains("bad") {
                self.set(file, 0);
            }
        }
        if FILES[1].1[self.state[&1]].is_empty() {
            // A text needs its record.
            self.set(2, 0);
            self.set(3, 0);
        }
        self.site.put(
            "content/pages/picture.md",
            &format!("---\ntitle: {marker}\n---\n![A dot](assets/dot.svg)\n"),
        );
        self.site.build().ended_with(0);
        let output = self.site.output().below("web");
        let same = || {
            let home = format!(
                "{}{}",
                self.serving.get("/").text(),
                self.serving.get("/cs/").text()
            );
            let mut texts = output.texts_and_archives();
            let differs = texts.find(|path| {
                let expected = without_data_versions(&output.text(path));
                let address = in_the_preview(path, &home);
                let got = self.serving.get(&address).without_script();
                without_data_versions(&got) != expected
            });
            differs.map(str::to_owned)
        };
        let mut last = None;
        let all_same = wait_for_same(&mut || {
            last = same();
            last.is_none()
        });
        assert!(
            all_same,
            "{marker}: {last:?} differs\n{}",
            self.serving.said()
        );
    }
}

fn wait_for_same(same: &mut dyn FnMut() -> bool) -> bool {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(40);
    loop {
        if same() {
            return true;
        }
        if std::time::Instant::now() > until {
            return false;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

/// The address of a file of a build: data have the version of all content in their
/// names.
fn in_the_preview(path: &str, pages: &str) -> String {
    let address = match path.strip_suffix("index.html") {
        Some(folder) => format!("/{folder}"),
        None => format!("/{path}"),
    };
    let Some(below) = path.strip_prefix("assets/data-") else {
        return address;
    };
    let (lang, file) = below.split_once('/').expect("a folder");
    let Some((name, _)) = file.rsplit_once('-') else {
        return address;
    };
    let version = pages.split(&format!("assets/data-{lang}/site-")).nth(1);
    let version = version.and_then(|rest| rest.split('.').next());
    format!("/assets/data-{lang}/{name}-{}.js", version.expect("data"))
}

#[test]
fn any_edits_end_in_what_a_build_makes() {
    let mut edited = Edited::start();
    edited.compare_with_a_build("The start");
    for round in 0..2 {
        for _ in 0..8 {
            let file = edited.roll(FILES.len());
            let text = edited.roll(FILES[file].1.len());
            let before = edited.serving.get("/").text();
            edited.set(file, text);
            // Some edits meet the preview alone, others together.
            if edited.roll(3) > 0 {
                let changes = || edited.serving.get("/").text() != before;
                let patience = std::time::Instant::now() + std::time::Duration::from_millis(300);
                wait_for("a moment", || {
                    (changes() || std::time::Instant::now() > patience).then_some(())
                });
            }
        }
        edited.compare_with_a_build(&format!("Round {round}"));
    }
}
