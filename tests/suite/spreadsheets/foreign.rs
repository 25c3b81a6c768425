//! Files that another program has saved. Those of `tests/fixtures/spreadsheets` are an
//! export of the site of these tests, converted by `LibreOffice` 7.4.

use rust_xlsxwriter::{Format, Workbook};

use super::{import, import_book, site};

/// What another program has saved says what the content says.
#[test]
fn saved_by_another_program() {
    for file in ["things.xlsx", "things.ods", "things.xls"] {
        let site = site();
        let path = format!(
            "{}/tests/fixtures/spreadsheets/{file}",
            env!("CARGO_MANIFEST_DIR")
        );
        std::fs::copy(path, site.path(file)).expect("a file");
        import(&site, file, &[])
            .ended_with(0)
            .says("nothing to change");
    }
}

/// Cells that only have a format hold nothing.
#[test]
fn formats_without_values() {
    import_book(&site(), |book: &mut Workbook| {
        let sheet = book.add_worksheet();
        sheet.set_name("Things").unwrap();
        sheet.write(0, 0, "id").unwrap();
        sheet.write(0, 1, "count").unwrap();
        sheet.write(1, 0, "one").unwrap();
        let bold = Format::new().set_bold();
        sheet.write_blank(1, 1, &bold).unwrap();
        sheet.write_blank(40, 1, &bold).unwrap();
    })
    .ended_with(0)
    .says("nothing to change");
}
