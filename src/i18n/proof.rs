//! Proof that the messages in `i18n/` and what the program says are the same: none missing, none left over, both languages with the
//! same values, Polish in all of its forms and set as Polish is set.
//!
//! It reads the source. A message counts as said when its id stands as a literal in `src/` outside of tests, or in a template;
//! ids that are put together at run time are declared in [`BUILT`], and nowhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::Lang;
use crate::podcast::episodes::Status;

/// Ids that are put together: what stands before and after the part that comes from elsewhere, and where that comes from.
const BUILT: [(&str, &str, Part); 6] = [
    ("audit-", "", Part::Literal),
    ("done-", "", Part::Literal),
    ("refusal-", "", Part::Literal),
    ("remark-", "", Part::Literal),
    ("remark-", "-mend", Part::Literal),
    ("publish-done-", "", Part::Status),
];

/// Names of fields that browsers fill in by themselves.
const AUTOFILL: [&str; 2] = ["current-password", "new-password"];

/// Where the part of an id that is put together comes from.
#[derive(Clone, Copy)]
enum Part {
    /// Another literal of the source: the code of a refusal, the rule of a remark.
    Literal,
    /// The status of an episode, as the API says it.
    Status,
}

fn statuses() -> Vec<String> {
    let named = |status: Status| match status {
        // Exhaustive, so that a new one is thought of here.
        Status::Draft | Status::Scheduled | Status::Published | Status::Unlisted => {
            serde_json::to_value(status).unwrap().as_str().unwrap().to_owned()
        }
    };
    [Status::Draft, Status::Scheduled, Status::Published, Status::Unlisted].map(named).into()
}

// The messages

/// What a test asks of a message.
#[derive(Default, Debug)]
struct Message {
    file: String,
    variables: BTreeSet<String>,
    /// The keys of each choice.
    choices: Vec<BTreeSet<String>>,
    /// What it says, with [`VALUE`] for the values.
    said: String,
}

/// Stands for a value (Unicode, Object Replacement Character).
const VALUE: char = '\u{fffc}';

fn messages(lang: Lang) -> BTreeMap<String, Message> {
    let mut messages = BTreeMap::new();
    for path in files(&root().join("i18n").join(lang.tag()), "ftl") {
        let text = fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(&*text).map_err(|(_, errors)| errors).expect("a sound file");
        for entry in &resource.body {
            let Entry::Message(entry) = entry else { continue };
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let mut message = Message { file: name, ..Message::default() };
            look(entry.value.as_ref().expect("a message says something"), &mut message);
            assert!(messages.insert(entry.id.name.to_owned(), message).is_none(), "{} is there twice", entry.id.name);
        }
    }
    messages
}

fn look(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.said.push_str(value),
            PatternElement::Placeable { expression } => look_into(expression, message),
        }
    }
}

fn look_into(expression: &Expression<&str>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => look_at(inline, message),
        Expression::Select { selector, variants } => {
            look_at(selector, message);
            let key = |key: &VariantKey<&str>| match key {
                VariantKey::Identifier { name } => (*name).to_owned(),
                VariantKey::NumberLiteral { value } => (*value).to_owned(),
            };
            message.choices.push(variants.iter().map(|variant| key(&variant.key)).collect());
            for variant in variants {
                message.said.push('\n');
                look(&variant.value, message);
            }
        }
    }
}

fn look_at(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.variables.insert(id.name.to_owned());
            message.said.push(VALUE);
        }
        // A place that a script of the page fills in.
        InlineExpression::StringLiteral { value } if value.starts_with('{') => {
            message.variables.insert((*value).to_owned());
            message.said.push(VALUE);
        }
        InlineExpression::StringLiteral { value } => message.said.push_str(&value.replace("\\u00A0", "\u{a0}")),
        InlineExpression::Placeable { expression } => look_into(expression, message),
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.iter().for_each(|argument| look_at(argument, message));
        }
        _ => {}
    }
}

// The source

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder that end like this.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|is| is == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A file that says something: where it is, and its text without tests.
struct Source {
    path: String,
    text: String,
}

fn sources(folder: &str, extension: &str) -> Vec<Source> {
    let only_tested = ["samples.rs", "proof.rs", "tests.rs"];
    let paths = files(&root().join(folder), extension).into_iter();
    paths
        .filter(|path| !only_tested.iter().any(|name| path.ends_with(name)))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
            Source { path: path.strip_prefix(root()).unwrap().display().to_string(), text }
        })
        .collect()
}

