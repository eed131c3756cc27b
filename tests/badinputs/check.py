#!/usr/bin/env python3
"""Runs the cases of generate.py against a build command and judges each (Python standard library only).

  check.py --cmd 'engraft build -C {root} --output {out}' [options]

  --groups A,B      only these groups          --all           the large cases too
  --only ID,ID      only these cases           --jobs N        at once (2)
  --json FILE       a report of every case     --slow FACTOR   stretches the time bounds
  --known FILE      cases known to fail, with the reason; one that passes is a failure too
  --allow A,B       names beside the output folder that the command may write

{root} {out} {config} {content} are filled in. Each case is made fresh in a temporary folder, so special files
(pipes, links, bad names) are real. Bounds that hold for every case: no signal, no panic, time, memory, nothing
written outside the output folder. Closing line: 'N passed, N failed, N skipped'.
"""

import argparse, hashlib, json, os, re, resource, shlex, shutil, signal, stat, subprocess, sys, tempfile, threading, time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import generate as G

URL_ATTRS = {
    'href',
    'src',
    'action',
    'formaction',
    'xlink:href',
    'data',
    'poster',
    'srcset',
    'cite',
    'background',
    'ping',
    'to',
    'from',
    'values',
    'manifest',
    'longdesc',
    'usemap',
    'codebase',
    'classid',
    'profile',
    'lowsrc',
    'dynsrc',
}
BANNED = {
    'iframe',
    'object',
    'embed',
    'base',
    'frame',
    'frameset',
    'applet',
    'portal',
    'set',
    'animate',
    'animatetransform',
    'foreignobject',
    'annotation-xml',
    'xmp',
    'plaintext',
    'noembed',
    'marquee',
}
VOID = {'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'}


class Scan(HTMLParser):
    """what a browser would act on; deliberately strict"""

    def __init__(self, redirect_ok=True):
        super().__init__(convert_charrefs=True)
        self.bad = []
        self.ids = []
        self.dirs = []
        self.stack = []
        self.nested = self.in_code = self.in_head = 0
        self.script = None
        self.redirect_ok = redirect_ok

    def scheme_ok(self, v, tag, attr):
        u = re.sub(r'[\t\n\r]', '', v.strip(''.join(map(chr, range(33)))))
        m = re.match(r'([a-zA-Z][a-zA-Z0-9+.\-]*):', u)
        if m and m.group(1).lower() not in ('http', 'https', 'mailto', 'tel'):
            return False
        if tag in ('script', 'img', 'source', 'video', 'audio', 'track') and (
            m or u.startswith(('//', '\\\\', '/\\'))
        ):
            return False
        if (
            tag == 'link'
            and attr == 'href'
            and dict(self.cur).get('rel', '') not in ('canonical', 'alternate')
            and (m or u.startswith('//'))
        ):
            return False
        return not (attr in ('to', 'from', 'values') and m)

    def handle_starttag(self, tag, attrs):
        self.cur = [(k, v or '') for k, v in attrs]
        d = dict(self.cur)
        if tag in BANNED:
            self.bad.append(f'<{tag}>')
        if tag == 'script':
            self.script = d.get('type', 'js').lower()
            if 'src' not in d and self.script not in (
                'application/ld+json',
                'application/json',
                'importmap',
                'speculationrules',
            ):
                self.bad.append('inline <script>')
        if tag == 'style':
            self.bad.append('inline <style>')
        if tag == 'meta' and d.get('http-equiv', '').lower() == 'refresh':
            u = d.get('content', '').split('=', 1)[-1].strip(' \'"')
            if not self.redirect_ok or re.match(r'[a-zA-Z][a-zA-Z0-9+.\-]*:|//|[\\/]{2}', u):
                self.bad.append('meta refresh to ' + u[:40])
        for k, v in self.cur:
            if k.startswith('on'):
                self.bad.append(f'{tag} {k}=')
            if k in ('style', 'srcdoc'):
                self.bad.append(f'{tag} {k}=')
            if k in URL_ATTRS and not self.scheme_ok(v, tag, k):
                self.bad.append(f'{tag} {k}={v[:50]!r}')
            if k == 'id':
                self.ids.append(v)
            if k == 'dir':
                self.dirs.append(v)
            if '<script' in k or '"' in k or "'" in k or '<' in k:
                self.bad.append(f'broken attribute name {k[:30]!r}')
        if tag == 'a':
            if 'a' in self.stack:
                self.nested += 1
            if {'code', 'pre'} & set(self.stack):
                self.in_code += 1
            if (
                {'h1', 'h2', 'h3', 'h4', 'h5', 'h6'} & set(self.stack)
                and 'anchor' not in d.get('class', '')
                and not d.get('href', '').startswith('#')
            ):
                self.in_head += 1
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.stack and tag not in VOID and self.stack.pop()

    def handle_endtag(self, tag):
        if tag == 'script':
            self.script = None
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass

    def handle_data(self, data):
        if self.script in ('application/ld+json', 'application/json') and '</' in data:
            self.bad.append('</ inside a JSON block')


