//! Rows that are bad because of other rows.

use super::{import_csv, site};
use crate::support::SiteTest;

/// New entries each of which names the next one; the last has a wrong number.
fn chain(length: usize) -> (SiteTest, String) {
    let site = site().replaced(
        "content/schema/things.yaml",
        "  code: {",
        "  next: {type: ref, to: things, label: {en: Next, cs: Další}}\n  code: {",
    );
    let mut table = "id,title [en],next,ico\n".to_owned();
    for number in 1..length {
        table.push_str(&format!("n{number},N {number},n{},\n", number + 1));
    }
    table.push_str(&format!("n{length},N {length},,12345678\n"));
    (site, table)
}

/// Nothing is written that has not been examined, however long it takes to find out.
#[test]
fn a_chain_of_rows() {
    let (site, table) = chain(20);
    import_csv(
        &site,
        &format!("{table}two,Two,,00216275\n"),
        &["--skip-bad"],
    )
    .ended_with(0)
    .says("n1, n10")
    .says("Changed 1 file, made 0 files");
    for number in 1..=20 {
        let path = format!("content/things/n{number}.yaml");
        assert!(!site.path(&path).exists(), "{path}");
    }
    site.check().ended_with(0);
}

/// A chain that is longer than anybody waits for is refused.
#[test]
fn a_long_chain_of_rows() {
    let (site, table) = chain(40);
    import_csv(&site, &table, &["--skip-bad"])
        .ended_with(1)
        .says("nothing was written");
    for number in 1..=40 {
        let path = format!("content/things/n{number}.yaml");
        assert!(!site.path(&path).exists(), "{path}");
    }
}

/// New rows may name each other, by id or title, before and after them.
#[test]
fn rows_that_name_each_other() {
    let (site, _) = chain(1);
    let table = "id,title [en],next\na1,First,Second\na2,Second,a1\n";
    import_csv(&site, table, &[]).ended_with(0);
    let next = |id: &str| site.read(&format!("content/things/{id}.yaml"));
    assert!(next("a1").contains("next: a2\n"), "{}", next("a1"));
    assert!(next("a2").contains("next: a1\n"), "{}", next("a2"));
}
