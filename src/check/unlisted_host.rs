//! L050 unlisted-host.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::base::host_of;
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "L050",
    name: "unlisted-host",
    severity: Severity::Warning,
    meaning: "A link leads to a host that is not listed under `allowed_hosts` in `site.yaml`.",
    why: "Readers take what a hospital links to for what it stands for, and nobody decided so here.",
    mend: "Have somebody look at the other site, and list its host; or take the link out.",
    source: "NHS digital service manual, links",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(hosts) = &context.config.allowed_hosts else { return };
    let own = context.config.base_url.as_ref();
    let own = own.and_then(|base| host_of(&base.origin));
    let listed: BTreeSet<String> =
        hosts.iter().map(|host| host.value.to_lowercase()).chain(own).collect();
    for source in context.sources() {
        for link in &source.outline.links {
            let Some(host) = host_of(&link.target) else { continue };
            if !is_listed(&host, &listed) {
                let message =
                    format!("`{host}` is not among the hosts that the site links to");
                let help = format!(
                    "let somebody look at it and write `{host}` below `allowed_hosts` in \
                     `site.yaml`, or take the link out"
                );
                let span = source.span_of(link);
                found.push(Diagnostic::new(&RULE, span, message).with_help(help));
            }
        }
    }
}

/// Whether a host is listed, or stands below one that is: `www.nhs.uk` below `nhs.uk`.
fn is_listed(host: &str, listed: &BTreeSet<String>) -> bool {
    let mut rest = Some(host);
    while let Some(host) = rest {
        if listed.contains(host) {
            return true;
        }
        rest = host.split_once('.').map(|(_, rest)| rest);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_listed_with_those_below_it() {
        let listed = BTreeSet::from(["nhs.uk".to_owned()]);
        assert!(is_listed("nhs.uk", &listed));
        assert!(is_listed("www.nhs.uk", &listed));
        assert!(!is_listed("fakenhs.uk", &listed));
        assert!(!is_listed("uk", &listed));
    }
}
