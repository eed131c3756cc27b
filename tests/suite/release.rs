//! How a release is made: what one machine cannot run of it is read and held to its rules.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_yaml::Value;

use crate::harness::repository;

fn text(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

fn workflow() -> Value {
    serde_yaml::from_str(&text(".github/workflows/release.yml")).unwrap()
}

/// Every step of every job, with the job's name.
fn steps(workflow: &Value) -> Vec<(String, Value)> {
    let jobs = workflow["jobs"].as_mapping().unwrap();
    let of = |(job, own): (&Value, &Value)| {
        let job = job.as_str().unwrap().to_owned();
        let steps = own["steps"].as_sequence().unwrap().clone();
        steps.into_iter().map(move |step| (job.clone(), step)).collect::<Vec<_>>()
    };
    jobs.iter().flat_map(of).collect()
}

#[test]
fn the_workflow_runs_for_tags_alone_and_only_publishing_may_write() {
    let workflow = workflow();
    let on = serde_json::to_string(&workflow["on"]).unwrap();
    assert_eq!(on, r#"{"push":{"tags":["v*"]}}"#);
    let rights = serde_json::to_string(&workflow["permissions"]).unwrap();
    assert_eq!(rights, r#"{"contents":"read"}"#);
    for (job, own) in workflow["jobs"].as_mapping().unwrap() {
        assert_eq!(own.get("permissions").is_some(), job == "publish", "{job:?}");
        assert!(own["timeout-minutes"].is_u64(), "{job:?}");
    }
}

#[test]
fn every_action_is_pinned_by_its_commit() {
    let pinned = steps(&workflow())
        .iter()
        .filter_map(|(_, step)| step["uses"].as_str().map(str::to_owned))
        .inspect(|action| {
            let (_, commit) = action.split_once('@').unwrap();
            let is_commit =
                commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(is_commit, "{action}");
        })
        .count();
    assert!(pinned >= 6, "the actions were not found");
}

#[test]
fn every_script_is_one_that_the_shell_can_read() {
    let workflow = workflow();
    let scripts: Vec<String> = steps(&workflow)
        .iter()
        .filter_map(|(_, step)| step["run"].as_str().map(str::to_owned))
        .chain(["packaging/release.sh", "packaging/smoke.sh"].map(text))
        .collect();
    assert!(scripts.len() >= 8, "the scripts were not found");
    for script in scripts {
        // What the workflow fills in is handed over in variables, and never pasted.
        assert!(!script.contains("${{"), "{script}");
        let mut shell = Command::new("bash")
            .args(["-n", "-e", "-u"])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        shell.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        let read = shell.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&read.stderr);
        assert!(read.status.success() && said.is_empty(), "{script}\n{said}");
    }
}

#[test]
fn each_system_that_the_manual_names_is_built() {
    let workflow = workflow();
    let linux = &workflow["jobs"]["linux"]["strategy"]["matrix"]["runner"];
    assert_eq!(linux.as_sequence().unwrap().len(), 2, "x86-64 and arm64");
    let others = workflow["jobs"]["others"]["strategy"]["matrix"]["include"].clone();
    let targets: BTreeSet<String> = others
        .as_sequence()
        .unwrap()
        .iter()
        .map(|one| one["target"].as_str().unwrap().to_owned())
        .collect();
    let wanted =
        ["aarch64-apple-darwin", "x86_64-apple-darwin", "x86_64-pc-windows-msvc"];
    assert_eq!(targets, wanted.map(str::to_owned).into());
}

#[test]
fn the_container_holds_what_the_archive_brings_and_runs_as_nobody() {
    let file = text("packaging/Containerfile");
    let lines: Vec<(&str, &str)> = file
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split_once(' ').unwrap())
        .collect();
    assert_eq!(lines[0], ("FROM", "scratch"), "nothing but the program");
    let user = lines.iter().find(|(word, _)| *word == "USER").unwrap().1;
    assert!(
        user.split(':').all(|id| id.parse::<u32>().is_ok_and(|id| id > 999)),
        "{user}"
    );
    // Each file stands in the archive that is unpacked for it.
    let release = text("packaging/release.sh");
    for (_, files) in lines.iter().filter(|(word, _)| *word == "COPY") {
        let words: Vec<&str> =
            files.split(' ').filter(|word| !word.starts_with("--")).collect();
        let (_, from) = words.split_last().unwrap();
        for file in from {
            let packed = release.lines().any(|line| {
                line.contains("$inside")
                    && line.split(&[' ', '/', '"'][..]).any(|word| word == *file)
            });
            assert!(packed, "{file} is not in the archive");
        }
    }
}
