//! Who may ask at the desk, and who may write. A terminal server has many users behind one
//! loopback address, a theme's script runs beside the desk, and any page in the browser can
//! send a form: nothing is allowed because of where it comes from alone.

use super::secrets::Secrets;
use super::{document, launch, picture};
use crate::serve::{Call, same};

/// The header line of the token.
pub(super) const TOKEN: &str = "x-engraft-token";

/// Why a request is refused: a few words, and none of them a secret.
pub(super) type Refusal = &'static str;

/// Judges a request to the desk at `origin`.
pub(super) fn check(call: &Call, origin: &str, secrets: &Secrets) -> Result<(), Refusal> {
    let host = origin.strip_prefix("http://").unwrap_or_default();
    if call.field("host") != Some(host) {
        return Err("this is not the address of the desk");
    }
    let is_launch = !call.is_post && call.path == launch::PATH;
    let navigates = call.field("sec-fetch-mode") == Some("navigate")
        && call.field("sec-fetch-dest") == Some("document");
    let names = |name: &str| call.fields.iter().any(|(own, _)| own == name);
    let is_ours = match call.field("sec-fetch-site") {
        None => !names("sec-fetch-site"),
        Some("same-origin") => true,
        Some("none") => !call.is_post,
        // A link, or the launcher's own page, may lead here.
        Some(_) => !call.is_post && navigates,
    };
    if !is_ours {
        return Err("another site sent this");
    }
    let is_framed = call
        .field("sec-fetch-dest")
        .is_some_and(|dest| matches!(dest, "iframe" | "frame" | "embed" | "object"));
    if is_framed {
        return Err("the desk is not shown in a frame");
    }
    if names("origin") && call.field("origin") != Some(origin) {
        return Err("another site sent this");
    }
    if !is_launch && !call.field("cookie").is_some_and(|line| secrets.is_in(line)) {
        return Err("this browser was not let in: open the desk by its launcher");
    }
    if call.is_post { check_write(call, origin, secrets) } else { Ok(()) }
}

fn check_write(call: &Call, origin: &str, secrets: &Secrets) -> Result<(), Refusal> {
    if call.field("origin") != Some(origin) {
        return Err("a change says where it comes from");
    }
    if !call.field(TOKEN).is_some_and(|token| same(token, &secrets.token)) {
        return Err("the desk was started anew: open it by its launcher");
    }
    let media = call.field("content-type").unwrap_or_default();
    let is_bytes =
        [picture::PATH, document::PATH, document::PASTE_PATH].contains(&&*call.path);
    let is_right = if is_bytes {
        media == "application/octet-stream"
    } else {
        media == "application/json"
    };
    if is_right {
        Ok(())
    } else {
        Err("a change comes as JSON, a picture or a document as bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "http://127.0.0.1:4040";

    fn call(secrets: &Secrets, change: impl Fn(&mut Call)) -> Call {
        let fields = [
            ("host", "127.0.0.1:4040"),
            ("origin", ORIGIN),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/json"),
            ("cookie", &*secrets.cookie),
            (TOKEN, &*secrets.token),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let path = "/__engraft/desk/save".to_owned();
        let mut call =
            Call { is_post: true, path, fields: fields.into(), ..Call::default() };
        change(&mut call);
        call
    }

    fn set(call: &mut Call, name: &str, value: Option<&str>) {
        call.fields.retain(|(own, _)| own != name);
        call.fields.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn a_write_of_the_desk_passes_and_every_other_is_refused() {
        let secrets = Secrets::new(ORIGIN).unwrap();
        assert_eq!(check(&call(&secrets, |_| {}), ORIGIN, &secrets), Ok(()));
        for (name, values) in [
            ("host", &[None, Some("localhost:4040"), Some("evil.example")][..]),
            ("origin", &[None, Some("null"), Some("http://127.0.0.1:4041")]),
            ("sec-fetch-site", &[Some("same-site"), Some("cross-site"), Some("none")]),
            ("content-type", &[None, Some("text/plain"), Some("application/json;a=b")]),
            ("cookie", &[None, Some(""), Some("engraft-desk-4040=x")]),
            (TOKEN, &[None, Some(""), Some("00")]),
        ] {
            for value in values {
                let call = call(&secrets, |call| set(call, name, *value));
                assert!(check(&call, ORIGIN, &secrets).is_err(), "{name}: {value:?}");
            }
            let twice = call(&secrets, |call| {
                let value = call.field(name).unwrap().to_owned();
                call.fields.push((name.to_owned(), value));
            });
            assert!(check(&twice, ORIGIN, &secrets).is_err(), "{name} twice");
        }
        // Some browsers do not say where a request comes from in this way.
        let silent = call(&secrets, |call| set(call, "sec-fetch-site", None));
        assert_eq!(check(&silent, ORIGIN, &secrets), Ok(()));
    }

    #[test]
    fn reading_asks_for_the_cookie_and_for_no_frame() {
        let secrets = Secrets::new(ORIGIN).unwrap();
        let read = |change: &dyn Fn(&mut Call)| {
            let call = call(&secrets, |call| {
                call.is_post = false;
                set(call, "origin", None);
                set(call, TOKEN, None);
                change(call);
            });
            check(&call, ORIGIN, &secrets)
        };
        assert_eq!(read(&|_| {}), Ok(()));
        assert!(read(&|call| set(call, "cookie", None)).is_err());
        assert!(read(&|call| set(call, "sec-fetch-site", Some("same-site"))).is_err());
        assert!(read(&|call| set(call, "sec-fetch-dest", Some("iframe"))).is_err());
        let link = |call: &mut Call| {
            set(call, "sec-fetch-site", Some("cross-site"));
            set(call, "sec-fetch-mode", Some("navigate"));
            set(call, "sec-fetch-dest", Some("document"));
        };
        assert_eq!(read(&link), Ok(()));
        let launched = |call: &mut Call| {
            link(call);
            set(call, "cookie", None);
            launch::PATH.clone_into(&mut call.path);
        };
        assert_eq!(read(&launched), Ok(()));
    }
}
