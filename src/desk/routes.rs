//! Who answers what at the desk.

use serde_json::Value;

use super::ask::queried;
use super::fault::{answer, page, refused, told};
use super::{MOST_DOCUMENT_BYTES, MOST_PICTURE_BYTES, WritersDesk};
use super::{
    client, complete, document, file, guard, launch, moves, pages, picture, save,
};
use crate::base::Error;
use crate::serve::{Call, Clerk, Reply};

/// Where the desk is.
const DESK: &str = "/__engraft/desk";

/// Bytes of a request with two texts in the form that JSON has for them.
const MOST_JSON_BYTES: usize = 15_000_000;

impl Clerk for WritersDesk {
    fn answer(&self, call: &Call) -> Reply {
        if let Err(words) = guard::check(call, &self.origin, &self.secrets) {
            let wants_page = !call.is_post && [DESK, launch::PATH].contains(&&*call.path);
            return if wants_page {
                page(403, "The desk is closed", words)
            } else {
                refused(403, words)
            };
        }
        let name = call.path.strip_prefix(DESK).unwrap_or_default();
        if call.path == launch::PATH && !call.is_post {
            return launch::open(self, call);
        }
        if call.is_post { self.write(name, call) } else { self.read(name, call) }
    }

    fn may_listen(&self, call: &Call) -> bool {
        call.path.strip_prefix(DESK) == Some("/events")
            && guard::check(call, &self.origin, &self.secrets).is_ok()
    }

    fn most_bytes(&self, path: &str) -> usize {
        match path {
            picture::PATH => MOST_PICTURE_BYTES,
            document::PATH => MOST_DOCUMENT_BYTES,
            _ => MOST_JSON_BYTES,
        }
    }

    fn policy(&self) -> &str {
        &self.policy
    }
}

impl WritersDesk {
    fn read(&self, name: &str, call: &Call) -> Reply {
        let value = match name {
            "" => {
                let home = self.preview.base_path();
                return client::page(&self.pages_origin, &home);
            }
            "/file" => file::file(self, &queried(call, "path")),
            "/state" => file::current(self, &queried(call, "path")),
            "/at" => pages::at(self, &queried(call, "address")),
            "/pages" => pages::all(self),
            "/complete" => complete::complete(self, call),
            "/versions" => save::versions(self, call),
            "/unsaved" => save::unsaved(self),
            "/changes" => {
                self.office.changes().map(|told| serde_json::json!({ "told": told }))
            }
            file => {
                return client::file(file.trim_start_matches('/'))
                    .unwrap_or_else(|| refused(404, "there is nothing here"));
            }
        };
        replied(value)
    }

    fn write(&self, name: &str, call: &Call) -> Reply {
        replied(match name {
            "/unsaved" => save::keep(self, call),
            "/discard" => save::discard(self, call),
            "/save" => {
                return save::save(self, call).unwrap_or_else(|error| told(&error));
            }
            "/field" => save::field(self, call),
            "/new" => moves::create(self, call),
            "/move" => moves::move_page(self, call),
            "/delete" => moves::delete(self, call),
            "/withdraw" => moves::withdraw(self, call),
            "/sign" => moves::sign(self, call),
            "/build" => moves::build(self, call),
            "/document" => document::take(self, call),
            "/paste" => document::paste(call),
            "/picture" => picture::take(self, call),
            _ => return refused(404, "there is nothing here"),
        })
    }
}

fn replied(value: Result<Value, Error>) -> Reply {
    match value {
        Ok(value) => answer(200, &value),
        Err(error) => told(&error),
    }
}
