//! The sentences in English.

use super::Values;
use crate::apps::Remark;
use crate::problem::{Code, Severity};

/// One to three sentences: what, where, and what to do.
pub(super) fn sentence(code: Code, severity: Severity, values: &Values) -> String {
    let Values { at, count, size, what, claimed, level, target, places, header, mastered, .. } = values;
    let mastered = *mastered;
    let time = values.time.as_deref().unwrap_or_default();
    match (code, severity) {
        (Code::Empty, _) => "The file is empty: it has no bytes. Send it again.".to_owned(),
        (Code::NotAudio, _) => format!("This is no recording but {what}. Choose the audio file, an MP3 or M4A."),
        (Code::UnsupportedFormat, _) => {
            format!("This is {what} audio; glos cannot check it yet. Export the recording as MP3 or M4A (AAC).")
        }
        (Code::Protected, _) => {
            "This file is copy-protected (DRM): nobody but its buyer can play it. Use the original \
                                 recording."
                .to_owned()
        }
        (Code::VideoInside, _) => format!("There is video inside ({what}). Export the sound alone as MP3 or M4A."),
        (Code::Unreadable, _) => {
            format!(
                "The file begins like {what} but cannot be read. Export it again from the program it was made with."
            )
        }
        (Code::Truncated, _) => match &values.time {
            Some(time) => format!(
                "The file is cut off: its sound ends at {at}, and {time} are missing. Send it again; if that does not \
                 help, export it again."
            ),
            None => format!(
                "The file is cut off: its sound breaks off at {at}. Send it again; if that does not help, export it \
                 again."
            ),
        },
        (Code::Damaged, Severity::Reject) => format!(
            "Too much of the sound is damaged or missing inside: {time} in all, first at {at}. Export the recording \
             again, and send the new file."
        ),
        (Code::Damaged, _) => format!(
            "Some sound is damaged: {time} in all, first at {at}. Listen there; if you hear it, export the recording \
             again."
        ),
        (Code::ChecksumMismatch, _) => {
            "All of the sound can be played, but it is not quite what the program wrote: the file may have been \
             damaged on its way. Listen to it; if you hear something, export it again."
                .to_owned()
        }
        (Code::SilenceOnly, _) => {
            "There is nothing but silence in it. Check the microphone or the export, and send the \
                                   recording that has sound."
                .to_owned()
        }
        (Code::TooShort, _) => format!("It lasts only {time}. Check that this is the whole recording."),
        (Code::TooLong, _) => "It is longer than 100 hours. Split the recording into episodes.".to_owned(),
        (Code::HeaderLies, _) if what == "channels" => format!(
            "The file states the wrong number of channels: {header} instead of {count}. Some players play it too fast or \
             too slow; export it again."
        ),
        (Code::HeaderLies, _) if what == "rate" => format!(
            "The file states the wrong sample rate: {header} Hz instead of {count} Hz. Some players play it too fast or \
             too slow; export it again."
        ),
        (Code::HeaderLies, _) => {
            let says = match &values.declared {
                Some(declared) => format!("says it lasts {declared}"),
                None => "does not say how long it is".to_owned(),
            };
            let advice = match mastered {
                true => "The MP3 that glos makes of it says so.",
                false => "Apps may show a wrong length; exporting it again mends that.",
            };
            format!("The file {says}; its sound lasts {time}. {advice}")
        }
        (Code::JunkBefore, _) => {
            format!(
                "Before the sound there are {size} that belong to nothing. It plays; exporting it again removes them."
            )
        }
        (Code::JunkInside, _) => format!(
            "Between the sound there are {size} that belong to nothing, first at {at}. Listen there; if you hear it, \
             export the recording again."
        ),
        (Code::JunkAfter, _) => {
            format!(
                "After the sound there are {size} that belong to nothing. It plays; exporting it again removes them."
            )
        }
        (Code::Joined, _) => format!(
            "Several audio files ({count}) are glued together here; the second begins at {at}. Apps may show a wrong \
             length; join them in an audio editor instead."
        ),
        (Code::FormatChanges, _) => format!(
            "Sample rate or channels change at {at}. Some players stop there or play too fast; export it anew as one \
             recording."
        ),
        (Code::TypeMismatch, _) => {
            format!(
                "It was sent as {claimed} and is {what}. glos goes by the content; give the file its right extension."
            )
        }
        (Code::RareFormat, _) if mastered => format!(
            "{what} does not play in every podcast app: glos keeps this file as the original and makes an MP3 of it for \
             the listeners."
        ),
        (Code::RareFormat, _) => format!(
            "{what} does not play in every podcast app (Apple Podcasts takes only MP3 and M4A). Export it as MP3 or M4A \
             to reach everybody."
        ),
        (Code::ManyChannels, _) => {
            format!("It has {count} channels, and some apps play only the first two: glos makes a stereo MP3 of it.")
        }
        (Code::OddSampleRate, _) => format!(
            "Its sample rate is {count} Hz, which some apps play badly: glos makes an MP3 of it with one that all play."
        ),
        (Code::FreeFormat, _) => {
            "This is an MP3 of free format, which hardly any app plays: glos makes a usual MP3 of it.".to_owned()
        }
        (Code::LowSampleRate, _) if mastered => format!(
            "Its sample rate is only {count} Hz: voices sound dull, as over a telephone, also in the MP3 that glos makes \
             of it. Record and export with 44100 or 48000 Hz."
        ),
        (Code::LowSampleRate, _) => format!(
            "Its sample rate is only {count} Hz: voices sound dull, as over a telephone. Record and export with 44100 or \
             48000 Hz."
        ),
        (Code::LowBitRate, _) => format!(
            "It is compressed to {} kbit/s: voices sound dull and blurred. Export it anew from the recording, with 96 \
             kbit/s or more in mono and 128 or more in stereo.",
            count.div_ceil(1000)
        ),
        (Code::LeadingSilence, _) => {
            format!("It begins with {time} of silence; listeners may think that nothing plays. Cut it shorter.")
        }
        (Code::TrailingSilence, _) => format!("It ends with {time} of silence, from {at} on. Cut it shorter."),
        (Code::LongSilence, _) => {
            format!("Nothing is heard for {time}, from {at} on. Listen there: is a part of the recording missing?")
        }
        (Code::AbruptEnd, _) => format!(
            "The sound breaks off at {at} without a pause, as if in mid-speech. Listen to the end; if something is \
             missing, export the recording again."
        ),
        (Code::Clipping, Severity::Info) => format!(
            "At a few moments the sound is a little too loud and cut off (places: {count}: {places}). It is hardly \
             heard; leave a little more room next time, and export with peaks of {target} dBTP at most (now {level})."
        ),
        (Code::Clipping, _) => format!(
            "The sound is clipped (places: {count}, first at {places}): it crackles where it is loud. Record with less \
             gain, and export with peaks of {target} dBTP at most (now {level})."
        ),
        (Code::DcOffset, _) => format!(
            "The sound has a constant offset (DC offset, {level} %): cuts click, and it cannot be made as \
             loud. Remove it in the audio editor, and look to the sound card or the cable."
        ),
        (Code::DeadChannel, _) => {
            let side = side(what);
            match mastered {
                true => format!("Only the {side} channel has sound: glos makes a mono MP3 of it, heard on both sides."),
                false => format!(
                    "Only the {side} channel has sound: with earphones it is heard on one ear only. Export it in mono."
                ),
            }
        }
        (Code::DualMono, _) if mastered => "Both sides hold the same sound: glos makes a mono MP3 of it.".to_owned(),
        (Code::DualMono, _) => {
            "Both sides hold the same sound. Exported in mono it sounds as good, and the file is up to half as large: \
             quicker to download, and cheaper on the move."
                .to_owned()
        }
        (Code::InvertedPhase, _) if mastered => {
            "The left and the right side cancel each other out (inverted phase): glos makes a mono MP3 of \
             one of them."
                .to_owned()
        }
        (Code::InvertedPhase, _) => {
            "The left and the right side cancel each other out (inverted phase): on a telephone or another \
             mono speaker next to nothing is heard. Invert one channel in the audio editor, or export one of them in mono."
                .to_owned()
        }
        (Code::TooQuiet, _) if mastered => {
            format!(
                "It is quiet (loudness {level} LUFS). The MP3 that glos makes of it will be as loud as other podcasts \
                 ({target} LUFS)."
            )
        }
        (Code::TooQuiet, Severity::Info) => format!(
            "It is a little quieter than other podcasts: its loudness is {level} LUFS, theirs is usually {target}. \
             Listeners turn it up, and are startled by what comes next. glos can level it."
        ),
        (Code::TooQuiet, _) => format!(
            "It is much quieter than other podcasts: its loudness is {level} LUFS, theirs is usually {target}. In the \
             street or in a car it is not understood. glos can level it; or export it louder."
        ),
        (Code::TooLoud, _) if mastered => {
            format!(
                "It is loud (loudness {level} LUFS). The MP3 that glos makes of it will be as loud as other podcasts \
                 ({target} LUFS)."
            )
        }
        (Code::TooLoud, Severity::Info) => {
            format!(
                "It is a little louder than other podcasts: its loudness is {level} LUFS, theirs is usually {target}. \
                 Some apps turn it down. glos can level it."
            )
        }
        (Code::TooLoud, _) => format!(
            "It is much louder than other podcasts, and tiring to hear: its loudness is {level} LUFS, theirs is \
             usually {target}. glos can level it; or export it quieter."
        ),
        (Code::WideLoudnessRange, _) => {
            "Loud and quiet parts lie far apart: if listeners set the volume for one, they cannot hear the other. Even them out in \
             the audio editor (compressor, or levels speaker by speaker)."
                .to_owned()
        }
        (Code::PartlyChecked, _) => {
            "It is HE-AAC: glos has checked the main part of the sound; the high tones it cannot check. Listen to a \
             piece of it."
                .to_owned()
        }
    }
}

fn side(what: &str) -> &str {
    if what == "right" { "right" } else { "left" }
}

/// What an app does with a file.
pub(super) fn remark(remark: Remark) -> &'static str {
    match remark {
        Remark::NotTaken => "Does not take this format.",
        Remark::StopsEarly => "Stops where the header says that the file ends, before the sound does.",
        Remark::ShowsTooMuch => "Shows the length of the header, which is longer than the sound.",
        Remark::Guesses => "Guesses the length, as the file does not say it: the length shown and jumps are wrong.",
        Remark::JumpsInexactly => "Jumps may miss their place by some seconds (variable bit rate).",
        Remark::OwnCopy => "Plays an encoded copy of its own.",
        Remark::KeepsFirstCopy => "Makes a video of its own; a recording replaced later does not arrive there.",
        Remark::NotInSafari => "Not in Safari.",
        Remark::OnlyInSafari => "In Safari only.",
        Remark::SilentInMono => "From a single speaker next to nothing is heard.",
    }
}
