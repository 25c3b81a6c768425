//! What people in an office do with a spreadsheet.

use rust_xlsxwriter::{Format, Workbook};

use super::{import, import_book, import_csv, site};

/// Marks behind a heading are no part of it.
#[test]
fn marks_behind_headings() {
    let site = site();
    import_csv(&site, "ID *,Count:,WEIGHT\none,5,2\n", &[]).ended_with(0);
    let one = site.read("content/things/one.yaml");
    assert!(
        one.contains("count: 5\n") && one.contains("weight: 2\n"),
        "{one}"
    );
    import_csv(&site, "id,Weight (in kg)\none,5\n", &[])
        .says("warning[M003]: B1")
        .says("did you mean `weight`?");
}

/// A cover before the table is not the table; a map says which sheet is.
#[test]
fn a_cover_sheet() {
    let cover = |book: &mut Workbook| {
        let sheet = book.add_worksheet().set_name("Cover").unwrap();
        sheet.write(0, 0, "Cluster").unwrap();
        let sheet = book.add_worksheet().set_name("Data").unwrap();
        for (row, cells) in (0..).zip([["id", "Count"], ["one", "5"]]) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).unwrap();
            }
        }
    };
    let site = site();
    import_book(&site, cover)
        .ended_with(0)
        .says("warning[M003]: the sheet `Cover` is not a table");
    assert!(site.read("content/things/one.yaml").contains("count: 5\n"));
    import(&site, "t.xlsx", &["--guess"])
        .ended_with(0)
        .says("sheet: Data\nheading_row: 1\n");
}

/// Columns that nobody sees are read, and that is said.
#[test]
fn hidden_columns() {
    import_book(&site(), |book| {
        let sheet = book.add_worksheet().set_name("Things").unwrap();
        for (column, cells) in (0..).zip([["id", "one"], ["count", "5"], ["x", ""]]) {
            for (row, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).unwrap();
            }
        }
        sheet.set_column_hidden(1).unwrap();
        sheet.set_column_hidden(2).unwrap();
    })
    .ended_with(0)
    .says("warning[M015]: Things!B1: columns are hidden, and are read like the others: 1");
}

/// A percentage is what people see, and not the hundredth of it that the cell holds.
#[test]
fn percentages() {
    for format in ["0%", "0.00%", "# ##0.0 %"] {
        import_book(&site(), |book| {
            let sheet = book.add_worksheet().set_name("Things").unwrap();
            sheet.write(0, 0, "id").unwrap();
            sheet.write(0, 1, "weight").unwrap();
            sheet.write(1, 0, "one").unwrap();
            let format = Format::new().set_num_format(format);
            sheet.write_with_format(1, 1, 0.07, &format).unwrap();
        })
        .ended_with(1)
        .says("error[M020]: Things!B2: `7 %` is a number with the unit `%`");
    }
    // A sign of per cent in quotes shows nothing of the number.
    import_book(&site(), |book| {
        let sheet = book.add_worksheet().set_name("Things").unwrap();
        sheet.write(0, 0, "id").unwrap();
        sheet.write(0, 1, "weight").unwrap();
        sheet.write(1, 0, "one").unwrap();
        let format = Format::new().set_num_format("0.00\" of 100%\"");
        sheet.write_with_format(1, 1, 0.07, &format).unwrap();
    })
    .ended_with(0)
    .says("+weight: 0.07");
}

/// Words of a list with another sign between them.
#[test]
fn other_signs_in_lists() {
    let terms = "terms:\n  polymers: {label: {en: Polymers, cs: Polymery}}\n";
    for cell in ["\"research, Polymery\"", "Research / polymers"] {
        let site = site().replaced("content/vocabularies/topics.yaml", "terms:\n", terms);
        import_csv(&site, &format!("id,topics\none,{cell}\n"), &[])
            .ended_with(1)
            .says("error[M021]: B2")
            .says("did you mean `research; polymers`?");
    }
}

/// A number of a register is written in groups; its check digit proves what is meant.
#[test]
fn spaces_within_an_identifier() {
    let site = site();
    import_csv(&site, "id,ico\none,270 74 358\n", &[])
        .ended_with(0)
        .says("note[M016]: B2: the spaces within `270 74 358` are removed");
    assert!(
        site.read("content/things/one.yaml")
            .contains("ico: \"27074358\"")
    );
}

