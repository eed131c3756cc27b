//! A brand's colours and fonts from `site.yaml` to the published sheet.

use std::fs;

use crate::harness::{TestSite, repository};

fn sheet(site: &TestSite) -> (String, String) {
    let output = site.output();
    let (path, bytes) = output
        .iter()
        .find(|(path, _)| path.starts_with("assets/css/colours."))
        .expect("the sheet is published");
    (path.clone(), String::from_utf8(bytes.clone()).unwrap())
}
