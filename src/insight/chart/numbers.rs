//! The numbers beside marks. Each is placed where it hides no mark and no other number,
//! preferably beside a range and not on it. A number without room is left out; the table below
//! lists them all.

use super::view::AreaView;

/// The assumed width of a drawing, in pixels. A larger drawing has more room than assumed.
const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 360.0;

/// The sides of a mark where a number can be placed.
const SIDES: &[(&str, f64, f64)] = &[
    ("right", 12.0, 0.0),
    ("left", -12.0, 0.0),
    ("above", 0.0, -13.0),
    ("below", 0.0, 13.0),
];

/// For the middle of each mark, in per cent: the side of its number; `None` if there is no
/// room. Ranges of one value are drawn as bars, on which a number is hard to read.
#[must_use]
pub(super) fn sides(middles: &[(f64, f64)], bars: &[AreaView]) -> Vec<Option<&'static str>> {
    let marks: Vec<(f64, f64)> = middles
        .iter()
        .map(|(x, y)| (x * WIDTH / 100.0, y * HEIGHT / 100.0))
        .collect();
    let mut numbers: Vec<(f64, f64)> = Vec::new();
    let mut sides = Vec::new();
    for (own, (x, y)) in marks.iter().enumerate() {
        let has_room = |(_, right, down): &&(&str, f64, f64)| {
            let place = (x + right, y + down);
            let is_inside =
                (6.0..WIDTH - 6.0).contains(&place.0) && (6.0..HEIGHT - 6.0).contains(&place.1);
            let mut others = marks.iter().enumerate().filter(|(other, _)| *other != own);
            is_inside
                && !others.any(|(_, mark)| is_near(place, *mark))
                && !numbers.iter().any(|number| is_near(place, *number))
        };
        let is_beside = |(_, right, down): &&(&str, f64, f64)| {
            !bars.iter().any(|bar| is_on(bar, (x + right, y + down)))
        };
        let mut free = SIDES.iter().filter(has_room);
        let beside = free.clone().find(is_beside);
        let free = beside.or_else(|| free.next());
        if let Some((_, right, down)) = free {
            numbers.push((x + right, y + down));
        }
        sides.push(free.map(|(side, ..)| *side));
    }
    sides
}

/// Whether a number would be on a bar.
fn is_on(bar: &AreaView, (x, y): (f64, f64)) -> bool {
    let (left, right) = (bar.left * WIDTH / 100.0, bar.right * WIDTH / 100.0);
    let (top, bottom) = (bar.top * HEIGHT / 100.0, bar.bottom * HEIGHT / 100.0);
    (left - 6.0..right + 6.0).contains(&x) && (top - 9.0..bottom + 9.0).contains(&y)
}

fn is_near(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() < 14.0 && (one.1 - other.1).abs() < 12.0
}

#[cfg(test)]
mod tests {
    use super::{AreaView, sides};

    /// A number is placed above a bar, and not on it; if only the bar has room, on the bar.
    #[test]
    fn a_number_stands_beside_a_range() {
        let bar = |top: f64| AreaView {
            left: 10.0,
            top,
            width: 80.0,
            height: 0.0,
            right: 90.0,
            bottom: top,
        };
        assert_eq!(sides(&[(50.0, 50.0)], &[]), [Some("right")]);
        assert_eq!(sides(&[(50.0, 50.0)], &[bar(50.0)]), [Some("above")]);
        assert_eq!(sides(&[(50.0, 1.0)], &[bar(1.0)]), [Some("below")]);
        let both = [bar(50.0), bar(46.4), bar(53.6)];
        assert_eq!(sides(&[(50.0, 50.0)], &both), [Some("right")]);
    }
}
