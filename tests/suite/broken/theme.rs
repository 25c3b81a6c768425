//! Themes that do not work. The content is right, and still nothing is published.

use super::shows;

/// Faults of syntax, in several templates.
#[test]
fn template_syntax() {
    shows("template_syntax", |site| {
        site.file("themes/bare/templates/list.html", "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ list.title }</h1>\n{% endblock main %}\n")
            .file("themes/bare/templates/404.html", "{% if page.title %}\n<h1>{{ page.title }}</h1>\n")
            .file("themes/bare/templates/term.html", "{{ term.label | }}\n")
    });
}

/// Templates that name what is not there: templates, components, filters.
#[test]
fn template_names() {
    shows("template_names", |site| {
        site.file("themes/bare/templates/404.html", "{% extends \"bsae.html\" %}\n")
            .file("themes/bare/templates/term.html", "{{ page.title | shout }}\n")
            .file("themes/bare/templates/home.html", "{{ <crad c={entry} /> }}\n{% include \"footer.html\" %}\n")
    });
}

/// Variables, functions, texts, files and links that are not there, each on
/// another kind of page.
#[test]
fn template_failures() {
    shows("template_failures", |site| {
        site.file("content/members/spinworks.yaml", "name: Spinworks\nkind: company\nsummary: Spins.\njoined: 2020\naliases: [/old/]\n")
            .file("themes/bare/templates/404.html", "{{ t(key=\"not_fuond\") }}\n")
            .file("themes/bare/templates/home.html", "{{ entry.titel }}\n")
            .file("themes/bare/templates/term.html", "{{ url(to=\"membres:\") }}\n")
            .file("themes/bare/templates/redirect.html", "{{ asset(path=\"bare.cs\") }}\n")
            .file("themes/bare/templates/entry.html", "{{ t(key=\"entries\") }}\n")
            .file("themes/bare/templates/list.html", "{% for c in list.entries %}{{ date(value=\"soon\", form=\"long\") }}{% endfor %}\n")
    });
}

/// A function that does not exist is found before any page is rendered.
#[test]
fn template_functions() {
    shows("template_functions", |site| {
        site.file("themes/bare/templates/404.html", "{{ get_url(path=\"/\") }}\n")
            .file("themes/bare/templates/home.html", "{{ url() }}{{ url(\"home:\") }}\n")
    });
}

/// A template that includes itself, or a component that calls itself, ends with
/// a message and not with the program.
#[test]
fn template_without_end() {
    shows("template_without_end", |site| {
        site.file("themes/bare/templates/404.html", "{% include \"loop.html\" %}\n")
            .file("themes/bare/templates/loop.html", "{% include \"404.html\" %}\n")
    });
}

/// A component that calls itself for ever.
#[test]
fn component_without_end() {
    shows("component_without_end", |site| {
        site.file("themes/bare/templates/more.html", "{% component again(n) %}{{ <again n={n + 1} /> }}{% endcomponent again %}\n")
            .file("themes/bare/templates/404.html", "{{ <again n={1} /> }}\n")
    });
}

/// The parts of a theme beside its templates.
#[test]
fn theme_files() {
    shows("theme_files", |site| {
        site.file("themes/bare/theme.yaml", "name: bare\nextend: cluster\n")
            .file("themes/bare/texts/cs.yaml", "home: [Domů]\nlanguage_name: Čeština\n")
            .file("themes/bare/texts/en.yaml", "home: Home: sweet home\n")
            .file("themes/bare/assets/Big File.css", "body {}\n")
    });
}

/// A theme that lacks what it needs.
#[test]
fn theme_without_parts() {
    shows("theme_without_parts", |site| {
        site.without("themes/bare/theme.yaml")
            .without("themes/bare/texts/cs.yaml")
            .without("themes/bare/templates/redirect.html")
            .without("themes/bare/templates/404.html")
    });
}

/// Themes that extend one another in a circle, and one that is not there.
#[test]
fn theme_circle() {
    shows("theme_circle", |site| {
        site.file("themes/bare/theme.yaml", "name: bare\nextends: other\n")
            .file("themes/other/theme.yaml", "name: other\nextends: bare\n")
    });
}

/// What a template writes by hand is held to the same rules as the content.
#[test]
fn hand_written_links() {
    shows("hand_written_links", |site| {
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
        .file("themes/bare/assets/bare.css", "@import \"https://fonts.example/b.css\";\nbody { background: url(gone.png) }\n")
    });
}
