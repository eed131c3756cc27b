//! Code to HTML with a dozen classes, so that a theme colours any language with one small
//! style sheet. The only file that names syntect.
//!
//! The grammars are read on the first block of code: a site without code never pays for
//! them. Tags taken out and entities decoded, the result is the code, byte for byte.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use syntect::parsing::{
    ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet,
};
use syntect::util::LinesWithEndings;

use crate::base::{Html, escape_into};

/// Whether a body has code, or what is typed and shown on a screen.
pub fn has_code(body: &Html) -> bool {
    ["<code", "<pre", "<kbd", "<samp"].iter().any(|tag| body.as_str().contains(tag))
}

/// Longer lines make the grammars' regular expressions slow; nobody reads their colours.
const LONGEST_LINE: usize = 2_000;
/// Larger blocks are data, not examples.
const LARGEST_BLOCK: usize = 100_000;
/// The grammars' time grows with the square of a line's length. This sum of squares is
/// 100 kB in lines of 200 bytes, and less than a second of the slowest grammar.
const MOST_WORK: usize = 20_000_000;

/// Words for code that is shown without colours. Known, so that naming them is no finding:
/// plain text, terminal sessions, and formats that no grammar here covers.
const PLAIN: &[&str] = &[
    "console",
    "csv",
    "http",
    "ini",
    "mermaid",
    "none",
    "output",
    "plain",
    "plaintext",
    "shell-session",
    "shellsession",
    "terminal",
    "text",
    "txt",
];

/// Words that authors write, and the word by which the grammars know the language.
const ALIASES: &[(&str, &str)] = &[
    ("console-bash", "bash"),
    ("csharp", "cs"),
    ("docker", "bash"),
    ("dockerfile", "bash"),
    ("golang", "go"),
    ("gradle", "groovy"),
    ("javascript", "js"),
    ("json5", "json"),
    ("jsonc", "json"),
    ("jsonld", "json"),
    ("jsx", "js"),
    ("kotlin", "java"),
    ("markdown", "md"),
    ("patch", "diff"),
    ("python", "py"),
    ("ruby", "rb"),
    ("rust", "rs"),
    ("scss", "css"),
    ("shell", "sh"),
    ("svg", "xml"),
    ("tera", "html"),
    ("toml", "properties"),
    ("ts", "js"),
    ("tsx", "js"),
    ("typescript", "js"),
    ("yml", "yaml"),
];

/// A block of code as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlighted {
    /// What stands between `<code>` and `</code>`.
    pub html: Html,
    /// Whether the language is known; if not, the code is there without colours.
    pub known: bool,
}

/// A kind of token; the theme colours its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Keyword,
    String,
    Comment,
    Number,
    Function,
    Type,
    Constant,
    Tag,
    Attribute,
    Operator,
    Variable,
    Invalid,
    /// Nothing special, whatever stands around it.
    Plain,
}

impl Class {
    fn name(self) -> Option<&'static str> {
        Some(match self {
            Class::Keyword => "hl-keyword",
            Class::String => "hl-string",
            Class::Comment => "hl-comment",
            Class::Number => "hl-number",
            Class::Function => "hl-function",
            Class::Type => "hl-type",
            Class::Constant => "hl-constant",
            Class::Tag => "hl-tag",
            Class::Attribute => "hl-attribute",
            Class::Operator => "hl-operator",
            Class::Variable => "hl-variable",
            Class::Invalid => "hl-invalid",
            Class::Plain => return None,
        })
    }
}

