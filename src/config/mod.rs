//! Settings: `glos.toml`, then the environment (`GLOS_…`), then flags; the later one wins.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use url::Url;

use crate::push::Podping;
use crate::smtp::Smtp;
use crate::storage::S3Settings;

mod publisher;

pub use publisher::{Assessment, Declaration, Phone, Publisher, Status, Told};

/// Every setting by its name in `glos.toml`, but those of the [`publisher`]; in the environment it is `GLOS_` and the name in
/// capitals. In the file a table is short for what its names begin with: `[publisher] name = …` is `publisher_name`.
const KEYS: [&str; 21] = [
    "data",
    "database_url",
    "editions_memory",
    "embed_ancestors",
    "feed_bytes",
    "feed_items",
    "feeds",
    "hubs",
    "listen",
    "mail_from",
    "media",
    "podping",
    "podping_token",
    "public_url",
    "s3_endpoint",
    "s3_path_style",
    "s3_region",
    "smtp_url",
    "storage",
    "trust_proxy",
    "webhooks_private",
];

/// Variables that begin with `GLOS_` and are no settings: the client's, the log's and the tests'.
const OTHER_VARIABLES: [&str; 5] = ["server", "token", "log", "bin", "test_"];

/// More hubs than anybody needs; every change is told to each of them.
const MAX_HUBS: usize = 10;

/// More sites than one field should name: it goes out with every player.
const MAX_ANCESTORS: usize = 50;

/// Players may stand in frames of every site (CSP 3, `frame-ancestors`).
const ANY_ANCESTOR: &str = "*";

/// How the service is set up.
#[derive(Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// How the world reaches it; every address it prints is below this.
    pub public_url: Url,
    /// Folder of everything it keeps on this machine.
    pub data: PathBuf,
    /// The database, `sqlite:…` or `postgres://…`.
    pub database_url: String,
    /// Where objects lie.
    pub storage: StorageChoice,
    /// How audio reaches listeners.
    pub media: Media,
    /// Folder of the shows in files.
    pub feeds: PathBuf,
    /// Most episodes of a feed's first document; the others are in archive pages.
    pub feed_items: usize,
    /// About how many bytes the episodes of a feed's first document may have.
    pub feed_bytes: usize,
    /// Bytes of memory that editions may hold.
    pub editions_memory: usize,
    /// How many proxies in front may be believed about the client's address.
    pub trust_proxy: usize,
    /// The WebSub hubs that feeds name and that are told of changes.
    pub hubs: Vec<Url>,
    /// Where changes are told to listeners of podping.
    pub podping: Option<Podping>,
    /// Whether webhooks may lead to machines that are not on the public internet, and by plain http.
    pub webhooks_private: bool,
    /// Where letters are sent, and in whose name; without it people hand links over.
    pub smtp: Option<Smtp>,
    /// Who answers for what is published here.
    pub publisher: Publisher,
    /// The sites whose pages may have players in frames, as CSP's `frame-ancestors` says it.
    pub embed_ancestors: String,
}

/// Where objects lie.
#[derive(Clone)]
pub enum StorageChoice {
    /// A folder.
    Local(PathBuf),
    /// A bucket.
    S3(S3Settings),
}

/// How audio reaches listeners. The enclosure's address is ours and the same in all three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Media {
    /// The service sends the bytes.
    Serve,
    /// A 302 to a presigned address of the S3 server.
    Presign,
    /// A 302 to the object's key below this public address (a CDN, a public bucket).
    Public(Url),
}

