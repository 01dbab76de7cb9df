//! Compares the check with ffmpeg's full decode, on every file of the folders given:
//!
//! ```sh
//! cargo run --release -p glos-audio --example compare -- FOLDER… > table.md
//! ```
//!
//! One row a file: what each says it is, how many milliseconds each plays, the difference, the verdict and its
//! reasons. Files alike byte for byte are compared once.

use std::collections::HashSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use glos_audio::{Report, inspect_file};

/// Differences up to here are none.
const TOLERANCE_MS: u64 = 1;

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for folder in std::env::args_os().skip(1) {
        collect(Path::new(&folder), &mut files)?;
    }
    files.sort();
    let (mut seen, mut tally) = (HashSet::new(), Tally::default());
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "| file | glos | ms | ffmpeg | ms | difference | verdict | problems |\n|---|---|--:|---|--:|--:|---|---|"
    )?;
    for file in &files {
        let Ok(report) = inspect_file(file) else {
            writeln!(out, "| {} | cannot be read |||||||", file.display())?;
            continue;
        };
        if seen.insert(report.sha256.clone()) {
            let theirs = Theirs::of(file)?;
            tally.add(&report, theirs.as_ref());
            writeln!(out, "{}", row(file, &report, theirs.as_ref()))?;
        }
    }
    writeln!(out, "\n{tally:?}")
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in path.read_dir()? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

fn row(file: &Path, report: &Report, theirs: Option<&Theirs>) -> String {
    let ours = format!("{}/{}", word(&report.container), word(&report.codec));
    let (what, ms) = theirs.map_or(("—".to_owned(), None), |theirs| (theirs.codec.clone(), Some(theirs.ms)));
    let difference = match (report.duration_ms, ms) {
        (Some(ours), Some(theirs)) => format!("{:+}", ours as i64 - theirs as i64),
        _ => "—".to_owned(),
    };
    let problems: Vec<String> = report.problems.iter().map(|problem| format!("{:?}", problem.code)).collect();
    format!(
        "| {} | {ours} | {} | {what} | {} | {difference} | {:?} | {} |",
        file.display(),
        number(report.duration_ms),
        number(ms),
        report.verdict,
        problems.join(" ")
    )
}

fn word(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("—")
}

fn number(ms: Option<u64>) -> String {
    ms.map_or_else(|| "—".to_owned(), |ms| ms.to_string())
}

/// How the comparison went.
#[derive(Debug, Default)]
struct Tally {
    files: u32,
    same: u32,
    different: u32,
    only_glos: u32,
    only_ffmpeg: u32,
    neither: u32,
}

impl Tally {
    fn add(&mut self, report: &Report, theirs: Option<&Theirs>) {
        self.files += 1;
        let count = match (report.duration_ms, theirs) {
            (Some(ours), Some(theirs)) if ours.abs_diff(theirs.ms) <= TOLERANCE_MS => &mut self.same,
            (Some(_), Some(_)) => &mut self.different,
            (Some(_), None) => &mut self.only_glos,
            (None, Some(_)) => &mut self.only_ffmpeg,
            (None, None) => &mut self.neither,
        };
        *count += 1;
    }
}

/// What ffmpeg makes of a file.
struct Theirs {
    codec: String,
    ms: u64,
}

impl Theirs {
    /// Decodes the first audio stream; None if ffmpeg gets no sample out of it.
    fn of(file: &Path) -> io::Result<Option<Theirs>> {
        let probe = Command::new("ffprobe")
            .args(["-v", "quiet", "-select_streams", "a:0", "-of", "csv=p=0"])
            .args(["-show_entries", "stream=codec_name,sample_rate,channels"])
            .arg(file)
            .output()?;
        let text = String::from_utf8_lossy(&probe.stdout).into_owned();
        let mut fields = text.lines().next().unwrap_or_default().split(',');
        let (Some(codec), Some(Ok(rate)), Some(Ok(channels))) =
            (fields.next(), fields.next().map(str::parse::<u64>), fields.next().map(str::parse::<u64>))
        else {
            return Ok(None);
        };
        let mut decoder = Command::new("ffmpeg")
            .args(["-v", "quiet", "-nostdin", "-threads", "1", "-i"])
            .arg(file)
            .args(["-map", "0:a:0", "-f", "s16le", "-"])
            .stdout(Stdio::piped())
            .spawn()?;
        let bytes = decoder.stdout.take().map_or(Ok(0), count)?;
        decoder.wait()?;
        let frames = bytes / (2 * channels).max(1);
        Ok((frames > 0 && rate > 0).then(|| Theirs { codec: codec.to_owned(), ms: (frames * 1000 + rate / 2) / rate }))
    }
}

fn count(mut stream: impl Read) -> io::Result<u64> {
    io::copy(&mut stream, &mut io::sink())
}
