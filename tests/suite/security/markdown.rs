//! Payloads in long texts. What is refused is refused with a message; what is
//! published is harmless.

use super::dangers;
use crate::support::{SiteTest, expect_none};

const PAYLOADS: &[&str] = &[
    // Links and pictures with schemes that run, plain and in disguise.
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\u{1}javascript:alert(1))",
    "[x](javascript&Tab;:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:x)",
    "[x](//evil.example/x)",
    "[x](\\\\evil.example\\x)",
    "[x](https://a.example/\"onmouseover=\"alert(1))",
    "[x](https://a.example \"title\\\" onmouseover=alert(1)\")",
    "[x](mailto:a@b.example?body=<script>)",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<https://a.example/\"onclick=alert(1)>",
    "![x](javascript:alert(1))",
    "![\" onerror=alert(1) x=\"](assets/a.svg)",
    "![x](assets/a.svg \"\\\" onerror=alert(1) x=\\\"\")",
    "![x](https://evil.example/pixel.png)",
    "![<script>alert(1)</script>](assets/a.svg)",
    // Attributes of headings and what fences say after their dashes.
    "## Heading {onclick=alert(1)}",
    "## Heading {#id onclick=alert(1) .class style=\"background:url(//evil.example)\"}",
    "## Heading {#\"><script>alert(1)</script>}",
    "```html onclick=alert(1)\n<script>alert(1)</script>\n```",
    "```\"><script>alert(1)</script>\nx\n```",
    "```rust {onclick=alert(1)} title=\"</code><script>\"\nfn main() {}\n```",
    "```catalog\nfrom: members\nview: \"<script>\"\n```",
    // Raw HTML, blocks and inline.
    "<script>alert(1)</script>",
    "text <script src=//evil.example/x.js></script> text",
    "<img src=x onerror=alert(1)>",
    "<img src=\"assets/a.svg\" onload=\"alert(1)\">",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"#\" onclick=\"alert(1)\" style=\"position:fixed;inset:0\">x</a>",
    "<a href=\"https://a.example/\" target=\"_blank\" ping=\"//evil.example\">x</a>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mtext></mtext><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<iframe src=\"//evil.example\"></iframe>",
    "<object data=\"//evil.example\"></object><embed src=\"//evil.example\">",
    "<form action=\"//evil.example\"><input name=q><button formaction=\"javascript:alert(1)\">x</button></form>",
    "<base href=\"//evil.example\">",
    "<meta http-equiv=\"refresh\" content=\"0; url=//evil.example\">",
    "<link rel=\"stylesheet\" href=\"//evil.example/x.css\">",
    "<style>@import \"//evil.example/x.css\";</style>",
    "<div style=\"background:url(//evil.example)\">x</div>",
    "<video src=\"//evil.example/x.mp4\" onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<p id=\"main\" class=\"site-header\">x</p>",
    "<a name=\"location\" id=\"cookie\">clobber</a>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><plaintext>",
    "</main></body></html><script>alert(1)</script>",
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<!DOCTYPE html><script>alert(1)</script>",
    "<xss id=x tabindex=1 onfocus=alert(1)></xss>",
    "<img srcset=\"//evil.example/x.png 1x\" src=\"assets/a.svg\" alt=\"\">",
    "<blockquote cite=\"javascript:alert(1)\">x</blockquote>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))",
    "[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: x",
    "term\n: <script>alert(1)</script>",
    // Templates are not run in content.
    "{{ site.base_url | safe }} {% include \"base.html\" %} {{ <breadcrumbs /> }}",
];

