//! A first look tells what the container says, and reads no more than it must.

use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::*;

/// Counts the bytes that are read.
struct Counted(Cursor<Vec<u8>>, Arc<AtomicU64>);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.read(buffer)?;
        self.1.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

fn look(bytes: Vec<u8>) -> (Report, u64) {
    let read = Arc::new(AtomicU64::new(0));
    let ears = Ears { quick: true, ..Ears::default() };
    let source = Counted(Cursor::new(bytes), Arc::clone(&read));
    (inspect_with(source, &Claim::default(), ears).unwrap(), read.load(Ordering::Relaxed))
}

#[test]
fn a_first_look_tells_what_the_container_says() {
    for name in ["cbr.mp3", "aac-moov-last.m4a", "alac.m4a", "flac.flac", "pcm16.wav", "aiff.aiff"] {
        let (whole, (quick, _)) = (report(fixture(name)), look(fixture(name)));
        assert_eq!(quick.declared_duration_ms, whole.declared_duration_ms, "{name}");
        assert!(quick.declared_duration_ms.is_some(), "{name}");
        assert_eq!((quick.duration_ms, &quick.sha256, &quick.silence), (None, &None, &None), "{name}");
        assert_eq!((quick.sample_rate, quick.channels), (whole.sample_rate, whole.channels), "{name}");
        assert_eq!((quick.container, quick.codec), (whole.container, whole.codec), "{name}");
        assert_eq!((quick.tags, quick.cover), (whole.tags, whole.cover), "{name}");
        assert!(quick.problems.iter().all(|problem| problem.code == Code::RareFormat), "{name}: {:?}", quick.problems);
    }
}

#[test]
fn the_first_bytes_tell_what_a_file_will_be_and_about_how_long() {
    let whole = |path: &str| std::fs::read(format!("{}/../fixtures/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for (path, container) in [
        ("samples/01-skad-wzial-sie-projekt.mp3", "mp3"),
        ("samples/02-cztery-pakiety.m4a", "mp4"),
        ("audio/pcm16.wav", "wav"),
        ("audio/flac.flac", "flac"),
        ("audio/cbr-noxing.mp3", "mp3"),
    ] {
        let bytes = whole(path);
        let length = inspect(Cursor::new(bytes.clone()), &Claim::default()).unwrap().duration_ms.unwrap();
        let head = &bytes[..bytes.len().min(64 << 10) * 3 / 4];
        let report = glance(head, Some(bytes.len() as u64), &Claim::default()).unwrap();
        assert_eq!(report.container.as_deref(), Some(container), "{path}");
        let likely = report.declared_duration_ms.unwrap_or_default();
        assert!(likely.abs_diff(length) * 20 < length, "{path}: {likely} is not {length}");
        assert_eq!((report.verdict, report.problems.len(), report.duration_ms), (Verdict::Ok, 0, None), "{path}");
    }
    let late = whole("audio/aac-moov-last.m4a");
    assert_eq!(glance(&late[..late.len() / 2], None, &Claim::default()).unwrap().container.as_deref(), Some("mp4"));
}

#[test]
fn a_first_look_refuses_what_is_no_recording() {
    assert_eq!(codes(&look(fixture("picture.png")).0), [Code::NotAudio]);
    assert_eq!(codes(&look(fixture("video.mp4")).0), [Code::VideoInside]);
}

#[test]
fn a_first_look_reads_little_of_a_long_recording() {
    let mut wav = fixture("pcm16.wav");
    wav.resize(20_000_000, 1);
    for bytes in [fixture("cbr-noxing.mp3").repeat(400), wav] {
        let (report, read) = look(bytes);
        assert!(report.sample_rate.is_some());
        assert!(read < 2_000_000, "{read} bytes");
    }
}
