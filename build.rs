//! Embeds `themes/`: a sorted table of every theme file for `src/theme/layer.rs`.

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
    let out = std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts");
    File::create(PathBuf::from(out).join("themes.rs"))?.write_all(table.as_bytes())
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
