//! References: links back with roles, and what becomes of one whose entry is
//! gone or not published.

use super::{Things as _, said_of, shown, shows, things};
use crate::support::{AS_OF, SiteTest};

fn member(site: SiteTest, id: &str, more: &str) -> SiteTest {
    let text = format!("name: {id}\nkind: company\nsummary: Spins.\njoined: 2020\n{more}");
    site.file(&format!("content/members/{id}.yaml"), &text)
}

/// A reference in a list of a group of a group is linked back under the name that
/// the outermost one gives, with the role that stands beside it.
#[test]
fn links_back_with_roles_from_any_depth() {
    let fields = "
        work:
          type: object
          fields:
            phases:
              type: list
              inverse: worked_on
              of:
                type: object
                fields:
                  name: {type: string, localized: true}
                  people: {type: list, of: {type: object, fields: {who: {type: ref, to: members}, as: {type: term, vocabulary: producer-roles}}}}
    ";
    let site = things(fields, "").thing(
        "loom",
        "work: {phases: [{name: {en: First, cs: První}, people: [{who: spinworks, as: developer}]}]}\n",
    );
    let site = member(site, "spinworks", "");
    site.build().ended_with(0);
    let page = site.page("web/members/spinworks/index.html");
    let item = page.all("li").find(|li| li.text.contains("loom"));
    let text = item.map(|li| li.text.as_str());
    assert_eq!(text, Some("loom Developer"));
}

/// What a list says of links back is meant of its public references: a private one has
/// none, and a private role is not said at the other end.
#[test]
fn private_references_and_roles_have_no_way_back() {
    let fields = "
        people:
          type: list
          inverse: worked_on
          of:
            type: object
            fields:
              who: {type: ref, to: members}
              as: {type: term, vocabulary: producer-roles, private: true}
              asked: {type: ref, to: members, private: true}
    ";
    let work = "people: [{who: spinworks, as: developer, asked: broker}]\n";
    let site = things(fields, "").thing("loom", work);
    let site = member(member(site, "spinworks", ""), "broker", "");
    site.build().ended_with(0);
    let named = |id: &str| {
        let page = site.page(&format!("web/members/{id}/index.html"));
        let items = page.all("li").filter(|li| li.text.contains("loom"));
        items.map(|li| li.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(named("spinworks"), ["loom"]);
    assert_eq!(named("broker"), Vec::<String>::new());
}

fn owned(on_delete: &str) -> SiteTest {
    let fields = format!(
        "
        owner: {{type: ref, to: members, inverse: things{on_delete}}}
        makers: {{type: list{on_delete}, of: {{type: object, fields: {{who: {{type: ref, to: members, required: true}}, note: {{type: string}}}}}}}}
        "
    );
    let site = things(&fields, "")
        .thing(
            "gone",
            "owner: nobody\nmakers: [{who: nobody, note: Abandoned}, {who: there, note: Stays}]\n",
        )
        .thing(
            "hidden",
            "owner: draft\nmakers: [{who: draft, note: Abandoned}]\n",
        );
    let site = member(site, "there", "");
    member(site, "draft", "draft: true\n")
}

fn said(site: &SiteTest) -> String {
    site.run(&["check", "--as-of", AS_OF, "--format", "short"])
        .said()
}

/// Where nothing is said, what is gone is an error, and what is not published
/// stands without a link.
#[test]
fn without_on_delete() {
    let said = said(&owned(""));
    assert_eq!(
        said_of(&said, "gone").matches("error[R001]").count(),
        2,
        "{said}"
    );
    assert_eq!(
        said_of(&said, "hidden").matches("warning[R002]").count(),
        2,
        "{said}"
    );
}

/// `restrict`: both are errors.
#[test]
fn restrict() {
    let said = said(&owned(", on_delete: restrict"));
    assert_eq!(
        said_of(&said, "gone").matches("error[R001]").count(),
        2,
        "{said}"
    );
    assert_eq!(
        said_of(&said, "hidden").matches("error[S056]").count(),
        2,
        "{said}"
    );
}

/// `unlink`: both are told, and left out of pages, search and data; a group that
/// cannot be without its reference goes with it.
#[test]
fn unlink() {
    let site = owned(", on_delete: unlink").theme("cluster");
    let said = said(&site);
    for id in ["gone", "hidden"] {
        let found = said_of(&said, id);
        assert_eq!(found.matches("warning[S057]").count(), 2, "{said}");
    }
    site.build().ended_with(0);
    for left in ["nobody", "Abandoned"] {
        assert_eq!(site.output().holding(left), [""; 0]);
    }
    let site = owned(", on_delete: unlink");
    site.build().ended_with(0);
    let page = site.page("web/things/gone/index.html");
    assert_eq!(shown(&page, "makers"), "Who there Note Stays");
    assert!(!shows(&page, "owner"));
    assert!(!shows(&site.page("web/things/hidden/index.html"), "makers"));
}
