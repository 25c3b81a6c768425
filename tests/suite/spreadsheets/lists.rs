//! Sheets of lists, and several sheets for one table.

use rust_xlsxwriter::Workbook;

use super::{import, import_book, import_csv, site};

fn fill(book: &mut Workbook, name: &str, rows: &[&[&str]]) {
    let sheet = book.add_worksheet().set_name(name).unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write(row, column, *cell).unwrap();
        }
    }
}

/// Two sheets of entries are one table: no row of the second does away with one of the
/// first, and what either has is not lacking.
#[test]
fn two_sheets_of_entries() {
    import_book(&site(), |book| {
        fill(book, "Things", &[&["id", "count"], &["one", "5"]]);
        fill(book, "Věci", &[&["id", "weight"], &["one", "7"]]);
    })
    .ended_with(1)
    .says("error[M006]: Věci!A2: the entry `one` is there twice, in Things!A2 too");
    let site = site();
    let run = import_book(&site, |book| {
        fill(book, "Things", &[&["id", "count"], &["one", "5"]]);
        fill(book, "Věci", &[&["id", "weight"], &["two", "7"]]);
    })
    .ended_with(0);
    assert!(
        !run.stdout.contains("Not in the spreadsheet"),
        "{}",
        run.said()
    );
    assert!(site.read("content/things/one.yaml").contains("count: 5\n"));
    assert!(site.read("content/things/two.yaml").contains("weight: 7\n"));
}

/// Two sheets of one list do not change the same item.
#[test]
fn two_sheets_of_a_list() {
    let site = site();
    import_book(&site, |book| {
        fill(book, "Things", &[&["id"], &["one"]]);
        fill(book, "Parts", &[&["id", "no", "price"], &["one", "1", "5"]]);
        fill(book, "Díly", &[&["id", "no", "price"], &["one", "1", "7"]]);
    })
    .ended_with(1)
    .says("error[M006]: Díly!B2");
}

/// An item is one row: the number of it stands in one only.
#[test]
fn a_number_twice() {
    let site = site();
    site.put_exactly("t.parts.csv", "id,no,Name\none,1,Wheel\none,1,Hub\n");
    import_csv(&site, "id\none\n", &[])
        .ended_with(1)
        .says("error[M006]")
        .says("B3");
}

/// `--clear` holds for the cells of items too.
#[test]
fn empty_cells_of_items() {
    let site = site();
    site.put_exactly(
        "t.parts.csv",
        "id,no,Name,Price\none,1,Wheel,\none,2,Axle,\n",
    );
    import_csv(&site, "id\none\n", &[])
        .ended_with(0)
        .says("kept: 2");
    import(&site, "t.csv", &["--clear"]).ended_with(0);
    let one = site.read("content/things/one.yaml");
    assert!(
        one.ends_with("parts:\n  - {name: Wheel}  # round\n  - name: Axle\n"),
        "{one}"
    );
}

/// What stands in the place of a list is said once for each row.
#[test]
fn a_list_that_is_none() {
    let site = site().replaced("content/things/two.yaml", "code: B", "code: B\nparts: many");
    site.put_exactly(
        "t.parts.csv",
        "id,no,Name,Price\ntwo,1,Wheel,\ntwo,2,Axle,\ntwo,3,Nut,\n",
    );
    let run = import_csv(&site, "id\ntwo\n", &[]).ended_with(1);
    for cell in ["A2", "A3", "A4"] {
        let line = format!("{cell}: `parts` of two cannot be changed by a cell");
        assert_eq!(run.stderr.matches(&line).count(), 1, "{}", run.said());
    }
    assert_eq!(run.stderr.matches("M022").count(), 3, "{}", run.said());
}
