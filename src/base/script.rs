//! Scripts without what only people read: comments, and white space between signs.
//!
//! Names stay as they are, and so does every line end that may end a statement. The text is cut
//! into its smallest parts and no further; a script in which that is not certain, for instance
//! whether a slash divides, is returned as it came.

/// Words behind which a slash begins a pattern.
const BEFORE_PATTERNS: &[&str] = &[
    "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else",
    "do", "await", "yield",
];

/// Signs behind which a line end ends no statement, and those before which it ends none.
const OPEN_ENDS: &str = "{(,;[=&|?:";
const OPEN_STARTS: &str = "})],;.?:&|";

/// A script without comments and needless white space.
pub fn compact(script: &[u8]) -> Vec<u8> {
    let compacted = std::str::from_utf8(script).ok().and_then(compacted);
    compacted.map_or_else(|| script.to_vec(), String::into_bytes)
}

/// A part of a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ScriptPart {
    /// White space and comments, with a line end in them or without.
    Space { has_line_end: bool },
    /// A name, a number, or a pattern: what it would melt into stays away from it.
    Word,
    /// A text in quotation marks or backticks, or a comment that is to be kept.
    Closed,
    /// One sign.
    Sign,
}

fn compacted(script: &str) -> Option<String> {
    let mut out = String::with_capacity(script.len());
    let mut last = ScriptPart::Space { has_line_end: true };
    let mut gap: Option<bool> = None;
    let mut at = 0;
    while at < script.len() {
        let rest = &script[at..];
        let (part, length) = part(rest, &out, last)?;
        at += length;
        if let ScriptPart::Space { has_line_end } = part {
            gap = Some(gap.unwrap_or_default() || has_line_end);
            continue;
        }
        if let Some(has_line_end) = gap.take() {
            fill(&mut out, last, part, rest, has_line_end);
        }
        out.push_str(&rest[..length]);
        last = part;
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    Some(out)
}

/// Writes what white space means between what was written last and the part with which `rest`
/// begins.
fn fill(
    out: &mut String,
    last: ScriptPart,
    next: ScriptPart,
    rest: &str,
    has_line_end: bool,
) {
    let before = out.chars().next_back();
    let mut signs = rest.chars();
    let after = signs.next();
    let is_sign = |part: ScriptPart, sign: Option<char>, signs: &str| {
        part == ScriptPart::Sign && sign.is_some_and(|sign| signs.contains(sign))
    };
    if has_line_end {
        let is_open = before.is_none()
            || is_sign(last, before, OPEN_ENDS)
            || out.ends_with("=>")
            || is_sign(next, after, OPEN_STARTS)
                && !(after == Some('.') && signs.next().is_some_and(char::is_numeric));
        if !is_open {
            out.push('\n');
        }
        return;
    }
    // `a + +b`, `a / /b/`, `1 .x` and `a < !--b` would be something else.
    let melts = is_sign(last, before, "+-/") && is_sign(next, after, "+-/")
        || before == Some('/')
        || after == Some('/')
        || after == Some('.')
        || is_sign(last, before, "<") && after == Some('!');
    let is_apart = [last, next]
        .iter()
        .any(|part| matches!(part, ScriptPart::Sign | ScriptPart::Closed));
    if before.is_some() && (melts || !is_apart) {
        out.push(' ');
    }
}

/// The part that a script goes on with, and how long it is. `out` is what stands before it.
fn part(rest: &str, out: &str, last: ScriptPart) -> Option<(ScriptPart, usize)> {
    let first = rest.chars().next()?;
    let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
    let is_word = |c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '@' | '\\') || !c.is_ascii()
    };
    if is_space(first) {
        let length = rest.find(|c: char| !is_space(c)).unwrap_or(rest.len());
        let has_line_end = rest[..length].contains(['\n', '\r', '\u{2028}', '\u{2029}']);
        return Some((ScriptPart::Space { has_line_end }, length));
    }
    if rest.starts_with("//") {
        let length = rest.find('\n').unwrap_or(rest.len());
        return Some((ScriptPart::Space { has_line_end: false }, length));
    }
    if let Some(inside) = rest.strip_prefix("/*") {
        let length = inside.find("*/")? + 4;
        let comment = &rest[..length];
        // Whose script it is, and on what terms.
        if inside.starts_with('!') || comment.contains("@license") {
            return Some((ScriptPart::Closed, length));
        }
        return Some((
            ScriptPart::Space { has_line_end: comment.contains('\n') },
            length,
        ));
    }
    match first {
        '\'' | '"' => Some((ScriptPart::Closed, quoted(rest, first)?)),
        '`' => Some((ScriptPart::Closed, template(rest)?)),
        '/' if begins_pattern(rest, out, last)? => {
            Some((ScriptPart::Word, pattern(rest)?))
        }
        _ if is_word(first) => {
            let is_end = |c: char| is_space(c) || !is_word(c);
            Some((ScriptPart::Word, rest.find(is_end).unwrap_or(rest.len())))
        }
        _ => Some((ScriptPart::Sign, first.len_utf8())),
    }
}

