//! `glos master`: makes the MP3 that listeners get of a recording in any format.

use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use indicatif::{ProgressBar, ProgressStyle};
use tempfile::NamedTempFile;

use super::{Outcome, say};
use crate::audio::master::{self, Made, Plan, Progress, Stage, Wish};
use crate::audio::tag::{Card, Cover};
use crate::audio::{self, Fit, Report};
use crate::i18n::{self, Lang};

/// Makes the MP3 that listeners get: right loudness, right length, mono or stereo as the recording is
#[derive(Args)]
#[command(after_help = "Examples:
  glos master rozmowa.wav -o rozmowa.mp3
  glos master interview.flac -o interview.mp3 --cover cover.jpg
  glos master music.aiff -o music.mp3 --bitrate 192 --loudness -14")]
pub(super) struct Master {
    /// The recording
    file: PathBuf,
    /// Where the MP3 goes; what is there is replaced once the new one is whole
    #[arg(short, long, value_name = "OUT.mp3")]
    output: PathBuf,
    /// Bit rate in kbit/s; without it 96 for mono and 128 for stereo
    #[arg(long, value_name = "KBPS", value_parser = bit_rates())]
    bitrate: Option<u32>,
    /// Integrated loudness of a stereo file, in LUFS; a mono one gets 3 less, which sounds as loud
    #[arg(long, value_name = "LUFS", default_value = "-16", allow_negative_numbers = true, value_parser = loudness)]
    loudness: f64,
    /// One channel, whatever the recording holds
    #[arg(long, conflicts_with = "stereo")]
    mono: bool,
    /// Two channels, whatever the recording holds
    #[arg(long)]
    stereo: bool,
    /// A picture for the tag (JPEG or PNG); the recording's own is not carried over
    #[arg(long, value_name = "PICTURE")]
    cover: Option<PathBuf>,
    /// Encode also what every app already plays as it is
    #[arg(long)]
    force: bool,
}

fn bit_rates() -> impl TypedValueParser<Value = u32> {
    let rates = ["32", "40", "48", "64", "80", "96", "112", "128", "160", "192", "224", "256", "320"];
    PossibleValuesParser::new(rates).try_map(|rate| rate.parse::<u32>())
}

fn loudness(text: &str) -> Result<f64, String> {
    let lufs = text.parse().ok().filter(|lufs| (-40.0..=-5.0).contains(lufs));
    lufs.ok_or_else(|| "LUFS from -40 to -5".to_owned())
}

impl Master {
    pub(super) fn run(self) -> Outcome {
        let lang = super::lang();
        let name = ("file", self.file.display().to_string().into());
        if is_same(&self.file, &self.output) {
            bail!(i18n::text(lang, "master-same-file", &[name]));
        }
        let cover = self.cover.as_deref().map(|path| picture(path, lang)).transpose()?;
        let bar = Bar::begin(lang);
        let report = audio::inspect_file(&self.file)
            .with_context(|| i18n::text(lang, "master-unreadable", std::slice::from_ref(&name)))?;
        match report.fit() {
            Fit::Refused => bail!("{}: {}", self.file.display(), report.rejection_summary(lang)),
            Fit::AsIs if !self.force => return self.keep(&report, &bar, lang),
            Fit::AsIs | Fit::NeedsMaster(_) => {}
        }
        let Some(plan) = Plan::of(&report, &self.wish()) else {
            bail!(i18n::text(lang, "master-no-plan", &[name]));
        };
        let mut sound = tempfile::tempfile_in(folder(&self.output)).with_context(|| self.unwritable(lang))?;
        let mut watch = |progress: Progress| {
            bar.show(progress);
            ControlFlow::Continue(())
        };
        let made = master::make(|| File::open(&self.file), &plan, &mut sound, &mut watch)?;
        let card = Card { cover, duration_ms: made.report.duration_ms.unwrap_or(0), ..Card::of(&report) };
        sound.rewind()?;
        self.put(&card.write(), &mut sound).with_context(|| self.unwritable(lang))?;
        bar.end();
        say(&self.outcome(&made, lang));
        Ok(ExitCode::SUCCESS)
    }

