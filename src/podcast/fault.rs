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
