//! Words in the typeface of our pages: measured, broken into lines, drawn.

use ab_glyph::{Font as _, FontRef, InvalidFont, PxScale, PxScaleFont, ScaleFont as _, point};

use super::canvas::Canvas;
use crate::colour::Colour;

/// Atkinson Hyperlegible Next, static, Latin letters; `assets/share/README.md` says how they are made.
const MEDIUM: &[u8] = include_bytes!("../../assets/share/AtkinsonHyperlegibleNext-Medium.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/share/AtkinsonHyperlegibleNext-Bold.ttf");

/// A blank that no line ends at.
const TIED: char = '\u{a0}';

/// A weight of the typeface in one size.
pub(super) struct Lettering<'f> {
    font: PxScaleFont<FontRef<'f>>,
    size: f32,
}

impl Lettering<'static> {
    /// For words of this size, in pixels.
    pub(super) fn medium(size: f32) -> Result<Self, InvalidFont> {
        Self::of(MEDIUM, size)
    }

    /// For titles of this size, in pixels.
    pub(super) fn bold(size: f32) -> Result<Self, InvalidFont> {
        Self::of(BOLD, size)
    }

    /// A title in lines no wider than `measure`, in the largest of these sizes in which it fits; in the last, shortened, where it
    /// fits in none. Each size, large first, has room for so many lines. None when the typeface lacks a letter of it.
    pub(super) fn largest(
        title: &str,
        sizes: &[(f32, usize)],
        measure: f32,
    ) -> Result<Option<(Self, Vec<String>)>, InvalidFont> {
        let mut set = None;
        for &(size, most) in sizes {
            let letters = Self::bold(size)?;
            let Some(title) = letters.sayable(title) else { return Ok(None) };
            let mut lines = letters.balanced(&title, measure);
            let fits = lines.len() <= most && letters.fits(&title, measure);
            letters.shorten(&mut lines, most, measure);
            set = Some((letters, lines));
            if fits {
                break;
            }
        }
        Ok(set)
    }

    fn of(bytes: &'static [u8], size: f32) -> Result<Self, InvalidFont> {
        let font = FontRef::try_from_slice(bytes)?;
        // The crate's scale is the height from the highest to the lowest letter, ours is the em.
        let tall = font.height_unscaled() / font.units_per_em().unwrap_or(1000.0);
        Ok(Self { font: font.into_scaled(PxScale::from(size * tall)), size })
    }
}

impl Lettering<'_> {
    /// The em in pixels.
    pub(super) fn size(&self) -> f32 {
        self.size
    }

    /// The text without signs that the typeface lacks (an emoji); none when it lacks a letter or a digit.
    pub(super) fn sayable(&self, text: &str) -> Option<String> {
        let has = |c: char| c == TIED || self.font.glyph_id(c).0 != 0;
        if text.chars().any(|c| c.is_alphanumeric() && !has(c)) {
            return None;
        }
        let said: String = text.chars().filter(|&c| has(c)).collect();
        let said = tied(&said);
        (!said.is_empty()).then_some(said)
    }

    /// How wide the text is, in pixels.
    pub(super) fn width(&self, text: &str) -> f32 {
        let mut last = None;
        text.chars().fold(0.0, |width, c| {
            let glyph = self.font.glyph_id(c);
            let kern = last.replace(glyph).map_or(0.0, |last| self.font.kern(last, glyph));
            width + kern + self.font.h_advance(glyph)
        })
    }

    /// Draws a line; `(x, y)` is where its baseline begins.
    pub(super) fn draw(&self, canvas: &mut Canvas, line: &str, (mut x, y): (f32, f32), colour: Colour) {
        let mut last = None;
        for c in line.chars() {
            let glyph = self.font.glyph_id(c);
            x += last.replace(glyph).map_or(0.0, |last| self.font.kern(last, glyph));
            if let Some(outline) =
                self.font.outline_glyph(glyph.with_scale_and_position(self.font.scale(), point(x, y)))
            {
                #[expect(clippy::cast_possible_truncation, reason = "a picture has about a thousand pixels")]
                let corner = (outline.px_bounds().min.x as i32, outline.px_bounds().min.y as i32);
                outline.draw(|across, down, part| {
                    canvas.blend((corner.0 + across.cast_signed(), corner.1 + down.cast_signed()), colour, part);
                });
            }
            x += self.font.h_advance(glyph);
        }
    }

    /// Whether no word is wider than this.
    pub(super) fn fits(&self, text: &str, measure: f32) -> bool {
        text.split(' ').all(|word| self.width(word) <= measure)
    }

    /// The text in lines no wider than this. A word that is wider is broken.
    pub(super) fn wrapped(&self, text: &str, measure: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ') {
            if let Some(line) = lines.last_mut()
                && self.width(&format!("{line} {word}")) <= measure
            {
                line.push(' ');
                line.push_str(word);
                continue;
            }
            lines.push(String::new());
            for c in word.chars() {
                let wide =
                    lines.last().is_some_and(|line| !line.is_empty() && self.width(&format!("{line}{c}")) > measure);
                if wide {
                    lines.push(String::new());
                }
                if let Some(line) = lines.last_mut() {
                    line.push(c);
                }
            }
        }
        lines
    }

    /// As many lines as [`Self::wrapped`] gives, as equally long as they can be: no word is left alone on the last.
    pub(super) fn balanced(&self, text: &str, measure: f32) -> Vec<String> {
        let mut best = self.wrapped(text, measure);
        for tenth in (5..10_u8).rev() {
            let narrower = measure * f32::from(tenth) / 10.0;
            let lines = self.wrapped(text, narrower);
            if lines.len() > best.len() || !self.fits(text, narrower) {
                break;
            }
            best = lines;
        }
        best
    }

    /// Leaves no more lines than this; the last one ends in "…" where others were left out.
    pub(super) fn shorten(&self, lines: &mut Vec<String>, most: usize, measure: f32) {
        if lines.len() <= most {
            return;
        }
        lines.truncate(most);
        let Some(line) = lines.last_mut() else { return };
        while !line.is_empty() && self.width(&format!("{line}…")) > measure {
            line.pop();
        }
        // A whole word is left, and no sign that joins it to the next.
        if let Some((whole, _cut)) = line.rsplit_once(' ') {
            line.truncate(whole.len());
        }
        line.truncate(line.trim_end_matches([' ', TIED, ',', ';', ':', '–', '-']).len());
        line.push('…');
    }
}

