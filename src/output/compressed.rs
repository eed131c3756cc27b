//! Names that compressed files will take, where an author's file stands already: a server
//! would send that one as the compressed form of another.

use super::file::OutputSet;
use crate::base::{OutputPath, media};
use crate::diagnostic::{DUPLICATE_ADDRESS, Diagnostic};

/// The files that stand where compressed ones go.
pub fn in_the_way_of_compressed(output: &OutputSet) -> Vec<Diagnostic> {
    let texts = output
        .files
        .keys()
        .filter(|path| media::is_compressible(media::of(path.as_str())));
    let taken = texts.flat_map(|text| {
        ["gz", "br"].into_iter().filter_map(move |ending| {
            let path = OutputPath::new(&format!("{text}.{ending}"))?;
            output.files.contains_key(&path).then_some((text, path))
        })
    });
    taken
        .map(|(text, path)| {
            let message = format!(
                "`{path}` stands where `output.precompress` puts the compressed form of `{text}`"
            );
            Diagnostic::about_site(&DUPLICATE_ADDRESS, message)
                .with_help(format!("rename `{path}`"))
        })
        .collect()
}