impl Source {
    /// Its string literals, and where each begins. In a template those of the code between braces.
    fn literals(&self) -> Vec<(usize, &str)> {
        let is_rust = self.path.ends_with(".rs");
        let mut found = Vec::new();
        let (mut at, text) = (0, self.text.as_str());
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let skipped = match () {
                () if is_rust && rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                () if is_rust && (rest.starts_with("'\"'") || rest.starts_with("'\\\"'")) => 3,
                () if is_rust && rest.starts_with("r#\"") => rest.find("\"#").map_or(rest.len(), |end| end + 2),
                () if !is_rust && !self.is_code(at) => 1,
                () if rest.starts_with('"') => {
                    let end = end_of_literal(rest);
                    found.push((at, &rest[1..end]));
                    end + 1
                }
                () => 1,
            };
            at = (at + skipped..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        }
        found
    }

    /// Whether a place of a template is between `{{` and `}}` or `{%` and `%}`.
    fn is_code(&self, at: usize) -> bool {
        let before = &self.text[..at];
        let opened = before.rfind("{{").max(before.rfind("{%"));
        opened.is_some_and(|opened| !before[opened..].contains("}}") && !before[opened..].contains("%}"))
    }

    /// The literals that are handed to something as the id of a message, as whole ids.
    fn said(&self) -> Vec<String> {
        let calls = ["text(", "titled(", "counted(", "marked(", "words.with("];
        // A form's fields are read by their names; what a browser may fill in has names, too (HTML, "Autofill").
        let is_name = |before: &str, literal: &str| before.ends_with("form.text(") || AUTOFILL.contains(&literal);
        let faults = ["Fault::new(", "Fault::of(", "Fault::at("];
        let said = |(at, literal): (usize, &str)| {
            let mut start = at.saturating_sub(60);
            while !self.text.is_char_boundary(start) {
                start += 1;
            }
            let before = &self.text[start..at];
            let called = |name: &str| before.rsplit_once(name).map(|(_, between)| between);
            if faults.iter().any(|fault| before.ends_with(fault))
                || called("Refusal::new(")
                    .is_some_and(|kind| kind.trim().starts_with("Kind::") && kind.trim().ends_with(','))
            {
                return Some(format!("refusal-{literal}"));
            }
            let of_i18n =
                called("i18n::text(").is_some_and(|between| between.trim().ends_with(',') && !between.contains('"'));
            // Helpers of a page's own take ids, too; nothing else in a template has a hyphen and no full stop.
            let in_template = self.path.ends_with(".html") && literal.contains('-');
            if is_name(before, literal) {
                return None;
            }
            let is_said = of_i18n || in_template || calls.iter().any(|call| before.ends_with(call));
            (is_said && is_id(literal) && literal.contains('-')).then(|| literal.to_owned())
        };
        self.literals().into_iter().filter_map(said).collect()
    }
}

/// Where the literal that begins here ends, at its closing quote.
fn end_of_literal(text: &str) -> usize {
    let mut escaped = false;
    let mut bytes = text.bytes().enumerate().skip(1);
    let end = bytes.find(|(_, byte)| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len() - 1, |(end, _)| end)
}

