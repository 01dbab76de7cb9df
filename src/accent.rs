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
/// as keeps a blue from glowing into its surroundings; more would leave no room for its colour.
const ON_LIGHT: f64 = 5.0;
const ON_DARK: f64 = 6.0;

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

/// The colour made lighter until it is at least this bright. Hue and chroma stay, as far as a screen can show them: mixed with
/// white, every dark blue and every dark red would become the same grey.
fn lightened(colour: Rgb, least: f64) -> Rgb {
    if luminance(colour) >= least {
        return colour;
    }
    let shade = Oklab::of(colour);
    let (_, lightness) = halved((shade.lightness, 1.0), |lightness| brightness(shade.at(lightness)) >= least);
    shade.at(lightness).map(|light| stored(light, f64::ceil))
}

/// A colour as eyes compare it (Björn Ottosson's Oklab, which is that of CSS Color 4).
struct Oklab {
    lightness: f64,
    a: f64,
    b: f64,
}

impl Oklab {
    fn of(colour: Rgb) -> Self {
        let [red, green, blue] = colour.map(linear);
        let long = (0.412_221_47 * red + 0.536_332_54 * green + 0.051_445_99 * blue).cbrt();
        let middle = (0.211_903_5 * red + 0.680_699_55 * green + 0.107_396_96 * blue).cbrt();
        let short = (0.088_302_46 * red + 0.281_718_84 * green + 0.629_978_7 * blue).cbrt();
        Self {
            lightness: 0.210_454_26 * long + 0.793_617_78 * middle - 0.004_072_05 * short,
            a: 1.977_998_5 * long - 2.428_592_2 * middle + 0.450_593_71 * short,
            b: 0.025_904_04 * long + 0.782_771_77 * middle - 0.808_675_77 * short,
        }
    }

    /// In amounts of light, at another lightness, with as much of its chroma as a screen has there.
    fn at(&self, lightness: f64) -> [f64; 3] {
        let is_shown = |share| self.with(lightness, share).iter().all(|light| (0.0..=1.0).contains(light));
        if is_shown(1.0) {
            return self.with(lightness, 1.0);
        }
        let (share, _) = halved((0.0, 1.0), |share| !is_shown(share));
        self.with(lightness, share)
    }

    /// In amounts of light, at another lightness, with this share of its chroma.
    fn with(&self, lightness: f64, share: f64) -> [f64; 3] {
        let (a, b) = (self.a * share, self.b * share);
        let long = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let middle = (lightness - 0.105_561_35 * a - 0.063_854_17 * b).powi(3);
        let short = (lightness - 0.089_484_18 * a - 1.291_485_55 * b).powi(3);
        [
            4.076_741_66 * long - 3.307_711_59 * middle + 0.230_969_93 * short,
            -1.268_438_0 * long + 2.609_757_4 * middle - 0.341_319_4 * short,
            -0.004_196_09 * long - 0.703_418_61 * middle + 1.707_614_7 * short,
        ]
    }
}

/// The place between two numbers from which on something is so, closely: the last that it is not, the first that it is.
fn halved((mut not, mut so): (f64, f64), is_so: impl Fn(f64) -> bool) -> (f64, f64) {
    for _ in 0..24 {
        let half = f64::midpoint(not, so);
        if is_so(half) { so = half } else { not = half }
    }
    (not, so)
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
fn luminance(colour: Rgb) -> f64 {
    brightness(colour.map(linear))
}

/// The same of amounts of light.
fn brightness([red, green, blue]: [f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
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
    fn on_dark_a_colour_stays_that_colour() {
        for (typed, name) in [([0x17, 0x40, 0x8b], "blue"), ([0x7a, 0x1f, 0x3d], "red"), ([0x0b, 0x5d, 0x3b], "green")]
        {
            let dark = Accent::of(typed).dark;
            let (before, after) = (Oklab::of(typed), Oklab::of(dark));
            assert!(after.a.hypot(after.b) > before.a.hypot(before.b) * 0.9, "{name} becomes {}", written(dark));
            let turned = after.b.atan2(after.a) - before.b.atan2(before.a);
            assert!(turned.abs() < 0.05, "{name} becomes {}", written(dark));
        }
        let grey = Accent::of([0x33; 3]).dark;
        assert!(grey.iter().all(|channel| channel.abs_diff(grey[0]) <= 1), "{}", written(grey));
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
