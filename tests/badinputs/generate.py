#!/usr/bin/env python3
"""Content trees that must not break Engraft (Python standard library only).

  generate.py                       every small case  -> cases/ID/, and cases/manifest.json
  generate.py --all                 also the large ones (pathological Markdown, big files, many pages)
  generate.py --only ID[,ID...]     some cases (large ones too)
  generate.py --out DIR             where (default: cases/ beside this file)
  generate.py --list                ids, groups, classes

What ties the cases to Engraft stands in the block ADAPT: names of files and keys, and the rule that each class of
fault is reported under. Every line in the manifest is found by searching the written file, never counted by hand.
Words like GOOD-PAGE-MARKER let the checker see whether healthy pages were built.
"""

import json, os, re, shutil, sys, stat

# ------------------------------------------------------------------ ADAPT (the only part tied to the product)
CONTENT = 'site-content'
CONFIG_NAME = 'site-content/site.yaml'
GLOSSARY = 'site-content/glossary'  # one file per term
TEMPLATES = 'themes/default/templates'
OUTPUT = 'output'
# The words of the cases below -> Engraft's front matter. 'aliases' are old addresses here, 'draft' is a status.
K = dict(
    aliases='redirect_from',
    date='updated',
    layout='template',
    summary='description',
    author='authors',
    order='weight',
)

# Class of fault -> the rules that may report it; empty: not a finding but an error of use or of the machine.
FRONT_MATTER = ('bad-front-matter',)
RULES = {
    'ANY': (),
    'ALIAS-AMBIGUOUS': ('duplicate-address',),
    'ALIAS-LOOP': ('redirect-loop', 'redirect-shadows-page'),
    'ALIAS-NOT-PATH': ('bad-redirect',),
    'ALIAS-SHADOWS-PAGE': ('redirect-shadows-page',),
    'CFG-BASE-URL': ('bad-configuration',),
    'CFG-CONTENT-MISSING': ('unknown-configuration-key',),
    'CFG-MISSING': ('missing-base-url',),
    'CFG-MISSING-KEY': ('missing-base-url',),
    'CFG-OUTPUT-UNSAFE': ('bad-configuration',),
    'CFG-SYNTAX': ('bad-configuration',),
    'CFG-TYPE': ('bad-configuration',),
    'CFG-UNKNOWN-KEY': ('unknown-configuration-key',),
    'CONTENT-EMPTY': (),
    'ENC-CONTROL-CHAR': ('control-character', 'bad-value'),
    'ENC-NOT-UTF8': ('unreadable-file', 'bad-theme-file'),
    'ENV-SOURCE-DATE-EPOCH': (),
    'FM-DATE': ('bad-date',),
    'FM-DUPLICATE-KEY': ('duplicate-key',),
    'FM-LANG': ('bad-value', 'unknown-key', 'wrong-type'),
    'FM-MISSING': ('missing-front-matter',),
    'FM-TITLE-MISSING': ('missing-title',),
    'FM-TYPE': ('wrong-type', 'bad-value', 'bad-front-matter'),
    'FM-UNKNOWN-KEY': ('unknown-key',),
    'FM-UNTERMINATED': ('unclosed-front-matter',),
    'FM-WRONG-FORMAT': ('missing-front-matter', 'bad-front-matter'),
    'FM-YAML': FRONT_MATTER,
    'FM-YAML-ALIAS': FRONT_MATTER + ('file-too-large',),
    'FOOTNOTE-UNDEFINED': ('undefined-footnote',),
    'GLOSS-AMBIGUOUS': ('duplicate-term', 'duplicate-name'),
    'GLOSS-DEFINITION': ('term-without-definition',),
    'GLOSS-DUPLICATE': ('duplicate-term', 'duplicate-name'),
    'GLOSS-SYNTAX': ('bad-front-matter', 'wrong-type', 'unclosed-front-matter'),
    'GLOSS-TERM': ('missing-title', 'bad-value'),
    'INCLUDE-CYCLE': ('snippet-loop', 'broken-snippet'),
    'IO-NOT-A-FILE': ('file-not-read',),
    'IO-READ': (),
    'IO-SYMLINK': ('symlink-outside', 'symlink-loop'),
    'LIMIT-ALIASES': (),
    'LIMIT-FRONT-MATTER': ('file-too-large', 'bad-front-matter'),
    'LIMIT-GLOSSARY': (),
    'LIMIT-HIGHLIGHT': (),
    'LIMIT-NESTING': ('too-deeply-nested',),
    'LIMIT-PAGE-SIZE': ('file-too-large',),
    'LIMIT-TABLE': ('table-too-large',),
    'LIMIT-TAGS': (),
    'LIMIT-TITLE': (),
    'LINK-ANCHOR': ('broken-anchor',),
    'LINK-CASE': ('link-case-differs',),
    'LINK-DRAFT': ('link-to-draft',),
    'LINK-DUPLICATE-REF': (),
    'LINK-ESCAPES-ROOT': ('link-leaves-site',),
    'LINK-MISSING': ('broken-file-link',),
    'LINK-MISSING-ASSET': ('missing-image',),
    'LINK-SCHEME': ('unsafe-link', 'broken-file-link'),
    'LINK-SYNTAX': (),
    'LINK-UNDEFINED-REF': ('undefined-link-reference',),
    'MD-UNCLOSED-FENCE': ('unclosed-code-block',),
    'MD-UNKNOWN-LANGUAGE': ('unknown-code-language',),
    'OUT-FOREIGN-FILES': (),
    'OUT-NOT-A-DIRECTORY': (),
    'OUT-SYMLINK': (),
    'OUT-WRITE': (),
    'PATH-COLLISION': ('duplicate-address',),
    'PATH-UNREAD': ('unread-page',),
    'PATH-ESCAPES-ROOT': ('bad-value', 'bad-redirect', 'unknown-configuration-key'),
    'PATH-NAME': ('unportable-name', 'bad-value'),
    'PATH-RESERVED-NAME': ('unportable-name',),
    'PATH-TOO-LONG': ('unportable-name', 'bad-value'),
    'PRIVACY-THIRD-PARTY': ('remote-resource',),
    'SEC-RAW-HTML': ('removed-html',),
    'TPL-CYCLE': ('broken-template',),
    'TPL-MISSING': ('missing-template', 'broken-template'),
    'TPL-RENDER': ('broken-template',),
    'TPL-SYNTAX': ('broken-template',),
    'UNI-BIDI-CONTROL': (),
    'UNI-CONFUSABLE': (),
    'UNI-INVISIBLE': (),
}


def q(s):
    """a YAML double-quoted scalar that holds exactly s"""
    out = ['"']
    for ch in s:
        o = ord(ch)
        if ch in '"\\':
            out.append('\\' + ch)
        elif ch == '\n':
            out.append('\\n')
        elif o < 32 or o == 127 or 0x80 <= o < 0xA0 or o in (0x2028, 0x2029, 0xFEFF):
            out.append('\\u%04x' % o)
        else:
            out.append(ch)
    return ''.join(out) + '"'


def config_text(**over):
    c = dict(title='Test Hospital', base_url='https://example.org/')
    c.update(over)
    return ''.join(f'{k}: {v if isinstance(v, Raw) else q(str(v))}\n' for k, v in c.items() if v is not None)


def term_file(number, term):
    """where the number-th term of a case is written"""
    slug = re.sub('[^a-z0-9]+', '-', term.lower()).strip('-')[:40]
    return f'{GLOSSARY}/{number:04d}-{slug}'.rstrip('-') + '.md'


def term_text(term):
    s = f'---\nterm: {q(term["term"])}\n'
    if term.get('aliases'):
        s += 'aliases: [' + ', '.join(q(a) for a in term['aliases']) + ']\n'
    return s + '---\n\n' + term.get('definition', '') + '\n'


def front(**kv):
    s = '---\n'
    for k, v in kv.items():
        key = K.get(k, k)
        if k == 'draft':
            s += f'status: {"draft" if v else "published"}\n'
        elif isinstance(v, Raw):
            s += f'{key}: {v}\n'
        elif isinstance(v, bool):
            s += f'{key}: {"true" if v else "false"}\n'
        elif isinstance(v, (int, float)):
            s += f'{key}: {v}\n'
        elif isinstance(v, list):
            s += f'{key}: [' + ', '.join(q(x) for x in v) + ']\n'
        elif k == 'author':
            s += f'{key}: [{q(v)}]\n'
        else:
            s += f'{key}: {q(v)}\n'
    return s + '---\n'


def ilink(text, target):
    """how an author links to another page of the site"""
    return f'[{text}]({target})'


# ------------------------------------------------------------------ end ADAPT


class Raw(str):
    """a string written into YAML as it is"""


GOOD = 'GOOD-PAGE-MARKER'
CASES, ORDER = {}, []


class Site:
    def __init__(self, root):
        self.root = root
        self.notes = []

    def p(self, rel):
        if isinstance(rel, bytes):
            return os.path.join(os.fsencode(self.root), rel)
        return os.path.join(self.root, rel)

    def raw(self, rel, data):
        p = self.p(rel)
        os.makedirs(os.path.dirname(p), exist_ok=True)
        with open(p, 'wb') as f:
            f.write(data.encode('utf-8') if isinstance(data, str) else data)
        return rel

    def page(self, rel, body='Body.\n', **fm):
        fm.setdefault('title', 'Page')
        return self.raw(f'{CONTENT}/{rel}', front(**fm) + '\n' + body)

    def md(self, rel, text):
        return self.raw(f'{CONTENT}/{rel}', text)

    def config(self, **over):
        self.raw(CONFIG_NAME, config_text(**over))

    def glossary(self, terms):
        for i, t in enumerate(terms):
            self.raw(term_file(i, t['term']), term_text(t))

    def good(self, n=2):
        self.page('index.md', f'Welcome. {GOOD}-0\n', title='Home')
        for i in range(1, n):
            self.page(f'good-{i}.md', f'{GOOD}-{i}\n', title=f'Good {i}')

    def link(self, rel, target):
        p = self.p(rel)
        os.makedirs(os.path.dirname(p), exist_ok=True)
        os.symlink(target, p)

    def line_of(self, rel, needle):
        b = open(self.p(rel), 'rb').read()
        n = needle if isinstance(needle, bytes) else needle.encode()
        i = b.find(n)
        if i < 0:
            raise SystemExit(f'needle not found in {rel}: {needle!r}')
        head = b[:i]
        return head.replace(b'\r\n', b'\n').replace(b'\r', b'\n').count(b'\n') + 1


def case(
    id,
    group,
    what,
    exit='nonzero',
    sev='error',
    cls=None,
    at=None,
    at2=None,
    secs=5,
    rss=512,
    big=False,
    **extra,
):
    """decorator: the function writes the site; at=(file, needle) is where the message must point"""

    def deco(fn):
        assert id not in CASES, id
        CASES[id] = dict(
            id=id,
            group=group,
            what=what,
            exit=exit,
            severity=sev,
            cls=cls,
            at=at,
            at2=at2,
            secs=secs,
            rss=rss,
            big=big,
            extra=extra,
            fn=fn,
        )
        ORDER.append(id)
        return fn

    return deco


def simple(id, group, what, files=None, fm=None, body=None, rel='bad.md', text=None, **kw):
    """a healthy site plus one page"""

    @case(id, group, what, **kw)
    def _(s):
        s.config()
        s.good()
        if text is not None:
            s.md(rel, text)
        elif body is not None or fm is not None:
            s.page(rel, body if body is not None else 'Body.\n', **(fm or {'title': 'Bad'}))
        for f, d in (files or {}).items():
            s.raw(f, d)


C = CONTENT + '/'
OK = dict(exit='zero', sev='none')
WARN = dict(exit='zero', sev='warning')

# ================================================================== 1 encodings
simple(
    'enc-bom',
    'encoding',
    'UTF-8 byte order mark before the front matter: read as if absent',
    text='\ufeff---\ntitle: "Bom"\n---\nBOM-BODY\n',
    **OK,
    must_contain=['BOM-BODY'],
    must_not_contain=['\ufeff'],
)
for name, enc, bom in (('utf16le', 'utf-16-le', b'\xff\xfe'), ('utf16be', 'utf-16-be', b'\xfe\xff')):
    simple(
        f'enc-{name}',
        'encoding',
        f'{enc} with a byte order mark (Windows "Unicode" save): say so, name the encoding',
        text=bom + '---\ntitle: "X"\n---\nBody\n'.encode(enc),
        cls='ENC-NOT-UTF8',
        at=(C + 'bad.md', bom),
        hint='UTF-16',
    )
