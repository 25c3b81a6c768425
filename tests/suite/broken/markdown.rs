//! Links and pictures in long texts.

use crate::support::SiteTest;

/// Every kind of link that leads nowhere, several in one text.
pub(super) fn links(site: SiteTest) -> SiteTest {
    site.file(
        "content/members/spinworks.yaml",
        "name: Spinworks\nkind: company\nsummary: Spins.\njoined: 2020\n",
    )
    .file(
        "content/members/hidden.yaml",
        "name: Hidden\nkind: company\nsummary: No.\njoined: 2020\ndraft: true\n",
    )
    .file(
        "content/pages/about.md",
        "
        ---
        title: {en: About, cs: O nás}
        ---
        See [the member](members:spinwork), [all](member:), [a page](pages:abuot).

        [By hand](/members/spinworks/), [relative](../members/), [a file](assets/missing.pdf),
        [nothing](), [upper](Members:spinworks).

        - [run](javascript:alert(1))
        - [data](data:text/html;base64,PHNjcmlwdD4=)
        - [disk](file:///etc/passwd)
        - [encoded](java&#115;cript:alert(1))
        - <vbscript:x>

        A draft: [hidden](members:hidden). Broken: [web](https://), [reference][ref].

        [ref]: members:nobody
        ",
    )
    .file(
        "content/pages/about.cs.md",
        "[Členové](clenove:), [člen](members:spinwork).\n",
    )
}

/// Pictures that are not there, and anchors that no heading has.
pub(super) fn pictures_and_anchors(site: SiteTest) -> SiteTest {
    site.file(
        "content/assets/hall.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    )
    .file(
        "content/pages/about.md",
        "
        ---
        title: {en: About, cs: O nás}
        ---
        ## History

        ![The hall](assets/hal.svg) ![Elsewhere](https://elsewhere.example/a.png)
        ![](assets/hall.svg) ![Up](../../secret.png)

        See [above](#histroy) and [at home](pages:index#nothing).
        ",
    )
}

/// What a page is not allowed to do by raw HTML is found on the finished page.
pub(super) fn raw_html(site: SiteTest) -> SiteTest {
    site.file(
        "content/pages/about.md",
        "
        ---
        title: {en: About, cs: O nás}
        ---
        <p id=\"menu\">The theme has this id already.</p>

        <a href=\"/nowhere/\">nowhere</a> <img src=\"https://elsewhere.example/a.png\" alt=\"\">
        ",
    )
}