def digest(root, skip=()):
    """path -> (kind, hash) for every entry under root, links not followed"""
    d = {}
    rb = os.fsencode(root)
    for cur, dirs, files in os.walk(rb):
        dirs[:] = [x for x in dirs if os.path.relpath(os.path.join(cur, x), rb) not in skip]
        for n in list(dirs) + files:
            p = os.path.join(cur, n)
            rel = os.path.relpath(p, rb)
            if rel in skip:
                continue
            st = os.lstat(p)
            if stat.S_ISLNK(st.st_mode):
                d[rel] = ('l', os.readlink(p))
            elif stat.S_ISDIR(st.st_mode):
                d[rel] = ('d', '')
            elif stat.S_ISREG(st.st_mode):
                if st.st_size > 1 << 28:
                    d[rel] = ('f', st.st_size)
                    continue
                try:
                    d[rel] = ('f', hashlib.sha256(open(p, 'rb').read()).hexdigest())
                except OSError:
                    d[rel] = ('f', st.st_mtime_ns)
            else:
                d[rel] = ('s', '')
    return d


def execute(argv, secs, rss_mb, env, how, uid):
    e = dict(os.environ, NO_COLOR='1', TERM='dumb', RUST_BACKTRACE='0')
    for k, v in env.items():
        if v is None:
            e.pop(k, None)
        else:
            e[k] = v

    def pre():
        os.setsid()
        if how.startswith('ulimit -f'):
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(how.split()[-1]) * 1024,) * 2)
        if how.startswith('ulimit -n'):
            resource.setrlimit(resource.RLIMIT_NOFILE, (int(how.split()[-1]),) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if uid:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)

    err = tempfile.TemporaryFile()
    out = tempfile.TemporaryFile()
    t = time.time()
    if how == 'closed-stdout':
        r, w = os.pipe()
        os.close(r)
        so = w
    else:
        so = out
    p = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=so, stderr=err, env=e, preexec_fn=pre)
    if how == 'closed-stdout':
        os.close(w)
    killed = []
    timer = threading.Timer(secs * 3 + 2, lambda: (killed.append(1), os.killpg(p.pid, signal.SIGKILL)))
    timer.start()
    _, status, ru = os.wait4(p.pid, 0)
    timer.cancel()
    el = time.time() - t
    p.returncode = 0
    txt = b''
    for f in (err, out):
        f.seek(0)
        txt += f.read(4_000_000)
        f.close()
    return dict(
        rc=os.waitstatus_to_exitcode(status),
        sig=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        s=el,
        rss=ru.ru_maxrss // 1024,
        text=txt,
        timeout=bool(killed),
    )


def located(text, file, line, slack):
    base = os.path.basename(file)
    if base not in text:
        return f'message does not name {file}'
    if line is None:
        return None
    for m in re.finditer(re.escape(base) + r'[`"\'\)\]]?\s*[:,(]?\s*(?:line\s+)?(\d+)', text):
        if abs(int(m.group(1)) - line) <= slack:
            return None
    for m in re.finditer(r'line\s+(\d+)', text):
        if abs(int(m.group(1)) - line) <= slack:
            return None
    return f'message does not point to {base}:{line}'


def not_whole(out, prev):
    """what is wrong with a site whose update was cut short: a page that is missing, or that has no end"""
    bad = []
    for path, (kind, _) in prev.items():
        file = os.path.join(os.fsencode(out), path)
        if not os.path.lexists(file):
            bad.append(f'{os.fsdecode(path)} is missing')
        elif kind == 'f' and path.endswith(b'.html') and not open(file, 'rb').read().rstrip().endswith(b'</html>'):
            bad.append(f'{os.fsdecode(path)} is cut short')
    return bad


def make(root, id):
    c = G.CASES[id]
    s = G.Site(root)
    c['fn'](s)
    return s