/// A row that somebody has added below the others has a title and no id.
#[test]
fn a_row_without_an_id() {
    import_csv(&site(), "id,title [en]\none,One\n,Žlutá věc\n", &[])
        .ended_with(1)
        .says("error[M005]: A3")
        .says("for a new entry, write an id such as `zluta-vec`");
}

/// A heading that stands above the row of the others, with nothing below it, is one of
/// them; what groups the others is not.
#[test]
fn a_heading_over_two_rows() {
    let site = site();
    let table = "ID,Sizes,,Remarks\n,Weight,Count,\none,2,5,\n";
    import_csv(&site, table, &[])
        .ended_with(0)
        .says("warning[M019]: A1");
    let one = site.read("content/things/one.yaml");
    assert!(
        one.contains("count: 5\n") && one.contains("weight: 2\n"),
        "{one}"
    );
    import_csv(&site, "ID,Sizes,,Remarks\n,Weight,Count,\none,2,5,x\n", &[])
        .ended_with(1)
        .says("error[M027]: D3");
}

/// A first map is of the entries, whatever the files of lists beside them are called.
#[test]
fn a_first_map_beside_lists() {
    let site = site();
    site.put_exactly("t.parts.csv", "id,Code,Count,Weight\n");
    import_csv(&site, "id,Codes\none,007\n", &["--guess"])
        .ended_with(0)
        .says("heading_row: 1\ncolumns:\n  id: id\n  Codes: code  # ?\n");
}

/// A row of totals below the table is no entry, whatever the row of it is called by.
#[test]
fn rows_of_totals() {
    for word in ["Celkem", "Total:", "Summe", "Σ", "Mezisoučet", "RAZEM"] {
        let site = site();
        let text = format!("id,title [en],count\none,One,5\n{word},,5\n");
        import_csv(&site, &text, &[])
            .ended_with(0)
            .says("warning[M028]: A3")
            .says("a row of totals");
        let site = self::site();
        import_csv(&site, &format!("code,count\n007,5\n{word},5\n"), &[])
            .ended_with(0)
            .says("warning[M028]: A3");
        assert!(site.read("content/things/one.yaml").contains("count: 5\n"));
        let entries = std::fs::read_dir(site.path("content/things")).unwrap();
        assert_eq!(entries.count(), 2, "{word}");
    }
    // The word stands before the first number, wherever that is.
    import_csv(&site(), "id,title [en],count\none,One,5\n,Celkem,5\n", &[])
        .ended_with(0)
        .says("warning[M028]: B3");
    // Something that is called so is an entry, if it says more of itself or is one already.
    let site = self::site();
    import_csv(&site, "id,title [en],count\ntotal,Total Ltd,5\n", &[]).ended_with(0);
    assert!(site.read("content/things/total.yaml").contains("Total Ltd"));
    import_csv(&site, "id,count\ntotal,6\n", &[]).ended_with(0);
    assert!(site.read("content/things/total.yaml").contains("count: 6"));
}

/// A cell shows a name and opens an address, which is what the field holds.
#[test]
fn addresses_behind_cells() {
    let site = site().replaced(
        "content/schema/things.yaml",
        "  code: {",
        "  web: {type: url, label: Web}\n  mail: {type: email, label: Mail}\n  code: {",
    );
    import_book(&site, |book| {
        let sheet = book.add_worksheet().set_name("Things").unwrap();
        for (column, heading) in (0..).zip(["id", "web", "mail", "title [en]"]) {
            sheet.write(0, column, heading).unwrap();
        }
        sheet.write(1, 0, "one").unwrap();
        sheet
            .write_url_with_text(1, 1, "https://one.example/a?b=1", "Web of One")
            .unwrap();
        sheet
            .write_url_with_text(1, 2, "mailto:info@one.example?subject=x", "Write")
            .unwrap();
        sheet
            .write_url_with_text(1, 3, "https://one.example/", "Title")
            .unwrap();
        sheet.write(2, 0, "two").unwrap();
        sheet
            .write_formula(2, 1, "=HYPERLINK(\"https://two.example/\",\"Two\")")
            .unwrap();
    })
    .ended_with(0)
    .says("note[M029]: Things!B2: `Web of One` is a link");
    let one = site.read("content/things/one.yaml");
    assert!(one.contains("web: https://one.example/a?b=1\n"), "{one}");
    assert!(one.contains("mail: \"info@one.example\"\n"), "{one}");
    assert!(one.contains("en: Title,"), "{one}");
}