/// Beginnings of scope names and their class; the first that fits holds. A scope that is
/// not here takes the class of the scope around it.
const CLASSES: &[(&str, Class)] = &[
    // Another language inside a string or a tag starts afresh.
    ("source", Class::Plain),
    ("text", Class::Plain),
    ("meta.interpolation", Class::Plain),
    ("meta.template.expression", Class::Plain),
    ("comment", Class::Comment),
    ("string", Class::String),
    ("constant.numeric", Class::Number),
    ("constant", Class::Constant),
    ("keyword.operator.word", Class::Keyword),
    ("keyword.operator.logical.python", Class::Keyword),
    ("keyword.operator", Class::Operator),
    ("keyword", Class::Keyword),
    ("storage", Class::Keyword),
    ("entity.name.tag.yaml", Class::Attribute),
    ("entity.name.tag", Class::Tag),
    ("entity.name.function", Class::Function),
    ("entity.name.macro", Class::Function),
    ("entity.name.section", Class::Tag),
    ("entity.name", Class::Type),
    ("entity.other.attribute-name", Class::Attribute),
    ("entity.other.inherited-class", Class::Type),
    ("support.type.property-name", Class::Attribute),
    ("support.constant", Class::Constant),
    ("support.function", Class::Function),
    ("support.macro", Class::Function),
    ("support", Class::Type),
    ("variable.function", Class::Function),
    ("variable.annotation", Class::Attribute),
    ("variable.language", Class::Keyword),
    ("variable", Class::Variable),
    ("punctuation.definition.tag", Class::Tag),
    ("punctuation.definition.annotation", Class::Attribute),
    ("markup.heading", Class::Keyword),
    ("markup.inserted", Class::String),
    ("markup.deleted", Class::Invalid),
    ("markup.quote", Class::Comment),
    ("markup.raw", Class::String),
    ("markup.underline.link", Class::String),
    ("invalid.illegal", Class::Invalid),
];

/// Highlights `code`. `language` is the first word behind the fence, in any case; what
/// follows a comma or a brace in it is passed over.
pub fn highlight(language: &str, code: &str) -> Highlighted {
    let token = token_of(language);
    if token.is_empty() || PLAIN.contains(&&*token) {
        return Highlighted { html: Html::from_text(code), known: true };
    }
    let Some(syntax) = find_syntax(&token) else {
        return Highlighted { html: Html::from_text(code), known: false };
    };
    let colourable = is_colourable(code);
    let html = if colourable { colour(syntax, code) } else { Html::from_text(code) };
    Highlighted { html, known: true }
}

fn is_colourable(code: &str) -> bool {
    let lengths = || code.split('\n').map(str::len);
    code.len() <= LARGEST_BLOCK
        && lengths().all(|length| length <= LONGEST_LINE)
        && lengths().map(|length| length * length).sum::<usize>() <= MOST_WORK
}

/// The words that name a known language, in alphabetical order: for suggestions.
pub fn languages() -> impl Iterator<Item = &'static str> {
    static NAMES: OnceLock<BTreeSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: BTreeSet<String> =
            PLAIN.iter().map(|&name| name.to_owned()).collect();
        names.extend(ALIASES.iter().map(|(alias, _)| (*alias).to_owned()));
        for syntax in syntaxes().syntaxes() {
            names.insert(syntax.name.to_lowercase());
            names.extend(syntax.file_extensions.iter().cloned());
        }
        names.retain(|name| is_word(name));
        names
    });
    names.iter().map(String::as_str)
}

fn is_word(name: &str) -> bool {
    let sound =
        |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+#-".contains(&b);
    name.len() > 1 && name.bytes().all(sound)
}

/// The word that names the language: `Rust,no_run` and `{.rust}` name `rust`.
fn token_of(language: &str) -> String {
    let word =
        language.trim_start_matches(|c: char| c.is_whitespace() || "{.".contains(c));
    let end = word.find(|c: char| c.is_whitespace() || ",{}:".contains(c));
    word[..end.unwrap_or(word.len())].to_lowercase()
}

fn syntaxes() -> &'static SyntaxSet {
    static SYNTAXES: OnceLock<SyntaxSet> = OnceLock::new();
    SYNTAXES.get_or_init(SyntaxSet::load_defaults_newlines)
}

fn find_syntax(token: &str) -> Option<&'static SyntaxReference> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == token);
    syntaxes().find_syntax_by_token(alias.map_or(token, |(_, name)| name))
}

