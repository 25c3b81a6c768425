//! An axis: its range, the position of a number on it, and its ticks.

/// From which ratio of the largest to the smallest value an axis is logarithmic.
const SPANS_DECADES: f64 = 30.0;
/// The approximate number of ticks.
const TICKS: f64 = 5.0;
/// The margin at each end, as a share of the axis.
const MARGIN: f64 = 0.04;

/// An axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    /// Whether equal steps are equal ratios.
    pub is_log: bool,
}

impl Axis {
    /// An axis for some numbers; `None` if there are none.
    #[must_use]
    pub(super) fn of(numbers: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        let smallest = numbers.clone().min_by(f64::total_cmp)?;
        let largest = numbers.max_by(f64::total_cmp)?;
        let is_log = smallest > 0.0 && largest / smallest >= SPANS_DECADES;
        let (low, high) = if is_log {
            (smallest.log10(), largest.log10())
        } else {
            (smallest, largest)
        };
        let length = high - low;
        let margin = if length > 0.0 {
            length * MARGIN
        } else {
            (low.abs() * 0.1).max(f64::MIN_POSITIVE.sqrt())
        };
        // An axis of positive numbers does not extend below zero.
        let is_positive = !is_log && smallest >= 0.0;
        let below = low - margin;
        Some(Self {
            low: if is_positive { below.max(0.0) } else { below },
            high: high + margin,
            is_log,
        })
    }

    /// The position of a number, in per cent of the axis; clamped to its ends.
    #[must_use]
    pub(super) fn place(&self, number: f64) -> f64 {
        let on_axis = if !self.is_log {
            number
        } else if number > 0.0 {
            number.log10()
        } else {
            self.low
        };
        let length = self.high - self.low;
        if length <= 0.0 {
            return 50.0;
        }
        let percent = (on_axis - self.low) * 100.0 / length;
        (percent.clamp(0.0, 100.0) * 100.0).round() / 100.0
    }

    /// The ticks, each with its text.
    #[must_use]
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        if self.is_log {
            self.of_decades()
        } else {
            self.of_steps()
        }
    }

    fn of_steps(&self) -> Vec<(f64, String)> {
        let rough = (self.high - self.low) / TICKS;
        let power = rough.log10().floor();
        let unit = 10f64.powf(power);
        let step = [1.0, 2.0, 5.0]
            .into_iter()
            .find(|step| step * unit >= rough);
        let step = step.unwrap_or(10.0) * unit;
        if !step.is_normal() {
            return Vec::new();
        }
        let digits = digits_after_the_point(step);
        let first = (self.low / step).ceil();
        let last = (self.high / step).floor();
        let mut ticks = Vec::new();
        let mut count = first;
        while count <= last && ticks.len() < 20 {
            let number = count * step;
            let text = format!("{number:.digits$}");
            ticks.push((number, if text == "-0" { "0".to_owned() } else { text }));
            count += 1.0;
        }
        ticks
    }

    fn of_decades(&self) -> Vec<(f64, String)> {
        let decades = self.high - self.low;
        let steps: &[f64] = if decades > 3.0 {
            &[1.0]
        } else if decades > 2.0 {
            &[1.0, 3.0]
        } else {
            &[1.0, 2.0, 5.0]
        };
        let every = (decades / 8.0).ceil().max(1.0);
        let mut ticks = Vec::new();
        let mut power = self.low.floor();
        while power <= self.high && ticks.len() < 40 {
            for step in steps {
                let number = step * 10f64.powf(power);
                let place = number.log10();
                if place >= self.low && place <= self.high {
                    ticks.push((number, decimal(number, power)));
                }
            }
            power += every;
        }
        ticks
    }
}

/// How many digits after the point a step needs.
fn digits_after_the_point(step: f64) -> usize {
    let power = step.log10().floor();
    let digits = (-power).max(0.0);
    (0..12usize)
        .find(|count| float(*count) >= digits)
        .unwrap_or(12)
}

#[expect(clippy::cast_precision_loss, reason = "a few digits")]
fn float(count: usize) -> f64 {
    count as f64
}

/// Formats a number with as many decimals as its power of ten needs.
fn decimal(number: f64, power: f64) -> String {
    let digits = digits_after_the_point(10f64.powf(power));
    format!("{number:.digits$}")
}

#[cfg(test)]
mod tests {
    use super::Axis;

    fn ticks(numbers: &[f64]) -> Vec<String> {
        let axis = Axis::of(numbers.iter().copied());
        let ticks = axis.map(|axis| axis.ticks()).unwrap_or_default();
        ticks.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn numbers_beside_an_axis() {
        assert_eq!(ticks(&[0.0, 10.0]), ["0", "5", "10"]);
        assert_eq!(ticks(&[0.5, 1.5]), ["0.5", "1.0", "1.5"]);
        assert_eq!(ticks(&[1.0, 10_000.0]), ["1", "10", "100", "1000", "10000"]);
        assert_eq!(
            ticks(&[0.02, 1.0]),
            ["0.02", "0.05", "0.1", "0.2", "0.5", "1"]
        );
        assert!(!ticks(&[7.0]).is_empty());
        assert!(ticks(&[]).is_empty());
    }

    #[test]
    fn places_are_on_the_axis() {
        for numbers in [
            &[1.0, 2.0][..],
            &[1.0, 1000.0],
            &[-5.0, 5.0],
            &[3.0],
            &[0.0],
        ] {
            let axis = Axis::of(numbers.iter().copied());
            for number in [-1e300, -1.0, 0.0, 1.0, 2.5, 1e300] {
                let place = axis.map_or(0.0, |axis| axis.place(number));
                assert!(
                    (0.0..=100.0).contains(&place),
                    "{numbers:?} {number}: {place}"
                );
            }
        }
    }
}
