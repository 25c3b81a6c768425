//! Payloads in every field, label and name that holds text.

use super::dangers;
use crate::support::{SiteTest, expect_none};

/// Texts that run something where they are printed without care: between tags,
/// in a quoted attribute or an unquoted one, in a title, in a script, in an
/// address.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=alert(1) x=\"",
    "<svg onload=alert(1)>",
    "<xss onclick=alert(1)>x</xss>",
    "javascript:alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<iframe srcdoc='&lt;script&gt;'>",
    "{{ site.title | safe }}{% raw %}<b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<math><mi//xlink:href=\"data:x,<script>\">",
    "<plaintext>",
    "\u{202e}<b onclick=alert(1)>",
    "<!--[if IE]><script>alert(1)</script>",
    "${alert(1)}`+alert(1)+`",
    "\\\"};alert(1);//",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<style>@import '//evil.example'</style>",
];

/// A payload in each text of a member, of news, of a project, of an event and of
/// a structure is printed as text, by each theme.
#[test]
fn payloads_in_every_text_of_an_entry() {
    for theme in ["cluster", "plain", "bare"] {
        let site = SiteTest::minimal();
        let site = if theme == "bare" {
            site
        } else {
            site.theme(theme)
        };
        let site = PAYLOADS
            .iter()
            .enumerate()
            .fold(site, |site, (number, payload)| {
                entries(site, number, payload)
            });
        site.check().ended_with(0);
        site.build().ended_with(0);
        let web = site.output().below("web");
        expect_none(theme, &dangers(&web));
        for (number, payload) in PAYLOADS.iter().enumerate() {
            let page = site.page(&format!("web/members/m-{number}/index.html"));
            let shown = payload.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = &page.all("main").next().expect("a main part").text;
            assert!(text.contains(&shown), "{theme}: `{shown}` is not in {text}");
        }
    }
}

/// The same in the texts of the site itself, of its schema and its vocabularies.
#[test]
fn payloads_in_labels() {
    for group in PAYLOADS.chunks(8) {
        let text = quoted(&group.join(" "));
        let site = SiteTest::minimal()
            .theme("cluster")
            .replaced("content/site.yaml", "title: Test Cluster", &format!("title: {text}\ntagline: {text}\ndescription: {text}"))
            .replaced("content/site.yaml", "{name: Test Cluster}", &format!("{{name: {text}, description: {text}, street: {text}, locality: {text}, register: {text}}}"))
            .replaced("content/site.yaml", "{to: \"home:\"}", &format!("{{to: \"home:\", label: {text}}}"))
            .replaced("content/site.yaml", "web: {}", &format!("web: {{label: {text}}}"))
            .file("content/vocabularies/member-kinds.yaml", &format!("label: {text}\nterms: {{company: {{label: {text}, description: {text}}}}}\n"))
            .file("content/schema/members.yaml", &format!("extend: members\nlabel: {text}\nsingular: {text}\ncatalog_label: {text}\nfields:\n  motto: {{type: string, label: {text}, help: {text}}}\n"))
            .file("content/members/_index.md", &format!("---\ntitle: {text}\nsummary: {text}\n---\nText.\n"))
            .file("content/members/spinworks.yaml", "name: Spinworks\nkind: company\nsummary: Spins.\njoined: 2020\nmotto: Fine\n");
        site.build().ended_with(0);
        expect_none("labels", &dangers(&site.output()));
    }
}

/// Nothing in a text ends the script or the attribute that a template has put it into
/// as JSON, and it comes out there as it was written.
#[test]
fn payloads_in_json() {
    // An end tag needs no `>` of its own, and after these two words a script has no end.
    let in_scripts = ["</script x", "</script/", "<!--<script "];
    for payload in PAYLOADS.iter().chain(&in_scripts) {
        let base = "themes/bare/templates/base.html";
        let site = SiteTest::minimal()
            .replaced("content/site.yaml", "title: Test Cluster", &format!("title: {}", quoted(payload)))
            .replaced(base, "<body>", "<body data-title='{{ site.title | json_encode }}'>\n<script type=\"application/ld+json\">{\"name\": {{ site.title | json_encode }}, \"all\": {{ site | json_encode }}}</script>");
        site.build().ended_with(0);
        let page = site.page("web/index.html");
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect(payload);
        let script = page.all("script").next().expect("a script");
        let script = read(&script.text);
        assert_eq!(script["all"]["title"], script["name"]);
        let attribute = page
            .all("body")
            .next()
            .and_then(|body| body.get("data-title"));
        let attribute = read(attribute.expect("an attribute"));
        for name in [&script["name"], &attribute] {
            let written: String = name.as_str().expect("a text").split_whitespace().collect();
            let payload: String = payload.split_whitespace().collect();
            assert_eq!(written, payload);
        }
    }
}

