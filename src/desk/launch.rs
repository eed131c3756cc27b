//! The way in: an address with a secret that works once, exchanged for the cookie of this
//! start and the token of its writes.

use super::WritersDesk;
use super::fault::page;
use crate::base::{escape, media};
use crate::serve::{Call, Reply};

/// The launch address, without its secret.
pub(super) const PATH: &str = "/__engraft/desk/open";

/// The page on disk that leads a browser here: the secret would stand in the list of programs
/// if the browser was given the address itself.
pub(super) fn page_on_disk(address: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Desk</title>\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={0}\">\n\
         <p><a href=\"{0}\">Open the desk</a></p>\n</html>\n",
        escape(address)
    )
}

/// Lets a browser in, once.
pub(super) fn open(desk: &WritersDesk, call: &Call) -> Reply {
    // What a browser fetches before anybody asked for it would use the secret up.
    if call.field("sec-purpose").is_some() || call.field("purpose").is_some() {
        return page(
            503,
            "Not yet",
            "The desk is opened by a click, and not beforehand.",
        );
    }
    let secret = call.query.strip_prefix("secret=").unwrap_or_default();
    if !desk.secrets.spend(secret) {
        let words = "This address was used already, or is of an earlier start. Close the \
                     window of the desk and start it anew by its launcher.";
        return page(403, "The desk is closed", words);
    }
    desk.drawer.remove_launch_page();
    let body = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Desk</title>\n<meta name=\"engraft-token\" content=\"{}\">\n\
         <script type=\"module\" src=\"/__engraft/desk/launch.js\"></script>\n</head>\n<body>\n\
         <p>The desk opens. It needs a browser that runs scripts.</p>\n</body>\n</html>\n",
        desk.secrets.token
    );
    let cookie = format!("{}; Path=/; HttpOnly; SameSite=Strict", desk.secrets.cookie);
    let fields = vec![("set-cookie", cookie)];
    Reply { status: 200, media: media::HTML, body: body.into_bytes(), fields }
}