fn colour(syntax: &SyntaxReference, code: &str) -> Html {
    let mut html = String::with_capacity(code.len() * 2);
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut classes = Classes::default();
    let mut done = 0;
    for line in LinesWithEndings::from(code) {
        let Some(runs) = runs_of(line, &mut state, &mut scopes, &mut classes) else {
            // The grammar lost its way: the rest has no colours.
            escape_into(&mut html, &code[done..]);
            return Html(html);
        };
        for (class, range) in runs {
            write_run(&mut html, class, &line[range]);
        }
        done += line.len();
    }
    Html(html)
}

/// Cuts a line into runs of one class. `None` if the grammar contradicts itself.
fn runs_of(
    line: &str,
    state: &mut ParseState,
    scopes: &mut ScopeStack,
    classes: &mut Classes,
) -> Option<Vec<(Class, Range<usize>)>> {
    let operations = state.parse_line(line, syntaxes()).ok()?;
    let mut runs: Vec<(Class, Range<usize>)> = Vec::new();
    let mut start = 0;
    for (at, operation) in &operations {
        add_run(&mut runs, line, start..*at, || classes.of(scopes));
        start = start.max(*at);
        apply(scopes, operation)?;
    }
    add_run(&mut runs, line, start..line.len(), || classes.of(scopes));
    Some(runs)
}

fn apply(scopes: &mut ScopeStack, operation: &ScopeStackOp) -> Option<()> {
    match operation {
        // Popping from an empty stack would be the end of the program.
        ScopeStackOp::Pop(count) if *count > scopes.len() => None,
        operation => scopes.apply(operation).ok(),
    }
}

fn add_run(
    runs: &mut Vec<(Class, Range<usize>)>,
    line: &str,
    range: Range<usize>,
    class: impl FnOnce() -> Class,
) {
    let Some(text) = line.get(range.clone()).filter(|text| !text.is_empty()) else {
        return;
    };
    let class = class();
    match runs.last_mut() {
        // White space has no colour, so it may lie inside a run of any class.
        Some((last, before)) if *last == class || text.trim().is_empty() => {
            before.end = range.end;
        }
        _ => runs.push((class, range)),
    }
}

/// The classes of the scopes of a block: few scopes stand in it, again and again.
#[derive(Default)]
struct Classes(HashMap<Scope, Option<Class>>);

impl Classes {
    /// The class of the innermost scope that has one.
    fn of(&mut self, scopes: &ScopeStack) -> Class {
        let mut class =
            |scope: &Scope| *self.0.entry(*scope).or_insert_with(|| class_of(*scope));
        scopes.as_slice().iter().rev().find_map(&mut class).unwrap_or(Class::Plain)
    }
}

fn class_of(scope: Scope) -> Option<Class> {
    static PREFIXES: OnceLock<Vec<(Scope, Class)>> = OnceLock::new();
    let prefixes = PREFIXES.get_or_init(|| {
        let parse = |(prefix, class): &(&str, Class)| {
            (
                Scope::new(prefix).expect("the table holds short names of few parts"),
                *class,
            )
        };
        CLASSES.iter().map(parse).collect()
    });
    let fits = |(prefix, _): &&(Scope, Class)| prefix.is_prefix_of(scope);
    prefixes.iter().find(fits).map(|(_, class)| *class)
}

