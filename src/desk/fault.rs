//! What went wrong, as the desk tells it: words with what to do, never a bare number.

use serde_json::json;

use crate::base::{Error, ErrorKind, escape, media};
use crate::serve::Reply;

/// The type of what scripts are answered with.
pub(super) const JSON: &str = "application/json";

/// An answer to a script.
pub(super) fn answer(status: u16, value: &serde_json::Value) -> Reply {
    let body = value.to_string().into_bytes();
    Reply { status, media: JSON, body, fields: Vec::new() }
}

/// The words of an error.
pub(super) fn told(error: &Error) -> Reply {
    let status = match error.kind() {
        ErrorKind::Usage => 400,
        ErrorKind::Machine => 500,
    };
    answer(status, &json!({ "message": error.to_string(), "help": error.help() }))
}

/// A refusal for a script.
pub(super) fn refused(status: u16, words: &str) -> Reply {
    answer(status, &json!({ "message": words, "help": null }))
}

/// A page of a few words.
pub(super) fn page(status: u16, title: &str, words: &str) -> Reply {
    let body = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{0}</title>\n</head>\n<body>\n<h1>{0}</h1>\n<p>{1}</p>\n</body>\n</html>\n",
        escape(title),
        escape(words)
    );
    Reply { status, media: media::HTML, body: body.into_bytes(), fields: Vec::new() }
}
