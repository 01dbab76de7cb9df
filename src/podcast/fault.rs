//! Why a file of chapters or of words was not taken.

/// What is wrong, where, and with what values: the code names the sentence `refusal-CODE` that says what to change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code} {values:?}")]
pub struct Fault {
    /// Stable, for programs.
    pub code: &'static str,
    /// Values of the sentence. `line` is the line of the file, from 1, or `none` where lines say nothing.
    pub values: Vec<(&'static str, String)>,
}

/// Characters of what was sent that a sentence quotes: enough to find the place.
const QUOTED: usize = 60;

impl Fault {
    /// A fault of this code.
    pub fn new(code: &'static str) -> Self {
        Self { code, values: Vec::new() }
    }

    /// What is wrong with a text that is no JSON (RFC 8259), and where; none where it is JSON that means something else.
    pub fn of_json(error: &serde_json::Error) -> Option<Self> {
        if error.is_data() {
            return None;
        }
        let reason = error.to_string();
        let says = |words: &str| reason.contains(words);
        // §8.2: half of a character beyond U+FFFF; programs that cut texts by UTF-16 units send it.
        let code = if says("surrogate") || says("hex escape") { "json-surrogate" } else { "json-broken" };
        let kind = match () {
            () if error.is_eof() => "end",
            () if says("number out of range") => "number",
            () if says("control character") => "control",
            () if says("trailing comma") => "comma",
            () if says("escape") => "escape",
            () if says("recursion") => "depth",
            () => "other",
        };
        Some(Self::new(code).value("kind", kind).value("line", error.line()).value("column", error.column()))
    }

    /// Gives the sentence a value.
    #[must_use]
    pub fn value(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Gives the sentence a piece of what was sent, as far as it helps to recognise it.
    #[must_use]
    pub fn quote(self, name: &'static str, sent: &str) -> Self {
        let quoted: String = sent.trim().chars().filter(|c| !c.is_control()).take(QUOTED).collect();
        self.value(name, quoted)
    }

    /// Says on which line of the file it is.
    #[must_use]
    pub fn on_line(self, line: Option<usize>) -> Self {
        let line = line.map_or_else(|| "none".to_owned(), |line| line.to_string());
        self.value("line", line)
    }
}
