//! The traps of office files: each is a finding with its cell.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{Format, Formula, Workbook};

use super::{import, import_book, import_csv, site};

/// A workbook with headings, and a row of the entry `one`.
fn with_cell(
    heading: &str,
    put: impl FnOnce(&mut rust_xlsxwriter::Worksheet),
) -> crate::support::Run {
    import_book(&site(), |book: &mut Workbook| {
        let sheet = book.add_worksheet();
        sheet.set_name("Things").unwrap();
        sheet.write(0, 0, "id").unwrap();
        sheet.write(0, 1, heading).unwrap();
        sheet.write(1, 0, "one").unwrap();
        put(sheet);
    })
}

#[test]
fn lost_zeros() {
    let site = site();
    import_csv(&site, "id,ico\none,216275\n", &[])
        .ended_with(0)
        .says("warning[M007]: B2: `216275` has lost its leading zeros; read as 00216275");
    assert!(
        site.read("content/things/one.yaml")
            .contains("ico: \"00216275\"")
    );
    with_cell("ico", |sheet| {
        sheet.write(1, 1, 216_275).unwrap();
    })
    .ended_with(0)
    .says("Things!B2");
}

#[test]
fn numbers_as_people_write_them() {
    let site = site();
    let cells = [
        (
            "\"2,5\"",
            0,
            "note[M008]: B2: `2,5` has a decimal comma; read as 2.5",
        ),
        ("1 234", 0, "note[M009]: B2"),
        ("\"1 234,5\"", 0, "read as 1234.5"),
        (
            "\"1,500\"",
            1,
            "error[M009]: B2: `1,500` can be read as two numbers",
        ),
        (
            "12 kg",
            1,
            "error[M020]: B2: `12 kg` is a number with the unit `kg`",
        ),
        ("5–10", 1, "error[M020]: B2: `5–10` is a range"),
        ("5-10", 1, "error[M020]: B2: `5-10` is a range"),
        ("-5 – -2", 1, "is a range, and this column takes one number"),
    ];
    for (cell, status, said) in cells {
        let table = format!("id,weight\none,{cell}\n");
        import_csv(&site, &table, &["--dry-run"])
            .ended_with(status)
            .says(said);
    }
}

#[test]
fn dates() {
    let site = site();
    let cells = [
        (
            "5. 3. 2027",
            0,
            "note[M011]: B2: the date `5. 3. 2027` is read as 2027-03-05",
        ),
        ("25/3/2026", 0, "read as 2026-03-25"),
        ("5/3/2026", 1, "error[M011]: B2"),
        ("never", 1, "error[D001]"),
    ];
    for (cell, status, said) in cells {
        let table = format!("id,since\ntwo,{cell}\n");
        import_csv(&site, &table, &["--dry-run"])
            .ended_with(status)
            .says(said);
    }
    with_cell("since", |sheet| {
        sheet.write(1, 1, 46086).unwrap();
    })
    .ended_with(1)
    .says("error[M010]: Things!B2")
    .says("counted from 1900 it is 2026-03-05, counted from 1904 2030-03-06");
    let format = Format::new().set_num_format("d.m.yyyy");
    with_cell("since", |sheet| {
        sheet.write_with_format(1, 1, 46086, &format).unwrap();
    })
    .ended_with(0)
    .says("+since: 2026-03-05");
    with_cell("size", |sheet| {
        sheet.write_with_format(1, 1, 46266, &format).unwrap();
    })
    .ended_with(1)
    .says("error[M011]: Things!B2");
}

#[test]
fn formulas_and_errors() {
    with_cell("weight", |sheet| {
        sheet
            .write(1, 1, Formula::new("=1/0").set_result("#N/A"))
            .unwrap();
    })
    .ended_with(1)
    .says("error[M013]: Things!B2: `#N/A`");
    with_cell("weight", |sheet| {
        sheet
            .write(1, 1, Formula::new("=1+1").set_result("2"))
            .unwrap();
    })
    .ended_with(0)
    .says("+weight: 2");
}