simple(
    'enc-utf16-nobom',
    'encoding',
    'UTF-16LE without a mark (NUL bytes)',
    text='---\ntitle: "X"\n---\nBody\n'.encode('utf-16-le'),
    cls='ENC-NOT-UTF8',
    at=(C + 'bad.md', b'-\x00'),
)
simple(
    'enc-bad-body',
    'encoding',
    'one invalid byte deep in the body: the line of that byte',
    text=b'---\ntitle: "X"\n---\n\nline five\nline six\n\nbroken \xff here\nafter\n',
    cls='ENC-NOT-UTF8',
    at=(C + 'bad.md', b'broken \xff'),
)
simple(
    'enc-bad-front',
    'encoding',
    'invalid byte inside the front matter (serde_yaml alone reports line 1)',
    text=b'---\ntitle: "X"\ndescription: "caf\xe9"\n---\nBody\n',
    cls='ENC-NOT-UTF8',
    at=(C + 'bad.md', b'caf\xe9'),
)
simple(
    'enc-surrogate',
    'encoding',
    'CESU-8 lone surrogate ED A0 80',
    text=b'---\ntitle: "X"\n---\nx \xed\xa0\x80 y\n',
    cls='ENC-NOT-UTF8',
    at=(C + 'bad.md', b'x \xed\xa0\x80'),
)
simple(
    'enc-overlong',
    'encoding',
    'overlong encoding of "/" (C0 AF)',
    text=b'---\ntitle: "X"\n---\nx \xc0\xaf y\n',
    cls='ENC-NOT-UTF8',
    at=(C + 'bad.md', b'x \xc0\xaf'),
)
simple(
    'enc-nul',
    'encoding',
    'NUL byte in the body',
    text=b'---\ntitle: "X"\n---\na\x00b\n',
    cls='ENC-CONTROL-CHAR',
    at=(C + 'bad.md', b'a\x00b'),
)
simple(
    'enc-controls',
    'encoding',
    'C0 controls in the body (BEL, ESC, DEL)',
    text=b'---\ntitle: "X"\n---\na\x07b \x1b[31mred\x1b[0m \x7f\n',
    cls='ENC-CONTROL-CHAR',
    at=(C + 'bad.md', b'a\x07b'),
    terminal_safe=True,
)
simple(
    'enc-crlf',
    'encoding',
    'CRLF line ends: built, same output as LF',
    text='---\r\ntitle: "Crlf"\r\n---\r\n\r\nCRLF-BODY\r\n\r\n| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n',
    **OK,
    must_contain=['CRLF-BODY', '<table'],
)
simple(
    'enc-crlf-error-line',
    'encoding',
    'an error in a CRLF file: the line number an editor shows',
    text='---\r\ntitle: "Crlf"\r\n---\r\n\r\nfine\r\n\r\n[x](missing-page.md)\r\n',
    cls='LINK-MISSING',
    at=(C + 'bad.md', 'missing-page.md'),
)
simple(
    'enc-cr-only',
    'encoding',
    'old Mac CR-only line ends',
    text='---\rtitle: "Cr"\r---\r\rCR-BODY\r',
    **OK,
    must_contain=['CR-BODY'],
)
simple(
    'enc-mixed-eol',
    'encoding',
    'mixed LF, CRLF and CR in one file',
    text='---\ntitle: "M"\r\n---\n\r\nMIXED-BODY\r\nx\ry\n',
    **OK,
    must_contain=['MIXED-BODY'],
)
simple(
    'enc-no-final-newline',
    'encoding',
    'no newline at the end',
    text='---\ntitle: "N"\n---\nNOEOL-BODY',
    **OK,
    must_contain=['NOEOL-BODY'],
)
simple(
    'enc-noncharacters',
    'encoding',
    'U+FFFE, U+FFFF, U+FDD0 and private-use characters: no crash, valid HTML',
    text='---\ntitle: "N"\n---\nNONCHAR \ufffe \uffff \ufdd0 \ue000 end\n',
    exit='any',
    sev='any',
    cls='ENC-CONTROL-CHAR',
)
simple(
    'enc-binary',
    'encoding',
    'a PNG saved as .md',
    text=b'\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89',
    cls='ENC-NOT-UTF8',
    at=(C + 'bad.md', b'\x89PNG'),
    at_line_any=True,  # the finding is about the file as a whole
)
simple(
    'enc-line-separators',
    'encoding',
    'U+2028, U+2029, U+0085 in text and title: not counted as lines, safe in the search index',
    fm={'title': 'a\u2028b'},
    body='x\u2028y\u2029z\u0085w\n\n[bad](missing-after-ls.md)\n',
    cls='LINK-MISSING',
    at=(C + 'bad.md', 'missing-after-ls.md'),
)

# ================================================================== 2 front matter
FMC = dict(group='front-matter')


def fm(id, what, text, needle=None, **kw):
    simple(
        'fm-' + id,
        'front-matter',
        what,
        text=text,
        at=(C + 'bad.md', needle) if needle is not None else None,
        **kw,
    )


fm('empty-file', 'a zero-byte .md file', '', cls='FM-MISSING', at_line=1)
fm('whitespace-only', 'only spaces and newlines', ' \n\n\t\n', cls='FM-MISSING', at_line=1)
fm('missing', 'no front matter at all', '# Heading only\n\ntext\n', needle='# Heading', cls='FM-MISSING')
fm(
    'unterminated',
    'opening --- never closed: point at the opening line, not the end of the file',
    '---\ntitle: "X"\n\n# Heading\n\ntext\n' * 1 + 'more\n' * 200,
    needle='---',
    cls='FM-UNTERMINATED',
)
fm('only-open', 'a file that is just ---', '---\n', needle='---', cls='FM-UNTERMINATED')
fm(
    'empty-block',
    '--- then --- with nothing between',
    '---\n---\ntext\n',
    needle='---',
    cls='FM-TITLE-MISSING',
)
fm(
    'comment-only',
    'only a comment inside',
    '---\n# nothing\n---\ntext\n',
    needle='---',
    cls='FM-TITLE-MISSING',
)
fm(
    'blank-before',
    'a blank line before the opening ---',
    '\n---\ntitle: "X"\n---\ntext\n',
    needle='---',
    cls='FM-MISSING',
    hint='first line',
    line_slack=1,
)
fm(
    'dots-close',
    'closed with ... (YAML document end) instead of ---',
    '---\ntitle: "Dots"\n...\nDOTS-BODY\n',
    needle='---',
    cls='FM-UNTERMINATED',
    exit='nonzero',
)
fm(
    'trailing-space',
    'spaces after the --- markers',
    '---  \ntitle: "T"\n---\t\nTRAIL-BODY\n',
    exit='zero',
    sev='none',
    must_contain=['TRAIL-BODY'],
)
fm(
    'hr-in-body',
    'a --- rule in the body is not front matter',
    '---\ntitle: "T"\n---\na\n\n---\n\nHR-BODY\n',
    exit='zero',
    sev='none',
    must_contain=['HR-BODY', '<hr'],
)
fm(
    'toml',
    'TOML +++ front matter: say that YAML between --- is expected',
    '+++\ntitle = "X"\n+++\ntext\n',
    needle='+++',
    cls='FM-WRONG-FORMAT',
)
fm(
    'json',
    'JSON front matter',
    '{ "title": "X" }\n\ntext\n',
    needle='{',
    cls='FM-WRONG-FORMAT',
    exit='nonzero',
)
fm(
    'tab-indent',
    'a tab used as YAML indentation',
    '---\ntitle: "X"\ntags:\n\t- one\n---\ntext\n',
    needle='\t- one',
    cls='FM-YAML',
)
fm(
    'unclosed-quote',
    'a quote never closed: point at the line it opens on',
    '---\ntitle: "X\ndescription: y\n---\ntext\n',
    needle='title: "X',
    cls='FM-YAML',
)
fm(
    'unclosed-flow',
    'a [ never closed',
    '---\ntitle: "X"\ntags: [a, b\ndescription: y\n---\ntext\n',
    needle='tags: [a',
    cls='FM-YAML',
    line_slack=1,
)
fm(
    'colon-in-title',
    'an unquoted colon in a title: the commonest author slip; the message must say to quote it',
    '---\ndescription: "s"\ntitle: Visiting hours: what to know\n---\ntext\n',
    needle='title: Visiting',
    cls='FM-YAML',
    hint='quot',
)
fm(
    'bad-indent',
    'wrong indentation of a list',
    '---\ntitle: "X"\ntags:\n  - a\n - b\n---\ntext\n',
    needle=' - b',
    cls='FM-YAML',
    line_slack=1,
)
fm(
    'at-sign',
    'a plain scalar that starts with @',
    '---\ntitle: @home\n---\ntext\n',
    needle='@home',
    cls='FM-YAML',
)
fm(
    'backtick',
    'a plain scalar that starts with a backtick',
    '---\ntitle: `x`\n---\ntext\n',
    needle='`x`',
    cls='FM-YAML',
)
fm(
    'asterisk',
    'a title that starts with * reads as a YAML alias',
    '---\ntitle: *Important* notice\n---\ntext\n',
    needle='*Important*',
    cls='FM-YAML',
    hint='quot',
)
fm(
    'bang',
    'a title that starts with ! reads as a tag',
    '---\ntitle: !important notice\n---\ntext\n',
    needle='!important',
    cls='FM-YAML',
)
fm(
    'duplicate-key',
    'the same key twice (serde_json::Value keeps the last in silence: decode to a struct or a Mapping)',
    '---\ntitle: "One"\ndescription: "s"\ntitle: "Two"\n---\ntext\n',
    needle='title: "Two"',
    cls='FM-DUPLICATE-KEY',
    line_slack=2,
)
fm(
    'unknown-key',
    'a misspelt key: name it and suggest the right one',
    '---\ntitle: "X"\ndescripton: "s"\n---\ntext\n',
    needle='descripton',
    cls='FM-UNKNOWN-KEY',
    exit='zero',
    sev='warning',
    hint='description',
)
fm('title-list', 'title of the wrong type', '---\ntitle: ["a"]\n---\ntext\n', needle='title:', cls='FM-TYPE')
fm('title-missing', 'no title', '---\ndescription: "s"\n---\ntext\n', needle='---', cls='FM-TITLE-MISSING')
fm('title-empty', 'empty title', '---\ntitle: ""\n---\ntext\n', needle='title:', cls='FM-TITLE-MISSING')
fm('title-null', 'title: ~', '---\ntitle: ~\n---\ntext\n', needle='title:', cls='FM-TITLE-MISSING')
fm(
    'title-blank',
    'a title of spaces and zero-width characters',
    '---\ntitle: " \u200b\u2060 "\n---\ntext\n',
    needle='title:',
    cls='FM-TITLE-MISSING',
)
fm(
    'title-number',
    'title: 1.10 must not become 1.1',
    '---\ntitle: 1.10\n---\ntext\n',
    needle='title:',
    cls='FM-TYPE',
    exit='any',
    sev='any',
    must_not_contain=['<title>1.1<', '>1.1</h1>'],
)
fm(
    'title-bool',
    'title: no (a country code, a YAML 1.1 boolean)',
    '---\ntitle: no\n---\nNOBODY\n',
    needle='title:',
    cls='FM-TYPE',
    exit='any',
    sev='any',
    must_not_contain=['<title>false', '>false</h1>'],
)
fm(
    'title-newline',
    'a block scalar title over two lines',
    '---\ntitle: |\n  one\n  two\n---\ntext\n',
    needle='title:',
    cls='FM-TYPE',
    exit='any',
    sev='any',
)
fm(
    'title-nul-escape',
    'a NUL written as a YAML escape',
    '---\ntitle: "a\\0b"\n---\ntext\n',
    needle='title:',
    cls='ENC-CONTROL-CHAR',
)
fm(
    'title-esc-escape',
    'terminal escape written as a YAML escape: never echoed raw to the terminal',
    '---\ntitle: "a\\e]0;own\\a"\ntemplate: nosuch\n---\ntext\n',
    needle='title:',
    cls='ENC-CONTROL-CHAR',
    terminal_safe=True,
)
fm(
    'date-impossible',
    '30 February',
    '---\ntitle: "X"\nreviewed: 2026-02-30\n---\ntext\n',
    needle='reviewed:',
    cls='FM-DATE',
)
fm(
    'date-ambiguous',
    '02/03/2026',
    '---\ntitle: "X"\nreviewed: 02/03/2026\n---\ntext\n',
    needle='reviewed:',
    cls='FM-DATE',
    hint='year-month-day',
)
fm(
    'date-words',
    'reviewed: yesterday',
    '---\ntitle: "X"\nreviewed: yesterday\n---\ntext\n',
    needle='reviewed:',
    cls='FM-DATE',
)
fm(
    'date-huge',
    'year 99999999',
    '---\ntitle: "X"\nreviewed: 99999999-01-01\n---\ntext\n',
    needle='reviewed:',
    cls='FM-DATE',
)
fm(
    'order-huge',
    'an integer beyond 64 bits',
    '---\ntitle: "X"\nweight: 123456789012345678901234567890\n---\ntext\n',
    needle='weight:',
    cls='FM-TYPE',
)
fm(
    'order-nan',
    'weight: .nan (breaks sorting)',
    '---\ntitle: "X"\nweight: .nan\n---\ntext\n',
    needle='weight:',
    cls='FM-TYPE',
)
fm(
    'two-documents',
    'the front matter block holds a second YAML document by way of "--- x" (location is lost by the library)',
    '---\ntitle: "X"\n--- y\nz: 1\n---\ntext\n',
    needle='--- y',
    cls='FM-YAML',
    line_slack=3,
)
fm(
    'anchor',
    'anchors and aliases are refused outright: nobody needs them here and they are the bomb',
    '---\ntitle: &t "X"\ndescription: *t\n---\ntext\n',
    needle='&t',
    cls='FM-YAML-ALIAS',
    line_slack=1,
)
fm(
    'laughs',
    'billion laughs, nine levels',
    '---\n'
    + 'a: &a [x,x,x,x,x,x,x,x,x]\n'
    + ''.join(f'{c}: &{c} [{",".join(["*" + p] * 9)}]\n' for p, c in zip('abcdefgh', 'bcdefghi'))
    + 'title: "X"\n---\ntext\n',
    cls='FM-YAML-ALIAS',
    needle='a: &a',
    secs=2,
    rss=256,
    line_slack=2,
)
fm(
    'self-alias',
    'an alias to itself',
    '---\ntitle: "X"\ntags: &t [*t]\n---\ntext\n',
    needle='&t',
    cls='FM-YAML-ALIAS',
)
fm(
    'merge-key',
    '<<: merge key',
    '---\ntitle: "X"\n<<: {description: "y"}\n---\ntext\n',
    needle='<<:',
    cls='FM-UNKNOWN-KEY',
    exit='any',
    sev='any',
)
fm(
    'tag-include',
    '!include /etc/passwd',
    '---\ntitle: "X"\ndescription: !include /etc/passwd\n---\ntext\n',
    needle='!include',
    cls='FM-YAML',
    must_not_contain=['root:x:0'],
)
fm(
    'tag-python',
    '!!python/object/apply tag',
    '---\ntitle: "X"\ndescription: !!python/object/apply:os.system ["touch pwned"]\n---\ntext\n',
    needle='!!python',
    cls='FM-TYPE',
    line_slack=1,
)
fm(
    'complex-key',
    'a sequence as a key',
    '---\ntitle: "X"\n? [a, b]\n: c\n---\ntext\n',
    needle='? [a',
    cls='FM-YAML',
    line_slack=1,
)
fm(
    'root-list',
    'a list at the root',
    '---\n- title: "X"\n---\ntext\n',
    needle='- title',
    cls='FM-TYPE',
    line_slack=1,
)
fm(
    'root-scalar',
    'a bare sentence',
    '---\njust a sentence\n---\ntext\n',
    needle='just a',
    cls='FM-TYPE',
    line_slack=1,
)
fm(
    'yaml-directive',
    '%YAML 1.1 directive',
    '---\n%YAML 1.1\ntitle: "X"\n---\ntext\n',
    needle='%YAML',
    cls='FM-YAML',
    line_slack=1,
)


