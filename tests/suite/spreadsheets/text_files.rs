//! Text with separators: its rows, its signs, and the files beside it.

use super::{import, import_csv, site};

/// Rows have the numbers that a spreadsheet shows, empty lines and lines within cells
/// counted as it counts them.
#[test]
fn rows_after_empty_lines() {
    for (text, cell) in [
        ("id,count\n\none,1\ntwo,5 kg\n", "B4"),
        ("id,count\r\n\r\n\r\none,1\r\ntwo,5 kg\r\n", "B5"),
        ("\n\nid,count\none,1\n\ntwo,5 kg\n", "B6"),
        ("id,note,count\none,\"a\n\nb\",1\n\ntwo,,5 kg\n", "C4"),
        ("id,count\rone,1\r\rtwo,5 kg\r", "B4"),
    ] {
        import_csv(&site(), text, &[])
            .ended_with(1)
            .says(&format!("error[M020]: {cell}: `5 kg`"));
    }
}

/// The row of the headings is counted from the first line, empty or not.
#[test]
fn a_heading_row_after_empty_lines() {
    let site = site();
    site.put_exactly("map.yaml", "heading_row: 3\ncolumns: {A: id, B: count}\n");
    import_csv(&site, "\n\nA,B\none,5\n", &["--map", "map.yaml"]).ended_with(0);
    assert!(site.read("content/things/one.yaml").contains("count: 5\n"));
}

/// The sign that a file names is the one that is read and said.
#[test]
fn a_sign_of_its_own() {
    let site = site();
    import_csv(&site, "sep=|\nid|count\none|5\n", &[])
        .ended_with(0)
        .says("note[M018]: the cells of `t.csv` are separated by `|`");
    assert!(site.read("content/things/one.yaml").contains("count: 5\n"));
    // A sign that no separator can be.
    import_csv(&site, "sep=§\nid,count\none,6\n", &[]).ended_with(0);
    assert!(site.read("content/things/one.yaml").contains("count: 6\n"));
}

/// What is wrong with a file beside is said of that file.
#[test]
fn files_beside() {
    let site = site();
    site.put_exactly("t.parts.csv", "id,no,Name\none,1,\"Wheel\none,2,Axle\n");
    let run = import_csv(&site, "id\none\n", &[])
        .ended_with(1)
        .says("error[M026]: `t.parts.csv`, C2");
    assert!(!run.stderr.contains("`t.csv`"), "{}", run.said());
    let site = site.bytes("t.parts.csv", b"id,no,Name\none,1,P\xf8\xedtel\n");
    import(&site, "t.csv", &["--dry-run"])
        .ended_with(0)
        .says("warning[M017]: `t.parts.csv` is not in UTF-8");
    let site = site.bytes("t.parts.csv", b"id,no,Name\none,1,Wheel, large\n");
    import(&site, "t.csv", &["--dry-run"])
        .ended_with(1)
        .says("error[M027]: parts!D2")
        .says("t.parts.csv:2");
}
