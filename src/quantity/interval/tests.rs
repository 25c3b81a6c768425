//! Tests of intervals.

use std::cmp::Ordering;

use proptest::prelude::*;

use super::*;

fn number(value: i32) -> Rational {
    Rational::from(BigInt::from(value))
}

fn closed(lower: i32, upper: i32) -> Interval {
    Interval::between(number(lower), number(upper))
}

#[test]
fn an_interval_holds_a_value() {
    assert_eq!(
        Interval::new(Bound::Closed(number(2)), Bound::Closed(number(1))),
        None
    );
    assert_eq!(
        Interval::new(Bound::Open(number(1)), Bound::Closed(number(1))),
        None
    );
    assert_eq!(
        Interval::new(Bound::Closed(number(1)), Bound::Closed(number(1))),
        Some(Interval::point(number(1)))
    );
    assert!(Interval::new(Bound::Unbounded, Bound::Unbounded).is_some());
    assert_eq!(closed(3, 1), closed(1, 3));
}

#[test]
fn open_ends_do_not_touch() {
    let five = number(5);
    let above = Interval::above(Bound::Open(five.clone()));
    assert!(!above.contains(&five) && above.contains(&number(6)));
}

#[test]
fn sorts_as_readers_expect() {
    let five = || number(5);
    let expected = [
        Interval::point(number(1)),
        Interval::below(Bound::Open(five())),
        Interval::point(five()),
        Interval::above(Bound::Closed(five())),
        Interval::above(Bound::Open(five())),
        closed(5, 7),
        Interval::point(number(150)),
        closed(100, 300),
    ];
    let mut sorted = expected.to_vec();
    sorted.reverse();
    sorted.sort();
    assert_eq!(sorted, expected);
}

fn bound() -> impl Strategy<Value = Bound> {
    (0..3_u8, -4..5_i32).prop_map(|(kind, value)| match kind {
        0 => Bound::Unbounded,
        1 => Bound::Closed(number(value)),
        _ => Bound::Open(number(value)),
    })
}

fn interval() -> impl Strategy<Value = Interval> {
    (bound(), bound()).prop_filter_map("empty", |(lower, upper)| Interval::new(lower, upper))
}

proptest! {
    #[test]
    fn the_order_is_total(a in interval(), b in interval(), c in interval()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
        prop_assert_eq!(a.partial_cmp(&b), Some(a.cmp(&b)));
    }
}