@case(
    'fm-alias-blowup',
    'front-matter',
    '100 kB scalar aliased 20,000 times: serde_yaml accepts it and makes 2 GB (measured)',
    cls='FM-YAML-ALIAS',
    at=(C + 'bad.md', 'big: &b'),
    at_line_any=True,  # the size alone is refused, and told at the opening line
    secs=2,
    rss=256,
    big=True,
)
def _(s):
    s.config()
    s.good()
    s.md(
        'bad.md',
        '---\ntitle: "X"\nbig: &b "'
        + 'x' * 100_000
        + '"\nl: ['
        + ','.join(['*b'] * 20_000)
        + ']\n---\ntext\n',
    )


@case(
    'fm-flow-seq-deep',
    'front-matter',
    '100,000 open brackets: libyaml scanning is quadratic (12.9 s measured): cap size and depth before parsing',
    cls='LIMIT-FRONT-MATTER',
    at=(C + 'bad.md', 'tags: ['),
    at_line_any=True,  # the size alone is refused, and told at the opening line
    secs=2,
    rss=256,
    big=True,
)
def _(s):
    s.config()
    s.good()
    s.md('bad.md', '---\ntitle: "X"\ntags: ' + '[' * 100_000 + '\n---\ntext\n')


@case(
    'fm-flow-map-deep',
    'front-matter',
    '100,000 open flow maps (over 20 s measured)',
    cls='LIMIT-FRONT-MATTER',
    at=(C + 'bad.md', 'tags: {'),
    at_line_any=True,  # the size alone is refused, and told at the opening line
    secs=2,
    rss=256,
    big=True,
)
def _(s):
    s.config()
    s.good()
    s.md('bad.md', '---\ntitle: "X"\ntags: ' + '{a: ' * 100_000 + '\n---\ntext\n')


@case(
    'fm-flow-16k',
    'front-matter',
    '16,000 open flow maps in 64 kB: under a 64 kB cap yet 0.75 s: cap the depth too',
    cls='LIMIT-FRONT-MATTER',
    at=(C + 'bad.md', 'tags: {'),
    secs=2,
    rss=256,
    big=True,
)
def _(s):
    s.config()
    s.good()
    s.md('bad.md', '---\ntitle: "X"\ntags: ' + '{a: ' * 15_900 + '\n---\ntext\n')


@case(
    'fm-block-deep',
    'front-matter',
    '3,000 levels of block nesting',
    cls='LIMIT-FRONT-MATTER',
    at=(C + 'bad.md', 'title:'),
    at_line_any=True,
    secs=2,
    big=True,
)
def _(s):
    s.config()
    s.good()
    s.md('bad.md', '---\ntitle: "X"\n' + '\n'.join(' ' * i + 'a:' for i in range(3000)) + '\n---\ntext\n')


@case(
    'fm-huge',
    'front-matter',
    '5 MB of front matter',
    cls='LIMIT-FRONT-MATTER',
    at=(C + 'bad.md', '---'),
    secs=2,
    big=True,
)
def _(s):
    s.config()
    s.good()
    s.md('bad.md', '---\ntitle: "X"\ndescription: "' + 'word ' * 1_000_000 + '"\n---\ntext\n')


@case(
    'fm-many-keys',
    'front-matter',
    '50,000 keys',
    cls='LIMIT-FRONT-MATTER',
    at=(C + 'bad.md', '---'),
    at_line_any=True,
    secs=2,
    big=True,
)
def _(s):
    s.config()
    s.good()
    s.md('bad.md', '---\ntitle: "X"\n' + ''.join(f'k{i}: x\n' for i in range(50_000)) + '---\ntext\n')


# ================================================================== 3 configuration
@case('cfg-missing', 'config', 'no config file', cls='CFG-MISSING', **WARN)
def _(s):
    s.good()


def cfg(id, what, text, needle=None, **kw):
    @case('cfg-' + id, 'config', what, at=(CONFIG_NAME, needle) if needle else None, **kw)
    def _(s):
        s.good()
        s.raw(CONFIG_NAME, text)


cfg('empty', 'empty config file', '', cls='CFG-MISSING-KEY', **WARN)
cfg(
    'malformed',
    'broken syntax',
    config_text() + 'nav: [a\nx: 1\n',
    needle='nav: [a',
    cls='CFG-SYNTAX',
    line_slack=2,
)
cfg(
    'unknown-key',
    'misspelt key: suggest the right one',
    config_text() + 'base_ulr: "https://x/"\n',
    needle='base_ulr',
    cls='CFG-UNKNOWN-KEY',
    hint='base_url',
)
cfg('wrong-type', 'title is a list', config_text(title=Raw('[a]')), needle='title:', cls='CFG-TYPE')
cfg(
    'js-base-url',
    'base URL with the javascript: scheme',
    config_text(base_url='javascript:alert(1)//'),
    needle='base_url',
    cls='CFG-BASE-URL',
)
cfg(
    'base-url-no-scheme',
    'base URL without a scheme',
    config_text(base_url='example.org'),
    needle='base_url',
    cls='CFG-BASE-URL',
)
cfg(
    'base-url-quote',
    'base URL with a quote and markup',
    config_text(base_url='https://x/"><script>alert(1)</script>'),
    needle='base_url',
    cls='CFG-BASE-URL',
    xss=True,
)
cfg(
    'output-root',
    'output is /: refused before anything is removed',
    config_text(output='/'),
    needle='output',
    cls='CFG-OUTPUT-UNSAFE',
)
cfg('output-parent', 'output is ..', config_text(output='..'), needle='output', cls='CFG-OUTPUT-UNSAFE')
cfg(
    'output-home',
    'output is ~ taken literally or refused, never expanded and wiped',
    config_text(output='~'),
    needle='output',
    cls='CFG-OUTPUT-UNSAFE',
    exit='nonzero',
)
cfg(
    'output-is-content',
    'output equals the content folder',
    config_text(output=CONTENT),
    needle='output',
    cls='CFG-OUTPUT-UNSAFE',
    must_keep=[C + 'index.md'],
)
cfg(
    'output-holds-content',
    'output is . (would hold the sources)',
    config_text(output='.'),
    needle='output',
    cls='CFG-OUTPUT-UNSAFE',
    must_keep=[C + 'index.md', CONFIG_NAME],
)
cfg(
    'output-in-content',
    'output inside the content folder (feeds itself)',
    config_text(output=CONTENT + '/out'),
    needle='output',
    cls='CFG-OUTPUT-UNSAFE',
)
cfg(
    'output-nul',
    'a NUL in the output path',
    config_text(output='out\x00put'),
    needle='output',
    cls='CFG-TYPE',
    line_slack=1,
)
cfg(
    'content-missing',
    'content folder does not exist',
    config_text(content='nowhere'),
    needle='content',
    cls='CFG-CONTENT-MISSING',
)
cfg(
    'content-is-file',
    'content path is a file',
    config_text(content=CONFIG_NAME),
    needle='content',
    cls='CFG-CONTENT-MISSING',
)
cfg(
    'content-escapes',
    'content path leaves the project',
    config_text(content='../../../etc'),
    needle='content',
    cls='PATH-ESCAPES-ROOT',
)
cfg('bom', 'config with a byte order mark', '\ufeff' + config_text(), exit='zero', sev='none')
cfg(
    'laughs',
    'alias bomb in the config',
    'a: &a [x,x,x,x,x,x,x,x,x]\n'
    + ''.join(f'{c}: &{c} [{",".join(["*" + p] * 9)}]\n' for p, c in zip('abcdefgh', 'bcdefghi'))
    + config_text(),
    cls='CFG-SYNTAX',
    secs=2,
    rss=256,
)


@case('cfg-is-dir', 'config', 'the config path is a folder', cls='IO-READ')
def _(s):
    s.good()
    os.makedirs(s.p(CONFIG_NAME))


@case(
    'cfg-content-empty',
    'config',
    'a content folder with a configuration and no article: say so, publish nothing over a good site',
    cls='CONTENT-EMPTY',
)
def _(s):
    s.config()


@case('cfg-two-homes', 'config', 'index.md and index.markdown / README both claim /', must_contain=['index.markdown'])
def _(s):
    s.config()
    s.good()
    s.md('index.markdown', front(title='Other') + 'x\n')


# ================================================================== 4 file names and output paths
def collide(id, what, a, b, cls='PATH-COLLISION', **kw):
    kw.setdefault('at2', (C + b, 'title')) if isinstance(b, str) else None

    @case(
        'path-' + id,
        'paths',
        what,
        cls=cls,
        at=(C + a, 'title') if isinstance(a, str) else None,
        at_line_any=True,
        **kw,
    )
    def _(s):
        s.config()
        s.good()
        s.page(a, 'A-BODY\n', title='A')
        s.page(b, 'B-BODY\n', title='B')


collide(
    'case-twins',
    'two names that differ in case: one page on macOS and Windows; both files named',
    'Leaflet.md',
    'leaflet.md',
)
collide('nfc-nfd', 'the same name in NFC and NFD: one page on macOS', 'caf\u00e9.md', 'cafe\u0301.md')
collide('page-and-folder', 'a.md and a/index.md claim /a/', 'wards.md', 'wards/index.md')
collide('space-dash', 'two names whose slugs are equal', 'opening hours.md', 'opening-hours.md')
collide('md-markdown', 'x.md and x.markdown', 'x.md', 'x.markdown', cls='PATH-UNREAD', must_contain=['x.markdown'])
for n in ('CON.md', 'aux.md', 'NUL.md', 'com1.md', 'LPT9.md', 'prn/index.md', 'con.tar.md'):
    simple(
        'path-reserved-' + n.split('.')[0].replace('/index', '-dir').lower() + ('-tar' if 'tar' in n else ''),
        'paths',
        f'{n}: a name Windows cannot check out or publish',
        rel=n,
        fm={'title': 'R'},
        exit='nonzero',
        cls='PATH-RESERVED-NAME',
        at=(C + n, '---'),
        at_line_any=True,
    )
