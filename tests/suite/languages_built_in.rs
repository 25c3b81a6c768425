//! Everything built in exists in English, Czech, German, Slovak and Polish: every label in the
//! embedded files, and the texts of both themes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_yaml::Value;

use crate::support::{PACKAGE, SiteTest, expect_none};

const LANGUAGES: [&str; 5] = ["en", "cs", "de", "sk", "pl"];

/// The built-in files in a folder with an extension, by their path.
fn files(below: &str, ending: &str) -> BTreeMap<String, String> {
    let root = Path::new(PACKAGE).join(below);
    let all = walkdir::WalkDir::new(&root).into_iter();
    all.map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .map(|path| {
            let name = path.strip_prefix(PACKAGE).expect("below").to_string_lossy();
            (
                name.into_owned(),
                std::fs::read_to_string(&path).expect("text"),
            )
        })
        .collect()
}

fn is_language(key: &Value) -> bool {
    key.as_str().is_some_and(|key| LANGUAGES.contains(&key))
}

/// The localised groups inside a value, each with its key path.
fn groups<'v>(path: &str, value: &'v Value, see: &mut dyn FnMut(&str, &'v serde_yaml::Mapping)) {
    match value {
        Value::Mapping(mapping) if mapping.keys().any(is_language) => see(path, mapping),
        Value::Mapping(mapping) => {
            for (key, value) in mapping {
                groups(
                    &format!("{path}.{}", key.as_str().unwrap_or("?")),
                    value,
                    see,
                );
            }
        }
        Value::Sequence(items) => {
            for item in items {
                groups(path, item, see);
            }
        }
        _ => {}
    }
}

/// Every localised value in the embedded files has all five languages; the folders of messages
/// and of the pages of codes have one file or one key per language instead.
#[test]
fn every_built_in_label_is_in_every_language() {
    let mut faults = Vec::new();
    let mut seen = 0;
    for (path, text) in files("src", ".yaml") {
        let others = ["src/messages/", "src/diagnostic/"];
        if others.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let value: Value = serde_yaml::from_str(&text).expect(&path);
        groups(&path, &value, &mut |place, group| {
            seen += 1;
            for lang in LANGUAGES {
                match group.get(lang) {
                    None | Some(Value::Null) => faults.push(format!("{place}: no {lang}")),
                    Some(Value::String(text)) if text.trim() != text => {
                        faults.push(format!("{place}: blanks in {lang}"));
                    }
                    Some(_) => {}
                }
            }
        });
    }
    assert!(seen > 300, "{seen} labels");
    expect_none("labels", &faults);
}

/// The forms of a text, by plural category.
fn forms(value: &Value) -> BTreeMap<&str, &str> {
    match value {
        Value::Mapping(forms) => forms
            .iter()
            .filter_map(|(category, form)| Some((category.as_str()?, form.as_str()?)))
            .collect(),
        value => BTreeMap::from([("", value.as_str().unwrap_or_default())]),
    }
}

fn names(value: &Value) -> BTreeSet<String> {
    let forms = forms(value);
    let parts = forms.values().flat_map(|form| form.split('{').skip(1));
    parts
        .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
        .collect()
}

/// Texts in which languages are free to use the singular or the plural of the noun.
const FREE: [&str; 1] = ["script_explore_counted"];

/// Both themes have the same texts in every language, with the same placeholders, and the
/// plural forms that CLDR defines for the language.
#[test]
fn themes_have_every_text_in_every_language() {
    let categories: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("en", &["one", "other"][..]),
        ("de", &["one", "other"]),
        ("cs", &["one", "few", "other"]),
        ("sk", &["one", "few", "many", "other"]),
        ("pl", &["one", "few", "many", "other"]),
    ]);
    let mut faults = Vec::new();
    for theme in ["cluster", "plain"] {
        let texts = files(&format!("themes/{theme}/texts"), ".yaml");
        let read = |lang: &str| -> serde_yaml::Mapping {
            let path = format!("themes/{theme}/texts/{lang}.yaml");
            serde_yaml::from_str(&texts[&path]).expect(&path)
        };
        let english = read("en");
        for lang in LANGUAGES {
            let own = read(lang);
            let keys = |texts: &serde_yaml::Mapping| -> BTreeSet<String> {
                let keys = texts.keys().filter_map(Value::as_str);
                keys.map(str::to_owned).collect()
            };
            for key in keys(&english).symmetric_difference(&keys(&own)) {
                faults.push(format!("{theme}, {lang}: `{key}` is in one of two"));
            }
            for (key, text) in &english {
                let Some(translated) = own.get(key) else {
                    continue;
                };
                let place = format!("{theme}, {lang}, {}", key.as_str().unwrap_or("?"));
                // A singular form may omit the number, and so may a text for all numbers.
                let is_free = key.as_str().is_some_and(|key| FREE.contains(&key));
                if names(text) != names(translated) && !is_free {
                    faults.push(format!("{place}: other names"));
                }
                if translated.is_mapping() != text.is_mapping() {
                    faults.push(format!("{place}: plural forms in one of two"));
                }
                let forms = forms(translated);
                let lacking = categories[lang]
                    .iter()
                    .filter(|category| translated.is_mapping() && !forms.contains_key(**category));
                faults.extend(lacking.map(|category| format!("{place}: no `{category}`")));
            }
        }
    }
    expect_none("texts", &faults);
}

/// A site in five languages has addresses, labels, plurals and dates in each, and no warning
/// about built-in texts.
#[test]
fn a_site_in_five_languages() {
    for theme in ["cluster", "plain"] {
        let five = |text: &str| {
            let each = LANGUAGES.map(|lang| format!("{lang}: {text}"));
            format!("{{{}}}", each.join(", "))
        };
        let site = SiteTest::minimal()
            .theme(theme)
            .replaced(
                "content/site.yaml",
                "languages: [en, cs]",
                "languages: [en, cs, de, sk, pl]",
            )
            .file(
                "content/members/spinworks.yaml",
                &format!(
                    "name: Spinworks\nkind: company\nsummary: {}\njoined: 2027-03-05\naddress: {{locality: Wien, country: AT}}\n",
                    five("Spins.")
                ),
            );
        let run = site.build().ended_with(0);
        for code in ["T007", "T009", "T011", "L009"] {
            assert!(!run.said().contains(code), "{}", run.said());
        }
        for (path, wanted) in [
            (
                "de/mitglieder",
                ["5. März 2027", "Österreich", "Mitglied seit"],
            ),
            ("sk/clenovia", ["5. marca 2027", "Rakúsko", "Členom od"]),
            ("pl/czlonkowie", ["5 marca 2027", "Austria", "Członek od"]),
        ] {
            let page = site
                .output()
                .text(&format!("web/{path}/spinworks/index.html"));
            let page = page.replace('\u{a0}', " ").replace("&nbsp;", " ");
            for text in wanted {
                assert!(page.contains(text), "{theme}, {path}: {text}\n{page}");
            }
        }
    }
}
