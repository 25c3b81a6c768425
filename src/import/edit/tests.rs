//! Edits of YAML: what changes, and what stays.

use super::{remove, set};
use crate::import::Written;
use crate::schema::{Field, FieldType, Fields};

fn fields() -> Fields {
    let text = |name: &str| Field::new(name, FieldType::String);
    let inner: Fields = ["street", "town"].into_iter().map(text).collect();
    let group = FieldType::Object(std::sync::Arc::new(inner));
    ["a", "b", "c"]
        .into_iter()
        .map(text)
        .chain([Field::new("address", group)])
        .collect()
}

fn set_to(text: &str, path: &[&str], value: &str) -> String {
    let value = Written::Text(value.to_owned());
    set(text, path, &value, &fields()).unwrap()
}

#[test]
fn in_the_place_of_another_value() {
    assert_eq!(
        set_to("a: x  # why\nb: y\n", &["a"], "z"),
        "a: z  # why\nb: y\n"
    );
    assert_eq!(set_to("a: \"x\"\n", &["a"], "1.50"), "a: \"1.50\"\n");
    assert_eq!(
        set_to("a:   # why\nb: y\n", &["a"], "z"),
        "a: z   # why\nb: y\n"
    );
    assert_eq!(
        set_to("a: >-\n  x\n  y\n# of b\nb: y\n", &["a"], "one two"),
        "a: >-\n  one two\n# of b\nb: y\n"
    );
    assert_eq!(
        set_to("a: x\nb: y\n", &["a"], "one\n\ntwo"),
        "a: |-\n  one\n\n  two\nb: y\n"
    );
    assert_eq!(
        set_to("a: {en: x, cs: y}\n", &["a", "cs"], "one\ntwo: 2"),
        "a: {en: x, cs: \"one\\ntwo: 2\"}\n"
    );
    assert_eq!(
        set_to(
            "a:\n  - {b: x}\n  # of the second\n  - b: y\n    c: z\n",
            &["a", "1", "b"],
            "w"
        ),
        "a:\n  - {b: x}\n  # of the second\n  - b: w\n    c: z\n"
    );
}

#[test]
fn a_new_key_stands_where_the_schema_has_it() {
    assert_eq!(
        set_to("a: x\n\n# of c\nc: z\n", &["b"], "w"),
        "a: x\nb: w\n\n# of c\nc: z\n"
    );
    assert_eq!(set_to("# top\nb: x\n", &["a"], "w"), "# top\na: w\nb: x\n");
    assert_eq!(set_to("a: x", &["c"], "w"), "a: x\nc: w");
    assert_eq!(set_to("", &["c"], "w"), "c: w\n");
    assert_eq!(set_to("# only this\n", &["c"], "w"), "# only this\nc: w\n");
    assert_eq!(
        set_to("a: x\n", &["address", "town"], "w"),
        "a: x\naddress: {town: w}\n"
    );
    assert_eq!(
        set_to("address: {town: y}\n", &["address", "street"], "x"),
        "address: {street: x, town: y}\n"
    );
    assert_eq!(
        set_to("address:\n  town: y  # here\n", &["address", "street"], "x"),
        "address:\n  street: x\n  town: y  # here\n"
    );
    assert_eq!(
        set_to("a:\n- b: x\n", &["a", "0", "c"], "w"),
        "a:\n- b: x\n  c: w\n"
    );
}

#[test]
fn a_new_item_is_appended() {
    assert_eq!(
        set_to("a:\n  - x  # one\nb: y\n", &["a", "1"], "z"),
        "a:\n  - x  # one\n  - z\nb: y\n"
    );
    assert_eq!(set_to("a: [x, y]\n", &["a", "2"], "z"), "a: [x, y, z]\n");
    assert_eq!(set_to("a: []\n", &["a", "0", "b"], "z"), "a: [{b: z}]\n");
    assert_eq!(
        set_to("b: y\n", &["c", "0", "b"], "z"),
        "b: y\nc:\n  - {b: z}\n"
    );
}

#[test]
fn a_key_is_removed() {
    let without = |text: &str, path: &[&str]| remove(text, path).unwrap();
    assert_eq!(
        without("a: x\nb: >-\n  y\n  z\nc: w\n", &["b"]),
        "a: x\nc: w\n"
    );
    assert_eq!(without("a: {b: x, c: y}\n", &["a", "b"]), "a: {c: y}\n");
    assert_eq!(without("a: {b: x, c: y}\n", &["a", "c"]), "a: {b: x}\n");
    assert_eq!(
        without("a:\n  - b: x\n    c: y\n", &["a", "0", "b"]),
        "a:\n  - c: y\n"
    );
    assert_eq!(without("a: x\nb:\n  c: y\n", &["b", "c"]), "a: x\n");
}
