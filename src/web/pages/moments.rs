//! Moments that a producer typed into the show notes (`0:05 Welcome`) as links that play from there.

use crate::podcast::timecode;

/// What begins a line of show notes after the sanitiser.
const BEGINNINGS: [&str; 3] = ["<p>", "<br>\n", "<li>"];

/// The HTML with its moments as links to the page at `path`; those behind the end of the recording stay text.
pub(super) fn linked(html: &str, path: &str, duration_ms: u64) -> String {
    let mark = if path.contains('?') { "&amp;" } else { "?" };
    let path = path.replace('&', "&amp;");
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = next_line(rest) {
        let (before, line) = rest.split_at(at);
        out.push_str(before);
        rest = line;
        let bracket = line.len() - line.trim_start_matches(['(', '[']).len();
        let time = line[bracket..].split(|c: char| !c.is_ascii_digit() && c != ':').next().unwrap_or_default();
        // "12" alone is a number of something.
        let ms = timecode::parse(time).filter(|&ms| time.contains(':') && ms < duration_ms);
        if let Some(ms) = ms {
            let seconds = ms / 1000;
            let open = &line[..bracket];
            out.push_str(&format!("{open}<a href=\"{path}{mark}t={seconds}\" data-seek=\"{seconds}\">{time}</a>"));
            rest = &line[bracket + time.len()..];
        }
    }
    out.push_str(rest);
    out
}

/// Where the next line of show notes begins, found in one pass: what is not there is not looked for at each line anew.
fn next_line(html: &str) -> Option<usize> {
    html.match_indices('<').find_map(|(at, _)| {
        let tag = BEGINNINGS.iter().find(|tag| html[at..].starts_with(**tag))?;
        Some(at + tag.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_with_a_moment_leads_there() {
        let html = "<p>0:00 Wstęp<br>\n(1:02:03) Rada</p>\n<ul>\n<li>12:34 – pytania</li>\n</ul>\n";
        let linked = linked(html, "/a/b?lang=en", 7_200_000);
        assert!(linked.contains("<p><a href=\"/a/b?lang=en&amp;t=0\" data-seek=\"0\">0:00</a> Wstęp"), "{linked}");
        assert!(
            linked.contains("<br>\n(<a href=\"/a/b?lang=en&amp;t=3723\" data-seek=\"3723\">1:02:03</a>) Rada"),
            "{linked}"
        );
        assert!(linked.contains("<li><a href=\"/a/b?lang=en&amp;t=754\""), "{linked}");
    }

    #[test]
    fn a_hostile_text_costs_what_its_length_does() {
        // Looking for the other kinds of lines at each of them would take minutes.
        let html = "<p>((((9:99</p>\n".repeat(300_000);
        assert!(linked(&html, "/a/b", 3_600_000) == html, "there is no such moment");
    }

    #[test]
    fn what_is_no_moment_of_the_recording_stays_text() {
        for html in ["<p>12 osób</p>", "<p>2:30:00 za późno</p>", "<p>o 1:00</p>", "<p>1:99</p>", "<p>:</p>", "<p>"]
        {
            assert_eq!(linked(html, "/a/b", 3_600_000), html);
        }
    }
}
