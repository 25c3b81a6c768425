//! What a schema says at schema.org is held against its vocabulary.

use crate::support::{Run, SiteTest};

/// The check of a site with a schema file for its rooms.
fn checked(schema: &str) -> Run {
    let head = "collection: rooms\ndisplay: {title: title}\n";
    let text = format!("{head}{schema}");
    SiteTest::minimal()
        .file("content/schema/rooms.yaml", &text)
        .check()
}

/// A field of a room that says something.
fn field(says: &str) -> String {
    format!(
        "schema_org: Room\nfields:\n  title: {{type: string, required: true, schema_org: {says}}}\n"
    )
}

/// A name that schema.org does not know is a warning at its place, with the one that
/// was meant.
#[test]
fn names_are_those_of_the_vocabulary() {
    let title = "fields:\n  title: {type: string, required: true}\n";
    for (schema, kind, word) in [
        (format!("schema_org: Romo\n{title}"), "type", "Romo"),
        (
            format!("schema_org: {{type: Room, field: title, values: {{a: HotelRom}}}}\n{title}"),
            "type",
            "HotelRom",
        ),
        (field("nmae"), "property", "nmae"),
        (
            field("{property: image, type: ImageObjekt, as: name}"),
            "type",
            "ImageObjekt",
        ),
        (
            field("{property: image, type: ImageObject, as: captoin}"),
            "property",
            "captoin",
        ),
        (
            field("{property: additionalType, values: {a: EventScheduld}}"),
            "member",
            "EventScheduld",
        ),
    ] {
        let run = checked(&schema).ended_with(0);
        let (line, text) = (3..)
            .zip(schema.lines())
            .find(|(_, text)| text.contains(word))
            .unwrap();
        let column = text.find(word).unwrap() + 1;
        let said = run.said();
        assert_eq!(said.matches("[S066").count(), 1, "{said}");
        run.says("warning[S066")
            .says(&format!("rooms.yaml:{line}:{column}\n"))
            .says(&format!("no {kind} `{word}`"))
            .says("did you mean");
    }
}

/// A property must be one that a thing of the type may have: of the collection, of the
/// group, or of what is put round a value.
#[test]
fn a_property_is_of_the_type() {
    checked(&field("vatID"))
        .ended_with(0)
        .says("warning[S066")
        .says("`Room` has no property `vatID`");
    checked(&field("{property: image, type: ImageObject, as: vatID}"))
        .says("`ImageObject` has no property `vatID`");
    let group = |says: &str| {
        format!(
            "schema_org: Room\nfields:\n  title: {{type: string}}\n  group:\n    type: list\n    schema_org: {{property: address, type: PostalAddress}}\n    of: {{type: object, fields: {{part: {{type: string, schema_org: {says}}}}}}}\n"
        )
    };
    checked(&group("floorSize")).says("`PostalAddress` has no property `floorSize`");
    assert!(!checked(&group("postalCode")).said().contains("S066"));
    checked(&format!(
        "{}  group: {{type: object, fields: {{part: {{type: string, schema_org: postalCode}}}}}}\n",
        field("name")
    ))
    .says("`Room` has no property `postalCode`");
}

/// One of the types of a collection is enough, and a collection that names none says
/// nothing that could be wrong.
#[test]
fn any_type_of_the_collection_may_have_it() {
    for schema in [
        "schema_org: {type: Room, field: kind, values: {firm: Organization}}\nfields:\n  title: {type: string}\n  kind: {type: enum, values: [firm, hall]}\n  vat: {type: string, schema_org: vatID}\n",
        "fields:\n  title: {type: string, schema_org: vatID}\n",
    ] {
        let said = checked(schema).said();
        assert!(!said.contains("S066"), "{said}");
    }
}

/// Where a site gives a built-in collection another type, the finding stands there.
#[test]
fn another_type_of_a_built_in_collection() {
    SiteTest::minimal()
        .file(
            "content/schema/events.yaml",
            "extend: events\nschema_org: Person\n",
        )
        .check()
        .says("`Person` has no property `startDate`")
        .says("events.yaml:2:13");
}