for id, n, what in (
    ('trailing-dot', 'a..md', 'slug would end in a dot'),
    ('trailing-space', 'a .md', 'slug would end in a space'),
    ('star', 'a*b.md', 'an asterisk'),
    ('question', 'why?.md', 'a question mark: the URL must be escaped'),
    ('hash', 'a#b.md', 'a hash: the URL must be escaped'),
    ('percent', '100%.md', 'a percent sign'),
    ('percent-dots', '%2e%2e%2fx.md', 'percent-encoded dots: never decoded into a path'),
    ('colon', 'a:b.md', 'a colon (NTFS stream)'),
    ('backslash', 'a\\b.md', 'a backslash'),
    ('quote', '"><script>alert(1)<.md'.replace('/', ''), 'markup in a file name'),
    ('amp', 'a&b=c.md', 'an ampersand'),
    ('newline', 'a\nb.md', 'a newline'),
    ('esc', 'a\x1b[2Jb.md', 'a terminal escape in a file name: never echoed raw'),
    ('leading-dash', '-rf.md', 'a leading dash'),
    ('rtl', 'a\u202egnp.md', 'a right-to-left override'),
    ('zwsp', 'a\u200bb.md', 'a zero-width space'),
    ('emoji', '\U0001f3e5.md', 'an emoji only'),
    ('arabic', '\u0639\u0646\u0627\u0648\u064a\u0646.md', 'an Arabic name: works'),
    ('cjk', '\u533b\u9662.md', 'a Chinese name: works'),
    ('dots-inside', 'a..b.md', 'dots inside a name are harmless'),
    ('spaces', 'Visiting hours and parking.md', 'spaces in a name: works'),
):
    # An address such as `a.` or `a ` would be a folder that Windows cannot hold.
    wrong = id in ('trailing-dot', 'trailing-space', 'star', 'question', 'colon', 'backslash', 'quote', 'newline', 'esc')
    simple(
        'path-' + id,
        'paths',
        what,
        rel=n,
        fm={'title': 'Name case'},
        body='NAME-BODY\n',
        exit='nonzero' if wrong else 'zero',
        sev='error' if wrong else 'none',
        cls='PATH-NAME',
        terminal_safe=True,
        xss=True,
        must_contain=[] if wrong else ['NAME-BODY'],
    )


@case(
    'path-non-utf8',
    'paths',
    'a file name that is not UTF-8 (bytes FF FE): named in the message in escaped form',
    cls='PATH-NAME',
    terminal_safe=True,
    linux_only=True,
)
def _(s):
    s.config()
    s.good()
    s.raw(b'site-content/bad-\xff\xfe.md', front(title='x') + 'x\n')


@case(
    'path-hidden',
    'paths',
    'dot files, editor swap files and backups are ignored in silence',
    **OK,
    must_not_contain=['SWAP-BODY'],
)
def _(s):
    s.config()
    s.good()
    for n in (
        '.hidden.md',
        '.a.md.swp',
        'a.md~',
        '#a.md#',
        '.#a.md',
        'a.md.bak',
        '4913',
        '.DS_Store',
        'Thumbs.db',
        '.git/x.md',
        'a.md.tmp',
    ):
        s.raw(C + n, 'SWAP-BODY not front matter\n')


@case(
    'path-long-name',
    'paths',
    'a 255-byte file name whose slug plus suffix would be too long',
    **OK,
    must_contain=['LONG'],
)
def _(s):
    s.config()
    s.good()
    s.page('n' * 252 + '.md', 'LONG\n', title='L')


@case(
    'path-deep',
    'paths',
    '60 folders deep, each 60 characters (3.6 kB path)',
    exit='any',
    sev='any',
    cls='PATH-TOO-LONG',
)
def _(s):
    s.config()
    s.good()
    cur = s.p(CONTENT)
    old = os.getcwd()
    os.chdir(cur)
    try:
        for i in range(60):
            d = f'{i:02d}' + 'd' * 58
            os.mkdir(d)
            os.chdir(d)
        open('deep.md', 'w').write(front(title='Deep') + 'deep\n')
    finally:
        os.chdir(old)


def slug(id, what, slug, **kw):
    simple(
        'slug-' + id,
        'paths',
        what,
        fm={'title': 'S', 'slug': slug},
        body='SLUG-BODY\n',
        at=(C + 'bad.md', 'slug:'),
        **kw,
    )


slug('dotdot', 'slug ../../evil', '../../evil', cls='PATH-ESCAPES-ROOT')
slug(
    'encoded-dotdot',
    'slug with %2e%2e%2f (Jekyll pull request 1944): never decoded',
    '%2e%2e%2f%2e%2e%2fevil',
    cls='PATH-ESCAPES-ROOT',
)
slug('absolute', 'an absolute slug', '/etc/cron.d/evil', cls='PATH-ESCAPES-ROOT')
slug('backslash', 'slug ..\\..\\evil', '..\\..\\evil', cls='PATH-ESCAPES-ROOT')
slug('drive', 'slug c:evil', 'c:evil', cls='PATH-NAME')
slug('nul', 'a NUL in the slug', 'a\x00b', cls='ENC-CONTROL-CHAR')
slug('empty', 'an empty slug', '', cls='PATH-NAME')
slug('dot', 'slug .', '.', cls='PATH-NAME')
slug('taken-asset', 'slug equal to the assets folder', 'assets', **OK, must_contain=['SLUG-BODY'])
slug('taken-sitemap', 'slug sitemap.xml', 'sitemap.xml', cls='PATH-COLLISION')
slug('taken-404', 'slug 404.html', '404.html', cls='PATH-COLLISION')
slug('query', 'slug with ? and #', 'a?b#c', cls='PATH-NAME')
slug('long', 'a slug of 5,000 characters', 'a' * 5000, cls='PATH-TOO-LONG')


@case(
    'slug-duplicate',
    'paths',
    'two pages choose one slug: both files named',
    cls='PATH-COLLISION',
    at=(C + 'one.md', 'slug'),
    at2=(C + 'two.md', 'slug'),
    at_line_any=True,
)
def _(s):
    s.config()
    s.good()
    s.page('one.md', title='1', slug='same')
    s.page('two.md', title='2', slug='same')


# ================================================================== 5 aliases and links
def alias(id, what, files, **kw):
    @case('alias-' + id, 'links', what, **kw)
    def _(s):
        s.config()
        s.good()
        for rel, al, body in files:
            s.page(rel, body, title=rel, aliases=al)


alias(
    'ambiguous',
    'two pages claim one alias: both files named',
    [('a.md', ['/old'], 'x\n'), ('b.md', ['/old'], 'y\n')],
    cls='ALIAS-AMBIGUOUS',
    at=(C + 'a.md', 'redirect_from'),
    at2=(C + 'b.md', 'redirect_from'),
    at_line_any=True,
)
alias(
    'over-page',
    'an alias equal to a real page',
    [('a.md', ['/good-1'], 'x\n')],
    cls='ALIAS-SHADOWS-PAGE',
    at=(C + 'a.md', 'redirect_from'),
)
alias(
    'self',
    'an alias equal to its own page (redirect loop)',
    [('a.md', ['/a', '/a/'], 'x\n')],
    cls='ALIAS-LOOP',
    at=(C + 'a.md', 'redirect_from'),
    exit='any',
    sev='warning',
)
alias(
    'escape',
    'an alias that leaves the output',
    [('a.md', ['/../../evil'], 'x\n')],
    cls='PATH-ESCAPES-ROOT',
    at=(C + 'a.md', 'redirect_from'),
)
alias(
    'encoded-escape',
    'the same, percent-encoded',
    [('a.md', ['/%2e%2e/%2e%2e/evil'], 'x\n')],
    cls='PATH-ESCAPES-ROOT',
    at=(C + 'a.md', 'redirect_from'),
)
alias(
    'url',
    'an alias that is a URL',
    [('a.md', ['https://evil.example/x'], 'x\n')],
    cls='ALIAS-NOT-PATH',
    at=(C + 'a.md', 'redirect_from'),
)
alias(
    'markup',
    'markup in an alias: the redirect page must escape it',
    [('a.md', ['/"><script>alert(1)</script>'], 'x\n')],
    cls='PATH-NAME',
    at=(C + 'a.md', 'redirect_from'),
    exit='any',
    sev='any',
    xss=True,
)
alias(
    'case-twin',
    'aliases /Old and /old',
    [('a.md', ['/Old'], 'x\n'), ('b.md', ['/old'], 'x\n')],
    cls='ALIAS-AMBIGUOUS',
    at=(C + 'a.md', 'redirect_from'),
    at_line_any=True,
)
alias(
    'link-to-alias',
    'an internal link to an old name: resolves, or warns with the new name',
    [('a.md', ['/old-name'], 'x\n'), ('b.md', ['/b-old'], ilink('x', '/old-name') + '\n')],
    exit='zero',
    sev='any',
)


@case('alias-many', 'links', '2,000 aliases on one page', exit='any', sev='any', cls='LIMIT-ALIASES', secs=10)
def _(s):
    s.config()
    s.good()
    s.page('a.md', title='A', aliases=[f'/old/{i}' for i in range(2000)])


def lnk(id, what, body, needle, **kw):
    simple('link-' + id, 'links', what, body=body, at=(C + 'bad.md', needle) if needle else None, **kw)


lnk(
    'missing',
    'link to a page that is not there, on a known line',
    'one\n\ntwo ' + ilink('x', 'no-such-page.md') + ' three\n',
    'no-such-page.md',
    cls='LINK-MISSING',
)
lnk(
    'missing-many',
    'five broken links: all five reported in one run, in order',
    '\n\n'.join(ilink('x', f'gone-{i}.md') for i in range(5)) + '\n',
    'gone-0.md',
    cls='LINK-MISSING',
    must_report=['gone-0.md', 'gone-1.md', 'gone-2.md', 'gone-3.md', 'gone-4.md'],
)
lnk(
    'near-miss',
    'a typo of a real page: suggest it',
    ilink('x', 'good1.md') + '\n',
    'good1.md',
    cls='LINK-MISSING',
    hint='good-1',
)
lnk(
    'anchor',
    'a fragment that no heading has',
    ilink('x', 'good-1.md#nowhere') + '\n',
    '#nowhere',
    cls='LINK-ANCHOR',
)
lnk('own-anchor', 'a fragment of its own page', ilink('x', '#nowhere') + '\n', '#nowhere', cls='LINK-ANCHOR')
lnk(
    'case',
    'case differs from the file: works on macOS, breaks on the server',
    ilink('x', 'GOOD-1.md') + '\n',
    'GOOD-1.md',
    cls='LINK-CASE',
)
lnk(
    'escape',
    'a link out of the content folder',
    ilink('x', '../../../../etc/passwd') + '\n',
    'etc/passwd',
    cls='LINK-ESCAPES-ROOT',
    must_not_contain=['root:x:0'],
)
lnk(
    'file-scheme',
    'file:///',
    ilink('x', 'file:///C:/Users/me/leaflet.docx') + '\n',
    'file:///',
    cls='LINK-SCHEME',
)
lnk(
    'windows-path',
    'C:\\ path pasted from Explorer',
    ilink('x', 'C:\\\\Users\\\\me\\\\leaflet.pdf') + '\n',
    'C:',
    cls='LINK-SCHEME',
    exit='any',
)
lnk(
    'backslash',
    'a link with backslashes',
    ilink('x', 'folder\\\\page.md') + '\n',
    'folder',
    cls='LINK-MISSING',
)
lnk(
    'protocol-relative',
    '//evil.example',
    ilink('x', '//evil.example/x') + '\n',
    '//evil',
    cls='LINK-SCHEME',
    exit='any',
    sev='any',
)
lnk(
    'spaces',
    'an unescaped space in a destination',
    '[x](two words.md)\n',
    'two words',
    cls='LINK-SYNTAX',
    exit='any',
    sev='any',
)
lnk(
    'image-missing',
    'an image that is not there',
    '![A ward map](map.png)\n',
    'map.png',
    cls='LINK-MISSING-ASSET',
)
lnk(
    'image-escape',
    'an image from outside the project',
    '![x](../../../../../etc/hostname)\n',
    'etc/hostname',
    cls='LINK-ESCAPES-ROOT',
)
lnk(
    'image-remote',
    'an image hosted by a third party: refused by the privacy rule',
    '![x](https://tracker.example/pixel.gif)\n',
    'tracker.example',
    cls='PRIVACY-THIRD-PARTY',
)
lnk(
    'undefined-ref',
    'a reference link with no definition',
    'See [the leaflet][nosuch].\n',
    'nosuch',
    cls='LINK-UNDEFINED-REF',
    exit='any',
    sev='warning',
)
lnk(
    'duplicate-ref',
    'the same reference defined twice',
    '[a]\n\n[a]: good-1.md\n[a]: index.md\n',
    '[a]: index.md',
    cls='LINK-DUPLICATE-REF',
    exit='any',
    sev='any',
)
lnk(
    'undefined-footnote',
    'a footnote mark with no note',
    'Text[^9].\n',
    '[^9]',
    cls='FOOTNOTE-UNDEFINED',
    exit='any',
    sev='warning',
)
lnk(
    'dup-headings',
    'ten equal headings: ten different ids',
    '## Contact\n\n' * 10,
    None,
    exit='zero',
    sev='none',
    unique_ids=True,
)
lnk(
    'heading-empty-slug',
    'headings that slug to nothing',
    '## \U0001f3e5\n\n## ???\n\n##\n\n## \u200b\n',
    None,
    exit='any',
    sev='any',
    unique_ids=True,
)
lnk(
    'heading-id-inject',
    'an explicit id with markup',
    '## T {#x"onmouseover="alert(1)}\n',
    None,
    exit='any',
    sev='any',
    xss=True,
)
lnk(
    'id-clobber',
    'explicit ids that clash with the theme or the DOM (main, search, __proto__, constructor)',
    ''.join(f'## H {{#{i}}}\n\n' for i in ('main', 'search', '__proto__', 'constructor', 'main')),
    None,
    exit='any',
    sev='any',
    unique_ids=True,
)


