//! Runs the trees of bad inputs against the program: `tests/badinputs/check.py`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{folder, repository};

#[test]
fn bad_inputs_are_answered_clearly() {
    let folder = folder();
    readable_by_all(folder.path());
    // Some cases run as an ordinary user, who may not be able to look into this repository.
    let program = folder.path().join("engraft");
    fs::copy(env!("CARGO_BIN_EXE_engraft"), &program).unwrap();
    let checker = repository().join("tests/badinputs");
    let ran = Command::new("python3")
        .arg("-B")
        .arg(checker.join("check.py"))
        .arg("--cmd")
        .arg(format!("{} build -C {{root}} --output {{out}}", program.display()))
        .args(["--groups", "encoding,front-matter,paths,filesystem,config,recovery"])
        .arg("--known")
        .arg(checker.join("known.txt"))
        // The time bounds are for an optimised program on an idle machine.
        .args(["--slow", "4"])
        .output()
        .expect("python3 runs the checker of the bad inputs; install it");
    let said = String::from_utf8_lossy(&ran.stdout);
    let complained = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}\n{complained}");
    assert!(said.contains(" passed, 0 failed"), "{said}\n{complained}");
}

/// A temporary folder is closed to others, but here one of them has to start a program.
fn readable_by_all(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