/// Writes a run; the white space at its ends stays outside its element.
fn write_run(html: &mut String, class: Class, text: &str) {
    let word = text.trim();
    let (Some(name), false) = (class.name(), word.is_empty()) else {
        escape_into(html, text);
        return;
    };
    let start = text.len() - text.trim_start().len();
    html.push_str(&text[..start]);
    html.push_str("<span class=\"");
    html.push_str(name);
    html.push_str("\">");
    escape_into(html, word);
    html.push_str("</span>");
    html.push_str(&text[start + word.len()..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> String {
        let mut text = String::new();
        let mut rest = html;
        while let Some((before, tag)) = rest.split_once('<') {
            text.push_str(before);
            rest = tag.split_once('>').unwrap().1;
        }
        text.push_str(rest);
        for (entity, c) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&amp;", "&"),
        ] {
            text = text.replace(entity, c);
        }
        text
    }

    #[test]
    fn tokens_carry_the_classes_of_the_theme() {
        for (language, code, expected) in [
            (
                "rust",
                "fn main() {} // hi\n",
                "<span class=\"hl-keyword\">fn</span> \
                 <span class=\"hl-function\">main</span>() {} \
                 <span class=\"hl-comment\">// hi</span>\n",
            ),
            (
                "yml",
                "title: \"a\"\n",
                "<span class=\"hl-attribute\">title</span>: \
                 <span class=\"hl-string\">&quot;a&quot;</span>\n",
            ),
            (
                "html",
                "<p class=\"x\">&amp;</p>",
                "<span class=\"hl-tag\">&lt;p</span> <span class=\"hl-attribute\">class</span>=\
                 <span class=\"hl-string\">&quot;x&quot;</span><span class=\"hl-tag\">&gt;</span>\
                 <span class=\"hl-constant\">&amp;amp;</span>\
                 <span class=\"hl-tag\">&lt;/p&gt;</span>",
            ),
            ("sh", "# hi\n", "<span class=\"hl-comment\"># hi</span>\n"),
        ] {
            let highlighted = highlight(language, code);
            assert!(highlighted.known);
            assert_eq!(highlighted.html.as_str(), expected);
        }
    }

    #[test]
    fn the_code_itself_is_never_changed() {
        let codes = [
            "",
            "\n\n",
            "   \n\t x",
            "no end of line",
            "\"unclosed string\n'and another\n/* and a comment\n",
            "<a href='x' \"y\">&lt;&amp;&#39;</a><!-- -->\n<script>if (a<b) \"</script>\"",
            "fn é() -> \"日本\" { '🏥' } \u{a0}\u{2028}\u{200b}x\n",
            "}}}})))]]]>>> <<EOF\n$((1+`2`)) ${x:-'\"'}\nEOF\n",
            "{{ 7*7 }}{% raw %}${7*7}<%= 7*7 %>\n--- a\n+++ b\n-x\n+y\n@@ 1 @@\n",
            "\u{0}\u{1}\u{7f}\\u003cscript\\u003e\n",
            "key: |\n  text\n- *a\n- &b c\n? x\n: y\n%YAML\n",
            "def f(x): return f\"{x!r:>{10}}\" # c\nclass A(B): pass\n",
        ];
        let many: Vec<&str> = languages().collect();
        assert!(many.len() > 100);
        for language in many.iter().chain(&["", "no-such-language"]) {
            for code in codes {
                let once = highlight(language, code);
                assert_eq!(shown(once.html.as_str()), code, "{language}");
                assert_eq!(once, highlight(language, code));
            }
        }
    }

    #[test]
    fn every_word_that_is_suggested_is_known() {
        for language in languages() {
            assert!(highlight(language, "x").known, "{language}");
        }
        for language in ["", "Rust", "rust,ignore", "{.rust}", "TEXT", "js {1,3}"] {
            assert!(highlight(language, "x").known, "{language}");
        }
        assert!(!highlight("rsut", "x").known);
        assert!(!highlight("\"><script>alert(1)</script>", "x").known);
    }

    #[test]
    fn long_lines_and_large_blocks_stay_plain_but_known() {
        let line = "a b \"$x\" ".repeat(300);
        let block = "x=1\n".repeat(30_000);
        let costly = format!("{}\n", "a.b.c::".repeat(280)).repeat(10);
        for code in [line, block, costly] {
            let highlighted = highlight("bash", &code);
            assert!(highlighted.known);
            assert_eq!(highlighted.html, Html::from_text(&code));
        }
    }
}