@case(
    'link-draft',
    'links',
    'a link to a draft page that will not be published',
    cls='LINK-DRAFT',
    **WARN,
    at=(C + 'bad.md', 'draft-page.md'),
)
def _(s):
    s.config()
    s.good()
    s.page('draft-page.md', 'SECRET-DRAFT\n', title='D', draft=True)
    s.page('bad.md', ilink('x', 'draft-page.md') + '\n')


@case(
    'link-draft-leak',
    'links',
    'a draft never reaches output, search index, sitemap or feed',
    **OK,
    must_not_contain=['SECRET-DRAFT', 'Secret Title'],
)
def _(s):
    s.config()
    s.good()
    s.page('draft-page.md', 'SECRET-DRAFT\n', title='Secret Title', draft=True)


@case('link-cycle', 'links', 'A links B links C links A: normal, no loop', **OK)
def _(s):
    s.config()
    s.good()
    for a, b in ('ab', 'bc', 'ca'):
        s.page(a + '.md', ilink('x', b + '.md') + '\n', title=a)


@case('link-include-cycle', 'links', 'snippets that include each other', cls='INCLUDE-CYCLE')
def _(s):
    s.config()
    s.good()
    s.page('a.md', '![[_snippets/one.md]]\n', title='a')
    s.md('_snippets/one.md', '![[_snippets/two.md]]\n')
    s.md('_snippets/two.md', '![[_snippets/one.md]]\n')


@case('link-self', 'links', 'a page that links itself 1,000 times', **OK, secs=5)
def _(s):
    s.config()
    s.good()
    s.page('a.md', (ilink('x', 'a.md') + ' ') * 1000, title='a')


# ================================================================== 6 glossary
def gl(id, what, terms, body, **kw):
    at = kw.pop('needle', None)

    @case('gloss-' + id, 'glossary', what, at=(term_file(0, terms[0]['term']), at) if at else None, **kw)
    def _(s):
        s.config()
        s.good()
        s.glossary(terms)
        s.page('bad.md', body, title=kw.get('ptitle', 'Glossary case'))


D = lambda *a: [dict(term=t, definition=f'Definition of {t}.') for t in a]
gl(
    'overlap',
    'heart, heart attack, attack: the longest wins, no nested links',
    D('heart', 'heart attack', 'attack'),
    'A heart attack is not an attack of the heart.\n',
    **OK,
    no_nested_links=True,
)
gl(
    'prefix-chain',
    '300 terms a, aa, aaa ...: one pass, not quadratic',
    D(*['a' * i for i in range(1, 301)]),
    ('a' * 299 + ' ') * 300 + '\n',
    **OK,
    secs=5,
    no_nested_links=True,
)
gl(
    'self',
    'a definition that uses its own term: no loop',
    [dict(term='sepsis', definition='Sepsis is when sepsis spreads.')],
    'About sepsis.\n',
    **OK,
)
gl(
    'cycle',
    'two definitions that use each other',
    [dict(term='alpha', definition='See beta.'), dict(term='beta', definition='See alpha.')],
    'alpha beta\n',
    **OK,
)
gl(
    'in-contexts',
    'the term in a heading, code, link, image alt, HTML, table, quote, footnote, URL, math: linked only in running text',
    D('sepsis'),
    '# About sepsis\n\nReal sepsis text.\n\n`sepsis` and ``sepsis``\n\n```\nsepsis\n```\n\n    sepsis indented\n\n[sepsis leaflet](good-1.md) and <https://example.org/sepsis> and [x](good-1.md "sepsis")\n\n![sepsis](pic.png)\n\n| sepsis | b |\n|---|---|\n| sepsis | c |\n\n> sepsis quoted\n\nNote[^1].\n\n[^1]: sepsis note\n',
    exit='any',
    sev='any',
    no_nested_links=True,
    no_link_in_code=True,
    no_link_in_heading=True,
)
gl(
    'word-boundary',
    'art must not match in start, heart or artery',
    D('art'),
    'start heart artery, but art and Art and ART-room.\n',
    **OK,
    must_not_contain=['st<a', 'he<a'],
)
gl(
    'regex-meta',
    'terms made of pattern characters: taken literally',
    D('C++', 'a.b*', '(x)', '[ward]', '^top$', '\\d+', '|', '?'),
    'C++ a.b* (x) [ward] ^top$ \\\\d+ axb 123 | ?\n',
    exit='any',
    sev='any',
    cls='GLOSS-TERM',
    no_nested_links=True,
)
gl(
    'html-in-term',
    'markup in a term',
    [
        dict(term='<b>x</b>', definition='d'),
        dict(term='a"b', definition='d'),
        dict(term="a'b&c", definition='d'),
    ],
    '&lt;b&gt;x&lt;/b&gt; a"b a\'b&amp;c\n',
    exit='any',
    sev='any',
    cls='GLOSS-TERM',
    xss=True,
)
gl(
    'empty-term',
    'an empty term: refused (it would match everywhere)',
    [dict(term='', definition='d')],
    'x\n',
    cls='GLOSS-TERM',
    needle='term:',
)
gl(
    'blank-term',
    'a term of spaces / zero-width characters',
    [dict(term=' \u200b ', definition='d')],
    'x\n',
    cls='GLOSS-TERM',
    needle='term:',
)
gl(
    'no-definition',
    'a term with no definition',
    [dict(term='sepsis')],
    'sepsis\n',
    cls='GLOSS-DEFINITION',
    needle='term:',
)
gl(
    'duplicate',
    'one term defined twice: both files named',
    D('sepsis', 'sepsis'),
    'sepsis\n',
    cls='GLOSS-DUPLICATE',
    at2=(term_file(1, 'sepsis'), 'sepsis'),
    needle='sepsis',
    at_line_any=True,
)
gl(
    'duplicate-case',
    'A&E and a&e, IV and iv',
    D('IV', 'iv'),
    'IV iv\n',
    cls='GLOSS-DUPLICATE',
    needle='IV',
    at_line_any=True,
    exit='any',
    sev='any',
)
gl(
    'alias-conflict',
    'an alias that is another term',
    [dict(term='heart attack', definition='d', aliases=['MI']), dict(term='MI', definition='e')],
    'MI\n',
    cls='GLOSS-AMBIGUOUS',
    needle='MI',
    at_line_any=True,
)
gl('nfc-nfd', 'a term in NFC, text in NFD', D('caf\u00e9'), 'The cafe\u0301 is open.\n', **OK)
gl(
    'turkish',
    'dotted and dotless i: same result in any locale',
    D('\u0130stanbul', 'id card'),
    '\u0130STANBUL istanbul ID CARD \u0131d card\n',
    **OK,
    env={'LC_ALL': 'tr_TR.UTF-8', 'LANG': 'tr_TR.UTF-8'},
)
gl(
    'sharp-s',
    'Stra\u00dfe, STRASSE: offsets must not break when case folding changes length',
    D('stra\u00dfe', '\ufb01eld'),
    'STRASSE Stra\u00dfe stra\u00dfe FIELD \ufb01eld\n',
    **OK,
)
gl(
    'zero-width',
    'zero-width characters and soft hyphens inside the word in the text',
    D('sepsis'),
    'sep\u200bsis sep\u00adsis sep\u2060sis\n',
    **OK,
)
gl(
    'dashes-nbsp',
    'hyphen, non-breaking hyphen, no-break space, curly apostrophe',
    D('follow-up', "Crohn's disease", 'blood test'),
    'follow\u2011up Crohn\u2019s\u00a0disease blood\u00a0test\n',
    **OK,
)
gl(
    'homoglyph',
    'a Cyrillic look-alike in the text is another word',
    D('aspirin'),
    '\u0430spirin and aspirin\n',
    **OK,
)
gl(
    'combining',
    'a term followed by a combining mark must not be cut in two',
    D('e'),
    'e\u0301 e\u0301e e\n',
    **OK,
)
gl(
    'rtl',
    'Arabic and Hebrew terms',
    D('\u0642\u0644\u0628', '\u05dc\u05d1'),
    '\u0627\u0644\u0642\u0644\u0628 \u0642\u0644\u0628 \u05dc\u05d1\n',
    **OK,
)
gl(
    'cjk',
    'a Chinese term in text without spaces',
    D('\u5fc3\u810f'),
    '\u4ed6\u7684\u5fc3\u810f\u75c5\n',
    **OK,
)
gl(
    'emoji',
    'an emoji with a joiner: never split',
    D('\U0001f468\u200d\u2695\ufe0f', '\U0001f468'),
    'See \U0001f468\u200d\u2695\ufe0f now\n',
    exit='any',
    sev='any',
)
gl('one-letter', 'a one-letter term', D('A'), 'A a An a\n', exit='any', sev='any', cls='GLOSS-TERM')
gl(
    'across-inline',
    'a term broken by emphasis or a line end',
    D('heart attack'),
    'heart *attack* and heart\nattack and **heart** attack\n',
    **OK,
    no_nested_links=True,
)
gl(
    'broken-link',
    'a definition with a broken link',
    [dict(term='sepsis', definition='See [x](gone.md).')],
    'sepsis\n',
    cls='LINK-MISSING',
    needle='gone.md',
)
gl('title-equal', 'a term equal to its page title', D('Glossary case'), 'Glossary case text\n', **OK)
gl(
    'long-term',
    'a term of 10,000 characters',
    [dict(term='x' * 10_000, definition='d')],
    'x\n',
    exit='any',
    sev='any',
    cls='LIMIT-GLOSSARY',
    secs=5,
)


@case('gloss-big', 'glossary', '5,000 terms over 200 pages of 2,000 words', **OK, secs=20, rss=1024, big=True)
def _(s):
    s.config()
    s.good()
    w = [f'term{i:04d}x' for i in range(5000)]
    s.glossary(D(*w))
    for p in range(200):
        s.page(
            f'p{p}.md',
            ' '.join(w[(p * 37 + i * 13) % 5000] if i % 5 == 0 else 'word' for i in range(2000)) + '\n',
            title=f'P{p}',
        )


@case(
    'gloss-malformed',
    'glossary',
    'broken glossary file',
    cls='GLOSS-SYNTAX',
    at=(f'{GLOSSARY}/a.md', 'term: "a'),
    line_slack=2,
)
def _(s):
    s.config()
    s.good()
    s.raw(f'{GLOSSARY}/a.md', '---\nterm: "a\nshort: b\n---\n\nA definition.\n')


@case(
    'gloss-wrong-shape',
    'glossary',
    'a map where a name is wanted',
    cls='GLOSS-SYNTAX',
    at=(f'{GLOSSARY}/sepsis.md', 'term:'),
    line_slack=1,
)
def _(s):
    s.config()
    s.good()
    s.raw(f'{GLOSSARY}/sepsis.md', '---\nterm: {sepsis: "a disease"}\n---\n\nA disease.\n')


# ================================================================== 7 script injection
PAYLOADS = [l for l in '''<script>alert(1)</script>
"><script>alert(1)</script>
'><script>alert(1)</script>
</title><script>alert(1)</script>
</script><script>alert(1)</script>
</style><script>alert(1)</script>
</textarea><script>alert(1)</script>
--><script>alert(1)</script>
]]><script>alert(1)</script>
<ScRiPt>alert(1)</sCrIpT>
<script src=//evil.example/x.js></script>
<script/x>alert(1)</script>
<img src=x onerror=alert(1)>
<img src=x onerror="alert(1)"
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><a><set attributeName="href" to="javascript:alert(1)"></set><text y="9">x</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>
<iframe src="javascript:alert(1)"></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data="data:text/html,<script>alert(1)</script>"></object>
<embed src="javascript:alert(1)">
<a href="javascript:alert(1)">x</a>
<a href="  java
script:alert(1)">x</a>
<form action="javascript:alert(1)"><button>x</button></form>
<button formaction="javascript:alert(1)">x</button>
<input autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)>
<body onload=alert(1)>
<base href="//evil.example/">
<meta http-equiv="refresh" content="0;url=javascript:alert(1)">
<link rel=stylesheet href="//evil.example/x.css">
<style>@import "//evil.example/x.css";</style>
<p style="background:url(//evil.example/p)">x</p>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<template><script>alert(1)</script></template>
<!--><img src=x onerror=alert(1)>-->
<!--[if IE]><script>alert(1)</script><![endif]-->
<?php alert(1) ?><script>alert(1)</script>
" onmouseover="alert(1)
' onmouseover='alert(1)
`onmouseover=alert(1)
x onerror=alert(1) y
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
\\u003cscript\\u003ealert(1)\\u003c/script\\u003e
{{ 7*7 }}{% raw %}${7*7}<%= 7*7 %>
{{ config | safe }}{% include "../../etc/passwd" %}'''.replace('java\nscript', 'java\tscript').split('\n')]
URLS = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    '\x01javascript:alert(1)',
    'javascript&colon;alert(1)',
    '&#106;avascript:alert(1)',
    '&#x6A;avascript:alert(1)',
    '&#x6a;&#x61;vascript&#58;alert(1)',
    'javascript&#x3a;alert(1)',
    'javascript:%61lert(1)',
    'java%0ascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'DATA:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
    'data:image/svg+xml,<svg onload=alert(1)>',
    'vbscript:msgbox(1)',
    'blob:https://x/y',
    'filesystem:https://x/y',
    'view-source:javascript:alert(1)',
    'jar:javascript:alert(1)!/',
    'javascript\u2236alert(1)',
    '\u202ejavascript:alert(1)',
    'mailto:a@b.c?subject=x%0abcc:d@e.f',
    'https://user:pass@evil.example',
    'https://ex\u0430mple.org',
    'https:evil.example',
    '\\\\evil.example\\x',
    '/\\evil.example',
    'https://x/"onmouseover="alert(1)',
    "https://x/'onmouseover='alert(1)",
    'https://x/<script>alert(1)</script>',
]
XS = dict(exit='any', sev='any', cls='SEC-RAW-HTML', xss=True)