impl Settings {
    /// Reads `file` (when it exists), the given environment, and flags, all by setting name.
    pub fn load(
        file: &Path,
        environment: impl Iterator<Item = (String, String)>,
        flags: impl IntoIterator<Item = (&'static str, String)>,
    ) -> anyhow::Result<Self> {
        let mut values = if file.exists() { from_file(file)? } else { BTreeMap::new() };
        let environment: BTreeMap<String, String> = environment.collect();
        for (variable, value) in &environment {
            let Some(name) = variable.strip_prefix("GLOS_").map(str::to_lowercase) else { continue };
            if OTHER_VARIABLES.iter().any(|other| name.starts_with(other)) {
                continue;
            }
            known(&name).with_context(|| format!("the environment sets {variable}"))?;
            values.insert(name, value.clone());
        }
        values.extend(flags.into_iter().map(|(name, value)| (name.to_owned(), value)));
        Self::from_values(&values, &environment)
    }

    fn from_values(values: &BTreeMap<String, String>, environment: &BTreeMap<String, String>) -> anyhow::Result<Self> {
        let or = |name: &str, default: &str| values.get(name).map_or(default, String::as_str).to_owned();
        let listen = or("listen", "127.0.0.1:8080");
        let data = PathBuf::from(or("data", "./data"));
        let default_database = format!("sqlite:{}", data.join("glos.db").display());
        let trust_proxy = or("trust_proxy", "0");
        let public_url = web_url("public_url", &or("public_url", "http://localhost:8080"))?;
        Ok(Self {
            listen: listen
                .parse()
                .with_context(|| format!("listen: \"{listen}\" is not an address like 127.0.0.1:8080"))?,
            smtp: smtp(values, &public_url)?,
            public_url,
            database_url: or("database_url", &default_database),
            storage: storage(values, environment, &data)?,
            media: match or("media", "serve").as_str() {
                "serve" => Media::Serve,
                "presign" => Media::Presign,
                url => Media::Public(web_url("media", url).context("media is serve, presign, or a public address")?),
            },
            feeds: PathBuf::from(or("feeds", "./feeds")),
            feed_items: number("feed_items", &or("feed_items", "300"), "episodes")?,
            feed_bytes: number("feed_bytes", &or("feed_bytes", "1000000"), "bytes")?,
            editions_memory: number("editions_memory", &or("editions_memory", "256"), "MiB")?.saturating_mul(MIB),
            trust_proxy: trust_proxy
                .parse()
                .with_context(|| format!("trust_proxy: \"{trust_proxy}\" is not a number of proxies"))?,
            hubs: hubs(&or("hubs", ""))?,
            podping: podping(values)?,
            webhooks_private: yes_or_no("webhooks_private", &or("webhooks_private", "false"))?,
            publisher: Publisher::of(values)?,
            embed_ancestors: embed_ancestors(&or("embed_ancestors", ANY_ANCESTOR))?,
            data,
        })
    }
}

const MIB: usize = 1024 * 1024;

/// A number of something, at least one.
fn number(name: &str, text: &str, of: &str) -> anyhow::Result<usize> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.with_context(|| format!("{name}: \"{text}\" is not a number of {of} from 1"))
}

fn yes_or_no(name: &str, text: &str) -> anyhow::Result<bool> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        other => bail!("{name}: \"{other}\" is neither true nor false"),
    }
}

fn from_file(file: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("could not read {}", file.display()))?;
    let table: toml::Table = toml::from_str(&text).with_context(|| format!("{} is broken", file.display()))?;
    let mut values = BTreeMap::new();
    for (name, value) in named(table) {
        known(&name).with_context(|| format!("{} sets {name}", file.display()))?;
        let value = match value {
            toml::Value::String(text) => text,
            toml::Value::Integer(number) => number.to_string(),
            toml::Value::Boolean(yes) => yes.to_string(),
            toml::Value::Datetime(date) => date.to_string(),
            other => bail!("{}: {name} cannot be a {}", file.display(), other.type_str()),
        };
        if values.insert(name.clone(), value).is_some() {
            bail!("{} sets {name} twice, by itself and in a table", file.display());
        }
    }
    Ok(values)
}

/// What a file sets, by the names of settings: what stands in a table has the table's name in front.
fn named(table: toml::Table) -> Vec<(String, toml::Value)> {
    let of_entry = |(name, value)| match value {
        toml::Value::Table(inner) => {
            inner.into_iter().map(|(key, value)| (format!("{name}_{key}"), value)).collect::<Vec<_>>()
        }
        value => vec![(name, value)],
    };
    table.into_iter().flat_map(of_entry).collect()
}

