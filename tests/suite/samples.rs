//! Worked samples of the findings that an editor sees: one small site per sample. The code,
//! the place, the text and the fix are a promise to editors, so compare each snapshot with its
//! sample before changing it.

use crate::support::SiteTest;

/// The findings of `check` with one code, in the human-readable format.
#[track_caller]
fn shows(code: &str, site: &SiteTest) {
    let run = site.check();
    let bracketed = format!("[{code}]");
    let findings: Vec<&str> = run
        .stderr
        .split("\n\n")
        .filter(|finding| {
            finding
                .lines()
                .next()
                .is_some_and(|l| l.contains(&bracketed))
        })
        .collect();
    assert!(!findings.is_empty(), "no {code} in:\n{}", run.said());
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(format!("sample_{code}"), findings.join("\n\n"));
    });
}

/// A valid member.
fn member(site: SiteTest, id: &str) -> SiteTest {
    site.file(
        &format!("content/members/{id}.yaml"),
        &format!("name: {id}\nkind: company\nsummary: Spins fibres.\njoined: 2020-05-01\n"),
    )
}

/// A structure that begins with `first`; the rest is valid.
fn structure(id: &str, first: &str) -> SiteTest {
    let rest = "
summary: Fine.
polymers: [pa6]
technology: electrospinning
form: membrane
applications: [air-filtration]
";
    member(SiteTest::minimal(), "nanotex").file(
        &format!("content/structures/{id}.yaml"),
        &format!("{}{}", first.trim_start_matches('\n'), rest.trim_start()),
    )
}

#[test]
fn an_unknown_field() {
    let site = structure(
        "nf-100",
        "
code: NS-100
producers: [{member: nanotex, role: producer}]
titel: { cs: Membrána, en: Membrane }
",
    );
    shows("S002", &site);
}

#[test]
fn a_reference_to_nobody() {
    let site = structure(
        "nf-100",
        "
code: NS-100
title: { cs: Membrána, en: Membrane }
producers:
  - { member: nanotecs, role: developer }
",
    );
    shows("R001", &site);
}

#[test]
fn a_decimal_comma() {
    let site = structure(
        "nf-100",
        "
code: NS-100
title: { cs: Membrána, en: Membrane }
properties:
  - property: pore_size_max
    value: 1,50
    unit: um
",
    );
    shows("Q001", &site);
}

#[test]
fn a_unit_of_something_else() {
    let site = structure(
        "nf-100",
        "
code: NS-100
title: { cs: Membrána, en: Membrane }
properties:
  - property: fibre_diameter
    value: 15
    unit: g/m2
",
    );
    shows("Q003", &site);
}

#[test]
fn an_unusual_value() {
    let site = structure(
        "nf-200",
        "
code: NS-200
title: { cs: Membrána, en: Membrane }
properties:
  - { property: fibre_diameter, value: \"150\", unit: um }
",
    )
    .file(
        "content/schema/properties.yaml",
        "
        properties:
          fibre_diameter:
            plausible: {min: \"1\", max: \"50000\"}
        ",
    );
    shows("Q007", &site);
}

#[test]
fn limits_the_wrong_way_round() {
    let site = structure(
        "nf-210",
        "
code: NS-210
title: { cs: Membrána, en: Membrane }
properties:
  - property: fibre_diameter
    min: \"300\"
    max: \"100\"
    unit: nm
",
    );
    shows("Q005", &site);
}

#[test]
fn a_tab_in_the_indent() {
    let site = SiteTest::minimal().file(
        "content/members/univerzita-sever.yaml",
        "kind: university\nsummary: Teaches.\njoined: 2020-05-01\nname:\n  cs: Univerzita Sever\n\ten: University of the North\n",
    );
    shows("Y003", &site);
}

#[test]
fn a_colon_in_a_text() {
    let site = SiteTest::minimal().file(
        "content/news/2026-03-valna-hromada.md",
        "---\ntitle: Valná hromada: program\ndate: 2026-03-01\n---\nText.\n",
    );
    shows("Y006", &site);
}

#[test]
fn a_key_used_twice() {
    let site = SiteTest::minimal().file(
        "content/members/spinworks.yaml",
        "
        kind: company
        name: Spinworks s.r.o.
        summary: Spins fibres.
        joined: 2020-05-01
        website: https://spinworks.example/

        name: Spinworks
        ",
    );
    shows("S010", &site);
}

#[test]
fn two_members_with_one_number() {
    let text =
        "name: Nanotex\nkind: company\nico: \"99542269\"\nsummary: Spins.\njoined: 2020-05-01\n";
    let site = SiteTest::minimal()
        .file("content/members/nanotex.yaml", text)
        .file("content/members/nano-tex.yaml", text);
    shows("S021", &site);
}

#[test]
fn a_number_that_lost_its_zeros() {
    let site = SiteTest::minimal().file(
        "content/members/nanotex.yaml",
        "name: Nanotex\nkind: company\nico: 0099019\nsummary: Spins.\njoined: 2020-05-01\n",
    );
    shows("S014", &site);
}

#[test]
fn a_link_to_no_page() {
    let site = member(SiteTest::minimal(), "nanotex").file(
        "content/pages/o-klastru.md",
        "---\ntitle: {cs: O klastru, en: About}\n---\nViz [naše členy](/cs/members/nanotexx/).\n",
    );
    shows("K001", &site);
}

#[test]
fn an_event_that_is_over() {
    let site = SiteTest::minimal()
        .file(
            "content/pages/index.md",
            "---\ntitle: Home\n---\n```catalog\nfrom: events\n```\n",
        )
        .file(
            "content/events/nanocon-2026.yaml",
            "
        title: NANOCON 2026
        summary: The yearly conference.
        venue: Brno
        website: https://nanocon.example/
        end: 2026-05-18
        start: 2026-05-16
        ",
        );
    shows("D003", &site);
}

#[test]
fn two_pages_at_one_address() {
    let site = structure("nf-100", "code: NS-100\ntitle: Membrane\n").file(
        "content/pages/nf-100.md",
        "---\ntitle: Membrane\naliases:\n  - /structures/nf-100/\n---\nText.\n",
    );
    shows("U002", &site);
}

#[test]
fn a_template_that_prints_a_private_field() {
    let site = member(SiteTest::minimal(), "nanotex")
        .file(
            "content/schema/members.yaml",
            "extend: members\nfields:\n  contact:\n    type: object\n    label: {en: Contact, cs: Kontakt}\n    fields:\n      private_email: {type: email, private: true, label: {en: E-mail, cs: E-mail}}\n",
        )
        .file(
            "themes/bare/templates/member.html",
            "<p>{{ entry.fields.contact.private_email }}</p>\n",
        );
    shows("P001", &site);
}
