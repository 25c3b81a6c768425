//! Entries with a position as `GeoJSON` (RFC 7946): degrees east first.

use serde_json::{Value, json};

use super::listed::Listed;
use super::table::address;
use crate::present::{Detail, FieldView, ValueView};

/// The entries of a list that have a position; each of several positions is a separate
/// feature.
pub(super) fn geojson(listed: &Listed<'_>) -> Option<Vec<u8>> {
    let mut features = Vec::new();
    for entry in listed.entries() {
        let mut places = Vec::new();
        positions(&entry.fields, &mut places);
        for (number, place) in (1..).zip(&places) {
            let id = match number {
                1 => entry.id.to_owned(),
                // Ids cannot contain `#`, so that this is never the id of another entry.
                number => format!("{}#{number}", entry.id),
            };
            features.push(json!({
                "type": "Feature",
                "id": id,
                "geometry": {"type": "Point", "coordinates": [place.1, place.0]},
                "properties": {
                    "id": entry.id,
                    "title": entry.title,
                    "url": address(listed.scope, entry.link),
                },
            }));
        }
    }
    let all = json!({"type": "FeatureCollection", "features": features});
    serde_json::to_vec_pretty(&all).ok()
}

/// North and east.
type Place = (Value, Value);

fn positions(fields: &[FieldView<'_>], out: &mut Vec<Place>) {
    for field in fields {
        inside(&field.value, out);
    }
}

fn inside(value: &ValueView<'_>, out: &mut Vec<Place>) {
    match &value.detail {
        Detail::Geo { lat, lon } => {
            let degrees = |text: &str| text.parse::<f64>().ok().map(Value::from);
            out.extend(degrees(lat).zip(degrees(lon)));
        }
        Detail::List { items, .. } => {
            for item in items {
                inside(item, out);
            }
        }
        Detail::Group(fields) => positions(fields, out),
        _ => {}
    }
}
