//! Distances on the Earth.

/// The mean radius of the Earth in kilometres.
const EARTH: f64 = 6371.0088;

/// The great-circle distance in kilometres between two positions in degrees, north and
/// east (haversine).
#[must_use]
pub(super) fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let along = from.0.to_radians().cos() * to.0.to_radians().cos();
    let across = half(from.0, to.0) + along * half(from.1, to.1);
    2.0 * EARTH * across.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::kilometres;

    #[test]
    fn pardubice_to_braga() {
        let distance = kilometres((50.0386, 15.7791), (41.5454, -8.4265));
        assert_eq!(format!("{distance:.2}"), "2088.07");
        assert!(kilometres((0.0, 0.0), (0.0, 180.0)) > 20_000.0);
    }
}
