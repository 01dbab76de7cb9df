//! Examples of what is answered and sent: `examples.json`, as a real house gave them. The scenario `api_examples` makes each call
//! once more and fails when an answer has other fields; `GLOS_TEST_EXAMPLES=write` lets it write the file anew.

use std::sync::LazyLock;

use serde_json::Value;

/// By operation, status and media type; of messages to webhooks by their event.
static GIVEN: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("examples.json")).unwrap_or_default());

/// Adds to the answers of an operation what they look like.
pub fn add(operation: &mut Value) {
    let given = &GIVEN["answers"][operation["operationId"].as_str().unwrap_or_default()];
    for (status, bodies) in given.as_object().into_iter().flatten() {
        for (media_type, body) in bodies.as_object().into_iter().flatten() {
            if let Some(content) = operation["responses"][status]["content"].get_mut(media_type) {
                content["example"] = body.clone();
            }
        }
    }
}

/// A message of this event.
pub fn message(event: &str) -> &'static Value {
    &GIVEN["messages"][event]
}