/// The text with single blanks, and words of one letter tied to the next: Polish leaves no "i" or "w" at the end of a line.
fn tied(text: &str) -> String {
    let words: Vec<&str> = text.split([' ', TIED]).filter(|word| !word.is_empty()).collect();
    let mut tied = String::new();
    for (index, word) in words.iter().enumerate() {
        let lone = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        if index > 0 {
            tied.push(if lone(words[index - 1]) { TIED } else { ' ' });
        }
        tied.push_str(word);
    }
    tied
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title() -> Lettering<'static> {
        Lettering::bold(60.0).unwrap()
    }

    #[test]
    fn polish_can_be_said_and_greek_cannot() {
        let all = "Zażółć gęślą jaźń – „ŻÓŁĆ” 1:02 & „…” ŠČŘĚŇ äöüß";
        assert_eq!(title().sayable(all).as_deref(), Some(all));
        assert_eq!(title().sayable("Διάλογος"), None);
        assert_eq!(title().sayable("Rozmowa 🎙 nocą").as_deref(), Some("Rozmowa nocą"));
        assert_eq!(title().sayable("🎙"), None);
    }

    #[test]
    fn no_line_is_too_wide_and_nothing_is_lost() {
        let text = tied("Skąd wziął się projekt i co z niego mają Dzieciszyszkowszczyznanowszczyzna oraz my");
        let lines = title().wrapped(&text, 460.0);
        assert!(lines.iter().all(|line| title().width(line) <= 460.0), "{lines:?}");
        let without_blanks = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(without_blanks(&lines.concat()), without_blanks(&text));
        assert!(!lines.iter().any(|line| line.ends_with(" i")), "{lines:?}");
    }

    #[test]
    fn lines_are_about_equally_long() {
        let lines = title().balanced("Cztery pakiety działań dla miasta", 460.0);
        let [shortest, longest] =
            [f32::min, f32::max].map(|of| lines.iter().map(|line| title().width(line)).reduce(of).unwrap());
        assert!(shortest > longest * 0.4, "{lines:?}");
    }

    #[test]
    fn a_long_title_ends_in_an_ellipsis_behind_a_whole_word() {
        let mut lines = title().wrapped(&"dialog obywatelski, ".repeat(9), 460.0);
        title().shorten(&mut lines, 3, 460.0);
        assert_eq!(lines.len(), 3);
        let last = lines.last().unwrap();
        assert!(last.ends_with("dialog…") || last.ends_with("obywatelski…"), "{lines:?}");
        assert!(title().width(last) <= 460.0);
    }

    #[test]
    fn pairs_of_letters_are_kerned() {
        let [pair, apart] = [title().width("AV"), title().width("A") + title().width("V")];
        assert!(pair < apart - 1.0, "{pair} {apart}");
    }
}
