# Chapters and transcripts: what is wrong in a file and how to mend it.

refusal-text-file-empty = This file is empty. Choose another.
refusal-text-file-too-large = This file is too large; at most { $max } bytes are taken.
refusal-text-file-document = This is a document of a word processor, or a PDF. Open it, save it as plain text (TXT) in the encoding UTF-8, and send that file.
refusal-text-file-encoding = { $encoding ->
    [windows-1250] This file is saved in the encoding Windows-1250, not in UTF-8.
    [iso-8859-2] This file is saved in the encoding ISO 8859-2, not in UTF-8.
    [utf-16] This file is saved in the encoding UTF-16 without a mark at its beginning, or is no text.
    [broken] This file in the encoding UTF-16 is damaged.
   *[unknown] This file is not saved in the encoding UTF-8.
} Open it in the program it was made with, choose "Save as" and the encoding UTF-8, and send it again.

refusal-chapters-json = These are no JSON chapters (version 1.2); something else stands before line { $line }, column { $column }. The file should look like {"{"}"version":"1.2.0","chapters":[{"{"}"startTime":0,"title":"Beginning"{"}"}]{"}"}.
refusal-chapters-xml = Line { $line }: this XML could not be read. Podlove Simple Chapters are elements psc:chapter with the attributes start and title.
refusal-chapters-none = There is no chapter in this file.
refusal-chapters-line = Line { $line } does not begin with a time: "{ $text }". Every line is a time and a title, such as "00:12:30 Questions from the floor".
refusal-chapters-time = Chapter { $number } "{ $title }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
}: "{ $value }" holds no time. Write seconds (754.5), or hours, minutes and seconds (00:12:34.500), from zero on.
refusal-chapters-too-many = There are { $count } chapters in the file; at most { $max } are taken.
refusal-chapters-text-too-long = This text is too long for chapters; at most { $max } kB are taken. See whether it is a list of chapters at all.
refusal-chapters-more = { $count ->
    [one] And { $count } more fault
   *[other] And { $count } more faults
} in further lines. See whether this is a list of chapters at all.
refusal-chapters-order = Chapter { $number } "{ $title }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
} begins at { $time }, but the one before it later, at { $before }. Mend the time, or put the chapters in order.
refusal-chapters-together = Chapter { $number } "{ $title }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
} begins at the same moment as the one before it ({ $time }). Change the time of one of them.
refusal-chapters-overlap = Chapter { $number } "{ $title }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
} ends at { $end }, but the next one begins before that, at { $next }. Mend one of the two times.
refusal-chapters-beyond = Chapter { $number } "{ $title }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
} begins at { $time }, but the recording is { $length } long. Mend the time or take the chapter out; see too whether these are the chapters of this episode.
refusal-chapters-backwards = Chapter { $number } "{ $title }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
} does not end after its beginning ({ $time }). Mend the end, or leave it out.
refusal-chapters-title = The title of chapter { $number }{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
} has { $actual } characters; at most { $max } are taken. Make it shorter: "{ $title }…".
refusal-chapters-url = Chapter { $number } "{ $title }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
}: "{ $value }" is not a full web address; it should begin with https://.
refusal-chapters-img = Chapter { $number } "{ $title }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
}: "{ $value }" is not the address of a picture that begins with https://; apps show no others.

refusal-cue-times = Line { $line }: "{ $text }" does not say a beginning and an end. It should look like "00:01:02.500 --> 00:01:05.000".
refusal-cue-backwards = Line { $line }: "{ $text }" ends before it begins. Mend one of the times.

refusal-transcript-form = This is an HTML page. Send the transcript as VTT, SRT, JSON or plain text.
refusal-transcript-json = This is no JSON transcript; something else stands before line { $line }, column { $column }. The file should look like {"{"}"version":"1.0.0","segments":[{"{"}"startTime":0,"endTime":2.5,"speaker":"Anna","body":"Good morning."{"}"}]{"}"}.
refusal-transcript-time = Segment { $number } "{ $text }": startTime and endTime are seconds from zero on, and the end must not be before the beginning.
refusal-transcript-no-words = There is not a single word in this file.
refusal-transcript-too-many = There are { $count } segments in the file; at most { $max } are taken. Put short ones together.
refusal-transcript-beyond = "{ $text }"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
} begins at { $time }, but the recording is { $length } long. See whether this is the transcript of this episode.
refusal-transcript-order = Line { $line }: "{ $text }" has the time { $time }, which is before the one above it or beyond the end of the recording ({ $length }). Mend the time, or take all of them out: then the words are spread over the whole recording.
refusal-transcript-none = The episode "{ $episode }" has no transcript.
refusal-transcript-form-unknown = "{ $value }" is not a form of a transcript; there are vtt, srt, json and html.
refusal-language-invalid = "{ $value }" is not a language; give one such as pl or en-GB.
refusal-transcript-too-fast = There are { $words } words in this transcript, but the recording is { $length } long. Nobody speaks that fast: see whether this is the transcript of this episode.
refusal-transcript-word = "{ $text }…"{ $line ->
    [none] {""}
   *[other] {" "}(line { $line })
}: there is a word of more than { $max } characters, which captions cannot break. Put blanks where the words end.

remark-chapters-left-out = { $count ->
    [one] { $count }{"\u00A0"}chapter lies beyond the end of the recording, which is { $length } long: { $names }.
   *[other] { $count }{"\u00A0"}chapters lie beyond the end of the recording, which is { $length } long: { $names }.
}
remark-chapters-left-out-mend = Listeners do not see what lies there. Mend the time or take it away; should a longer recording come back, it comes back with it.
remark-chapters-of-other = The chapters were made for another recording.
remark-chapters-of-other-mend = Listen whether they begin where they should.
remark-transcript-of-other = The transcript was made for another recording.
remark-transcript-of-other-mend = See whether its words and their times still fit.
remark-transcript-left-out = The transcript loses the words beyond the end of the recording, which is { $length } long ({ $count }: { $names }).
remark-transcript-left-out-mend = Send the transcript of the new recording. Should a longer one come back, these words come back with it.
remark-transcript-too-fast = The recording is { $length } long, and nobody can say in it as many words as the transcript has.
remark-transcript-too-fast-mend = Send the transcript of the new recording, or take the old one away.
