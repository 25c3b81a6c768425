//! `spunweb report`: what entries need, as a table, as CSV and as letters.

use crate::support::{AS_OF, Run, SiteTest};

/// A custom collection, which is not built in.
const SCHEMA: &str = "\
collection: stations
label: {en: Stations, cs: Stanice}
display: {title: name}
complete: [photo_of, keeper.phone, note]
review: {field: visited, months: 12}
expiry: [permits.until]
fields:
  name: {type: string, localized: true, required: true, label: {en: Name, cs: Název}}
  photo_of: {type: string, label: {en: View, cs: Pohled}, help: {en: what is seen from the road, cs: co je vidět ze silnice}}
  note: {type: text, localized: true, label: {en: Note, cs: Poznámka}}
  keeper:
    type: object
    label: {en: Keeper, cs: Správce}
    fields:
      phone: {type: phone, label: {en: Phone, cs: Telefon}}
      speaks: {type: language, label: {en: Language, cs: Jazyk}}
  visited: {type: date, label: {en: Visited, cs: Navštíveno}}
  permits:
    type: list
    label: {en: Permits, cs: Povolení}
    of:
      type: object
      fields:
        of: {type: string, label: {en: Of, cs: Čeho}}
        until: {type: date, label: {en: Until, cs: Do}}
";

fn site() -> SiteTest {
    SiteTest::minimal()
        .file("content/schema/stations.yaml", SCHEMA)
        .file(
            "content/stations/north.yaml",
            "\
name: {en: North, cs: Sever}
note: {en: A hut.}
keeper: {speaks: cs}
visited: 2025-03-01
permits:
  - {of: Water, until: 2026-05-01}
  - {of: Access, until: 2026-07-01}
  - {of: Mast, until: 2030-01-01}
",
        )
        .file(
            "content/stations/south.yaml",
            "\
name: {en: =South, cs: Jih}
photo_of: A
note: {en: B, cs: B}
keeper: {phone: +420 123 456 789}
visited: 2026-05-01
",
        )
}

fn report(site: &SiteTest, arguments: &[&str]) -> Run {
    let mut all = vec!["report", "--as-of", AS_OF];
    all.extend(arguments);
    site.run(&all).ended_with(0)
}

fn shows(name: &str, text: &str) {
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, text.replace('\u{a0}', "_"));
    });
}

/// The table, in both languages.
#[test]
fn the_table() {
    let site = site();
    shows("report_table_en", &report(&site, &[]).stdout);
    shows(
        "report_table_cs",
        &report(&site, &["stations", "--lang", "cs"]).said(),
    );
}

/// The site itself, by `complete` of site.yaml, and the open questions that entries list; none
/// of it is on a page.
#[test]
fn the_site_and_what_is_outstanding() {
    let site = SiteTest::minimal()
        .file(
            "content/schema/pages.yaml",
            "\
extend: pages
outstanding: to_ask
fields:
  to_ask: {type: list, localized: true, private: true, of: {type: string}, label: {en: To ask, cs: Zeptat se}}
",
        )
        .file(
            "content/pages/about.yaml",
            "title: {en: About, cs: O nás}\nto_ask: {en: [who runs the server], cs: [kdo provozuje server]}\n",
        )
        .replaced(
            "content/site.yaml",
            "organisation:",
            "complete: [organisation.name, organisation.ico, tagline]\norganisation:",
        );
    shows("report_site_table", &report(&site, &["--due"]).stdout);
    let csv = report(&site, &["--format", "csv", "--lang", "cs"]).stdout;
    shows("report_site_csv", &csv.replace("\r\n", "\n"));
    shows(
        "report_site_json",
        &report(&site, &["--format", "json"]).stdout,
    );
    let alone = report(&site, &["site.yaml"]).stdout;
    assert!(
        alone.contains("Registration number") && !alone.contains("pages/about"),
        "{alone}"
    );
    site.build().ended_with(0);
    let page = site.read("public/web/about/index.html");
    assert!(!page.contains("who runs the server"), "{page}");
    let wrong = site.replaced("content/site.yaml", "organisation.ico", "organisation.icoo");
    wrong.run(&["check"]).ended_with(1).says("organisation.ico");
}

