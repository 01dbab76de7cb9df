//! A show's one colour, made readable: whatever a producer likes becomes links and buttons that everybody can read, on light
//! and on dark, as a stylesheet of a few lines.
//!
//! Contrasts are those of WCAG 2.2 ("contrast ratio"). The stylesheet is a function of the colour, so it is an asset like the
//! others: `accent-17408b.css`.

use crate::podcast::about::Colour;

/// Red, green and blue, as stylesheets write them.
type Rgb = [u8; 3];

/// Ground and panel of `assets/style/tokens.css`; a test holds that they are.
const LIGHT: Scheme = Scheme { ground: [0xfb, 0xfa, 0xf6], panel: [0xf1, 0xee, 0xe6] };
const DARK: Scheme = Scheme { ground: [0x15, 0x18, 0x1d], panel: [0x1f, 0x24, 0x2c] };

/// What links and buttons have against ground and panel: a little more than the 4.5 of WCAG 1.4.3 on light, and on dark as much
/// as keeps a blue from glowing into its surroundings.
const ON_LIGHT: f64 = 5.0;
const ON_DARK: f64 = 7.0;

/// How bright the band behind a title may be on a dark page, which else would be a lamp.
const BAND_ON_DARK: f64 = 0.3;

/// What lies behind text.
struct Scheme {
    ground: Rgb,
    panel: Rgb,
}

/// The name of the asset that gives pages this colour.
pub fn asset(colour: &Colour) -> String {
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
    light: Rgb,
    /// And on dark.
    dark: Rgb,
    /// The colour itself, behind a title.
    band: Rgb,
    /// And on a dark page.
    band_on_dark: Rgb,
}

impl Accent {
    fn of(colour: Rgb) -> Self {
        Self {
            light: darkened(colour, (luminance(LIGHT.panel) + 0.05) / ON_LIGHT - 0.05),
            dark: lightened(colour, (luminance(DARK.panel) + 0.05) * ON_DARK - 0.05),
            band: colour,
            band_on_dark: darkened(colour, BAND_ON_DARK),
        }
    }
}

/// The same hue, at most this bright.
fn darkened(colour: Rgb, most: f64) -> Rgb {
    let bright = luminance(colour);
    if bright <= most {
        return colour;
    }
    colour.map(|channel| stored(linear(channel) * most / bright, f64::floor))
}

/// The colour mixed with white until it is at least this bright.
fn lightened(colour: Rgb, least: f64) -> Rgb {
    let bright = luminance(colour);
    if bright >= least {
        return colour;
    }
    let white = (least - bright) / (1.0 - bright);
    colour.map(|channel| stored(linear(channel) * (1.0 - white) + white, f64::ceil))
}

/// Which of the two is read better on this colour: one of them always has 4.58 to 1 or more.
fn black_or_white(ground: Rgb) -> Rgb {
    if contrast([0xff; 3], ground) >= contrast([0; 3], ground) { [0xff; 3] } else { [0; 3] }
}

/// WCAG 2.2, "contrast ratio".
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, "relative luminance".
fn luminance([red, green, blue]: Rgb) -> f64 {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// A channel as an amount of light, 0 to 1 (sRGB).
fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

/// An amount of light as a channel, rounded to the side that keeps a promise.
fn stored(light: f64, round: fn(f64) -> f64) -> u8 {
    let share = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
    let channel = round(share * 255.0).clamp(0.0, 255.0) as u8;
    channel
}

fn parse(digits: &str) -> Option<Rgb> {
    let mut colour = [0; 3];
    let lower = digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (lower && hex::decode_to_slice(digits, &mut colour).is_ok()).then_some(colour)
}

/// As CSS reads it.
fn written(colour: Rgb) -> String {
    format!("#{}", hex::encode(colour))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
        fn every_colour_becomes_links_buttons_and_titles_that_can_be_read(colour: Rgb) {
            let Accent { light, dark, band, band_on_dark } = Accent::of(colour);
            for (accent, scheme) in [(light, LIGHT), (dark, DARK)] {
                prop_assert!(contrast(accent, scheme.ground) >= 4.5, "{} on ground", written(accent));
                prop_assert!(contrast(accent, scheme.panel) >= 4.5, "{} on panel", written(accent));
            }
            for band in [band, band_on_dark] {
                prop_assert!(contrast(black_or_white(band), band) >= 4.5, "on {}", written(band));
            }
        }
    }
}