def run_case(id, opt):
    tmp = tempfile.mkdtemp(prefix='bad-')
    root = os.path.join(tmp, 'w', id)
    bad = []
    mounted = None
    try:
        os.makedirs(root)
        man = G.build([id], os.path.join(tmp, 'm'))[0]
        x = man['expect']
        how = man['how']  # also gives line numbers
        if how['needs'] == 'root-tmpfs' and os.geteuid():
            return dict(id=id, skip='needs root')
        uid = 65534 if how['needs'] == 'unprivileged' and os.geteuid() == 0 else 0
        if how['build'] == 'tmpfs-512k':
            subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', root], check=True)
            mounted = root
        out = os.path.join(root, G.OUTPUT)
        fill = dict(
            root=root,
            out=out,
            config=os.path.join(root, G.CONFIG_NAME),
            content=os.path.join(root, G.CONTENT),
        )
        argv = [a.format(**fill) for a in shlex.split(opt['cmd'])]
        home = os.path.join(tmp, 'home')
        os.makedirs(home)
        env = {'HOME': home, 'XDG_CACHE_HOME': home, **how['env']}
        prev = None
        if x.get('previous_output') in ('unchanged', 'whole'):  # publish a healthy site first, with the tool itself
            s = G.Site(root)
            s.config()
            s.good(3)
            r = execute(argv, 20, 999, env, 'plain', 0)
            if r['rc'] == 0 and os.path.isdir(out):
                prev = digest(out)
            for n in os.listdir(root):
                if n != G.OUTPUT:
                    p = os.path.join(root, n)
                    shutil.rmtree(p) if os.path.isdir(p) and not os.path.islink(p) else os.unlink(p)
        pre_out = os.path.lexists(out)
        if prev is not None and any(k in id for k in ('output-file', 'output-symlink', 'planted', 'foreign')):
            shutil.rmtree(out, ignore_errors=True)
            prev = None
        if id == 'io-output-readonly' and prev is not None:
            shutil.rmtree(out)
            prev = None
        s = make(root, id)
        if uid:
            subprocess.run(['chown', '-hR', f'{uid}:{uid}', tmp])
            os.chmod(tmp, 0o755)
        for p, mode in how['chmod']:
            os.chmod(os.path.join(root, p), mode)
        if mounted:
            used = int(subprocess.check_output(['du', '-sk', root]).split()[0])
            subprocess.run(['mount', '-o', f'remount,size={used + 512}k', root], check=True)
        skip = {os.fsencode(os.path.join('w', id, G.OUTPUT)), b'm'} | {
            os.fsencode(os.path.join('w', id, a)) for a in opt['allow']
        }
        before = digest(tmp, skip)
        keep_before = {
            k: open(os.path.join(root, k), 'rb').read()
            for k in x.get('must_keep', []) + x.get('must_keep_or_error', [])
            if os.path.isfile(os.path.join(root, k))
        }
        r = execute(argv, x['max_seconds'], x['max_rss_mb'], env, how['build'], uid)
        if how['build'] == 'twice' and r['rc'] == 0:
            if how['between'] == 'delete-good-1':
                os.unlink(os.path.join(root, G.CONTENT, 'good-1.md'))
                before.pop(os.fsencode(os.path.join('w', id, G.CONTENT, 'good-1.md')), None)
            r = execute(argv, x['max_seconds'], x['max_rss_mb'], env, 'plain', uid)
        if how['build'] == 'deterministic' and r['rc'] == 0:
            first = digest(out)
            for th, tz, lc in (
                ('1', 'UTC', 'C'),
                ('2', 'Asia/Kolkata', 'tr_TR.UTF-8'),
                ('8', 'America/New_York', 'C.UTF-8'),
            ):
                r2 = os.path.join(tmp, 'w', f'other-{th}', id)
                os.makedirs(r2)
                make(r2, id)
                o2 = os.path.join(r2, G.OUTPUT)
                a2 = [
                    a.format(
                        root=r2,
                        out=o2,
                        config=os.path.join(r2, G.CONFIG_NAME),
                        content=os.path.join(r2, G.CONTENT),
                    )
                    for a in shlex.split(opt['cmd'])
                ]
                execute(a2, 20, 999, {**env, 'RAYON_NUM_THREADS': th, 'TZ': tz, 'LC_ALL': lc}, 'plain', 0)
                if digest(o2) != first:
                    bad.append(f'output differs with threads={th} TZ={tz} LC_ALL={lc}')
                shutil.rmtree(os.path.join(tmp, 'w', f'other-{th}'))
        for p, mode in how['chmod']:
            os.chmod(os.path.join(root, p), 0o755)
        text = r['text'].decode('utf-8', 'replace')
        if r['timeout']:
            bad.append(f"hung (killed after {r['s']:.1f} s)")
        elif r['s'] > x['max_seconds'] * opt['slow']:
            bad.append(f"took {r['s']:.1f} s, bound {x['max_seconds']} s")
        if r['sig']:
            bad.append(f"ended by signal {r['sig']}")
        if r['rss'] > x['max_rss_mb']:
            bad.append(f"{r['rss']} MiB, bound {x['max_rss_mb']} MiB")
        if re.search(r'panicked at|stack overflow|RUST_BACKTRACE|internal error: entered unreachable', text):
            bad.append('panic text')
        if x['exit'] == 'nonzero' and r['rc'] == 0:
            bad.append('exit 0, wanted non-zero')
        if x['exit'] == 'zero' and r['rc'] != 0:
            bad.append(f"exit {r['rc']}, wanted 0: {text.strip()[-160:]!r}")
        said = x['exit'] == 'nonzero' or x['severity'] in ('warning', 'error')
        if said:
            if x['rules'] and not any(rule in text for rule in x['rules']):
                bad.append('no finding of the rule ' + ' or '.join(x['rules']))
            for k in ('at', 'at2'):
                if x.get(k):
                    m = located(text, x[k]['file'], x[k]['line'], x.get('line_slack', 0))
                    m and bad.append(m)
            if x.get('report_file') and os.path.basename(x['report_file']) not in text:
                bad.append('message does not name ' + x['report_file'])
            if x.get('hint') and x['hint'].lower() not in text.lower():
                bad.append(f"no hint {x['hint']!r}")
            pos = [text.find(n) for n in x.get('must_report', [])]
            if -1 in pos:
                bad.append(
                    'not all reported: ' + ', '.join(n for n, p in zip(x['must_report'], pos) if p < 0)
                )
            if r['rc'] and not text.strip():
                bad.append('failed without a word')
        if x.get('terminal_safe') and re.search(
            rb'[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae', r['text']
        ):
            bad.append('raw control character sent to the terminal')
        if len(r['text']) > x.get('max_stderr_kb', 1024) * 1024:
            bad.append('too much printed')
        after = digest(tmp, skip)
        delta = [os.fsdecode(k) for k in set(before) | set(after) if before.get(k) != after.get(k)]
        if delta:
            bad.append('changed outside output: ' + repr(sorted(delta)[:3]))
        if prev is not None and r['rc'] != 0 and x['previous_output'] == 'whole':
            bad += not_whole(out, prev)
        elif prev is not None and r['rc'] != 0 and digest(out) != prev:
            bad.append('the published output changed although the build failed')
        for k, v in keep_before.items():
            p = os.path.join(root, k)
            same = os.path.isfile(p) and open(p, 'rb').read() == v
            if not same and not (k in x.get('must_keep_or_error', []) and r['rc'] != 0 and os.path.isfile(p)):
                bad.append(f'{k} lost or changed')
        # what was written
        files = []
        if os.path.isdir(out) and (r['rc'] == 0):
            for cur, _, fs in os.walk(out):
                files += [os.path.join(cur, f) for f in fs if os.path.isfile(os.path.join(cur, f))]
        blob = {}
        for f in files:
            if os.path.getsize(f) < 64 << 20:
                blob[f] = open(f, 'rb').read().decode('utf-8', 'replace')
        if (
            r['rc'] == 0
            and G.GOOD.encode()
            in (
                open(os.path.join(root, G.CONTENT, 'index.md'), 'rb').read()
                if os.path.isfile(os.path.join(root, G.CONTENT, 'index.md'))
                else b''
            )
            and not any(G.GOOD + '-0' in t for t in blob.values())
        ):
            bad.append('exit 0 but the home page was not published')
        if r['rc'] == 0:
            for n in x.get('must_contain', []):
                if not any(n in t for t in blob.values()):
                    bad.append(f'output lacks {n!r}')
        for n in x.get('must_not_contain', []):
            hit = [f for f, t in blob.items() if n in t]
            if hit:
                bad.append(f'output has {n!r} in {os.path.relpath(hit[0], out)}')
            if n in text and n in ('OUTSIDE-SECRET', 'root:x:0'):
                bad.append(f'message leaks {n!r}')
        for n in x.get('must_not_exist_after', []):
            if any(n in os.path.relpath(f, out) for f in files):
                bad.append(f'{n} still in output')
        for f, t in blob.items():
            if f.endswith(('.html', '.htm')):
                sc = Scan()
                sc.feed(t)
                rel = os.path.relpath(f, out)
                if x.get('xss') and sc.bad:
                    bad.append(f'active content in {rel}: {sc.bad[:3]}')
                if x.get('unique_ids') and len(sc.ids) != len(set(sc.ids)):
                    bad.append(f'repeated id in {rel}')
                if x.get('no_nested_links') and sc.nested:
                    bad.append(f'link in a link in {rel}')
                if x.get('no_link_in_code') and sc.in_code:
                    bad.append(f'link in code in {rel}')
                if x.get('no_link_in_heading') and sc.in_head:
                    bad.append(f'glossary link in a heading in {rel}')
        if (
            x.get('expect_dir')
            and r['rc'] == 0
            and not any(f'dir="{x["expect_dir"]}"' in t for t in blob.values())
        ):
            bad.append('no dir="rtl"')
        if x.get('max_amplification') and r['rc'] == 0:
            src = sum(
                os.path.getsize(os.path.join(c_, f_))
                for c_, _, fs_ in os.walk(os.path.join(root, G.CONTENT))
                for f_ in fs_
            )
            dst = sum(len(t) for t in blob.values())
            if dst > src * x['max_amplification'] + (4 << 20):
                bad.append(f'output {dst // max(src, 1)} times the source')
        left = [n for n in os.listdir(root) if n.startswith((G.OUTPUT + '.', '.' + G.OUTPUT, G.OUTPUT + '-'))]
        if left:
            bad.append('staging left behind: ' + ', '.join(left[:3]))
        return dict(
            id=id, ok=not bad, why=bad, rc=r['rc'], s=round(r['s'], 2), rss=r['rss'], text=text[-400:]
        )
    except Exception as e:
        return dict(id=id, ok=False, why=[f'checker: {type(e).__name__}: {e}'])
    finally:
        if mounted:
            subprocess.run(['umount', '-l', mounted])
        subprocess.run(['chmod', '-R', 'u+rwX', tmp], stderr=subprocess.DEVNULL)
        subprocess.run(['rm', '-rf', '--', tmp])


