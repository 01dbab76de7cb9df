//! Requests, each on a connection of its own, and what was answered.

use serde_json::Value;

use crate::house::PATIENCE;

/// What a server answered.
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// A request without a body; None when there is no whole answer.
pub fn ask(method: &str, url: &str, headers: &[(&str, &str)]) -> Option<Answer> {
    send(method, url, headers, b"")
}

/// A request; None when there is no whole answer. Every request has a connection of its own.
pub fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .max_redirects(0)
        .timeout_global(Some(PATIENCE))
        .build()
        .into();
    let mut request = ureq::http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = if body.is_empty() && method != "POST" && method != "PATCH" {
        agent.run(request.body(()).unwrap())
    } else {
        agent.run(request.body(body).unwrap())
    };
    let (parts, mut body) = answer.ok()?.into_parts();
    let body = body.with_config().limit(1 << 30).read_to_vec().ok()?;
    Some(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
}
