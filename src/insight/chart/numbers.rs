//! The numbers beside marks: each where it hides no mark and no other number, or
//! nowhere; the table below has them all.

/// The size of a drawing that the places are chosen for, in pixels. On a larger one there
/// is more room than was thought.
const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 360.0;

/// Beside which side of its mark a number stands.
const SIDES: &[(&str, f64, f64)] = &[
    ("right", 12.0, 0.0),
    ("left", -12.0, 0.0),
    ("above", 0.0, -13.0),
    ("below", 0.0, 13.0),
];

/// For the middle of each mark in per cent, the side on which its number stands; nothing
/// where there is no room.
#[must_use]
pub(super) fn sides(middles: &[(f64, f64)]) -> Vec<Option<&'static str>> {
    let marks: Vec<(f64, f64)> = middles
        .iter()
        .map(|(x, y)| (x * WIDTH / 100.0, y * HEIGHT / 100.0))
        .collect();
    let mut numbers: Vec<(f64, f64)> = Vec::new();
    let mut sides = Vec::new();
    for (own, (x, y)) in marks.iter().enumerate() {
        let free = SIDES.iter().find(|(_, right, down)| {
            let place = (x + right, y + down);
            let is_inside =
                (6.0..WIDTH - 6.0).contains(&place.0) && (6.0..HEIGHT - 6.0).contains(&place.1);
            let mut others = marks.iter().enumerate().filter(|(other, _)| *other != own);
            is_inside
                && !others.any(|(_, mark)| is_near(place, *mark))
                && !numbers.iter().any(|number| is_near(place, *number))
        });
        if let Some((_, right, down)) = free {
            numbers.push((x + right, y + down));
        }
        sides.push(free.map(|(side, ..)| *side));
    }
    sides
}

fn is_near(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() < 14.0 && (one.1 - other.1).abs() < 12.0
}
