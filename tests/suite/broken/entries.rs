//! Entries whose values are not what their collection declares.

use crate::support::SiteTest;

/// Slips of the keyboard in keys, at every depth, and what they leave missing.
pub(super) fn unknown_and_missing_fields(site: SiteTest) -> SiteTest {
    site.file(
        "content/members/spinworks.yaml",
        "
        nme: Spinworks
        kind: company
        sumary: {en: Spins fibres., cs: Přede vlákna.}
        joined: 2020-05-01
        x-note: keys like this one are free
        address: {locality: Praha, contry: CZ}
        certificates:
          - standard: ISO 9001
            valid: 2027
        facilities:
          - {note: {en: One line., cs: Jedna linka.}}
        colour: green
        ",
    )
    .file("content/members/empty.yaml", "# nothing but a remark\n")
    .file(
        "content/members/nothing.yaml",
        "
        name:
        kind: ~
        summary: {en: , cs: }
        joined: 2020
        ",
    )
    .file(
        "content/news/opened.md",
        "
        ---
        titel: {en: Opened, cs: Otevřeno}
        date: 2026-05-01
        ---
        The hall is open.
        ",
    )
}

/// Values of another kind than the field's, one of each kind that editors mix up.
pub(super) fn values_of_another_type(site: SiteTest) -> SiteTest {
    site.file(
        "content/members/spinworks.yaml",
        "
        name: [Spinworks, Spinworks a.s.]
        kind: {en: company}
        summary: Spins fibres.
        joined: 2020-05-01
        draft: yes
        sample: 1
        certificates: ISO 9001
        address: Praha
        location: {lat: 95, lon: 15.1}
        website: www.spinworks.example
        email: info at spinworks.example
        phone: on request
        vat: 12345678
        founded: around 1990
        contacts:
          - sales
          - role: sales
            languages: cs
        value_chain: production
        competences:
          - spinning
          -
        offers: {en: Membranes, cs: [Membrány]}
        ",
    )
    .file(
        "content/members/list.yaml",
        "- name: Spinworks\n- name: Filtrex\n",
    )
    .file("content/members/text.yaml", "Spinworks is a company.\n")
    .file(
        "content/events/open-day.yaml",
        "
        title: Open day
        summary: Come in.
        status: canceled
        start: [2026-06-01, 2026-06-02]
        image: open-day.png
        ",
    )
}

/// Dates, numbers and codes as a spreadsheet or a habit writes them.
pub(super) fn dates_numbers_and_codes(site: SiteTest) -> SiteTest {
    site.file(
        "content/members/spinworks.yaml",
        "
        name: Spinworks
        kind: company
        summary: Spins fibres.
        joined: 28. 4. 2016
        left: 2026-02-30
        profile_updated: 2026-4-1
        founded: 1492
        ico: 0216275
        ",
    )
    .file(
        "content/members/filtrex.yaml",
        "
        name: Filtrex
        kind: company
        summary: Filters.
        joined: 05/2020
        ico: 12345678
        expires: tomorrow
        employees: '25'
        ",
    )
    .file(
        "content/structures/membrane.yaml",
        "
        code: NS-1
        title: A membrane with a name that is far too long for a card on which it has to be read
        summary: Fine.
        polymers: [pa6]
        technology: electrospinning
        form: membrane
        applications: [air-filtration]
        trl: 12
        revision: 1.5
        properties:
          - {property: fibre_diameter, value: '150,5', unit: nm}
          - {property: fibre_diameter, value: 1 500, unit: nm}
          - {property: fibre_diameter, value: about 150, unit: nm, n: many}
          - {property: fiber_diameter, value: '150', unit: nm}
        ",
    )
}

