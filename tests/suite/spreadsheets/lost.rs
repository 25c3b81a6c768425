//! Rows and cells that a slip of the pen would make disappear.

use super::{import_csv, site};

/// A quotation mark that is not closed swallows the rows below.
#[test]
fn an_open_quotation_mark() {
    for table in [
        "id,title,count\none,\"Uno,1\ntwo,Due,2\n",
        "id,title,count\none,\"Uno,1\ntwo,\"Due, too\",2\n",
    ] {
        let site = site();
        import_csv(&site, table, &[])
            .ended_with(1)
            .says("error[M026]")
            .says("B2");
        assert!(site.read("content/things/one.yaml").contains("en: One"));
    }
    let table = "id,title [en],note\none,\"Uno, \"\"uno\"\"\",\"a\nb\"\n";
    import_csv(&site(), table, &[]).ended_with(0);
}

/// A separator in a text without quotation marks.
#[test]
fn a_cell_too_many() {
    let site = site();
    let table = "id;title [en];count\none;Uno;1;2\ntwo;Due;2;\n";
    import_csv(&site, table, &[]).says("error[M027]").says("D2");
    assert!(site.read("content/things/one.yaml").contains("en: One"));
}

/// The standard output holds the first table alone; what that loses is said beside it.
#[test]
fn what_the_standard_output_loses() {
    let site = site().replaced("content/things/two.yaml", "code: B", "code: \"a\\u0007b\"");
    let run = site.run(&["export", "things"]).ended_with(0);
    assert!(run.stdout.starts_with("id,Code,Title"), "{}", run.stdout);
    assert!(
        run.stderr.contains("note: no cell can hold `code` of two")
            && run
                .stderr
                .contains("note: lists are not in this table: parts"),
        "{}",
        run.stderr
    );
}
