//! `site.yaml`, without which nothing else can be read.

use crate::support::SiteTest;

/// Keys and values of every part of the file.
pub(super) fn values_of_site_file(site: SiteTest) -> SiteTest {
    site.file(
        "content/site.yaml",
        "
        title: Test Cluster
        subtitle: unknown
        organisation: {nam: Test Cluster, ico: '1234', email: nobody}
        base_url: https://cluster.example/?a=1
        languages: [en, cs, german, cs]
        time_zone: Europe/Prag
        theme: bare
        menus:
          main: [{to: 'members:'}, {to: 'projets:'}, {to: 'pages:abuot'}, {to: /news/}, {label: News}]
        editions:
          web: {}
          Offline Edition: {}
          stick: {languages: [en, de], collections: [members, structure], link_style: absolute}
        ",
    )
}

/// A menu, an edition, a time zone and a theme that are not there, in a file that
/// is right in its form.
pub(super) fn names_of_site_file(site: SiteTest) -> SiteTest {
    site.file(
        "content/site.yaml",
        "
        title: Test Cluster
        organisation: {name: Test Cluster}
        base_url: https://cluster.example/
        languages: [en, cs]
        time_zone: Europe/Prague
        theme: bare
        menus:
          main: [{to: 'members:'}, {to: 'projets:'}, {to: 'pages:abuot'}, {to: /news/}]
        editions:
          web: {}
          stick: {languages: [en, de], collections: [members, structure]}
        ",
    )
}

/// What is missing altogether.
pub(super) fn empty_site_file(site: SiteTest) -> SiteTest {
    site.file("content/site.yaml", "")
}

/// There is no file at all.
pub(super) fn no_site_file(site: SiteTest) -> SiteTest {
    site.without("content/site.yaml")
}

/// The file is no YAML.
pub(super) fn tabs_in_site_file(site: SiteTest) -> SiteTest {
    site.file(
        "content/site.yaml",
        "title: Test Cluster\norganisation:\n\tname: Test Cluster\n",
    )
}

/// There is no theme of that name.
pub(super) fn no_theme(site: SiteTest) -> SiteTest {
    site.theme("clutser")
}

/// A site without a home page, which every theme links to.
pub(super) fn no_home_page(site: SiteTest) -> SiteTest {
    site.without("content/pages/index.md")
        .without("content/pages/index.cs.md")
        .file(
            "themes/bare/templates/404.html",
            "<a href=\"{{ url(to=\"home:\") }}\">home</a>\n",
        )
}
