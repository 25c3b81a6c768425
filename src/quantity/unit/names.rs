//! Units written out as words: `kilograms`, `metrů čtverečních`, `Kilowattstunden`, `kgs`.
//! They are not codes, but lead to a suggestion of the code that is meant.

use super::expression;

/// The names of prefixes, with their codes.
const PREFIXES: [(&str, &str); 26] = [
    ("kilo", "k"),
    ("mega", "M"),
    ("giga", "G"),
    ("tera", "T"),
    ("hecto", "h"),
    ("hekto", "h"),
    ("deca", "da"),
    ("deka", "da"),
    ("deci", "d"),
    ("dezi", "d"),
    ("decy", "d"),
    ("centi", "c"),
    ("zenti", "c"),
    ("centy", "c"),
    ("milli", "m"),
    ("mili", "m"),
    ("micro", "u"),
    ("mikro", "u"),
    ("nano", "n"),
    ("pico", "p"),
    ("piko", "p"),
    ("femto", "f"),
    ("quadrat", ""),
    ("kubik", ""),
    ("sq", ""),
    ("cu", ""),
];

/// The stems of names of units in the languages of the program, with their codes.
const STEMS: &[(&str, &[&str])] = &[
    ("m", &["metre", "meter", "metr", "mtr"]),
    ("g", &["gram", "gramm", "gramme"]),
    ("t", &["tonne", "ton", "tun"]),
    ("L", &["litre", "liter", "litr", "ltr"]),
    ("s", &["second", "sekund", "vteřin"]),
    ("min", &["minute", "minut", "minút"]),
    ("h", &["hour", "hodin", "hodín", "stunde", "godzin"]),
    ("d", &["day", "dní", "dnů", "tag", "dni"]),
    ("V", &["volt", "wolt"]),
    ("A", &["ampere", "ampér", "amper", "amp"]),
    ("W", &["watt", "wat"]),
    (
        "W.h",
        &["watthour", "watthodin", "wattstunde", "watogodzin"],
    ),
    ("Hz", &["hertz", "herz", "herc"]),
    ("J", &["joule", "džaul", "dżul"]),
    ("N", &["newton", "niuton"]),
    ("Pa", &["pascal", "paskal"]),
    ("Ohm", &["ohm"]),
    ("K", &["kelvin"]),
    ("har", &["hectare", "hektar", "hektár"]),
    ("%", &["percent", "procent", "prozent", "percento"]),
    ("kg", &["kilo", "kil"]),
];

/// The endings of names: plurals and cases.
const ENDINGS: [&str; 21] = [
    "", "s", "es", "n", "en", "e", "a", "i", "y", "u", "ů", "ú", "ov", "ów", "ami", "ech", "ach",
    "och", "em", "om", "á",
];

/// Words that turn a length into an area or a volume, by their stems.
const POWERS: [(&str, &str); 12] = [
    ("square", "2"),
    ("sq", "2"),
    ("čtvereč", "2"),
    ("štvorc", "2"),
    ("kwadrat", "2"),
    ("quadrat", "2"),
    ("cubic", "3"),
    ("cu", "3"),
    ("krychl", "3"),
    ("kubick", "3"),
    ("sześcien", "3"),
    ("kubik", "3"),
];

/// Words for division.
const DIVIDED_BY: [&str; 5] = [" per ", " za ", " pro ", " na ", " po "];

/// Words that do not change the size.
const IDLE: [&str; 2] = ["metric", "metrick"];

/// The code that a text of words means.
pub(super) fn code(text: &str) -> Option<String> {
    let mut spaced = text.replace(['\u{a0}', '\u{202f}'], " ");
    for word in DIVIDED_BY {
        spaced = spaced.replace(word, "/");
    }
    let parts = spaced.split('/').map(|part| part_code(part.trim()));
    let parts: Option<Vec<String>> = parts.collect();
    let code = match parts?.as_slice() {
        [only] => only.clone(),
        [above, below] if below.contains('.') => format!("{above}/({below})"),
        [above, below] => format!("{above}/{below}"),
        _ => return None,
    };
    expression::parse(&code).is_ok().then_some(code)
}

