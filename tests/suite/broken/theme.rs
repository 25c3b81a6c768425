//! Themes that do not work. The content is right, and still nothing is published.

use crate::support::SiteTest;

/// Faults of syntax, in several templates.
pub(super) fn template_syntax(site: SiteTest) -> SiteTest {
    site.file("themes/bare/templates/list.html", "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ list.title }</h1>\n{% endblock main %}\n")
        .file("themes/bare/templates/404.html", "{% if page.title %}\n<h1>{{ page.title }}</h1>\n")
        .file("themes/bare/templates/term.html", "{{ term.label | }}\n")
}

/// Templates that name what is not there: templates, components, filters.
pub(super) fn template_names(site: SiteTest) -> SiteTest {
    site.file(
        "themes/bare/templates/404.html",
        "{% extends \"bsae.html\" %}\n",
    )
    .file(
        "themes/bare/templates/term.html",
        "{{ page.title | shout }}\n",
    )
    .file(
        "themes/bare/templates/home.html",
        "{{ <crad c={entry} /> }}\n{% include \"footer.html\" %}\n",
    )
}

/// Variables, functions, texts, files and links that are not there, each on
/// another kind of page.
pub(super) fn template_failures(site: SiteTest) -> SiteTest {
    site.file(
        "content/members/spinworks.yaml",
        "name: Spinworks\nkind: company\nsummary: Spins.\njoined: 2020\naliases: [/old/]\n",
    )
    .file(
        "themes/bare/templates/404.html",
        "{{ t(key=\"not_fuond\") }}\n",
    )
    .file("themes/bare/templates/home.html", "{{ entry.titel }}\n")
    .file(
        "themes/bare/templates/term.html",
        "{{ url(to=\"membres:\") }}\n",
    )
    .file(
        "themes/bare/templates/redirect.html",
        "{{ asset(path=\"bare.cs\") }}\n",
    )
    .file(
        "themes/bare/templates/entry.html",
        "{{ t(key=\"entries\") }}\n",
    )
    .file(
        "themes/bare/templates/list.html",
        "{% for c in list.entries %}{{ date(value=\"soon\", form=\"long\") }}{% endfor %}\n",
    )
}

/// A function that does not exist is found before any page is rendered.
pub(super) fn template_functions(site: SiteTest) -> SiteTest {
    site.file(
        "themes/bare/templates/404.html",
        "{{ get_url(path=\"/\") }}\n",
    )
    .file(
        "themes/bare/templates/home.html",
        "{{ url() }}{{ url(\"home:\") }}\n",
    )
}

/// A template that includes itself, or a component that calls itself, ends with
/// a message and not with the program.
pub(super) fn template_without_end(site: SiteTest) -> SiteTest {
    site.file(
        "themes/bare/templates/404.html",
        "{% include \"loop.html\" %}\n",
    )
    .file(
        "themes/bare/templates/loop.html",
        "{% include \"404.html\" %}\n",
    )
}

/// A component that calls itself for ever.
pub(super) fn component_without_end(site: SiteTest) -> SiteTest {
    site.file(
        "themes/bare/templates/more.html",
        "{% component again(n) %}{{ <again n={n + 1} /> }}{% endcomponent again %}\n",
    )
    .file("themes/bare/templates/404.html", "{{ <again n={1} /> }}\n")
}

/// The parts of a theme beside its templates.
pub(super) fn theme_files(site: SiteTest) -> SiteTest {
    site.file("themes/bare/theme.yaml", "name: bare\nlicense: MIT\n")
        .file(
            "themes/bare/texts/cs.yaml",
            "home: [Domů]\nlanguage_name: Čeština\n",
        )
        .file("themes/bare/texts/en.yaml", "home: Home: sweet home\n")
        .file("themes/bare/assets/Big File.css", "body {}\n")
        .file("content/news/one.md", "---\ntitle: {en: One, cs: Jedna}\nsummary: {en: One., cs: Jedna.}\ndate: 2026-01-01\n---\n")
}

/// A theme without its manifest and the texts of a language.
pub(super) fn theme_without_texts(site: SiteTest) -> SiteTest {
    site.without("themes/bare/theme.yaml")
        .without("themes/bare/texts/cs.yaml")
}

/// A theme without the templates of some kinds of pages.
pub(super) fn theme_without_templates(site: SiteTest) -> SiteTest {
    site.file(
        "content/pages/about.md",
        "---\ntitle: {en: About, cs: O nás}\naliases: [/old/]\n---\nText.\n",
    )
    .file("content/news/one.md", "---\ntitle: {en: One, cs: Jedna}\nsummary: {en: One., cs: Jedna.}\ndate: 2026-01-01\n---\n")
    .without("themes/bare/templates/redirect.html")
    .without("themes/bare/templates/404.html")
    .without("themes/bare/templates/list.html")
}

/// Themes that extend one another in a circle, and one that is not there.
pub(super) fn theme_circle(site: SiteTest) -> SiteTest {
    site.file("themes/bare/theme.yaml", "name: bare\nextends: other\n")
        .file("themes/other/theme.yaml", "name: other\nextends: bare\n")
}

/// What a template writes by hand is held to the same rules as the content.
pub(super) fn hand_written_links(site: SiteTest) -> SiteTest {
    site.file(
        "themes/bare/templates/404.html",
        "
        <!doctype html><html lang=\"{{ lang }}\"><head><title>x</title>
        <link rel=\"stylesheet\" href=\"https://fonts.example/a.css\">
        <script src=\"//cdn.example/a.js\"></script></head>
        <body><h1 id=\"a\">x</h1><p id=\"a\"></p>
        <a href=\"/nowhere/\">x</a><a href=\"#missing\">x</a><a href=\"javascript:void(0)\">x</a>
        <img src=\"missing.png\" alt=\"\"></body></html>
        ",
    )
    .file(
        "themes/bare/assets/bare.css",
        "@import \"https://fonts.example/b.css\";\nbody { background: url(gone.png) }\n",
    )
}