def xss(id, what, build):
    @case(
        'xss-' + id,
        'xss',
        what
        + f' ({len(PAYLOADS)} payloads, {len(URLS)} URLs where a URL fits): output parsed, no active content',
        **XS,
    )
    def _(s):
        s.config()
        s.good()
        build(s)


def each(s, f):
    for i, p in enumerate(PAYLOADS):
        f(i, p)


xss('title', 'page titles', lambda s: each(s, lambda i, p: s.page(f't{i}.md', 'x\n', title=p)))
xss(
    'summary',
    'summary, author, tags',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', 'x\n', title=f'T{i}', summary=p, author=p, tags=[p])),
)
xss('site-title', 'the site title', lambda s: s.config(title=''.join(PAYLOADS[:12])))
xss(
    'body',
    'raw HTML in running text',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', f'before {p} after\n', title=f'T{i}')),
)
xss(
    'block',
    'raw HTML blocks',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', f'{p}\n\n<div>\n\n{p}\n\n</div>\n', title=f'T{i}')),
)
xss(
    'heading',
    'headings (ids, table of contents, search index)',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', f'# {p}\n\n{p}\n===\n', title=f'T{i}')),
)
xss(
    'alt',
    'image alternative text and titles',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', f'![{p}](pic.png "{p}")\n', title=f'T{i}')),
)
xss(
    'link-text',
    'link text and link titles',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', f'[{p}](good-1.md \'{p}\')\n', title=f'T{i}')),
)
xss(
    'table',
    'table cells and alignment',
    lambda s: each(
        s, lambda i, p: s.page(f't{i}.md', f'| {p} | b |\n|:--|--:|\n| {p} | {p} |\n', title=f'T{i}')
    ),
)
xss(
    'fence-info',
    'the language word of a code fence (Hugo GHSA-q76j-gcg9-vxc6)',
    lambda s: each(
        s, lambda i, p: s.page(f't{i}.md', f'~~~{p}\ncode\n~~~\n\n~~~js {p}\ncode\n~~~\n', title=f'T{i}')
    ),
)
xss(
    'code',
    'inside code: shown, never run',
    lambda s: each(
        s, lambda i, p: s.page(f't{i}.md', f'``` html\n{p}\n```\n\n`` {p} ``\n\n    {p}\n', title=f'T{i}')
    ),
)
xss(
    'footnote',
    'footnote labels and text',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', f'x[^{p}]\n\n[^{p}]: {p}\n', title=f'T{i}')),
)
xss(
    'definition',
    'glossary terms and definitions',
    lambda s: (
        s.glossary(
            [dict(term=f'word{i}', definition=p, aliases=[p[:40] + str(i)]) for i, p in enumerate(PAYLOADS)]
        ),
        s.page('t.md', ' '.join(f'word{i}' for i in range(len(PAYLOADS))) + '\n', title='T'),
    ),
)
xss(
    'attrs',
    'heading attributes and classes',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', f'# H {{#{p} .{p} onclick={p}}}\n', title=f'T{i}')),
)
xss(
    'slug',
    'slugs and aliases',
    lambda s: each(s, lambda i, p: s.page(f't{i}.md', 'x\n', title=f'T{i}', slug=p, aliases=['/' + p])),
)
xss(
    'search',
    'text that must survive in the search index and JSON-LD without closing a script',
    lambda s: each(
        s, lambda i, p: s.page(f't{i}.md', f'</script><!-- {p} --> \u2028 \u2029\n', title=f'</script>{p}')
    ),
)
xss(
    'urls',
    'link, image and reference destinations, autolinks',
    lambda s: [
        s.page(
            f'u{i}.md', f'[x]({u})\n\n[x](<{u}>)\n\n![x]({u})\n\n<{u}>\n\n[r]\n\n[r]: {u}\n', title=f'U{i}'
        )
        for i, u in enumerate(URLS)
    ],
)
xss(
    'template-syntax',
    'template code in content stays text',
    lambda s: (
        s.page(
            't.md',
            '{{ 7*7 }} {{ config }} {{ __tera_context }} {% set x = 1 %}{% include "/etc/passwd" %}{{ get_env(name="HOME") }} {# c #}\n',
            title='{{ 7*7 }} {{ __tera_context }}',
        )
    ),
)


# ================================================================== 8 templates
def tpl(id, what, files, page_layout=None, needle=None, **kw):
    first = list(files)[0] if files else None

    @case('tpl-' + id, 'templates', what, at=(f'{TEMPLATES}/{first}', needle) if needle else None, **kw)
    def _(s):
        s.config()
        s.good()
        for f, t in files.items():
            s.raw(f'{TEMPLATES}/{f}', t)
        s.page(
            'bad.md',
            'x\n',
            title='T',
            **({'layout': page_layout.removesuffix('.html')} if page_layout else {}),
        )


tpl(
    'syntax',
    'an unclosed tag',
    {'custom.html': 'line one\n<p>{{ page.title }</p>\n'},
    'custom.html',
    needle='{{ page.title }',
    cls='TPL-SYNTAX',
)
tpl(
    'no-endif',
    'an if without an end',
    {'custom.html': 'a\n{% if page %}\nb\n'},
    'custom.html',
    needle='{% if',
    cls='TPL-SYNTAX',
    line_slack=3,
)
tpl(
    'missing-variable',
    'a variable that does not exist: file, line, column and the page being built (Tera 1 gives no line)',
    {'custom.html': 'a\nb {{ nosuch.thing }}\n'},
    'custom.html',
    needle='nosuch',
    cls='TPL-RENDER',
    must_report=['bad.md'],
)
tpl(
    'missing-filter',
    'an unknown filter',
    {'custom.html': 'a\n{{ page.title | nosuch }}\n'},
    'custom.html',
    needle='nosuch',
    cls='TPL-RENDER',
)
tpl(
    'missing-include',
    'an include that is not there',
    {'custom.html': 'a\n{% include "nosuch.html" %}\n'},
    'custom.html',
    needle='nosuch.html',
    cls='TPL-MISSING',
)
tpl(
    'missing-layout',
    'a page that names a template that is not there',
    {},
    'nosuch.html',
    cls='TPL-MISSING',
    must_report=['bad.md'],
)
tpl(
    'self-include',
    'includes itself (stack overflow, SIGABRT, in Tera 1.20.1; a located error in Tera 2.4.0: measured)',
    {'custom.html': 'x{% include "custom.html" %}\n'},
    'custom.html',
    needle='include',
    cls='TPL-CYCLE',
)
tpl(
    'mutual-include',
    'two templates include each other',
    {'custom.html': '{% include "b.html" %}\n', 'b.html': '{% include "custom.html" %}\n'},
    'custom.html',
    cls='TPL-CYCLE',
)
tpl(
    'self-extend',
    'extends itself',
    {'custom.html': '{% extends "custom.html" %}\n'},
    'custom.html',
    cls='TPL-CYCLE',
)
tpl(
    'include-escape',
    'includes a file outside the template folder',
    {'custom.html': '{% include "../../../../etc/passwd" %}\n'},
    'custom.html',
    cls='TPL-MISSING',
    must_not_contain=['root:x:0'],
)
tpl(
    'not-utf8',
    'a Latin-1 template',
    {'custom.html': b'<p>caf\xe9 {{ page.title }}</p>\n'},
    'custom.html',
    needle=b'caf\xe9',
    cls='ENC-NOT-UTF8',
)
tpl(
    'deep-expression',
    '5,000 nested parentheses',
    {'custom.html': '{{ ' + '(' * 5000 + '1' + ')' * 5000 + ' }}\n'},
    'custom.html',
    cls='TPL-SYNTAX',
    secs=5,
)
tpl(
    'deep-if',
    '3,000 nested ifs',
    {'custom.html': '{% if true %}' * 3000 + '{% endif %}' * 3000},
    'custom.html',
    cls='TPL-SYNTAX',
    secs=5,
)
tpl(
    'long-expression',
    '20,000 additions',
    {'custom.html': '{{ 1' + '+1' * 20000 + ' }}\n'},
    'custom.html',
    cls='TPL-SYNTAX',
    secs=5,
)
tpl(
    'big-range',
    'a loop of 100 million',
    {'custom.html': '{% for i in range(end=100000000) %}x{% endfor %}\n'},
    'custom.html',
    cls='TPL-RENDER',
    secs=5,
    rss=512,
)
tpl(
    'unescaped',
    'an override template that prints the title in text, attribute and URL: escaped by default',
    {'custom.html': '<p>{{ page.title }}</p><a title="{{ page.title }}" href="/x">x</a>\n'},
    'custom.html',
    exit='any',
    sev='any',
    xss=True,
)


# ================================================================== 9 pathological Markdown (small twins kept, large ones made on demand)
def path_md(id, what, small, large, limit=None, secs=2, **kw):
    exp = dict(exit='any', sev='any', cls=None)
    exp.update(kw)
    for suffix, f, big in (('', small, False), ('-big', large, True)):
        if limit:
            exp.update(exit='nonzero', sev='error', cls=limit) if big else exp.update(exit='zero', sev='any')

        @case('md-' + id + suffix, 'pathological', what, secs=secs, rss=512, big=big, **exp)
        def _(s, f=f):
            s.config()
            s.good()
            s.page('bad.md', f() + '\n', title='P')


