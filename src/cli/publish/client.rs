//! The client of the API: tus 1.0.0 and the creation of an episode.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, anyhow};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, SendBody};
use url::Url;
use uuid::Uuid;

use super::progress::Progress;
use super::resume::Resume;
use crate::i18n::{self, Lang};

/// How often in a row the line may fail without a single byte getting through, before the run ends.
const TRIES: u32 = 8;

/// The same for the first question of a run: a wrong address or a server that is off is told within seconds.
const FIRST_TRIES: u32 = 3;

/// How long the line may take no byte. One that is dead without saying so (Wi-Fi left, laptop slept) would else be waited
/// for a quarter of an hour. Beginning anew costs next to nothing: it goes on where the server is.
const SILENCE: Duration = Duration::from_secs(15);

/// Seconds after which the server is asked again how far it is.
const LOOK_AGAIN: u64 = 2;

/// Why it did not work.
pub(super) enum Failure {
    /// The server said why.
    Refused(String),
    /// The server said why, and will not take up this upload again: the next run must begin anew.
    Unfit(String),
    /// Nobody has answered yet: more likely the address is wrong than the line is down.
    Nobody(anyhow::Error),
    /// The line or the server is down; running again goes on.
    Away(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(cause: anyhow::Error) -> Self {
        Self::Away(cause)
    }
}

impl From<ureq::Error> for Failure {
    fn from(cause: ureq::Error) -> Self {
        Self::Away(cause.into())
    }
}

type Answer = Response<Body>;

/// A server and the token for it.
pub(super) struct Client {
    agent: Agent,
    api: String,
    authorization: String,
    lang: Lang,
}

impl Client {
    /// A client of this server.
    pub(super) fn new(server: &str, token: &str, lang: Lang) -> anyhow::Result<Self> {
        let url = Url::parse(server).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        let url = url.with_context(|| i18n::text(lang, "publish-address", &[("server", server.to_owned().into())]))?;
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(15)))
            .timeout_per_write(Some(SILENCE))
            // The server waits at most a minute for a check; whoever is silent for two is away.
            .timeout_recv_response(Some(Duration::from_secs(120)))
            .build()
            .into();
        let api = format!("{}/api/v1", url.as_str().trim_end_matches('/'));
        Ok(Self { agent, api, authorization: format!("Bearer {token}"), lang })
    }

    /// Sends the file, from where the server has it; returns the upload's id.
    pub(super) fn upload(
        &self,
        file: &Path,
        master: &str,
        resume: &mut Resume,
        progress: &Progress,
    ) -> Result<String, Failure> {
        let mut failures = 0;
        let mut reached = 0;
        loop {
            match self.try_upload((file, master), resume, progress, &mut reached, &mut failures) {
                Err(Failure::Away(cause)) if failures + 1 >= TRIES => return Err(Failure::Away(cause)),
                Err(Failure::Away(_)) => {
                    // 1 s, 2 s, 4 s … 30 s: a router that restarts takes a minute.
                    let pause = Duration::from_secs((1 << failures.min(5)).min(30));
                    failures += 1;
                    progress.waiting(pause);
                    std::thread::sleep(pause);
                }
                outcome => return outcome,
            }
        }
    }

    fn try_upload(
        &self,
        (file, master): (&Path, &str),
        resume: &mut Resume,
        progress: &Progress,
        reached: &mut u64,
        failures: &mut u32,
    ) -> Result<String, Failure> {
        let (upload, offset) = match resume.upload().map(str::to_owned) {
            Some(upload) => match self.offset(&upload)? {
                Some(offset) => (upload, offset),
                None => self.begin(file, master, resume)?,
            },
            None => self.begin(file, master, resume)?,
        };
        if offset > *reached {
            (*reached, *failures) = (offset, 0);
        }
        progress.at(offset);
        if offset < resume.length() {
            self.append(file, &upload, offset..resume.length(), progress)?;
        }
        Ok(upload)
    }

    /// Begins an upload and remembers it.
    fn begin(&self, file: &Path, master: &str, resume: &mut Resume) -> Result<(String, u64), Failure> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let metadata = format!("filename {},master {}", STANDARD.encode(name.as_bytes()), STANDARD.encode(master));
        let answer = self
            .agent
            .post(format!("{}/uploads", self.api))
            .header("authorization", &self.authorization)
            .header("accept-language", self.lang.tag())
            .header("tus-resumable", "1.0.0")
            .header("upload-length", resume.length().to_string())
            .header("upload-metadata", metadata)
            .send_empty()?;
        let answer = self.accepted(answer)?;
        // Only the id is taken of the address: the server may be reached by another name than its public one.
        let location = answer.headers().get("location").and_then(|field| field.to_str().ok()).unwrap_or_default();
        let id = location.rsplit('/').next().filter(|id| Uuid::parse_str(id).is_ok());
        let id = id.ok_or_else(|| anyhow!("the server did not say where the upload is; is it glos?"))?.to_owned();
        resume.remember(&id);
        Ok((id, 0))
    }

    /// How much of an upload the server has; None when it is gone and must begin anew.
    fn offset(&self, upload: &str) -> Result<Option<u64>, Failure> {
        let answer = self
            .agent
            .head(format!("{}/uploads/{upload}", self.api))
            .header("authorization", &self.authorization)
            .header("tus-resumable", "1.0.0")
            .call()?;
        if matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::GONE) {
            return Ok(None);
        }
        if answer.status().is_client_error() {
            // HEAD brings no sentence; GET is refused for the same reason.
            self.state(upload, 0)?;
        }
        let answer = self.accepted(answer)?;
        let offset = answer.headers().get("upload-offset").and_then(|field| field.to_str().ok()?.parse().ok());
        Ok(Some(offset.ok_or_else(|| anyhow!("the server did not say how much it has; is it glos?"))?))
    }

    fn append(&self, file: &Path, upload: &str, bytes: Range<u64>, progress: &Progress) -> Result<(), Failure> {
        let (offset, length) = (bytes.start, bytes.end - bytes.start);
        let mut bytes = File::open(file).context("the file could not be opened")?;
        bytes.seek(SeekFrom::Start(offset)).context("the file could not be read")?;
        let mut body = Counted { bytes: bytes.take(length), sent: offset, progress };
        let answer = self
            .agent
            .patch(format!("{}/uploads/{upload}", self.api))
            .header("authorization", &self.authorization)
            .header("accept-language", self.lang.tag())
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", offset.to_string())
            .header("content-type", "application/offset+octet-stream")
            .header("content-length", length.to_string())
            .send(SendBody::from_reader(&mut body))?;
        if answer.status() == StatusCode::CONFLICT {
            // The server has come further than it said, or another request of ours still holds on: ask again.
            return Err(Failure::Away(anyhow!("the server has another offset")));
        }
        self.accepted(answer)?;
        Ok(())
    }

    /// Waits until the server has checked the upload and made of it what is to be made.
    pub(super) fn wait_until_ready(&self, upload: &str, progress: &Progress) -> Result<(), Failure> {
        let mut failures = 0;
        loop {
            match self.state(upload, LOOK_AGAIN) {
                Ok(state) if state["state"] == "checking" => failures = 0,
                Ok(state) if state["state"] == "mastering" => {
                    failures = 0;
                    progress.mastering(state["progress"].as_u64().unwrap_or(0));
                }
                Ok(_) => return Ok(()),
                Err(Failure::Away(_)) if failures + 1 < TRIES => {
                    failures += 1;
                    std::thread::sleep(Duration::from_secs(1 << failures.min(4)));
                }
                Err(failure) => return Err(failure),
            }
        }
    }

    /// What has become of an upload; waits up to `wait` seconds for its check.
    fn state(&self, upload: &str, wait: u64) -> Result<Value, Failure> {
        let asked = self
            .agent
            .get(format!("{}/uploads/{upload}?wait={wait}", self.api))
            .header("authorization", &self.authorization)
            .header("accept-language", self.lang.tag())
            .call()?;
        self.json(asked)
    }

    /// Asks whether the episode could be made as it is described: a typo shall not cost an hour of sending.
    pub(super) fn rehearse(&self, show: &str, episode: &Value, key: Uuid) -> Result<(), Failure> {
        let mut tries: u32 = 1;
        loop {
            let asked = self.create(&format!("/shows/{show}/episodes?dry_run=true"), episode, key);
            match asked.and_then(|answer| self.accepted(answer)) {
                Err(Failure::Away(_)) if tries < FIRST_TRIES => {
                    std::thread::sleep(Duration::from_secs(tries.into()));
                    tries += 1;
                }
                Err(Failure::Away(cause)) => return Err(Failure::Nobody(cause)),
                outcome => return outcome.map(drop),
            }
        }
    }

    /// Makes the episode; with one key it is made once, however often this is called.
    pub(super) fn publish(&self, show: &str, episode: &Value, key: Uuid) -> Result<Value, Failure> {
        self.patiently(|| {
            let asked = self.create(&format!("/shows/{show}/episodes"), episode, key);
            asked.and_then(|answer| self.json(answer))
        })
    }

    fn create(&self, path: &str, episode: &Value, key: Uuid) -> Result<Answer, Failure> {
        let request = self.agent.post(format!("{}{path}", self.api));
        let request = request
            .header("authorization", &self.authorization)
            .header("accept-language", self.lang.tag())
            .header("content-type", "application/json")
            .header("idempotency-key", key.to_string());
        Ok(request.send(&episode.to_string())?)
    }

    /// Gives the episode a file that hangs on it. The same file once more changes nothing.
    pub(super) fn put(&self, path: &str, file: &[u8]) -> Result<(), Failure> {
        self.patiently(|| {
            let request = self.agent.put(format!("{}{path}", self.api));
            let request = request
                .header("authorization", &self.authorization)
                .header("accept-language", self.lang.tag())
                .header("content-type", "application/octet-stream");
            self.accepted(request.send(file)?).map(drop)
        })
    }

    /// Changes when the episode becomes visible.
    pub(super) fn release(&self, path: &str, at: &str) -> Result<Value, Failure> {
        self.patiently(|| {
            let request = self.agent.patch(format!("{}{path}", self.api));
            let request = request
                .header("authorization", &self.authorization)
                .header("accept-language", self.lang.tag())
                .header("content-type", "application/json");
            self.json(request.send(&serde_json::json!({ "at": at }).to_string())?)
        })
    }

    /// Does what may be done twice until the line holds.
    fn patiently<T>(&self, ask: impl Fn() -> Result<T, Failure>) -> Result<T, Failure> {
        let mut failures = 0;
        loop {
            match ask() {
                Err(Failure::Away(_)) if failures + 1 < TRIES => {
                    failures += 1;
                    std::thread::sleep(Duration::from_secs(1 << failures.min(4)));
                }
                outcome => return outcome,
            }
        }
    }

    fn json(&self, answer: Answer) -> Result<Value, Failure> {
        let mut answer = self.accepted(answer)?;
        let text = answer.body_mut().read_to_string()?;
        Ok(serde_json::from_str(&text).context("the server's answer is not JSON; is it glos?")?)
    }

    /// An answer that says yes; the server's own sentence otherwise.
    fn accepted(&self, mut answer: Answer) -> Result<Answer, Failure> {
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        let body: Value = answer
            .body_mut()
            .read_to_string()
            .ok()
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        let said = body["detail"].as_str().map(str::to_owned);
        if status.is_server_error() {
            return Err(Failure::Away(anyhow!(said.unwrap_or_else(|| format!("the server answered {status}")))));
        }
        let said = said.unwrap_or_else(|| format!("the server answered {status}"));
        match body["code"].as_str() {
            Some("audio-rejected" | "master-failed" | "upload-lost" | "upload-used" | "idempotency-key-reused") => {
                Err(Failure::Unfit(said))
            }
            _ => Err(Failure::Refused(said)),
        }
    }
}

/// The file's bytes, counted for the bar as they go out.
struct Counted<'a> {
    bytes: io::Take<File>,
    sent: u64,
    progress: &'a Progress,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.sent += read as u64;
        self.progress.at(self.sent);
        Ok(read)
    }
}
