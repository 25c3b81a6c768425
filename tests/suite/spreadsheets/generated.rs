//! Five hundred entries of a collection with every type of field, filled by chance.

use crate::mutations::chance::Chance;
use crate::support::SiteTest;

const SCHEMA: &str = "
collection: things
label: {en: Things, cs: Věci}
route: {en: things, cs: veci}
display: {title: title}
fields:
  title: {type: string, localized: true, label: {en: Title, cs: Název}}
  body: {type: text, localized: true, label: {en: Text, cs: Text}}
  code: {type: string, label: {en: Code, cs: Kód}}
  slugged: {type: slug}
  web: {type: url}
  mail: {type: email}
  phone: {type: phone}
  tint: {type: color}
  yes: {type: bool}
  int: {type: int}
  decimal: {type: decimal}
  date: {type: date}
  moment: {type: datetime}
  year: {type: year}
  word: {type: enum, values: [\"0\", 1-9, \"true\", other]}
  topic: {type: term, vocabulary: topics}
  pic: {type: image}
  place: {type: geo}
  land: {type: country}
  tongue: {type: language}
  amount: {type: quantity}
  rows: {type: measurements}
  words: {type: list, of: {type: string}}
  said: {type: list, localized: true, of: {type: string}}
  free: {type: map, of: {type: string}}
  group:
    type: object
    fields:
      a: {type: string, localized: true}
      b: {type: decimal}
      c: {type: list, of: {type: int}}
  items:
    type: list
    of:
      type: object
      fields:
        a: {type: string}
        b: {type: string, localized: true}
        c: {type: list, of: {type: string}}
";

const TEXTS: &[&str] = &[
    "plain",
    "007",
    "1e5",
    "true",
    "null",
    "~",
    "1.50",
    "+420 123 456 789",
    "=SUM(A1)",
    "@home",
    "'quoted",
    "-x",
    "5. 3. 2026",
    "2026-03-05",
    "two\nlines",
    "three\n\nlines\n",
    " around ",
    "\u{a0}hard\u{a0}",
    "a; b",
    "\"q\"",
    "a, b",
    "Žluťoučký kůň",
    "#N/A",
    "#comment",
    "_x000D_",
    "_x0041_",
    "_x_x0041_",
    "_x005F_x0041_",
    "key: value",
    "- dash",
    "tab\there",
    "😀",
    "",
    "unknown",
    "x",
    "100 %",
    "e1",
    ".5",
    "&a",
    "*b",
    "[c]",
    "{d}",
    "TRUE",
    "1,5",
    "|",
    ">-",
];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-3",
    "1.50",
    "0.10",
    "12345678901234567890",
    "1e3",
    "007",
    "2.5",
    "-0.0",
];

fn quoted(text: &str) -> String {
    // JSON is YAML.
    serde_json::to_string(text).unwrap()
}

fn text(chance: &mut Chance) -> String {
    quoted(chance.of(TEXTS).unwrap())
}

fn number(chance: &mut Chance) -> String {
    let number = chance.of(NUMBERS).unwrap();
    if chance.below(2) == 0 {
        quoted(number)
    } else {
        (*number).to_owned()
    }
}

fn localized(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => text(chance),
        1 => format!("{{en: {}}}", text(chance)),
        2 => format!("{{cs: {}}}", text(chance)),
        _ => format!("{{en: {}, cs: {}}}", text(chance), text(chance)),
    }
}

fn list(chance: &mut Chance, item: fn(&mut Chance) -> String) -> String {
    let items: Vec<String> = (0..chance.below(4)).map(|_| item(chance)).collect();
    format!("[{}]", items.join(", "))
}

fn entry(chance: &mut Chance) -> String {
    let pick = |chance: &mut Chance, all: &[&str]| (*chance.of(all).unwrap()).to_owned();
    let mut fields = vec![
        ("title", localized(chance)),
        ("body", localized(chance)),
        ("code", text(chance)),
        ("slugged", pick(chance, &["a-b", "\"007\"", "true"])),
        (
            "web",
            pick(chance, &["https://a.example/?b=c&d=e", "http://x.example"]),
        ),
        ("mail", "a@b.example".to_owned()),
        (
            "phone",
            pick(chance, &["+420 123 456 789", "\"00123456\"", "123456789"]),
        ),
        ("tint", quoted("#a1b2c3")),
        ("yes", pick(chance, &["true", "false", "True", "\"true\""])),
        ("int", number(chance)),
        ("decimal", number(chance)),
        (
            "date",
            pick(
                chance,
                &[
                    "2026",
                    "2026-03",
                    "2026-03-05",
                    "1899-12-31",
                    "\"2026-01-01\"",
                ],
            ),
        ),
        (
            "moment",
            pick(
                chance,
                &[
                    "2026-03-05T09:30",
                    "2026-03-05 09:30:10",
                    "2026-03-05T09:30+01:00",
                ],
            ),
        ),
        ("year", pick(chance, &["2026", "\"1999\""])),
        ("word", pick(chance, &["\"0\"", "1-9", "\"true\"", "other"])),
        (
            "pic",
            pick(
                chance,
                &[
                    "assets/a.svg",
                    "{file: assets/a.svg, alt: {en: x, cs: \"y; z\"}}",
                ],
            ),
        ),
        (
            "place",
            pick(
                chance,
                &["{lat: 50.10, lon: \"14.50\"}", "{lat: 1, lon: -2}"],
            ),
        ),
        ("land", pick(chance, &["CZ", "\"NO\""])),
        ("tongue", "cs".to_owned()),
        (
            "amount",
            pick(chance, &["150 ± 20 nm", "\"1.50\"", "< 5 µm", "1e3 Pa"]),
        ),
        (
            "rows",
            format!(
                "[{{property: fibre_diameter, value: {}, unit: nm, conditions: {{note: {}, temperature: \"20 Cel\"}}}}]",
                number(chance),
                localized(chance),
            ),
        ),
        ("words", list(chance, text)),
        (
            "said",
            format!("{{en: {}, cs: {}}}", list(chance, text), list(chance, text)),
        ),
        (
            "free",
            format!("{{a: {}, b-c: {}}}", text(chance), text(chance)),
        ),
        (
            "group",
            format!(
                "{{a: {}, b: {}, c: {}}}",
                localized(chance),
                number(chance),
                list(chance, number)
            ),
        ),
        (
            "items",
            format!(
                "[{{a: {}, b: {}, c: {}}}, {{}}]",
                text(chance),
                localized(chance),
                list(chance, text)
            ),
        ),
    ];
    fields.retain(|_| chance.below(3) > 0);
    let lines = fields
        .iter()
        .map(|(key, value)| format!("{key}: {value}\n"));
    lines.collect()
}

/// Export and import change nothing, in whatever form and language.
#[test]
fn nothing_changes() {
    let mut chance = Chance::new(18);
    let mut site = SiteTest::minimal().file("content/schema/things.yaml", SCHEMA);
    for number in 0..500 {
        site = site.file(
            &format!("content/things/t{number}.yaml"),
            &entry(&mut chance),
        );
    }
    for (lang, file) in [
        ("en", "t.xlsx"),
        ("cs", "t.xlsx"),
        ("en", "t.csv"),
        ("cs", "t.csv"),
    ] {
        site.run(&[
            "export",
            "things",
            "--to",
            file,
            "--overwrite",
            "--lang",
            lang,
        ])
        .ended_with(0);
        let run = super::import(&site, file, &["--dry-run"]);
        let said: String = run.said().chars().take(4000).collect();
        assert!(
            run.status == 0 && run.stdout.contains("nothing to change"),
            "{lang} {file}: {said}"
        );
    }
}
