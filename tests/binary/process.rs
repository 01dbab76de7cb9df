//! The real binary as a process: a running server, and commands that end.

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::house::{PATIENCE, until};

/// A running `glos serve`; killed when dropped.
pub struct Server {
    child: Child,
    out: PathBuf,
    log: PathBuf,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Server {
    pub fn spawn(mut command: Command, out: PathBuf, log: PathBuf) -> Self {
        command.stdout(File::create(&out).unwrap()).stderr(File::create(&log).unwrap());
        Self { child: command.spawn().unwrap(), out, log }
    }

    /// Its end, if that was already.
    pub fn has_ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it printed.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.out).unwrap()
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    /// `TERM` or `INT`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("sh").args(["-c", &format!("kill -{name} {}", self.child.id())]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end.
    #[track_caller]
    pub fn ended(&mut self) -> ExitStatus {
        let mut status = None;
        until("the server ends", || {
            status = self.has_ended();
            status.is_some()
        });
        status.unwrap()
    }

    /// Asks it to stop, and waits until it has.
    #[track_caller]
    pub fn stop(mut self) {
        self.signal("TERM");
        let status = self.ended();
        assert!(status.success(), "{status}: {}", self.log());
    }

    /// `kill -9`
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            eprintln!("---- the server's log\n{}", self.log());
        }
    }
}

impl Ended {
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }
}

/// Runs a command to its end, within patience.
#[track_caller]
pub fn end(mut command: Command) -> Ended {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let err = std::thread::spawn(move || {
        let mut text = String::new();
        err.read_to_string(&mut text).map(|_| text)
    });
    let out = std::thread::spawn(move || {
        let mut text = String::new();
        out.read_to_string(&mut text).map(|_| text)
    });
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{command:?} did not end: {:?} {:?}", out.join().unwrap(), err.join().unwrap());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let code = child.wait().unwrap().code();
    Ended { code, out: out.join().unwrap().unwrap(), err: err.join().unwrap().unwrap() }
}
