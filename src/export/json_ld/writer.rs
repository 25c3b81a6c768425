//! JSON that is safe inside `<script>`: no character sequence in it ends the element.

/// An object under construction.
pub(super) struct Object(String);

impl Object {
    /// Starts an object of a type.
    pub(super) fn of(kind: &str) -> Self {
        let mut object = Self(String::from("{"));
        object.text("@type", kind);
        object
    }

    /// A reference to a thing that another object describes.
    pub(super) fn reference(id: &str) -> String {
        let mut object = Self(String::from("{"));
        object.text("@id", id);
        object.end()
    }

    /// Adds a property with a text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.json(name, &string(text));
    }

    /// Adds a property with a text, unless it is empty.
    pub(super) fn text_if(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.text(name, text);
        }
    }

    /// Adds a property with a JSON value.
    pub(super) fn json(&mut self, name: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&string(name));
        self.0.push(':');
        self.0.push_str(value);
    }

    /// The complete object.
    pub(super) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// The statements about a thing, in the order in which their properties first occur.
#[derive(Default)]
pub(super) struct Facts(Vec<(String, Vec<String>)>);

impl Facts {
    /// Adds a statement, unless it is a duplicate.
    pub(super) fn add(&mut self, property: &str, value: String) {
        match self.0.iter_mut().find(|(name, _)| name == property) {
            Some((_, values)) if values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => self.0.push((property.to_owned(), vec![value])),
        }
    }

    /// Whether there are no statements.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a statement with a property.
    pub(super) fn has(&self, property: &str) -> bool {
        self.0.iter().any(|(name, _)| name == property)
    }

    /// Writes the statements into an object.
    pub(super) fn write(&self, object: &mut Object) {
        for (property, values) in &self.0 {
            match &**values {
                [one] => object.json(property, one),
                all => object.json(property, &array(all)),
            }
        }
    }
}

/// Values as an array.
pub(super) fn array(values: &[String]) -> String {
    format!("[{}]", values.join(","))
}

/// A number with its digits as written; a string if it is not valid JSON.
pub(super) fn number(digits: &str) -> String {
    match serde_json::from_str::<serde_json::Number>(digits) {
        Ok(_) => digits.to_owned(),
        Err(_) => string(digits),
    }
}

/// A text in quotes.
pub(super) fn string(text: &str) -> String {
    use std::fmt::Write;
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::{number, string};

    /// No character that opens or closes a tag is left, and parsing restores the text.
    #[test]
    fn a_text_round_trips_and_closes_no_element() {
        let text = "</script><!-- & \"q\" \\ \u{2028}\n\u{1}\t ž";
        let json = string(text);
        assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    /// Digits stay as written; an invalid JSON number becomes a string.
    #[test]
    fn a_number_keeps_its_digits() {
        assert_eq!(number("1.90"), "1.90");
        assert_eq!(number("7.731e-4"), "7.731e-4");
        assert_eq!(number("007"), "\"007\"");
    }
}
