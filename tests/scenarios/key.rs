//! A passkey made of software: it answers what a page asks as a telephone behind a browser would (WebAuthn Level 3 §6, §7).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{DerSignature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody was there, and showed that it is them (§6.1).
const PRESENT_AND_VERIFIED: u8 = 0b0000_0101;

/// Public half included.
const WITH_KEY: u8 = 0b0100_0000;

pub struct Key {
    id: Vec<u8>,
    secret: SigningKey,
    /// The site that the browser shows.
    pub origin: String,
    /// How often it has signed.
    pub counter: u32,
}

impl Key {
    /// A key that nobody else has, where `seed` is another one.
    pub fn new(seed: u8) -> Self {
        let secret = SigningKey::from_slice(&[seed; 32]).unwrap();
        Self { id: vec![seed; 24], secret, origin: "https://podcast.example.org".to_owned(), counter: 0 }
    }

    /// Answers a page that asks for a new key.
    pub fn made(&mut self, page: &str) -> String {
        let asked = asked(page, "data-make");
        let party = asked["publicKey"]["rp"]["id"].as_str().unwrap();
        let point = self.secret.verifying_key().to_sec1_point(false);
        let mut data = self.data(party, PRESENT_AND_VERIFIED | WITH_KEY);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        // An ES256 key on P-256 as COSE has it (RFC 9053 §7.1.1).
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point.as_bytes()[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point.as_bytes()[33..]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = self.client("webauthn.create", &asked);
        self.answer(json!({ "attestationObject": text(&object), "clientDataJSON": text(&client) }))
    }

    /// Answers a page that asks for a signature.
    pub fn signed(&mut self, page: &str) -> String {
        let asked = asked(page, "data-use");
        self.counter += 1;
        let data = self.data(asked["publicKey"]["rpId"].as_str().unwrap(), PRESENT_AND_VERIFIED);
        let client = self.client("webauthn.get", &asked);
        let signature: DerSignature = self.secret.sign(&[&data[..], &Sha256::digest(&client)[..]].concat());
        self.answer(json!({
            "authenticatorData": text(&data),
            "clientDataJSON": text(&client),
            "signature": text(signature.as_bytes()),
        }))
    }

    fn data(&self, party: &str, flags: u8) -> Vec<u8> {
        [&Sha256::digest(party)[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn client(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let challenge = &asked["publicKey"]["challenge"];
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn answer(&self, response: Value) -> String {
        let id = text(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }
}

/// What a page asks the browser, from the attribute that its script reads.
fn asked(page: &str, attribute: &str) -> Value {
    let (_, rest) = page.split_once(&format!("{attribute}=\"")).unwrap_or_else(|| panic!("no {attribute}: {page}"));
    let json = rest.split('"').next().unwrap().replace("&#34;", "\"").replace("&quot;", "\"").replace("&#38;", "&");
    serde_json::from_str(&json).unwrap()
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
