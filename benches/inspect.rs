//! How long the check of an hour takes: `inspect` of an MP3 and an M4A against `ffmpeg -f null -`, which decodes and
//! checks nothing else, and against `cat`, which only reads.
//!
//! Run with `cargo bench --bench inspect`; needs ffmpeg. CPU seconds (user and system) are compared: they depend least
//! on what else the machine does. The three take turns, in both orders, and medians are printed.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use glos::audio;

const ROUNDS: usize = 5;
const SOUND: &str = "aevalsrc=0.2*sin(2*PI*(140+40*sin(2*PI*0.3*t))*t)*(1+0.6*sin(2*PI*3.1*t))\
                     |0.2*sin(2*PI*150*t)*(1+0.6*sin(2*PI*2.1*t)):s=44100:d=3600";

fn main() -> io::Result<()> {
    // The check runs in a process of its own, like the others: this program again, with a file's name.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [file] = arguments.as_slice() {
        let report = audio::inspect_file(Path::new(file))?;
        println!("{:?} {:?}", report.duration_ms, report.verdict);
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    println!(
        "{:<8} {:>10} {:>10} {:>10} {:>14} {:>11}",
        "", "inspect s", "ffmpeg s", "cat s", "inspect/ffmpeg", "inspect/cat"
    );
    for (name, codec) in
        [("hour.mp3", ["-c:a", "libmp3lame", "-b:a", "128k"]), ("hour.m4a", ["-c:a", "aac", "-b:a", "128k"])]
    {
        let file = folder.path().join(name);
        let made = ffmpeg().args(["-f", "lavfi", "-i", SOUND]).args(codec).arg(&file).status()?;
        if !made.success() {
            return Err(io::Error::other("ffmpeg cannot make the file"));
        }
        compare(name, &file)?;
    }
    Ok(())
}

fn compare(name: &str, file: &Path) -> io::Result<()> {
    let me: PathBuf = std::env::current_exe()?;
    let contestants: [&dyn Fn() -> io::Result<f64>; 3] = [
        &|| cpu_seconds(Command::new(&me).arg(file)),
        &|| cpu_seconds(ffmpeg().arg("-i").arg(file).args(["-f", "null", "-"])),
        &|| cpu_seconds(Command::new("cat").arg(file)),
    ];
    let mut times = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        for turn in 0..3 {
            let who = if round % 2 == 0 { turn } else { 2 - turn };
            times[who].push(contestants[who]()?);
        }
    }
    let [inspect, ffmpeg, cat] = times.map(median);
    println!(
        "{name:<8} {inspect:>10.3} {ffmpeg:>10.3} {cat:>10.3} {:>14.2} {:>11.0}",
        inspect / ffmpeg,
        inspect / cat.max(0.001)
    );
    Ok(())
}

fn ffmpeg() -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-nostdin", "-y", "-threads", "1"]);
    command
}

/// Runs the command and returns what it took of user and system time, by the shell's own clock.
fn cpu_seconds(command: &Command) -> io::Result<f64> {
    let mut timed = Command::new("bash");
    timed.args(["-c", "TIMEFORMAT='%U %S'; time \"$@\" >/dev/null", "bash"]);
    timed.arg(command.get_program()).args(command.get_args());
    let output = timed.stdin(File::open("/dev/null")?).stdout(Stdio::null()).output()?;
    let times = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = times.lines().last().unwrap_or_default();
    Ok(last.split_whitespace().filter_map(|seconds| seconds.parse::<f64>().ok()).sum())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