def known_cases(path):
    """id -> reason, from lines 'ID: reason'"""
    known = {}
    for line in open(path, encoding='utf-8') if path else []:
        if line.strip() and not line.startswith('#'):
            id, _, reason = line.partition(':')
            if id not in G.CASES or not reason.strip():
                raise SystemExit(f'{path}: no such case, or no reason: {line.strip()}')
            known[id] = reason.strip()
    return known


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument('--cmd', required=True)
    parser.add_argument('--groups', type=lambda text: text.split(','))
    parser.add_argument('--only', type=lambda text: text.split(','))
    parser.add_argument('--all', action='store_true')
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('--json')
    parser.add_argument('--slow', type=float, default=1)
    parser.add_argument('--known')
    parser.add_argument('--allow', type=lambda text: text.split(','), default=[])
    return parser.parse_args()


def chosen(args):
    if args.only:
        return args.only
    groups = {case['group'] for case in G.CASES.values()}
    for group in args.groups or []:
        if group not in groups:
            raise SystemExit(f'no such group: {group} (there are {", ".join(sorted(groups))})')
    wanted = [id for id in G.ORDER if not args.groups or G.CASES[id]['group'] in args.groups]
    return [id for id in wanted if args.all or not G.CASES[id]['big']]


def main():
    args = arguments()
    known = known_cases(args.known)
    opt = dict(cmd=args.cmd, allow=args.allow, slow=args.slow)
    start = time.time()
    results = []
    with ThreadPoolExecutor(args.jobs) as pool:
        for r in pool.map(lambda id: run_case(id, opt), chosen(args)):
            results.append(r)
            if 'skip' in r:
                print('skip', r['id'], r['skip'])
            elif r['id'] in known and r['ok']:
                r['ok'] = False
                print('PASS', r['id'].ljust(24), 'listed as known to fail; take it off the list', flush=True)
            elif r['id'] in known:
                r['ok'] = True
                print('known', r['id'].ljust(23), known[r['id']], flush=True)
            elif not r['ok']:
                print('FAIL', r['id'].ljust(24), '; '.join(r['why'])[:400], flush=True)
    skipped = sum('skip' in r for r in results)
    passed = sum(r.get('ok', False) for r in results)
    if args.json:
        json.dump(results, open(args.json, 'w'), indent=1)
    print(f'{time.time() - start:.1f} s')
    print(f'{passed} passed, {len(results) - passed - skipped} failed, {skipped} skipped')
    sys.exit(1 if passed + skipped < len(results) else 0)


if __name__ == '__main__':
    main()
