//! What webhooks are sent, described: each message, how it is signed, and what a receiver has to do.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::document::asked;
use super::examples;
use crate::intake::webhooks::Event;
use crate::intake::webhooks::deliver::{FAILING_FOR, KEPT, TRIES, pause};
use crate::outbound::PATIENCE;

/// The name of the group, by which the studio leads here.
const TAG: &str = "messages";

/// The group of messages, with what a receiver has to know.
pub fn tag() -> Value {
    let pauses: Vec<String> = (1..TRIES).map(|tried| spoken(pause(tried))).collect();
    let mut different = pauses.clone();
    different.dedup();
    let waited: TimeDelta = (1..TRIES).map(pause).sum();
    let text = include_str!("messages.md")
        .replace("{patience}", &PATIENCE.as_secs().to_string())
        .replace("{tries}", &TRIES.to_string())
        .replace("{pauses}", &different.join(", "))
        .replace("{hours}", &waited.num_hours().to_string())
        .replace("{kept}", &KEPT.num_days().to_string())
        .replace("{failing}", &FAILING_FOR.num_days().to_string());
    json!({ "name": TAG, "description": text })
}

/// `45 min`, `2 h 8 min`.
fn spoken(time: TimeDelta) -> String {
    match (time.num_hours(), time.num_minutes() % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// The messages, as OpenAPI describes webhooks.
pub fn described() -> Value {
    let show = json!({
        "type": "object", "required": ["slug", "guid", "title"], "additionalProperties": false,
        "properties": {
            "slug": { "type": "string", "description": "Its name in addresses." },
            "guid": { "type": "string", "format": "uuid", "description": "Its identity in podcast apps." },
            "title": { "type": "string", "description": "Its title." },
        },
    });
    let episode = json!({
        "type": "object", "required": ["show", "episode"], "additionalProperties": false,
        "properties": { "show": show, "episode": { "$ref": "#/components/schemas/Told" } },
    });
    let test = json!({
        "type": "object", "required": ["webhook"], "additionalProperties": false,
        "properties": { "webhook": { "type": "string", "format": "uuid", "description": "The webhook that is tried out." } },
    });
    let described = [
        (Event::Published, "An episode came into the feed", "Published, or its release fell due.", &episode),
        (
            Event::Changed,
            "An episode in the feed changed",
            "Its text, its recording, its chapters or its transcript. Changes within seconds are one message.",
            &episode,
        ),
        (
            Event::Withdrawn,
            "An episode left the feed",
            "Back to draft, unlisted, scheduled anew, or deleted. Of the episode there is only what it was called.",
            &episode,
        ),
        (Event::Test, "Somebody tries the webhook out", "Sent by hand, whatever the webhook asks for.", &test),
    ];
    described
        .into_iter()
        .map(|(event, summary, when, data)| (event.as_str(), message(event, summary, when, data)))
        .collect()
}

fn message(event: Event, summary: &str, when: &str, data: &Value) -> Value {
    let body = json!({
        "type": "object", "required": ["type", "timestamp", "data"], "additionalProperties": false,
        "properties": {
            "type": { "const": event.as_str(), "description": "What happened." },
            "timestamp": { "type": "string", "format": "date-time", "description": "When it was found." },
            "data": data,
        },
    });
    let parameters = [
        asked("webhook-id", "The same however often the message is sent."),
        asked("webhook-timestamp", "When it is sent, in seconds since 1970."),
        asked("webhook-signature", "`v1,` and the signature in base64. With more than one, spaces stand between."),
    ];
    json!({ "post": {
        "operationId": event.as_str().replace('.', "_"), "summary": summary, "description": when, "tags": [TAG],
        "parameters": parameters,
        "requestBody": { "required": true, "content": {
            "application/json": { "schema": body, "example": examples::message(event.as_str()) },
        } },
        "responses": {
            "2XX": { "description": "It is taken. Anything else is tried again." },
            "410": { "description": "No further messages are wanted: the webhook is switched off." },
        },
    } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_told_as_they_are() {
        let text = tag()["description"].as_str().unwrap_or_default().to_owned();
        assert!(text.contains("1 min, 2 min, 4 min") && text.contains("1 h 4 min") && text.contains(" 6 h"), "{text}");
        let is_left = |rest: &str| rest.split_once('}').is_some_and(|(name, _)| name.chars().all(char::is_alphabetic));
        assert!(!text.split('{').skip(1).any(is_left), "{text}");
    }
}
