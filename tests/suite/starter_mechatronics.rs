//! A cluster of another field, from nothing: a few YAML and Markdown files, and no template.

use crate::defaults::expect_no_nanofibres;
use crate::support::SiteTest;

/// The files that an editor writes by hand.
const FILES: [(&str, &str); 8] = [
    (
        "content/schema/machines.yaml",
        "
        collection: machines
        label: {cs: Stroje, en: Machines, de: Maschinen}
        singular: {cs: stroj, en: machine, de: Maschine}
        catalog_label: {cs: Katalog strojů, en: Catalogue of machines, de: Maschinenkatalog}
        route: {cs: stroje, en: machines, de: maschinen}
        display: {title: title, summary: summary}
        list: {view: cards}
        fields:
          title: {type: string, localized: true, required: true, label: {cs: Název, en: Name, de: Name}}
          summary: {type: text, localized: true, label: {cs: Shrnutí, en: Summary, de: Zusammenfassung}}
          maker: {type: ref, to: members, inverse: machines, label: {cs: Výrobce, en: Maker, de: Hersteller}}
          axes: {type: int, facet: range, label: {cs: Osy, en: Axes, de: Achsen}}
          power: {type: quantity, unit: kW, facet: range, label: {cs: Výkon, en: Power, de: Leistung}}
        ",
    ),
    (
        "content/schema/members.yaml",
        "extend: members\nlabel: {de: Mitglieder}\nroute: {de: mitglieder}\n",
    ),
    (
        "content/vocabularies/competences.yaml",
        "
        label: {cs: Kompetence, en: Competences, de: Kompetenzen}
        terms:
          robotics: {label: {cs: Robotika, en: Robotics, de: Robotik}}
          machining: {label: {cs: Obrábění, en: Machining, de: Zerspanung}}
        ",
    ),
    (
        "content/members/osa.yaml",
        "
        name: Osa
        kind: company
        joined: 2026-03-05
        competences: [robotics, machining]
        summary: {cs: Smyšlená firma, en: An invented company, de: Eine erfundene Firma}
        sample: true
        ",
    ),
    (
        "content/machines/s-1.yaml",
        "
        title: {cs: Soustruh S-1, en: Lathe S-1, de: Drehmaschine S-1}
        summary: {cs: Smyšlený stroj, en: An invented machine, de: Eine erfundene Maschine}
        maker: osa
        axes: 5
        power: 7.5 kW
        sample: true
        ",
    ),
    (
        "content/pages/index.md",
        "---\ntitle: {cs: Úvod, en: Home, de: Start}\nsummary: {cs: Klastr mechatroniky, en: A mechatronics cluster, de: Ein Mechatronik-Cluster}\n---\nStroje a kdo je staví: [stroje](machines:).\n",
    ),
    (
        "content/pages/index.en.md",
        "Machines and who builds them: [machines](machines:).\n",
    ),
    (
        "content/pages/index.de.md",
        "Maschinen und wer sie baut: [Maschinen](machines:).\n",
    ),
];

/// At most ten files make a site with a collection of its own, without anything about
/// nanofibres.
#[test]
fn a_mechatronics_cluster() {
    let mut site = SiteTest::empty().file(
        "content/site.yaml",
        "
            title: {cs: Klastr Osa, en: Osa Cluster, de: Osa-Cluster}
            organisation: {name: Osa}
            base_url: https://osa.example/
            languages: [cs, en, de]
            time_zone: Europe/Prague
            theme: cluster
            menus: {main: [{to: 'machines:'}, {to: 'members:'}]}
            ",
    );
    for (path, text) in FILES {
        site = site.file(path, text);
    }
    assert!(FILES.len() < 10);
    site.build().ended_with(0);
    let output = site.output();
    let machine = output.text("web/stroje/s-1/index.html");
    assert!(
        machine.contains("7,5\u{a0}kW") && machine.contains("Výkon"),
        "{machine}"
    );
    assert!(
        output
            .text("web/en/machines/s-1/index.html")
            .contains("Maker")
    );
    assert!(output.text("web/clenove/index.html").contains("Členové"));
    assert!(
        output
            .text("web/en/members/osa/index.html")
            .contains("Lathe S-1")
    );
    // The home page shows the catalogue without a template.
    let home = output.text("web/index.html");
    assert!(
        home.contains("Katalog strojů") && home.contains("Soustruh S-1"),
        "{home}"
    );
    assert!(
        output
            .text("web/de/mitglieder/osa/index.html")
            .contains("Robotik")
    );
    expect_no_nanofibres(&site);
}
