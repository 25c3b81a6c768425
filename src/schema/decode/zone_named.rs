//! A time followed by the name of its zone: `9:00 CET`, `09:00 Europe/Prague`,
//! `9:00 (UTC+1)`. Entries write the time in the zone of the site, or with an offset.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use super::meant::padded_moment;
use super::moment::moment;

/// Names of zones in the languages of editors, and their offsets in minutes.
const NAMES: [(&str, i32); 17] = [
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("cet", 60),
    ("sec", 60),
    ("seč", 60),
    ("sev", 60),
    ("mez", 60),
    ("bst", 60),
    ("west", 60),
    ("cest", 120),
    ("selč", 120),
    ("selc", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sez", 120),
    ("eest", 180),
];

/// The meaning of a moment with a named zone, and whether it is certain: the name is
/// dropped for the zone of the site, and replaced by its offset for another zone.
pub(super) fn in_named_zone(text: &str, zone: Option<&TimeZone>) -> Option<(String, bool)> {
    let (before, name) = parted(text)?;
    let here = if moment(before).is_some() {
        before.replacen(' ', "T", 1)
    } else {
        padded_moment(before)?
    };
    let clock = moment(&here)?;
    let own = zone.map_or(Offset::UTC, |zone| offset_in(zone, clock));
    if zone.and_then(TimeZone::iana_name) == Some(name) {
        return Some((here, true));
    }
    if name.contains('/') {
        let other = TimeZone::get(name).ok()?;
        return Some((with_offset(&here, offset_in(&other, clock), own), true));
    }
    let offset = named(name)?;
    // In summer people write CET but mean the local time.
    let is_usual = own.seconds() - offset.seconds() == 3600 && is_standard(name);
    if is_usual {
        return Some((here, false));
    }
    Some((with_offset(&here, offset, own), true))
}

/// The text before the name of a zone, and the name.
fn parted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim().trim_end_matches([',', '.']);
    let (before, name) = text.rsplit_once([' ', '\u{a0}'])?;
    let name = name.trim_start_matches(['(', '[']);
    let name = name.trim_end_matches([')', ']']);
    let is_name = name.starts_with(char::is_alphabetic) && name.len() > 2;
    is_name.then(|| (before.trim_end().trim_end_matches(','), name))
}

/// Whether a name is that of a winter zone which people use all year.
fn is_standard(name: &str) -> bool {
    matches!(
        &*name.to_lowercase(),
        "cet" | "sec" | "seč" | "mez" | "eet" | "wet"
    )
}

/// The offset of `CET`, `UTC+1` or `GMT+01:00`.
fn named(name: &str) -> Option<Offset> {
    let name = name.to_lowercase();
    let (word, rest) = match name.find(['+', '-']) {
        Some(at) => name.split_at(at),
        None => (&*name, ""),
    };
    let (_, minutes) = NAMES.iter().find(|(known, _)| *known == word)?;
    let further = if rest.is_empty() {
        0
    } else {
        let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
        let hours = i32::from(hours.parse::<i8>().ok()?);
        let minutes = i32::from(minutes.parse::<i8>().ok()?);
        hours * 60 + minutes * hours.signum()
    };
    Offset::from_seconds((minutes + further) * 60).ok()
}

fn offset_in(zone: &TimeZone, clock: DateTime) -> Offset {
    let zoned = zone.to_ambiguous_timestamp(clock).compatible();
    zoned.map_or(Offset::UTC, |at| zone.to_offset(at))
}

/// A moment with an offset, if the site has another one at that time.
fn with_offset(moment: &str, offset: Offset, own: Offset) -> String {
    if offset == own {
        return moment.to_owned();
    }
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if minutes == 0 {
        format!("{moment}Z")
    } else {
        format!("{moment}{sign}{hours:02}:{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_by_their_names() {
        let zone = TimeZone::get("Europe/Prague").unwrap();
        for (text, expected) in [
            ("2026-11-12 9:00 CET", Some(("2026-11-12T09:00", true))),
            (
                "2026-11-12T09:00 Europe/Prague",
                Some(("2026-11-12T09:00", true)),
            ),
            ("12. 11. 2026 9:00 SEČ", Some(("2026-11-12T09:00", true))),
            ("2026-07-12 9:00 CEST", Some(("2026-07-12T09:00", true))),
            ("2026-07-12 9:00 CET", Some(("2026-07-12T09:00", false))),
            ("2026-11-12 9:00 UTC", Some(("2026-11-12T09:00Z", true))),
            ("2026-11-12 9:00 (GMT+1)", Some(("2026-11-12T09:00", true))),
            (
                "2026-11-12 9:00 Europe/London",
                Some(("2026-11-12T09:00Z", true)),
            ),
            (
                "2026-11-12 9:00 EET",
                Some(("2026-11-12T09:00+02:00", true)),
            ),
            ("2026-11-12 9:00 UTC+99999999", None),
            (
                "2026-11-12 9:00 UTC+05:30",
                Some(("2026-11-12T09:00+05:30", true)),
            ),
            ("2026-11-12 9:00 pm", None),
            ("2026-11-12 9:00 Praha", None),
        ] {
            let meant = in_named_zone(text, Some(&zone));
            let meant = meant.as_ref().map(|(text, sure)| (&**text, *sure));
            assert_eq!(meant, expected, "{text}");
        }
    }
}