/// The length of a text in quotation marks.
fn quoted(rest: &str, mark: char) -> Option<usize> {
    let mut signs = rest.char_indices().skip(1);
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => {
                signs.next()?;
            }
            '\n' => return None,
            _ if sign == mark => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of a text in backticks; none where what stands within it in `${}` holds texts or
/// slashes of its own.
fn template(rest: &str) -> Option<usize> {
    let mut depth = 0;
    let mut signs = rest.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if depth == 0 => {
                signs.next()?;
            }
            '`' if depth == 0 => return Some(at + 1),
            '$' if depth == 0 && signs.next_if(|(_, sign)| *sign == '{').is_some() => {
                depth = 1;
            }
            '{' if depth > 0 => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '`' | '/' | '"' if depth > 0 => return None,
            _ => {}
        }
    }
    None
}

/// Whether a slash begins a pattern, and divides nothing; none where that is not certain.
fn begins_pattern(rest: &str, out: &str, last: ScriptPart) -> Option<bool> {
    match (last, out.chars().next_back()) {
        (_, None) => Some(true),
        (ScriptPart::Closed, _) | (ScriptPart::Sign, Some(']')) => Some(false),
        (ScriptPart::Word, _) => {
            let is_end = |c: char| !c.is_alphanumeric() && c != '_' && c != '$';
            let word = out.rsplit(is_end).next().unwrap_or_default();
            Some(BEFORE_PATTERNS.contains(&word))
        }
        // Who divides puts a space on both sides.
        (_, Some(')' | '}')) => rest.starts_with("/ ").then_some(false),
        (_, Some(sign)) => {
            let is_double = out.ends_with("++") || out.ends_with("--");
            (!is_double).then_some(sign != '.')
        }
    }
}

/// The length of a pattern, without its flags, which are read as the next word.
fn pattern(rest: &str) -> Option<usize> {
    let mut in_class = false;
    let mut signs = rest.char_indices().skip(1);
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => {
                signs.next()?;
            }
            '\n' => return None,
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_people_read_goes() {
        for (script, expected) in [
            ("// Says.\n\n/** A. */\nlet a = 1; // b\n  a += 1;\n", "let a=1;a+=1;\n"),
            ("/* a */ b() /* c */\n", "b()\n"),
            ("/*! mine */\nb();\n", "/*! mine */\nb();\n"),
            ("/*\n * a\n */\n  b();\n", "b();\n"),
            (
                "const text = `\n// kept  ${ a }\n`;\n",
                "const text=`\n// kept  ${ a }\n`;\n",
            ),
            ("  'a\\\n // b';\n", "'a\\\n // b';\n"),
            ("a\n  .b('  // c ')\n  .d();\n", "a.b('  // c ').d();\n"),
            ("a = b\n(c)\n[d]\n", "a=b\n(c)\n[d]\n"),
            ("if (a) {\n  b()\n} else {\n  c()\n}\nd()\n", "if(a){b()}else{c()}\nd()\n"),
            ("return x in y\n", "return x in y\n"),
            ("a + +b - -c + ++d", "a+ +b- -c+ ++d\n"),
            ("a = 1 / 2 / b[0] / (c) / d;\n", "a=1 / 2 / b[0] / (c) / d;\n"),
            ("a = /['\"` ]+\\/[/ ]/gu.test( b )\n", "a= /['\"` ]+\\/[/ ]/gu.test(b)\n"),
            ("return /  x/ in b\n", "return /  x/ in b\n"),
            ("1 .toFixed( ); a < !--b; a ? .5 : 1\n", "1 .toFixed();a< !--b;a? .5:1\n"),
            ("for (const x of [ 1, 2 ]) y ( x ) ;\n", "for(const x of[1,2])y(x);\n"),
            ("class A { #b = 1; async c ( ) { } }\n", "class A{#b=1;async c(){}}\n"),
            ("a\n.5.b()\n", "a\n.5.b()\n"),
            ("x => { } // end", "x=>{}\n"),
            ("", ""),
        ] {
            let compacted = String::from_utf8(compact(script.as_bytes())).unwrap();
            assert_eq!(compacted, expected, "{script}");
        }
    }

    #[test]
    fn what_is_not_certain_stays_as_it_is() {
        for script in [
            "if ( a ) /b'/.test( c )\n",
            "} /b'/.test( c )\n",
            "a = 'b\n",
            "a = `b  \n",
            "a = `${ `b` }`  ;\n",
            "a++ /b/ 2\n",
            "/* a\n",
        ] {
            assert_eq!(compact(script.as_bytes()), script.as_bytes(), "{script}");
        }
        assert_eq!(compact(b"\xff"), b"\xff");
    }
}
