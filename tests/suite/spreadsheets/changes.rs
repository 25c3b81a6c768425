//! What a spreadsheet changes, and what it leaves alone.

use super::{import, import_csv, site};
use crate::support::SiteTest;

/// Comments, order and layout stay; the change is shown and written.
#[test]
fn values_change() {
    let site = site();
    let table = "id,title [cs],weight,count,topics,Note\none,První,2.50,7,,\"a\nb\"\n";
    let dry = import_csv(&site, table, &["--dry-run"]).ended_with(0);
    assert!(
        dry.stdout
            .contains("+title: {en: One, cs: První}  # both\n")
    );
    assert!(site.read("content/things/one.yaml").contains("Jedna"));
    import_csv(&site, table, &[])
        .ended_with(0)
        .says("Not in the spreadsheet, and left as they are: two")
        .says("Changed 1 file, made 0 files");
    assert_eq!(
        site.read("content/things/one.yaml"),
        "# The first.\ncode: \"007\"\ntitle: {en: One, cs: První}  # both\nweight: \"2.50\"\ncount: 7\nnote: |-\n  a\n  b\n\n# Parts.\nparts:\n  - {name: Wheel, price: 2}  # round\n  - name: Axle\n    price: 3\n"
    );
    import_csv(&site, table, &[])
        .ended_with(0)
        .says("nothing to change");
}

/// A translation beside a text that was for all languages keeps that text.
#[test]
fn a_first_translation() {
    let site = site();
    import_csv(&site, "Code,Název [cs]\nB,Dvě\n", &[]).ended_with(0);
    assert!(
        site.read("content/things/two.yaml")
            .contains("title: {en: Two, cs: Dvě}\n")
    );
}

/// A new row is a new entry, its file in the order of the schema.
#[test]
fn a_new_entry() {
    let site = site();
    let table = "topics,weight,title [cs],title [en],code,open,since\n,1.50,Nová věc,New Thing,008,ano,5. 3. 2026\n";
    import_csv(&site, table, &[])
        .ended_with(0)
        .says("made 1 file");
    assert_eq!(
        site.read("content/things/new-thing.yaml"),
        "code: \"008\"\ntitle: {cs: Nová věc, en: New Thing}\nweight: \"1.50\"\nsince: 2026-03-05\nopen: true\n"
    );
    site.check().ended_with(0);
}

/// An empty cell keeps its value, unless it is wanted otherwise.
#[test]
fn empty_cells() {
    let site = site();
    let table = "id,since,open\ntwo,,true\n";
    let kept = import_csv(&site, table, &[]).ended_with(0);
    assert!(kept.said().contains("kept: 1"), "{}", kept.said());
    assert!(
        site.read("content/things/two.yaml")
            .contains("since: 2026-03-05")
    );
    import_csv(&site, table, &["--clear"]).ended_with(0);
    assert_eq!(
        site.read("content/things/two.yaml"),
        "code: B\ntitle: Two\nopen: true\ntopics: []\n"
    );
}

/// Items find each other by number or by what they say; none is taken out.
#[test]
fn items_of_lists() {
    let site = site();
    site.put_exactly(
        "t.parts.csv",
        "id,no,Name,Price\none,2,Axle,4\none,,Wheel,2\none,,Nut,0.10\ntwo,,Bolt,1\n",
    );
    import_csv(&site, "id,code\none,007\ntwo,B\n", &[]).ended_with(0);
    let one = site.read("content/things/one.yaml");
    assert!(
        one.ends_with("parts:\n  - {name: Wheel, price: 2}  # round\n  - name: Axle\n    price: 4\n  - {name: Nut, price: \"0.10\"}\n"),
        "{one}"
    );
    assert!(
        site.read("content/things/two.yaml")
            .ends_with("parts:\n  - {name: Bolt, price: 1}\n")
    );
    import(&site, "t.csv", &[])
        .ended_with(0)
        .says("nothing to change");
}

/// Where one row is wrong nothing is written, unless that is wanted.
#[test]
fn rows_that_are_wrong() {
    let site = site();
    let table = "id,count,title [en]\none,five,One\ntwo,3,\n";
    import_csv(&site, table, &[])
        .ended_with(1)
        .says("t.csv:2")
        .says("nothing was written");
    assert!(!site.read("content/things/two.yaml").contains("count"));
    import_csv(&site, table, &["--skip-bad"])
        .ended_with(0)
        .says("Left out because of errors: one");
    assert!(site.read("content/things/two.yaml").contains("count: 3\n"));
    assert!(!site.read("content/things/one.yaml").contains("count"));
}

