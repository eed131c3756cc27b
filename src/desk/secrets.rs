//! What only this start of the desk knows: the secret of the launch address, the cookie that
//! reading asks for, and the token of every write. The token is never in a cookie, because
//! cookies know no ports: each program of this machine would be sent it.

use std::sync::{Mutex, PoisonError};

use crate::base::Error;
use crate::disk::hex;
use crate::serve::same;

/// The three of them.
#[derive(Debug)]
pub(super) struct Secrets {
    /// Name and value of the cookie.
    pub(super) cookie: String,
    /// Comes with each write, in a header line.
    pub(super) token: String,
    /// Opens the desk once.
    launch: Mutex<Option<String>>,
}

impl Secrets {
    /// New ones. The name of the cookie says the port: two desks of one machine share cookies.
    pub(super) fn new(origin: &str) -> Result<Secrets, Error> {
        let port = origin.rsplit(':').next().unwrap_or_default();
        Ok(Secrets {
            cookie: format!("engraft-desk-{port}={}", random()?),
            token: random()?,
            launch: Mutex::new(Some(random()?)),
        })
    }

    /// The secret of the launch address, as long as nobody used it.
    pub(super) fn launch(&self) -> String {
        let launch = self.launch.lock().unwrap_or_else(PoisonError::into_inner);
        launch.clone().unwrap_or_default()
    }

    /// Uses the secret of the launch address up. Whether it was the right one.
    pub(super) fn spend(&self, secret: &str) -> bool {
        let mut launch = self.launch.lock().unwrap_or_else(PoisonError::into_inner);
        let is_right = launch.as_ref().is_some_and(|known| same(known, secret));
        if is_right {
            *launch = None;
        }
        is_right
    }

    /// Whether a line of cookies holds ours.
    pub(super) fn is_in(&self, cookies: &str) -> bool {
        cookies.split(';').any(|cookie| same(cookie.trim(), &self.cookie))
    }
}

fn random() -> Result<String, Error> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).map_err(|cause| {
        Error::machine(format!("the system gives no random numbers: {cause}"))
    })?;
    Ok(hex(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_launch_address_works_once() {
        let secrets = Secrets::new("http://127.0.0.1:4040").unwrap();
        let launch = secrets.launch();
        assert_eq!(launch.len(), 48);
        assert!(!secrets.spend("") && !secrets.spend(&launch[1..]));
        assert!(secrets.spend(&launch) && !secrets.spend(&launch));
        assert_eq!(secrets.launch(), "");
        assert!(!secrets.spend(""));
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let secrets = Secrets::new("http://127.0.0.1:4040").unwrap();
        assert!(secrets.cookie.starts_with("engraft-desk-4040="));
        assert!(secrets.is_in(&format!("a=b; {}", secrets.cookie)));
        assert!(!secrets.is_in("engraft-desk-4040="));
        assert!(!secrets.is_in(&format!("{}x", secrets.cookie)));
    }
}