/// Each payload is a page of its own; those that the program refuses are taken
/// out, and what is left is published and harmless.
#[test]
fn payloads_in_long_texts() {
    let site = SiteTest::minimal().theme("cluster").file(
        "content/assets/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    );
    let site = PAYLOADS
        .iter()
        .enumerate()
        .fold(site, |site, (number, payload)| {
            site.file(&format!("content/pages/p-{number}.md"), &page(payload))
        });
    // What the content is refused for, then what finished pages are: a fault that
    // several pages share is told for the first of them.
    let mut published: Vec<usize> = (0..PAYLOADS.len()).collect();
    let mut rounds = 0;
    while site.check().status != 0 {
        rounds += 1;
        assert!(
            rounds < 10,
            "it never becomes right: {}",
            site.check().said()
        );
        let said = site
            .run(&["check", "--as-of", "2026-06-01", "--format", "short"])
            .said();
        let errors: Vec<&str> = said
            .lines()
            .filter(|line| line.contains("error["))
            .collect();
        published.retain(|number| {
            let names = [format!("p-{number}.md:"), format!("p-{number}/")];
            let refused = errors
                .iter()
                .any(|line| names.iter().any(|name| line.contains(name)));
            if refused {
                site.remove(&format!("content/pages/p-{number}.md"));
            }
            !refused
        });
    }
    site.build().ended_with(0);
    assert!(
        published.len() > 30,
        "only {} were published",
        published.len()
    );
    expect_none("payloads", &dangers(&site.output()));
    // A payload may lose its page nothing of what stands around it.
    for number in published {
        let page = site.page(&format!("web/p-{number}/index.html"));
        let main = &page.all("main").next().expect("a main part").text;
        assert!(
            main.contains("After the payload."),
            "{}: {main}",
            PAYLOADS[number]
        );
    }
}

/// Schemes that run are refused with a message, in each form of a link.
#[test]
fn schemes_are_refused() {
    let links = [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html,<b>)",
        "[x](vbscript:x)",
        "[x](blob:x)",
        "[x](<javascript:alert(1)>)",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[![x](assets/a.svg)](javascript:alert(1))",
        "# [x](javascript:alert(1))",
        "| [x](javascript:alert(1)) |\n|---|",
        "a[^1]\n\n[^1]: [x](javascript:alert(1))",
    ];
    let site = SiteTest::minimal().file(
        "content/assets/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    );
    let site = links.iter().enumerate().fold(site, |site, (number, link)| {
        site.file(&format!("content/pages/p-{number}.md"), &page(link))
    });
    let said = site.check().ended_with(1).said();
    for (number, link) in links.iter().enumerate() {
        let place = format!("content/pages/p-{number}.md:");
        let told = said
            .split("\n\n")
            .any(|found| found.contains(&place) && found.contains("[K003]"));
        assert!(told, "{link} is not refused in\n{said}");
    }
}

/// A text that goes deep or wide neither ends the program nor takes for ever.
#[test]
fn texts_that_are_too_much() {
    let texts = [
        "> ".repeat(20_000),
        "- ".repeat(20_000),
        "[".repeat(50_000),
        "![".repeat(20_000),
        "*a _b ".repeat(20_000),
        "<div>".repeat(20_000),
        format!("{}x{}", "<b>".repeat(20_000), "</b>".repeat(20_000)),
        "[a](<b".repeat(20_000),
        "`".repeat(50_000),
        "|a".repeat(20_000) + "\n" + &"|-".repeat(20_000),
        (0..5_000)
            .map(|n| format!("[^{n}]\n\n[^{n}]: note\n\n"))
            .collect(),
        "&amp;".repeat(50_000),
        "[^".repeat(200_000),
        "a\n=\n".repeat(20_000),
        "```catalog\nfrom: pages\n```\n\n".repeat(3_000),
        "){".repeat(200_000),
        "[@".repeat(200_000),
    ];
    for text in texts {
        let many_tags = text.matches('<').count() > 4000 && text.contains('>');
        let site = SiteTest::minimal().file(
            "content/pages/p.md",
            &format!("---\ntitle: {{en: Page, cs: Stránka}}\n---\n{text}\n"),
        );
        let begin: String = text.chars().take(20).collect();
        let run = site.check();
        assert!(
            matches!(run.status, 0 | 1),
            "{begin}: status {}: {}",
            run.status,
            run.said()
        );
        // The sanitiser's time grows with the square of open elements.
        assert_eq!(
            run.said().contains("[K021]"),
            many_tags,
            "{begin}: {}",
            run.said()
        );
    }
}

/// A page of more parts than the limit is refused with the place where it is reached,
/// whatever the parts are.
#[test]
fn a_text_of_too_many_parts() {
    let numbers = "| 1 | 2 | 3 |\n".repeat(18_000);
    let kinds = [
        "# a\n".repeat(70_000),
        "[a](https://a.example/) ".repeat(43_000),
        format!("| a | b | c |\n|---|---|---|\n{numbers}"),
        "> ".repeat(400) + "a" + &"\n\n*a* b".repeat(60_000),
    ];
    for text in kinds {
        let site = SiteTest::minimal().file(
            "content/pages/p.md",
            &format!("---\ntitle: {{en: Page, cs: Stránka}}\n---\n{text}\n"),
        );
        let begin: String = text.chars().take(20).collect();
        let run = site.check();
        assert_eq!(run.status, 1, "{begin}: {}", run.said());
        assert_eq!(run.said().matches("[K024]").count(), 1, "{begin}");
        assert!(run.said().contains("150000"), "{begin}: {}", run.said());
    }
}

fn page(text: &str) -> String {
    format!("---\ntitle: {{en: Page, cs: Stránka}}\n---\nBefore.\n\n{text}\n\nAfter the payload.\n")
}
