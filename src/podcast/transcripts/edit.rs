//! The words of an episode, mended line by line. A line is found by when it begins and by a tag of what it says: two people may
//! mend different lines at once, and of one line the second is told what it says by now.

use sha2::{Digest as _, Sha256};

use super::draft::{LONGEST_WORD, one_line};
use super::{Cue, MOST, Transcript};
use crate::podcast::fault::Fault;
use crate::podcast::text::Line;

/// Characters of a line: more than anybody says in one go.
const LONGEST: usize = 5000;

/// What becomes of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// It says something else: line breaks make several lines of it, and nothing takes it away.
    Say {
        /// The words.
        text: String,
        /// Who says them; the outer None: as before.
        speaker: Option<Option<Line>>,
        /// Where the second of two lines begins, in ms; none: by the length of their words.
        at_ms: Option<u64>,
    },
    /// It becomes one with the next.
    Join,
}

/// Why a line did not become what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missed {
    /// Somebody changed it meanwhile: what begins there now, if anything does.
    Changed(Option<Cue>),
    /// It would make no sense.
    Fault(Fault),
}

impl Cue {
    /// Names what is said by whom: other words have another tag. Where a line ends is no part of it.
    pub fn tag(&self) -> String {
        let speaker = self.speaker.as_ref().map_or("", Line::as_str);
        let said = format!("{}\n{speaker}\n{}", self.start_ms, self.text);
        hex::encode(&Sha256::digest(said)[..5])
    }
}

/// Whether a line that begins there and had this tag was left as it was.
pub fn is_untouched(start_ms: u64, tag: &str, speaker: Option<&Line>, text: &str) -> bool {
    Cue { start_ms, end_ms: start_ms, speaker: speaker.cloned(), text: one_line(text) }.tag() == tag
}

impl Transcript {
    /// Changes the line that begins at `start_ms` and has this tag; answers what became of it.
    pub fn edit(&mut self, start_ms: u64, tag: &str, edit: Edit) -> Result<Vec<Cue>, Missed> {
        let first = self.cues.partition_point(|cue| cue.start_ms < start_ms);
        let there = self.cues[first..].iter().take_while(|cue| cue.start_ms == start_ms);
        let Some(offset) = there.into_iter().position(|cue| cue.tag() == tag) else {
            return Err(Missed::Changed(self.cues.get(first).filter(|cue| cue.start_ms == start_ms).cloned()));
        };
        let index = first + offset;
        let (count, after) = match edit {
            Edit::Say { text, speaker, at_ms } => (1, said(&self.cues[index], &text, speaker, at_ms)?),
            Edit::Join => match self.cues.get(index + 1) {
                Some(next) => (2, vec![joined(&self.cues[index], next)?]),
                None => return Err(Missed::Fault(Fault::new("transcript-no-next"))),
            },
        };
        if self.cues.len() + after.len() - count > MOST {
            let count = self.cues.len() + after.len() - count;
            return Err(Missed::Fault(Fault::new("transcript-too-many").value("count", count).value("max", MOST)));
        }
        if after.is_empty() && self.cues.len() == 1 {
            return Err(Missed::Fault(Fault::new("transcript-last-line")));
        }
        self.cues.splice(index..index + count, after.iter().cloned());
        // What begins later than the next one does stands behind it.
        self.cues.sort_by_key(|cue| cue.start_ms);
        Ok(after)
    }

    /// Who speaks, in the order they begin to, and how many lines each says.
    pub fn speakers(&self) -> Vec<(Line, usize)> {
        let mut speakers: Vec<(Line, usize)> = Vec::new();
        for name in self.cues.iter().filter_map(|cue| cue.speaker.as_ref()) {
            match speakers.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => speakers.push((name.clone(), 1)),
            }
        }
        speakers
    }

    /// Gives speakers other names, all at once: two may change theirs with each other. None takes a name away. Answers how many
    /// lines that changed.
    pub fn rename(&mut self, names: &[(Line, Option<Line>)]) -> usize {
        let mut changed = 0;
        for cue in &mut self.cues {
            let to = cue
                .speaker
                .as_ref()
                .and_then(|name| names.iter().find(|(from, to)| from == name && to.as_ref() != Some(from)));
            if let Some((_, to)) = to {
                cue.speaker.clone_from(to);
                changed += 1;
            }
        }
        changed
    }
}

/// What a line becomes that says something else.
fn said(cue: &Cue, text: &str, speaker: Option<Option<Line>>, at_ms: Option<u64>) -> Result<Vec<Cue>, Missed> {
    let speaker = speaker.unwrap_or_else(|| cue.speaker.clone());
    let pieces: Vec<String> = text.lines().map(one_line).filter(|piece| !piece.is_empty()).collect();
    for piece in &pieces {
        bounded(piece)?;
    }
    let lengths: Vec<u64> = pieces.iter().map(|piece| piece.chars().count() as u64).collect();
    let (whole, length) = (lengths.iter().sum::<u64>().max(1), cue.end_ms - cue.start_ms);
    let mut start_ms = cue.start_ms;
    let mut told = 0;
    let mut cues = Vec::new();
    for (piece, characters) in pieces.iter().zip(&lengths) {
        told += characters;
        let is_first_of_two = cues.is_empty() && pieces.len() == 2;
        let by_ear = at_ms.filter(|&at| is_first_of_two && at > cue.start_ms && at < cue.end_ms);
        let end_ms = by_ear.unwrap_or(cue.start_ms + length * told / whole).max(start_ms + 1);
        cues.push(Cue { start_ms, end_ms, speaker: speaker.clone(), text: piece.clone() });
        start_ms = end_ms;
    }
    Ok(cues)
}