/// What the rules of the content say of a value is said at its cell.
#[test]
fn faults_of_the_content() {
    let site = site();
    import_csv(&site, "id,ico\none,12345678\n", &[])
        .ended_with(1)
        .says("error[S014]")
        .says("t.csv:2");
    import_csv(&site, "id,code\none,B\n", &[])
        .ended_with(1)
        .says("error[S021]")
        .says("t.csv:2");
    assert!(site.read("content/things/one.yaml").contains("\"007\""));
}

/// Headings that are nobody's labels, other separators, other words.
#[test]
fn with_a_map() {
    let site = site();
    let map = "key: code\nheading_row: 2\ncolumns:\n  Kód výrobku: code\n  Velikost firmy: {to: size, values: {malá: 1-9}}\n";
    site.put_exactly("map.yaml", map);
    let table = "Výrobky,2026,\nKód výrobku,Velikost firmy,Poznámka\n007,Malá,x\n";
    import_csv(&site, table, &["--map", "map.yaml"]).ended_with(0);
    let one = site.read("content/things/one.yaml");
    assert!(
        one.contains("size: 1-9\n") && !one.contains("note"),
        "{one}"
    );
    site.put_exactly("map.yaml", "column: {}\n");
    import_csv(&site, table, &["--map", "map.yaml"])
        .ended_with(1)
        .says("map.yaml:1:1");
}

/// A first map from the headings; what it says is taken as it is.
#[test]
fn a_first_map() {
    let site = site();
    let table = "Kód,Název,hmotnots,Něco\n007,První,5,x\n";
    let map = import_csv(&site, table, &["--guess"]).ended_with(0).stdout;
    assert_eq!(
        map,
        "heading_row: 1\ncolumns:\n  Kód: code\n  Název: \"title [cs]\"\n  hmotnots: weight  # ?\n  # Něco:\n"
    );
    site.put_exactly("map.yaml", &map);
    import_csv(&site, table, &["--map", "map.yaml"]).ended_with(0);
    assert!(site.read("content/things/one.yaml").contains("cs: První}"));
}

/// What somebody has filled in is not written over unasked, and nothing is written into
/// the content, which is published.
#[test]
fn an_export_writes_over_nothing() {
    let site = SiteTest::minimal().file(
        "content/members/spin.yaml",
        "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n",
    );
    let export = |to: &str| site.run(&["export", "members", "--to", to]);
    export("members.csv").ended_with(0);
    std::fs::write(site.path("members.csv"), "filled in").expect("written");
    export("members.csv").ended_with(2).says("--overwrite");
    assert_eq!(site.read("members.csv"), "filled in");
    site.run(&["export", "members", "--to", "members.csv", "--overwrite"])
        .ended_with(0);
    assert!(site.read("members.csv").contains("Spin"));
    for to in [
        "content/x.xlsx",
        "content/members/new.csv",
        "themes/../content/x.csv",
    ] {
        export(to).ended_with(2).says("is in the content");
        assert!(!site.path(to).exists(), "{to}");
    }
}

/// Neither an export nor a new entry goes through a link that a commit has brought.
#[cfg(unix)]
#[test]
fn nothing_goes_through_a_link() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let secret = elsewhere.path().join("secret.yaml");
    std::fs::write(&secret, "mine").expect("written");
    let site = SiteTest::minimal().file(
        "content/members/spin.yaml",
        "name: Spin\nkind: company\nsummary: S.\njoined: 2020\n",
    );
    std::os::unix::fs::symlink(&secret, site.path("out.csv")).expect("a link");
    std::os::unix::fs::symlink(&secret, site.path("content/members/new.yaml")).expect("a link");
    let overwrite = ["export", "members", "--to", "out.csv", "--overwrite"];
    assert_ne!(site.run(&overwrite).status, 0);
    std::fs::write(
        site.path("in.csv"),
        "id,name,kind,summary,joined\nnew,New,company,S.,2021\n",
    )
    .expect("written");
    assert_ne!(site.run(&["import", "members", "in.csv"]).status, 0);
    assert_eq!(std::fs::read_to_string(&secret).expect("read"), "mine");
}

/// A heading that is there twice is in the map once, so that the map can be read.
#[test]
fn headings_that_repeat() {
    let site = site();
    let table = "id,Code,code,Code,Weigth,Weight\none,007,x,y,1,2\n";
    let map = import_csv(&site, table, &["--guess"]).ended_with(0).stdout;
    assert_eq!(
        map,
        "heading_row: 1\ncolumns:\n  id: id\n  Code: code\n  # code:\n  # Code:\n  # Weigth:\n  Weight: weight\n"
    );
    site.put_exactly("map.yaml", &map);
    let run = import_csv(
        &site,
        "id,Code,Weigth,Weight\none,007,1,2\n",
        &["--map", "map.yaml"],
    );
    run.ended_with(0);
    assert!(site.read("content/things/one.yaml").contains("weight: 2\n"));
}
