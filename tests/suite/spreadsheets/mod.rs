//! `spunweb export` and `spunweb import`: entries as spreadsheets, and back.

mod bad_rows;
mod changes;
mod foreign;
mod generated;
mod lists;
mod lost;
mod office;
mod round_trip;
mod text_files;
mod traps;
mod unreadable;
mod wide;

use rust_xlsxwriter::Workbook;

use crate::support::{Run, SiteTest};

/// A site with a collection that the program does not know.
pub(crate) fn site() -> SiteTest {
    SiteTest::minimal()
        .file(
            "content/schema/things.yaml",
            "
            collection: things
            label: {en: Things, cs: Věci}
            singular: {en: thing, cs: věc}
            route: {en: things, cs: veci}
            display: {title: title}
            fields:
              code: {type: string, unique: true, label: {en: Code, cs: Kód}}
              title: {type: string, localized: true, required: true, label: {en: Title, cs: Název}}
              ico: {type: string, checksum: ico, label: {en: Number, cs: IČO}}
              weight: {type: decimal, label: {en: Weight, cs: Hmotnost}}
              count: {type: int, label: {en: Count, cs: Počet}}
              since: {type: date, label: {en: Since, cs: Od}}
              size: {type: enum, values: [1-9, 10-49], label: {en: Size, cs: Velikost}}
              open: {type: bool, label: {en: Open, cs: Otevřeno}}
              topics: {type: list, of: {type: term, vocabulary: topics}, label: {en: Topics, cs: Témata}}
              note: {type: text, private: true, label: {en: Note, cs: Poznámka}}
              parts:
                type: list
                label: {en: Parts, cs: Díly}
                of:
                  type: object
                  fields:
                    name: {type: string, required: true, label: {en: Name, cs: Jméno}}
                    price: {type: decimal, label: {en: Price, cs: Cena}}
            ",
        )
        .file(
            "content/things/one.yaml",
            "# The first.\ncode: \"007\"\ntitle: {en: One, cs: Jedna}  # both\nweight: \"1.50\"\n\n# Parts.\nparts:\n  - {name: Wheel, price: 2}  # round\n  - name: Axle\n    price: 3\n",
        )
        .file(
            "content/things/two.yaml",
            "code: B\ntitle: Two\nsince: 2026-03-05\nopen: true\ntopics: []\n",
        )
}

/// Imports a CSV file, as of the day of the tests.
pub(crate) fn import_csv(site: &SiteTest, text: &str, further: &[&str]) -> Run {
    site.put_exactly("t.csv", text);
    import(site, "t.csv", further)
}

/// Imports a file.
pub(crate) fn import(site: &SiteTest, file: &str, further: &[&str]) -> Run {
    let mut arguments = vec!["import", "things", file, "--as-of", "2026-06-01"];
    arguments.extend(further);
    site.run(&arguments)
}

/// Imports a workbook.
pub(crate) fn import_book(site: &SiteTest, fill: impl FnOnce(&mut Workbook)) -> Run {
    let mut book = Workbook::new();
    fill(&mut book);
    let bytes = book.save_to_buffer().expect("a workbook");
    std::fs::write(site.path("t.xlsx"), bytes).expect("a file");
    import(site, "t.xlsx", &[])
}