/// Refuses a setting that there is not, naming the nearest one that there is.
fn known(name: &str) -> anyhow::Result<()> {
    let keys: Vec<&str> = KEYS.into_iter().chain(publisher::KEYS).collect();
    if keys.contains(&name) {
        return Ok(());
    }
    let nearest = keys.iter().min_by_key(|key| strsim::levenshtein(key, name)).copied().unwrap_or_default();
    bail!("there is no setting \"{name}\"; the nearest is \"{nearest}\"")
}

fn web_url(name: &str, text: &str) -> anyhow::Result<Url> {
    let url = Url::parse(text).with_context(|| format!("{name}: \"{text}\" is not a web address"))?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() || url.query().is_some() {
        bail!("{name}: \"{text}\" must begin with http:// or https:// and have no query");
    }
    Ok(url)
}

/// Addresses apart by blanks or commas; each once.
fn hubs(list: &str) -> anyhow::Result<Vec<Url>> {
    let mut hubs: Vec<Url> = Vec::new();
    for text in list.split(|c: char| c.is_whitespace() || c == ',').filter(|text| !text.is_empty()) {
        let hub = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        let hub = hub.with_context(|| {
            format!("hubs: \"{text}\" is not the address of a WebSub hub; write https://… , apart by blanks or commas")
        })?;
        if !hubs.contains(&hub) {
            hubs.push(hub);
        }
    }
    if hubs.len() > MAX_HUBS {
        bail!("hubs: {} are too many; at most {MAX_HUBS} are told of changes", hubs.len());
    }
    Ok(hubs)
}

/// `*`, `none`, or origins apart by blanks or commas; our own pages may always.
fn embed_ancestors(list: &str) -> anyhow::Result<String> {
    let named: Vec<&str> =
        list.split(|c: char| c.is_whitespace() || c == ',').filter(|text| !text.is_empty()).collect();
    match named[..] {
        [] | [ANY_ANCESTOR] => return Ok(ANY_ANCESTOR.to_owned()),
        ["none"] => return Ok("'none'".to_owned()),
        _ if named.len() > MAX_ANCESTORS => {
            bail!("embed_ancestors: {} are too many; at most {MAX_ANCESTORS} sites can be named", named.len())
        }
        _ => {}
    }
    let mut sources = vec!["'self'".to_owned()];
    for text in named {
        let origin = origin(text).with_context(|| {
            format!("embed_ancestors: \"{text}\" is not a site; write https://www.example.org, https://*.example.org, * or none")
        })?;
        if !sources.contains(&origin) {
            sources.push(origin);
        }
    }
    Ok(sources.join(" "))
}

/// An origin, or `https://*.example.org` for every site below one (CSP 3, host-source).
fn origin(text: &str) -> Option<String> {
    const ANY: &str = "any-site";
    let url = Url::parse(&text.replacen("://*.", &format!("://{ANY}."), 1)).ok()?;
    let is_origin = matches!(url.scheme(), "http" | "https") && url.path() == "/" && url.query().is_none();
    let is_origin = is_origin && url.fragment().is_none() && url.username().is_empty() && url.password().is_none();
    let origin = url.origin().ascii_serialization().replacen(&format!("://{ANY}."), "://*.", 1);
    // What URLs allow in hosts would end the directive or begin another one.
    let is_plain = origin.chars().all(|c| c.is_ascii_alphanumeric() || "-.:/[]*".contains(c));
    let has_stray_star = url.host_str().is_none_or(|host| host.contains('*'));
    (is_origin && is_plain && !has_stray_star).then_some(origin)
}

fn podping(values: &BTreeMap<String, String>) -> anyhow::Result<Option<Podping>> {
    let set = |name: &str| values.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    let token = set("podping_token");
    if token.is_some_and(|token| token.chars().any(|c| !c.is_ascii_graphic() && c != ' ')) {
        bail!("podping_token: a token is of ASCII characters");
    }
    match (set("podping"), token) {
        (Some(url), token) => Ok(Some(Podping { url: web_url("podping", url)?, token: token.map(str::to_owned) })),
        (None, Some(_)) => {
            bail!("podping_token is set, but podping is not; write podping = \"https://podping.cloud/\"")
        }
        (None, None) => Ok(None),
    }
}

