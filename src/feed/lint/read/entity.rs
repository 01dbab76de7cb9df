//! References: XML's own five and characters by number, nothing else.

/// Why a reference could not be resolved.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unknown {
    /// An entity that XML does not have, by name.
    Entity(String),
    /// The number of a character that XML 1.0 forbids (or that does not exist).
    Character(u32),
}

/// What `&name;` stands for; `name` is what stands between.
pub(super) fn resolve(name: &str) -> Result<char, Unknown> {
    let number = match name.strip_prefix('#') {
        Some(number) => number,
        None => {
            return match name {
                "amp" => Ok('&'),
                "lt" => Ok('<'),
                "gt" => Ok('>'),
                "quot" => Ok('"'),
                "apos" => Ok('\''),
                _ => Err(Unknown::Entity(name.to_owned())),
            };
        }
    };
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    match code {
        Ok(code) => match char::from_u32(code).filter(|&c| is_legal(c)) {
            Some(c) => Ok(c),
            None => Err(Unknown::Character(code)),
        },
        Err(_) => Err(Unknown::Entity(name.to_owned())),
    }
}

/// Whether XML 1.0 can hold the character (§2.2).
pub(super) fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_has_five_entities_and_the_characters_it_can_hold() {
        assert_eq!(["amp", "apos", "#38", "#x107"].map(|name| resolve(name).unwrap()), ['&', '\'', '&', 'ć']);
        assert_eq!(resolve("nbsp"), Err(Unknown::Entity("nbsp".into())));
        assert_eq!(resolve("#x0B"), Err(Unknown::Character(11)));
        assert_eq!(resolve("#xD800"), Err(Unknown::Character(0xd800)));
        assert_eq!(resolve("#99999999999"), Err(Unknown::Entity("#99999999999".into())));
    }
}