fn part_code(part: &str) -> Option<String> {
    if expression::parse(part).is_ok() {
        return Some(part.to_owned());
    }
    let lower = part.to_lowercase();
    let mut power = "";
    let mut names = Vec::new();
    for word in lower.split(' ').map(|word| word.trim_matches('.')) {
        let starts = |stem: &str| word.starts_with(stem);
        // `square`, and not `Quadratmeter`.
        let is_power = |stem: &str| starts(stem) && word.len() < stem.len() + 6;
        let mut powers = POWERS.iter();
        let raised = powers.find(|(stem, _)| is_power(stem) && named(word).is_none());
        match raised {
            Some((_, exponent)) => power = exponent,
            None if word.is_empty() || IDLE.iter().any(|stem| starts(stem)) => {}
            None => names.push(word),
        }
    }
    // `Kilo Meter`, `m2`.
    let name = names.concat();
    let bare = name.trim_end_matches(['2', '3', '²', '³']);
    power = match name.get(bare.len()..)? {
        "2" | "²" => "2",
        "3" | "³" => "3",
        _ => power,
    };
    let (code, own_power) = named(bare)?;
    let power = if power.is_empty() { own_power } else { power };
    Some(format!("{code}{power}"))
}

/// The code of one name, and the power that its beginning gives it.
fn named(name: &str) -> Option<(String, &'static str)> {
    if let Some(code) = of_stem(name) {
        return Some((code.to_owned(), ""));
    }
    for (prefix, code) in PREFIXES {
        let Some(rest) = name.strip_prefix(prefix) else {
            continue;
        };
        let power = POWERS.iter().find(|(stem, _)| *stem == prefix);
        if let Some((_, power)) = power {
            let (inner, _) = named(rest).filter(|_| !rest.starts_with(prefix))?;
            return Some((inner, power));
        }
        if let Some(unit) = of_stem(rest) {
            return Some((format!("{code}{unit}"), ""));
        }
    }
    // `kgs`, `cms`: a code with the ending of a plural.
    let single = name.strip_suffix('s').filter(|single| single.len() > 1)?;
    let is_code = expression::parse(single).is_ok();
    is_code.then(|| (single.to_owned(), ""))
}

fn of_stem(name: &str) -> Option<&'static str> {
    let is_one_of = |stem: &&&str| {
        let ending = name.strip_prefix(**stem);
        ending.is_some_and(|ending| ENDINGS.contains(&ending))
    };
    let found = STEMS
        .iter()
        .find(|(_, stems)| stems.iter().any(|stem| is_one_of(&stem)));
    found.map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn words_for_units() {
        for (text, meant) in [
            ("kilograms", "kg"),
            ("Kilogramm", "kg"),
            ("kilogramů", "kg"),
            ("kilogramów", "kg"),
            ("kgs", "kg"),
            ("kgs.", "kg"),
            ("kilo", "kg"),
            ("metres", "m"),
            ("metrov", "m"),
            ("Millimeter", "mm"),
            ("milimetrů", "mm"),
            ("Kilo Meter", "km"),
            ("square metres", "m2"),
            ("metrů čtverečních", "m2"),
            ("Quadratmeter", "m2"),
            ("metrów kwadratowych", "m2"),
            ("Kubikmeter", "m3"),
            ("cubic centimetres", "cm3"),
            ("metres per second", "m/s"),
            ("litrů za minutu", "L/min"),
            ("kg per m2", "kg/m2"),
            ("Kilowattstunden", "kW.h"),
            ("kilowatts", "kW"),
            ("megapascals", "MPa"),
            ("metric tons", "t"),
            ("mikrometrů", "um"),
            ("Prozent", "%"),
        ] {
            assert_eq!(code(text).as_deref(), Some(meant), "{text}");
        }
        for text in [
            "",
            "bananas",
            "kilo bananas",
            "meters per banana",
            "a/b/c",
            "quadrat",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }
}