/// A program that only writes files, and never computes, leaves formulas without what
/// they give.
#[test]
fn formulas_without_a_result() {
    let site = site();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Things").unwrap();
    for (row, cells) in [["id", "weight"], ["one", ""]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row.try_into().unwrap(), column.try_into().unwrap());
            sheet.write(row, column, *cell).unwrap();
        }
    }
    sheet.write(1, 1, Formula::new("=1+1")).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut without = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let options = zip::write::SimpleFileOptions::default();
        without.start_file(&*name, options).unwrap();
        let given = "<f>1+1</f><v>0</v>";
        assert_eq!(text.contains(given), name.ends_with("sheet1.xml"));
        let text = text.replace(given, "<f>1+1</f>");
        without.write_all(text.as_bytes()).unwrap();
    }
    let bytes = without.finish().unwrap().into_inner();
    std::fs::write(site.path("t.xlsx"), bytes).unwrap();
    import(&site, "t.xlsx", &[])
        .ended_with(1)
        .says("error[M012]: Things!B2");
}

#[test]
fn merged_and_hidden() {
    with_cell("weight", |sheet| {
        sheet.merge_range(1, 1, 2, 1, "5", &Format::new()).unwrap();
    })
    .ended_with(1)
    .says("error[M014]: Things!B2: the cells up to Things!B3 are merged");
    with_cell("weight", |sheet| {
        sheet.write(1, 1, 5).unwrap();
        sheet.set_row_hidden(1).unwrap();
    })
    .ended_with(0)
    .says("warning[M015]: Things!A2");
    import_book(&site(), |book| {
        let sheet = book.add_worksheet().set_name("Things").unwrap();
        sheet.write(0, 0, "id").unwrap();
        let sheet = book.add_worksheet().set_name("Old").unwrap();
        sheet.write(0, 0, "id").unwrap();
        sheet.set_hidden(true);
        book.add_worksheet()
            .set_name("Other")
            .unwrap()
            .write(0, 0, "x")
            .unwrap();
    })
    .ended_with(0)
    .says("warning[M015]: the sheet `Old` is hidden")
    .says("warning[M003]: the sheet `Other` is not a table");
}

#[test]
fn spaces() {
    let site = site();
    import_csv(&site, "id,size\none,\u{a0}1-9 \n", &[])
        .ended_with(0)
        .says("note[M016]: B2");
    assert!(site.read("content/things/one.yaml").contains("size: 1-9\n"));
}

#[test]
fn encodings_and_separators() {
    let texts: [(&[u8], &str); 5] = [
        (b"id;title [cs]\none;P\xf8\xedtel\n", "warning[M017]: `t.csv` is not in UTF-8"),
        (b"\xef\xbb\xbfid;title [cs]\none;P\xc5\x99\xc3\xadtel\n", "note[M018]"),
        (b"id\ttitle [cs]\none\tP\xc5\x99\xc3\xadtel\n", "separated by `⇥`"),
        (b"sep=;\r\nid;title [cs]\r\none;P\xc5\x99\xc3\xadtel\r\n", "note[M018]"),
        (b"\xff\xfei\0d\0;\0t\0i\0t\0l\0e\0 \0[\0c\0s\0]\0\n\0o\0n\0e\0;\0P\0\x59\x01\xed\0t\0e\0l\0\n\0", "note[M018]"),
    ];
    for (bytes, said) in texts {
        let site = site().bytes("t.csv", bytes);
        import(&site, "t.csv", &[]).ended_with(0).says(said);
        let one = site.read("content/things/one.yaml");
        assert!(one.contains("cs: Přítel"), "{said}: {one}");
    }
}