/// References, terms and roles that name nothing.
pub(super) fn dangling_references(site: SiteTest) -> SiteTest {
    site.file(
        "content/members/spinworks.yaml",
        "
        name: Spinworks
        kind: compny
        summary: Spins fibres.
        joined: 2020-05-01
        part_of: spinwork
        region: Praha
        competences: [spinning, tasting]
        ",
    )
    .file(
        "content/structures/membrane.yaml",
        "
        code: NS-001
        title: Membrane
        summary: Fine.
        producers:
          - {member: spin-works, role: developer}
          - {member: spinworks, role: owner}
          - {member: somebody-else, role: developer}
        polymers: [pa6, pa66]
        technology: electrospining
        form: membrane
        applications: [air-filtration]
        properties:
          - {property: fibre_diameter, value: '150', unit: nm, method: guess, source: hearsay}
        ",
    )
    .file(
        "content/news/opened.yaml",
        "
        title: Opened
        date: 2026-05-01
        summary: The hall is open.
        members: spinworks
        structures: [members/spinworks]
        events: [open-day]
        ",
    )
}

/// The same key, the same entry, or the same unique value, twice.
pub(super) fn duplicates(site: SiteTest) -> SiteTest {
    let member = |ico: &str| {
        format!("name: Spinworks\nkind: company\nsummary: Spins.\njoined: 2020\nico: {ico}\n")
    };
    site.file("content/members/spinworks.yaml", &member("\"99542269\""))
        .file("content/members/spin-works.yaml", &member("99542269"))
        .file(
            "content/members/spinworks/index.yaml",
            &member("\"00216275\""),
        )
        .file(
            "content/members/filtrex.yaml",
            "
            name: Filtrex
            kind: company
            summary: Filters.
            joined: 2020
            name: Filtrex s.r.o.
            address:
              locality: Brno
              country: CZ
              locality: Praha
            ",
        )
        .file(
            "content/news/opened.md",
            "---\ntitle: Opened\ndate: 2026-05-01\nsummary: Yes.\n---\nText.\n",
        )
        .file(
            "content/news/opened/index.md",
            "---\ntitle: Opened\ndate: 2026-05-01\nsummary: Yes.\n---\nText.\n",
        )
        .file("content/pages/both.yaml", "title: Both\n")
        .file(
            "content/pages/both.md",
            "---\ntitle: Both\n---\nThe title is in both files.\n",
        )
}

/// Languages that are none, that the site does not have, and fields that have no
/// language.
pub(super) fn languages(site: SiteTest) -> SiteTest {
    site.file(
        "content/members/spinworks.yaml",
        "
        name: {en: Spinworks, cs: Spinworks, de: Spinnwerke}
        kind: {en: company, cs: company}
        summary: {en: Spins fibres., czech: Přede vlákna.}
        joined: {en: 2020}
        offers:
          en: [Membranes]
          cz: [Membrány]
        contacts:
          - {role: sales, languages: [cs, english, cz]}
        ",
    )
    .file("content/members/spinworks.de.md", "Spinnt Fasern.\n")
    .file(
        "content/members/spinworks.cs.md",
        "---\nsummary: Přede vlákna.\nkind: university\n---\nPřede.\n",
    )
    .file(
        "content/members/spinworks.md",
        "---\nsummary: It spins.\n---\nIt spins.\n",
    )
    .file(
        "content/members/filtrex.yaml",
        "
        name: {}
        kind: company
        summary: {en: Filters., czech: Filtry.}
        joined: 2020
        ",
    )
    .file("content/members/_index.de.md", "Mitglieder.\n")
}

/// Pictures without a description, of a kind that browsers do not show, or gone.
pub(super) fn pictures_and_files(site: SiteTest) -> SiteTest {
    site.file(
        "content/events/open-day.yaml",
        "
        title: Open day
        summary: Come in.
        image: {file: assets/hal.svg}
        ",
    )
    .file(
        "content/events/fair.yaml",
        "
        title: Fair
        summary: Come in.
        image: {file: assets/sem.tif, alt: A micrograph}
        ",
    )
    .file(
        "content/events/talk.yaml",
        "
        title: Talk
        summary: Come in.
        image: {file: https://elsewhere.example/a.png, alt: ''}
        ",
    )
    .file(
        "content/events/visit.yaml",
        "
        title: Visit
        summary: Come in.
        image: {file: ../../secret.png, alt: Nothing, width: 20}
        ",
    )
    .file(
        "content/assets/hall.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    )
}
