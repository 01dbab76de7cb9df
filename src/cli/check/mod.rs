//! `glos check`: says what is wrong with a podcast feed, ours or anybody's.

mod fetch;
mod online;
mod page;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use serde_json::{Value, json};
use url::Url;

use self::fetch::Web;
use super::inspect::Terminal;
use super::{Outcome, complain, lang};
use crate::clock::Clock;
use crate::feed::lint::{self, Context, Finding, Findings, Link, MAX_BYTES, Miss, Severity};
use crate::i18n::{self, Lang};

/// Says what is wrong with a podcast feed; exit code 1 if something must be mended
#[derive(Args)]
#[command(after_help = "Examples:
  glos check https://example.org/show/feed.xml
  glos check --online https://example.org/show/feed.xml
  glos check --json feed.xml | jq '.findings[] | select(.severity == \"must\")'
  curl -s https://example.org/feed.xml | glos check -
  glos check --rules")]
pub(super) struct Check {
    /// Address or file of the feed, or - for what comes on standard input
    #[arg(required_unless_present = "rules", value_name = "URL|FILE")]
    feed: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Also look at what the feed links: recordings, artwork, pages, chapters, transcripts of the newest 10 episodes
    #[arg(long)]
    online: bool,
    /// Look at all episodes, and at the further pages of the feed (RFC 5005)
    #[arg(long)]
    all: bool,
    /// List the rules, with their sources
    #[arg(long)]
    rules: bool,
}

/// Episodes whose links are looked at.
const NEWEST: usize = 10;

/// Pages of a feed that are followed: 100 of 300 episodes are eighty years of a weekly show.
const MAX_PAGES: usize = 100;

/// A document and what was found in it.
struct Judged {
    /// Where it is, as it was given.
    name: String,
    findings: Findings,
}

impl Check {
    pub(super) fn run(self) -> Outcome {
        let Some(feed) = self.feed.as_deref().filter(|_| !self.rules) else { return rules() };
        let judged = match self.judge(feed) {
            Ok(judged) => judged,
            Err(cause) => {
                let args = [("feed", page::clean(feed).into()), ("cause", page::clean(&said(&cause)).into())];
                complain(&i18n::text(lang(), "check-unreadable", &args));
                return Ok(ExitCode::FAILURE);
            }
        };
        let is_sound = judged.iter().all(|judged| judged.findings.count(Severity::Must) == 0);
        let text = if self.json {
            format!("{}\n", json_of(feed, &judged, lang()))
        } else {
            page::of(&judged, Terminal::of_stdout(lang()))
        };
        let written = anstream::stdout().write_all(text.as_bytes());
        // A reader that went away (`glos … | head`) is no error.
        written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
        Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn judge(&self, feed: &str) -> anyhow::Result<Vec<Judged>> {
        self.judge_with(&Web::new(), feed)
    }

    fn judge_with(&self, web: &Web, feed: &str) -> anyhow::Result<Vec<Judged>> {
        let now = Clock::System.now();
        let (document, mut findings, context) = match address(feed)? {
            Some(url) => {
                let (answers, document, address) = web.feed(&url, now)?;
                let context = Context { address: Some(address), now };
                let mut findings = lint::lint(&document, &context);
                findings.append(lint::delivery(&answers));
                (document, findings, context)
            }
            None => {
                let context = Context { address: None, now };
                let document = read(feed)?;
                let findings = lint::lint(&document, &context);
                (document, findings, context)
            }
        };
        if self.online {
            let episodes = if self.all { usize::MAX } else { NEWEST };
            findings.append(online::look(web, lint::links(&document, &context, episodes)));
        }
        let next = lint::older_page(&document, &context).filter(|_| self.all);
        let mut judged = vec![Judged { name: feed.to_owned(), findings }];
        self.follow(web, next, &context, &mut judged);
        Ok(judged)
    }

    /// Judges the older pages too. One that cannot be had is a finding about the page that links it, and the last one.
    fn follow(&self, web: &Web, next: Option<Link>, context: &Context, judged: &mut Vec<Judged>) {
        let mut next = next;
        let mut seen: Vec<Url> = context.address.iter().cloned().collect();
        while let Some(link) = next.take().filter(|link| !seen.contains(&link.url) && judged.len() < MAX_PAGES) {
            seen.push(link.url.clone());
            let (answers, document, address) = match web.feed(&link.url, context.now) {
                Ok(page) => page,
                Err(miss) => {
                    let told = lint::linked(&link, &Err(miss));
                    if let Some(page) = judged.last_mut() {
                        page.findings.append(told);
                    }
                    return;
                }
            };
            let context = Context { address: Some(address), now: context.now };
            let mut findings = lint::lint(&document, &context);
            findings.append(lint::delivery(&answers));
            if self.online {
                findings.append(online::look(web, lint::links(&document, &context, usize::MAX)));
            }
            next = lint::older_page(&document, &context);
            judged.push(Judged { name: link.url.into(), findings });
        }
    }
}

/// Why there is nothing to judge; what is known of servers is said in the reader's language.
fn said(cause: &anyhow::Error) -> String {
    cause.downcast_ref::<Miss>().map_or_else(|| format!("{cause:#}"), |miss| lint::why(miss, lang()))
}

/// The address that is meant, unless a file is.
fn address(feed: &str) -> Result<Option<Url>, Miss> {
    let begins = |scheme: &str| feed.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if begins("http://") || begins("https://") {
        return Url::parse(feed).map(Some).map_err(|error| Miss::Failed { said: error.to_string() });
    }
    let is_file = !feed.contains("://") || Path::new(feed).exists();
    if is_file { Ok(None) } else { Err(Miss::OtherScheme) }
}

/// A file, or standard input; one byte more than is judged, so that the linter can say that there is more.
fn read(feed: &str) -> anyhow::Result<Vec<u8>> {
    let mut document = Vec::new();
    let most = MAX_BYTES as u64 + 1;
    match feed {
        "-" => io::stdin().lock().take(most).read_to_end(&mut document)?,
        file => File::open(Path::new(file))?.take(most).read_to_end(&mut document)?,
    };
    Ok(document)
}

/// `{feed, findings: […], summary: {must, should, note}}`; findings of further pages name their `page`.
fn json_of(feed: &str, judged: &[Judged], lang: Lang) -> Value {
    let count = |severity| judged.iter().map(|judged| judged.findings.count(severity)).sum::<usize>();
    let findings: Vec<Value> = judged
        .iter()
        .enumerate()
        .flat_map(|(at, judged)| {
            judged.findings.iter().map(move |finding| {
                let mut json = json_finding(finding, lang);
                if at > 0 {
                    json["page"] = judged.name.clone().into();
                }
                json
            })
        })
        .collect();
    json!({
        "feed": feed,
        "findings": findings,
        "summary": {
            "must": count(Severity::Must),
            "should": count(Severity::Should),
            "note": count(Severity::Note),
            "pages": judged.len(),
        },
    })
}

fn json_finding(finding: &Finding, lang: Lang) -> Value {
    json!({
        "rule": finding.rule,
        "severity": finding.severity,
        "line": finding.line,
        "xpath": finding.xpath,
        "message": finding.problem(lang),
        "mend": finding.mend(lang),
    })
}

fn rules() -> Outcome {
    let terminal = Terminal::of_stdout(lang());
    let text: String = lint::rules().map(|rule| page::rule(rule, terminal)).collect();
    let written = anstream::stdout().write_all(text.as_bytes());
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })?;
    Ok(ExitCode::SUCCESS)
}