fn smtp(values: &BTreeMap<String, String>, public_url: &Url) -> anyhow::Result<Option<Smtp>> {
    let set = |name: &str| values.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    match (set("smtp_url"), set("mail_from")) {
        (Some(url), Some(from)) => {
            let smtp = Smtp::new(url, from, public_url.host_str().unwrap_or("localhost"));
            Ok(Some(smtp.context("smtp_url and mail_from")?))
        }
        (None, None) => Ok(None),
        (Some(_), None) => {
            bail!("smtp_url is set, but mail_from is not; write mail_from = \"Name <podcast@example.org>\"")
        }
        (None, Some(_)) => {
            bail!("mail_from is set, but smtp_url is not; write smtp_url = \"smtps://NAME:PASSWORD@HOST:465\"")
        }
    }
}

fn storage(
    values: &BTreeMap<String, String>,
    environment: &BTreeMap<String, String>,
    data: &Path,
) -> anyhow::Result<StorageChoice> {
    let Some(choice) = values.get("storage") else {
        return Ok(StorageChoice::Local(data.join("objects")));
    };
    let Some(place) = choice.strip_prefix("s3://") else {
        return Ok(StorageChoice::Local(PathBuf::from(choice)));
    };
    let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
    if bucket.is_empty() {
        bail!("storage: \"{choice}\" names no bucket; write s3://BUCKET/PREFIX");
    }
    let secret = |name: &str| {
        environment.get(name).cloned().with_context(|| format!("storage is {choice}, but {name} is not set"))
    };
    let path_style = values.get("s3_path_style").map_or("true", String::as_str);
    Ok(StorageChoice::S3(S3Settings {
        bucket: bucket.to_owned(),
        prefix: prefix.trim_matches('/').to_owned(),
        endpoint: values.get("s3_endpoint").cloned(),
        region: values.get("s3_region").cloned().unwrap_or_else(|| "us-east-1".to_owned()),
        path_style: yes_or_no("s3_path_style", path_style)?,
        access_key: secret("AWS_ACCESS_KEY_ID")?,
        secret_key: secret("AWS_SECRET_ACCESS_KEY")?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, environment: &[(&str, &str)], flags: &[(&'static str, &str)]) -> anyhow::Result<Settings> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("glos.toml");
        std::fs::write(&path, file).unwrap();
        let owned = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Settings::load(&path, owned, flags.iter().map(|(name, value)| (*name, (*value).to_owned())))
    }

    #[test]
    fn nothing_set_is_a_service_on_this_machine() {
        let settings = load("", &[], &[]).unwrap();
        assert_eq!(settings.public_url.as_str(), "http://localhost:8080/");
        assert_eq!(settings.database_url, "sqlite:./data/glos.db");
        assert!(matches!(settings.storage, StorageChoice::Local(path) if path == Path::new("./data/objects")));
    }

    #[test]
    fn a_mail_server_and_a_sender_come_together() {
        let from = ("GLOS_MAIL_FROM", "Głos <podcast@example.org>");
        let url = ("GLOS_SMTP_URL", "smtps://ewa:tajne@poczta.example.org:465");
        let smtp = load("", &[url, from], &[]).unwrap().smtp.unwrap();
        assert_eq!(smtp.address(), "podcast@example.org");
        assert!(load("smtp_url = \"\"\nmail_from = \"\"", &[], &[]).unwrap().smtp.is_none());
        for (one, other) in [(url, "mail_from = "), (from, "smtp_url = ")] {
            let error = load("", &[one], &[]).err().unwrap().to_string();
            assert!(error.contains(other) && !error.contains("tajne"), "{error}");
        }
    }

    #[test]
    fn flags_win_over_the_environment_and_that_over_the_file() {
        let file = "listen = \"127.0.0.1:1\"\ndata = \"a\"\nfeeds = \"c\"";
        let settings =
            load(file, &[("GLOS_LISTEN", "127.0.0.1:2"), ("GLOS_DATA", "b")], &[("listen", "127.0.0.1:3")]).unwrap();
        assert_eq!(
            (settings.listen.port(), settings.data.to_str(), settings.feeds.to_str()),
            (3, Some("b"), Some("c"))
        );
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_nearest_one() {
        let Err(error) = load("publik_url = \"x\"", &[], &[]) else { panic!("taken") };
        assert!(
            format!("{error:#}").ends_with("there is no setting \"publik_url\"; the nearest is \"public_url\""),
            "{error:#}"
        );
        assert!(load("", &[("GLOS_LISTN", "x")], &[]).is_err());
    }

    #[test]
    fn a_table_is_short_for_the_beginning_of_names() {
        let file = "[publisher]\nname = \"Fundacja Głos\"\n[accessibility]\nprepared = 2026-11-22";
        let publisher = load(file, &[("GLOS_PUBLISHER_PHONE", "12 345 67 89")], &[]).unwrap().publisher;
        assert_eq!(publisher.name.unwrap().as_str(), "Fundacja Głos");
        assert_eq!(publisher.accessibility.prepared, "2026-11-22".parse().ok());
        assert!(publisher.phone.is_some());
        let Err(error) = load("[publisher]\nnam = \"x\"", &[], &[]) else { panic!("taken") };
        assert!(format!("{error:#}").ends_with("the nearest is \"publisher_name\""), "{error:#}");
        assert!(load("publisher_name = \"x\"\n[publisher]\nname = \"y\"", &[], &[]).is_err());
    }

    #[test]
    fn hubs_stand_apart_by_blanks_or_commas_and_a_misspelt_one_is_refused() {
        let hubs = |list: &str| load("", &[("GLOS_HUBS", list)], &[]).map(|settings| settings.hubs);
        let all = hubs("https://hub.example/, http://127.0.0.1:9/push?x=1\n https://hub.example/").unwrap();
        let all: Vec<&str> = all.iter().map(Url::as_str).collect();
        assert_eq!(all, ["https://hub.example/", "http://127.0.0.1:9/push?x=1"]);
        assert!(hubs("").unwrap().is_empty());
        assert!(hubs("hub.example").is_err() && hubs("ftp://hub.example/").is_err());
    }

    #[test]
    fn players_stand_in_frames_of_every_site_unless_some_are_named() {
        let of = |list: &str| load("", &[("GLOS_EMBED_ANCESTORS", list)], &[]).map(|settings| settings.embed_ancestors);
        assert_eq!((of("").unwrap(), of("*").unwrap(), of("none").unwrap()), ("*".into(), "*".into(), "'none'".into()));
        let named = of("https://WWW.example.org/, https://*.fundacja.example\nhttp://127.0.0.1:8088").unwrap();
        assert_eq!(named, "'self' https://www.example.org https://*.fundacja.example http://127.0.0.1:8088");
        assert_eq!(of("https://żółw.example").unwrap(), "'self' https://xn--w-uga1v8h.example");
        for wrong in [
            "example.org",
            "https://example.org/blog",
            "https://example.org;script-src *",
            "https://a*.example.org",
            "https://*",
            "* https://example.org",
            "ftp://example.org",
            "https://me@example.org",
            "'self'",
        ] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
        assert!(of(&"https://a.example ".repeat(MAX_ANCESTORS + 1)).is_err());
    }

    #[test]
    fn a_token_for_podping_needs_its_address() {
        assert!(load("podping_token = \"secret\"", &[], &[]).is_err());
        let both = load("podping = \"https://podping.cloud/\"\npodping_token = \"secret\"", &[], &[]).unwrap();
        assert_eq!(both.podping.and_then(|podping| podping.token).as_deref(), Some("secret"));
        let empty = load("podping_token = \"secret\"", &[("GLOS_PODPING", ""), ("GLOS_PODPING_TOKEN", "")], &[]);
        assert!(empty.unwrap().podping.is_none());
    }

    #[test]
    fn a_bucket_needs_its_keys() {
        assert!(load("storage = \"s3://podcasts/a\"", &[], &[]).is_err());
        let keys = [("AWS_ACCESS_KEY_ID", "k"), ("AWS_SECRET_ACCESS_KEY", "s")];
        let settings = load("storage = \"s3://podcasts/a/\"", &keys, &[]).unwrap();
        let StorageChoice::S3(s3) = settings.storage else { panic!("not S3") };
        assert_eq!((s3.bucket.as_str(), s3.prefix.as_str(), s3.path_style), ("podcasts", "a", true));
    }
}
