//! Commands that may speak to a running server instead of working on the catalogue of this machine: the API, for scripts.

use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::Value;
use ureq::http::{Method, Request, Response};
use ureq::{Agent, Body};
use url::Url;
use uuid::Uuid;

use crate::podcast::files::packed::MAX_BYTES;

/// Which server a command speaks to. Said by a flag alone: a machine that publishes elsewhere may still have a catalogue.
#[derive(Args, Debug, Clone, Default)]
pub(super) struct Server {
    /// Speak to this server instead of working on the catalogue of this machine
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// A token of scope admin for the server
    #[arg(long, env = "GLOS_TOKEN", hide_env_values = true, value_name = "SECRET")]
    token: Option<String>,
}

/// A server, and the token for it.
pub(super) struct Api {
    agent: Agent,
    base: String,
    authorization: String,
}

/// What a server answered.
pub(super) enum Told {
    /// What was asked for.
    Done(Vec<u8>),
    /// There is no such thing; its own sentence.
    Missing(String),
}

impl Server {
    /// The server that was named; none where the command works here.
    pub(super) fn api(&self) -> anyhow::Result<Option<Api>> {
        let Some(server) = &self.server else { return Ok(None) };
        let url = Url::parse(server).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        let url = url.with_context(|| format!("\"{server}\" is not the address of a server"))?;
        let token = self.token.as_deref().filter(|token| !token.is_empty());
        let token = token.context("a server asks for a token: --token, or GLOS_TOKEN")?;
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(15)))
            .timeout_global(Some(Duration::from_secs(300)))
            .build()
            .into();
        let base = format!("{}/api/v1", url.as_str().trim_end_matches('/'));
        Ok(Some(Api { agent, base, authorization: format!("Bearer {token}") }))
    }
}

impl Api {
    /// Asks for something, with a body where there is one: its media type and its bytes.
    pub(super) fn ask(&self, method: Method, path: &str, body: Option<(&str, &[u8])>) -> anyhow::Result<Told> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("authorization", &self.authorization)
            .header("accept-language", "en")
            // Each run means one thing, however often its line has to be tried.
            .header("idempotency-key", Uuid::new_v4().to_string());
        if let Some((media_type, _)) = body {
            request = request.header("content-type", media_type);
        }
        let answer = match body {
            Some((_, bytes)) => self.agent.run(request.body(bytes)?),
            None => self.agent.run(request.body(())?),
        };
        told(answer.with_context(|| format!("{} did not answer", self.base))?)
    }

    /// The same where what is not there is an error, too.
    pub(super) fn get(&self, method: Method, path: &str, body: Option<(&str, &[u8])>) -> anyhow::Result<Vec<u8>> {
        match self.ask(method, path, body)? {
            Told::Done(bytes) => Ok(bytes),
            Told::Missing(sentence) => bail!(sentence),
        }
    }

    /// The same of JSON.
    pub(super) fn json(&self, method: Method, path: &str, body: Option<&Value>) -> anyhow::Result<Value> {
        let body = body.map(Value::to_string);
        let bytes = self.get(method, path, body.as_ref().map(|body| ("application/json", body.as_bytes())))?;
        serde_json::from_slice(&bytes).context("the server's answer is not JSON; is it glos?")
    }

    /// Everything in a list that comes in pages: `list("/shows", "shows")`.
    pub(super) fn list(&self, path: &str, key: &str) -> anyhow::Result<Vec<Value>> {
        let (mut all, mut path) = (Vec::new(), path.to_owned());
        loop {
            let mut page = self.json(Method::GET, &path, None)?;
            all.extend(page[key].as_array_mut().map(std::mem::take).unwrap_or_default());
            // The server may be reached by another name than its public one.
            match page["next"].as_str().and_then(|next| Some(next.split_once("/api/v1")?.1.to_owned())) {
                Some(next) => path = next,
                None => return Ok(all),
            }
        }
    }
}

fn told(mut answer: Response<Body>) -> anyhow::Result<Told> {
    let status = answer.status();
    let bytes = answer.body_mut().with_config().limit(2 * MAX_BYTES).read_to_vec()?;
    if status.is_success() {
        return Ok(Told::Done(bytes));
    }
    let problem: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let sentence = problem["detail"].as_str().map_or_else(|| format!("the server answered {status}"), str::to_owned);
    if status == 404 { Ok(Told::Missing(sentence)) } else { bail!(sentence) }
}

/// A text of an answer; empty where there is none.
pub(super) fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of[key].as_str().unwrap_or_default()
}