R = lambda u, n: (lambda: u * n)
SW = lambda a, m, b, n: (lambda: a * n + m + b * n)
path_md('quotes-deep', 'block quotes nested: > repeated', R('>', 60), R('>', 100_000), limit='LIMIT-NESTING')
path_md(
    'quotes-deep-emph',
    'emphasis inside deep quotes',
    lambda: '>' * 60 + 'a*' * 60,
    lambda: '>' * 60_000 + 'a*' * 60_000,
    limit='LIMIT-NESTING',
)
path_md(
    'list-deep',
    'list markers nested on one line',
    R('- ', 60),
    lambda: '- ' * 60_000 + 'x',
    limit='LIMIT-NESTING',
)
path_md(
    'list-deep-indent',
    'a list nested by indentation',
    lambda: ''.join('  ' * i + '* a\n' for i in range(60)),
    lambda: ''.join('  ' * i + '* a\n' for i in range(600)),
    limit='LIMIT-NESTING',
)
path_md(
    'list-deep-blank',
    'deep list then many empty lines',
    lambda: '- ' * 60 + 'x' + '\n' * 60,
    lambda: '- ' * 40_000 + 'x' + '\n' * 40_000,
    limit='LIMIT-NESTING',
)
path_md(
    'quote-list-blank',
    'deep list in a quote then empty quote lines',
    lambda: '> ' + '- ' * 60 + 'x\n' + '>\n' * 60,
    lambda: '> ' + '- ' * 30_000 + 'x\n' + '>\n' * 30_000,
    limit='LIMIT-NESTING',
)
path_md(
    'ordered-deep',
    'ordered markers nested',
    lambda: '1. ' * 60 + 'x',
    lambda: '1. ' * 40_000 + 'x',
    limit='LIMIT-NESTING',
)
path_md('brackets', 'nested square brackets', SW('[', 'a', ']', 200), SW('[', 'a', ']', 100_000))
path_md('brackets-open', 'openers without closers', R('[a', 200), R('[a', 100_000))
path_md('brackets-close', 'closers without openers', R('a]', 200), R('a]', 100_000))
path_md('link-paren', '[ (]( repeated', R('[ (](', 200), R('[ (](', 50_000))
path_md('link-unclosed', '[a](b repeated', R('[a](b', 200), R('[a](b', 40_000))
path_md('link-angle', '[a](<b repeated', R('[a](<b', 200), R('[a](<b', 40_000))
path_md('image-nest', '![[]() repeated', R('![[]()', 200), R('![[]()', 40_000))
path_md(
    'emph-nest',
    'nested strong and emphasis',
    SW('*a **a ', 'b', ' a** a*', 60),
    SW('*a **a ', 'b', ' a** a*', 15_000),
)
path_md('emph-open', 'emphasis openers', R('_a ', 200), R('_a ', 80_000))
path_md('emph-close', 'emphasis closers', R('a_ ', 200), R('a_ ', 80_000))
path_md('emph-mix', 'mismatched delimiters', R('*a_ ', 200), R('*a_ ', 60_000))
path_md('emph-three', 'multiples of three', lambda: 'a**b' + 'c* ' * 200, lambda: 'a**b' + 'c* ' * 80_000)
path_md(
    'backticks',
    'growing runs of backticks',
    lambda: ''.join('e' + '`' * i for i in range(1, 60)),
    lambda: ''.join('e' + '`' * i for i in range(1, 800)),
)
path_md(
    'fence-open',
    'a fence never closed',
    R('```\n', 1),
    lambda: '```\n' + 'x\n' * 100_000,
    exit='any',
    sev='any',
    cls='MD-UNCLOSED-FENCE',
)
path_md('fences', 'alternating fences', R('```\n', 99), R('```\n', 50_001))
path_md('html-comment', '<!-- repeated', R('a<!--', 200), R('a<!--', 60_000))
path_md('html-cdata', 'a <![CDATA[ repeated', R('a <![CDATA[', 200), R('a <![CDATA[', 30_000))
path_md('html-pi', 'a <? repeated', R('a <?', 200), R('a <?', 60_000))
path_md('html-decl', 'a <!A repeated', R('a <!A', 200), R('a <!A', 50_000))
path_md('html-tag', '<a b=" repeated', R('<a b="', 200), R('<a b="', 50_000))
path_md(
    'table-wide',
    'a table of very many columns',
    lambda: '|' + 'x|' * 200 + '\n|' + '-|' * 200,
    lambda: '|' + 'x|' * 60_000 + '\n|' + '-|' * 60_000,
    limit='LIMIT-TABLE',
)
path_md(
    'table-short-rows',
    'many columns, rows of one cell (cells are filled in: output blow-up)',
    lambda: '|' + 'x|' * 100 + '\n|' + '-|' * 100 + '\n' + 'a\n' * 100,
    lambda: '|' + 'x|' * 30_000 + '\n|' + '-|' * 30_000 + '\n' + 'a\n' * 30_000,
    limit='LIMIT-TABLE',
    max_amplification=40,
)
path_md(
    'table-long',
    'a table of very many rows',
    lambda: '|a|b|\n|-|-|\n' + '|a|b|\n' * 200,
    lambda: '|a|b|\n|-|-|\n' + '|a|b|\n' * 50_000,
)
# A footnote's text may not begin with another footnote, so nothing nests here.
path_md('footnote-nest', '[^1]: repeated on one line', R('[^1]:', 60), R('[^1]:', 40_000))
path_md(
    'footnote-cycle',
    'footnotes that cite each other in a ring',
    lambda: 'x[^0]\n\n' + ''.join(f'[^{i}]: [^{(i + 1) % 50}]\n\n' for i in range(50)),
    lambda: 'x[^0]\n\n' + ''.join(f'[^{i}]: [^{(i + 1) % 5000}]\n\n' for i in range(5000)),
)
path_md(
    'footnote-many',
    'one note cited very often',
    lambda: '[^1]' * 200 + '\n\n[^1]: n',
    lambda: '[^1]' * 60_000 + '\n\n[^1]: n',
)
path_md('footnote-open', '[^ at line ends (pulldown-cmark issue 1076)', R('[^\n', 200), R('[^\n', 80_000))
path_md(
    'refs-many',
    'many reference definitions, one used',
    lambda: ''.join(f'[{i}]: u\n' for i in range(100)) + '\n' + '[0] ' * 100,
    lambda: ''.join(f'[{i}]: u\n' for i in range(20_000)) + '\n' + '[0] ' * 20_000,
)
path_md(
    'refs-long',
    'one long destination referenced often (expansion)',
    lambda: '[a]: /' + 'x' * 500 + '\n\n' + '[a] ' * 100,
    lambda: '[a]: /' + 'x' * 100_000 + '\n\n' + '[a] ' * 20_000,
    max_amplification=40,
    exit='any',
    sev='any',
)
path_md('entities', 'many entities', R('&amp;', 200), R('&amp;', 60_000))
path_md(
    'headings-many', 'very many headings (contents list, ids)', R('# a\n', 200), R('# a\n', 30_000), secs=5
)
path_md('setext', 'setext underlines repeated', R('a\n-\n', 200), R('a\n-\n', 50_000), secs=5)
path_md('one-line', 'one line of 2 MB', R('word ', 200), R('word ', 400_000), secs=5)
path_md(
    'rule-quote',
    '---\\n> repeated: quadratic in pulldown-cmark 0.13.6 when its YAML metadata extension is on (400 kB took 19 s): split front matter ourselves',
    R('---\n>', 60),
    R('---\n>', 80_000),
)
path_md(
    'combining',
    'one letter with very many combining marks',
    lambda: 'e' + '\u0301' * 500,
    lambda: 'e' + '\u0301' * 200_000,
)


# ================================================================== 10 code highlighting
@case(
    'hl-bash-long-line',
    'highlight',
    'a 160 kB bash line: syntect takes 30 s (measured): plain text above a line limit',
    exit='any',
    sev='any',
    cls='LIMIT-HIGHLIGHT',
    secs=3,
    big=True,
)
def _(s):
    s.config()
    s.good()
    s.page('bad.md', '```bash\n' + '{"a":[1,2,3],"b":"x"},' * 7272 + '\n```\n')


@case(
    'hl-json-long-line',
    'highlight',
    'a 500 kB minified JSON line: 71 times larger HTML (measured)',
    exit='any',
    sev='any',
    cls='LIMIT-HIGHLIGHT',
    secs=3,
    big=True,
    max_amplification=80,
)
def _(s):
    s.config()
    s.good()
    s.page('bad.md', '```json\n[' + '{"a":[1,2,3],"b":"x"},' * 22_000 + '1]\n```\n')


@case(
    'hl-makefile',
    'highlight',
    'nested $(eval $(shell ...)) lines: the known slow Makefile grammar',
    exit='any',
    sev='any',
    secs=3,
)
def _(s):
    s.config()
    s.good()
    s.page(
        'bad.md',
        '```make\n'
        + 'X:=$($(A_LONG_VARIABLE_NAME) $(A_LONG_VARIABLE_NAME))\nfoo: $(eval Y := $(shell bash run.sh $(DEPS)))\n'
        * 20
        + '```\n',
    )


simple(
    'hl-unknown',
    'highlight',
    'an unknown language word: plain code, a warning that names the line',
    body='```klingon\nx\n```\n',
    exit='zero',
    sev='any',
    cls='MD-UNKNOWN-LANGUAGE',
    at=(C + 'bad.md', '```klingon'),
)
simple(
    'hl-unclosed',
    'highlight',
    'a fence that is never closed swallows the page: warn at the opening line',
    body='text\n\n```js\nlet a = 1;\n\nThe rest of the page\n',
    exit='any',
    sev='warning',
    cls='MD-UNCLOSED-FENCE',
    at=(C + 'bad.md', '```js'),
)
simple(
    'hl-tricky',
    'highlight',
    'unbalanced strings, comments and heredocs in ten languages',
    body=''.join(
        f'```{l}\n"\'`/* <!-- <?php ${{ <<EOF\n\\\n```\n\n'
        for l in ('js', 'rust', 'python', 'html', 'css', 'php', 'bash', 'ruby', 'sql', 'yaml')
    ),
    exit='any',
    sev='any',
    secs=3,
)


# ================================================================== 11 file system
@case(
    'io-symlink-file-out',
    'filesystem',
    'a content symlink to a file outside the project: not followed, named',
    cls='IO-SYMLINK',
    **WARN,
    must_not_contain=['OUTSIDE-SECRET'],
    report_file=C + 'leak.md',
)
def _(s):
    s.config()
    s.good()
    open(os.path.join(os.path.dirname(s.root), s_out(s)), 'w').write(front(title='Leak') + 'OUTSIDE-SECRET\n')
    s.link(C + 'leak.md', os.path.join('..', '..', s_out(s)))


def s_out(s):
    return os.path.basename(s.root) + '-outside.md'


@case(
    'io-symlink-dir-out',
    'filesystem',
    'a symlink to /etc',
    cls='IO-SYMLINK',
    **WARN,
    must_not_contain=['root:x:0'],
    secs=10,
)
def _(s):
    s.config()
    s.good()
    s.link(C + 'etc', '/etc')


@case(
    'io-symlink-loop', 'filesystem', 'a folder symlink to its own parent', cls='IO-SYMLINK', **WARN, secs=10
)
def _(s):
    s.config()
    s.good()
    s.page('a/x.md')
    s.link(C + 'a/loop', '..')


@case('io-symlink-self', 'filesystem', 'a symlink to itself (ELOOP)', cls='IO-SYMLINK', **WARN)
def _(s):
    s.config()
    s.good()
    s.link(C + 'self.md', 'self.md')


@case(
    'io-symlink-broken',
    'filesystem',
    'a dangling symlink (editors leave .#lock links)',
    cls='IO-SYMLINK',
    **WARN,
)
def _(s):
    s.config()
    s.good()
    s.link(C + 'gone.md', 'nowhere.md')
    s.link(C + '.#a.md', 'user@host.123:456')


@case(
    'io-symlink-parent',
    'filesystem',
    'a symlinked folder above the file (Hugo commit f228c87d4: only the last element was checked)',
    cls='LINK-MISSING-ASSET',
    must_not_contain=['OUTSIDE-SECRET'],
)
def _(s):
    s.config()
    s.good()
    d = os.path.join(os.path.dirname(s.root), os.path.basename(s.root) + '-outside-dir', 'sub')
    os.makedirs(d, exist_ok=True)
    open(d + '/x.png', 'w').write('OUTSIDE-SECRET')
    s.link(C + 'pics', os.path.dirname(d))
    s.page('bad.md', '![x](pics/sub/x.png)\n')


@case(
    'io-symlink-template',
    'filesystem',
    'a template that is a symlink out of the project',
    cls='TPL-MISSING',
    must_not_contain=['root:x:0'],
)
def _(s):
    s.config()
    s.good()
    s.link(f'{TEMPLATES}/custom.html', '/etc/passwd')
    s.page('bad.md', title='T', layout='custom')


@case(
    'io-fifo', 'filesystem', 'a named pipe called x.md: must not block', cls='IO-NOT-A-FILE', **WARN, secs=5
)
def _(s):
    s.config()
    s.good()
    os.mkfifo(s.p(C + 'pipe.md'))


@case(
    'io-dev',
    'filesystem',
    'a symlink to /dev/zero: must not read for ever',
    cls='IO-SYMLINK',
    **WARN,
    secs=5,
    rss=512,
)
def _(s):
    s.config()
    s.good()
    s.link(C + 'zero.md', '/dev/zero')


@case('io-dir-named-md', 'filesystem', 'a folder called x.md', **OK)
def _(s):
    s.config()
    s.good()
    os.makedirs(s.p(C + 'folder.md'))


@case(
    'io-unreadable',
    'filesystem',
    'a file without read permission (run the build as an ordinary user)',
    cls='IO-READ',
    at=(C + 'secret.md', '---'),
    at_line_any=True,
    needs='unprivileged',
)
def _(s):
    s.config()
    s.good()
    s.page('secret.md')
    s.notes.append(['chmod', C + 'secret.md', 0])


@case(
    'io-unreadable-dir',
    'filesystem',
    'a folder without permission: an error, not a silently smaller site',
    cls='IO-READ',
    needs='unprivileged',
    report_file=C + 'locked',
)
def _(s):
    s.config()
    s.good()
    s.page('locked/x.md')
    s.notes.append(['chmod', C + 'locked', 0])


@case(
    'io-output-file',
    'filesystem',
    'output exists and is a file',
    cls='OUT-NOT-A-DIRECTORY',
    must_keep=[OUTPUT],
)
def _(s):
    s.config()
    s.good()
    s.raw(OUTPUT, 'I am a file\n')


@case(
    'io-output-symlink',
    'filesystem',
    'output is a symlink to another folder: never emptied through the link',
    cls='OUT-SYMLINK',
    keep_outside=True,
)
def _(s):
    s.config()
    s.good()
    d = os.path.join(os.path.dirname(s.root), os.path.basename(s.root) + '-precious')
    os.makedirs(d, exist_ok=True)
    open(d + '/precious.txt', 'w').write('PRECIOUS\n')
    s.link(OUTPUT, d)


@case(
    'io-output-planted-link',
    'filesystem',
    'a symlink planted inside output (output/index.html -> ../victim): never written through',
    cls='OUT-SYMLINK',
    must_keep=['victim.txt'],
)
def _(s):
    s.config()
    s.good()
    s.raw('victim.txt', 'VICTIM\n')
    os.makedirs(s.p(OUTPUT))
    s.link(OUTPUT + '/index.html', '../victim.txt')


@case(
    'io-output-foreign',
    'filesystem',
    'output holds files that the tool did not make (a .git folder, CNAME): refused or kept, never lost in silence',
    cls='OUT-FOREIGN-FILES',
    must_keep_or_error=[OUTPUT + '/.git/HEAD', OUTPUT + '/notes.txt'],
)
def _(s):
    s.config()
    s.good()
    s.raw(OUTPUT + '/.git/HEAD', 'ref: x\n')
    s.raw(OUTPUT + '/notes.txt', 'mine\n')


@case(
    'io-output-stale',
    'filesystem',
    'a page deleted since the last build disappears from output',
    **OK,
    build='twice',
    between='delete-good-1',
    must_not_exist_after=['good-1'],
)
def _(s):
    s.config()
    s.good(3)


@case(
    'io-output-readonly',
    'filesystem',
    'output is not writable',
    cls='OUT-WRITE',
    needs='unprivileged',
    previous='unchanged',
)
def _(s):
    s.config()
    s.good()
    s.raw(OUTPUT + '/index.html', 'OLD\n')
    s.notes += [['chmod', OUTPUT, 0o555], ['chmod', '.', 0o555]]