/// Rows of other numbers than sums, and what is written below a table.
#[test]
fn rows_that_are_no_entries() {
    for word in ["mean", "Max", "Medián", "Počet"] {
        let text = format!("id,title [en],count\none,One,5\n{word},,4.5\n");
        import_csv(&site(), &text, &[])
            .ended_with(0)
            .says("warning[M028]: A3")
            .says("a row of totals");
    }
    for remark in [
        "Zdroj: klastr",
        "* předběžné údaje",
        "Aktualizováno 5. 3. 2026",
    ] {
        let text = format!("id,title [en],count\none,One,5\n{remark},,\n");
        import_csv(&site(), &text, &[])
            .ended_with(0)
            .says("warning[M028]: A3")
            .says(remark);
    }
    // One word may be an id.
    import_csv(&site(), "id,title [en],count\nthree,,\n", &[]).ended_with(1);
}

/// A time without a day is no moment.
#[test]
fn times_without_a_day() {
    let site = site().replaced(
        "content/schema/things.yaml",
        "  code: {",
        "  at: {type: datetime, label: At}\n  code: {",
    );
    import_book(&site, |book| {
        let sheet = book.add_worksheet().set_name("Things").unwrap();
        for (column, heading) in (0..).zip(["id", "at"]) {
            sheet.write(0, column, heading).unwrap();
        }
        sheet.write(1, 0, "one").unwrap();
        let format = Format::new().set_num_format("h:mm");
        sheet
            .write_with_format(1, 1, 0.604_166_666_666_666_7, &format)
            .unwrap();
    })
    .ended_with(1)
    .says("error[M010]: Things!B2: `14:30` is a time without its day");
}

/// Bullets within a cell part its items, and are no part of them.
#[test]
fn bullets_in_cells() {
    let site = site().replaced(
        "content/schema/things.yaml",
        "  code: {",
        "  tags: {type: list, of: {type: string}, label: Tags}\n  code: {",
    );
    let text = "id,tags\none,\"• a\n• b\"\ntwo,\"- x y\n- z\"\n";
    import_csv(&site, text, &[])
        .ended_with(0)
        .says("+tags: [a, b]")
        .says("+tags: [x y, z]");
    import_csv(&site, "id,tags\none,- a; -5\n", &[]).says("+tags: [\"- a\", \"-5\"]");
    // The lines of a cell are looked through once, not for each of its items.
    let many = format!("id,tags\none,\"{}\"\n", "- a\n".repeat(40_000));
    import_csv(&site, &many, &["--dry-run"])
        .ended_with(0)
        .says("+tags:\n+  - a\n");
}

/// A cell of `.xls` that shows 7 % holds 0.07, and the file does not tell.
#[test]
fn percentages_of_old_files() {
    let put = |site: &crate::support::SiteTest| {
        let path = format!(
            "{}/tests/fixtures/spreadsheets/percentages.xls",
            env!("CARGO_MANIFEST_DIR")
        );
        std::fs::copy(path, site.path("t.xls")).expect("a file");
    };
    let site = site();
    put(&site);
    import(&site, "t.xls", &["--dry-run"])
        .ended_with(0)
        .says("warning[M020]: Things!B2: the numbers of this column are at most 1, as 0.07 is")
        .says("save the file as .xlsx");
    let weight = "weight: {type: decimal,";
    let share = "weight: {type: quantity, unit: \"%\",";
    let site = self::site()
        .replaced("content/schema/things.yaml", weight, share)
        .replaced(
            "content/things/one.yaml",
            "weight: \"1.50\"",
            "weight: 1.50 %",
        );
    put(&site);
    import(&site, "t.xls", &["--dry-run"])
        .ended_with(1)
        .says("error[M020]: Things!B2: `.xls` does not say whether 0.07 is shown as a percentage");
}

/// Text in another encoding than those that are read is not taken for one of them.
#[test]
fn other_encodings() {
    let cp852: &[u8] = b"id,title [cs]\none,P\xfd\xa1bram a \xa7lu\x9cou\x9fk\xec\n";
    let mac: &[u8] = b"id,title [cs]\none,Kr\x87lov\x8e M\x9esto, \xeblu\n";
    let dos: &[u8] = b"id,title [cs]\none,M\x81nchen\n";
    for bytes in [cp852, mac, dos] {
        let site = site().bytes("t.csv", bytes);
        import(&site, "t.csv", &[])
            .ended_with(1)
            .says("error[M001]")
            .says("an encoding other than UTF-8 and Windows-1250")
            .says("CSV UTF-8");
    }
}

