//! How long the check of an hour takes, against ffmpeg doing less of it: `-f null` decodes and measures nothing,
//! `-af ebur128=peak=true` measures loudness and true peak, and neither hashes, draws, or says what is wrong.
//!
//! Run with `cargo bench -p glos-audio --bench inspect`, with file names after `--` to take these instead of an hour
//! of MP3, M4A and FLAC made by ffmpeg. Every contestant is a process of its own; they take turns in palindromic
//! order, and medians of wall and of CPU (user and system) seconds are printed. CPU depends less on what else the
//! machine does.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use glos_audio::{Claim, Ears, inspect_with};

const ROUNDS: usize = 5;
/// A minute of two voices with pauses, and a hiss; played sixty times.
const SOUND: &str = "aevalsrc=0.2*sin(2*PI*(140+40*sin(2*PI*0.3*t))*t)*(1+0.6*sin(2*PI*3.1*t))*gt(sin(2*PI*0.09*t)\\,-0.9)\
                     +0.02*(random(0)-0.5)|0.2*sin(2*PI*150*t)*(1+0.6*sin(2*PI*2.1*t))+0.02*(random(1)-0.5):s=44100:d=60";
const HOURS: [(&str, &[&str]); 3] = [
    ("hour.mp3", &["-c:a", "libmp3lame", "-b:a", "128k"]),
    ("hour.m4a", &["-c:a", "aac", "-b:a", "128k"]),
    ("hour.flac", &["-c:a", "flac"]),
];
/// What a process of this program is told to do, by the first of its arguments.
const CHECK: &str = "check";
const LOOK: &str = "look";

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [what, threads, file] = arguments.as_slice()
        && [CHECK, LOOK].contains(&what.as_str())
    {
        return inspect(what == LOOK, threads, Path::new(file));
    }
    let files = if arguments.is_empty() { hours()? } else { arguments.iter().map(PathBuf::from).collect() };
    println!("{:<10} {:<26} {:>8} {:>8} {:>10}", "", "", "wall s", "CPU s", "peak MiB");
    for file in files {
        compare(&file)?;
    }
    Ok(())
}

/// One check in a process of its own: prints the peak of its resident memory in KiB.
fn inspect(quick: bool, threads: &str, file: &Path) -> io::Result<()> {
    let mut ears = Ears { quick, ..Ears::default() };
    if let Ok(threads) = threads.parse() {
        ears.threads = threads;
    }
    let report = inspect_with(fs::File::open(file)?, &Claim::default(), ears)?;
    assert!(quick || report.duration_ms.is_some(), "{report:?}");
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    println!("{}", peak.trim().trim_end_matches(" kB"));
    Ok(())
}

fn compare(file: &Path) -> io::Result<()> {
    let me = std::env::current_exe()?;
    let ours = |what: &str, threads: &str| {
        let mut command = Command::new(&me);
        command.args([what, threads]).arg(file);
        command
    };
    let ffmpeg = |filter: &[&str]| {
        let mut command = Command::new("ffmpeg");
        command.args(["-v", "error", "-nostdin", "-i"]).arg(file).args(filter).args(["-f", "null", "-"]);
        command
    };
    let contestants = [
        ("inspect", ours(CHECK, "default")),
        ("inspect, one thread", ours(CHECK, "1")),
        ("inspect --quick", ours(LOOK, "1")),
        ("ffmpeg -f null", ffmpeg(&[])),
        ("ffmpeg ebur128=peak=true", ffmpeg(&["-af", "ebur128=peak=true"])),
    ];
    let mut runs = [const { Vec::new() }; 5];
    for round in 0..ROUNDS {
        for turn in 0..contestants.len() {
            let who = if round % 2 == 0 { turn } else { contestants.len() - 1 - turn };
            runs[who].push(run(&contestants[who].1)?);
        }
    }
    let median = |who: usize, of: fn(&Run) -> f64| {
        let mut figures: Vec<f64> = runs[who].iter().map(of).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for (who, (contestant, _)) in contestants.iter().enumerate() {
        let (wall, cpu, peak) = (median(who, |run| run.wall), median(who, |run| run.cpu), median(who, |run| run.peak));
        let name = if who == 0 { name.as_str() } else { "" };
        println!("{name:<10} {contestant:<26} {wall:>8.3} {cpu:>8.3} {:>10.1}", peak / 1024.0);
    }
    let share = |whole: usize| {
        let wall = median(0, |run| run.wall) / median(whole, |run| run.wall);
        let cpu = median(0, |run| run.cpu) / median(whole, |run| run.cpu);
        format!("wall {wall:.2}, CPU {cpu:.2}")
    };
    println!("{:<10} of ffmpeg -f null: {}; of ebur128=peak=true: {}\n", "", share(3), share(4));
    Ok(())
}

struct Run {
    wall: f64,
    cpu: f64,
    /// KiB, where the process says it.
    peak: f64,
}

/// Runs the command, timed by the shell's own clock.
fn run(command: &Command) -> io::Result<Run> {
    let mut timed = Command::new("bash");
    timed.args(["-c", "TIMEFORMAT='%3R %3U %3S'; time \"$@\"", "bash"]);
    timed.arg(command.get_program()).args(command.get_args());
    let output = timed.stdin(Stdio::null()).output()?;
    let times = String::from_utf8_lossy(&output.stderr).into_owned();
    let figures: Vec<f64> =
        times.lines().last().unwrap_or_default().split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
    let [wall, user, system] = figures[..] else { return Err(io::Error::other(times)) };
    let peak = String::from_utf8_lossy(&output.stdout).trim().parse().unwrap_or(0.0);
    Ok(Run { wall, cpu: user + system, peak })
}

/// The hours, made once.
fn hours() -> io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let minute = folder.join("minute.wav");
    if !minute.exists() {
        ffmpeg(Command::new("ffmpeg").args(["-f", "lavfi", "-i", SOUND]).arg(&minute))?;
    }
    let mut files = Vec::new();
    for (name, codec) in HOURS {
        let file = folder.join(name);
        if !file.exists() {
            ffmpeg(Command::new("ffmpeg").args(["-stream_loop", "59", "-i"]).arg(&minute).args(codec).arg(&file))?;
        }
        files.push(file);
    }
    Ok(files)
}

fn ffmpeg(command: &mut Command) -> io::Result<()> {
    let made = command.args(["-v", "error", "-nostdin", "-y"]).status()?;
    made.success().then_some(()).ok_or_else(|| io::Error::other("ffmpeg cannot make the file"))
}
