//! The scales of pictures: how many pixels of the file correspond to a length. They can be
//! checked only after the files have been read.

use super::AssetTable;
use crate::diagnostic::Diagnostic;
use crate::model::Catalog;
use crate::quantity::{Rational, Unit};
use crate::schema::{Record, Value, walk_all};

/// Reports scales that cannot be drawn as a bar: a value that is not a length, more pixels
/// than the picture is wide, and drawings, which have no pixels.
#[must_use]
pub(crate) fn scale_findings(catalog: &Catalog, assets: &AssetTable) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for index in catalog.all() {
        let record = &catalog.entry(index).record;
        let fields = &catalog.collection_of(index).fields;
        walk_all(record, fields, &mut |visit| {
            if let Value::Image(picture) = &visit.item.value {
                findings.extend(faults(catalog, assets, picture).into_iter().flatten());
            }
        });
    }
    findings
}

fn faults(catalog: &Catalog, assets: &AssetTable, picture: &Record) -> [Option<Diagnostic>; 2] {
    let Some(Value::Object(scale)) = picture.get("scale").map(|item| &item.value) else {
        return [None, None];
    };
    let file = picture.get("file").and_then(|item| match &item.value {
        Value::File(named) => assets.content(catalog.file(named.to)?),
        _ => None,
    });
    [
        length(scale),
        file.and_then(|file| pixels(scale, file.pixels())),
    ]
}

fn length(scale: &Record) -> Option<Diagnostic> {
    let item = scale.get("length")?;
    let Value::Quantity(stated) = &item.value else {
        return None;
    };
    let metres = stated.amount.exact_in(&Unit::parse("m").ok()?);
    let is_length = metres.is_some_and(|metres| metres > Rational::from_integer(0.into()));
    (!is_length).then(|| Diagnostic::new("I062.length", item.span).arg("text", &*stated.written))
}

/// What is wrong with the pixels of a picture of a size; a drawing has none.
fn pixels(scale: &Record, size: Option<(u32, u32)>) -> Option<Diagnostic> {
    let item = scale.get("pixels")?;
    let Value::Int(pixels) = item.value else {
        return None;
    };
    match size {
        None => Some(Diagnostic::new("I062.drawing", item.span)),
        Some((width, _)) => (pixels > i64::from(width)).then(|| {
            Diagnostic::new("I062.pixels", item.span)
                .arg("pixels", pixels.to_string())
                .arg("width", width.to_string())
        }),
    }
}