/// One row per task; no cell is a formula.
#[test]
fn the_csv() {
    let site = site().replaced("content/stations/south.yaml", "photo_of: A\n", "");
    let csv = report(&site, &["--format", "csv"]).stdout;
    assert!(csv.contains("'=South"), "{csv}");
    shows("report_csv", &csv.replace("\r\n", "\n"));
}

/// A letter in the language that the entry states; none to an entry without tasks, and the
/// letter quotes no contact of the entry.
#[test]
fn a_letter() {
    let site = site();
    let run = report(&site, &["--format", "letter"]);
    shows("report_letter_cs", &run.said());
    assert!(!run.stdout.contains("Jih"), "{}", run.stdout);
    let run = report(
        &site,
        &["stations/north", "--format", "letter", "--lang", "en"],
    );
    shows("report_letter_en", &run.stdout);
    let run = report(
        &site,
        &["stations/south", "--format", "letter", "--lang", "en"],
    );
    assert_eq!(run.stdout, "");
    run.says("1 entry needs nothing and gets no letter");
}

/// The day determines what is due.
#[test]
fn the_day_decides() {
    let site = site();
    let run = site.run(&["report", "stations/south", "--as-of", "2027-06-01"]);
    run.says("2026-05-01 (due)");
    let run = site.run(&["report", "stations", "--as-of", "2025-04-01", "--due"]);
    assert!(!run.stdout.contains("south"), "{}", run.stdout);
}

/// A site can change the wording and add a language, and mistakes are reported.
#[test]
fn the_words_are_the_site_s() {
    let site = site().file(
        "content/letters.yaml",
        "cs: {greeting: 'Milí přátelé,'}\nde: {greeting: 'Guten Tag,', missing: {one: Bitte eines, other: 'Bitte {count}'}}\n",
    );
    report(&site, &["stations/north", "--format", "letter"]).says("Milí přátelé,");
    let run = report(
        &site,
        &["stations/north", "--format", "letter", "--lang", "de"],
    );
    run.says("Bitte 2").says("Guten Tag,");
    site.put("content/letters.yaml", "cs: {greting: A, thanks: [1]}\n");
    site.check()
        .ended_with(1)
        .says("error[L007]: the letters have no text `greting`")
        .says("error[L008]: `thanks` is not a text");
    let run = site.run(&["report", "--lang", "xx"]);
    run.ended_with(1).says("`spunweb check` lists");
}

/// Unknown names are reported.
#[test]
fn what_is_not_there_is_said() {
    let site = site();
    site.run(&["report", "statoins"])
        .ended_with(2)
        .says("there is nothing to report of `statoins`");
    site.run(&["report", "--lang", "xx"])
        .ended_with(2)
        .says("there are no texts in `xx`");
}

/// `report` and `check` agree on which confirmations are due: the last one is older than the
/// months allowed, or there was none. On the day itself it is not due yet.
#[test]
fn report_and_check_agree_on_reviews() {
    for (visited, is_due) in [
        ("visited: 2025-06-01\n", false),
        ("visited: 2025-05-31\n", true),
        ("visited: 2025-05\n", true),
        ("", true),
    ] {
        let site = site().without("content/stations/north.yaml").file(
            "content/stations/south.yaml",
            &format!(
                "name: {{en: South, cs: Jih}}\nphoto_of: A\nnote: {{en: B, cs: B}}\nkeeper: {{phone: +420 123 456 789}}\n{visited}"
            ),
        );
        let reported = report(&site, &["--due"]).stdout.contains("stations/south");
        assert_eq!(reported, is_due, "`report` with `{visited}`");
        let checked = site.check().ended_with(0);
        let found = checked.said().contains("[P003]");
        assert_eq!(
            found,
            is_due,
            "`check` with `{visited}`:\n{}",
            checked.said()
        );
    }
}