    fn wish(&self) -> Wish {
        let channels = match (self.mono, self.stereo) {
            (true, _) => Some(1),
            (_, true) => Some(2),
            _ => None,
        };
        Wish { loudness_lufs: self.loudness, bit_rate: self.bitrate.map(|kbps| kbps * 1000), channels }
    }

    /// The recording is what listeners get: encoding it again would only cost quality.
    fn keep(&self, report: &Report, bar: &Bar, lang: Lang) -> Outcome {
        let args =
            [("file", self.file.display().to_string().into()), ("output", self.output.display().to_string().into())];
        if self.output.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case(report.extension())) {
            bail!(i18n::text(lang, "master-needless", &args));
        }
        self.put(&[], &mut File::open(&self.file)?).with_context(|| self.unwritable(lang))?;
        bar.end();
        say(&i18n::text(lang, "master-copied", &args));
        Ok(ExitCode::SUCCESS)
    }

    /// Writes the file in one step: whoever looks at it finds the old one or the new one, and never a part.
    fn put(&self, tag: &[u8], sound: &mut File) -> io::Result<()> {
        let mut file = NamedTempFile::new_in(folder(&self.output))?;
        file.write_all(tag)?;
        io::copy(sound, &mut file)?;
        file.as_file().sync_all()?;
        readable_by_all(file.as_file())?;
        file.persist(&self.output)?;
        Ok(())
    }

    fn outcome(&self, made: &Made, lang: Lang) -> String {
        let loudness = made.report.loudness.as_ref();
        let number = |value: Option<f64>| {
            value.map_or("–".to_owned(), |value| format!("{:.1}", tenths(value)).replace('-', "−"))
        };
        let kilobits = made.report.bit_rate.map_or(0, |rate| rate / 1000);
        i18n::text(
            lang,
            "master-done",
            &[
                ("output", self.output.display().to_string().into()),
                ("channels", made.plan.channels().into()),
                ("rate", made.plan.rate.to_string().into()),
                ("bitrate", kilobits.to_string().into()),
                ("loudness", number(loudness.map(|loudness| loudness.integrated_lufs)).into()),
                ("peak", number(loudness.map(|loudness| loudness.true_peak_dbtp)).into()),
                ("gain", number(Some(made.plan.gain_db)).into()),
                ("limited", number(Some(made.limited_db)).into()),
            ],
        )
    }

    fn unwritable(&self, lang: Lang) -> String {
        i18n::text(lang, "master-unwritable", &[("output", self.output.display().to_string().into())])
    }
}

/// To the tenth, and never minus zero.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0 + 0.0
}

fn picture(path: &Path, lang: Lang) -> anyhow::Result<Cover> {
    let args = [("file", path.display().to_string().into())];
    let bytes = fs::read(path).with_context(|| i18n::text(lang, "master-unreadable", &args))?;
    Cover::of(&bytes).with_context(|| i18n::text(lang, "master-no-picture", &args))
}

/// The folder a file is in: what is written there can be renamed to it.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn is_same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

/// Temporary files are made for their owner alone; this one becomes an ordinary file.
fn readable_by_all(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}

/// What is seen meanwhile: a bar on a terminal, nothing in a script's log.
struct Bar {
    bar: ProgressBar,
    lang: Lang,
}

impl Bar {
    fn begin(lang: Lang) -> Bar {
        let bar = ProgressBar::new(1);
        let style = "{msg:14} {wide_bar} {percent:>3} % {eta}";
        bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(i18n::text(lang, "master-checking", &[]));
        bar.tick();
        Bar { bar, lang }
    }

    fn show(&self, progress: Progress) {
        let stage = match progress.stage {
            Stage::Rehearsing => "master-rehearsing",
            Stage::Encoding => "master-encoding",
            Stage::Checking => "master-checking",
        };
        if progress.done < self.bar.position() {
            self.bar.reset();
        }
        self.bar.set_message(i18n::text(self.lang, stage, &[]));
        self.bar.set_length(progress.total);
        self.bar.set_position(progress.done);
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
