//! A page of its own that needs no other file and no script: it is sent by mail, kept in a
//! folder and printed.

use std::fmt::Write as _;

use crate::base::escape;

/// Where a page ends that [`begin`] began.
pub(super) const END: &str = "</main>\n</body>\n</html>\n";

/// The beginning of a page, up to its main part.
pub(super) fn begin(out: &mut String, title: &str) {
    let title = escape(title);
    // Writing to a text cannot fail.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
}

/// Dark letters on white, lines and not colours alone, nothing that a printer leaves out.
const STYLE: &str = "body{max-width:60em;margin:2em auto;padding:0 1em;font:1.1em/1.5 \
    sans-serif;color:#111;background:#fff}h2{border-top:1px solid #767676;padding-top:1em}\
    p,li{max-width:45em}a{color:#0b4a8f}\
    :focus-visible{outline:3px solid #0b4a8f;outline-offset:2px}\
    del{color:#8f1d14;text-decoration:line-through}ins{color:#0b5a2a;font-weight:bold;\
    text-decoration:underline}li{margin:.3em 0}\
    del::before,del::after,ins::before,ins::after{position:absolute;width:1px;height:1px;\
    overflow:hidden;clip-path:inset(50%);white-space:nowrap}del::before{content:\" taken out: \"}\
    del::after{content:\", \"}ins::before{content:\" put in: \"}ins::after{content:\", \"}\
    .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}\
    caption{text-align:start;font-weight:bold;padding:.5em 0}\
    th,td{border:1px solid #767676;padding:.3em .6em;text-align:start;vertical-align:top;\
    overflow-wrap:anywhere}thead th{overflow-wrap:normal}tbody th{min-width:8em;font-weight:normal}\
    th[scope=rowgroup]{font-weight:bold;background:#f1f1f1}\
    .n{text-align:end;font-variant-numeric:tabular-nums}\
    @media print{body{font-size:11pt;margin:0;max-width:none}.wide{overflow:visible}\
    nav{display:none}a{color:inherit;text-decoration:none}h2,h3,caption{break-after:avoid}\
    li,tr{break-inside:avoid}thead{display:table-header-group}}";
