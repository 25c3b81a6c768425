//! A position as maps and people write it, in the form of fields: `50.03, 15.77`, a list of
//! two numbers, keys by other names, degrees with minutes.

use crate::quantity::{Decimal, approximate};
use crate::yaml::{Kind, Node};

/// Other names of the two keys.
const NORTH: [&str; 6] = ["lat", "latitude", "north", "breite", "sirka", "šířka"];
const EAST: [&str; 9] = [
    "lon",
    "lng",
    "long",
    "longitude",
    "east",
    "länge",
    "laenge",
    "delka",
    "délka",
];

/// The group of keys that a text, a list or a group with other keys means.
pub(super) fn of_node(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Scalar(scalar) => of_text(&scalar.text),
        Kind::Sequence(nodes) => match nodes.as_slice() {
            [north, east] => group(north.as_text()?, east.as_text()?),
            _ => None,
        },
        Kind::Mapping(pairs) => match pairs.as_slice() {
            [north, east] => {
                let (first, second) = (north.key.to_lowercase(), east.key.to_lowercase());
                let is_right = first == "lat" && second == "lon";
                let is_named = NORTH.contains(&&*first) && EAST.contains(&&*second);
                (is_named && !is_right)
                    .then(|| group(north.value.as_text()?, east.value.as_text()?))?
            }
            _ => None,
        },
        Kind::Null => None,
    }
}

fn of_text(text: &str) -> Option<String> {
    let bare = text.trim().trim_matches(['(', ')', '[', ']']);
    if bare.contains('°') || (bare.contains('N') && bare.contains('E')) {
        return of_degrees(bare);
    }
    let parts: Vec<&str> = if bare.contains(';') {
        bare.split(';').map(str::trim).collect()
    } else if bare.contains(", ") {
        bare.split(", ").map(str::trim).collect()
    } else if bare.contains(' ') {
        bare.split_whitespace().collect()
    } else {
        bare.split(',').collect()
    };
    match parts.as_slice() {
        [north, east] => group(north, east),
        _ => None,
    }
}

/// `50°2'14"N 15°46'E`, north first.
fn of_degrees(text: &str) -> Option<String> {
    let mut signs = ['N', 'E'].into_iter();
    let mut rest = text;
    let mut degrees = Vec::new();
    for sign in signs.by_ref() {
        let (part, after) = rest.split_once(sign)?;
        rest = after;
        degrees.push(in_decimals(part.trim_matches([' ', ',', ';']))?);
    }
    match degrees.as_slice() {
        [north, east] => group(north, east),
        _ => None,
    }
}

/// Degrees, minutes and seconds as degrees with five digits, about a metre.
fn in_decimals(text: &str) -> Option<String> {
    let is_mark = |sign: char| "°'\"′″’”º ".contains(sign);
    let parts = text.split(is_mark).filter(|part| !part.is_empty());
    let parts: Option<Vec<f64>> = parts
        .map(|part| part.replace(',', ".").parse().ok())
        .collect();
    let parts = parts.filter(|parts| (1..=3).contains(&parts.len()))?;
    let sum: f64 = parts
        .iter()
        .zip([1.0, 60.0, 3600.0])
        .map(|(part, of)| part / of)
        .sum();
    let written = format!("{sum:.5}");
    Some(
        written
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
    )
}

/// The group, where both are degrees.
fn group(north: &str, east: &str) -> Option<String> {
    let number = |text: &str, most: f64| {
        let pointed = text.trim().trim_end_matches('°').replace(',', ".");
        let number = Decimal::parse(&pointed).ok()?;
        (approximate(&number.to_rational()).abs() <= most).then_some(pointed)
    };
    let (north, east) = (number(north, 90.0)?, number(east, 180.0)?);
    Some(format!("{{lat: {north}, lon: {east}}}"))
}