#[test]
fn headings() {
    let site = site();
    import_csv(&site, "Věci,2026\nid,weigth\none,5\n", &[])
        .ended_with(0)
        .says("warning[M019]: A1: there are two rows of headings; row 2 is used")
        .says("warning[M003]: B2: the column `weigth`")
        .says("did you mean `weight`?");
    import_csv(&site, "id,weight,Hmotnost\none,5,5\n", &[])
        .ended_with(1)
        .says("error[M004]: C1");
    import_csv(&site, "a,b\n1,2\n", &[])
        .ended_with(1)
        .says("error[M002]");
    import_csv(&site, "weight\n5\n", &[])
        .ended_with(1)
        .says("add one of these columns: id, code");
    import_csv(&site, "id,title\none,Three\n", &[])
        .ended_with(1)
        .says("`title [cs]`");
}

#[test]
fn words_and_keys() {
    let site = site();
    import_csv(&site, "id,open\none,ja\n", &["--dry-run"])
        .ended_with(0)
        .says("+open: true");
    import_csv(&site, "id,size\none,10-48\n", &[])
        .ended_with(1)
        .says("error[M021]: B2: `10-48`")
        .says("did you mean `10-49`?");
    import_csv(&site, "id,count\none,1\none,2\n", &[])
        .ended_with(1)
        .says("error[M006]: A3: the entry `one` is there twice, in A2 too");
    import_csv(&site, "id,count\n,1\n", &[])
        .ended_with(1)
        .says("error[M005]: A2");
    import_csv(&site, "id,count\nNový,1\n", &[])
        .ended_with(1)
        .says("did you mean `novy`?");
    import_csv(&site, "code,count\nnew,1\n", &[])
        .ended_with(1)
        .says("error[M024]: A2");
}

/// Whatever is broken in a file, it is a finding.
#[test]
fn broken_files() {
    let site = site();
    site.run(&["export", "things", "--to", "t.xlsx"])
        .ended_with(0);
    let whole = std::fs::read(site.path("t.xlsx")).unwrap();
    let mut chance = crate::mutations::chance::Chance::new(7);
    for _ in 0..40 {
        let mut bytes = whole.clone();
        for _ in 0..=chance.below(8) {
            let at = chance.below(bytes.len());
            bytes[at] = chance.below(256) as u8;
        }
        if chance.below(3) == 0 {
            bytes.truncate(chance.below(bytes.len()));
        }
        std::fs::write(site.path("t.xlsx"), &bytes).unwrap();
        let run = import(&site, "t.xlsx", &["--dry-run"]);
        assert!(
            matches!(run.status, 0 | 1) && !run.stderr.contains("panicked"),
            "{}",
            run.said()
        );
    }
    for bytes in [
        &b""[..],
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n\0",
    ] {
        std::fs::write(site.path("t.xlsx"), bytes).unwrap();
        import(&site, "t.xlsx", &[]).ended_with(1).says("error[M00");
    }
}

/// A few kilobytes that unpack to more than the limit are refused.
#[test]
fn too_large() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..300 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let site = site().bytes("t.xlsx", &bytes);
    import(&site, "t.xlsx", &[])
        .ended_with(1)
        .says("the file is too large");
}

/// A workbook that says that its cells share more texts than it has bytes: the reader would
/// make room for all of them, and end the program.
#[test]
fn shared_texts_that_are_not_there() {
    let site = site();
    site.run(&["export", "things", "--to", "t.xlsx"])
        .ended_with(0);
    let whole = std::fs::read(site.path("t.xlsx")).unwrap();
    let mut from = zip::ZipArchive::new(Cursor::new(&whole)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..from.len() {
        let mut file = from.by_index(number).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        if name.ends_with("sharedStrings.xml") {
            let own = String::from_utf8(text).unwrap();
            let (before, after) = own.split_once("uniqueCount=\"").unwrap();
            let (_, after) = after.split_once('"').unwrap();
            text = format!("{before}uniqueCount=\"400000000000\"{after}").into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&text).unwrap();
    }
    let bytes = to.finish().unwrap().into_inner();
    std::fs::write(site.path("t.xlsx"), bytes).unwrap();
    import(&site, "t.xlsx", &["--dry-run"])
        .ended_with(1)
        .says("the file is too large");
}