/// Whether the key of a choice is one number, not a form of numbers.
fn is_number(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_id(literal: &str) -> bool {
    literal.starts_with(|c: char| c.is_ascii_lowercase())
        && literal.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn all_sources() -> Vec<Source> {
    let mut all = sources("src", "rs");
    all.extend(sources("templates", "html"));
    all
}

// The tests

#[test]
fn both_languages_have_the_same_messages_in_the_same_files_with_the_same_values() {
    let told = |lang| -> BTreeMap<String, (String, BTreeSet<String>)> {
        messages(lang).into_iter().map(|(id, message)| (id, (message.file, message.variables))).collect()
    };
    let (polish, english) = (told(Lang::Pl), told(Lang::En));
    for id in polish.keys().chain(english.keys()) {
        assert_eq!(polish.get(id), english.get(id), "{id}: Polish and English differ");
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let sources = all_sources();
    let literals: BTreeSet<&str> =
        sources.iter().flat_map(Source::literals).map(|(_, literal)| literal).filter(|text| is_id(text)).collect();
    let statuses = statuses();
    let is_built = |id: &str| {
        BUILT.iter().any(|(before, after, part)| {
            let inner = id.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
            inner.is_some_and(|inner| match part {
                Part::Literal => literals.contains(inner),
                Part::Status => statuses.iter().any(|status| status == inner),
            })
        })
    };
    let left_over: Vec<String> = messages(Lang::Pl)
        .into_iter()
        .filter(|(id, _)| !literals.contains(id.as_str()) && !is_built(id))
        .map(|(id, message)| format!("{}: {id}", message.file))
        .collect();
    assert!(left_over.is_empty(), "nobody says these messages; take them out of both languages: {left_over:#?}");
}

#[test]
fn everything_that_is_said_is_a_message() {
    let messages = messages(Lang::Pl);
    let mut missing = Vec::new();
    let mut said = 0;
    for source in all_sources() {
        for id in source.said() {
            said += 1;
            if !messages.contains_key(&id) {
                missing.push(format!("{}: {id}", source.path));
            }
        }
    }
    missing.extend(
        statuses().into_iter().map(|status| format!("publish-done-{status}")).filter(|id| !messages.contains_key(id)),
    );
    assert!(missing.is_empty(), "there are no such messages: {missing:#?}");
    assert!(said > 200, "only {said} were found: the calls are not what this test looks for any more");
}

#[test]
fn ids_that_are_put_together_are_declared_here() {
    for source in sources("src", "rs").iter().filter(|source| source.text.contains("i18n")) {
        for (_, literal) in source.literals() {
            let Some((before, rest)) = literal.split_once('{') else { continue };
            let Some((_, after)) = rest.split_once('}') else { continue };
            let is_built =
                before.ends_with('-') && is_id(before) && (after.is_empty() || is_id(after.trim_start_matches('-')));
            let is_declared = BUILT.iter().any(|(prefix, suffix, _)| (*prefix, *suffix) == (before, after));
            assert!(!is_built || is_declared, "{} puts together {literal}; declare it", source.path);
        }
    }
}

#[test]
fn numbers_take_every_form_of_their_language() {
    for (lang, forms) in [(Lang::Pl, &["one", "few"][..]), (Lang::En, &["one"])] {
        for (id, message) in messages(lang) {
            let plural = ["zero", "one", "two", "few", "many"];
            for choice in message.choices.iter().filter(|choice| plural.iter().any(|form| choice.contains(*form))) {
                let is_whole = forms.iter().all(|form| choice.contains(*form))
                    && (choice.contains("other") || choice.contains("many"))
                    && choice.iter().all(|form| is_number(form) || form == "other" || plural.contains(&form.as_str()));
                assert!(is_whole, "{id} ({}): {choice:?}", lang.tag());
            }
        }
    }
}

#[test]
fn polish_is_set_as_polish_is_set() {
    for (id, message) in messages(Lang::Pl) {
        // What somebody has to type, or sees in a file, stands as it is typed.
        let prose: String = message.said.split(['{', '}']).step_by(2).collect();
        let is_code = message.said.contains("\":") || message.said.contains("-->");
        for (bad, good) in
            [("\"", "„ and ”"), (" - ", "–"), ("...", "…"), ("  ", "one blank"), (" ,", ","), (" .", ".")]
        {
            assert!(is_code || !prose.contains(bad), "{id} ({}) says {bad:?}, not {good}: {prose}", message.file);
        }
        let (opened, closed) = (message.said.matches('„').count(), message.said.matches('”').count());
        assert_eq!(opened, closed, "{id} ({}): quotes open and close", message.file);
    }
}

#[test]
fn templates_have_no_words_of_their_own() {
    for source in sources("templates", "html") {
        let mut text = source.text.clone();
        for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
            while let Some(start) = text.find(open) {
                let end = text[start..].find(close).map_or(text.len(), |end| start + end + close.len());
                text.replace_range(start..end, "");
            }
        }
        let shown: String = text
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, shown)| shown))
            .collect::<Vec<_>>()
            .join(" ");
        let named = ["aria-label", "alt", "title", "placeholder"].into_iter().flat_map(|attribute| {
            let begins = format!(" {attribute}=\"");
            let values = text.split(&*begins).skip(1).filter_map(|rest| rest.split('"').next());
            values.map(str::to_owned).collect::<Vec<_>>()
        });
        for words in [shown].into_iter().chain(named) {
            // Initials such as RSS are the same in every language.
            let word = words.split(|c: char| !c.is_alphabetic()).find(|word| word.chars().any(char::is_lowercase));
            assert_eq!(word, None, "{} says it by itself, not by a message", source.path);
        }
    }
}

#[test]
fn pages_have_no_polish_of_their_own() {
    for source in sources("src/web", "rs") {
        for (_, literal) in source.literals() {
            let polish = literal.contains(|c: char| "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ".contains(c));
            assert!(!polish, "{} says {literal:?} by itself, not by a message", source.path);
        }
    }
}
