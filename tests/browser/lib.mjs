// A finished site, served as a web server would serve it, and a browser to look at it.
//
// The server adds the Content-Security-Policy that the pages promise to live with.

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, relative, sep } from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The Nu HTML checker, for `java -jar`. */
export const NU = join(require.resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

// What Chromium needs as root, without a screen, and without calling home.
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Every file of a finished site, '/'-separated and sorted. */
export function filesOf(folder) {
  const files = [];
  const open = [folder];
  while (open.length > 0) {
    const current = open.pop();
    for (const name of readdirSync(current)) {
      const path = join(current, name);
      if (statSync(path).isDirectory()) open.push(path);
      else files.push(relative(folder, path).split(sep).join('/'));
    }
  }
  return files.sort();
}

/** The pages that readers see, each with its path, language and kind (the class of its body, and whether
 * it is part of a guide); pages that only send elsewhere are left out. */
export function pagesOf(folder) {
  const pages = [];
  for (const file of filesOf(folder)) {
    if (!file.endsWith('.html')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    if (/http-equiv="?refresh/i.test(text)) continue;
    const shape = /<nav class="guide"/.test(text) ? ' in a guide' : '';
    const kind = (text.match(/<body[^>]*class="?([^"\s>]+)/i)?.[1] ?? '') + shape;
    const language = text.match(/<html[^>]*lang="?([^"\s>]+)/i)?.[1] ?? '';
    pages.push({ file, kind, language, path: file.replace(/(^|\/)index\.html$/, '$1') });
  }
  return pages;
}

/** The richest page of each kind in each language: the one with the most text. The largest comes first. */
export function oneOfEachKind(folder) {
  const richest = new Map();
  for (const page of pagesOf(folder)) {
    const { size } = statSync(join(folder, page.file));
    const key = `${page.language} ${page.kind}`;
    if (size > (richest.get(key)?.size ?? -1)) richest.set(key, { ...page, size });
  }
  return [...richest.values()].sort((one, other) => other.size - one.size);
}

/** The pages that only send elsewhere. */
export function redirectsOf(folder) {
  const isRedirect = (file) => file.endsWith('.html') && /http-equiv="?refresh/i.test(readFileSync(join(folder, file), 'utf8'));
  return filesOf(folder).filter(isRedirect).map((file) => ({ file, kind: 'redirect', path: file.replace(/index\.html$/, '') }));
}

/** The path that the site is made for, such as `/patients/`: from the home page's canonical link. */
export function basePathOf(folder) {
  const home = readFileSync(join(folder, 'index.html'), 'utf8');
  const link = home.match(/<link[^>]*rel="?canonical"?[^>]*>/i)?.[0] ?? '';
  const address = link.match(/href="?([^"\s>]+)/i)?.[1];
  return address ? new URL(address).pathname : '/';
}

/** Serves a folder below a path on a free port of this machine. */
export async function serve(folder, base) {
  const files = new Set(filesOf(folder));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = path.startsWith(base) ? path.slice(base.length) : null;
    if (file !== null && (file === '' || file.endsWith('/'))) file += 'index.html';
    const found = file !== null && files.has(file);
    const answer = found ? file : '404.html';
    response.writeHead(found ? 200 : 404, {
      'Content-Type': TYPES[extname(answer)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(found || files.has(answer) ? readFileSync(join(folder, answer)) : 'not found');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Debian's Chromium, or the one that CHROMIUM names. */
export async function browser() {
  const executablePath =
    process.env.CHROMIUM ??
    execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser'], {
      encoding: 'utf8',
    }).trim();
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Collects what a page does that it must not: messages, failed requests, other hosts. */
export function watch(page, origin, complain) {
  page.on('console', (message) => complain(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complain(`script error: ${error.message}`));
  page.on('requestfailed', (request) => {
    // A page that is left before its icon has come gives the icon up.
    const { errorText } = request.failure();
    if (errorText !== 'net::ERR_ABORTED') complain(`request failed (${errorText}): ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()} for ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin + '/')) complain(`another host: ${request.url()}`);
  });
}

/** What the Content-Security-Policy stops is said on the console, where [`watch`] hears it. */
export function sayViolations(context) {
  return context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} stops ${event.blockedURI}`);
    });
  });
}

/** The address of a page below the origin of its server. */
export const addressOf = (base, page) => base + page.path.split('/').map(encodeURIComponent).join('/');

/** What axe finds, one line each. The size of targets below `cover` is not judged. */
export async function axe(page, cover = null) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(readByAxe, { standards: STANDARDS, cover });
}

async function readByAxe({ standards, cover }) {
  const { violations } = await globalThis.axe.run({ runOnly: standards, resultTypes: ['violations'], elementRef: true });
  const lid = cover && document.querySelector(cover);
  const isBelow = ({ element }) => {
    if (!lid || lid.contains(element)) return false;
    const [one, other] = [lid.getBoundingClientRect(), element.getBoundingClientRect()];
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  };
  return violations.flatMap(({ id, impact, help, nodes }) => {
    const counted = nodes.filter((node) => id !== 'target-size' || !isBelow(node));
    const places = counted.slice(0, 3).map((node) => node.target.join(' '));
    return places.length === 0 ? [] : [`axe ${id} (${impact}): ${help}: ${places.join('; ')}`];
  });
}

/** What the Nu checker says of every HTML file of a folder: pairs of file and words. */
export function nu(folder) {
  const ran = spawnSync('java', ['-Xss1m', '-jar', NU, '--format', 'json', '--skip-non-html', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (ran.error) throw ran.error;
  const start = ran.stderr.indexOf('{');
  if (start < 0) throw new Error(`the Nu checker said nothing: ${ran.stderr}`);
  return JSON.parse(ran.stderr.slice(start)).messages.map((message) => {
    const file = decodeURIComponent(message.url ?? '').split(`/${folder.replace(/^.*\//, '')}/`).pop();
    return [file, `Nu ${message.subType ?? message.type}, line ${message.lastLine}: ${message.message}`];
  });
}

/** Runs jobs two at a time: CI has two processors. */
export async function twoAtATime(jobs) {
  const queue = [...jobs];
  const worker = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) await job();
  };
  await Promise.all([worker(), worker()]);
}

/** Where a fault was seen, at its beginning. */
const WHERE = /^(\d+ px(, [a-z ]+)?|400 %): (opened: )?/;

/** The same fault in several windows and colours is one line, with the first of them. */
function together(faults) {
  const kinds = new Map();
  for (const fault of faults) {
    const kind = fault.replace(WHERE, '');
    kinds.set(kind, [...(kinds.get(kind) ?? []), fault]);
  }
  return [...kinds.values()].map(([first, ...more]) => first.slice(0, 300) + (more.length > 0 ? ` (${more.length} times more)` : ''));
}

/** Prints what is wrong with each page; says whether nothing is. */
export function report(faults) {
  let failed = 0;
  for (const [place, list] of faults) {
    if (list.length === 0) continue;
    failed += 1;
    console.log(`\n${place}`);
    const lines = together(list);
    for (const line of lines.slice(0, 20)) console.log(`  ${line}`);
    if (lines.length > 20) console.log(`  and ${lines.length - 20} more`);
  }
  console.log(`\n${faults.size - failed} passed, ${failed} failed`);
  return failed === 0;
}
