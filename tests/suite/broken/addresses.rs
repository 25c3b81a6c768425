//! Pages that want one address, or one that cannot be.

use crate::support::SiteTest;

/// Two pages at one address, whatever it comes from.
pub(super) fn clashes(site: SiteTest) -> SiteTest {
    let member = "kind: company\nsummary: Spins.\njoined: 2020\n";
    site.file("content/members/spinworks.yaml", &format!("name: Spinworks\n{member}"))
        .file("content/members/filtrex.yaml", &format!("name: Filtrex\nslug: spinworks\n{member}"))
        .file("content/pages/members.md", "---\ntitle: {en: Members, cs: Členové}\n---\nText.\n")
        .file("content/pages/cs.md", "---\ntitle: {en: Czech, cs: Česky}\n---\nText.\n")
        .file(
            "content/pages/about.md",
            "---\ntitle: {en: About, cs: O nás}\naliases: [/members/spinworks/, /old/, /old/, /about/]\n---\nText.\n",
        )
        .file("content/pages/assets.md", "---\ntitle: {en: Assets, cs: Soubory}\n---\nText.\n")
}

/// Slugs and aliases that are no address.
pub(super) fn impossible(site: SiteTest) -> SiteTest {
    site.file(
        "content/pages/about.md",
        "
        ---
        title: {en: About, cs: O nás}
        slug: {en: About Us, cs: o_nás}
        aliases:
          - ../outside/
          - /a/../../b/
          - https://elsewhere.example/
          - /Old Page.html
          - /con/
          - ''
        ---
        Text.
        ",
    )
    .file(
        "content/pages/up.md",
        "---\ntitle: {en: Up, cs: Nahoru}\nslug: ../up\n---\nText.\n",
    )
    .file(
        "content/pages/empty.md",
        "---\ntitle: {en: Empty, cs: Prázdné}\nslug: ''\n---\nText.\n",
    )
    .file(
        "content/pages/long.md",
        &format!(
            "---\ntitle: {{en: Long, cs: Dlouhé}}\nslug: {}\n---\nText.\n",
            "a".repeat(61)
        ),
    )
}