@case(
    'io-disk-full',
    'filesystem',
    'disk full in mid-build: exit non-zero, every page old or new and whole, none missing (files are replaced one by one)',
    cls='OUT-WRITE',
    build='tmpfs-512k',
    previous='whole',
    needs='root-tmpfs',
)
def _(s):
    s.config()
    s.good()
    for i in range(200):
        s.page(f'p{i}.md', 'word ' * 2000 + '\n', title=f'P{i}')


@case(
    'io-file-limit',
    'filesystem',
    'ulimit -f small (SIGXFSZ / EFBIG)',
    exit='nonzero',
    cls='OUT-WRITE',
    build='ulimit -f 8',
    previous='whole',
)
def _(s):
    s.config()
    s.good()
    s.page('big.md', 'word ' * 20_000 + '\n', title='Big')


@case('io-few-descriptors', 'filesystem', 'ulimit -n 32 with 400 pages', **OK, build='ulimit -n 32')
def _(s):
    s.config()
    s.good()
    for i in range(400):
        s.page(f'p{i}.md', title=f'P{i}')


@case(
    'io-no-home',
    'filesystem',
    'no HOME, no TMPDIR, no PATH entries: the same output',
    **OK,
    env={'HOME': None, 'TMPDIR': None, 'XDG_CACHE_HOME': None},
)
def _(s):
    s.config()
    s.good()


@case(
    'io-stderr-closed',
    'filesystem',
    'standard output closed (| head): no panic on a broken pipe',
    **OK,
    build='closed-stdout',
)
def _(s):
    s.config()
    s.good()


for v, what, ex in (
    ('abc', 'not a number', 'nonzero'),
    ('-1', 'negative', 'nonzero'),
    ('99999999999999999999', 'overflow', 'nonzero'),
    ('', 'empty', 'zero'),
    ('0', 'the epoch', 'zero'),
):
    simple(
        'env-sde-' + (v[:3] or 'empty').replace('-', 'neg'),
        'filesystem',
        f'SOURCE_DATE_EPOCH={v!r}: {what}',
        exit=ex,
        sev='error' if ex == 'nonzero' else 'any',
        cls='ENV-SOURCE-DATE-EPOCH' if ex == 'nonzero' else None,
        env={'SOURCE_DATE_EPOCH': v},
        body='x\n',
    )


# ================================================================== 12 size
@case('size-20mb', 'size', 'a 20 MB Markdown page', cls='LIMIT-PAGE-SIZE', secs=10, rss=1024, big=True)
def _(s):
    s.config()
    s.good()
    s.page('bad.md', ('A sentence about parking. ' * 40 + '\n\n') * 20_000)


@case(
    'size-4gb-sparse',
    'size',
    'a 4 GiB sparse .md file: refused by size before reading',
    cls='LIMIT-PAGE-SIZE',
    secs=5,
    rss=256,
    big=True,
    report_file=C + 'huge.md',
)
def _(s):
    s.config()
    s.good()
    p = s.p(C + 'huge.md')
    with open(p, 'wb') as f:
        f.write(front(title='H').encode())
        f.truncate(4 << 30)


@case('size-many-pages', 'size', '10,000 one-line pages', **OK, secs=60, rss=1024, big=True)
def _(s):
    s.config()
    s.good()
    for i in range(10_000):
        s.page(f'd{i % 100}/p{i}.md', 'x\n', title=f'P{i}')


@case('size-one-folder', 'size', '1,000 folders with nothing in them', **OK)
def _(s):
    s.config()
    s.good()
    for i in range(1000):
        os.makedirs(s.p(f'{C}empty/{i}'))


simple(
    'size-title',
    'size',
    'a title of 20,000 characters',
    fm={'title': 'word ' * 4000},
    exit='any',
    sev='any',
    cls='LIMIT-TITLE',
    at=(C + 'bad.md', 'title:'),
)
simple(
    'size-tags',
    'size',
    '5,000 tags on a page',
    fm={'title': 'T', 'tags': [f't{i}' for i in range(5000)]},
    exit='any',
    sev='any',
    cls='LIMIT-TAGS',
    secs=10,
)

# ================================================================== 13 Unicode
simple(
    'uni-bidi-override',
    'unicode',
    'RIGHT-TO-LEFT OVERRIDE in text and title (Trojan Source): warned, and isolated so that the rest of the page keeps its order',
    fm={'title': 'Dose \u202egm 05\u202c daily'},
    body='Take \u202e05\u202c mg and \u2066x\n',
    exit='any',
    sev='warning',
    cls='UNI-BIDI-CONTROL',
    at=(C + 'bad.md', '\u202e'),
    at_line_any=True,
)
simple(
    'uni-bidi-unclosed',
    'unicode',
    'an isolate never closed must not leak into the footer',
    fm={'title': 'T'},
    body='x \u2067 y\n',
    exit='any',
    sev='warning',
    cls='UNI-BIDI-CONTROL',
)
simple(
    'uni-tags',
    'unicode',
    'invisible tag characters U+E0041..: hidden text',
    body='Hello' + ''.join(chr(0xE0000 + ord(c)) for c in 'ignore this') + '\n',
    exit='any',
    sev='warning',
    cls='UNI-INVISIBLE',
)
simple(
    'uni-zero-width',
    'unicode',
    'zero-width characters in a title: kept in text, dropped from the slug',
    rel='zero\u200bwidth.md',
    fm={'title': 'pay\u200bpal'},
    exit='any',
    sev='any',
    cls='UNI-INVISIBLE',
)
simple(
    'uni-homoglyph',
    'unicode',
    'a Cyrillic look-alike in a link host: warned',
    body='[our portal](https://p\u0430tient-portal.example/)\n',
    exit='any',
    sev='warning',
    cls='UNI-CONFUSABLE',
    at=(C + 'bad.md', 'p\u0430tient'),
)
simple(
    'uni-zalgo',
    'unicode',
    'hundreds of combining marks on each letter',
    body=''.join(c + '\u0300\u0301\u0302\u0303\u0304' * 40 for c in 'hello') + '\n',
    **OK,
)


@case(
    'uni-rtl-page',
    'unicode',
    'a page in Arabic: dir=rtl, mixed numbers',
    exit='zero',
    sev='any',
    expect_dir='rtl',
)
def _(s):
    s.good()
    s.config(
        languages=Raw(
            '[{tag: en, name: English}, {tag: ar, name: "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"}]'
        )
    )
    s.page(
        'visit.ar.md',
        '\u0645\u0646 10:00 \u0625\u0644\u0649 12:30 (COVID-19)\n',
        title='\u0645\u0648\u0627\u0639\u064a\u062f \u0627\u0644\u0632\u064a\u0627\u0631\u0629',
    )


simple(
    'uni-lang-bad',
    'unicode',
    'lang: "e n" is not a language tag',
    fm={'title': 'T', 'lang': 'e n"><script>'},
    cls='FM-LANG',
    at=(C + 'bad.md', 'lang:'),
    exit='any',
    sev='any',
    xss=True,
)
simple(
    'uni-nfd-link',
    'unicode',
    'a link typed in NFC to a file stored in NFD',
    rel='r\u00e9sum\u00e9-link.md',
    fm={'title': 'T'},
    body=ilink('x', 'caf\u00e9.md') + '\n',
    files={C + 'cafe\u0301.md': front(title='C') + 'x\n'},
    exit='any',
    sev='any',
    cls='LINK-CASE',
)
simple(
    'uni-emoji-zwj',
    'unicode',
    'joined emoji, flags and keycaps in title and headings',
    fm={'title': '\U0001f469\u200d\u2695\ufe0f \U0001f1ec\U0001f1e7 1\ufe0f\u20e3'},
    body='# \U0001f468\u200d\U0001f469\u200d\U0001f467\n',
    **OK,
    unique_ids=True,
)
simple('uni-long-word', 'unicode', 'a 5,000-letter word', body='x' * 5000 + '\n', **OK)


# ================================================================== 14 cross-page and recovery
@case(
    'multi-ten-errors',
    'recovery',
    'ten different broken files: all ten reported in one run, sorted by path, and no output published',
    cls='ANY',
    previous='unchanged',
    must_report=[f'bad-{i}.md' for i in range(10)],
)
def _(s):
    s.config()
    s.good()
    for i in range(10):
        s.page(f'bad-{i}.md', ilink('x', f'gone-{i}.md') + '\n', title=f'B{i}')


@case(
    'multi-thousand-errors',
    'recovery',
    '1,000 broken links: all counted, the printed list capped with a total',
    cls='LINK-MISSING',
    secs=10,
    max_stderr_kb=512,
)
def _(s):
    s.config()
    s.good()
    s.page('bad.md', '\n\n'.join(ilink('x', f'gone-{i}.md') for i in range(1000)) + '\n')


@case(
    'multi-one-bad-of-many',
    'recovery',
    'one broken page among 100: the published site stays the old one',
    cls='FM-UNTERMINATED',
    previous='unchanged',
    at=(C + 'p50.md', '---'),
)
def _(s):
    s.config()
    s.good()
    for i in range(100):
        s.page(f'p{i}.md', title=f'P{i}')
    s.md('p50.md', '---\ntitle: "X"\n\nbody\n')


@case(
    'multi-deterministic',
    'recovery',
    '50 pages, tags, glossary: byte-equal output for 1, 2 and 8 threads, two time zones, two locales, two folders',
    **OK,
    build='deterministic',
)
def _(s):
    s.config()
    s.good()
    s.glossary(D('ward', 'leaflet', 'nurse'))
    for i in range(50):
        s.page(
            f'd{i % 7}/p{i}.md',
            'ward leaflet nurse\n\n## H\n\n' + ilink('home', '../index.md') + '\n',
            title=f'P{i}',
            tags=[f't{i % 5}', f't{i % 3}'],
            date=Raw(f'2026-01-{1 + i % 28:02d}'),
        )


# ------------------------------------------------------------------ writing
def build(ids, out):
    man = []
    for id in ids:
        c = CASES[id]
        root = os.path.join(out, id)
        shutil.rmtree(root, ignore_errors=True) if not os.path.islink(root) else os.unlink(root)
        for sib in ('-outside.md', '-outside-dir', '-precious'):
            p = root + sib
            if os.path.isdir(p):
                shutil.rmtree(p)
            elif os.path.exists(p):
                os.unlink(p)
        os.makedirs(root)
        s = Site(root)
        c['fn'](s)
        exp = dict(
            exit=c['exit'],
            severity=c['severity'],
            code_class=c['cls'],
            rules=list(RULES[c['cls']]) if c['cls'] else [],
            no_panic=True,
            no_signal=True,
            no_writes_outside_output=True,
            max_seconds=c['secs'],
            max_rss_mb=c['rss'],
        )
        if c['exit'] == 'nonzero':
            exp['previous_output'] = 'unchanged'
        x = dict(c['extra'])
        for k in ('at', 'at2'):
            if c[k]:
                f, needle = c[k]
                exp[k] = dict(file=f, line=s.line_of(f, needle))
                if x.get('at_line_any'):
                    exp[k]['line'] = None
        if 'at_line' in x:
            exp['at'] = dict(file=C + 'bad.md', line=x.pop('at_line'))
        x.pop('at_line_any', None)
        x.pop('ptitle', None)
        how = dict(
            build=x.pop('build', 'plain'),
            env=x.pop('env', {}),
            needs=x.pop('needs', None),
            between=x.pop('between', None),
            chmod=[n[1:] for n in s.notes],
        )
        if 'previous' in x:
            exp['previous_output'] = x.pop('previous')
        exp.update(x)
        man.append(dict(id=id, group=c['group'], what=c['what'], large=c['big'], how=how, expect=exp))
    return man


def main():
    a = sys.argv[1:]
    here = os.path.dirname(os.path.abspath(__file__))
    out = a[a.index('--out') + 1] if '--out' in a else os.path.join(here, 'cases')
    if '--list' in a:
        for i in ORDER:
            print(
                f"{i:28s} {CASES[i]['group']:14s} {'large ' if CASES[i]['big'] else ''}{CASES[i]['exit']:8s} {CASES[i]['cls']}"
            )
        print(len(ORDER), 'cases')
        return
    if '--only' in a:
        ids = a[a.index('--only') + 1].split(',')
    elif '--all' in a:
        ids = ORDER
    else:
        ids = [i for i in ORDER if not CASES[i]['big']]
    os.makedirs(out, exist_ok=True)
    man = build(ids, out)
    meta = dict(
        note='exit any: only the bounds that hold for every case are judged (no panic, no signal, time, memory, nothing written outside the output).',
        content=CONTENT,
        config=CONFIG_NAME,
        glossary=GLOSSARY,
        output=OUTPUT,
        total_defined=len(ORDER),
        large_defined=sum(CASES[i]['big'] for i in ORDER),
        large_ids=[i for i in ORDER if CASES[i]['big']],
        cases=man,
    )
    json.dump(meta, open(os.path.join(out, 'manifest.json'), 'w'), indent=1, ensure_ascii=True)
    print(len(man), 'cases written to', out, 'of', len(ORDER), 'defined')


if __name__ == '__main__':
    main()
