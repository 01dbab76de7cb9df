//! A mail server on this machine (SMTP, RFC 5321), which keeps what it takes and refuses as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How long a letter may take that is expected to come. Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long no letter comes when none is to come: the queue is looked at each second.
const SILENCE: Duration = Duration::from_millis(2500);

/// What is answered to the next letters: at which command, and how.
type Answers = Arc<Mutex<VecDeque<(&'static str, &'static str)>>>;

/// A listening mail server.
pub struct PostOffice {
    pub url: String,
    letters: tokio::sync::Mutex<UnboundedReceiver<Letter>>,
    refused: tokio::sync::Mutex<UnboundedReceiver<()>>,
    answers: Answers,
}

/// A letter that was taken.
#[derive(Debug)]
pub struct Letter {
    /// To whom, as the envelope says it.
    pub to: String,
    /// Its fields, unfolded.
    pub head: Vec<String>,
    /// What it says.
    pub body: String,
}

impl Letter {
    /// A field of the head.
    #[track_caller]
    pub fn field(&self, name: &str) -> &str {
        let prefix = format!("{name}: ");
        self.head.iter().find_map(|line| line.strip_prefix(&prefix)).unwrap_or_else(|| panic!("no {name}: {self:?}"))
    }

    /// The path of the one link to the house.
    #[track_caller]
    pub fn link(&self) -> String {
        let links = self.body.lines().filter_map(|line| line.strip_prefix("https://podcast.example.org"));
        let links: Vec<&str> = links.collect();
        assert_eq!(links.len(), 1, "{}", self.body);
        links[0].to_owned()
    }
}

impl PostOffice {
    /// A server that takes every letter.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let ((sender, letters), (refuser, refused)) = (unbounded_channel(), unbounded_channel());
        let answers = Answers::default();
        let to_give = Arc::clone(&answers);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (sender, refuser, answer) = (sender.clone(), refuser.clone(), to_give.lock().unwrap().pop_front());
                tokio::spawn(async move {
                    // A client that leaves early has got its answer.
                    if serve(stream, &sender, answer).await.is_err() || answer.is_some() {
                        let _ = refuser.send(());
                    }
                });
            }
        });
        let (letters, refused) = (tokio::sync::Mutex::new(letters), tokio::sync::Mutex::new(refused));
        Self { url, letters, refused, answers }
    }

    /// The settings of a house that sends its letters here.
    pub fn settings(&self) -> [(&str, &str); 2] {
        [("GLOS_SMTP_URL", &self.url), ("GLOS_MAIL_FROM", "Dajemy Ciałom Głos <podcast@example.org>")]
    }

    /// How the next connections end: at which command (`""`: the greeting), with which answer.
    pub fn will_refuse(&self, answers: &[(&'static str, &'static str)]) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// The next letter.
    #[track_caller]
    pub fn next(&self) -> impl Future<Output = Letter> {
        let place = std::panic::Location::caller();
        async move {
            let letter = tokio::time::timeout(PATIENCE, async { self.letters.lock().await.recv().await }).await;
            letter.unwrap_or_else(|_| panic!("{place}: no letter came")).unwrap()
        }
    }

    /// A letter comes and is refused.
    pub async fn refuses_one(&self) {
        let refused = tokio::time::timeout(PATIENCE, async { self.refused.lock().await.recv().await }).await;
        refused.expect("nothing was refused").unwrap();
    }

    /// No letter comes.
    #[track_caller]
    pub fn gets_nothing(&self) -> impl Future<Output = ()> {
        let place = std::panic::Location::caller();
        async move {
            let letter = tokio::time::timeout(SILENCE, async { self.letters.lock().await.recv().await }).await;
            assert!(letter.is_err(), "{place}: a letter came: {letter:?}");
        }
    }
}

async fn serve(
    mut stream: TcpStream,
    letters: &UnboundedSender<Letter>,
    answer: Option<(&'static str, &'static str)>,
) -> std::io::Result<()> {
    let (reader, mut writer) = stream.split();
    let mut lines = BufReader::new(reader).lines();
    let of = |command: &str, usual: &'static str| match answer {
        Some((at, answer)) if at == command => format!("{answer}\r\n"),
        _ => format!("{usual}\r\n"),
    };
    writer.write_all(of("", "220 here").as_bytes()).await?;
    let (mut to, mut data) = (String::new(), None::<String>);
    while let Some(line) = lines.next_line().await? {
        if let Some(text) = &mut data {
            if line != "." {
                text.push_str(line.strip_prefix('.').unwrap_or(&line));
                text.push_str("\r\n");
                continue;
            }
            let answer = of("DATA", "250 taken");
            if answer.starts_with("250") {
                let _ = letters.send(read(std::mem::take(&mut to), text));
            }
            data = None;
            writer.write_all(answer.as_bytes()).await?;
            continue;
        }
        let command = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match command.as_str() {
            "DATA" => {
                data = Some(String::new());
                "354 go on\r\n".to_owned()
            }
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                of("RCPT", "250 yes")
            }
            "QUIT" => return writer.write_all(b"221 bye\r\n").await,
            _ => of(&command, "250 yes"),
        };
        writer.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

fn read(to: String, text: &str) -> Letter {
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ").split("\r\n").map(str::to_owned).collect();
    let letter = Letter { to, head, body: quoted(body).replace("\r\n", "\n") };
    assert_eq!(letter.field("Content-Transfer-Encoding"), "quoted-printable");
    letter
}

/// What quoted-printable stands for (RFC 2045 §6.7).
fn quoted(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let mut parts = text.split('=');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}
