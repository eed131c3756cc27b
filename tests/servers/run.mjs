// node tests/servers/run.mjs ENGRAFT
//
// Builds the sample site for a real nginx and a real Apache, below several paths, and asks them for everything: each
// old address, each file with its headers, type and compression, what was withdrawn, what is not there, what must not
// be seen. Then for addresses that mean something to a configuration file, so that each quotation is tried by the
// program that reads it. Ends with "N passed, N failed", which counts the answers.

import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { SERVERS, ask, start } from './lib.mjs';

const ENGRAFT = resolve(process.argv[2] ?? 'target/release/engraft');
const REPOSITORY = resolve(import.meta.dirname, '../..');

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.pdf': 'application/pdf',
  '.gz': 'application/gzip',
};

// What may stand in an old address and means something to a format.
const NASTY = ['$', '$1', '${x}', '$uri', '%', '%{HTTP_HOST}', ';', '{', '}', "'", "\\'", '`', '&', '#', ' ', '  ', '(', ')', '[', ']', '^', '+', '!', '@', '=', ',', '~', '.+', '.', '-', 'é', 'ß', '日本', '\u0301', '%41', '%2F', '301', 'if', 'location'];

let passed = 0;
const faults = [];
function expect(where, what, found, wanted) {
  const same = wanted instanceof RegExp ? wanted.test(found) : Buffer.isBuffer(wanted) ? wanted.equals(found) : found === wanted;
  if (same) passed += 1;
  else faults.push(`${where}: ${what} is ${String(found).slice(0, 300)}, not ${String(wanted).slice(0, 300)}`);
}

