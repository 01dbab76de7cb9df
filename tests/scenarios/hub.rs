//! A hub on this machine, which writes down what it is told and answers as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How long a call may take that is expected to come. Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long nobody calls when nobody is to call: the queue is looked at each second.
const SILENCE: Duration = Duration::from_millis(2500);

/// A listening hub.
pub struct Hub {
    pub url: String,
    told: tokio::sync::Mutex<UnboundedReceiver<Told>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

/// One call.
#[derive(Debug)]
pub struct Told {
    /// The first line and the fields, small letters.
    pub head: String,
    pub body: String,
}

impl Told {
    /// The pairs of the form in the body, or of the query.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let query =
            self.head.split(' ').nth(1).and_then(|target| target.split_once('?')).map_or("", |(_, query)| query);
        let form = if self.body.is_empty() { query } else { &self.body };
        url::form_urlencoded::parse(form.as_bytes()).into_owned().collect()
    }
}

impl Hub {
    /// A hub that takes what it is told with 202.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/push", listener.local_addr().unwrap());
        let (sender, told) = unbounded_channel();
        let answers = Arc::new(Mutex::new(VecDeque::new()));
        let to_give = Arc::clone(&answers);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, sender.clone(), Arc::clone(&to_give)));
            }
        });
        Self { url, told: tokio::sync::Mutex::new(told), answers }
    }

    /// The statuses of the next answers; 0 never answers.
    pub fn will_answer(&self, statuses: &[u16]) {
        let mut answers = self.answers.lock().unwrap();
        answers.clear();
        answers.extend(statuses);
    }

    /// The next call.
    #[track_caller]
    pub fn next(&self) -> impl Future<Output = Told> {
        let place = std::panic::Location::caller();
        async move {
            let told = tokio::time::timeout(PATIENCE, async { self.told.lock().await.recv().await }).await;
            told.unwrap_or_else(|_| panic!("{place}: nobody called")).unwrap()
        }
    }

    /// Nobody calls.
    #[track_caller]
    pub fn hears_nothing(&self) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            let told = tokio::time::timeout(SILENCE, async { self.told.lock().await.recv().await }).await;
            assert!(told.is_err(), "{place}: somebody called: {told:?}");
        }
    }
}

async fn serve(mut stream: TcpStream, told: UnboundedSender<Told>, answers: Arc<Mutex<VecDeque<u16>>>) {
    let mut bytes = Vec::new();
    let (head, start) = loop {
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            return;
        }
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break (String::from_utf8_lossy(&bytes[..end]).to_lowercase(), end + 4);
        }
    };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    while bytes.len() < start + length {
        if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
            return;
        }
    }
    let body = String::from_utf8_lossy(&bytes[start..]).into_owned();
    let status = answers.lock().unwrap().pop_front().unwrap_or(202);
    let _ = told.send(Told { head, body });
    if status == 0 {
        return std::future::pending().await;
    }
    let more = if (300..400).contains(&status) { "location: http://127.0.0.1:9/\r\n" } else { "" };
    let answer = format!("HTTP/1.1 {status} x\r\n{more}content-length: 5\r\nconnection: close\r\n\r\nwell.");
    let _ = stream.write_all(answer.as_bytes()).await;
}
