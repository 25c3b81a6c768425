//! JSON as it may stand inside `<script>`: no character of it ends the element.

/// An object on its way.
pub(super) struct Object(String);

impl Object {
    /// A thing of a type.
    pub(super) fn of(kind: &str) -> Self {
        let mut object = Self(String::from("{"));
        object.text("@type", kind);
        object
    }

    /// A reference to a thing that is described elsewhere.
    pub(super) fn reference(id: &str) -> String {
        let mut object = Self(String::from("{"));
        object.text("@id", id);
        object.end()
    }

    /// A property with a text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.json(name, &string(text));
    }

    /// A property with a text, unless that is empty.
    pub(super) fn text_if(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.text(name, text);
        }
    }

    /// A property with a value that is JSON.
    pub(super) fn json(&mut self, name: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&string(name));
        self.0.push(':');
        self.0.push_str(value);
    }

    /// The whole object.
    pub(super) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// What is stated of a thing, in the order in which each property comes first.
#[derive(Default)]
pub(super) struct Facts(Vec<(String, Vec<String>)>);

impl Facts {
    /// States a value, once.
    pub(super) fn add(&mut self, property: &str, value: String) {
        match self.0.iter_mut().find(|(name, _)| name == property) {
            Some((_, values)) if values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => self.0.push((property.to_owned(), vec![value])),
        }
    }

    /// Whether nothing is stated.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether something is stated with a property.
    pub(super) fn has(&self, property: &str) -> bool {
        self.0.iter().any(|(name, _)| name == property)
    }

    /// Writes all of it into an object.
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

/// A number with its digits as written; as a text where JSON writes it otherwise.
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

    /// Nothing that ends or opens an element is left, and the text reads back.
    #[test]
    fn a_text_reads_back_and_ends_no_element() {
        let text = "</script><!-- & \"q\" \\ \u{2028}\n\u{1}\t ž";
        let json = string(text);
        assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    /// Digits stay as written; what is no number of JSON becomes a text.
    #[test]
    fn a_number_keeps_its_digits() {
        assert_eq!(number("1.90"), "1.90");
        assert_eq!(number("7.731e-4"), "7.731e-4");
        assert_eq!(number("007"), "\"007\"");
    }
}
