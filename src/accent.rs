//! A show's one colour, made readable: whatever a producer likes becomes links and buttons that everybody can read, on light
//! and on dark, as a stylesheet of a few lines.
//!
//! Contrasts are those of WCAG 2.2 ("contrast ratio"). The stylesheet is a function of the colour, so it is an asset like the
//! others: `accent-17408b.css`.

use crate::colour::Colour;
use crate::podcast::about;

/// Ground and panel of `assets/style/tokens.css`; a test holds that they are.
const LIGHT: Scheme = Scheme { ground: Colour([0xfb, 0xfa, 0xf6]), panel: Colour([0xf1, 0xee, 0xe6]) };
const DARK: Scheme = Scheme { ground: Colour([0x15, 0x18, 0x1d]), panel: Colour([0x1f, 0x24, 0x2c]) };

/// What links and buttons have against ground and panel: a little more than the 4.5 of WCAG 1.4.3 on light, and on dark as much
/// as keeps a blue from glowing into its surroundings; more would leave no room for its colour.
const ON_LIGHT: f64 = 5.0;
const ON_DARK: f64 = 6.0;

/// How bright the band behind a title may be on a dark page, which else would be a lamp.
const BAND_ON_DARK: f64 = 0.3;

/// What lies behind text.
struct Scheme {
    ground: Colour,
    panel: Colour,
}

/// The name of the asset that gives pages this colour.
pub fn asset(colour: &about::Colour) -> String {
    format!("accent-{}.css", colour.as_str().trim_start_matches('#').to_ascii_lowercase())
}

/// The stylesheet of this name: tokens in place of those of `tokens.css`. None when it names no colour.
pub fn sheet(name: &str) -> Option<String> {
    let typed = parse(name.strip_prefix("accent-")?.strip_suffix(".css")?)?;
    let Accent { light, dark, band, band_on_dark } = Accent::of(typed);
    let values = [
        ("accent", light, dark),
        ("on-accent", LIGHT.ground, DARK.ground),
        ("band", band, band_on_dark),
        ("on-band", black_or_white(band), black_or_white(band_on_dark)),
    ];
    let plain: String = values.iter().map(|(name, light, _)| format!("--{name}:{};", written(*light))).collect();
    let pairs: String = values
        .iter()
        .map(|(name, light, dark)| format!("--{name}:light-dark({},{});", written(*light), written(*dark)))
        .collect();
    Some(format!(":root{{{plain}}}@supports (color:light-dark(#000,#fff)){{:root{{{pairs}}}}}"))
}

/// What becomes of a colour.
struct Accent {
    /// Of links and buttons on light.
    light: Colour,
    /// And on dark.
    dark: Colour,
    /// The colour itself, behind a title.
    band: Colour,
    /// And on a dark page.
    band_on_dark: Colour,
}

impl Accent {
    fn of(colour: Colour) -> Self {
        Self {
            light: colour.darkened((LIGHT.panel.luminance() + 0.05) / ON_LIGHT - 0.05),
            dark: colour.lightened((DARK.panel.luminance() + 0.05) * ON_DARK - 0.05),
            band: colour,
            band_on_dark: colour.darkened(BAND_ON_DARK),
        }
    }
}

/// One of them always has 4.58 to 1 or more on it.
fn black_or_white(ground: Colour) -> Colour {
    ground.better(Colour::WHITE, Colour::BLACK)
}

/// Stylesheets have one name: capitals name none.
fn parse(digits: &str) -> Option<Colour> {
    Colour::of_digits(digits).filter(|colour| colour.digits() == digits)
}

/// As CSS reads it.
fn written(colour: Colour) -> String {
    format!("#{}", colour.digits())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::colour::LEAST;

    const TOKENS: &str = include_str!("../assets/style/tokens.css");

    #[test]
    fn ground_and_panel_are_those_of_the_stylesheet() {
        for (name, light, dark) in [("ground", LIGHT.ground, DARK.ground), ("panel", LIGHT.panel, DARK.panel)] {
            assert!(
                TOKENS.contains(&format!("--{name}: light-dark({}, {});", written(light), written(dark))),
                "{name}"
            );
        }
    }

    #[test]
    fn a_dark_colour_stays_as_it_is_on_light() {
        let css = sheet("accent-17408b.css").unwrap();
        assert!(
            css.starts_with(":root{--accent:#17408b;--on-accent:#fbfaf6;--band:#17408b;--on-band:#ffffff;}"),
            "{css}"
        );
    }

    #[test]
    fn only_colours_have_a_stylesheet() {
        let name = asset(&"#1A4F8B".to_owned().try_into().unwrap());
        assert_eq!(name, "accent-1a4f8b.css");
        assert!(sheet(&name).is_some());
        for name in
            ["accent-.css", "accent-17408.css", "accent-17408g.css", "accent-1A4F8B.css", "style.css", "accent-żż.css"]
        {
            assert_eq!(sheet(name), None, "{name}");
        }
    }

    proptest! {
        #[test]
        fn every_colour_becomes_links_buttons_and_titles_that_can_be_read(colour: [u8; 3]) {
            let Accent { light, dark, band, band_on_dark } = Accent::of(Colour(colour));
            for (accent, scheme) in [(light, LIGHT), (dark, DARK)] {
                prop_assert!(accent.contrast(scheme.ground) >= LEAST, "{} on ground", written(accent));
                prop_assert!(accent.contrast(scheme.panel) >= LEAST, "{} on panel", written(accent));
            }
            for band in [band, band_on_dark] {
                prop_assert!(black_or_white(band).contrast(band) >= LEAST, "on {}", written(band));
            }
        }
    }
}