fn joined(cue: &Cue, next: &Cue) -> Result<Cue, Missed> {
    let text = format!("{} {}", cue.text, next.text);
    bounded(&text)?;
    Ok(Cue { end_ms: cue.end_ms.max(next.end_ms), text, ..cue.clone() })
}

fn bounded(text: &str) -> Result<(), Missed> {
    let actual = text.chars().count();
    if actual > LONGEST {
        return Err(Missed::Fault(Fault::new("transcript-line-long").value("actual", actual).value("max", LONGEST)));
    }
    match text.split(' ').find(|word| word.chars().count() > LONGEST_WORD) {
        Some(_) => Err(Missed::Fault(
            Fault::new("transcript-word").quote("text", text).value("max", LONGEST_WORD).on_line(None),
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FILE: &str = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Anna>Dzień dobry państwu.\n\n00:04.000 --> 00:08.000\n<v Jan>Cześć!\n\n00:08.000 --> 00:09.000\nKoniec.\n";

    fn transcript() -> Transcript {
        super::super::read(FILE.as_bytes(), None, None, 60_000).unwrap()
    }

    fn say(text: &str) -> Edit {
        Edit::Say { text: text.to_owned(), speaker: None, at_ms: None }
    }

    /// Changes the line that stands there.
    fn edit(transcript: &mut Transcript, index: usize, edit: Edit) -> Result<Vec<Cue>, Missed> {
        let (start_ms, tag) = (transcript.cues()[index].start_ms, transcript.cues()[index].tag());
        transcript.edit(start_ms, &tag, edit)
    }

    fn told(transcript: &Transcript) -> Vec<(u64, u64, &str)> {
        transcript.cues().iter().map(|cue| (cue.start_ms, cue.end_ms, cue.text.as_str())).collect()
    }

    #[test]
    fn a_line_says_something_else_and_keeps_its_time_and_its_speaker() {
        let mut transcript = transcript();
        let after = edit(&mut transcript, 0, say("Dzień   dobry\tPaństwu. ")).unwrap();
        assert_eq!(after[0].text, "Dzień dobry Państwu.");
        assert_eq!((after[0].end_ms, after[0].speaker.as_ref().unwrap().as_str()), (4000, "Anna"));
    }

    #[test]
    fn who_comes_second_is_told_what_the_line_says_now() {
        let mut transcript = transcript();
        let tag = transcript.cues()[0].tag();
        transcript.edit(0, &tag, say("Pierwsza.")).unwrap();
        let Err(Missed::Changed(Some(now))) = transcript.edit(0, &tag, say("Druga.")) else { panic!() };
        assert_eq!(now.text, "Pierwsza.");
        assert_eq!(transcript.edit(1234, &tag, say("Trzecia.")), Err(Missed::Changed(None)));
    }

    #[test]
    fn a_line_break_makes_two_lines_of_one_by_length_or_by_ear() {
        let mut transcript = transcript();
        edit(&mut transcript, 0, say("Dzień dobry\npaństwu.")).unwrap();
        assert_eq!(told(&transcript)[..2], [(0, 2315, "Dzień dobry"), (2315, 4000, "państwu.")]);
        let by_ear = Edit::Say { text: "Cze\nść!".to_owned(), speaker: None, at_ms: Some(7000) };
        edit(&mut transcript, 2, by_ear).unwrap();
        assert_eq!(told(&transcript)[2..4], [(4000, 7000, "Cze"), (7000, 8000, "ść!")]);
    }

    #[test]
    fn lines_are_joined_and_taken_away_but_never_the_last() {
        let mut transcript = transcript();
        edit(&mut transcript, 0, Edit::Join).unwrap();
        assert_eq!(told(&transcript)[0], (0, 8000, "Dzień dobry państwu. Cześć!"));
        edit(&mut transcript, 1, say("  ")).unwrap();
        let fault = |missed| matches!(missed, Err(Missed::Fault(Fault { .. })));
        assert!(fault(edit(&mut transcript, 0, Edit::Join)) && fault(edit(&mut transcript, 0, say(""))));
        assert!(
            fault(edit(&mut transcript, 0, say(&"a ".repeat(LONGEST))))
                && fault(edit(&mut transcript, 0, say(&"a".repeat(2001))))
        );
    }

    #[test]
    fn speakers_are_renamed_in_one_place_and_may_change_names() {
        let mut transcript = transcript();
        let line = |text: &str| Line::parse(text).unwrap();
        let names = [(line("Anna"), Some(line("Jan"))), (line("Jan"), Some(line("Anna")))];
        assert_eq!(transcript.rename(&names), 2);
        assert_eq!(transcript.speakers(), [(line("Jan"), 1), (line("Anna"), 1)]);
        assert_eq!(transcript.rename(&[(line("Jan"), None), (line("Anna"), Some(line("Anna")))]), 1);
        assert_eq!(transcript.speakers(), [(line("Anna"), 1)]);
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_lines_stay_in_order_and_inside(
            edits in proptest::collection::vec((0_usize..5, "[a-ż \n]{0,40}", any::<bool>()), 0..20),
        ) {
            let mut transcript = transcript();
            for (index, text, joins) in edits {
                let index = index % transcript.cues().len();
                let _ = edit(&mut transcript, index, if joins { Edit::Join } else { say(&text) });
            }
            let cues = transcript.cues();
            prop_assert!(!cues.is_empty() && cues.is_sorted_by_key(|cue| cue.start_ms));
            prop_assert!(cues.iter().all(|cue| cue.start_ms < cue.end_ms && cue.end_ms <= 9001 && !cue.text.is_empty()));
        }
    }
}