/// What is no address, mail address, number, picture or file never gets as far
/// as a page.
#[test]
fn fields_that_hold_addresses() {
    let values = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "\" javascript:alert(1)\"",
        "\"java\\tscript:alert(1)\"",
        "\"\\u0001javascript:alert(1)\"",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "https:evil",
        "\"https://good.example@evil.example/\"",
        "\"https://evil.example/\\\"onmouseover=alert(1)\"",
        "\"https://evil.example/<script>\"",
    ];
    let site = values.iter().enumerate().fold(SiteTest::minimal().theme("cluster"), |site, (number, value)| {
        site.file(
            &format!("content/members/m-{number}.yaml"),
            &format!("name: Member\nkind: company\nsummary: Spins.\njoined: 2020\nwebsite: {value}\nemail: {value}\nphone: {value}\nlogo: {{file: {value}, alt: x}}\n"),
        )
    });
    let said = site.check().ended_with(1).said();
    for (number, value) in values.iter().enumerate() {
        for line in [6, 7, 8] {
            let place = format!("m-{number}.yaml:{line}:");
            assert!(
                said.contains(&place),
                "{value}: line {line} is not refused in\n{said}"
            );
        }
    }
    // An address of the Web with odd characters may be one, once it is encoded.
    let accepted: Vec<usize> = (0..values.len())
        .filter(|n| !said.contains(&format!("m-{n}.yaml:5:")))
        .collect();
    for number in 0..values.len() {
        if !accepted.contains(&number) {
            site.remove(&format!("content/members/m-{number}.yaml"));
        }
    }
    assert!(
        accepted.iter().all(|number| *number >= 9),
        "accepted: {accepted:?}"
    );
    for number in accepted {
        let website = format!(
            "name: Member\nkind: company\nsummary: Spins.\njoined: 2020\nwebsite: {}\n",
            values[number]
        );
        site.put(&format!("content/members/m-{number}.yaml"), &website);
    }
    site.build().ended_with(0);
    expect_none("addresses", &dangers(&site.output()));
}

fn entries(site: SiteTest, number: usize, payload: &str) -> SiteTest {
    let text = quoted(payload);
    let id = format!("m-{number}");
    let fits = payload.chars().count() <= 30;
    let acronym = if fits {
        format!("acronym: {text}")
    } else {
        String::new()
    };
    site.file(
        &format!("content/members/{id}.yaml"),
        &format!(
            "
            name: {{en: {text}, cs: {text}}}
            legal_name: {text}
            kind: company
            summary: {{en: {text}, cs: {text}}}
            joined: 2020
            address: {{street: {text}, postal_code: {text}, locality: {text}, country: CZ}}
            certificates: [{{standard: {text}, scope: {text}}}]
            facilities: [{{name: {text}, note: {text}}}]
            offers: [{text}]
            seeks: {{en: [{text}], cs: [{text}]}}
            logo: {{file: assets/logo.svg, alt: {text}, credit: {text}, licence: CC0-1.0}}
            "
        ),
    )
    .file("content/assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")
    .file(
        &format!("content/projects/{id}.yaml"),
        &format!(
            "
            title: {text}
            {acronym}
            summary: {text}
            status: running
            duration: {text}
            aims: [{text}]
            results: [{text}]
            funding: {{provider: {text}, recipient: {text}, fund: {text}, programme: {text}, registration_number: {text}, statement: {text}}}
            partners: [{{member: {id}, role: partner}}]
            "
        ),
    )
    .file(
        &format!("content/events/{id}.yaml"),
        &format!("title: {text}\nsummary: {text}\nvenue: {text}\norganisers: [{text}]\nsources: [{text}]\ntime: {text}\nmembers: [{id}]\n"),
    )
    .file(
        &format!("content/news/{id}.yaml"),
        &format!("title: {text}\nsummary: {text}\ndate: 2026-05-01\nmembers: [{id}]\n"),
    )
}

/// A text in double quotes, as JSON and YAML both write it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}
