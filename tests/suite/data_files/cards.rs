//! Cards of an address book, read back by `calcard`: every value is the one of the YAML,
//! and nobody is named.

use calcard::vcard::{VCard, VCardEntry, VCardValue};

use super::unfolded;
use crate::support::SiteTest;

fn read(site: &SiteTest, path: &str) -> Vec<(String, String)> {
    let text = site.output().text(path);
    assert!(text.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n"));
    unfolded(&text);
    let card = VCard::parse(&text).expect("a card");
    let line = |entry: &VCardEntry| {
        let name = entry.name.as_str().to_owned();
        let group = entry.group.as_ref();
        let name = group.map_or(name.clone(), |group| format!("{group}.{name}"));
        let values: Vec<String> = entry.values.iter().map(value).collect();
        (name, values.join(";"))
    };
    card.entries.iter().map(line).collect()
}

fn value(value: &VCardValue) -> String {
    match value {
        VCardValue::Component(parts) => parts.join("|"),
        VCardValue::PartialDateTime(time) => {
            let part = |part: Option<u8>| part.expect("a part");
            format!(
                "{}-{}-{}",
                time.year.expect("a year"),
                part(time.month),
                part(time.day)
            )
        }
        other => other.as_text().expect("a text").to_owned(),
    }
}

fn of<'a>(card: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    let all = card.iter().filter(|(of, _)| of == name);
    all.map(|(_, value)| &**value).collect()
}

/// A member with everything that stands on a card.
#[test]
fn every_value_is_the_one_of_the_yaml() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    let site = SiteTest::minimal().file("content/assets/logo.svg", svg).file(
        "content/members/nano.yaml",
        "
        name: {en: 'Nano, One; Two', cs: 'Nano, jedna; dvě \u{1f9f5}'}
        legal_name: 'Nano, s.r.o.'
        kind: company
        summary: {en: Spins., cs: 'Příliš žluťoučký kůň úpěl ďábelské ódy, a to opakovaně; příliš žluťoučký kůň úpěl ďábelské ódy.'}
        logo: {file: assets/logo.svg, alt: {en: Nano, cs: Nano}}
        address: {street: 'Ulice 1, vchod B', postal_code: 561 81, locality: Česká Třebová, country: CZ}
        location: {lat: 49.9018, lon: 16.4472}
        website: https://nano.example/
        email: info@nano.example
        phone: +420 465 123 456
        contacts:
          - {role: sales, email: sales@nano.example, languages: [cs, en], person: Jan Canary, basis: contract}
          - {role: sales, phone: +420 465 123 457, languages: [cs]}
        joined: 2020-01-01
        profile_updated: 2026-05-04
        ",
    );
    site.build().ended_with(0);
    let card = read(&site, "web/cs/clenove/nano/card.vcf");
    for (name, values) in [
        ("KIND", &["ORG"][..]),
        ("UID", &["members.nano@cluster.example"]),
        (
            "SOURCE",
            &["https://cluster.example/cs/clenove/nano/card.vcf"],
        ),
        ("FN", &["Nano, jedna; dvě \u{1f9f5}"]),
        ("ORG", &["Nano, s.r.o."]),
        ("ADR", &[";;Ulice 1, vchod B;Česká Třebová;;561 81;Česko"]),
        ("GEO", &["geo:49.9018,16.4472"]),
        ("EMAIL", &["info@nano.example"]),
        ("TEL", &["+420 465 123 456"]),
        ("contact1.EMAIL", &["sales@nano.example"]),
        ("contact2.TEL", &["+420 465 123 457"]),
        ("LANG", &["cs", "en"]),
        ("URL", &["https://nano.example/"]),
        ("profile.URL", &["https://cluster.example/cs/clenove/nano/"]),
        ("profile.X-ABLABEL", &["Test Cluster"]),
        (
            "NOTE",
            &[
                "Příliš žluťoučký kůň úpěl ďábelské ódy, a to opakovaně; příliš žluťoučký kůň úpěl ďábelské ódy.",
            ],
        ),
        ("REV", &["2026-5-4"]),
    ] {
        assert_eq!(of(&card, name), values, "{name}");
    }
    assert_eq!(of(&card, "contact1.X-ABLABEL").len(), 1);
    let logo = of(&card, "LOGO")[0].to_owned();
    let file = logo
        .strip_prefix("https://cluster.example/")
        .expect("a whole address");
    assert!(site.output().has(&format!("web/{file}")), "{logo}");
    assert!(
        site.output().holding("Canary").is_empty(),
        "a person is named"
    );
    let offline = read(&site, "offline/cs/clenove/nano/card.vcf");
    assert_eq!(offline, card);
}