/// Programs save pages of the Web and XML as `.xls`.
#[test]
fn pages_as_spreadsheets() {
    for text in [
        "<html><body><table><tr><td>id</td></tr></table></body></html>",
        "\u{feff}\n<TABLE><tr><td>id</td></tr></TABLE>",
        "<?xml version=\"1.0\"?>\n<Workbook/>",
    ] {
        let site = site();
        site.put_exactly("t.xls", text);
        import(&site, "t.xls", &[])
            .ended_with(1)
            .says("error[M001]")
            .says("it is a page of the Web or XML")
            .says("save it as .xlsx");
    }
}

/// Digits that a spreadsheet has dropped are gone.
#[test]
fn shortened_numbers() {
    for text in [
        "id,ico\none,2.52E+07\n",
        "id,code\none,\"8,59E+12\"\n",
        "id,count\none,2.52E+07\n",
    ] {
        import_csv(&site(), text, &[])
            .ended_with(1)
            .says("error[M007]: B2")
            .says("its digits are lost");
    }
}

/// Comments, and addresses that no field takes, are counted and named.
#[test]
fn what_hangs_on_cells() {
    let run = import_book(&site(), |book| {
        let sheet = book.add_worksheet().set_name("Things").unwrap();
        for (column, heading) in (0..).zip(["id", "title [en]", "note"]) {
            sheet.write(0, column, heading).unwrap();
        }
        sheet.write(1, 0, "one").unwrap();
        let title = ("https://one.example/", "Title");
        sheet.write_url_with_text(1, 1, title.0, title.1).unwrap();
        sheet.write_url(1, 2, "https://two.example").unwrap();
        for cell in [(1, 1), (0, 2)] {
            let note = rust_xlsxwriter::Note::new("Ask Jana");
            sheet.insert_note(cell.0, cell.1, &note).unwrap();
        }
    });
    run.ended_with(0)
        .says("note[M030]: comments of cells are left out: 2 (Things!C1, Things!B2)")
        .says("left out")
        .says("note[M031]: the text of cells is taken without the address that it opens: 1 (Things!B2)")
        .says("`https://one.example/`");
}

/// Signs that nobody sees are taken out of a cell, of its heading and of its id; an entry
/// that has them keeps them while its cell says the same.
#[test]
fn signs_that_nobody_sees() {
    let site = site();
    let text = "id\u{200b},Title [en]\u{feff},count,code\none\u{200b},Spi\u{ad}n\u{200b}ner,5\u{2060},007\n";
    import_csv(&site, text, &[])
        .ended_with(0)
        .says("note[M016]: B2: signs that nobody sees are removed");
    let one = site.read("content/things/one.yaml");
    assert!(
        one.contains("en: Spinner,") && one.contains("count: 5\n"),
        "{one}"
    );
    let site = self::site().replaced("content/things/two.yaml", "Two", "Tw\u{ad}o");
    site.run(&["export", "things", "--to", "t.csv"])
        .ended_with(0);
    import(&site, "t.csv", &[])
        .ended_with(0)
        .says("nothing to change");
}

/// A new entry is called by its title in any language, and days in words are read.
#[test]
fn new_rows_of_an_office() {
    let site = site();
    let text = "code,title [cs],since\nC,Žlutá věc,7. května 2023\nD,Lis,květen 2023\n";
    import_csv(&site, text, &[])
        .ended_with(0)
        .says("note[M011]: C2: the date `7. května 2023` is read as 2023-05-07");
    let new = site.read("content/things/zluta-vec.yaml");
    assert!(new.contains("since: 2023-05-07\n"), "{new}");
    assert!(
        site.read("content/things/lis.yaml")
            .contains("since: 2023-05\n")
    );
    let site = self::site().replaced(
        "content/schema/things.yaml",
        "  code: {",
        "  made_in: {type: country, label: Made in}\n  code: {",
    );
    import_csv(&site, "id,made_in\none,Česká republika\n", &[])
        .ended_with(0)
        .says("+made_in: CZ");
    import_csv(&self::site(), "id,open\none,☑\ntwo,☐\n", &[])
        .ended_with(0)
        .says("+open: true")
        .says("+open: false");
}
