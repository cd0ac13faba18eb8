//! The schema of a payload, in whatever way the document gives it.

use super::document::Document;
use crate::diagnostic::{Diagnostic, quote};
use crate::import::plan::opening;
use crate::read::Node;
use crate::resolve::Place;

/// Schema formats that are read, without their parameters.
const READ: [&str; 6] = [
    "application/vnd.aai.asyncapi",
    "application/vnd.aai.asyncapi+json",
    "application/vnd.aai.asyncapi+yaml",
    "application/schema",
    "application/schema+json",
    "application/schema+yaml",
];

/// The schema of a message's payload; `None` with a problem where there is none that can be read.
pub(super) fn schema<'a>(document: &mut Document<'_, 'a>, message: &Place<'a>, called: &str) -> Option<Place<'a>> {
    let Some(object) = message.node.as_object() else {
        let problem = Diagnostic::error("not-an-object", opening(message.node.span), "a message is an object");
        document.problem(problem);
        return None;
    };
    if let Some(format) = object.get("schemaFormat") {
        is_read(document, format, called)?;
    }
    let Some(member) = object.get_member("payload") else {
        let span = opening(message.node.span);
        let message = format!("the message {} says nothing of its payload", quote(called));
        document
            .problem(Diagnostic::error("no-payload", span, message).hint("give it a `payload`: `{ type: object }`"));
        return None;
    };
    // A Multi Format Schema Object of version 3 has the schema in it.
    let payload = document.get(message, "payload")?;
    let (holder, member) = match payload.node.as_object().and_then(|object| object.get("schemaFormat")) {
        Some(format) => {
            is_read(document, format, called)?;
            let Some(schema) = payload.node.as_object().and_then(|object| object.get_member("schema")) else {
                let problem =
                    Diagnostic::error("no-payload", format.span, "there is no `schema` beside `schemaFormat`");
                document.problem(problem);
                return None;
            };
            (payload.clone(), schema)
        }
        None => (message.clone(), member),
    };
    // The schema that a reference leads to is the event's own, unless others refer to it too.
    let schema = document.get(&holder, &member.key)?;
    Some(if document.is_shared(&schema) { document.child(&holder, member) } else { schema })
}

fn is_read(document: &mut Document<'_, '_>, format: &Node, called: &str) -> Option<()> {
    let text = format.as_str().unwrap_or_default();
    let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
    let essence = essence.trim().to_ascii_lowercase();
    let version = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("version="));
    let draft = !essence.starts_with("application/schema") || version.is_none_or(|version| version.contains("07"));
    if READ.contains(&essence.as_str()) && draft {
        return Some(());
    }
    let name = match essence.as_str() {
        avro if avro.contains("avro") => "Avro",
        protobuf if protobuf.contains("protobuf") => "Protobuf",
        raml if raml.contains("raml") => "RAML",
        openapi if openapi.contains("openapi") || openapi.contains("oai") => "OpenAPI's schema object",
        _ if essence.starts_with("application/schema") => "a JSON Schema of another draft than 07",
        _ => "a format of its own",
    };
    let message =
        format!("the payload of {} is described by {name} ({}), which is not imported", quote(called), quote(text));
    let problem = Diagnostic::error("payload-format", format.span, message);
    document
        .problem(problem.hint("JSON Schema is what is read: remove the message from the document before the import"));
    None
}
