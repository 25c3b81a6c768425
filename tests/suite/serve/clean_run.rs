//! After every edit, good or bad, the preview finds what a clean run finds, and shows
//! what a build makes: whatever is kept in memory is kept rightly.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use spunweb::testing::diagnostic::{Report, Short};
use spunweb::testing::disk::{Hints, OperatingSystemDisk};
use spunweb::testing::pipeline::preview::{PreviewBuilder, PreviewOptions, PreviewVersion, audit};
use spunweb::testing::pipeline::{Output, Request, build};
use spunweb::testing::publish::{Forbidden, Options};
use spunweb::testing::text::Sources;

use super::pages::site;
use crate::support::packed::without_data_versions;
use crate::support::{AS_OF, SiteTest};

/// A file that is edited: its path, and the texts that it may have. The first is the
/// one it begins with; an empty one means that there is no such file.
type Edits = (&'static str, &'static [&'static str]);

/// An entry that stays, with what must be unique and a facet.
const GAMMA: &str = "name: Gamma\nkind: company\njoined: 2020\nsummary: {en: S, cs: S}\nico: \"99542269\"\nemployees: \"1-9\"\n";

/// Entries: values, facets, references, what must be unique, addresses.
const ENTRIES: &[Edits] = &[
    (
        "content/members/alpha.yaml",
        &[
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\naliases: [/old/alpha/]\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: Second\naliases: [/old/alpha/]\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\naliases: [/old/alpha/, /older/]\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\naliases: [/members/beta/]\n",
            "name: Alpha\nkind: university\njoined: 2020\nsummary: First\nvalue_chain: [maker]\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\nico: \"99542269\"\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\nprofile_updated: 2024-01-01\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\nlogo: {file: assets/dot.svg, alt: A dot}\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\npart_of: beta\n",
            "name: Zeta\nkind: university\njoined: 2021\nsummary: {en: Third, cs: Třetí}\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\nbad: x\n",
            "name: [bad\n",
            "name: Alpha\nkind: nothing\njoined: 2020\nsummary: First\n",
            "name: Alpha\nkind: company\njoined: 2020\nsummary: First\ndraft: true\n",
        ],
    ),
    (
        "content/members/beta.yaml",
        &[
            "name: Beta\nkind: company\njoined: 2019\nsummary: S\nwebsite: https://beta.example/\n",
            "",
            "name: Beta\nkind: company\njoined: 2019\nsummary: S\nico: \"99542269\"\n",
            "name: Beta\nkind: company\njoined: 2018-02\nsummary: S\nslug: bee\n",
            "name: Beta\nkind: company\njoined: 2019\nsummary: S\ncertificates: [{standard: ISO, valid_until: 2026-01-01}]\n",
            "name: Beta\nkind: company\njoined: 2019\nsummary: S\ncode: X1\nrank: 2\nemployees: \"1-9\"\n",
            "name: Beta\nkind: company\njoined: 2019\nsummary: S\ncode: X1\nrank: 3\nemployees: \"10-49\"\n",
        ],
    ),
    (
        "content/members/beta.md",
        &[
            "",
            "More of *it*.\n",
            "## A heading\n\n[gone](members:gone)\n",
        ],
    ),
    ("content/members/beta.cs.md", &["", "Víc.\n"]),
    (
        "content/news/one.md",
        &[
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S\nmembers: [alpha]\n---\nHello.\n",
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S\nmembers: [alpha]\n---\nHello [there](members:beta#a-heading).\n",
            "---\ntitle: One\ndate: 2026-05-02\nsummary: S\n---\n![](assets/unused.svg)\n",
            "---\ntitle: One\ndate: 2026-05-01\nsummary: S\nmembers: [gone]\n---\nHello.\n",
            "---\ntitle: One\n",
        ],
    ),
    (
        "content/events/fair.yaml",
        &[
            "title: Fair\nsummary: S\nstart: 2026-05-01\n",
            "title: Fair\nsummary: S\nstart: 2026-07-01\n",
            "title: Fair\nsummary: S\nstart: 2026-05-30\nend: 2026-05-01\n",
        ],
    ),
    (
        "content/pages/index.md",
        &[
            "---\ntitle: {en: Home, cs: Domů}\n---\nWelcome.\n",
            "---\ntitle: {en: Home, cs: Domů}\n---\nCome to [the fair](events:fair).\n",
        ],
    ),
    (
        "content/pages/shows.md",
        &[
            "---\ntitle: {en: Shows, cs: Ukazuje}\n---\n![x](assets/shared.svg)\n",
            "---\ntitle: {en: Shows, cs: Ukazuje}\n---\nNo longer.\n",
        ],
    ),
    (
        "content/members/_index.md",
        &[
            "",
            "---\ntitle: All of them\n---\nHere.\n",
            "---\ntitle: [bad\n---\n",
        ],
    ),
];

/// What declares: vocabularies, schema, `site.yaml`, confirmations, letters.
const DECLARATIONS: &[Edits] = &[
    (
        "content/vocabularies/member-kinds.yaml",
        &[
            "label: {en: Kinds, cs: Druhy}\nterms:\n  company: {label: {en: Company, cs: Firma}}\n  university: {label: {en: University, cs: Univerzita}}\n",
            "label: {en: Kinds, cs: Druhy}\nterms:\n  company: {label: {en: Firm, cs: Podnik}}\n  university: {label: {en: University}}\n",
            "label: {en: Kinds, cs: Druhy}\nterms:\n  company: {label: {en: Company, cs: Firma}}\n",
            "label: {en: Kinds, cs: Druhy}\nterms:\n  body: {label: {en: Body, cs: Subjekt}}\n  company: {label: {en: Company, cs: Firma}, broader: body}\n  university: {label: {en: University, cs: Univerzita}, broader: nothing}\n",
        ],
    ),
    (
        "content/vocabularies/value-chain.yaml",
        &[
            "label: {en: Chain, cs: Řetězec}\nterms:\n  maker: {label: {en: Maker, cs: Výrobce}}\n",
            "",
            "label: {en: Chain, cs: Řetězec}\nterms:\n  maker: {label: {en: Producer, cs: Výrobce}}\n  user: {label: {en: User, cs: Uživatel}}\n",
        ],
    ),
    (
        "content/schema/members.yaml",
        &[
            "extend: members\nfields:\n  code: {type: string, unique: true, label: {en: Code, cs: Kód}}\n  rank: {type: int, facet: range, label: {en: Rank, cs: Pořadí}}\n  employees: {facet: true}\n",
            "",
            "extend: members\nfields:\n  summary: {private: true}\n",
            "extend: members\nfields:\n  website: {required: true}\n",
            "extend: members\nfields:\n  odd: {type: nothing}\n",
            "extend: members\nsort: [-joined, name]\nlist: {view: cards, letters: false}\n",
        ],
    ),
    (
        "content/site.yaml",
        &[
            SITE,
            "title: Test Cluster\norganisation: {name: Test Cluster}\nbase_url: https://cluster.example/\nlanguages: [en, cs]\ntime_zone: Europe/Prague\ntheme: bare\nmenus:\n  main: [{to: \"members:\"}]\neditions:\n  web: {}\n  offline: {languages: [en], single_file: true}\nfindings: {severity: {L001: error}}\n",
            "title: Test Cluster\norganisation: {name: Test Cluster}\nbase_url: https://cluster.example/\nlanguages: [en, cs]\ntime_zone: Europe/Prague\ntheme: bare\nmenus:\n  main: [{to: \"members:\"}]\neditions:\n  web: {}\nfindings: {allow: [{code: I020, reason: To come.}, {code: L001, file: content/members, reason: Stubs.}, {code: D003, reason: Idle or not.}]}\n",
            "title: Other Cluster\norganisation: {name: Test Cluster}\nbase_url: https://cluster.example/\nlanguages: [en, cs]\ntime_zone: Europe/Prague\ntheme: cluster\nmenus:\n  main: [{to: \"members:\"}, {to: \"news:\"}]\neditions:\n  web: {}\n",
            "title: Test Cluster\norganisation: {name: Test Cluster}\nbase_url: https://cluster.example/below/\nlanguages: [cs, en]\ntime_zone: Europe/Prague\ntheme: bare\nmenus:\n  main: [{to: \"nothing:\"}]\neditions:\n  web: {}\n",
            "title: [Test\n",
        ],
    ),
    ("content/letters.yaml", &["", "en: {nothing: x}\n"]),
    (
        "content/translations.yaml",
        &["", "members/alpha: {odd: x}\n"],
    ),
];

const SITE: &str = "title: Test Cluster\norganisation: {name: Test Cluster}\nbase_url: https://cluster.example/\nlanguages: [en, cs]\ntime_zone: Europe/Prague\ntheme: bare\nmenus:\n  main: [{to: \"members:\"}, {to: \"news:\"}]\neditions:\n  web: {}\n  offline: {languages: [en]}\n";

const ENTRY: &str = include_str!("../../fixtures/minimal/themes/bare/templates/entry.html");

/// The look: templates, texts, the theme's own file, styles, pictures.
const LOOK: &[Edits] = &[
    (
        "themes/bare/templates/entry.html",
        &[
            ENTRY,
            "{% extends \"base.html\" %}\n{% block main %}<h1>{{ entry.title }}</h1>{{ entry.fields.contacts.value.items[0].fields.person }}{% endblock main %}\n",
            "{% extends \"base.html\" %}\n{% block main %}<h1>{{ entry.title }}</h1><div>{{ entry.body | safe }}</div>{% endblock main %}\n",
            "{% extends \"base.html\" %}\n{% block main %}{{ nothing.here }}{% endblock main %}\n",
            "{% if %}",
        ],
    ),
    (
        "themes/bare/texts/en.yaml",
        &[
            TEXTS,
            "language_name: English\nlanguage_en: English\nlanguage_cs: Czech\nhome: Start\nnot_found_title: No\nmoved_title: Moved\nfallback: \"Shown in {language}\"\nentries: {one: \"{count} entry\", other: \"{count} entries\"}\ncountry_CZ: Czechia\nyes: yes\nno: no\n",
            "language_name: [bad\n",
        ],
    ),
    (
        "themes/bare/theme.yaml",
        &[
            "name: bare\ndescription: For tests.\n",
            "name: bare\ndescription: For tests.\nodd: x\n",
        ],
    ),
    (
        "themes/bare/assets/bare.css",
        &["main { color: black }\n", "main { color: white }\n"],
    ),
    (
        "content/assets/dot.svg",
        &[
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"2\"/>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script/></svg>",
        ],
    ),
    (
        "content/assets/unused.svg",
        &[
            "",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"3\"/>",
        ],
    ),
    ("content/assets/odd.html", &["", "<p>x</p>"]),
];

const TEXTS: &str = include_str!("../../fixtures/minimal/themes/bare/texts/en.yaml");

/// A site, the preview of it, and which text each of its files has.
struct Edited {
    site: SiteTest,
    disk: Arc<OperatingSystemDisk>,
    live: PreviewBuilder,
    files: Vec<Edits>,
    state: BTreeMap<usize, usize>,
    dice: u64,
    log: Vec<String>,
}

impl Edited {
    fn start(dice: u64) -> Self {
        let site = site()
            .file("content/members/gamma.yaml", GAMMA)
            .file(
                "content/assets/shared.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\"/>",
            )
            .file(
                "content/pages/draft.md",
                "---\ntitle: Draft\ndraft: true\n---\n![x](assets/shared.svg)\n",
            );
        let files: Vec<Edits> = [ENTRIES, DECLARATIONS, LOOK].concat();
        let disk = Arc::new(OperatingSystemDisk::new(&site.root()).expect("a project"));
        let options = PreviewOptions {
            as_of: AS_OF.parse().ok(),
            ..PreviewOptions::default()
        };
        let mut edited = Self {
            live: PreviewBuilder::new(disk.clone(), options),
            disk,
            site,
            files,
            state: BTreeMap::new(),
            dice,
            log: Vec::new(),
        };
        for file in 0..edited.files.len() {
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
        let (path, texts) = self.files[file];
        self.log.push(format!("{path}: {text}"));
        let there = self.site.path(path).exists();
        match texts[text] {
            "" if there => self.site.remove(path),
            "" => {}
            text => self.site.put_exactly(path, text),
        }
    }

    /// Another text for some file. Half of the edits lead back to the first text, so
    /// that a site is not broken for ever.
    fn edit(&mut self) {
        let file = self.roll(self.files.len());
        let text = if self.state[&file] > 0 && self.roll(2) == 0 {
            0
        } else {
            self.roll(self.files[file].1.len())
        };
        self.set(file, text);
    }

    /// Looks for changes, and compares what there is with a clean run.
    fn compare(&mut self) -> Option<bool> {
        let version = self.live.refresh(&Hints::Everything)?;
        let audited = audit(&version, &*self.disk, &|| true);
        let report = audited.as_ref().unwrap_or(&version.report);
        let found = lines(report, &version.sources);
        let request = Request {
            as_of: AS_OF.parse().ok(),
            ..Request::default()
        };
        let root = self.site.root();
        let folder = root.join("public");
        let (content, themes) = (root.join("content"), root.join("themes"));
        let output = Output {
            folder: &folder,
            forbidden: Forbidden::new(&root, &content, &themes),
            options: Options {
                sync: false,
                ..Options::default()
            },
        };
        let outcome = build(&*self.disk, &request, &output).expect("the disk works");
        let expected = lines(&outcome.report, &outcome.sources);
        let edits = self.log.join("\n  ");
        let missing: Vec<&String> = expected.difference(&found).collect();
        let further: Vec<&String> = found.difference(&expected).collect();
        assert!(
            missing.is_empty() && further.is_empty(),
            "a clean run alone finds {missing:#?}\nthe preview alone finds {further:#?}\nafter\n  {edits}"
        );
        let is_published = outcome.publication.is_some();
        // An error that only the whole shows is found after the pages are there.
        assert!(version.is_good || !is_published, "after\n  {edits}");
        if is_published {
            self.compare_pages(&version);
        }
        self.log.clear();
        Some(is_published)
    }

    fn compare_pages(&self, version: &PreviewVersion) {
        let pages = version.pages.as_ref().expect("the version is good");
        let output = self.site.output().below("web");
        let edits = self.log.join("\n  ");
        let mut shown = BTreeMap::new();
        for (id, route) in pages.plan().routes() {
            let bytes = pages.page(id, &mut Vec::new()).expect("a page");
            shown.insert(without_data_versions(route.out.as_str()), bytes);
        }
        for file in pages.files() {
            shown.insert(
                without_data_versions(file.path.as_str()),
                file.bytes.clone(),
            );
        }
        let paths: Vec<String> = output.paths().map(without_data_versions).collect();
        for file in pages.site().assets.files(&pages.site().named_pictures) {
            let bytes = file.read(&*self.disk).expect("nobody edits it");
            shown.insert(without_data_versions(file.path.as_str()), bytes);
        }
        let own: Vec<&String> = shown.keys().collect();
        assert_eq!(
            own,
            paths
                .iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>(),
            "after\n  {edits}"
        );
        for path in output.texts_and_archives() {
            let expected = without_data_versions(&output.text(path));
            let shown = String::from_utf8_lossy(&shown[&without_data_versions(path)]);
            assert!(
                without_data_versions(&shown) == expected,
                "{path} differs after\n  {edits}"
            );
        }
    }
}

/// Findings as lines, each once.
fn lines(report: &Report, sources: &Sources) -> BTreeSet<String> {
    let text = Short {
        lang: "en",
        most: None,
    }
    .render(report, sources);
    text.lines().map(str::to_owned).collect()
}

/// Each text of each file alone, and back.
#[test]
fn every_edit_alone_is_found_as_in_a_clean_run() {
    let mut edited = Edited::start(1);
    assert_eq!(
        edited.compare(),
        Some(true),
        "the first version is published"
    );
    for file in 0..edited.files.len() {
        for text in 1..edited.files[file].1.len() {
            edited.set(file, text);
            edited.compare();
            edited.set(file, 0);
            let back = edited.compare();
            assert_eq!(back, Some(true), "{} is right again", edited.files[file].0);
        }
    }
}

/// Edits at random, several of them at a time.
#[test]
fn any_edits_are_found_as_in_a_clean_run() {
    let mut edited = Edited::start(11);
    edited.compare();
    for _ in 0..25 {
        for _ in 0..=edited.roll(3) {
            edited.edit();
        }
        edited.compare();
    }
}