/// Who says of itself nothing by which it is reached has no card, nor has a former member.
#[test]
fn who_has_no_card() {
    let member =
        |more: &str| format!("name: A\nkind: company\nsummary: S.\njoined: 2020\n{more}\n");
    let site = SiteTest::minimal()
        .file("content/members/silent.yaml", &member(""))
        .file(
            "content/members/former.yaml",
            &member("email: info@a.example\nleft: 2025-01-01"),
        );
    site.build().ended_with(0);
    let output = site.output();
    assert!(output.has("web/members/former/index.html"));
    assert_eq!(output.paths().find(|path| path.ends_with(".vcf")), None);
}

/// A collection that the code has never seen, whose fields say what they mean.
#[test]
fn another_collection() {
    let site = SiteTest::minimal()
        .file(
            "content/schema/halls.yaml",
            "collection: halls\nlabel: Halls\nsingular: hall\ncard: {kind: location}\ndisplay: {title: nazev}\nfields:\n  nazev: {type: string, required: true}\n  kde: {type: string, schema_org: address}\n  volat: {type: list, of: {type: phone}, schema_org: telephone}\n  tajne: {type: email, schema_org: email, private: true}\n",
        )
        .file("content/halls/one.yaml", "nazev: Hala\nkde: Dlouhá 1, Brno\nvolat: [+420 111 222 333, +420 444 555 666]\ntajne: canary@hall.example\n");
    site.build().ended_with(1).says("S059");
    let site = site.replaced(
        "content/schema/halls.yaml",
        ", schema_org: email, private: true",
        ", private: true",
    );
    site.build().ended_with(0);
    let card = read(&site, "web/halls/one/card.vcf");
    assert_eq!(of(&card, "KIND"), ["LOCATION"]);
    assert_eq!(of(&card, "FN"), ["Hala"]);
    assert_eq!(of(&card, "ADR"), [";;Dlouhá 1, Brno;;;;"]);
    assert_eq!(of(&card, "TEL"), ["+420 111 222 333", "+420 444 555 666"]);
    assert!(of(&card, "EMAIL").is_empty() && of(&card, "ORG").is_empty());
    assert!(site.output().holding("canary").is_empty());
}

/// The organisation of the site has a card of its own, which pages link to where its
/// contact stands; without one there is none.
#[test]
fn the_organisation_itself() {
    let organisation = "organisation: {name: {en: The Test Cluster, cs: Klastr}, legal_name: 'Klastr, z.s.', street: Dlouhá 1, postal_code: 602 00, locality: Brno, country: CZ, email: info@cluster.example, phone: +420 111 222 333, website: https://cluster.example/}";
    for theme in ["cluster", "plain"] {
        let site = SiteTest::minimal().theme(theme).replaced(
            "content/site.yaml",
            "organisation: {name: Test Cluster}",
            organisation,
        );
        site.build().ended_with(0);
        let card = read(&site, "web/cs/contact.vcf");
        for (name, values) in [
            ("KIND", &["ORG"][..]),
            ("UID", &["organisation@cluster.example"]),
            ("SOURCE", &["https://cluster.example/cs/contact.vcf"]),
            ("FN", &["Klastr"]),
            ("ORG", &["Klastr, z.s."]),
            ("ADR", &[";;Dlouhá 1;Brno;;602 00;Česko"]),
            ("EMAIL", &["info@cluster.example"]),
            ("TEL", &["+420 111 222 333"]),
            ("URL", &["https://cluster.example/"]),
        ] {
            assert_eq!(of(&card, name), values, "{theme}: {name}");
        }
        for (page, to) in [
            ("web/cs/index.html", "/cs/contact.vcf"),
            ("web/index.html", "/contact.vcf"),
        ] {
            let page = site.page(page);
            let mut links = page.all("a").filter(|link| link.is("type", "text/vcard"));
            assert_eq!(
                links.next().expect("a link").get("href"),
                Some(to),
                "{theme}"
            );
            assert!(links.next().is_none());
        }
        assert!(site.output().has("offline/cs/contact.vcf"));
    }
    let site = SiteTest::minimal().theme("cluster");
    site.build().ended_with(0);
    let output = site.output();
    assert_eq!(output.paths().find(|path| path.ends_with(".vcf")), None);
    assert!(!site.output().text("web/index.html").contains("text/vcard"));
}
