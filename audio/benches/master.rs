//! How long a master of an hour takes: `master::make` of a WAV file against `ffmpeg -af loudnorm -c:a libmp3lame` in
//! one pass, which brings to the same loudness and peak, and checks nothing.
//!
//! Run with `cargo bench -p glos-audio --bench master`; needs ffmpeg. Both take turns, in both orders; wall and CPU
//! seconds (user and system) are medians.

use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};

use glos_audio::inspect_file;
use glos_audio::master::{self, Plan, Wish};

const ROUNDS: usize = 3;
/// Two voices that rise and fall; peaks are 15 dB above the loudness, so the limiter has to work.
const SOUND: &str = "aevalsrc=0.2*sin(2*PI*(140+40*sin(2*PI*0.3*t))*t)*(1+0.6*sin(2*PI*3.1*t))*(1+2*gt(sin(2*PI*0.7*t)\\,0.95))\
                     |0.2*sin(2*PI*150*t)*(1+0.6*sin(2*PI*2.1*t)):s=44100:d=";

fn main() -> io::Result<()> {
    // The making runs in a process of its own, like ffmpeg: this program again, with two files' names.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    match arguments.as_slice() {
        [from, to] => make(Path::new(from), Path::new(to)),
        [seconds] => compare(seconds),
        _ => compare("3600"),
    }
}

fn make(from: &Path, to: &Path) -> io::Result<()> {
    let report = inspect_file(from)?;
    let plan = Plan::of(&report, &Wish::default()).ok_or_else(|| io::Error::other("no plan"))?;
    let mut out = File::options().read(true).write(true).create(true).truncate(true).open(to)?;
    let made = master::make(|| File::open(from), &plan, &mut out, &mut |_| ControlFlow::Continue(()));
    println!("{:?}", made.map(|made| (made.report.loudness, made.limited_db)).map_err(io::Error::other)?);
    Ok(())
}

fn compare(seconds: &str) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let (from, to) = (folder.path().join("hour.wav"), folder.path().join("hour.mp3"));
    let sound = format!("{SOUND}{seconds}");
    if !ffmpeg().args(["-f", "lavfi", "-i", &sound]).arg(&from).status()?.success() {
        return Err(io::Error::other("ffmpeg cannot make the file"));
    }
    let me = std::env::current_exe()?;
    let ours = || time(Command::new(&me).args([&from, &to]));
    let theirs = || {
        let filter = ["-af", "loudnorm=I=-16:TP=-1", "-ar", "44100", "-c:a", "libmp3lame", "-b:a", "128k"];
        time(ffmpeg().arg("-i").arg(&from).args(filter).arg(&to))
    };
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for turn in 0..2 {
            let who = (round + turn) % 2;
            times[who].push(if who == 0 { ours()? } else { theirs()? });
        }
    }
    let [ours, theirs] = times.map(|times| [0, 1].map(|kind| median(times.iter().map(|time| time[kind]).collect())));
    println!("{:<8} {:>8} {:>8}", "", "wall s", "CPU s");
    println!("{:<8} {:>8.1} {:>8.1}", "master", ours[0], ours[1]);
    println!("{:<8} {:>8.1} {:>8.1}", "ffmpeg", theirs[0], theirs[1]);
    println!("{:<8} {:>8.2} {:>8.2}", "ratio", ours[0] / theirs[0], ours[1] / theirs[1]);
    Ok(())
}

fn ffmpeg() -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-nostdin", "-y"]);
    command
}

/// Runs the command and returns its wall time, and its user and system time, by the shell's own clock.
fn time(command: &Command) -> io::Result<[f64; 2]> {
    let mut timed = Command::new("bash");
    timed.args(["-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null", "bash"]);
    timed.arg(command.get_program()).args(command.get_args());
    let output = timed.stdin(Stdio::null()).stdout(Stdio::null()).output()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let times: Vec<f64> = text.lines().last().unwrap_or_default().split(' ').filter_map(|s| s.parse().ok()).collect();
    match times[..] {
        [real, user, system] if output.status.success() => Ok([real, user + system]),
        _ => Err(io::Error::other(text)),
    }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
