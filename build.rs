//! Embeds `themes/`: a sorted table of every theme file for `src/theme/layer.rs`. And the
//! examples of `tests/mistakes/rules/`, for `src/diagnostic/examples.rs`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    // Asked when it runs: a checkout that moved, or one that shares its target folder with
    // another, embeds its own themes.
    println!("cargo::rerun-if-env-changed=CARGO_MANIFEST_DIR");
    let here = std::env::var_os("CARGO_MANIFEST_DIR").expect("Cargo tells build scripts");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    examples(&PathBuf::from(&here).join("tests/mistakes/rules"), &out)?;
    let root = PathBuf::from(here).join("themes");
    let mut files = BTreeSet::new();
    list(&root, &root, &mut files)?;
    let mut table = String::from("&[\n");
    for name in &files {
        let path = root.join(name);
        let path = path.to_str().expect("the repository stands under a path of Unicode");
        let _ = writeln!(table, "    ({name:?}, include_bytes!({path:?})),");
    }
    table.push_str("]\n");
    File::create(out.join("themes.rs"))?.write_all(table.as_bytes())
}

/// A sorted table of the names of rules, each with its bad and its good example.
fn examples(root: &Path, out: &Path) -> io::Result<()> {
    let mut files = BTreeSet::new();
    list(root, root, &mut files)?;
    let mut table = String::from("&[\n");
    for rule in files.iter().filter_map(|name| name.strip_suffix(".bad.txt")) {
        let path = |kind: &str| root.join(format!("{rule}.{kind}.txt"));
        let [bad, good] = [path("bad"), path("good")];
        let _ = writeln!(
            table,
            "    ({rule:?}, include_str!({bad:?}), include_str!({good:?})),"
        );
    }
    table.push_str("]\n");
    File::create(out.join("examples.rs"))?.write_all(table.as_bytes())
}

/// Collects the files below `folder` as '/'-separated paths below `root`.
fn list(root: &Path, folder: &Path, files: &mut BTreeSet<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(root, &path, files)?;
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            files.insert(name.replace('\\', "/"));
        }
    }
    Ok(())
}