/** The same numbers in every run. */
function randomly(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

/** Every file of a folder, '/'-separated. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

const encoded = (path) => path.split('/').map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)).join('/');

/** The sample site, with what it lacks, and with old addresses that mean something to a format. */
function site(place) {
  cpSync(join(REPOSITORY, 'site-content'), join(place, 'site-content'), { recursive: true });
  const write = (path, text) => {
    const file = join(place, 'site-content', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write('.hidden.txt', 'hidden, and published\n');
  write('.well-known/security.txt', 'Contact: mailto:security@riverside.example\n');
  write('tools/dose.html', '<!doctype html><title>Dose</title><script src="dose.js"></script>');
  write("tools/a $1;{x}'\u00e9.html", '<!doctype html><title>Dose</title>');
  write('tools/dose.js', 'document.title = "run";\n');
  write('files/leaflet.pdf', '%PDF-1.4 leaflet');
  write('files/archive.tar.gz', Buffer.from([31, 139, 8, 0, 0]));
  const random = randomly(19);
  const nasty = new Set();
  while (nasty.size < 200) {
    let name = 'x';
    for (let parts = 1 + random(5); parts > 0; parts -= 1) name += NASTY[random(NASTY.length)];
    // Once decoded, an address is what the front matter says; no part of one begins with a dot.
    const address = `old/${name}z${random(3) === 0 ? '.pdf' : ''}`;
    if (!name.includes('\\')) nasty.add(encodeURI(address).replace(/#/g, '%23'));
  }
  write('nasty.md', `---\ntitle: New "place" é\nslug: new-place\ndescription: Where all of them lead.\nredirect_from: ${JSON.stringify([...nasty])}\n---\nHere.\n`);
  const yaml = join(place, 'site-content/site.yaml');
  const active = ['tools/dose.html', 'tools/dose.js', "tools/a $1;{x}'\u00e9.html"];
  writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(/^output: .*$/m, ''));
  appendFileSync(yaml, `output: {servers: [nginx, apache, netlify, iis], precompress: yes, include: [.hidden.txt], active_content: ${JSON.stringify(active)}}\n`);
}

function engraft(place, ...args) {
  return execFileSync(ENGRAFT, ['-C', place, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

/** What every answer says. */
function seal(where, answer, { policy = POLICY, cache = 'no-cache' } = {}) {
  const { headers } = answer;
  expect(where, 'the policy', headers['content-security-policy'], policy);
  expect(where, 'nosniff', headers['x-content-type-options'], 'nosniff');
  expect(where, 'the referrer policy', headers['referrer-policy'], 'no-referrer');
  expect(where, 'the cache', headers['cache-control'], cache);
}

async function tryServer(server, output, base, redirects) {
  const { port, name } = server;
  const at = (path) => `${name} ${base} ${path}`;
  const get = (path, options) => ask(port, encoded(base) + path, options);
  const files = filesOf(output).filter((file) => !/^(\.htaccess|_headers|_redirects|web\.config|\.engraft\.json)$/.test(file));
  const originals = files.filter((file) => !(/\.(gz|br)$/.test(file) && files.includes(file.replace(/\.(gz|br)$/, ''))));
  const notFound = readFileSync(join(output, '404.html'));
  const withdrawn = files.filter((file) => file.endsWith('index.html') && readFileSync(join(output, file), 'utf8').includes('class="page-withdrawn'));
  expect(at('-'), 'the number of withdrawn pages', withdrawn.length > 0, true);
  const moved = new Set(redirects.map(({ from }) => from));

  for (const { from, to } of redirects) {
    for (const asked of from.endsWith('/') ? [from, from.slice(0, -1)] : [from]) {
      const answer = await get(encoded(asked.slice(1)) + '?q=1');
      const where = at(asked);
      expect(where, 'the status', answer.status, 301);
      const location = new URL(answer.headers.location ?? '', `http://127.0.0.1:${port}`);
      expect(where, 'the target', decodeURIComponent(location.pathname), base + to.slice(1));
      expect(where, 'the query', location.search, '?q=1');
      seal(where, answer);
    }
  }
  for (const file of originals) {
    if (withdrawn.includes(file) || moved.has('/' + file.replace(/(^|\/)index\.html$/, '$1'))) continue;
    const where = at(file);
    const bytes = readFileSync(join(output, file));
    const path = encoded(file.replace(/(^|\/)index\.html$/, '$1'));
    const answer = await get(path);
    expect(where, 'the status', answer.status, 200);
    expect(where, 'the bytes', answer.body, bytes);
    if (TYPES[extname(file)]) expect(where, 'the type', answer.headers['content-type'], TYPES[extname(file)]);
    const isKept = /^assets\/.*\.[0-9a-f]{10}\.[a-z0-9]+$/.test(file);
    const isActive = file.startsWith('tools/');
    seal(where, answer, {
      cache: isKept ? 'public, max-age=31536000, immutable' : 'no-cache',
      policy: isActive ? `${POLICY}; sandbox allow-scripts` : POLICY,
    });
    expect(where, 'the coding', answer.headers['content-encoding'], undefined);
    const codings = name === 'apache' ? [['br', 'br', brotliDecompressSync], ['gzip', 'gz', gunzipSync]] : [['gzip', 'gz', gunzipSync]];
    for (const [coding, ending, decompress] of codings) {
      if (!files.includes(`${file}.${ending}`)) continue;
      const packed = await get(path, { headers: { 'Accept-Encoding': coding } });
      expect(where, `the status in ${coding}`, packed.status, 200);
      expect(where, `the coding in ${coding}`, packed.headers['content-encoding'], coding);
      expect(where, `the type in ${coding}`, packed.headers['content-type'], answer.headers['content-type']);
      expect(where, `Vary in ${coding}`, packed.headers.vary, /^Accept-Encoding(, ?Accept-Encoding)*$/i);
      expect(where, `the bytes in ${coding}`, decompress(packed.body), bytes);
      seal(where, packed, { cache: isKept ? 'public, max-age=31536000, immutable' : 'no-cache', policy: isActive ? `${POLICY}; sandbox allow-scripts` : POLICY });
    }
    const again = await get(path, { headers: { 'If-None-Match': answer.headers.etag } });
    expect(where, 'the status of what is known', again.status, 304);
  }
  for (const file of withdrawn) {
    for (const headers of [{}, { 'Accept-Encoding': 'gzip' }]) {
      const answer = await get(encoded(file.replace(/index\.html$/, '')), { headers });
      const where = at(file);
      expect(where, 'the status of a withdrawn page', answer.status, 410);
      const body = answer.headers['content-encoding'] ? gunzipSync(answer.body) : answer.body;
      expect(where, 'its notice', body, readFileSync(join(output, file)));
      expect(where, 'its type', answer.headers['content-type'], TYPES['.html']);
      seal(where, answer);
    }
  }
  const refused = ['.engraft.json', '.htaccess', '.git/config', 'after/.env', 'nothing-here', 'nothing/here/', 'after/index.html/x', 'assets/', 'files/', '%2e%2e/%2e%2e/etc/passwd', '..%2f..%2fetc/passwd', 'x%00', '%ff'];
  for (const path of refused) {
    const answer = await get(path);
    const where = at(path);
    expect(where, 'the status of what nobody gets', String(answer.status), /^(404|403|400)$/);
    // Apache refuses an encoded slash before it knows which rules hold.
    const isEarly = answer.status === 400 || (name === 'apache' && /%2f|%00/i.test(path));
    if (!isEarly) seal(where, answer);
    if (answer.status === 404 && !isEarly) {
      expect(where, 'the page for what is not there', answer.body, notFound);
    }
  }
  const missing = await get('nothing-here');
  expect(at('nothing-here'), 'the status', missing.status, 404);
  expect(at('nothing-here'), 'the type', missing.headers['content-type'], TYPES['.html']);
  for (const [method, path, status] of [['HEAD', '', /^200$/], ['POST', '', /^(403|404|405)$/], ['DELETE', 'after/', /^(403|404|405)$/]]) {
    const answer = await get(path, { method });
    expect(at(`${method} ${path}`), 'the status', String(answer.status), status);
    if (method === 'HEAD') seal(at(method), answer);
  }
  const unwanted = await get('', { headers: { 'Accept-Encoding': 'gzip;q=0, br;q=0' } });
  expect(at('q=0'), 'the coding', unwanted.headers['content-encoding'], undefined);
  const folder = await get('after');
  expect(at('after'), 'the status without a slash', folder.status, 301);
  expect(at('after'), 'where it leads', decodeURIComponent(new URL(folder.headers.location, `http://127.0.0.1:${port}`).pathname), `${base}after/`);
}

const place = mkdtempSync(join(tmpdir(), 'engraft-servers-'));
try {
  site(place);
  const redirects = engraft(place, 'list', 'redirects', '--format', 'json')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  // No server is told which part of a page is asked for: where parts went elsewhere, the page there leads on.
  const inParts = new Set(redirects.filter((one) => one.fragment).map((one) => one.from));
  const whole = redirects.filter((one) => !inParts.has(one.from));
  for (const base of ['/', '/patients/', "/p q;r(1)&+'/"]) {
    const root = join(place, `www-${base.length}`);
    const output = join(root, base);
    const url = `https://transplant.riverside.example${encoded(base)}`;
    engraft(place, 'build', '--output', output, '--base-url', url);
    const rules = `${output.replace(/\/$/, '')}-servers/nginx.conf`;
    // XML that no parser takes would stop IIS.
    execFileSync('python3', ['-c', 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])', join(output, 'web.config')]);
    for (const kind of SERVERS) {
      const server = await start(kind, root, rules);
      try {
        await tryServer(server, output, base, whole);
      } finally {
        await server.stop();
      }
    }
  }
} finally {
  if (faults.length === 0) rmSync(place, { recursive: true });
}
for (const fault of faults.slice(0, 60)) console.log(fault);
console.log(`\n${passed} passed, ${faults.length} failed`);
process.exitCode = faults.length === 0 ? 0 : 1;
