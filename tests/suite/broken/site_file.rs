//! `site.yaml`, without which nothing else can be read.

use super::shows;

/// Keys and values of every part of the file.
#[test]
fn site_file() {
    shows("site_file", |site| {
        site.file(
            "content/site.yaml",
            "
            title: Test Cluster
            subtitle: unknown
            organisation: {nam: Test Cluster, ico: '1234', email: nobody}
            base_url: https://cluster.example/?a=1
            languages: [en, cs, english, cs]
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
    });
}

/// A menu, an edition, a time zone and a theme that are not there, in a file that
/// is right in its form.
#[test]
fn names_of_the_site_file() {
    shows("names_of_the_site_file", |site| {
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
    });
}

/// What is missing altogether.
#[test]
fn site_file_without_anything() {
    shows("site_file_without_anything", |site| site.file("content/site.yaml", ""));
}

/// There is no file at all.
#[test]
fn no_site_file() {
    shows("no_site_file", |site| site.without("content/site.yaml"));
}

/// The file is no YAML.
#[test]
fn site_file_of_tabs() {
    shows("site_file_of_tabs", |site| {
        site.file("content/site.yaml", "title: Test Cluster\norganisation:\n\tname: Test Cluster\n")
    });
}

/// There is no theme of that name.
#[test]
fn no_theme() {
    shows("no_theme", |site| {
        let text = std::fs::read_to_string(site.path("content/site.yaml")).expect("site.yaml");
        site.file("content/site.yaml", &text.replace("theme: bare", "theme: clutser"))
    });
}

/// A site without a home page, which every theme links to.
#[test]
fn no_home_page() {
    shows("no_home_page", |site| {
        site.without("content/pages/index.md")
            .without("content/pages/index.cs.md")
            .file("themes/bare/templates/404.html", "<a href=\"{{ url(to=\"home:\") }}\">home</a>\n")
    });
}
